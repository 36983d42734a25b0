"""«Бастау Бизнес»: who asks for the course, who is selected, the groups and their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import record_event
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.places.models import Territory

from .bastau import MEASURE
from .models import CourseApplication, CourseDropout, CourseGroup, CoursePlace

GROUPS = "course-group"


class CourseRefused(FactRefused):
    """«course-group-order», «course-capacity», «course-trainer», «course-asked-already»,
    «course-deceased», «course-full», «course-decided», «course-before-application»,
    «course-after-group», «course-left-already», «course-finished», «course-session-outside»,
    «course-session-there», «course-hours», «course-attendance-said», «course-nobody»,
    «course-not-held-then», «course-scores», «course-no-certificate», «course-certificate-there»,
    «course-before-defence», «reason-missing».
    """


@dataclass(frozen=True)
class Asked:
    """Somebody who asks for the course on a day, with an idea."""

    person: Person
    day: date
    idea: str = ""


@dataclass(frozen=True)
class Selected:
    """An application that is given a place: the day of its check, that of the referral."""

    application: CourseApplication
    checked_on: date
    referred_on: date
    points: int | None = None


def form_group(
    *,
    office: Office,
    trainer: str,
    capacity: int,
    first_day: date,
    last_day: date,
    by: User,
    place: str = "",
    territory: Territory | None = None,
) -> CourseGroup:
    """A group under the next number of its year. Raises `CourseRefused`."""
    if not trainer.strip():
        raise CourseRefused("course-trainer")
    if capacity < 1:
        raise CourseRefused("course-capacity")
    if last_day < first_day:
        raise CourseRefused("course-group-order")
    with transaction.atomic():
        return CourseGroup.objects.create(
            office=office,
            number=next_number(office=office, series=GROUPS, year=first_day.year),
            year=first_day.year,
            trainer=trainer.strip(),
            capacity=capacity,
            first_day=first_day,
            last_day=last_day,
            place=place.strip(),
            territory=territory,
            recorded_by=by,
        )


def ask_for_course(*, asked: Asked, by: User) -> CourseApplication:
    """One application; see `ask_all`."""
    return ask_all(office=asked.person.office, asked=[asked], by=by)[0]


@transaction.atomic
def ask_all(*, office: Office, asked: Sequence[Asked], by: User) -> list[CourseApplication]:
    """Register applications with their cases. All or none. Raises `CourseRefused`, `ActRefused`.

    Who waits or studies is not registered again; who finished or left may ask anew.
    """
    people = [one.person for one in asked]
    list(Person.objects.select_for_update().filter(pk__in=[p.pk for p in people]).order_by("pk"))
    waiting = CourseApplication.objects.live().filter(
        person__in=people, case__state__in=("registered", "checked", "approved")
    )
    known = {one.person_id: one.case_id for one in waiting}
    dead = {
        one.person_id
        for one in StatusPeriod.objects.live().filter(person__in=people, kind="deceased")
    }
    entries = []
    for one in asked:
        if one.person.pk in known:
            raise CourseRefused(
                "course-asked-already", person=one.person.full_name, case=known[one.person.pk]
            )
        if one.person.pk in dead:
            raise CourseRefused("course-deceased", person=one.person.full_name)
        known[one.person.pk] = 0
        entry = CaseEntry(
            opened_on=one.day,
            subject_id=one.person.pk,
            territory_id=one.person.territory_id,
        )
        entry.follow(MEASURE, [Step("open", one.day)])
        entries.append(entry)
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    return CourseApplication.objects.bulk_create(
        CourseApplication(
            office=office,
            case_id=entry.pk or 0,
            person=one.person,
            applied_on=one.day,
            idea=one.idea.strip(),
            recorded_by=by,
        )
        for one, entry in zip(asked, entries, strict=True)
    )


def refer_to_group(*, group: CourseGroup, selected: Selected, by: User) -> CoursePlace:
    """One listener; see `refer_all`."""
    return refer_all(group=group, selected=[selected], by=by)[0]


@transaction.atomic
def refer_all(*, group: CourseGroup, selected: Sequence[Selected], by: User) -> list[CoursePlace]:
    """Give places of a group. All or none. Raises `CourseRefused`, `ActRefused`.

    The group's row is held: of two clerks, the second counts the places that the first gave.
    """
    group = CourseGroup.objects.select_for_update().get(pk=group.pk)
    taken = taken_places(group)
    if taken + len(selected) > group.capacity:
        raise CourseRefused("course-full", taken=taken, capacity=group.capacity)
    entries = entries_of([one.application.case_id for one in selected])
    for one in selected:
        entry = entries[one.application.case_id]
        if entry.state not in ("registered", "checked"):
            raise CourseRefused("course-decided")
        if one.referred_on < one.application.applied_on:
            raise CourseRefused("course-before-application", day=one.application.applied_on)
        if one.referred_on > group.last_day:
            raise CourseRefused("course-after-group", last=group.last_day)
        steps = [Step("approve", one.referred_on)]
        if entry.state == "registered":
            steps.insert(0, Step("check", one.checked_on))
        entry.follow(MEASURE, steps)
    record_cases(office=group.office, measure=MEASURE, cases=list(entries.values()), by=by)
    return CoursePlace.objects.bulk_create(
        CoursePlace(
            office_id=group.office_id,
            application=one.application,
            group=group,
            referred_on=one.referred_on,
            points=one.points,
            recorded_by=by,
        )
        for one in selected
    )


def taken_places(group: CourseGroup) -> int:
    """How many places of a group are held."""
    left = CourseDropout.objects.live().filter(place__group=group)
    standing = group.places.filter(retracted_at=None)
    return standing.exclude(pk__in=left.values("place")).count()


@transaction.atomic
def turn_down(*, application: CourseApplication, day: date, reason: str, by: User) -> None:
    """Not selected, with the reason. Raises `ActRefused`."""
    record_event(
        case=application.case, measure=MEASURE, transition="refuse", day=day, reason=reason, by=by
    )


@transaction.atomic
def leave_course(*, place: CoursePlace, day: date, reason: str, by: User) -> CourseDropout:
    """A listener leaves: the place is free again. Raises `CourseRefused`, `ActRefused`."""
    CourseGroup.objects.select_for_update().get(pk=place.group_id)
    if not reason.strip():
        raise CourseRefused("reason-missing")
    if place.dropouts.filter(retracted_at=None).exists():
        raise CourseRefused("course-left-already")
    if place.certificates.filter(retracted_at=None).exists():
        raise CourseRefused("course-finished")
    record_event(
        case=place.application.case,
        measure=MEASURE,
        transition="withdraw",
        day=day,
        reason=reason.strip(),
        by=by,
    )
    return CourseDropout.objects.create(
        office_id=place.office_id,
        place=place,
        occurred_on=day,
        reason=reason.strip(),
        recorded_by=by,
    )
