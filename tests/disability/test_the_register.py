"""Extracts of examinations: what they establish, what they end, who is due again."""

from datetime import date, timedelta
from typing import Any

import pytest

from qamtu.disability.examinations import (
    ExaminationRefused,
    Extract,
    counts_on,
    due_again,
    record_examination,
    registered_on,
)
from qamtu.disability.models import Examination
from qamtu.people.models import Person, StatusPeriod
from qamtu.people.statuses import record_status
from tests.factories import make_person

from .a_pair import Department

FIRST = date(2023, 3, 1)


def extract(person: Person, **told: Any) -> Extract:
    given: dict[str, Any] = {
        "person": person,
        "number": "МС-1",
        "examined_on": FIRST,
        "category": "group_2",
        "cause": "general_illness",
        "valid_from": FIRST,
        "valid_to": date(2024, 2, 29),
    }
    return Extract(**given | told)


@pytest.fixture
def person(department: Department) -> Person:
    return make_person(department.office)


def test_an_extract_establishes_a_period_of_the_register(
    department: Department, person: Person
) -> None:
    made = record_examination(extract=extract(person), by=department.specialist)
    assert (made.status.category, made.status.valid_to) == ("group_2", date(2024, 2, 29))
    assert counts_on(department.office, date(2024, 2, 29))["group_2"] == 1
    assert counts_on(department.office, date(2024, 3, 1))["group_2"] == 0


def test_a_new_extract_ends_the_period_of_the_old_one(
    department: Department, person: Person
) -> None:
    record_examination(extract=extract(person, valid_to=None), by=department.specialist)
    again = date(2023, 9, 1)
    record_examination(
        extract=extract(
            person, number="МС-2", category="group_1", examined_on=again, valid_from=again,
            valid_to=None,
        ),
        by=department.specialist,
    )  # fmt: skip
    periods = StatusPeriod.objects.live().filter(person=person).order_by("valid_from")
    assert [(one.category, one.valid_from, one.valid_to) for one in periods] == [
        ("group_2", FIRST, again - timedelta(days=1)),
        ("group_1", again, None),
    ]
    assert counts_on(department.office, again - timedelta(days=1))["group_2"] == 1
    assert [one.person for one in registered_on(department.office, again, "group_1")].count(
        person
    ) == 1


def test_who_is_due_again_until_a_new_extract_comes(department: Department, person: Person) -> None:
    record_examination(extract=extract(person), by=department.specialist)
    window = (date(2024, 2, 1), date(2024, 2, 29))
    assert [one.person for one in due_again(department.office, *window)] == [person]
    assert due_again(department.office, date(2024, 2, 1), date(2024, 2, 28)) == []
    assert due_again(department.office, date(2024, 3, 1), date(2024, 3, 31)) == []
    again = date(2024, 2, 20)
    record_examination(
        extract=extract(person, number="МС-2", examined_on=again, valid_from=date(2024, 3, 1),
                        valid_to=None),
        by=department.specialist,
    )  # fmt: skip
    assert due_again(department.office, *window) == []


def test_the_dead_are_not_due(department: Department, person: Person) -> None:
    record_examination(extract=extract(person), by=department.specialist)
    record_status(
        person=person, kind="deceased", valid_from=date(2023, 12, 1), paper="№ 3",
        by=department.head,
    )  # fmt: skip
    assert due_again(department.office, date(2024, 2, 1), date(2024, 2, 29)) == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"number": " "}, "examination-number"),
        ({"category": "group_9"}, "examination-category"),
        ({"cause": "laziness"}, "examination-cause"),
        ({"valid_to": FIRST - timedelta(days=1)}, "examination-order"),
        ({"examined_on": date(1880, 1, 1)}, "examination-before-birth"),
        ({"category": "child_under_16"}, "examination-age"),
        ({"loss_percent": 101}, "examination-loss"),
    ],
)
def test_what_can_not_be_is_refused(
    department: Department, person: Person, told: dict[str, Any], code: str
) -> None:
    with pytest.raises(ExaminationRefused) as refused:
        record_examination(extract=extract(person, **told), by=department.specialist)
    assert refused.value.code == code
    assert not Examination.objects.filter(person=person).exists()


def test_a_child_becomes_sixteen(department: Department) -> None:
    child = make_person(department.office, birth_date=date(2008, 5, 10))
    with pytest.raises(ExaminationRefused):
        record_examination(
            extract=extract(child, category="child_under_16", valid_from=date(2024, 5, 10),
                            examined_on=date(2024, 5, 1), valid_to=None),
            by=department.specialist,
        )  # fmt: skip
    last = date(2024, 5, 9)
    record_examination(
        extract=extract(child, category="child_under_16", valid_from=last, examined_on=last,
                        valid_to=None),
        by=department.specialist,
    )  # fmt: skip
    assert counts_on(department.office, last)["child_under_16"] == 1


def test_an_extract_is_recorded_once_and_not_before_a_later_one(
    department: Department, person: Person
) -> None:
    record_examination(extract=extract(person), by=department.specialist)
    other = make_person(department.office)
    with pytest.raises(ExaminationRefused) as known:
        record_examination(extract=extract(other), by=department.specialist)
    assert known.value.code == "examination-known"
    with pytest.raises(ExaminationRefused) as earlier:
        record_examination(
            extract=extract(person, number="МС-0", valid_from=FIRST - timedelta(days=9)),
            by=department.specialist,
        )
    assert earlier.value.code == "examination-earlier"
