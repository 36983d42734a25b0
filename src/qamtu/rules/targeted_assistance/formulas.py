"""Targeted social assistance (АӘК / АСП): who is entitled, to how much, and why.

Law 246-II of 17.07.2001 with orders 320 of 05.05.2015 and 237-п of 28.07.2009; from 01.07.2023
the Social Code, art. 120–128, with orders 227, 181 and 160 of 2023. The steps for one member and
one income are in `members`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qamtu.rules.programme import (
    Judgement,
    Rule,
    choose,
    is_not,
    larger,
    months_since,
    whole_tiyn,
)
from qamtu.rules.quarters import MONTHS, months_left
from qamtu.trilingual import Names

from .facts import PROGRAMME, in_force
from .members import EXTRA_FROM

MEDIAN_FROM = date(2025, 1, 1)


@PROGRAMME.step(
    "family",
    unit="people",
    names=Names("Отбасы мүшелерінің саны", "Число членов семьи", "Members of the family"),
    rule=Names(
        "Отбасы құрамындағы адамдар саны.",
        "Число лиц в составе семьи.",
        "How many are counted in the family.",
    ),
    article=in_force("Order 320 of 05.05.2015", "Order 227 of 21.06.2023"),
)
def size(family: Any, law: Any) -> Any:
    return family.members.count("is_counted")


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Тоқсандағы жиынтық табыс", "Совокупный доход за квартал", "Income of the quarter"),
    rule=Names(
        "Өтініш тоқсанының алдындағы тоқсанда барлық мүшелер алған табыс.",
        "Доходы всех членов семьи за квартал, предшествующий кварталу обращения.",
        "The incomes of all members in the quarter before that of the application.",
    ),
    article=in_force("Law 246-II of 17.07.2001", "Code art. 127"),
)
def income(family: Any, law: Any) -> Any:
    return family.members.total("member_income")


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Жан басына шаққандағы табыс", "Среднедушевой доход", "Per-capita income"),
    rule=Names(
        "Тоқсандық табысты үш айға және мүшелер санына бөлу.",
        "Доход за квартал, делённый на три месяца и на число членов семьи.",
        "The income of the quarter, divided by three months and by the members.",
    ),
    article=in_force("Law 246-II of 17.07.2001", "Code art. 127"),
)
def per_capita_income(family: Any, law: Any) -> Any:
    return family.income / MONTHS / family.size


SHARES = ("line_share_of_subsistence_minimum", "line_share_of_median_income")


def _is_announced(law: Any) -> bool:
    """The line is taken as announced, unless it is asked what another share would make of it."""
    if law.is_changed(*SHARES):
        return False
    return law.knows("poverty_line") or not law.knows("regional_subsistence_minimum")


LINE = Names("Кедейлік шегі", "Черта бедности", "Poverty line")


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=LINE,
    rule=Names(
        "Өңір үшін жарияланған шек; жарияланбаса – алдыңғы тоқсандағы өңірлік ең төменгі күнкөріс"
        " деңгейінің үлесі.",
        "Объявленная для региона черта; если не объявлена – доля прожиточного минимума региона за"
        " предыдущий квартал.",
        "The line announced for the region; where none is, a share of the region's subsistence"
        " minimum of the quarter before.",
    ),
    article=in_force("Law 246-II of 17.07.2001 art. 1", "Order 160 of 19.05.2023"),
    until=date(2024, 12, 31),
)
def line(family: Any, law: Any) -> Any:
    if _is_announced(law):
        return law.poverty_line
    return law.line_share_of_subsistence_minimum * law.regional_subsistence_minimum


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=LINE,
    rule=Names(
        "Өңір үшін жарияланған шек; жарияланбаса – өңірдің алдыңғы тоқсандағы медианалық табысының"
        " 35 %-ы мен ең төменгі күнкөріс деңгейінің 70 %-ының үлкені.",
        "Объявленная для региона черта; если не объявлена – большее из 35 % медианного дохода и"
        " 70 % прожиточного минимума региона за предыдущий квартал.",
        "The line announced for the region; where none is, the larger of 35 % of the region's"
        " median income and 70 % of its subsistence minimum, of the quarter before.",
    ),
    article="Order 160 of 19.05.2023 as amended by order 473 of 20.12.2024",
    since=MEDIAN_FROM,
    name="line",
)
def line_by_median(family: Any, law: Any) -> Any:
    if _is_announced(law):
        return law.poverty_line
    return larger(
        law.line_share_of_median_income * law.regional_median_income,
        law.line_share_of_subsistence_minimum * law.regional_subsistence_minimum,
    )


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Табыстың шегі", "Предел дохода", "Limit of the income"),
    rule=Names(
        "Отбасының тоқсандық табысы осыдан аспауға тиіс: шек × мүшелер × үш ай.",
        "Доход семьи за квартал не должен превышать: черта × члены семьи × три месяца.",
        "The family's income of the quarter may not exceed: the line × members × three months.",
    ),
    article=in_force("Law 246-II of 17.07.2001", "Code art. 126"),
)
def income_limit(family: Any, law: Any) -> Any:
    return family.line * family.size * MONTHS


def _ground(
    name: str, names: Names, rule: Names, article: Mapping[date, str]
) -> Callable[[Rule], Rule]:
    return PROGRAMME.step("family", unit="flag", names=names, rule=rule, article=article, name=name)


@_ground(
    "ground_right",
    Names("Өтініш беру құқығы жоқ", "Нет права на обращение", "No right to apply"),
    Names(
        "АӘК азаматтарға, қандастарға, босқындарға және тұрақты тұратын шетелдіктерге беріледі.",
        "АСП назначается гражданам, кандасам, беженцам и постоянно проживающим иностранцам.",
        "The assistance is for citizens, kandas, refugees and permanently resident foreigners.",
    ),
    in_force("Law 246-II of 17.07.2001; order 320 of 05.05.2015", "Code art. 120"),
)
def ground_right(family: Any, law: Any) -> Any:
    return family.right.among("none")


@_ground(
    "ground_income",
    Names("Табыс кедейлік шегінен жоғары", "Доход выше черты бедности", "Income above the line"),
    Names(
        "Жан басына шаққандағы табыс кедейлік шегінен асса, көмек тағайындалмайды.",
        "Если среднедушевой доход превышает черту бедности, помощь не назначается.",
        "Where the per-capita income exceeds the line, no assistance is assigned.",
    ),
    in_force("Law 246-II of 17.07.2001; order 320 of 05.05.2015", "Code art. 128(1)"),
)
def ground_income(family: Any, law: Any) -> Any:
    return family.per_capita_income > family.line


@_ground(
    "ground_inspection",
    Names("Тексеруден бас тартты", "Отказ от обследования", "The inspection was refused"),
    Names(
        "Өтініш беруші тұрмыс жағдайын тексеруден бас тартты.",
        "Заявитель отказался от обследования материального положения.",
        "The applicant refused the inspection of the living conditions.",
    ),
    in_force("Law 246-II of 17.07.2001; order 320 of 05.05.2015", "Code art. 128(2)"),
)
def ground_inspection(family: Any, law: Any) -> Any:
    return family.refused_inspection


@_ground(
    "ground_commission",
    Names("Комиссияның теріс қорытындысы", "Отрицательное заключение", "Negative conclusion"),
    Names(
        "Учаскелік комиссия көмекке мұқтаждық жоқ деген қорытынды берді.",
        "Участковая комиссия заключила, что нуждаемости нет.",
        "The precinct commission concluded that there is no need.",
    ),
    in_force("Law 246-II of 17.07.2001; order 320 of 05.05.2015", "Code art. 125, 128(3)"),
)
def ground_commission(family: Any, law: Any) -> Any:
    return family.commission_denies


@_ground(
    "ground_work",
    Names("Жұмыспен қамтудан бас тарту", "Отказ от мер занятости", "Employment was refused"),
    Names(
        "Еңбекке қабілетті мүше жұмыспен қамту шараларынан бас тартқан күннен бастап алты ай.",
        "Шесть месяцев со дня отказа трудоспособного члена семьи от мер занятости.",
        "Six months from the day on which an able-bodied member refused employment measures.",
    ),
    in_force("Law 246-II of 17.07.2001; order 320 of 05.05.2015", "Code art. 128(4)"),
)
def ground_work(family: Any, law: Any) -> Any:
    return family.members.count("has_refused_work") > 0


@_ground(
    "ground_contract",
    Names("Келісімшарт бұзылған", "Социальный контракт нарушен", "The contract was broken"),
    Names(
        "Алушы әлеуметтік келісімшартты бұзған күннен бастап алты ай.",
        "Шесть месяцев со дня расторжения социального контракта по вине получателя.",
        "Six months from the day on which the recipient broke the social contract.",
    ),
    in_force("Law 246-II of 17.07.2001; order 320 of 05.05.2015", "Code art. 128(5)"),
)
def ground_contract(family: Any, law: Any) -> Any:
    return (family.contract_broken_on > 0) & (
        months_since(family.contract_broken_on, law.today) < law.refusal_term
    )


@_ground(
    "ground_false_data",
    Names("Жалған мәлімет", "Ложные сведения", "False data"),
    Names(
        "Көрінеу жалған мәлімет берілді.",
        "Представлены заведомо ложные сведения.",
        "Knowingly false data were given.",
    ),
    in_force("Law 246-II of 17.07.2001; order 320 of 05.05.2015", "Code art. 128(6)"),
)
def ground_false_data(family: Any, law: Any) -> Any:
    return family.false_data


GROUNDS = (
    "ground_right",
    "ground_income",
    "ground_inspection",
    "ground_commission",
    "ground_work",
    "ground_contract",
    "ground_false_data",
)


@PROGRAMME.step(
    "family",
    unit="flag",
    names=Names("Тағайындалады", "Назначается", "Entitled"),
    rule=Names(
        "Бас тартуға негіз жоқ болса, көмек тағайындалады.",
        "Помощь назначается, если нет ни одного основания для отказа.",
        "The assistance is assigned where no ground for refusal holds.",
    ),
    article=in_force("Law 246-II of 17.07.2001", "Code art. 120, 128"),
)
def is_entitled(family: Any, law: Any) -> Any:
    refused = family.ground_right
    for ground in GROUNDS[1:]:
        refused = refused | getattr(family, ground)
    return is_not(refused)


@PROGRAMME.step(
    "family",
    unit="flag",
    names=Names("Шартты көмек", "Обусловленная помощь", "Conditional assistance"),
    rule=Names(
        "Еңбекке қабілетті мүшесі бар отбасына көмек шартты; жалғыз еңбекке қабілетті мүшесі күтім"
        " жасаса – шартсыз.",
        "При наличии трудоспособного помощь обусловленная; если единственный трудоспособный"
        " осуществляет уход – безусловная.",
        "Conditional where a member is able-bodied; unconditional where the only one cares for"
        " another.",
    ),
    article=in_force("Law 246-II of 17.07.2001", "Code art. 121"),
)
def is_conditional(family: Any, law: Any) -> Any:
    able, carers = family.members.count("is_able_bodied"), family.members.count("is_carer")
    return (able > 1) | ((able == 1) & (carers == 0))


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Негізгі сома, айына", "Основная сумма в месяц", "Basic amount a month"),
    rule=Names(
        "Кедейлік шегі мен жан басына шаққандағы табыстың айырмасы × мүшелер саны.",
        "Разница между чертой бедности и среднедушевым доходом × число членов семьи.",
        "The difference between the line and the per-capita income × the members.",
    ),
    article=in_force("Law 246-II of 17.07.2001", "Code art. 126"),
)
def basic_amount(family: Any, law: Any) -> Any:
    difference = (family.line - family.per_capita_income) * family.size
    return whole_tiyn(choose(family.is_entitled, difference, 0))


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Балаларға қосымша төлем", "Доплата на детей", "Extra payment for children"),
    rule=Names(
        "Қосымша төлем 2023 жылғы 1 қаңтардан бастап беріледі (2020–2022 жылдары оның орнында"
        " әлеуметтік топтама болды).",
        "Доплата есть с 1 января 2023 года (в 2020–2022 годах вместо неё – социальный пакет).",
        "The extra payment exists since 1 January 2023 (the social package in 2020–2022).",
    ),
    article={date.min: "", date(2020, 1, 1): "Decree 1032 of 30.12.2019"},
    until=date(2022, 12, 31),
    name="extra_amount",
)
def no_extra_amount(family: Any, law: Any) -> Any:
    return 0


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Балаларға қосымша төлем", "Доплата на детей", "Extra payment for children"),
    rule=Names(
        "1–6 жастағы әр балаға айына 1,5 АЕК.",
        "1,5 МРП в месяц на каждого ребёнка от 1 до 6 лет.",
        "1.5 MRP a month for each child from 1 to 6 years old.",
    ),
    article=in_force("Decree 39 of 25.01.2023", "Order 227 of 21.06.2023"),
    since=EXTRA_FROM,
)
def extra_amount(family: Any, law: Any) -> Any:
    extra = family.members.count("is_child_with_extra") * law.extra_per_child
    return whole_tiyn(choose(family.is_entitled, extra, 0))


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Айлық сома", "Сумма в месяц", "Amount a month"),
    rule=Names(
        "Негізгі сома мен балаларға қосымша төлем.",
        "Основная сумма и доплата на детей.",
        "The basic amount and the extra payment for children.",
    ),
    article=in_force("Law 246-II of 17.07.2001", "Code art. 126"),
)
def monthly(family: Any, law: Any) -> Any:
    return family.basic_amount + family.extra_amount


@PROGRAMME.step(
    "family",
    unit="months",
    names=Names("Төленетін айлар", "Месяцев к выплате", "Months paid"),
    rule=Names(
        "Өтініш айынан тоқсанның соңына дейін.",
        "С месяца обращения до конца квартала.",
        "From the month of the application to the end of the quarter.",
    ),
    article=in_force("Order 320 of 05.05.2015", "Order 227 of 21.06.2023"),
)
def months(family: Any, law: Any) -> Any:
    return months_left(law.day)


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Тоқсанға барлығы", "Всего за квартал", "In all for the quarter"),
    rule=Names(
        "Айлық сома × төленетін айлар.", "Сумма в месяц × месяцы.", "Amount a month × months."
    ),
    article=in_force("Law 246-II of 17.07.2001", "Code art. 126"),
)
def total(family: Any, law: Any) -> Any:
    return family.monthly * family.months


@dataclass(frozen=True)
class Answers:
    """What a decision says: sums in tiyn."""

    is_entitled: bool
    is_conditional: bool
    monthly: int
    months: int
    total: int
    grounds: tuple[str, ...]


def answers(judgement: Judgement) -> Answers:
    """The answers of a judgement, with every ground of refusal that holds."""
    return Answers(
        is_entitled=judgement["is_entitled"],
        is_conditional=judgement["is_conditional"],
        monthly=judgement["monthly"],
        months=judgement["months"],
        total=judgement["total"],
        grounds=tuple(ground for ground in GROUNDS if judgement[ground]),
    )
