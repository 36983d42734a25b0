"""Taking in a list: every row lands, is known already, or comes back with its reason."""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.db import DatabaseError, connection, transaction

from qamtu.accounts.models import Office, User
from qamtu.exchange import extracts
from qamtu.exchange.civil_books import ActList
from qamtu.exchange.facilities import FacilityList
from qamtu.exchange.kinds import FACILITIES, TREASURY, ListKind
from qamtu.exchange.lists import opening_column, read_lists
from qamtu.exchange.models import ImportRun
from qamtu.exchange.outcomes import Outcome
from qamtu.exchange.participants import ParticipantList
from qamtu.exchange.persons import PersonList
from qamtu.exchange.places import Places
from qamtu.exchange.results import ImportResult
from qamtu.exchange.treasury import StatementList
from qamtu.exchange.workbook import Problem, Row, Table

AT_ONCE = 10_000
Advance = Callable[[int], None]
_T = TypeVar("_T")


class Taker(Protocol):
    """A kind of list: a row is read without the database, a chunk of them is taken in with it."""

    def read(self, row: Row) -> Any: ...

    def take_in(self, read: Sequence[Any]) -> list[Outcome]: ...


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A hundred thousand rows are no garbage: they are not looked through again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collecting()
def import_list(
    *,
    path: Path,
    kind: ListKind,
    office: Office,
    by: User,
    filename: str = "",
    is_dry: bool = False,
    advance: Advance = lambda rows: None,
) -> ImportResult:
    """Take in the list, or (dry) find out what would become of it and write nothing.

    All of it in one transaction, a savepoint around each chunk: rows that can not be taken come
    back, a failure of the machine leaves nothing half done. Imports of one office wait for each
    other, so that the same list sent twice lands once. Raises `WorkbookError`.
    """
    result = ImportResult.of(read_lists(path, kind), kind, is_dry=is_dry)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    places, today = Places(office), date.today()
    name = _loggable(filename or path.name)
    statement = StatementList(office, by, name, today) if kind.code == TREASURY else None
    with transaction.atomic():
        _alone(office)
        for sheet in result.sheets:
            taker: Taker = (
                statement.of_next_sheet()
                if statement
                else _taker(kind, sheet.table, office, by, places, today)
            )
            for rows, read in _ahead(_chunks(sheet.table.rows, taker)):
                for row, outcome in zip(rows, _kept(rows, read, taker), strict=True):
                    sheet.count(row, outcome)
                advance(len(rows))
        _add_up(result)
        if is_dry:
            transaction.set_rollback(True)
        else:
            result.run = _log(result, office, by, name, sha256)
    return result


def _taker(
    kind: ListKind, table: Table, office: Office, by: User, places: Places, today: date
) -> Taker:
    if kind.code == FACILITIES:
        return FacilityList(office, by, places, today)
    if kind.acts:
        return ActList(kind.acts, office, by, places, today)
    if kind.code == extracts.CODE:
        return extracts.ExtractList(office, by, places, today)
    if kind.measure is None:
        return PersonList(office, by, places, today)
    opening = opening_column(table)
    return ParticipantList(kind.measure, office, by, places, today, opening)


def _log(result: ImportResult, office: Office, by: User, filename: str, sha256: str) -> ImportRun:
    return ImportRun.objects.create(
        office=office,
        kind=result.kind.code,
        filename=filename,
        sha256=sha256,
        rows=result.rows,
        landed=result.landed,
        known=result.known,
        rejected=len(result.rejected),
        skipped=result.skipped,
        by=by,
    )


def _loggable(filename: str) -> str:
    """A name out of an archive may hold bytes that are no text."""
    return filename.encode("utf-8", "replace").decode()[-250:]


def _alone(office: Office) -> None:
    """One import of an office at a time; constraints speak inside their own savepoint."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('qamtu.import'), %s)", [office.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _chunks(rows: Iterable[Row], taker: Taker) -> Iterator[tuple[list[Row], list[Any]]]:
    """The first one is short, so that the database need not wait for it long."""
    walk, many = iter(rows), max(AT_ONCE // 8, 1)
    while chunk := list(islice(walk, many)):
        yield chunk, [taker.read(row) for row in chunk]
        many = AT_ONCE


def _ahead(chunks: Iterator[_T]) -> Iterator[_T]:
    """The next chunk is read in a thread of its own while the database writes this one."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = reader.submit(next, chunks, None)
            yield chunk


def _kept(
    rows: Sequence[Row], read: Sequence[Any], taker: Taker, *, is_last_try: bool = False
) -> list[Outcome]:
    """The chunk in a savepoint; where the database refuses it, its halves, down to the one row.

    One row is tried twice: another clerk may have entered its person meanwhile. What was read may
    have been filled up from later rows: what is tried again is read anew.
    """
    try:
        with transaction.atomic():
            return taker.take_in(read)
    except DatabaseError:
        if is_last_try:
            return [[Problem("refused-by-database")]]
    middle = len(rows) // 2
    return [
        outcome
        for half in (rows[:middle], rows[middle:])
        if half
        for outcome in _kept(
            half, [taker.read(row) for row in half], taker, is_last_try=len(rows) == 1
        )
    ]


def _add_up(result: ImportResult) -> None:
    told = result.landed + result.known + len(result.rejected) + result.skipped
    if told != result.rows:
        raise AssertionError(f"{told} rows told of {result.rows}: nothing is taken in")
