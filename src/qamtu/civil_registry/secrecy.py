"""The secrecy of adoption: who may see, held by the database, every look logged."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import connection, transaction

from qamtu.accounts.models import User
from qamtu.accounts.permissions import can_see_adoptions

from .models import CivilRecord
from .refused import CivilRefused


@contextmanager
def adoptions_seen(by: User) -> Iterator[None]:
    """Within, adoptions of the office are seen, and what birth records said before them.

    One transaction: the setting ends with it. Raises `CivilRefused` («adoption-secret»).
    """
    if not can_see_adoptions(by):
        raise CivilRefused("adoption-secret")
    with transaction.atomic():
        before = _set("yes")
        yield
        _set(before)


def _set(value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('qamtu.secrets', true), '')")
        before = str(cursor.fetchone()[0])
        cursor.execute("SELECT set_config('qamtu.secrets', %s, true)", [value])
    return before


def door(kind: str, by: User) -> AbstractContextManager[None]:
    """What a verb works within: an adoption behind its door, anything else in the open."""
    return adoptions_seen(by) if kind == CivilRecord.Kind.ADOPTION else nullcontext()
