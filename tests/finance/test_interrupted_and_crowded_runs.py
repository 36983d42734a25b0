"""A run killed at any moment is repeated without harm; of two who press at once, one pays."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Role
from qamtu.finance.bank import read_bank_answer, reference_of
from qamtu.finance.models import BudgetLine, MoneyEntry, Payment, PaymentRun
from qamtu.finance.runs import RunRefused
from tests.factories import make_user

from .pay_a_month import AMOUNT
from .test_payment_runs import DAY, MAY, Payroll, allocate, answer_of, make_payroll

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
    payroll = make_payroll(150)
    moments = random.Random()
    with office_scope(payroll.office):
        for year in (2021, 2022):
            allocate_year(payroll, year, 10 * 150 * AMOUNT)
        whole = finish(payroll, MEASURED)
        kills = 0
        for month in KILLED:
            process = start(payroll, month)
            time.sleep(moments.uniform(0, whole))
            process.send_signal(signal.SIGKILL)
            kills += process.wait(60) == -signal.SIGKILL
            finish(payroll, month)
            paid = Counter(
                Payment.objects.filter(due_for=month, state="paid").values_list("case", flat=True)
            )
            assert set(paid) == {case.pk for case in payroll.cases}
            assert set(paid.values()) == {1}
        assert kills >= 3, "the run was over before it could be interrupted"
        entered = MoneyEntry.objects.filter(office=payroll.office, kind="paid")
        assert entered.aggregate(sum=Sum("amount"))["sum"] == 11 * 150 * AMOUNT
        assert sum(
            BudgetLine.objects.filter(office=payroll.office).values_list("paid", flat=True)
        ) == (11 * 150 * AMOUNT)


def test_two_who_approve_at_once_pay_once(committed: None) -> None:
    payroll = make_payroll(20)
    with office_scope(payroll.office):
        allocate(payroll, 100 * AMOUNT)
        run = payroll.prepare()
        other = make_user(payroll.office, Role.HEAD)

        def press(who: int) -> str:
            set_scope([payroll.office.pk], persons=True)
            try:
                from qamtu.assistance.targeted_assistance import MEASURE
                from qamtu.finance.runs import approve_run

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


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    budget=st.integers(0, 5 * AMOUNT),
    acts=st.lists(st.sampled_from(["prepare", "approve", "cancel", "return", "add"]), max_size=12),
)
def test_whatever_is_pressed_each_due_is_paid_at_most_once(budget: int, acts: list[str]) -> None:
    from qamtu.finance.runs import cancel_run

    payroll = make_payroll(3)
    with office_scope(payroll.office):
        allocate(payroll, budget or 1)
        for act in acts:
            runs = PaymentRun.objects.filter(office=payroll.office)
            prepared, approved = (
                runs.filter(state="prepared").first(), runs.filter(state="approved").last()
            )  # fmt: skip
            try:
                if act == "prepare":
                    payroll.prepare()
                elif act == "approve" and prepared:
                    payroll.approve(prepared)
                elif act == "cancel" and prepared:
                    cancel_run(run=prepared, reason="wrong")
                elif act == "return" and approved:
                    rows = [
                        f"{reference_of(one, approved)};returned;closed"
                        for one in approved.payments.filter(state="paid")
                    ]
                    read_bank_answer(
                        run=approved, content=answer_of(approved, *rows), day=DAY, by=payroll.head
                    )
                elif act == "add":
                    allocate(payroll, AMOUNT)
            except RunRefused as refused:
                if refused.code not in {"run-open-already", "nothing-due", "run-empty"}:
                    raise
            paid = Payment.objects.filter(office=payroll.office, state="paid", due_for=MAY)
            assert max(Counter(paid.values_list("case", flat=True)).values(), default=0) <= 1
            line = BudgetLine.objects.get(office=payroll.office)
            assert line.paid == line.committed == AMOUNT * paid.count() <= line.allocated
