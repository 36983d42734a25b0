"""A day planned: two searches side by side, and the best union of all the routes they saw."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from time import perf_counter

import numpy as np
from ortools.linear_solver import pywraplp

from . import arrays, kernel
from .arrays import Pool, Problem, State
from .model import Day, Plan, Request, Route, Stop, Vehicle, Visit

HOT = 1.6  # of the mean way between two stops
COLD = 0.03
WARM = 0.3
STRINGS = 15.0  # requests taken out at a time, about
LONGEST_STRING = 15
CHUNK = 0.15  # seconds between two looks at the clock
COLUMNS = 12_000  # routes offered to the union
KEPT = 150_000  # routes kept by one search
FIRST_SHARE = 0.7  # of the time, before the first union
SHORT = 2.0  # seconds too few for more than one turn
UNION_SECONDS = 5.0


@dataclass
class _Search:
    """One thread's plan and what it remembers."""

    p: Problem
    now: State
    new: State
    best: State
    fixed: np.ndarray
    pool: Pool
    seed: np.ndarray
    rounds: int = 0

    def cool(self, hot: float, cold: float, until: float, rounds: int | None = None) -> None:
        """Anneals until the clock says `until`, or for `rounds`."""
        begun = perf_counter()
        span = max(until - begun, 1e-6)
        at_once, share = 64, 0.0
        while True:
            before = perf_counter()
            share = min((before - begun) / span, 1.0)
            if rounds is None and before >= until:
                return
            ahead = min(share + CHUNK / span, 1.0)
            if rounds is not None:
                at_once, share, ahead = rounds, 0.0, 1.0
            kernel.anneal(
                self.p,
                self.now,
                self.new,
                self.best,
                self.fixed,
                self.pool,
                self.seed,
                at_once,
                hot * (cold / hot) ** share,
                hot * (cold / hot) ** ahead,
                STRINGS,
                LONGEST_STRING,
            )
            self.rounds += at_once
            if rounds is not None:
                return
            took = max(perf_counter() - before, 1e-4)
            left = max(until - perf_counter(), 0.0)
            at_once = max(1, int(at_once * min(CHUNK, left + 1e-3) / took))


def plan(
    day: Day,
    *,
    seconds: float = 8.0,
    workers: int | None = None,
    seed: int = 1,
    rounds: int | None = None,
    begin: Sequence[Sequence[str]] | None = None,
) -> Plan:
    """Routes that serve as many requests as they can, then late minutes and ways the least.

    `seconds`: the time to plan; `rounds`: instead of it, so many rounds of one search (the same
    plan at every call). `begin`: the requests of each vehicle in an order of visits, where a plan
    is there already: every id once for boarding and once for alighting.
    Raises `DayError` where the day contradicts itself.
    """
    compile_once()
    started = perf_counter()
    rides = arrays.with_pauses(day)
    if not rides or not day.vehicles:
        unserved = tuple(ride.id for ride in rides)
        return Plan(routes=_routes(day, rides, None, None), unserved=unserved)
    p = arrays.problem(day, rides)
    count = 1 if rounds is not None else max(1, workers or min(2, os.cpu_count() or 1))
    best = _begun(p, rides, begin)
    kernel.fill(p, best, np.array([seed], dtype=np.uint64))
    searches = [_search(p, best, seed + 101 * number) for number in range(count)]
    end = started + seconds
    scale = _scale(p, best)
    hot = HOT if begin is None else WARM
    if rounds is not None:
        if rounds:
            searches[0].cool(hot * scale, COLD * scale, end, rounds)
            best = _joined(p, searches, UNION_SECONDS)
    else:
        turns = [(FIRST_SHARE, hot), (0.85, WARM), (0.95, WARM / 2)]
        if seconds < SHORT:
            turns = [(0.9, WARM)]
        with ThreadPoolExecutor(count) as threads:
            for share, hot in turns:
                until = started + seconds * share
                jobs = [
                    threads.submit(one.cool, hot * scale, COLD * scale, until) for one in searches
                ]
                for job in jobs:
                    job.result()
                left = max(0.05, min(seconds * 0.04, end - perf_counter()))
                best = _joined(p, searches, left)
                for one in searches:
                    _take(p, one.now, best)
    return _plan(day, rides, p, best, searches, perf_counter() - started)


@cache
def compile_once() -> None:
    """Compiles the search, once an installation, before any clock runs."""
    ways = np.zeros((2, 2))
    stop = Stop(0, 0.0, 10.0)
    requests = [Request(str(number), stop, stop) for number in range(3)]
    tiny = Day(requests, [Vehicle("1", 0, 0, 0.0, 10.0)], ways, ways)
    p = arrays.problem(tiny, list(tiny.requests))
    first = _begun(p, list(tiny.requests), None)
    kernel.fill(p, first, np.ones(1, dtype=np.uint64))
    _search(p, first, 1).cool(1.0, 0.1, 0.0, 2)


def _search(p: Problem, first: State, seed: int) -> _Search:
    now, new, best = arrays.empty(p), arrays.empty(p), arrays.empty(p)
    for state in (now, new, best):
        _take(p, state, first)
    start = np.array([(seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1], dtype=np.uint64)
    return _Search(p, now, new, best, np.zeros(p.n, dtype=np.bool_), arrays.pool(KEPT), start)


def _take(p: Problem, to: State, given: State) -> None:
    """`given` copied into `to`."""
    for mine, theirs in zip(to, given, strict=True):
        mine[...] = theirs


def _begun(p: Problem, rides: list[Request], begin: Sequence[Sequence[str]] | None) -> State:
    """The plan to begin with; a route of it that is impossible today begins empty."""
    state = arrays.empty(p)
    numbers = {ride.id: r for r, ride in enumerate(rides)}
    for k, visits in enumerate(begin or ()):
        seen: set[int] = set()
        nodes = []
        for one in visits:
            r = numbers.get(one)
            if r is not None:
                nodes.append(r + p.n if r in seen else r)
                seen.add(r)
        whole = len(nodes) == 2 * len(seen) and all(p.allowed[r, k] for r in seen)
        _set_route(p, state, k, nodes if whole else [])
    for k in range(len(begin or ()), p.m):
        _set_route(p, state, k, [])
    return state


def _set_route(p: Problem, state: State, k: int, nodes: Sequence[int]) -> None:
    """Route k made of these stops, or left empty where they can't be kept."""
    at, place = np.empty(2 * p.n + 2), np.empty(2 * p.n, dtype=np.int64)
    for order in (nodes, []):
        route = [2 * p.n + k, *order, 2 * p.n + p.m + k]
        state.nodes[k, : len(route)] = route
        state.length[k] = len(route)
        fits = kernel.refresh(p, state, k, at, place)
        aboard = state.onboard[k, : len(route)]
        if fits and (aboard <= p.capacity[k]).all():
            return
        state.route_of[state.route_of == k] = -1


def _scale(p: Problem, state: State) -> float:
    """The mean way between two stops of a plan, in the unit of its price."""
    ways = [
        p.cost[state.nodes[k, x - 1], state.nodes[k, x]]
        for k in range(p.m)
        if state.length[k] > 2
        for x in range(1, state.length[k])
    ]
    return max(float(np.mean(ways)) if ways else 0.0, 1e-3)


def _joined(p: Problem, searches: list[_Search], seconds: float) -> State:
    """The cheapest plan made of routes that any of the searches saw: a set partitioning.

    Never worse than the best plan of the searches, which is offered as the first solution.
    """
    best = min((one.best for one in searches), key=lambda state: kernel.total(p, state))
    columns: dict[tuple[int, frozenset[int]], tuple[float, list[int]]] = {}

    def offer(kind: int, price: float, nodes: list[int]) -> None:
        served = frozenset(v for v in nodes if v < p.n)
        known = columns.get((kind, served))
        if known is None or price < known[0]:
            columns[kind, served] = (price, nodes)

    for one in searches:
        kept = one.pool
        size = int(kept.filled[0])
        order = range(max(0, size - COLUMNS // len(searches)), size)
        for index in order:
            nodes = [int(v) for v in kept.nodes[index, 1 : kept.length[index] - 1]]
            offer(int(kept.kind[index]), float(kept.price[index]), nodes)
    hints = set()
    for k in range(p.m):
        if best.length[k] > 2:
            nodes = [int(v) for v in best.nodes[k, 1 : best.length[k] - 1]]
            offer(int(p.alike[k]), float(best.price[k]), nodes)
            hints.add((int(p.alike[k]), frozenset(v for v in nodes if v < p.n)))
    chosen = _partition(p, columns, hints, seconds)
    if chosen is None:
        return best
    state = arrays.empty(p)
    free = {kind: [k for k in range(p.m) if p.alike[k] == kind] for kind in set(p.alike.tolist())}
    for kind, nodes in chosen:
        _set_route(p, state, free[kind].pop(), nodes)
    for rest in free.values():
        for k in rest:
            _set_route(p, state, k, [])
    return state if kernel.total(p, state) < kernel.total(p, best) - 1e-6 else best


def _partition(
    p: Problem,
    columns: dict[tuple[int, frozenset[int]], tuple[float, list[int]]],
    hints: set[tuple[int, frozenset[int]]],
    seconds: float,
) -> list[tuple[int, list[int]]] | None:
    """Each request in one chosen route or unserved, no more routes of a kind than vehicles."""
    solver = pywraplp.Solver.CreateSolver("SCIP")
    if solver is None or not columns:
        return None
    solver.SetTimeLimit(int(seconds * 1000))
    objective = solver.Objective()
    rows = [solver.Constraint(1, 1) for _ in range(p.n)]
    kinds = {
        kind: solver.Constraint(0, int((p.alike == kind).sum())) for kind in set(p.alike.tolist())
    }
    picks = []
    first: list[tuple[pywraplp.Variable, float]] = []
    for (kind, served), (price, nodes) in columns.items():
        pick = solver.BoolVar("")
        objective.SetCoefficient(pick, price)
        kinds[kind].SetCoefficient(pick, 1)
        for r in served:
            rows[r].SetCoefficient(pick, 1)
        picks.append((pick, kind, nodes))
        first.append((pick, 1.0 if (kind, served) in hints else 0.0))
    for r in range(p.n):
        left_out = solver.BoolVar("")
        objective.SetCoefficient(left_out, float(p.penalty[r]))
        rows[r].SetCoefficient(left_out, 1)
    objective.SetMinimization()
    solver.SetHint([pick for pick, _ in first], [value for _, value in first])
    if solver.Solve() not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE):
        return None
    return [(kind, nodes) for pick, kind, nodes in picks if pick.solution_value() > 0.5]


def _plan(
    day: Day,
    rides: list[Request],
    p: Problem,
    best: State,
    searches: list[_Search],
    seconds: float,
) -> Plan:
    way = 0.0
    for k in range(p.m):
        nodes = best.nodes[k, : best.length[k]]
        if len(nodes) > 2:
            way += float(p.cost[nodes[:-1], nodes[1:]].sum())
    way /= day.per_kilometre
    late = 0.0
    at, place = np.empty(2 * p.n + 2), np.empty(2 * p.n, dtype=np.int64)
    for k in range(p.m):
        if best.length[k] > 2:
            late += kernel.schedule(p, k, best.nodes[k], best.length[k], at, place)
    return Plan(
        routes=_routes(day, rides, p, best),
        unserved=tuple(ride.id for r, ride in enumerate(day.requests) if best.route_of[r] < 0),
        kilometres=way,
        late_minutes=late,
        seconds=seconds,
        rounds=sum(one.rounds for one in searches),
    )


def _routes(
    day: Day, rides: list[Request], p: Problem | None, best: State | None
) -> tuple[Route, ...]:
    routes = []
    for k, vehicle in enumerate(day.vehicles):
        visits = [
            Visit("start", None, vehicle.start, vehicle.begins, vehicle.begins),
            Visit("end", None, vehicle.end, vehicle.begins, vehicle.begins),
        ]
        if p is not None and best is not None and best.length[k] > 2:
            visits = _visits(p, rides, len(day.requests), best, k, vehicle)
        routes.append(Route(vehicle.id, tuple(visits)))
    return tuple(routes)


def _visits(
    p: Problem, rides: list[Request], asked: int, best: State, k: int, vehicle: Vehicle
) -> list[Visit]:
    """The visits of route k with their times; the vehicle leaves as late as it can."""
    size = int(best.length[k])
    nodes = [int(v) for v in best.nodes[k, :size]]
    at, place = np.empty(2 * p.n + 2), np.empty(2 * p.n, dtype=np.int64)
    kernel.schedule(p, k, best.nodes[k], size, at, place)
    at[0] = at[1] - p.minutes[nodes[0], nodes[1]]
    visits = []
    for x, v in enumerate(nodes):
        time = float(at[x])
        leaves = time + float(p.service[v])
        if x == 0 or x == size - 1:
            kind = "end" if x else "start"
            place_of = vehicle.end if x else vehicle.start
            visits.append(Visit(kind, None, place_of, time, leaves))
            continue
        ride = rides[v if v < p.n else v - p.n]
        is_pause = (v if v < p.n else v - p.n) >= asked
        if is_pause and v >= p.n:
            continue
        kind = "pause" if is_pause else "pickup" if v < p.n else "dropoff"
        stop = ride.pickup if v < p.n else ride.dropoff
        visits.append(Visit(kind, ride.id, stop.place, time, leaves))
    return visits
