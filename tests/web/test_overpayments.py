"""An end finds what was overpaid; the page records it, its return, and the claim in court."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role
from qamtu.assistance.applications import apply_for_assistance
from qamtu.assistance.decisions import assign, end
from qamtu.assistance.dues import PAID_BY_RUNS
from qamtu.assistance.families import draw_family
from qamtu.casework.local_law import enter_value
from qamtu.casework.models import Case
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.models import BudgetLine, Overpayment
from qamtu.finance.money import allocate_for
from tests.factories import make_household, make_office, make_person, make_user

PAYABLE = PAID_BY_RUNS["targeted_assistance"]

DAY = date(2021, 5, 12)


def client_of(office: Office, role: Role) -> Client:
    client = Client()
    client.force_login(make_user(office, role))
    return client


@pytest.fixture
def overpaid(db: None) -> Case:
    office = make_office()
    head, accountant = make_user(office), make_user(office, Role.ACCOUNTANT)
    with office_scope(office):
        person = make_person(office)
        household = make_household(office, [person], head)
        enter_value(
            office=office, parameter="targeted_assistance.poverty_line", value=Decimal(24011),
            valid_from=date(2021, 4, 1), valid_to=date(2021, 6, 30), act="order", by=head,
        )  # fmt: skip
        case = apply_for_assistance(
            office=office, household=household, family=draw_family(household, DAY), day=DAY, by=head
        )
        assign(case=case, day=DAY, by=head, contract="№ 1")
        record_account(owner=person, iban=make_iban(125, "0" * 13), since=DAY, by=head)
        allocate_for(
            office=office, year=2021, measure=case.measure, source="local", amount=100_000_00,
            day=DAY, act="budget", by=head,
        )  # fmt: skip
        run = PAYABLE.prepare(office=office, month=date(2021, 6, 1), by=accountant)
        PAYABLE.approve(run=run, day=date(2021, 6, 25), by=head)
        end(case=case, last_month=date(2021, 5, 1), reason="moved", day=date(2021, 6, 28), by=head)
    return case


def test_from_what_was_overpaid_to_its_return(overpaid: Case) -> None:
    accountant = client_of(overpaid.office, Role.ACCOUNTANT)
    page = reverse("assistance-case", args=[overpaid.pk])
    assert "06.2021 – 24" in accountant.get(page + "?lang=ru").content.decode()

    def press(what: str, **typed: str) -> int:
        address = reverse("overpayment", args=[overpaid.pk, what])
        return accountant.post(address, {"day": "2021-07-01", **typed}).status_code

    assert press("record", reason="nonsense") == 422
    assert press("record", reason="moved_away") == 302
    with office_scope(overpaid.office):
        found = Overpayment.objects.get(case=overpaid)
        assert found.amount == 24_011_00
    assert press("record", reason="moved_away") == 422  # nothing more was overpaid
    assert press("return", overpayment=str(found.pk), amount="24011,01") == 422
    assert press("return", overpayment=str(found.pk), amount="24000", act="№ 5") == 302
    assert press("claim", overpayment=str(found.pk)) == 422
    assert press("claim", overpayment=str(found.pk), act="иск № 1") == 302
    text = accountant.get(page + "?lang=ru").content.decode()
    assert "взыскивается через суд" in text
    with office_scope(overpaid.office):
        line = BudgetLine.objects.get(office=overpaid.office)
        assert line.paid == 2 * 24_011_00 - 24_000_00


def test_a_clerk_does_not_take_money_back(overpaid: Case) -> None:
    address = reverse("overpayment", args=[overpaid.pk, "record"])
    clerk = client_of(overpaid.office, Role.CLERK)
    assert clerk.post(address, {"day": "2021-07-01", "reason": "mistake"}).status_code == 403
