"""Payment runs: what is due is planned on the budget lines, approved by another, paid once.

The measure says what is due (`Due`); a run takes what no other run has, holds back what can't be
paid and says why, and the next run asks again: nothing has to be remembered to be paid later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import ActRefused
from qamtu.casework.enrolment import CaseEntry, Step, record_cases
from qamtu.casework.measures import Measure
from qamtu.casework.models import Case, CaseEvent
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.models import StatusPeriod

from .accounts import accounts_of
from .models import BudgetLine, MoneyEntry, Payment, PaymentRun, Source
from .money import Movement, enter_all

SERIES = "payment-run"
SOURCES = (Source.REPUBLICAN, Source.REGIONAL, Source.LOCAL)
STOPPING = {"deceased": "recipient-deceased", "moved_away": "recipient-moved-away"}


class RunRefused(FactRefused):
    """«run-open-already», «nothing-due», «run-approved-already», «run-cancelled»,
    «run-same-person», «run-before-month», «run-empty», «run-not-prepared», «run-unanswered»,
    «run-not-approved», «reason-missing».
    """


@dataclass(frozen=True)
class Hold:
    """Why something is not paid now: a code for a sentence, and what it says of whom."""

    code: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Due:
    """What a case is owed for a month, tiyn. `members`: (person's key, role) of those it is for."""

    case_id: int
    recipient_id: int
    due_for: date
    amount: int
    members: Sequence[tuple[int, str]] = ()
    hold: Hold | None = None


@transaction.atomic
def prepare_run(
    *,
    office: Office,
    measure: Measure,
    month: date,
    dues: Iterable[Due],
    by: User,
    sources: Sequence[str] = SOURCES,
) -> PaymentRun:
    """Plan the payments of what is due and in no other run, on the lines of the month's year.

    Money is taken from the sources in their order; what fits on no line is held, and the rest is
    planned. Raises `RunRefused`.
    """
    month = month.replace(day=1)
    opened = PaymentRun.objects.filter(
        office=office, measure=measure.code, month=month, state=PaymentRun.State.PREPARED
    ).first()
    if opened is not None:
        raise RunRefused("run-open-already", run=opened.number)
    wanted = _not_in_a_run(dues)
    if not wanted:
        raise RunRefused("nothing-due")
    try:
        with transaction.atomic():
            run = PaymentRun.objects.create(
                office=office,
                measure=measure.code,
                month=month,
                year=month.year,
                number=next_number(office=office, series=SERIES, year=month.year),
                prepared_by=by,
            )
            Payment.objects.bulk_create(_plan(run, measure, wanted, sources))
    except IntegrityError as error:
        if violated_constraint(error) in ("one_open_run_of_a_month", "payment_once"):
            raise RunRefused("run-open-already", run="") from error
        raise
    return run


def _not_in_a_run(dues: Iterable[Due]) -> list[Due]:
    wanted = [due for due in dues if due.amount > 0]
    live = set(
        Payment.objects.filter(
            case__in={due.case_id for due in wanted},
            state__in=[Payment.State.PLANNED, Payment.State.PAID],
        ).values_list("case_id", "due_for")
    )
    return [due for due in wanted if (due.case_id, due.due_for) not in live]


def _plan(
    run: PaymentRun, measure: Measure, dues: Sequence[Due], sources: Sequence[str]
) -> list[Payment]:
    free = free_money(run.office, measure.code, run.year, sources)
    people = {due.recipient_id for due in dues}
    today = date.today()
    ibans = accounts_of(people, today)
    stopped = stops_of(people, today)
    states = dict(
        Case.objects.filter(pk__in={due.case_id for due in dues}).values_list("pk", "state")
    )
    planned = []
    for due in dues:
        hold = due.hold or stopped.get(due.recipient_id)
        if hold is None and states[due.case_id] not in measure.workflow["pay"].sources:
            hold = Hold("case-not-payable", {"state": states[due.case_id]})
        if hold is None and due.recipient_id not in ibans:
            hold = Hold("no-account")
        line = None
        if hold is None:
            line = next((one for one, left in free.items() if left >= due.amount), None)
            if line is None:
                hold = Hold("no-money", {"needed": due.amount, "free": sum(free.values())})
            else:
                free[line] -= due.amount
        planned.append(
            Payment(
                office_id=run.office_id,
                run=run,
                case_id=due.case_id,
                recipient_id=due.recipient_id,
                due_for=due.due_for,
                amount=due.amount,
                members=[list(one) for one in due.members],
                line=line,
                iban=ibans.get(due.recipient_id, ""),
                state=Payment.State.HELD if hold else Payment.State.PLANNED,
                hold=hold.code if hold else "",
                hold_detail=hold.detail if hold else {},
            )
        )
    return planned


def free_money(
    office: Office, measure: str, year: int, sources: Sequence[str] = SOURCES
) -> dict[BudgetLine, int]:
    """What may still be planned on each line, tiyn, in the order of the sources."""
    lines = {
        line.source: line
        for line in BudgetLine.objects.filter(office=office, measure=measure, year=year)
    }
    planned = dict(
        Payment.objects.filter(line__in=lines.values(), state=Payment.State.PLANNED)
        .order_by()
        .values_list("line")
        .annotate(Sum("amount"))
    )
    return {
        lines[source]: lines[source].free - planned.get(lines[source].pk, 0)
        for source in sources
        if source in lines
    }


def stops_of(person_ids: Iterable[int], day: date) -> dict[int, Hold]:
    """Who is not paid on the day because of what the registers know of them."""
    periods = (
        StatusPeriod.objects.filter(person__in=set(person_ids), kind__in=STOPPING).on(day).live()
    )
    return {
        one.person_id: Hold(
            STOPPING[one.kind], {"since": one.valid_from.isoformat(), "paper": one.paper}
        )
        for one in periods
    }


@transaction.atomic
def approve_run(*, run: PaymentRun, measure: Measure, day: date, by: User) -> PaymentRun:
    """Pay the run: the events and the money of every payment, or nothing at all.

    Who has died or moved since it was prepared is held. Raises `RunRefused`, `ActRefused`, and
    `MoneyRefused` where a line has been spent meanwhile.
    """
    run = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if run.state in (PaymentRun.State.APPROVED, PaymentRun.State.CLOSED):
        raise RunRefused("run-approved-already", run=run.number, by=str(run.approved_by))
    if run.state == PaymentRun.State.CANCELLED:
        raise RunRefused("run-cancelled", run=run.number)
    if run.prepared_by_id == by.pk:
        raise RunRefused("run-same-person")
    if day < run.month:
        raise RunRefused("run-before-month", month=run.month)
    planned = list(run.payments.filter(state=Payment.State.PLANNED).select_related("line", "case"))
    stopped = stops_of((payment.recipient_id for payment in planned), day)
    for payment in planned:
        hold = stopped.get(payment.recipient_id)
        if hold is not None:
            payment.state, payment.hold = Payment.State.HELD, hold.code
            payment.hold_detail = hold.detail
    held = [payment for payment in planned if payment.state == Payment.State.HELD]
    Payment.objects.bulk_update(held, ["state", "hold", "hold_detail"])
    paid = [payment for payment in planned if payment.state == Payment.State.PLANNED]
    if not paid:
        raise RunRefused("run-empty")
    _pay(run, measure, paid, day, by)
    run.state, run.paid_on = PaymentRun.State.APPROVED, day
    run.approved_by = by
    run.save(update_fields=["state", "paid_on", "approved_by"])
    run.refresh_from_db()
    return run


def _pay(
    run: PaymentRun, measure: Measure, payments: Sequence[Payment], day: date, by: User
) -> None:
    entries = _entries([payment.case_id for payment in payments])
    steps = []
    for payment in payments:
        step = Step("pay", day, participants=[(key, role) for key, role in payment.members])
        try:
            entries[payment.case_id].follow(measure, [step])
        except ActRefused as refused:
            refused.values |= {"case": payment.case_id}
            raise
        steps.append(step)
    record_cases(office=run.office, measure=measure, cases=list(entries.values()), by=by)
    act = f"№ {run.number}/{run.year}"
    movements = []
    for payment, step in zip(payments, steps, strict=True):
        assert payment.line is not None
        for kind in (MoneyEntry.Kind.COMMITTED, MoneyEntry.Kind.PAID):
            movements.append(
                Movement(
                    line=payment.line,
                    kind=kind,
                    amount=payment.amount,
                    day=day,
                    case_id=payment.case_id,
                    event_id=step.pk,
                    act=act,
                )
            )
    enter_all(movements=movements, by=by)
    Payment.objects.filter(pk__in=[payment.pk for payment in payments]).update(
        state=Payment.State.PAID
    )


def _entries(case_ids: Sequence[int]) -> dict[int, CaseEntry]:
    """The cases of a run, locked in the order of their keys, with the day of their last event."""
    last = dict(
        CaseEvent.objects.live()
        .filter(case__in=set(case_ids))
        .order_by("case_id", "occurred_on", "pk")
        .values_list("case_id", "occurred_on")
    )
    return {
        case.pk: CaseEntry(
            opened_on=case.opened_on,
            pk=case.pk,
            state=case.state,
            state_since=case.state_since,
            last_day=last.get(case.pk),
        )
        for case in Case.objects.select_for_update().filter(pk__in=set(case_ids)).order_by("pk")
    }


@transaction.atomic
def cancel_run(*, run: PaymentRun, reason: str) -> PaymentRun:
    """Give up a run that is not approved; what it planned is due again."""
    run = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if run.state != PaymentRun.State.PREPARED:
        raise RunRefused("run-not-prepared", run=run.number)
    if not reason.strip():
        raise RunRefused("reason-missing")
    run.payments.filter(state=Payment.State.PLANNED).update(state=Payment.State.CANCELLED)
    run.state, run.cancel_reason = PaymentRun.State.CANCELLED, reason.strip()
    run.save(update_fields=["state", "cancel_reason"])
    return run


@transaction.atomic
def close_run(*, run: PaymentRun) -> PaymentRun:
    """The bank has answered for every payment of an approved run. Raises `RunRefused`."""
    run = PaymentRun.objects.select_for_update().get(pk=run.pk)
    unanswered = run.payments.filter(state=Payment.State.PAID, answered_on=None).count()
    if run.state != PaymentRun.State.APPROVED or unanswered:
        raise RunRefused("run-unanswered", run=run.number, count=unanswered)
    run.state = PaymentRun.State.CLOSED
    run.save(update_fields=["state"])
    return run


def totals_of(run: PaymentRun) -> dict[str, tuple[int, int]]:
    """How many payments and how much, tiyn, by state."""
    found = run.payments.order_by().values_list("state").annotate(Count("pk"), Sum("amount"))
    return {state: (count, total) for state, count, total in found}
