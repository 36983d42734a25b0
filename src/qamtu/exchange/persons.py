"""The person of a row: read, checked against the ИИН, matched with the register, entered."""

import re
from collections.abc import Sequence
from datetime import date

from qamtu.accounts.models import Office, User
from qamtu.exchange.outcomes import Doubted, Landing, Outcome
from qamtu.exchange.places import Places
from qamtu.exchange.workbook import Problem, Row
from qamtu.identifiers import birth_date_of, sex_of
from qamtu.people.enrolment import (
    KnownPerson,
    PersonEntry,
    add_people,
    complete_people,
    known_people,
)
from qamtu.people.registry import normalise_phone

LONGEST = {"surname": 100, "given_name": 100, "patronymic": 100, "address": 200}
NAMES = ("surname", "given_name", "patronymic", "full_name")
_INITIALS = re.compile(r"\w|(\w\.\s*)+\w?|\w\s+\w\.?|[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2}")  # «Ян» is a name
_DAY = "%d.%m.%Y"


ReadPerson = tuple[PersonEntry | None, list[Problem]]


def read_person(row: Row, places: Places, today: date) -> ReadPerson:
    """The row's person, and what is wrong with it."""
    values = row.values
    problems = list(row.problems)
    iin = values.get("iin")
    if not isinstance(iin, str):
        return None, problems or [Problem("value-missing", "iin")]
    birth_date = birth_date_of(iin)
    born, sex, consent = values.get("birth_date"), values.get("sex"), values.get("consent_on")
    if birth_date > today:
        problems.append(Problem("born-in-future", "iin", iin))
    if born is not None and born != birth_date:
        problems.append(Problem("birth-contradicts-iin", "birth_date", f"{born:{_DAY}}"))
    if sex is not None and sex != sex_of(iin):
        problems.append(Problem("sex-contradicts-iin", "sex", str(sex)))
    if isinstance(consent, date) and consent > today:
        problems.append(Problem("date-future", "consent_on", f"{consent:{_DAY}}"))
    surname, given_name, patronymic = _name(values)
    entry = PersonEntry(
        iin,
        surname,
        given_name,
        patronymic,
        None,
        str(values.get("address") or ""),
        [],
        consent if isinstance(consent, date) else None,
    )
    for key, longest in LONGEST.items():
        if len(text := getattr(entry, key)) > longest:
            problems.append(Problem("text-too-long", key, text))
    for key in ("phone", "second_phone"):
        if text := values.get(key):
            _read_phones(entry, key, str(text), problems)
    if (place := values.get("place")) or values.get("okrug"):
        found = places.find(str(place or ""), str(values.get("okrug") or ""))
        if isinstance(found, int):
            entry.territory_id = found
        else:
            key = "place" if place else "okrug"
            problems.append(Problem(found, key, str(values[key])))
    return entry, problems


def _read_phones(entry: PersonEntry, key: str, text: str, problems: list[Problem]) -> None:
    for one in text.split(", "):
        phone = normalise_phone(one) if one.startswith("+7") else ""
        if not phone:
            problems.append(Problem("phone-foreign", key, one))
        elif phone not in entry.phones:
            entry.phones.append(phone)


def _name(values: dict[str, object]) -> tuple[str, str, str]:
    """Surname, given name, patronymic: from their own columns, else the full name split."""
    parts = [str(values.get(key) or "") for key in ("surname", "given_name", "patronymic")]
    if not (parts[0] and parts[1]) and (full := values.get("full_name")):
        words = str(full).replace(",", " ").split()
        parts = [*words[:2], *[""] * (2 - len(words)), " ".join(words[2:])]
    surname, given_name, patronymic = map(_tidy, parts)
    if len(surname) == 2:
        surname = surname.capitalize()  # ЛИ
    return surname, given_name, patronymic


def split_name(full: str) -> tuple[str, str, str]:
    """A full name as surname, given name and the rest."""
    return _name({"full_name": full})


def _tidy(name: str) -> str:
    """Names in capitals, as portals print them, become names; «АБ» may be initials and stays."""
    if not name.isupper() or len(name) < 3:
        return name
    words = ["-".join(part.capitalize() for part in word.split("-")) for word in name.split()]
    return " ".join(w.lower() if w in ("Ұлы", "Қызы", "Оглы", "Кызы", "Улы") else w for w in words)


class People:
    """The persons of one chunk of rows, beside those whom the office knows."""

    def __init__(self, office: Office, by: User, entries: Sequence[PersonEntry | None]) -> None:
        self.office, self.by = office, by
        self.known = known_people(office=office, iins={e.iin for e in entries if e is not None})
        self.new: dict[str, PersonEntry] = {}
        self._completed: dict[str, KnownPerson] = {}

    def refuse(self, entry: PersonEntry, problems: list[Problem]) -> list[Problem]:
        """What is wrong with the row, its name too: one who is there already needs none."""
        if entry.iin in self.known or entry.iin in self.new:
            return problems
        if any(one.key in NAMES for one in problems):
            return problems
        if not entry.surname or not entry.given_name:
            return [*problems, Problem("name-missing")]
        if _INITIALS.fullmatch(entry.given_name):
            name = f"{entry.surname} {entry.given_name}"
            return [*problems, Problem("name-initials", None, name)]
        return problems

    def accept(self, entry: PersonEntry) -> Landing:
        """Take the row's person: a new one, or what the register lacks of a known one."""
        known = self.known.get(entry.iin)
        present = known or self.new.get(entry.iin)
        if present is None:
            self.new[entry.iin] = entry
            return Landing.LANDED
        filled = False
        if entry.phones and not present.phones:
            present.phones, filled = entry.phones, True
        if entry.address and not present.address:
            present.address, filled = entry.address, True
        if entry.territory_id and not present.territory_id:
            present.territory_id, filled = entry.territory_id, True
        if filled and known is not None:
            self._completed[entry.iin] = known
        return Landing.COMPLETED if filled else Landing.KNOWN

    def told(self, entry: PersonEntry, landing: Landing) -> Outcome:
        """The row's landing; with a doubt where its name has no word of whom the ИИН names."""
        known = self.known.get(entry.iin)
        if known is None or not entry.search_key:
            return landing
        if not set(entry.search_key.split()).isdisjoint(known.search_key.split()):
            return landing
        return Doubted(landing, [Problem("name-other", "iin", known.name)])

    def place_of(self, iin: str) -> int | None:
        return (self.known.get(iin) or self.new[iin]).territory_id

    def write(self) -> dict[str, int]:
        """Write what was accepted. ИИН → key, of all."""
        keys = add_people(office=self.office, people=list(self.new.values()), by=self.by)
        complete_people(office=self.office, people=list(self._completed.values()), by=self.by)
        return keys | {iin: person.pk for iin, person in self.known.items()}


class PersonList:
    """A list of persons alone."""

    def __init__(self, office: Office, by: User, places: Places, today: date) -> None:
        self.office, self.by, self.places, self.today = office, by, places, today

    def read(self, row: Row) -> ReadPerson:
        return read_person(row, self.places, self.today)

    def take_in(self, read: Sequence[ReadPerson]) -> list[Outcome]:
        """One chunk: what becomes of each row."""
        people = People(self.office, self.by, [entry for entry, _ in read])
        outcomes: list[Outcome] = []
        for entry, problems in read:
            if entry is not None:
                problems = people.refuse(entry, problems)
            if entry is None or problems:
                outcomes.append(problems)
            else:
                outcomes.append(people.told(entry, people.accept(entry)))
        people.write()
        return outcomes
