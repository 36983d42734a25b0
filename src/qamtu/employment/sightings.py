"""What is known of people after a measure, each thing with its day and where it was recorded.

A sighting says what a person was seen to be on a day: at work, in business, back at the centre,
out of work, or gone. `still`: that they were found to be it still, and did not only become it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent
from qamtu.people.models import StatusPeriod

from .job_search import MEASURE as JOB_SEARCH
from .models import (
    GrantVisit,
    JobWatch,
    Placement,
    PlacementEnd,
    QuotaLeaving,
    Removal,
    SupportOutcome,
)
from .quota import MEASURES as QUOTAS

NEXT_DAY = timedelta(days=1)


class State(StrEnum):
    """What came of one who finished; of two things seen on one day the later one here counts."""

    UNKNOWN = "unknown"
    CAME_BACK = "came_back"
    NO_WORK = "no_work"
    WORKS = "works"
    BUSINESS = "business"
    GONE = "gone"


AT_WORK = frozenset({State.WORKS, State.BUSINESS})
_RANK = {state: rank for rank, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Sighting:
    """`source`: the code of the ledger's kind of fact; `paper`: what proves it."""

    day: date
    state: State
    still: bool
    source: str
    paper: str = ""
    case_id: int | None = None


STATUSES = {
    "employed": State.WORKS,
    "self_employed": State.BUSINESS,
    "unemployed": State.CAME_BACK,
    "deceased": State.GONE,
    "moved_away": State.GONE,
}
REMOVED = {
    Removal.Cause.MOVED: State.GONE,
    Removal.Cause.DECEASED: State.GONE,
    Removal.Cause.PENSION: State.GONE,
}
ENDED = {
    PlacementEnd.Reason.KEPT_ON: State.WORKS,
    PlacementEnd.Reason.FOUND_WORK: State.WORKS,
    PlacementEnd.Reason.DECEASED: State.GONE,
}
SUPPORTED = {"employed": State.WORKS, "imprisoned": State.NO_WORK, "moved": State.GONE}
Seen = Iterator[tuple[int, Sighting]]


def sightings_of(
    office: Office, people: Collection[int], *, as_of: date, known_at: datetime
) -> dict[int, list[Sighting]]:
    """By person, all that is known of them up to the day, in its order."""
    found: dict[int, list[Sighting]] = defaultdict(list)
    keys = list(people)
    for look in (_events, _watches, _statuses, _placements, _quotas, _visits, _supports, _removals):
        for person, one in look(office, keys, as_of, known_at):
            if one.day <= as_of:
                found[person].append(one)
    for mine in found.values():
        mine.sort(key=lambda one: (one.day, one.still, _RANK[one.state]))
    return found


def _events(office: Office, people: list[int], as_of: date, known_at: datetime) -> Seen:
    """Hired by a vacancy or a quota; registered with the centre."""
    states = {
        ("permanent_job", "carry_out"): State.WORKS,
        (JOB_SEARCH.code, "open"): State.CAME_BACK,
        **{(measure.code, "carry_out"): State.WORKS for measure in QUOTAS},
    }
    rows = (
        CaseEvent.objects.known_at(known_at)
        .filter(
            office=office,
            person__in=people,
            measure__in={measure for measure, _ in states},
            transition__in={transition for _, transition in states},
            occurred_on__lte=as_of,
        )
        .values_list("person_id", "measure", "transition", "occurred_on", "case_id")
    )
    for person, measure, transition, day, case in rows:
        state = states.get((measure, transition))
        if state is not None:
            source = "registered" if state is State.CAME_BACK else "hired"
            yield person, Sighting(day, state, False, source, "", case)


def _watches(office: Office, people: list[int], as_of: date, known_at: datetime) -> Seen:
    found = JobWatch.objects.known_at(known_at).filter(
        office=office, case__person__in=people, occurred_on__lte=as_of
    )
    for one in found.select_related("case"):
        state = State.BUSINESS if one.has_business else State.NO_WORK
        state = State.WORKS if one.is_employed else state
        yield (
            one.case.person_id or 0,
            Sighting(one.occurred_on, state, True, "watch", one.evidence, one.case_id),
        )


def _statuses(office: Office, people: list[int], as_of: date, known_at: datetime) -> Seen:
    """A status begins; an ended job or business was there until its last day, and is no more."""
    found = StatusPeriod.objects.known_at(known_at).filter(
        office=office, person__in=people, kind__in=STATUSES, valid_from__lte=as_of
    )
    for one in found:
        state = STATUSES[one.kind]
        yield one.person_id, Sighting(one.valid_from, state, False, one.kind, one.paper)
        if one.valid_to is not None and state in AT_WORK:
            yield one.person_id, Sighting(one.valid_to, state, True, one.kind, one.paper)
            after = one.valid_to + NEXT_DAY
            yield one.person_id, Sighting(after, State.NO_WORK, False, one.kind, one.paper)


def _placements(office: Office, people: list[int], as_of: date, known_at: datetime) -> Seen:
    """Another subsidised job is the centre's help again; how one ended is what came of it."""
    for one in Placement.objects.known_at(known_at).filter(
        office=office, person__in=people, started_on__lte=as_of
    ):
        yield (
            one.person_id,
            Sighting(one.started_on, State.CAME_BACK, False, "placed", one.order, one.case_id),
        )
    ends = PlacementEnd.objects.known_at(known_at).filter(
        office=office, placement__person__in=people, occurred_on__lte=as_of, reason__in=ENDED
    )
    for end in ends.select_related("placement"):
        yield (
            end.placement.person_id,
            Sighting(
                end.occurred_on,
                ENDED[PlacementEnd.Reason(end.reason)],
                False,
                end.reason,
                end.note,
                end.placement.case_id,
            ),
        )


def _quotas(office: Office, people: list[int], as_of: date, known_at: datetime) -> Seen:
    found = QuotaLeaving.objects.known_at(known_at).filter(
        office=office, hire__person__in=people, occurred_on__lte=as_of
    )
    for one in found.select_related("hire"):
        case = one.hire.case_id
        for day, state, still in (
            (one.occurred_on, State.WORKS, True),
            (one.occurred_on + NEXT_DAY, State.NO_WORK, False),
        ):
            yield one.hire.person_id, Sighting(day, state, still, "left", one.reason, case)


def _visits(office: Office, people: list[int], as_of: date, known_at: datetime) -> Seen:
    """A grantee was visited: the business runs, or does not."""
    found = GrantVisit.objects.known_at(known_at).filter(
        office=office, application__case__person__in=people, visited_on__lte=as_of
    )
    for one in found.select_related("application__case"):
        case = one.application.case
        state = State.BUSINESS if one.is_running else State.NO_WORK
        yield (
            case.person_id or 0,
            Sighting(one.visited_on, state, True, "visit", one.visitor, case.pk),
        )


def _supports(office: Office, people: list[int], as_of: date, known_at: datetime) -> Seen:
    found = SupportOutcome.objects.known_at(known_at).filter(
        office=office, case__person__in=people, occurred_on__lte=as_of, outcome__in=SUPPORTED
    )
    for one in found.select_related("case"):
        yield (
            one.case.person_id or 0,
            Sighting(
                one.occurred_on, SUPPORTED[one.outcome], False, "support", one.paper, one.case_id
            ),
        )


def _removals(office: Office, people: list[int], as_of: date, known_at: datetime) -> Seen:
    found = Removal.objects.known_at(known_at).filter(
        office=office, case__person__in=people, occurred_on__lte=as_of, cause__in=REMOVED
    )
    for one in found.select_related("case"):
        state = REMOVED[Removal.Cause(one.cause)]
        yield (
            one.case.person_id or 0,
            Sighting(one.occurred_on, state, False, "removed", one.note, one.case_id),
        )
