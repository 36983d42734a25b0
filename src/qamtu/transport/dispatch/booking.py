"""An honest answer at the moment of booking: a place in the day's routes, or why there is none."""

from dataclasses import dataclass, replace

from . import search
from .model import Day, Plan, Request, Stop, shortest

TRY_SECONDS = 0.35  # for moving others within what they were promised
STEPS = (15.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0)  # minutes that a slot is looked for around


@dataclass(frozen=True)
class Offer:
    """A slot: the vehicle, when it boards and alights, and the plan that has it."""

    vehicle: str
    boards_at: float
    alights_at: float
    plan: Plan


@dataclass(frozen=True)
class Refusal:
    """Why no slot is there.

    `reason`: "no-vehicle" (none has the places it needs), "too-far" (even alone the way is longer
    than its longest ride or its windows allow), "outside-shifts" (nobody drives then) or "full".
    `nearest`: the slot nearest to the wish, where one was found.
    """

    reason: str
    nearest: Offer | None = None


def book(day: Day, plan: Plan, request: Request, *, look_around: bool = True) -> Offer | Refusal:
    """A slot for `request` among the day's others, whose windows are what they were promised.

    `day` holds the others (not `request`), `plan` their routes. No one else's window is left.
    Raises `DayError` where the day contradicts itself.
    """
    offer = _place(day, plan, request)
    if offer is not None:
        return offer
    reason = why_not(day, request)
    if reason in ("no-vehicle", "too-far") or not look_around:
        return Refusal(reason)
    for step in STEPS:
        for shift in (step, -step):
            moved = replace(
                request,
                pickup=_moved(request.pickup, shift),
                dropoff=_moved(request.dropoff, shift),
            )
            nearest = _place(day, plan, moved, quick=True)
            if nearest is not None:
                return Refusal(reason, nearest)
    return Refusal(reason)


def _moved(stop: Stop, minutes: float) -> Stop:
    due = None if stop.due is None else stop.due + minutes
    earliest, latest = stop.earliest + minutes, stop.latest + minutes
    return replace(stop, earliest=max(earliest, 0.0), latest=latest, due=due)


def why_not(day: Day, request: Request) -> str:
    """The reason that stands in the request itself, or "full" where others leave no room."""
    fitting = [
        vehicle
        for vehicle in day.vehicles
        if (request.vehicles is None or vehicle.id in request.vehicles)
        and all(need <= has for need, has in zip(request.load, vehicle.capacity, strict=True))
    ]
    if not fitting:
        return "no-vehicle"
    ways = shortest(day.minutes)
    origin, target = request.pickup, request.dropoff
    way = float(ways[origin.place, target.place])
    arrives = max(target.earliest, origin.earliest + origin.service + way)
    boards = min(origin.latest, arrives - origin.service - way)
    if way > request.longest_ride or arrives > target.latest:
        return "too-far"
    if arrives - boards - origin.service > max(request.longest_ride, way) + 1e-9:
        return "too-far"
    for vehicle in fitting:
        there = max(vehicle.begins + ways[vehicle.start, origin.place], origin.earliest)
        down = max(there + origin.service + way, target.earliest)
        back = down + target.service + ways[target.place, vehicle.end]
        if there <= origin.latest and down <= target.latest and back <= vehicle.ends:
            return "full"
    return "outside-shifts"


def _place(day: Day, plan: Plan, request: Request, *, quick: bool = False) -> Offer | None:
    """The plan with the request in it: put in as things are, or with the others moved a little."""
    joined = replace(day, requests=[*day.requests, request])
    orders = plan.orders()
    begin = [orders.get(vehicle.id, []) for vehicle in day.vehicles]
    unserved = set(plan.unserved)
    for rounds in (0,) if quick else (0, None):
        found = search.plan(joined, seconds=TRY_SECONDS, workers=1, rounds=rounds, begin=begin)
        if request.id not in found.unserved and set(found.unserved) <= unserved:
            visits = [
                (route.vehicle, visit)
                for route in found.routes
                for visit in route.visits
                if visit.request == request.id
            ]
            boards, alights = visits[0], visits[1]
            return Offer(boards[0], boards[1].at, alights[1].at, found)
    return None


__all__ = ["Offer", "Refusal", "book", "why_not"]
