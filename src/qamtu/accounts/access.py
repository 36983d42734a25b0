"""Whose rows a connection may see: the one place that tells PostgreSQL.

Row-level security reads two session settings, `qamtu.offices` and `qamtu.persons`. Nothing set
means nothing seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from .models import Office, Role, User


def set_scope(offices: list[int], *, persons: bool) -> None:
    """From now on this connection sees the rows of `offices`, and persons only if `persons`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('qamtu.offices', %s, false), set_config('qamtu.persons', %s, false)",
            [",".join(str(office) for office in offices), "yes" if persons else "no"],
        )


def clear_scope() -> None:
    set_scope([], persons=False)


def _current_scope() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('qamtu.offices', true), ''),"
            " coalesce(current_setting('qamtu.persons', true), '')"
        )
        offices, persons = cursor.fetchone()
    return offices, persons


@contextmanager
def office_scope(*offices: Office, persons: bool = True) -> Iterator[None]:
    """Work inside these offices; the scope before is restored."""
    before_offices, before_persons = _current_scope()
    set_scope([office.pk for office in offices], persons=persons)
    try:
        yield
    finally:
        set_scope(
            [int(part) for part in before_offices.split(",") if part],
            persons=before_persons == "yes",
        )


def scope_of(user: User) -> tuple[list[int], bool]:
    """(offices, persons) that this member of staff may see.

    A regional analyst: every office, no persons. Everyone else: their own office.
    """
    if user.role == Role.REGIONAL_ANALYST:
        return list(Office.objects.values_list("pk", flat=True)), False
    return ([user.office_id] if user.office_id else []), True
