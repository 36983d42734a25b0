"""Targeted social assistance (АӘК / АСП): who is entitled, to how much, and why.

Law 246-II of 17.07.2001 with orders 320 of 05.05.2015 and 237-п of 28.07.2009; from 01.07.2023
the Social Code, art. 120–128, with orders 227, 181 and 160 of 2023.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qamtu.rules.facts import FactsRefused, read_facts
from qamtu.rules.programme import (
    Input,
    Level,
    Programme,
    Rule,
    choose,
    is_not,
    larger,
    months_since,
    whole_tiyn,
)
from qamtu.trilingual import Names

CODE_FROM = date(2023, 7, 1)
MEDIAN_FROM = date(2025, 1, 1)
EXTRA_FROM = date(2023, 1, 1)
MONTHS = 3  # of a quarter
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

OLD_LAW = date(2023, 6, 30)


@PROGRAMME.step(
    "income",
    unit="tenge",
    names=Names("Есепке алынатын табыс", "Учитываемый доход", "Income that counts"),
    rule=Names(
        "Табыстың бұл түрі есепке алынса – сомасы, алынбаса – 0.",
        "Если этот вид дохода учитывается – его сумма, если нет – 0.",
        "The sum of an income of a kind that counts; 0 of one that does not.",
    ),
    article="Code art. 127; order 181 of 26.05.2023 (order 237-п of 28.07.2009)",
)
def counted_amount(income: Any, law: Any) -> Any:
    return choose(law.says("counts_", income.kind), income.amount, 0)


@PROGRAMME.step(
    "member",
    unit="flag",
    names=Names("Отбасы құрамында", "В составе семьи", "Counted in the family"),
    rule=Names(
        "Отбасымен тұрмайтын және мемлекет толық қамтамасыз ететін адам құрамға кірмейді.",
        "Не входит в состав тот, кто не живёт с семьёй и полностью обеспечен государством.",
        "Who does not live with the family and is kept by the state is not counted in it.",
    ),
    article="Order 320 of 05.05.2015; order 227 of 21.06.2023",
)
def is_counted(member: Any, law: Any) -> Any:
    return member.absence.among("none")


@PROGRAMME.step(
    "member",
    unit="tenge",
    names=Names("Мүшенің тоқсандағы табысы", "Доход члена семьи за квартал", "Member's income"),
    rule=Names(
        "Құрамдағы мүшенің есепке алынатын табыстарының қосындысы.",
        "Сумма учитываемых доходов члена семьи.",
        "The sum of the incomes that count, of a member who is counted.",
    ),
    article="Code art. 127",
)
def member_income(member: Any, law: Any) -> Any:
    return choose(member.is_counted, member.incomes.total("counted_amount"), 0)


@PROGRAMME.step(
    "member",
    unit="months",
    names=Names("Жасы, аймен", "Возраст в месяцах", "Age in months"),
    rule=Names(
        "Туған күннен өтініш күніне дейінгі толық айлар.",
        "Полные месяцы от рождения до дня заявления.",
        "Full months from birth to the day of the application.",
    ),
    article="",
)
def age_in_months(member: Any, law: Any) -> Any:
    return months_since(member.born, law.today)


@PROGRAMME.step(
    "member",
    unit="flag",
    names=Names("Еңбекке қабілетті жаста", "В трудоспособном возрасте", "Of working age"),
    rule=Names(
        "18 жастан зейнет жасына дейін.",
        "С 18 лет до пенсионного возраста.",
        "From 18 years to the pension age.",
    ),
    article="Law 246-II art. 1; Code art. 1",
)
def is_of_working_age(member: Any, law: Any) -> Any:
    pension = choose(member.is_woman, law.pension_age_women, law.pension_age_men)
    return (member.age_in_months >= law.working_age_from * 12) & (member.age_in_months < pension)


@PROGRAMME.step(
    "member",
    unit="flag",
    names=Names("Еңбекке қабілетті", "Трудоспособен", "Able-bodied"),
    rule=Names(
        "Еңбек жасындағы, І–ІІ топ мүгедектігі жоқ, күндізгі оқымайтын, екі айдан астам ауырмайтын"
        " мүше.",
        "Член семьи трудоспособного возраста без инвалидности I–II группы, не учится очно и не"
        " болеет более двух месяцев.",
        "A member of working age, not of disability group I–II, no full-time student, not ill for"
        " over two months.",
    ),
    article="Code art. 121",
)
def is_able_bodied(member: Any, law: Any) -> Any:
    return (
        member.is_counted
        & member.is_of_working_age
        & is_not(member.disability.among("group_1", "group_2"))
        & is_not(member.is_full_time_student)
        & is_not(member.is_long_ill)
    )


@PROGRAMME.step(
    "member",
    unit="flag",
    names=Names("Күтім жасайтын", "Осуществляет уход", "Cares for another"),
    rule=Names(
        "Еңбекке қабілетті мүше 3 жасқа дейінгі балаға, мүгедектігі бар балаға, І–ІІ топтағы адамға"
        " немесе күтімді қажет ететін қартқа күтім жасайды.",
        "Трудоспособный член семьи ухаживает за ребёнком до 3 лет, ребёнком с инвалидностью, лицом"
        " I–II группы или престарелым.",
        "An able-bodied member cares for a child under 3, a child with a disability, a person of"
        " group I–II or an elderly person.",
    ),
    article="Code art. 121",
)
def is_carer(member: Any, law: Any) -> Any:
    return member.is_able_bodied & is_not(member.cares_for.among("nobody"))


@PROGRAMME.step(
    "member",
    unit="flag",
    names=Names("Қосымша төлем алатын бала", "Ребёнок с доплатой", "Child with the extra payment"),
    rule=Names(
        "1 жастан 6 жасты қоса алғандағы бала.",
        "Ребёнок от 1 года до 6 лет включительно.",
        "A child from 1 to 6 years old, 6 included.",
    ),
    article="Order 227 of 21.06.2023",
    since=EXTRA_FROM,
)
def is_child_with_extra(member: Any, law: Any) -> Any:
    return (
        member.is_counted
        & (member.age_in_months >= law.extra_age_from * 12)
        & (member.age_in_months < (law.extra_age_to + 1) * 12)
    )


@PROGRAMME.step(
    "member",
    unit="flag",
    names=Names(
        "Жұмыспен қамтудан бас тартты", "Отказался от мер занятости", "Refused employment measures"
    ),
    rule=Names(
        "Еңбекке қабілетті мүшенің бас тартқанына алты ай толған жоқ.",
        "Со дня отказа трудоспособного члена семьи не прошло шести месяцев.",
        "Six months have not passed since an able-bodied member refused.",
    ),
    article="Code art. 128",
)
def has_refused_work(member: Any, law: Any) -> Any:
    return (
        member.is_able_bodied
        & (member.refused_work_on > 0)
        & (months_since(member.refused_work_on, law.today) < law.refusal_term)
    )


@PROGRAMME.step(
    "family",
    unit="people",
    names=Names("Отбасы мүшелерінің саны", "Число членов семьи", "Members of the family"),
    rule=Names(
        "Отбасы құрамындағы адамдар саны.",
        "Число лиц в составе семьи.",
        "How many are counted in the family.",
    ),
    article="Order 320 of 05.05.2015; order 227 of 21.06.2023",
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
    article="Code art. 127",
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
    article="Code art. 127",
)
def per_capita_income(family: Any, law: Any) -> Any:
    return family.income / MONTHS / family.size


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
    article="Law 246-II art. 1; order 160 of 19.05.2023",
    until=date(2024, 12, 31),
)
def line(family: Any, law: Any) -> Any:
    if law.knows("poverty_line") or not law.knows("regional_subsistence_minimum"):
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
    if law.knows("poverty_line") or not law.knows("regional_subsistence_minimum"):
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
    article="Code art. 126",
)
def income_limit(family: Any, law: Any) -> Any:
    return family.line * family.size * MONTHS


def _ground(name: str, names: Names, rule: Names, article: str) -> Callable[[Rule], Rule]:
    return PROGRAMME.step("family", unit="flag", names=names, rule=rule, article=article, name=name)


@_ground(
    "ground_right",
    Names("Өтініш беру құқығы жоқ", "Нет права на обращение", "No right to apply"),
    Names(
        "АӘК азаматтарға, қандастарға, босқындарға және тұрақты тұратын шетелдіктерге беріледі.",
        "АСП назначается гражданам, кандасам, беженцам и постоянно проживающим иностранцам.",
        "The assistance is for citizens, kandas, refugees and permanently resident foreigners.",
    ),
    "Code art. 120",
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
    "Code art. 128(1)",
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
    "Code art. 128(2)",
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
    "Code art. 125, 128(3)",
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
    "Code art. 128(4)",
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
    "Code art. 128(5)",
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
    "Code art. 128(6)",
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
    article="Code art. 120, 128",
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
    article="Code art. 121",
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
    article="Code art. 126",
)
def basic_amount(family: Any, law: Any) -> Any:
    difference = (family.line - family.per_capita_income) * family.size
    return whole_tiyn(choose(family.is_entitled, difference, 0))


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Балаларға қосымша төлем", "Доплата на детей", "Extra payment for children"),
    rule=Names(
        "Бұл күні қосымша төлем әлі енгізілмеген (орнына – әлеуметтік топтама).",
        "На этот день доплаты ещё нет (вместо неё – социальный пакет).",
        "There is no extra payment on this day yet (the social package stands for it).",
    ),
    article="Decree 1032 of 30.12.2019",
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
    article="Order 227 of 21.06.2023",
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
    article="Code art. 126",
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
    article="Order 320 of 05.05.2015; order 227 of 21.06.2023",
)
def months(family: Any, law: Any) -> Any:
    return MONTHS - (law.day.month - 1) % MONTHS


@PROGRAMME.step(
    "family",
    unit="tenge",
    names=Names("Тоқсанға барлығы", "Всего за квартал", "In all for the quarter"),
    rule=Names(
        "Айлық сома × төленетін айлар.", "Сумма в месяц × месяцы.", "Amount a month × months."
    ),
    article="Code art. 126",
)
def total(family: Any, law: Any) -> Any:
    return family.monthly * family.months


def quarter_before(day: date) -> tuple[date, date]:
    """First days of the first and the last month of the quarter before that of a day."""
    first = day.year * 4 + (day.month - 1) // 3 - 1
    year, quarter = divmod(first, 4)
    return date(year, quarter * 3 + 1, 1), date(year, quarter * 3 + 3, 1)


def read_family(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A family as the steps ask for it. Raises `FactsRefused`.

    An income that names its month must lie in the quarter before that of the application.
    """
    facts = read_facts(PROGRAMME, given, day)
    if not facts.get("members"):
        raise FactsRefused("no-members", "members")
    first, last = quarter_before(day)
    bounds = (first.year * 100 + first.month, last.year * 100 + last.month)
    for position, member in enumerate(facts["members"]):
        for index, one in enumerate(member.get("incomes", ())):
            month = one.get("month", 0) // 100
            if month and not bounds[0] <= month <= bounds[1]:
                raise FactsRefused(
                    "wrong-quarter",
                    "month",
                    (position, index),
                    f"{month % 100:02}.{month // 100}",
                    f"{first:%m.%Y}–{last:%m.%Y}",
                )
    if all(member.get("absence", "none") != "none" for member in facts["members"]):
        raise FactsRefused("nobody-counts", "members")
    return facts


@dataclass(frozen=True)
class Answers:
    """What a decision says: sums in tiyn."""

    is_entitled: bool
    is_conditional: bool
    monthly: int
    months: int
    total: int
    grounds: tuple[str, ...]


def answers(judgement: Any) -> Answers:
    """The answers of a judgement, with every ground of refusal that holds."""
    return Answers(
        is_entitled=judgement["is_entitled"],
        is_conditional=judgement["is_conditional"],
        monthly=judgement["monthly"],
        months=judgement["months"],
        total=judgement["total"],
        grounds=tuple(ground for ground in GROUNDS if judgement[ground]),
    )
