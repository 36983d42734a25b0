"""Days that follow from an application: they need a calendar, which the caller gives."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from qamtu.rules.parameters import Law

IsWorking = Callable[[date], bool]


def earliest_marriage(applied: date, law: Law, is_working_day: IsWorking) -> date:
    """The day on which a marriage may be registered.

    Until mid-2022 a month after the application; since then on the fifteenth calendar day, counted
    from the next day, and on the next working day where that is none.
    """
    day = months_later(applied, int(law.figure("marriage_wait_months").value))
    waits = int(law.figure("marriage_wait_days").value)
    if not waits:
        return day
    day += timedelta(days=waits)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def earliest_divorce(applied: date, law: Law) -> date:
    """The day from which a divorce by consent may be registered."""
    return months_later(applied, int(law.figure("divorce_wait_months").value))


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month.

    >>> months_later(date(2021, 1, 31), 1)
    datetime.date(2021, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
