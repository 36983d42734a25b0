"""Timing two things side by side, and the table that says what came of it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Result:
    """One line of the table. Without a goal it is there to be known."""

    name: str
    measured: str
    reference: str = ""
    ratio: str = ""
    goal: str = ""
    is_met: bool | None = None
    queries: str = ""


def seconds_of(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def best_of_both(
    act: Callable[[], object],
    reference: Callable[[], object],
    rounds: int,
    *,
    before: Callable[[], object] = lambda: None,
) -> tuple[float, float]:
    """The best time of each, run by turns: a noisy minute falls on both. `before` is not timed."""
    acts, references = [], []
    for _ in range(rounds):
        before()
        references.append(seconds_of(reference))
        acts.append(seconds_of(act))
    return min(acts), min(references)


def beside(
    name: str, measured: float, reference_name: str, reference: float, at_most: float
) -> Result:
    """A result whose goal is a multiple of its reference."""
    ratio = measured / reference
    return Result(
        name,
        in_words(measured),
        f"{reference_name}: {in_words(reference)}",
        f"{ratio:.1f}×",
        f"≤ {at_most:g}×",
        ratio <= at_most,
    )


def p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 do not exceed."""
    return sorted(times)[ceil(len(times) * 0.95) - 1]


def in_words(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def tell(result: Result) -> Result:
    """Say on standard error what was measured, while the rest is still being measured."""
    Console(stderr=True, width=130).print(f"  {result.name}: {result.measured} {result.ratio}")
    return result


def print_table(results: Sequence[Result]) -> None:
    table = Table("Benchmark", "Measured", "Reference", "Ratio", "Goal", "Met", "Queries")
    for one in results:
        met = "" if one.is_met is None else "yes" if one.is_met else "NO"
        table.add_row(one.name, one.measured, one.reference, one.ratio, one.goal, met, one.queries)
    Console(width=130).print(table)
