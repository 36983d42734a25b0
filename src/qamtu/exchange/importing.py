"""Taking in a list: every row lands, is known already, or comes back with its reason."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from qamtu.accounts.models import Office, User
from qamtu.exchange.kinds import ListKind
from qamtu.exchange.lists import opening_column, read_lists
from qamtu.exchange.models import ImportRun
from qamtu.exchange.outcomes import Outcome
from qamtu.exchange.participants import ParticipantList
from qamtu.exchange.persons import PersonList
from qamtu.exchange.places import Places
from qamtu.exchange.results import ImportResult
from qamtu.exchange.workbook import Problem, Row, Table

AT_ONCE = 5_000
TakeIn = Callable[[Sequence[Row]], list[Outcome]]
Advance = Callable[[int], None]


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
    with transaction.atomic():
        _alone(office)
        for sheet in result.sheets:
            take_in = _taker(kind, sheet.table, office, by, places, today)
            for rows in _chunks(sheet.table.rows):
                for row, outcome in zip(rows, _kept(rows, take_in), strict=True):
                    sheet.count(row, outcome)
                advance(len(rows))
        _add_up(result)
        if is_dry:
            transaction.set_rollback(True)
        else:
            result.run = _log(result, office, by, _loggable(filename or path.name), sha256)
    return result


def _taker(
    kind: ListKind, table: Table, office: Office, by: User, places: Places, today: date
) -> TakeIn:
    if kind.measure is None:
        return PersonList(office, by, places, today).take_in
    opening = opening_column(table)
    return ParticipantList(kind.measure, office, by, places, today, opening).take_in


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


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    walk = iter(rows)
    while chunk := list(islice(walk, AT_ONCE)):
        yield chunk


def _kept(rows: Sequence[Row], take_in: TakeIn) -> list[Outcome]:
    """The chunk in a savepoint; where the database refuses it, row by row, and only that row."""
    try:
        with transaction.atomic():
            return take_in(rows)
    except DatabaseError:
        if len(rows) == 1:
            return [[Problem("refused-by-database")]]
        return [outcome for row in rows for outcome in _kept([row], take_in)]


def _add_up(result: ImportResult) -> None:
    told = result.landed + result.known + len(result.rejected) + result.skipped
    if told != result.rows:
        raise AssertionError(f"{told} rows told of {result.rows}: nothing is taken in")
