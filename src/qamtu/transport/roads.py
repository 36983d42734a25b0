"""Minutes and kilometres between points: a straight line and a factor, or a router's answer.

`QAMTU_ROUTER` names a router by its address: a Valhalla, or an OSRM where «osrm:» stands before it.
Where it does not answer, or knows no way, the straight line is taken.
"""

import json
import urllib.request
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

import numpy as np
from django.conf import settings

from .dispatch.model import Matrix

Point = tuple[float, float]  # latitude, longitude
EARTH = 6371.0
FACTOR = 1.3
SPEED = 40.0  # km/h
SECONDS = 3.0
OSRM = "osrm:"


def straight(points: Sequence[Point]) -> tuple[Matrix, Matrix]:
    """(minutes, kilometres) over the points, by the great circle and three tenths more."""
    size = len(points)
    kilometres = np.zeros((size, size))
    for a in range(size):
        for b in range(a + 1, size):
            way = FACTOR * great_circle(points[a], points[b])
            kilometres[a, b] = kilometres[b, a] = way
    return kilometres * 60 / SPEED, kilometres


def great_circle(a: Point, b: Point) -> float:
    """Kilometres between two points as the crow flies."""
    south, west, north, east = map(radians, (*a, *b))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def ways(points: Sequence[Point]) -> tuple[Matrix, Matrix, bool]:
    """(minutes, kilometres, whether a router said so)."""
    if settings.ROUTER and len(points) > 1:
        try:
            return (*routed(settings.ROUTER, points), True)
        except (OSError, ValueError, KeyError, TypeError):
            pass
    return (*straight(points), False)


def routed(address: str, points: Sequence[Point]) -> tuple[Matrix, Matrix]:
    """What the router says. Raises OSError, ValueError, KeyError or TypeError where it does not."""
    ask = _osrm if address.startswith(OSRM) else _valhalla
    minutes, kilometres = ask(address.removeprefix(OSRM).rstrip("/"), points)
    size = (len(points), len(points))
    if minutes.shape != size or kilometres.shape != size or not np.isfinite(minutes).all():
        raise ValueError("a way is missing")
    return minutes, kilometres


def _valhalla(address: str, points: Sequence[Point]) -> tuple[Matrix, Matrix]:
    """Its «sources_to_targets»: seconds and kilometres."""
    places = [{"lat": north, "lon": east} for north, east in points]
    asked = json.dumps({"sources": places, "targets": places, "costing": "auto"}).encode()
    request = urllib.request.Request(
        f"{address}/sources_to_targets",
        data=asked,
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        rows = json.load(answer)["sources_to_targets"]
    minutes = np.array([[cell["time"] / 60 for cell in row] for row in rows], dtype=np.float64)
    kilometres = np.array([[cell["distance"] for cell in row] for row in rows], dtype=np.float64)
    return minutes, kilometres


def _osrm(address: str, points: Sequence[Point]) -> tuple[Matrix, Matrix]:
    """Its «table»: seconds and metres."""
    places = ";".join(f"{east:.6f},{north:.6f}" for north, east in points)
    asked = f"{address}/table/v1/driving/{places}?annotations=duration,distance"
    with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
        said = json.load(answer)
    minutes = np.array(said["durations"], dtype=np.float64) / 60
    kilometres = np.array(said["distances"], dtype=np.float64) / 1000
    return minutes, kilometres
