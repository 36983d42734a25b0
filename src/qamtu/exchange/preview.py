"""What a clerk looks at before a list is taken in: columns, a few rows, what would come back."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from qamtu.exchange.details import column_of
from qamtu.exchange.kinds import NOT_ENTERED, TREASURY, ListKind
from qamtu.exchange.results import ImportResult, SheetResult
from qamtu.exchange.workbook import Problem, Row, Told, sentence
from qamtu.exchange.workbook.cells import as_text
from qamtu.exchange.workbook.totals import SkipReason
from qamtu.language import format_date, format_number
from qamtu.trilingual import Language, Names

RETURNED_SHOWN = 20
CELLS_SHOWN = 3
SEXES = {"m": Names("ер", "муж", "male"), "f": Names("әйел", "жен", "female")}


@dataclass(frozen=True)
class SeenColumn:
    """A column of the sheet. `state`: taken, unsure, not-entered, ambiguous, left-out."""

    header: str
    meaning: str
    state: str


@dataclass(frozen=True)
class ReturnedRow:
    """A row that would come back: its number, the cells that tell whose it is, the reasons."""

    number: int
    cells: str
    reasons: list[str]


@dataclass(frozen=True)
class SeenSheet:
    """A sheet that is read. `sample`: names of columns, and rows; None where no row is taken."""

    name: str
    columns: list[SeenColumn]
    sample: tuple[list[str], list[list[str]]] | None
    returned: list[ReturnedRow]
    returned_count: int
    doubted: list[ReturnedRow]
    doubted_count: int


def columns_of(sheet: SheetResult, lang: Language) -> list[SeenColumn]:
    """Every column that has a header: what it was understood as, in the order of the sheet."""
    names = sheet.kind.column_names
    seen = []
    for key, match in sorted(sheet.table.understood.items(), key=lambda pair: pair[1].index):
        state = "taken" if match.confidence == 1 else "unsure"
        state = "not-entered" if key in NOT_ENTERED else state
        seen.append(SeenColumn(match.header, names[key][lang], state))
    for one in sheet.table.ambiguous:
        meanings = " / ".join(names[key][lang] for key in one.keys)
        seen.append(SeenColumn(one.header, meanings, "ambiguous"))
    return seen + [SeenColumn(header, "", "left-out") for header in sheet.left_out]


def sample(sheet: SheetResult, lang: Language) -> tuple[list[str], list[list[str]]]:
    """The first rows that are taken, as they were read: the columns and the values."""
    keys = [key for key in sheet.kind.column_names if key in sheet.table.understood]
    names = [sheet.kind.column_names[key][lang] for key in keys]
    money = _money_columns(sheet.kind)
    return names, [
        [_shown(row.values.get(key), key, lang, key in money) for key in keys]
        for row in sheet.sample
    ]


def told_rows(sheet: SheetResult, rows: Told, lang: Language) -> list[ReturnedRow]:
    """The first of the rows, each with what is said of it."""
    seen = {match.index for match in sheet.table.understood.values()}
    return [
        ReturnedRow(row.number, _telling(row, seen), sheet.reasons(problems, lang))
        for row, problems in rows[:RETURNED_SHOWN]
    ]


def skipped_rows(result: ImportResult, lang: Language) -> list[tuple[str, int]]:
    """Rows that are no records, by what they are."""
    counts: Counter[SkipReason] = Counter()
    for sheet in result.sheets:
        counts += sheet.table.skipped_counts
    return [
        (sentence(Problem(f"skipped-{reason}"), lang), count) for reason, count in counts.items()
    ]


def seen_sheets(result: ImportResult, lang: Language) -> list[SeenSheet]:
    """Each sheet that is read."""
    return [
        SeenSheet(
            sheet.table.sheet,
            columns_of(sheet, lang),
            sample(sheet, lang) if sheet.sample else None,
            told_rows(sheet, sheet.rejected, lang),
            len(sheet.rejected),
            told_rows(sheet, sheet.doubted, lang),
            len(sheet.doubted),
        )
        for sheet in result.sheets
    ]


def _telling(row: Row, seen: set[int]) -> str:
    texts = (as_text(cell).strip() for at, cell in enumerate(row.raw) if at in seen)
    return " · ".join(islice((text for text in texts if text), CELLS_SHOWN))


def _money_columns(kind: ListKind) -> set[str]:
    fields = kind.measure.fields if kind.measure else ()
    if kind.code == TREASURY:
        return {column.key for column in kind.columns if column.kind == "money"}
    return {column_of(field) for field in fields if field.kind == "money"}


def _shown(value: object, key: str, lang: Language, is_money: bool) -> str:
    if value is None:
        return "—"
    if is_money and isinstance(value, int):
        return format_number(Decimal(value) / 100, lang, 2 if value % 100 else 0)
    if key == "sex":
        return SEXES[str(value)][lang]
    return format_date(value, lang, "short") if isinstance(value, date) else str(value)
