"""All figures of an office beside each other by okrug, settlement or month: one table."""

from dataclasses import dataclass
from fractions import Fraction

from qamtu.accounts.models import Office
from qamtu.casework.indicators import Indicator
from qamtu.language import format_number

from .engine import Cell, Engine, broken_down, compute, slice_cell
from .engines import PostgresEngine
from .relations import Period
from .report import TIYN_PER_THOUSAND, form_of
from .rows import Row, row_codes, row_names, rows_in_order

CROSSED_BY = ("okrug", "territory", "month")


@dataclass(frozen=True)
class Line:
    """One figure: its whole, and its number in each column. Money is tiyn."""

    indicator: Indicator
    total: int
    numbers: dict[Row, int]

    def shown(self, number: int, language: str) -> str:
        """The number as it is printed: money in thousand tenge, nothing as a dash."""
        if not number:
            return "–"
        if self.indicator.is_money(self.indicator.main_key or ""):
            return format_number(Fraction(number, TIYN_PER_THOUSAND), language, 1)
        return format_number(number, language)


@dataclass(frozen=True)
class CrossTable:
    by: str
    columns: list[Row]
    lines: list[Line]

    def column_names(self, language: str) -> dict[Row, str]:
        return row_names(self.lines[0].indicator, self.by, self.columns, language)

    def column_codes(self) -> dict[Row, Row]:
        return row_codes(self.by, self.columns)


def cross_table(
    *, office: Office, period: Period, by: str, engine: Engine | None = None
) -> CrossTable:
    """The main value of every figure of the office's form, split by `by`; empty ones are left out.

    People counted once may stand in several columns: a row need not add up to its total.
    """
    engine = engine or PostgresEngine()
    cells: dict[str, Cell] = {}
    for item in form_of(office):
        of = item.indicator
        if of.main_key is not None and of.code not in cells:
            cells[of.code] = slice_cell(of, of.main_key, None)
    totals = compute(cells.values(), period, engine)
    split = broken_down(cells.values(), by, period, engine)
    lines = [
        Line(item.indicator, totals[cell.key], split[cell.key])
        for item in form_of(office)
        if (cell := cells.get(item.indicator.code)) and totals[cell.key]
    ]
    some = lines[0].indicator if lines else next(iter(form_of(office))).indicator
    columns = rows_in_order(some, by, office, [line.numbers for line in lines])
    return CrossTable(by, columns, lines)
