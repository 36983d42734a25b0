"""Search of persons: spellings, slips, numbers; and never a person of another office."""

from typing import Any

import pytest
from django.db import connection

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Office
from qamtu.people.models import Person
from qamtu.people.registry import change_person
from tests.factories import make_office, make_person, make_user

pytestmark = pytest.mark.django_db


def named(office: Office, surname: str, given_name: str, **fields: Any) -> Person:
    person = make_person(office)
    person.surname, person.given_name = surname, given_name
    for key, value in fields.items():
        setattr(person, key, value)
    person.save()
    return person


@pytest.fixture
def office() -> Office:
    return make_office()


def found(office: Office, text: str) -> list[Person]:
    return list(Person.objects.filter(office=office).search(text))


@pytest.mark.parametrize(
    "text",
    [
        "Әбдіхалықова Әйгерім",
        "Абдихалыкова Айгерим",
        "Айгерим Абдихалыкова",
        "Abdikhalykova Aigerim",
        "Абдихалкова",
        "Абдихалыоква",
        "әбдіх",
        "Ай Аб",
    ],
)
def test_a_name_is_found_however_it_is_spelled(office: Office, text: str) -> None:
    with office_scope(office):
        wanted = named(office, "Әбдіхалықова", "Әйгерім")
        named(office, "Иванова", "Ольга")
        assert found(office, text) == [wanted]


def test_who_bears_the_whole_name_comes_first(office: Office) -> None:
    with office_scope(office):
        other = named(office, "Алимбетова", "Айгерім", patronymic="Ахметқызы")
        wanted = named(office, "Ахметова", "Айгерім", patronymic="Абайқызы")
        assert found(office, "Ахметова Айгерим") == [wanted, other]


def test_a_former_name_is_found(office: Office) -> None:
    with office_scope(office):
        person = named(office, "Серікова", "Жанар")
        change_person(person=person, by=make_user(office), surname="Өтегенова")
        assert found(office, "Серикова") == found(office, "Утегенова") == [person]


def test_numbers(office: Office) -> None:
    with office_scope(office):
        person = named(office, "Серікова", "Жанар", phones=["7011234567"])
        for text in ("8 (701) 123-45-67", "+77011234567", person.iin, person.iin[:7]):
            assert found(office, text) == [person]
        assert found(office, "87017654321") == []
        assert found(office, "?!") == []


def test_nothing_is_found_in_another_office(office: Office) -> None:
    other = make_office()
    with office_scope(office):
        person = named(office, "Серікова", "Жанар", phones=["7011234567"])
    with office_scope(other):
        for text in ("Серикова", "87011234567", person.iin):
            assert list(Person.objects.search(text)) == []
        assert _keys("people_named", ["серикова"], 10) == []
        assert _keys("people_numbered", "87011234567") == []
    set_scope([office.pk], persons=False)
    assert _keys("people_named", ["серикова"], 10) == []
    assert _keys("people_numbered", person.iin) == []


def _keys(function: str, *values: object) -> list[int]:
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(values))
        cursor.execute(f"SELECT {function}({marks})", values)
        return [key for (key,) in cursor.fetchall()]
