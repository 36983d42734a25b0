"""Sets of the social package for the families that the demo assigned assistance to.

A report states only what was allocated to the package: the sets are drawn up within that, month by
month, and handed over; of each act one set waits for nobody.
"""

from collections.abc import Iterable
from datetime import date

from qamtu.assistance.models import PackageSet
from qamtu.assistance.packages import (
    KINDS,
    Drawn,
    children_due,
    draw_up,
    hand_over,
    not_collected,
)
from qamtu.assistance.social_package import MEASURE
from qamtu.finance.runs import free_money
from qamtu.rules.exact import TIYN
from qamtu.rules.social_package.formulas import FIRST_DAY, LAST_DAY

from .flows import District

USUAL_PRICE = 7_500_00
WHY_NOT = "Отбасы сол күні ауданда болмаған"


def hand_over_packages(district: District, days: Iterable[date]) -> None:
    """An act of each kind for each day, while the allocation lasts."""
    if not district.organizations:
        return
    supplier = district.organizations[0]
    left = {
        (kind, day): len(children_due(district.office, kind, day))
        for day in sorted(days)
        if FIRST_DAY <= day <= LAST_DAY
        for kind in KINDS
    }
    prices = {day.year: 0 for _, day in left}
    for year in prices:
        most = sum(count for (_, day), count in left.items() if day.year == year)
        free = sum(free_money(district.office, MEASURE.code, year).values())
        prices[year] = min(USUAL_PRICE, free // most // TIYN * TIYN) if most else 0
    for (kind, day), count in left.items():
        due = children_due(district.office, kind, day) if count and prices[day.year] else []
        if not due:
            continue
        wanted = Drawn(kind, day, supplier, prices[day.year])
        act = draw_up(office=district.office, drawn=wanted, by=district.specialist)
        *handed, last = PackageSet.objects.filter(act=act)
        hand_over(sets=handed or [last], day=day, by=district.clerk)
        if handed:
            not_collected(sets=[last], day=day, reason=WHY_NOT, by=district.clerk)
