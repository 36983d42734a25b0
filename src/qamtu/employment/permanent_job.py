"""A permanent job found through the centre."""

from datetime import date

from qamtu.casework.fields import Field
from qamtu.casework.indicators import Indicator, Quantity, Ratio, count_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import CARRIED_OUT, CLOSED, Transition, Workflow, standard_workflow
from qamtu.trilingual import Names

WATCHED_AFTER = (3, 6, 12)  # months


def _watch(months: int, holds: bool) -> Transition:
    """A look at the job after so many months: recorded by `watches`, by no role's hand."""
    names = (
        Names(
            f"{months} айдан кейін жұмыс істейді",
            f"Работает через {months} мес.",
            f"Still works after {months} months",
        )
        if holds
        else Names(
            f"{months} айдан кейін жұмыс істемейді",
            f"Не работает через {months} мес.",
            f"No longer works after {months} months",
        )
    )
    code = f"{'held' if holds else 'lost'}_{months}"
    return Transition(code, frozenset({CARRIED_OUT, CLOSED}), None, names, frozenset())


STEPS = standard_workflow(
    approve=Names("Жұмысқа жолдау", "Направление на работу", "Refer to a job"),
    carry_out=Names("Жұмысқа орналастыру", "Трудоустройство", "Place in the job"),
)
WATCHES = {
    step.code: step
    for months in WATCHED_AFTER
    for step in (_watch(months, True), _watch(months, False))
}


def _held_after(months: int) -> Indicator:
    """Who still worked in the job, of those whose job was looked at."""
    return Indicator(
        code=f"permanent-jobs.held-{months}",
        names=Names(
            f"Тұрақты жұмысын {months} айдан кейін сақтағандар",
            f"Сохранили постоянную работу через {months} мес.",
            f"Permanent jobs held after {months} months",
        ),
        values={
            "fact": count_of("permanent_job", f"held_{months}", "person"),
            "lost": count_of("permanent_job", f"lost_{months}", "person"),
            "share": Ratio("fact", "seen", per=100),
            "seen": Quantity(
                "events",
                lambda e: (
                    (e.measure == "permanent_job")
                    & e.transition.isin([f"held_{months}", f"lost_{months}"])
                ),
                "person",
            ),
        },
        has_plan=False,
        sentences=Names(
            f"Тұрақты жұмысқа орналасқандардың жағдайы {months} айдан кейін тексерілді:"
            " {seen} адамның {fact} адамы жұмысын сақтаған[ ({share} %)]{+slices}.",
            f"Через {months} мес. после трудоустройства на постоянную работу проверено"
            " {seen:человек|человека|человек}, работают {fact}[ ({share} %)]{+slices}.",
            f"Of {{seen:person|people}} whose permanent job was looked at after {months} months,"
            " {fact} still held it[ ({share} %)]{+slices}.",
        ),
    )


MEASURE = Measure(
    code="permanent_job",
    section="employment",
    subject="person",
    names=Names("Тұрақты жұмыс", "Постоянная работа", "Permanent job"),
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
                "ҚР Әлеуметтік кодексі, 106-бап",
                "Социальный кодекс РК, ст. 106",
                "Social Code, art. 106",
            ),
            date(2023, 7, 1),
        ),
    ),
    workflow=Workflow({**STEPS.transitions, **WATCHES}),
    fields=(
        Field(
            "contract",
            Names("Еңбек шарты", "Трудовой договор", "Labour contract"),
            asked_at="carry_out",
        ),
    ),
    indicators=(
        Indicator(
            code="permanent-jobs.placed",
            names=Names(
                "Тұрақты жұмысқа орналастырылғандар",
                "Трудоустроены на постоянную работу",
                "Placed in permanent jobs",
            ),
            values={"fact": count_of("permanent_job", "carry_out")},
            component_of="active-measures.participants",
            sentences=Names(
                "Тұрақты жұмысқа {fact} адам орналастырылды{+slices}{+plan}.",
                "На постоянную работу {fact:form:трудоустроен|трудоустроены|трудоустроено}"
                " {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person was|people were} placed in permanent jobs{+slices}{+plan}.",
            ),
        ),
        *(_held_after(months) for months in WATCHED_AFTER),
    ),
)
