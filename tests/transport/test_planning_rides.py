"""A day of rides planned: who is served, within which windows, and that nothing else gives way."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.transport.dispatch import checker, cordeau
from qamtu.transport.dispatch.model import Day, DayError, Pause, Plan, Request, Stop, Vehicle
from qamtu.transport.dispatch.search import plan

DAYS = Path(__file__).parent / "days"
BEST = {"a2-16": 294.25, "b2-16": 309.41, "pr01": 190.02}
SHIFT = (0.0, 600.0)


def line(places: int) -> np.ndarray:
    """Places on a road, a minute and a kilometre from one to the next."""
    at = np.arange(places, dtype=np.float64)
    return np.abs(at[:, None] - at[None, :])


def ride(id: str, origin: int, target: int, at: float, width: float = 20.0, **more) -> Request:
    return Request(
        id=id,
        pickup=Stop(origin, at, at + width, more.pop("service", 1.0), more.pop("due", None)),
        dropoff=Stop(target, at, at + 300.0, 1.0),
        longest_ride=more.pop("longest_ride", 60.0),
        **more,
    )


def car(id: str, **more) -> Vehicle:
    begins, ends = more.pop("shift", SHIFT)
    return Vehicle(id=id, start=0, end=0, begins=begins, ends=ends, **more)


def day_of(requests: Sequence[Request], vehicles: Sequence[Vehicle], places: int = 30) -> Day:
    return Day(requests, vehicles, line(places), line(places))


def planned(day: Day, rounds: int = 300, **more) -> Plan:
    """The plan, which can be driven whatever else is asked of it."""
    found = plan(day, rounds=rounds, **more)
    assert checker.faults(day, found) == []
    return found


@pytest.mark.parametrize("name", BEST)
def test_a_published_day_comes_out_at_its_best_known_cost(name: str) -> None:
    day = cordeau.read(DAYS / f"{name}.txt")
    found = planned(day, rounds=30_000)
    assert found.unserved == ()
    assert found.kilometres == pytest.approx(BEST[name], abs=0.005)


def test_the_same_seed_gives_the_same_plan() -> None:
    day = cordeau.read(DAYS / "a2-16.txt")
    first, second = (plan(day, rounds=200, seed=7) for _ in range(2))
    assert first.orders() == second.orders()


def test_one_vehicle_takes_two_who_go_the_same_way() -> None:
    day = day_of([ride("a", 5, 20, 60), ride("b", 6, 21, 60)], [car("1", capacity=(2,))])
    found = planned(day)
    assert found.unserved == ()
    assert found.kilometres == 42.0  # to 21 and back


def test_a_full_vehicle_takes_no_second_rider() -> None:
    day = day_of([ride("a", 5, 20, 60, 5), ride("b", 6, 21, 60, 5)], [car("1", capacity=(1,))])
    assert len(planned(day).unserved) == 1


def test_a_wheelchair_needs_its_place_though_seats_are_free() -> None:
    chair = replace(ride("chair", 5, 20, 60), load=(0, 1))
    walker = replace(ride("walker", 6, 21, 60), load=(1, 0))
    sedan, van = car("sedan", capacity=(3, 0)), car("van", capacity=(3, 1))
    alone = planned(day_of([chair, walker], [sedan]))
    assert alone.unserved == ("chair",)
    both = planned(day_of([chair, walker], [sedan, van]))
    assert both.unserved == ()
    assert [r.vehicle for r in both.routes if "chair" in r.served()] == ["van"]


def test_an_escort_takes_a_seat_of_their_own() -> None:
    escorted = replace(ride("escorted", 5, 20, 60, 5), load=(2,))
    other = ride("other", 6, 21, 60, 5)
    assert planned(day_of([escorted, other], [car("1", capacity=(3,))])).unserved == ()
    assert len(planned(day_of([escorted, other], [car("1", capacity=(2,))])).unserved) == 1


@pytest.mark.parametrize(("limit", "shared"), [(16.0, True), (15.9, False)])
def test_nobody_rides_longer_than_the_longest_ride(limit: float, shared: bool) -> None:
    # The first rides 15 minutes alone; the second's boarding on the way adds its minute.
    first = ride("first", 5, 20, 60, 0, longest_ride=limit)
    second = ride("second", 10, 20, 66, 0, longest_ride=60.0)
    found = planned(day_of([first, second], [car("1", capacity=(2,))]))
    assert (found.unserved == ()) is shared


@pytest.mark.parametrize(("ends", "served"), [(103.0, True), (102.9, False)])
def test_the_vehicle_is_back_when_the_shift_ends(ends: float, served: bool) -> None:
    # 60 at place 5, a minute to board, 15 to place 20, a minute to alight, 20 home: at 97 + 6.
    trip = ride("a", 5, 20, 66, 0)
    found = planned(day_of([trip], [car("1", shift=(0.0, ends))]))
    assert (found.unserved == ()) is served


def test_the_vehicle_leaves_no_earlier_than_the_shift_begins() -> None:
    trip = ride("a", 5, 20, 60, 5)
    assert planned(day_of([trip], [car("1", shift=(60.0, 600.0))])).unserved == ()
    assert planned(day_of([trip], [car("1", shift=(60.1, 600.0))])).unserved == ("a",)


def test_a_break_is_taken_with_nobody_on_board() -> None:
    pause = Pause(0, 90.0, 120.0, 30.0)
    requests = [ride(str(n), 5, 8, 60.0 + 12 * n, 15.0) for n in range(8)]
    found = planned(day_of(requests, [car("1", capacity=(4,), pauses=(pause,))]))
    taken = [v for v in found.routes[0].visits if v.kind == "pause"]
    assert [v.leaves - v.at for v in taken] == [30.0]
    assert 90.0 <= taken[0].at <= 120.0


def test_late_minutes_are_told_and_kept_small() -> None:
    trip = ride("a", 20, 25, 10, 60.0, due=15.0)
    found = planned(day_of([trip], [car("1")]))
    assert found.late_minutes == pytest.approx(5.0)  # the way to it takes 20 minutes
    later = replace(trip, pickup=Stop(20, 10.0, 60.0, 1.0, 20.0))
    assert planned(day_of([later], [car("1")])).late_minutes == 0.0


def test_more_are_served_before_ways_are_short() -> None:
    near, far = ride("near", 1, 2, 60, 5), ride("far", 28, 29, 60, 5)
    found = planned(day_of([near, far], [car("1"), car("2")]))
    assert found.unserved == ()


def test_a_passenger_on_board_stays_in_the_car_that_carries_them() -> None:
    # At minute 100 car 1 stands at place 12 with somebody on board.
    aboard = Request(
        id="aboard",
        pickup=Stop(12, 100.0, 100.0),
        dropoff=Stop(20, 0.0, 300.0, 1.0),
        vehicles=frozenset({"1"}),
    )
    here = Vehicle("1", start=12, end=0, begins=100.0, ends=600.0, capacity=(2,))
    other = car("2", shift=(100.0, 600.0))
    found = planned(day_of([aboard, ride("new", 13, 15, 100)], [here, other]))
    assert found.unserved == ()
    assert "aboard" in found.routes[0].served()
    assert next(v for v in found.routes[0].visits if v.request == "aboard").at == 100.0


def test_a_day_without_rides_sends_nobody_out() -> None:
    found = planned(day_of([], [car("1")]))
    assert found.routes[0].served() == []
    assert found.kilometres == 0.0


def test_without_vehicles_everyone_stays() -> None:
    assert planned(day_of([ride("a", 1, 2, 60)], [])).unserved == ("a",)


@pytest.mark.parametrize(
    ("requests", "said"),
    [
        ([ride("x", 1, 2, 60), ride("x", 3, 4, 60)], "x is the id of two"),
        ([replace(ride("x", 1, 2, 60), load=(1, 1))], "x: its load"),
        ([ride("x", 1, 99, 60)], "x: its places"),
        ([replace(ride("x", 1, 2, 60), pickup=Stop(1, 80.0, 60.0))], "x: a window ends before"),
        ([replace(ride("x", 1, 2, 60), vehicles=frozenset({"9"}))], "x: names a vehicle"),
    ],
)
def test_a_day_that_contradicts_itself_is_refused_by_name(
    requests: list[Request], said: str
) -> None:
    with pytest.raises(DayError, match=said):
        plan(day_of(requests, [car("1")]), rounds=1)


@st.composite
def small_days(draw: st.DrawFn) -> Day:
    places = 12
    minutes = np.array(
        draw(
            st.lists(
                st.lists(st.integers(1, 40), min_size=places, max_size=places),
                min_size=places,
                max_size=places,
            )
        ),
        dtype=np.float64,
    )
    np.fill_diagonal(minutes, 0.0)
    spot = st.integers(0, places - 1)
    requests = []
    for number in range(draw(st.integers(0, 8))):
        at = float(draw(st.integers(0, 200)))
        wide = float(draw(st.integers(0, 60)))
        due = at + draw(st.integers(0, 30)) if draw(st.booleans()) else None
        begin = at + draw(st.integers(0, 60))
        requests.append(
            Request(
                id=f"r{number}",
                pickup=Stop(draw(spot), at, at + wide, float(draw(st.integers(0, 6))), due),
                dropoff=Stop(draw(spot), begin, begin + draw(st.integers(0, 150)), 2.0),
                load=(draw(st.integers(0, 2)), draw(st.integers(0, 1))),
                longest_ride=float(draw(st.integers(5, 90))),
                vehicles=frozenset({"v0"}) if draw(st.integers(0, 4)) == 0 else None,
            )
        )
    vehicles = []
    for number in range(draw(st.integers(1, 3))):
        begins = float(draw(st.integers(0, 60)))
        ends = begins + draw(st.integers(60, 400))
        pauses = (Pause(draw(spot), begins + 20, ends - 40, 15.0),) if draw(st.booleans()) else ()
        vehicles.append(
            Vehicle(
                id=f"v{number}",
                start=draw(spot),
                end=draw(spot),
                begins=begins,
                ends=ends,
                capacity=(draw(st.integers(1, 4)), draw(st.integers(0, 2))),
                longest_route=float(draw(st.sampled_from([90, 200, 1000]))),
                pauses=pauses,
            )
        )
    return Day(requests, vehicles, minutes, minutes)


@settings(max_examples=150, deadline=None)
@given(day=small_days(), seed=st.integers(0, 1000))
def test_whatever_the_day_its_plan_can_be_driven(day: Day, seed: int) -> None:
    found = plan(day, rounds=60, seed=seed)
    assert checker.faults(day, found) == []
    again = plan(day, rounds=20, seed=seed, begin=[found.orders()[v.id] for v in day.vehicles])
    assert checker.faults(day, again) == []
    assert len(again.unserved) <= len(found.unserved)
