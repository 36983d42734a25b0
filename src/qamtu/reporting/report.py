"""A report: figures of an office as a function of three dates: from, as of, known at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from qamtu.accounts.models import Office
from qamtu.casework.indicators import Breakdown, Derived, Indicator, Quantity, Ratio, Slice
from qamtu.casework.models import CaseEvent
from qamtu.finance.models import Source
from qamtu.language import check_template
from qamtu.procurement.models import Contract
from qamtu.trilingual import LANGUAGES, Names

from .catalogue import UnknownIndicator, in_report_order, indicator, slice_of
from .engine import (
    PLAN,
    Cell,
    Engine,
    broken_down,
    compute,
    derive,
    paths_of,
    plan_cell,
    slice_cell,
    source_cell,
)
from .engines import PostgresEngine
from .models import ReportForm
from .relations import Period
from .rows import Row, row_codes, row_names, rows_in_order

TIYN_PER_THOUSAND = 100_000


@dataclass(frozen=True)
class FigureForm:
    """How an office prints one indicator: its groups, and the decimals of its money.

    `sources`: those that it names also when nothing came from them. `exclusive`: whether it says
    that its groups make the whole; without a word of it the declaration says so.
    """

    indicator: Indicator
    slices: tuple[str, ...]
    money_decimals: int = 1
    sources: tuple[str, ...] = ()
    exclusive: bool | None = None

    def as_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "id": self.indicator.code,
            "slices": list(self.slices),
            "money_decimals": self.money_decimals,
        }
        if self.sources:
            data["sources"] = list(self.sources)
        if self.exclusive is not None:
            data["exclusive"] = self.exclusive
        return data

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "FigureForm":
        """Raises `UnknownIndicator`, or ValueError naming an unknown slice."""
        of = indicator(data["id"])
        slices = tuple(data.get("slices", [s.code for s in of.groups]))
        for code in slices:
            if slice_of(of, code) is None:
                raise ValueError(f"{of.code}: no group «{code}»")
        return cls(
            of,
            slices,
            int(data.get("money_decimals", 1)),
            tuple(data.get("sources", ())),
            data.get("exclusive"),
        )


def standard_form() -> list[FigureForm]:
    """Every indicator of the department, with its own slices."""
    return [FigureForm(of, tuple(s.code for s in of.groups)) for of in in_report_order()]


def form_of(office: Office) -> list[FigureForm]:
    """What this office reports: its own form, else the standard one."""
    stored = ReportForm.objects.filter(office=office).first()
    if stored is None:
        return standard_form()
    return [FigureForm.from_data(item) for item in stored.figures]


@dataclass(frozen=True)
class Table:
    """A breakdown with its numbers: row → column → number; columns in the order of print.

    A share or a difference of a row is exact, and None where it is made of nothing.
    """

    breakdown: Breakdown
    columns: tuple[str, ...]
    rows: dict[Row, dict[str, int | Fraction | None]]


@dataclass(frozen=True)
class Figure:
    """One indicator's numbers. Counts are whole; money is tiyn; derived values are exact.

    `parts`: a value other than the main one within a group, by «key.group».
    """

    form: FigureForm
    values: dict[str, int | Fraction | None]
    plan: int | None
    slices: dict[str, int]
    sources: dict[str, int]
    supplier: str | None
    forecast: int | None = None
    parts: dict[str, int] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()

    @property
    def indicator(self) -> Indicator:
        return self.form.indicator

    @property
    def fact(self) -> int | None:
        found = self.values.get("fact")
        return int(found) if found is not None else None

    @property
    def percent(self) -> Decimal | None:
        """Fact of plan, in percent, to one decimal."""
        if not self.plan or self.fact is None:
            return None
        return (Decimal(self.fact) * 100 / self.plan).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def is_empty(self) -> bool:
        """True when no record stands behind any of its numbers."""
        return not any(self.values.values()) and self.plan is None

    @property
    def is_exclusive(self) -> bool:
        """True when its groups are said to make the whole."""
        if self.form.exclusive is not None:
            main = self.values.get(self.indicator.main_key or "")
            return self.form.exclusive and sum(self.slices.values()) == main
        return {group.code for group in self.indicator.parts}.issuperset(self.form.slices)

    def as_data(self, language: str = "kk") -> dict[str, Any]:
        """The figure in the keys of a scenario: money in thousand tenge."""
        data: dict[str, Any] = {
            "id": self.indicator.code,
            "name": self.indicator.names[language],
        }
        for key, value in self.values.items():
            data[key] = self._number(key, value)
        if self.plan is not None:
            data["plan"] = self.plan
        if self.percent is not None:
            data["percent"] = float(self.percent)
        if self.forecast is not None:
            data["forecast"] = self.forecast
        if self.sources:
            data["money_by_source"] = {
                source: self._thousands(amount) for source, amount in self.sources.items()
            }
        if self.form.slices:
            data["slices"] = dict(self.slices)
            data["exclusive"] = self.is_exclusive
        if self.parts:
            data["parts"] = {
                path: self._number(path.partition(".")[0], number)
                for path, number in self.parts.items()
            }
        if self.supplier:
            data["supplier"] = self.supplier
        for table in self.tables:
            names = row_names(self.indicator, table.breakdown.by, table.rows, language)
            codes = row_codes(table.breakdown.by, table.rows)
            data.setdefault("tables", {})[table.breakdown.by] = [
                {
                    "row": codes[row],
                    "name": names[row],
                    **{
                        column: self._number(column, numbers.get(column, 0))
                        for column in table.columns
                    },
                }
                for row, numbers in table.rows.items()
            ]
        return data

    def _number(self, key: str, value: int | Fraction | None) -> int | float | None:
        """As a scenario writes it: money in thousand tenge, a share with its decimals."""
        if value is None:
            return None
        if self.indicator.is_money(key):
            return self._thousands(value)
        declared = self.indicator.values.get(key)
        if isinstance(declared, Ratio):
            return round(float(value), declared.decimals)
        return int(value)

    def _thousands(self, tiyn: int | Fraction) -> float:
        step = Decimal(1).scaleb(-self.form.money_decimals)
        exact = Fraction(tiyn) / TIYN_PER_THOUSAND
        return float((Decimal(exact.numerator) / exact.denominator).quantize(step, ROUND_HALF_UP))


@dataclass(frozen=True)
class Report:
    """The figures of one office for one period, as known at one moment."""

    office: Office
    period: Period
    figures: list[Figure]
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def figure(self, code: str) -> Figure:
        return next(f for f in self.figures if f.indicator.code == code)


def build_report(
    *,
    office: Office,
    start: date,
    as_of: date,
    known_at: datetime | None = None,
    engine: Engine | None = None,
    form: list[FigureForm] | None = None,
) -> Report:
    """Count every figure of the office's form. Raises ValueError for dates out of order."""
    if start > as_of:
        raise ValueError(f"the report would begin on {start} and end before it, on {as_of}")
    period = Period((office.pk,), start, as_of, known_at or datetime.now(UTC))
    figures = form if form is not None else form_of(office)
    engine = engine or PostgresEngine()
    cells = {cell.key: cell for item in figures for cell in _cells(item)}
    numbers = compute(cells.values(), period, engine)
    suppliers = _suppliers(office, period)
    tables = _tables(figures, office, period, engine)
    return Report(
        office,
        period,
        [
            _figure(item, numbers, period, suppliers, tables.get(item.indicator.code, ()))
            for item in figures
        ],
    )


def _cells(item: FigureForm) -> list[Cell]:
    of = item.indicator
    cells = _plan_cells(of) if of.has_plan else []
    for key, value in of.values.items():
        if isinstance(value, Quantity):
            cells.append(slice_cell(of, key, None))
        else:
            cells.extend(_cells_of_derived(of, value))
    main = of.main_key
    if main is not None:
        for code in item.slices:
            cells.append(slice_cell(of, main, slice_of(of, code)))
    cells.extend(slice_cell(of, *named) for named in said_parts(of).values())
    if of.by_source:
        cells.extend(source_cell(of, of.by_source, source) for source in Source.values)
    return cells


def _plan_cells(of: Indicator) -> list[Cell]:
    return [plan_cell(of), plan_cell(of, of_places=True)]


def _cells_of_derived(of: Indicator, value: Derived) -> list[Cell]:
    """The cells that a share or difference is made of, of this indicator or of others."""
    cells: list[Cell] = []
    for path in paths_of(value):
        code, _, rest = path.rpartition("/")
        key, _, group = rest.partition(".")
        about = indicator(code) if code else of
        if key == PLAN:
            cells.extend(_plan_cells(about))
        elif isinstance(declared := about.values[key], Quantity):
            cells.append(slice_cell(about, key, slice_of(about, group) if group else None))
        else:
            cells.extend(_cells_of_derived(about, declared))
    return cells


@cache
def _said_names(sentences: Names) -> frozenset[str]:
    return frozenset().union(
        *(check_template(text) for text in (sentences[language] for language in LANGUAGES))
    )


def said_parts(of: Indicator) -> dict[str, tuple[str, Slice]]:
    """The «key.group» numbers that an indicator's sentences name."""
    found: dict[str, tuple[str, Slice]] = {}
    for path in sorted(_said_names(of.sentences)):
        key, dot, code = path.partition(".")
        group = slice_of(of, code) if dot and isinstance(of.values.get(key), Quantity) else None
        if group is not None:
            found[path] = (key, group)
    return found


def table_columns(of: Indicator, breakdown: Breakdown) -> dict[str, Cell | Derived]:
    """The columns of a breakdown: its own, else the main key. Raises KeyError for an unknown."""
    names = breakdown.columns or ((of.main_key,) if of.main_key else ())
    columns: dict[str, Cell | Derived] = {}
    for name in names:
        if name == PLAN:
            columns[name] = plan_cell(of, of_places=True)
        elif name in of.values:
            value = of.values[name]
            columns[name] = slice_cell(of, name, None) if isinstance(value, Quantity) else value
        else:
            group = slice_of(of, name)
            if group is None or of.main_key is None:
                raise KeyError(name)
            columns[name] = slice_cell(of, of.main_key, group)
    return columns


def table_cells(of: Indicator, columns: Mapping[str, Cell | Derived]) -> list[Cell]:
    """What is counted for these columns, each cell once; a plan is that of the row's place."""
    cells: dict[tuple[str, ...], Cell] = {}
    for column in columns.values():
        for cell in [column] if isinstance(column, Cell) else _cells_of_derived(of, column):
            if cell.key[1:] != (PLAN, ""):
                cells[cell.key] = cell
    return list(cells.values())


def _tables(
    figures: list[FigureForm], office: Office, period: Period, engine: Engine
) -> dict[str, tuple[Table, ...]]:
    asked: dict[str, list[tuple[Indicator, Breakdown, dict[str, Cell | Derived]]]] = {}
    for item in figures:
        for breakdown in item.indicator.breakdowns:
            columns = table_columns(item.indicator, breakdown)
            asked.setdefault(breakdown.by, []).append((item.indicator, breakdown, columns))
    tables: dict[str, tuple[Table, ...]] = {}
    for by, members in asked.items():
        cells = [cell for of, _, columns in members for cell in table_cells(of, columns)]
        numbers = broken_down(cells, by, period, engine)
        for of, breakdown, columns in members:
            split = {cell.key: numbers[cell.key] for cell in table_cells(of, columns)}
            rows = {
                row: _row_of_table(
                    of, columns, {key: split[key][row] for key in split if row in split[key]}
                )
                for row in rows_in_order(of, by, office, split.values())
            }
            table = Table(breakdown, tuple(columns), rows)
            tables[of.code] = (*tables.get(of.code, ()), table)
    return tables


def _row_of_table(
    of: Indicator, columns: Mapping[str, Cell | Derived], numbers: dict[tuple[str, ...], int]
) -> dict[str, int | Fraction | None]:
    return {
        name: numbers.get(column.key, 0)
        if isinstance(column, Cell)
        else derive(numbers, of, column)
        for name, column in columns.items()
    }


def _figure(
    item: FigureForm,
    numbers: dict[tuple[str, ...], int],
    period: Period,
    suppliers: dict[str, str],
    tables: tuple[Table, ...],
) -> Figure:
    of = item.indicator
    plan = numbers.get((of.code, PLAN, ""), numbers.get((of.code, PLAN, "places")))
    values: dict[str, int | Fraction | None] = {
        key: numbers[of.code, key, ""]
        if isinstance(value, Quantity)
        else derive(numbers, of, value)
        for key, value in of.values.items()
    }
    fact = values.get("fact")
    return Figure(
        form=item,
        values=values,
        plan=plan,
        slices={code: numbers[of.code, of.main_key or "", code] for code in item.slices},
        sources={
            source: amount
            for source in Source.values
            if of.by_source
            and (
                (amount := numbers[of.code, of.by_source, f"source:{source}"])
                or source in item.sources
            )
        },
        supplier=suppliers.get(of.supplier_of or ""),
        forecast=_forecast(int(fact), period)
        if plan and _is_flow(of) and fact is not None
        else None,
        parts={
            path: numbers[of.code, key, group.code] for path, (key, group) in said_parts(of).items()
        },
        tables=tables,
    )


def _is_flow(of: Indicator) -> bool:
    fact = of.values.get("fact")
    return isinstance(fact, Quantity) and fact.ledger not in ("statuses", "cases")


def _forecast(fact: int, period: Period) -> int:
    """The year's end at the pace so far: fact ÷ days gone × days of the whole stretch."""
    year_end = date(period.as_of.year, 12, 31)
    gone = (period.as_of - period.start).days + 1
    whole = (year_end - period.start).days + 1
    return int((Decimal(fact) * whole / gone).quantize(Decimal(1), ROUND_HALF_UP))


def _suppliers(office: Office, period: Period) -> dict[str, str]:
    """Names of the suppliers whose contracts stand behind a measure's figures in the period."""
    contracts = Contract.objects.known_at(period.known_at).filter(
        office=office,
        case__events__transition="approve",
        case__events__occurred_on__range=(period.start, period.as_of),
        case__events__in=CaseEvent.objects.known_at(period.known_at),
    )
    found: dict[str, list[str]] = {}
    for measure, name in contracts.order_by("signed_on", "pk").values_list(
        "case__measure", "supplier__name_kk"
    ):
        names = found.setdefault(measure, [])
        if name not in names:
            names.append(name)
    return {measure: ", ".join(names) for measure, names in found.items()}


__all__ = ["Figure", "FigureForm", "Report", "UnknownIndicator", "build_report", "form_of"]
