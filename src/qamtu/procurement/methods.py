"""How a supplier may be chosen, and by which law on which day."""

from dataclasses import dataclass
from datetime import date

from qamtu.casework.measures import LegalBasis
from qamtu.trilingual import Names

LAW_OF_2015 = LegalBasis(
    Names(
        "«Мемлекеттік сатып алу туралы» 04.12.2015 ж. № 434-V Заң",
        "Закон от 04.12.2015 № 434-V «О государственных закупках»",
        "Law 434-V of 04.12.2015 on public procurement",
    ),
    date(2016, 1, 1),
    is_verified=False,  # the day on which it came into force was not read
)
LAW_OF_2024 = LegalBasis(
    Names(
        "«Мемлекеттік сатып алу туралы» 01.07.2024 ж. № 106-VIII Заң",
        "Закон от 01.07.2024 № 106-VIII «О государственных закупках»",
        "Law 106-VIII of 01.07.2024 on public procurement",
    ),
    date(2025, 1, 1),
    is_verified=False,  # the same
)
SOCIAL_ORDER_LAW = LegalBasis(
    Names(
        "ҚР 12.04.2005 ж. № 36-III Заңы",
        "Закон РК от 12.04.2005 № 36-III",
        "Law 36-III of 12.04.2005",
    ),
    date(2005, 4, 12),
)
PROCUREMENT_LAWS = (LAW_OF_2015, LAW_OF_2024)


@dataclass(frozen=True)
class Method:
    """A method of procurement. `ocds`: what the open contracting standard calls it."""

    names: Names
    ocds: str
    laws: tuple[LegalBasis, ...] = PROCUREMENT_LAWS


METHODS: dict[str, Method] = {
    "open_tender": Method(Names("ашық конкурс", "открытый конкурс", "open tender"), "open"),
    "auction": Method(Names("аукцион", "аукцион", "auction"), "open"),
    "price_quotations": Method(
        Names("баға ұсыныстарын сұрату", "запрос ценовых предложений", "price quotations"), "open"
    ),
    "single_source": Method(
        Names("бір көзден алу", "из одного источника", "single source"), "direct"
    ),
    "electronic_shop": Method(
        Names("электрондық дүкен", "электронный магазин", "electronic shop"), "selective"
    ),
    "commodity_exchange": Method(
        Names("тауар биржасы", "товарная биржа", "commodity exchange"), "open"
    ),
    "social_order": Method(
        Names(
            "мемлекеттік әлеуметтік тапсырыс конкурсы",
            "конкурс государственного социального заказа",
            "competition of a state social order",
        ),
        "selective",
        (SOCIAL_ORDER_LAW, *PROCUREMENT_LAWS),
    ),
}


def law_of(method: str, day: date) -> LegalBasis | None:
    """The newest law of the method that is in force on the day."""
    found = None
    for law in METHODS[method].laws:
        if law.since is not None and law.since <= day:
            found = law
    return found
