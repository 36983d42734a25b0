"""How far it is: from the air line by default; a router of roads can be put in its place.

The air line is counted without rounding errors that could differ from machine to machine: a point
becomes whole centimetres of a vector once, the square of the chord is a whole number, and the
kilometres are looked up among the squares at which the next kilometre begins.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from math import cos, pi, radians, sin
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .model import Point

EARTH = 6_371_008.8  # metres, the mean radius
ROAD_PERCENT = 130  # a road is longer than the air line, here by three tenths
_CENTIMETRES = 100


class Roads(Protocol):
    """What a router has to answer; `table` gives the same kilometres for many points at once."""

    is_estimate: bool

    def kilometres(self, a: Point, b: Point) -> int: ...

    def table(self, a: Sequence[Point], b: Sequence[Point]) -> NDArray[np.int64]: ...


class AirLine:
    """The great circle, lengthened to what a road takes; to the nearest kilometre."""

    is_estimate = True

    def __init__(self, percent: int = ROAD_PERCENT) -> None:
        self.percent = percent

    @cached_property
    def _bounds(self) -> list[int]:
        """The squared chords, in cm², from which on it is 1, 2, 3 … kilometres."""
        most = int(pi * EARTH * self.percent / 100 / 1000)
        arcs = ((km - 0.5) * 1000 * 100 / self.percent for km in range(1, most + 1))
        chords = (2 * EARTH * _CENTIMETRES * sin(min(arc / EARTH, pi) / 2) for arc in arcs)
        return [int(chord * chord) for chord in chords]

    def kilometres(self, a: Point, b: Point) -> int:
        squared = sum((p - q) ** 2 for p, q in zip(_vector(a), _vector(b), strict=True))
        return bisect_right(self._bounds, squared)

    def table(self, a: Sequence[Point], b: Sequence[Point]) -> NDArray[np.int64]:
        first, second = (
            np.array([_vector(point) for point in points], dtype=np.int64).reshape(-1, 3)
            for points in (a, b)
        )
        squared = np.zeros((len(first), len(second)), dtype=np.int64)
        for axis in range(3):
            squared += (first[:, axis, None] - second[None, :, axis]) ** 2
        return np.searchsorted(np.array(self._bounds), squared, side="right").astype(np.int64)


@lru_cache(maxsize=100_000)
def _vector(point: Point) -> tuple[int, int, int]:
    """The point on the globe, in whole centimetres from the centre."""
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    radius = EARTH * _CENTIMETRES
    return (
        round(radius * cos(latitude) * cos(longitude)),
        round(radius * cos(latitude) * sin(longitude)),
        round(radius * sin(latitude)),
    )


AIR_LINE = AirLine()
