"""Who a record is about: read from what was typed, found in the register by ИИН."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qamtu.accounts.models import Office
from qamtu.identifiers import birth_date_of, iin_problem, sex_of
from qamtu.language import search_key
from qamtu.people.models import Person

from .models import CivilAction, CivilParty, CivilRecord
from .refused import CivilRefused
from .words import ASKED


@dataclass(frozen=True)
class PartyEntry:
    """A person of a record: what is left blank is taken from the register."""

    role: str
    iin: str = ""
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    sex: str = ""
    person: Person | None = None

    @property
    def full_name(self) -> str:
        return " ".join(p for p in (self.surname, self.given_name, self.patronymic) if p)

    def age_on(self, day: date) -> int | None:
        """Full years, where the birth is known."""
        if self.birth_date is None:
            return None
        before = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before


Parties = dict[str, PartyEntry]


def find_parties(
    *, office: Office, kind: str, entries: Sequence[PartyEntry], are_all_asked: bool = True
) -> Parties:
    """The persons by role, completed from the register. Raises `CivilRefused`.

    Of an old book only one person must be named (`are_all_asked` false).
    """
    must, may = ASKED[kind]
    entries = [one for one in entries if one.iin or one.surname or one.given_name]
    iins = [one.iin for one in entries if one.iin]
    if len(set(iins)) < len(iins):
        raise CivilRefused("civil-same-iin", iin=next(i for i in iins if iins.count(i) > 1))
    known = {one.iin: one for one in Person.objects.filter(office=office, iin__in=iins) if one.iin}
    found: Parties = {}
    for one in entries:
        if one.role not in (*must, *may):
            raise CivilRefused("civil-party-missing", role=one.role)
        found[one.role] = _completed(one, known.get(one.iin))
    for role in must:
        if role not in found and are_all_asked:
            raise CivilRefused("civil-party-missing", role=role)
    if not found:
        raise CivilRefused("civil-party-missing", role=must[0])
    return found


def _completed(one: PartyEntry, person: Person | None) -> PartyEntry:
    if one.iin:
        problem = iin_problem(one.iin)
        if problem:
            raise CivilRefused("civil-iin", role=one.role, iin=one.iin)
        born = birth_date_of(one.iin)
        if one.birth_date not in (None, born):
            raise CivilRefused("civil-iin-day", role=one.role, iin=one.iin, day=born)
        one = replace(one, birth_date=born, sex=sex_of(one.iin))
    if person is not None:
        # A book calls the person as it did then: what was typed stands before the register.
        named = one if one.surname else replace(
            one,
            surname=person.surname,
            given_name=person.given_name,
            patronymic=person.patronymic,
        )  # fmt: skip
        one = replace(named, person=person)
    one = replace(
        one,
        surname=one.surname.strip(),
        given_name=one.given_name.strip(),
        patronymic=one.patronymic.strip(),
    )
    if not one.surname:
        raise CivilRefused("civil-name-missing", role=one.role)
    return one


def keep_parties(
    *, record: CivilRecord, action: CivilAction, parties: Parties, by_id: int
) -> list[CivilParty]:
    """The persons of an entry, as they are called in it."""
    return CivilParty.objects.bulk_create(
        CivilParty(
            office_id=record.office_id,
            record=record,
            action=action,
            role=one.role,
            person=one.person,
            iin=one.iin,
            surname=one.surname,
            given_name=one.given_name,
            patronymic=one.patronymic,
            birth_date=one.birth_date,
            sex=one.sex,
            search_key=search_key(one.full_name),
            recorded_by_id=by_id,
        )
        for one in parties.values()
    )


def entry_of(party: CivilParty) -> PartyEntry:
    """A kept person as an entry, to say a record anew."""
    return PartyEntry(
        party.role,
        party.iin,
        party.surname,
        party.given_name,
        party.patronymic,
        party.birth_date,
        party.sex,
        party.person,
    )
