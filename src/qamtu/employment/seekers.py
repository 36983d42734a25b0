"""Job seekers at the centre: registered, recognised as unemployed, visiting, removed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.models import Case
from qamtu.casework.workflow import APPROVED, CHECKED, REGISTERED
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.people.statuses import end_status, record_status

from .job_search import MEASURE
from .models import PlanStep, Removal, SeekerProfile, Visit
from .terms import figure, free_again_on, is_of_working_age, visit_due_after

ON_THE_REGISTER = frozenset({REGISTERED, CHECKED, APPROVED})
NOT_UNEMPLOYED = {"deceased": "person-deceased", "employed": "person-employed"}


class SeekerRefused(FactRefused):
    """«already-registered», «barred-until», «person-deceased», «person-employed»,
    «age-not-working», «not-on-the-register», «visit-recorded», «plan-order», «twice-in-list».
    """


@dataclass(frozen=True)
class Profile:
    """What a seeker says: codes as `SeekerProfile` keeps them, pay in tiyn."""

    education: str = "none"
    occupations: list[tuple[str, int, bool]] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    schedules: list[str] = field(default_factory=list)
    health_limits: list[str] = field(default_factory=list)
    lowest_pay: int = 0
    travel_km: int = 20
    has_car: bool = False
    wishes: str = ""


@transaction.atomic
def register_seeker(
    *, person: Person, office: Office, profile: Profile, day: date, by: User
) -> Case:
    """Register a person as a job seeker. Raises `SeekerRefused`, `ActRefused`."""
    Person.objects.select_for_update().get(pk=person.pk)
    standing = seeker_case(person)
    if standing is not None:
        raise SeekerRefused("already-registered", case=standing.pk)
    removed = (
        Removal.objects.live()
        .filter(case__person=person, cause__in=Removal.BARRING)
        .order_by("-occurred_on")
        .first()
    )
    if removed is not None and day < free_again_on(person, removed.occurred_on):
        until = free_again_on(person, removed.occurred_on)
        raise SeekerRefused("barred-until", day=until)
    refuse_the_dead(person, day)
    case = open_case(measure=MEASURE, office=office, subject=person, day=day, by=by)
    keep_profile(case=case, profile=profile, day=day, by=by)
    return case


def keep_profile(*, case: Case, profile: Profile, day: date, by: User) -> SeekerProfile:
    """What the seeker says from a day on; what was said before stays in the ledger."""
    return SeekerProfile.objects.create(
        office_id=case.office_id, case=case, valid_from=day, recorded_by=by, **vars(profile)
    )


def profile_of(case: Case) -> SeekerProfile | None:
    """The newest live profile."""
    return case.profiles.filter(retracted_at=None).order_by("valid_from", "pk").last()


def seeker_case(person: Person) -> Case | None:
    """The case by which a person is on the register now."""
    cases = Case.objects.filter(
        person=person, measure=MEASURE.code, state__in=ON_THE_REGISTER
    ).exclude(removals__retracted_at=None, removals__isnull=False)
    return cases.order_by("-opened_on", "-pk").first()


def refuse_the_dead(person: Person, day: date) -> None:
    """Raises `SeekerRefused` for one who has died by the day."""
    if StatusPeriod.objects.filter(person=person, kind="deceased").on(day).live().exists():
        raise SeekerRefused("person-deceased", person=person.full_name)


@transaction.atomic
def recognise(*, case: Case, day: date, by: User) -> StatusPeriod:
    """Recognise a seeker as unemployed. Raises `SeekerRefused`, `ActRefused`."""
    person = case.person
    assert person is not None, "a job seeker is a person"
    if not is_of_working_age(person, day):
        raise SeekerRefused("age-not-working", age=person.age_on(day))
    held = StatusPeriod.objects.filter(person=person, kind__in=NOT_UNEMPLOYED).on(day).live()
    if (status := held.first()) is not None:
        code = NOT_UNEMPLOYED[status.kind]
        raise SeekerRefused(code, person=person.full_name, paper=status.paper)
    record_event(case=case, measure=MEASURE, transition="approve", day=day, by=by)
    standing = StatusPeriod.objects.filter(person=person, kind="unemployed").on(day).live().first()
    if standing is not None:
        return standing  # by another paper, before the register had it
    return record_status(
        person=person, kind="unemployed", valid_from=day, paper=f"№ {case.pk}", by=by
    )


@transaction.atomic
def record_visit(
    *, case: Case, day: date, by: User, has_come: bool = True, note: str = ""
) -> Visit:
    """The seeker came, or missed the day. Raises `SeekerRefused`."""
    _must_be_on_register(case)
    if case.visits.filter(retracted_at=None, occurred_on=day).exists():
        raise SeekerRefused("visit-recorded", day=day)
    return Visit.objects.create(
        office_id=case.office_id,
        case=case,
        occurred_on=day,
        has_come=has_come,
        note=note,
        recorded_by=by,
    )


def next_visit_by(case: Case) -> date:
    """The last day for the next visit, counted from the registration or the last visit."""
    assert case.person is not None
    last = case.visits.filter(retracted_at=None, has_come=True).order_by("occurred_on").last()
    return visit_due_after(case.person, last.occurred_on if last else case.opened_on)


@transaction.atomic
def plan(*, case: Case, measure: str, until: date, day: date, by: User, note: str = "") -> PlanStep:
    """Add a line to the individual plan. Raises `SeekerRefused`."""
    _must_be_on_register(case)
    if until < day:
        raise SeekerRefused("plan-order")
    return PlanStep.objects.create(
        office_id=case.office_id,
        case=case,
        measure=measure,
        agreed_on=day,
        until=until,
        note=note,
        recorded_by=by,
    )


@transaction.atomic
def remove(*, case: Case, cause: str, day: date, by: User, note: str = "") -> Removal:
    """Take a seeker off the register; the status «unemployed» ends the day before.

    Raises `SeekerRefused`, `ActRefused`.
    """
    _must_be_on_register(case)
    case.state, _last = case.lock()
    reason = REASONS[cause] + (f": {note}" if note else "")
    if cause == Removal.Cause.FOUND_WORK and case.state == APPROVED:
        record_event(case=case, measure=MEASURE, transition="carry_out", day=day, by=by)
    elif case.state == APPROVED:
        record_event(case=case, measure=MEASURE, transition="close", day=day, by=by, reason=reason)
    else:
        record_event(
            case=case, measure=MEASURE, transition="withdraw", day=day, by=by, reason=reason
        )
    _end_unemployment(case, day, reason, by)
    return Removal.objects.create(
        office_id=case.office_id, case=case, cause=cause, occurred_on=day, note=note, recorded_by=by
    )


def _end_unemployment(case: Case, day: date, reason: str, by: User) -> None:
    open_ones = StatusPeriod.objects.live().filter(
        person=case.person, kind="unemployed", valid_to=None
    )
    for period in open_ones:
        last_day = max(period.valid_from, day)
        end_status(period=period, last_day=last_day, reason=reason, by=by)


REASONS: Mapping[str, str] = {
    Removal.Cause.FOUND_WORK: "жұмысқа орналасты",
    Removal.Cause.OWN_WISH: "өз өтініші бойынша",
    Removal.Cause.MOVED: "көшіп кетті",
    Removal.Cause.PENSION: "зейнет жасына жетті",
    Removal.Cause.DECEASED: "қайтыс болды",
    Removal.Cause.REFUSALS: "лайықты жұмыстан бас тартты",
    Removal.Cause.VISITS: "келу тәртібін бұзды",
    Removal.Cause.LEFT_MEASURE: "шараға қатысуды өз бетінше тоқтатты",
    Removal.Cause.FALSE_PAPERS: "жалған құжат ұсынды",
}


def refusals_left(case: Case, refused: int, day: date) -> int:
    """How many refusals of suitable work a seeker still has before the removal."""
    assert case.person is not None
    return max(0, figure(case.person, "refusals_allowed", day) - refused)


def _must_be_on_register(case: Case) -> None:
    removed: Any = case.removals.filter(retracted_at=None)
    if case.measure != MEASURE.code or removed.exists() or case.state not in ON_THE_REGISTER:
        raise SeekerRefused("not-on-the-register", case=case.pk)
