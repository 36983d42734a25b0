"""The checker finds each thing that would make a plan impossible to drive."""

from dataclasses import replace

import pytest

from qamtu.transport.dispatch.checker import faults
from qamtu.transport.dispatch.model import Day, Pause, Plan, Request, Route, Stop, Vehicle, Visit

from .test_planning_rides import line

PAUSE = Pause(0, 0.0, 200.0, 10.0)
DAY = Day(
    requests=[
        Request("a", Stop(5, 50, 70, 2), Stop(15, 60, 90, 1), (1,), 12.0),
        Request("b", Stop(6, 50, 70, 2), Stop(20, 60, 120, 1), (1,), 40.0),
    ],
    vehicles=[Vehicle("1", 0, 0, 40.0, 130.0, (2,), 100.0, (PAUSE,)), Vehicle("2", 0, 0, 0, 500)],
    minutes=line(30),
    kilometres=line(30),
)
VISITS = [
    Visit("start", None, 0, 45, 45),
    Visit("pickup", "b", 6, 54, 56),
    Visit("pickup", "a", 5, 60, 62),
    Visit("dropoff", "a", 15, 72, 73),
    Visit("dropoff", "b", 20, 78, 79),
    Visit("pause", "pause 1 of 1", 0, 99, 109),
    Visit("end", None, 0, 109, 109),
]
STAYS = Route("2", (Visit("start", None, 0, 0, 0), Visit("end", None, 0, 0, 0)))


def plan_of(visits: list[Visit], **more) -> Plan:
    places = [visit.place for visit in visits]
    way = float(sum(abs(a - b) for a, b in zip(places, places[1:], strict=False)))
    return replace(Plan((Route("1", tuple(visits)), STAYS), kilometres=way), **more)


def with_visit(number: int, **more) -> list[Visit]:
    return [replace(v, **more) if x == number else v for x, v in enumerate(VISITS)]


def test_a_plan_as_it_should_be_has_no_fault() -> None:
    assert faults(DAY, plan_of(VISITS)) == []


@pytest.mark.parametrize(
    ("visits", "said"),
    [
        (with_visit(0, place=1), "starts or ends elsewhere"),
        (with_visit(0, at=39.0, leaves=39.0), "leaves before the shift"),
        (with_visit(6, at=131.0, leaves=131.0), "returns after the shift"),
        (with_visit(6, at=150.0, leaves=150.0), "longer than allowed"),
        (with_visit(1, at=50.9), "reached before it can be"),
        (with_visit(2, leaves=61.9), "too little time"),
        (with_visit(3, at=91.0, leaves=92.0), "outside its window"),
        (with_visit(3, at=74.1, leaves=75.1), "rides 12.10 minutes"),
        (with_visit(3, place=14), "at another place"),
        (with_visit(5, leaves=108.0), "break at 99 is not as it was agreed"),
        (with_visit(5, place=1), "break at 99 is not as it was agreed"),
        (VISITS[:5] + VISITS[6:], "a break is not taken"),
        (VISITS[:4] + VISITS[5:], "never let off"),
        (VISITS[:2] + VISITS[3:], "alights without having boarded"),
        (VISITS[1:], "no start or no end"),
    ],
)
def test_each_thing_that_cannot_be_driven_is_said(visits: list[Visit], said: str) -> None:
    assert said in "\n".join(faults(DAY, plan_of(visits)))


def test_a_break_with_somebody_on_board_is_none() -> None:
    visits = [*VISITS[:4], Visit("pause", "p", 0, 88, 98), Visit("dropoff", "b", 20, 118, 119)]
    visits.append(Visit("end", None, 0, 139, 139))
    assert "break at 88" in "\n".join(faults(DAY, plan_of(visits)))


def test_too_many_on_board_are_counted() -> None:
    small = replace(DAY, vehicles=[replace(DAY.vehicles[0], capacity=(1,)), DAY.vehicles[1]])
    assert "overfull when request a boards" in "\n".join(faults(small, plan_of(VISITS)))


def test_a_rider_in_a_car_that_may_not_carry_them() -> None:
    only = replace(DAY.requests[0], vehicles=frozenset({"2"}))
    day = replace(DAY, requests=[only, DAY.requests[1]])
    assert "request a may not ride" in "\n".join(faults(day, plan_of(VISITS)))


def test_everyone_is_in_the_plan_once() -> None:
    assert "a is in the plan 2 times" in "\n".join(faults(DAY, plan_of(VISITS, unserved=("a",))))
    left_out = Plan((Route("1", STAYS.visits), STAYS), unserved=("a",))
    assert "b is in the plan 0 times" in "\n".join(faults(DAY, left_out))


def test_the_length_told_is_the_length_driven() -> None:
    assert "add up to" in "\n".join(faults(DAY, plan_of(VISITS, kilometres=39.0)))


def test_every_vehicle_has_one_route_and_no_other_is_known() -> None:
    assert "not one for each vehicle" in "\n".join(
        faults(DAY, replace(plan_of(VISITS), routes=(STAYS,)))
    )
    stranger = replace(plan_of(VISITS), routes=(*plan_of(VISITS).routes, Route("9", STAYS.visits)))
    assert "No vehicle is called 9" in "\n".join(faults(DAY, stranger))
