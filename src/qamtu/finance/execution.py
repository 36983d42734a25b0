"""The execution of a year's budget: plan and fact by programme and source, as of a day.

Each number of the table is a sum of entries; `entries_behind` lists them by the same condition.
What has a moment is asked as it was known at it, so the table of 15 November can be printed again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from django.db.models import Q, QuerySet, Sum

from qamtu.accounts.models import Office

from .models import (
    BudgetLine,
    BudgetProgramme,
    FinancingPlan,
    LineClassification,
    MoneyEntry,
    Source,
)

Column = Literal[
    "plan", "corrected", "planned_commitments", "planned_payments", "committed", "paid", "unused"
]
COLUMNS: tuple[Column, ...] = (
    "plan", "corrected", "planned_commitments", "planned_payments", "committed", "paid", "unused",
)  # fmt: skip
BUDGET_SOURCES = (Source.REPUBLICAN, Source.REGIONAL, Source.LOCAL)

# The year's plan: what was approved; an allocation without an act of its own is of it, unless it
# takes money off.
OF_THE_PLAN = Q(budget_act__kind="approved") | Q(budget_act=None, amount__gt=0)
CONDITIONS: dict[str, Q] = {
    "plan": Q(kind="allocated") & OF_THE_PLAN,
    "corrected": Q(kind="allocated"),
    "committed": Q(kind="committed"),
    "paid": Q(kind="paid"),
    "returned": Q(kind="returned"),
}
PLANNED = {
    "planned_commitments": FinancingPlan.Column.COMMITMENTS,
    "planned_payments": FinancingPlan.Column.PAYMENTS,
}


@dataclass(frozen=True)
class Moment:
    """Of which office and year the table is, on which day, as known when."""

    office: Office
    as_of: date
    known_at: datetime

    @property
    def year(self) -> int:
        return self.as_of.year


@dataclass(frozen=True)
class Sums:
    """Tiyn. The plans of the period are those of its months up to the day's, this one included."""

    plan: int = 0
    corrected: int = 0
    planned_commitments: int = 0
    planned_payments: int = 0
    committed: int = 0
    paid: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Sums)))

    @property
    def unused(self) -> int:
        """Of the corrected plan, not paid."""
        return self.corrected - self.paid

    @property
    def percent(self) -> Decimal | None:
        """Paid of the corrected plan, to one decimal."""
        return _percent(self.paid, self.corrected)

    @property
    def percent_of_period(self) -> Decimal | None:
        """Paid of the plan of the period; none where no financing plan is entered."""
        return _percent(self.paid, self.planned_payments)


def _percent(part: int, whole: int) -> Decimal | None:
    if whole <= 0:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class LineRow:
    line: BudgetLine
    classification: LineClassification | None
    sums: Sums


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme with its lines; `programme` is none for lines that stand under none yet."""

    programme: BudgetProgramme | None
    lines: tuple[LineRow, ...]

    @property
    def sums(self) -> Sums:
        return added(one.sums for one in self.lines)

    def by_source(self) -> dict[str, Sums]:
        return _by_source(self.lines)


@dataclass(frozen=True)
class Execution:
    """The table: programmes by their codes, the unclassified last."""

    at: Moment
    programmes: tuple[ProgrammeRow, ...] = field(default_factory=tuple)

    @property
    def lines(self) -> list[LineRow]:
        return [line for programme in self.programmes for line in programme.lines]

    @property
    def total(self) -> Sums:
        return added(one.sums for one in self.programmes)

    def by_source(self) -> dict[str, Sums]:
        return _by_source(self.lines)


def added(sums: Iterable[Sums]) -> Sums:
    total = Sums()
    for one in sums:
        total += one
    return total


def _by_source(lines: Iterable[LineRow]) -> dict[str, Sums]:
    lines = list(lines)
    return {
        source: added(row.sums for row in lines if row.line.source == source)
        for source in BUDGET_SOURCES
        if any(row.line.source == source for row in lines)
    }


def execution(at: Moment) -> Execution:
    """The table of the moment; money of a fund is not of the budget and not in it."""
    lines = list(lines_of(at))
    sums = _sums(at, [line.pk for line in lines])
    classes = {
        one.line_id: one
        for one in LineClassification.objects.known_at(at.known_at)
        .filter(line__in=lines)
        .select_related("programme")
        .order_by("pk")
    }
    grouped: dict[int, list[LineRow]] = {}
    programmes: dict[int, BudgetProgramme | None] = {0: None}
    for line in lines:
        of = classes.get(line.pk)
        key = of.programme_id if of else 0
        if of is not None:
            programmes[key] = of.programme
        grouped.setdefault(key, []).append(LineRow(line, of, sums.get(line.pk, Sums())))

    def place(key: int) -> tuple[bool, str]:
        programme = programmes[key]
        return programme is None, programme.code if programme else ""

    return Execution(
        at,
        tuple(
            ProgrammeRow(programmes[key], tuple(grouped[key])) for key in sorted(grouped, key=place)
        ),
    )


def lines_of(at: Moment) -> QuerySet[BudgetLine]:
    """The lines of the year that the budget has."""
    return BudgetLine.objects.filter(
        office=at.office, year=at.year, source__in=BUDGET_SOURCES
    ).order_by("measure", "pk")


def _entries(at: Moment, lines: Sequence[int]) -> QuerySet[MoneyEntry]:
    return MoneyEntry.objects.known_at(at.known_at).filter(
        line__in=lines, occurred_on__lte=at.as_of
    )


def _financing(at: Moment, lines: Sequence[int]) -> QuerySet[FinancingPlan]:
    return FinancingPlan.objects.known_at(at.known_at).filter(
        line__in=lines, occurred_on__lte=at.as_of, month__lte=at.as_of.month
    )


def _sums(at: Moment, lines: Sequence[int]) -> dict[int, Sums]:
    """Two questions, whatever the number of lines."""
    money: dict[int, dict[str, Any]] = {
        row["line"]: dict(row)
        for row in _entries(at, lines)
        .order_by()
        .values("line")
        .annotate(**{name: Sum("amount", filter=of) for name, of in CONDITIONS.items()})
    }
    planned = {
        (line, column): amount
        for line, column, amount in _financing(at, lines)
        .order_by()
        .values_list("line", "column")
        .annotate(Sum("amount"))
    }
    found = {}
    for line in lines:
        row = money.get(line) or {}
        found[line] = Sums(
            plan=row.get("plan") or 0,
            corrected=row.get("corrected") or 0,
            planned_commitments=planned.get((line, FinancingPlan.Column.COMMITMENTS), 0),
            planned_payments=planned.get((line, FinancingPlan.Column.PAYMENTS), 0),
            committed=row.get("committed") or 0,
            paid=(row.get("paid") or 0) - (row.get("returned") or 0),
        )
    return found


@dataclass(frozen=True)
class Behind:
    """One entry behind a number, with the sign by which it counts there; tiyn."""

    kind: str
    day: date
    line: BudgetLine
    amount: int
    act: str
    entry_id: int
    case_id: int | None = None
    month: int | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None


def entries_behind(at: Moment, column: Column, lines: Sequence[int]) -> list[Behind]:
    """What a number of the table is the sum of, by day."""
    if column in PLANNED:
        rows = _financing(at, lines).filter(column=PLANNED[column])
        return [
            Behind(
                column,
                row.occurred_on,
                row.line,
                row.amount,
                row.act,
                row.pk,
                month=row.month,
                recorded_by=str(row.recorded_by),
                recorded_at=row.recorded_at,
            )
            for row in rows.select_related("line", "recorded_by").order_by("month", "pk")
        ]
    signs = {"plan": {"plan": 1}, "corrected": {"corrected": 1}, "committed": {"committed": 1}}
    signs["paid"] = {"paid": 1, "returned": -1}
    signs["unused"] = {"corrected": 1, "paid": -1, "returned": 1}
    wanted = signs[column]
    condition = Q()
    for name in wanted:
        condition |= CONDITIONS[name]
    sign_of = {"allocated": wanted.get("corrected", 1), "committed": 1} | {
        kind: wanted.get(kind, 0) for kind in ("paid", "returned")
    }
    entries = _entries(at, lines).filter(condition).select_related("line", "recorded_by")
    return [
        Behind(
            entry.kind,
            entry.occurred_on,
            entry.line,
            entry.amount * sign_of[entry.kind],
            entry.act,
            entry.pk,
            entry.case_id,
            recorded_by=str(entry.recorded_by),
            recorded_at=entry.recorded_at,
        )
        for entry in entries.order_by("occurred_on", "pk")
    ]
