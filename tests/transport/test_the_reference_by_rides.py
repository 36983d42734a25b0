"""The reference district's Инватакси comes out of riders, promised slots and rides driven."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent
from qamtu.demo.building import demonstrate
from qamtu.transport.models import RideEnd, RideOrder, RidePromise
from qamtu.transport.planning import SLACK

SCENARIO = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"


@pytest.fixture(scope="module")
def syrdarya(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=4, noise=False, replace=False, if_missing=True, lang="en"
        )
        with office_scope(office):
            yield office


def test_157_rides_of_103_riders_and_no_other_way(syrdarya: Office) -> None:
    done = RideEnd.objects.live().filter(office=syrdarya, kind="done")
    assert done.count() == 157
    assert done.values("order__rider__person").distinct().count() == 103
    assert all(one.vehicle_id and one.metres for one in done)
    steps = CaseEvent.objects.live().filter(
        office=syrdarya, measure="invataxi", transition="carry_out"
    )
    assert set(steps.values_list("case", flat=True)) == set(
        done.values_list("order__case", flat=True)
    )


def test_each_was_promised_near_to_the_wish(syrdarya: Office) -> None:
    promises = RidePromise.objects.live().filter(office=syrdarya).select_related("order")
    assert promises.count() == RideOrder.objects.live().filter(office=syrdarya).count() == 157
    for promise in promises:
        assert abs(promise.boards_at - promise.order.wished_at) <= SLACK
