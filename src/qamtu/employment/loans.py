"""Microcredits: judged, approved, issued, repaid; arrears on any day; schedules that change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.explaining import reason_of_refusal
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment
from qamtu.finance.models import BudgetLine
from qamtu.finance.money import commit, pay
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.rules.microcredit.formulas import GROUNDS, PROGRAMME, RATE_PARTS, read_loan
from qamtu.rules.microcredit.schedule import (
    Instalment,
    Loan,
    annuity_payment,
    arrears,
    restructured,
    schedule,
)
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of

from .microcredit import MEASURE
from .models import LoanApplication, LoanChange, LoanIssue, LoanRepayment


class LoanRefused(FactRefused):
    """«loan-terms», «loan-not-lawful», «loan-decided», «loan-not-approved», «loan-contract»,
    «loan-first-due», «loan-issued-already», «loan-overpaid», «loan-before-issue», «loan-after»,
    «loan-early-sum», «loan-act», «loan-months», «loan-line».
    """


@dataclass(frozen=True)
class LoanAsked:
    """A loan asked for: `amount` in tiyn, `rate` a year in millionths, the term in months."""

    person: Person
    day: date
    lending: str
    amount: int
    rate_millionths: int
    months: int
    purpose: str = "general"
    grace_months: int = 0
    method: str = LoanApplication.Method.ANNUITY
    idea: str = ""


def judge_loan(asked: LoanAsked) -> tuple[dict[str, object], Judgement]:
    """(what was given, what the rules say). Raises `FactsRefused`, `ParameterMissing`."""
    office: Office = asked.person.office
    given: dict[str, object] = {
        "lending": asked.lending,
        "purpose": asked.purpose,
        "sum": f"{asked.amount // 100}.{asked.amount % 100:02}",
        "rate_millionths": asked.rate_millionths,
        "term": asked.months,
        "grace": asked.grace_months,
    }
    law = law_on(office, PROGRAMME.folder, asked.day)
    return given, judge(PROGRAMME, read_loan(given, asked.day), law)


@transaction.atomic
def apply_for_loan(
    *, asked: LoanAsked, by: User, checked_on: date | None = None
) -> LoanApplication:
    """Register a loan asked for with what the rules say of it; one refused by them is refused.

    Raises `LoanRefused`, `FactsRefused`, `ParameterMissing`, `ActRefused`.
    """
    if asked.amount <= 0 or not 0 <= asked.grace_months < asked.months:
        raise LoanRefused("loan-terms")
    if asked.method not in LoanApplication.Method.values:
        raise LoanRefused("loan-terms")
    office: Office = asked.person.office
    given, found = judge_loan(asked)
    grounds = [ground for ground in GROUNDS if found[ground]]
    is_entitled = bool(found["is_entitled"])
    case = open_case(measure=MEASURE, office=office, subject=asked.person, day=asked.day, by=by)
    day = checked_on or asked.day
    record_event(case=case, measure=MEASURE, transition="check", day=day, by=by)
    trace = trace_of(found)
    assessment = Assessment.objects.create(
        office=office,
        case=case,
        programme=PROGRAMME.folder,
        day=asked.day,
        given=given,
        is_entitled=is_entitled,
        is_conditional=False,
        basic=asked.amount if is_entitled else 0,
        extra=0,
        months=asked.months,
        grounds=grounds,
        trace=trace,
        rules_version=version_of(PROGRAMME.folder),
        made_by=by,
    )
    application = LoanApplication.objects.create(
        office=office,
        case=case,
        person=asked.person,
        applied_on=asked.day,
        lending=asked.lending,
        purpose=asked.purpose,
        idea=asked.idea.strip(),
        amount=asked.amount,
        rate_millionths=asked.rate_millionths,
        months=asked.months,
        grace_months=asked.grace_months,
        method=asked.method,
        assessment=assessment,
        recorded_by=by,
    )
    if not is_entitled:
        record_event(
            case=case,
            measure=MEASURE,
            transition="refuse",
            day=day,
            reason=reason_of_refusal(trace, grounds, PROGRAMME.folder),
            by=by,
        )
    return application


@transaction.atomic
def approve_loan(*, application: LoanApplication, line: BudgetLine, day: date, by: User) -> None:
    """Refer to the lender: the sum is bound on a line. Raises `LoanRefused`, `MoneyRefused`."""
    if line.measure != MEASURE.code or line.office_id != application.office_id:
        raise LoanRefused("loan-line")
    case = application.case
    case.refresh_from_db()
    if case.state not in ("registered", "checked"):
        raise LoanRefused("loan-decided")
    event = record_event(case=case, measure=MEASURE, transition="approve", day=day, by=by)
    commit(line=line, case=case, amount=application.amount, day=day, by=by, event=event)


@transaction.atomic
def issue_loan(
    *,
    application: LoanApplication,
    line: BudgetLine,
    lender: str,
    contract: str,
    day: date,
    first_due: date,
    by: User,
    paid_on: date | None = None,
) -> LoanIssue:
    """The lender has given the loan: its contract, its schedule, the money paid.

    Raises `LoanRefused`, `MoneyRefused`, `ActRefused`.
    """
    application = LoanApplication.objects.select_for_update().get(pk=application.pk)
    if application.issues.filter(retracted_at=None).exists():
        raise LoanRefused("loan-issued-already")
    case = application.case
    if case.state != "approved":
        raise LoanRefused("loan-not-approved")
    if not contract.strip() or not lender.strip():
        raise LoanRefused("loan-contract")
    if first_due <= day:
        raise LoanRefused("loan-first-due", day=day)
    record_event(case=case, measure=MEASURE, transition="carry_out", day=day, by=by)
    pay(
        line=line,
        case=case,
        measure=MEASURE,
        amount=application.amount,
        day=paid_on or day,
        by=by,
    )
    return LoanIssue.objects.create(
        office_id=application.office_id,
        application=application,
        lender=lender.strip(),
        contract=contract.strip(),
        given_on=day,
        first_due=first_due,
        recorded_by=by,
    )


def terms_of(issue: LoanIssue) -> Loan:
    """The loan as it was given."""
    asked = issue.application
    return Loan(
        amount=asked.amount,
        rate=Fraction(asked.rate_millionths, RATE_PARTS),
        months=asked.months,
        first_due=issue.first_due,
        method="annuity" if asked.method == "annuity" else "equal_principal",
        grace_months=asked.grace_months,
    )


def plan_of(issue: LoanIssue) -> tuple[Instalment, ...]:
    """The schedule as it stands, with every change in its order."""
    loan = terms_of(issue)
    plan, rate = schedule(loan), loan.rate
    for change in issue.changes.all():
        if not change.is_live:
            continue
        if change.kind == LoanChange.Kind.RESTRUCTURED:
            rate = Fraction(change.rate_millionths, RATE_PARTS)
        plan = changed_plan(plan, change, loan, Fraction(rate))
    return plan


def changed_plan(
    plan: tuple[Instalment, ...], change: LoanChange, loan: Loan, rate: Fraction
) -> tuple[Instalment, ...]:
    """A schedule with one change; until instalment `change.after` it stays, then goes by `rate`."""
    after, rest = change.after, plan[change.after :]
    if change.kind == LoanChange.Kind.RESTRUCTURED:
        first_due = rest[0].due if rest else plan[-1].due
        balance = plan[after - 1].balance if after else loan.amount
        terms = Loan(balance, rate, change.months, first_due, loan.method, change.grace_months)
        return restructured(plan, after=after, terms=terms)
    now = plan[after - 1]
    balance = now.balance - change.amount
    paid = Instalment(now.number, now.due, now.principal + change.amount, now.interest, balance)
    kept = (*plan[: after - 1], paid)
    if balance == 0:
        return kept
    months = len(rest)
    grace = min(sum(one.principal == 0 for one in rest), months - 1)
    if change.kind == LoanChange.Kind.SHORTER:
        usual = rest[grace].payment if loan.method == "annuity" else rest[grace].principal
        months = grace + _months_for(balance, rate, usual, months - grace, loan.method)
    terms = Loan(balance, rate, months, rest[0].due, loan.method, grace)
    return restructured(kept, after=len(kept), terms=terms)


def _months_for(balance: int, rate: Fraction, usual: int, most: int, method: str) -> int:
    """The fewest months in which the balance is repaid by payments not above the usual one."""
    for months in range(1, most):
        needed = (
            annuity_payment(balance, rate, months) if method == "annuity" else -(-balance // months)
        )
        if needed <= usual:
            return months
    return most


def repaid(issue: LoanIssue, day: date | None = None) -> int:
    """All that was repaid, up to a day, tiyn."""
    found = [one for one in issue.repayments.all() if one.is_live]
    return sum(one.amount for one in found if day is None or one.occurred_on <= day)


@dataclass(frozen=True)
class Standing:
    """How a loan stands on a day: tiyn repaid, owed in all, past due by age in days."""

    repaid: int
    left: int
    late: dict[tuple[int, int | None], int]

    @property
    def past_due(self) -> int:
        return sum(self.late.values())


def standing_on(issue: LoanIssue, day: date) -> Standing:
    """How a loan stands on a day."""
    plan, paid = plan_of(issue), repaid(issue, day)
    return Standing(paid, sum(one.payment for one in plan) - paid, arrears(plan, paid, day))


@transaction.atomic
def repay(*, issue: LoanIssue, day: date, amount: int, by: User, paper: str = "") -> LoanRepayment:
    """Record what the borrower paid. Raises `LoanRefused` for more than is owed in all."""
    LoanIssue.objects.select_for_update().get(pk=issue.pk)
    issue = LoanIssue.objects.select_related("application").get(pk=issue.pk)
    if day < issue.given_on:
        raise LoanRefused("loan-before-issue", day=issue.given_on)
    left = standing_on(issue, date.max).left
    if not 0 < amount <= left:
        raise LoanRefused("loan-overpaid", left=left)
    made = LoanRepayment.objects.create(
        office_id=issue.office_id,
        issue=issue,
        occurred_on=day,
        amount=amount,
        paper=paper.strip(),
        recorded_by=by,
    )
    if amount == left:
        case = issue.application.case
        close = max(day, case.state_since)
        record_event(case=case, measure=MEASURE, transition="close", day=close, by=by)
    return made


@transaction.atomic
def change_schedule(*, change: LoanChange, by: User) -> LoanChange:
    """An early repayment or new terms, after an instalment that is not yet changed.

    `change` comes unsaved, with its `issue`. Raises `LoanRefused`.
    """
    LoanIssue.objects.select_for_update().get(pk=change.issue_id)
    issue = LoanIssue.objects.select_related("application").get(pk=change.issue_id)
    plan = plan_of(issue)
    last = max((one.after for one in issue.changes.all() if one.is_live), default=0)
    if not max(last, 1) <= change.after < len(plan):
        raise LoanRefused("loan-after", first=max(last, 1), last=len(plan) - 1)
    if change.kind == LoanChange.Kind.RESTRUCTURED:
        if not change.act.strip():
            raise LoanRefused("loan-act")
        if not 0 <= change.grace_months < change.months:
            raise LoanRefused("loan-months")
    elif not 0 < change.amount <= plan[change.after - 1].balance:
        raise LoanRefused("loan-early-sum", left=plan[change.after - 1].balance)
    change.office_id = issue.office_id
    change.recorded_by = by
    change.save()
    return change


def portfolio(office: Office, day: date) -> Sequence[tuple[LoanIssue, Standing]]:
    """All loans of an office with how they stand on a day, those past due the longest first."""
    issues = (
        LoanIssue.objects.live()
        .filter(office=office, given_on__lte=day)
        .select_related("application__person", "application__case")
        .prefetch_related("repayments", "changes")
    )
    found = [(one, standing_on(one, day)) for one in issues]
    return sorted(found, key=lambda each: -each[1].past_due)
