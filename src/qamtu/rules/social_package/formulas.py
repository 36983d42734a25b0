"""The guaranteed social package: what a child is due in a month, in kind.

Decree 1032 of 30.12.2019, in force from 01.01.2020; since 01.01.2023 an extra payment in money
stands for it (see `targeted_assistance`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import read_facts
from qamtu.rules.programme import Input, Level, Programme, is_not, months_since
from qamtu.trilingual import Names

FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2022, 12, 31)
ARTICLE = "Decree 1032 of 30.12.2019"
QUARTER = 3  # months

PROGRAMME = Programme(
    "social_package",
    Names(
        "Кепілдендірілген әлеуметтік топтама",
        "Гарантированный социальный пакет",
        "Guaranteed social package",
    ),
    (Level("child", "children", None, Names("бала", "ребёнок", "child")),),
)

PROGRAMME.asks(
    Input("born", "child", "day", Names("Туған күні", "Дата рождения", "Birth date")),
    Input(
        "family_on_assistance",
        "child",
        "flag",
        Names("Отбасы АӘК алады", "Семья получает АСП", "The family is on targeted assistance"),
        default=True,
    ),
    Input(
        "goes_to_school",
        "child",
        "flag",
        Names("Мектепте оқиды", "Учится в школе", "Goes to school"),
        default=False,
    ),
)


@PROGRAMME.step(
    "child",
    unit="months",
    names=Names("Жасы, аймен", "Возраст в месяцах", "Age in months"),
    rule=Names(
        "Туған күннен осы күнге дейінгі толық айлар.",
        "Полные месяцы от рождения до этого дня.",
        "Full months from birth to this day.",
    ),
    article="",
)
def age_in_months(child: Any, law: Any) -> Any:
    return months_since(child.born, law.today)


@PROGRAMME.step(
    "child",
    unit="flag",
    names=Names("АӘК отбасынан емес", "Семья не получает АСП", "Not of a family on assistance"),
    rule=Names(
        "Топтама АӘК алатын отбасылардың балаларына беріледі.",
        "Пакет предоставляется детям из семей – получателей АСП.",
        "The package is for children of families on targeted assistance.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
    until=LAST_DAY,
)
def ground_family(child: Any, law: Any) -> Any:
    return is_not(child.family_on_assistance)


@PROGRAMME.step(
    "child",
    unit="flag",
    names=Names("Жасы сәйкес емес", "Возраст не подходит", "Not of the age"),
    rule=Names(
        "Топтама 1 жастан 18 жасқа дейінгі балаларға беріледі.",
        "Пакет предоставляется детям от 1 года до 18 лет.",
        "The package is for children from 1 to 18 years old.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
    until=LAST_DAY,
)
def ground_age(child: Any, law: Any) -> Any:
    return (child.age_in_months < law.small_age_from * 12) | (
        child.age_in_months >= law.school_age_to * 12
    )


@PROGRAMME.step(
    "child",
    unit="flag",
    names=Names("Азық-түлік жиынтығы", "Продуктовый набор", "Food set"),
    rule=Names(
        "1 жастан 6 жасқа дейінгі балаға ай сайын.",
        "Ежемесячно ребёнку от 1 года до 6 лет.",
        "Every month for a child from 1 to 6 years old.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
    until=LAST_DAY,
)
def food_set(child: Any, law: Any) -> Any:
    return (
        is_not(child.ground_family)
        & is_not(child.ground_age)
        & (child.age_in_months < law.school_age_from * 12)
    )


@PROGRAMME.step(
    "child",
    unit="flag",
    names=Names(
        "1–3 жастағы балаға азық-түлік жиынтығы",
        "Продуктовый набор ребёнку 1–3 лет",
        "Food set of a child from 1 to 3",
    ),
    rule=Names(
        "1 жастан 3 жасқа дейінгі балаға ай сайын.",
        "Ежемесячно ребёнку от 1 года до 3 лет.",
        "Every month for a child from 1 to 3 years old.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
    until=LAST_DAY,
)
def small_food_set(child: Any, law: Any) -> Any:
    return child.food_set & (child.age_in_months < law.middle_age_from * 12)


@PROGRAMME.step(
    "child",
    unit="flag",
    names=Names(
        "3–6 жастағы балаға азық-түлік жиынтығы",
        "Продуктовый набор ребёнку 3–6 лет",
        "Food set of a child from 3 to 6",
    ),
    rule=Names(
        "3 жастан 6 жасқа дейінгі балаға ай сайын.",
        "Ежемесячно ребёнку от 3 до 6 лет.",
        "Every month for a child from 3 to 6 years old.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
    until=LAST_DAY,
)
def large_food_set(child: Any, law: Any) -> Any:
    return child.food_set & (child.age_in_months >= law.middle_age_from * 12)


@PROGRAMME.step(
    "child",
    unit="flag",
    names=Names("Тұрмыстық химия жиынтығы", "Набор бытовой химии", "Household-chemistry set"),
    rule=Names(
        "1 жастан 6 жасқа дейінгі балаға тоқсанына бір рет, тоқсанның бірінші айында.",
        "Раз в квартал ребёнку от 1 года до 6 лет, в первый месяц квартала.",
        "Once a quarter for a child from 1 to 6, in the first month of the quarter.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
    until=LAST_DAY,
)
def chemistry_set(child: Any, law: Any) -> Any:
    return child.food_set & (law.day.month % QUARTER == 1)


@PROGRAMME.step(
    "child",
    unit="flag",
    names=Names("Мектеп топтамасы", "Школьный пакет", "School package"),
    rule=Names(
        "6 жастан 18 жасқа дейінгі оқушыға оқу жылының айларында.",
        "Школьнику от 6 до 18 лет в месяцы учебного года.",
        "For a pupil from 6 to 18 years old, in the months of the school year.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
    until=LAST_DAY,
)
def school_package(child: Any, law: Any) -> Any:
    is_school_year = (law.day.month >= law.school_year_first_month) | (
        law.day.month <= law.school_year_last_month
    )
    return (
        is_not(child.ground_family)
        & is_not(child.ground_age)
        & (child.age_in_months >= law.school_age_from * 12)
        & child.goes_to_school
        & is_school_year
    )


GROUNDS = ("ground_family", "ground_age")


def read_child(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A child as the steps ask for it. Raises `FactsRefused`."""
    return read_facts(PROGRAMME, given, day)
