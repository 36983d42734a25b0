"""An application for an act: taken in, checked, refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import violated_constraint
from qamtu.people.models import Person
from qamtu.places.models import Territory

from .impossible import refuse_impossible
from .judging import Draft, registers_itself
from .models import CivilAction, CivilEntry, CivilRecord
from .parties import Parties, PartyEntry, find_parties, keep_parties
from .refused import CivilRefused
from .secrecy import door
from .standing import Standing, divorce_of, records_of, standing_of
from .words import CONTENTS, WAITING, Kind

Origin = CivilRecord.Origin


@dataclass(frozen=True)
class Declaration:
    """What is declared. `base`, `base_text`: see `CivilRecord`."""

    office: Office
    kind: str
    declared_on: date
    event_on: date
    parties: Sequence[PartyEntry]
    content: Mapping[str, object] = field(default_factory=dict)
    territory: Territory | None = None
    place: str = ""
    base: CivilRecord | None = None
    base_text: str = ""


def declare(*, declared: Declaration, by: User, today: date | None = None) -> CivilRecord:
    """Take in an application. Raises `CivilRefused` with what can not be."""
    if declared.kind not in Kind:
        raise CivilRefused("civil-kind")
    if declared.declared_on > (today or date.today()):
        raise CivilRefused("civil-future", day=declared.declared_on)
    if not registers_itself(declared.office, declared.declared_on):
        raise CivilRefused("registers-elsewhere", day=declared.declared_on)
    with door(declared.kind, by), transaction.atomic():
        draft = draft_of(declared, Origin.OFFICE)
        refuse_impossible(draft)
        if draft.is_late:
            draft.refuse_by_law("birth-late")
        record, _action = keep_record(
            draft, kind=CivilAction.Kind.DECLARED, day=declared.declared_on, by=by
        )
    return record


def draft_of(declared: Declaration, origin: str) -> Draft:
    """The record as it would be; the persons' rows are held until the transaction ends."""
    is_book = origin == Origin.BOOK
    is_own = origin == Origin.OFFICE
    content = read_content(declared.kind, declared.content, are_all_asked=is_own)
    parties = find_parties(
        office=declared.office,
        kind=declared.kind,
        entries=declared.parties,
        are_all_asked=not is_book,
    )
    hold([one.person for one in parties.values() if one.person is not None])
    base = declared.base
    if base is None and not is_book and not declared.base_text.strip():
        base = base_of(declared.office, declared.kind, parties)
    return Draft(
        office=declared.office,
        kind=declared.kind,
        origin=origin,
        declared_on=declared.declared_on,
        event_on=declared.event_on,
        parties=parties,
        content=content,
        territory=declared.territory,
        place=declared.place.strip(),
        base=base,
        base_text=declared.base_text.strip(),
    )


def base_of(office: Office, kind: str, parties: Parties) -> CivilRecord | None:
    """The record that this one changes, found by its persons."""
    found: list[Standing] = []
    if kind in (Kind.PATERNITY, Kind.ADOPTION):
        found = records_of(office, Kind.BIRTH, role="child", iins=[parties["child"].iin])
    elif kind == Kind.DIVORCE:
        wives = {parties["wife"].iin}
        for one in records_of(office, Kind.MARRIAGE, role="husband", iins=[parties["husband"].iin]):
            if one.parties["wife"].iin in wives and divorce_of(one) is None:
                found.append(one)
    return next((one.record for one in found if one.state == "registered"), None)


def hold(people: Sequence[Person]) -> None:
    """Hold the rows of persons, in one order: of two clerks, the second sees the first's act."""
    keys = sorted(one.pk for one in people)
    list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def read_content(
    kind: str, given: Mapping[str, object], *, are_all_asked: bool = True
) -> dict[str, Any]:
    """What is kept of the fields. Raises `CivilRefused` naming the field."""
    kept: dict[str, Any] = {}
    for asked in CONTENTS[kind]:
        value = str(given.get(asked.code) or "").strip()
        if value:
            try:
                kept[asked.code] = asked.read(value)
            except ValueError:
                raise CivilRefused("civil-field", field=asked.names, given=value) from None
        elif asked.is_required and are_all_asked:
            raise CivilRefused("civil-field-missing", field=asked.names)
    return kept


def keep_record(
    draft: Draft, *, kind: str, day: date, by: User, body: str = "", **action: Any
) -> tuple[CivilRecord, CivilAction]:
    """The record, its first action and its first entry."""
    record = CivilRecord.objects.create(
        office=draft.office,
        kind=draft.kind,
        origin=draft.origin,
        declared_on=draft.declared_on,
        body=body.strip(),
        base=draft.base,
        base_text=draft.base_text,
        is_secret=draft.kind == Kind.ADOPTION,
        recorded_by=by,
    )
    first = act(record, kind=kind, day=day, by=by, **action)
    keep_entry(record, first, draft, by)
    return record, first


def keep_entry(record: CivilRecord, action: CivilAction, draft: Draft, by: User) -> CivilEntry:
    """What the record says from this action on."""
    entry = CivilEntry.objects.create(
        office_id=record.office_id,
        record=record,
        action=action,
        event_on=draft.event_on,
        territory=draft.territory,
        place=draft.place,
        content=dict(draft.content),
        recorded_by=by,
    )
    keep_parties(record=record, action=action, parties=draft.parties, by_id=by.pk)
    return entry


def act(record: CivilRecord, *, kind: str, day: date, by: User, **values: Any) -> CivilAction:
    """Append an action. Raises `CivilRefused` («civil-state») for one that is there."""
    try:
        with transaction.atomic():
            return CivilAction.objects.create(
                office_id=record.office_id,
                record=record,
                record_kind=record.kind,
                kind=kind,
                occurred_on=day,
                recorded_by=by,
                **values,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "civil_action_once":
            raise CivilRefused("civil-state") from error
        raise


def held(
    record: CivilRecord, *, day: date, states: Sequence[str], today: date | None = None
) -> Standing:
    """The record as it stands, its row held; refused out of these states or before its last act."""
    CivilRecord.objects.select_for_update().get(pk=record.pk)
    found = standing_of(record)
    if found.state not in states:
        raise CivilRefused("civil-state")
    if day > (today or date.today()):
        raise CivilRefused("civil-future", day=day)
    last = found.actions[-1].occurred_on
    if day < last:
        raise CivilRefused("civil-before-last", day=last)
    return found


def check_record(*, record: CivilRecord, day: date, by: User) -> CivilAction:
    """The papers are checked. Raises `CivilRefused`."""
    with door(record.kind, by), transaction.atomic():
        held(record, day=day, states=(CivilAction.Kind.DECLARED,))
        return act(record, kind=CivilAction.Kind.CHECKED, day=day, by=by)


def refuse_record(*, record: CivilRecord, day: date, reason: str, by: User) -> CivilAction:
    """The registration is refused, with the reason that the applicant is told."""
    with door(record.kind, by), transaction.atomic():
        held(record, day=day, states=WAITING)
        if not reason.strip():
            raise CivilRefused("civil-reason")
        return act(record, kind=CivilAction.Kind.REFUSED, day=day, reason=reason.strip(), by=by)
