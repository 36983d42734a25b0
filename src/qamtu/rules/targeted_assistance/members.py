"""Steps of targeted assistance that are taken for each member of a family and each income."""

from datetime import date
from typing import Any

from qamtu.rules.programme import choose, is_not, months_since
from qamtu.trilingual import Names

from .facts import PROGRAMME, in_force

EXTRA_FROM = date(2023, 1, 1)


@PROGRAMME.step(
    "income",
    unit="tenge",
    names=Names("Есепке алынатын табыс", "Учитываемый доход", "Income that counts"),
    rule=Names(
        "Табыстың бұл түрі есепке алынса – сомасы, алынбаса – 0.",
        "Если этот вид дохода учитывается – его сумма, если нет – 0.",
        "The sum of an income of a kind that counts; 0 of one that does not.",
    ),
    article=in_force("Order 237-п of 28.07.2009", "Code art. 127; order 181 of 26.05.2023"),
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
    article=in_force("Order 320 of 05.05.2015", "Order 227 of 21.06.2023"),
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
    article=in_force("Law 246-II of 17.07.2001", "Code art. 127"),
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
    article=in_force("Law 246-II of 17.07.2001 art. 1", "Code art. 1"),
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
    article=in_force("Law 246-II of 17.07.2001", "Code art. 121"),
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
    article=in_force("Law 246-II of 17.07.2001", "Code art. 121"),
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
    article=in_force("Decree 39 of 25.01.2023", "Order 227 of 21.06.2023"),
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
    article=in_force("Law 246-II of 17.07.2001", "Code art. 128"),
)
def has_refused_work(member: Any, law: Any) -> Any:
    return (
        member.is_able_bodied
        & (member.refused_work_on > 0)
        & (months_since(member.refused_work_on, law.today) < law.refusal_term)
    )
