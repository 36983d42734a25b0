"""Quotas: what holds for any headcount."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.columns import batch_of, judge_many
from qamtu.rules.job_quota.formulas import GROUNDS, GROUPS, PROGRAMME, read_employer
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.programme import judge

ANSWERS = ("is_entitled", "places", "shortfall", *GROUNDS)
days = st.dates(date(2016, 6, 13), date(2026, 12, 31))


def law_of(day: date, rounding: str = "") -> Law:
    since = date(2016, 1, 1)
    entered: dict[str, Any] = {
        f"percent_{code}": (ParameterValue(since, 1, "a test", True),)
        for code in GROUPS
        if code != "disabled"
    }
    if rounding:
        entered[rounding] = (ParameterValue(since, True, "a test", True),)
    return Law(PROGRAMME.folder, day, "", entered)


@st.composite
def employers(draw: st.DrawFn) -> dict[str, Any]:
    staff = draw(st.integers(0, 2000))
    return {
        "group": draw(st.sampled_from(list(GROUPS))),
        "staff": staff,
        "excluded": draw(st.integers(0, staff)),
        "disabled_staff": draw(st.integers(0, staff)),
        "hired": draw(st.integers(0, 100)),
        "is_association": draw(st.booleans()),
    }


@settings(max_examples=80, deadline=None)
@given(given_=st.lists(employers(), min_size=1, max_size=6), day=days)
def test_many_employers_get_the_answers_of_one_by_one(
    given_: list[dict[str, Any]], day: date
) -> None:
    law = law_of(day)
    facts = [read_employer(one, day) for one in given_]
    many = judge_many(PROGRAMME, batch_of(PROGRAMME, facts), law, ANSWERS)
    for row, employer in enumerate(facts):
        one = judge(PROGRAMME, employer, law)
        assert {name: one[name] for name in ANSWERS} == {
            name: many[name][row].item() for name in ANSWERS
        }


@settings(max_examples=80, deadline=None)
@given(employer=employers(), day=days)
def test_roundings_stand_in_their_order_and_hiring_only_lowers_the_shortfall(
    employer: dict[str, Any], day: date
) -> None:
    facts = read_employer(employer, day)
    down, nearest, up = (
        judge(PROGRAMME, facts, law_of(day, rounding))["places"]
        for rounding in ("rounds_down", "", "rounds_up")
    )
    assert 0 <= down <= nearest <= up <= down + 1
    found = judge(PROGRAMME, facts, law_of(day))
    assert found["shortfall"] == max(0, found["places"] - employer["hired"])
