"""«Бастау Бизнес»: who gets the certificate of the course.

Order 70 of 19.02.2019, since 12.04.2021 order 118, since 30.06.2023 order 272. How much of the
course has to be attended and how many points a defence needs were not found: an office enters them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import read_facts
from qamtu.rules.programme import Input, Level, Programme, is_not
from qamtu.trilingual import Names

ARTICLE = {
    date(2019, 2, 19): "Order 70 of 19.02.2019",
    date(2021, 4, 12): "Order 118 of 12.04.2021",
    date(2023, 6, 30): "Order 272 of 30.06.2023",
}
FIRST_DAY = date(2019, 2, 19)

PROGRAMME = Programme(
    "bastau",
    Names("«Бастау Бизнес» курсы", "Курс «Бастау Бизнес»", "«Bastau Business» course"),
    (Level("listener", "listeners", None, Names("тыңдаушы", "слушатель", "listener")),),
)
PROGRAMME.asks(
    Input(
        "hours_held", "listener", "hours",
        Names("Өткізілген сағат", "Проведено часов", "Hours held"), default=0, most=2000,
    ),
    Input(
        "hours_attended", "listener", "hours",
        Names("Қатысқан сағат", "Посещено часов", "Hours attended"), default=0, most=2000,
    ),
    Input(
        "has_defended", "listener", "flag",
        Names("Бизнес-жоспарын қорғады", "Защитил бизнес-план", "Defended the business plan"),
        default=False,
    ),
    Input(
        "points", "listener", "times",
        Names("Қорғау балы", "Баллы защиты", "Points of the defence"), default=0, most=100,
    ),
)  # fmt: skip


@PROGRAMME.step(
    "listener",
    unit="flag",
    names=Names("Сабаққа аз қатысты", "Мало посещал занятия", "Attended too little"),
    rule=Names(
        "Сабаққа қатысқан сағат аудан белгілеген үлестен кем болмауға тиіс.",
        "Посещено часов не меньше доли, которую установил район.",
        "Hours attended are not less than the share that the district sets.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_attendance(listener: Any, law: Any) -> Any:
    attended = listener.hours_attended
    if not law.knows("least_attendance"):
        return attended < 1
    return (attended < 1) | (attended < listener.hours_held * law.least_attendance)


@PROGRAMME.step(
    "listener",
    unit="flag",
    names=Names("Жоспарын қорғамады", "План не защищён", "The plan was not defended"),
    rule=Names(
        "Бизнес-жоспар комиссия алдында қорғалуға тиіс.",
        "Бизнес-план должен быть защищён перед комиссией.",
        "The business plan has to be defended before the commission.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_defence(listener: Any, law: Any) -> Any:
    return is_not(listener.has_defended)


@PROGRAMME.step(
    "listener",
    unit="flag",
    names=Names("Балы жетпеді", "Баллов недостаточно", "Too few points"),
    rule=Names(
        "Қорғау балы аудан белгілеген шектен кем болмауға тиіс.",
        "Баллы защиты не меньше порога, который установил район.",
        "The points of the defence are not below what the district sets.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_points(listener: Any, law: Any) -> Any:
    if not law.knows("least_points"):
        return listener.has_defended & False
    return listener.has_defended & (listener.points < law.least_points)


GROUNDS = ("ground_attendance", "ground_defence", "ground_points")


@PROGRAMME.step(
    "listener",
    unit="flag",
    names=Names("Сертификат беріледі", "Сертификат выдаётся", "The certificate is given"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def is_entitled(listener: Any, law: Any) -> Any:
    return is_not(listener.ground_attendance | listener.ground_defence | listener.ground_points)


def read_listener(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A listener as the steps ask for it. Raises `FactsRefused`."""
    return read_facts(PROGRAMME, given, day)
