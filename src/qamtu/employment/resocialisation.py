"""Resocialisation of people on probation or released from prison, by an NGO's contract."""

from datetime import date

from qamtu.casework.indicators import Indicator, money_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="resocialisation",
    section="protection",
    subject="organization",
    names=Names("Қайта әлеуметтендіру", "Ресоциализация", "Resocialisation"),
    basis=(
        LegalBasis(
            Names(
                "ҚР Үкіметінің 23.10.2014 ж. № 1131 қаулысы",
                "Постановление Правительства РК от 23.10.2014 № 1131",
                "Decree 1131 of 23.10.2014",
            ),
            date(2014, 10, 23),
        ),
    ),
    workflow=standard_workflow(
        approve=Names("Шарт жасалды", "Договор заключён", "Contract signed"),
        carry_out=Names("Қызмет көрсетілді", "Услуги оказаны", "Services delivered"),
    ),
    is_decided_by_rules=True,
    indicators=(
        Indicator(
            code="resocialisation.contracted",
            names=Names(
                "Қайта әлеуметтендіру шарттары",
                "Договоры на ресоциализацию",
                "Resocialisation contracts",
            ),
            values={"money": money_of("resocialisation", "committed")},
            supplier_of="resocialisation",
            sentences=Names(
                "Пробация есебіндегі және бас бостандығынан айыру орындарынан босатылған"
                " адамдарды қайта әлеуметтендіруге"
                " {money:thousand} сомасына шарт жасалды[ (орындаушы – {supplier})]{+plan}.",
                "На ресоциализацию состоящих на учёте пробации и освобождённых из мест лишения"
                " свободы заключён договор на {money:thousand}[ (поставщик – {supplier})]{+plan}.",
                "A contract of {money:thousand} was signed for the resocialisation of people on"
                " probation and released from prison[ (supplier: {supplier})]{+plan}.",
            ),
        ),
    ),
)
