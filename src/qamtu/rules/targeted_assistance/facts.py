"""What is asked of a family that applies for targeted social assistance."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import FactsRefused, read_facts
from qamtu.rules.programme import Input, Level, Programme, day_of
from qamtu.rules.quarters import quarter_before
from qamtu.trilingual import Names

CODE_FROM = date(2023, 7, 1)
MOST_INCOME = 1_000_000_000_00  # tiyn of one income in a quarter: more is a slip of the pen

PROGRAMME = Programme(
    "targeted_assistance",
    Names("Атаулы әлеуметтік көмек", "Адресная социальная помощь", "Targeted social assistance"),
    (
        Level("family", "families", None, Names("отбасы", "семья", "family")),
        Level("member", "members", "family", Names("отбасы мүшесі", "член семьи", "member")),
        Level("income", "incomes", "member", Names("табыс", "доход", "income")),
    ),
)

RIGHTS = {
    "citizen": Names("ҚР азаматы", "гражданин РК", "citizen"),
    "kandas": Names("қандас", "кандас", "kandas"),
    "refugee": Names("босқын", "беженец", "refugee"),
    "resident": Names(
        "ҚР-да тұрақты тұратын шетелдік немесе азаматтығы жоқ адам",
        "иностранец или лицо без гражданства, постоянно проживающие в РК",
        "foreigner or stateless person permanently resident",
    ),
    "none": Names("құқығы жоқ", "нет права", "no right"),
}
ABSENCES = {
    "none": Names("отбасымен тұрады", "живёт с семьёй", "lives with the family"),
    "full_state_support": Names(
        "толық мемлекеттік қамсыздандыруда",
        "на полном государственном обеспечении",
        "on full state support",
    ),
    "conscript": Names("мерзімді әскери қызметте", "на срочной службе", "conscript"),
    "imprisoned": Names(
        "бас бостандығынан айырылған", "в местах лишения свободы", "deprived of liberty"
    ),
    "compulsory_treatment": Names(
        "мәжбүрлі емделуде", "на принудительном лечении", "under compulsory treatment"
    ),
}
DISABILITIES = {
    "none": Names("жоқ", "нет", "none"),
    "group_1": Names("І топ", "I группа", "group I"),
    "group_2": Names("ІІ топ", "II группа", "group II"),
    "group_3": Names("ІІІ топ", "III группа", "group III"),
    "child": Names("мүгедектігі бар бала", "ребёнок с инвалидностью", "child with a disability"),
}
CARES = {
    "nobody": Names("ешкімге күтім жасамайды", "ни за кем не ухаживает", "cares for nobody"),
    "child_under_3": Names("3 жасқа дейінгі бала", "ребёнок до 3 лет", "child under 3"),
    "disabled_child": Names(
        "мүгедектігі бар бала", "ребёнок с инвалидностью", "child with a disability"
    ),
    "disabled_person": Names(
        "І–ІІ топтағы мүгедектігі бар адам",
        "лицо с инвалидностью I–II группы",
        "person of disability group I–II",
    ),
    "elderly": Names(
        "күтімді қажет ететін қарт", "престарелый, нуждающийся в уходе", "elderly in need of care"
    ),
}
INCOME_KINDS = {
    "wage": Names("жалақы", "заработная плата", "wage"),
    "business": Names("кәсіпкерлік табысы", "доход от предпринимательства", "business income"),
    "subsidiary_plot": Names(
        "жеке қосалқы шаруашылық", "личное подсобное хозяйство", "subsidiary plot"
    ),
    "pension": Names("зейнетақы", "пенсия", "pension"),
    "benefit": Names("мемлекеттік жәрдемақы", "государственное пособие", "state benefit"),
    "alimony": Names("алимент", "алименты", "alimony"),
    "scholarship": Names("шәкіртақы", "стипендия", "scholarship"),
    "rent": Names("мүлікті жалға беру", "аренда имущества", "rent of property"),
    "other": Names("басқа табыс", "иной доход", "other income"),
    "loan": Names("несие (ипотекадан басқа)", "заём (кроме ипотеки)", "loan (not a mortgage)"),
    "mortgage": Names("ипотека", "ипотека", "mortgage"),
    "targeted_assistance": Names("АӘК", "АСП", "targeted assistance"),
    "housing_aid": Names("тұрғын үй көмегі", "жилищная помощь", "housing aid"),
    "funeral_payment": Names("жерлеуге төлем", "выплата на погребение", "funeral payment"),
    "disabled_child_benefit": Names(
        "мүгедектігі бар балаға жәрдемақы",
        "пособие на ребёнка с инвалидностью",
        "benefit for a child with a disability",
    ),
}

PROGRAMME.asks(
    Input(
        "right", "family", "choice", Names("Өтініш берушінің құқығы", "Право заявителя", "Right"),
        default="citizen", choices=RIGHTS,
    ),
    Input(
        "refused_inspection", "family", "flag",
        Names(
            "Тұрмыс жағдайын тексеруден бас тартты",
            "Отказ от обследования",
            "Refused the inspection",
        ),
        default=False,
    ),
    Input(
        "commission_denies", "family", "flag",
        Names(
            "Учаскелік комиссия «мұқтаж емес» деді",
            "Участковая комиссия: нет нуждаемости",
            "The precinct commission found no need",
        ),
        default=False,
    ),
    Input(
        "false_data", "family", "flag",
        Names("Көрінеу жалған мәлімет", "Заведомо ложные сведения", "Knowingly false data"),
        default=False,
    ),
    Input(
        "contract_broken_on", "family", "day",
        Names(
            "Әлеуметтік келісімшарт бұзылған күн",
            "День нарушения социального контракта",
            "Day on which the social contract was broken",
        ),
        default=0,
    ),
    Input("born", "member", "day", Names("Туған күні", "Дата рождения", "Birth date")),
    Input(
        "is_woman", "member", "flag", Names("Әйел", "Женщина", "Woman"), default=False
    ),
    Input(
        "absence", "member", "choice", Names("Отбасымен тұруы", "Проживание", "Living with them"),
        default="none", choices=ABSENCES,
    ),
    Input(
        "disability", "member", "choice", Names("Мүгедектігі", "Инвалидность", "Disability"),
        default="none", choices=DISABILITIES,
    ),
    Input(
        "is_full_time_student", "member", "flag",
        Names("Күндізгі бөлімде оқиды", "Учится на очном отделении", "Full-time student"),
        default=False,
    ),
    Input(
        "is_long_ill", "member", "flag",
        Names(
            "Екі айдан астам ауырады", "Болеет более двух месяцев", "Ill for over two months"
        ),
        default=False,
    ),
    Input(
        "cares_for", "member", "choice", Names("Кімге күтім жасайды", "За кем ухаживает", "Cares"),
        default="nobody", choices=CARES,
    ),
    Input(
        "refused_work_on", "member", "day",
        Names(
            "Жұмыспен қамту шарасынан бас тартқан күн",
            "День отказа от мер занятости",
            "Day of refusing an employment measure",
        ),
        default=0,
    ),
    Input(
        "kind", "income", "choice", Names("Табыс түрі", "Вид дохода", "Kind of income"),
        default="wage", choices=INCOME_KINDS,
    ),
    Input(
        "amount", "income", "tenge", Names("Сомасы", "Сумма", "Amount"), most=MOST_INCOME
    ),
    Input("month", "income", "day", Names("Айы", "Месяц", "Month"), default=0),
)  # fmt: skip


def in_force(before: str, now: str) -> dict[date, str]:
    """The article of a rule before the Social Code, and since."""
    return {date.min: before, CODE_FROM: now}


def read_family(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A family as the steps ask for it. Raises `FactsRefused`.

    An income that names its month must lie in the quarter before that of the application.
    """
    facts = read_facts(PROGRAMME, given, day)
    if not facts.get("members"):
        raise FactsRefused("no-members", "members")
    first, last = quarter_before(day)
    for position, member in enumerate(facts["members"]):
        for index, one in enumerate(member.get("incomes", ())):
            month = day_of(one["month"]).replace(day=1) if one.get("month") else None
            if month is not None and not first <= month <= last:
                raise FactsRefused(
                    "wrong-quarter",
                    "month",
                    (position, index),
                    f"{month:%m.%Y}",
                    f"{first:%m.%Y}–{last:%m.%Y}",
                )
    if all(member.get("absence", "none") != "none" for member in facts["members"]):
        raise FactsRefused("nobody-counts", "members")
    return facts
