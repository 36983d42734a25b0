"""Opening a list of cases at once, each with its steps: what `acts` does for one, for thousands."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.db.models import Max

from qamtu.accounts.models import Office, User
from qamtu.ledger.arrays import array_of, array_of_texts

from .acts import ActRefused
from .fields import Details
from .measures import Measure
from .models import Case, CaseEvent, EventParticipant
from .workflow import NEW

# Arrays instead of a parameter for each cell: a list of thousands is one short statement.
OPEN = """
INSERT INTO casework_case (office_id, measure, id, {subject}, territory_id, category, state,
  opened_on, state_since, note, details)
SELECT %s, %s, * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::text[],
  %s::date[], %s::date[], %s::text[], %s::jsonb[])
"""
ADD_DETAILS = """
UPDATE casework_case c SET details = c.details || came.details
FROM unnest(%s::bigint[], %s::jsonb[]) AS came (id, details) WHERE c.id = came.id
"""
# What an event takes from its case and person is taken by the database.
RECORD = """
SELECT casework_record(%s, %s, %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::boolean[],
  %s::date[], %s::integer[], %s::text[])
"""
KEYS = """
SELECT string_agg(nextval(keys)::text, ',')
FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass OFFSET 0) AS of_table (keys),
  generate_series(1, %s)
"""


@dataclass(slots=True)
class Step:
    """One transition on a day. `participants`: person's key and role. `pk`: once recorded.

    `details`: what is asked at this step, kept with it and with every later one. What is asked at
    the opening is the case's own.
    """

    transition: str
    day: date
    reason: str = ""
    quantity: int = 1
    participants: Sequence[tuple[int, str]] = ()
    details: Details = field(default_factory=dict)
    target: str = NEW
    pk: int | None = None


@dataclass(slots=True)
class CaseEntry:
    """A subject's case: a new one (no key), or a known one with the steps that it has."""

    opened_on: date
    category: str = ""
    note: str = ""
    details: Details = field(default_factory=dict)
    subject_id: int = 0
    territory_id: int | None = None
    pk: int | None = None
    state: str = NEW
    state_since: date | None = None
    last_day: date | None = None
    done: dict[str, date] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def known_details(self) -> Details:
        """What the case has of its fields, with the steps that are not recorded yet."""
        known = dict(self.details)
        for step in self.steps:
            known |= step.details
        return known

    def follow(self, measure: Measure, steps: Sequence[Step]) -> None:
        """Add steps, all or none, by the measure's workflow. Raises `ActRefused`."""
        state, since, last = self.state, self.state_since, self.last_day
        for step in steps:
            if step.transition not in measure.workflow:
                raise ActRefused("unknown-act", transition=step.transition, measure=measure.code)
            allowed = measure.workflow[step.transition]
            if state not in allowed.sources:
                raise ActRefused("wrong-state", state=state, transition=step.transition)
            if allowed.needs_reason and not step.reason.strip():
                raise ActRefused("reason-missing", transition=step.transition)
            if last is not None and step.day < last:
                raise ActRefused(
                    "before-last-event", day=step.day, last=last, transition=step.transition
                )
            last = step.day
            if allowed.target and allowed.target != state:
                state, since = allowed.target, step.day
            step.target = state
        self.state, self.state_since, self.last_day = state, since, last
        self.done.update((step.transition, step.day) for step in steps)
        self.steps.extend(steps)


def known_cases(
    *, office: Office, measure: Measure, person_ids: Sequence[int], days: Sequence[date]
) -> dict[tuple[int, date], CaseEntry]:
    """Cases of these persons opened on these days, with their live steps; locked until the end."""
    cases = (
        Case.objects.select_for_update()
        .filter(
            office=office, measure=measure.code, person_id__in=person_ids, opened_on__in=set(days)
        )
        .order_by("-pk")
    )
    entries = {
        case.pk: CaseEntry(
            opened_on=case.opened_on,
            category=case.category,
            details=case.details,
            subject_id=case.person_id or 0,
            pk=case.pk,
            state=case.state,
            state_since=case.state_since,
        )
        for case in cases
    }
    for case_id, transition, day in (
        CaseEvent.objects.live()
        .filter(case_id__in=entries)
        .order_by("occurred_on", "pk")
        .values_list("case_id", "transition", "occurred_on")
    ):
        entries[case_id].done[transition] = day
        entries[case_id].last_day = day
    return {(entry.subject_id, entry.opened_on): entry for entry in entries.values()}


def entries_of(case_ids: Collection[int]) -> dict[int, CaseEntry]:
    """These cases by their keys, locked in that order, with the day of their last event."""
    cases = list(Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk"))
    last = dict(
        CaseEvent.objects.live()
        .filter(case__in=case_ids)
        .order_by()
        .values_list("case_id")
        .annotate(Max("occurred_on"))
    )
    return {
        case.pk: CaseEntry(
            opened_on=case.opened_on,
            pk=case.pk,
            state=case.state,
            state_since=case.state_since,
            last_day=last.get(case.pk),
        )
        for case in cases
    }


Taken = tuple[CaseEntry, Step]


@transaction.atomic(savepoint=False)
def record_cases(
    *, office: Office, measure: Measure, cases: Sequence[CaseEntry], by: User
) -> tuple[int, int]:
    """Open the new cases and record the steps followed by all: how many cases, how many steps."""
    new = [entry for entry in cases if entry.pk is None]
    moved = [entry for entry in cases if entry.pk is not None and entry.steps]
    for entry in new:
        if not measure.is_open_on(entry.opened_on):
            raise ActRefused("measure-not-open", measure=measure.code, day=entry.opened_on)
        if entry.category and entry.category not in measure.categories:
            raise ActRefused("unknown-category", category=entry.category, measure=measure.code)
    _open_all(office, measure, new)
    if moved:
        Case.objects.bulk_update(
            [
                Case(
                    pk=entry.pk,
                    state=entry.state,
                    state_since=entry.state_since or entry.opened_on,
                )
                for entry in moved
            ],
            ["state", "state_since"],
            batch_size=1000,
        )
    taken = [(entry, step) for entry in cases for step in entry.steps]
    for wave in _waves(taken):
        _add_details(wave)
        _record_all(office, measure, wave, by)
    EventParticipant.objects.bulk_create(
        EventParticipant(office_id=office.pk, event_id=step.pk or 0, person_id=person, role=role)
        for _entry, step in taken
        for person, role in step.participants
    )
    return len(new), len(taken)


def _open_all(office: Office, measure: Measure, new: Sequence[CaseEntry]) -> None:
    if not new:
        return
    for entry, key in zip(new, _keys("casework_case", len(new)), strict=True):
        entry.pk = key
    with connection.cursor() as cursor:
        cursor.execute(
            OPEN.format(subject=f"{measure.subject}_id"),
            [
                office.pk,
                measure.code,
                array_of([entry.pk for entry in new]),
                array_of([entry.subject_id for entry in new]),
                array_of([entry.territory_id for entry in new]),
                array_of_texts([entry.category for entry in new]),
                array_of_texts([entry.state for entry in new]),
                array_of([entry.opened_on for entry in new]),
                array_of([entry.state_since or entry.opened_on for entry in new]),
                array_of_texts([entry.note for entry in new]),
                array_of_texts([_as_json(entry.details) for entry in new]),
            ],
        )


def _as_json(details: Details) -> str:
    return json.dumps(details, ensure_ascii=False) if details else "{}"


def _waves(taken: Sequence[Taken]) -> list[list[Taken]]:
    """An event takes its case's fields as they stand: a step that adds some waits for the former.

    Where no step adds any, all go at once.
    """
    if not any(step.details for _, step in taken):
        return [list(taken)]
    waves: list[list[Taken]] = [[]]
    of_case: dict[int, int] = {}
    for entry, step in taken:
        turn = of_case.get(id(entry), 0) + bool(step.details)
        of_case[id(entry)] = turn
        if turn == len(waves):
            waves.append([])
        waves[turn].append((entry, step))
    return waves


def _add_details(wave: Sequence[Taken]) -> None:
    adding = [(entry, step) for entry, step in wave if step.details]
    if adding:
        with connection.cursor() as cursor:
            cursor.execute(
                ADD_DETAILS,
                [
                    array_of([entry.pk for entry, _ in adding]),
                    array_of_texts([_as_json(step.details) for _, step in adding]),
                ],
            )


def _record_all(office: Office, measure: Measure, taken: Sequence[Taken], by: User) -> None:
    if not taken:
        return
    for (_entry, step), key in zip(taken, _keys("casework_caseevent", len(taken)), strict=True):
        step.pk = key
    is_once = {code: measure.workflow[code].is_once for code in {s.transition for _, s in taken}}
    with connection.cursor() as cursor:
        cursor.execute(
            RECORD,
            [
                office.pk,
                by.pk,
                array_of([step.pk for _, step in taken]),
                array_of([entry.pk for entry, _ in taken]),
                array_of_texts([step.transition for _, step in taken]),
                array_of_texts([step.target for _, step in taken]),
                array_of([is_once[step.transition] for _, step in taken]),
                array_of([step.day for _, step in taken]),
                array_of([step.quantity for _, step in taken]),
                array_of_texts([step.reason.strip() for _, step in taken]),
            ],
        )


def _keys(table: str, count: int) -> list[int]:
    """The next keys of a table, in order: rows that go in as arrays know theirs beforehand."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [table, count])
        return [int(key) for key in cursor.fetchone()[0].split(",")]
