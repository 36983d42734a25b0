"""Lists from outside, as they come: xlsx, xls, ods, csv; three languages, every habit of clerks."""

from qamtu.exchange.workbook.columns import Column, ColumnMatch
from qamtu.exchange.workbook.errors import write_error_workbook
from qamtu.exchange.workbook.problems import Problem, WorkbookError, sentence
from qamtu.exchange.workbook.reading import Row, Skipped, Table, read_table

__all__ = [
    "Column",
    "ColumnMatch",
    "Problem",
    "Row",
    "Skipped",
    "Table",
    "WorkbookError",
    "read_table",
    "sentence",
    "write_error_workbook",
]
