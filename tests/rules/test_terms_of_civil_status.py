"""The days that follow from an application for an act of civil status."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qamtu.rules.civil_registry.terms import earliest_divorce, earliest_marriage, months_later
from qamtu.rules.parameters import Law


def _weekday(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("applied", "earliest"),
    [
        (date(2021, 3, 1), date(2021, 4, 1)),
        (date(2021, 1, 31), date(2021, 2, 28)),  # a shorter month ends on its last day
        (date(2022, 6, 30), date(2022, 7, 30)),  # the last day of the month's wait
        (date(2022, 7, 1), date(2022, 7, 18)),  # the 16th is a Saturday: Monday
        (date(2024, 3, 4), date(2024, 3, 19)),  # counted from the 5th, the 19th is the fifteenth
        (date(2024, 3, 1), date(2024, 3, 18)),  # the 16th is a Saturday
    ],
)
def test_a_marriage_waits_a_month_and_from_mid_2022_until_the_fifteenth_day(
    applied: date, earliest: date
) -> None:
    assert earliest_marriage(applied, Law("civil_registry", applied), _weekday) == earliest


def test_a_divorce_by_consent_waits_a_month() -> None:
    day = date(2024, 5, 31)
    assert earliest_divorce(day, Law("civil_registry", day)) == date(2024, 6, 30)


@given(st.dates(date(2022, 7, 1), date(2030, 12, 31)))
def test_the_fifteenth_day_is_never_early_and_at_most_a_weekend_late(applied: date) -> None:
    found = earliest_marriage(applied, Law("civil_registry", applied), _weekday)
    assert timedelta(15) <= found - applied <= timedelta(17)
    assert _weekday(found)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_later_is_the_same_day_or_the_last(day: date, months: int) -> None:
    found = months_later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(1)).day == 1
