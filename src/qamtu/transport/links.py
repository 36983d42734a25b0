"""Links by which those without an account see what is theirs of the rides."""

import secrets
from datetime import date, timedelta

from qamtu.accounts.models import User

from .models import SheetLink, TaxiVehicle
from .refusals import RideRefused


def give_sheet(*, vehicle: TaxiVehicle, day: date, by: User) -> SheetLink:
    """A link to the sheet of a vehicle's day."""
    return SheetLink.objects.create(
        office_id=vehicle.office_id,
        vehicle=vehicle,
        day=day,
        token=secrets.token_urlsafe(24),
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
