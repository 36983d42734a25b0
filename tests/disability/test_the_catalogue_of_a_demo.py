"""A synthetic district has a catalogue, choices and orders that wait; its figures stay its own."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.demo.building import demonstrate
from qamtu.demo.demolition import demolish
from qamtu.disability.catalogue import offers_on, photos_of
from qamtu.disability.models import ItemOrder, Offer, Programme, SupplyAct, SupplyRequest
from qamtu.disability.order_states import orders_in, state_of
from qamtu.finance.models import Payment
from qamtu.reporting.printing import print_report
from qamtu.reporting.report import build_report

SCENARIO = Path(__file__).with_name("supply-2021.toml")
START, AS_OF = date(2021, 1, 1), date(2021, 11, 15)


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "noise"])
def district(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=7, noise=request.param, replace=True, if_missing=False, lang="en"
        )
        with office_scope(office):
            yield office


def test_every_key_of_the_scenario_comes_back(district: Office) -> None:
    stated = tomllib.loads(SCENARIO.read_text(encoding="utf-8"))["figure"]
    report = build_report(office=district, start=START, as_of=AS_OF)
    printed = {one["id"]: one for one in json.loads(print_report(report, "kk", "json"))}
    for figure in stated:
        for key, value in figure.items():
            assert printed[figure["id"]][key] == value, f"{figure['id']}: {key}"


def test_the_portal_is_not_empty(district: Office) -> None:
    offers = offers_on(district, AS_OF)
    assert len(offers) >= 6
    assert all(photos_of(one) for one in offers)
    assert len({one.supplier_id for one in offers}) > 1
    chosen = ItemOrder.objects.live().filter(office=district, offer__isnull=False)
    assert chosen.count() >= 10
    assert all(one.own_share >= 0 for one in chosen)
    waiting = orders_in(district, AS_OF)
    assert {one.waits_for for one in waiting} == {"supplier", "person", "department"}
    kinds = SupplyRequest.objects.live().filter(office=district).values_list("kind", flat=True)
    assert set(kinds) == {"repair", "complaint"}


def test_every_fulfilled_programme_is_and_nothing_is_paid(district: Office) -> None:
    fulfilled = Programme.objects.live().filter(office=district, case__state="carried_out")
    for programme in fulfilled.prefetch_related("items__refusals", "items__orders__steps"):
        assert {state_of(item) for item in programme.items.all()} == {"confirmed"}
    assert not Payment.objects.filter(case__measure="rehabilitation").exists()
    assert not SupplyAct.objects.exists()


@pytest.mark.usefixtures("committed")
def test_a_district_is_demolished_with_its_catalogue(tmp_path: Path) -> None:
    text = SCENARIO.read_text(encoding="utf-8")
    another = tmp_path / "another.toml"
    another.write_text(text.replace("Жаңақорған ауданы", "Шиелі ауданы"), encoding="utf-8")
    office = demonstrate(another, seed=7, noise=False, replace=True, if_missing=False, lang="en")
    with office_scope(office):
        assert Offer.objects.filter(office=office).exists()
        demolish(office)
        assert not Offer.objects.filter(office=office).exists()
