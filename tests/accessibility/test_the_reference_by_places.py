"""The reference district's facilities come out of an inventory, passports and works taken over."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qamtu.accessibility.inventory import facilities_to_survey
from qamtu.accessibility.models import Passport, PlannedWork, Survey
from qamtu.accessibility.passports import standing_passports
from qamtu.accessibility.works import open_works
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.casework.models import Case, CaseEvent
from qamtu.demo.building import demonstrate
from qamtu.finance.models import Target
from qamtu.organizations.models import Facility

SCENARIO = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"


@pytest.fixture(scope="module")
def syrdarya(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=4, noise=False, replace=False, if_missing=True, lang="en"
        )
        with office_scope(office):
            yield office


def test_160_facilities_are_listed_for_five_years(syrdarya: Office) -> None:
    target = Target.objects.live().get(office=syrdarya, indicator="accessibility.inventoried")
    assert target.value == 160 == Facility.objects.filter(office=syrdarya).count()
    assert target.valid_to == date(2025, 12, 31)
    assert facilities_to_survey(syrdarya).exists()


def test_32_of_32_are_adapted_by_acts(syrdarya: Office) -> None:
    target = Target.objects.live().get(office=syrdarya, indicator="accessibility.adapted")
    works = PlannedWork.objects.live().filter(office=syrdarya, year=2021)
    assert target.value == 32 == works.values("facility").distinct().count()
    assert not open_works(syrdarya).exists()
    adapted = CaseEvent.objects.live().filter(
        office=syrdarya, measure="accessibility", transition="carry_out"
    )
    assert adapted.count() == 32
    assert set(adapted.values_list("case", flat=True)) == set(works.values_list("case", flat=True))
    done = Case.objects.filter(office=syrdarya, measure="accessibility", state="carried_out")
    assert done.count() == 32


def test_each_was_surveyed_before_and_after(syrdarya: Office) -> None:
    assert Survey.objects.live().filter(office=syrdarya).count() == 64
    assert Passport.objects.live().filter(office=syrdarya).count() == 64
    passports = list(standing_passports(syrdarya))
    assert len(passports) == 32
    assert all(one.facility.sector and one.facility.latitude for one in passports)
