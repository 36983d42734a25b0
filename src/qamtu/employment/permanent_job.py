"""A permanent job found through the centre."""

from datetime import date

from qamtu.casework.fields import Field
from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

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
    workflow=standard_workflow(
        approve=Names("Жұмысқа жолдау", "Направление на работу", "Refer to a job"),
        carry_out=Names("Жұмысқа орналастыру", "Трудоустройство", "Place in the job"),
    ),
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
    ),
)
