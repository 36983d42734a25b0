"""Targets: what was planned, by which act."""

from datetime import date

from qamtu.accounts.models import Office, User

from .models import Target


def set_target(
    *,
    office: Office,
    indicator: str,
    value: int,
    act: str,
    signed_on: date,
    valid_from: date,
    valid_to: date,
    by: User,
) -> Target:
    """Record a plan for an indicator. Live targets of one period add up."""
    return Target.objects.create(
        office=office,
        indicator=indicator,
        value=value,
        act=act,
        occurred_on=signed_on,
        valid_from=valid_from,
        valid_to=valid_to,
        recorded_by=by,
    )
