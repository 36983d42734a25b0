"""New jobs: a place is counted once, however it is reported again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Role
from qamtu.casework.models import Case, CaseEvent
from qamtu.employment.models import NewJob
from qamtu.employment.new_job_records import (
    Created,
    NewJobRefused,
    by_employer,
    by_sector,
    key_of_number,
    planned,
    record_new_jobs,
    review,
    suspicions,
    take_back,
)
from qamtu.finance.targets import set_target
from tests.factories import make_office, make_organization, make_person, make_user

from .conftest import Centre

DAY = date(2021, 6, 7)


def created(centre: Centre, **changes: object) -> Created:
    facts: dict[str, object] = {
        "organization": centre.employer, "title": "Күзетші", "sector": "N", "is_permanent": True,
        "created_on": DAY, "evidence": "№ 12 еңбек шарты", "evidence_on": DAY,
    }  # fmt: skip
    return Created(**{**facts, **changes})  # type: ignore[arg-type]


def record(centre: Centre, *of: Created) -> list[NewJob]:
    return record_new_jobs(office=centre.office, created=of, by=centre.specialist)


def counted() -> int:
    return CaseEvent.objects.live().filter(measure="new_jobs", transition="carry_out").count()


@pytest.mark.parametrize(
    "spelled", ["№ 12 еңбек шарты", "№012 Еңбек  шарты", "12 ЕҢБЕК ШАРТЫ", "№ 12-еңбек шарты."]
)
def test_one_paper_of_an_employer_proves_one_place(centre: Centre, spelled: str) -> None:
    (first,) = record(centre, created(centre))
    with pytest.raises(NewJobRefused) as refused:
        record(centre, created(centre, evidence=spelled, title="Есепші", created_on=DAY))
    assert refused.value.code == "new-job-evidence"
    assert refused.value.values["case"] == first.case_id, "the sentence points to the first"
    assert counted() == NewJob.objects.count() == Case.objects.filter(measure="new_jobs").count()


def test_another_number_year_or_employer_is_another_paper(centre: Centre) -> None:
    record(
        centre,
        created(centre),
        created(centre, evidence="№ 120 еңбек шарты"),
        created(centre, evidence_on=date(2020, 12, 31)),
        created(centre, organization=make_organization(centre.office, "«Береке» ШҚ")),
    )
    assert counted() == 4


def test_one_person_in_one_post_is_one_place(centre: Centre) -> None:
    person = make_person(centre.office)
    record(centre, created(centre, person=person))
    with pytest.raises(NewJobRefused, match="new-job-person"):
        record(centre, created(centre, person=person, evidence="№ 13"))
    record(centre, created(centre, person=person, evidence="№ 13", title="Есепші"))
    record(centre, created(centre, person=make_person(centre.office), evidence="№ 14"))


def test_one_order_for_one_post_is_one_place_unless_it_names_other_people(centre: Centre) -> None:
    record(centre, created(centre, order="№ 5-ж/қ"))
    with pytest.raises(NewJobRefused, match="new-job-order"):
        record(centre, created(centre, order="5 ж/қ", evidence="№ 13"))
    one, two = make_person(centre.office), make_person(centre.office)
    record(
        centre,
        created(centre, order="№ 6-ж/қ", evidence="№ 14", person=one),
        created(centre, order="№ 6-ж/қ", evidence="№ 15", person=two),
    )
    assert counted() == 3


def test_a_list_with_one_place_twice_records_nothing(centre: Centre) -> None:
    with pytest.raises(NewJobRefused, match="new-job-evidence"):
        record(centre, created(centre, evidence="№ 1"), created(centre, evidence="1"))
    record(centre, created(centre))
    with pytest.raises(NewJobRefused) as refused:
        record(centre, created(centre, evidence="№ 2"), created(centre))
    assert refused.value.values["case"] == NewJob.objects.get().case_id
    assert counted() == 1


def test_a_place_taken_back_is_counted_no_more_and_may_be_recorded_again(centre: Centre) -> None:
    (job,) = record(centre, created(centre))
    take_back(job=job, reason="қате", by=centre.head)
    assert counted() == 0
    record(centre, created(centre))
    assert counted() == 1


def test_what_resembles_another_place_is_shown_until_it_is_reviewed(centre: Centre) -> None:
    first, like, _other_day, _other_post = record(
        centre,
        created(centre, evidence="№ 1"),
        created(centre, evidence="№ 2", title="күзетші"),
        created(centre, evidence="№ 3", created_on=date(2021, 6, 8)),
        created(centre, evidence="№ 4", title="Есепші"),
    )
    assert suspicions(centre.office, 2021) == [like]
    assert suspicions(centre.office, 2020) == []
    review(job=like, note="екі ауысым", by=centre.head)
    assert suspicions(centre.office, 2021) == []
    assert first.is_live


def test_the_year_by_sector_and_employer_beside_the_plan(centre: Centre) -> None:
    other = make_organization(centre.office, "«Береке» ШҚ")
    record(
        centre,
        created(centre, evidence="№ 1"),
        created(centre, evidence="№ 2", is_permanent=False),
        created(centre, organization=other, sector="F"),
        created(centre, evidence="№ 9", created_on=date(2022, 1, 1)),
    )
    assert [(one.key, one.total, one.permanent) for one in by_sector(centre.office, 2021)] == [
        ("N", 2, 1),
        ("F", 1, 1),
    ]
    assert [one.total for one in by_employer(centre.office, 2021)] == [2, 1]
    for value, year in ((1000, 2021), (149, 2021), (7, 2022)):
        set_target(
            office=centre.office, indicator="new-jobs.created", value=value, act="№ 1",
            signed_on=DAY, valid_from=date(year, 1, 1), valid_to=date(year, 12, 31), by=centre.head,
        )  # fmt: skip
    assert planned(centre.office, 2021) == 1149


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "new-job-title"),
        ({"sector": "Z"}, "new-job-sector"),
        ({"evidence": "№"}, "new-job-paper"),
    ],
)
def test_a_report_that_says_too_little_is_refused(
    centre: Centre, wrong: dict[str, object], code: str
) -> None:
    with pytest.raises(NewJobRefused, match=code):
        record(centre, created(centre, **wrong))


@given(number=st.integers(0, 10**9), zeros=st.integers(0, 4), mark=st.sampled_from(["", "№", "№ "]))
def test_a_number_is_one_however_it_is_written(number: int, zeros: int, mark: str) -> None:
    assert key_of_number(f"{mark}{'0' * zeros}{number}") == str(number)


@pytest.mark.usefixtures("committed")
def test_of_clerks_who_record_one_place_at_once_one_does() -> None:
    office = make_office()
    with office_scope(office):
        by, employer = make_user(office, Role.HEAD), make_organization(office)

    def report(_clerk: int) -> str:
        place = Created(employer, "Күзетші", "N", True, DAY, "№ 12", DAY)
        try:
            with office_scope(office):
                record_new_jobs(office=office, created=[place], by=by)
        except NewJobRefused as refused:
            return f"{refused.code} {refused.values['evidence']}"
        finally:
            connections.close_all()
        return "recorded"

    with ThreadPoolExecutor(4) as clerks:
        said = sorted(clerks.map(report, range(4)))
    assert said == [*["new-job-evidence № 12"] * 3, "recorded"]
    with office_scope(office):
        assert Case.objects.filter(measure="new_jobs").count() == 1
