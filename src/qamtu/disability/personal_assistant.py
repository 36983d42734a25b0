"""Personal assistants: a person's case; the assistants take part in its payments."""

from datetime import date

from qamtu.casework.indicators import Indicator, Quantity, count_of, did, money_of
from qamtu.casework.measures import Deadline, LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="personal_assistant",
    section="disability",
    subject="person",
    names=Names("Жеке көмекші", "Индивидуальный помощник", "Personal assistant"),
    basis=(
        LegalBasis(
            Names(
                "ҚР 13.04.2005 ж. № 39 Заңы",
                "Закон РК от 13.04.2005 № 39",
                "Law 39 of 13.04.2005",
            ),
            date(2005, 4, 13),
        ),
        LegalBasis(
            Names(
                "Әлеуметтік кодекс, 163-бап", "Социальный кодекс, ст. 163", "Social Code, art. 163"
            ),
            date(2023, 7, 1),
        ),
    ),
    settles_after_death=True,
    workflow=standard_workflow(
        approve=Names("Көмекші бекітілді", "Помощник закреплён", "Assistant assigned"),
    ),
    deadlines=(Deadline("registered", 10, "10 working days from the application"),),
    indicators=(
        Indicator(
            code="personal-assistants.allocated",
            names=Names(
                "Жеке көмекшілер: бөлінді",
                "Индивидуальные помощники: выделено",
                "Personal assistants: allocated",
            ),
            values={
                "people": count_of("personal_assistant", "approve", "person"),
                "money": money_of("personal_assistant", "allocated"),
            },
            by_source="money",
            sentences=Names(
                "[{people} адамға ]жеке көмекші қызметін көрсетуге[ {money:thousand}"
                " бөлінді]{+sources}{+plan}.",
                "На услуги индивидуального помощника[ для {people:человека|человек|человек}]"
                "[ выделено {money:thousand}]{+sources}{+plan}.",
                "For the services of personal assistants[ to {people:person|people}]"
                "[ {money:thousand} was allocated]{+sources}{+plan}.",
            ),
        ),
        Indicator(
            code="personal-assistants.paid",
            names=Names(
                "Жеке көмекшілер: төленді",
                "Индивидуальные помощники: выплачено",
                "Personal assistants: paid",
            ),
            values={
                "assistants": Quantity(
                    "participants",
                    lambda p: did("personal_assistant", "pay")(p) & (p.role == "assistant"),
                    "person",
                ),
                "money": money_of("personal_assistant", "paid"),
            },
            paid_from="personal-assistants.allocated",
            sentences=Names(
                "[{assistants} жеке көмекшіге ]еңбекақы ретінде[ {money:thousand}] төленді{+plan}.",
                "Индивидуальным помощникам[ ({assistants:человек|человека|человек})]"
                " выплачено[ {money:thousand}]{+plan}.",
                "Personal assistants[ ({assistants:person|people})] were paid"
                "[ {money:thousand}]{+plan}.",
            ),
        ),
    ),
)
