"""Which facilities are to be inventoried, and who is to survey which by when."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case
from qamtu.casework.models import Case
from qamtu.finance.models import Target
from qamtu.finance.targets import set_target
from qamtu.organizations.models import Facility

from .adaptation import MEASURE
from .models import Survey, SurveyTask, WorkAcceptance
from .refused import PassportRefused

INVENTORIED = "accessibility.inventoried"
GOING_ON = ("registered", "checked", "approved")


@transaction.atomic
def inventory(*, facility: Facility, day: date, by: User) -> Case:
    """Put a facility on the inventory: its case. Raises `PassportRefused`, `ActRefused`."""
    Facility.objects.select_for_update().get(pk=facility.pk)
    if case_of(facility) is not None:
        raise PassportRefused("inventory-known")
    return open_case(measure=MEASURE, office=facility.office, subject=facility, day=day, by=by)


def case_of(facility: Facility) -> Case | None:
    """The facility's case that goes on, or None."""
    cases = Case.objects.filter(facility=facility, measure=MEASURE.code, state__in=GOING_ON)
    return cases.order_by("-pk").first()


@transaction.atomic
def plan_inventory(
    *,
    office: Office,
    facilities: Sequence[Facility],
    first_day: date,
    last_day: date,
    act: str,
    signed_on: date,
    by: User,
) -> Target:
    """Adopt the list of facilities to be inventoried in a term: the plan is their number."""
    if not facilities:
        raise PassportRefused("inventory-empty")
    return set_target(
        office=office,
        indicator=INVENTORIED,
        value=len({one.pk for one in facilities}),
        act=act,
        signed_on=signed_on,
        valid_from=first_day,
        valid_to=last_day,
        by=by,
    )


@transaction.atomic
def ask_for_survey(
    *, facility: Facility, due_on: date, by: User, inspector: User | None = None, note: str = ""
) -> SurveyTask:
    """Have a facility surveyed by a day; a newer task takes the place of an earlier one."""
    Facility.objects.select_for_update().get(pk=facility.pk)
    if due_on < date.today():
        raise PassportRefused("task-past")
    return SurveyTask.objects.create(
        office_id=facility.office_id,
        facility=facility,
        due_on=due_on,
        inspector=inspector,
        note=note.strip(),
        recorded_by=by,
    )


def task_of(facility: Facility) -> SurveyTask | None:
    """The newest task of a facility that was not taken back, whether done or not."""
    return SurveyTask.objects.live().filter(facility=facility).order_by("-pk").first()


def facilities_to_survey(office: Office) -> QuerySet[Facility]:
    """Those with a task since their last survey, never surveyed ones of the inventory, and those
    that were adapted since; the nearest day first.

    With `task`, `due_on`, `inspector` of the task and `last_survey`.
    """
    here = {"facility": OuterRef("pk")}
    surveys = Survey.objects.live().filter(**here).order_by("-pk")
    tasks = SurveyTask.objects.live().filter(**here).order_by("-pk")
    cases = Case.objects.filter(measure=MEASURE.code, state__in=GOING_ON, **here)
    works = WorkAcceptance.objects.live().filter(work__facility=OuterRef("pk")).order_by("-pk")
    found = Facility.objects.filter(office=office).annotate(
        last_survey=surveys.values("pk")[:1],
        surveyed_at=surveys.values("recorded_at")[:1],
        task=tasks.values("pk")[:1],
        due_on=tasks.values("due_on")[:1],
        inspector=tasks.values("inspector__full_name")[:1],
        asked_at=tasks.values("recorded_at")[:1],
        adapted_at=works.values("recorded_at")[:1],
        is_listed=Exists(cases),
    )
    return (
        found.filter(
            Q(surveyed_at=None, is_listed=True)
            | Q(surveyed_at=None, asked_at__isnull=False)
            | Q(asked_at__gt=F("surveyed_at"))
            | Q(adapted_at__gt=F("surveyed_at"))
        )
        .select_related("territory", "owner")
        .order_by(F("due_on").asc(nulls_last=True), "name", "pk")
    )
