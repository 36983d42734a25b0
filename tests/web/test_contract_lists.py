"""The lists of contracts ask the database as often for many rows as for few."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qamtu.accounts.access import office_scope
from qamtu.procurement.acceptance import Delivered, accept_act, present_act
from qamtu.procurement.needs import announce_lot, award_lot, record_need
from qamtu.procurement.order_recipients import Recipient, add_recipients
from qamtu.procurement.themes import propose_theme, step_theme
from tests.procurement.conftest import SIGNED, Buyer, make_buyer

pytestmark = pytest.mark.django_db
FEW, MANY = 2, 9
JUNE = date(2021, 6, 1)


def fill(buyer: Buyer, times: int) -> int:
    """So many needs, lots, themes and contracts, and people in the first contract: its key."""
    first = 0
    for number in range(times):
        need = record_need(
            office=buyer.office, measure="social_order_contract", year=2021, what=f"№ {number}",
            amount=1_000_00, day=date(2021, 1, 5), by=buyer.head,
        )  # fmt: skip
        lot = announce_lot(
            need=need, subject="x", method="open_tender", day=date(2021, 1, 6), amount=1_000_00,
            by=buyer.head,
        )  # fmt: skip
        award_lot(
            lot=lot, supplier=buyer.supplier, price=1_000_00, day=date(2021, 1, 20),
            protocol="№ 1", by=buyer.head,
        )  # fmt: skip
        theme = propose_theme(
            office=buyer.office, title=f"Тақырып {number}", measure="social_order_contract",
            proposed_by="x", day=date(2021, 1, 5), year=2021, amount=1_00, by=buyer.head,
        )  # fmt: skip
        step_theme(
            theme=theme, kind="discussed", day=date(2021, 1, 6), protocol="№ 1", by=buyer.head
        )
        contract = buyer.sign([(JUNE, 1_000_00)], number=f"{number}", lot=lot)
        act = present_act(
            stage=contract.stages.get(), number="1", delivered_on=JUNE, amount=1_00,
            by=buyer.head,
        )  # fmt: skip
        accept_act(act=act, day=JUNE, by=buyer.head)
        first = first or contract.pk
    contract = buyer.supplier.contracts.get(pk=first)
    people = [buyer.person() for _ in range(times)]
    add_recipients(
        contract=contract, recipients=[Recipient(one, SIGNED) for one in people], by=buyer.head
    )
    act = present_act(
        stage=contract.stages.get(), number="2", delivered_on=JUNE, amount=1_00, by=buyer.head,
        lines=[Delivered("x", JUNE, one) for one in people],
    )  # fmt: skip
    accept_act(act=act, day=JUNE, by=buyer.head)
    return first


def queries_with(times: int, name: str) -> int:
    buyer = make_buyer()
    with office_scope(buyer.office):
        key = fill(buyer, times)
    address = reverse(name, args=[key] if name == "contract" else [])
    client = Client()
    client.force_login(buyer.head)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["contracts", "contract", "needs", "social-orders"])
def test_queries_do_not_grow_with_rows(name: str) -> None:
    assert queries_with(MANY, name) == queries_with(FEW, name)


def test_a_contract_is_not_withdrawn_past_its_page() -> None:
    buyer = make_buyer()
    with office_scope(buyer.office):
        contract = buyer.sign()
        event = contract.case.events.get(transition="approve")
    client = Client()
    client.force_login(buyer.head)
    page = client.get(reverse("case", args=[contract.case_id]))
    assert reverse("contract", args=[contract.pk]) in page.content.decode()
    typed = {"day": "2021-06-01", "reason": "x"}
    for act in ("withdraw", "close", "pay"):
        address = reverse("act", args=[contract.case_id, act])
        assert client.post(address, typed).status_code == 403
    answer = client.post(reverse("retract", args=[contract.case_id, event.pk]), typed)
    assert answer["Location"] == reverse("contract", args=[contract.pk])
    with office_scope(buyer.office):
        contract.case.refresh_from_db()
        assert contract.case.state == "approved"
