"""Opening a list of cases at once, each with its steps: what `acts` does for one, for thousands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from qamtu.accounts.models import Office, User

from .acts import ActRefused
from .fields import Details
from .measures import Measure
from .models import Case, CaseEvent, EventParticipant
from .workflow import NEW


@dataclass(slots=True)
class Step:
    """One transition on a day. `participants`: person's key and role. `pk`: once recorded."""

    transition: str
    day: date
    reason: str = ""
    quantity: int = 1
    participants: Sequence[tuple[int, str]] = ()
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


@transaction.atomic
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
    opened = Case.objects.bulk_create(
        Case(
            office=office,
            measure=measure.code,
            **{f"{measure.subject}_id": entry.subject_id},
            territory_id=entry.territory_id,
            category=entry.category,
            state=entry.state,
            opened_on=entry.opened_on,
            state_since=entry.state_since or entry.opened_on,
            note=entry.note,
            details=entry.details,
        )
        for entry in new
    )
    for entry, case in zip(new, opened, strict=True):
        entry.pk = case.pk
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
    events = CaseEvent.objects.bulk_create(
        CaseEvent(
            office_id=office.pk,
            case_id=entry.pk or 0,
            transition=step.transition,
            target_state=step.target,
            is_once=measure.workflow[step.transition].is_once,
            occurred_on=step.day,
            quantity=step.quantity,
            reason=step.reason.strip(),
            recorded_by=by,
        )
        for entry, step in taken
    )
    for event, (_entry, step) in zip(events, taken, strict=True):
        step.pk = event.pk
    EventParticipant.objects.bulk_create(
        EventParticipant(office_id=office.pk, event_id=step.pk or 0, person_id=person, role=role)
        for _entry, step in taken
        for person, role in step.participants
    )
    return len(new), len(events)
