"""Rides: an honest answer at the moment of booking, the plan of the day, how each ride ended.

A promise is what the rider was told. The plan may be made anew as often as need be: no boarding
moves by more than `SLACK` from what was promised.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event, retract_event
from qamtu.ledger.models import FactRefused

from .dispatch import booking, search
from .dispatch.booking import Offer, Refusal
from .dispatch.model import Day, Pause, Plan, Request, Route, Stop, Vehicle, Visit
from .invataxi import TRIP as MEASURE
from .models import (
    Breakdown,
    DayPlan,
    RideEnd,
    RideOrder,
    RidePromise,
    Rider,
    SheetLink,
    TaxiVehicle,
)
from .riders import stops_of
from .roads import Point, ways

SLACK = 15.0  # minutes by which a boarding may differ from what was wished or promised
LATE = 20.0  # minutes by which an arrival may be later than was promised
BOARDING, BOARDING_CHAIR = 3.0, 8.0
LONGEST_RIDE = 30.0  # minutes, or twice the way where that is longer
REST_WINDOW = 120.0
PLANNING_SECONDS = 8.0
WISH = "wish"
MOST_STANDING = 60  # rides of one standing order


class RideRefused(FactRefused):
    """«ride-no-slot», «ride-twice», «ride-not-that-day», «ride-times», «ride-points»,
    «ride-ended», «ride-not-promised», «vehicle-there», «vehicle-shift», «vehicle-none»,
    «breakdown-there», «reason-missing», «sheet-unknown», «ride-standing», and why a rider may not
    ride (see `riders`).

    «ride-no-slot» carries `reason` of the planner and `nearest`, a minute or None.
    """


@dataclass(frozen=True)
class Asked:
    """A ride that a rider asks for; `at`: minutes since midnight at which to board."""

    rider: Rider
    day: date
    at: int
    origin: str
    origin_point: Point
    target: str
    target_point: Point
    purpose: str = RideOrder.Purpose.MEDICAL
    escorts: int = 0


def add_vehicle(
    *,
    office: Office,
    plate: str,
    driver: str,
    seats: int,
    chairs: int,
    begins: int,
    ends: int,
    point: Point,
    by: User,
    rest_from: int = 0,
    rest: int = 0,
) -> TaxiVehicle:
    """A vehicle with its driver's shift. Raises `RideRefused`."""
    if not plate.strip() or seats + chairs < 1:
        raise RideRefused("vehicle-none")
    if not 0 <= begins < ends <= 24 * 60:
        raise RideRefused("vehicle-shift")
    if TaxiVehicle.objects.live().filter(office=office, plate=plate.strip()).exists():
        raise RideRefused("vehicle-there", plate=plate.strip())
    return TaxiVehicle.objects.create(
        office=office,
        plate=plate.strip(),
        driver=driver.strip(),
        seats=seats,
        chairs=chairs,
        begins=begins,
        ends=ends,
        rest_from=rest_from,
        rest=rest,
        latitude=point[0],
        longitude=point[1],
        recorded_by=by,
    )


def hold_day(office: Office) -> list[TaxiVehicle]:
    """The vehicles of an office, held: one dispatcher at a time promises and plans."""
    held = TaxiVehicle.objects.select_for_update().filter(office=office, retracted_at=None)
    return list(held.order_by("pk"))


@transaction.atomic
def book_ride(*, asked: Asked, by: User, recorded_on: date | None = None) -> RideOrder:
    """Take an order and promise its slot, or refuse with the reason and the nearest slot.

    `recorded_on`: the day on which it was asked for, today unless told. Raises `RideRefused`.
    """
    if not 0 <= asked.at < 24 * 60:
        raise RideRefused("ride-times")
    if asked.origin_point == asked.target_point:
        raise RideRefused("ride-points")
    office = asked.rider.office
    _refuse_rider(asked)
    vehicles = hold_day(office)
    standing = promised_on(office, asked.day)
    for other, _promise in standing:
        if other.rider_id == asked.rider.pk and abs(other.wished_at - asked.at) < SLACK:
            raise RideRefused("ride-twice", case=other.case_id)
    day, plan = _drawn(office, asked.day, vehicles, standing, extra=asked)
    wish = day.requests[-1]
    rest = replace(day, requests=day.requests[:-1])
    answer = booking.book(rest, plan, wish)
    if isinstance(answer, Refusal):
        nearest = round(answer.nearest.boards_at) if answer.nearest else None
        raise RideRefused("ride-no-slot", reason=answer.reason, nearest=nearest)
    return _promised(asked, answer, by, recorded_on or date.today())


def _refuse_rider(asked: Asked) -> None:
    if asked.day < asked.rider.valid_from:
        raise RideRefused("ride-not-that-day", day=asked.rider.valid_from)
    stop = stops_of([asked.rider]).get(asked.rider.pk)
    if stop is not None and asked.day >= stop[1]:
        raise RideRefused(stop[0], day=stop[1])


def _promised(asked: Asked, offer: Offer, by: User, on: date) -> RideOrder:
    office, person = asked.rider.office, asked.rider.person
    case = open_case(measure=MEASURE, office=office, subject=person, day=on, by=by)
    order = RideOrder.objects.create(
        office=office,
        case=case,
        rider=asked.rider,
        ride_on=asked.day,
        wished_at=asked.at,
        purpose=asked.purpose,
        escorts=asked.escorts,
        origin=asked.origin,
        origin_latitude=asked.origin_point[0],
        origin_longitude=asked.origin_point[1],
        target=asked.target,
        target_latitude=asked.target_point[0],
        target_longitude=asked.target_point[1],
        recorded_by=by,
    )
    record_event(case=case, measure=MEASURE, transition="approve", day=on, by=by)
    RidePromise.objects.create(
        office=office,
        order=order,
        boards_at=int(offer.boards_at),
        alights_at=round(offer.alights_at),
        recorded_by=by,
    )
    _keep(office, asked.day, offer.plan, by, {WISH: str(order.pk)})
    return order


def promised_on(
    office: Office, day: date, *, with_stopped: bool = False
) -> list[tuple[RideOrder, RidePromise]]:
    """The orders of a day that are promised and have not ended, in the order of their times.

    Who died, moved away, or whose paper is over is asked each time: those orders are none
    (`with_stopped`: they alone).
    """
    promises = RidePromise.objects.live().filter(
        office=office, order__ride_on=day, order__retracted_at=None
    )
    ended = RideEnd.objects.live().filter(office=office, order__ride_on=day)
    standing = [
        (one.order, one)
        for one in promises.exclude(order__in=ended.values("order"))
        .select_related("order__rider__person", "order__case")
        .order_by("boards_at", "pk")
    ]
    stops = stops_of([order.rider for order, _ in standing])
    return [pair for pair in standing if is_stopped(pair[0], stops) == with_stopped]


def is_stopped(order: RideOrder, stops: Mapping[int, tuple[str, date]]) -> bool:
    """True when the rider may not ride on the order's day. `stops`: see `riders.stops_of`."""
    stop = stops.get(order.rider_id)
    return stop is not None and order.ride_on >= stop[1]


def vehicles_on(vehicles: Sequence[TaxiVehicle], day: date) -> list[TaxiVehicle]:
    """Those that have not broken down on the day."""
    broken = set(
        Breakdown.objects.live()
        .filter(vehicle__in=[one.pk for one in vehicles], occurred_on=day)
        .values_list("vehicle_id", flat=True)
    )
    return [one for one in vehicles if one.pk not in broken]


def _drawn(
    office: Office,
    day: date,
    vehicles: Sequence[TaxiVehicle],
    standing: Sequence[tuple[RideOrder, RidePromise]],
    extra: Asked | None = None,
) -> tuple[Day, Plan]:
    """The day as the planner reads it (the extra wish last), with the plan that is kept."""
    driving = vehicles_on(vehicles, day)
    points: list[Point] = [(one.latitude, one.longitude) for one in driving]
    for order, _promise in standing:
        points += [
            (order.origin_latitude, order.origin_longitude),
            (order.target_latitude, order.target_longitude),
        ]
    if extra is not None:
        points += [extra.origin_point, extra.target_point]
    places = {point: at for at, point in enumerate(dict.fromkeys(points))}
    minutes, kilometres, _is_routed = ways(list(places))
    requests = [
        _request(
            str(order.pk),
            places[order.origin_latitude, order.origin_longitude],
            places[order.target_latitude, order.target_longitude],
            order.rider.in_wheelchair,
            order.escorts,
            float(promise.boards_at),
            float(promise.alights_at) + LATE,
            minutes,
        )
        for order, promise in standing
    ]
    if extra is not None:
        requests.append(
            _request(
                WISH,
                places[extra.origin_point],
                places[extra.target_point],
                extra.rider.in_wheelchair,
                extra.escorts,
                float(extra.at),
                None,
                minutes,
            )
        )
    fleet = [
        Vehicle(
            id=str(one.pk),
            start=places[one.latitude, one.longitude],
            end=places[one.latitude, one.longitude],
            begins=float(one.begins),
            ends=float(one.ends),
            capacity=(one.seats, one.chairs),
            pauses=(
                (
                    Pause(
                        places[one.latitude, one.longitude],
                        float(one.rest_from),
                        float(one.rest_from) + REST_WINDOW,
                        float(one.rest),
                    ),
                )
                if one.rest
                else ()
            ),
        )
        for one in driving
    ]
    return Day(requests, fleet, minutes, kilometres), _kept(office, day, fleet, requests)


def _request(
    key: str,
    origin: int,
    target: int,
    in_wheelchair: bool,
    escorts: int,
    at: float,
    latest: float | None,
    minutes: Any,
) -> Request:
    handling = BOARDING_CHAIR if in_wheelchair else BOARDING
    way = float(minutes[origin, target])
    longest = max(LONGEST_RIDE, 2 * way)
    last = at + SLACK + handling + longest if latest is None else latest
    return Request(
        id=key,
        pickup=Stop(origin, max(at - SLACK, 0.0), at + SLACK, handling),
        dropoff=Stop(target, max(at - SLACK, 0.0), last, handling),
        load=(escorts, 1) if in_wheelchair else (1 + escorts, 0),
        longest_ride=longest,
    )


def _kept(office: Office, day: date, fleet: Sequence[Vehicle], requests: Sequence[Request]) -> Plan:
    """The plan that is kept, without what is not to be driven any more."""
    kept = DayPlan.objects.filter(office=office, day=day).first()
    routes = kept.routes if kept else {}
    known = {request.id for request in requests}
    return Plan(
        routes=tuple(
            Route(
                vehicle.id,
                tuple(
                    Visit(kind, key, 0, float(at), float(at))
                    for key, kind, at in routes.get(vehicle.id, ())
                    if key in known or kind == "pause"
                ),
            )
            for vehicle in fleet
        )
    )


def _keep(office: Office, day: date, plan: Plan, by: User, names: dict[str, str]) -> DayPlan:
    """The plan as it is now, in the place of the one before."""
    told = {
        "routes": {
            route.vehicle: [
                [names.get(visit.request, visit.request), visit.kind, round(visit.at, 1)]
                for visit in route.visits
                if visit.request is not None
            ]
            for route in plan.routes
        },
        "kilometres": round(plan.kilometres, 1),
        "unserved": [names.get(one, one) for one in plan.unserved],
        "planned_by": by,
    }
    kept, _is_new = DayPlan.objects.update_or_create(office=office, day=day, defaults=told)
    return kept


@transaction.atomic
def plan_day(*, office: Office, day: date, by: User, seconds: float = PLANNING_SECONDS) -> DayPlan:
    """The day planned anew within its promises; whom no vehicle reaches stands in `unserved`.

    Orders of riders who may not ride any more are stopped first.
    """
    vehicles = hold_day(office)
    stop_orders(office=office, day=day, by=by)
    standing = promised_on(office, day)
    drawn, kept = _drawn(office, day, vehicles, standing)
    orders = kept.orders()
    begin = [orders.get(vehicle.id, []) for vehicle in drawn.vehicles]
    found = search.plan(drawn, seconds=seconds, begin=begin)
    return _keep(office, day, found, by, {})


@transaction.atomic
def break_down(*, vehicle: TaxiVehicle, day: date, reason: str, by: User) -> DayPlan:
    """A vehicle drives no more that day: its rides go to the others, within what was promised."""
    hold_day(vehicle.office)
    if not reason.strip():
        raise RideRefused("reason-missing")
    if Breakdown.objects.live().filter(vehicle=vehicle, occurred_on=day).exists():
        raise RideRefused("breakdown-there")
    Breakdown.objects.create(
        office_id=vehicle.office_id,
        vehicle=vehicle,
        occurred_on=day,
        reason=reason.strip(),
        recorded_by=by,
    )
    return plan_day(office=vehicle.office, day=day, by=by, seconds=2.0)


@transaction.atomic
def stop_orders(*, office: Office, day: date, by: User) -> list[RideEnd]:
    """End the orders of a day whose riders have died, moved away, or whose paper is over."""
    stopped = [order for order, _ in promised_on(office, day, with_stopped=True)]
    stops = stops_of([order.rider for order in stopped])
    return [
        end_ride(
            order=order,
            kind=RideEnd.Kind.STOPPED,
            by=by,
            reason=stops[order.rider_id][0],
            on=day,
        )
        for order in stopped
    ]


@transaction.atomic
def end_ride(
    *,
    order: RideOrder,
    kind: str,
    by: User,
    on: date | None = None,
    reason: str = "",
    vehicle: TaxiVehicle | None = None,
    metres: int | None = None,
) -> RideEnd:
    """How the ride ended. Kilometres are the way between its points unless told.

    Raises `RideRefused`, `ActRefused`.
    """
    RideOrder.objects.select_for_update().get(pk=order.pk)
    if order.ends.filter(retracted_at=None).exists():
        raise RideRefused("ride-ended")
    if kind != RideEnd.Kind.DONE and not reason.strip():
        raise RideRefused("reason-missing")
    if kind == RideEnd.Kind.DONE:
        if vehicle is None:
            raise RideRefused("vehicle-none")
        if metres is None:
            points = (
                (order.origin_latitude, order.origin_longitude),
                (order.target_latitude, order.target_longitude),
            )
            metres = round(float(ways(points)[1][0, 1]) * 1000)
        _open_again(order, by)
        record_event(
            case=order.case, measure=MEASURE, transition="carry_out", day=on or order.ride_on, by=by
        )
    elif order.case.state in MEASURE.workflow["withdraw"].sources:  # a death may have ended it
        record_event(
            case=order.case,
            measure=MEASURE,
            transition="withdraw",
            day=max(on or date.today(), order.case.state_since),
            reason=reason.strip(),
            by=by,
        )
    return RideEnd.objects.create(
        office_id=order.office_id,
        order=order,
        kind=kind,
        vehicle=vehicle if kind == RideEnd.Kind.DONE else None,
        metres=metres or 0,
        reason=reason.strip(),
        recorded_by=by,
    )


def _open_again(order: RideOrder, by: User) -> None:
    """A ride that was driven before its rider died, and is told afterwards, counts."""
    last = order.case.events.filter(retracted_at=None).order_by("pk").last()
    if last is not None and last.transition == "withdraw":
        retract_event(event=last, reason="сапар қайтыс болғанға дейін жасалған", by=by)
        order.case.refresh_from_db()


def book_standing(
    *, asked: Asked, weekdays: Sequence[int], until: date, by: User
) -> tuple[list[RideOrder], list[tuple[date, RideRefused]]]:
    """The same ride on weekdays (Monday is 0) until a day: what was promised, what was refused.

    Raises `RideRefused` for a span without such a day, or of more than `MOST_STANDING` rides.
    """
    days = [asked.day + timedelta(n) for n in range((until - asked.day).days + 1)]
    wanted = [day for day in days if day.weekday() in weekdays]
    if not wanted or len(wanted) > MOST_STANDING:
        raise RideRefused("ride-standing", most=MOST_STANDING)
    made, refused = [], []
    for day in wanted:
        try:
            made.append(book_ride(asked=replace(asked, day=day), by=by))
        except RideRefused as problem:
            refused.append((day, problem))
    return made, refused


def vehicle_of(order: RideOrder) -> TaxiVehicle | None:
    """Who drives the order by the plan that is kept."""
    kept = DayPlan.objects.filter(office=order.office_id, day=order.ride_on).first()
    for key, visits in (kept.routes if kept else {}).items():
        if any(one == str(order.pk) for one, _kind, _at in visits):
            return TaxiVehicle.objects.filter(pk=int(key)).first()
    return None


def give_sheet(*, vehicle: TaxiVehicle, day: date, by: User) -> SheetLink:
    """A link to the sheet of a vehicle's day."""
    return SheetLink.objects.create(
        office_id=vehicle.office_id,
        vehicle=vehicle,
        day=day,
        token=secrets.token_urlsafe(24),
        given_by=by,
    )


def sheet_by(token: str, today: date) -> SheetLink:
    """The sheet of a token, open until the day after. Raises `RideRefused` («sheet-unknown»)."""
    link = (
        SheetLink.objects.filter(token=token, day__gte=today - timedelta(days=1))
        .select_related("vehicle", "given_by", "office")
        .first()
    )
    if link is None:
        raise RideRefused("sheet-unknown")
    return link
