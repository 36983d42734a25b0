"""Who may ride Инватакси.

Order 859 of 01.11.2013, as amended by order 284 of 29.08.2025. The akimat may widen the categories
by a resolution: an office enters which.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import read_facts
from qamtu.rules.programme import Input, Level, Programme, is_not
from qamtu.trilingual import Names

ARTICLE = {
    date(2013, 11, 1): "Order 859 of 01.11.2013",
    date(2025, 8, 29): "Order 859 of 01.11.2013 as amended by order 284 of 29.08.2025",
}
FIRST_DAY = date(2013, 11, 1)

PROGRAMME = Programme(
    "invataxi",
    Names("Инватакси", "Инватакси", "Invataxi"),
    (Level("rider", "riders", None, Names("жолаушы", "пассажир", "rider")),),
)
GROUPS = {
    "none": Names("мүгедектігі жоқ", "нет инвалидности", "no disability"),
    "group_1": Names("І топ", "I группа", "group I"),
    "group_2": Names("ІІ топ", "II группа", "group II"),
    "group_3": Names("ІІІ топ", "III группа", "group III"),
    "child": Names("мүгедектігі бар бала", "ребёнок с инвалидностью", "child with a disability"),
}
PROGRAMME.asks(
    Input("group", "rider", "choice", Names("Тобы", "Группа", "Group"), choices=GROUPS),
    Input(
        "moves_with_difficulty", "rider", "flag",
        Names("Жүріп-тұруы қиын", "Затруднено передвижение", "Moves with difficulty"),
        default=False,
    ),
    Input(
        "in_wheelchair", "rider", "flag",
        Names("Кресло-арбамен жүреді", "Передвигается на коляске", "In a wheelchair"),
        default=False,
    ),
    Input(
        "has_paper", "rider", "flag",
        Names("ДКК қорытындысы күшінде", "Заключение ВКК действует", "The doctors' paper holds"),
        default=False,
    ),
)  # fmt: skip


@PROGRAMME.step(
    "rider",
    unit="flag",
    names=Names("Санаты жоқ", "Не относится к категориям", "Of no category"),
    rule=Names(
        "Қызмет жүріп-тұруы қиын І–ІІ топтағы адамға және кресло-арбадағы адамға көрсетіледі;"
        " балалар мен ІІІ топты заң не әкімдік қаулысы қосады.",
        "Услуга – лицам I–II группы с затруднённым передвижением и на коляске; детей и III группу"
        " добавляет закон или постановление акимата.",
        "The service is for groups I and II who move with difficulty and for those in a wheelchair;"
        " children and group III are added by law or by a resolution of the akimat.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_category(rider: Any, law: Any) -> Any:
    severe = rider.group.among("group_1", "group_2")
    if not law.serves_all_of_groups_1_and_2:
        severe = severe & rider.moves_with_difficulty
    chair = rider.in_wheelchair & is_not(rider.group.among("none"))
    served = severe | chair | (rider.group.among("child") & law.serves_children)
    third = law.serves_group_3 if law.knows("serves_group_3") else False
    return is_not(served | (rider.group.among("group_3") & third))


@PROGRAMME.step(
    "rider",
    unit="flag",
    names=Names("Қорытынды жоқ", "Нет заключения", "No paper"),
    rule=Names(
        "Дәрігерлік-консультациялық комиссияның қорытындысы күшінде болуға тиіс.",
        "Заключение врачебно-консультационной комиссии должно действовать.",
        "The paper of the doctors' commission has to be in force.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_paper(rider: Any, law: Any) -> Any:
    return law.needs_paper & is_not(rider.has_paper)


GROUNDS = ("ground_category", "ground_paper")


@PROGRAMME.step(
    "rider",
    unit="flag",
    names=Names("Жолаушы бола алады", "Может ездить", "May ride"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def is_entitled(rider: Any, law: Any) -> Any:
    return is_not(rider.ground_category | rider.ground_paper)


def read_rider(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A rider as the steps ask for it. Raises `FactsRefused`."""
    return read_facts(PROGRAMME, given, day)
