"""What an indicator declares: names, a unit, and expressions over the ledgers in Ibis.

The engine (`qamtu.reporting.engine`) adds what is common to all: the office, the period, what was
known at the moment. A declaration says only *which facts* and *what of them*.

    Quantity("events", lambda e: (e.measure == "bastau") & (e.transition == "approve"))

The tables that a condition may name, with their columns, are in `qamtu.reporting.relations`;
docs/adding-a-measure.md has a worked declaration for every kind of sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import ibis

from qamtu.trilingual import Names

Ledger = Literal[
    "events",
    "participants",
    "cases",
    "money",
    "statuses",
    "status_starts",
    "status_ends",
    "targets",
]
Unit = Literal["row", "person", "household", "organization", "facility", "case", "sum"]
Span = Literal[
    "period",
    "day",
    "month",
    "month_before",
    "quarter",
    "year",
    "year_before",
    "whole_year_before",
    "ever",
]
Condition = Callable[[Any], Any]


@dataclass(frozen=True)
class Quantity:
    """One number: over which ledger, of which facts, counting what, over which days.

    `count`: «row» counts facts; «person», «household», «organization», «facility», «case» count
    each one once; «sum» adds up `quantity` (events), `amount` (money, tiyn), `value` (targets), or
    what `of` says.
    `over`: the days, reckoned from the report's own; «year_before» is the same days a year ago.
    `is_money`: what `of` adds up is tiyn.
    """

    ledger: Ledger
    where: Condition
    count: Unit = "row"
    over: Span = "period"
    of: Condition | None = None
    is_money: bool = False

    @property
    def unit(self) -> Literal["money", "count"]:
        if self.is_money or (self.ledger == "money" and self.count == "sum" and self.of is None):
            return "money"
        return "count"

    def a_year_before(self) -> "Quantity":
        """The same, of the same days of the year before."""
        return replace(self, over="year_before")


@dataclass(frozen=True)
class Ratio:
    """A share, a rate or an average: `numerator` × `per` ÷ `denominator`.

    Each is «key», «key.group» or «plan» of this indicator, or «indicator/key» of another. `per`:
    100 for a percentage, 1000 for a rate per thousand, 1 for an average.
    """

    numerator: str
    denominator: str
    per: int = 100
    is_money: bool = False
    decimals: int = 1


@dataclass(frozen=True)
class Difference:
    """`minuend` − `subtrahend`: how much more (or, below zero, less). Named as in `Ratio`."""

    minuend: str
    subtrahend: str
    is_money: bool = False


Derived = Ratio | Difference


@dataclass(frozen=True)
class Slice:
    """A group that a figure is broken into.

    `where` is a condition over the columns of the figure's own ledger; `status` asks instead
    whether the person had a recorded status (and category) on the day of the event.
    """

    code: str
    names: Names
    where: Condition | None = None
    status: str | None = None
    status_category: str | None = None


@dataclass(frozen=True)
class Breakdown:
    """A table of a figure: a row for each value of `by`, a column for each of `columns`.

    `by`: «okrug», «territory», «month», «year», or a column of the ledger («category», «source»,
    «sex», «measure» …), or «detail:CODE» for a field of the measure.
    `columns`: keys of the indicator's values, codes of groups, «plan»; without any, the main key.
    """

    by: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """A figure of the report, or several that belong together.

    `values`: by key («fact», «money», «people», …), in the order of print; `key_names`: what a
    table calls them.
    `parts`: groups of which every fact stands in exactly one; `slices`: groups that may overlap.
    `has_plan`: targets may be set for it. `supplier_of`: the measure whose contracts name a
    supplier. `by_source`: the money is also given by its source.
    `stage_of`, `paid_from`, `component_of`: figures that bound this one; a demo scenario is
    checked by them. `plan_years`: how many years one plan spans.
    """

    code: str
    names: Names
    values: dict[str, Quantity | Derived]
    sentences: Names
    parts: tuple[Slice, ...] = ()
    slices: tuple[Slice, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    key_names: Mapping[str, Names] = field(default_factory=dict)
    has_plan: bool = True
    supplier_of: str | None = None
    by_source: str | None = None
    stage_of: str | None = None
    paid_from: str | None = None
    component_of: str | None = None
    plan_years: int = 1

    @property
    def groups(self) -> tuple[Slice, ...]:
        """Parts and overlapping groups, in the order of print."""
        return (*self.parts, *self.slices)

    @property
    def main_key(self) -> str | None:
        """The key that is broken into groups, and whose records `explain` lists."""
        return next((k for k, value in self.values.items() if isinstance(value, Quantity)), None)

    def is_money(self, key: str) -> bool:
        """True when the value is tiyn."""
        value = self.values.get(key)
        return (
            value.unit == "money" if isinstance(value, Quantity) else bool(value and value.is_money)
        )


@ibis.udf.scalar.builtin(name="qamtu_detail")  # type: ignore[untyped-decorator]
def _detail(details: str, code: str) -> str:  # type: ignore[empty-body]
    """The database's own function: a field of a case's details as text."""


def detail(facts: Any, code: str) -> Any:
    """A field of the case (see `Measure.fields`) as text, in a condition."""
    return _detail(facts.details, code)


def detail_number(facts: Any, code: str) -> Any:
    """A «number» or «money» field of the case, to add up or compare."""
    return _detail(facts.details, code).cast("int64")


def both(code: str, names: Names, first: Slice, second: Slice) -> Slice:
    """The group of those who are in two groups. At most one may be told by a recorded status."""
    if first.status and second.status:
        raise ValueError(f"{code}: {first.code} and {second.code} are both recorded statuses")
    wheres = [slice_.where for slice_ in (first, second) if slice_.where is not None]
    if len(wheres) == 2:
        one, other = wheres

        def where(facts: Any) -> Any:
            return one(facts) & other(facts)
    else:
        where = wheres[0] if wheres else None  # type: ignore[assignment]
    by_status = first if first.status else second
    return Slice(code, names, where, by_status.status, by_status.status_category)


def did(measure: str, transition: str) -> Condition:
    """Events of this measure and transition."""
    return lambda e: (e.measure == measure) & (e.transition == transition)


def spent(measure: str, kind: str) -> Condition:
    """Money entries of this measure and kind."""
    return lambda m: (m.measure == measure) & (m.kind == kind)


def count_of(measure: str, transition: str, count: Unit = "row") -> Quantity:
    """How many times (or by how many) a step was made."""
    return Quantity("events", did(measure, transition), count)


def money_of(measure: str, kind: str) -> Quantity:
    """How much was allocated, committed, paid; tiyn."""
    return Quantity("money", spent(measure, kind), "sum")
