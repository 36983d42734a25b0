"""What would eat the memory of the machine is refused before it is read.

A sheet is held as a rectangle: one stray cell at XFD1048576 asks for 17 milliards of cells, and the
system would end the server instead of the import.
"""

import io
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from qamtu.exchange.workbook.failures import Failures, failures_in, may_fail
from qamtu.exchange.workbook.index import Index, read_index
from qamtu.exchange.workbook.problems import WorkbookError

LARGEST_FILE = 300 * 2**20
LARGEST_UNPACKED = 2 * 2**30
LARGEST_AREA = 60_000_000  # cells
PROBE_MEMORY = 3 * 2**30
PROBE_SECONDS = 60
PANIC = 3

_AT_ONCE = 16 * 2**20
_LONGEST_REFERENCE = 32
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
# Without such a cell a sheet has at most 26 columns and 999,999 rows.
_FAR = re.compile(rb' r=["\'](?:[A-Z]{2}|[A-Z]?\d{7})')
_COLUMN = re.compile(rb' r=["\']([A-Z]{2,})\d')
_ROW = re.compile(rb' r=["\'][A-Z]*(\d+)["\']')
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError
)  # fmt: skip
_PROBE = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
from python_calamine import CalamineWorkbook
try:
    book = CalamineWorkbook.from_filelike(open(sys.argv[1], "rb"))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)
except MemoryError:
    os.abort()
except BaseException as error:
    sys.exit(3 if type(error).__name__ == "PanicException" else 0)
"""


@dataclass
class Seen:
    """What was seen of a workbook on the way: the failed cells by sheet, and its index."""

    failed: dict[str, Failures] = field(default_factory=dict)
    index: Index = field(default_factory=Index)


def refuse_bombs(file: Path, data: bytes) -> Seen:
    """Raises WorkbookError for a workbook too large to be read, and for a zip that is none."""
    seen = Seen()
    if not data.startswith(b"PK\x03\x04"):
        _refuse_by_probe(file)
        return seen
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise WorkbookError("file-too-large")
            sheets = [e for e in entries if re.match(r"/?xl/worksheets/.*\.xml$", e.filename, re.I)]
            seen.index = read_index(archive)
            for entry in sheets:
                if _refuse_far_cells(archive, entry):
                    with archive.open(entry) as part:
                        name = seen.index.names.get(entry.filename.lstrip("/"), "")
                        seen.failed[name] = failures_in(_apart(part))
    except _UNREADABLE:
        raise WorkbookError("file-damaged") from None
    if not sheets:
        _refuse_by_probe(file)
    return seen


def _refuse_far_cells(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """By the size that the sheet claims, and by the references of its cells.

    True when a cell may be a formula that failed.
    """
    is_far = has_failed = False
    with archive.open(entry) as part:
        for number, piece in enumerate(_pieces(part)):
            if number == 0 and (claimed := _DIMENSION.search(piece[:2048])):
                _refuse_area(_column_number(claimed[1]), int(claimed[2]))
            is_far = is_far or _FAR.search(piece) is not None
            has_failed = has_failed or may_fail(piece)
    if is_far:
        with archive.open(entry) as part:
            _refuse_area(*_area(part))
    return has_failed


def _area(part: IO[bytes]) -> tuple[int, int]:
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for piece in _pieces(part):
        columns.update(_COLUMN.findall(piece))
        rows.update(_ROW.findall(piece))
    return max(map(_column_number, columns), default=26), max(map(int, rows), default=1)


def _apart(part: IO[bytes]) -> Iterator[bytes]:
    while piece := part.read(_AT_ONCE):
        yield piece


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces that share a little, so that no reference is cut in two."""
    end = b""
    while piece := part.read(_AT_ONCE):
        yield end + piece
        end = piece[-_LONGEST_REFERENCE:]


def _refuse_area(width: int, height: int) -> None:
    if width * height > LARGEST_AREA:
        raise WorkbookError("file-too-large")


def _column_number(letters: bytes) -> int:
    width = 0
    for letter in letters:
        width = width * 26 + letter - 64
    return width


def _refuse_by_probe(file: Path) -> None:
    """The other kinds of workbook are rare and small: another process reads them first."""
    command = [sys.executable, "-c", _PROBE, str(file), str(PROBE_MEMORY)]
    try:
        probe = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise WorkbookError("file-too-large") from None
    if probe.returncode < 0:
        raise WorkbookError("file-too-large")
    if probe.returncode == PANIC:  # it would print where in the library, on our own terminal
        raise WorkbookError("file-damaged")
