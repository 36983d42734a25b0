"""A round of startup grants with a commission of three, and people who may apply."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.employment.grant_applications import Applied, Item, admit, apply_for_grant
from qamtu.employment.grant_rounds import name_member, open_round
from qamtu.employment.grant_scores import score
from qamtu.employment.models import GrantApplication, GrantMember, GrantRound
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.money import allocate_for, budget_line
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.factories import make_office, make_person, make_user

GRANT = 583_400_00  # 200 × 2 917, the limit of 2021
APPLIED = date(2021, 4, 12)
CHECKED = date(2021, 4, 22)
HELD = date(2021, 5, 3)


@dataclass
class Department:
    office: Office
    head: User
    specialist: User
    accountant: User
    round: GrantRound
    members: list[GrantMember] = field(default_factory=list)

    def person(self, status: str = "self_employed", born: date = date(1985, 5, 17)) -> Person:
        person = make_person(self.office, born)
        if status:
            record_status(
                person=person, kind=status, paper="№ 1", by=self.head,
                valid_from=date(2020, 1, 1), category="group_3" if status == "disability" else "",
            )  # fmt: skip
        record_account(
            owner=person, iban=make_iban(601, f"{person.pk:013}"), since=date(2020, 1, 1),
            by=self.head,
        )  # fmt: skip
        return person

    def application(self, person: Person | None = None, **given: Any) -> GrantApplication:
        """Registered on the day of `given`, else on 12 April 2021, for the whole limit."""
        said = {"day": APPLIED, "title": "Наубайхана", "items": [Item("Пеш", GRANT)]} | given
        applied = Applied(person=person or self.person(), **said)
        return apply_for_grant(round=self.round, applied=applied, by=self.specialist)

    def admitted(self, points: int | None = 8, **given: Any) -> GrantApplication:
        """Its papers are in order, and each member gave it the same points everywhere."""
        application = self.application(**given)
        admit(application=application, day=CHECKED, by=self.specialist)
        if points is not None:
            for member in self.members:
                self.score(application, member, points)
        return application

    def score(self, application: GrantApplication, member: GrantMember, points: int) -> None:
        criteria = self.round.criteria.values_list("pk", flat=True)
        score(
            application=application, member=member, points=dict.fromkeys(criteria, points),
            by=self.specialist, correction="corrected",
        )  # fmt: skip


def make_department(
    money: int = 3 * GRANT, office: Office | None = None, **of_round: Any
) -> Department:
    """A new office, or another round of one; the line gets what the round has."""
    office = office or make_office()
    with office_scope(office):
        head = make_user(office, Role.HEAD)
        allocate_for(
            office=office, year=2021, measure="startup_grant", source="republican", amount=money,
            day=date(2021, 1, 5), act="№ 1", by=head,
        )  # fmt: skip
        line = budget_line(office=office, year=2021, measure="startup_grant", source="republican")
        said = {
            "opens_on": date(2021, 4, 1), "closes_on": date(2021, 4, 30), "quorum": 2, "least": 50
        } | of_round  # fmt: skip
        made = open_round(office=office, line=line, money=money, act="№ 5 бұйрық", by=head, **said)
        department = Department(
            office, head, make_user(office, Role.SPECIALIST), make_user(office, Role.ACCOUNTANT),
            made,
        )  # fmt: skip
        for name, is_external in (("А. Сейтова", False), ("Б. Оспанов", False), ("К. Ли", True)):
            department.members.append(
                name_member(round=made, name=name, post="сарапшы", is_external=is_external, by=head)
            )
    return department


@contextmanager
def a_department(**of_round: Any) -> Iterator[Department]:
    department = make_department(**of_round)
    with office_scope(department.office):
        yield department
