"""Facts that can not be: each is refused with its own code, before anything is written.

What a book of old records says is checked for what no register can change (days and ages); who is
married or dead today is not asked of it.
"""

from collections.abc import Callable
from datetime import date, timedelta

from qamtu.rules.civil_registry.terms import earliest_marriage

from .judging import Draft
from .models import CivilRecord
from .parties import PartyEntry
from .refused import CivilRefused
from .standing import Standing, died_on, divorce_of, records_of, standing_marriages, standing_of
from .words import CONSENT, COURT, STILLBIRTH, Kind

YOUNGEST_PARENT = 12  # full years; nobody is a parent before
LONGEST_PREGNANCY = timedelta(days=300)  # a father may die so long before the birth
FULL_AGE = 18
BOOK = CivilRecord.Origin.BOOK


def refuse_impossible(draft: Draft, *, itself: int | None = None) -> None:
    """Raises `CivilRefused` where the facts of a record can not be.

    `itself`: the record's key where it is there already, at its registration or correction.
    """
    if draft.event_on > draft.declared_on and draft.kind != Kind.MARRIAGE:
        raise CivilRefused("civil-future", day=draft.event_on)
    for one in draft.parties.values():
        is_dead = draft.kind == Kind.DEATH and one.role == "deceased"
        if is_dead and one.birth_date is not None and one.birth_date > draft.event_on:
            raise CivilRefused("death-before-birth", born=one.birth_date, day=draft.event_on)
    CHECKS[draft.kind](draft, itself)


def _parents(draft: Draft, child_born: date, *roles: str) -> None:
    for role in roles:
        parent = draft.parties.get(role)
        if parent is None or parent.birth_date is None:
            continue
        if parent.birth_date >= child_born:
            raise CivilRefused(
                "parent-after-child", person=parent.full_name, born=parent.birth_date
            )
        age = parent.age_on(child_born) or 0
        if age < YOUNGEST_PARENT:
            raise CivilRefused("parent-too-young", person=parent.full_name, age=age)


def _alive(draft: Draft, one: PartyEntry | None, day: date, code: str) -> None:
    died = died_on(one.person) if one is not None and draft.origin != BOOK else None
    if one is not None and died is not None and died < day:
        raise CivilRefused(code, person=one.full_name, day=died)


def _birth(draft: Draft, itself: int | None) -> None:
    born, child, mother = draft.event_on, draft.parties.get("child"), draft.parties.get("mother")
    _parents(draft, born, "mother", "father")
    if child is not None and child.birth_date not in (None, born):
        raise CivilRefused("birth-iin", day=child.birth_date)
    if draft.content.get("birth_kind") == STILLBIRTH and child is not None and child.iin:
        raise CivilRefused("birth-still-iin")
    _alive(draft, mother, born, "parent-dead")
    _alive(draft, draft.parties.get("father"), born - LONGEST_PREGNANCY, "parent-dead")
    if child is not None and child.iin:
        for other in records_of(draft.office, Kind.BIRTH, role="child", iins=[child.iin]):
            if other.record.pk != itself:
                raise CivilRefused("child-known", person=child.full_name, number=other.number)
    if mother is not None and mother.iin and draft.content.get("is_multiple") != "yes":
        for other in records_of(draft.office, Kind.BIRTH, role="mother", iins=[mother.iin]):
            if other.record.pk != itself and other.event_on == born:
                raise CivilRefused(
                    "child-known", person=str(other.parties["child"]), number=other.number
                )


def _death(draft: Draft, itself: int | None) -> None:
    dead = draft.parties["deceased"]
    for other in records_of(draft.office, Kind.DEATH, role="deceased", iins=[dead.iin]):
        if other.record.pk != itself:
            raise CivilRefused(
                "death-known",
                person=dead.full_name,
                day=other.event_on,
                number=f"№ {other.number}" if other.number else "",
            )
    died = died_on(dead.person)
    if died is not None and itself is None and draft.origin != BOOK:
        raise CivilRefused("death-known", person=dead.full_name, day=died, number="")


def _marriage(draft: Draft, itself: int | None) -> None:
    if draft.event_on < draft.declared_on:
        raise CivilRefused("marriage-before-application", day=draft.declared_on)
    spouses = [draft.parties[role] for role in ("husband", "wife") if role in draft.parties]
    for one in spouses:
        if one.sex and one.sex != {"husband": "m", "wife": "f"}[one.role]:
            raise CivilRefused("marriage-same-sex", person=one.full_name)
        if one.birth_date is not None and one.birth_date >= draft.event_on:
            raise CivilRefused("marriage-under-age", person=one.full_name, age=0)
        _alive(draft, one, draft.event_on + timedelta(days=1), "marriage-of-the-dead")
    if draft.origin == BOOK:
        return
    for one in spouses:
        for other in standing_marriages(draft.office, [one.iin], draft.event_on):
            if other.record.pk != itself:
                raise CivilRefused(
                    "marriage-standing",
                    person=one.full_name,
                    number=other.number,
                    day=other.event_on,
                )
    draft.refuse_by_law("marriage-under-age")
    earliest = earliest_marriage(draft.declared_on, draft.law, draft.is_working_day)
    early = draft.event_on < earliest and draft.origin == CivilRecord.Origin.OFFICE
    if early and not draft.content.get("early_ground"):
        raise CivilRefused("marriage-too-early", day=earliest)


def _divorce(draft: Draft, itself: int | None) -> None:
    for one in draft.parties.values():
        _alive(draft, one, draft.event_on, "divorce-of-the-dead")
    if draft.content.get("ground") == COURT and not draft.content.get("court_paper"):
        raise CivilRefused("civil-court-paper")
    if draft.origin == BOOK or draft.base_text:
        return
    base = standing_of(draft.base) if draft.base is not None else None
    if base is None or base.record.kind != Kind.MARRIAGE or base.registered is None:
        raise CivilRefused("divorce-without-marriage")
    if base.state != "registered":
        raise CivilRefused("base-annulled", number=base.number)
    iins = {party.iin for party in base.parties.values()}
    if any(one.iin not in iins for one in draft.parties.values()):
        raise CivilRefused("divorce-without-marriage")
    divorced = divorce_of(base)
    if divorced is not None and divorced.record.pk != itself:
        raise CivilRefused("divorced-already", number=divorced.number)
    if base.event_on is not None and draft.event_on < base.event_on:
        raise CivilRefused("divorce-before-marriage", day=base.event_on)


def _paternity(draft: Draft, itself: int | None) -> None:
    child = draft.parties["child"]
    if child.birth_date is not None:
        _parents(draft, child.birth_date, "mother", "father")
        if draft.event_on < child.birth_date:
            raise CivilRefused("civil-before-child", born=child.birth_date)
    if draft.content.get("ground") == COURT and not draft.content.get("court_paper"):
        raise CivilRefused("civil-court-paper")
    if draft.content.get("ground") == CONSENT:
        _alive(draft, draft.parties.get("father"), draft.event_on, "parent-dead")
    base = _base_of_child(draft)
    if base is not None and "father" in base.parties and itself is None:
        raise CivilRefused("paternity-known", person=str(base.parties["father"]))


def _base_of_child(draft: Draft) -> Standing | None:
    if draft.origin == BOOK or draft.base_text:
        return None
    base = standing_of(draft.base) if draft.base is not None else None
    if base is None or base.record.kind != Kind.BIRTH or base.registered is None:
        raise CivilRefused("base-missing")
    if base.state != "registered":
        raise CivilRefused("base-annulled", number=base.number)
    child = base.parties.get("child")
    if child is None or child.iin != draft.parties["child"].iin:
        raise CivilRefused("base-missing")
    return base


def _adoption(draft: Draft, itself: int | None) -> None:
    child = draft.parties["child"]
    _base_of_child(draft)
    if child.birth_date is None:
        return
    if (child.age_on(draft.event_on) or 0) >= FULL_AGE:
        raise CivilRefused("adoption-of-adult", person=child.full_name)
    if draft.event_on < child.birth_date:
        raise CivilRefused("civil-before-child", born=child.birth_date)
    years = int(draft.law.figure("adopter_older_by").value)
    for role in ("adopter_1", "adopter_2"):
        one = draft.parties.get(role)
        if one is None:
            continue
        _alive(draft, one, draft.event_on, "parent-dead")
        if one.birth_date is not None and (one.age_on(child.birth_date) or 0) < years:
            raise CivilRefused("adopter-too-young", person=one.full_name, years=years)


def _name_change(draft: Draft, itself: int | None) -> None:
    one = draft.parties["person"]
    _alive(draft, one, draft.event_on, "name-of-the-dead")
    if draft.origin == BOOK:
        return
    draft.refuse_by_law("name-minor")
    asked = {
        "surname": draft.content.get("surname_after"),
        "given_name": draft.content.get("given_name_after"),
        "patronymic": draft.content.get("patronymic_after"),
    }
    if itself is None and all(
        not name or name == getattr(one, field) for field, name in asked.items()
    ):
        raise CivilRefused("name-same", person=one.full_name)


CHECKS: dict[str, Callable[[Draft, int | None], None]] = {
    Kind.BIRTH: _birth,
    Kind.DEATH: _death,
    Kind.MARRIAGE: _marriage,
    Kind.DIVORCE: _divorce,
    Kind.PATERNITY: _paternity,
    Kind.ADOPTION: _adoption,
    Kind.NAME_CHANGE: _name_change,
}
