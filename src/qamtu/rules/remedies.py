"""What would change a refusal: words for whoever is refused, with the figures of the kept trace."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from qamtu.trilingual import Names

from .exact import Exact
from .programme import months_after

Figures = Mapping[str, tuple[Exact, str]]  # each with its unit


def no_figures(trace: Mapping[str, Any]) -> Figures:
    return {}


@dataclass(frozen=True)
class Remedy:
    """Words, and the figures that stand in them as `{name}`."""

    words: Names
    figures: Callable[[Mapping[str, Any]], Figures] = no_figures


def top_value(trace: Mapping[str, Any], step: str) -> Fraction:
    """What a step of the top level came to. Raises StopIteration where it was not asked."""
    return next(
        Fraction(reason["value"])
        for reason in trace["reasons"]
        if reason["step"] == step and not reason["at"]
    )


def first_day_after(step: str, then: str, term: str) -> Callable[[Mapping[str, Any]], Figures]:
    """`{day}`: from when on the step no longer holds, for any who read that day and that term."""

    def figures(trace: Mapping[str, Any]) -> Figures:
        days = []
        for reason in trace["reasons"]:
            if reason["step"] == step and reason["value"] is True:
                read = {operand["name"]: operand["value"] for operand in reason["from"]}
                days.append(months_after(int(read[then]), int(read[term])))
        return {"day": (max(days), "day")}

    return figures
