"""What was paid and was not owed: never more than was paid, less by what came back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from qamtu.accounts.access import office_scope, set_scope
from qamtu.finance.models import MoneyEntry, Overpayment, Payment
from qamtu.finance.money import retract_entry
from qamtu.finance.overpayments import (
    OverpaymentRefused,
    claim_in_court,
    left_of,
    record_overpayment,
    return_overpaid,
    state_of,
)
from qamtu.finance.runs import RunRefused

from .test_payment_runs import AMOUNT, DAY, JUNE, Payroll, allocate, make_payroll


@pytest.fixture
def payroll(db: None) -> Iterator[Payroll]:
    made = make_payroll(2)
    with office_scope(made.office):
        allocate(made, 2 * AMOUNT, "republican")
        allocate(made, 2 * AMOUNT, "local")
        made.approve(made.prepare())
        june = made.prepare(JUNE)
        made.approve_on(june, date(2021, 6, 27))
        yield made


@pytest.fixture
def payments(payroll: Payroll) -> list[Payment]:
    return list(payroll.cases[0].payments.order_by("pk"))


def find(payroll: Payroll, *parts: tuple[Payment, int]) -> Overpayment:
    return record_overpayment(parts=parts, reason="employed", day=DAY, by=payroll.head)


def test_it_is_returned_line_by_line_and_then_claimed(
    payroll: Payroll, payments: list[Payment]
) -> None:
    may, june = payments
    found = find(payroll, (may, AMOUNT // 2), (june, AMOUNT))
    assert (left_of(found), state_of(found)) == (3 * AMOUNT // 2, "open")
    day = date(2021, 9, 1)
    entries = return_overpaid(overpayment=found, amount=AMOUNT, day=day, by=payroll.head)
    assert sum(entry.amount for entry in entries) == AMOUNT
    assert sum(payroll.line(source).free for source in ("republican", "local")) == AMOUNT
    claim_in_court(overpayment=found, day=day, act="№ 5", by=payroll.head)
    assert (left_of(found), state_of(found)) == (AMOUNT // 2, "claimed")
    with pytest.raises(OverpaymentRefused) as refused:
        claim_in_court(overpayment=found, day=day, act="№ 6", by=payroll.head)
    assert refused.value.code == "claimed-already"
    return_overpaid(overpayment=found, amount=AMOUNT // 2, day=day, by=payroll.head)
    assert (left_of(found), state_of(found)) == (0, "returned")


def test_what_comes_back_after_the_year_is_not_spent_again(
    payroll: Payroll, payments: list[Payment]
) -> None:
    found = find(payroll, (payments[0], AMOUNT))
    before = payroll.line("republican").free
    return_overpaid(overpayment=found, amount=AMOUNT, day=date(2022, 2, 1), by=payroll.head)
    line = payroll.line("republican")
    assert (line.free, line.paid) == (before, AMOUNT)


def test_a_month_that_was_given_back_is_not_paid_again(
    payroll: Payroll, payments: list[Payment]
) -> None:
    found = find(payroll, (payments[0], AMOUNT))
    return_overpaid(overpayment=found, amount=AMOUNT, day=date(2021, 9, 1), by=payroll.head)
    with pytest.raises(RunRefused) as refused:
        payroll.prepare()
    assert refused.value.code == "nothing-due"


def test_a_return_that_was_a_mistake_is_retracted_and_owed_again(
    payroll: Payroll, payments: list[Payment]
) -> None:
    found = find(payroll, (payments[0], AMOUNT))
    return_overpaid(overpayment=found, amount=AMOUNT, day=date(2021, 9, 1), by=payroll.head)
    for entry in MoneyEntry.objects.filter(occurred_on=date(2021, 9, 1)).order_by("-pk"):
        retract_entry(entry=entry, reason="another family", by=payroll.head)
    assert (left_of(found), state_of(found)) == (AMOUNT, "open")
    return_overpaid(overpayment=found, amount=AMOUNT, day=date(2021, 9, 2), by=payroll.head)
    assert state_of(found) == "returned"


@pytest.mark.parametrize("amount", [0, AMOUNT + 1])
def test_no_more_comes_back_than_was_overpaid(
    payroll: Payroll, payments: list[Payment], amount: int
) -> None:
    found = find(payroll, (payments[0], AMOUNT))
    with pytest.raises(OverpaymentRefused) as refused:
        return_overpaid(overpayment=found, amount=amount, day=DAY, by=payroll.head)
    assert refused.value.code == "return-beyond"


def test_no_more_is_overpaid_than_was_paid(payroll: Payroll, payments: list[Payment]) -> None:
    first = find(payroll, (payments[0], AMOUNT))
    with pytest.raises(OverpaymentRefused) as refused:
        find(payroll, (payments[0], 1))
    assert refused.value.code == "overpayment-beyond"
    first.retract(reason="another family", by=payroll.head)
    find(payroll, (payments[0], AMOUNT))
    other = payroll.cases[1].payments.earliest("pk")
    for parts, code in (
        ([(payments[1], 1), (other, 1)], "overpayment-beyond"),
        ([(payments[1], 1), (payments[1], 1)], "overpayment-beyond"),
        ([(payments[1], 0)], "overpayment-empty"),
        ([], "overpayment-empty"),
    ):
        with pytest.raises(OverpaymentRefused) as refused:
            find(payroll, *parts)
        assert refused.value.code == code


def test_two_who_find_it_at_once_find_it_once(committed: None) -> None:
    payroll = make_payroll(1)
    with office_scope(payroll.office):
        allocate(payroll, AMOUNT)
        payment = payroll.approve(payroll.prepare()).payments.get()

        def press(_who: int) -> str:
            set_scope([payroll.office.pk], persons=True)
            try:
                find(payroll, (payment, AMOUNT))
            except OverpaymentRefused as refused:
                return refused.code
            finally:
                connections.close_all()
            return "found"

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(press, range(4))) == ["found"] + ["overpayment-beyond"] * 3
