"""Terms of waiting records; who may look at an adoption by its page, and that it is logged."""

from datetime import date

import pytest
from django.test import Client

from qamtu.accounts.access import office_scope
from qamtu.civil_registry.models import CivilRecord
from qamtu.civil_registry.secrecy import adoptions_seen
from qamtu.civil_registry.standing import standing_of
from qamtu.civil_registry.terms import apply_by, due_on
from qamtu.people.models import AccessEntry
from tests.factories import make_person

from .a_registry import Registry, of

FRIDAY = date(2021, 3, 12)


def test_a_death_is_registered_by_the_next_working_day(registry: Registry) -> None:
    record = registry.declared(registry.death(registry.mother, declared_on=FRIDAY, event_on=FRIDAY))
    assert due_on(standing_of(record)) == date(2021, 3, 15)


@pytest.mark.parametrize(
    ("declared_on", "late"),
    [
        (date(2021, 3, 17), None),  # born on Friday: the third working day is Wednesday
        (date(2021, 3, 18), date(2021, 3, 17)),
    ],
)
def test_a_birth_is_declared_within_three_working_days(
    registry: Registry, declared_on: date, late: date | None
) -> None:
    record = registry.declared(registry.birth(declared_on=declared_on, event_on=FRIDAY))
    assert apply_by(standing_of(record)) == late


def test_the_head_looks_at_an_adoption_and_leaves_a_trace(
    registry: Registry, client: Client
) -> None:
    birth = registry.registered(registry.birth())
    child = standing_of(birth).parties["child"].person
    assert child is not None
    adopter = make_person(registry.office, date(1980, 1, 1), "f")
    with adoptions_seen(registry.head):
        registry.registered(
            registry.declaration(
                "adoption",
                of("child", child),
                of("adopter_1", adopter),
                content={"court_paper": "№ 2-99"},
            )
        )
        adoption = CivilRecord.objects.get(kind="adoption")
    old_mother = registry.mother.iin
    client.force_login(registry.clerk)
    assert client.get(f"/civil/{adoption.pk}/").status_code == 404
    assert old_mother not in client.get(f"/civil/{birth.pk}/?sealed=1").content.decode()
    assert "adoption" not in client.get(f"/people/{child.pk}/").content.decode()
    client.force_login(registry.head)
    assert client.get(f"/civil/{adoption.pk}/").status_code == 200
    assert old_mother not in client.get(f"/civil/{birth.pk}/").content.decode()
    assert old_mother in client.get(f"/civil/{birth.pk}/?sealed=1").content.decode()
    with office_scope(registry.office):
        looks = AccessEntry.objects.filter(person=child, act="read", detail__secret=True)
        assert {one.user for one in looks} == {registry.head}
        assert looks.count() == 2
