"""Before participants are joined, only events of the measures that are asked for are taken."""

from datetime import UTC, date, datetime

import pytest

from qamtu.casework.indicators import Condition
from qamtu.reporting.engine import Cell, _measures_of
from qamtu.reporting.relations import Period, facts_of

PERIOD = Period((1,), date(2024, 1, 1), date(2024, 12, 31), datetime(2025, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("conditions", "measures"),
    [
        ([lambda f: f.measure == "a"], ["a"]),
        ([lambda f: (f.measure == "a") & (f.role == "member")], ["a"]),
        ([lambda f: (f.measure == "a") | (f.measure == "b")], ["a", "b"]),
        ([lambda f: f.measure.isin(["a", "b"]) & (f.measure == "b")], ["b"]),
        ([lambda f: f.measure == "a", lambda f: f.measure == "b"], ["a", "b"]),
        ([lambda f: f.role == "member"], None),
        ([lambda f: (f.measure == "a") | (f.role == "member")], None),
        ([lambda f: f.measure != "a"], None),
        ([lambda f: f.measure == "a", lambda f: f.role == "member"], None),
    ],
)
def test_it_is_what_all_conditions_leave_possible(
    conditions: list[Condition], measures: list[str] | None
) -> None:
    cells = [
        Cell((str(at),), "participants", where, "person") for at, where in enumerate(conditions)
    ]
    assert _measures_of(facts_of("participants", PERIOD, described=False), cells) == measures
