"""Payment runs: what is due is planned on the budget lines, approved by another, paid once.

The measure says what is due (`Due`); a run takes what no other run has, holds back what can't be
paid and says why, and the next run asks again: nothing has to be remembered to be paid later.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import BigIntegerField, Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import ActRefused
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.casework.measures import Measure
from qamtu.casework.models import Case
from qamtu.documents.numbering import next_number
from qamtu.ledger.arrays import array_of
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.people.models import StatusPeriod

from .accounts import Payee, accounts_of
from .models import BudgetLine, MoneyEntry, Payment, PaymentRun, Source
from .money import Movement, enter_all

SERIES = "payment-run"
PURPOSE = "assistance"
SOURCES = (Source.REPUBLICAN, Source.REGIONAL, Source.LOCAL)
PAY = """
UPDATE finance_payment p SET state = %s, event_id = came.event
FROM unnest(%s::bigint[], %s::bigint[]) AS came (id, event) WHERE p.id = came.id
"""
Key = tuple[int, date, str]  # case, month, purpose

STOPPING = {"deceased": "recipient-deceased", "moved_away": "recipient-moved-away"}


class RunRefused(FactRefused):
    """«run-open-already», «nothing-due», «due-twice», «taken-meanwhile», «run-approved-already»,
    «run-cancelled», «run-same-person», «run-before-month», «run-empty», «run-not-prepared»,
    «run-unanswered», «run-not-approved», «answer-before-payment», «reason-missing»,
    «stands-planned», «stands-paid».
    """


@dataclass(frozen=True)
class Hold:
    """Why something is not paid now: a code for a sentence, and what it says of whom."""

    code: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Due:
    """What a case is owed for a month, tiyn. `members`: (person's key, role) of those it is for.

    It is owed to a person (`recipient_id`) or, where this is 0, to an organisation. `is_bound`: the
    money is committed to the case already, and is paid out of that.
    """

    case_id: int
    recipient_id: int
    due_for: date
    amount: int
    members: Sequence[tuple[int, str]] = ()
    hold: Hold | None = None
    purpose: str = PURPOSE
    organization_id: int = 0
    is_bound: bool = False

    @property
    def payee(self) -> Payee:
        return self.recipient_id, self.organization_id

    @property
    def key(self) -> Key:
        """What is paid at most once."""
        return self.case_id, self.due_for.replace(day=1), self.purpose


@dataclass(frozen=True)
class Payable:
    """A measure that is paid by runs: what it owes for a month is asked at every step anew."""

    measure: Measure
    dues_of: Callable[[Office, date], list[Due]]

    def prepare(
        self, *, office: Office, month: date, by: User, sources: Sequence[str] = SOURCES
    ) -> PaymentRun:
        """The month's run. Raises `RunRefused`."""
        dues = self.dues_of(office, month)
        return prepare_run(
            office=office, measure=self.measure, month=month, dues=dues, by=by, sources=sources
        )

    def approve(self, *, run: PaymentRun, day: date, by: User) -> PaymentRun:
        """Pay what is still due of a prepared run. Raises `RunRefused`, `ActRefused`."""
        dues = self.dues_of(run.office, run.month)
        return approve_run(run=run, measure=self.measure, day=day, by=by, dues=dues)


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
    planned. The number is taken first: it lets one clerk of the office at a time look at what is
    free and what is in a run. Raises `RunRefused`.
    """
    month = month.replace(day=1)
    number = next_number(office=office, series=SERIES, year=month.year)
    opened = PaymentRun.objects.filter(
        office=office, measure=measure.code, month=month, state=PaymentRun.State.PREPARED
    ).first()
    if opened is not None:
        raise RunRefused("run-open-already", run=opened.number)
    wanted = not_in_a_run(dues)
    if not wanted:
        raise RunRefused("nothing-due")
    run = PaymentRun.objects.create(
        office=office,
        measure=measure.code,
        month=month,
        year=month.year,
        number=number,
        prepared_by=by,
    )
    try:
        with transaction.atomic():
            Payment.objects.bulk_create(_plan(run, measure, wanted, sources))
    except IntegrityError as error:
        if violated_constraint(error) == "payment_once":
            raise RunRefused("taken-meanwhile") from error
        raise
    return run


def not_in_a_run(dues: Iterable[Due]) -> list[Due]:
    """What no run has planned or paid yet. Raises `RunRefused` for a due that stands twice."""
    wanted = {}
    for due in dues:
        if due.key in wanted:
            raise RunRefused("due-twice", case=due.case_id)
        if due.amount > 0:
            wanted[due.key] = due
    live = Payment.objects.filter(
        case__in={due.case_id for due in wanted.values()},
        state__in=[Payment.State.PLANNED, Payment.State.PAID],
    )
    for key in live.values_list("case_id", "due_for", "purpose"):
        wanted.pop(key, None)
    return list(wanted.values())


def _plan(
    run: PaymentRun, measure: Measure, dues: Sequence[Due], sources: Sequence[str]
) -> list[Payment]:
    free = free_money(run.office, measure.code, run.year, sources)
    bound = bound_money({due.case_id for due in dues if due.is_bound}, sources)
    people = {due.recipient_id for due in dues}
    today = date.today()
    ibans = accounts_of({due.payee for due in dues}, today)
    stopped = stops_of(people, today)
    states = dict(
        Case.objects.filter(pk__in={due.case_id for due in dues}).values_list("pk", "state")
    )
    planned = []
    for due in dues:
        hold = due.hold or stopped.get(due.recipient_id)
        if hold is None and states[due.case_id] not in measure.workflow["pay"].sources:
            hold = Hold("case-not-payable", {"state": states[due.case_id]})
        if hold is None and due.payee not in ibans:
            hold = Hold("no-account")
        line = None
        if hold is None:
            there = bound.get(due.case_id, {}) if due.is_bound else free
            line = next((one for one, left in there.items() if left >= due.amount), None)
            if line is None:
                hold = Hold("no-money", {"needed": due.amount, "free": sum(there.values())})
            else:
                there[line] -= due.amount
        planned.append(
            Payment(
                office_id=run.office_id,
                run=run,
                case_id=due.case_id,
                recipient_id=due.recipient_id or None,
                organization_id=due.organization_id or None,
                due_for=due.due_for.replace(day=1),
                purpose=due.purpose,
                amount=due.amount,
                members=[list(one) for one in due.members],
                line=line,
                is_bound=due.is_bound,
                iban=ibans.get(due.payee, ""),
                state=Payment.State.HELD if hold else Payment.State.PLANNED,
                hold=hold.code if hold else "",
                hold_detail=hold.detail if hold else {},
            )
        )
    return planned


def free_money(
    office: Office, measure: str, year: int, sources: Sequence[str] = SOURCES
) -> dict[BudgetLine, int]:
    """What may still be planned on each line, tiyn, in the order of the sources.

    One statement: a run that is approved meanwhile is seen as planned or as committed, not as both.
    """
    planned = (
        Payment.objects.filter(line=OuterRef("pk"), state=Payment.State.PLANNED, is_bound=False)
        .order_by()
        .values("line")
        .values(sum=Sum("amount"))
    )
    lines = {
        line.source: line
        for line in BudgetLine.objects.filter(office=office, measure=measure, year=year).annotate(
            planned=Coalesce(Subquery(planned), 0, output_field=BigIntegerField())
        )
    }
    return {
        lines[source]: lines[source].free - lines[source].planned
        for source in sources
        if source in lines
    }


def bound_money(
    case_ids: Iterable[int], sources: Sequence[str] = SOURCES
) -> dict[int, dict[BudgetLine, int]]:
    """What is committed to each case and not paid yet, by its line, tiyn."""
    sums = (
        MoneyEntry.objects.live()
        .filter(case__in=set(case_ids), source__in=sources)
        .order_by()
        .values_list("case_id", "line_id", "kind")
        .annotate(Sum("amount"))
    )
    signs = {
        MoneyEntry.Kind.COMMITTED: 1,
        MoneyEntry.Kind.PAID: -1,
        MoneyEntry.Kind.RETURNED: 1,
    }
    entries = list(sums)
    lines = BudgetLine.objects.in_bulk({line for _case, line, _kind, _sum in entries})
    found: dict[int, dict[BudgetLine, int]] = {}
    for case, line, kind, amount in entries:
        of_case = found.setdefault(case, {})
        of_case[lines[line]] = of_case.get(lines[line], 0) + signs[kind] * amount
    return found


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
def approve_run(
    *,
    run: PaymentRun,
    measure: Measure,
    day: date,
    by: User,
    dues: Iterable[Due] | None = None,
) -> PaymentRun:
    """Pay the run: the events and the money of every payment, or nothing at all.

    What has changed since it was prepared is held: a recipient who died or moved, another account,
    a case that is not payable, a line that was spent, and, where the measure says again what is
    due (`dues`), what is due no more or otherwise. Raises `RunRefused`, `ActRefused`.
    """
    run = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if run.state in (PaymentRun.State.APPROVED, PaymentRun.State.CLOSED):
        raise RunRefused("run-approved-already", run=run.number, by=str(run.approved_by))
    if run.state == PaymentRun.State.CANCELLED:
        raise RunRefused("run-cancelled", run=run.number)
    if run.measure != measure.code:
        raise ActRefused("other-measure", measure=measure.code, case=run.measure)
    if run.prepared_by_id == by.pk:
        raise RunRefused("run-same-person")
    if day < run.month:
        raise RunRefused("run-before-month", month=run.month)
    planned = list(run.payments.filter(state=Payment.State.PLANNED).select_related("line"))
    entries = entries_of({payment.case_id for payment in planned})
    payable = measure.workflow["pay"].sources
    states = {key: entry.state for key, entry in entries.items() if entry.state not in payable}
    _hold(planned, _changes(planned, states, day, dues))
    paid = [payment for payment in planned if payment.state == Payment.State.PLANNED]
    if not paid:
        raise RunRefused("run-empty")
    run.state, run.paid_on, run.approved_by = PaymentRun.State.APPROVED, day, by
    run.save(update_fields=["state", "paid_on", "approved_by"])
    _pay(run, measure, paid, entries, by)
    run.refresh_from_db()
    return run


def _changes(
    payments: Sequence[Payment],
    states: dict[int, str],
    day: date,
    dues: Iterable[Due] | None,
) -> dict[int, Hold]:
    """What stops a planned payment now, by its key; `states`: of the cases that are not payable."""
    people = {payment.recipient_id for payment in payments if payment.recipient_id}
    today = date.today()
    stopped = stops_of(people, day) | stops_of(people, today)
    ibans = accounts_of({payment.payee for payment in payments}, today)
    due_now = None if dues is None else {due.key: due for due in dues}
    lines = {payment.line_id for payment in payments if payment.line_id is not None}
    free = {(0, line.pk): line.free for line in BudgetLine.objects.filter(pk__in=lines)}
    for case, there in bound_money(one.case_id for one in payments if one.is_bound).items():
        free |= {(case, line.pk): left for line, left in there.items()}
    holds = {}
    for payment in payments:
        hold = stopped.get(payment.recipient_id or 0)
        if hold is None and due_now is not None:
            hold = _no_more_due(payment, due_now)
        if hold is None and payment.case_id in states:
            hold = Hold("case-not-payable", {"state": states[payment.case_id]})
        if hold is None and ibans.get(payment.payee) != payment.iban:
            hold = Hold("account-changed")
        if hold is None:
            assert payment.line_id is not None
            purse = payment.case_id if payment.is_bound else 0, payment.line_id
            left = free.get(purse, 0)
            if left < payment.amount:
                hold = Hold("no-money", {"needed": payment.amount, "free": left})
            else:
                free[purse] = left - payment.amount
        if hold is not None:
            holds[payment.pk] = hold
    return holds


def _no_more_due(payment: Payment, dues: dict[Key, Due]) -> Hold | None:
    due = dues.get((payment.case_id, payment.due_for, payment.purpose))
    if due is None:
        return Hold("not-due")
    if due.hold is None and (due.amount, due.payee) != (payment.amount, payment.payee):
        return Hold("due-changed", {"now": due.amount})
    return due.hold


def _hold(payments: Sequence[Payment], holds: dict[int, Hold]) -> None:
    held = [payment for payment in payments if payment.pk in holds]
    for payment in held:
        payment.state, payment.line = Payment.State.HELD, None
        payment.hold, payment.hold_detail = holds[payment.pk].code, holds[payment.pk].detail
    Payment.objects.bulk_update(held, ["state", "line", "hold", "hold_detail"])


def _pay(
    run: PaymentRun,
    measure: Measure,
    payments: Sequence[Payment],
    entries: dict[int, CaseEntry],
    by: User,
) -> None:
    assert run.paid_on is not None
    steps = []
    for payment in payments:
        step = Step("pay", run.paid_on, participants=[(key, role) for key, role in payment.members])
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
        bind = () if payment.is_bound else (MoneyEntry.Kind.COMMITTED,)
        for kind in (*bind, MoneyEntry.Kind.PAID):
            movements.append(
                Movement(
                    line=payment.line,
                    kind=kind,
                    amount=payment.amount,
                    day=run.paid_on,
                    case_id=payment.case_id,
                    event_id=step.pk,
                    act=act,
                )
            )
    enter_all(movements=in_order_of_lines(movements), by=by)
    with connection.cursor() as cursor:
        cursor.execute(
            PAY,
            [
                Payment.State.PAID,
                array_of([payment.pk for payment in payments]),
                array_of([step.pk for step in steps]),
            ],
        )


def in_order_of_lines(movements: Iterable[Movement]) -> list[Movement]:
    """Entries lock their lines: two runs that take them in one order do not wait in a circle."""
    return sorted(movements, key=lambda movement: movement.line.pk)


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


def be_in_no_run(case: Case) -> None:
    """What a case is owed by may be taken back. Raises `RunRefused` while a run plans or paid it:
    the run is cancelled first, or the bank returns the money.
    """
    stands = case.payments.filter(state__in=(Payment.State.PLANNED, Payment.State.PAID))
    payment = stands.select_related("run").first()
    if payment is not None:
        run = f"{payment.run.number}/{payment.run.year}"
        raise RunRefused(f"stands-{payment.state}", run=run)


def totals_of(run: PaymentRun) -> dict[str, tuple[int, int]]:
    """How many payments and how much, tiyn, by state."""
    found = run.payments.order_by().values_list("state").annotate(Count("pk"), Sum("amount"))
    return {state: (count, total) for state, count, total in found}
