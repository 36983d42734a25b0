"""Records of old books: kept as the book says them, found by search, counted as history.

A record of a book opens no case and gets no new number. A death in it has its consequence where
the person is in the register; nothing else in it changes a register of today.
"""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User

from .consequences import follow
from .declarations import Declaration, Origin, act, draft_of, keep_record
from .impossible import refuse_impossible
from .judging import registers_itself
from .models import CivilAction, CivilRecord
from .refused import CivilRefused
from .registration import Measures
from .secrecy import door
from .words import Kind


def keep_old_record(
    *,
    declared: Declaration,
    number: str,
    by: User,
    measures: Measures,
    body: str = "",
    today: date | None = None,
) -> CivilRecord:
    """A record of a book, registered on `declared_on` under the book's number.

    Raises `CivilRefused`: «civil-number-known» where it is kept already.
    """
    day = declared.declared_on
    if declared.kind not in Kind:
        raise CivilRefused("civil-kind")
    if not number.strip():
        raise CivilRefused("civil-number")
    if day > (today or date.today()):
        raise CivilRefused("civil-future", day=day)
    if not registers_itself(declared.office, day):
        raise CivilRefused("registers-elsewhere", day=day)
    with door(declared.kind, by), transaction.atomic():
        draft = draft_of(declared, Origin.BOOK)
        body = body.strip() or declared.office.name_kk
        known = CivilAction.objects.live().filter(
            office=declared.office,
            record_kind=declared.kind,
            kind=CivilAction.Kind.REGISTERED,
            given_number=number.strip(),
            occurred_on__year=day.year,
            record__body=body,
        )
        if known.exists():
            raise CivilRefused("civil-number-known", number=number.strip())
        refuse_impossible(draft)
        record, _first = keep_record(
            draft, kind=CivilAction.Kind.DECLARED, day=day, by=by, body=body
        )
        dead = draft.parties.get("deceased")
        followed = (
            follow(
                record=record,
                draft=draft,
                shown=f"№ {number.strip()}",
                day=day,
                by=by,
                measures=measures,
            )
            if dead is not None and dead.person is not None
            else []
        )
        act(
            record,
            kind=CivilAction.Kind.REGISTERED,
            day=day,
            by=by,
            given_number=number.strip(),
            consequences=followed,
        )
    return record
