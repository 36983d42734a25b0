"""The monthly financing plan of a line: what may be bound and what may be paid, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused

from .budget_acts import hold_lines
from .models import BudgetLine, FinancingPlan

MONTHS = range(1, 13)
Columns = tuple[int, int]  # commitments, payments; tiyn


class FinancingRefused(FactRefused):
    """«act-missing», «financing-negative», «financing-same»."""


@dataclass(frozen=True)
class YearPlan:
    """A line's plan by month, beside what is allocated."""

    months: dict[int, Columns]
    allocated: int

    @property
    def commitments(self) -> int:
        return sum(commitments for commitments, _payments in self.months.values())

    @property
    def payments(self) -> int:
        return sum(payments for _commitments, payments in self.months.values())

    @property
    def commitments_left(self) -> int:
        """What is allocated and in no month yet; below zero, more is planned than there is."""
        return self.allocated - self.commitments

    @property
    def payments_left(self) -> int:
        return self.allocated - self.payments

    @property
    def is_whole(self) -> bool:
        return not self.commitments_left and not self.payments_left

    @property
    def is_empty(self) -> bool:
        return not any(any(columns) for columns in self.months.values())


@transaction.atomic
def set_financing_plan(
    *, line: BudgetLine, months: Mapping[int, Columns], day: date, act: str, by: User
) -> list[FinancingPlan]:
    """Make the named months say these sums: what they differ by is appended, by the act.

    Sums that do not add up to the allocation are taken: the budget and its financing plan are
    changed by different acts on different days; the pages show the difference. Raises
    `FinancingRefused`.
    """
    if not act.strip():
        raise FinancingRefused("act-missing")
    if any(month not in MONTHS or min(columns) < 0 for month, columns in months.items()):
        raise FinancingRefused("financing-negative")
    hold_lines({line.pk})
    now = planned_months(line)
    changes = [
        FinancingPlan(
            office_id=line.office_id,
            line=line,
            month=month,
            column=column,
            amount=wanted - before,
            occurred_on=day,
            act=act.strip(),
            recorded_by=by,
        )
        for month, columns in sorted(months.items())
        for column, wanted, before in zip(FinancingPlan.Column, columns, now[month], strict=True)
        if wanted != before
    ]
    if not changes:
        raise FinancingRefused("financing-same")
    return FinancingPlan.objects.bulk_create(changes)


def planned_months(
    line: BudgetLine, as_of: date | None = None, known_at: datetime | None = None
) -> dict[int, Columns]:
    """Each month's two sums; as they were on a day and as known at a moment."""
    rows = FinancingPlan.objects.filter(line=line)
    rows = rows.live() if known_at is None else rows.known_at(known_at)
    if as_of is not None:
        rows = rows.filter(occurred_on__lte=as_of)
    sums = {
        (month, column): amount
        for month, column, amount in rows.order_by()
        .values_list("month", "column")
        .annotate(Sum("amount"))
    }
    return {
        month: (
            sums.get((month, FinancingPlan.Column.COMMITMENTS), 0),
            sums.get((month, FinancingPlan.Column.PAYMENTS), 0),
        )
        for month in MONTHS
    }


def year_plan(line: BudgetLine) -> YearPlan:
    """As it stands now."""
    return YearPlan(planned_months(line), line.allocated)
