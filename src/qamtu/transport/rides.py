"""Orders of rides: an honest answer at the moment of booking.

A promise is what the rider was told.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import open_case, record_event

from .dispatch import booking
from .dispatch.booking import Offer, Refusal
from .endings import promised_on
from .fleet import hold_day
from .invataxi import TRIP as MEASURE
from .models import RideOrder, RidePromise, RideRefusal
from .planning import SLACK, WISH, Asked, draw_day, keep_plan
from .refusals import RideRefused
from .riders import stops_of

MOST_STANDING = 60  # rides of one standing order


def ask_for_ride(*, asked: Asked, by: User, recorded_on: date | None = None) -> RideOrder:
    """`book_ride`, and where there is no slot the refusal is kept with its reason."""
    try:
        return book_ride(asked=asked, by=by, recorded_on=recorded_on)
    except RideRefused as problem:
        if problem.code == "ride-no-slot":
            RideRefusal.objects.create(
                office_id=asked.rider.office_id,
                rider=asked.rider,
                ride_on=asked.day,
                wished_at=asked.at,
                purpose=asked.purpose,
                target=asked.target,
                reason=problem.values["reason"],
                nearest=problem.values["nearest"],
                recorded_by=by,
            )
        raise


@transaction.atomic
def book_ride(*, asked: Asked, by: User, recorded_on: date | None = None) -> RideOrder:
    """Take an order and promise its slot, or refuse with the reason and the nearest slot.

    `recorded_on`: the day on which it was asked for, today unless told. Raises `RideRefused`.
    """
    if not 0 <= asked.at < 24 * 60:
        raise RideRefused("ride-times")
    if asked.origin_point == asked.target_point:
        raise RideRefused("ride-points")
    office = asked.rider.office
    _refuse_rider(asked)
    vehicles = hold_day(office)
    standing = promised_on(office, asked.day)
    for other, _promise in standing:
        if other.rider_id == asked.rider.pk and abs(other.wished_at - asked.at) < SLACK:
            raise RideRefused("ride-twice", case=other.case_id)
    day, plan = draw_day(office, asked.day, vehicles, standing, extra=asked)
    wish = day.requests[-1]
    rest = replace(day, requests=day.requests[:-1])
    answer = booking.book(rest, plan, wish)
    if isinstance(answer, Refusal):
        nearest = round(answer.nearest.boards_at) if answer.nearest else None
        raise RideRefused("ride-no-slot", reason=answer.reason, nearest=nearest)
    return _promised(asked, answer, by, recorded_on or date.today())


def _refuse_rider(asked: Asked) -> None:
    if asked.day < asked.rider.valid_from:
        raise RideRefused("ride-not-that-day", day=asked.rider.valid_from)
    stop = stops_of([asked.rider]).get(asked.rider.pk)
    if stop is not None and asked.day >= stop[1]:
        raise RideRefused(stop[0], day=stop[1])


def _promised(asked: Asked, offer: Offer, by: User, on: date) -> RideOrder:
    office, person = asked.rider.office, asked.rider.person
    case = open_case(measure=MEASURE, office=office, subject=person, day=on, by=by)
    order = RideOrder.objects.create(
        office=office,
        case=case,
        rider=asked.rider,
        ride_on=asked.day,
        wished_at=asked.at,
        purpose=asked.purpose,
        escorts=asked.escorts,
        origin=asked.origin,
        origin_latitude=asked.origin_point[0],
        origin_longitude=asked.origin_point[1],
        target=asked.target,
        target_latitude=asked.target_point[0],
        target_longitude=asked.target_point[1],
        recorded_by=by,
    )
    record_event(case=case, measure=MEASURE, transition="approve", day=on, by=by)
    RidePromise.objects.create(
        office=office,
        order=order,
        boards_at=int(offer.boards_at),
        alights_at=round(offer.alights_at),
        recorded_by=by,
    )
    keep_plan(office, asked.day, offer.plan, by, {WISH: str(order.pk)})
    return order


def book_standing(
    *, asked: Asked, weekdays: Sequence[int], until: date, by: User
) -> tuple[list[RideOrder], list[tuple[date, RideRefused]]]:
    """The same ride on weekdays (Monday is 0) until a day: what was promised, what was refused.

    Raises `RideRefused` for a span without such a day, or of more than `MOST_STANDING` rides.
    """
    days = [asked.day + timedelta(n) for n in range((until - asked.day).days + 1)]
    wanted = [day for day in days if day.weekday() in weekdays]
    if not wanted or len(wanted) > MOST_STANDING:
        raise RideRefused("ride-standing", most=MOST_STANDING)
    made, refused = [], []
    for day in wanted:
        try:
            made.append(ask_for_ride(asked=replace(asked, day=day), by=by))
        except RideRefused as problem:
            refused.append((day, problem))
    return made, refused
