"""The placements of the reference come out of agreements and vacancies."""

from pathlib import Path

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.demo.building import demonstrate
from qamtu.employment.models import Placement, Referral

ROOT = Path(__file__).parents[2]


@pytest.fixture
def district(committed: None) -> Office:
    return demonstrate(
        ROOT / "scenarios" / "syrdarya-2021-11-15.toml",
        seed=1, noise=False, replace=False, if_missing=True, lang="en",
    )  # fmt: skip


def test_placements_of_2021(district: Office) -> None:
    with office_scope(district):
        hired = Placement.objects.live().filter(office=district)
        by_law = dict.fromkeys(("social_job", "youth_practice"), 0)
        for measure in by_law:
            by_law[measure] = hired.filter(case__measure=measure).count()
        assert by_law == {"social_job": 19, "youth_practice": 175}
        referred = Referral.objects.live().filter(office=district)
        assert referred.filter(case__measure="permanent_job").count() == 825
        assert hired.filter(case__measure="public_works").count() == 830
