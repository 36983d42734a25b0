"""A district with a line of the quarter, and a family of four to be judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.local_law import enter_value
from qamtu.people.models import Household, Person
from tests.factories import make_household, make_office, make_person, make_user

DAY = date(2021, 5, 12)
LINE = Decimal("24011.40")


@dataclass
class District:
    office: Office
    clerk: User
    head: User
    parents: list[Person]
    children: list[Person]
    household: Household

    @property
    def members(self) -> list[Person]:
        return [*self.parents, *self.children]


@pytest.fixture
def district(db: None) -> Iterator[District]:
    office = make_office()
    clerk, head = make_user(office, Role.CLERK), make_user(office, Role.HEAD)
    with office_scope(office):
        parents = [
            make_person(office, date(1985, 3, 1), "m"),
            make_person(office, date(1987, 6, 2), "f"),
        ]
        children = [make_person(office, date(2012, 1, 9)), make_person(office, date(2018, 2, 3))]
        household = make_household(office, [*parents, *children], head)
        for first, last in ((date(2021, 4, 1), date(2021, 6, 30)),
                            (date(2021, 7, 1), date(2021, 9, 30))):  # fmt: skip
            enter_value(
                office=office,
                parameter="targeted_assistance.poverty_line",
                value=LINE,
                valid_from=first,
                valid_to=last,
                act="Order of the region, a test",
                by=head,
            )
        yield District(office, clerk, head, parents, children, household)
