"""Lists of job seekers: what `seekers` does for one, for thousands. All of a list or nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from qamtu.accounts.models import Office, User
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Case
from qamtu.casework.workflow import APPROVED
from qamtu.people.models import Person, StatusPeriod

from .job_search import MEASURE
from .models import Removal, SeekerProfile
from .seekers import NOT_UNEMPLOYED, ON_THE_REGISTER, REASONS, Profile, SeekerRefused
from .terms import FOLDER, months_of_age, months_of_the_law, removed_until

UNEMPLOYED = "unemployed"


@dataclass(frozen=True)
class Seeking:
    """One who came to the centre: on which day, with what profile; when recognised, if so."""

    person: Person
    day: date
    profile: Profile
    checked_on: date | None = None
    recognised_on: date | None = None


@transaction.atomic
def register_all(*, office: Office, seeking: Sequence[Seeking], by: User) -> list[int]:
    """Register them as job seekers and recognise as unemployed whom the list says: their cases.

    Who holds the status by another paper keeps it. Raises `SeekerRefused`, `ActRefused`.
    """
    people = [one.person.pk for one in seeking]
    if len(set(people)) < len(people):
        raise SeekerRefused("twice-in-list")
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
    _refuse_the_registered(people)
    _refuse_the_barred(office, seeking)
    held = _statuses(people)
    _refuse_by_status(seeking, held)
    _refuse_by_age(office, seeking)
    entries = []
    for one in seeking:
        entry = CaseEntry(
            opened_on=one.day, subject_id=one.person.pk, territory_id=one.person.territory_id
        )
        steps = [Step("open", one.day)]
        if one.checked_on is not None:
            steps.append(Step("check", one.checked_on))
        if one.recognised_on is not None:
            steps.append(Step("approve", one.recognised_on))
        entry.follow(MEASURE, steps)
        entries.append(entry)
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    keys = [entry.pk or 0 for entry in entries]
    SeekerProfile.objects.bulk_create(
        SeekerProfile(
            office=office, case_id=key, valid_from=one.day, recorded_by=by, **vars(one.profile)
        )
        for key, one in zip(keys, seeking, strict=True)
    )
    StatusPeriod.objects.bulk_create(
        StatusPeriod(
            office=office,
            person=one.person,
            kind=UNEMPLOYED,
            valid_from=one.recognised_on,
            paper=f"№ {key}",
            recorded_by=by,
        )
        for key, one in zip(keys, seeking, strict=True)
        if one.recognised_on is not None
        and _on(held, one.person.pk, (UNEMPLOYED,), one.recognised_on) is None
    )
    return keys


def _refuse_the_registered(people: Sequence[int]) -> None:
    removed = Removal.objects.live().filter(case=OuterRef("pk"))
    standing = Case.objects.filter(
        ~Exists(removed), person__in=people, measure=MEASURE.code, state__in=ON_THE_REGISTER
    )
    if (case := standing.first()) is not None:
        raise SeekerRefused("already-registered", case=case.pk)


def _refuse_the_barred(office: Office, seeking: Sequence[Seeking]) -> None:
    barring = Removal.objects.live().filter(
        office=office,
        case__person__in=[one.person.pk for one in seeking],
        cause__in=Removal.BARRING,
    )
    last: dict[int, date] = {}
    for removal in barring.select_related("case"):
        person = removal.case.person_id or 0
        last[person] = max(removal.occurred_on, last.get(person, removal.occurred_on))
    for one in seeking:
        if one.person.pk in last:
            until = removed_until(office, last[one.person.pk])
            if one.day < until:
                raise SeekerRefused("barred-until", day=until)


Statuses = dict[int, list[StatusPeriod]]


def _statuses(people: Iterable[int]) -> Statuses:
    held: Statuses = {}
    kinds = [*NOT_UNEMPLOYED, UNEMPLOYED]
    for period in StatusPeriod.objects.live().filter(person__in=people, kind__in=kinds):
        held.setdefault(period.person_id, []).append(period)
    return held


def _on(held: Statuses, person: int, kinds: Iterable[str], day: date) -> StatusPeriod | None:
    for period in held.get(person, ()):
        is_open = period.valid_to is None or period.valid_to >= day
        if period.kind in kinds and period.valid_from <= day and is_open:
            return period
    return None


def _refuse_by_status(seeking: Sequence[Seeking], held: Statuses) -> None:
    for one in seeking:
        found = _on(held, one.person.pk, ("deceased",), one.day)
        if found is None and one.recognised_on is not None:
            found = _on(held, one.person.pk, NOT_UNEMPLOYED, one.recognised_on)
        if found is not None:
            raise SeekerRefused(
                NOT_UNEMPLOYED[found.kind], person=one.person.full_name, paper=found.paper
            )


def _refuse_by_age(office: Office, seeking: Sequence[Seeking]) -> None:
    ages: dict[date, dict[str, int]] = {}
    for one in seeking:
        day = one.recognised_on
        if day is None:
            continue
        if day not in ages:
            ages[day] = months_of_the_law(law_on(office, FOLDER, day))
        months = months_of_age(one.person, day)
        if not ages[day]["youngest"] <= months < ages[day][one.person.sex]:
            raise SeekerRefused("age-not-working", age=one.person.age_on(day))


@dataclass(frozen=True)
class Removed:
    """One seeker who leaves the register on a day."""

    case_id: int
    cause: str
    day: date


@transaction.atomic
def remove_all(*, office: Office, removed: Sequence[Removed], by: User) -> list[Removal]:
    """Take seekers off the register, each by its cause; their unemployment ends with the day.

    Raises `SeekerRefused`, `ActRefused`.
    """
    entries = entries_of([one.case_id for one in removed])
    gone = set(Removal.objects.live().filter(case__in=entries).values_list("case_id", flat=True))
    for one in removed:
        entry = entries.get(one.case_id)
        if entry is None or entry.state not in ON_THE_REGISTER or one.case_id in gone:
            raise SeekerRefused("not-on-the-register", case=one.case_id)
        reason = REASONS[one.cause]
        if entry.state != APPROVED:
            step = Step("withdraw", one.day, reason=reason)
        elif one.cause == Removal.Cause.FOUND_WORK:
            step = Step("carry_out", one.day)
        else:
            step = Step("close", one.day, reason=reason)
        entry.follow(MEASURE, [step])
    record_cases(office=office, measure=MEASURE, cases=list(entries.values()), by=by)
    people: dict[int, Removed] = {}
    persons = dict(Case.objects.filter(pk__in=entries).values_list("pk", "person_id"))
    for one in removed:
        people[persons[one.case_id] or 0] = one
    _end_unemployment(people, by)
    return Removal.objects.bulk_create(
        Removal(
            office=office,
            case_id=one.case_id,
            cause=one.cause,
            occurred_on=one.day,
            recorded_by=by,
        )
        for one in removed
    )


def _end_unemployment(people: dict[int, Removed], by: User) -> None:
    """The open periods are retracted by their reason and closed ones recorded in their place."""
    periods = StatusPeriod.objects.live().filter(person__in=people, kind=UNEMPLOYED, valid_to=None)
    closed = list(periods)
    by_reason: dict[str, list[int]] = {}
    for period in closed:
        by_reason.setdefault(REASONS[people[period.person_id].cause], []).append(period.pk)
    for reason, keys in by_reason.items():
        StatusPeriod.objects.filter(pk__in=keys, retracted_at=None).update(
            retracted_by=by, retraction_reason=reason
        )
    StatusPeriod.objects.bulk_create(
        StatusPeriod(
            office_id=period.office_id,
            person_id=period.person_id,
            kind=period.kind,
            category=period.category,
            valid_from=period.valid_from,
            valid_to=max(period.valid_from, people[period.person_id].day),
            paper=period.paper,
            recorded_by=by,
        )
        for period in closed
    )


def seekers_among(people: Iterable[Any]) -> dict[int, int]:
    """By person, the case by which each is on the register now."""
    removed = Removal.objects.live().filter(case=OuterRef("pk"))
    standing = Case.objects.filter(
        ~Exists(removed), person__in=people, measure=MEASURE.code, state__in=ON_THE_REGISTER
    )
    return {
        person or 0: key
        for key, person in standing.order_by("opened_on", "pk").values_list("pk", "person_id")
    }
