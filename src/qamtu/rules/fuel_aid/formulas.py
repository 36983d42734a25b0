"""Fuel aid: once a year, to a specialist of a state body who lives and works in a village.

Law 66 of 08.07.2005 on the development of rural territories, art. 18(5); the amount is set by the
maslikhat of the district.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import read_facts
from qamtu.rules.programme import Input, Level, Programme, choose, is_not, whole_tiyn
from qamtu.trilingual import Names

ARTICLE = "Law 66 of 08.07.2005 art. 18(5)"

PROGRAMME = Programme(
    "fuel_aid",
    Names("Отын сатып алуға көмек", "Помощь на топливо", "Fuel aid"),
    (Level("specialist", "specialists", None, Names("маман", "специалист", "specialist")),),
)
SECTORS = {
    "health": Names("денсаулық сақтау", "здравоохранение", "health"),
    "social": Names("әлеуметтік қамсыздандыру", "социальное обеспечение", "social security"),
    "education": Names("білім беру", "образование", "education"),
    "culture": Names("мәдениет", "культура", "culture"),
    "sport": Names("спорт", "спорт", "sport"),
    "veterinary": Names("ветеринария", "ветеринария", "veterinary"),
    "other": Names("басқа сала", "другая сфера", "another sector"),
}
PROGRAMME.asks(
    Input("sector", "specialist", "choice", Names("Саласы", "Сфера", "Sector"), choices=SECTORS),
    Input(
        "is_state_body", "specialist", "flag",
        Names("Мемлекеттік ұйым", "Государственная организация", "State body"), default=True,
    ),
    Input(
        "works_in_village", "specialist", "flag",
        Names("Ауылда жұмыс істейді", "Работает в селе", "Works in a village"),
    ),
    Input(
        "lives_in_village", "specialist", "flag",
        Names("Ауылда тұрады", "Живёт в селе", "Lives in a village"),
    ),
    Input(
        "paid_this_year", "specialist", "flag",
        Names("Биыл төленген", "Уже выплачено в этом году", "Paid this year"), default=False,
    ),
)  # fmt: skip


@PROGRAMME.step(
    "specialist",
    unit="flag",
    names=Names("Саласы сәйкес емес", "Сфера не подходит", "Not of the six sectors"),
    rule=Names(
        "Көмек мемлекеттік денсаулық сақтау, әлеуметтік қамсыздандыру, білім беру, мәдениет, спорт"
        " және ветеринария ұйымдарының мамандарына беріледі.",
        "Помощь – специалистам государственных организаций здравоохранения, социального"
        " обеспечения, образования, культуры, спорта и ветеринарии.",
        "The aid is for specialists of state bodies of health, social security, education,"
        " culture, sport and veterinary services.",
    ),
    article=ARTICLE,
)
def ground_sector(specialist: Any, law: Any) -> Any:
    return specialist.sector.among("other") | is_not(specialist.is_state_body)


@PROGRAMME.step(
    "specialist",
    unit="flag",
    names=Names("Ауылда емес", "Не в селе", "Not in a village"),
    rule=Names(
        "Маман ауылдық елді мекенде тұруға әрі жұмыс істеуге тиіс.",
        "Специалист должен и проживать, и работать в сельском населённом пункте.",
        "The specialist has to live and to work in a rural settlement.",
    ),
    article=ARTICLE,
)
def ground_village(specialist: Any, law: Any) -> Any:
    return is_not(specialist.works_in_village & specialist.lives_in_village)


@PROGRAMME.step(
    "specialist",
    unit="flag",
    names=Names("Биыл төленген", "Уже выплачено", "Paid already"),
    rule=Names("Жылына бір рет.", "Один раз в год.", "Once a year."),
    article=ARTICLE,
)
def ground_once(specialist: Any, law: Any) -> Any:
    return specialist.paid_this_year


GROUNDS = ("ground_sector", "ground_village", "ground_once")


@PROGRAMME.step(
    "specialist",
    unit="flag",
    names=Names("Тағайындалады", "Назначается", "Entitled"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=ARTICLE,
)
def is_entitled(specialist: Any, law: Any) -> Any:
    return is_not(specialist.ground_sector | specialist.ground_village | specialist.ground_once)


@PROGRAMME.step(
    "specialist",
    unit="tenge",
    names=Names("Сомасы", "Сумма", "Amount"),
    rule=Names(
        "Мәслихат белгілеген АЕК саны.", "Число МРП по решению маслихата.", "The maslikhat's MRP."
    ),
    article=ARTICLE,
)
def amount(specialist: Any, law: Any) -> Any:
    return whole_tiyn(choose(specialist.is_entitled, law.amount_in_mrp, 0))


def read_specialist(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A specialist as the steps ask for them. Raises `FactsRefused`."""
    return read_facts(PROGRAMME, given, day)
