"""State grants for new business ideas: who may apply, and for how much.

Decree 513 of 23.08.2018, since 07.02.2022 order 47, since 30.06.2023 order 272 (Social Code
art. 110). Free, once; one who was not awarded may apply again.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import read_facts
from qamtu.rules.programme import (
    Input,
    Level,
    Programme,
    choose,
    is_not,
    months_since,
    whole_tiyn,
)
from qamtu.trilingual import Names

ARTICLE = {
    date(2018, 8, 23): "Decree 513 of 23.08.2018",
    date(2022, 2, 7): "Order 47 of 07.02.2022",
    date(2023, 6, 30): "Social Code art. 110; order 272 of 30.06.2023",
}
FIRST_DAY = date(2018, 8, 23)

PROGRAMME = Programme(
    "startup_grant",
    Names(
        "Жаңа бизнес-идеяға мемлекеттік грант",
        "Государственный грант на новую бизнес-идею",
        "Startup grant",
    ),
    (Level("application", "applications", None, Names("өтінім", "заявка", "application")),),
)
CATEGORIES = {
    "self_employed": Names("өзін-өзі жұмыспен қамтыған", "самозанятый", "self-employed"),
    "unemployed": Names("жұмыссыз", "безработный", "unemployed"),
    "youth": Names("жастар", "молодёжь", "young"),
    "disabled": Names("мүгедектігі бар адам", "лицо с инвалидностью", "with a disability"),
    "asp_recipient": Names("АӘК алушы", "получатель АСП", "targeted assistance recipient"),
    "kandas": Names("қандас", "кандас", "kandas"),
    "resettler": Names("қоныс аударушы", "переселенец", "resettler"),
    "large_family": Names("көп балалы отбасынан", "из многодетной семьи", "of a large family"),
    "carer": Names(
        "мүгедектігі бар баланы күтуші",
        "ухаживает за ребёнком с инвалидностью",
        "carer of a child with a disability",
    ),
    "lost_breadwinner": Names(
        "асыраушысынан айырылған", "потерял кормильца", "lost the breadwinner"
    ),
}
PROGRAMME.asks(
    Input(
        "asked", "application", "tenge",
        Names("Сұралған сома", "Запрошенная сумма", "Sum asked"), most=100_000_000_00,
    ),
    *(
        Input(code, "application", "flag", names, default=False)
        for code, names in CATEGORIES.items()
    ),
    Input(
        "may_work", "application", "flag",
        Names("Еңбек етуге тыйым жоқ", "Труд не противопоказан", "Work is not forbidden"),
        default=True,
    ),
    Input(
        "certified_on", "application", "day",
        Names("Сертификат күні", "Дата сертификата", "Day of the certificate"), default=0,
    ),
    Input(
        "earlier_grant_on", "application", "day",
        Names("Бұрынғы грант күні", "Дата прежнего гранта", "Day of an earlier grant"), default=0,
    ),
    Input(
        "is_excluded_activity", "application", "flag",
        Names("Қызмет түріне грант берілмейді", "Вид деятельности исключён", "Excluded activity"),
        default=False,
    ),
)  # fmt: skip


@PROGRAMME.step(
    "application",
    unit="flag",
    names=Names("Санаты бар", "Относится к категории", "Of a category"),
    rule=Names(
        "Өтініш берушінің осы күнгі заңда аталған санаты болуға тиіс.",
        "Заявитель относится к категории, названной законом этого дня.",
        "The applicant belongs to a category that the law of the day names.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def is_of_category(application: Any, law: Any) -> Any:
    found = application.self_employed & law.counts_self_employed
    for code in CATEGORIES:
        found = found | (getattr(application, code) & getattr(law, f"counts_{code}"))
    return found


@PROGRAMME.step(
    "application",
    unit="flag",
    names=Names("Санаты жоқ", "Не относится к категориям", "Of no category"),
    rule=Names(
        "Грант заңда аталған санаттарға беріледі.",
        "Грант – категориям, названным в правилах.",
        "The grant is for the categories that the rules name.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_category(application: Any, law: Any) -> Any:
    return is_not(application.is_of_category)


@PROGRAMME.step(
    "application",
    unit="tenge",
    names=Names("Ең көп мөлшер", "Наибольший размер", "Largest grant"),
    rule=Names("Белгіленген АЕК саны.", "Установленное число МРП.", "The MRP that are set."),
    article=ARTICLE,
    since=FIRST_DAY,
)
def largest(application: Any, law: Any) -> Any:
    return law.limit


@PROGRAMME.step(
    "application",
    unit="flag",
    names=Names("Сома шектен асады", "Сумма выше предела", "Above the limit"),
    rule=Names(
        "Сұралған сома ең көп мөлшерден аспауға тиіс.",
        "Запрошенная сумма не выше наибольшего размера.",
        "The sum asked is not above the largest grant.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_amount(application: Any, law: Any) -> Any:
    return application.asked > application.largest


@PROGRAMME.step(
    "application",
    unit="flag",
    names=Names("Сертификат жоқ", "Нет сертификата", "No certificate"),
    rule=Names(
        "«Бастау Бизнес» сертификаты қолданыста болуға тиіс.",
        "Нужен действующий сертификат «Бастау Бизнес».",
        "A «Bastau Business» certificate has to be in force.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_certificate(application: Any, law: Any) -> Any:
    has_none = application.certified_on < 1
    if law.knows("certificate_months"):
        age = months_since(application.certified_on, law.today)
        has_none = has_none | (age >= law.certificate_months)
    return has_none & law.needs_certificate


@PROGRAMME.step(
    "application",
    unit="flag",
    names=Names("Бұрын алған", "Уже получал грант", "Had a grant"),
    rule=Names(
        "Грант бір рет беріледі; күту мерзімі белгіленсе – ол өткенге дейін.",
        "Грант даётся один раз; если установлен срок ожидания – до его истечения.",
        "A grant is given once; where a waiting time is set, until it is over.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_once(application: Any, law: Any) -> Any:
    had_one = application.earlier_grant_on > 0
    if law.knows("months_after_earlier_grant"):
        passed = months_since(application.earlier_grant_on, law.today)
        had_one = had_one & (passed < law.months_after_earlier_grant)
    return had_one


@PROGRAMME.step(
    "application",
    unit="flag",
    names=Names("Еңбек етуге тыйым бар", "Труд противопоказан", "Work is forbidden"),
    rule=Names(
        "Мүгедектігі бар адамға еңбек етуге тыйым салынбаған болуға тиіс.",
        "Лицу с инвалидностью труд не должен быть противопоказан.",
        "A person with a disability must not be forbidden to work.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_ban(application: Any, law: Any) -> Any:
    return application.disabled & is_not(application.may_work)


@PROGRAMME.step(
    "application",
    unit="flag",
    names=Names("Қызмет түрі сәйкес емес", "Вид деятельности исключён", "Excluded activity"),
    rule=Names(
        "Тізбедегі қызмет түрлеріне грант берілмейді.",
        "На виды деятельности из перечня грант не даётся.",
        "No grant is given for activities of the list.",
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def ground_activity(application: Any, law: Any) -> Any:
    return application.is_excluded_activity


GROUNDS = (
    "ground_category", "ground_amount", "ground_certificate", "ground_once", "ground_ban",
    "ground_activity",
)  # fmt: skip


@PROGRAMME.step(
    "application",
    unit="flag",
    names=Names("Конкурсқа жіберіледі", "Допускается к конкурсу", "Admitted"),
    rule=Names(
        "Бас тартуға негіз болмаса.", "Если нет оснований для отказа.", "Where no ground holds."
    ),
    article=ARTICLE,
    since=FIRST_DAY,
)
def is_entitled(application: Any, law: Any) -> Any:
    return is_not(
        application.ground_category
        | application.ground_amount
        | application.ground_certificate
        | application.ground_once
        | application.ground_ban
        | application.ground_activity
    )


@PROGRAMME.step(
    "application",
    unit="tenge",
    names=Names("Сомасы", "Сумма", "Amount"),
    rule=Names("Сұралған сома.", "Запрошенная сумма.", "The sum asked."),
    article=ARTICLE,
    since=FIRST_DAY,
)
def amount(application: Any, law: Any) -> Any:
    return whole_tiyn(choose(application.is_entitled, application.asked, 0))


def read_application(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """An application as the steps ask for it. Raises `FactsRefused`."""
    return read_facts(PROGRAMME, given, day)
