"""The reference district's quotas and new jobs come out of resolutions, hires and reports."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent
from qamtu.demo.building import demonstrate
from qamtu.employment.models import EmployerQuota, NewJob, QuotaHire, QuotaResolution
from qamtu.employment.new_job_records import planned, suspicions
from qamtu.employment.quota_resolutions import standings
from qamtu.employment.resocialisation_support import served_by
from qamtu.finance.models import Target
from qamtu.procurement.models import Contract

SCENARIO = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"


@pytest.fixture(scope="module")
def syrdarya(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=3, noise=False, replace=False, if_missing=True, lang="en"
        )
        with office_scope(office):
            yield office


@pytest.mark.parametrize(("group", "places"), [("disabled", 11), ("probation", 10)])
def test_every_quota_place_is_resolved_and_held(syrdarya: Office, group: str, places: int) -> None:
    resolutions = QuotaResolution.objects.live().filter(group=group)
    quotas = EmployerQuota.objects.live().filter(resolution__in=resolutions)
    assert sum(quotas.values_list("places", flat=True)) == places
    plan = Target.objects.live().filter(office=syrdarya, indicator=f"quota.{group}")
    assert sum(plan.values_list("value", flat=True)) == places
    assert resolutions.count() == plan.count() == 2, "the places were raised during the year"
    assert QuotaHire.objects.live().filter(quota__in=quotas).count() == places
    events = CaseEvent.objects.live().filter(measure=f"quota_{group}", transition="carry_out")
    assert set(events.values_list("case", flat=True)) == set(
        QuotaHire.objects.filter(quota__in=quotas).values_list("case", flat=True)
    )
    last_day = events.latest("occurred_on").occurred_on
    assert all(one.shortfall == 0 for one in standings(syrdarya, last_day, group))


def test_every_new_job_has_its_evidence(syrdarya: Office) -> None:
    assert NewJob.objects.live().count() == 1984
    assert planned(syrdarya, 2021) == 1149
    events = CaseEvent.objects.live().filter(measure="new_jobs", transition="carry_out")
    assert set(events.values_list("case", "occurred_on")) == set(
        NewJob.objects.values_list("case", "created_on")
    )
    assert suspicions(syrdarya, 2021), "a large district has some that resemble each other"


def test_the_contract_of_resocialisation_stands(syrdarya: Office) -> None:
    (contract,) = Contract.objects.filter(case__measure="resocialisation").with_sums()
    assert contract.committed == 1_100_000_00
    served = served_by(contract)
    assert served.people == 10, "the people on probation are served by it"
    assert served.services
