"""What a measure of assistance owes for a month, asked of its decisions whenever a run is prepared.

A member who died, moved away or found work since the family was judged stops the payment of the
month in which it happened and of later ones, until the family is judged again.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from qamtu.accounts.models import Office
from qamtu.casework.measures import Measure
from qamtu.finance.models import Payment
from qamtu.finance.runs import Due, Hold, Payable
from qamtu.people.models import StatusPeriod
from qamtu.rules.quarters import next_month

from . import fuel_aid, social_aid
from .models import Decision
from .packages import PAYABLE as PACKAGES
from .targeted_assistance import MEASURE

STOPPING = {
    "deceased": "member-deceased",
    "moved_away": "member-moved-away",
    "employed": "member-employed",
}


def months_between(first: date, last: date) -> list[date]:
    """First days of the months from one to another, both included."""
    months = []
    month = first.replace(day=1)
    while month <= last:
        months.append(month)
        month = next_month(month)
    return months


def dues_of(office: Office, month: date, measure: Measure = MEASURE) -> list[Due]:
    """What a measure owes for the month, and for earlier months of its year: paid ones too.

    A run leaves out what another run has (see `finance.runs`), so months that were held or
    returned are asked for again.
    """
    month = month.replace(day=1)
    assigned = list(
        Decision.objects.filter(
            office=office,
            case__measure=measure.code,
            kind=Decision.Kind.ASSIGNED,
            first_month__lte=month,
            last_month__gte=date(month.year, 1, 1),
        )
        .live()
        .select_related("assessment")
        .defer("assessment__trace")
        .order_by("pk")
    )
    ended = dict(
        Decision.objects.filter(office=office, kind=Decision.Kind.ENDED)
        .live()
        .values_list("case_id", "last_month")
    )
    stops = _stops(assigned)
    dues = []
    for decision in assigned:
        assert decision.first_month is not None
        assert decision.last_month is not None
        last = min(decision.last_month, ended.get(decision.case_id) or decision.last_month, month)
        first = max(decision.first_month, date(month.year, 1, 1))
        members = _members(decision)
        for due_for in months_between(first, last):
            dues.append(
                Due(
                    case_id=decision.case_id,
                    recipient_id=decision.recipient_id or 0,
                    due_for=due_for,
                    amount=decision.monthly,
                    members=[(person, "member") for person in members],
                    hold=_hold(decision, due_for, members, stops),
                )
            )
    return dues


def _members(decision: Decision) -> list[int]:
    return [
        one["person"]
        for one in decision.assessment.given.get("members", ())
        if one.get("absence", "none") == "none"
    ]


def _stops(decisions: Sequence[Decision]) -> dict[int, list[StatusPeriod]]:
    people = {person for decision in decisions for person in _members(decision)}
    found: dict[int, list[StatusPeriod]] = defaultdict(list)
    periods = StatusPeriod.objects.filter(person__in=people, kind__in=STOPPING).live()
    for period in periods.select_related("person").order_by("valid_from", "pk"):
        found[period.person_id].append(period)
    return found


def _hold(
    decision: Decision,
    due_for: date,
    members: Sequence[int],
    stops: dict[int, list[StatusPeriod]],
) -> Hold | None:
    last_day = next_month(due_for) - timedelta(days=1)
    for person in members:
        for period in stops.get(person, ()):
            is_known = period.kind == "employed" and period.valid_from <= decision.assessment.day
            is_over = period.valid_to is not None and period.valid_to < due_for
            if period.valid_from <= last_day and not is_known and not is_over:
                return Hold(
                    STOPPING[period.kind],
                    {
                        "person": period.person.full_name,
                        "since": period.valid_from.isoformat(),
                        "paper": period.paper,
                    },
                )
    return None


def overpaid(ended: Decision) -> list[Payment]:
    """What was paid after an assignment ended and stands in no overpayment yet."""
    after = ended.case.payments.filter(
        state=Payment.State.PAID, due_for__gt=ended.last_month, overpaid=None
    )
    return list(after.order_by("due_for", "pk"))


PAID_BY_RUNS: dict[str, Payable] = {
    measure.code: Payable(measure, partial(dues_of, measure=measure))
    for measure in (MEASURE, fuel_aid.MEASURE, social_aid.MEASURE)
} | {PACKAGES.measure.code: PACKAGES}
