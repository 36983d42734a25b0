"""Social jobs: an employer's place, part of the wage paid by the state."""

from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

from .subsidised import SUBSIDISED_JOBS_BASIS

MEASURE = Measure(
    code="social_job",
    section="employment",
    subject="person",
    names=Names("Әлеуметтік жұмыс орны", "Социальное рабочее место", "Social job"),
    basis=SUBSIDISED_JOBS_BASIS,
    settles_after_death=True,
    workflow=standard_workflow(
        approve=Names("Жұмыс берушіге жолдау", "Направление к работодателю", "Refer"),
        carry_out=Names(
            "Еңбек шартымен қабылданды", "Принят по трудовому договору", "Hired under a contract"
        ),
    ),
    indicators=(
        Indicator(
            code="social-job.funded",
            names=Names(
                "Қаржыландырылған әлеуметтік жұмыс орындары",
                "Профинансированные социальные рабочие места",
                "Social jobs funded",
            ),
            values={},
            sentences=Names(
                "{plan} әлеуметтік жұмыс орнын қаржыландыру көзделген.",
                "Предусмотрено финансирование {plan:социального рабочего места|социальных"
                " рабочих мест|социальных рабочих мест}.",
                "Funding is provided for {plan:social job|social jobs}.",
            ),
        ),
        Indicator(
            code="social-job.placed",
            names=Names(
                "Әлеуметтік жұмыс орындарына орналастырылғандар",
                "Трудоустроены на социальные рабочие места",
                "Placed in social jobs",
            ),
            values={"fact": count_of("social_job", "carry_out")},
            component_of="active-measures.participants",
            sentences=Names(
                "Әлеуметтік жұмыс орындарына {fact} адам еңбек шарты бойынша"
                " қабылданды{+slices}{+plan}.",
                "На социальные рабочие места по трудовому договору"
                " {fact:form:принят|приняты|принято} {fact:человек|человека|человек}"
                "{+slices}{+plan}.",
                "{fact:person was|people were} hired for social jobs under a"
                " contract{+slices}{+plan}.",
            ),
        ),
    ),
)
