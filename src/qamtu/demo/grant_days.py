"""Startup grants of a plan: the days of their rounds, and the sum of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from qamtu.rules.parameters import Law, ParameterMissing

from .calendar import Days, mci_tiyn

MOST_ROUNDS = 3
DAYS_OF_A_ROUND = 20
TIMES_BEFORE_THE_LAW = 200


@dataclass(frozen=True)
class PlannedRound:
    """Applications on the first days, papers checked on the next, one day of awards and of pay."""

    window: Sequence[date]
    checks: Sequence[date]
    awarded_on: date
    paid_on: date


def largest_grant(day: date) -> int:
    """The limit of the day, tiyn."""
    try:
        return int(Law("startup_grant", day).figure("limit").value)
    except ParameterMissing:
        return TIMES_BEFORE_THE_LAW * mci_tiyn(day)


def grant_rounds(days: Days) -> list[PlannedRound]:
    """The year cut into rounds; one where it is short, none where a round has no room."""
    count = max(1, min(MOST_ROUNDS, len(days.days) // DAYS_OF_A_ROUND))
    size = len(days.days) // count
    if size < 4:
        return []
    rounds = []
    for start in range(0, size * count, size):
        part = days.days[start : start + size]
        half, late = size // 2, size * 3 // 4
        rounds.append(PlannedRound(part[:half], part[half:late], part[late], part[-1]))
    return rounds


def days_in_a_round(
    rounds: Sequence[PlannedRound], until: date | None, rng: Random
) -> list[date] | None:
    """Application, check, award and payment in a round that is paid by a day, if there is one."""
    usable = [one for one in rounds if until is None or one.paid_on <= until]
    if not usable:
        return None
    chosen = rng.choice(usable)
    return [rng.choice(chosen.window), rng.choice(chosen.checks), chosen.awarded_on, chosen.paid_on]
