"""The rides of a day that still stand, and how each of them ended."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import record_event, retract_event

from .invataxi import TRIP as MEASURE
from .models import RideEnd, RideOrder, RidePromise, TaxiVehicle
from .refusals import RideRefused
from .riders import stops_of
from .roads import ways


def promised_on(
    office: Office, day: date, *, with_stopped: bool = False
) -> list[tuple[RideOrder, RidePromise]]:
    """The orders of a day that are promised and have not ended, in the order of their times.

    Who died, moved away, or whose paper is over is asked each time: those orders are none
    (`with_stopped`: they alone).
    """
    promises = RidePromise.objects.live().filter(
        office=office, order__ride_on=day, order__retracted_at=None
    )
    ended = RideEnd.objects.live().filter(office=office, order__ride_on=day)
    standing = [
        (one.order, one)
        for one in promises.exclude(order__in=ended.values("order"))
        .select_related("order__rider__person", "order__case")
        .order_by("boards_at", "pk")
    ]
    stops = stops_of([order.rider for order, _ in standing])
    return [pair for pair in standing if is_stopped(pair[0], stops) == with_stopped]


def is_stopped(order: RideOrder, stops: Mapping[int, tuple[str, date]]) -> bool:
    """True when the rider may not ride on the order's day. `stops`: see `riders.stops_of`."""
    stop = stops.get(order.rider_id)
    return stop is not None and order.ride_on >= stop[1]


@transaction.atomic
def end_ride(
    *,
    order: RideOrder,
    kind: str,
    by: User,
    on: date | None = None,
    reason: str = "",
    vehicle: TaxiVehicle | None = None,
    metres: int | None = None,
) -> RideEnd:
    """How the ride ended. Kilometres are the way between its points unless told.

    Raises `RideRefused`, `ActRefused`.
    """
    RideOrder.objects.select_for_update().get(pk=order.pk)
    if order.ends.filter(retracted_at=None).exists():
        raise RideRefused("ride-ended")
    if kind != RideEnd.Kind.DONE and not reason.strip():
        raise RideRefused("reason-missing")
    if kind == RideEnd.Kind.DONE:
        if vehicle is None:
            raise RideRefused("vehicle-none")
        if metres is None:
            points = (
                (order.origin_latitude, order.origin_longitude),
                (order.target_latitude, order.target_longitude),
            )
            metres = round(float(ways(points)[1][0, 1]) * 1000)
        _open_again(order, by)
        record_event(
            case=order.case, measure=MEASURE, transition="carry_out", day=on or order.ride_on, by=by
        )
    elif order.case.state in MEASURE.workflow["withdraw"].sources:  # a death may have ended it
        record_event(
            case=order.case,
            measure=MEASURE,
            transition="withdraw",
            day=max(on or date.today(), order.case.state_since),
            reason=reason.strip(),
            by=by,
        )
    return RideEnd.objects.create(
        office_id=order.office_id,
        order=order,
        kind=kind,
        vehicle=vehicle if kind == RideEnd.Kind.DONE else None,
        metres=metres or 0,
        reason=reason.strip(),
        recorded_by=by,
    )


def _open_again(order: RideOrder, by: User) -> None:
    """A ride that was driven before its rider died, and is told afterwards, counts."""
    last = order.case.events.filter(retracted_at=None).order_by("pk").last()
    if last is not None and last.transition == "withdraw":
        retract_event(event=last, reason="сапар қайтыс болғанға дейін жасалған", by=by)
        order.case.refresh_from_db()


@transaction.atomic
def stop_orders(*, office: Office, day: date, by: User) -> list[RideEnd]:
    """End the orders of a day whose riders have died, moved away, or whose paper is over."""
    stopped = [order for order, _ in promised_on(office, day, with_stopped=True)]
    stops = stops_of([order.rider for order in stopped])
    return [
        end_ride(
            order=order,
            kind=RideEnd.Kind.STOPPED,
            by=by,
            reason=stops[order.rider_id][0],
            on=day,
        )
        for order in stopped
    ]
