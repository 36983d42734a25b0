"""Links by which those without an account see what is theirs of the rides."""

from datetime import date, timedelta

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.people.statuses import death_by

from .models import Rider, RiderLink, SheetLink, TaxiVehicle
from .refusals import RideRefused


def give_sheet(*, vehicle: TaxiVehicle, day: date, by: User) -> SheetLink:
    """A link to the sheet of a vehicle's day."""
    return SheetLink.objects.give(
        office_id=vehicle.office_id,
        vehicle=vehicle,
        day=day,
        given_by=by,
    )


def sheet_by(token: str, today: date) -> SheetLink:
    """The sheet of a token, open until the day after. Raises `RideRefused` («sheet-unknown»)."""
    link = (
        SheetLink.objects.filter(token=token, day__gte=today - timedelta(days=1))
        .select_related("vehicle", "given_by", "office")
        .first()
    )
    if link is None:
        raise RideRefused("sheet-unknown")
    return link


@transaction.atomic
def give_rider_link(*, rider: Rider, ends_on: date, by: User) -> RiderLink:
    """A link for a rider, in the place of the one before."""
    Rider.objects.select_for_update().get(pk=rider.pk)
    RiderLink.objects.filter(rider=rider).revoke()
    return RiderLink.objects.give(
        office_id=rider.office_id,
        rider=rider,
        ends_on=ends_on,
        given_by=by,
    )


def rider_by(token: str, today: date) -> RiderLink:
    """The live link of a token. Raises `RideRefused` for any other.

    «link-closed»: the rider has died.
    """
    link = (
        RiderLink.objects.standing_on(today)
        .filter(token=token, rider__retracted_at=None)
        .select_related("rider__person", "given_by", "office__territory")
        .first()
    )
    if link is None:
        raise RideRefused("sheet-unknown")
    if death_by(link.rider.person_id, today):
        raise RideRefused("link-closed")
    return link
