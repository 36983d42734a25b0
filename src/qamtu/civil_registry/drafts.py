"""A record as it stands, to be judged or said anew."""

from collections.abc import Mapping
from typing import Any

from .judging import Draft
from .models import CivilRecord
from .parties import PartyEntry, entry_of
from .standing import Standing, standing_of


def draft_of_standing(standing: Standing, **changed: Any) -> Draft:
    """A record as it stands, to be judged or said anew."""
    record, entry = standing.record, standing.entry
    assert entry is not None, "every record has its first entry"
    told: dict[str, Any] = {
        "office": record.office,
        "kind": record.kind,
        "origin": record.origin,
        "declared_on": record.declared_on,
        "event_on": entry.event_on,
        "parties": {role: entry_of(party) for role, party in standing.parties.items()},
        "content": entry.content,
        "territory": entry.territory,
        "place": entry.place,
        "base": record.base,
        "base_text": record.base_text,
    }
    return Draft(**told | changed)


def said_anew(
    record: CivilRecord,
    parties: Mapping[str, PartyEntry | None],
    content: Mapping[str, Any],
) -> Draft:
    """The record as it stands, with other persons (None: nobody in this role) and fields."""
    draft = draft_of_standing(standing_of(record))
    merged = {**draft.parties, **parties}
    draft.parties = {role: one for role, one in merged.items() if one is not None}
    draft.content = {**draft.content, **content}
    return draft
