"""Certificates of registered acts: the first one, repeated ones, and their verification."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.documents.numbering import next_number
from qamtu.language import search_key

from .corrections import REGISTERED, tell_case
from .declarations import act, held
from .judging import fee_of
from .models import CivilAction, CivilCertificate, CivilRecord
from .refused import CivilRefused
from .secrecy import door
from .standing import standing_of
from .words import STILLBIRTH, Kind

SERIES = "civil-certificate"
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that are taken for one another
CODE_LENGTH = 16


def issue_certificate(
    *, record: CivilRecord, day: date, by: User, reason: str = "", today: date | None = None
) -> CivilCertificate:
    """The certificate of a registered act; after the first one a repeated one, for a reason.

    Raises `CivilRefused`.
    """
    with door(record.kind, by), transaction.atomic():
        found = held(record, day=day, states=REGISTERED, today=today)
        if record.kind == Kind.BIRTH and found.said("birth_kind") == STILLBIRTH:
            raise CivilRefused("certificate-of-stillbirth")
        assert found.entry is not None, "every record has its first entry"
        is_repeated = bool(found.certificates)
        if is_repeated and not reason.strip():
            raise CivilRefused("certificate-reason")
        fee, trace = None, None
        if is_repeated:
            fee, trace = fee_of(office=record.office, service="repeat", day=day)
        kinds = CivilAction.Kind
        action = act(
            record,
            kind=kinds.REPEATED if is_repeated else kinds.CERTIFICATE,
            day=day,
            by=by,
            reason=reason.strip(),
            fee=fee,
            trace=trace,
        )
        tell_case(found, "repeat" if is_repeated else "certify", day, by, reason)
        return CivilCertificate.objects.create(
            office_id=record.office_id,
            record=record,
            action=action,
            entry=found.entry,
            year=day.year,
            number=next_number(office=record.office, series=SERIES, year=day.year),
            code="".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)),
            recorded_by=by,
        )


@dataclass(frozen=True)
class Verified:
    """What a code tells to anyone: that there is such a paper and whether it stands. No person."""

    certificate: CivilCertificate
    state: Literal["valid", "replaced", "changed", "annulled"]
    number: str


def verify(*, office: Office, code: str) -> Verified:
    """The paper of a code. Raises `CivilRefused` («code-unknown»)."""
    cleaned = "".join(sign for sign in code.upper() if sign in LETTERS)
    found = (
        CivilCertificate.objects.live()
        .filter(office=office, code=cleaned)
        .select_related("record", "action")
        .first()
        if len(cleaned) == CODE_LENGTH
        else None
    )
    if found is None:
        raise CivilRefused("code-unknown")
    standing = standing_of(found.record)
    state: Literal["valid", "replaced", "changed", "annulled"] = "valid"
    if standing.state == "annulled":
        state = "annulled"
    elif standing.certificates[-1].pk != found.pk:
        state = "replaced"
    elif standing.entry is not None and standing.entry.pk != found.entry_id:
        state = "changed"
    return Verified(found, state, standing.number)


def names_match(*, verified: Verified, surname: str) -> bool:
    """Whether the paper in someone's hands bears the surname that the register has for it."""
    key = search_key(surname)
    parties = verified.certificate.record.parties.live().filter(
        action=verified.certificate.entry.action_id
    )
    return bool(key) and any(search_key(one.surname) == key for one in parties)
