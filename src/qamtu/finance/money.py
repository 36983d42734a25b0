"""The verbs of the money ledger. Each is one entry; the database holds the bounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import Participants, record_event
from qamtu.casework.measures import Measure
from qamtu.casework.models import Case, CaseEvent
from qamtu.ledger.models import FactRefused, violated_constraint

from .models import BudgetLine, MoneyEntry

CONSTRAINTS = {
    "budget_line_not_overcommitted": "line-overcommitted",
    "budget_line_not_overspent": "line-overspent",
    "budget_line_not_negative": "line-negative",
    "case_not_overpaid": "case-overpaid",
    "paid_by_a_run": "paid-by-a-run",
    "entry_of_an_act": "entry-of-an-act",
    "stages_make_the_sum": "bound-by-contract",
    "paid_by_stage": "bound-by-contract",
    "paid_against_an_accepted_act": "bound-by-contract",
    "retracted_contract_binds_nothing": "bound-by-contract",
}


class MoneyRefused(FactRefused):
    """«line-overcommitted», «line-overspent», «line-negative», «case-overpaid», «paid-by-a-run»,
    «act-missing», «entry-of-an-act», «bound-by-contract».
    """


def budget_line(*, office: Office, year: int, measure: str, source: str) -> BudgetLine:
    """The line of this year, measure and source; made on first use, empty."""
    return BudgetLine.objects.get_or_create(
        office=office, year=year, measure=measure, source=source
    )[0]


def allocate(*, line: BudgetLine, amount: int, day: date, act: str, by: User) -> MoneyEntry:
    """Put money on a line (or take some off, with a negative amount), by an act."""
    if not act.strip():
        raise MoneyRefused("act-missing")
    return _enter(line, MoneyEntry.Kind.ALLOCATED, amount, day, by, act=act)


@transaction.atomic
def allocate_for(
    *,
    office: Office,
    year: int,
    measure: str,
    source: str,
    amount: int,
    day: date,
    act: str,
    by: User,
) -> MoneyEntry:
    """Allocate to the line of this year, measure and source; it is opened where there is none."""
    line = budget_line(office=office, year=year, measure=measure, source=source)
    return allocate(line=line, amount=amount, day=day, act=act, by=by)


def commit(
    *,
    line: BudgetLine,
    case: Case,
    amount: int,
    day: date,
    by: User,
    act: str = "",
    event: CaseEvent | None = None,
) -> MoneyEntry:
    """Bind money of the line to a case: a decision to pay, a contract. Negative: release."""
    return _enter(line, MoneyEntry.Kind.COMMITTED, amount, day, by, act=act, case=case, event=event)


@transaction.atomic
def pay(
    *,
    line: BudgetLine,
    case: Case,
    measure: Measure,
    amount: int,
    day: date,
    by: User,
    act: str = "",
    participants: Participants = (),
) -> MoneyEntry:
    """Pay a case out of what is committed to it: the event and the money, or neither."""
    event = record_event(
        case=case, measure=measure, transition="pay", day=day, by=by, participants=participants
    )
    return _enter(line, MoneyEntry.Kind.PAID, amount, day, by, act=act, case=case, event=event)


def take_back(
    *, line: BudgetLine, case: Case, amount: int, day: date, by: User, act: str = ""
) -> MoneyEntry:
    """Money that came back from a case to the line."""
    return _enter(line, MoneyEntry.Kind.RETURNED, amount, day, by, act=act, case=case)


def _enter(
    line: BudgetLine,
    kind: MoneyEntry.Kind,
    amount: int,
    day: date,
    by: User,
    *,
    act: str = "",
    case: Case | None = None,
    event: CaseEvent | None = None,
) -> MoneyEntry:
    try:
        with transaction.atomic():
            return MoneyEntry.objects.create(
                office_id=line.office_id,
                line=line,
                kind=kind,
                amount=amount,
                occurred_on=day,
                case=case,
                event=event,
                act=act,
                recorded_by=by,
            )
    except IntegrityError as error:
        raise refusal_of(error, line, amount) from error


@dataclass(slots=True)
class Movement:
    """One entry of a list: of a payment run, of a round of awards, of an act of the budget."""

    line: BudgetLine
    kind: MoneyEntry.Kind
    amount: int
    day: date
    case_id: int | None = None
    event_id: int | None = None
    act: str = ""
    budget_act_id: int | None = None


def enter_all(*, movements: Sequence[Movement], by: User) -> None:
    """Enter a list, in its order, whole or not at all. Raises `MoneyRefused` as one entry does."""
    try:
        with transaction.atomic():
            MoneyEntry.objects.bulk_create(
                MoneyEntry(
                    office_id=movement.line.office_id,
                    line=movement.line,
                    kind=movement.kind,
                    amount=movement.amount,
                    occurred_on=movement.day,
                    case_id=movement.case_id,
                    event_id=movement.event_id,
                    act=movement.act,
                    budget_act_id=movement.budget_act_id,
                    recorded_by=by,
                )
                for movement in movements
            )
    except IntegrityError as error:
        code = CONSTRAINTS.get(violated_constraint(error))
        if code is None:
            raise
        raise MoneyRefused(code, amount=sum(m.amount for m in movements)) from error


def retract_entry(*, entry: MoneyEntry, reason: str, by: User) -> None:
    """Take an entry back. Raises `MoneyRefused` where others stand on it."""
    try:
        entry.retract(reason=reason, by=by)
    except IntegrityError as error:
        raise refusal_of(error, entry.line, entry.amount) from error


def refusal_of(error: IntegrityError, line: BudgetLine, amount: int) -> Exception:
    """What the database refused, as `MoneyRefused`; what else went wrong, as it is."""
    code = CONSTRAINTS.get(violated_constraint(error))
    if code is None:
        return error
    line.refresh_from_db()
    return MoneyRefused(
        code,
        amount=amount,
        allocated=line.allocated,
        committed=line.committed,
        paid=line.paid,
        line=str(line),
    )
