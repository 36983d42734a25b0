"""Looking again at who finished a measure: after 3, 6 and 12 months, by what evidence.

One watch or a list of them by one paper (a statement of pension contributions covers many people).
A watch of a permanent job is an event of its case too, so that the indicators count it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import retract_event
from qamtu.casework.enrolment import Step, entries_of, record_cases
from qamtu.casework.models import Case, CaseEvent
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.models import StatusPeriod

from .finished import EVER, MEASURES_WITH_OUTCOMES, Finish, finishes
from .models import JobWatch
from .outcomes import after_months
from .permanent_job import MEASURE as PERMANENT_JOB
from .permanent_job import WATCHED_AFTER


class WatchRefused(FactRefused):
    """«not-finished», «too-early-to-watch», «evidence-missing», «watched-already», «watch-months»,
    «watch-order».
    """


class Found(StrEnum):
    """What was found. Of a permanent job `WORKS` means: in that job still."""

    WORKS = "works"
    BUSINESS = "business"
    NEITHER = "neither"


@dataclass(frozen=True)
class Watched:
    """One line of a list: whose case, after how many months, what was found."""

    case_id: int
    after_months: int
    found: Found


def watch(
    *, case: Case, after_months: int, found: Found, day: date, evidence: str, by: User
) -> JobWatch:
    """Record one watch; see `watch_all`."""
    watched = Watched(case.pk, after_months, found)
    return watch_all(office=case.office, watched=[watched], day=day, evidence=evidence, by=by)[0]


@transaction.atomic
def watch_all(
    *, office: Office, watched: Sequence[Watched], day: date, evidence: str, by: User
) -> list[JobWatch]:
    """Record what was found of many on a day, by one paper; all or none. Raises `WatchRefused`."""
    if not evidence.strip():
        raise WatchRefused("evidence-missing")
    keys = [one.case_id for one in watched]
    cases = {
        one.pk: one
        for one in Case.objects.select_for_update(of=("self",))
        .filter(office=office, pk__in=keys)
        .select_related("person")
        .order_by("pk")
    }
    finished = {one.case_id: one for one in finishes(office, start=EVER, as_of=day, cases=keys)}
    standing: dict[int, list[JobWatch]] = defaultdict(list)
    for known in JobWatch.objects.live().filter(case__in=keys):
        standing[known.case_id].append(known)
    for one in watched:
        if one.case_id not in finished:
            raise WatchRefused("not-finished", person=str(cases[one.case_id].person))
        _check(one, cases[one.case_id], finished[one.case_id], standing[one.case_id], day)
    _record_events(office, watched, cases, day, by)
    try:
        with transaction.atomic():
            return JobWatch.objects.bulk_create(
                JobWatch(
                    office=office,
                    case_id=one.case_id,
                    after_months=one.after_months,
                    occurred_on=day,
                    is_employed=one.found is Found.WORKS,
                    has_business=one.found is Found.BUSINESS,
                    evidence=evidence.strip(),
                    recorded_by=by,
                )
                for one in watched
            )
    except IntegrityError as error:
        if violated_constraint(error) == "watched_once":
            raise WatchRefused("watched-already", months="", person="") from error
        raise


def _check(
    one: Watched, case: Case, finish: Finish, standing: Sequence[JobWatch], day: date
) -> None:
    """A term is looked at once, when it has come, and not before an earlier one was."""
    if one.after_months not in WATCHED_AFTER:
        raise WatchRefused("watch-months")
    person = str(case.person)
    if day < (due := after_months(finish.day, one.after_months)):
        raise WatchRefused("too-early-to-watch", months=one.after_months, person=person, since=due)
    for known in standing:
        if known.after_months == one.after_months:
            raise WatchRefused("watched-already", months=one.after_months, person=person)
        if (known.after_months < one.after_months) != (known.occurred_on <= day):
            raise WatchRefused("watch-order", person=person, last=known.occurred_on)


def _record_events(
    office: Office, watched: Sequence[Watched], cases: dict[int, Case], day: date, by: User
) -> None:
    mine = [one for one in watched if cases[one.case_id].measure == PERMANENT_JOB.code]
    entries = entries_of([one.case_id for one in mine])
    for one in mine:
        holds = "held" if one.found is Found.WORKS else "lost"
        entries[one.case_id].follow(PERMANENT_JOB, [Step(f"{holds}_{one.after_months}", day)])
    record_cases(office=office, measure=PERMANENT_JOB, cases=list(entries.values()), by=by)


@transaction.atomic
def strike_watch(*, watch: JobWatch, reason: str, by: User) -> None:
    """Take a watch back, with the event that it made. Raises `FactRefused`, `ActRefused`."""
    watch.case.lock()
    watch.retract(reason=reason, by=by)
    event = CaseEvent.objects.live().filter(
        case=watch.case,
        transition__in=[f"held_{watch.after_months}", f"lost_{watch.after_months}"],
    )
    if (made := event.first()) is not None:
        retract_event(event=made, reason=reason, by=by)


@dataclass(frozen=True)
class DueWatch:
    """A watch that nobody has made: of which finish, after how many months, since which day."""

    finish: Finish
    after_months: int
    since: date


def due_watches(
    office: Office, day: date, *, measures: Collection[str] = MEASURES_WITH_OUTCOMES
) -> list[DueWatch]:
    """What is to be looked at on the day, the longest due first: of each case the latest term.

    Who was looked at after a later term needs no earlier one; who has died or moved away none.
    """
    finished = finishes(office, start=EVER, as_of=day, measures=measures)
    seen: dict[int, int] = {}
    for case, months in (
        JobWatch.objects.live().filter(office=office).values_list("case_id", "after_months")
    ):
        seen[case] = max(months, seen.get(case, 0))
    gone = set(
        StatusPeriod.objects.filter(office=office, kind__in=("deceased", "moved_away"))
        .on(day)
        .live()
        .values_list("person_id", flat=True)
    )
    due = []
    for one in finished:
        if one.person_id in gone:
            continue
        for months in reversed(WATCHED_AFTER):
            since = after_months(one.day, months)
            if since <= day:
                if months > seen.get(one.case_id, 0):
                    due.append(DueWatch(one, months, since))
                break
    return sorted(due, key=lambda one: (one.since, one.finish.case_id))
