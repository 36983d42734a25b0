"""Changes that another act makes in a birth record: a father added, an adoption that seals."""

from dataclasses import replace
from datetime import date
from typing import Any

from qamtu.accounts.models import User

from .declarations import act, keep_entry
from .drafts import said_anew
from .judging import Draft
from .models import CivilAction, CivilParty, CivilRecord, CivilSeal
from .parties import PartyEntry, entry_of
from .standing import standing_of

NEUTRAL = "Кодекс бойынша жазбаға өзгеріс енгізілді"  # says nothing of an adoption


def add_father(draft: Draft, *, reason: str, day: date, by: User) -> list[dict[str, Any]]:
    """The birth record of the child names the father from now on."""
    if draft.base is None:
        return []
    father = replace(draft.parties["father"], role="father")
    child = _renamed(draft, standing_of(draft.base).parties.get("child"))
    anew = said_anew(draft.base, {"father": father, **child}, {})
    action = act(draft.base, kind=CivilAction.Kind.CORRECTED, day=day, by=by, reason=reason)
    keep_entry(draft.base, action, anew, by)
    return [{"code": "father-added", "record": draft.base.pk}]


def adopt(record: CivilRecord, draft: Draft, *, day: date, by: User) -> list[dict[str, Any]]:
    """The birth record names the adopters as the parents; what it said before is sealed."""
    if draft.base is None:
        return []
    parties: dict[str, PartyEntry | None] = {"mother": None, "father": None}
    for role in ("adopter_1", "adopter_2"):
        one = draft.parties.get(role)
        if one is not None:
            as_parent = "father" if one.sex == "m" else "mother"
            parties[as_parent] = replace(one, role=as_parent)
    child = _renamed(draft, standing_of(draft.base).parties.get("child"))
    anew = said_anew(draft.base, {**parties, **child}, {})
    action = act(draft.base, kind=CivilAction.Kind.CORRECTED, day=day, by=by, reason=NEUTRAL)
    keep_entry(draft.base, action, anew, by)
    CivilSeal.objects.create(
        office_id=record.office_id,
        record=draft.base,
        action=action,
        adoption=record,
        recorded_by=by,
    )
    return [{"code": "adopted", "record": draft.base.pk}]


def _renamed(draft: Draft, child: CivilParty | None) -> dict[str, PartyEntry | None]:
    """The child of the birth record under the new name, where there is one."""
    if child is None:
        return {}
    entry = entry_of(child)
    said = draft.content
    return {
        "child": replace(
            entry,
            surname=str(said.get("surname_after") or entry.surname),
            given_name=str(said.get("given_name_after") or entry.given_name),
            patronymic=str(said.get("patronymic_after") or entry.patronymic),
        )
    }
