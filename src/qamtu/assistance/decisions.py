"""Decisions on targeted assistance: assigned, refused, ended; each with its number."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import record_event, retract_event
from qamtu.casework.explaining import reason_of_refusal
from qamtu.casework.measures import Measure
from qamtu.casework.models import Assessment, Case
from qamtu.documents.numbering import next_number
from qamtu.finance.runs import be_in_no_run
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Household, Person
from qamtu.rules.quarters import last_month_of_quarter, next_month

from .applications import last_assessment
from .fuel_aid import MEASURE as FUEL_AID
from .models import AidGrant, Decision
from .social_aid import MEASURE as SOCIAL_AID
from .targeted_assistance import MEASURE

SERIES = "assistance-decision"
STEPS = {
    Decision.Kind.ASSIGNED: "approve",
    Decision.Kind.REFUSED: "refuse",
    Decision.Kind.ENDED: "end",
}


class DecisionRefused(FactRefused):
    """«not-entitled», «entitled», «contract-missing», «no-assessment», «not-assigned»,
    «ended-already», «month-outside», «decision-later», «decision-aid-ended»,
    «decision-newer».
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


def decisions_by_step(case: Case) -> dict[str, Decision]:
    """The decisions that stand behind the steps of a case, by the step."""
    return {STEPS[Decision.Kind(one.kind)]: one for one in case.decisions.live()}


@transaction.atomic
def take_back(*, decision: Decision, reason: str, by: User) -> None:
    """A decision that was made by mistake, with its step; its number is not given again.

    The application waits for another decision. That of a list is gone with it, and stands on the
    next list. Raises `DecisionRefused`, `RunRefused`, `ReasonMissing`, `AlreadyRetracted`.
    """
    case = decision.case
    case.lock()
    if decision.recipient_id is not None:
        Person.objects.select_for_update().get(pk=decision.recipient_id)
    if case.decisions.live().filter(pk__gt=decision.pk).exists():
        raise DecisionRefused("decision-later")
    if decision.kind == Decision.Kind.ASSIGNED:
        be_in_no_run(case)
    elif decision.kind == Decision.Kind.ENDED and case.measure == SOCIAL_AID.code:
        raise DecisionRefused("decision-aid-ended")
    if case.household_id is not None:
        _refuse_a_newer_application(case, case.household_id)
    for grant in AidGrant.objects.live().filter(decision=decision):
        grant.retract(reason=reason, by=by)
    decision.retract(reason=reason, by=by)
    gone = {STEPS[Decision.Kind(decision.kind)]}
    if case.measure == FUEL_AID.code:
        gone.add("open")
    for event in case.events.live().filter(transition__in=gone).order_by("-pk"):
        retract_event(event=event, reason=reason, by=by)


def _refuse_a_newer_application(case: Case, household: int) -> None:
    """The family has applied anew since: two of its applications would stand at once."""
    Household.objects.select_for_update().get(pk=household)
    newer = Case.objects.of_measure(case.measure).filter(household=household, pk__gt=case.pk)
    assigned = Decision.objects.live().filter(case__in=newer, kind=Decision.Kind.ASSIGNED)
    if newer.waiting().exists() or assigned.exists():
        raise DecisionRefused("decision-newer")


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
