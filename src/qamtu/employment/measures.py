"""The employment centre and its measures: one module each."""

from qamtu.casework.measures import Measure

from . import (
    bastau,
    job_search,
    microcredit,
    new_jobs,
    permanent_job,
    public_works,
    quota,
    resocialisation,
    resocialisation_support,
    social_job,
    startup_grant,
    youth_practice,
)

MEASURES: tuple[Measure, ...] = (
    job_search.MEASURE,
    permanent_job.MEASURE,
    bastau.MEASURE,
    startup_grant.MEASURE,
    microcredit.MEASURE,
    social_job.MEASURE,
    youth_practice.MEASURE,
    public_works.MEASURE,
    new_jobs.MEASURE,
    *quota.MEASURES,
    resocialisation.MEASURE,
    resocialisation_support.MEASURE,
)
