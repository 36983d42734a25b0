"""A file as grids of cells: its kind is told by its first bytes, never by its name."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from qamtu.exchange.workbook.cells import Cell
from qamtu.exchange.workbook.failures import Failures
from qamtu.exchange.workbook.limits import LARGEST_FILE, Seen, refuse_bombs
from qamtu.exchange.workbook.problems import WorkbookError

Grid = list[list[Cell]]
Merge = tuple[tuple[int, int], tuple[int, int]]  # (top, left), (bottom, right), from 0

HEADER_ZONE = 60

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Sheet:
    """`merges` is None where the file's kind does not tell them (ods, csv).

    `since_1904`: a day written as a bare number is counted as old Macs did.
    """

    name: str
    visible: bool
    merges: tuple[Merge, ...] | None
    rows: Callable[[int | None], Grid]
    ragged: bool = False
    since_1904: bool = False


def sheets(path: str | PathLike[str]) -> Iterator[Sheet]:
    """The sheets of a workbook; a csv is a workbook of one. Raises WorkbookError."""
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise WorkbookError("file-too-large")
        data = file.read_bytes()
    except FileNotFoundError:
        raise WorkbookError("file-missing", file.name) from None
    except OSError:
        raise WorkbookError("file-damaged") from None
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip():
        raise WorkbookError("file-empty")
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, refuse_bombs(file, data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in data:
            raise WorkbookError("file-encrypted")
        return _workbook(data, refuse_bombs(file, data))
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise WorkbookError("file-xml")
    if start.startswith(b"<"):
        raise WorkbookError("file-html")
    try:
        return iter([_text_table(data)])
    except WorkbookError:
        if file.suffix.lower() in {".xlsx", ".xlsm", ".xlsb", ".ods"}:
            raise WorkbookError("file-damaged") from None
        raise


def _guarded(act: Callable[[], _T]) -> _T:
    """The library's errors, and its panics (which are not Exceptions), become ours."""
    try:
        return act()
    except PasswordError:
        raise WorkbookError("file-encrypted") from None
    except (CalamineError, OSError, ValueError, MemoryError, OverflowError):
        raise WorkbookError("file-damaged") from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise WorkbookError("file-damaged") from None
        raise


def _workbook(data: bytes, seen: Seen) -> Iterator[Sheet]:
    book = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    for meta in book.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            name = meta.name
            is_visible = meta.visible == SheetVisibleEnum.Visible
            sheet = _calamine_sheet(book, name, is_visible, seen.failed.get(name, []))
            yield replace(sheet, since_1904=seen.index.since_1904)


def _calamine_sheet(book: CalamineWorkbook, name: str, visible: bool, failed: Failures) -> Sheet:
    sheet: CalamineSheet = _guarded(lambda: book.get_sheet_by_name(name))

    def rows(limit: int | None) -> Grid:
        grid: Grid = _guarded(lambda: sheet.to_python(skip_empty_area=False, nrows=limit))
        for row, column, shown in failed:
            if row < len(grid) and column < len(grid[row]):
                grid[row][column] = shown
        return grid

    merges = _guarded(lambda: sheet.merged_cell_ranges)
    return Sheet(name, visible, None if merges is None else tuple(merges), rows)


def _text_table(data: bytes) -> Sheet:
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    separator = None
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.", first, re.IGNORECASE):
        separator, text = first[4], "\n" + rest
    separator = separator or _separator(text)
    try:
        grid: Grid = [list(row) for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error:
        raise WorkbookError("file-damaged") from None
    if max(map(len, grid), default=0) < 2 and len(grid) < 2:
        raise WorkbookError("file-not-a-table")
    return Sheet("", True, None, lambda limit: grid[:limit], ragged=True)


def _decoded(data: bytes) -> str:
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    # kz1048 is cp1251 with the Kazakh letters
    for codec in ("utf-16",) if marked else ("utf-8-sig", "kz1048"):
        try:
            text = data.decode(codec)
        except UnicodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f]", text):
            return text
    raise WorkbookError("file-not-a-table")


def _separator(text: str) -> str:
    """The one that cuts most lines into most cells; a decimal comma does so only here and there."""
    best, most = ";", 0
    head = io.StringIO(text[:100_000])
    for separator in (";", "\t", ",", "|"):
        head.seek(0)
        try:
            widths = [len(row) for row in islice(csv.reader(head, delimiter=separator), 200)]
        except csv.Error:
            continue
        cut = sorted(width for width in widths if width)
        score = cut[len(cut) // 2] if cut else 0
        if score > most:
            best, most = separator, score
    return best
