"""A department that buys: a supplier, money of two years, and people to be served."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.finance.models import BudgetLine
from qamtu.finance.money import allocate, budget_line
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.procurement.contracts import Stage, Terms, sign_contract
from qamtu.procurement.models import Contract
from qamtu.procurement.social_order import CONTRACT
from tests.factories import make_office, make_organization, make_person, make_user

SIGNED = date(2021, 3, 1)
MONEY = 1_000_000_00


@dataclass
class Buyer:
    office: Office
    head: User
    specialist: User
    accountant: User
    supplier: Organization
    line: BudgetLine
    next_line: BudgetLine

    def person(self) -> Person:
        return make_person(self.office)

    def sign(
        self,
        stages: Sequence[tuple[date, int]] = (
            (date(2021, 6, 1), 60_000_00),
            (date(2021, 9, 1), 40_000_00),
        ),
        number: str = "2021/001",
        **terms: Any,
    ) -> Contract:
        """A contract of food sets, by stages (term, tiyn)."""
        return sign_contract(
            measure=CONTRACT, office=self.office, supplier=self.supplier, number=number,
            subject="Азық-түлік жиынтықтары", day=SIGNED, line=self.line,
            amount=sum(amount for _due, amount in stages), by=self.specialist,
            stages=[
                Stage(f"{at}-кезең", due, amount) for at, (due, amount) in enumerate(stages, 1)
            ],
            terms=Terms(**terms),
        )  # fmt: skip


def make_buyer() -> Buyer:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        lines = [
            budget_line(office=office, year=year, measure=CONTRACT.code, source="local")
            for year in (2021, 2022)
        ]
        for line in lines:
            allocate(line=line, amount=MONEY, day=date(2021, 1, 5), act="№ 1", by=head)
        return Buyer(
            office, head, make_user(office, Role.SPECIALIST), make_user(office, Role.ACCOUNTANT),
            make_organization(office), *lines,
        )  # fmt: skip


@pytest.fixture
def buyer(db: None) -> Iterator[Buyer]:
    made = make_buyer()
    with office_scope(made.office):
        yield made
