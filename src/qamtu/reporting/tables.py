"""A breakdown as a table for people: heads, rows, and what each number opens to."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qamtu.casework.indicators import Difference, Indicator, Ratio
from qamtu.language import NOTHING, format_number
from qamtu.trilingual import Names

from .catalogue import slice_of
from .engine import PLAN
from .report import TIYN_PER_THOUSAND, Figure
from .rows import Row, by_name, row_codes, row_names

PLAN_NAME = Names("Жоспар", "План", "Plan")
FACT_NAME = Names("Барлығы", "Всего", "Total")
KEY_NAMES: dict[str, Names] = {
    "fact": FACT_NAME,
    "people": Names("Адам", "Человек", "People"),
    "money": Names("Қаржы, мың теңге", "Средства, тыс. тенге", "Money, thousand tenge"),
    "assigned": Names("Тағайындалды", "Назначено", "Assigned"),
    "paid": Names("Төленді", "Выплачено", "Paid"),
    "share": Names("Үлесі, %", "Доля, %", "Share, %"),
}


@dataclass(frozen=True)
class PrintedRow:
    """`opens`: for each number the value and the group that it opens to; none of a share."""

    row: Row
    code: Row
    name: str
    numbers: tuple[int | float | None, ...]
    texts: tuple[str, ...]
    opens: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PrintedTable:
    by: str
    title: str
    heads: list[str]
    rows: list[PrintedRow]


def printed_tables(figure: Figure, language: str) -> list[PrintedTable]:
    """The breakdowns of a figure that have rows."""
    of = figure.indicator
    printed = []
    for table in figure.tables:
        by = table.breakdown.by
        names = row_names(of, by, table.rows, language)
        codes = row_codes(by, table.rows)
        opens = tuple(opened_by(of, column) for column in table.columns)
        rows = []
        for row, numbers in table.rows.items():
            values = [numbers.get(column, 0) for column in table.columns]
            shown = [
                _shown(of, column, value)
                for column, value in zip(table.columns, values, strict=True)
            ]
            texts = tuple(
                _text(of, column, value, language)
                for column, value in zip(table.columns, values, strict=True)
            )
            rows.append(PrintedRow(row, codes[row], names[row], tuple(shown), texts, opens))
        if rows:
            heads = [
                by_name(of, by, language),
                *(column_name(of, column, language) for column in table.columns),
            ]
            printed.append(PrintedTable(by, of.names[language], heads, rows))
    return printed


def column_name(of: Indicator, column: str, language: str) -> str:
    """The head of a column."""
    if column == PLAN:
        return PLAN_NAME[language]
    if column in of.key_names:
        return of.key_names[column][language]
    if column in KEY_NAMES:
        return KEY_NAMES[column][language]
    group = slice_of(of, column)
    return group.names[language] if group else column


def opened_by(of: Indicator, column: str) -> tuple[str, str]:
    """The value and the group whose records stand behind a column."""
    if isinstance(of.values.get(column), Ratio | Difference):
        return "", ""
    if column in of.values or column == PLAN:
        return column, ""
    return of.main_key or "", column


def _is_money(of: Indicator, column: str) -> bool:
    return of.is_money(column if column in of.values else of.main_key or "") and column != PLAN


def _shown(of: Indicator, column: str, value: int | Fraction | None) -> int | float | None:
    if value is None:
        return None
    if _is_money(of, column):
        return float(value / TIYN_PER_THOUSAND)
    return value if isinstance(value, int) else round(float(value), _decimals(of, column))


def _text(of: Indicator, column: str, value: int | Fraction | None, language: str) -> str:
    if value is None:
        return NOTHING
    exact = Decimal(value.numerator) / value.denominator
    if _is_money(of, column):
        return format_number(exact / TIYN_PER_THOUSAND, language, 1)
    return format_number(exact, language, _decimals(of, column))


def _decimals(of: Indicator, column: str) -> int:
    declared = of.values.get(column)
    return declared.decimals if isinstance(declared, Ratio) else 0
