"""The schedule of a loan, exact to the tiyn: annuity or equal principal, with a grace.

Every payment is rounded to whole tiyn, a half up; the last one absorbs what rounding left, so that
the principal adds up to the loan. All numbers are exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from qamtu.rules.exact import Exact, whole

Method = Literal["annuity", "equal_principal"]
DayCount = Literal["30/360", "actual/365"]
Mode = Literal["shorter", "smaller"]
MONTHS_A_YEAR = 12
DAYS_A_YEAR = 365
MOST_MONTHS = 600


class LoanMalformed(ValueError):
    """«loan-sum», «loan-rate», «loan-months», «loan-grace», «loan-day», «loan-payment»: what of
    the loan can't be scheduled.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Instalment:
    """One payment: tiyn of principal and of interest, and the balance after it."""

    number: int
    due: date
    principal: int
    interest: int
    balance: int

    @property
    def payment(self) -> int:
        return self.principal + self.interest


@dataclass(frozen=True)
class Loan:
    """The terms of a loan: `amount` in tiyn, `rate` a year as a fraction, `months` of the term.

    In the `grace_months` only interest is paid. `given_on`: for interest by actual days; where it
    is not said, a month before the first due day.
    """

    amount: int
    rate: Exact
    months: int
    first_due: date
    method: Method = "annuity"
    grace_months: int = 0
    day_count: DayCount = "30/360"
    given_on: date | None = None


def schedule(loan: Loan) -> tuple[Instalment, ...]:
    """The instalments of a loan. Raises `LoanMalformed`."""
    _check(loan)
    left = loan.months - loan.grace_months
    monthly = Fraction(loan.rate) / MONTHS_A_YEAR
    level = _annuity(loan.amount, monthly, left)
    share = whole(Fraction(loan.amount, left))
    balance, found = loan.amount, []
    before = loan.given_on or _months_after(loan.first_due, -1)
    for number in range(1, loan.months + 1):
        due = _months_after(loan.first_due, number - 1)
        interest = whole(balance * _interest_share(loan, monthly, before, due))
        if number == loan.months:
            principal = balance
        elif number <= loan.grace_months:
            principal = 0
        elif loan.method == "annuity":
            principal = min(max(level - interest, 0), balance)
        else:
            principal = min(share, balance)
        balance -= principal
        found.append(Instalment(number, due, principal, interest, balance))
        before = due
    return tuple(found)


def annuity_payment(amount: int, rate: Exact, months: int) -> int:
    """The level payment of a month, tiyn.

    >>> annuity_payment(1_000_000_00, Fraction(6, 100), 12)
    8606643
    """
    return _annuity(amount, Fraction(rate) / MONTHS_A_YEAR, months)


def _annuity(amount: int, monthly: Fraction, months: int) -> int:
    if monthly == 0:
        return whole(Fraction(amount, months))
    growth = (1 + monthly) ** months
    return whole(amount * monthly * growth / (growth - 1))


def _interest_share(loan: Loan, monthly: Fraction, before: date, due: date) -> Fraction:
    """What part of the balance is the interest from one due day to the next."""
    if loan.day_count == "30/360":
        return monthly
    return Fraction(loan.rate) * (due - before).days / DAYS_A_YEAR


def _check(loan: Loan) -> None:
    if loan.amount <= 0:
        raise LoanMalformed("loan-sum")
    if not isinstance(loan.rate, int | Fraction) or loan.rate < 0:
        raise LoanMalformed("loan-rate")
    if not 1 <= loan.months <= MOST_MONTHS:
        raise LoanMalformed("loan-months")
    if not 0 <= loan.grace_months < loan.months:
        raise LoanMalformed("loan-grace")
    if loan.given_on is not None and loan.given_on > loan.first_due:
        raise LoanMalformed("loan-day")


def _months_after(day: date, months: int) -> date:
    """The same day of another month, or its last day where it has none such."""
    number = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(number, MONTHS_A_YEAR)
    following = date(year + (month == 11), (month + 1) % MONTHS_A_YEAR + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def early_repayment(loan: Loan, *, after: int, amount: int, mode: Mode) -> tuple[Instalment, ...]:
    """The schedule when `amount` more is repaid together with instalment `after`.

    `shorter` keeps the payment and ends sooner, `smaller` keeps the term. The extra sum stands in
    the principal of that instalment. Raises `LoanMalformed`.
    """
    plan = schedule(loan)
    if not 1 <= after <= len(plan) or not 0 < amount <= plan[after - 1].balance:
        raise LoanMalformed("loan-payment")
    kept, paid = plan[: after - 1], plan[after - 1]
    balance = paid.balance - amount
    now = Instalment(paid.number, paid.due, paid.principal + amount, paid.interest, balance)
    if balance == 0:
        return (*kept, now)
    rest = plan[after:]
    grace = max(0, loan.grace_months - after)
    if mode == "shorter":
        months = _months_to_repay(loan, now, rest, grace)
        return (*kept, now, *_continued(loan, now, rest[:months], grace, keep=rest[grace]))
    return (*kept, now, *_continued(loan, now, rest, grace))


def _months_to_repay(loan: Loan, now: Instalment, rest: Sequence[Instalment], grace: int) -> int:
    """How many of the remaining due days it takes with the payment as it was."""
    left, before = now.balance, now.due
    monthly = Fraction(loan.rate) / MONTHS_A_YEAR
    usual = rest[grace]
    for position, one in enumerate(rest):
        interest = whole(left * _interest_share(loan, monthly, before, one.due))
        if position >= grace:
            principal = usual.principal
            if loan.method == "annuity":
                principal = usual.payment - interest
            left -= min(max(principal, 0), left)
        if left == 0:
            return position + 1
        before = one.due
    return len(rest)


def _continued(
    loan: Loan,
    now: Instalment,
    rest: Sequence[Instalment],
    grace: int,
    keep: Instalment | None = None,
) -> tuple[Instalment, ...]:
    """The rest after `now`, numbered on; with the payment of `keep` where it is said."""
    monthly = Fraction(loan.rate) / MONTHS_A_YEAR
    balance, before, months = now.balance, now.due, len(rest)
    grace = min(grace, months - 1)
    level = keep.payment if keep else _annuity(balance, monthly, months - grace)
    share = keep.principal if keep else whole(Fraction(balance, months - grace))
    found = []
    for position, one in enumerate(rest):
        interest = whole(balance * _interest_share(loan, monthly, before, one.due))
        if position == months - 1:
            principal = balance
        elif position < grace:
            principal = 0
        elif loan.method == "annuity":
            principal = min(max(level - interest, 0), balance)
        else:
            principal = min(share, balance)
        balance -= principal
        found.append(Instalment(one.number, one.due, principal, interest, balance))
        before = one.due
    return tuple(found)


def restructured(plan: Sequence[Instalment], *, after: int, terms: Loan) -> tuple[Instalment, ...]:
    """A plan whose rest, after an instalment, goes by new terms: `terms.amount` is the balance.

    Raises `LoanMalformed` where the balance is another.
    """
    if not 0 <= after <= len(plan):
        raise LoanMalformed("loan-payment")
    balance = plan[after - 1].balance if after else sum(one.principal for one in plan)
    if terms.amount != balance:
        raise LoanMalformed("loan-sum")
    following = (
        Instalment(after + one.number, one.due, one.principal, one.interest, one.balance)
        for one in schedule(terms)
    )
    return (*plan[:after], *following)


AGES = ((1, 30), (31, 60), (61, 90), (91, None))  # days past due, both included


def arrears(plan: Sequence[Instalment], paid: int, day: date) -> dict[tuple[int, int | None], int]:
    """What is past due on a day by its age in days, tiyn; `paid`: all that was repaid so far.

    Payments go to the oldest instalments first. An instalment of the day itself is not late.
    """
    found: dict[tuple[int, int | None], int] = dict.fromkeys(AGES, 0)
    for one in plan:
        left = one.payment - min(paid, one.payment)
        paid -= one.payment - left
        late = (day - one.due).days
        for first, last in AGES:
            if late >= first and (last is None or late <= last):
                found[first, last] += left
    return found
