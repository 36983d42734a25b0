"""Whether a plan can be driven, checked stop by stop, knowing nothing of the search."""

from collections import Counter

from .model import Day, Matrix, Pause, Plan, Request, Route, Stop, Vehicle, shortest

TOLERANCE = 1e-5  # minutes, and kilometres of the whole plan


def faults(day: Day, plan: Plan) -> list[str]:
    """Every condition that the plan breaks, in plain words; empty: it can be driven as printed."""
    found: list[str] = []
    requests = {request.id: request for request in day.requests}
    vehicles = {vehicle.id: vehicle for vehicle in day.vehicles}
    ways = shortest(day.minutes)
    served: Counter[str] = Counter()
    if sorted(route.vehicle for route in plan.routes) != sorted(vehicles):
        found.append("The routes are not one for each vehicle.")
    for route in plan.routes:
        vehicle = vehicles.get(route.vehicle)
        if vehicle is None:
            found.append(f"No vehicle is called {route.vehicle}.")
            continue
        served.update(route.served())
        found += [
            f"Vehicle {vehicle.id}: {text}" for text in _route(route, vehicle, requests, ways)
        ]
    for one in requests:
        times = served[one] + (one in plan.unserved)
        if times != 1:
            found.append(f"Request {one} is in the plan {times} times.")
    found += [f"Request {one} is not known." for one in set(served) - set(requests)]
    length = sum(_length(route, day.kilometres) for route in plan.routes)
    if abs(length - plan.kilometres) > TOLERANCE * max(1.0, length):
        found.append(f"The ways add up to {length:.4f}, not to {plan.kilometres:.4f}.")
    return found


def _length(route: Route, kilometres: Matrix) -> float:
    places = [visit.place for visit in route.visits]
    if len(places) <= 2:
        return 0.0
    return sum(float(kilometres[a, b]) for a, b in zip(places, places[1:], strict=False))


def _route(route: Route, vehicle: Vehicle, requests: dict[str, Request], ways: Matrix) -> list[str]:
    found = []
    visits = route.visits
    if len(visits) < 2 or visits[0].kind != "start" or visits[-1].kind != "end":
        return ["the route has no start or no end."]
    if visits[0].place != vehicle.start or visits[-1].place != vehicle.end:
        found.append("it starts or ends elsewhere.")
    if len(visits) > 2:
        if visits[0].leaves < vehicle.begins - TOLERANCE:
            found.append("it leaves before the shift.")
        if visits[-1].at > vehicle.ends + TOLERANCE:
            found.append("it returns after the shift.")
        if visits[-1].at - visits[0].leaves > vehicle.longest_route + TOLERANCE:
            found.append("the route is longer than allowed.")
    for before, after in zip(visits, visits[1:], strict=False):
        if len(visits) > 2 and after.at < before.leaves + ways[before.place, after.place] - (
            TOLERANCE
        ):
            found.append(f"{after.kind} {after.request} is reached before it can be.")
    return found + _aboard(route, vehicle, requests)


def _aboard(route: Route, vehicle: Vehicle, requests: dict[str, Request]) -> list[str]:
    found: list[str] = []
    boarded: dict[str, float] = {}
    load = [0] * len(vehicle.capacity)
    pauses = list(vehicle.pauses)
    for visit in route.visits[1:-1]:
        if visit.kind == "pause":
            taken = next((one for one in pauses if _is_taken(one, visit.at, visit.leaves)), None)
            if taken is None or taken.place != visit.place or any(load):
                found.append(f"the break at {visit.at:g} is not as it was agreed.")
            else:
                pauses.remove(taken)
            continue
        request = requests.get(visit.request or "")
        if request is None:
            continue
        if request.vehicles is not None and vehicle.id not in request.vehicles:
            found.append(f"request {request.id} may not ride with it.")
        stop = request.pickup if visit.kind == "pickup" else request.dropoff
        found += _window(visit.at, visit.leaves, visit.place, stop, request.id)
        if visit.kind == "pickup":
            boarded[request.id] = visit.leaves
            load = [a + b for a, b in zip(load, request.load, strict=True)]
            if any(a > b for a, b in zip(load, vehicle.capacity, strict=True)):
                found.append(f"it is overfull when request {request.id} boards.")
        elif request.id not in boarded:
            found.append(f"request {request.id} alights without having boarded.")
        else:
            load = [a - b for a, b in zip(load, request.load, strict=True)]
            ride = visit.at - boarded.pop(request.id)
            if ride > request.longest_ride + TOLERANCE:
                found.append(f"request {request.id} rides {ride:.2f} minutes.")
    found += [f"request {one} is never let off." for one in boarded]
    if pauses and len(route.visits) > 2:
        found.append("a break is not taken.")
    return found


def _is_taken(pause: Pause, at: float, leaves: float) -> bool:
    return (
        pause.earliest - TOLERANCE <= at <= pause.latest + TOLERANCE
        and leaves - at >= pause.minutes - TOLERANCE
    )


def _window(at: float, leaves: float, place: int, stop: Stop, request: str) -> list[str]:
    found = []
    if place != stop.place:
        found.append(f"request {request} is served at another place.")
    if not stop.earliest - TOLERANCE <= at <= stop.latest + TOLERANCE:
        found.append(f"request {request} is served at {at:.2f}, outside its window.")
    if leaves - at < stop.service - TOLERANCE:
        found.append(f"request {request} has too little time at its stop.")
    return found
