"""Acts that another body registered are kept as such, with the same consequences."""

from dataclasses import replace
from datetime import date

import pytest

from qamtu.civil_registry.declarations import Declaration
from qamtu.civil_registry.models import CivilRecord
from qamtu.civil_registry.parties import PartyEntry
from qamtu.civil_registry.refused import CivilRefused
from qamtu.civil_registry.registration import receive_record
from qamtu.civil_registry.standing import died_on, standing_of
from qamtu.reporting.catalogue import MEASURES

from .a_registry import Registry, iin, registers_until_today

DAY = date(2023, 7, 3)
BODY = "«Азаматтарға арналған үкімет» мемлекеттік корпорациясы"


def received(
    registry: Registry, declared: Declaration, number: str = "10-2023-1", body: str = BODY
) -> CivilRecord:
    return receive_record(
        declared=declared,
        number=number,
        body=body,
        by=registry.head,
        measures=MEASURES,
        today=date(2030, 1, 1),
    )


def test_a_death_registered_outside_has_its_consequences(registry: Registry) -> None:
    record = received(registry, registry.death(registry.mother, declared_on=DAY, event_on=DAY))
    standing = standing_of(record)
    assert (record.origin, record.body, standing.number) == ("outside", BODY, "10-2023-1")
    assert standing.registered is not None
    assert standing.registered.number is None, "the office's own series is not touched"
    assert died_on(registry.mother) == DAY
    with pytest.raises(CivilRefused) as twice:
        received(registry, registry.death(registry.father, declared_on=DAY, event_on=DAY))
    assert twice.value.code == "civil-number-known"


def test_who_is_not_in_the_register_is_entered(registry: Registry) -> None:
    born = date(2023, 7, 1)
    child = PartyEntry("child", iin(born), "Ерлан", "Айару")
    told = registry.birth(declared_on=DAY, event_on=born)
    record = received(registry, replace(told, parties=(child, *told.parties[1:])))
    entered = standing_of(record).parties["child"].person
    assert entered is not None
    assert entered.iin == child.iin


def test_the_day_decides_who_registers(registry: Registry) -> None:
    early = registry.death(
        registry.mother, declared_on=date(2023, 6, 30), event_on=date(2023, 6, 1)
    )
    with pytest.raises(CivilRefused) as here:
        received(registry, early)
    assert here.value.code == "registers-here"
    registers_until_today(registry)
    with pytest.raises(CivilRefused) as still:
        received(registry, replace(early, declared_on=DAY))
    assert still.value.code == "registers-here"
    registry.declared(replace(early, declared_on=DAY))


@pytest.mark.parametrize(("number", "body", "code"), [
    (" ", BODY, "civil-number"), ("1", " ", "civil-body"),
])  # fmt: skip
def test_a_message_says_its_number_and_body(
    registry: Registry, number: str, body: str, code: str
) -> None:
    with pytest.raises(CivilRefused) as refused:
        received(registry, registry.death(registry.mother, declared_on=DAY), number, body)
    assert refused.value.code == code
