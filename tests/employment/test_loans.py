"""A loan from the application to its last payment: judged, issued, repaid, late, changed."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.employment.loans import (
    LoanAsked,
    LoanRefused,
    apply_for_loan,
    approve_loan,
    change_schedule,
    changed_plan,
    issue_loan,
    plan_of,
    portfolio,
    repay,
    standing_on,
)
from qamtu.employment.microcredit import MEASURE
from qamtu.employment.models import LoanApplication, LoanChange, LoanIssue
from qamtu.finance.models import BudgetLine, MoneyEntry
from qamtu.finance.money import allocate_for, budget_line
from qamtu.rules.microcredit.schedule import AGES, Loan, schedule

from .conftest import Centre

ASKED, APPROVED, GIVEN, FIRST = (
    date(2024, 2, 1), date(2024, 2, 12), date(2024, 2, 20), date(2024, 3, 20),
)  # fmt: skip
MILLION = 1_000_000_00


def line_of(centre: Centre, money: int = 100 * MILLION) -> BudgetLine:
    allocate_for(
        office=centre.office, year=2024, measure=MEASURE.code, source="fund", amount=money,
        day=date(2024, 1, 5), act="№ 1", by=centre.head,
    )  # fmt: skip
    return budget_line(office=centre.office, year=2024, measure=MEASURE.code, source="fund")


def asked(centre: Centre, **told: Any) -> LoanAsked:
    usual = LoanAsked(centre.person, ASKED, "village", MILLION, 60_000, 12)
    return replace(usual, **told)


def issued(centre: Centre, **told: Any) -> LoanIssue:
    line = line_of(centre)
    application = apply_for_loan(asked=asked(centre, **told), by=centre.specialist)
    approve_loan(application=application, line=line, day=APPROVED, by=centre.head)
    return issue_loan(
        application=LoanApplication.objects.get(pk=application.pk), line=line, lender="Қор",
        contract="7-2024", day=GIVEN, first_due=FIRST, by=centre.head,
    )  # fmt: skip


def test_the_whole_way(centre: Centre) -> None:
    issue = issued(centre)
    case = issue.application.case
    case.refresh_from_db()
    assert case.state == "carried_out"
    assert [(one.kind, one.amount) for one in MoneyEntry.objects.filter(case=case)] == [
        ("committed", MILLION), ("paid", MILLION),
    ]  # fmt: skip
    plan = plan_of(issue)
    assert plan[0].payment == 86_066_43
    left = sum(one.payment for one in plan)
    for one in plan:
        repay(issue=issue, day=one.due, amount=one.payment, by=centre.specialist)
        left -= one.payment
        assert standing_on(issue_again(issue), one.due).left == left
    case.refresh_from_db()
    assert case.state == "closed"


def issue_again(issue: LoanIssue) -> LoanIssue:
    return LoanIssue.objects.select_related("application").get(pk=issue.pk)


@pytest.mark.parametrize(
    ("told", "ground"),
    [
        ({"rate_millionths": 60_001}, "ground_rate"),
        ({"months": 61}, "ground_term"),
    ],
)
def test_what_the_rules_refuse_is_registered_and_refused(
    centre: Centre, told: dict[str, Any], ground: str
) -> None:
    application = apply_for_loan(asked=asked(centre, **told), by=centre.specialist)
    assert application.assessment.grounds == [ground]
    application.case.refresh_from_db()
    assert application.case.state == "refused"
    with pytest.raises(LoanRefused) as refused:
        approve_loan(application=application, line=line_of(centre), day=APPROVED, by=centre.head)
    assert refused.value.code == "loan-decided"


def test_the_highest_rate_and_the_longest_term_are_admitted(centre: Centre) -> None:
    application = apply_for_loan(asked=asked(centre, months=60), by=centre.specialist)
    assert application.assessment.is_entitled


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (FIRST, None),
        (date(2024, 3, 21), (1, 30)),
        (date(2024, 4, 19), (1, 30)),
        (date(2024, 5, 19), (31, 60)),
        (date(2024, 6, 18), (61, 90)),
        (date(2024, 6, 19), (91, None)),
    ],
)
def test_arrears_of_the_first_instalment_by_their_age(
    centre: Centre, day: date, age: tuple[int, int | None] | None
) -> None:
    issue = issued(centre)
    late = standing_on(issue, day).late
    first = plan_of(issue)[0].payment
    if age is None:
        assert not any(late.values())
    else:
        assert late[age] >= first
        older = AGES[AGES.index(age) + 1 :]
        assert not any(late[one] for one in older)


def test_more_than_is_owed_is_not_taken(centre: Centre) -> None:
    issue = issued(centre)
    owed = sum(one.payment for one in plan_of(issue))
    with pytest.raises(LoanRefused) as refused:
        repay(issue=issue, day=FIRST, amount=owed + 1, by=centre.specialist)
    assert refused.value.values["left"] == owed
    with pytest.raises(LoanRefused) as early:
        repay(issue=issue, day=date(2024, 2, 19), amount=1, by=centre.specialist)
    assert early.value.code == "loan-before-issue"
    repay(issue=issue, day=FIRST, amount=owed, by=centre.specialist)


def change(issue: LoanIssue, **told: Any) -> LoanChange:
    usual: dict[str, Any] = {"issue": issue, "occurred_on": date(2024, 5, 20), "after": 3}
    return LoanChange(**usual | told)


def test_repaid_early_it_ends_sooner_or_costs_less_a_month(centre: Centre) -> None:
    issue = issued(centre)
    before = plan_of(issue)
    change_schedule(change=change(issue, kind="shorter", amount=400_000_00), by=centre.specialist)
    shorter = plan_of(issue_again(issue))
    assert len(shorter) < len(before)
    assert all(one.payment <= before[3].payment for one in shorter[3:])
    issue.changes.get().retract(reason="таңдауын өзгертті", by=centre.head)
    change_schedule(change=change(issue, kind="smaller", amount=400_000_00), by=centre.specialist)
    smaller = plan_of(issue_again(issue))
    assert len(smaller) == len(before)
    assert all(one.payment < before[3].payment for one in smaller[3:])


def test_new_terms_by_an_act(centre: Centre) -> None:
    issue = issued(centre)
    with pytest.raises(LoanRefused) as refused:
        change_schedule(
            change=change(issue, kind="restructured", months=24, rate_millionths=60_000),
            by=centre.head,
        )
    assert refused.value.code == "loan-act"
    change_schedule(
        change=change(
            issue, kind="restructured", months=24, rate_millionths=40_000, act="Келісім № 2"
        ),
        by=centre.head,
    )
    plan = plan_of(issue_again(issue))
    assert len(plan) == 27
    assert plan[-1].balance == 0
    with pytest.raises(LoanRefused) as earlier:
        change_schedule(change=change(issue, kind="smaller", amount=1, after=2), by=centre.head)
    assert earlier.value.code == "loan-after", "what is changed is not changed under it"


def test_loans_past_due_come_first(centre: Centre) -> None:
    issue = issued(centre)
    ((found, standing),) = portfolio(centre.office, date(2024, 7, 1))
    assert found.pk == issue.pk
    assert standing.past_due == sum(one.payment for one in plan_of(issue)[:4])
    assert portfolio(centre.office, date(2024, 2, 19)) == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    amount=st.integers(1_000_00, 5 * MILLION),
    rate=st.integers(0, 60_000),
    months=st.integers(2, 60),
    kind=st.sampled_from(["shorter", "smaller", "restructured"]),
    share=st.integers(1, 100),
    at=st.integers(1, 100),
    method=st.sampled_from(["annuity", "equal_principal"]),
)
def test_whatever_changes_the_principal_adds_up_to_the_loan_to_the_tiyn(
    amount: int, rate: int, months: int, kind: str, share: int, at: int, method: str
) -> None:
    loan = Loan(
        amount, Fraction(rate, 1_000_000), months, FIRST,
        "annuity" if method == "annuity" else "equal_principal",
    )  # fmt: skip
    plan = schedule(loan)
    after = 1 + at * (months - 2) // 100
    early = max(1, plan[after - 1].balance * share // 100)
    made = LoanChange(kind=kind, after=after, amount=early, months=7, rate_millionths=rate)
    changed = changed_plan(plan, made, loan, Fraction(rate, 1_000_000))
    assert sum(one.principal for one in changed) == amount
    assert changed[-1].balance == 0
    assert all(one.balance >= 0 and one.interest >= 0 for one in changed)
    assert [one.number for one in changed] == list(range(1, len(changed) + 1))
