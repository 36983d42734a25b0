"""What of the year's money will be left at its end, what will be short, and who waits for it.

Two views of the same year stand beside each other. *By obligations*: all that is committed will be
paid, and what running cases are owed until December by their own decisions. *By pace*: the rest of
the year goes as the days so far went. A guess between them is not made.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Sum

from qamtu.accounts.models import Office
from qamtu.casework.models import Case

from .execution import BUDGET_SOURCES
from .models import BudgetLine, FinancingPlan, MoneyEntry, Payment
from .runs import Due, free_money, not_in_a_run

DuesOf = Callable[[Office, date], list[Due]]
WAITING_STATES = ("registered", "checked")


@dataclass(frozen=True)
class LineForecast:
    """A line at the year's end, tiyn. `planned`: in a run that waits for its approval."""

    line: BudgetLine
    planned: int
    dues: int
    by_pace: int

    @property
    def unpaid(self) -> int:
        return self.line.committed - self.line.paid

    @property
    def left(self) -> int:
        """What nothing known will use."""
        return self.line.free - self.planned - self.dues


@dataclass(frozen=True)
class MeasureForecast:
    """The lines of a measure, and who would use their money.

    `dues`: what running cases are owed, by month, and no run has yet; `shortfall`: the part of it
    for which no line has money. `held`: payments that are held for want of money. `approved`: cases
    approved to which nothing is committed; `waiting`: those that wait for a decision.
    """

    measure: str
    lines: tuple[LineForecast, ...]
    dues: dict[int, int] = field(default_factory=dict)
    shortfall: int = 0
    held: int = 0
    approved: int = 0
    waiting: int = 0

    @property
    def owed(self) -> int:
        return sum(self.dues.values())

    @property
    def left(self) -> int:
        return sum(one.left for one in self.lines)

    @property
    def would_use(self) -> bool:
        """Whether more money would go somewhere."""
        return bool(self.shortfall or self.held or self.approved or self.waiting)


@dataclass(frozen=True)
class Move:
    """Money that is left on one line and short on another of the same source."""

    source: BudgetLine
    target: BudgetLine
    amount: int


@dataclass(frozen=True)
class Forecast:
    year: int
    day: date
    measures: tuple[MeasureForecast, ...]

    @cached_property
    def left(self) -> int:
        return sum(one.left for one in self.measures)

    @cached_property
    def by_pace(self) -> int:
        return sum(line.by_pace for one in self.measures for line in one.lines)

    @cached_property
    def shortfall(self) -> int:
        return sum(one.shortfall for one in self.measures)

    @cached_property
    def would_use(self) -> bool:
        return any(one.would_use for one in self.measures)

    @cached_property
    def dues(self) -> dict[int, int]:
        """What all running cases are owed, by month."""
        months: dict[int, int] = defaultdict(int)
        for one in self.measures:
            for month, amount in one.dues.items():
                months[month] += amount
        return dict(sorted(months.items()))

    def moves(self) -> list[Move]:
        """How what is left could cover what is short: within a source, the largest rest first."""
        rests = sorted(
            ([line.line, line.left] for one in self.measures for line in one.lines),
            key=lambda rest: -int(rest[1]),  # type: ignore[call-overload]
        )
        found = []
        for one in self.measures:
            short = one.shortfall
            for target in (line.line for line in one.lines):
                for rest in rests:
                    source, left = rest
                    assert isinstance(source, BudgetLine)
                    assert isinstance(left, int)
                    if short <= 0 or left <= 0 or source.measure == one.measure:
                        continue
                    if source.source == target.source:
                        amount = min(short, left)
                        found.append(Move(source, target, amount))
                        rest[1], short = left - amount, short - amount
        return found


def forecast(*, office: Office, day: date, dues_of: Mapping[str, DuesOf]) -> Forecast:
    """The year of the day, as the ledger stands; `dues_of`: what each measure that is paid by runs
    owes for a month and for the months of its year before.
    """
    year = day.year
    lines: dict[str, list[BudgetLine]] = defaultdict(list)
    for line in BudgetLine.objects.filter(
        office=office, year=year, source__in=BUDGET_SOURCES
    ).order_by("measure", "pk"):
        lines[line.measure].append(line)
    held, approved, waiting = _held(office, year), _approved(office), _waiting(office)
    found = []
    for measure, of_measure in lines.items():
        dues: dict[int, int] = defaultdict(int)
        if measure in dues_of:
            for due in not_in_a_run(dues_of[measure](office, date(year, 12, 1))):
                if due.hold is None and not due.is_bound and due.due_for.year == year:
                    dues[due.due_for.month] += due.amount
        free = free_money(office, measure, year)
        taken, shortfall = _taken(sum(dues.values()), free)
        found.append(
            MeasureForecast(
                measure,
                tuple(
                    LineForecast(
                        line,
                        line.free - free.get(line, line.free),
                        taken.get(line, 0),
                        _by_pace(line, day),
                    )
                    for line in of_measure
                ),
                dict(sorted(dues.items())),
                shortfall,
                held.get(measure, 0),
                approved.get(measure, 0),
                waiting.get(measure, 0),
            )
        )
    return Forecast(year, day, tuple(found))


def _taken(wanted: int, free: Mapping[BudgetLine, int]) -> tuple[dict[BudgetLine, int], int]:
    """How much of what is owed each line pays, in the order of a run's sources; what is short."""
    taken = {}
    for line, there in free.items():
        taken[line] = min(max(there, 0), wanted)
        wanted -= taken[line]
    return taken, wanted


def _by_pace(line: BudgetLine, day: date) -> int:
    """What is left where the rest of the year is paid as the days so far were."""
    days = (date(line.year, 12, 31) - date(line.year, 1, 1)).days + 1
    gone = (day - date(line.year, 1, 1)).days + 1
    return max(line.allocated - line.paid * days // gone, 0)


def _held(office: Office, year: int) -> dict[str, int]:
    """Payments that wait for money and that no later run has taken, each due once."""
    again = Payment.objects.filter(
        case=OuterRef("case"),
        due_for=OuterRef("due_for"),
        purpose=OuterRef("purpose"),
        pk__gt=OuterRef("pk"),
    )
    rows = (
        Payment.objects.filter(
            ~Exists(again), office=office, state="held", hold="no-money", due_for__year=year
        )
        .order_by()
        .values_list("run__measure")
        .annotate(Sum("amount"))
    )
    return dict(rows)


def _approved(office: Office) -> dict[str, int]:
    bound = MoneyEntry.objects.live().filter(case=OuterRef("pk"), kind="committed")
    rows = (
        Case.objects.filter(~Exists(bound), office=office, state="approved")
        .order_by()
        .values_list("measure")
        .annotate(Count("pk"))
    )
    return dict(rows)


def _waiting(office: Office) -> dict[str, int]:
    rows = (
        Case.objects.filter(office=office, state__in=WAITING_STATES)
        .order_by()
        .values_list("measure")
        .annotate(Count("pk"))
    )
    return dict(rows)


def planned_of_months(office: Office, year: int) -> dict[int, int]:
    """The financing plan by payments of all lines, by month."""
    rows = (
        FinancingPlan.objects.live()
        .filter(office=office, line__year=year, column=FinancingPlan.Column.PAYMENTS)
        .order_by()
        .values_list("month")
        .annotate(Sum("amount"))
    )
    return dict(rows)
