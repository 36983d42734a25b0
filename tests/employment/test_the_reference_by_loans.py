"""The reference district's microcredits come out of judged, approved and issued loans."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent
from qamtu.demo.building import demonstrate
from qamtu.employment.loans import plan_of
from qamtu.employment.models import LoanIssue

SCENARIO = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"


@pytest.fixture(scope="module")
def syrdarya(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=4, noise=False, replace=False, if_missing=True, lang="en"
        )
        with office_scope(office):
            yield office


def test_74_loans_of_355_7_million_and_no_other_way(syrdarya: Office) -> None:
    issues = LoanIssue.objects.live().filter(office=syrdarya).select_related("application")
    assert issues.count() == 74
    assert sum(one.application.amount for one in issues) == 355_700_000_00
    steps = CaseEvent.objects.live().filter(
        office=syrdarya, measure="microcredit", transition="carry_out"
    )
    assert set(steps.values_list("case", flat=True)) == {one.application.case_id for one in issues}
    for one in issues.prefetch_related("changes")[:10]:
        plan = plan_of(one)
        assert sum(part.principal for part in plan) == one.application.amount
