"""The reference district's contracts come out of stages, acts naming the people, and payments."""

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent
from qamtu.demo.building import demonstrate
from qamtu.finance.models import MoneyEntry
from qamtu.procurement.models import ActLine, CompetitionOutcome, Contract, StagePayment
from qamtu.procurement.order_reviews import people_served
from qamtu.procurement.standing import standing_of
from qamtu.reporting.printing import print_report
from qamtu.reporting.report import build_report

SCENARIO = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"


@pytest.fixture(scope="module")
def syrdarya(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=4, noise=False, replace=False, if_missing=True, lang="en"
        )
        with office_scope(office):
            yield office


def contract_of(office: Office, measure: str) -> Contract:
    return Contract.objects.live().with_sums().get(office=office, case__measure=measure)


def test_32_food_sets_went_to_32_named_people_by_an_order(syrdarya: Office) -> None:
    contract = contract_of(syrdarya, "social_order_contract")
    assert contract.supplier.name_kk == "«Қазақстан Жастар Фракциясы» қоғамдық қоры"
    assert (contract.committed, contract.accepted) == (180_000_00, 180_000_00)
    assert people_served(contract) == contract.recipients.count() == 32
    lines = ActLine.objects.live().filter(act__stage__contract=contract)
    assert lines.count() == 32
    served = CaseEvent.objects.live().filter(
        office=syrdarya, measure="social_order_veterans", transition="carry_out"
    )
    assert set(served.values_list("case", flat=True)) == set(
        contract.recipients.values_list("case", flat=True)
    ), "and no other way"
    outcome = CompetitionOutcome.objects.get(competition__theme=contract.theme)
    assert outcome.winner is not None
    assert outcome.winner.organization == contract.supplier


def test_invataxi_is_paid_by_stages_against_acts_that_name_the_riders(syrdarya: Office) -> None:
    contract = contract_of(syrdarya, "invataxi_contract")
    assert (contract.committed, contract.paid) == (4_440_000_00, 3_647_000_00)
    standing = standing_of(contract)
    assert sum(stage.amount for stage in standing.stages) == contract.committed
    assert standing.accepted == standing.paid == contract.paid
    paid = MoneyEntry.objects.live().filter(case=contract.case, kind="paid")
    assert StagePayment.objects.filter(entry__in=paid).count() == paid.count() > 0
    riders = ActLine.objects.live().filter(act__stage__contract=contract, person__isnull=False)
    rides = riders.aggregate(sum=Sum("quantity"))["sum"]
    assert 0 < rides <= 157


def test_resocialisation_is_accepted_by_the_names_of_those_served(syrdarya: Office) -> None:
    contract = contract_of(syrdarya, "resocialisation")
    assert contract.committed == 1_100_000_00
    assert people_served(contract) > 0
    assert contract.lot is not None
    assert contract.lot.outcomes.get().supplier == contract.supplier


def test_every_key_of_the_reference_comes_back(syrdarya: Office) -> None:
    stated = tomllib.loads(SCENARIO.read_text(encoding="utf-8"), parse_float=Decimal)
    report = build_report(office=syrdarya, start=stated["from"], as_of=stated["as_of"])
    printed = json.loads(print_report(report, "kk", "json"), parse_float=Decimal)
    counted = {figure["id"]: figure for figure in printed}
    keys = [
        (one["id"], key, value)
        for one in stated["figure"]
        for key, value in one.items()
        if key != "exclusive"
    ]
    assert len(keys) > 54
    assert [each for each in keys if counted[each[0]][each[1]] != each[2]] == []
