"""Who may ride: judged by the rules of the day, by a paper that holds until a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.local_law import law_on
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.invataxi.formulas import GROUNDS, PROGRAMME, read_rider
from qamtu.rules.parameters import Law
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.trace import trace_of

from .models import Rider

GROUPS = {
    "group_1": "group_1",
    "group_2": "group_2",
    "group_3": "group_3",
    "child_under_16": "child",
}
STOPPING = {"deceased": "rider-deceased", "moved_away": "rider-moved-away"}


class RiderRefused(FactRefused):
    """«rider-not-lawful», «rider-paper», «rider-order», «rider-there», «rider-deceased»,
    «rider-moved-away», «rider-paper-over», «rider-sits-or-lies».
    """


@dataclass(frozen=True)
class Riding:
    """Who wants to ride, by which paper."""

    person: Person
    paper: str
    valid_from: date
    valid_to: date | None = None
    moves_with_difficulty: bool = False
    in_wheelchair: bool = False
    needs_lift: bool = False
    on_stretcher: bool = False
    escorts: int = 0


def judge_rider(riding: Riding, group: str, law: Law) -> Judgement:
    """What the rules of the first day say. `group`: of the register. Raises `FactsRefused`."""
    given: dict[str, Any] = {
        "group": GROUPS.get(group, "none"),
        "moves_with_difficulty": riding.moves_with_difficulty or riding.on_stretcher,
        "in_wheelchair": riding.in_wheelchair,
        "has_paper": bool(riding.paper.strip()),
    }
    return judge(PROGRAMME, read_rider(given, riding.valid_from), law)


def admit_rider(*, riding: Riding, by: User) -> Rider:
    """One rider; see `admit_riders`."""
    return admit_riders(office=riding.person.office, riding=[riding], by=by)[0]


@transaction.atomic
def admit_riders(*, office: Office, riding: Sequence[Riding], by: User) -> list[Rider]:
    """Riders whom the rules of their day admit. All or none.

    Raises `RiderRefused`, `FactsRefused`, `ParameterMissing`.
    """
    people = [one.person.pk for one in riding]
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    known: dict[int, list[StatusPeriod]] = {}
    for period in StatusPeriod.objects.live().filter(
        person__in=people, kind__in=("disability", *STOPPING)
    ):
        known.setdefault(period.person_id, []).append(period)
    standing: dict[int, list[Rider]] = {}
    for rider in Rider.objects.live().filter(person__in=people):
        standing.setdefault(rider.person_id, []).append(rider)
    laws: dict[date, Law] = {}
    made = []
    for one in riding:
        day = one.valid_from
        if one.valid_to is not None and one.valid_to < day:
            raise RiderRefused("rider-order")
        if one.in_wheelchair and one.on_stretcher:
            raise RiderRefused("rider-sits-or-lies")
        for other in standing.get(one.person.pk, ()):
            if other.valid_to is None or other.valid_to >= day:
                raise RiderRefused("rider-there", paper=other.paper)
        group = ""
        for period in known.get(one.person.pk, ()):
            if period.kind in STOPPING and period.valid_from <= day:
                raise RiderRefused(STOPPING[period.kind], day=period.valid_from)
            is_on = period.valid_from <= day and (period.valid_to or day) >= day
            if period.kind == "disability" and is_on:
                group = period.category
        if day not in laws:
            laws[day] = law_on(office, PROGRAMME.folder, day)
        found = judge_rider(one, group, laws[day])
        refused = [ground for ground in GROUNDS if found[ground]]
        if refused:
            raise RiderRefused("rider-not-lawful", grounds=refused, trace=trace_of(found))
        found["is_entitled"]
        rider = Rider(
            office=office,
            person=one.person,
            paper=one.paper.strip(),
            valid_from=day,
            valid_to=one.valid_to,
            in_wheelchair=one.in_wheelchair,
            needs_lift=one.needs_lift,
            on_stretcher=one.on_stretcher,
            escorts=one.escorts,
            trace=trace_of(found),
            recorded_by=by,
        )
        standing.setdefault(one.person.pk, []).append(rider)
        made.append(rider)
    return Rider.objects.bulk_create(made)


def stops_of(riders: Sequence[Rider]) -> dict[int, tuple[str, date]]:
    """Of riders who may not ride any more: why, and the first day on which they may not."""
    found: dict[int, tuple[str, date]] = {}
    left = StatusPeriod.objects.live().filter(
        person__in=[one.person_id for one in riders], kind__in=STOPPING
    )
    days = {(one.person_id, one.kind): one.valid_from for one in left}
    for rider in riders:
        stops = [
            (day, STOPPING[kind]) for (person, kind), day in days.items()
            if person == rider.person_id
        ]  # fmt: skip
        if rider.valid_to is not None:
            stops.append((date.fromordinal(rider.valid_to.toordinal() + 1), "rider-paper-over"))
        if stops:
            day, code = min(stops)
            found[rider.pk] = (code, day)
    return found
