"""The planned placements made by the verbs of the centre: vacancies, agreements, lists of hired.

Employers of the district announce their places, people are referred to them and hired by order or
contract. Whom the law of the day would not have placed, or who is placed twice in the plan, goes
the common way.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from qamtu.employment.agreements import SUBSIDISED, apply_for_places, sign
from qamtu.employment.eligibility import Laws, grounds_against
from qamtu.employment.models import Agreement
from qamtu.employment.outcomes import after_months
from qamtu.employment.permanent_job import MEASURE as PERMANENT_JOB
from qamtu.employment.referrals import Hired, Target, hire_list
from qamtu.employment.timesheets import end_placement
from qamtu.employment.vacancies import open_vacancy
from qamtu.organizations.models import Organization
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing

from .flows import District
from .plan import PlannedCase

STEPS = ("open", "check", "approve", "carry_out")
AT_ONE_EMPLOYER = 60
POSTS = {
    "permanent_job": ("Құрылысшы", "7111"),
    "social_job": ("Көмекші жұмысшы", "9622"),
    "youth_practice": ("Іс жүргізуші", "4110"),
    "public_works": ("Көгалдандырушы", "6113"),
}
WAGE = 60_000_00
TERMS = {"social_job": 12, "youth_practice": 6, "public_works": 3}  # months
ENDED = ((0.08, "kept_on"), (0.12, "found_work"), (0.17, "left"))


class PlacementFlow:
    """Permanent jobs, social jobs, youth practice and public works, by lists of employers."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.placed: set[int] = set()
        self.laws: Laws = {}

    def can_build(self, planned: PlannedCase) -> bool:
        """True for a whole way without money of one whom the law would have placed, once."""
        if (
            planned.measure not in POSTS
            or planned.is_retracted
            or planned.money
            or tuple(step.transition for step in planned.steps) != STEPS
            or planned.subject in self.placed
            or not self.district.organizations
        ):
            return False
        if planned.measure in SUBSIDISED and not self._is_lawful(planned):
            return False
        self.placed.add(planned.subject)
        return True

    def _is_lawful(self, planned: PlannedCase) -> bool:
        person, hired_on = self.district.persons[planned.subject], planned.steps[-1].day
        office = self.district.office
        try:
            ((_person, grounds),) = grounds_against(
                office, planned.measure, [(person, hired_on)], self.laws
            )
        except (ParameterMissing, FactsRefused):
            return False
        return not grounds

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """A vacancy or an agreement for each list of at most sixty, then the list itself."""
        employers = self.district.organizations
        number = 0
        for measure in POSTS:
            mine = sorted(
                (one for one in cases if one.measure == measure), key=lambda one: one.steps[-1].day
            )
            for start in range(0, len(mine), AT_ONE_EMPLOYER):
                listed = mine[start : start + AT_ONE_EMPLOYER]
                employer = employers[number % len(employers)]
                number += 1
                target = self._target(measure, employer, listed)
                hired = [self._hired(one, position) for position, one in enumerate(listed, start=1)]
                hire_list(
                    office=self.district.office,
                    target=target,
                    hired=hired,
                    by=self.district.specialist,
                )
                if isinstance(target, Agreement):
                    self._ends(target)
                advance(len(listed))

    def _ends(self, agreement: Agreement) -> None:
        """Of placements that are over by the last day of the plan, some ended well, some early."""
        rng = self.district.rng
        if agreement.last_day > self.district.as_of:
            return
        for placement in agreement.placements.filter(retracted_at=None).select_related("person"):
            chance = rng.random()
            reason = next((code for most, code in ENDED if chance < most), None)
            if reason is not None:
                days = (placement.last_day - placement.started_on).days
                early = rng.randint(0, days) if reason != "kept_on" else days
                end_placement(
                    placement=placement,
                    last_day=placement.started_on + timedelta(days=early),
                    reason=reason,
                    by=self.district.specialist,
                )

    def _target(
        self, measure: str, employer: Organization, listed: Sequence[PlannedCase]
    ) -> Target:
        post, occupation = POSTS[measure]
        first = min(one.steps[0].day for one in listed)
        last = max(one.steps[-1].day for one in listed)
        if measure == PERMANENT_JOB.code:
            return open_vacancy(
                organization=employer,
                occupation=occupation,
                title=post,
                places=len(listed),
                pay_from=WAGE,
                day=first,
                by=self.district.specialist,
            )
        applied: Agreement = apply_for_places(
            organization=employer,
            measure=measure,
            post=post,
            occupation=occupation,
            places=len(listed),
            wage=WAGE,
            first_day=first,
            last_day=min(after_months(last, TERMS[measure]), date(last.year, 12, 31)),
            day=first,
            by=self.district.specialist,
        )
        return sign(agreement=applied, day=first, by=self.district.head)

    def _hired(self, planned: PlannedCase, position: int) -> Hired:
        opened, checked, referred, hired = (step.day for step in planned.steps)
        person = self.district.persons[planned.subject]
        return Hired(person, opened, checked, referred, hired, f"№ {position}-ж/қ")
