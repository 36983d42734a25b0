"""A subsidy goes to the employer: a run pays organisations as it pays people."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.bank import bank_file
from qamtu.finance.models import Payment
from qamtu.finance.runs import Due, approve_run, prepare_run, totals_of
from qamtu.organizations.models import Organization
from tests.factories import make_organization

from .test_payment_runs import AMOUNT, DAY, MAY, MEASURE, Payroll, allocate, payroll  # noqa: F401


@pytest.fixture
def employer(payroll: Payroll) -> Organization:  # noqa: F811
    return make_organization(payroll.office)


def due_to(payroll: Payroll, employer: Organization) -> list[Due]:  # noqa: F811
    person = payroll.people[0].pk
    return [
        Due(payroll.cases[0].pk, 0, MAY, AMOUNT, [(person, "placed")], organization_id=employer.pk)
    ]


def test_an_employer_without_an_account_waits_and_with_one_is_paid_under_its_bin(
    payroll: Payroll,  # noqa: F811
    employer: Organization,
) -> None:
    allocate(payroll, 100_000_00)
    dues = due_to(payroll, employer)
    run = prepare_run(
        office=payroll.office, measure=MEASURE, month=MAY, dues=dues, by=payroll.accountant
    )
    assert run.payments.get().hold == "no-account"
    iban = make_iban(125, "0000000000777")
    record_account(owner=employer, iban=iban, since=date(2021, 5, 1), by=payroll.head)
    june = date(2021, 6, 1)
    run = prepare_run(
        office=payroll.office, measure=MEASURE, month=june, dues=dues, by=payroll.accountant
    )
    run = approve_run(run=run, measure=MEASURE, day=date(2021, 6, 25), by=payroll.head, dues=dues)
    assert totals_of(run) == {"paid": (1, AMOUNT)}
    text = bank_file(run, "субсидия").decode("utf-8-sig")
    assert f"1;{employer.bin};{employer.name_kk};{iban}" in text


def test_a_payment_goes_to_one_recipient(payroll: Payroll, employer: Organization) -> None:  # noqa: F811
    run = payroll.prepare()
    for wrong in (
        {"recipient": payroll.people[0], "organization": employer},
        {"recipient": None, "organization": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.create(
                office=payroll.office, run=run, case=payroll.cases[0], due_for=date(2021, 9, 1),
                amount=AMOUNT, state="held", hold="no-account", **wrong,
            )  # fmt: skip


def test_an_account_of_the_same_key_belongs_to_its_owner_alone(
    payroll: Payroll,  # noqa: F811
    employer: Organization,
) -> None:
    """Their keys may be the same number; neither is paid to the other's account."""
    record_account(owner=employer, iban=make_iban(125, "0000000000777"), since=MAY, by=payroll.head)
    allocate(payroll, 100_000_00)
    paid = payroll.approve_on(payroll.prepare(), DAY)
    assert employer.pk is not None
    assert not paid.payments.filter(iban__endswith="777").exists()
