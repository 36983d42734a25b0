"""What is due: the working days of Kazakhstan that the office has in a state."""

from datetime import date, timedelta
from functools import cache

import holidays

from .measures import Measure
from .models import Case


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("KZ", years=year))


def is_holiday(day: date) -> bool:
    """A public holiday of Kazakhstan, or the day off that stands for one."""
    return day in _holidays(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday, no public holiday of Kazakhstan."""
    return day.weekday() < 5 and not is_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """The day that is `count` working days after `day`; the first day is not counted."""
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day


def due_on(case: Case, measure: Measure) -> date | None:
    """The last day for the next act of the case, where a deadline is declared."""
    deadline = measure.deadline_in(case.state)
    return add_working_days(case.state_since, deadline.working_days) if deadline else None
