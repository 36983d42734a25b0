"""The acts on a case: open, then any transition of its workflow. Each is one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Model

from qamtu.accounts.models import Office, User
from qamtu.documents.models import Document
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Facility, Organization
from qamtu.people.models import Household, Person
from qamtu.places.models import Territory

from .fields import Details
from .measures import Measure
from .models import Case, CaseEvent, EventParticipant
from .workflow import NEW, Transition


class ActRefused(FactRefused):
    """An act that the workflow, the calendar or the measure does not allow; `code` says which.

    «measure-not-open», «wrong-subject», «unknown-category», «other-measure», «unknown-act»,
    «wrong-state», «reason-missing», «before-last-event», «done-already», «unknown-field»,
    «field-missing», «field-choice», «field-number», «field-money», «field-date».
    """


Participants = Sequence[tuple[Person, str]]


@transaction.atomic
def open_case(
    *,
    measure: Measure,
    office: Office,
    subject: Person | Household | Organization | Facility,
    day: date,
    by: User,
    category: str = "",
    territory: Territory | None = None,
    note: str = "",
    details: Mapping[str, object] | None = None,
) -> Case:
    """Register a subject for a measure: the case and its first event."""
    expected: dict[str, type[Model]] = {
        "person": Person,
        "household": Household,
        "organization": Organization,
        "facility": Facility,
    }
    if not isinstance(subject, expected[measure.subject]):
        raise ActRefused("wrong-subject", measure=measure.code, expected=measure.subject)
    if not measure.is_open_on(day):
        raise ActRefused("measure-not-open", measure=measure.code, day=day)
    if category and category not in measure.categories:
        raise ActRefused("unknown-category", category=category, measure=measure.code)
    case = Case(
        office=office,
        measure=measure.code,
        category=category,
        territory=territory or subject.territory,
        opened_on=day,
        state_since=day,
        note=note,
        state=NEW,
    )
    setattr(case, measure.subject, subject)
    case.save()
    record_event(case=case, measure=measure, transition="open", day=day, by=by, details=details)
    return case


def read_details(measure: Measure, transition: str, given: Mapping[str, object]) -> Details:
    """What is kept of the fields that a step asks. Raises `ActRefused` naming the field."""
    asked = {field.code: field for field in measure.fields_of(transition)}
    for code in given:
        if code not in asked:
            raise ActRefused("unknown-field", field=code, measure=measure.code)
    kept: Details = {}
    for code, field in asked.items():
        if given.get(code) is not None and str(given[code]).strip():
            try:
                kept[code] = field.read(given[code])
            except ValueError as problem:
                raise ActRefused(str(problem), field=field.names, given=given[code]) from None
        elif field.is_required:
            raise ActRefused("field-missing", field=field.names)
    return kept


def record_event(
    *,
    case: Case,
    measure: Measure,
    transition: str,
    day: date,
    by: User,
    reason: str = "",
    quantity: int = 1,
    participants: Participants = (),
    document: Document | None = None,
    details: Mapping[str, object] | None = None,
) -> CaseEvent:
    """Make one step of the workflow. Raises `ActRefused` naming what stands in the way."""
    try:
        with transaction.atomic():
            step = _allowed_step(case, measure, transition, day, reason)
            kept = read_details(measure, transition, details or {})
            if kept:
                case.details = {**case.details, **kept}
                case.save(update_fields=["details"])
            event = CaseEvent.objects.create(
                office_id=case.office_id,
                case=case,
                transition=transition,
                target_state=step.target or case.state,
                is_once=step.is_once,
                occurred_on=day,
                quantity=quantity,
                reason=reason.strip(),
                document=document,
                recorded_by=by,
            )
            if participants:
                EventParticipant.objects.bulk_create(
                    EventParticipant(
                        office_id=case.office_id, event=event, person=person, role=role
                    )
                    for person, role in participants
                )
            if step.target and step.target != case.state:
                case.state = step.target
                case.state_since = day
                case.save(update_fields=["state", "state_since"])
    except IntegrityError as error:
        if violated_constraint(error) == "transition_once_per_case":
            raise ActRefused("done-already", transition=transition) from error
        raise
    return event


def _allowed_step(
    case: Case, measure: Measure, transition: str, day: date, reason: str
) -> Transition:
    """The step, if the workflow allows it now. Locks the case's row against a second clerk."""
    if measure.code != case.measure:
        raise ActRefused("other-measure", measure=measure.code, case=case.measure)
    if transition not in measure.workflow:
        raise ActRefused("unknown-act", transition=transition, measure=measure.code)
    step = measure.workflow[transition]
    case.state, last_day = case.lock()
    if case.state not in step.sources:
        raise ActRefused("wrong-state", state=case.state, transition=transition)
    if last_day is not None and day < last_day:
        raise ActRefused("before-last-event", day=day, last=last_day)
    if step.needs_reason and not reason.strip():
        raise ActRefused("reason-missing", transition=transition)
    return step


@transaction.atomic
def retract_event(*, event: CaseEvent, reason: str, by: User) -> None:
    """Take an event back; the case returns to the state of its last live event.

    Only the last step can be taken back while later ones stand on it, and money that was moved by
    it has to be retracted first.
    """
    case = Case.objects.select_for_update().get(pk=event.case_id)
    later = case.events.live().filter(pk__gt=event.pk).exclude(is_once=False)
    if event.is_once and later.exists():
        raise ActRefused("later-events-stand", transition=event.transition)
    event.retract(reason=reason, by=by)
    last = case.events.live().filter(is_once=True).order_by("occurred_on", "pk").last()
    case.state = last.target_state if last else NEW
    case.state_since = last.occurred_on if last else case.opened_on
    case.save(update_fields=["state", "state_since"])
