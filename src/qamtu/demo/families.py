"""Targeted assistance of a plan: which months a family is paid, how much, and from which source.

A family applies in a quarter and is paid the same sum each month to the end of its months there,
as the law has it; a later quarter is a case of its own. Sums are whole tiyn and add up exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from qamtu.rules.exact import TIYN

from .calendar import Days
from .plan import PlannedCase, PlannedMoney, PlannedStep
from .purses import Purse, cut

MEASURE = "targeted_assistance"
SHORT, LONG = 3, 6  # most months of a family that applies once, and of one that renews
RENEWING = 0.15
Month = Sequence[date]  # its days of work; the last one is the day of payment
Participants = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class PaidFamily:
    """A household, its members, and the last day on which it may be paid."""

    household: int
    members: Participants
    until: date | None


def months_of(days: Days) -> list[list[date]]:
    """The days of work of each month."""
    found: dict[tuple[int, int], list[date]] = {}
    for day in days.days:
        found.setdefault((day.year, day.month), []).append(day)
    return list(found.values())


def plan_families(
    families: Sequence[PaidFamily], money: int, purse: Purse, days: Days, rng: Random
) -> list[PlannedCase]:
    """Cases that pay exactly this sum, by source; none where it can not be cut so."""
    shares = purse.parts(money)
    if not families or sum(total for _, total in shares) != money or len(families) < len(shares):
        return []
    if money < len(families) * TIYN:
        return []
    months = months_of(days)
    cases: list[PlannedCase] = []
    for (source, total), group in zip(shares, _groups(families, shares), strict=True):
        spans = [_span(family, months, rng) for family in group]
        spans[-1] = spans[-1][:1]  # paid once: its sum makes the whole exact
        weights = [
            len(family.members) * len(span) for family, span in zip(group, spans, strict=True)
        ]
        sums = cut(total, len(group), rng, weights)
        if not sums:
            return []
        for at, span in enumerate(spans[:-1]):
            rest = sums[at] % len(span)
            sums[at] -= rest
            sums[-1] += rest
        if min(sums) <= 0:
            return []
        for family, span, whole in zip(group, spans, sums, strict=True):
            cases += _cases_of(family, span, whole // len(span), source, rng)
    purse.draw(money)
    return cases


def _groups(
    families: Sequence[PaidFamily], shares: Sequence[tuple[str, int]]
) -> list[Sequence[PaidFamily]]:
    """The families by source, in proportion to its money and at least one for each."""
    left, money = len(families), sum(total for _, total in shares)
    groups = []
    start = 0
    for position, (_source, total) in enumerate(shares):
        after = len(shares) - position - 1
        count = left if after == 0 else min(left - after, max(1, left * total // money))
        groups.append(families[start : start + count])
        start, left, money = start + count, left - count, money - total
    return groups


def _span(family: PaidFamily, months: Sequence[Month], rng: Random) -> list[Month]:
    """Consecutive months of which each is paid before the family's last day."""
    usable = _usable(months, family.until)
    most = LONG if rng.random() < RENEWING else SHORT
    count = rng.randint(1, min(len(usable), most))
    starts = list(range(len(usable) - count + 1))
    if most == SHORT:  # within one quarter where there is one
        within = [at for at in starts if _quarter(usable[at]) == _quarter(usable[at + count - 1])]
        starts = within or starts
    start = rng.choice(starts)
    return usable[start : start + count]


def _usable(months: Sequence[Month], until: date | None) -> list[Month]:
    """The months whose day of payment is not after a day; where there is none, its first days."""
    if until is None:
        return list(months)
    usable = [one for one in months if one[-1] <= until]
    return usable or [[day for day in months[0] if day <= until] or months[0][:1]]


def _quarter(month: Month) -> tuple[int, int]:
    return month[0].year, (month[0].month - 1) // 3


def _cases_of(
    family: PaidFamily, span: Sequence[Month], monthly: int, source: str, rng: Random
) -> list[PlannedCase]:
    quarters: dict[tuple[int, int], list[Month]] = {}
    for month in span:
        quarters.setdefault(_quarter(month), []).append(month)
    return [_case(family, months, monthly, source, rng) for months in quarters.values()]


def _case(
    family: PaidFamily, months: Sequence[Month], monthly: int, source: str, rng: Random
) -> PlannedCase:
    asked = sorted(rng.choice(months[0]) for _ in range(3))
    steps = [
        PlannedStep(step, day)
        for step, day in zip(("open", "check", "approve"), asked, strict=True)
    ]
    money = [PlannedMoney("committed", monthly * len(months), asked[-1], source)]
    for month in months:
        steps.append(PlannedStep("pay", month[-1], participants=family.members, payment=len(money)))
        money.append(PlannedMoney("paid", monthly, month[-1], source))
    return PlannedCase(MEASURE, "household", family.household, None, tuple(steps), tuple(money))


def plan_specialists(
    people: Sequence[tuple[int, date | None]], each: int, source: str, days: Days, rng: Random
) -> list[PlannedCase]:
    """Fuel aid of the same sum for each: listed, decided and paid with the others of a month."""
    months = months_of(days)
    cases = []
    for person, until in people:
        month = rng.choice(_usable(months, until))
        asked = sorted(rng.choice(month) for _ in range(2))
        steps = (
            PlannedStep("open", asked[0]),
            PlannedStep("approve", asked[1]),
            PlannedStep("pay", month[-1], payment=1),
        )
        money = (
            PlannedMoney("committed", each, asked[1], source),
            PlannedMoney("paid", each, month[-1], source),
        )
        cases.append(PlannedCase("fuel_aid", "person", person, None, steps, money))
    return cases
