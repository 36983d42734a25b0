"""People harmed by the Semipalatinsk test site: the one-time compensation and the yearly aid.

Law 1787-XII of 18.12.1992: so many MRP for each year of residence, by zone, before 1966 and after.
The values of two zones were found; those of the others, and what an incomplete year counts for,
an office enters. Yearly aid: a maslikhat's decision by the model rules.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import FactsRefused, read_facts
from qamtu.rules.programme import (
    DAYS_OF_A_MONTH,
    Input,
    Level,
    Programme,
    choose,
    is_not,
    larger,
    months_since,
    whole_tiyn,
)
from qamtu.trilingual import Names

ARTICLE = "Law 1787-XII of 18.12.1992 art. 12"
FIRST_DAY = date(1992, 12, 18)
AID = {
    date(2013, 5, 21): "Decree 504 of 21.05.2013",
    date(2023, 7, 1): "Decree 523 of 30.06.2023",
}
MONTHS_OF_A_YEAR = 12

PROGRAMME = Programme(
    "test_site",
    Names(
        "Семей ядролық полигонынан зардап шеккендер",
        "Пострадавшие от Семипалатинского ядерного полигона",
        "People harmed by the Semipalatinsk test site",
    ),
    (
        Level("person", "persons", None, Names("адам", "лицо", "person")),
        Level("period", "periods", "person", Names("кезең", "период", "period")),
    ),
)
ZONES = {
    "extraordinary": Names(
        "төтенше радиациялық қатер аймағы",
        "зона чрезвычайного радиационного риска",
        "zone of extraordinary radiation risk",
    ),
    "maximum": Names(
        "ең жоғары радиациялық қатер аймағы",
        "зона максимального радиационного риска",
        "zone of maximum radiation risk",
    ),
    "increased": Names(
        "жоғары радиациялық қатер аймағы",
        "зона повышенного радиационного риска",
        "zone of increased radiation risk",
    ),
    "minimal": Names(
        "ең төменгі радиациялық қатер аймағы",
        "зона минимального радиационного риска",
        "zone of minimal radiation risk",
    ),
    "preferential": Names(
        "жеңілдікті әлеуметтік-экономикалық мәртебесі бар аумақ",
        "территория с льготным социально-экономическим статусом",
        "territory of a preferential social and economic status",
    ),
}
PROGRAMME.asks(
    Input(
        "compensated_before", "person", "flag",
        Names("Өтемақы бұрын берілген", "Компенсация уже назначалась", "Compensated before"),
        default=False,
    ),
    Input("zone", "period", "choice", Names("Аймақ", "Зона", "Zone"), choices=ZONES),
    Input(
        "lived_from", "period", "day",
        Names("Тұра бастаған күні", "Проживал(а) с", "Lived there from"),
    ),
    Input(
        "left_on", "period", "day",
        Names("Кеткен күні", "День выбытия", "Day of leaving"),
    ),
    Input(
        "has_paper", "period", "flag",
        Names("Құжатпен расталған", "Подтверждено документом", "Proved by a paper"),
        default=True,
    ),
)  # fmt: skip


def _first_day_of(year: Any) -> Any:
    """The first day of a year as the steps hold days."""
    return year * MONTHS_OF_A_YEAR * DAYS_OF_A_MONTH + 1


def _months_between(period: Any, first: Any, end: Any) -> Any:
    """Full months of a period between two days, the second not included."""
    begins = larger(period.lived_from, first)
    ends = choose(period.left_on <= end, period.left_on, end)
    return larger(months_since(begins, ends), 0)


@PROGRAMME.step(
    "period",
    unit="months",
    names=Names("1966 жылға дейінгі айлар", "Месяцев до 1966 года", "Months before 1966"),
    rule=Names(
        "1949–1965 жылдары осы аймақта тұрған толық айлар.",
        "Полные месяцы проживания в этой зоне в 1949–1965 годах.",
        "Full months of residence in this zone from 1949 to 1965.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def months_early(period: Any, law: Any) -> Any:
    return _months_between(period, _first_day_of(law.first_year), _first_day_of(law.turning_year))


@PROGRAMME.step(
    "period",
    unit="months",
    names=Names("1966 жылдан кейінгі айлар", "Месяцев с 1966 года", "Months from 1966"),
    rule=Names(
        "1966–1990 жылдары осы аймақта тұрған толық айлар.",
        "Полные месяцы проживания в этой зоне в 1966–1990 годах.",
        "Full months of residence in this zone from 1966 to 1990.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def months_late(period: Any, law: Any) -> Any:
    return _months_between(
        period, _first_day_of(law.turning_year), _first_day_of(law.last_year + 1)
    )


def _years(months: Any, law: Any) -> Any:
    return choose(
        law.incomplete_year_by_months, months / MONTHS_OF_A_YEAR, months // MONTHS_OF_A_YEAR
    )


@PROGRAMME.step(
    "period",
    unit="tenge",
    names=Names("Кезең үшін өтемақы", "Компенсация за период", "Compensation of the period"),
    rule=Names(
        "Аймақтың АЕК мөлшері × тұрған жылдар, 1966 жылға дейін және кейін бөлек; толық емес жыл –"
        " енгізілген тәртіппен.",
        "Размер зоны в МРП × годы проживания, отдельно до 1966 года и с него; неполный год – по"
        " введённому порядку.",
        "The zone's MRP × the years of residence, before 1966 and from then on; an incomplete year"
        " as the office has entered.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def due_for_period(period: Any, law: Any) -> Any:
    early = law.figure_for("rate_early_", period.zone) * _years(period.months_early, law)
    late = law.figure_for("rate_late_", period.zone) * _years(period.months_late, law)
    return early + late


@PROGRAMME.step(
    "period",
    unit="months",
    names=Names("Есептелетін айлар", "Учитываемых месяцев", "Months that count"),
    rule=Names(
        "1949–1990 жылдардағы толық айлар.",
        "Полные месяцы в 1949–1990 годах.",
        "Full months from 1949 to 1990.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def months_of_period(period: Any, law: Any) -> Any:
    return period.months_early + period.months_late


@PROGRAMME.step(
    "period",
    unit="flag",
    names=Names("Құжаты жоқ", "Не подтверждён", "Not proved"),
    rule=Names(
        "Тұрғаны құжатпен расталмаған.",
        "Проживание не подтверждено документом.",
        "The residence is not proved by a paper.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def is_unproved(period: Any, law: Any) -> Any:
    return is_not(period.has_paper)


@PROGRAMME.step(
    "person",
    unit="flag",
    names=Names("Аймақта тұрмаған", "Не проживал(а) в зоне", "Did not live in a zone"),
    rule=Names(
        "Өтемақы 1949–1990 жылдары аймақта тұрған адамға беріледі.",
        "Компенсация – тем, кто проживал в зоне в 1949–1990 годах.",
        "The compensation is for those who lived in a zone from 1949 to 1990.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_residence(person: Any, law: Any) -> Any:
    return person.periods.total("months_of_period") < 1


@PROGRAMME.step(
    "person",
    unit="flag",
    names=Names("Құжат жетіспейді", "Не хватает документа", "A paper is missing"),
    rule=Names(
        "Әр кезең құжатпен расталуға тиіс.",
        "Каждый период должен быть подтверждён документом.",
        "Each period has to be proved by a paper.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_proof(person: Any, law: Any) -> Any:
    return person.periods.count("is_unproved") > 0


@PROGRAMME.step(
    "person",
    unit="flag",
    names=Names("Өтемақы берілген", "Компенсация уже назначена", "Compensated already"),
    rule=Names(
        "Өтемақы бір рет беріледі.",
        "Компенсация назначается один раз.",
        "The compensation is given once.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_once(person: Any, law: Any) -> Any:
    return person.compensated_before


GROUNDS = ("ground_residence", "ground_proof", "ground_once")


@PROGRAMME.step(
    "person",
    unit="flag",
    names=Names("Тағайындалады", "Назначается", "Entitled"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def is_entitled(person: Any, law: Any) -> Any:
    return is_not(person.ground_residence | person.ground_proof | person.ground_once)


@PROGRAMME.step(
    "person",
    unit="tenge",
    names=Names("Өтемақы", "Компенсация", "Compensation"),
    rule=Names(
        "Барлық кезеңдер үшін, өтініш күніндегі АЕК бойынша.",
        "За все периоды, по МРП дня обращения.",
        "For all periods, by the MRP of the day of the application.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def amount(person: Any, law: Any) -> Any:
    return whole_tiyn(choose(person.is_entitled, person.periods.total("due_for_period"), 0))


@PROGRAMME.step(
    "person",
    unit="tenge",
    names=Names("Жыл сайынғы көмек", "Ежегодная помощь", "Yearly aid"),
    rule=Names(
        "Мәслихат шешімі белгілеген мөлшер, теңгемен не АЕК-пен.",
        "Размер по решению маслихата, в тенге или в МРП.",
        "What the maslikhat's decision sets, in tenge or in MRP.",
    ),
    article=AID,
    since=date(2013, 5, 21),
)
def yearly_aid(person: Any, law: Any) -> Any:
    if law.knows("yearly_aid_in_tenge"):
        return whole_tiyn(law.yearly_aid_in_tenge)
    return whole_tiyn(law.yearly_aid_in_mrp)


def read_person(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A person with the periods of residence. Raises `FactsRefused`.

    A period that ends before it begins, or overlaps another, is refused by its place in the list.
    """
    facts = read_facts(PROGRAMME, given, day)
    periods = facts.get("periods", [])
    for place, one in enumerate(periods):
        if one["left_on"] <= one["lived_from"]:
            raise FactsRefused("period-order", "left_on", (place,))
        for other in periods[:place]:
            if one["lived_from"] < other["left_on"] and other["lived_from"] < one["left_on"]:
                raise FactsRefused("periods-overlap", "lived_from", (place,))
    return facts
