"""Ending what is open of a person who died, and taking that back when the record was a mistake.

One verb, which the civil registry calls downwards. What waits or was approved is withdrawn. A case
out of which others are still paid for what was done before the death stays open: it is named, and
its measure asks the register for the last day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.people.models import Person

from .acts import ActRefused, record_event, retract_event
from .measures import Measure
from .models import Case, CaseEvent
from .workflow import APPROVED, CHECKED, REGISTERED

OPEN = (REGISTERED, CHECKED, APPROVED)
ENDINGS = ("withdraw", "close")


@dataclass
class Endings:
    """The events by which cases were ended, and the cases that stay open to be settled."""

    ended: list[CaseEvent] = field(default_factory=list)
    settling: list[Case] = field(default_factory=list)


@transaction.atomic
def end_cases(
    *, person: Person, day: date, reason: str, by: User, measures: Mapping[str, Measure]
) -> Endings:
    """End every open case of the person. `measures`: the declared ones, by code."""
    found = Endings()
    cases = Case.objects.select_for_update().filter(person=person, state__in=OPEN).order_by("pk")
    for case in cases:
        measure = measures.get(case.measure)
        step = None
        if measure is not None and not (measure.settles_after_death and case.state == APPROVED):
            step = next(
                (
                    code
                    for code in ENDINGS
                    if code in measure.workflow and case.state in measure.workflow[code].sources
                ),
                None,
            )
        if measure is None or step is None:
            found.settling.append(case)
            continue
        _state, last = case.lock()
        found.ended.append(
            record_event(
                case=case,
                measure=measure,
                transition=step,
                day=max(day, last or day),
                reason=reason,
                by=by,
            )
        )
    return found


@transaction.atomic
def restore_cases(*, events: Sequence[int], reason: str, by: User) -> tuple[list[Case], list[Case]]:
    """Take back endings by their keys: (cases that are open again, those that could not be)."""
    restored, left = [], []
    for event in CaseEvent.objects.live().filter(pk__in=events).order_by("-pk"):
        try:
            retract_event(event=event, reason=reason, by=by)
        except ActRefused:
            left.append(event.case)
        else:
            restored.append(Case.objects.get(pk=event.case_id))
    return restored, left
