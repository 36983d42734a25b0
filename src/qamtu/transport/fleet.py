"""The vehicles of an office, who drives them when, and what broke down."""

from collections.abc import Sequence
from datetime import date

from qamtu.accounts.models import Office, User

from .models import Breakdown, TaxiVehicle
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
    rest_from: int = 0,
    rest: int = 0,
) -> TaxiVehicle:
    """A vehicle with its driver's shift. Raises `RideRefused`."""
    if not plate.strip() or seats + chairs < 1:
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


def vehicles_on(vehicles: Sequence[TaxiVehicle], day: date) -> list[TaxiVehicle]:
    """Those that have not broken down on the day."""
    broken = set(
        Breakdown.objects.live()
        .filter(vehicle__in=[one.pk for one in vehicles], occurred_on=day)
        .values_list("vehicle_id", flat=True)
    )
    return [one for one in vehicles if one.pk not in broken]
