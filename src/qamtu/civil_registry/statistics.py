"""Vital statistics: registered acts by month, by age and by place, over any stretch of days.

Counted from the register of acts itself, so that old books count as well; annulled acts do not.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models.functions import TruncMonth

from qamtu.accounts.models import Office

from .models import CivilAction, CivilEntry, CivilParty
from .words import STILLBIRTH, Kind

AGES = ((0, 0), (1, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, 130))
AGED: dict[str, str] = {
    Kind.BIRTH: "mother",
    Kind.DEATH: "deceased",
    Kind.MARRIAGE: "wife",
    Kind.DIVORCE: "wife",
}


@dataclass
class Vital:
    """One kind of act: by month, by the age of the one who is asked for, by place's key."""

    kind: str
    by_month: Counter[date] = field(default_factory=Counter)
    by_age: Counter[tuple[int, int]] = field(default_factory=Counter)
    by_place: Counter[int | None] = field(default_factory=Counter)
    stillborn: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_month.values())


def vital_statistics(office: Office, first: date, last: date) -> dict[str, Vital]:
    """Every kind but adoption, by the day of registration."""
    registered = CivilAction.objects.live().filter(
        office=office, kind=CivilAction.Kind.REGISTERED, occurred_on__range=(first, last)
    )
    annulled = CivilAction.objects.live().filter(office=office, kind=CivilAction.Kind.ANNULLED)
    standing = registered.exclude(record__in=annulled.values("record")).exclude(
        record_kind=Kind.ADOPTION
    )
    rows = standing.annotate(month=TruncMonth("occurred_on")).values_list(
        "record", "record_kind", "month"
    )
    kinds = {record: (kind, month) for record, kind, month in rows}
    entries = {
        entry.record_id: entry
        for entry in CivilEntry.objects.live()
        .filter(record__in=standing.values("record"))
        .order_by("pk")
    }
    born = {
        (record, role): (action, day)
        for record, role, action, day in CivilParty.objects.live()
        .filter(record__in=standing.values("record"), role__in=set(AGED.values()))
        .order_by("pk")
        .values_list("record", "role", "action", "birth_date")
    }
    found: dict[str, Vital] = {kind: Vital(kind) for kind in Kind if kind != Kind.ADOPTION}
    for record, (kind, month) in kinds.items():
        vital, entry = found[kind], entries[record]
        if entry.content.get("birth_kind") == STILLBIRTH:
            vital.stillborn += 1
            continue
        vital.by_month[month] += 1
        vital.by_place[entry.territory_id] += 1
        _action, day = born.get((record, AGED.get(kind, "")), (0, None))
        if day is not None:
            vital.by_age[_band(day, entry.event_on)] += 1
    return found


def _band(born: date, day: date) -> tuple[int, int]:
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next((band for band in AGES if band[0] <= age <= band[1]), AGES[-1])


def adoptions(first: date, last: date) -> dict[date, int]:
    """How many adoptions were registered, by month: numbers alone, for everyone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM civil_registry_adoptions(%s, %s)", [first, last])
        return dict(cursor.fetchall())
