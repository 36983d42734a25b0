"""Read a list from outside. Every row below the header is either given or counted as skipped."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike

from openpyxl.utils import get_column_letter

from qamtu.exchange.workbook.cells import (
    Cell,
    CellProblem,
    Check,
    Kind,
    Remembered,
    as_text,
    is_blank,
)
from qamtu.exchange.workbook.columns import Ambiguity, Column, ColumnMatch, Spellings
from qamtu.exchange.workbook.dates import DAYS_TO_1904, FIRST_SERIAL, LAST_SERIAL
from qamtu.exchange.workbook.headers import Header, find_header
from qamtu.exchange.workbook.problems import Problem, WorkbookError
from qamtu.exchange.workbook.sources import HEADER_ZONE, Grid, Merge, Sheet, sheets
from qamtu.exchange.workbook.totals import SkipReason, reason_to_skip

TOO_WIDE = "row-too-wide"


@dataclass(slots=True)
class Row:
    """One row. A key whose cell is blank has None; a key with a problem is not among `values`."""

    number: int  # as the spreadsheet counts: from 1
    raw: tuple[Cell, ...]
    values: dict[str, object]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class Skipped:
    number: int
    reason: SkipReason


@dataclass
class Table:
    """A sheet understood. `rows` may be walked again; `skipped` is full once it was walked."""

    sheet: str
    visible: bool
    score: float  # how much of the kind's columns the header explains
    header_row: int  # the first row of the header, from 1
    first_row: int  # the first row below the header, from 1
    titles: tuple[str, ...]  # every column's header, as the sheet has it
    understood: dict[str, ColumnMatch]
    unknown_headers: tuple[str, ...]
    ambiguous: tuple[Ambiguity, ...]
    missing: tuple[str, ...]
    columns: tuple[Column, ...]
    own_columns: frozenset[int]
    ragged: bool
    grid: Grid = field(repr=False)
    sections: frozenset[int] = field(repr=False)
    checks: Mapping[Kind, Check] = field(repr=False)
    skipped: list[Skipped] = field(default_factory=list, repr=False)

    @property
    def total_rows(self) -> int:
        """Rows below the header: always as many as were given plus skipped."""
        return len(self.grid)

    @property
    def skipped_counts(self) -> Counter[SkipReason]:
        return Counter(skipped.reason for skipped in self.skipped)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the header itself."""
        found = [Problem("header-missing", key) for key in self.missing]
        return found + [Problem("header-ambiguous", None, one.header) for one in self.ambiguous]

    def title(self, key: str) -> str:
        """How the sheet calls this column, for a sentence to the clerk."""
        if match := self.understood.get(key):
            return match.header
        return next((c.headers[0] for c in self.columns if c.key == key and c.headers), key)

    @property
    def rows(self) -> Iterator[Row]:
        self.skipped.clear()
        plan = self._plan()
        width = max((i for i, title in enumerate(self.titles, 1) if title), default=0)
        known = {index for _, index, _, _ in plan}
        required = {index for _, index, _, demanded in plan if demanded}
        # With two required columns, or a number that carries its check, no total or blank row is
        # without a problem.
        loose = len(required) < 2 and not any(
            one.required and one.kind in ("iin", "bin") and one.key in self.understood
            for one in self.columns
        )
        for number, cells in enumerate(self.grid, self.first_row):
            values: dict[str, object] = {}
            problems: list[Problem] = []
            for key, index, parser, demanded in plan:
                cell = cells[index]
                try:
                    value = parser[cell]
                except CellProblem as problem:
                    problems.append(Problem(problem.code, key, as_text(cell)))
                    continue
                if value is None and demanded:
                    problems.append(Problem("value-missing", key))
                values[key] = value
            if (problems or loose) and (
                reason := reason_to_skip(
                    cells,
                    self.titles,
                    own=self.own_columns,
                    known=known,
                    required=required,
                    section=number in self.sections,
                    has_problems=bool(problems),
                )
            ):
                self.skipped.append(Skipped(number, reason))
                continue
            if self.ragged and len(cells) > width:
                extra = [as_text(cell) for cell in cells[width:] if not is_blank(cell)]
                if extra:
                    problems.append(Problem(TOO_WIDE, None, ", ".join(extra)))
            yield Row(number, tuple(cells), values, problems)

    def _plan(self) -> list[tuple[str, int, Remembered, bool]]:
        return [
            (column.key, match.index, match.parser(column, self.checks.get(column.kind)),
             column.required)
            for column in self.columns
            if (match := self.understood.get(column.key))
        ]  # fmt: skip


@dataclass(frozen=True)
class Book:
    """The sheets of a file, in its order. `unread`: those with cells, and no known header."""

    tables: list[Table]
    unread: list[str]

    @property
    def best(self) -> Table:
        """The sheet that explains most columns."""
        return max(self.tables, key=lambda table: (table.score, table.visible))


def read_book(
    path: str | PathLike[str],
    columns: Sequence[Column],
    checks: Mapping[Kind, Check] | None = None,
) -> Book:
    """Every sheet with a known header. Raises WorkbookError where none has one."""
    spellings = Spellings(columns)
    tables, unread = [], []
    for sheet in sheets(path):
        head = sheet.rows(HEADER_ZONE)
        header = find_header(head, sheet.merges, spellings)
        if header is not None:
            tables.append(_table(sheet, header, columns, checks or {}))
        elif any(any(cell != "" for cell in row) for row in head):
            unread.append(sheet.name)
    if not tables:
        raise WorkbookError("header-unknown" if unread else "sheet-empty")
    return Book(tables, unread)


def _table(
    sheet: Sheet, header: Header, columns: Sequence[Column], checks: Mapping[Kind, Check]
) -> Table:
    understanding = header.understanding
    start = header.top + header.height
    grid = sheet.rows(None)
    width = len(header.titles)
    sections = _fill_merged(grid, sheet.merges or (), start, width)
    del grid[:start]
    if sheet.since_1904:
        dated = {column.key for column in columns if column.kind == "date"}
        _count_from_1900(grid, [m.index for k, m in understanding.matches.items() if k in dated])
    if sheet.ragged:
        for row in grid:
            row.extend([""] * (width - len(row)))
    return Table(
        sheet=sheet.name,
        visible=sheet.visible,
        score=understanding.score,
        header_row=header.top + 1,
        first_row=start + 1,
        titles=header.titles,
        understood=understanding.matches,
        unknown_headers=(
            *(text for _, text in understanding.unknown),
            *_untitled(grid, header.titles),
        ),
        ambiguous=understanding.ambiguous,
        missing=tuple(
            column.key
            for column in columns
            if column.required and column.key not in understanding.matches
        ),
        columns=tuple(columns),
        own_columns=header.own,
        ragged=sheet.ragged,
        grid=grid,
        sections=frozenset(sections),
        checks=checks,
    )


def _count_from_1900(grid: Grid, columns: Sequence[int]) -> None:
    """Bare numbers in columns of days, as every other workbook has them."""
    for row in grid:
        for index in columns:
            cell = row[index]
            if isinstance(cell, int | float) and FIRST_SERIAL <= cell <= LAST_SERIAL:
                row[index] = cell + DAYS_TO_1904


def _untitled(grid: Grid, titles: Sequence[str]) -> Iterator[str]:
    """Columns with cells and no header, by their letters: [F]."""
    filled = {i for row in grid[:HEADER_ZONE] for i, cell in enumerate(row) if not is_blank(cell)}
    for index in sorted(filled):
        if index < len(titles) and not titles[index]:
            yield f"[{get_column_letter(index + 1)}]"


def _fill_merged(grid: Grid, merges: Sequence[Merge], start: int, width: int) -> set[int]:
    """Cells merged downwards all get the value; a row merged across is a section heading.

    Merged across, the value stays in the first column: it is not every column's.
    """
    sections: set[int] = set()
    for (top, left), (bottom, right) in merges:
        if top < start or top >= len(grid) or left >= len(grid[top]):
            continue
        row = grid[top]
        if (right - left + 1) * 2 > width and sum(cell != "" for cell in row) == 1:
            sections.add(top + 1)
            continue
        for below in range(top + 1, min(bottom + 1, len(grid))):
            grid[below][left] = row[left]
    return sections
