"""The reference district's grants come out of rounds: judged, scored, awarded, paid by runs."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent
from qamtu.demo.building import demonstrate
from qamtu.employment.models import GrantApplication, GrantDecision, GrantReceipt, GrantRound
from qamtu.finance.models import BudgetLine, Payment

SCENARIO = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"
LIMIT = 583_400_00  # 200 × 2 917


@pytest.fixture(scope="module")
def syrdarya(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=4, noise=False, replace=False, if_missing=True, lang="en"
        )
        with office_scope(office):
            yield office


def test_two_hundred_and_thirty_five_awards_of_200_mrp(syrdarya: Office) -> None:
    awards = GrantDecision.objects.live().filter(office=syrdarya, kind="awarded")
    assert awards.count() == 235
    assert set(awards.values_list("amount", flat=True)) == {LIMIT}
    assert awards.aggregate(sum=Sum("amount"))["sum"] == 137_099_000_00
    assert Counter(awards.values_list("category", flat=True)) == {
        "self_employed": 99, "youth": 112, "disabled": 2, "asp_recipient": 22
    }  # fmt: skip


def test_every_award_in_the_report_is_one_of_a_round(syrdarya: Office) -> None:
    events = CaseEvent.objects.live().filter(
        office=syrdarya, measure="startup_grant", transition="approve"
    )
    awards = GrantDecision.objects.live().filter(office=syrdarya)
    assert Counter(events.values_list("case", "occurred_on", "category")) == Counter(
        awards.values_list("application__case", "decided_on", "category")
    )
    rounds = GrantRound.objects.filter(office=syrdarya)
    assert 2 <= rounds.count() <= 8, "a few rounds a year"
    for one in rounds:
        given = awards.filter(round=one).aggregate(sum=Sum("amount"))["sum"]
        assert given == one.money, "each to the last tenge"
        rows = one.protocols.get().rows
        assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
        assert all(row["fits"] for row in rows)


def test_each_was_admitted_by_the_law_and_paid_by_a_run(syrdarya: Office) -> None:
    applications = GrantApplication.objects.filter(office=syrdarya)
    assert all(applications.values_list("assessment__is_entitled", flat=True))
    payments = Payment.objects.filter(office=syrdarya, case__measure="startup_grant", state="paid")
    assert payments.count() == 235
    assert all(payments.values_list("is_bound", flat=True))
    line = BudgetLine.objects.get(office=syrdarya, measure="startup_grant", year=2021)
    assert line.allocated == line.committed == line.paid == 137_099_000_00


def test_some_have_shown_what_they_bought(syrdarya: Office) -> None:
    assert GrantReceipt.objects.filter(office=syrdarya).count() == 10
