"""Civil status: what an act costs, from which age it may be, when it is late.

Code 518-IV of 26.12.2011; fees by the order of 17.02.2026 in force from 10.03.2026, state duty in
indexes before. Dates that a calendar is needed for are in `terms`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import read_facts
from qamtu.rules.programme import Input, Level, Programme, is_not, months_since, whole_tiyn
from qamtu.trilingual import Names

CODE = "Code 518-IV of 26.12.2011"
FAMILY = "Code 518-IV of 26.12.2011 art. 10"
FIRST_DAY = date(2011, 12, 26)
FEES_SINCE = date(2026, 3, 10)

PROGRAMME = Programme(
    "civil_registry",
    Names(
        "Азаматтық хал актілері",
        "Акты гражданского состояния",
        "Acts of civil status",
    ),
    (Level("act", "acts", None, Names("акт", "акт", "act")),),
)
SERVICES = {
    "birth": Names("туу", "рождение", "birth"),
    "stillbirth": Names("өлі туу", "мертворождение", "stillbirth"),
    "death": Names("қайтыс болу", "смерть", "death"),
    "marriage": Names("неке қию", "заключение брака", "marriage"),
    "divorce": Names("некені бұзу", "расторжение брака", "divorce"),
    "paternity": Names("әке болуды анықтау", "установление отцовства", "paternity"),
    "adoption": Names("бала асырап алу", "усыновление", "adoption"),
    "name_change": Names("атын өзгерту", "перемена имени", "change of name"),
    "correction": Names("жазбаны өзгерту", "изменение записи", "change of a record"),
    "repeat": Names("қайталама куәлік", "повторное свидетельство", "repeated certificate"),
}
PROGRAMME.asks(
    Input("service", "act", "choice", Names("Қызмет", "Услуга", "Service"), choices=SERVICES),
    Input(
        "age", "act", "years",
        Names("Ең жасының жасы", "Возраст младшего", "Age of the youngest"), default=18,
    ),
    Input(
        "is_age_lowered", "act", "flag",
        Names("Неке жасы төмендетілген", "Брачный возраст снижен", "The age was lowered"),
        default=False,
    ),
    Input(
        "event_on", "act", "day",
        Names("Болған күні", "День события", "Day of the event"), default=0,
    ),
    Input(
        "has_ground", "act", "flag",
        Names("Кеш тіркеу негізі бар", "Есть основание поздней регистрации", "There is a ground"),
        default=False,
    ),
)  # fmt: skip


@PROGRAMME.step(
    "act",
    unit="flag",
    names=Names("Жасы жетпеген", "Не достигнут возраст", "Under the age"),
    rule=Names(
        "Неке жасы – он сегіз; рұқсатпен екі жылға дейін төмендетіледі. Атын он алтыдан өзгертеді.",
        "Брачный возраст – восемнадцать лет; с разрешения он снижается не более чем на два года."
        " Имя меняют с шестнадцати лет.",
        "One marries from eighteen; by permission the age is lowered by two years at most. One"
        " changes a name from sixteen.",
    ),
    article=FAMILY,
    since=FIRST_DAY,
)
def ground_age(act: Any, law: Any) -> Any:
    lowest = law.marriage_age - law.marriage_age_lowered_by
    too_young = (act.age < law.marriage_age) & is_not(act.is_age_lowered & (act.age >= lowest))
    return (act.service.among("marriage") & too_young) | (
        act.service.among("name_change") & (act.age < law.name_change_age)
    )


@PROGRAMME.step(
    "act",
    unit="flag",
    names=Names("Мерзімінен кеш", "По истечении срока", "Late"),
    rule=Names(
        "Туу туылған күннен екі ай өткен соң кеш тіркеледі.",
        "По истечении двух месяцев со дня рождения регистрация – поздняя.",
        "More than two months after the birth the registration is late.",
    ),
    article=CODE,
    since=FIRST_DAY,
)
def is_late(act: Any, law: Any) -> Any:
    passed = months_since(act.event_on, law.today - 1)
    return act.service.among("birth") & (passed >= law.late_after_months)


@PROGRAMME.step(
    "act",
    unit="flag",
    names=Names("Кеш тіркеу негізсіз", "Поздняя регистрация без основания", "Late without ground"),
    rule=Names(
        "Кеш тіркеуге негіз керек: қорытынды немесе сот шешімі.",
        "Для поздней регистрации нужно основание: заключение или решение суда.",
        "A late registration needs its ground: a conclusion or a decision of a court.",
    ),
    article=CODE,
    since=FIRST_DAY,
)
def ground_late(act: Any, law: Any) -> Any:
    return act.is_late & is_not(act.has_ground)


GROUNDS = ("ground_age", "ground_late")


@PROGRAMME.step(
    "act",
    unit="flag",
    names=Names("Тіркеуге болады", "Можно зарегистрировать", "May be registered"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=CODE,
    since=FIRST_DAY,
)
def is_entitled(act: Any, law: Any) -> Any:
    return is_not(act.ground_age | act.ground_late)


@PROGRAMME.step(
    "act",
    unit="tenge",
    names=Names("Мемлекеттік баж", "Государственная пошлина", "State duty"),
    rule=Names(
        "АЕК еселенген баж.", "Пошлина в размере, кратном МРП.", "A duty in multiples of the MRP."
    ),
    article="Tax Code of 25.12.2017",
    since=FIRST_DAY,
    until=date(2026, 3, 9),
    name="fee",
)
def duty(act: Any, law: Any) -> Any:
    return whole_tiyn(law.figure_for("duty_", act.service))


@PROGRAMME.step(
    "act",
    unit="tenge",
    names=Names("Төлемі", "Плата", "Fee"),
    rule=Names(
        "Қызмет үшін белгіленген баға.",
        "Цена, установленная за услугу.",
        "The price that is set for the service.",
    ),
    article="Order of 17.02.2026",
    since=FEES_SINCE,
)
def fee(act: Any, law: Any) -> Any:
    return whole_tiyn(law.figure_for("fee_", act.service))


def read_act(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """An act as the steps ask for it. Raises `FactsRefused`."""
    return read_facts(PROGRAMME, given, day)
