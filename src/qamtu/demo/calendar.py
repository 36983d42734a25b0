"""Working days of a scenario's period, and youth by age over the whole of it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from qamtu.rules.parameters import MACRO, Law, ParameterMissing


@dataclass(frozen=True)
class YouthBand:
    """Who is young from `since` on; both ages included."""

    since: date
    low: int
    high: int


YOUTH_BANDS = (YouthBand(date(2015, 2, 9), 14, 28), YouthBand(date(2023, 1, 1), 14, 34))

_EARLIER_MCI = 2405_00  # of 2018; the law as it is modelled begins in 2019


def mci_tiyn(day: date) -> int:
    """The monthly calculation index (МРП) of the day, in tiyn, for plausible sums only."""
    try:
        return int(Law(MACRO, day).figure("mrp").value)
    except ParameterMissing:
        return _EARLIER_MCI


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


class Days:
    """The working days from `start` to `as_of`; all days when none is a working day."""

    def __init__(
        self, start: date, as_of: date, is_working: Callable[[date], bool] = is_weekday
    ) -> None:
        every = [start + timedelta(n) for n in range((as_of - start).days + 1)]
        self.days = [day for day in every if is_working(day)] or every
        self.start = start
        self.as_of = as_of
        self.is_working = is_working

    def within_last_year(self) -> "Days":
        """The part of the period that lies in the year of its last day."""
        return Days(max(self.start, date(self.as_of.year, 1, 1)), self.as_of, self.is_working)

    @property
    def first(self) -> date:
        return self.days[0]

    def pick(self, number: int, rng: Random, until: date | None = None) -> list[date]:
        """So many days in order, none after `until`; a day may come twice."""
        end = len(self.days)
        if until is not None:
            end = max(1, bisect_right(self.days, until))
        return sorted(self.days[rng.randrange(end)] for _ in range(number))


def years_before(day: date, years: int) -> date:
    """The same day so many years before; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def youth_ages(
    start: date, as_of: date, bands: Sequence[YouthBand]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """((youngest, oldest) young on every day of the period, (…) who may be young on some day)."""
    ordered = sorted(bands, key=lambda band: band.since)
    in_force = [
        band
        for band, after in zip(ordered, [*ordered[1:], None], strict=True)
        if band.since <= as_of and (after is None or after.since > start)
    ] or ordered[:1]
    lows, highs = [b.low for b in in_force], [b.high for b in in_force]
    return (max(lows), min(highs)), (min(lows), max(highs))
