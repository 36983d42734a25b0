"""What was asked for, driven and refused in a span of days: by day and by vehicle."""

from dataclasses import dataclass, field
from datetime import date

from qamtu.accounts.models import Office

from .models import RideEnd, RideOrder, RideRefusal


@dataclass
class Count:
    """Rides counted; `metres` of those driven."""

    asked: int = 0
    driven: int = 0
    cancelled: int = 0
    missed: int = 0
    stopped: int = 0
    refused: int = 0
    metres: int = 0

    @property
    def kilometres(self) -> float:
        return round(self.metres / 1000, 1)


@dataclass
class Rides:
    """The rides of a span: all, by day, by vehicle (its plate), refusals by reason, riders."""

    total: Count = field(default_factory=Count)
    days: dict[date, Count] = field(default_factory=dict)
    vehicles: dict[str, Count] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    people: int = 0


COLUMN = {
    RideEnd.Kind.DONE: "driven",
    RideEnd.Kind.CANCELLED: "cancelled",
    RideEnd.Kind.NO_SHOW: "missed",
    RideEnd.Kind.STOPPED: "stopped",
}


def rides_between(office: Office, first: date, last: date) -> Rides:
    """The rides of an office from one day to another. Three questions, however many rides.

    `asked` counts the orders that were promised a slot and those that were refused one.
    """
    found = Rides()
    orders = RideOrder.objects.live().filter(office=office, ride_on__gte=first, ride_on__lte=last)
    for day in orders.order_by("ride_on").values_list("ride_on", flat=True):
        _add("asked", found.total, _of(found.days, day))
    ends = RideEnd.objects.live().filter(order__in=orders).select_related("order__rider", "vehicle")
    riders = set()
    for end in ends:
        counts = [found.total, _of(found.days, end.order.ride_on)]
        if end.kind == RideEnd.Kind.DONE:
            riders.add(end.order.rider.person_id)
            if end.vehicle is not None:
                counts.append(found.vehicles.setdefault(end.vehicle.plate, Count()))
        for count in counts:
            count.metres += end.metres
        _add(COLUMN[RideEnd.Kind(end.kind)], *counts)
    refusals = RideRefusal.objects.live().filter(
        office=office, ride_on__gte=first, ride_on__lte=last
    )
    for refusal in refusals:
        for name in ("asked", "refused"):
            _add(name, found.total, _of(found.days, refusal.ride_on))
        found.reasons[refusal.reason] = found.reasons.get(refusal.reason, 0) + 1
    found.days = dict(sorted(found.days.items()))
    found.vehicles = dict(sorted(found.vehicles.items()))
    found.people = len(riders)
    return found


def _of(days: dict[date, Count], day: date) -> Count:
    return days.setdefault(day, Count())


def _add(name: str, *counts: Count) -> None:
    for count in counts:
        setattr(count, name, getattr(count, name) + 1)
