"""Acts with impossible facts: each has its own refusal, and a sentence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qamtu.civil_registry.models import CivilRecord
from qamtu.civil_registry.parties import PartyEntry
from qamtu.civil_registry.refused import CivilRefused
from qamtu.people.models import StatusPeriod
from tests.factories import make_person

from .a_registry import ALIVE, DAY, Registry, iin, of

EVE = DAY - timedelta(days=1)


def refused(registry: Registry, declared: object) -> str:
    with pytest.raises(CivilRefused) as problem:
        registry.declared(declared)  # type: ignore[arg-type]
    assert not CivilRecord.objects.filter(office=registry.office, declared_on=DAY, kind="x")
    return problem.value.code


@pytest.mark.parametrize(
    ("born", "code"),
    [
        (EVE, "parent-after-child"),
        (date(2021, 3, 20), "parent-after-child"),
        (date(2009, 3, 15), "parent-too-young"),  # eleven on the 14th of March, twelve a day later
        (date(2009, 3, 14), ""),  # twelve on the day
    ],
)
def test_a_mother_is_born_before_her_child_and_is_old_enough(
    registry: Registry, born: date, code: str
) -> None:
    mother = make_person(registry.office, born)
    child = PartyEntry("child", surname="Серікова", given_name="Аяру")
    told = registry.birth(parties=(child, of("mother", mother)))
    if code:
        assert refused(registry, told) == code
    else:
        registry.declared(told)


def test_a_mother_who_died_before_bears_no_child_and_a_father_may_have_died_in_between(
    registry: Registry,
) -> None:
    registry.registered(registry.death(registry.father, event_on=date(2020, 12, 1)))
    registry.declared(registry.birth())
    registry.registered(registry.death(registry.mother, event_on=date(2021, 3, 13)))
    twin = {**ALIVE, "is_multiple": "yes"}
    assert refused(registry, registry.birth(content=twin)) == "parent-dead"


def test_a_day_that_has_not_come_is_refused(registry: Registry) -> None:
    assert refused(registry, registry.birth(event_on=DAY + timedelta(days=1))) == "civil-future"
    later = registry.birth(declared_on=date(2031, 1, 1), event_on=date(2030, 12, 31))
    assert refused(registry, later) == "civil-future"


def test_the_same_child_twice_is_refused_and_a_twin_is_not(registry: Registry) -> None:
    registry.registered(registry.birth())
    assert refused(registry, registry.birth()) == "child-known"
    twin = registry.birth(content={**ALIVE, "is_multiple": "yes"})
    registry.registered(twin)


def test_a_child_over_the_term_needs_its_ground(registry: Registry) -> None:
    born = date(2021, 1, 15)
    in_time = registry.birth(declared_on=date(2021, 3, 15), event_on=born)
    registry.declared(in_time)
    late = registry.birth(
        declared_on=date(2021, 3, 16),
        event_on=born,
        content={**ALIVE, "is_multiple": "yes"},
    )
    assert refused(registry, late) == "birth-late"
    ground = {**ALIVE, "is_multiple": "yes", "late_ground": "Қорытынды № 4"}
    record = registry.registered(replace(late, content=ground))
    assert record.actions.get(kind="registered").case.category == "late"  # type: ignore[union-attr]


def test_a_death_is_not_before_the_birth_and_only_once(registry: Registry) -> None:
    one = registry.mother
    assert refused(registry, registry.death(one, event_on=date(1990, 5, 16))) == (
        "death-before-birth"
    )
    registry.declared(registry.death(one, event_on=date(2021, 3, 14)))
    assert refused(registry, registry.death(one)) == "death-known"


def test_nobody_whose_death_the_register_has_dies_again(registry: Registry) -> None:
    StatusPeriod.objects.create(
        office=registry.office,
        person=registry.mother,
        kind="deceased",
        valid_from=EVE,
        paper="анықтама",
        recorded_by=registry.head,
    )
    assert refused(registry, registry.death(registry.mother)) == "death-known"


def test_the_dead_do_not_marry(registry: Registry) -> None:
    registry.registered(registry.death(registry.mother, event_on=EVE))
    assert refused(registry, registry.marriage(registry.father, registry.mother)) == (
        "marriage-of-the-dead"
    )


@pytest.mark.parametrize(
    ("born", "ground", "code"),
    [
        (date(2003, 4, 16), "", "marriage-under-age"),  # eighteen a day after the marriage
        (date(2003, 4, 15), "", ""),  # eighteen on the day
        (date(2005, 4, 15), "Шешім № 2", ""),  # sixteen, and the age was lowered
        (date(2005, 4, 16), "Шешім № 2", "marriage-under-age"),
    ],
)
def test_a_marriage_needs_the_age(registry: Registry, born: date, ground: str, code: str) -> None:
    bride = make_person(registry.office, born)
    told = registry.marriage(registry.father, bride, content={"age_ground": ground})
    if code:
        assert refused(registry, told) == code
    else:
        registry.declared(told)


def test_a_marriage_waits_its_term_unless_there_is_a_ground(registry: Registry) -> None:
    early = registry.marriage(registry.father, registry.mother, event_on=date(2021, 4, 14))
    assert refused(registry, early) == "marriage-too-early"
    registry.declared(replace(early, content={"early_ground": "жүктілік туралы анықтама"}))


def test_a_second_marriage_comes_after_the_divorce(registry: Registry) -> None:
    registry.registered(registry.marriage(registry.father, registry.mother))
    other = make_person(registry.office, date(1992, 7, 1), "f")
    later = {"declared_on": date(2021, 5, 3), "event_on": date(2021, 6, 3)}
    second = registry.marriage(registry.father, other, **later)
    assert refused(registry, second) == "marriage-standing"
    divorce = registry.declaration(
        "divorce",
        of("husband", registry.father),
        of("wife", registry.mother),
        content={"ground": "consent"},
        declared_on=date(2021, 4, 20),
        event_on=date(2021, 4, 20),
    )
    record = registry.declared(divorce)
    with pytest.raises(CivilRefused) as problem:
        registry.register(record, date(2021, 5, 19))
    assert problem.value.code == "divorce-too-early"
    registry.register(record, date(2021, 5, 20))
    registry.declared(second)
    again = replace(divorce, declared_on=date(2021, 6, 1), event_on=date(2021, 6, 1))
    assert refused(registry, again) == "divorce-without-marriage"


def test_a_divorce_needs_a_marriage(registry: Registry) -> None:
    told = registry.declaration(
        "divorce",
        of("husband", registry.father),
        of("wife", registry.mother),
        content={"ground": "consent"},
    )
    assert refused(registry, told) == "divorce-without-marriage"
    registry.declared(replace(told, base_text="Шиелі АХАТ, № 12/2015"))


def test_spouses_are_two_people_a_man_and_a_woman(registry: Registry) -> None:
    one = registry.mother
    twice = registry.declaration(
        "marriage", of("husband", one), of("wife", one), event_on=date(2021, 4, 15)
    )
    assert refused(registry, twice) == "civil-same-iin"
    other = make_person(registry.office, date(1992, 7, 1), "f")
    assert refused(registry, registry.marriage(other, one)) == "marriage-same-sex"


@pytest.mark.parametrize(
    ("born", "code"), [(date(2005, 3, 16), "name-minor"), (date(2005, 3, 15), "")]
)
def test_a_minor_does_not_change_the_name(registry: Registry, born: date, code: str) -> None:
    one = make_person(registry.office, born)
    told = registry.declaration(
        "name_change",
        of("person", one),
        content={"surname_after": "Жаңа", "ground_text": "өз қалауы"},
    )
    if code:
        assert refused(registry, told) == code
    else:
        registry.declared(told)
        same = {"surname_after": one.surname, "ground_text": "x"}
        assert refused(registry, replace(told, content=same)) == "name-same"


def test_a_name_that_does_not_fit_the_number_is_told(registry: Registry) -> None:
    wrong = PartyEntry("mother", "990131300008")
    child = PartyEntry("child", surname="С")
    assert refused(registry, registry.birth(parties=(child, wrong))) == "civil-iin"
    other_day = PartyEntry("mother", registry.mother.iin, birth_date=date(1991, 1, 1))
    assert refused(registry, registry.birth(parties=(child, other_day))) == "civil-iin-day"
    assert refused(registry, registry.birth(parties=(child,))) == "civil-party-missing"
    assert refused(registry, registry.birth(content={})) == "civil-field-missing"


def test_the_number_of_a_child_is_of_its_day_and_sex(registry: Registry) -> None:
    record = registry.declared(registry.birth())
    for number, code in (
        ("", "birth-iin-missing"),
        (iin(DAY), "birth-iin"),
        (iin(EVE, "m"), "birth-iin-sex"),
    ):
        with pytest.raises(CivilRefused) as problem:
            registry.register(record, child_iin=number)
        assert problem.value.code == code
    registry.register(record, child_iin=iin(EVE))


def test_after_the_first_of_july_2023_another_body_registers(registry: Registry) -> None:
    first = date(2023, 7, 1)
    assert refused(registry, registry.birth(declared_on=first)) == "registers-elsewhere"
    registry.declared(registry.birth(declared_on=first - timedelta(days=1)))
