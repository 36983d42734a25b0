"""Loans: published figures, and what holds for every loan."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.exact import whole
from qamtu.rules.microcredit import schedule as module
from qamtu.rules.microcredit.schedule import (
    AGES,
    Loan,
    LoanMalformed,
    annuity_payment,
    arrears,
    early_repayment,
    restructured,
    schedule,
)
from qamtu.rules.microcredit.trials import Trial, try_schedules

SCHEDULES = Path(module.__file__).with_name("schedules.yaml")
FIRST = date(2024, 1, 31)


@pytest.mark.parametrize("trial", list(try_schedules(SCHEDULES)), ids=lambda one: one.name)
def test_a_written_loan_comes_out_to_the_tiyn(trial: Trial) -> None:
    assert trial.differences == ()


@st.composite
def loans(draw: st.DrawFn) -> Loan:
    months = draw(st.integers(1, 84))
    return Loan(
        amount=draw(st.integers(1_000_00, 50_000_000_00)),
        rate=Fraction(draw(st.integers(0, 3000)), 10_000),
        months=months,
        first_due=draw(st.dates(date(2019, 1, 1), date(2026, 12, 31))),
        method=draw(st.sampled_from(("annuity", "equal_principal"))),
        grace_months=draw(st.integers(0, months - 1)),
        day_count=draw(st.sampled_from(("30/360", "actual/365"))),
    )


@settings(max_examples=150, deadline=None)
@given(loan=loans())
def test_the_principal_adds_up_and_the_balance_ends_at_nought(loan: Loan) -> None:
    plan = schedule(loan)
    assert len(plan) == loan.months
    assert sum(one.principal for one in plan) == loan.amount
    balance = loan.amount
    for one in plan:
        balance -= one.principal
        assert one.balance == balance >= 0
        assert one.principal >= 0
        assert one.interest >= 0
    assert plan[-1].balance == 0
    assert all(one.principal == 0 for one in plan[: loan.grace_months])
    assert [one.due for one in plan] == sorted({one.due for one in plan})


@settings(max_examples=100, deadline=None)
@given(loan=loans())
def test_interest_of_a_month_is_a_twelfth_of_the_rate_on_the_balance(loan: Loan) -> None:
    loan = Loan(**vars(loan) | {"day_count": "30/360"})
    balance = loan.amount
    for one in schedule(loan):
        assert one.interest == whole(balance * Fraction(loan.rate) / 12)
        balance = one.balance


@settings(max_examples=100, deadline=None)
@given(loan=loans())
def test_annuity_payments_are_level_but_for_the_last(loan: Loan) -> None:
    loan = Loan(**vars(loan) | {"method": "annuity", "day_count": "30/360"})
    plan = schedule(loan)
    paying = [one.payment for one in plan[loan.grace_months : -1]]
    level = annuity_payment(loan.amount, loan.rate, loan.months - loan.grace_months)
    assert set(paying) <= {level}
    assert abs(plan[-1].payment - level) <= loan.months * 100


@settings(max_examples=100, deadline=None)
@given(loan=loans(), data=st.data(), mode=st.sampled_from(("shorter", "smaller")))
def test_an_early_repayment_repays_all_and_costs_no_more_interest(
    loan: Loan, data: st.DataObject, mode: str
) -> None:
    plan = schedule(loan)
    after = data.draw(st.integers(1, loan.months))
    if plan[after - 1].balance == 0:
        return
    amount = data.draw(st.integers(1, plan[after - 1].balance))
    found = early_repayment(loan, after=after, amount=amount, mode=mode)  # type: ignore[arg-type]
    assert sum(one.principal for one in found) == loan.amount
    assert found[-1].balance == 0
    assert found[: after - 1] == plan[: after - 1]
    assert found[after - 1].principal == plan[after - 1].principal + amount
    assert len(found) <= len(plan)
    if mode == "smaller" and found[after - 1].balance:
        assert len(found) == len(plan)
    dearest = plan
    if (mode, loan.method, loan.day_count) == ("smaller", "annuity", "actual/365"):
        # A level payment goes by twelfths of the rate, the interest by days: counted anew, the
        # payment differs from the old one even where a single tiyn is repaid early.
        dearest = early_repayment(loan, after=after, amount=1, mode=mode)  # type: ignore[arg-type]
    tolerance = loan.months  # a tiyn of rounding a month
    assert sum(one.interest for one in found) <= sum(one.interest for one in dearest) + tolerance


def test_shorter_keeps_the_payment_and_ends_sooner() -> None:
    loan = Loan(1_000_000_00, Fraction(6, 100), 12, FIRST)
    found = early_repayment(loan, after=3, amount=300_000_00, mode="shorter")
    assert len(found) == 9
    assert {one.payment for one in found[3:-1]} == {8606643}
    smaller = early_repayment(loan, after=3, amount=300_000_00, mode="smaller")
    assert len(smaller) == 12
    assert smaller[5].payment < 8606643


@pytest.mark.parametrize("mode", ["shorter", "smaller"])
def test_after_an_early_repayment_days_are_counted_from_the_day_of_that_instalment(
    mode: str,
) -> None:
    loan = Loan(365_000_00, Fraction(1, 10), 3, date(2025, 3, 31), "equal_principal", 1,
                "actual/365")  # fmt: skip
    found = early_repayment(loan, after=1, amount=1_000_00, mode=mode)  # type: ignore[arg-type]
    # 31.03 to 30.04 are 30 days, not the 31 from 30.03: 364 000 × 10 % × 30 / 365
    assert found[1].interest == 2_991_78


def test_a_restructured_plan_goes_on_by_new_terms() -> None:
    plan = schedule(Loan(1_200_000_00, Fraction(6, 100), 12, FIRST, "equal_principal"))
    terms = Loan(900_000_00, Fraction(3, 100), 18, date(2024, 5, 31), "equal_principal", 3)
    found = restructured(plan, after=3, terms=terms)
    assert len(found) == 3 + 18
    assert [one.number for one in found] == list(range(1, 22))
    assert sum(one.principal for one in found) == 1_200_000_00
    with pytest.raises(LoanMalformed) as problem:
        restructured(plan, after=2, terms=terms)
    assert problem.value.code == "loan-sum"


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2024, 1, 31), None),  # the day itself is not late
        (date(2024, 2, 1), 0),
        (date(2024, 3, 1), 0),  # thirty days
        (date(2024, 3, 2), 1),
        (date(2024, 3, 31), 1),  # sixty
        (date(2024, 4, 1), 2),
        (date(2024, 4, 30), 2),  # ninety
        (date(2024, 5, 1), 3),
    ],
)
def test_arrears_grow_old_at_their_thresholds(day: date, age: int | None) -> None:
    plan = schedule(Loan(100_000_00, 0, 1, FIRST))
    found = arrears(plan, 40_000_00, day)
    assert {one: sum_ for one, sum_ in found.items() if sum_} == (
        {} if age is None else {AGES[age]: 60_000_00}
    )


def test_a_due_day_that_a_month_has_not_is_its_last() -> None:
    plan = schedule(Loan(100_000_00, 0, 4, FIRST))
    assert [one.due for one in plan] == [
        FIRST, date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"amount": 0}, "loan-sum"),
        ({"amount": -1}, "loan-sum"),
        ({"rate": Fraction(-1, 100)}, "loan-rate"),
        ({"rate": 0.06}, "loan-rate"),
        ({"months": 0}, "loan-months"),
        ({"months": 601}, "loan-months"),
        ({"grace_months": 12}, "loan-grace"),
        ({"given_on": date(2024, 2, 1)}, "loan-day"),
    ],
)
def test_a_loan_that_can_not_be_is_refused(terms: dict[str, object], code: str) -> None:
    sound = {"amount": 100_00, "rate": Fraction(6, 100), "months": 12, "first_due": FIRST}
    with pytest.raises(LoanMalformed) as problem:
        schedule(Loan(**sound | terms))  # type: ignore[arg-type]
    assert problem.value.code == code


def test_a_trial_names_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- loan: wrong\n  terms: {amount: 1000, rate: 0 %, months: 2, first_due: 2024-01-01}\n"
        "  instalments: {1: [500, 1, 500], 3: [1, 1, 1]}\n"
        "- loan: unread\n  terms: {amount: 1000, rates: 0 %}\n"
        "- loan: malformed\n  terms: {amount: 0, rate: 0 %, months: 2, first_due: 2024-01-01}\n"
        "  error: loan-sum\n",
        encoding="utf-8",
    )
    wrong, unread, malformed = try_schedules(path)
    assert wrong.differences == (
        "1: 500.00, 0.00, 500.00 instead of 500.00, 1.00, 500.00", "there is no instalment 3"
    )  # fmt: skip
    assert "terms" in unread.differences[0]
    assert malformed.differences == ()
