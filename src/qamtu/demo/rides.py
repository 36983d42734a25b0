"""The planned rides of Инватакси made by their verbs: riders, orders, slots, kilometres."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from qamtu.people.models import Person, StatusPeriod
from qamtu.transport.endings import end_ride
from qamtu.transport.fleet import add_vehicle
from qamtu.transport.invataxi import TRIP
from qamtu.transport.models import RideEnd, RideOrder, Rider
from qamtu.transport.planning import Asked, vehicle_of
from qamtu.transport.refusals import RideRefused
from qamtu.transport.riders import Riding, admit_riders
from qamtu.transport.rides import book_ride
from qamtu.transport.roads import Point

from .flows import District
from .plan import PlannedCase

STEPS = ("open", "approve", "carry_out")
FLEET = (("123 AA 11", "Ерғали Қ.", 3, 1), ("456 BB 11", "Сапар М.", 2, 2))
SHIFT = (7 * 60, 20 * 60)
HOURS = (9, 11, 14, 10, 13, 16, 8, 15, 12, 17)
TARGETS = ("Емхана", "Аудандық аурухана", "Мектеп", "Оңалту орталығы", "ХҚКО")
MOST_A_DAY = 4  # of one rider
NEAR = 0.02  # degrees around a village's point


class RideFlow:
    """Rides in an office, by its own staff."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self._rides: Counter[tuple[int, date]] = Counter()

    def can_build(self, planned: PlannedCase) -> bool:
        """True for a ride that was driven, of a person on the register with a place on the map.

        Not more in a day of a person than a day's hours surely have a slot for.
        """
        if (
            planned.measure != TRIP.code
            or planned.is_retracted
            or planned.money
            or tuple(step.transition for step in planned.steps) != STEPS
        ):
            return False
        person = self.district.persons[planned.subject]
        if person.territory is None or person.territory.latitude is None:
            return False
        standing = StatusPeriod.objects.on(planned.steps[0].day).live()
        if not standing.filter(person=person, kind="disability").exists():
            return False
        of_a_day = (planned.subject, planned.steps[2].day)
        self._rides[of_a_day] += 1
        return self._rides[of_a_day] <= MOST_A_DAY

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """The fleet and the riders; then each ride is asked for, promised and driven."""
        self._add_fleet(cases)
        people = self.district.persons
        first: dict[int, date] = {}
        for one in cases:
            day = one.steps[0].day
            first[one.subject] = min(day, first.get(one.subject, day))
        subjects = sorted(first)
        riders = admit_riders(
            office=self.office,
            riding=[
                Riding(
                    person=people[subject],
                    paper=f"ДКК № {number}",
                    valid_from=first[subject],
                    moves_with_difficulty=True,
                    in_wheelchair=number % 3 == 0 or self._needs_chair(people[subject]),
                )
                for number, subject in enumerate(subjects, start=1)
            ],
            by=self.district.specialist,
        )
        by_subject = dict(zip(subjects, riders, strict=True))
        by_day: dict[date, list[PlannedCase]] = {}
        for one in cases:
            by_day.setdefault(one.steps[2].day, []).append(one)
        for _day, mine in sorted(by_day.items(), key=lambda each: each[0]):
            self._drive([self._order(one, by_subject[one.subject]) for one in mine])
            advance(len(mine))

    def _needs_chair(self, person: Person) -> bool:
        """Group III rides in a wheelchair alone."""
        return (
            StatusPeriod.objects.live()
            .filter(person=person, kind="disability", category="group_3")
            .exists()
        )

    def _add_fleet(self, cases: Sequence[PlannedCase]) -> None:
        person = self.district.persons[cases[0].subject]
        for plate, driver, seats, chairs in FLEET:
            add_vehicle(
                office=self.office,
                plate=plate,
                driver=driver,
                seats=seats,
                chairs=chairs,
                begins=SHIFT[0],
                ends=SHIFT[1],
                point=_point(person),
                by=self.district.head,
            )

    def _order(self, planned: PlannedCase, rider: Rider) -> RideOrder:
        rng = self.district.rng
        north, east = _point(self.district.persons[planned.subject])
        ends = [
            (north + rng.uniform(-NEAR, NEAR), east + rng.uniform(-NEAR, NEAR)) for _ in range(2)
        ]
        return self._booked(planned, rider, ends)

    def _drive(self, orders: Sequence[RideOrder]) -> None:
        """All rides of a day, once the day is full."""
        vehicles = [vehicle_of(order) for order in orders]
        for order, vehicle in zip(orders, vehicles, strict=True):
            end_ride(
                order=order,
                kind=RideEnd.Kind.DONE,
                vehicle=vehicle,
                on=order.ride_on,
                by=self.district.clerk,
            )

    def _booked(self, planned: PlannedCase, rider: Rider, ends: Sequence[Point]) -> RideOrder:
        """At the first hour that has a slot; where none has, another vehicle comes."""
        rng, by = self.district.rng, self.district.clerk
        start = rng.randrange(len(HOURS))
        day = planned.steps[2].day
        for turn in range(2 * len(HOURS)):
            if turn == len(HOURS):
                add_vehicle(
                    office=self.office,
                    plate=f"{day:%d%m} CC 11-{planned.subject}",
                    driver="Қосымша жүргізуші",
                    seats=3,
                    chairs=2,
                    begins=SHIFT[0],
                    ends=SHIFT[1],
                    point=_point(self.district.persons[planned.subject]),
                    by=self.district.head,
                )
            try:
                return book_ride(
                    asked=Asked(
                        rider=rider,
                        day=day,
                        at=HOURS[(start + turn) % len(HOURS)] * 60 + rng.randrange(0, 60, 10),
                        origin="Үйі",
                        origin_point=ends[0],
                        target=rng.choice(TARGETS),
                        target_point=ends[1],
                    ),
                    recorded_on=planned.steps[0].day,
                    by=by,
                )
            except RideRefused:
                continue
        raise ValueError(f"no vehicle takes the ride of {day}")


def _point(person: Person) -> Point:
    place = person.territory
    assert place is not None
    assert place.latitude is not None
    assert place.longitude is not None
    return place.latitude, place.longitude
