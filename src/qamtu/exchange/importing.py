"""Taking in a list: every row lands, is known already, or comes back with its reason."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from os import PathLike
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from qamtu.accounts.models import Office, User
from qamtu.exchange.kinds import NOT_ENTERED, ListKind
from qamtu.exchange.models import ImportRun
from qamtu.exchange.outcomes import Landing, Outcome
from qamtu.exchange.participants import ParticipantList
from qamtu.exchange.persons import PersonList
from qamtu.exchange.places import Places
from qamtu.exchange.reasons import REASONS
from qamtu.exchange.workbook import Problem, Row, Table, WorkbookError, read_table, sentence
from qamtu.exchange.workbook.folding import fold
from qamtu.identifiers import iin_problem
from qamtu.trilingual import Language, Names

AT_ONCE = 5_000
SAMPLE = 5
ROW_NUMBERS = frozenset(
    map(fold, ("№", "№ п/п", "п/п", "р/с", "р/с №", "№ р/с", "р/н", "No", "Nr"))
)
TakeIn = Callable[[Sequence[Row]], list[Outcome]]
Advance = Callable[[int], None]


class ListRefused(WorkbookError):
    """The sheet lacks a column without which no row can be taken."""

    def __init__(self, column: Names) -> None:
        super().__init__("header-missing")
        self.column = column

    def sentence(self, lang: Language) -> str:
        return sentence(Problem(self.code), lang, column=self.column[lang])


@dataclass
class ImportResult:
    """What became of a list. `completed` are among the known; `sample`: the first rows taken."""

    kind: ListKind
    table: Table
    is_dry: bool
    landed: int = 0
    known: int = 0
    completed: int = 0
    rejected: list[tuple[Row, Sequence[Problem]]] = field(default_factory=list)
    sample: list[Row] = field(default_factory=list)
    run: ImportRun | None = None

    @property
    def skipped(self) -> int:
        return len(self.table.skipped)

    @property
    def rows(self) -> int:
        return self.table.total_rows

    @property
    def left_out(self) -> list[str]:
        """Headers that were not understood; a column of row numbers is none of them."""
        return [one for one in self.table.unknown_headers if fold(one) not in ROW_NUMBERS]

    @property
    def ambiguous(self) -> list[str]:
        return [one.header for one in self.table.ambiguous]

    @property
    def not_entered(self) -> list[str]:
        """Columns that were understood and are not entered by a list (money)."""
        return [m.header for key, m in self.table.understood.items() if key in NOT_ENTERED]

    def reasons(self, problems: Sequence[Problem], lang: Language) -> list[str]:
        """Why a row came back, in words."""
        return [
            sentence(one, lang, column=self._column(one.key, lang) if one.key else "", more=REASONS)
            for one in problems
        ]

    def _column(self, key: str, lang: Language) -> str:
        if key in self.table.understood:
            return self.table.title(key)
        return self.kind.column_names[key][lang] if key in self.kind.column_names else key


def read_list(path: str | PathLike[str], kind: ListKind) -> Table:
    """The list, its columns understood. Raises `WorkbookError` for what is no such list."""
    table = read_table(path, kind.columns, {"iin": iin_problem})
    for key in table.missing:
        raise ListRefused(kind.column_names[key])
    if kind.measure is not None and _registered(table) not in table.understood:
        raise ListRefused(kind.column_names["opened_on"])
    return table


def _registered(table: Table) -> str:
    """The column of the day of registration; in a list without it, the day of application."""
    return "opened_on" if "opened_on" in table.understood else "applied_on"


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
    table = read_list(path, kind)
    result = ImportResult(kind, table, is_dry)
    places, today = Places(office), date.today()
    take_in = (
        PersonList(office, by, places, today).take_in
        if kind.measure is None
        else ParticipantList(kind.measure, office, by, places, today, _registered(table)).take_in
    )
    with transaction.atomic():
        _alone(office)
        for rows in _chunks(table.rows):
            for row, outcome in zip(rows, _kept(rows, take_in), strict=True):
                _count(result, row, outcome)
            advance(len(rows))
        _add_up(result)
        if is_dry:
            transaction.set_rollback(True)
        else:
            result.run = ImportRun.objects.create(
                office=office,
                kind=kind.code,
                filename=(filename or path.name)[-250:],
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                rows=result.rows,
                landed=result.landed,
                known=result.known,
                rejected=len(result.rejected),
                skipped=result.skipped,
                by=by,
            )
    return result


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


def _count(result: ImportResult, row: Row, outcome: Outcome) -> None:
    if not isinstance(outcome, Landing):
        result.rejected.append((row, outcome))
        return
    if len(result.sample) < SAMPLE:
        result.sample.append(row)
    if outcome is Landing.LANDED:
        result.landed += 1
    else:
        result.known += 1
        result.completed += outcome is Landing.COMPLETED


def _add_up(result: ImportResult) -> None:
    told = result.landed + result.known + len(result.rejected) + result.skipped
    if told != result.rows:
        raise AssertionError(f"{told} rows told of {result.rows}: nothing is taken in")
