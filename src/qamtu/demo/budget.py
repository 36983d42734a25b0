"""The budget of a demo office: approved by acts, and spread over the months that are left."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random

from qamtu.accounts.models import Office, User
from qamtu.finance.budget_acts import enter_budget_act
from qamtu.finance.financing import set_financing_plan
from qamtu.finance.models import BudgetLine

from .plan import PlannedAllocation

TITLE = "мәслихат шешімі"


def approve_budget(
    *, office: Office, allocations: Sequence[PlannedAllocation], rng: Random, by: User
) -> None:
    """What is allocated on one day comes by one act."""
    acts: dict[tuple[int, date], list[tuple[PlannedAllocation, int]]] = defaultdict(list)
    for planned in allocations:
        acts[planned.year, planned.day].append((planned, rng.randint(10, 600)))
    for (year, day), members in acts.items():
        changes: dict[tuple[str, str], int] = defaultdict(int)
        for planned, _number in members:
            changes[planned.measure, planned.source] += planned.tiyn
        enter_budget_act(
            office=office,
            year=year,
            kind="approved",
            number=str(members[0][1]),
            day=day,
            title=TITLE,
            changes=changes,
            by=by,
        )
    for year, day in sorted(acts):
        _spread(office, year, day, by)


def _spread(office: Office, year: int, day: date, by: User) -> None:
    """Each line evenly over the months from the act on, the last one taking what is left over."""
    first = day.month if day.year == year else 1
    for line in BudgetLine.objects.filter(office=office, year=year, financing=None):
        if line.allocated <= 0 or line.source == "fund":
            continue
        months = range(first, 13)
        each = line.allocated // len(months)
        sums = dict.fromkeys(months, each)
        sums[12] += line.allocated - each * len(months)
        set_financing_plan(
            line=line,
            months={month: (amount, amount) for month, amount in sums.items()},
            day=day,
            act="қаржыландыру жоспары",
            by=by,
        )
