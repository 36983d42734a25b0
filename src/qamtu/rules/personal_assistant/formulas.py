"""Who is accompanied, by whom, how long a day, and what a month of it is paid.

Law 39 of 13.04.2005, since 01.07.2023 the Social Code, art. 163. What else excludes a pair, and the
rate of an hour, were not found in the acts: an office enters them, a contract names the rate.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import read_facts
from qamtu.rules.programme import Input, Level, Programme, choose, is_not, whole_tiyn
from qamtu.trilingual import Names

ARTICLE = {
    date(2005, 4, 13): "Law 39 of 13.04.2005",
    date(2023, 7, 1): "Social Code art. 163",
}
HOUR = 60  # minutes

PROGRAMME = Programme(
    "personal_assistant",
    Names("Жеке көмекші", "Индивидуальный помощник", "Personal assistant"),
    (Level("pair", "pairs", None, Names("жұп", "пара", "pair")),),
)
KINDS = {
    "assistant": Names("жеке көмекші", "индивидуальный помощник", "personal assistant"),
    "interpreter": Names(
        "ымдау тілі маманы", "специалист жестового языка", "sign-language specialist"
    ),
}
PROGRAMME.asks(
    Input("kind", "pair", "choice", Names("Қызмет түрі", "Вид услуги", "Service"), choices=KINDS),
    Input(
        "group_1", "pair", "flag",
        Names("І топтағы мүгедектігі бар", "I группа инвалидности", "Disability of group I"),
        default=False,
    ),
    Input(
        "moves_with_difficulty", "pair", "flag",
        Names("Жүріп-тұруы қиын", "Затруднено передвижение", "Moves with difficulty"),
        default=False,
    ),
    Input(
        "hears_badly", "pair", "flag",
        Names("Есту қабілеті бұзылған", "Нарушение слуха", "Impaired hearing"), default=False,
    ),
    Input(
        "in_programme", "pair", "flag",
        Names(
            "Қызмет жеке бағдарламада бар", "Услуга есть в программе", "In the person's programme"
        ),
        default=False,
    ),
    Input(
        "carers_benefit", "pair", "flag",
        Names(
            "Күтім жәрдемақысы төленеді", "Выплачивается пособие по уходу",
            "A carer's benefit is paid",
        ),
        default=False,
    ),
    Input(
        "is_close_relative", "pair", "flag",
        Names("Көмекші – жақын туысы", "Помощник – близкий родственник", "A close relative"),
        default=False,
    ),
    Input(
        "minutes_a_day", "pair", "minutes",
        Names("Күніне минут", "Минут в день", "Minutes a day"), default=0, most=1440,
    ),
    Input(
        "minutes_this_year", "pair", "minutes",
        Names("Жыл басынан минут", "Минут с начала года", "Minutes since the year began"),
        default=0, most=600_000,
    ),
    Input(
        "minutes", "pair", "minutes",
        Names("Айдағы минут", "Минут за месяц", "Minutes of the month"), default=0, most=44_640,
    ),
    Input(
        "rate", "pair", "tenge",
        Names("Сағатына төлем", "Оплата за час", "Pay of an hour"), default=0, most=10_000_000,
    ),
)  # fmt: skip


@PROGRAMME.step(
    "pair",
    unit="flag",
    names=Names("Көрсетілім жоқ", "Нет показаний", "No indication"),
    rule=Names(
        "Жеке көмекші жүріп-тұруы қиын І топтағы адамға, ымдау тілі маманы есту қабілеті бұзылған"
        " адамға беріледі.",
        "Помощник – лицу I группы с затруднённым передвижением, специалист жестового языка – лицу"
        " с нарушением слуха.",
        "An assistant is for a person of group I who moves with difficulty, a sign-language"
        " specialist for one with impaired hearing.",
    ),
    article=ARTICLE,
)
def ground_indication(pair: Any, law: Any) -> Any:
    accompanied = pair.group_1 & pair.moves_with_difficulty
    return is_not(choose(pair.kind.among("assistant"), accompanied, pair.hears_badly))


@PROGRAMME.step(
    "pair",
    unit="flag",
    names=Names("Бағдарламада жоқ", "Нет в программе", "Not in the programme"),
    rule=Names(
        "Қызмет жеке бағдарламаның әлеуметтік бөлігінде болуға тиіс.",
        "Услуга должна быть в социальной части индивидуальной программы.",
        "The service has to stand in the social part of the person's programme.",
    ),
    article=ARTICLE,
)
def ground_programme(pair: Any, law: Any) -> Any:
    return law.needs_programme & is_not(pair.in_programme)


@PROGRAMME.step(
    "pair",
    unit="flag",
    names=Names("Күтім жәрдемақысы бар", "Есть пособие по уходу", "A carer's benefit is paid"),
    rule=Names(
        "Сол адамды күту үшін жәрдемақы төленіп жүрсе, көмекші берілмейді.",
        "Помощник не предоставляется, пока за уход за этим лицом платят пособие.",
        "No assistant while a benefit is paid for the care of the same person.",
    ),
    article=ARTICLE,
)
def ground_benefit(pair: Any, law: Any) -> Any:
    return pair.kind.among("assistant") & law.benefit_excludes & pair.carers_benefit


@PROGRAMME.step(
    "pair",
    unit="flag",
    names=Names("Жақын туыс", "Близкий родственник", "A close relative"),
    rule=Names(
        "Ережеде тыйым салынса, жақын туыс көмекші бола алмайды.",
        "Если правила запрещают, близкий родственник не может быть помощником.",
        "Where the rules forbid it, a close relative can't be the assistant.",
    ),
    article=ARTICLE,
)
def ground_relative(pair: Any, law: Any) -> Any:
    is_excluded = law.relatives_excluded if law.knows("relatives_excluded") else False
    return pair.is_close_relative & is_excluded


@PROGRAMME.step(
    "pair",
    unit="flag",
    names=Names("Сағат көп", "Больше часов, чем можно", "Too many hours"),
    rule=Names(
        "Жеке көмекші күніне белгіленген сағаттан артық жұмыс істемейді.",
        "Помощник работает в день не больше установленных часов.",
        "An assistant works no more hours a day than are set.",
    ),
    article=ARTICLE,
)
def ground_hours(pair: Any, law: Any) -> Any:
    return pair.kind.among("assistant") & (pair.minutes_a_day > law.hours_a_day * HOUR)


@PROGRAMME.step(
    "pair",
    unit="flag",
    names=Names("Жылдық сағат біткен", "Часы года исчерпаны", "The year's hours are used up"),
    rule=Names(
        "Ымдау тілі маманының жылдық сағаты шектелген.",
        "Часы специалиста жестового языка в год ограничены.",
        "A sign-language specialist's hours in a year are limited.",
    ),
    article=ARTICLE,
)
def ground_year(pair: Any, law: Any) -> Any:
    is_interpreter = pair.kind.among("interpreter")
    if not law.knows("interpreter_hours_a_year"):
        return is_interpreter & False
    used = pair.minutes_this_year + pair.minutes
    return is_interpreter & (used > law.interpreter_hours_a_year * HOUR)


GROUNDS = (
    "ground_indication", "ground_programme", "ground_benefit", "ground_relative", "ground_hours",
    "ground_year",
)  # fmt: skip


@PROGRAMME.step(
    "pair",
    unit="flag",
    names=Names("Бекітіледі", "Закрепляется", "Assigned"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=ARTICLE,
)
def is_entitled(pair: Any, law: Any) -> Any:
    return is_not(
        pair.ground_indication
        | pair.ground_programme
        | pair.ground_benefit
        | pair.ground_relative
        | pair.ground_hours
        | pair.ground_year
    )


@PROGRAMME.step(
    "pair",
    unit="tenge",
    names=Names("Айдың төлемі", "Оплата за месяц", "Pay of the month"),
    rule=Names(
        "Екі жақ растаған сағат × шарттағы бір сағаттың төлемі.",
        "Часы, подтверждённые обеими сторонами, × оплата часа по договору.",
        "Hours that both sides confirmed × the pay of an hour in the contract.",
    ),
    article=ARTICLE,
)
def amount(pair: Any, law: Any) -> Any:
    return whole_tiyn(pair.rate * pair.minutes / HOUR)


def read_pair(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A pair as the steps ask for it. Raises `FactsRefused`."""
    return read_facts(PROGRAMME, given, day)
