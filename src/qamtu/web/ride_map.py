"""The routes of a day drawn as a picture: what the list beside it says in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from qamtu.places.models import Territory
from qamtu.transport.fleet import Shift

WIDTH, HEIGHT, EDGE = 1000.0, 420.0, 30.0
COLOURS = 6  # of the style sheet: .route-0 to .route-5
Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One vehicle's way: its name, its colour's number, the points as SVG writes them."""

    name: str
    colour: int
    points: str
    stops: Sequence[Point]


@dataclass(frozen=True)
class RideMap:
    """A picture of `WIDTH` by `HEIGHT`: ways, and settlements with their names."""

    lines: Sequence[Line]
    places: Sequence[tuple[float, float, Territory]]


def ride_map(
    routes: Iterable[tuple[Shift | None, Sequence[Mapping[str, Any]]]],
    places: Sequence[Territory],
) -> RideMap | None:
    """The ways of the vehicles that have visits; None where none has."""
    ways: list[tuple[str, list[Point]]] = []
    for shift, visits in routes:
        stops = [point for visit in visits if (point := _point_of(visit)) is not None]
        if shift is not None and stops:
            home = (shift.vehicle.latitude, shift.vehicle.longitude)
            ways.append((str(shift.vehicle), [home, *stops, home]))
    if not ways:
        return None
    everywhere = [point for _name, stops in ways for point in stops]
    south, north = min(p[0] for p in everywhere), max(p[0] for p in everywhere)
    west, east = min(p[1] for p in everywhere), max(p[1] for p in everywhere)
    narrow = cos(radians((south + north) / 2))
    scale = min(
        (WIDTH - 2 * EDGE) / max((east - west) * narrow, 0.005),
        (HEIGHT - 2 * EDGE) / max(north - south, 0.005),
    )

    def put(point: Point) -> Point:
        across = (point[1] - (west + east) / 2) * narrow * scale + WIDTH / 2
        down = ((south + north) / 2 - point[0]) * scale + HEIGHT / 2
        return round(across, 1), round(down, 1)

    lines = []
    for number, (name, stops) in enumerate(ways):
        drawn = [put(one) for one in stops]
        text = " ".join(f"{x},{y}" for x, y in drawn)
        lines.append(Line(name, number % COLOURS, text, drawn[1:-1]))
    shown: dict[Point, tuple[float, float, Territory]] = {}
    for place in places:  # a district and its centre stand at one point: the lower unit is named
        if place.latitude is None or place.longitude is None:
            continue
        x, y = put((place.latitude, place.longitude))
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT and place.kind != Territory.Kind.DISTRICT:
            shown[x, y] = (x, y, place)
    return RideMap(lines, list(shown.values()))


def _point_of(visit: Mapping[str, Any]) -> Point | None:
    order = visit.get("order")
    if order is None:
        return None
    if visit["kind"] == "pickup":
        return order.origin_latitude, order.origin_longitude
    return order.target_latitude, order.target_longitude
