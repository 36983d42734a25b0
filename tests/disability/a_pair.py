"""A department with a person of group I, their assistant, and money for the year 2024."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.acts import open_case
from qamtu.casework.models import Case
from qamtu.disability.models import AssistanceVisit, Pairing, PairingLink
from qamtu.disability.pairings import Pair, sign_pairing
from qamtu.disability.personal_assistant import MEASURE
from qamtu.disability.visits import Visited, confirm_all, write_visit
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.money import allocate_for
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.factories import make_office, make_person, make_user

SIGNED = date(2024, 2, 1)
LATER = date(2024, 3, 1)
RATE = 650_00
SAID = {"moves_with_difficulty": True, "in_programme": True}


@dataclass
class Department:
    office: Office
    head: User
    specialist: User
    accountant: User
    person: Person
    helper: Person
    case: Case

    def pair(self, **told: Any) -> Pair:
        """Six hours a day from February to the year's end, unless told otherwise."""
        given: dict[str, Any] = {
            "case": self.case,
            "helper": self.helper,
            "contract": "7/ЖК",
            "signed_on": SIGNED,
            "last_day": date(2024, 12, 31),
            "minutes_a_day": 360,
            "rate": RATE,
            "said": SAID,
        }
        return Pair(**given | told)

    def signed(self, **told: Any) -> Pairing:
        return sign_pairing(pair=self.pair(**told), by=self.specialist)

    def visit(
        self, pairing: Pairing, day: date, hour: int = 9, minutes: int = 120
    ) -> AssistanceVisit:
        """Written by the helper on that day."""
        told = Visited(pairing, day, hour * 60, minutes)
        return write_visit(visited=told, by=self.specialist, today=day)

    def agreed(self, pairing: Pairing, day: date, hour: int = 9, minutes: int = 120) -> None:
        """A visit that both sides confirmed."""
        visit = self.visit(pairing, day, hour, minutes)
        confirm_all(visits=[visit], side=PairingLink.Side.PERSON, way="link", by=self.specialist)


def make_department() -> Department:
    office = make_office()
    with office_scope(office):
        person, helper = make_person(office), make_person(office)
        head, specialist = make_user(office, Role.HEAD), make_user(office, Role.SPECIALIST)
        accountant = make_user(office, Role.ACCOUNTANT)
        record_status(
            person=person,
            kind="disability",
            category="group_1",
            valid_from=date(2020, 1, 1),
            paper="МӘС № 1",
            by=specialist,
        )
        case = open_case(
            measure=MEASURE, office=office, subject=person, day=date(2024, 1, 15), by=specialist
        )
        iban = make_iban(601, f"{helper.pk:013}")
        record_account(owner=helper, iban=iban, since=date(2024, 1, 1), by=head)
        allocate_for(
            office=office, year=2024, measure=MEASURE.code, source="local", amount=10_000_000_00,
            day=date(2024, 1, 5), act="№ 1", by=head,
        )  # fmt: skip
    return Department(office, head, specialist, accountant, person, helper, case)
