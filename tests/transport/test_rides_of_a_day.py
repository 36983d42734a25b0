"""Rides asked for, promised, planned anew and driven, from stored orders."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from django.db import connections

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from qamtu.transport.dispatch import search
from qamtu.transport.endings import end_ride, promised_on
from qamtu.transport.fleet import add_vehicle, set_shift, shifts_on
from qamtu.transport.links import give_rider_link, give_sheet, rider_by, sheet_by
from qamtu.transport.models import (
    DayPlan,
    RideEnd,
    RideOrder,
    RidePromise,
    Rider,
    RideRefusal,
    TaxiVehicle,
)
from qamtu.transport.planning import SLACK, Asked, break_down, plan_day, vehicle_of
from qamtu.transport.refusals import RideRefused
from qamtu.transport.riders import RiderRefused, Riding, admit_rider
from qamtu.transport.rides import ask_for_ride, book_ride, book_standing
from tests.factories import make_office, make_person, make_user

DAY = date(2024, 3, 4)
CENTRE = (44.85, 65.50)
CLINIC = (44.86, 65.53)


@dataclass
class Garage:
    office: Office
    dispatcher: User
    vehicles: list[TaxiVehicle]

    def person(self, category: str = "group_1") -> Person:
        made = make_person(self.office)
        record_status(
            person=made, kind="disability", category=category, valid_from=date(2020, 1, 1),
            paper="МӘС", by=self.dispatcher,
        )  # fmt: skip
        return made

    def rider(self, **told: Any) -> Rider:
        given: dict[str, Any] = {
            "person": self.person(),
            "paper": "ДКК № 1",
            "valid_from": date(2024, 1, 1),
            "moves_with_difficulty": True,
        }
        return admit_rider(riding=Riding(**given | told), by=self.dispatcher)

    def asked(self, rider: Rider | None = None, hour: int = 10, **told: Any) -> Asked:
        given: dict[str, Any] = {
            "rider": rider or self.rider(),
            "day": DAY,
            "at": hour * 60,
            "origin": "Үйі",
            "origin_point": CENTRE,
            "target": "Емхана",
            "target_point": CLINIC,
        }
        return Asked(**given | told)

    def book(self, rider: Rider | None = None, hour: int = 10, **told: Any) -> RideOrder:
        return book_ride(asked=self.asked(rider, hour, **told), by=self.dispatcher, recorded_on=DAY)


def make_garage(vehicles: int = 1, **told: Any) -> Garage:
    office = make_office()
    with office_scope(office):
        made = Garage(office, make_user(office, Role.SPECIALIST), [])
        for number in range(vehicles):
            given: dict[str, Any] = {
                "plate": f"{number:03} AA 11", "driver": "Е. Қ.", "seats": 2, "chairs": 1,
                "begins": 8 * 60, "ends": 18 * 60, "point": CENTRE,
            }  # fmt: skip
            made.vehicles.append(add_vehicle(office=office, by=made.dispatcher, **given | told))
    return made


@pytest.fixture
def garage(db: None) -> Iterator[Garage]:
    made = make_garage()
    with office_scope(made.office):
        yield made


def test_a_ride_is_promised_driven_and_counted(garage: Garage) -> None:
    order = garage.book()
    promise = RidePromise.objects.get(order=order)
    assert abs(promise.boards_at - 600) <= SLACK
    assert promise.alights_at > promise.boards_at
    vehicle = vehicle_of(order)
    assert vehicle == garage.vehicles[0]
    end = end_ride(order=order, kind="done", vehicle=vehicle, by=garage.dispatcher)
    assert 2_500 < end.metres < 4_500
    order.case.refresh_from_db()
    assert order.case.state == "carried_out"
    with pytest.raises(RideRefused) as twice:
        end_ride(order=order, kind="done", vehicle=vehicle, by=garage.dispatcher)
    assert twice.value.code == "ride-ended"


def test_a_refusal_is_honest_and_names_the_nearest_slot(garage: Garage) -> None:
    garage.book(hour=10)
    garage.book(hour=10)
    far = {"origin_point": (45.20, 65.50), "target_point": (45.25, 65.50)}
    with pytest.raises(RideRefused) as refused:
        garage.book(hour=10, **far)
    assert refused.value.code == "ride-no-slot"
    assert refused.value.values["reason"] == "full"
    nearest = refused.value.values["nearest"]
    assert nearest is not None
    assert RideOrder.objects.count() == 2, "nothing is kept of a refused order"
    order = book_ride(
        asked=garage.asked(hour=0, at=nearest, **far), by=garage.dispatcher, recorded_on=DAY
    )
    assert abs(RidePromise.objects.get(order=order).boards_at - nearest) <= SLACK


def test_no_vehicle_has_a_place_for_two_wheelchairs(garage: Garage) -> None:
    on_foot = garage.rider()
    with pytest.raises(RideRefused) as refused:
        garage.book(on_foot, escorts=2)
    assert refused.value.values["reason"] == "no-vehicle"
    with pytest.raises(RideRefused) as late:
        garage.book(on_foot, hour=21)
    assert late.value.values["reason"] == "outside-shifts"


def test_promises_stand_through_every_new_order_and_every_new_plan(garage: Garage) -> None:
    promised: dict[int, int] = {}
    for hour in (9, 9, 11, 13, 13, 15):
        try:
            order = garage.book(hour=hour)
        except RideRefused:
            continue
        promised[order.pk] = RidePromise.objects.get(order=order).boards_at
    kept = plan_day(office=garage.office, day=DAY, by=garage.dispatcher, seconds=0.5)
    assert kept.unserved == []
    boards = {
        int(key): at
        for visits in kept.routes.values()
        for key, kind, at in visits
        if kind == "pickup"
    }
    assert boards.keys() == promised.keys()
    for key, at in boards.items():
        assert abs(at - promised[key]) <= SLACK + 0.1
    assert {o.pk: p.boards_at for o, p in promised_on(garage.office, DAY)} == promised


def test_a_breakdown_gives_the_rides_to_the_other_vehicle(db: None) -> None:
    made = make_garage(vehicles=2)
    with office_scope(made.office):
        orders = [made.book(hour=hour) for hour in (9, 11, 14)]
        broken = vehicle_of(orders[0])
        assert broken is not None
        kept = break_down(vehicle=broken, day=DAY, reason="дөңгелек", by=made.dispatcher)
        assert kept.unserved == []
        assert all(vehicle_of(order) not in (broken, None) for order in orders)
        with pytest.raises(RideRefused) as again:
            break_down(vehicle=broken, day=DAY, reason="дөңгелек", by=made.dispatcher)
        assert again.value.code == "breakdown-there"


def test_when_the_only_vehicle_breaks_down_it_is_said_who_is_left(garage: Garage) -> None:
    order = garage.book()
    kept = break_down(
        vehicle=garage.vehicles[0], day=DAY, reason="қозғалтқыш", by=garage.dispatcher
    )
    assert kept.unserved == [str(order.pk)]


def test_a_death_stops_the_ride_and_says_why(garage: Garage) -> None:
    order = garage.book()
    record_status(
        person=order.rider.person, kind="deceased", valid_from=date(2024, 3, 2), paper="№ 3",
        by=garage.dispatcher,
    )  # fmt: skip
    kept = plan_day(office=garage.office, day=DAY, by=garage.dispatcher, seconds=0.3)
    assert not any(kept.routes.values())
    end = RideEnd.objects.get(order=order)
    assert (end.kind, end.reason) == ("stopped", "rider-deceased")
    with pytest.raises(RideRefused) as refused:
        garage.book(order.rider)
    assert refused.value.code == "rider-deceased"


@pytest.mark.parametrize(("last", "is_promised"), [(DAY, True), (date(2024, 3, 3), False)])
def test_the_paper_holds_to_its_last_day(garage: Garage, last: date, is_promised: bool) -> None:
    rider = garage.rider(valid_to=last)
    if is_promised:
        garage.book(rider)
    else:
        with pytest.raises(RideRefused) as refused:
            garage.book(rider)
        assert refused.value.code == "rider-paper-over"


def test_who_may_ride(garage: Garage) -> None:
    third = garage.person("group_3")
    with pytest.raises(RiderRefused) as refused:
        garage.rider(person=third)
    assert refused.value.values["grounds"] == ["ground_category"]
    rider = garage.rider(person=third, in_wheelchair=True)
    with pytest.raises(RiderRefused) as there:
        garage.rider(person=third, in_wheelchair=True)
    assert there.value.code == "rider-there"
    with pytest.raises(RiderRefused) as paper:
        garage.rider(paper=" ")
    assert paper.value.values["grounds"] == ["ground_paper"]
    assert rider.trace["reasons"]


def test_a_standing_order_promises_what_it_can_and_says_the_rest(garage: Garage) -> None:
    monday, sunday = DAY, date(2024, 3, 17)
    made, refused = book_standing(
        asked=garage.asked(), weekdays=(0, 2), until=sunday, by=garage.dispatcher
    )
    assert [order.ride_on for order in made] == [
        monday, date(2024, 3, 6), date(2024, 3, 11), date(2024, 3, 13)
    ]  # fmt: skip
    assert refused == []
    with pytest.raises(RideRefused) as none:
        book_standing(
            asked=garage.asked(), weekdays=(6,), until=date(2024, 3, 9), by=garage.dispatcher
        )
    assert none.value.code == "ride-standing"


def test_a_sheet_is_open_until_the_day_after(garage: Garage) -> None:
    link = give_sheet(vehicle=garage.vehicles[0], day=DAY, by=garage.dispatcher)
    assert sheet_by(link.token, date(2024, 3, 5)).pk == link.pk
    with pytest.raises(RideRefused):
        sheet_by(link.token, date(2024, 3, 6))


def test_a_new_order_is_answered_within_a_second(db: None) -> None:
    search.compile_once()
    made = make_garage(vehicles=4)
    with office_scope(made.office):
        for number in range(24):
            try:
                made.book(hour=9 + number % 8)
            except RideRefused:
                continue
        asked = made.asked(hour=12)
        begun = perf_counter()
        with suppress(RideRefused):
            book_ride(asked=asked, by=made.dispatcher, recorded_on=DAY)
        assert perf_counter() - begun < 3, "a second on an idle machine; CI is not one"


def test_two_dispatchers_and_the_last_seats(committed: None) -> None:
    made = make_garage(seats=2, chairs=0)
    with office_scope(made.office):
        asked = [made.asked(made.rider()) for _ in range(6)]

    def press(one: Asked) -> str:
        set_scope([made.office.pk], persons=True)
        try:
            book_ride(asked=one, by=made.dispatcher, recorded_on=DAY)
        except RideRefused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "promised"

    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(press, asked))
    assert set(said) <= {"promised", "ride-no-slot"}
    with office_scope(made.office):
        promised = promised_on(made.office, DAY)
        assert len(promised) == said.count("promised") >= 2
        kept = DayPlan.objects.get(office=made.office, day=DAY)
        aboard = most = 0
        for _key, kind, _at in next(iter(kept.routes.values())):
            aboard += 1 if kind == "pickup" else -1
            most = max(most, aboard)
        assert most <= 2, "never more aboard than there are seats"


def test_a_rider_on_a_stretcher_or_in_need_of_a_lift_rides_where_there_is_one(
    garage: Garage,
) -> None:
    lying = garage.rider(on_stretcher=True)
    lifted = garage.rider(in_wheelchair=True, needs_lift=True)
    for rider in (lying, lifted):
        with pytest.raises(RideRefused) as none:
            garage.book(rider)
        assert none.value.values["reason"] == "no-vehicle"
    van = add_vehicle(
        office=garage.office, plate="777 AA 11", driver="С.", seats=1, chairs=1, stretchers=1,
        has_lift=True, begins=8 * 60, ends=18 * 60, point=CENTRE, by=garage.dispatcher,
    )  # fmt: skip
    assert vehicle_of(garage.book(lying, hour=9)) == van
    assert vehicle_of(garage.book(lifted, hour=11)) == van


def test_one_does_not_sit_and_lie(garage: Garage) -> None:
    with pytest.raises(RiderRefused) as both:
        garage.rider(on_stretcher=True, in_wheelchair=True)
    assert both.value.code == "rider-sits-or-lies"


def test_a_day_off_and_another_shift_bind_the_planner(garage: Garage) -> None:
    (vehicle,) = garage.vehicles
    set_shift(vehicle=vehicle, day=DAY, is_off=True, by=garage.dispatcher)
    with pytest.raises(RideRefused) as off:
        garage.book()
    assert off.value.values["reason"] == "no-vehicle"
    set_shift(
        vehicle=vehicle, day=DAY, begins=18 * 60, ends=21 * 60, driver="Түнгі", by=garage.dispatcher
    )
    assert [one.driver for one in shifts_on([vehicle], DAY)] == ["Түнгі"]
    with pytest.raises(RideRefused) as early:
        garage.book(hour=10)
    assert early.value.values["reason"] == "outside-shifts"
    assert vehicle_of(garage.book(hour=19)) == vehicle


def test_a_refusal_is_kept_with_its_reason(garage: Garage) -> None:
    set_shift(vehicle=garage.vehicles[0], day=DAY, is_off=True, by=garage.dispatcher)
    with pytest.raises(RideRefused):
        ask_for_ride(asked=garage.asked(), by=garage.dispatcher)
    kept = RideRefusal.objects.get()
    assert (kept.reason, kept.ride_on, kept.wished_at) == ("no-vehicle", DAY, 600)
    assert not RideOrder.objects.exists()


@pytest.mark.parametrize("urgent", [0, 1])
def test_where_not_all_can_ride_the_most_urgent_ride_first(urgent: int, db: None) -> None:
    garage = make_garage(vehicles=2, seats=1, chairs=0)
    with office_scope(garage.office):
        purposes = ["other", "other"]
        purposes[urgent] = "medical"
        away = (44.70, 65.20)
        orders = [
            garage.book(hour=10, purpose=purposes[0]),
            garage.book(hour=10, purpose=purposes[1], origin_point=away, target_point=CENTRE),
        ]
        drivers = {vehicle_of(order) for order in orders}
        assert len(drivers) == 2
        kept = break_down(vehicle=garage.vehicles[0], day=DAY, reason="сынды", by=garage.dispatcher)
        assert kept.unserved == [str(orders[1 - urgent].pk)]


def test_a_riders_link_shows_the_rider_alone_and_ends_with_the_next(garage: Garage) -> None:
    rider = garage.rider()
    first = give_rider_link(rider=rider, ends_on=DAY, by=garage.dispatcher)
    assert rider_by(first.token, DAY).rider == rider
    second = give_rider_link(rider=rider, ends_on=DAY, by=garage.dispatcher)
    for token, day in ((first.token, DAY), (second.token, date(2024, 3, 5)), ("x", DAY)):
        with pytest.raises(RideRefused) as ended:
            rider_by(token, day)
        assert ended.value.code == "sheet-unknown"


def test_the_link_of_a_rider_who_died_is_closed_from_that_day_on(garage: Garage) -> None:
    rider = garage.rider()
    link = give_rider_link(rider=rider, ends_on=date(2024, 12, 31), by=garage.dispatcher)
    record_status(
        person=rider.person, kind="deceased", valid_from=DAY, paper="№ 1", by=garage.dispatcher
    )
    assert rider_by(link.token, DAY - timedelta(days=1)).rider == rider
    with pytest.raises(RideRefused, match="link-closed"):
        rider_by(link.token, DAY)
