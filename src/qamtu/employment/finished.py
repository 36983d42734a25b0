"""Who has finished a measure of employment, and on which day.

A course is finished with its certificate; a grant when it is paid; a loan when it is issued; a
permanent job or a quota place when the person is hired; a subsidised job when the placement is
over, for whatever reason; the support of one on probation when it is completed. From that day on
it is asked what came of it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Prefetch

from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent

from .agreements import SUBSIDISED
from .models import Placement, PlacementEnd
from .quota import MEASURES as QUOTAS
from .resocialisation_support import MEASURE as SUPPORT

EVER = date(1990, 1, 1)  # before anything that an office has recorded
FINISHED_BY: dict[str, str] = {
    "bastau": "carry_out",
    "startup_grant": "pay",
    "microcredit": "carry_out",
    "permanent_job": "carry_out",
    **{measure.code: "carry_out" for measure in QUOTAS},
    SUPPORT.code: "carry_out",
}
MEASURES_WITH_OUTCOMES: tuple[str, ...] = (
    "permanent_job",
    "bastau",
    "startup_grant",
    "microcredit",
    *SUBSIDISED,
    *(measure.code for measure in QUOTAS),
    SUPPORT.code,
)


@dataclass(frozen=True, slots=True)
class Finish:
    """One case that is finished, with what its person was on that day by the ledger."""

    case_id: int
    person_id: int
    measure: str
    day: date
    category: str
    territory_id: int | None
    birth_date: date
    sex: str


def finishes(
    office: Office,
    *,
    start: date,
    as_of: date,
    known_at: datetime | None = None,
    measures: Collection[str] = MEASURES_WITH_OUTCOMES,
    cases: Collection[int] | None = None,
) -> list[Finish]:
    """What was finished from the first day to the last, as known at the moment; oldest first."""
    moment = known_at or datetime.now(UTC)
    found = [
        *_by_events(office, start, as_of, moment, measures, cases),
        *_by_placements(office, start, as_of, moment, measures, cases),
    ]
    return sorted(found, key=lambda one: (one.day, one.case_id))


def _by_events(
    office: Office,
    start: date,
    as_of: date,
    moment: datetime,
    measures: Collection[str],
    cases: Collection[int] | None,
) -> Iterator[Finish]:
    """The first event that finishes each case: a grant may be paid in parts."""
    wanted = {code: step for code, step in FINISHED_BY.items() if code in measures}
    events = CaseEvent.objects.known_at(moment).filter(
        office=office,
        measure__in=wanted,
        transition__in=set(wanted.values()),
        occurred_on__lte=as_of,
    )
    seen: set[int] = set()
    for one, transition in _described(events, cases):
        if wanted[one.measure] != transition or one.case_id in seen:
            continue
        seen.add(one.case_id)
        if one.day >= start:
            yield one


def _by_placements(
    office: Office,
    start: date,
    as_of: date,
    moment: datetime,
    measures: Collection[str],
    cases: Collection[int] | None,
) -> Iterator[Finish]:
    """Placements that were ended, or whose last day has come."""
    wanted = [code for code in SUBSIDISED if code in measures]
    if not wanted:
        return
    placements = (
        Placement.objects.known_at(moment)
        .filter(office=office, started_on__lte=as_of, agreement__measure__in=wanted)
        .prefetch_related(
            Prefetch("ends", queryset=PlacementEnd.objects.known_at(moment), to_attr="known_ends")
        )
    )
    if cases is not None:
        placements = placements.filter(case__in=cases)
    over: dict[int, date] = {}
    for placement in placements:
        ends: list[PlacementEnd] = placement.known_ends
        last = min((one.occurred_on for one in ends), default=placement.last_day)
        if start <= last <= as_of:
            over[placement.case_id] = last
    events = CaseEvent.objects.known_at(moment).filter(
        office=office, measure__in=wanted, transition="carry_out"
    )
    for one, _transition in _described(events, over):
        yield Finish(
            one.case_id,
            one.person_id,
            one.measure,
            over[one.case_id],
            one.category,
            one.territory_id,
            one.birth_date,
            one.sex,
        )


def _described(events: object, cases: Iterable[int] | None) -> Iterator[tuple[Finish, str]]:
    found = events.filter(person__isnull=False)  # type: ignore[attr-defined]
    if cases is not None:
        found = found.filter(case__in=list(cases))
    rows = found.order_by("occurred_on", "pk").values_list(
        "case_id",
        "person_id",
        "measure",
        "occurred_on",
        "category",
        "territory_id",
        "birth_date",
        "sex",
        "transition",
    )
    for *described, transition in rows.iterator(chunk_size=5000):
        yield Finish(*described), transition
