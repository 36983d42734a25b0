"""The reference district's register, programmes and assistants come out of their own records."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.demo.building import demonstrate
from qamtu.disability.assistant_months import assistance_due
from qamtu.disability.examinations import counts_on
from qamtu.disability.models import (
    AssistanceMonth,
    AssistanceVisit,
    Examination,
    Pairing,
    Programme,
)
from qamtu.disability.order_states import state_of
from qamtu.disability.visits import is_counted
from qamtu.finance.models import Payment

SCENARIO = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"


@pytest.fixture(scope="module")
def syrdarya(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=4, noise=False, replace=False, if_missing=True, lang="en"
        )
        with office_scope(office):
            yield office


def test_107_pairs_and_what_they_were_paid(syrdarya: Office) -> None:
    pairs = Pairing.objects.live().filter(office=syrdarya)
    assert pairs.count() == 107
    assert pairs.values("helper").distinct().count() == 107
    months = AssistanceMonth.objects.live().filter(office=syrdarya)
    assert sum(months.values_list("amount", flat=True)) == 86_567_100_00
    paid = Payment.objects.filter(office=syrdarya, case__measure="personal_assistant")
    assert set(paid.values_list("state", flat=True)) == {"paid"}
    assert sum(paid.values_list("amount", flat=True)) == 86_567_100_00
    assert len(assistance_due(syrdarya, months.latest("month").month)) == months.count()


def test_every_paid_minute_was_confirmed_by_both(syrdarya: Office) -> None:
    visits = AssistanceVisit.objects.live().filter(office=syrdarya).prefetch_related("words")
    assert all(is_counted(one) for one in visits)
    months = AssistanceMonth.objects.live().filter(office=syrdarya)
    assert sum(one.minutes for one in visits) == sum(months.values_list("minutes", flat=True))


def test_1356_people_by_their_extracts(syrdarya: Office) -> None:
    day = date(2021, 11, 15)
    assert counts_on(syrdarya, day) == {
        "group_1": 312, "group_2": 331, "group_3": 499, "child_under_16": 214
    }  # fmt: skip
    extracts = Examination.objects.live().filter(office=syrdarya, status__retracted_at=None)
    standing = extracts.filter(valid_from__lte=day).exclude(valid_to__lt=day)
    assert standing.values("person").distinct().count() == 1356


def test_791_programmes_whose_every_item_was_confirmed(syrdarya: Office) -> None:
    fulfilled = Programme.objects.live().filter(office=syrdarya, case__state="carried_out")
    assert fulfilled.count() == 791
    for programme in fulfilled.prefetch_related("items__refusals", "items__orders__steps"):
        assert {state_of(item) for item in programme.items.all()} == {"confirmed"}
