"""A month of a pair: confirmed hours, the act of services, what is due to the helper."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.deadlines import add_working_days
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment
from qamtu.documents.numbering import next_number
from qamtu.finance.runs import Due, Payable
from qamtu.ledger.models import FactRefused
from qamtu.rules.parameters import Law
from qamtu.rules.personal_assistant.formulas import PROGRAMME, read_pair
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.quarters import next_month
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of

from .models import AssistanceMonth, AssistanceVisit, Pairing
from .pairings import stops_of, tenge_of
from .personal_assistant import MEASURE
from .visits import counted

SERIES = "assistance-act"
ROLES = {Pairing.Kind.ASSISTANT: "assistant", Pairing.Kind.INTERPRETER: "interpreter"}


class MonthRefused(FactRefused):
    """«month-not-over», «month-accepted-already», «month-nothing-confirmed», «month-above-year»,
    «month-paid».
    """


def judge_of_month(
    pairing: Pairing, month: date, minutes: int, used: int, law: Law
) -> tuple[dict[str, Any], Judgement]:
    """(what was given, what the rules of the month say of so many minutes).

    `used`: minutes of the year before the month, see `_minutes_before`.
    """
    given = {
        **pairing.assessment.given,
        "minutes": minutes,
        "minutes_this_year": used,
        "rate": tenge_of(pairing.rate),
    }
    return given, judge(PROGRAMME, read_pair(given, max(month, pairing.signed_on)), law)


Served = tuple[int, str]
"""A person and a service: the year's limit is of these, whoever helps."""


def _accepted_minutes(wanted: Sequence[tuple[Pairing, date]]) -> dict[Served, dict[date, int]]:
    """Minutes that were accepted of each person and service, by month, in the years asked for."""
    months = [month for _, month in wanted]
    rows = (
        AssistanceMonth.objects.live()
        .filter(
            pairing__person__in={pairing.person_id for pairing, _ in wanted},
            month__gte=date(min(months).year, 1, 1),
            month__lt=max(months),
        )
        .values_list("pairing__person", "pairing__kind", "month", "minutes")
    )
    found: dict[Served, dict[date, int]] = {}
    for person, kind, month, minutes in rows:
        by_month = found.setdefault((person, kind), {})
        by_month[month] = by_month.get(month, 0) + minutes
    return found


def _minutes_before(month: date, accepted: dict[date, int]) -> int:
    """Minutes of the earlier months of the month's year."""
    first = date(month.year, 1, 1)
    return sum(minutes for at, minutes in accepted.items() if first <= at < month)


def accept_month(*, pairing: Pairing, month: date, day: date, by: User) -> AssistanceMonth:
    """One month; see `accept_months`."""
    return accept_months(months=[(pairing, month)], day=day, by=by)[0]


@transaction.atomic
def accept_months(
    *, months: Sequence[tuple[Pairing, date]], day: date, by: User
) -> list[AssistanceMonth]:
    """Accept months of pairs, the earliest first: each gets its act, and its sum is due.

    All or none; the year's limit counts what this list accepts before. The pairs are held: nothing
    is written into the months meanwhile. Raises `MonthRefused`, `FactsRefused`, `ParameterMissing`.
    """
    keys = {pairing.pk for pairing, _ in months}
    held = {
        pairing.pk: pairing
        for pairing in Pairing.objects.select_for_update()
        .filter(pk__in=keys)
        .prefetch_related("assessment", "ends")
        .order_by("pk")
    }
    wanted = sorted(
        ((held[pairing.pk], month.replace(day=1)) for pairing, month in months),
        key=lambda one: one[1],
    )
    there = set(
        AssistanceMonth.objects.live().filter(pairing__in=keys).values_list("pairing_id", "month")
    )
    stops = stops_of([pairing for pairing, _ in wanted])
    visits = _visits_by_month(keys, {month for _, month in wanted})
    office = wanted[0][0].office
    accepted = _accepted_minutes(wanted)
    laws: dict[date, Law] = {}
    first = next_number(office=office, series=SERIES, year=day.year, count=len(wanted))
    made: list[AssistanceMonth] = []
    for number, (pairing, month) in enumerate(wanted, start=first):
        if (pairing.pk, month) in there:
            raise MonthRefused("month-accepted-already", month=month)
        last = stops[pairing.pk].last_day
        if not is_over(month, day) and day < last:
            raise MonthRefused("month-not-over", month=month)
        those = counted(visits.get((pairing.pk, month), ()), last)
        minutes = sum(one.minutes for one in those)
        if not minutes:
            raise MonthRefused("month-nothing-confirmed", month=month)
        at = max(month, pairing.signed_on)
        if at not in laws:
            laws[at] = law_on(office, PROGRAMME.folder, at)
        theirs = accepted.setdefault((pairing.person_id, pairing.kind), {})
        used = _minutes_before(month, theirs)
        given, found = judge_of_month(pairing, month, minutes, used, laws[at])
        if found["ground_year"]:
            raise MonthRefused("month-above-year", month=month)
        amount = int(found["amount"])
        assessment = Assessment(
            office=office,
            case_id=pairing.case_id,
            programme=PROGRAMME.folder,
            day=month,
            given=given,
            is_entitled=True,
            is_conditional=False,
            basic=amount,
            extra=0,
            months=1,
            grounds=[],
            trace=trace_of(found),
            rules_version=version_of(PROGRAMME.folder),
            made_by=by,
        )
        made.append(
            AssistanceMonth(
                office=office,
                pairing=pairing,
                month=month,
                visits=len(those),
                minutes=minutes,
                amount=amount,
                assessment=assessment,
                number=number,
                year=day.year,
                accepted_on=day,
                recorded_by=by,
            )
        )
        there.add((pairing.pk, month))
        theirs[month] = theirs.get(month, 0) + minutes
    Assessment.objects.bulk_create(one.assessment for one in made)
    for one in made:
        one.assessment_id = one.assessment.pk
    return AssistanceMonth.objects.bulk_create(made)


def is_over(month: date, day: date) -> bool:
    """True from the last working day of the month on."""
    return add_working_days(day, 1) >= next_month(month)


def _visits_by_month(
    pairings: set[int], months: set[date]
) -> dict[tuple[int, date], list[AssistanceVisit]]:
    found: dict[tuple[int, date], list[AssistanceVisit]] = {}
    rows = AssistanceVisit.objects.live().filter(
        pairing__in=pairings,
        occurred_on__gte=min(months),
        occurred_on__lt=next_month(max(months)),
    )
    for one in rows.prefetch_related("words"):
        found.setdefault((one.pairing_id, one.occurred_on.replace(day=1)), []).append(one)
    return found


@transaction.atomic
def retract_month(*, accepted: AssistanceMonth, reason: str, by: User) -> None:
    """Take an accepted month back while nothing of it is in a run. Raises `MonthRefused`."""
    Pairing.objects.select_for_update().get(pk=accepted.pairing_id)
    in_runs = accepted.pairing.case.payments.filter(
        due_for=accepted.month, purpose=purpose_of(accepted.pairing_id)
    ).exclude(state__in=("cancelled", "held"))
    if in_runs.exists():
        raise MonthRefused("month-paid", month=accepted.month)
    accepted.retract(reason=reason, by=by)


def purpose_of(pairing: int) -> str:
    """What a pair's payments are for: of one case, two helpers of a month are paid apart."""
    return f"pairing-{pairing}"


def assistance_due(office: Office, month: date) -> list[Due]:
    """What accepted months of the year, up to the month, owe to the helpers."""
    month = month.replace(day=1)
    accepted = (
        AssistanceMonth.objects.live()
        .filter(office=office, month__gte=date(month.year, 1, 1), month__lte=month)
        .select_related("pairing")
    )
    return [
        Due(
            case_id=one.pairing.case_id,
            recipient_id=one.pairing.helper_id,
            due_for=one.month,
            amount=one.amount,
            members=[(one.pairing.helper_id, ROLES[Pairing.Kind(one.pairing.kind)])],
            purpose=purpose_of(one.pairing_id),
        )
        for one in accepted
    ]


PAYABLE = Payable(MEASURE, assistance_due)
