"""The sectors that facilities belong to, as the plan of accessibility counts them."""

from qamtu.trilingual import Names

SECTORS: dict[str, Names] = {
    "health": Names("денсаулық сақтау", "здравоохранение", "health"),
    "education": Names("білім беру", "образование", "education"),
    "culture": Names("мәдениет", "культура", "culture"),
    "state": Names("мемлекеттік және квазимемлекеттік", "государственный и квазигосударственный",
                   "state and quasi-state"),
    "sport": Names("спорт", "спорт", "sport"),
    "social": Names("әлеуметтік қорғау", "социальная защита", "social protection"),
    "transport": Names("көлік", "транспорт", "transport"),
    "trade": Names("сауда және қызмет көрсету", "торговля и услуги", "trade and services"),
    "other": Names("өзге", "иное", "other"),
}  # fmt: skip
