"""Youth practice: a graduate's first months at an employer, paid by the state."""

from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

from .subsidised import SUBSIDISED_JOBS_BASIS

MEASURE = Measure(
    code="youth_practice",
    section="employment",
    subject="person",
    names=Names("Жастар практикасы", "Молодёжная практика", "Youth practice"),
    basis=SUBSIDISED_JOBS_BASIS,
    settles_after_death=True,
    workflow=standard_workflow(
        approve=Names("Жұмыс берушіге жолдау", "Направление к работодателю", "Refer"),
        carry_out=Names("Практикаға қабылданды", "Принят на практику", "Started practice"),
    ),
    indicators=(
        Indicator(
            code="youth-practice.funded-republican",
            names=Names(
                "Жастар практикасы: республикалық бюджеттен",
                "Молодёжная практика: из республиканского бюджета",
                "Youth practice: from the republican budget",
            ),
            values={},
            sentences=Names(
                "Жастар практикасына республикалық бюджеттен {plan} орын қаржыландырылды.",
                "На молодёжную практику из республиканского бюджета профинансировано"
                " {plan:место|места|мест}.",
                "The republican budget funds {plan:place|places} of youth practice.",
            ),
        ),
        Indicator(
            code="youth-practice.placed",
            names=Names(
                "Жастар практикасына орналастырылғандар",
                "Направлены на молодёжную практику",
                "Placed in youth practice",
            ),
            values={"fact": count_of("youth_practice", "carry_out")},
            component_of="active-measures.participants",
            sentences=Names(
                "Жастар практикасына {fact} адам орналастырылды{+slices}{+plan}.",
                "На молодёжную практику {fact:form:трудоустроен|трудоустроены|трудоустроено}"
                " {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person was|people were} placed in youth practice{+slices}{+plan}.",
            ),
        ),
    ),
)
