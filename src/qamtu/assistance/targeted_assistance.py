"""Targeted social assistance (АӘК / АСП): a household's case, paid to the family by the month."""

from datetime import date

from qamtu.casework.fields import Field
from qamtu.casework.indicators import Indicator, Quantity, did, money_of
from qamtu.casework.measures import Deadline, LegalBasis, Measure
from qamtu.casework.workflow import (
    APPROVED,
    CARRIED_OUT,
    SPECIALISTS,
    Transition,
    Workflow,
    standard_workflow,
)
from qamtu.trilingual import Names

STEPS = standard_workflow(
    check=Names(
        "Учаскелік комиссия қорытындысы",
        "Заключение участковой комиссии",
        "Precinct commission's conclusion",
    ),
    approve=Names("Тағайындау", "Назначение", "Assign"),
)
# What is still due for the months before the end is paid, so the case stays payable.
END = Transition(
    "end",
    frozenset({APPROVED, CARRIED_OUT}),
    None,
    Names("Төлеуді тоқтату", "Прекращение выплаты", "End the payment"),
    SPECIALISTS,
    needs_reason=True,
)

MEASURE = Measure(
    code="targeted_assistance",
    section="assistance",
    subject="household",
    is_decided_by_rules=True,
    names=Names(
        "Атаулы әлеуметтік көмек",
        "Адресная социальная помощь",
        "Targeted social assistance",
    ),
    basis=(
        LegalBasis(
            Names(
                "ҚР 17.07.2001 ж. № 246-II Заңы",
                "Закон РК от 17.07.2001 № 246-II",
                "Law 246-II of 17.07.2001",
            ),
            date(2002, 1, 1),
        ),
        LegalBasis(
            Names(
                "Әлеуметтік кодекс, 120–128-баптар",
                "Социальный кодекс, ст. 120–128",
                "Social Code, art. 120–128",
            ),
            date(2023, 7, 1),
        ),
    ),
    workflow=Workflow({**STEPS.transitions, END.code: END}),
    fields=(
        Field(
            "contract",
            Names(
                "Әлеуметтік келісімшарттың нөмірі мен күні",
                "Номер и дата социального контракта",
                "Number and day of the social contract",
            ),
            asked_at="approve",
        ),
        Field(
            "commission",
            Names(
                "Учаскелік комиссия қорытындысының нөмірі мен күні",
                "Номер и дата заключения участковой комиссии",
                "Number and day of the precinct commission's conclusion",
            ),
            asked_at="check",
        ),
    ),
    deadlines=(
        Deadline("registered", 7, "Order 320 of 05.05.2015: 7 working days from registration"),
        Deadline("checked", 7, "Order 320 of 05.05.2015: 7 working days from registration"),
    ),
    indicators=(
        Indicator(
            code="asp.allocated",
            names=Names("АӘК: бөлінген қаржы", "АСП: выделено", "Targeted assistance: allocated"),
            values={"money": money_of("targeted_assistance", "allocated")},
            by_source="money",
            sentences=Names(
                "Атаулы әлеуметтік көмек төлеуге {money:thousand} бөлінді{+sources}{+plan}.",
                "На выплату адресной социальной помощи выделено {money:thousand}{+sources}{+plan}.",
                "{money:thousand} was allocated to targeted social assistance{+sources}{+plan}.",
            ),
        ),
        Indicator(
            code="asp.paid",
            names=Names("АӘК: төленді", "АСП: выплачено", "Targeted assistance: paid"),
            values={
                "households": Quantity("events", did("targeted_assistance", "pay"), "household"),
                "people": Quantity(
                    "participants",
                    lambda p: did("targeted_assistance", "pay")(p) & (p.role == "member"),
                    "person",
                ),
                "money": money_of("targeted_assistance", "paid"),
            },
            paid_from="asp.allocated",
            by_source="money",
            sentences=Names(
                "[{households} отбасына ][(барлығы {people} адам) ][{money:thousand} ]атаулы"
                " әлеуметтік көмек төленді{+sources}{+plan}.",
                "Адресная социальная помощь[ в размере {money:thousand}] выплачена"
                "[ {households:семье|семьям|семьям}][, в которых"
                " {people:человек|человека|человек}]{+sources}{+plan}.",
                "Targeted social assistance[ of {money:thousand}] was paid"
                "[ to {households:family|families}][ with {people:person|people}]"
                "{+sources}{+plan}.",
            ),
        ),
    ),
)
