"""Local social aid: categories and amounts that the maslikhat of the district decides."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of, money_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import Workflow, standard_workflow
from qamtu.trilingual import Names

from .targeted_assistance import END

STEPS = standard_workflow(approve=Names("Тағайындау", "Назначение", "Assign"))

MEASURE = Measure(
    code="social_aid",
    section="assistance",
    subject="person",
    is_decided_by_rules=True,
    names=Names("Жергілікті әлеуметтік көмек", "Местная социальная помощь", "Local social aid"),
    basis=(
        LegalBasis(
            Names(
                "ҚР Үкіметінің 21.05.2013 ж. № 504 қаулысы",
                "Постановление Правительства РК от 21.05.2013 № 504",
                "Decree 504 of 21.05.2013",
            ),
            date(2013, 5, 21),
        ),
        LegalBasis(
            Names(
                "ҚР Үкіметінің 30.06.2023 ж. № 523 қаулысы",
                "Постановление Правительства РК от 30.06.2023 № 523",
                "Decree 523 of 30.06.2023",
            ),
            date(2023, 7, 1),
        ),
    ),
    first_day=date(2013, 5, 21),
    workflow=Workflow({**STEPS.transitions, END.code: END}),
    indicators=(
        Indicator(
            code="social-aid.paid",
            names=Names(
                "Жергілікті әлеуметтік көмек: төленді",
                "Местная социальная помощь: выплачено",
                "Local social aid: paid",
            ),
            values={
                "fact": count_of("social_aid", "pay", "person"),
                "money": money_of("social_aid", "paid"),
            },
            by_source="money",
            sentences=Names(
                "Мәслихат шешімі бойынша {fact} адамға[ {money:thousand}] жергілікті әлеуметтік"
                " көмек төленді{+sources}{+slices}{+plan}.",
                "По решению маслихата {fact:человеку|людям|людям} выплачена местная социальная"
                " помощь[ в размере {money:thousand}]{+sources}{+slices}{+plan}.",
                "{fact:person|people} received local social aid[ of {money:thousand}] by the"
                " maslikhat's decision{+sources}{+slices}{+plan}.",
            ),
        ),
    ),
)
