"""What is answered at the moment of booking: a slot that holds, or why there is none."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.transport.dispatch import checker
from qamtu.transport.dispatch.booking import Offer, Refusal, book
from qamtu.transport.dispatch.model import Day, Plan, Request, Stop
from qamtu.transport.dispatch.search import plan

from .test_planning_rides import car, day_of, ride


def empty(day: Day) -> Plan:
    return plan(day, rounds=0)


def test_a_free_car_offers_the_wished_time() -> None:
    day = day_of([], [car("1")])
    offer = book(day, empty(day), ride("a", 5, 20, 60))
    assert isinstance(offer, Offer)
    assert offer.vehicle == "1"
    assert 60 <= offer.boards_at <= 80
    assert offer.alights_at == offer.boards_at + 1 + 15


def test_no_car_has_the_place_it_needs() -> None:
    day = day_of([], [car("1", capacity=(3, 0))])
    chair = replace(ride("a", 5, 20, 60), load=(0, 1))
    assert book(day, empty(day), chair) == Refusal("no-vehicle")


def test_the_way_is_longer_than_anybody_may_ride() -> None:
    day = day_of([], [car("1")])
    assert book(day, empty(day), ride("a", 5, 20, 60, longest_ride=14.0)) == Refusal("too-far")
    assert isinstance(book(day, empty(day), ride("a", 5, 20, 60, longest_ride=15.0)), Offer)


def test_nobody_drives_at_that_hour_but_later_someone_does() -> None:
    day = day_of([], [car("1", shift=(120.0, 600.0))])
    answer = book(day, empty(day), ride("a", 5, 20, 60))
    assert isinstance(answer, Refusal)
    assert answer.reason == "outside-shifts"
    assert answer.nearest is not None
    assert answer.nearest.boards_at >= 125.0


def test_a_full_hour_is_refused_with_the_nearest_free_one() -> None:
    taken = ride("taken", 5, 20, 60, 0, service=0.0)
    day = day_of([taken], [car("1")])
    answer = book(day, plan(day, rounds=50), ride("a", 20, 5, 60, 5))
    assert isinstance(answer, Refusal)
    assert answer.reason == "full"
    assert answer.nearest is not None
    assert (
        checker.faults(
            replace(day, requests=[taken, _asked(answer.nearest.plan, day)]), answer.nearest.plan
        )
        == []
    )


def _asked(found: Plan, day: Day) -> Request:
    """The wish as it was moved: at the time of its slot."""
    boards, alights = (
        visit for route in found.routes for visit in route.visits if visit.request == "a"
    )
    return Request("a", Stop(20, boards.at, boards.at, 1.0), Stop(5, alights.at, alights.at, 1.0))


def test_others_are_moved_only_within_what_they_were_promised() -> None:
    # Alone the first would be fetched at any time; it gives way to the second within its window.
    first = ride("first", 20, 5, 40, 60)
    day = day_of([first], [car("1", capacity=(1,))])
    offer = book(day, plan(day, rounds=50), ride("second", 5, 20, 25, 10))
    assert isinstance(offer, Offer)
    moved = next(v for v in offer.plan.routes[0].visits if v.request == "first")
    assert 40 <= moved.at <= 100


@settings(max_examples=25, deadline=None)
@given(
    trips=st.lists(
        st.tuples(st.integers(0, 29), st.integers(0, 29), st.integers(30, 400)),
        min_size=1,
        max_size=12,
    ),
    wished=st.tuples(st.integers(0, 29), st.integers(0, 29), st.integers(0, 500)),
)
def test_whoever_was_promised_a_ride_keeps_it(trips, wished) -> None:
    asked = [ride(f"r{n}", *trip, 15.0) for n, trip in enumerate(trips)]
    day = day_of(asked, [car("1", capacity=(2,)), car("2", capacity=(2,))])
    before = plan(day, rounds=100)
    answer = book(day, before, ride("new", *wished), look_around=False)
    if isinstance(answer, Offer):
        joined = replace(day, requests=[*asked, ride("new", *wished)])
        assert checker.faults(joined, answer.plan) == []
        assert set(answer.plan.unserved) <= set(before.unserved)


@pytest.mark.parametrize("wish", [60, 300])
def test_the_answer_is_the_same_for_a_day_known_only_by_its_orders(wish: int) -> None:
    asked = [ride(f"r{n}", n, n + 10, 30 * n, 15.0) for n in range(10)]
    day = day_of(asked, [car("1", capacity=(2,))])
    before = plan(day, rounds=200)
    again = plan(day, rounds=0, begin=[before.orders()[vehicle.id] for vehicle in day.vehicles])
    assert np.isclose(again.kilometres, before.kilometres)
    answers = [book(day, known, ride("new", 3, 9, wish)) for known in (before, again)]
    assert type(answers[0]) is type(answers[1])
