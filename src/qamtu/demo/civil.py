"""The planned acts of civil status, declared and registered (or received) by their verbs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from qamtu.civil_registry.certificates import issue_certificate
from qamtu.civil_registry.declarations import Declaration, declare
from qamtu.civil_registry.judging import registers_itself
from qamtu.civil_registry.models import CivilRecord
from qamtu.civil_registry.parties import PartyEntry
from qamtu.civil_registry.registration import receive_record, register_record
from qamtu.identifiers import make_iin
from qamtu.people.models import Person
from qamtu.reporting.catalogue import MEASURES

from .flows import District
from .names import Sex
from .plan import PlannedCase

SUBJECT_ROLES = {
    "civil_birth": "mother",
    "civil_death": "deceased",
    "civil_marriage": "husband",
    "civil_divorce": "husband",
    "civil_paternity": "child",
    "civil_name_change": "person",
}
BODY = "«Азаматтарға арналған үкімет» мемлекеттік корпорациясы"
WAITS = timedelta(days=45)  # an application before a marriage or a divorce by consent
OTHER_OFFICE = "басқа бөлімнің жазбасы"


class CivilFlow:
    """Acts in an office: its own until the day from which another body registers."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office, self.by = district.office, district.head
        self.numbers = 0
        self.taken = set(Person.objects.filter(office=self.office).values_list("iin", flat=True))

    def can_build(self, planned: PlannedCase) -> bool:
        """True for every act that is planned and stands."""
        return planned.measure in SUBJECT_ROLES and not planned.is_retracted

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        for planned in sorted(cases, key=lambda one: one.steps[0].day):
            self._act(planned)
            advance(1)

    def _act(self, planned: PlannedCase) -> None:
        first = planned.steps[0]
        people = {SUBJECT_ROLES[planned.measure]: self.district.persons[planned.subject]}
        people |= {role: self.district.persons[key] for key, role in first.participants}
        last = max(step.day for step in planned.steps)
        record = self._registered(planned, people, first.day, last)
        for step in planned.steps[1:]:
            issue_certificate(
                record=record,
                day=step.day,
                by=self.by,
                reason="жоғалған" if step.transition == "repeat" else "",
                today=last,
            )

    def _registered(
        self, planned: PlannedCase, people: dict[str, Person], day: date, today: date
    ) -> CivilRecord:
        kind = planned.measure.removeprefix("civil_")
        parties = [PartyEntry(role, person.iin) for role, person in people.items()]
        declared_on, event_on, iin = day, day, ""
        content: dict[str, object] = {}
        base_text = ""
        group, _space, late = (planned.category or "").partition(" ")
        match kind:
            case "birth":
                rng = self.district.rng
                event_on = day - timedelta(days=100 if late else 2)
                sex: Sex = "m" if group == "boys" else "f"
                iin = self._free_iin(event_on, sex)
                content = {
                    "birth_kind": "live",
                    "child_sex": sex,
                    "medical_paper": f"103/у № {rng.randint(1, 900)}",
                    "late_ground": f"қорытынды № {rng.randint(1, 90)}" if late else "",
                }
                parties.append(self._child(sex, people, iin))
            case "death":
                event_on = day - timedelta(days=1)
                content = {"medical_paper": f"106/у № {self.district.rng.randint(1, 900)}"}
            case "marriage":
                declared_on = day - WAITS
            case "divorce":
                base_text = OTHER_OFFICE
                content = {"ground": group or "consent"}
                if group == "court":
                    content["court_paper"] = f"№ 2-{self.district.rng.randint(100, 999)}"
                    event_on = day - timedelta(days=20)
                else:
                    declared_on = event_on = day - WAITS
            case "paternity":
                base_text = OTHER_OFFICE
                content = {"ground": "consent"}
            case "name_change":
                one = people["person"]
                content = {
                    "given_name_after": "Нұр" if one.given_name != "Нұр" else "Бек",
                    "ground_text": "өз қалауы",
                }
        declared = Declaration(
            office=self.office,
            kind=kind,
            declared_on=declared_on,
            event_on=event_on,
            parties=parties,
            content=content,
            territory=next(iter(people.values())).territory,
            base_text=base_text,
        )
        if registers_itself(self.office, day) and registers_itself(self.office, declared_on):
            return self._own(declared, day, iin, today)
        return self._outside(declared, day, iin, today)

    def _own(self, declared: Declaration, day: date, iin: str, today: date) -> CivilRecord:
        if declared.kind == "marriage":
            declared = replace(declared, event_on=day)
        if iin:  # the child's number is given at the registration
            declared = replace(
                declared,
                parties=[
                    _without_iin(one) if one.role == "child" else one for one in declared.parties
                ],
            )
        record = declare(declared=declared, by=self.by, today=today)
        register_record(
            record=record, day=day, by=self.by, measures=MEASURES, child_iin=iin, today=today
        )
        return record

    def _outside(self, declared: Declaration, day: date, iin: str, today: date) -> CivilRecord:
        self.numbers += 1
        is_wedding = declared.kind == "marriage"
        return receive_record(
            declared=replace(
                declared,
                declared_on=day,
                event_on=day if is_wedding else declared.event_on,
            ),
            number=f"10-{day.year}-{self.numbers:05}",
            body=BODY,
            by=self.by,
            measures=MEASURES,
            today=today,
        )

    def _child(self, sex: Sex, people: dict[str, Person], iin: str) -> PartyEntry:
        rng, father = self.district.rng, people["father"]
        given = rng.choice(("Аяру", "Інжу", "Томирис")) if sex == "f" else (
            rng.choice(("Алихан", "Нұрислам", "Мансұр"))
        )  # fmt: skip
        return PartyEntry("child", iin, father.surname, given)

    def _free_iin(self, born: date, sex: str) -> str:
        serial = self.district.rng.randrange(10_000)
        while True:
            iin = make_iin(born, sex, serial)
            if iin is not None and iin not in self.taken:
                self.taken.add(iin)
                return iin
            serial = (serial + 1) % 10_000


def _without_iin(one: PartyEntry) -> PartyEntry:
    return PartyEntry(one.role, "", one.surname, one.given_name)
