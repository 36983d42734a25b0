"""Lists for the tests, and what became of them."""

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from qamtu.accounts.access import set_scope
from qamtu.accounts.models import Office
from qamtu.exchange.importing import import_list
from qamtu.exchange.kinds import ListKind, kind_of
from qamtu.exchange.results import ImportResult, SheetResult
from qamtu.identifiers import make_iin
from tests.exchange.workbook.books import book
from tests.factories import make_office, make_user

BORN = date(1991, 3, 4)
_serials = itertools.count(1)

__all__ = ["BORN", "an_iin", "an_office", "book", "codes", "only_sheet", "returned", "take_in"]


def an_iin(born: date = BORN, sex: str = "f") -> str:
    """An ИИН that no other row has."""
    iin = None
    while iin is None:
        iin = make_iin(born, sex, next(_serials) % 10_000)
    return iin


def an_office() -> Office:
    """A new office, whose rows are the only ones seen."""
    office = make_office()
    set_scope([office.pk], persons=True)
    return office


def take_in(
    path: Path, office: Office, kind: str | ListKind = "persons", **options: Any
) -> ImportResult:
    """The list imported by the office's head."""
    return import_list(
        path=path,
        kind=kind_of(kind) if isinstance(kind, str) else kind,
        office=office,
        by=make_user(office),
        **options,
    )


def codes(result: ImportResult) -> dict[int, list[str]]:
    """What is wrong with each row that came back, by its number."""
    return {row.number: [one.code for one in problems] for row, problems in result.rejected}


def only_sheet(result: ImportResult) -> SheetResult:
    [sheet] = result.sheets
    return sheet


def returned(result: ImportResult, path: Path) -> Path:
    """The error workbook."""
    result.write_errors(path, "kk")
    return path


def headed(kind: str, language: str) -> dict[str, str]:
    """The column names of a kind in a language, by key."""
    names: Any = kind_of(kind).column_names
    return {key: one[language] for key, one in names.items()}


def row_of(headers: Sequence[str], **values: object) -> list[object]:
    """A row with the values under their headers."""
    return [values.get(header) for header in headers]
