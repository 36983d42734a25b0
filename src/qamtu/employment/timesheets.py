"""The months of placed people: the employer's timesheet, what the law pays for it, who left."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from qamtu.accounts.models import Office, User
from qamtu.casework.deadlines import is_holiday, is_working_day
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment
from qamtu.finance.runs import Due
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.models import StatusPeriod
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.quarters import next_month
from qamtu.rules.subsidised_jobs.formulas import GROUNDS, PROGRAMME, read_month
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of
from qamtu.trilingual import Names

from .models import Agreement, PaidMonth, Placement, PlacementEnd, Removal, Timesheet
from .seekers import remove, seeker_case
from .terms import is_of_pension_age

ABSENCES: dict[str, Names] = {
    "sick": Names("ауырғандықтан", "по болезни", "sick"),
    "leave": Names("демалыста", "в отпуске", "on leave"),
    "unpaid": Names("жалақысыз демалыста", "без содержания", "on unpaid leave"),
    "truant": Names("себепсіз", "без причины", "without a reason"),
}
WAGE, WITHHELD = "wage", "withheld"
SUBSIDY = "subsidy"


class TimesheetRefused(FactRefused):
    """«month-outside-placement», «month-not-over», «worked-above-possible», «absence-unknown»,
    «absences-differ», «timesheet-there», «month-accepted», «not-subsidised»,
    «placement-ended-already», «end-outside-placement», «ended-below-timesheet».
    """


def norm_of(month: date, week: int, first: date | None = None, last: date | None = None) -> int:
    """Working days of a month by a week of five or six days, without public holidays.

    Counted from `first` to `last` where these are given.
    """
    end = next_month(month) - timedelta(days=1)
    day, end = max(month, first or month), min(end, last or end)
    count = 0
    while day <= end:
        works = is_working_day(day)
        if not works and week == Agreement.Week.SIX:
            works = day.weekday() == 5 and not is_holiday(day)
        count += works
        day += timedelta(days=1)
    return count


def last_day_of(placement: Placement) -> date:
    """The last day on which the person works there, as it is known; a death is asked for."""
    ended = placement.ends.filter(retracted_at=None).first()
    last = ended.occurred_on if ended else placement.last_day
    died = (
        StatusPeriod.objects.live()
        .filter(person=placement.person_id, kind="deceased")
        .values_list("valid_from", flat=True)
        .first()
    )
    return min(last, died) if died is not None else last


@transaction.atomic
def submit_timesheet(
    *,
    placement: Placement,
    month: date,
    worked: int,
    by: User,
    absences: Mapping[str, int] | None = None,
    today: date | None = None,
    said_by: str = "",
) -> Timesheet:
    """What the employer says of a month: days worked and missed. Raises `TimesheetRefused`.

    Days worked and missed make up the working days on which the person was placed.
    """
    month = month.replace(day=1)
    Placement.objects.select_for_update().get(pk=placement.pk)
    week = placement.agreement.week
    last = last_day_of(placement)
    if next_month(month) <= placement.started_on or month > last:
        raise TimesheetRefused("month-outside-placement", month=month)
    if (today or date.today()) < month:
        raise TimesheetRefused("month-not-over", month=month)
    possible = norm_of(month, week, placement.started_on, last)
    missed = {code: days for code, days in (absences or {}).items() if days}
    if set(missed) - ABSENCES.keys():
        raise TimesheetRefused("absence-unknown")
    if worked < 0 or worked > possible:
        raise TimesheetRefused("worked-above-possible", worked=worked, possible=possible)
    if worked + sum(missed.values()) != possible:
        raise TimesheetRefused(
            "absences-differ", worked=worked, missed=sum(missed.values()), possible=possible
        )
    if placement.paid_months.filter(retracted_at=None, month=month).exists():
        raise TimesheetRefused("month-accepted", month=month)
    try:
        with transaction.atomic():
            return Timesheet.objects.create(
                office_id=placement.office_id,
                placement=placement,
                month=month,
                norm=norm_of(month, week),
                worked=worked,
                absences=missed,
                said_by=said_by,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "timesheet_once_a_month":
            raise TimesheetRefused("timesheet-there", month=month) from error
        raise


def judge_month(timesheet: Timesheet) -> tuple[dict[str, Any], Judgement]:
    """(what was given, what the rules of the month say). Raises `FactsRefused`,
    `ParameterMissing`.
    """
    placement = timesheet.placement
    given = month_given(placement, timesheet.month, norm=timesheet.norm, worked=timesheet.worked)
    day = max(timesheet.month, placement.started_on)
    law = law_on(placement.office, PROGRAMME.folder, day)
    return given, judge(PROGRAMME, read_month(given, day), law)


def month_given(placement: Placement, month: date, *, norm: int, worked: int) -> dict[str, Any]:
    """A month of a placement as the rules ask for it."""
    started, person = placement.started_on, placement.person
    number = (month.year - started.year) * 12 + month.month - started.month + 1
    return {
        "kind": placement.agreement.measure,
        "wage": f"{placement.agreement.wage // 100}.{placement.agreement.wage % 100:02}",
        "norm_days": norm,
        "worked_days": worked,
        "month_number": number,
        "born": person.birth_date.isoformat(),
        "is_of_pension_age": is_of_pension_age(person, max(month, started)),
    }


@transaction.atomic
def accept_timesheet(*, timesheet: Timesheet, day: date, by: User) -> PaidMonth:
    """Accept a timesheet: its month is judged, and what comes out is due for payment.

    Raises `TimesheetRefused`, `FactsRefused`, `ParameterMissing`.
    """
    placement = Placement.objects.select_for_update().get(pk=timesheet.placement_id)
    if placement.paid_months.filter(retracted_at=None, month=timesheet.month).exists():
        raise TimesheetRefused("month-accepted", month=timesheet.month)
    given, found = judge_month(timesheet)
    grounds = [ground for ground in GROUNDS if found[ground]]
    if grounds:
        raise TimesheetRefused("not-subsidised", grounds=grounds)
    kept = {name: found[name] for name in ("earned", "subsidy", "pension", "health", "income_tax")}
    net, is_paid_to_person = found["net"], found["is_paid_to_person"]
    for name in ("employers_part", "employers_social", "employers_health"):
        found[name]
    assessment = Assessment.objects.create(
        office_id=placement.office_id,
        case_id=placement.case_id,
        programme=PROGRAMME.folder,
        day=timesheet.month,
        given=given,
        is_entitled=True,
        is_conditional=False,
        basic=kept["subsidy"],
        extra=0,
        months=1,
        grounds=[],
        trace=trace_of(found),
        rules_version=version_of(PROGRAMME.folder),
        made_by=by,
    )
    return PaidMonth.objects.create(
        office_id=placement.office_id,
        timesheet=timesheet,
        placement=placement,
        month=timesheet.month,
        assessment=assessment,
        net=net,
        is_paid_to_person=is_paid_to_person,
        accepted_on=day,
        recorded_by=by,
        **kept,
    )


@transaction.atomic
def end_placement(
    *, placement: Placement, last_day: date, reason: str, by: User, note: str = ""
) -> PlacementEnd:
    """The person works there no more after the day, and the place is free.

    The case stays payable for the months that were worked. Who left or was dismissed loses the
    register for a time. Raises `TimesheetRefused`, `ActRefused`.
    """
    Agreement.objects.select_for_update().get(pk=placement.agreement_id)
    if placement.ends.filter(retracted_at=None).exists():
        raise TimesheetRefused("placement-ended-already")
    if not placement.started_on <= last_day <= placement.last_day:
        raise TimesheetRefused(
            "end-outside-placement", first=placement.started_on, last=placement.last_day
        )
    after = placement.timesheets.filter(retracted_at=None, month__gt=last_day)
    if after.exists():
        raise TimesheetRefused("ended-below-timesheet")
    if reason in (PlacementEnd.Reason.LEFT, PlacementEnd.Reason.DISMISSED):
        seeker = seeker_case(placement.person)
        if seeker is not None:
            remove(case=seeker, cause=Removal.Cause.LEFT_MEASURE, day=last_day, by=by)
    return PlacementEnd.objects.create(
        office_id=placement.office_id,
        placement=placement,
        occurred_on=last_day,
        reason=reason,
        note=note,
        recorded_by=by,
    )


END_REASONS: dict[str, Names] = {
    PlacementEnd.Reason.TERM_OVER: Names("мерзімі бітті", "срок истёк", "the term is over"),
    PlacementEnd.Reason.KEPT_ON: Names(
        "тұрақты жұмысқа қалдырылды", "оставлен на постоянной работе", "kept on for good"
    ),
    PlacementEnd.Reason.FOUND_WORK: Names(
        "басқа жұмыс тапты", "нашёл другую работу", "found other work"
    ),
    PlacementEnd.Reason.LEFT: Names("өзі кетті", "ушёл сам", "left"),
    PlacementEnd.Reason.DISMISSED: Names("жұмыстан шығарылды", "уволен", "dismissed"),
    PlacementEnd.Reason.DECEASED: Names("қайтыс болды", "умер", "died"),
}


def dues_of(office: Office, month: date, measure: str) -> list[Due]:
    """What accepted timesheets of the year, up to the month, owe: to people and to employers.

    Where the state pays the person, the net wage goes to them and what is withheld to the
    employer, who is the tax agent and may owe a part of its own.
    """
    month = month.replace(day=1)
    accepted = (
        PaidMonth.objects.live()
        .filter(
            Q(month__lte=month, month__gte=date(month.year, 1, 1)),
            office=office,
            placement__agreement__measure=measure,
        )
        .select_related("placement__agreement")
        .order_by("month", "pk")
    )
    dues = []
    for one in accepted:
        placement = one.placement
        member = [(placement.person_id, "placed")]
        employer = placement.agreement.organization_id
        if one.is_paid_to_person:
            net = min(one.net, one.subsidy)
            dues.append(
                Due(placement.case_id, placement.person_id, one.month, net, member, purpose=WAGE)
            )
            dues.append(
                Due(
                    placement.case_id,
                    0,
                    one.month,
                    one.subsidy - net,
                    member,
                    purpose=WITHHELD,
                    organization_id=employer,
                )
            )
        else:
            dues.append(
                Due(
                    placement.case_id,
                    0,
                    one.month,
                    one.subsidy,
                    member,
                    purpose=SUBSIDY,
                    organization_id=employer,
                )
            )
    return dues
