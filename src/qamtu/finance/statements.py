"""Statements of the treasury beside our entries: taken in, matched, looked at."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused, violated_constraint

from .matching import DAYS, Said, Unit, match
from .models import (
    LineClassification,
    MoneyEntry,
    Payment,
    StatementMatch,
    StatementRow,
    TreasuryStatement,
)

_PAPER = re.compile(r"№\s*([0-9A-Za-zА-Яа-я/-]+)")
MOVING = ("paid", "returned")


class MatchRefused(FactRefused):
    """«match-empty», «match-sums», «match-taken», «match-kind»."""


@dataclass(frozen=True)
class StatementLine:
    """A row as it was read, before it is kept. `turn`: which of its equals in the file it is."""

    day: date
    amount: int
    document: str = ""
    payee_number: str = ""
    payee: str = ""
    purpose: str = ""
    code: tuple[str, str, str, str] = ("", "", "", "")
    turn: int = 1

    @property
    def said(self) -> tuple[object, ...]:
        """What the row says, without which of its equals it is."""
        texts = (self.document, self.payee_number, self.payee, self.purpose)
        return (self.day, self.amount, *(" ".join(t.casefold().split()) for t in texts), self.code)

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr((self.said, self.turn)).encode()).hexdigest()


@transaction.atomic
def keep_lines(*, statement: TreasuryStatement, lines: Sequence[StatementLine]) -> list[bool]:
    """Keep the rows that are not kept yet; which of them were new."""
    known = set(
        StatementRow.objects.filter(
            office=statement.office_id, fingerprint__in=[line.fingerprint for line in lines]
        ).values_list("fingerprint", flat=True)
    )
    news = []
    for line in lines:
        news.append(line.fingerprint not in known)
        known.add(line.fingerprint)
    StatementRow.objects.bulk_create(
        StatementRow(
            office_id=statement.office_id,
            statement=statement,
            occurred_on=line.day,
            amount=line.amount,
            document=line.document,
            payee_number=line.payee_number,
            payee=line.payee,
            purpose=line.purpose,
            administrator=line.code[0],
            programme=line.code[1],
            subprogramme=line.code[2],
            specific=line.code[3],
            fingerprint=line.fingerprint,
        )
        for line, is_new in zip(lines, news, strict=True)
        if is_new
    )
    return news


@transaction.atomic
def match_rows(*, office: Office, by: User) -> int:
    """Match what can be told without a person; how many rows were. Each is kept as a fact."""
    _alone(office)
    rows = {row.pk: row for row in unmatched_rows(office)}
    if not rows:
        return 0
    found = match([_said(row) for row in rows.values()], _units(office, rows.values()))
    StatementMatch.objects.bulk_create(
        StatementMatch(office=office, row_id=said.key, entry_id=entry, recorded_by=by)
        for said, unit in found.matched
        for entry in unit.entries
    )
    return len(found.matched)


@transaction.atomic
def match_by_hand(
    *, row: StatementRow, entry_ids: Iterable[int], by: User, note: str = ""
) -> list[StatementMatch]:
    """Say which entries a row is. Where the sums differ, `note` says why they belong together.

    Raises `MatchRefused`.
    """
    keys = sorted(set(entry_ids))
    entries = list(MoneyEntry.objects.live().filter(office=row.office_id, pk__in=keys))
    if not entries or len(entries) != len(keys):
        raise MatchRefused("match-empty")
    wanted = "paid" if row.amount > 0 else "returned"
    if any(entry.kind != wanted for entry in entries):
        raise MatchRefused("match-kind")
    amount = sum(_signed(entry) for entry in [*entries, *entries_of(row)])
    if amount != row.amount and not note.strip():
        raise MatchRefused("match-sums", amount=amount, left=row.amount)
    try:
        with transaction.atomic():
            return StatementMatch.objects.bulk_create(
                StatementMatch(
                    office_id=row.office_id,
                    row=row,
                    entry=entry,
                    is_by_hand=True,
                    note=note.strip(),
                    recorded_by=by,
                )
                for entry in entries
            )
    except IntegrityError as error:
        if violated_constraint(error) == "entry_matched_once":
            raise MatchRefused("match-taken") from error
        raise


@transaction.atomic
def unmatch(*, row: StatementRow, reason: str, by: User) -> None:
    """Take the matches of a row back; row and entries stand apart again."""
    for one in row.matches.live():
        one.retract(reason=reason, by=by)


def entries_of(row: StatementRow) -> list[MoneyEntry]:
    """The entries with which a row is matched; one retracted since is none."""
    found = row.matches.live().filter(entry__retracted_at=None).select_related("entry")
    return [one.entry for one in found]


def unmatched_rows(office: Office) -> QuerySet[StatementRow]:
    live = StatementMatch.objects.live().filter(row=OuterRef("pk"))
    return StatementRow.objects.filter(~Exists(live), office=office)


def unmatched_entries(office: Office, first: date, last: date) -> QuerySet[MoneyEntry]:
    """Our payments and returns of the days that no row of the treasury is matched with."""
    live = StatementMatch.objects.live().filter(entry=OuterRef("pk"))
    return (
        MoneyEntry.objects.live()
        .filter(~Exists(live), office=office, kind__in=MOVING, occurred_on__range=(first, last))
        .exclude(source="fund")
    )


@dataclass
class Standing:
    """How the rows and entries of some days stand to each other."""

    first: date
    last: date
    matched: list[tuple[StatementRow, list[MoneyEntry]]] = field(default_factory=list)
    differing: list[tuple[StatementRow, list[MoneyEntry]]] = field(default_factory=list)
    statement_only: list[StatementRow] = field(default_factory=list)
    ours_only: list[MoneyEntry] = field(default_factory=list)

    @property
    def said_sum(self) -> int:
        rows = [row for row, _entries in (*self.matched, *self.differing)]
        return sum(row.amount for row in (*rows, *self.statement_only))


def standing_of(office: Office, first: date, last: date) -> Standing:
    """Each row of the days in exactly one place, each entry in at most one."""
    found = Standing(first, last)
    rows = StatementRow.objects.filter(office=office, occurred_on__range=(first, last))
    matches: dict[int, list[StatementMatch]] = defaultdict(list)
    for one in StatementMatch.objects.live().filter(row__in=rows).select_related("entry__line"):
        matches[one.row_id].append(one)
    open_rows = []
    for row in rows:
        if row.pk not in matches:
            open_rows.append(row)
            continue
        entries = [one.entry for one in matches[row.pk] if one.entry.is_live]
        same = sum(_signed(entry) for entry in entries) == row.amount
        (found.matched if same else found.differing).append((row, entries))
    guessed = match([_said(row) for row in open_rows], _units(office, open_rows)).differing
    by_key = {row.pk: row for row in open_rows}
    entries_by_key = MoneyEntry.objects.select_related("line").in_bulk(
        [entry for _said_row, unit in guessed for entry in unit.entries]
    )
    shown = set()
    for said, unit in guessed:
        found.differing.append(
            (by_key.pop(said.key), [entries_by_key[entry] for entry in unit.entries])
        )
        shown |= set(unit.entries)
    found.statement_only = list(by_key.values())
    ours = unmatched_entries(office, first, last).exclude(pk__in=shown)
    found.ours_only = list(ours.select_related("line").order_by("occurred_on", "pk"))
    return found


def candidates_of(row: StatementRow, amount_only: bool = False) -> list[MoneyEntry]:
    """Our unmatched entries near a row's day: those of its sum first, then by the days between."""
    span = timedelta(days=DAYS * 6)
    kind = "paid" if row.amount > 0 else "returned"
    found = (
        unmatched_entries(row.office, row.occurred_on - span, row.occurred_on + span)
        .filter(kind=kind)
        .select_related("line", "case__person", "case__organization")
    )
    if amount_only:
        found = found.filter(amount=abs(row.amount))
    return sorted(
        found,
        key=lambda entry: (
            entry.amount != abs(row.amount),
            abs((entry.occurred_on - row.occurred_on).days),
            entry.pk,
        ),
    )


def _signed(entry: MoneyEntry) -> int:
    return entry.amount if entry.kind == "paid" else -entry.amount


def _said(row: StatementRow) -> Said:
    return Said(
        row.pk,
        row.occurred_on,
        row.amount,
        _paper(row.document),
        row.payee_number,
        (row.administrator, row.programme, row.subprogramme, row.specific),
    )


def _paper(text: str) -> str:
    return text.strip().lstrip("№ ").casefold()


def _units(office: Office, rows: Iterable[StatementRow]) -> list[Unit]:
    """Our unmatched payments around the days of the rows: entries, runs by line, days of a line."""
    days = [row.occurred_on for row in rows]
    if not days:
        return []
    span = timedelta(days=DAYS)
    entries = list(
        unmatched_entries(office, min(days) - span, max(days) + span)
        .select_related("case__person", "case__organization")
        .order_by("pk")
    )
    codes: dict[int, Any] = {
        one.line_id: (one.programme.administrator, one.programme.programme, one.subprogramme,
                      one.specific)
        for one in LineClassification.objects.live()
        .filter(line__in={entry.line_id for entry in entries})
        .select_related("programme")
    }  # fmt: skip
    runs: dict[int | None, tuple[int | None, int | None, str]] = {
        event: (run, number, recipient)
        for event, run, number, recipient in Payment.objects.filter(
            event__in=[entry.event_id for entry in entries if entry.event_id]
        ).values_list("event_id", "run_id", "run__number", "recipient_iin")
    }
    units: list[Unit] = []
    groups: dict[tuple[object, ...], list[tuple[MoneyEntry, Any, set[str]]]] = defaultdict(list)
    for entry in entries:
        run, number, recipient = runs.get(entry.event_id, (None, None, ""))
        code = codes.get(entry.line_id, ("", "", "", ""))
        papers = {_paper(found) for found in _PAPER.findall(entry.act)}
        units.append(
            Unit(
                (entry.pk,), entry.occurred_on, _signed(entry), frozenset(papers),
                recipient or _payee(entry), code,
            )
        )  # fmt: skip
        groups["day", entry.line_id, entry.occurred_on, entry.kind].append((entry, code, papers))
        if run is not None:
            groups["run", entry.line_id, run, entry.kind].append((entry, code, {str(number)}))
    seen = set()
    for members in groups.values():
        keys = tuple(entry.pk for entry, _code, _papers in members)
        if len(keys) < 2 or keys in seen:
            continue
        seen.add(keys)
        units.append(
            Unit(
                keys,
                members[0][0].occurred_on,
                sum(_signed(entry) for entry, _code, _papers in members),
                frozenset[str]().union(*(papers for _entry, _code, papers in members)),
                "",
                members[0][1],
            )
        )
    return units


def _payee(entry: MoneyEntry) -> str:
    case = entry.case
    if case is None:
        return ""
    if case.organization is not None:
        return case.organization.bin
    return case.person.iin if case.person is not None else ""


def _alone(office: Office) -> None:
    """One matching of an office at a time: the second sees what the first has taken."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('qamtu.treasury'), %s)", [office.pk])
