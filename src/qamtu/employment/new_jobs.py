"""New jobs: one case for each place that an employer created, recorded by `new_job_records`."""

from qamtu.casework.indicators import Indicator, count_of
from qamtu.casework.measures import LegalBasis, Measure
from qamtu.casework.workflow import standard_workflow
from qamtu.trilingual import Names

MEASURE = Measure(
    code="new_jobs",
    section="employment",
    subject="organization",
    names=Names("Жаңа жұмыс орны", "Новое рабочее место", "New job"),
    basis=(
        LegalBasis(
            Names(
                "Әкімдіктің жылдық көрсеткіші (меморандум)",
                "Годовой показатель акимата (меморандум)",
                "Yearly target of the akimat (memorandum)",
            ),
            is_verified=False,
        ),
    ),
    workflow=standard_workflow(
        carry_out=Names("Жұмыс орны ашылды", "Рабочее место создано", "Job created"),
    ),
    is_decided_by_rules=True,
    indicators=(
        Indicator(
            code="new-jobs.created",
            names=Names("Ашылған жаңа жұмыс орындары", "Создано новых рабочих мест", "New jobs"),
            values={"fact": count_of("new_jobs", "carry_out")},
            sentences=Names(
                "{fact} жаңа жұмыс орны ашылды{+slices}{+plan}.",
                "{fact:form:Создано|Создано|Создано} {fact:новое рабочее место|новых рабочих"
                " места|новых рабочих мест}{+slices}{+plan}.",
                "{fact:new job was|new jobs were} created{+slices}{+plan}.",
            ),
        ),
    ),
)
