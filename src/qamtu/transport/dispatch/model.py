"""A day of rides as data: requests, vehicles, and the plan that comes out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Stop:
    """One end of a ride: its place (a row of the day's matrices) and its window in minutes.

    `due`: a service that begins later is late (None: `latest` alone counts).
    """

    place: int
    earliest: float
    latest: float
    service: float = 0.0
    due: float | None = None


@dataclass(frozen=True)
class Request:
    """A ride that somebody asks for.

    `load`: what it takes of each dimension of a vehicle's capacity (seats, wheelchair places).
    `longest_ride`: minutes from the end of boarding to the begin of alighting.
    `vehicles`: only these may carry it (ids; None: any that has room).
    """

    id: str
    pickup: Stop
    dropoff: Stop
    load: tuple[int, ...] = (1,)
    longest_ride: float = float("inf")
    vehicles: frozenset[str] | None = None


@dataclass(frozen=True)
class Pause:
    """A driver's break, taken at a place with nobody on board."""

    place: int
    earliest: float
    latest: float
    minutes: float


@dataclass(frozen=True)
class Vehicle:
    """A vehicle with its driver's shift, in minutes; `longest_route`: from leaving to return."""

    id: str
    start: int
    end: int
    begins: float
    ends: float
    capacity: tuple[int, ...] = (1,)
    longest_route: float = float("inf")
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True)
class Day:
    """What is to be planned.

    `minutes` and `kilometres` are square over the places. `per_kilometre` and `per_late_minute`
    weigh what is minimised once as many as possible are served.
    """

    requests: Sequence[Request]
    vehicles: Sequence[Vehicle]
    minutes: Matrix
    kilometres: Matrix
    per_kilometre: float = 1.0
    per_late_minute: float = 1.0


@dataclass(frozen=True)
class Visit:
    """A stop of a route: what is done there and when, for which request (or break)."""

    kind: str  # "start", "pickup", "dropoff", "pause" or "end"
    request: str | None
    place: int
    at: float
    leaves: float


@dataclass(frozen=True)
class Route:
    """A vehicle's visits in order; a vehicle that stays has its start and its end alone."""

    vehicle: str
    visits: tuple[Visit, ...]

    def served(self) -> list[str]:
        """The requests carried, in the order of boarding."""
        return [v.request for v in self.visits if v.kind == "pickup" and v.request is not None]


@dataclass(frozen=True)
class Plan:
    """The routes of a day and who could not be served.

    `seconds` and `rounds`: what the planning took. `kilometres` in the unit of the day's matrix.
    """

    routes: tuple[Route, ...]
    unserved: tuple[str, ...] = ()
    kilometres: float = 0.0
    late_minutes: float = 0.0
    seconds: float = 0.0
    rounds: int = 0

    def orders(self) -> dict[str, list[str]]:
        """Of each vehicle the requests and breaks in the order of its visits, each twice."""
        return {
            route.vehicle: [
                v.request
                for v in route.visits
                if v.request is not None
                for _ in range(2 if v.kind == "pause" else 1)
            ]
            for route in self.routes
        }


class DayError(ValueError):
    """The day contradicts itself; the message names the request or vehicle and what is wrong."""


def shortest(minutes: Matrix) -> Matrix:
    """The minutes with every detour that is shorter taken, so that a stop left out saves time."""
    ways = np.array(minutes, dtype=np.float64)
    for over in range(len(ways)):
        np.minimum(ways, ways[:, over : over + 1] + ways[over : over + 1, :], out=ways)
    return ways
