"""Rides planned: published days beside their best known costs, a district's day, one booking."""

import random
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from bench.measuring import Result, in_words, seconds_of, tell
from qamtu.transport.dispatch import checker, cordeau, search
from qamtu.transport.dispatch.booking import Offer, book
from qamtu.transport.dispatch.model import Day, Pause, Plan, Request, Stop, Vehicle

PUBLISHED = Path("tests/transport/days")
BEST_KNOWN = {"a2-16": 294.25, "a4-48": 668.82, "b2-16": 309.41, "pr01": 190.02}
AT_MOST = {"a": 1.0, "b": 1.0, "p": 3.0}  # percent above the best known
PUBLISHED_SECONDS = 12.0
ORDERS, VEHICLES = 300, 12
DAY_SECONDS = 8.0
BOOKINGS = 30
SEED = 20261124
FIXED = 1_000  # OR-Tools counts in whole numbers: thousandths of a minute


def district_day(seed: int = SEED) -> Day:
    """300 orders among 60 places of a district within some 15 km; 12 vehicles, 5 with a lift."""
    rng = random.Random(seed)
    spots = np.array([(rng.gauss(0, 4), rng.gauss(0, 4)) for _ in range(60)])
    gaps = spots[:, None, :] - spots[None, :, :]
    kilometres = np.sqrt((gaps**2).sum(axis=2)) * 1.3
    minutes = kilometres * 60 / 40
    requests = []
    for number in range(ORDERS):
        home, target = rng.sample(range(60), 2)
        at = float(rng.randrange(8 * 60, 18 * 60, 5))
        in_chair = rng.random() < 0.3
        need = (rng.randint(0, 1), 1) if in_chair else (rng.randint(1, 2), 0)
        handling = 8.0 if in_chair else 3.0
        way = float(minutes[home, target])
        requests.append(
            Request(
                id=f"order {number}",
                pickup=Stop(home, at - 15, at + 15, handling, at + 5),
                dropoff=Stop(target, at, at + 30 + 2 * way + handling, handling),
                load=need,
                longest_ride=max(30.0, 2 * way),
            )
        )
    vehicles = [
        Vehicle(
            id=f"car {number}",
            start=0,
            end=0,
            begins=7.0 * 60,
            ends=19.0 * 60,
            capacity=(3, 2) if number < 8 else (4, 0),
            pauses=(Pause(0, 12.0 * 60, 14.0 * 60, 45.0),),
        )
        for number in range(VEHICLES)
    ]
    return Day(requests, vehicles, minutes, kilometres)


def measure_dispatch() -> list[Result]:
    search.compile_once()
    results = [_published(path) for path in sorted(PUBLISHED.glob("*.txt"))]
    day = district_day()
    return [*results, *_day(day)]


def _published(path: Path) -> Result:
    day = cordeau.read(path)
    found: list[Plan] = []
    took = seconds_of(lambda: found.append(search.plan(day, seconds=PUBLISHED_SECONDS)))
    if checker.faults(day, found[0]) or found[0].unserved:
        raise AssertionError(f"{path.stem}: the plan cannot be driven")
    best = BEST_KNOWN[path.stem]
    gap = (found[0].kilometres / best - 1) * 100
    goal = AT_MOST[path.stem[0]]
    routed = or_tools(day, PUBLISHED_SECONDS)
    return tell(
        Result(
            f"{path.stem}: {len(day.requests)} requests, {len(day.vehicles)} vehicles",
            f"{found[0].kilometres:.2f} in {in_words(took)}",
            f"best known {best:.2f}; OR-Tools {routed}",
            f"{gap:+.2f} %",
            f"≤ {goal:g} %",
            gap <= goal,
        )
    )


def _day(day: Day) -> list[Result]:
    found: list[Plan] = []
    took = seconds_of(lambda: found.append(search.plan(day, seconds=DAY_SECONDS)))
    done = found[0]
    if checker.faults(day, done):
        raise AssertionError("the day's plan cannot be driven")
    first = search.plan(day, rounds=0)
    served = ORDERS - len(done.unserved)
    line = Result(
        f"a day of {ORDERS} orders, {VEHICLES} vehicles",
        f"{in_words(took)}: {served} served, {done.kilometres:.0f} km,"
        f" {done.late_minutes:.0f} min late",
        f"cheapest insertion alone: {ORDERS - len(first.unserved)} served,"
        f" {first.kilometres:.0f} km; OR-Tools {or_tools(day, DAY_SECONDS)}",
        f"{done.kilometres / first.kilometres:.2f}×",
        "< 10 s",
        took < 10,
    )
    return [tell(line), _bookings(day, done)]


def _bookings(day: Day, done: Plan) -> Result:
    """New orders asked one by one of a planned day, each at once accepted or refused."""
    kept = [one for one in day.requests if one.id not in done.unserved]
    today = replace(day, requests=kept)
    wishes = district_day(SEED + 1).requests[:BOOKINGS]
    times, offers = [], 0
    plan_now = replace(done, unserved=())
    for number, wish in enumerate(wishes):
        asked = replace(wish, id=f"new {number}")
        begun = perf_counter()
        answer = book(today, plan_now, asked)
        times.append(perf_counter() - begun)
        if isinstance(answer, Offer):
            offers += 1
            today = replace(today, requests=[*today.requests, asked])
            plan_now = answer.plan
            if checker.faults(today, plan_now):
                raise AssertionError("a booking broke the plan")
    longest = max(times)
    return tell(
        Result(
            f"a new order answered, the longest of {BOOKINGS}",
            in_words(longest),
            f"the whole day planned anew: {DAY_SECONDS:g} s; {offers} offered a slot",
            f"{longest / DAY_SECONDS:.2f}×",
            "< 1 s",
            longest < 1,
        )
    )


def or_tools(day: Day, seconds: float) -> str:
    """What OR-Tools' routing finds in the same time, in words; breaks and lateness left to us."""
    n, m = len(day.requests), len(day.vehicles)
    stops = [r.pickup for r in day.requests] + [r.dropoff for r in day.requests]
    places = [stop.place for stop in stops] + [v.start for v in day.vehicles]
    places += [v.end for v in day.vehicles]
    service = [stop.service for stop in stops] + [0.0] * 2 * m
    starts, ends = [2 * n + k for k in range(m)], [2 * n + m + k for k in range(m)]
    manager = pywrapcp.RoutingIndexManager(2 * n + 2 * m, m, starts, ends)
    routing = pywrapcp.RoutingModel(manager)
    way = np.rint(day.kilometres[np.ix_(places, places)] * FIXED).astype(int)
    spent = np.ceil(
        (day.minutes[np.ix_(places, places)] + np.array(service)[:, None]) * FIXED
    ).astype(int)
    ways = routing.RegisterTransitMatrix(way.tolist())
    routing.SetArcCostEvaluatorOfAllVehicles(ways)
    latest = int(max(v.ends for v in day.vehicles) * FIXED)
    routing.AddDimension(routing.RegisterTransitMatrix(spent.tolist()), latest, latest, False, "t")
    clock = routing.GetDimensionOrDie("t")
    for dimension in range(len(day.vehicles[0].capacity)):
        taken = [r.load[dimension] for r in day.requests]
        load = [*taken, *(-one for one in taken), *[0] * 2 * m]
        routing.AddDimensionWithVehicleCapacity(
            routing.RegisterUnaryTransitVector(load),
            0,
            [v.capacity[dimension] for v in day.vehicles],
            True,
            f"load {dimension}",
        )
    for v, stop in enumerate(stops):
        index = manager.NodeToIndex(v)
        window = (max(stop.earliest, 0), min(stop.latest, latest / FIXED))
        clock.CumulVar(index).SetRange(*(int(one * FIXED) for one in window))
    for k, vehicle in enumerate(day.vehicles):
        clock.CumulVar(routing.Start(k)).SetMin(int(vehicle.begins * FIXED))
        clock.CumulVar(routing.End(k)).SetMax(int(vehicle.ends * FIXED))
    model = routing.solver()
    for r, request in enumerate(day.requests):
        up, down = manager.NodeToIndex(r), manager.NodeToIndex(n + r)
        routing.AddPickupAndDelivery(up, down)
        model.Add(routing.VehicleVar(up) == routing.VehicleVar(down))
        ride = int((request.longest_ride + request.pickup.service) * FIXED)
        if request.longest_ride < latest:
            model.Add(clock.CumulVar(down) - clock.CumulVar(up) <= ride)
        routing.AddDisjunction([up, down], 10_000 * FIXED, 2)
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    how.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    how.time_limit.FromMilliseconds(int(seconds * 1000))
    solution = routing.SolveWithParameters(how)
    if solution is None:
        return f"found no plan in {seconds:g} s"
    left = sum(
        solution.Value(routing.NextVar(manager.NodeToIndex(r))) == manager.NodeToIndex(r)
        for r in range(n)
    )
    driven = 0
    for k in range(m):
        index = routing.Start(k)
        while not routing.IsEnd(index):
            then = solution.Value(routing.NextVar(index))
            driven += int(way[manager.IndexToNode(index), manager.IndexToNode(then)])
            index = then
    return f"{driven / FIXED:.2f}, {n - left} of {n} served"
