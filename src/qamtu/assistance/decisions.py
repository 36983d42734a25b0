"""Decisions on targeted assistance: assigned, refused, ended; each with its number."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import record_event
from qamtu.casework.explaining import reason_of_refusal
from qamtu.casework.measures import Measure
from qamtu.casework.models import Assessment, Case
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.rules.quarters import last_month_of_quarter, next_month

from .applications import last_assessment
from .models import Decision
from .targeted_assistance import MEASURE

SERIES = "assistance-decision"


class DecisionRefused(FactRefused):
    """«not-entitled», «entitled», «contract-missing», «no-assessment», «not-assigned»,
    «ended-already», «month-outside».
    """


@transaction.atomic
def assign(*, case: Case, day: date, by: User, contract: str = "") -> Decision:
    """Assign what the last assessment says, from the month of application to the quarter's end.

    Conditional assistance names its social contract. Raises `DecisionRefused`, `ActRefused`.
    """
    case.lock()
    assessment = _assessment(case)
    if not assessment.is_entitled:
        raise DecisionRefused("not-entitled")
    if assessment.is_conditional and not contract.strip():
        raise DecisionRefused("contract-missing")
    record_event(
        case=case,
        measure=MEASURE,
        transition="approve",
        day=day,
        by=by,
        details={"contract": contract} if contract.strip() else None,
    )
    return _decide(
        case,
        assessment,
        Decision.Kind.ASSIGNED,
        day,
        by,
        recipient=Person.objects.get(pk=assessment.given["applicant"]),
        first_month=assessment.day.replace(day=1),
        last_month=last_month_of_quarter(assessment.day),
        basic=assessment.basic,
        extra=assessment.extra,
    )


@transaction.atomic
def refuse(*, case: Case, day: date, by: User, note: str = "") -> Decision:
    """Refuse on the grounds that the last assessment found. Raises `DecisionRefused`."""
    case.lock()
    assessment = _assessment(case)
    if assessment.is_entitled:
        raise DecisionRefused("entitled")
    grounds = reason_of_refusal(assessment.trace, assessment.grounds)
    reason = f"{grounds}. {note.strip()}".rstrip(" .")
    record_event(case=case, measure=MEASURE, transition="refuse", day=day, by=by, reason=reason)
    return _decide(case, assessment, Decision.Kind.REFUSED, day, by, reason=note.strip())


@transaction.atomic
def end(
    *,
    case: Case,
    last_month: date,
    reason: str,
    day: date,
    by: User,
    measure: Measure = MEASURE,
) -> Decision:
    """End an assignment: `last_month` is the last one that is still paid.

    Raises `DecisionRefused` where nothing is assigned or the month lies outside of it, and
    `ActRefused` («reason-missing») without a reason.
    """
    case.lock()
    assigned = case.decisions.live().filter(kind=Decision.Kind.ASSIGNED).first()
    if assigned is None:
        raise DecisionRefused("not-assigned")
    if case.decisions.live().filter(kind=Decision.Kind.ENDED).exists():
        raise DecisionRefused("ended-already")
    assert assigned.first_month is not None
    assert assigned.last_month is not None
    month = last_month.replace(day=1)
    if next_month(month) < assigned.first_month or month >= assigned.last_month:
        raise DecisionRefused("month-outside")
    record_event(case=case, measure=measure, transition="end", day=day, by=by, reason=reason)
    return _decide(
        case,
        assigned.assessment,
        Decision.Kind.ENDED,
        day,
        by,
        recipient=assigned.recipient,
        last_month=month,
        reason=reason.strip(),
    )


def _assessment(case: Case) -> Assessment:
    try:
        return last_assessment(case)
    except Assessment.DoesNotExist:
        raise DecisionRefused("no-assessment") from None


def _decide(
    case: Case,
    assessment: Assessment,
    kind: Decision.Kind,
    day: date,
    by: User,
    **fields: object,
) -> Decision:
    """Record the decision under the next number of the office's year."""
    return Decision.objects.create(
        office_id=case.office_id,
        case=case,
        assessment=assessment,
        kind=kind,
        number=next_number(office=case.office, series=SERIES, year=day.year),
        year=day.year,
        decided_on=day,
        recorded_by=by,
        **fields,
    )
