"""«Бастау Бизнес»: sessions and who came, the defence of the plan, the certificate."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum

from qamtu.accounts.models import Office, User
from qamtu.casework.enrolment import Step, entries_of, record_cases
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import violated_constraint
from qamtu.people.models import Person
from qamtu.rules.bastau.formulas import GROUNDS, PROGRAMME, read_listener
from qamtu.rules.parameters import Law
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of

from .bastau import MEASURE
from .course_groups import CourseRefused
from .models import (
    CourseAttendance,
    CourseCertificate,
    CourseDefence,
    CourseDropout,
    CourseGroup,
    CoursePlace,
    CourseSession,
)

CERTIFICATES = "course-certificate"
MOST_HOURS = 12
MOST_POINTS = 100


@transaction.atomic
def hold_session(
    *,
    group: CourseGroup,
    day: date,
    hours: int,
    by: User,
    topic: str = "",
    present: Collection[int] = (),
    absent: Collection[int] = (),
) -> CourseSession:
    """A session, and which places' listeners came to it or not. Raises `CourseRefused`."""
    if not group.first_day <= day <= group.last_day:
        raise CourseRefused("course-session-outside", first=group.first_day, last=group.last_day)
    if not 0 < hours <= MOST_HOURS:
        raise CourseRefused("course-hours", most=MOST_HOURS)
    try:
        with transaction.atomic():
            session = CourseSession.objects.create(
                office_id=group.office_id,
                group=group,
                held_on=day,
                hours=hours,
                topic=topic.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "course_session_once_a_day":
            raise CourseRefused("course-session-there", day=day) from error
        raise
    mark_attendance(session=session, present=present, absent=absent, by=by)
    return session


@transaction.atomic
def mark_attendance(
    *,
    session: CourseSession,
    present: Collection[int] = (),
    absent: Collection[int] = (),
    by: User,
) -> None:
    """Which places' listeners came; what was said of them before is retracted.

    Raises `CourseRefused` for one who was not of the group on that day.
    """
    CourseGroup.objects.select_for_update().get(pk=session.group_id)
    wanted = {**dict.fromkeys(absent, False), **dict.fromkeys(present, True)}
    places = listeners_on(session.group, session.held_on)
    if wanted.keys() - {place.pk for place in places}:
        raise CourseRefused("course-not-held-then", day=session.held_on)
    said = CourseAttendance.objects.live().filter(session=session, place__in=wanted)
    for one in said:
        if one.is_present == wanted[one.place_id]:
            del wanted[one.place_id]
        else:
            one.retract(reason="түзетілді", by=by)
    CourseAttendance.objects.bulk_create(
        CourseAttendance(
            office_id=session.office_id,
            session=session,
            place_id=place,
            is_present=is_present,
            recorded_by=by,
        )
        for place, is_present in wanted.items()
    )


def listeners_on(group: CourseGroup, day: date) -> list[CoursePlace]:
    """Who studies in a group on a day: referred by then, not left before it."""
    left = CourseDropout.objects.live().filter(place__group=group, occurred_on__lt=day)
    return list(
        CoursePlace.objects.live()
        .filter(group=group, referred_on__lte=day)
        .exclude(pk__in=left.values("place"))
        .select_related("application__person")
    )


def hours_of(group: CourseGroup, until: date) -> int:
    """Hours of a group's sessions up to a day."""
    held = group.sessions.filter(retracted_at=None, held_on__lte=until)
    return held.aggregate(total=Sum("hours"))["total"] or 0


def attended_hours(group: CourseGroup) -> dict[int, int]:
    """By place, the hours of the sessions to which its listener came."""
    rows = (
        CourseAttendance.objects.live()
        .filter(session__group=group, session__retracted_at=None, is_present=True)
        .order_by()
        .values_list("place_id")
        .annotate(total=Sum("session__hours"))
    )
    return dict(rows)


def defend(
    *,
    place: CoursePlace,
    day: date,
    title: str,
    scores: Sequence[tuple[str, int]],
    is_passed: bool,
    by: User,
) -> CourseDefence:
    """One plan before the commission; see `defend_all`."""
    return defend_all(defences=[(place, day, title, scores, is_passed)], by=by)[0]


Defended = tuple[CoursePlace, date, str, Sequence[tuple[str, int]], bool]


@transaction.atomic
def defend_all(*, defences: Sequence[Defended], by: User) -> list[CourseDefence]:
    """Plans before the commission, with each member's points of 100. Raises `CourseRefused`."""
    for place, day, title, scores, _is_passed in defences:
        if not title.strip() or not scores:
            raise CourseRefused("course-scores", most=MOST_POINTS)
        if any(not name.strip() or not 0 <= points <= MOST_POINTS for name, points in scores):
            raise CourseRefused("course-scores", most=MOST_POINTS)
        if day < place.referred_on:
            raise CourseRefused("course-not-held-then", day=day)
        if place.pk and place.dropouts.filter(retracted_at=None).exists():
            raise CourseRefused("course-left-already")
    return CourseDefence.objects.bulk_create(
        CourseDefence(
            office_id=place.office_id,
            place=place,
            held_on=day,
            title=title.strip(),
            scores=[[name.strip(), points] for name, points in scores],
            is_passed=is_passed,
            recorded_by=by,
        )
        for place, day, title, scores, is_passed in defences
    )


def judge_listener(
    place: CoursePlace, day: date, law: Law, *, held: int, attended: int
) -> tuple[dict[str, Any], Judgement]:
    """(what was given, what the rules of the day say of the certificate)."""
    defence = next(
        (one for one in reversed(place.defences.all()) if one.is_live and one.held_on <= day), None
    )
    given = {
        "hours_held": held,
        "hours_attended": min(attended, held),
        "has_defended": defence is not None and defence.is_passed,
        "points": defence.points if defence else 0,
    }
    return given, judge(PROGRAMME, read_listener(given, day), law)


def certify(*, place: CoursePlace, day: date, by: User) -> CourseCertificate:
    """One certificate; see `certify_all`."""
    return certify_all(certified=[(place, day)], by=by)[0]


@transaction.atomic
def certify_all(
    *, certified: Sequence[tuple[CoursePlace, date]], by: User
) -> list[CourseCertificate]:
    """Certificates under the next numbers of the year, where the rules give them. All or none.

    The hours are those of the sessions since the listener's referral. Raises `CourseRefused`,
    `ActRefused`, `FactsRefused`, `ParameterMissing`.
    """
    keys = [place.pk for place, _ in certified]
    places = {
        one.pk: one
        for one in CoursePlace.objects.live()
        .filter(pk__in=keys)
        .select_related("application", "group__office")
        .prefetch_related("defences", "certificates", "dropouts")
    }
    office: Office = places[keys[0]].group.office
    entries = entries_of([one.application.case_id for one in places.values()])
    groups = {one.group_id: one.group for one in places.values()}
    sessions = {
        key: list(group.sessions.filter(retracted_at=None).values_list("held_on", "hours"))
        for key, group in groups.items()
    }
    attended = {key: attended_hours(group) for key, group in groups.items()}
    laws: dict[date, Law] = {}
    made: list[CourseCertificate] = []
    for key, (_place, day) in zip(keys, certified, strict=True):
        place = places[key]
        if any(one.is_live for one in place.dropouts.all()):
            raise CourseRefused("course-left-already")
        if any(one.is_live for one in place.certificates.all()):
            raise CourseRefused("course-certificate-there")
        if day not in laws:
            laws[day] = law_on(office, PROGRAMME.folder, day)
        held = sum(
            hours for on, hours in sessions[place.group_id] if place.referred_on <= on <= day
        )
        hours = attended[place.group_id].get(key, 0)
        given, found = judge_listener(place, day, laws[day], held=held, attended=hours)
        grounds = [ground for ground in GROUNDS if found[ground]]
        if not found["is_entitled"]:
            raise CourseRefused(
                "course-no-certificate", grounds=grounds, trace=trace_of(found), place=key
            )
        entries[place.application.case_id].follow(MEASURE, [Step("carry_out", day)])
        made.append(
            CourseCertificate(
                office=office,
                place=place,
                year=day.year,
                issued_on=day,
                hours=hours,
                assessment=Assessment(
                    office=office,
                    case_id=place.application.case_id,
                    programme=PROGRAMME.folder,
                    day=day,
                    given=given,
                    is_entitled=True,
                    is_conditional=False,
                    basic=0,
                    extra=0,
                    months=0,
                    grounds=[],
                    trace=trace_of(found),
                    rules_version=version_of(PROGRAMME.folder),
                    made_by=by,
                ),
                recorded_by=by,
            )
        )
    for year in sorted({one.year for one in made}):
        mine = [one for one in made if one.year == year]
        first = next_number(office=office, series=CERTIFICATES, year=year, count=len(mine))
        for number, one in enumerate(mine, start=first):
            one.number = number
    record_cases(office=office, measure=MEASURE, cases=list(entries.values()), by=by)
    Assessment.objects.bulk_create(one.assessment for one in made)
    for one in made:
        one.assessment_id = one.assessment.pk
    return CourseCertificate.objects.bulk_create(made)


def certificates_of(people: Collection[Person]) -> Mapping[int, CourseCertificate]:
    """By person's key, the newest certificate of each."""
    found = (
        CourseCertificate.objects.live()
        .filter(place__application__person__in=people)
        .select_related("place__application")
    )
    return {one.place.application.person_id: one for one in found.order_by("issued_on", "pk")}
