"""A day turned into the arrays of the search, its windows narrowed to what is possible."""

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .model import Day, DayError, Matrix, Request, Stop, shortest

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEVER = 1e18
POOL_LENGTH = 160  # nodes of the longest route that is kept for the set partitioning
UNSERVED = 1e4  # beyond any way and lateness of one ride
NEAREST = 100
TIME_SHARE = 0.35  # of the minutes between two windows, beside the way between two places


class Problem(NamedTuple):
    """A day in arrays: n requests, m vehicles, N = 2n + 2m nodes, D dimensions of load."""

    n: int
    m: int
    cost: Floats  # (N, N), what is minimised on the way
    minutes: Floats  # (N, N)
    service: Floats  # (N,)
    earliest: Floats  # (N,)
    latest: Floats  # (N,), a later service is not allowed
    due: Floats  # (N,), a later service is late
    ride: Floats  # (n,), longest ride
    load: Ints  # (n, D)
    capacity: Ints  # (m, D)
    duration: Floats  # (m,), longest route
    allowed: NDArray[np.bool_]  # (n, m)
    alike: Ints  # (m,), vehicles of one number are the same
    penalty: Floats  # (n,), of an unserved request
    late_cost: float  # of a late minute
    near: Ints  # (2n, K), the nearest nodes in place and time, itself first
    key: NDArray[np.uint64]  # (n,), of each request, for the sums of routes


class State(NamedTuple):
    """Routes and what is known of them; M is the longest possible route."""

    nodes: Ints  # (m, M)
    length: Ints  # (m,)
    early: Floats  # (m, M), the first possible service by the windows
    last: Floats  # (m, M), the last possible service by the windows
    onboard: Ints  # (m, M, D), after the node
    price: Floats  # (m,)
    route_of: Ints  # (n,), -1: unserved
    place: Ints  # (2n,), position in the route


class Pool(NamedTuple):
    """Routes seen in accepted plans, for the set partitioning."""

    nodes: NDArray[np.int16]
    length: Ints
    price: Floats
    sums: NDArray[np.uint64]
    kind: Ints
    slots: Ints  # open hash table, -1: free
    filled: Ints  # (1,), how many are there


def with_pauses(day: Day) -> list[Request]:
    """The requests, and each break as a ride to nowhere that fills its vehicle."""
    rides = list(day.requests)
    for vehicle in day.vehicles:
        for number, pause in enumerate(vehicle.pauses, start=1):
            stop = Stop(pause.place, pause.earliest, pause.latest, pause.minutes)
            end = pause.latest + pause.minutes
            rides.append(
                Request(
                    id=f"pause {number} of {vehicle.id}",
                    pickup=stop,
                    dropoff=Stop(pause.place, pause.earliest, end),
                    load=vehicle.capacity,
                    longest_ride=0.0,
                    vehicles=frozenset({vehicle.id}),
                )
            )
    return rides


def problem(day: Day, rides: list[Request]) -> Problem:
    """The arrays of a day. Raises `DayError` where it contradicts itself."""
    n, m = len(rides), len(day.vehicles)
    pauses = n - len(day.requests)
    _check(day, rides)
    places = np.array(
        [r.pickup.place for r in rides]
        + [r.dropoff.place for r in rides]
        + [v.start for v in day.vehicles]
        + [v.end for v in day.vehicles],
        dtype=np.int64,
    )
    ways = shortest(day.minutes)
    minutes = ways[np.ix_(places, places)]
    kilometres = np.asarray(day.kilometres, dtype=np.float64)[np.ix_(places, places)]
    size = 2 * n + 2 * m
    service, earliest, latest = np.zeros(size), np.zeros(size), np.full(size, NEVER)
    due = np.full(size, NEVER)
    for r, ride in enumerate(rides):
        for node, stop in ((r, ride.pickup), (n + r, ride.dropoff)):
            service[node], earliest[node], latest[node] = stop.service, stop.earliest, stop.latest
            due[node] = NEVER if stop.due is None else stop.due
    for k, vehicle in enumerate(day.vehicles):
        for node in (2 * n + k, 2 * n + m + k):
            earliest[node], latest[node] = vehicle.begins, vehicle.ends
    ride_limit = np.array([min(r.longest_ride, NEVER) for r in rides], dtype=np.float64)
    _narrow(n, m, minutes, service, earliest, latest, ride_limit)
    dimensions = len(day.vehicles[0].capacity)
    numbers = {v.id: k for k, v in enumerate(day.vehicles)}
    allowed = np.ones((n, m), dtype=np.bool_)
    for r, ride in enumerate(rides):
        if ride.vehicles is not None:
            allowed[r] = False
            allowed[r, [numbers[one] for one in ride.vehicles]] = True
    kinds: dict[object, int] = {}
    alike = []
    for k, v in enumerate(day.vehicles):
        look = (v.start, v.end, v.begins, v.ends, v.capacity, v.longest_route, *allowed[:, k])
        alike.append(kinds.setdefault(look, len(kinds)))
    generator = np.random.default_rng(20210101)
    return Problem(
        n=n,
        m=m,
        cost=kilometres * day.per_kilometre,
        minutes=minutes,
        service=service,
        earliest=earliest,
        latest=latest,
        due=due,
        ride=ride_limit,
        load=np.array([r.load for r in rides], dtype=np.int64).reshape(n, dimensions),
        capacity=np.array([v.capacity for v in day.vehicles], dtype=np.int64),
        duration=np.array([min(v.longest_route, NEVER) for v in day.vehicles]),
        allowed=allowed,
        alike=np.array(alike, dtype=np.int64),
        penalty=np.array([UNSERVED] * len(day.requests) + [10 * UNSERVED] * pauses),
        late_cost=day.per_late_minute if (due < NEVER).any() else 0.0,
        near=_near(n, minutes, service, earliest, latest),
        key=generator.integers(1, 2**63, n, dtype=np.int64).astype(np.uint64),
    )


def _check(day: Day, rides: list[Request]) -> None:
    size = len(day.minutes)
    for matrix in (day.minutes, day.kilometres):
        if matrix.shape != (size, size) or not np.isfinite(matrix).all() or (matrix < 0).any():
            raise DayError("Ways are a square of minutes and kilometres, none below zero.")
    dimensions = len(day.vehicles[0].capacity)
    ids = {v.id for v in day.vehicles}
    twice = [id for id, times in Counter([v.id for v in day.vehicles]).items() if times > 1]
    twice += [id for id, times in Counter([r.id for r in rides]).items() if times > 1]
    if twice:
        raise DayError(f"{twice[0]} is the id of two.")
    for vehicle in day.vehicles:
        if len(vehicle.capacity) != dimensions:
            raise DayError(f"Vehicle {vehicle.id}: its capacity has other dimensions.")
        if not (0 <= vehicle.start < size and 0 <= vehicle.end < size):
            raise DayError(f"Vehicle {vehicle.id}: its places are not in the matrix.")
    for ride in rides:
        if len(ride.load) != dimensions:
            raise DayError(f"Request {ride.id}: its load has other dimensions than the vehicles.")
        if not (0 <= ride.pickup.place < size and 0 <= ride.dropoff.place < size):
            raise DayError(f"Request {ride.id}: its places are not in the matrix.")
        if ride.pickup.earliest > ride.pickup.latest or ride.dropoff.earliest > ride.dropoff.latest:
            raise DayError(f"Request {ride.id}: a window ends before it begins.")
        if ride.vehicles is not None and not ride.vehicles <= ids:
            raise DayError(f"Request {ride.id}: names a vehicle that is not there.")


def _narrow(
    n: int,
    m: int,
    minutes: Matrix,
    service: Matrix,
    earliest: Matrix,
    latest: Matrix,
    ride: Matrix,
) -> None:
    """Windows that no plan could use are cut off: by the ride, and by the ways of the vehicles."""
    for r in range(n):
        a, b = r, n + r
        leaves = min(earliest[2 * n + k] + minutes[2 * n + k, a] for k in range(m))
        back = max(latest[2 * n + m + k] - minutes[b, 2 * n + m + k] for k in range(m))
        earliest[a] = max(earliest[a], leaves)
        latest[b] = min(latest[b], back - service[b])
        direct = service[a] + minutes[a, b]
        latest[a] = min(latest[a], latest[b] - direct)
        earliest[b] = max(earliest[b], earliest[a] + direct)
        if ride[r] < NEVER:
            earliest[a] = max(earliest[a], earliest[b] - service[a] - ride[r])
            latest[b] = min(latest[b], latest[a] + service[a] + ride[r])


def _near(
    n: int,
    minutes: Matrix,
    service: Matrix,
    earliest: Matrix,
    latest: Matrix,
) -> Ints:
    """For each pick-up and drop-off, the others by way and time, the nearest first."""
    nodes = 2 * n
    way = minutes[:nodes, :nodes]
    leave = earliest[:nodes, None] + service[:nodes, None] + way
    wait = np.maximum(earliest[None, :nodes] - (latest[:nodes] + service[:nodes])[:, None] - way, 0)
    late = np.maximum(leave - latest[None, :nodes], 0)
    one_way = way + TIME_SHARE * np.minimum(wait + 3 * late, 1e6)
    both = np.minimum(one_way, one_way.T)
    np.fill_diagonal(both, -1.0)
    return np.ascontiguousarray(np.argsort(both, axis=1)[:, : min(NEAREST, nodes)])


def empty(p: Problem) -> State:
    """No one served yet."""
    longest = 2 * p.n + 2
    nodes = np.zeros((p.m, longest), dtype=np.int64)
    for k in range(p.m):
        nodes[k, 0] = 2 * p.n + k
        nodes[k, 1] = 2 * p.n + p.m + k
    return State(
        nodes=nodes,
        length=np.full(p.m, 2, dtype=np.int64),
        early=np.zeros((p.m, longest)),
        last=np.zeros((p.m, longest)),
        onboard=np.zeros((p.m, longest, p.load.shape[1]), dtype=np.int64),
        price=np.zeros(p.m),
        route_of=np.full(p.n, -1, dtype=np.int64),
        place=np.zeros(2 * p.n, dtype=np.int64),
    )


def pool(size: int) -> Pool:
    """Room for `size` routes."""
    return Pool(
        nodes=np.zeros((size, POOL_LENGTH), dtype=np.int16),
        length=np.zeros(size, dtype=np.int64),
        price=np.zeros(size),
        sums=np.zeros(size, dtype=np.uint64),
        kind=np.zeros(size, dtype=np.int64),
        slots=np.full(4 * size + 1, -1, dtype=np.int64),
        filled=np.zeros(1, dtype=np.int64),
    )
