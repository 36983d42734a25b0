"""The database keeps a run and its payments, also from the owner of the tables."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from qamtu.accounts.access import office_scope
from qamtu.casework.acts import retract_event
from qamtu.finance.bank import bank_file, read_bank_answer, reference_of
from qamtu.finance.models import MoneyEntry, Payment, PaymentRun
from qamtu.finance.money import MoneyRefused, retract_entry
from qamtu.ledger.models import violated_constraint

from .test_payment_runs import AMOUNT, DAY, Payroll, allocate, answer_of, make_payroll


@pytest.fixture
def payroll(db: None) -> Iterator[Payroll]:
    made = make_payroll()
    with office_scope(made.office):
        allocate(made, 10 * AMOUNT)
        yield made


def test_neither_the_money_nor_the_step_of_a_run_is_retracted(payroll: Payroll) -> None:
    run = payroll.approve(payroll.prepare())
    first = run.payments.all()[0]
    content = answer_of(run, f"{reference_of(first, run)};returned;account closed")
    read_bank_answer(run=run, content=content, day=DAY, by=payroll.accountant)
    entries = MoneyEntry.objects.filter(case__in=payroll.cases).order_by("-pk")
    assert {entry.kind for entry in entries} == {"committed", "paid", "returned"}
    for entry in entries:
        with pytest.raises(MoneyRefused) as refused:
            retract_entry(entry=entry, reason="mistake", by=payroll.head)
        assert refused.value.code == "paid-by-a-run"
    event = payroll.cases[0].events.get(transition="pay")
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        retract_event(event=event, reason="mistake", by=payroll.head)
    assert violated_constraint(stopped.value) == "paid_by_a_run"


def test_a_corrected_name_does_not_change_a_file_that_was_sent(payroll: Payroll) -> None:
    run = payroll.approve(payroll.prepare())
    before = bank_file(run, "АӘК")
    person = payroll.people[0]
    person.surname = "Басқа"
    person.save()
    assert bank_file(run, "АӘК") == before


@pytest.mark.parametrize("state", ["paid", "returned", "cancelled"])
def test_a_payment_begins_planned_or_held(payroll: Payroll, state: str) -> None:
    run = payroll.prepare()
    known = run.payments.all()[0]
    with pytest.raises(DatabaseError, match="begins planned or held"), transaction.atomic():
        Payment.objects.create(
            office=payroll.office, run=run, case=known.case, recipient=known.recipient,
            due_for=known.due_for, purpose="arrears", amount=1, line=known.line, iban=known.iban,
            state=state,
        )  # fmt: skip


def test_a_run_begins_prepared_whatever_the_writer_says(payroll: Payroll) -> None:
    run = PaymentRun.objects.create(
        office=payroll.office, measure="fuel_aid", month=DAY.replace(day=1), year=2021, number=77,
        prepared_by=payroll.accountant, approved_by=payroll.head, paid_on=DAY, state="approved",
    )  # fmt: skip
    run.refresh_from_db()
    assert (run.state, run.approved_by, run.paid_on) == ("prepared", None, None)


def test_a_payment_is_not_paid_without_its_runs_approval(payroll: Payroll) -> None:
    run = payroll.prepare()
    event = payroll.cases[0].events.first()
    with pytest.raises(DatabaseError, match="approved run"), transaction.atomic():
        run.payments.filter(case=payroll.cases[0]).update(state="paid", event=event)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finance_payment SET amount = amount + 1",
        "UPDATE finance_payment SET recipient_id = recipient_id + 1, answered_on = now()",
        "UPDATE finance_payment SET iban = '', state = 'returned'",
        "UPDATE finance_payment SET event_id = NULL, answered_on = now()",
        "UPDATE finance_payment SET due_for = due_for + 31, answered_on = now()",
        "DELETE FROM finance_payment",
        "TRUNCATE finance_payment CASCADE",
        "UPDATE finance_paymentrun SET paid_on = paid_on + 1",
        "UPDATE finance_paymentrun SET prepared_by_id = approved_by_id, state = 'closed'",
        "DELETE FROM finance_paymentrun",
        "TRUNCATE finance_paymentrun CASCADE",
    ],
)
@pytest.mark.usefixtures("committed")
def test_the_owner_cannot_change_what_was_paid_either(statement: str) -> None:
    made = make_payroll(2)
    with office_scope(made.office):
        allocate(made, 10 * AMOUNT)
        made.approve(made.prepare())
    with (
        pytest.raises(DatabaseError, match=r"never|not edited|once|can not go|only ever"),
        connections["owner"].cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_application_may_not_change_a_payments_line_to_another(payroll: Payroll) -> None:
    run = payroll.prepare()
    allocate(payroll, AMOUNT, "regional")
    other = payroll.line("regional")
    with pytest.raises(DatabaseError, match="not edited"), transaction.atomic():
        run.payments.update(line=other, state="held", hold="no-money")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("UPDATE finance_payment SET amount = 1")
