"""Offices, staff and people for tests, built by the real verbs."""

import itertools
from datetime import date
from typing import Any

from qamtu.accounts.models import Office, Role, User
from qamtu.identifiers import make_bin, make_iin
from qamtu.organizations.models import Organization
from qamtu.people.models import Household, HouseholdMember, Person
from qamtu.places.models import Territory

_numbers = itertools.count(1)
_serials = itertools.count(1)
SURNAMES = ("Серіков", "Әбдіхалықов", "Құдайберген", "Ысқақова", "Иванова", "Өтегенов")
GIVEN = ("Нұрсұлтан", "Әйгерім", "Ғабит", "Жанар", "Ольга", "Ерлан")


def make_office(code: str | None = None, **fields: Any) -> Office:
    number = next(_numbers)
    territory = Territory.objects.create(
        kato=f"{700000000 + number:09d}",
        kind="district",
        name_kk=f"Аудан {number}",
        name_ru=f"Район {number}",
        name_en=f"District {number}",
    )
    name = code or f"office-{number}"
    return Office.objects.create(
        code=name, name_kk=name, name_ru=name, name_en=name, territory=territory, **fields
    )


def make_user(office: Office | None, role: Role = Role.HEAD) -> User:
    return User.objects.create(username=f"user{next(_numbers)}", office=office, role=role)


def make_person(office: Office, birth_date: date = date(1990, 5, 17), sex: str = "f") -> Person:
    number = next(_numbers)
    iin = None
    while iin is None:
        iin = make_iin(birth_date, sex, next(_serials) % 10_000)
    return Person.objects.create(
        office=office,
        iin=iin,
        surname=SURNAMES[number % len(SURNAMES)],
        given_name=GIVEN[number % len(GIVEN)],
        sex=sex,
        birth_date=birth_date,
        territory=office.territory,
    )


def make_organization(office: Office, name: str = "«Алғыр ой» қоры") -> Organization:
    number = next(_numbers)
    bin_ = make_bin(2021, 1, number) or make_bin(2021, 2, number)
    assert bin_ is not None
    return Organization.objects.create(office=office, bin=bin_, name_kk=name)


def make_household(office: Office, members: list[Person], by: User) -> Household:
    household = Household.objects.create(office=office, territory=office.territory)
    for position, person in enumerate(members):
        HouseholdMember.objects.create(
            office=office,
            household=household,
            person=person,
            relation="head" if position == 0 else "child",
            valid_from=date(2015, 1, 1),
            recorded_by=by,
        )
    return household
