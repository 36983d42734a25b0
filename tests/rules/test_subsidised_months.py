"""A month at a subsidised job: sums that hold for any wage and any days."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.columns import batch_of, judge_many
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.programme import judge
from qamtu.rules.subsidised_jobs.formulas import GROUNDS, KINDS, PROGRAMME, read_month

ENTERED = {
    "cap_social_job": 25, "cap_first_job": 30, "share_first_job": 1, "longest_first_job": 12,
    "pay_youth_practice": 25, "pay_public_works": 15, "cap_youth_practice": 25,
    "cap_public_works": 15,
}  # fmt: skip
ANSWERS = (
    "is_entitled", "earned", "subsidy", "employers_part", "pension", "health", "income_tax", "net",
    "employers_social", "employers_health", "is_paid_to_person", *GROUNDS,
)  # fmt: skip
days = st.dates(date(2019, 1, 1), date(2026, 12, 31))


def law_of(day: date) -> Law:
    entered = {
        code: (ParameterValue(date(2016, 1, 1), value, "a test", True),)
        for code, value in ENTERED.items()
        if day < date(2022, 1, 1) or code not in ("pay_youth_practice", "pay_public_works")
    }
    return Law(PROGRAMME.folder, day, "", entered)


@st.composite
def months(draw: st.DrawFn, day: date) -> dict[str, Any]:
    norm = draw(st.integers(1, 31))
    return {
        "kind": draw(st.sampled_from(list(KINDS))),
        "wage": draw(st.integers(0, 500_000)),
        "norm_days": norm,
        "worked_days": draw(st.integers(0, norm)),
        "month_number": draw(st.integers(1, 40)),
        "born": day - timedelta(draw(st.integers(14 * 365, 70 * 365))),
        "is_of_pension_age": draw(st.booleans()),
        "guardian_consents": draw(st.booleans()),
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data(), day=days)
def test_many_months_get_the_answers_of_one_by_one(data: st.DataObject, day: date) -> None:
    facts = [read_month(data.draw(months(day)), day) for _ in range(data.draw(st.integers(1, 6)))]
    law = law_of(day)
    many = judge_many(PROGRAMME, batch_of(PROGRAMME, facts), law, ANSWERS)
    for row, month in enumerate(facts):
        one = judge(PROGRAMME, month, law)
        assert {name: one[name] for name in ANSWERS} == {
            name: many[name][row].item() for name in ANSWERS
        }


@settings(max_examples=100, deadline=None)
@given(data=st.data(), day=days)
def test_a_month_adds_up_and_the_state_never_pays_more_than_was_earned(
    data: st.DataObject, day: date
) -> None:
    found = judge(PROGRAMME, read_month(data.draw(months(day)), day), law_of(day))
    assert found["earned"] == found["subsidy"] + found["employers_part"]
    assert 0 <= found["subsidy"] <= min(found["earned"], found["cap"])
    assert (
        found["earned"] == found["net"] + found["pension"] + found["health"] + (found["income_tax"])
    )
    assert 0 <= found["net"] <= found["earned"]
    if not found["is_entitled"]:
        assert found["subsidy"] == 0


@settings(max_examples=60, deadline=None)
@given(data=st.data(), day=days)
def test_a_day_more_never_pays_less(data: st.DataObject, day: date) -> None:
    given_ = data.draw(months(day))
    if given_["worked_days"] == given_["norm_days"]:
        return
    law = law_of(day)
    fewer = judge(PROGRAMME, read_month(given_, day), law)
    more = judge(
        PROGRAMME, read_month(given_ | {"worked_days": given_["worked_days"] + 1}, day), law
    )
    assert fewer["subsidy"] <= more["subsidy"]
    assert fewer["net"] <= more["net"]
