"""Fuel aid for specialists of state bodies who live and work in a village, once a year."""

from datetime import date

from qamtu.casework.indicators import Indicator, count_of, money_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="fuel_aid",
    section="assistance",
    subject="person",
    is_decided_by_rules=True,
    names=Names("Отын сатып алуға көмек", "Помощь на топливо", "Fuel aid"),
    basis=(
        LegalBasis(
            Names(
                "ҚР 08.07.2005 ж. № 66 Заңы, 18-баптың 5-тармағы",
                "Закон РК от 08.07.2005 № 66, ст. 18 п. 5",
                "Law 66 of 08.07.2005, art. 18(5)",
            ),
            date(2005, 7, 8),
        ),
    ),
    workflow=standard_workflow(approve=Names("Тағайындау", "Назначение", "Assign")),
    indicators=(
        Indicator(
            code="fuel-aid.paid",
            names=Names(
                "Отын сатып алуға төленген көмек", "Выплачена помощь на топливо", "Fuel aid paid"
            ),
            values={
                "fact": count_of("fuel_aid", "pay", "person"),
                "money": money_of("fuel_aid", "paid"),
            },
            sentences=Names(
                "Ауылдық жерде тұратын денсаулық сақтау, білім беру, әлеуметтік қамсыздандыру,"
                " мәдениет, спорт және ветеринария саласының {fact} маманына отын сатып алуға"
                "[ {money:thousand}] төленді{+slices}{+plan}.",
                "{fact:специалисту|специалистам|специалистам} здравоохранения, образования,"
                " социального обеспечения, культуры, спорта и ветеринарии, проживающим в сельской"
                " местности, выплачена помощь на приобретение топлива"
                "[ в размере {money:thousand}]{+slices}{+plan}.",
                "{fact:specialist|specialists} of health, education, social security, culture,"
                " sport and veterinary services living in villages received fuel aid"
                "[ of {money:thousand}]{+slices}{+plan}.",
            ),
        ),
    ),
)
