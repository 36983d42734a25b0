"""Planned adaptations as the demo builds them: plans larger than what was done, split, or old."""

from datetime import date
from random import Random

import pytest

from qamtu.accessibility.models import FacilityComplaint
from qamtu.accessibility.works import open_works
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role
from qamtu.casework.models import Case
from qamtu.demo.accessible_places import AccessiblePlacesFlow
from qamtu.demo.flows import District
from qamtu.demo.plan import PlannedCase, PlannedStep, PlannedTarget
from qamtu.finance.models import Target
from qamtu.organizations.models import Facility
from tests.factories import make_office, make_user

pytestmark = pytest.mark.django_db
DAYS = (date(2021, 2, 1), date(2021, 3, 1), date(2021, 4, 1), date(2021, 12, 30))


def district(office: Office, *targets: tuple[str, int, date, date]) -> District:
    for role in (Role.CLERK, Role.SPECIALIST, Role.HEAD, Role.ACCOUNTANT):
        make_user(office, role)
    facilities = [
        Facility.objects.create(office=office, name=f"№ {n} мектеп", territory=office.territory)
        for n in (1, 2, 3)
    ]
    made = District(office, [], [], [], [], Random(1), facilities=facilities)
    made.targets = [
        PlannedTarget(f"accessibility.{code}", value, date(2021, 1, 12), first, last)
        for code, value, first, last in targets
    ]
    return made


def build(made: District, days: tuple[date, ...] = DAYS) -> None:
    steps = ("open", "check", "approve", "carry_out")
    cases = [
        PlannedCase(
            "accessibility", "facility", number, None,
            tuple(PlannedStep(step, day) for step, day in zip(steps, days, strict=True)),
        )
        for number in range(3)
    ]  # fmt: skip
    flow = AccessiblePlacesFlow(made)
    assert all(flow.can_build(one) for one in cases)
    flow.build(cases, lambda count: None)


YEAR = (date(2021, 1, 1), date(2021, 12, 31))


def test_a_plan_larger_than_the_fact_leaves_works_open() -> None:
    office = make_office()
    with office_scope(office):
        made = district(
            office, ("adapted", 5, *YEAR), ("inventoried", 9, date(2021, 1, 1), date(2025, 12, 31))
        )
        build(made)
        assert Case.objects.filter(state="carried_out").count() == 3
        assert open_works(office).values("facility").distinct().count() == 2
        assert Facility.objects.filter(office=office).count() == 9
        values = dict(Target.objects.live().values_list("indicator", "value"))
        assert values == {"accessibility.adapted": 5, "accessibility.inventoried": 9}
        assert len(made.targets_set) == 2
        assert FacilityComplaint.objects.count() == 3


def test_a_plan_that_no_flow_can_set_is_left_to_the_common_way() -> None:
    for targets in (
        [("adapted", 2, *YEAR)],  # less than was done
        [("adapted", 4, *YEAR), ("adapted", 6, *YEAR)],  # of several parts
        [("adapted", 5, date(2021, 1, 1), date(2021, 6, 30))],  # of no whole year
    ):
        office = make_office()
        with office_scope(office):
            made = district(office, *targets)
            build(made)
            assert not made.targets_set
            assert not Target.objects.live().filter(office=office).exists()
            assert Case.objects.filter(office=office, state="carried_out").count() == 3


def test_before_the_term_of_an_answer_was_known_nobody_complains() -> None:
    office = make_office()
    with office_scope(office):
        made = district(office)
        build(made, tuple(date(2019, 1, 9) for _ in range(4)))
        assert not FacilityComplaint.objects.exists()
        assert Case.objects.filter(state="carried_out").count() == 3
