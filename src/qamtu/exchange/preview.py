"""What a clerk looks at before a list is taken in: columns, a few rows, what would come back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from qamtu.exchange.details import column_of
from qamtu.exchange.importing import ImportResult
from qamtu.exchange.kinds import NOT_ENTERED, ListKind
from qamtu.exchange.workbook import Problem, Row, sentence
from qamtu.exchange.workbook.cells import as_text
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


def columns_of(result: ImportResult, lang: Language) -> list[SeenColumn]:
    """Every column that has a header: what it was understood as, in the order of the sheet."""
    names = result.kind.column_names
    seen = []
    for key, match in sorted(result.table.understood.items(), key=lambda pair: pair[1].index):
        state = "taken" if match.confidence == 1 else "unsure"
        state = "not-entered" if key in NOT_ENTERED else state
        seen.append(SeenColumn(match.header, names[key][lang], state))
    for one in result.table.ambiguous:
        meanings = " / ".join(names[key][lang] for key in one.keys)
        seen.append(SeenColumn(one.header, meanings, "ambiguous"))
    return seen + [SeenColumn(header, "", "left-out") for header in result.left_out]


def sample(result: ImportResult, lang: Language) -> tuple[list[str], list[list[str]]]:
    """The first rows that are taken, as they were read: the columns and the values."""
    keys = [key for key in result.kind.column_names if key in result.table.understood]
    names = [result.kind.column_names[key][lang] for key in keys]
    money = _money_columns(result.kind)
    return names, [
        [_shown(row.values.get(key), key, lang, key in money) for key in keys]
        for row in result.sample
    ]


def returned_rows(result: ImportResult, lang: Language) -> list[ReturnedRow]:
    """The first of the rows that would come back."""
    seen = {match.index for match in result.table.understood.values()}
    return [
        ReturnedRow(row.number, _telling(row, seen), result.reasons(problems, lang))
        for row, problems in result.rejected[:RETURNED_SHOWN]
    ]


def skipped_rows(result: ImportResult, lang: Language) -> list[tuple[str, int]]:
    """Rows that are no records, by what they are."""
    return [
        (sentence(Problem(f"skipped-{reason}"), lang), count)
        for reason, count in result.table.skipped_counts.items()
    ]


def _telling(row: Row, seen: set[int]) -> str:
    texts = (as_text(cell).strip() for at, cell in enumerate(row.raw) if at in seen)
    return " · ".join(islice((text for text in texts if text), CELLS_SHOWN))


def _money_columns(kind: ListKind) -> set[str]:
    fields = kind.measure.fields if kind.measure else ()
    return {column_of(field) for field in fields if field.kind == "money"}


def _shown(value: object, key: str, lang: Language, is_money: bool) -> str:
    if value is None:
        return "—"
    if is_money and isinstance(value, int):
        return format_number(Decimal(value) / 100, lang, 2 if value % 100 else 0)
    if key == "sex":
        return SEXES[str(value)][lang]
    return format_date(value, lang, "short") if isinstance(value, date) else str(value)
