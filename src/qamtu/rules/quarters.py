"""Months and quarters, in which the acts count. A month is its first day."""

from datetime import date, timedelta

MONTHS = 3  # of a quarter


def quarter_of(day: date) -> date:
    """The first day of the quarter of a day."""
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)


def last_month_of_quarter(day: date) -> date:
    start = quarter_of(day)
    return start.replace(month=start.month + MONTHS - 1)


def last_day_of_quarter(day: date) -> date:
    return next_month(last_month_of_quarter(day)) - timedelta(days=1)


def quarter_before(day: date) -> tuple[date, date]:
    """The first and the last month of the quarter before that of a day."""
    before = quarter_of(day) - timedelta(days=1)
    return quarter_of(before), last_month_of_quarter(before)


def months_left(day: date) -> int:
    """The months from that of a day to the end of its quarter, both counted."""
    return MONTHS - (day.month - 1) % MONTHS


def next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
