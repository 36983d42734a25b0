"""A day of stored orders as the planner reads it, and the routes that are kept.

The plan may be made anew as often as need be: no boarding moves by more than `SLACK` from what was
promised.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User

from .dispatch import booking, search
from .dispatch.booking import Refusal
from .dispatch.model import Day, Pause, Plan, Request, Route, Stop, Vehicle, Visit
from .endings import promised_on, stop_orders
from .fleet import Shift, hold_day, shifts_on
from .models import Breakdown, DayPlan, RideOrder, RidePromise, Rider, TaxiVehicle
from .refusals import RideRefused
from .roads import Point, ways

SLACK = 15.0  # minutes by which a boarding may differ from what was wished or promised
LATE = 20.0  # minutes by which an arrival may be later than was promised
BOARDING, BOARDING_CHAIR, BOARDING_STRETCHER = 3.0, 8.0, 12.0
MANY = 50  # a lift serves all who ride
# Who rides first where not all can. A contract may say otherwise: no act was found (unverified).
PRIORITY = ("medical", "school", "work", "other")
LONGEST_RIDE = 30.0  # minutes, or twice the way where that is longer
REST_WINDOW = 120.0
PLANNING_SECONDS = 8.0
URGENT_SECONDS = 2.0
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
    shifts = shifts_on(vehicles, day)
    points: list[Point] = [(one.vehicle.latitude, one.vehicle.longitude) for one in shifts]
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
            order.rider,
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
                extra.rider,
                extra.escorts,
                float(extra.at),
                None,
                minutes,
            )
        )
    fleet = [_vehicle(one, places[one.vehicle.latitude, one.vehicle.longitude]) for one in shifts]
    return Day(requests, fleet, minutes, kilometres), _kept(office, day, fleet, requests)


def load_of(rider: Rider, escorts: int) -> tuple[int, ...]:
    """What a rider and who comes along take of seats, wheelchairs, stretchers and lifts."""
    sits = not (rider.in_wheelchair or rider.on_stretcher)
    return (
        escorts + sits,
        int(rider.in_wheelchair),
        int(rider.on_stretcher),
        int(rider.needs_lift),
    )


def _vehicle(shift: Shift, place: int) -> Vehicle:
    vehicle = shift.vehicle
    rest = Pause(
        place,
        float(vehicle.rest_from),
        float(vehicle.rest_from) + REST_WINDOW,
        float(vehicle.rest),
    )
    return Vehicle(
        id=str(vehicle.pk),
        start=place,
        end=place,
        begins=float(shift.begins),
        ends=float(shift.ends),
        capacity=(
            vehicle.seats,
            vehicle.chairs,
            vehicle.stretchers,
            MANY if vehicle.has_lift else 0,
        ),
        pauses=(rest,) if shift.has_rest else (),
    )


def _request(
    key: str,
    origin: int,
    target: int,
    rider: Rider,
    escorts: int,
    at: float,
    latest: float | None,
    minutes: Any,
) -> Request:
    handling = BOARDING
    if rider.in_wheelchair or rider.needs_lift:
        handling = BOARDING_CHAIR
    if rider.on_stretcher:
        handling = BOARDING_STRETCHER
    way = float(minutes[origin, target])
    longest = max(LONGEST_RIDE, 2 * way)
    last = at + SLACK + handling + longest if latest is None else latest
    return Request(
        id=key,
        pickup=Stop(origin, max(at - SLACK, 0.0), at + SLACK, handling),
        dropoff=Stop(target, max(at - SLACK, 0.0), last, handling),
        load=load_of(rider, escorts),
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
    if found.unserved:
        found = _by_priority(drawn, found, {str(one.pk): one.purpose for one, _ in standing})
    return keep_plan(office, day, found, by, {})


def _by_priority(day: Day, found: Plan, purposes: dict[str, str]) -> Plan:
    """Where not all can ride, the most urgent first: nobody is served in the place of one before.

    The plan that was found stands unless it leaves out someone more urgent than one it serves.
    """
    rank = {one.id: PRIORITY.index(purposes[one.id]) for one in day.requests}
    served = [rank[one.id] for one in day.requests if one.id not in found.unserved]
    if not served or min(rank[one] for one in found.unserved) >= max(served):
        return found
    ranks = sorted(set(rank.values()))
    kept = [one for one in day.requests if rank[one.id] == ranks[0]]
    plan = search.plan(replace(day, requests=kept), seconds=URGENT_SECONDS)
    left = list(plan.unserved)
    kept = [one for one in kept if one.id not in left]
    for one in sorted(day.requests, key=lambda each: (rank[each.id], each.pickup.earliest)):
        if rank[one.id] == ranks[0]:
            continue
        offer = booking.book(replace(day, requests=kept), plan, one, look_around=False)
        if isinstance(offer, Refusal):
            left.append(one.id)
        else:
            kept.append(one)
            plan = offer.plan
    return replace(plan, unserved=tuple(left))


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
