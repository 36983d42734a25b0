"""A run killed at any moment is repeated without harm; of two who press at once, one pays."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, connections
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Role
from qamtu.assistance.targeted_assistance import MEASURE
from qamtu.casework.models import CaseEvent
from qamtu.finance.bank import read_bank_answer, reference_of
from qamtu.finance.models import BudgetLine, MoneyEntry, Payment, PaymentRun
from qamtu.finance.runs import RunRefused, approve_run, cancel_run, prepare_run
from qamtu.ledger.models import FactRefused
from qamtu.people.models import StatusPeriod
from qamtu.people.statuses import record_status
from tests.factories import make_user

from .pay_a_month import AMOUNT, RETURNED_OF
from .test_payment_runs import DAY, MAY, Payroll, allocate, answer_of, make_payroll

FAMILIES = 300
MONTHS = (MAY, date(2021, 6, 1), date(2021, 7, 1))
MEASURED = date(2021, 4, 1)
KILLED = [date(2021, month, 1) for month in range(5, 13)] + [date(2022, 1, 1), date(2022, 2, 1)]


def start(payroll: Payroll, month: date) -> subprocess.Popen[str]:
    """The run in a process of its own, connected as the application."""
    process = subprocess.Popen(
        [
            sys.executable, "-m", "tests.finance.pay_a_month",
            str(connection.settings_dict["NAME"]), str(payroll.office.pk), month.isoformat(),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


def finish(payroll: Payroll, month: date) -> float:
    """Let the run go to its end; how long that took, seconds."""
    process = start(payroll, month)
    began = time.monotonic()
    assert process.wait(60) == 0
    return time.monotonic() - began


def allocate_year(payroll: Payroll, year: int, amount: int) -> None:
    from qamtu.finance.money import allocate_for

    allocate_for(
        office=payroll.office, year=year, measure="targeted_assistance", source="local",
        amount=amount, day=date(year, 1, 5), act="budget", by=payroll.head,
    )  # fmt: skip


def test_killed_at_ten_random_moments_pays_everyone_once(committed: None) -> None:
    payroll = make_payroll(FAMILIES)
    moments = random.Random()
    returned = FAMILIES // RETURNED_OF
    with office_scope(payroll.office):
        for year in (2021, 2022):
            allocate_year(payroll, year, 10 * FAMILIES * AMOUNT)
        whole = finish(payroll, MEASURED)
        kills = 0
        for month in KILLED:
            process = start(payroll, month)
            time.sleep(moments.uniform(0, 0.9 * whole))
            process.send_signal(signal.SIGKILL)
            kills += process.wait(60) == -signal.SIGKILL
            finish(payroll, month)
            payments = Payment.objects.filter(due_for=month)
            paid = Counter(payments.filter(state="paid").values_list("case", flat=True))
            assert set(paid) == {case.pk for case in payroll.cases}
            assert set(paid.values()) == {1}
            assert payments.filter(state="returned").count() == returned
            assert set(payments.values_list("state", flat=True)) == {"paid", "returned"}
        assert kills >= 3, "the run was over before it could be interrupted"
        entries = MoneyEntry.objects.filter(office=payroll.office)
        sums = dict(entries.order_by().values_list("kind").annotate(Sum("amount")))
        assert sums["paid"] == 11 * (FAMILIES + returned) * AMOUNT
        assert sums["returned"] == 11 * returned * AMOUNT
        assert sums["committed"] == 11 * FAMILIES * AMOUNT
        lines = BudgetLine.objects.filter(office=payroll.office)
        assert sum(line.paid for line in lines) == 11 * FAMILIES * AMOUNT
        steps = CaseEvent.objects.filter(office=payroll.office, transition="pay")
        assert steps.count() == 11 * (FAMILIES + returned)


def test_two_who_approve_at_once_pay_once(committed: None) -> None:
    payroll = make_payroll(20)
    with office_scope(payroll.office):
        allocate(payroll, 100 * AMOUNT)
        run = payroll.prepare()
        other = make_user(payroll.office, Role.HEAD)

        def press(who: int) -> str:
            set_scope([payroll.office.pk], persons=True)
            try:
                by = payroll.head if who == 0 else other
                approve_run(run=run, measure=MEASURE, day=DAY, by=by)
            except RunRefused as refused:
                return refused.code
            finally:
                connections.close_all()
            return "paid"

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(press, range(2))) == ["paid", "run-approved-already"]
        assert BudgetLine.objects.get(office=payroll.office).paid == 20 * AMOUNT


def test_two_who_prepare_at_once_plan_once(committed: None) -> None:
    payroll = make_payroll(10)
    with office_scope(payroll.office):
        allocate(payroll, 100 * AMOUNT)

        def press(_who: int) -> str:
            set_scope([payroll.office.pk], persons=True)
            try:
                payroll.prepare()
            except RunRefused as refused:
                return refused.code
            finally:
                connections.close_all()
            return "prepared"

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(press, range(4))) == ["prepared"] + ["run-open-already"] * 3
        assert Payment.objects.filter(office=payroll.office).count() == 10


def test_runs_of_several_months_prepared_at_once_plan_no_more_than_there_is(
    committed: None,
) -> None:
    payroll = make_payroll(10)
    with office_scope(payroll.office):
        allocate(payroll, 15 * AMOUNT)

        def press(month: date) -> None:
            set_scope([payroll.office.pk], persons=True)
            try:
                payroll.prepare(month)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(press, [MEASURED, *MONTHS]))
        planned = Payment.objects.filter(office=payroll.office, state="planned")
        assert planned.count() == 15
        assert Payment.objects.filter(office=payroll.office, hold="no-money").count() == 25


def test_runs_of_several_months_approved_at_once_do_not_wait_in_a_circle(committed: None) -> None:
    payroll = make_payroll(12)
    with office_scope(payroll.office):
        for source in ("local", "regional", "republican"):
            allocate(payroll, 16 * AMOUNT, source)
        orders = (("local", "regional", "republican"), ("republican", "regional", "local"))
        runs = [
            prepare_run(
                office=payroll.office, measure=MEASURE, month=month, dues=payroll.dues(month),
                by=payroll.accountant, sources=orders[number % 2],
            )
            for number, month in enumerate([MEASURED, *MONTHS])
        ]  # fmt: skip

        def press(run: PaymentRun) -> None:
            set_scope([payroll.office.pk], persons=True)
            try:
                approve_run(run=run, measure=MEASURE, day=date(2021, 8, 2), by=payroll.head)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(press, runs))
        lines = BudgetLine.objects.filter(office=payroll.office)
        assert sum(line.paid for line in lines) == 48 * AMOUNT


ACTS = ("prepare", "approve", "cancel", "confirm", "return", "allocate", "die", "move")
EXPECTED = {
    "run-open-already", "nothing-due", "run-empty", "before-last-event", "status-overlaps",
}  # fmt: skip


def act_on(payroll: Payroll, act: str, month: date, person: int) -> None:
    """One press of a button, on the newest run where there are several."""
    runs = PaymentRun.objects.filter(office=payroll.office)
    prepared, approved = runs.filter(state="prepared").first(), runs.filter(state="approved")
    match act:
        case "prepare":
            dues = [one for m in MONTHS if m <= month for one in payroll.dues(m)]
            dues += [replace(one, purpose="child_extra", amount=AMOUNT // 4) for one in dues[:2]]
            prepare_run(
                office=payroll.office, measure=MEASURE, month=month, dues=dues,
                by=payroll.accountant,
            )  # fmt: skip
        case "approve" if prepared:
            day = prepared.month.replace(day=27)
            approve_run(run=prepared, measure=MEASURE, day=day, by=payroll.head)
        case "cancel" if prepared:
            cancel_run(run=prepared, reason="wrong")
        case "confirm" | "return" if run := approved.first():
            said = "paid;" if act == "confirm" else "returned;closed"
            payments = run.payments.filter(recipient=payroll.people[person]).exclude(state="held")
            rows = [f"{reference_of(one, run)};{said}" for one in payments]
            day = date(2021, 7, 30)
            read_bank_answer(run=run, content=answer_of(run, *rows), day=day, by=payroll.head)
        case "allocate":
            allocate(payroll, AMOUNT // 2, ("local", "regional", "republican")[person])
        case "die" | "move":
            kind = "deceased" if act == "die" else "moved_away"
            record_status(
                person=payroll.people[person], kind=kind, valid_from=date(2021, 6, 10),
                paper="7", by=payroll.head,
            )  # fmt: skip


def check_ledger(payroll: Payroll) -> None:
    """Each due is paid at most once, and what the payments say is what the ledger says."""
    payments = Payment.objects.filter(office=payroll.office)
    paid = payments.filter(state="paid")
    keys = payments.filter(state__in=["planned", "paid"]).values_list("case", "due_for", "purpose")
    assert max(Counter(keys).values(), default=0) <= 1
    for line in BudgetLine.objects.filter(office=payroll.office):
        by_payments = sum(paid.filter(line=line).values_list("amount", flat=True))
        assert line.paid == line.committed == by_payments <= line.allocated
    entries = MoneyEntry.objects.filter(office=payroll.office)
    sums = dict(entries.order_by().values_list("kind").annotate(Sum("amount")))
    came_back = payments.filter(state="returned")
    assert sums.get("returned", 0) == sum(came_back.values_list("amount", flat=True))
    by_entries = sums.get("paid", 0) - sums.get("returned", 0)
    assert by_entries == sum(paid.values_list("amount", flat=True)) == sums.get("committed", 0)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(ACTS), st.sampled_from(MONTHS), st.integers(0, 2)), max_size=20
    )
)
def test_whatever_is_pressed_each_due_is_paid_once_and_the_ledger_agrees(
    acts: list[tuple[str, date, int]],
) -> None:
    payroll = make_payroll(3)
    with office_scope(payroll.office):
        allocate(payroll, 4 * AMOUNT)
        for act, month, person in acts:
            try:
                act_on(payroll, act, month, person)
            except FactRefused as refused:
                if refused.code not in EXPECTED:
                    raise
            check_ledger(payroll)
        _settle(payroll)
        stopped = set(StatusPeriod.objects.live().values_list("person", flat=True))
        paid = Payment.objects.filter(office=payroll.office, state="paid")
        for case, person in zip(payroll.cases, payroll.people, strict=True):
            if person.pk not in stopped:
                of_case = paid.filter(case=case, purpose="assistance")
                assert sorted(of_case.values_list("due_for", flat=True)) == list(MONTHS)


def _settle(payroll: Payroll) -> None:
    """Money for everyone, what is open given up, and one more run: nobody may be left out."""
    allocate(payroll, 20 * AMOUNT, "republican")
    for run in PaymentRun.objects.filter(office=payroll.office, state="prepared"):
        cancel_run(run=run, reason="wrong")
    try:
        act_on(payroll, "prepare", MONTHS[-1], 0)
        act_on(payroll, "approve", MONTHS[-1], 0)
    except RunRefused as refused:
        if refused.code not in {"nothing-due", "run-empty"}:
            raise
    check_ledger(payroll)
