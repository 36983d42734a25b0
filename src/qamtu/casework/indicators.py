"""What an indicator declares: names, a unit, and expressions over the ledgers in Ibis.

The engine (`qamtu.reporting.engine`) adds what is common to all: the office, the period, what was
known at the moment. A declaration says only *which facts* and *what of them*.

    Quantity("events", lambda e: (e.measure == "bastau") & (e.transition == "approve"))

The tables that a condition may name, with their columns, are in `qamtu.reporting.relations`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from qamtu.trilingual import Names

Ledger = Literal["events", "participants", "money", "statuses", "targets"]
Unit = Literal["row", "person", "household", "organization", "facility", "case", "sum"]
Condition = Callable[[Any], Any]


@dataclass(frozen=True)
class Quantity:
    """One number: over which ledger, of which facts, counting what.

    `count`: «row» counts facts; «person», «household», «organization», «facility», «case» count
    each one once; «sum» adds up `quantity` (events), `amount` (money, tiyn), `value` (targets).
    """

    ledger: Ledger
    where: Condition
    count: Unit = "row"


@dataclass(frozen=True)
class Ratio:
    """A share of two other values of the same indicator or of others («bastau.completed/fact»)."""

    numerator: str
    denominator: str
    per: int = 100


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
class Indicator:
    """A figure of the report, or several that belong together.

    `values`: by key («fact», «money», «people», …), in the order of print; money keys hold tiyn.
    `exclusive`: the slices are parts that make the whole, else groups that may overlap.
    `has_plan`: targets may be set for it. `supplier_of`: the measure whose contracts name a
    supplier. `by_source`: the money is also given by its source. `sentences`: see
    docs/adding-a-measure.md.
    """

    code: str
    names: Names
    values: dict[str, Quantity | Ratio]
    sentences: Names
    unit: Names | None = None
    slices: tuple[Slice, ...] = ()
    exclusive: bool = False
    has_plan: bool = True
    supplier_of: str | None = None
    by_source: str | None = None
    stage_of: str | None = None
    paid_from: str | None = None
    component_of: str | None = None
    plan_years: int = 1
    money_keys: frozenset[str] = field(default_factory=lambda: frozenset({"money"}))

    @property
    def main_key(self) -> str | None:
        """The key whose records `explain` lists when none is named."""
        return next(iter(self.values), None)


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
