"""An office that registers acts itself, with a family; declarations said in one line."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.local_law import enter_value
from qamtu.civil_registry.declarations import Declaration, declare
from qamtu.civil_registry.models import CivilAction, CivilRecord
from qamtu.civil_registry.parties import PartyEntry
from qamtu.civil_registry.registration import register_record
from qamtu.identifiers import make_iin
from qamtu.people.models import Person
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_person, make_user

DAY = date(2021, 3, 15)
ALIVE = {"birth_kind": "live", "child_sex": "f", "medical_paper": "103/у № 7"}
DIED = {"medical_paper": "106/у № 3"}


@dataclass
class Registry:
    office: Office
    head: User
    clerk: User
    mother: Person
    father: Person

    def declaration(self, kind: str, *parties: PartyEntry, **told: Any) -> Declaration:
        given: dict[str, Any] = {
            "office": self.office,
            "kind": kind,
            "declared_on": DAY,
            "event_on": DAY,
            "parties": parties,
            "content": {},
        }
        return Declaration(**given | told)

    def birth(self, **told: Any) -> Declaration:
        """Ayaru, born the day before to the mother and the father, unless told otherwise."""
        parties = told.pop("parties", None) or (
            PartyEntry("child", surname="Серікова", given_name="Аяру"),
            of("mother", self.mother),
            of("father", self.father),
        )
        told.setdefault("event_on", told.get("declared_on", DAY) - timedelta(days=1))
        return self.declaration("birth", *parties, **{"content": ALIVE} | told)

    def death(self, person: Person, **told: Any) -> Declaration:
        return self.declaration("death", of("deceased", person), **{"content": DIED} | told)

    def marriage(self, husband: Person, wife: Person, **told: Any) -> Declaration:
        """Applied for on the day, on the first day on which it may be."""
        told.setdefault("event_on", date(2021, 4, 15))
        parties = (of("husband", husband), of("wife", wife))
        return self.declaration("marriage", *parties, **told)

    def declared(self, declared: Declaration) -> CivilRecord:
        return declare(declared=declared, by=self.head, today=date(2030, 1, 1))

    def registered(
        self, declared: Declaration, day: date | None = None, **told: Any
    ) -> CivilRecord:
        record = self.declared(declared)
        self.register(record, day or max(declared.declared_on, declared.event_on), **told)
        return record

    def register(self, record: CivilRecord, day: date = DAY, **told: Any) -> CivilAction:
        entry = record.entries.get()
        if record.kind == "birth" and entry.content.get("birth_kind") == "live":
            told.setdefault("child_iin", iin(entry.event_on))
        return register_record(
            record=record,
            day=day,
            by=self.head,
            measures=MEASURES,
            today=date(2030, 1, 1),
            **told,
        )


_serial = iter(range(3000, 9999))


def iin(born: date, sex: str = "f") -> str:
    """A sound number of someone born on the day."""
    found = None
    while found is None:
        found = make_iin(born, sex, next(_serial))
    return found


def of(role: str, person: Person) -> PartyEntry:
    return PartyEntry(role, person.iin)


def make_registry() -> Registry:
    office = make_office()
    with office_scope(office):
        return Registry(
            office,
            make_user(office, Role.HEAD),
            make_user(office, Role.CLERK),
            make_person(office, date(1990, 5, 17), "f"),
            make_person(office, date(1988, 2, 3), "m"),
        )


def registers_until_today(registry: Registry) -> None:
    """The dated setting: this office goes on to register acts after 1 July 2023."""
    enter_value(
        office=registry.office,
        parameter="civil_registry.registers_itself",
        value=Decimal(1),
        valid_from=date(2023, 7, 1),
        act="Облыс әкімдігінің қаулысы № 1",
        by=registry.head,
    )
