"""Hiring for a quota place: the case, the order and the paper that proves the group; leaving."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import retract_event
from qamtu.casework.enrolment import CaseEntry, Step, record_cases
from qamtu.casework.measures import Measure
from qamtu.casework.models import Case, CaseEvent
from qamtu.casework.workflow import APPROVED, CARRIED_OUT, CHECKED, REGISTERED
from qamtu.organizations.models import Organization
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.people.youth import is_young

from .models import EmployerQuota, QuotaHire, QuotaLeaving, Removal
from .quota import GROUPS, Group
from .quota_resolutions import QuotaRefused, held_from
from .seekers import refuse_the_dead, remove, seeker_case


@transaction.atomic
def hire(
    *,
    quota: EmployerQuota,
    person: Person,
    day: date,
    order: str,
    by: User,
    opened_on: date | None = None,
    checked_on: date | None = None,
    referred_on: date | None = None,
    is_over: bool = False,
) -> QuotaHire:
    """Record that an employer hired a person for its quota place, from the referral to the order.

    A case of the person that waits, or that a list from outside carried out on the day, gets its
    place; else one is opened. A seeker leaves the register. `is_over`: more than the places,
    knowingly. Raises `QuotaRefused`, `SeekerRefused`, `ActRefused`.
    """
    resolution = quota.resolution
    group = GROUPS[resolution.group]
    Organization.objects.select_for_update().get(pk=quota.organization_id)
    Person.objects.select_for_update().get(pk=person.pk)
    if not order.strip():
        raise QuotaRefused("quota-order")
    if not (quota.is_live and resolution.is_live):
        raise QuotaRefused("quota-none")
    if day < resolution.signed_on or day.year != resolution.year:
        raise QuotaRefused("quota-day", year=resolution.year, signed=resolution.signed_on)
    refuse_the_dead(person, day)
    status = _proof(group, person, day)
    _refuse_a_second_place(person, quota, day)
    if not is_over:
        _refuse_beyond_places(quota, day)
    case = _case_without_place(group.measure, person, day)
    if case is None:
        steps = [Step("open", opened_on or referred_on or day)]
        case = CaseEntry(
            opened_on=steps[0].day, subject_id=person.pk, territory_id=person.territory_id
        )
        if checked_on:
            steps.append(Step("check", checked_on))
    else:
        steps = []
    if case.state != CARRIED_OUT:
        if case.state != APPROVED:
            steps.append(Step("approve", referred_on or day))
        case.follow(group.measure, [*steps, Step("carry_out", day)])
    record_cases(office=quota.office, measure=group.measure, cases=[case], by=by)
    hired = QuotaHire.objects.create(
        office_id=quota.office_id,
        case_id=case.pk or 0,
        quota=quota,
        person=person,
        hired_on=day,
        order=order.strip(),
        status=status,
        is_over=is_over,
        recorded_by=by,
    )
    seeking = seeker_case(person)
    if seeking is not None:
        remove(case=seeking, cause=Removal.Cause.FOUND_WORK, day=day, by=by)
    return hired


def _case_without_place(measure: Measure, person: Person, day: date) -> CaseEntry | None:
    """The person's case that waits for its place, or was carried out on the day without one."""
    placed = QuotaHire.objects.live().filter(case=OuterRef("pk"))
    on_the_day = CaseEvent.objects.live().filter(
        case=OuterRef("pk"), transition="carry_out", occurred_on=day
    )
    cases = Case.objects.of_measure(measure.code).filter(
        Q(state__in=[REGISTERED, CHECKED, APPROVED]) | Q(Exists(on_the_day), state=CARRIED_OUT),
        ~Exists(placed),
        person=person,
        opened_on__lte=day,
    )
    case = cases.order_by("pk").first()
    if case is None:
        return None
    state, last_day = case.lock()
    return CaseEntry(
        opened_on=case.opened_on, subject_id=person.pk, pk=case.pk, state=state, last_day=last_day
    )


def without_place(office: Office, year: int) -> list[CaseEvent]:
    """Hires of the year that the report counts and no quota place stands behind."""
    placed = QuotaHire.objects.live().filter(case=OuterRef("case"))
    found = CaseEvent.objects.live().filter(
        ~Exists(placed),
        office=office,
        measure__in=[group.measure.code for group in GROUPS.values()],
        transition="carry_out",
        occurred_on__year=year,
    )
    return list(found.select_related("person").order_by("occurred_on", "pk"))


def _proof(group: Group, person: Person, day: date) -> StatusPeriod | None:
    """The status that puts the person into the group on the day; for youth the age does."""
    if not group.status:
        if not is_young(person.age_on(day), day):
            raise QuotaRefused("quota-age", person=person.full_name, age=person.age_on(day))
        return None
    found = StatusPeriod.objects.filter(person=person, kind=group.status).on(day).live().first()
    if found is None:
        raise QuotaRefused("quota-status", person=person.full_name, group=group.names)
    return found


def _refuse_a_second_place(person: Person, quota: EmployerQuota, day: date) -> None:
    held = held_from(quota.office, day).filter(person=person)
    if (one := held.select_related("quota__organization").first()) is not None:
        raise QuotaRefused(
            "quota-held", person=person.full_name, employer=one.quota.organization.name_kk
        )


def _refuse_beyond_places(quota: EmployerQuota, day: date) -> None:
    """The employer's places of the group by the day, against who holds one from the day on."""
    of_group = EmployerQuota.objects.live().filter(
        organization_id=quota.organization_id,
        resolution__group=quota.resolution.group,
        resolution__year=day.year,
        resolution__signed_on__lte=day,
    )
    places = sum(of_group.values_list("places", flat=True))
    held = held_from(quota.office, day).filter(
        quota__organization_id=quota.organization_id,
        quota__resolution__group=quota.resolution.group,
    )
    taken = held.count()
    if taken >= places:
        raise QuotaRefused("quota-full", places=places, taken=taken)


@transaction.atomic
def take_back(*, hire: QuotaHire, reason: str, by: User) -> None:
    """Retract a hiring that was recorded wrongly, with the steps of its case."""
    for leaving in hire.leavings.filter(retracted_at=None):
        leaving.retract(reason=reason, by=by)
    hire.retract(reason=reason, by=by)
    for event in hire.case.events.live().order_by("-pk"):
        retract_event(event=event, reason=reason, by=by)


@transaction.atomic
def leave(*, hire: QuotaHire, day: date, reason: str, by: User) -> QuotaLeaving:
    """Record the last day of someone hired by quota: the place is free after it."""
    QuotaHire.objects.select_for_update().get(pk=hire.pk)
    if not reason.strip():
        raise QuotaRefused("reason-missing")
    if day < hire.hired_on:
        raise QuotaRefused("quota-before-hire", hired=hire.hired_on)
    if hire.leavings.filter(retracted_at=None).exists():
        raise QuotaRefused("quota-left")
    return QuotaLeaving.objects.create(
        office_id=hire.office_id, hire=hire, occurred_on=day, reason=reason.strip(), recorded_by=by
    )
