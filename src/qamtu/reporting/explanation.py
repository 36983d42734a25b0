"""The records behind one figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from qamtu.casework.indicators import Indicator, Quantity
from qamtu.casework.models import Case, CaseEvent
from qamtu.finance.models import MoneyEntry, Source, Target
from qamtu.organizations.models import Facility, Organization
from qamtu.people.models import Household, Person, StatusPeriod

from .catalogue import MEASURES, indicator, slice_of
from .engine import (
    UNIT_COLUMN,
    Cell,
    Engine,
    compute,
    plan_cell,
    records_behind,
    slice_cell,
    source_cell,
)
from .engines import PostgresEngine
from .prepared import MARKED
from .relations import Period, facts_of
from .rows import BY_NAMES, row_of_code


@dataclass(frozen=True)
class Record:
    """One record behind a figure. `amount` is tiyn (money), a plan's value, or what is added up."""

    kind: str
    id: int
    day: date | None
    title: str
    measure: str
    case: int | None
    person: int | None
    amount: int | None
    act: str = ""


class UnknownValue(LookupError):
    """An indicator has no such value or group."""


def cell_of(
    code: str,
    *,
    key: str | None = None,
    slice_name: str | None = None,
    row: tuple[str, str] | None = None,
) -> Cell:
    """The cell that a name means: an indicator, a value of it, a group or a source.

    `row`: of a breakdown, by what and which («okrug», its KATO code). Raises `UnknownIndicator` or
    `UnknownValue`; a share is made of other values and is `UnknownValue` here.
    """
    cell = _whole_cell(indicator(code), key, slice_name, of_places=row is not None)
    if row is None:
        return cell
    by, row_code = row
    known = by in BY_NAMES or by.startswith("detail:")
    try:
        within = cell.within(by, row_of_code(by, row_code))
        if known:
            within.condition(facts_of(cell.ledger, MARKED))
    except (LookupError, AttributeError):
        known = False
    if not known:
        raise UnknownValue(f"{by} {row_code}")
    return within


def _whole_cell(of: Indicator, key: str | None, slice_name: str | None, *, of_places: bool) -> Cell:
    if key == "plan" or (key is None and of.main_key is None):
        return plan_cell(of, of_places=of_places)
    key = key or of.main_key
    if key is None or not isinstance(of.values.get(key), Quantity):
        raise UnknownValue(key)
    if slice_name is None:
        return slice_cell(of, key, None)
    if slice_name in Source.values and of.by_source:
        return source_cell(of, of.by_source, slice_name)
    group = slice_of(of, slice_name)
    if group is None:
        raise UnknownValue(slice_name)
    return slice_cell(of, key, group)


def explain(cell: Cell, period: Period, engine: Engine | None = None) -> list[Record]:
    """Every record behind a cell: as many as the figure counts, or summing to it."""
    engine = engine or PostgresEngine()
    cell = _plan_or_places(cell, period, engine)
    rows = records_behind(cell, period, engine)
    if cell.count in UNIT_COLUMN:
        return _units(cell, rows)
    ids = [row["event_id" if cell.ledger == "participants" else "id"] for row in rows]
    if cell.ledger == "money":
        return _money(ids)
    if cell.ledger == "targets":
        return _targets(ids)
    if cell.ledger in ("statuses", "status_starts", "status_ends"):
        return _statuses(ids)
    return _events(ids, rows)


def _plan_or_places(cell: Cell, period: Period, engine: Engine) -> Cell:
    """A plan is told by the office's own targets; without any, by those of its places."""
    of = cell.declared
    if cell.ledger != "targets" or cell.key[1:] != ("plan", "") or not isinstance(of, Indicator):
        return cell
    if cell.key in compute([cell], period, engine):
        return cell
    return plan_cell(of, of_places=True)


def _subject_title(case: Case) -> str:
    return str(
        case.person or case.organization or case.facility or _household_title(case.household)
    )


def _household_title(household: Household | None) -> str:
    if household is None:
        return ""
    members = sorted(household.members.all(), key=lambda m: (m.relation != "head", m.pk))
    head = members[0].person.full_name if members else "—"
    return f"{head} (+{len(members) - 1})" if len(members) > 1 else head


SUBJECTS = ("person", "household", "organization", "facility")
CASE_SUBJECTS = tuple(f"case__{subject}" for subject in SUBJECTS)


def _events(ids: list[int], rows: list[dict[str, Any]]) -> list[Record]:
    events = (
        CaseEvent.objects.filter(pk__in=ids)
        .select_related("case", *CASE_SUBJECTS)
        .prefetch_related("case__household__members__person")
        .in_bulk()
    )
    return [
        Record(
            "event",
            event.pk,
            event.occurred_on,
            _subject_title(event.case),
            event.measure,
            event.case_id,
            event.person_id,
            row.get("amount_added"),
        )
        for event, row in ((events[pk], row) for pk, row in zip(ids, rows, strict=True))
    ]


def _money(ids: list[int]) -> list[Record]:
    entries = (
        MoneyEntry.objects.filter(pk__in=ids)
        .select_related("line", "case", *CASE_SUBJECTS)
        .prefetch_related("case__household__members__person")
        .in_bulk()
    )
    return [
        Record(
            "money",
            entry.pk,
            entry.occurred_on,
            _subject_title(entry.case) if entry.case else str(entry.line),
            entry.measure,
            entry.case_id,
            entry.case.person_id if entry.case else None,
            entry.amount,
            entry.act,
        )
        for entry in (entries[pk] for pk in ids)
    ]


def _targets(ids: list[int]) -> list[Record]:
    targets = Target.objects.select_related("territory").in_bulk(ids)
    return [
        Record(
            "target", t.pk, t.occurred_on, str(t.territory or ""), "", None, None, t.value, t.act
        )
        for t in (targets[pk] for pk in ids)
    ]


def _statuses(ids: list[int]) -> list[Record]:
    periods = StatusPeriod.objects.select_related("person").in_bulk(ids)
    return [
        Record("status", p.pk, p.valid_from, str(p.person), "", None, p.person_id, None, p.paper)
        for p in (periods[pk] for pk in ids)
    ]


def _units(cell: Cell, rows: list[dict[str, Any]]) -> list[Record]:
    column = UNIT_COLUMN[cell.count]
    titles = _unit_titles(cell.count, [row[column] for row in rows])
    return [
        Record(
            cell.count,
            row[column],
            row["occurred_on"],
            titles.get(row[column], "—"),
            "",
            row[column] if cell.count == "case" else row.get("case_id"),
            row[column] if cell.count == "person" else None,
            None,
        )
        for row in rows
    ]


def _unit_titles(unit: str, ids: list[int]) -> dict[int, str]:
    if unit == "household":
        households = Household.objects.prefetch_related("members__person").in_bulk(ids)
        return {pk: _household_title(household) for pk, household in households.items()}
    if unit == "case":
        cases = Case.objects.select_related(*SUBJECTS)
        found = cases.prefetch_related("household__members__person").in_bulk(ids)
        return {pk: _subject_title(case) for pk, case in found.items()}
    models: dict[str, type[Person] | type[Organization] | type[Facility]] = {
        "person": Person,
        "organization": Organization,
        "facility": Facility,
    }
    return {pk: str(found) for pk, found in models[unit].objects.in_bulk(ids).items()}


def measure_name(code: str, language: str) -> str:
    """A measure's name, or nothing for facts that belong to none."""
    return MEASURES[code].names[language] if code in MEASURES else ""


COLUMNS = ("kind", "id", "day", "title", "measure", "case", "person", "amount", "act")


def as_lines(
    records: Iterable[Record], language: str, *, is_money: bool
) -> list[dict[str, object]]:
    """The records as rows of a table by `COLUMNS`: money in tenge, anything else as it is."""
    return [
        {
            "kind": record.kind,
            "id": record.id,
            "day": record.day.isoformat() if record.day else None,
            "title": record.title,
            "measure": measure_name(record.measure, language),
            "case": record.case,
            "person": record.person,
            "amount": _amount(record, is_money=is_money),
            "act": record.act,
        }
        for record in records
    ]


def in_text(lines: list[dict[str, object]]) -> str:
    """The rows to be read on a terminal, and how many there are."""
    texts = []
    for line in lines:
        amount = f"  {line['amount']}" if line["amount"] is not None else ""
        texts.append(f"{line['day']}  {line['kind']} {line['id']}  {line['title']}{amount}")
    return "\n".join([*texts, str(len(lines))])


def _amount(record: Record, *, is_money: bool) -> float | int | None:
    if record.amount is None:
        return None
    return float(record.amount) / 100 if is_money else int(record.amount)
