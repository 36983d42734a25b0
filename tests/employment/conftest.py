"""An employment centre with an employer, a seeker and money for public works."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.employment.agreements import apply_for_places, sign
from qamtu.employment.models import Agreement, Placement, Vacancy
from qamtu.employment.referrals import answer, refer
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.money import allocate_for
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from tests.factories import make_office, make_organization, make_person, make_user


@dataclass
class Centre:
    office: Office
    head: User
    specialist: User
    accountant: User
    employer: Organization
    person: Person

    def agreement(self, measure: str = "public_works", places: int = 2) -> Agreement:
        """Signed for 2024, at 120 000 tenge a month."""
        applied = apply_for_places(
            organization=self.employer,
            measure=measure,
            post="Көгалдандырушы",
            places=places,
            wage=120_000_00,
            first_day=date(2024, 1, 8),
            last_day=date(2024, 12, 31),
            day=date(2024, 1, 3),
            by=self.specialist,
        )
        return sign(agreement=applied, day=date(2024, 1, 5), by=self.head)

    def vacancy(self, places: int = 1) -> Vacancy:
        return Vacancy.objects.create(
            office=self.office,
            organization=self.employer,
            occupation="7112",
            title="Тас қалаушы",
            places=places,
            pay_from=180_000_00,
            opened_on=date(2024, 1, 3),
            recorded_by=self.specialist,
        )

    def place(
        self, agreement: Agreement, person: Person | None = None, day: date = date(2024, 2, 5)
    ) -> Placement:
        """Referred and hired on the day."""
        referral = refer(
            person=person or self.person, target=agreement, day=day, by=self.specialist
        )
        answer(referral=referral, answer="hired", day=day, paper="№ 7-ж/қ", by=self.specialist)
        return Placement.objects.get(case=referral.case)


@pytest.fixture
def centre(db: None) -> Iterator[Centre]:
    office = make_office()
    with office_scope(office):
        employer, person = make_organization(office), make_person(office)
        head = make_user(office, Role.HEAD)
        made = Centre(
            office,
            head,
            make_user(office, Role.SPECIALIST),
            make_user(office, Role.ACCOUNTANT),
            employer,
            person,
        )
        for owner, number in ((employer, 1), (person, 2)):
            record_account(
                owner=owner, iban=make_iban(601, f"{number:013}"), since=date(2024, 1, 1), by=head
            )
        for measure in ("public_works", "social_job"):
            allocate_for(
                office=office, year=2024, measure=measure, source="local", amount=10_000_000_00,
                day=date(2024, 1, 5), act="№ 1", by=head,
            )  # fmt: skip
        yield made
