"""Limits of loans and of grants: one by one and many at once, and what a refusal names is true."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.catalogue import PROGRAMMES
from qamtu.rules.columns import batch_of, judge_many
from qamtu.rules.microcredit.formulas import LENDING, PROGRAMME, PURPOSES, read_loan
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.programme import judge
from qamtu.rules.startup_grant.formulas import CATEGORIES
from qamtu.rules.trace import trace_of

LOANS = PROGRAMMES["microcredit"]
GRANTS = PROGRAMMES["startup_grant"]
loan_days = st.dates(date(2019, 1, 1), date(2026, 12, 31))  # the first MRP that is kept
grant_days = loan_days
past_days = st.none() | st.dates(date(2016, 1, 1), date(2018, 12, 31))


@st.composite
def loans(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "lending": draw(st.sampled_from(list(LENDING))),
        "purpose": draw(st.sampled_from(list(PURPOSES))),
        "sum": draw(st.integers(1, 60_000_000)),
        "rate": Fraction(draw(st.integers(0, 1200)), 10_000),
        "term": draw(st.integers(1, 96)),
        "grace": draw(st.integers(0, 40)),
    }


@st.composite
def applications(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "asked": draw(st.integers(1, 3_000_000)),
        **{code: draw(st.booleans()) for code in CATEGORIES},
        "may_work": draw(st.booleans()),
        "certified_on": draw(past_days),
        "earlier_grant_on": draw(past_days),
        "is_excluded_activity": draw(st.booleans()),
    }


@settings(max_examples=80, deadline=None)
@given(drawn=st.lists(loans(), min_size=1, max_size=6), day=loan_days)
def test_many_loans_get_the_answers_of_one_by_one(drawn: list[dict[str, Any]], day: date) -> None:
    law = Law("microcredit", day)
    facts = [read_loan(one, day) for one in drawn]
    asked = ("largest", "longest", "is_entitled", *LOANS.grounds)
    many = judge_many(PROGRAMME, batch_of(PROGRAMME, facts), law, asked)
    for row, loan in enumerate(facts):
        one = judge(PROGRAMME, loan, law)
        assert {name: one[name] for name in asked} == {
            name: many[name][row].item() for name in asked
        }


@settings(max_examples=80, deadline=None)
@given(
    drawn=st.lists(applications(), min_size=1, max_size=6), day=grant_days,
    terms=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)  # fmt: skip
def test_many_applications_get_the_answers_of_one_by_one(
    drawn: list[dict[str, Any]], day: date, terms: tuple[int, int]
) -> None:
    entered = {
        code: (ParameterValue(date.min, months, "a test", True),)
        for code, months in zip(
            ("certificate_months", "months_after_earlier_grant"), terms, strict=True
        )
    }
    law = Law("startup_grant", day, "", entered)
    facts = [GRANTS.read(one, day) for one in drawn]
    asked = (*GRANTS.programme.steps,)
    many = judge_many(GRANTS.programme, batch_of(GRANTS.programme, facts), law, asked)
    for row, application in enumerate(facts):
        one = judge(GRANTS.programme, application, law)
        assert {name: one[name] for name in asked} == {
            name: many[name][row].item() for name in asked
        }


@settings(max_examples=120, deadline=None)
@given(loan=loans(), day=loan_days)
def test_what_a_refusal_names_would_be_taken_and_no_more(loan: dict[str, Any], day: date) -> None:
    law = Law("microcredit", day)
    more = {
        "sum": Fraction(1, 100),
        "rate": Fraction(1, 1_000_000),
        "term": 1,
        "grace": 1,
    }
    judgement = judge(PROGRAMME, read_loan(loan, day), law)
    for name, step in more.items():
        ground = f"ground_{name}"
        if not judgement[ground] or judgement["ground_programme"]:
            continue
        ((figure, unit),) = LOANS.remedies[ground].figures(trace_of(judgement)).values()
        named = Fraction(figure) / 100 if unit == "tenge" else figure
        for value, is_refused in ((named, False), (named + step, True)):
            again = judge(PROGRAMME, read_loan(loan | {name: value}, day), law)
            assert again[ground] is is_refused, (name, value)


def test_every_ground_of_a_loan_has_its_words() -> None:
    assert set(LOANS.remedies) == set(LOANS.grounds)
