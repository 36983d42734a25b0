"""Contracts are exported by the Open Contracting Data Standard, and nobody is in the export."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.exchange.open_contracting import as_text, contracts_of, release_package
from qamtu.procurement.acceptance import Delivered, accept_act, present_act
from qamtu.procurement.changes import Changed, amend_contract
from qamtu.procurement.endings import close_contract
from qamtu.procurement.needs import announce_lot, award_lot, record_need
from qamtu.procurement.social_order import CONTRACT
from qamtu.procurement.stage_payments import pay_act
from tests.procurement.conftest import Buyer, make_buyer

SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "standards" / "ocds"
AT = datetime(2021, 11, 15, 12, 0, tzinfo=UTC)
JUNE = date(2021, 6, 1)


@pytest.fixture
def buyer(db: None) -> Iterator[Buyer]:
    made = make_buyer()
    with office_scope(made.office):
        yield made


def carried_out(buyer: Buyer) -> list[str]:
    """Two contracts, one by a lot, changed, delivered, paid and closed: names that are in it."""
    need = record_need(
        office=buyer.office, measure=CONTRACT.code, year=2021, what="Жиынтықтар",
        amount=200_000_00, day=date(2021, 2, 1), by=buyer.head,
    )  # fmt: skip
    lot = announce_lot(
        need=need, subject="Жиынтықтар", method="open_tender", day=date(2021, 2, 2),
        amount=200_000_00, by=buyer.head,
    )  # fmt: skip
    award_lot(
        lot=lot, supplier=buyer.supplier, price=150_000_00, day=date(2021, 2, 20), protocol="№ 1",
        by=buyer.head,
    )  # fmt: skip
    contract = buyer.sign(
        [(JUNE, 60_000_50), (date(2021, 9, 1), 40_000_00)], lot=lot, method="open_tender",
        portal_number="2021-1", ends_on=date(2021, 12, 31),
    )  # fmt: skip
    stage = contract.stages.all()[0]
    people = [buyer.person() for _ in range(3)]
    act = present_act(
        stage=stage, number="1", delivered_on=JUNE, amount=60_000_50, by=buyer.head,
        lines=[Delivered("жиынтық", JUNE, one, paper="қолы") for one in people],
    )  # fmt: skip
    accept_act(act=act, day=JUNE, by=buyer.head)
    pay_act(act=act, measure=CONTRACT, day=JUNE, by=buyer.accountant)
    amend_contract(
        contract=contract, number="1", day=JUNE, reason="көлемі азайды", by=buyer.head,
        changed=[Changed(contract.stages.all()[1], -5_00)],
    )  # fmt: skip
    close_contract(contract=contract, measure=CONTRACT, day=date(2021, 7, 1), by=buyer.head)
    buyer.sign(number="2021/002")
    return [part for one in people for part in (one.iin, one.surname, one.given_name)]


def exported(buyer: Buyer, year: int | None = None) -> tuple[str, Any]:
    text = as_text(release_package(buyer.office, contracts_of(buyer.office, year), AT))
    return text, json.loads(text)


def test_releases_say_what_was_signed_changed_and_paid(buyer: Buyer) -> None:
    carried_out(buyer)
    text, package = exported(buyer)
    first, second = package["releases"]
    (contract,) = first["contracts"]
    assert contract["value"] == {"amount": 99_995.50, "currency": "KZT"}
    assert '"amount": 60000.5' in text, "exact, never by a float"
    assert contract["status"] == "terminated"
    assert contract["amendments"][0]["rationale"] == "көлемі азайды"
    (paid,) = contract["implementation"]["transactions"]
    assert paid["value"]["amount"] == 60_000.50
    assert [one["status"] for one in contract["implementation"]["milestones"]] == [
        "met", "scheduled",
    ]  # fmt: skip
    assert first["tender"]["procurementMethod"] == "open"
    assert first["awards"][0]["value"]["amount"] == 150_000
    assert second["contracts"][0]["status"] == "active"
    assert exported(buyer, 2022)[1]["releases"] == []


def test_nobody_is_in_it(buyer: Buyer) -> None:
    names = carried_out(buyer)
    text, _package = exported(buyer)
    assert not [name for name in names if name in text]


def test_it_is_valid_by_the_standard(buyer: Buyer) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of the standard are not beside the checkout")
    jsonschema = pytest.importorskip("jsonschema")
    package_schema = json.loads((SCHEMAS / "release-package-schema.json").read_text())
    release_schema = json.loads((SCHEMAS / "dereferenced-release-schema.json").read_text())
    package_schema["properties"]["releases"]["items"] = {}  # judged one by one below
    package_rules = jsonschema.Draft4Validator(package_schema)
    release_rules = jsonschema.Draft4Validator(release_schema)
    carried_out(buyer)
    _text, package = exported(buyer)
    assert [error.message for error in package_rules.iter_errors(package)] == []
    for release in package["releases"]:
        assert [error.message for error in release_rules.iter_errors(release)] == []
    broken = {**package["releases"][0], "ocid": None}
    assert list(release_rules.iter_errors(broken)), "the schema does judge"
