"""The reference district's «Бастау Бизнес» comes out of groups, sessions and certificates."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.casework.models import CaseEvent
from qamtu.demo.building import demonstrate
from qamtu.employment.bastau import MEASURE
from qamtu.employment.course_groups import taken_places
from qamtu.employment.models import (
    CourseApplication,
    CourseAttendance,
    CourseCertificate,
    CourseGroup,
    CoursePlace,
)

SCENARIO = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"


@pytest.fixture(scope="module")
def syrdarya(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock():
        office = demonstrate(
            SCENARIO, seed=4, noise=False, replace=False, if_missing=True, lang="en"
        )
        with office_scope(office):
            yield office


def test_635_asked_263_studied_232_finished(syrdarya: Office) -> None:
    assert CourseApplication.objects.live().filter(office=syrdarya).count() == 635
    assert CoursePlace.objects.live().filter(office=syrdarya).count() == 263
    certificates = CourseCertificate.objects.live().filter(office=syrdarya)
    assert certificates.count() == 232
    assert sorted(certificates.values_list("number", flat=True)) == list(range(1, 233))


def test_no_case_of_the_course_went_another_way(syrdarya: Office) -> None:
    steps = CaseEvent.objects.live().filter(office=syrdarya, measure=MEASURE.code)
    for transition, kept in (
        ("open", CourseApplication.objects.values_list("case", flat=True)),
        ("approve", CoursePlace.objects.values_list("application__case", flat=True)),
        ("carry_out", CourseCertificate.objects.values_list("place__application__case", flat=True)),
    ):
        made = steps.filter(transition=transition).values_list("case", flat=True)
        assert set(made) == set(kept.filter(office=syrdarya)), transition


def test_whoever_finished_came_and_no_group_is_overfull(syrdarya: Office) -> None:
    came = CourseAttendance.objects.live().filter(office=syrdarya, is_present=True)
    finished = CourseCertificate.objects.live().filter(office=syrdarya)
    assert set(finished.values_list("place", flat=True)) <= set(
        came.values_list("place", flat=True)
    )
    for group in CourseGroup.objects.live().filter(office=syrdarya):
        assert 0 < taken_places(group) <= group.capacity
