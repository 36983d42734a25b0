"""How the places of a quota are rounded is a yes or no that the district enters with its act."""

from datetime import date
from decimal import Decimal

import pytest

from qamtu.casework.local_law import LocalValueRefused, enter_value
from qamtu.employment.quota_law import judge_quota
from qamtu.employment.quota_resolutions import Line, adopt

from .conftest import Centre

SIGNED = date(2020, 12, 31)


def enter(centre: Centre, code: str, value: str, since: date = SIGNED) -> None:
    enter_value(
        office=centre.office, parameter=f"job_quota.{code}", value=Decimal(value),
        valid_from=since, act="№ 306", by=centre.head,
    )  # fmt: skip


def places_of(centre: Centre, day: date = SIGNED) -> int:
    resolution = adopt(
        office=centre.office, group="disabled", number="306", signed_on=SIGNED, year=2021,
        lines=[Line(centre.employer, 120, 30, Decimal(3), 2)], by=centre.head,
    )  # fmt: skip
    return int(judge_quota(resolution.employers.get(), day)["places"])


@pytest.mark.parametrize(
    ("code", "value", "places"),
    [
        ("rounds_down", "1", 2),  # 90 × 3 % = 2.7
        ("rounds_down", "0", 3),
        ("base_counts_excluded", "1", 4),  # 120 × 3 % = 3.6
        ("band_counts_excluded", "0", 2),  # 90 × 2 % = 1.8
    ],
)
def test_a_yes_or_no_of_the_district_changes_its_places(
    centre: Centre, code: str, value: str, places: int
) -> None:
    enter(centre, code, value)
    assert places_of(centre) == places


def test_the_day_before_it_is_in_force_the_published_reading_stands(centre: Centre) -> None:
    enter(centre, "rounds_down", "1", date(2021, 1, 1))
    assert places_of(centre) == 3


@pytest.mark.parametrize("value", ["2", "0.5"])
def test_what_is_neither_yes_nor_no_is_refused(centre: Centre, value: str) -> None:
    with pytest.raises(LocalValueRefused) as refused:
        enter(centre, "rounds_down", value)
    assert refused.value.code == "value-no-flag"
