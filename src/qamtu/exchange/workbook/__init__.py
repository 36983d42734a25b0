"""Lists from outside, as they come: xlsx, xls, ods, csv; three languages, every habit of clerks."""

from qamtu.exchange.workbook.columns import Column, ColumnMatch
from qamtu.exchange.workbook.errors import Told, write_error_workbook
from qamtu.exchange.workbook.problems import Problem, WorkbookError, sentence
from qamtu.exchange.workbook.reading import Book, Row, Skipped, Table, read_book

__all__ = [
    "Book",
    "Column",
    "ColumnMatch",
    "Problem",
    "Row",
    "Skipped",
    "Table",
    "Told",
    "WorkbookError",
    "read_book",
    "sentence",
    "write_error_workbook",
]
