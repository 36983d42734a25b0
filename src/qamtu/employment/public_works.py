"""Public works, paid from the local budget."""

from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

from .subsidised import SUBSIDISED_JOBS_BASIS

MEASURE = Measure(
    code="public_works",
    section="employment",
    subject="person",
    names=Names("Қоғамдық жұмыстар", "Общественные работы", "Public works"),
    basis=SUBSIDISED_JOBS_BASIS,
    settles_after_death=True,
    workflow=standard_workflow(
        approve=Names("Қоғамдық жұмысқа жолдау", "Направление на общественные работы", "Refer"),
        carry_out=Names("Жұмысқа кірісті", "Приступил к работе", "Started work"),
    ),
    indicators=(
        Indicator(
            code="public-works.placed",
            names=Names(
                "Қоғамдық жұмыстарға тартылғандар",
                "Привлечены к общественным работам",
                "Placed in public works",
            ),
            values={"fact": count_of("public_works", "carry_out")},
            component_of="active-measures.participants",
            sentences=Names(
                "Қоғамдық жұмыстарға {fact} адам тартылды{+slices}{+plan}.",
                "К общественным работам {fact:form:привлечён|привлечены|привлечено}"
                " {fact:человек|человека|человек}{+slices}{+plan}.",
                "{fact:person was|people were} placed in public works{+slices}{+plan}.",
            ),
        ),
    ),
)
