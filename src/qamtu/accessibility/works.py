"""The adaptation plan of a year: works, costs, terms; taken over by an act."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.models import Case
from qamtu.finance.models import Target
from qamtu.finance.targets import set_target
from qamtu.ledger.models import violated_constraint
from qamtu.organizations.models import Facility
from qamtu.rules.accessibility.passport import passport_form

from .adaptation import MEASURE
from .inventory import case_of
from .models import PlannedWork, WorkAcceptance
from .passports import current_passport
from .refused import PassportRefused

ADAPTED = "accessibility.adapted"


@dataclass(frozen=True)
class Work:
    """A work to be done at a facility; its year is that of its last day. `cost` in tiyn."""

    facility: Facility
    zone: str
    what: str
    due_on: date
    planned_on: date
    cost: int = 0
    attribute: str = ""


@transaction.atomic
def plan_work(*, work: Work, by: User) -> PlannedWork:
    """Put a work into the plan of its year. Raises `PassportRefused`, `ActRefused`.

    What is to be done follows from a passport: a facility without one is surveyed first.
    """
    facility = Facility.objects.select_for_update().select_related("office").get(
        pk=work.facility.pk
    )  # fmt: skip
    if not work.what.strip():
        raise PassportRefused("work-what")
    if work.zone not in passport_form().zones:
        raise PassportRefused("survey-zone")
    if work.due_on < work.planned_on:
        raise PassportRefused("work-year", day=work.planned_on)
    if work.cost < 0:
        raise PassportRefused("work-cost")
    return PlannedWork.objects.create(
        office=facility.office,
        case=_case_for(facility, work.planned_on, by),
        facility=facility,
        year=work.due_on.year,
        zone=work.zone,
        attribute=work.attribute,
        what=work.what.strip(),
        cost=work.cost,
        due_on=work.due_on,
        recorded_by=by,
    )


def _case_for(facility: Facility, day: date, by: User) -> Case:
    """The case that goes on; a facility adapted before gets a new one by its passport."""
    if current_passport(facility) is None:
        raise PassportRefused("work-no-passport")
    case = case_of(facility)
    if case is None:
        case = open_case(measure=MEASURE, office=facility.office, subject=facility, day=day, by=by)
    if case.state != "approved":
        record_event(
            case=case, measure=MEASURE, transition="approve", day=max(day, case.state_since), by=by
        )
    return case


@transaction.atomic
def accept_work(
    *, work: PlannedWork, act: str, day: date, by: User, cost: int | None = None
) -> WorkAcceptance:
    """Take a work over by an act; with the last one the facility is adapted.

    The facility's row is held: of two who take over the last two works, one sees that all are done.
    Raises `PassportRefused`, `ActRefused`.
    """
    Facility.objects.select_for_update().get(pk=work.facility_id)
    work = PlannedWork.objects.select_related("case").get(pk=work.pk)
    if not act.strip():
        raise PassportRefused("work-act")
    if not work.is_live:
        raise PassportRefused("works-none")
    if cost is not None and cost < 0:
        raise PassportRefused("work-cost")
    if day < work.case.state_since:
        raise PassportRefused("work-before-plan", day=work.case.state_since)
    try:
        with transaction.atomic():
            accepted = WorkAcceptance.objects.create(
                office_id=work.office_id,
                work=work,
                act=act.strip(),
                accepted_on=day,
                cost=work.cost if cost is None else cost,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "work_accepted_once":
            raise PassportRefused("work-accepted") from error
        raise
    open_ones = open_works(work.office).filter(case=work.case)
    if not open_ones.exists() and work.case.state == "approved":
        done = WorkAcceptance.objects.live().filter(work__case=work.case, work__retracted_at=None)
        last = max(done.values_list("accepted_on", flat=True))
        record_event(case=work.case, measure=MEASURE, transition="carry_out", day=last, by=by)
    return accepted


def open_works(office: Office) -> QuerySet[PlannedWork]:
    """Works that are planned and not taken over."""
    accepted = WorkAcceptance.objects.live().filter(office=office)
    return (
        PlannedWork.objects.live()
        .filter(office=office)
        .exclude(pk__in=accepted.values("work"))
        .select_related("facility", "case")
    )


@transaction.atomic
def adopt_plan(*, office: Office, year: int, act: str, signed_on: date, by: User) -> Target:
    """Adopt the plan of a year: as many facilities are to be adapted as have works in it.

    An earlier plan of the same year is retracted. Raises `PassportRefused`, `TargetRefused`.
    """
    planned = PlannedWork.objects.live().filter(office=office, year=year)
    count = planned.values("facility").distinct().count()
    if not count:
        raise PassportRefused("works-none")
    first, last = date(year, 1, 1), date(year, 12, 31)
    earlier = Target.objects.live().filter(
        office=office, indicator=ADAPTED, valid_from=first, valid_to=last, territory=None
    )
    for one in earlier:
        one.retract(reason=act.strip() or "-", by=by)
    return set_target(
        office=office,
        indicator=ADAPTED,
        value=count,
        act=act,
        signed_on=signed_on,
        valid_from=first,
        valid_to=last,
        by=by,
    )
