"""What follows from a registered act by itself, and what is taken back with it."""

from datetime import date, timedelta

import pytest

from qamtu.casework.acts import open_case, record_event
from qamtu.casework.models import Case
from qamtu.civil_registry.certificates import issue_certificate
from qamtu.civil_registry.consequences import join_family
from qamtu.civil_registry.corrections import annul_record, correct_record
from qamtu.civil_registry.parties import entry_of
from qamtu.civil_registry.refused import CivilRefused
from qamtu.civil_registry.standing import died_on, standing_of
from qamtu.people.households import found_household, join_household
from qamtu.people.models import HouseholdMember, Person
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_person

from .a_registry import DAY, Registry, of

TODAY = date(2030, 1, 1)


def a_case(registry: Registry, person: Person, measure: str, *steps: str) -> Case:
    case = open_case(
        measure=MEASURES[measure],
        office=registry.office,
        subject=person,
        day=date(2021, 2, 1),
        by=registry.head,
    )
    for step in steps:
        record_event(
            case=case,
            measure=MEASURES[measure],
            transition=step,
            day=date(2021, 2, 2),
            by=registry.head,
        )
    return case


def test_a_death_ends_cases_and_the_family_and_an_annulment_brings_them_back(
    registry: Registry,
) -> None:
    one = registry.mother
    home = found_household(head=registry.father, since=date(2020, 1, 1), by=registry.head)
    join_household(
        household=home, person=one, relation="spouse", since=date(2020, 2, 1), by=registry.head
    )
    waiting = a_case(registry, one, "job_search")
    approved = a_case(registry, one, "bastau", "check", "approve")
    assisted = a_case(registry, one, "personal_assistant", "check", "approve")
    done = a_case(registry, one, "permanent_job", "check", "approve", "carry_out")
    record = registry.registered(registry.death(one, event_on=date(2021, 3, 10)))
    states = {case.pk: case.state for case in Case.objects.filter(person=one)}
    assert states[waiting.pk] == states[approved.pk] == "withdrawn"
    assert states[assisted.pk] == "approved", "its helper is still paid for the days before"
    assert states[done.pk] == "carried_out"
    assert died_on(one) == date(2021, 3, 10)
    assert HouseholdMember.objects.live().get(person=one).valid_to == date(2021, 3, 10)
    told = [step["code"] for step in standing_of(record).registered.consequences]  # type: ignore[union-attr]
    assert told == ["deceased", "case-ended", "case-ended", "case-settling", "left-family"]

    annulled = annul_record(
        record=record, day=DAY, reason="Сот шешімі № 5", by=registry.head, today=TODAY
    )
    assert died_on(one) is None
    states = {case.pk: case.state for case in Case.objects.filter(person=one)}
    assert states[waiting.pk] == "registered"
    assert states[approved.pk] == "approved"
    assert HouseholdMember.objects.live().get(person=one).valid_to is None
    assert [step["code"] for step in annulled.consequences] == [
        "alive",
        "case-restored",
        "case-restored",
        "family-again",
    ]
    registry.declared(registry.death(one))


def test_a_child_is_entered_and_may_join_the_family(registry: Registry) -> None:
    record = registry.registered(registry.birth())
    child = standing_of(record).parties["child"].person
    assert child is not None
    assert (child.surname, child.given_name, child.sex) == ("Серікова", "Аяру", "f")
    assert child.territory_id == registry.mother.territory_id
    since = DAY - timedelta(days=1)
    with pytest.raises(CivilRefused) as problem:
        join_family(child=child, parent=registry.mother, since=since, by=registry.head)
    assert problem.value.code == "family-none"
    found_household(head=registry.mother, since=date(2020, 1, 1), by=registry.head)
    membership = join_family(child=child, parent=registry.mother, since=since, by=registry.head)
    assert (membership.relation, membership.valid_from) == ("child", since)


def test_a_new_name_is_in_every_register_and_the_old_one_still_found(registry: Registry) -> None:
    wife, old = registry.mother, registry.mother.surname
    registry.registered(
        registry.marriage(registry.father, wife, content={"wife_surname_after": "Қоңыратбаева"})
    )
    wife.refresh_from_db()
    assert wife.surname == "Қоңыратбаева"
    found = Person.objects.filter(office=registry.office)
    assert wife in found.search("Конуратбаева")
    assert wife in found.search(old)


def test_a_father_is_added_to_the_birth_record(registry: Registry) -> None:
    birth = registry.registered(
        registry.birth(parties=(registry.birth().parties[0], of("mother", registry.mother)))
    )
    child = standing_of(birth).parties["child"].person
    assert child is not None
    told = registry.declaration(
        "paternity",
        of("child", child),
        of("father", registry.father),
        of("mother", registry.mother),
        content={"ground": "consent", "surname_after": "Құдайбергенова"},
    )
    registry.registered(told)
    now = standing_of(birth)
    assert now.parties["father"].iin == registry.father.iin
    assert now.parties["child"].surname == "Құдайбергенова"
    assert [action.kind for action in now.actions] == ["declared", "registered", "corrected"]
    assert birth.parties.filter(surname="Серікова").exists(), "what it said before stays"
    with pytest.raises(CivilRefused) as problem:
        registry.declared(told)
    assert problem.value.code == "paternity-known"


def test_a_correction_is_appended_and_mends_no_other_person(registry: Registry) -> None:
    record = registry.registered(registry.birth())
    before = standing_of(record)
    child = entry_of(before.parties["child"])
    from dataclasses import replace

    parties = [entry_of(one) for role, one in before.parties.items() if role != "child"]
    told = {
        "record": record,
        "content": before.entry.content,  # type: ignore[union-attr]
        "event_on": before.event_on,
        "territory": None,
        "place": "Тереңөзек",
        "day": DAY,
        "by": registry.head,
        "today": TODAY,
    }
    with pytest.raises(CivilRefused) as problem:
        correct_record(parties=[*parties, child], reason=" ", **told)  # type: ignore[arg-type]
    assert problem.value.code == "civil-reason"
    correct_record(
        parties=[*parties, replace(child, surname="Серік")],
        reason="Қорытынды № 1",
        **told,  # type: ignore[arg-type]
    )
    now = standing_of(record)
    assert now.parties["child"].surname == "Серік"
    assert now.entry.place == "Тереңөзек"  # type: ignore[union-attr]
    other = make_person(registry.office, date(1991, 1, 1))
    wrong = [replace(child, surname="Серік"), of("mother", other), of("father", registry.father)]
    with pytest.raises(CivilRefused) as problem:
        correct_record(parties=wrong, reason="x", **told)  # type: ignore[arg-type]
    assert problem.value.code == "civil-other-person"


def test_a_marriage_with_its_divorce_is_not_annulled(registry: Registry) -> None:
    marriage = registry.registered(registry.marriage(registry.father, registry.mother))
    divorce = registry.declaration(
        "divorce",
        of("husband", registry.father),
        of("wife", registry.mother),
        content={"ground": "court", "court_paper": "№ 2-17"},
        declared_on=date(2021, 6, 1),
        event_on=date(2021, 5, 20),
    )
    registry.registered(divorce)
    with pytest.raises(CivilRefused) as problem:
        annul_record(
            record=marriage, day=date(2021, 7, 1), reason="сот", by=registry.head, today=TODAY
        )
    assert problem.value.code == "annulled-by-stands"


def test_certificates_are_numbered_verified_and_repeated_for_a_reason(registry: Registry) -> None:
    from qamtu.civil_registry.certificates import names_match, verify

    record = registry.registered(registry.birth())
    told = {"record": record, "day": DAY, "by": registry.head, "today": TODAY}
    first = issue_certificate(**told)  # type: ignore[arg-type]
    with pytest.raises(CivilRefused) as problem:
        issue_certificate(**told)  # type: ignore[arg-type]
    assert problem.value.code == "certificate-reason"
    found = verify(office=registry.office, code=f" {first.code[:8].lower()}-{first.code[8:]} ")
    assert (found.state, found.number) == ("valid", "1/2021")
    assert names_match(verified=found, surname="СЕРІКОВА")
    assert not names_match(verified=found, surname="Жоқбаева")
    second = issue_certificate(reason="жоғалған", **told)  # type: ignore[arg-type]
    assert (first.number, second.number) == (1, 2)
    assert verify(office=registry.office, code=first.code).state == "replaced"
    annul_record(record=record, day=DAY, reason="сот", by=registry.head, today=TODAY)
    assert verify(office=registry.office, code=second.code).state == "annulled"
    with pytest.raises(CivilRefused) as problem:
        verify(office=registry.office, code="ABCD")
    assert problem.value.code == "code-unknown"
