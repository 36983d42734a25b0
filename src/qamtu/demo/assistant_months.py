"""Personal assistants of a plan: months that are paid by whole minutes, and their days."""

from collections.abc import Sequence
from datetime import date
from random import Random

from qamtu.disability.assistant_months import is_over

from .calendar import Days
from .families import months_of
from .purses import cut

RATES = (1000, 1250, 1500, 2000, 2500, 4000, 5000, 10_000)  # tiyn a minute, dearer as need be
MOST_MINUTES = 7000  # of a month, on average: less than what a month may have
TENTH = 10  # minutes: months are whole tens of them, but for one
ASKING = 3  # days: application, check, contract


def rate_of(money: int, months: int) -> int:
    """Tiyn a minute by which a sum is whole minutes, none too many; 1 where there is none."""
    fitting = [rate for rate in RATES if money % rate == 0]
    return next((rate for rate in fitting if money <= rate * months * MOST_MINUTES), 1)


def paid_by_the_hour(money: int, months: int, rng: Random) -> list[int]:
    """A sum in so many months, each of whole minutes at one rate where there is such a rate."""
    if months <= 0 or money < months:
        return []
    rate = rate_of(money, months)
    minutes = money // rate
    if minutes < months * TENTH:
        return cut(money, months, rng)
    shares = [rng.randint(70, 130) for _ in range(months)]
    found = [minutes * share // sum(shares) // TENTH * TENTH for share in shares]
    left = minutes - sum(found)
    for at in range(left // TENTH):
        found[at % months] += TENTH
    found[-1] += left % TENTH
    return [part * rate for part in found]


def months_served(days: Days, count: int, until: date | None, rng: Random) -> Sequence[date] | None:
    """Days of asking in the first month, then a day of payment in so many months; None where
    the time is too short for that.
    """
    usable = [[day for day in month if until is None or day <= until] for month in months_of(days)]
    usable = [month for month in usable if month and is_over(month[0], month[-1])]
    if not count or len(usable) < count:
        return None
    start = rng.randrange(len(usable) - count + 1)
    served = usable[start : start + count]
    first = served[0]
    asked = sorted(rng.choice(first[: max(1, len(first) // 2)]) for _ in range(ASKING))
    return [*asked, *(month[-1] for month in served)]
