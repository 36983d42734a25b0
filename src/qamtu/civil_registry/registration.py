"""Registering an act: its number without gaps, its case, and what follows from it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import open_case
from qamtu.casework.measures import Measure
from qamtu.casework.models import Case
from qamtu.documents.numbering import next_number
from qamtu.people.models import Person
from qamtu.people.registry import add_person
from qamtu.rules.civil_registry.terms import earliest_divorce

from .consequences import follow
from .declarations import Declaration, act, draft_of, held, hold, keep_entry, keep_record
from .drafts import draft_of_standing
from .impossible import refuse_impossible
from .judging import Draft, fee_of, keeps_separate_records, registers_itself
from .measures import MEASURE_OF_KIND
from .models import CivilAction, CivilRecord
from .parties import find_parties
from .refused import CivilRefused
from .secrecy import door
from .standing import number_of, standing_of
from .words import COURT, SUBJECTS, WAITING, Kind

Origin = CivilRecord.Origin
Measures = Mapping[str, Measure]


def register_record(
    *,
    record: CivilRecord,
    day: date,
    by: User,
    measures: Measures,
    child_iin: str = "",
    today: date | None = None,
) -> CivilAction:
    """Register a declared act under the next number of its kind and year; what follows, follows.

    `measures`: every declared measure, so that a death can end its cases. `child_iin`: the number
    that a child born alive was given. Raises `CivilRefused`, `PersonRefused`.
    """
    with door(record.kind, by), transaction.atomic():
        standing = held(record, day=day, states=WAITING, today=today)
        if not registers_itself(record.office, day):
            raise CivilRefused("registers-elsewhere", day=day)
        draft = draft_of_standing(standing)
        is_live_birth = draft.service == "birth"
        if is_live_birth:
            _give_iin(draft, child_iin)
        hold([one.person for one in draft.parties.values() if one.person is not None])
        refuse_impossible(draft, itself=record.pk)
        _refuse_early(draft, day)
        if draft.kind == Kind.MARRIAGE:
            draft.event_on = day  # the day on which it is solemnised
        _enter_people(draft, by)
        fee, trace = fee_of(office=record.office, service=draft.service, day=day)
        return _registered(
            record,
            draft,
            day=day,
            by=by,
            measures=measures,
            numbered=_number(draft, day),
            fee=fee,
            trace=trace,
            is_entry_new=is_live_birth or draft.kind == Kind.MARRIAGE,
        )


def receive_record(
    *,
    declared: Declaration,
    number: str,
    body: str,
    by: User,
    measures: Measures,
    today: date | None = None,
) -> CivilRecord:
    """An act that another body registered on `declared_on`, as its message says; kept as such.

    It has the same consequences. Raises `CivilRefused`, `PersonRefused`.
    """
    if declared.kind not in Kind:
        raise CivilRefused("civil-kind")
    if not number.strip():
        raise CivilRefused("civil-number")
    if not body.strip():
        raise CivilRefused("civil-body")
    day = declared.declared_on
    if day > (today or date.today()):
        raise CivilRefused("civil-future", day=day)
    if registers_itself(declared.office, day):
        raise CivilRefused("registers-here", day=day)
    with door(declared.kind, by), transaction.atomic():
        draft = draft_of(declared, Origin.OUTSIDE)
        _refuse_known_number(draft, number.strip(), body.strip())
        refuse_impossible(draft)
        _enter_people(draft, by)
        record, _first = keep_record(
            draft, kind=CivilAction.Kind.DECLARED, day=day, by=by, body=body
        )
        _registered(
            record,
            draft,
            day=day,
            by=by,
            measures=measures,
            numbered={"given_number": number.strip()},
        )
    return record


def _refuse_known_number(draft: Draft, number: str, body: str) -> None:
    known = CivilAction.objects.live().filter(
        office=draft.office,
        record_kind=draft.kind,
        kind="registered",
        given_number=number,
        record__body=body,
        occurred_on__year=draft.declared_on.year,
    )
    if known.exists():
        raise CivilRefused("civil-number-known", number=number)


def _give_iin(draft: Draft, iin: str) -> None:
    """The number of a child born alive: of the day of birth and of the sex that are declared."""
    child = draft.parties["child"]
    if not (iin or child.iin):
        raise CivilRefused("birth-iin-missing")
    named = replace(child, iin=iin or child.iin, birth_date=None, sex="")
    (found,) = find_parties(
        office=draft.office, kind=Kind.BIRTH, entries=[named], are_all_asked=False
    ).values()
    if found.birth_date != draft.event_on:
        raise CivilRefused("birth-iin", day=found.birth_date)
    if found.sex != draft.content.get("child_sex", found.sex):
        raise CivilRefused("birth-iin-sex")
    draft.parties["child"] = replace(
        found,
        surname=child.surname,
        given_name=child.given_name,
        patronymic=child.patronymic,
    )


def _refuse_early(draft: Draft, day: date) -> None:
    if draft.kind == Kind.MARRIAGE and day < draft.event_on:
        raise CivilRefused("marriage-too-early", day=draft.event_on)
    if draft.kind == Kind.DIVORCE and draft.content.get("ground") != COURT:
        earliest = earliest_divorce(draft.declared_on, draft.law)
        if day < earliest:
            raise CivilRefused("divorce-too-early", day=earliest)


def _enter_people(draft: Draft, by: User) -> None:
    """Whom the record is about is entered in the register of people, if they have an ИИН."""
    role = subject_role(draft)
    one = draft.parties.get(role)
    if one is None or one.person is not None:
        return
    if not one.iin:
        raise CivilRefused("civil-subject-iin", role=role)
    near = draft.parties.get("mother")
    territory = draft.territory or (near.person.territory if near and near.person else None)
    person = add_person(
        office=draft.office,
        iin=one.iin,
        surname=one.surname,
        given_name=one.given_name or "—",
        patronymic=one.patronymic,
        territory=territory,
        address=near.person.address if near and near.person else "",
        by=by,
    )
    draft.parties[role] = replace(one, person=person)


def subject_role(draft: Draft) -> str:
    """Whose case the registered act is; a stillborn child has no number and no case of its own."""
    return "mother" if draft.service == "stillbirth" else SUBJECTS[draft.kind]


def _number(draft: Draft, day: date) -> dict[str, Any]:
    """The next number of the office, kind and year; a mere change bears that of its record."""
    is_change = draft.kind in (Kind.PATERNITY, Kind.ADOPTION) or (
        draft.kind == Kind.DIVORCE and draft.content.get("ground") == COURT
    )
    if is_change and not keeps_separate_records(draft.office, day):
        base = draft.base_text or number_of(
            standing_of(draft.base).registered if draft.base else None
        )
        if not base:
            raise CivilRefused("base-missing")
        return {"given_number": base}
    number = next_number(office=draft.office, series=f"civil-{draft.kind}", year=day.year)
    return {"number": number, "year": day.year}  # fmt: skip


def _registered(
    record: CivilRecord,
    draft: Draft,
    *,
    day: date,
    by: User,
    measures: Measures,
    numbered: Mapping[str, Any],
    fee: int | None = None,
    trace: dict[str, Any] | None = None,
    is_entry_new: bool = False,
) -> CivilAction:
    case = _open_case(record, draft, day, by)
    shown = f"№ {numbered['number']}/{numbered['year']}" if "number" in numbered else (
        f"№ {numbered['given_number']}"
    )  # fmt: skip
    followed = follow(record=record, draft=draft, shown=shown, day=day, by=by, measures=measures)
    action = act(
        record,
        kind=CivilAction.Kind.REGISTERED,
        day=day,
        by=by,
        case=case,
        fee=fee,
        trace=trace,
        consequences=followed,
        **numbered,
    )
    if is_entry_new:
        keep_entry(record, action, draft, by)
    return action


def _open_case(record: CivilRecord, draft: Draft, day: date, by: User) -> Case | None:
    """The act as a case, for lists, timelines and figures; an adoption has none: it is secret."""
    measure = MEASURE_OF_KIND.get(draft.kind)
    if measure is None:
        return None
    subject = draft.parties[subject_role(draft)].person
    assert isinstance(subject, Person)
    return open_case(
        measure=measure,
        office=record.office,
        subject=subject,
        day=day,
        by=by,
        category=category_of(draft),
        territory=draft.territory,
        details={"origin": draft.origin},
    )


def category_of(draft: Draft) -> str:
    """The group of the figures in which the act is counted."""
    if draft.kind == Kind.BIRTH:
        if draft.service == "stillbirth":
            return "stillbirth"
        return "late" if draft.is_late else "in_time"
    if draft.kind == Kind.DIVORCE:
        return str(draft.content.get("ground", ""))
    return ""
