"""Coming to the employment centre: registration as a job seeker, and help from there on."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from qamtu.casework.indicators import Indicator, Quantity, count_of
from qamtu.casework.measures import Deadline, LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

ACTIVE_MEASURES = {
    "permanent_job": "carry_out",
    "social_job": "carry_out",
    "youth_practice": "carry_out",
    "public_works": "carry_out",
    "startup_grant": "approve",
    "microcredit": "carry_out",
    "bastau": "approve",
}
"""Active employment measures, and the step by which a person is covered by one."""


def _covered_by_an_active_measure(events: Any) -> Any:
    covered = [
        (events.measure == measure) & (events.transition == transition)
        for measure, transition in ACTIVE_MEASURES.items()
    ]
    return reduce(or_, covered)


MEASURE = Measure(
    code="job_search",
    section="employment",
    subject="person",
    names=Names("Жұмыс іздеушіні тіркеу", "Регистрация ищущего работу", "Job seeker registration"),
    basis=(
        LegalBasis(
            Names(
                "ҚР 06.04.2016 ж. № 482-V Заңы",
                "Закон РК от 06.04.2016 № 482-V",
                "Law 482-V of 06.04.2016",
            ),
            date(2016, 4, 6),
        ),
        LegalBasis(
            Names(
                "ҚР Әлеуметтік кодексі, 96–115-баптар",
                "Социальный кодекс РК, ст. 96–115",
                "Social Code, art. 96–115",
            ),
            date(2023, 7, 1),
        ),
    ),
    workflow=standard_workflow(
        approve=Names("Жұмыссыз деп тану", "Признание безработным", "Recognise as unemployed"),
        carry_out=Names("Жұмысқа орналасты", "Трудоустроен", "Placed in work"),
    ),
    deadlines=(
        Deadline("registered", 10, "Order 259 of 19.06.2018: selection of work within 10 days"),
    ),
    indicators=(
        Indicator(
            code="centre.applicants",
            names=Names(
                "Жұмыспен қамту орталығына жүгінгендер",
                "Обратились в центр занятости",
                "Applicants to the employment centre",
            ),
            values={"fact": count_of("job_search", "open", "person")},
            sentences=Names(
                "Есепті кезеңде жұмыспен қамту орталығына {fact} адам жүгінді{+slices}{+plan}.",
                "За отчётный период в центр занятости {fact:form:обратился|обратились|обратились}"
                " {fact:человек|человека|человек}{+slices}{+plan}.",
                "In the reporting period {fact:person|people} applied to the employment"
                " centre{+slices}{+plan}.",
            ),
        ),
        Indicator(
            code="active-measures.participants",
            names=Names(
                "Жұмыспен қамтудың белсенді шараларымен қамтылғандар",
                "Охвачены активными мерами занятости",
                "Participants of active employment measures",
            ),
            values={"fact": Quantity("events", _covered_by_an_active_measure, "person")},
            sentences=Names(
                "Жұмыспен қамтудың белсенді шараларымен {fact} адам қамтылды{+slices}{+plan}.",
                "Активными мерами содействия занятости {fact:form:охвачен|охвачены|охвачено}"
                " {fact:человек|человека|человек}{+slices}{+plan}.",
                "Active employment measures covered {fact:person|people}{+slices}{+plan}.",
            ),
        ),
    ),
)
