"""The vehicles of an office, who drives them when, and what broke down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qamtu.accounts.models import Office, User

from .models import Breakdown, TaxiShift, TaxiVehicle
from .refusals import RideRefused
from .roads import Point


def add_vehicle(
    *,
    office: Office,
    plate: str,
    driver: str,
    seats: int,
    chairs: int,
    begins: int,
    ends: int,
    point: Point,
    by: User,
    stretchers: int = 0,
    has_lift: bool = False,
    rest_from: int = 0,
    rest: int = 0,
) -> TaxiVehicle:
    """A vehicle with its driver's shift. Raises `RideRefused`."""
    if not plate.strip() or seats + chairs + stretchers < 1:
        raise RideRefused("vehicle-none")
    if not 0 <= begins < ends <= 24 * 60:
        raise RideRefused("vehicle-shift")
    if TaxiVehicle.objects.live().filter(office=office, plate=plate.strip()).exists():
        raise RideRefused("vehicle-there", plate=plate.strip())
    return TaxiVehicle.objects.create(
        office=office,
        plate=plate.strip(),
        driver=driver.strip(),
        seats=seats,
        chairs=chairs,
        stretchers=stretchers,
        has_lift=has_lift,
        begins=begins,
        ends=ends,
        rest_from=rest_from,
        rest=rest,
        latitude=point[0],
        longitude=point[1],
        recorded_by=by,
    )


def hold_day(office: Office) -> list[TaxiVehicle]:
    """The vehicles of an office, held: one dispatcher at a time promises and plans."""
    held = TaxiVehicle.objects.select_for_update().filter(office=office, retracted_at=None)
    return list(held.order_by("pk"))


@transaction.atomic
def set_shift(
    *,
    vehicle: TaxiVehicle,
    day: date,
    by: User,
    begins: int = 0,
    ends: int = 0,
    driver: str = "",
    is_off: bool = False,
) -> TaxiShift:
    """Another shift of one day, or a day off; one that was set for the day before it is taken back.

    What was promised for the day is not moved by it: plan the day anew to see whom nobody reaches.
    Raises `RideRefused`.
    """
    hold_day(vehicle.office)
    if not is_off and not 0 <= begins < ends <= 24 * 60:
        raise RideRefused("vehicle-shift")
    for earlier in TaxiShift.objects.live().filter(vehicle=vehicle, occurred_on=day):
        earlier.retract(reason="басқа ауысым", by=by)
    return TaxiShift.objects.create(
        office_id=vehicle.office_id,
        vehicle=vehicle,
        occurred_on=day,
        driver=driver.strip(),
        begins=0 if is_off else begins,
        ends=0 if is_off else ends,
        is_off=is_off,
        recorded_by=by,
    )


@dataclass(frozen=True)
class Shift:
    """Who drives a vehicle on a day and from when to when, in minutes."""

    vehicle: TaxiVehicle
    driver: str
    begins: int
    ends: int

    @property
    def has_rest(self) -> bool:
        """The driver's rest falls into the shift."""
        return bool(self.vehicle.rest) and self.begins <= self.vehicle.rest_from < self.ends


def shifts_on(vehicles: Sequence[TaxiVehicle], day: date) -> list[Shift]:
    """Of those that drive on the day. Two questions to the database."""
    keys = [one.pk for one in vehicles]
    broken = set(
        Breakdown.objects.live()
        .filter(vehicle__in=keys, occurred_on=day)
        .values_list("vehicle_id", flat=True)
    )
    others = {
        one.vehicle_id: one
        for one in TaxiShift.objects.live().filter(vehicle__in=keys, occurred_on=day)
    }
    found = []
    for vehicle in vehicles:
        other = others.get(vehicle.pk)
        if vehicle.pk in broken or (other is not None and other.is_off):
            continue
        hours = other or vehicle
        driver = (other.driver if other is not None else "") or vehicle.driver
        found.append(Shift(vehicle, driver, hours.begins, hours.ends))
    return found
