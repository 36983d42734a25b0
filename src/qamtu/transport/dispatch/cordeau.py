"""The published instances of Cordeau and Laporte (2003) and Cordeau (2006), in their format.

The first line: vehicles, requests (or nodes), longest route, capacity, longest ride. Then a line
per node: number, x, y, service minutes, load, earliest, latest. Node 0 is the depot, 1 to n are
pick-ups, n + 1 to 2n their drop-offs; a last line may repeat the depot as the end.
"""

from pathlib import Path

import numpy as np

from .model import Day, Request, Stop, Vehicle


class InstanceError(ValueError):
    """The file is not such an instance; the message says which line and why."""


def read(path: Path) -> Day:
    """The instance in `path`. Raises `InstanceError` with the line at fault."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InstanceError(f"{path}: {problem}") from None
    lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, cells) for number, cells in lines if cells]
    if not lines:
        raise InstanceError(f"{path}: the file is empty.")
    head = _numbers(path, lines[0], 5, "vehicles, requests, longest route, capacity, longest ride")
    if head[0] < 1:
        raise InstanceError(f"{path}, line {lines[0][0]}: there is no vehicle.")
    rows = [
        _numbers(path, line, 7, "number, x, y, service, load, earliest, latest")
        for line in lines[1:]
    ]
    count = sum(1 for row in rows if row[4] > 0)
    if not count or len(rows) not in (2 * count + 1, 2 * count + 2):
        raise InstanceError(
            f"{path}: {count} pick-ups need {2 * count + 1} or {2 * count + 2} nodes,"
            f" the file has {len(rows)}."
        )
    return _day(path, head, rows, count)


def _numbers(path: Path, line: tuple[int, list[str]], least: int, what: str) -> list[float]:
    number, cells = line
    try:
        values = [float(cell) for cell in cells]
    except ValueError:
        raise InstanceError(f"{path}, line {number}: not numbers: {' '.join(cells)}") from None
    if len(values) < least or not np.all(np.isfinite(values)):
        raise InstanceError(f"{path}, line {number}: {least} numbers are expected: {what}.")
    return values


def _day(path: Path, head: list[float], rows: list[list[float]], count: int) -> Day:
    vehicles, _, longest_route, capacity, longest_ride = head[:5]
    places = np.array([row[1:3] for row in rows[: 2 * count + 1]])
    gaps = places[:, None, :] - places[None, :, :]
    lengths = np.sqrt((gaps**2).sum(axis=2))
    requests = []
    for index in range(1, count + 1):
        origin, target = rows[index], rows[index + count]
        if origin[4] != -target[4]:
            raise InstanceError(
                f"{path}: node {index} takes {origin[4]:g} aboard and its drop-off"
                f" {index + count} lets {-target[4]:g} off."
            )
        requests.append(
            Request(
                id=str(index),
                pickup=Stop(index, origin[5], origin[6], origin[3]),
                dropoff=Stop(index + count, target[5], target[6], target[3]),
                load=(int(origin[4]),),
                longest_ride=longest_ride,
            )
        )
    depot = rows[0]
    ends = rows[2 * count + 1] if len(rows) == 2 * count + 2 else depot
    fleet = [
        Vehicle(
            id=str(number + 1),
            start=0,
            end=0,
            begins=max(depot[5], 0.0),
            ends=max(depot[6], ends[6]),
            capacity=(int(capacity),),
            longest_route=longest_route,
        )
        for number in range(int(vehicles))
    ]
    return Day(requests=requests, vehicles=fleet, minutes=lengths, kilometres=lengths)


__all__ = ["InstanceError", "read"]
