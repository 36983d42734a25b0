"""Where somebody is driven to: the facility at a point, and whether they can enter there."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from qamtu.accounts.models import Office
from qamtu.organizations.models import Facility

from .models import Passport
from .passports import standing_passports, verdict_by

METRES_OF_A_DEGREE = 111_320
SAME_PLACE = 40  # metres
Point = tuple[float, float]


@dataclass(frozen=True)
class Entry:
    """A facility with a point, and its passport."""

    facility: Facility
    passport: Passport | None

    def verdict_for(self, needs: Sequence[str]) -> str:
        return verdict_by(self.passport, needs)


def entries(office: Office) -> list[Entry]:
    """All facilities of an office that stand on the map: two queries, however many."""
    passports = {one.facility_id: one for one in standing_passports(office)}
    found = Facility.objects.filter(office=office, latitude__isnull=False).in_name_order()
    return [Entry(one, passports.get(one.pk)) for one in found]


def entry_at(places: Sequence[Entry], point: Point) -> Entry | None:
    """The one that stands at a point, or None; the nearest of several."""
    near = [
        (distance, number)
        for number, one in enumerate(places)
        if (distance := _metres(point, _point_of(one))) <= SAME_PLACE
    ]
    return places[min(near)[1]] if near else None


def needs_of_rider(*, in_wheelchair: bool) -> list[str]:
    """The needs of a rider of Инватакси: a wheelchair, or moving with difficulty."""
    return ["wheelchair"] if in_wheelchair else ["limbs"]


def _point_of(entry: Entry) -> Point:
    return entry.facility.latitude or 0.0, entry.facility.longitude or 0.0


def _metres(one: Point, other: Point) -> float:
    north = (one[0] - other[0]) * METRES_OF_A_DEGREE
    east = (one[1] - other[1]) * METRES_OF_A_DEGREE * cos(radians(one[0]))
    return hypot(north, east)
