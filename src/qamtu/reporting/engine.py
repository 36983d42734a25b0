"""Runs declarations: all figures of a report in a handful of scans, on any engine.

Each *cell* (an indicator's value, whole or in a slice) is a condition and a unit over one ledger.
Cells of one ledger that count facts or add them up share one scan: the facts are first grouped by
the few columns that the conditions name, and the conditions then run over the groups. Cells that
count each person (household, …) once share one grouping by that person.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from qamtu.casework.indicators import Condition, Indicator, Quantity, Ratio, Slice

from .relations import Period, facts_of, with_status

UNIT_COLUMN = {
    "person": "person_id",
    "household": "household_id",
    "organization": "organization_id",
    "facility": "facility_id",
    "case": "case_id",
}
SUM_COLUMN = {"events": "quantity", "money": "amount", "targets": "value"}
GROUPING_COLUMNS = {
    "measure",
    "transition",
    "category",
    "sex",
    "is_rural",
    "kind",
    "source",
    "role",
    "indicator",
    "territory_id",
    "status_kind",
    "status_category",
}
PLAN = "plan"


class Engine(Protocol):
    """Where expressions run."""

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]: ...


@dataclass(frozen=True)
class Cell:
    """One number to compute: `key` finds it in the answer."""

    key: tuple[str, ...]
    ledger: str
    where: Condition
    count: str
    status: tuple[str, str | None] | None = None

    def condition(self, facts: ir.Table) -> Any:
        found = self.where(facts)
        if self.status is not None:
            kind, category = self.status
            found = found & (facts.status_kind == kind)
            if category is not None:
                found = found & (facts.status_category == category)
        return found


def _both(first: Condition, second: Condition | None) -> Condition:
    if second is None:
        return first
    return lambda facts: first(facts) & second(facts)


def slice_cell(indicator: Indicator, value: str, slice_: Slice | None) -> Cell:
    """The cell of one value of an indicator, whole or within a slice."""
    quantity = indicator.values[value]
    assert isinstance(quantity, Quantity), "a ratio is derived, not counted"
    status = None
    where = quantity.where
    if slice_ is not None:
        where = _both(quantity.where, slice_.where)
        status = (slice_.status, slice_.status_category) if slice_.status else None
    code = slice_.code if slice_ is not None else ""
    return Cell((indicator.code, value, code), quantity.ledger, where, quantity.count, status)


def plan_cell(indicator: Indicator) -> Cell:
    """The cell of an indicator's plan."""
    code = indicator.code
    return Cell((code, PLAN, ""), "targets", lambda t: t.indicator == code, "sum")


def source_cell(indicator: Indicator, value: str, source: str) -> Cell:
    """The cell of an indicator's money from one source."""
    quantity = indicator.values[value]
    assert isinstance(quantity, Quantity), "a ratio has no source"
    return Cell(
        (indicator.code, value, f"source:{source}"),
        "money",
        _both(quantity.where, lambda m: m.source == source),
        "sum",
    )


def compute(cells: Iterable[Cell], period: Period, engine: Engine) -> dict[tuple[str, ...], int]:
    """The number of every cell, in as few queries as there are (ledger, unit, status) groups."""
    groups: dict[tuple[str, str, bool], list[Cell]] = defaultdict(list)
    for cell in cells:
        unit = "cube" if cell.count in ("row", "sum") else cell.count
        groups[cell.ledger, unit, cell.status is not None].append(cell)
    answer: dict[tuple[str, ...], int] = {}
    for (ledger, unit, has_status), members in groups.items():
        run = _cube if unit == "cube" else _once_each(UNIT_COLUMN.get(unit, unit))
        answer.update(run(_facts(ledger, members, period, has_status), members, ledger, engine))
    return answer


def _facts(ledger: str, cells: list[Cell], period: Period, has_status: bool) -> ir.Table:
    """The facts that these cells need, described only when a condition asks for it."""
    plain = facts_of(ledger, period, described=False)
    try:
        needed = [cell.where(plain) for cell in cells]
        facts = plain
    except AttributeError:
        facts = facts_of(ledger, period)
        needed = [cell.where(facts) for cell in cells]
    if has_status:
        facts = facts.filter(_any(needed))
        kinds = sorted({cell.status[0] for cell in cells if cell.status})
        return with_status(facts, kinds, period)
    return facts


def _any(conditions: list[Any]) -> Any:
    found = conditions[0]
    for condition in conditions[1:]:
        found = found | condition
    return found


def _columns_of(condition: Any) -> set[str]:
    return {field.name for field in condition.op().find(ops.Field)}


def _cube(
    facts: ir.Table, cells: list[Cell], ledger: str, engine: Engine
) -> dict[tuple[str, ...], int]:
    conditions = [cell.condition(facts) for cell in cells]
    by_row: dict[str, Any] = {}  # conditions that name a column of many values: one flag each
    flags: list[str | None] = []
    for position, condition in enumerate(conditions):
        if _columns_of(condition) & set(facts.columns) <= GROUPING_COLUMNS:
            flags.append(None)
        else:
            name = f"flag_{position}"
            by_row[name] = condition
            flags.append(name)
    grouping = sorted(
        set().union(
            *(
                _columns_of(condition) & GROUPING_COLUMNS & set(facts.columns)
                for condition, flag in zip(conditions, flags, strict=True)
                if flag is None
            ),
            set(),
        )
    )
    flagged = facts.mutate(**by_row) if by_row else facts
    measures = {"n": flagged.count()}
    if any(cell.count == "sum" for cell in cells):
        measures["total"] = flagged[SUM_COLUMN[ledger]].sum()
    cube = flagged.group_by([*grouping, *by_row]).aggregate(**measures)
    numbers = {}
    for position, (cell, flag) in enumerate(zip(cells, flags, strict=True)):
        what = cube.total if cell.count == "sum" else cube.n
        where = cube[flag] if flag is not None else cell.condition(cube)
        numbers[f"c{position}"] = what.sum(where=where)
    (row,) = engine.rows(cube.aggregate(**numbers))
    return {cell.key: int(row[f"c{position}"] or 0) for position, cell in enumerate(cells)}


def _once_each(
    column: str,
) -> Callable[[ir.Table, list[Cell], str, Engine], dict[tuple[str, ...], int]]:
    def run(
        facts: ir.Table, cells: list[Cell], ledger: str, engine: Engine
    ) -> dict[tuple[str, ...], int]:
        relevant = facts.filter(
            _any([cell.condition(facts) for cell in cells]), facts[column].notnull()
        )
        met = {
            f"c{position}": cell.condition(relevant).any() for position, cell in enumerate(cells)
        }
        each = relevant.group_by(column).aggregate(**met)
        numbers = {name: each.count(where=each[name]) for name in met}
        (row,) = engine.rows(each.aggregate(**numbers))
        return {cell.key: int(row[f"c{position}"] or 0) for position, cell in enumerate(cells)}

    return run


def records_behind(cell: Cell, period: Period, engine: Engine) -> list[dict[str, Any]]:
    """The facts behind a cell, one row each; or, when it counts units once, one row a unit.

    The number of rows (or the sum of `amount`) is the figure.
    """
    facts = facts_of(cell.ledger, period)
    if cell.status is not None:
        facts = with_status(facts, [cell.status[0]], period)
    found = facts.filter(cell.condition(facts))
    if cell.count in UNIT_COLUMN:
        column = UNIT_COLUMN[cell.count]
        found = found.filter(found[column].notnull())
        extra = {"case_id": found.case_id.min()} if "case_id" in found.columns else {}
        return engine.rows(
            found.group_by(column)
            .aggregate(records=found.count(), occurred_on=found.occurred_on.min(), **extra)
            .order_by(column)
        )
    wanted = [c for c in ("occurred_on", "id", "event_id") if c in found.columns]
    return engine.rows(found.select(wanted).order_by(wanted[:2]))


def by_territory(cell: Cell, period: Period, engine: Engine) -> dict[int | None, int]:
    """A cell split by the territory of its facts; its parts add up to it for counts of facts."""
    facts = facts_of(cell.ledger, period)
    if cell.status is not None:
        facts = with_status(facts, [cell.status[0]], period)
    found = facts.filter(cell.condition(facts))
    if cell.count in UNIT_COLUMN:
        measured = found[UNIT_COLUMN[cell.count]].nunique()
    elif cell.count == "sum":
        measured = found[SUM_COLUMN[cell.ledger]].sum()
    else:
        measured = found.count()
    rows = engine.rows(found.group_by("territory_id").aggregate(n=measured))
    return {row["territory_id"]: int(row["n"] or 0) for row in rows}


def ratio(numbers: dict[tuple[str, ...], int], indicator: str, of: Ratio) -> float | None:
    """A declared share; None when its denominator is nothing."""

    def find(path: str) -> int:
        code, _, value = path.rpartition("/")
        return numbers.get((code or indicator, value, ""), 0)

    below = find(of.denominator)
    return find(of.numerator) * of.per / below if below else None


def sql_of(expression: ir.Table, dialect: str) -> str:
    """The SQL of an expression."""
    return str(ibis.to_sql(expression, dialect=dialect))
