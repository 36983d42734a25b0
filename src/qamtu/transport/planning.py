"""A day of stored orders as the planner reads it, and the routes that are kept.

The plan may be made anew as often as need be: no boarding moves by more than `SLACK` from what was
promised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User

from .dispatch import search
from .dispatch.model import Day, Pause, Plan, Request, Route, Stop, Vehicle, Visit
from .endings import promised_on, stop_orders
from .fleet import hold_day, vehicles_on
from .models import Breakdown, DayPlan, RideOrder, RidePromise, Rider, TaxiVehicle
from .refusals import RideRefused
from .roads import Point, ways

SLACK = 15.0  # minutes by which a boarding may differ from what was wished or promised
LATE = 20.0  # minutes by which an arrival may be later than was promised
BOARDING, BOARDING_CHAIR = 3.0, 8.0
LONGEST_RIDE = 30.0  # minutes, or twice the way where that is longer
REST_WINDOW = 120.0
PLANNING_SECONDS = 8.0
WISH = "wish"


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


def draw_day(
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


def keep_plan(office: Office, day: date, plan: Plan, by: User, names: dict[str, str]) -> DayPlan:
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
    drawn, kept = draw_day(office, day, vehicles, standing)
    orders = kept.orders()
    begin = [orders.get(vehicle.id, []) for vehicle in drawn.vehicles]
    found = search.plan(drawn, seconds=seconds, begin=begin)
    return keep_plan(office, day, found, by, {})


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


def vehicle_of(order: RideOrder) -> TaxiVehicle | None:
    """Who drives the order by the plan that is kept."""
    kept = DayPlan.objects.filter(office=order.office_id, day=order.ride_on).first()
    for key, visits in (kept.routes if kept else {}).items():
        if any(one == str(order.pk) for one, _kind, _at in visits):
            return TaxiVehicle.objects.filter(pk=int(key)).first()
    return None
