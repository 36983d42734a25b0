"""Runs declarations: all figures of a report in a handful of scans, on any engine.

Each *cell* (an indicator's value, whole or in a slice) is a condition and a unit over one ledger.
Cells of one ledger that count facts or add them up share one scan: the facts are first grouped by
the few columns that the conditions name, and the conditions then run over the groups. Cells that
count each person (household, …) once share one grouping by that person.
"""

import functools
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from qamtu.casework.indicators import (
    Condition,
    Derived,
    Difference,
    Indicator,
    Quantity,
    Ratio,
    Slice,
    Span,
    detail,
)

from .prepared import MARKED, prepared_sql
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
    "okrug_id",
    "state",
    "target_state",
}
PLAN = "plan"
BITS = 60  # how many cells that count each person once go into one question


class Engine(Protocol):
    """Where questions run; `dialect` is the SQL that it reads.

    `has_indexes`: it is quicker to name the few facts that are asked for than to pass over all.
    """

    dialect: str
    has_indexes: bool

    def rows(self, sql: str) -> list[dict[str, Any]]: ...


@dataclass(frozen=True, eq=False)
class Cell:
    """One number to compute: `key` finds it in the answer.

    `declared` is the indicator that says it: with the key it tells one question from another.
    `whole` is the condition of the value that this is a group of. `is_money`: it adds up tiyn.
    """

    key: tuple[str, ...]
    ledger: str
    where: Condition
    count: str
    status: tuple[str, str | None] | None = None
    over: Span = "period"
    of: Condition | None = None
    declared: object = None
    whole: Condition | None = None
    is_money: bool = False

    @property
    def identity(self) -> tuple[object, ...]:
        return (id(self.declared or self.where), self.key)

    @property
    def is_sum(self) -> bool:
        return self.count == "sum"

    def condition(self, facts: ir.Table) -> Any:
        found = self.where(facts)
        if self.status is not None:
            kind, category = self.status
            found = found & (facts.status_kind == kind)
            if category is not None:
                found = found & (facts.status_category == category)
        return found

    def within(self, by: str, row: str | int | None) -> "Cell":
        """The same number within one row of a breakdown."""
        return replace(
            self,
            key=(*self.key, by, str(row)),
            where=_both(self.where, lambda facts: _in_row(facts, by, row)),
        )

    def added(self, facts: ir.Table) -> Any:
        """What a sum adds up."""
        return self.of(facts) if self.of is not None else facts[SUM_COLUMN[self.ledger]]


def _both(first: Condition, second: Condition | None) -> Condition:
    if second is None:
        return first
    return lambda facts: first(facts) & second(facts)


def row_of(facts: ir.Table, by: str) -> Any:
    """The row of a breakdown in which a fact stands."""
    if by == "okrug":
        return facts.okrug_id
    if by == "territory":
        return facts.territory_id
    if by == "year":
        return facts.occurred_on.year()
    if by == "month":
        return facts.occurred_on.year() * 100 + facts.occurred_on.month()
    if by.startswith("detail:"):
        return detail(facts, by.removeprefix("detail:"))
    return facts[by]


def _in_row(facts: ir.Table, by: str, row: str | int | None) -> Any:
    found = row_of(facts, by)
    return found.isnull() if row is None else found == row


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
    return Cell(
        (indicator.code, value, code),
        quantity.ledger,
        where,
        quantity.count,
        status,
        quantity.over,
        quantity.of,
        declared=indicator,
        whole=quantity.where,
        is_money=quantity.unit == "money",
    )


def plan_cell(indicator: Indicator, *, of_places: bool = False) -> Cell:
    """The cell of an indicator's plan for the whole office; or of the plans of its places."""
    code = indicator.code

    def where(targets: Any) -> Any:
        found = targets.indicator == code
        has_place = targets.territory_id.notnull()
        return found & (has_place if of_places else ~has_place)

    return Cell(
        (code, PLAN, "places" if of_places else ""), "targets", where, "sum", declared=indicator
    )


def source_cell(indicator: Indicator, value: str, source: str) -> Cell:
    """The cell of an indicator's money from one source."""
    quantity = indicator.values[value]
    assert isinstance(quantity, Quantity), "a ratio has no source"
    return Cell(
        (indicator.code, value, f"source:{source}"),
        "money",
        _both(quantity.where, lambda m: m.source == source),
        "sum",
        over=quantity.over,
        of=quantity.of,
        declared=indicator,
        whole=quantity.where,
        is_money=True,
    )


def _needs_description(cell: Cell) -> bool:
    """True when the plain ledger lacks a column that the cell names."""
    plain = facts_of(cell.ledger, MARKED, described=False)
    try:
        cell.where(plain)
        if cell.of is not None:
            cell.of(plain)
    except AttributeError:
        return True
    return cell.count in UNIT_COLUMN and UNIT_COLUMN[cell.count] not in plain.columns


def compute(cells: Iterable[Cell], period: Period, engine: Engine) -> dict[tuple[str, ...], int]:
    """The number of every cell, in as few queries as there are kinds of question.

    A plan that nobody set has no number: a plan of nothing is a plan.
    """
    groups: dict[tuple[str, str, bool, Span, bool, bool], list[Cell]] = defaultdict(list)
    plans = []
    for cell in cells:
        if cell.ledger == "targets" and cell.key[1] == PLAN:
            plans.append(cell)
            continue
        unit = "cube" if cell.count in ("row", "sum") else cell.count
        apart = unit == "cube" and _is_of_fields(cell)
        alike = (cell.ledger, unit, cell.status is not None, cell.over, _is_far(cell), apart)
        groups[alike].append(cell)
    answer = _plans(plans, period, engine) if plans else {}
    for (_, unit, _, span, _, _), found in groups.items():
        size = len(found) if unit == "cube" else BITS
        for start in range(0, len(found), size):
            members = found[start : start + size]

            def ask(over: Period, members: list[Cell] = members, unit: str = unit) -> ir.Table:
                # Nearly every entry of money is in some figure, few of the other facts are.
                narrowed = engine.has_indexes and members[0].ledger != "money"
                facts = facts_for(members, over, narrowed=narrowed)
                return _cube(facts, members) if unit == "cube" else _once_each(facts, members, unit)

            (row,) = _rows(ask, ("numbers", unit), members, period.over(span), engine)
            for position, cell in enumerate(members):
                answer[cell.key] = int(row[f"c{position}"] or 0)
    return answer


def _plans(cells: list[Cell], period: Period, engine: Engine) -> dict[tuple[str, ...], int]:
    """The plans of all indicators: one small sum for each; no number where nobody planned."""

    def ask(over: Period) -> ir.Table:
        targets = facts_of("targets", over, described=False)
        has_place = targets.territory_id.notnull()
        return targets.group_by("indicator", has_place=has_place).aggregate(
            total=targets["value"].sum()
        )

    rows = _rows(ask, ("plans",), [], period, engine)
    sums = {(row["indicator"], bool(row["has_place"])): int(row["total"]) for row in rows}
    stated = {cell.key: sums.get((cell.key[0], cell.key[2] == "places")) for cell in cells}
    return {key: total for key, total in stated.items() if total is not None}


def _rows(
    ask: Callable[[Period], ir.Table],
    question: tuple[object, ...],
    cells: list[Cell],
    period: Period,
    engine: Engine,
) -> list[dict[str, Any]]:
    return engine.rows(
        prepared_sql(
            ask,
            question=(*question, *(cell.identity for cell in cells)),
            holds=cells,
            period=period,
            dialect=engine.dialect,
        )
    )


_NEEDS: dict[tuple[object, ...], tuple[Cell, bool, bool]] = {}  # the cell keeps its identity


def _needs(cell: Cell) -> tuple[Cell, bool, bool]:
    found = _NEEDS.get(cell.identity)
    if found is None:
        is_far = _needs_description(cell)
        facts = facts_of(cell.ledger, MARKED, described=is_far)
        is_of_fields = "details" in _columns_of(cell.where(facts))
        found = _NEEDS[cell.identity] = (cell, is_far, is_of_fields)
    return found


def _is_far(cell: Cell) -> bool:
    return _needs(cell)[1]


def _is_of_fields(cell: Cell) -> bool:
    """True where the cell reads the fields of a case, which are unpacked for few facts only."""
    return _needs(cell)[2]


def facts_for(
    cells: list[Cell], period: Period, *, described: bool = False, narrowed: bool = False
) -> ir.Table:
    """The facts that these cells need, described only when a condition (or the asker) wants it.

    `narrowed`: those alone that some cell may count, as always where each costs more to look at.
    """
    ledger = cells[0].ledger
    has_status = cells[0].status is not None
    described = described or any(_is_far(cell) for cell in cells)
    if has_status and ledger == "money":
        described = True
    facts = facts_of(ledger, period, described=described)
    if ledger == "participants":  # a join: only events of the measures that are asked for
        measures = _measures_of(facts, cells)
        if measures is not None:
            facts = facts_of(ledger, period, described=described, measures=measures)
    if narrowed or described or has_status or _is_of_fields(cells[0]):
        facts = facts.filter(_any_of(facts, cells))
    if has_status:
        kinds = sorted({cell.status[0] for cell in cells if cell.status})
        return with_status(facts, kinds, period)
    return facts


def _any_of(facts: ir.Table, cells: list[Cell]) -> Any:
    """Facts that some of these cells may count: by the conditions of their whole values."""
    wholes = {id(where): where for cell in cells for where in [cell.whole or cell.where]}
    return functools.reduce(operator.or_, (where(facts) for where in wholes.values()))


def _measures_of(facts: ir.Table, cells: list[Cell]) -> list[str] | None:
    """The measures whose facts alone these cells may count; None where one counts any measure."""
    found: set[str] = set()
    for cell in cells:
        named = _measures_in((cell.whole or cell.where)(facts).op())
        if named is None:
            return None
        found |= named
    return sorted(found)


def _measures_in(condition: Any) -> set[str] | None:
    """The measures one of which a condition demands; None where it demands none."""
    match condition:
        case ops.And(left=left, right=right):
            one, other = _measures_in(left), _measures_in(right)
            return other if one is None else one if other is None else one & other
        case ops.Or(left=left, right=right):
            one, other = _measures_in(left), _measures_in(right)
            return None if one is None or other is None else one | other
        case ops.Equals(left=ops.Field(name="measure"), right=ops.Literal(value=value)):
            return {value}
        case ops.InValues(value=ops.Field(name="measure"), options=options):
            if all(isinstance(one, ops.Literal) for one in options):
                return {one.value for one in options}
    return None


def _columns_of(condition: Any) -> set[str]:
    return {field.name for field in condition.op().find(ops.Field, filter=ops.Value)}


def _cube(facts: ir.Table, cells: list[Cell]) -> ir.Table:
    """One row of numbers: the facts grouped by what conditions name, the conditions over that."""
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
    for position, cell in enumerate(cells):
        if cell.is_sum:
            name = f"total_{position}" if cell.of is not None else "total"
            measures[name] = cell.added(flagged).sum()
    cube = flagged.group_by([*grouping, *by_row]).aggregate(**measures)
    numbers = {}
    for position, (cell, flag) in enumerate(zip(cells, flags, strict=True)):
        if cell.is_sum:
            what = cube[f"total_{position}" if cell.of is not None else "total"]
        else:
            what = cube.n
        where = cube[flag] if flag is not None else cell.condition(cube)
        numbers[f"c{position}"] = what.sum(where=where)
    return cube.aggregate(**numbers)


def _mask_of(facts: ir.Table, cells: list[Cell]) -> Any:
    """Which cells a fact is in: one number, a bit for each cell.

    Where every condition says «one of these measures and steps», a fact is asked for its measure
    once and for the rest within that; else it is asked every condition.
    """
    masks: dict[tuple[tuple[str, str], ...], int] = defaultdict(int)
    for position, cell in enumerate(cells):
        for term in _terms_of(cell.condition(facts).op()) or [{}]:
            masks[tuple(sorted(term.items()))] |= 1 << position
    alike = {tuple(name for name, _ in named) for named in masks}
    if len(alike) > 1 or "measure" not in alike.pop():
        bits = [
            cell.condition(facts).ifelse(1 << position, 0).cast("int64")
            for position, cell in enumerate(cells)
        ]
        return functools.reduce(operator.add, bits)
    by_measure: dict[str, list[tuple[Any, int]]] = defaultdict(list)
    for named, mask in sorted(masks.items()):
        said = dict(named)
        measure = said.pop("measure")
        rest = (facts[name] == value for name, value in said.items())
        step = functools.reduce(operator.and_, rest, ibis.literal(value=True))
        by_measure[measure].append((step, mask))
    return facts.measure.cases(
        *((measure, ibis.cases(*steps, else_=0)) for measure, steps in by_measure.items()), else_=0
    ).cast("int64")


def _terms_of(condition: Any) -> list[dict[str, str]] | None:
    """A condition as «one of these», each a value for some columns; None where it says more."""
    match condition:
        case ops.And(left=left, right=right):
            one, other = _terms_of(left), _terms_of(right)
            if one is None or other is None:
                return None
            pairs = ((a, b) for a in one for b in other)
            return [a | b for a, b in pairs if all(a.get(k, v) == v for k, v in b.items())]
        case ops.Or(left=left, right=right):
            one, other = _terms_of(left), _terms_of(right)
            return None if one is None or other is None else one + other
        case ops.Equals(left=ops.Field(name=name), right=ops.Literal(value=str(value))):
            return [{name: value}]
        case ops.InValues(value=ops.Field(name=name), options=options):
            if all(isinstance(one, ops.Literal) and isinstance(one.value, str) for one in options):
                return [{name: one.value} for one in options]
    return None


def _once_each(facts: ir.Table, cells: list[Cell], unit: str) -> ir.Table:
    """One row of numbers: each person (household, …) once, however many facts are theirs: what
    all of them are in is put together by one aggregate.
    """
    column = UNIT_COLUMN[unit]
    relevant = facts.filter(facts[column].notnull())
    each = relevant.select(unit=relevant[column], mask=_mask_of(relevant, cells))
    each = each.filter(each.mask != 0)
    each = each.group_by("unit").aggregate(mask=each.mask.bit_or())
    return each.aggregate(
        **{
            f"c{position}": each.count(where=(each.mask & (1 << position)) != 0)
            for position in range(len(cells))
        }
    )


def records_behind(cell: Cell, period: Period, engine: Engine) -> list[dict[str, Any]]:
    """The facts behind a cell, one row each; or, when it counts units once, one row a unit.

    The number of rows (or the sum of `amount`) is the figure.
    """

    def ask(over: Period) -> ir.Table:
        facts = facts_of(cell.ledger, over)
        if cell.status is not None:
            facts = with_status(facts, [cell.status[0]], over)
        found = facts.filter(cell.condition(facts))
        if cell.count in UNIT_COLUMN:
            column = UNIT_COLUMN[cell.count]
            found = found.filter(found[column].notnull())
            extra = {"case_id": found.case_id.min()} if "case_id" in found.columns else {}
            return (
                found.group_by(column)
                .aggregate(records=found.count(), occurred_on=found.occurred_on.min(), **extra)
                .order_by(column)
            )
        if cell.is_sum:
            found = found.mutate(amount_added=cell.added(found))
        wanted = ("occurred_on", "id", "event_id", "person_id", "amount_added")
        columns = [column for column in wanted if column in found.columns]
        return found.select(columns).order_by(columns[:2])

    return _rows(ask, ("records",), [cell], period.over(cell.over), engine)


def broken_down(
    cells: Iterable[Cell], by: str, period: Period, engine: Engine
) -> dict[tuple[str, ...], dict[str | int | None, int]]:
    """Each cell split by the row of a breakdown: cell's key → row → number."""
    groups: dict[tuple[str, bool, Span], list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[cell.ledger, cell.status is not None, cell.over].append(cell)
    answer: dict[tuple[str, ...], dict[str | int | None, int]] = {}
    for (_, _, span), members in groups.items():

        def ask(over: Period, members: list[Cell] = members) -> ir.Table:
            facts = facts_for(members, over)
            try:
                row = row_of(facts, by)
            except AttributeError:
                facts = facts_for(members, over, described=True)
                row = row_of(facts, by)
            facts = facts.mutate(row=row)
            return facts.group_by("row").aggregate(
                **{f"c{position}": measured(facts, cell) for position, cell in enumerate(members)}
            )

        rows = _rows(ask, ("broken-down", by), members, period.over(span), engine)
        for position, cell in enumerate(members):
            answer[cell.key] = {
                _row(row["row"]): int(row[f"c{position}"]) for row in rows if row[f"c{position}"]
            }
    return answer


def _row(value: Any) -> str | int | None:
    """PostgreSQL gives the parts of a date as Decimal."""
    return value if value is None or isinstance(value, str) else int(value)


def measured(facts: ir.Table, cell: Cell) -> Any:
    """The number of a cell as an aggregate of its facts."""
    where = cell.condition(facts)
    if cell.count in UNIT_COLUMN:
        return facts[UNIT_COLUMN[cell.count]].nunique(where=where)
    if cell.is_sum:
        return cell.added(facts).sum(where=where)
    return facts.count(where=where)


def derive(
    numbers: Mapping[tuple[str, ...], int], indicator: Indicator, of: Derived
) -> Fraction | None:
    """A declared share or difference, exactly; None when its denominator is nothing, or a plan was
    never set."""

    def find(path: str) -> Fraction | None:
        code, _, rest = path.rpartition("/")
        key, _, group = rest.partition(".")
        own = indicator.values.get(key)
        if not code and isinstance(own, Ratio | Difference):
            return derive(numbers, indicator, own)
        about = code or indicator.code
        if key == PLAN:
            planned = numbers.get((about, PLAN, ""), numbers.get((about, PLAN, "places")))
            return None if planned is None else Fraction(planned)
        return Fraction(numbers.get((about, key, group), 0))

    if isinstance(of, Difference):
        more, less = find(of.minuend), find(of.subtrahend)
        return None if more is None or less is None else more - less
    above, below = find(of.numerator), find(of.denominator)
    return above * of.per / below if above is not None and below else None


def paths_of(of: Derived) -> tuple[str, str]:
    """What a derived value is made of."""
    if isinstance(of, Difference):
        return (of.minuend, of.subtrahend)
    return (of.numerator, of.denominator)
