"""Cells where Excel could not work out a formula: the library reads them as blank, we do not.

A blank cell of a column that may be blank is nothing; a formula that failed is a value that was
lost, and its row comes back.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from qamtu.exchange.workbook.problems import WorkbookError

FAILURES = frozenset(  # as Excel writes them in English and in Russian
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!",
     "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA",
     "#ПУСТО!", "#ДЕЛ/0!", "#ЗНАЧ!", "#ССЫЛКА!", "#ИМЯ?", "#ЧИСЛО!", "#Н/Д", "#ПЕРЕНОС!",
     "#ВЫЧИСЛ!")
)  # fmt: skip
MOST = 500_000  # in one sheet: no list is made of them
Failures = list[tuple[int, int, str]]  # row and column from 0, what stands in the cell

_CELL = re.compile(rb"<c\b([^>]*\bt=[\"']e[\"'][^>]*)(?<!/)>(.*?)</c>", re.DOTALL)
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+\d+)[\"']")
_VALUE = re.compile(rb"<v>([^<]*)</v>")


def may_fail(piece: bytes) -> bool:
    """True when a cell of this piece of a sheet's part is marked as failed."""
    return b't="e"' in piece or b"t='e'" in piece


def failures_in(pieces: Iterable[bytes]) -> Failures:
    """The failed cells of a sheet's part that comes in pieces. Raises WorkbookError."""
    found = [*islice(_failures(pieces), MOST + 1)]
    if len(found) > MOST:
        raise WorkbookError("file-too-large")
    return found


def _failures(pieces: Iterable[bytes]) -> Iterator[tuple[int, int, str]]:
    rest = b""
    for piece in pieces:
        text = rest + piece
        end = text.rfind(b"</c>") + 4 if b"</c>" in text else 0
        for attributes, inside in _CELL.findall(text[:end]):
            reference, value = _REFERENCE.search(attributes), _VALUE.search(inside)
            if reference is not None:
                letters, row = coordinate_from_string(reference[1].decode())
                shown = value[1].decode("utf-8", "replace") if value is not None else "#N/A"
                yield row - 1, column_index_from_string(letters) - 1, shown
        rest = text[end:]
