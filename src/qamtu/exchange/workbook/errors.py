"""The rows that came back, as a workbook: mended by the clerk, it is imported again."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from os import PathLike
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from qamtu.exchange.workbook.cells import Cell, CellProblem, as_text, parse_bin, parse_iin
from qamtu.exchange.workbook.problems import Problem, sentence
from qamtu.exchange.workbook.reading import Row, Table
from qamtu.trilingual import Language, Names

REASON_TITLE = "Себебі / Причина / Reason"
ROW_TITLE = "Жол № / Строка / Row"
OUR_SHEET = "Qamtu"
LONGEST_CELL = 32_767
_NOT_IN_A_SHEET_NAME = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff\[\]:*?/\\]")

Told = Sequence[tuple[Row, Sequence[Problem]]]  # rows, each with what is said of it


def write_error_workbook(
    path_or_file: str | PathLike[str] | IO[bytes],
    sheets: Sequence[tuple[Table, Told]],
    lang: Language,
    *,
    more: Mapping[str, Names] | None = None,
) -> int:
    """Write the rejected rows under their own header, each with its reason; say how many.

    A sheet for each sheet that they came from.
    """
    book = Workbook(write_only=True)
    written = [(table, rejected) for table, rejected in sheets if rejected] or sheets[:1]
    for table, rejected in written:
        name = _sheet_name(table.sheet) if len(written) > 1 else OUR_SHEET
        _write_sheet(book.create_sheet(name), table, rejected, lang, more)
    book.save(path_or_file)
    return sum(len(rejected) for _, rejected in written)


def _sheet_name(name: str) -> str:
    return _NOT_IN_A_SHEET_NAME.sub(" ", name)[:28].strip(" '") or OUR_SHEET


def _write_sheet(
    sheet: Any,  # WriteOnlyWorksheet, whose stubs lack the widths of columns
    table: Table,
    rejected: Told,
    lang: Language,
    more: Mapping[str, Names] | None,
) -> None:
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["A"].width = 60
    kept = [index for index in range(len(table.titles)) if index not in table.own_columns]
    for position in range(len(kept)):
        sheet.column_dimensions[get_column_letter(position + 3)].width = 20
    texts = {match.index: match.header for match in table.understood.values()}
    titles = [
        texts.get(index) or (table.titles[index] if index < len(table.titles) else "")
        for index in kept
    ]
    bold = Font(bold=True)
    header = [_text(sheet, title) for title in (REASON_TITLE, ROW_TITLE, *titles)]
    for cell in header:
        cell.font = bold
    sheet.append(header)
    numbers = _identifier_columns(table)
    for row, problems in rejected:
        reasons = "\n".join(
            sentence(one, lang, column=table.title(one.key) if one.key else "", more=more)
            for one in problems
        )
        reason = _text(sheet, reasons)
        reason.alignment = Alignment(wrap_text=True, vertical="top")
        cells = [row.raw[index] if index < len(row.raw) else "" for index in kept]
        beyond = row.raw[len(table.titles) :]
        sheet.append(
            [reason, row.number]
            + [
                _original(sheet, cell, numbers.get(index))
                for index, cell in zip(kept, cells, strict=True)
            ]
            + [_original(sheet, cell, None) for cell in beyond]
        )


def _identifier_columns(table: Table) -> dict[int, str]:
    kinds = {column.key: column.kind for column in table.columns}
    return {
        match.index: kinds[key]
        for key, match in table.understood.items()
        if kinds[key] in ("iin", "bin")
    }


def _original(sheet: WriteOnlyWorksheet, cell: Cell, identifier: str | None) -> object:
    """The cell as it came. An ИИН becomes text, so that Excel loses no zero on the way back."""
    if identifier is not None:
        try:
            cell = parse_iin(cell) if identifier == "iin" else parse_bin(cell)
        except CellProblem:
            cell = as_text(cell)
    if isinstance(cell, str):
        return _text(sheet, cell) if cell else None
    if isinstance(cell, timedelta):
        return _text(sheet, as_text(cell))
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _text(sheet: WriteOnlyWorksheet, text: str) -> SheetCell:
    """A text and nothing but a text: «=…» from outside must never become a formula."""
    cell: SheetCell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
    cell.data_type = "s"
    return cell
