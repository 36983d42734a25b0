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
    most = sum(left.values())
    for (kind, day), count in left.items():
        free = sum(free_money(district.office, MEASURE.code, day.year).values())
        price = min(USUAL_PRICE, free // most) if most else 0
        due = children_due(district.office, kind, day) if count else []
        if not due or price <= 0:
            continue
        wanted = Drawn(kind, day, supplier, price)
        act = draw_up(office=district.office, drawn=wanted, by=district.specialist)
        *handed, last = PackageSet.objects.filter(act=act)
        hand_over(sets=handed or [last], day=day, by=district.clerk)
        if handed:
            not_collected(sets=[last], day=day, reason=WHY_NOT, by=district.clerk)
