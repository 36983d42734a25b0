"""What the law makes of an employer's line in a resolution: `rules/job_quota` on its day."""

from datetime import date
from fractions import Fraction

from qamtu.casework.local_law import law_on
from qamtu.rules.job_quota.formulas import GROUNDS, PROGRAMME, read_employer
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.programme import Judgement, judge

from .models import EmployerQuota


def judge_quota(quota: EmployerQuota, day: date) -> Judgement:
    """The line judged on the day; other groups by the percent that the resolution itself sets.

    Raises `ParameterMissing`, `FactsRefused`, `StepMissing`.
    """
    resolution = quota.resolution
    law = law_on(quota.office, PROGRAMME.folder, day)
    percent = ParameterValue(day, Fraction(quota.percent) / 100, f"№ {resolution.number}", True)
    entered = {**law.entered, f"percent_{resolution.group}": (percent,)}
    if resolution.group == "disabled":
        entered = dict(law.entered)
    facts = read_employer(
        {
            "group": resolution.group,
            "staff": quota.staff,
            "excluded": quota.excluded,
            "disabled_staff": quota.disabled_staff,
            "is_association": quota.is_association,
        },
        day,
    )
    return judge(PROGRAMME, facts, Law(law.folder, law.day, law.place, entered))


def exempt_because(judgement: Judgement, language: str) -> str:
    """Why the law sets the employer no quota, in a language; nothing where it sets one."""
    return "; ".join(
        judgement.programme.steps[ground][0].names[language]
        for ground in GROUNDS
        if judgement[ground]
    )
