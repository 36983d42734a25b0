"""Who may see an adoption: held by the permission, and under it by the database."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from qamtu.civil_registry.declarations import declare
from qamtu.civil_registry.models import CivilParty, CivilRecord, CivilSeal
from qamtu.civil_registry.refused import CivilRefused
from qamtu.civil_registry.secrecy import adoptions_seen
from qamtu.civil_registry.standing import standing_of
from qamtu.people.models import AccessEntry, Person
from tests.factories import make_person

from .a_registry import DAY, Registry, of


@pytest.fixture
def adopted(registry: Registry) -> CivilRecord:
    """The birth record of an adopted child."""
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
                content={
                    "court_paper": "№ 2-99",
                    "surname_after": "Жаңабаева",
                    "given_name_after": "Дана",
                },
            )
        )
    return birth


def test_only_the_head_opens_the_door(registry: Registry, adopted: CivilRecord) -> None:
    assert not CivilRecord.objects.filter(kind="adoption").exists()
    with pytest.raises(CivilRefused) as problem, adoptions_seen(registry.clerk):
        raise AssertionError("not reached")
    assert problem.value.code == "adoption-secret"
    with adoptions_seen(registry.head):
        assert CivilRecord.objects.filter(kind="adoption").count() == 1
    assert not CivilRecord.objects.filter(kind="adoption").exists(), "the door is shut again"


def test_plain_sql_gets_neither_the_adoption_nor_who_bore_the_child(
    registry: Registry, adopted: CivilRecord
) -> None:
    with connection.cursor() as cursor:
        for table in ("record", "action", "entry", "party"):
            column = "id" if table == "record" else "record_id"
            cursor.execute(
                f"SELECT count(*) FROM civil_registry_civil{table} t WHERE EXISTS"
                f" (SELECT FROM civil_registry_civilrecord r WHERE r.id = t.{column}"
                " AND r.kind = 'adoption')"
            )
            assert cursor.fetchone() == (0,)
    assert not CivilSeal.objects.exists()
    assert not CivilParty.objects.filter(iin=registry.mother.iin, record=adopted).exists()
    with adoptions_seen(registry.head):
        assert CivilParty.objects.filter(iin=registry.mother.iin, record=adopted).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        CivilRecord.objects.create(
            office=registry.office,
            kind="adoption",
            is_secret=True,
            declared_on=DAY,
            recorded_by=registry.clerk,
        )


def test_the_birth_record_names_the_new_parent_and_the_new_name(
    registry: Registry, adopted: CivilRecord
) -> None:
    now = standing_of(adopted)
    assert set(now.parties) == {"child", "mother"}
    assert now.parties["mother"].birth_date == date(1980, 1, 1)
    assert str(now.parties["child"]) == "Жаңабаева Дана"
    child = now.parties["child"].person
    assert child is not None
    assert (str(child), child.former_names) == ("Жаңабаева Дана", [])
    assert child not in Person.objects.search("Серікова Аяру")
    log = AccessEntry.objects.filter(person=child, act="changed")
    assert "Серікова" not in str(list(log.values_list("detail", flat=True)))
    assert not child.cases.filter(measure__contains="adoption").exists()


def test_how_many_were_registered_is_a_number_for_everyone(
    registry: Registry, adopted: CivilRecord
) -> None:
    from qamtu.civil_registry.statistics import adoptions

    assert adoptions(date(2021, 1, 1), date(2021, 12, 31)) == {date(2021, 3, 1): 1}


def test_a_clerk_declares_no_adoption(registry: Registry) -> None:
    birth = registry.registered(registry.birth())
    child = standing_of(birth).parties["child"].person
    assert child is not None
    told = registry.declaration(
        "adoption",
        of("child", child),
        of("adopter_1", registry.father),
        content={"court_paper": "№ 1"},
    )
    with pytest.raises(CivilRefused) as problem:
        declare(declared=told, by=registry.clerk)
    assert problem.value.code == "adoption-secret"


def test_an_adopter_is_older_and_the_child_a_child(registry: Registry) -> None:
    birth = registry.registered(registry.birth())
    child = standing_of(birth).parties["child"].person
    assert child is not None
    young = make_person(registry.office, date(2005, 3, 15), "f")  # sixteen a day too late
    old_enough = make_person(registry.office, date(2005, 3, 14), "f")
    for adopter, code in ((young, "adopter-too-young"), (old_enough, "")):
        told = registry.declaration(
            "adoption",
            of("child", child),
            of("adopter_1", adopter),
            content={"court_paper": "№ 1"},
        )
        if code:
            with pytest.raises(CivilRefused) as problem:
                registry.declared(told)
            assert problem.value.code == code
        else:
            registry.declared(told)
