"""Between preparing and approval the world goes on: what it stops is held, the rest is paid."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from qamtu.accounts.access import office_scope
from qamtu.assistance.targeted_assistance import MEASURE
from qamtu.casework.acts import open_case, record_event
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.models import PaymentRun
from qamtu.finance.money import allocate_for, commit
from qamtu.finance.runs import Due, Hold, RunRefused, approve_run, prepare_run, totals_of
from qamtu.people.statuses import record_status

from .test_payment_runs import AMOUNT, DAY, JUNE, MAY, Payroll, allocate, make_payroll


@pytest.fixture
def payroll(db: None) -> Iterator[Payroll]:
    made = make_payroll()
    with office_scope(made.office):
        yield made


def close_the_case(payroll: Payroll) -> None:
    record_event(
        case=payroll.cases[0], measure=MEASURE, transition="close", day=MAY, by=payroll.head,
        reason="moved",
    )  # fmt: skip


def change_the_account(payroll: Payroll) -> None:
    iban = make_iban(601, "9" * 13)
    record_account(owner=payroll.people[0], iban=iban, since=MAY, by=payroll.head)


def spend_the_line(payroll: Payroll) -> None:
    commit(line=payroll.line(), case=payroll.cases[2], amount=AMOUNT, day=MAY, by=payroll.head)


def die_after_the_day(payroll: Payroll) -> None:
    record_status(
        person=payroll.people[0], kind="deceased", valid_from=DAY + timedelta(days=1), paper="7",
        by=payroll.head,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (die_after_the_day, "recipient-deceased"),
        (close_the_case, "case-not-payable"),
        (change_the_account, "account-changed"),
        (spend_the_line, "no-money"),
    ],
)
def test_one_is_held_and_the_others_are_paid(
    payroll: Payroll, change: Callable[[Payroll], None], code: str
) -> None:
    allocate(payroll, 3 * AMOUNT)
    run = payroll.prepare()
    change(payroll)
    assert totals_of(payroll.approve(run)) == {"paid": (2, 2 * AMOUNT), "held": (1, AMOUNT)}
    held = run.payments.get(state="held")
    assert (held.hold, held.line) == (code, None)


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (lambda due: [], "not-due"),
        (lambda due: [replace(due, amount=due.amount - 1)], "due-changed"),
        (lambda due: [replace(due, hold=Hold("member-deceased"))], "member-deceased"),
    ],
)
def test_what_the_measure_owes_no_more_is_held(
    payroll: Payroll, now: Callable[[Due], list[Due]], code: str
) -> None:
    allocate(payroll, 3 * AMOUNT)
    run = payroll.prepare()
    first, *others = payroll.dues()
    run = approve_run(
        run=run, measure=MEASURE, day=DAY, by=payroll.head, dues=[*now(first), *others]
    )
    assert run.payments.get(state="held").hold == code
    assert totals_of(run)["paid"] == (2, 2 * AMOUNT)


def test_when_nothing_is_left_the_run_is_not_approved(payroll: Payroll) -> None:
    allocate(payroll, 3 * AMOUNT)
    run = payroll.prepare()
    with pytest.raises(RunRefused) as refused:
        approve_run(run=run, measure=MEASURE, day=DAY, by=payroll.head, dues=[])
    assert refused.value.code == "run-empty"
    assert PaymentRun.objects.get(pk=run.pk).state == "prepared"


def test_two_purposes_of_a_month_are_two_payments_each_made_once(payroll: Payroll) -> None:
    allocate(payroll, 10 * AMOUNT)
    first = payroll.dues()[0]

    def prepare(*dues: Due) -> PaymentRun:
        return prepare_run(
            office=payroll.office, measure=MEASURE, month=MAY, dues=dues, by=payroll.accountant
        )

    extra = replace(first, purpose="child_extra", amount=AMOUNT // 2)
    payroll.approve(prepare(first))
    assert totals_of(payroll.approve(prepare(first, extra))) == {"paid": (1, AMOUNT // 2)}
    with pytest.raises(RunRefused) as refused:
        prepare(first, extra)
    assert refused.value.code == "nothing-due"


def test_a_due_that_is_given_twice_is_refused_also_under_two_days_of_a_month(
    payroll: Payroll,
) -> None:
    allocate(payroll, 10 * AMOUNT)
    due = payroll.dues()[0]
    with pytest.raises(RunRefused) as refused:
        prepare_run(
            office=payroll.office, measure=MEASURE, month=MAY, by=payroll.accountant,
            dues=[due, replace(due, due_for=date(2021, 5, 20))],
        )  # fmt: skip
    assert refused.value.code == "due-twice"


def test_money_of_another_month_that_was_planned_meanwhile_is_not_planned_again(
    payroll: Payroll,
) -> None:
    allocate(payroll, 3 * AMOUNT)
    may = payroll.prepare(MAY)
    assert totals_of(payroll.prepare(JUNE)) == {"held": (3, 3 * AMOUNT)}
    payroll.approve(may)
    assert payroll.line().free == 0


def test_a_case_of_another_measure_is_in_no_run_of_this_one(payroll: Payroll) -> None:
    from django.db import DatabaseError, transaction

    from qamtu.reporting.catalogue import MEASURES

    allocate(payroll, 3 * AMOUNT)
    allocate_for(
        office=payroll.office, year=2021, measure="fuel_aid", source="local", amount=AMOUNT,
        day=MAY, act="budget", by=payroll.head,
    )  # fmt: skip
    other = open_case(
        measure=MEASURES["fuel_aid"], office=payroll.office, subject=payroll.people[0], day=MAY,
        by=payroll.head,
    )  # fmt: skip
    due = Due(other.pk, payroll.people[0].pk, MAY, AMOUNT)
    with pytest.raises(DatabaseError, match="another office or measure"), transaction.atomic():
        prepare_run(
            office=payroll.office, measure=MEASURE, month=MAY, dues=[due], by=payroll.accountant
        )
