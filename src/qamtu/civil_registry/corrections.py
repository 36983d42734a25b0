"""A registered record corrected or annulled: an action is appended, what stood before stays."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import record_event
from qamtu.places.models import Territory

from .consequences import undo
from .declarations import act, held, hold, keep_entry, read_content
from .drafts import said_anew
from .impossible import refuse_impossible
from .judging import fee_of
from .measures import MEASURE_OF_KIND
from .models import CivilAction, CivilRecord
from .parties import PartyEntry, find_parties
from .refused import CivilRefused
from .secrecy import door
from .standing import Standing, standing_all
from .words import Kind

REGISTERED = (CivilAction.Kind.REGISTERED,)


def correct_record(
    *,
    record: CivilRecord,
    parties: Sequence[PartyEntry],
    content: Mapping[str, object],
    event_on: date,
    territory: Territory | None,
    place: str,
    day: date,
    reason: str,
    by: User,
    today: date | None = None,
) -> CivilAction:
    """The record says something else from now on, by a ground. Raises `CivilRefused`.

    The day of a death follows into its status only by annulling the record.
    """
    with door(record.kind, by), transaction.atomic():
        found = held(record, day=day, states=REGISTERED, today=today)
        if not reason.strip():
            raise CivilRefused("civil-reason")
        is_book = record.origin == CivilRecord.Origin.BOOK
        named = find_parties(
            office=record.office, kind=record.kind, entries=parties, are_all_asked=not is_book
        )
        draft = said_anew(record, {**dict.fromkeys(found.parties), **named}, {})
        draft.content = read_content(record.kind, content, are_all_asked=not is_book)
        if record.kind == Kind.DEATH and event_on != found.event_on:
            raise CivilRefused("death-day-by-annulment")
        draft.event_on, draft.territory, draft.place = event_on, territory, place.strip()
        hold([one.person for one in draft.parties.values() if one.person is not None])
        _refuse_other_people(found, draft.parties)
        refuse_impossible(draft, itself=record.pk)
        fee, trace = fee_of(office=record.office, service="correction", day=day)
        action = act(
            record,
            kind=CivilAction.Kind.CORRECTED,
            day=day,
            by=by,
            reason=reason.strip(),
            fee=fee,
            trace=trace,
        )
        keep_entry(record, action, draft, by)
        tell_case(found, "correct", day, by, reason)
        return action


def _refuse_other_people(found: Standing, parties: Mapping[str, PartyEntry]) -> None:
    """A correction mends how a person is written; another person is another act."""
    for role, before in found.parties.items():
        after = parties.get(role)
        if before.iin and (after is None or after.iin != before.iin):
            raise CivilRefused("civil-other-person", role=role)


def annul_record(
    *,
    record: CivilRecord,
    day: date,
    reason: str,
    by: User,
    today: date | None = None,
) -> CivilAction:
    """The record stands no more, by a decision of a court; what followed is taken back.

    What can't be taken back is said in the action's consequences. Raises `CivilRefused`.
    """
    with door(record.kind, by), transaction.atomic():
        found = held(record, day=day, states=REGISTERED, today=today)
        if not reason.strip():
            raise CivilRefused("civil-reason")
        for other in standing_all(list(record.changes_of_it.live())).values():
            if other.state == "registered":
                raise CivilRefused("annulled-by-stands", number=other.number)
        registered = found.registered
        assert registered is not None, "the state is «registered»"
        undone = undo(followed=registered.consequences, reason=reason.strip(), by=by)
        tell_case(found, "annul", day, by, reason)
        return act(
            record,
            kind=CivilAction.Kind.ANNULLED,
            day=day,
            by=by,
            reason=reason.strip(),
            consequences=undone,
        )


def tell_case(found: Standing, transition: str, day: date, by: User, reason: str = "") -> None:
    """The same step in the case of the act, where it has one."""
    registered = found.registered
    measure = MEASURE_OF_KIND.get(found.record.kind)
    if registered is not None and registered.case is not None and measure is not None:
        record_event(
            case=registered.case,
            measure=measure,
            transition=transition,
            day=day,
            reason=reason,
            by=by,
        )
