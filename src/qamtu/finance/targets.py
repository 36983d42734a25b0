"""Targets: what was planned, by which act."""

from datetime import date

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused
from qamtu.places.models import Territory

from .models import Target


class TargetRefused(FactRefused):
    """«act-missing», «target-order»."""


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
    territory: Territory | None = None,
) -> Target:
    """Record a plan for an indicator, of the whole office or of one of its places.

    Live targets of one period add up; where the office has a plan of its own, those of its places
    are its parts. Raises `TargetRefused`.
    """
    if not act.strip():
        raise TargetRefused("act-missing")
    if valid_to < valid_from:
        raise TargetRefused("target-order", valid_from=valid_from, valid_to=valid_to)
    return Target.objects.create(
        office=office,
        indicator=indicator,
        value=value,
        act=act,
        occurred_on=signed_on,
        valid_from=valid_from,
        valid_to=valid_to,
        territory=territory,
        recorded_by=by,
    )
