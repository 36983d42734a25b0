"""Quotas: resolutions that add up, hires within the places, leaving, letters and their answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Role
from qamtu.casework.enrolment import CaseEntry, Step, record_cases
from qamtu.casework.models import Case, CaseEvent
from qamtu.employment.models import EmployerQuota, QuotaHire, QuotaResolution
from qamtu.employment.quota import PROBATION
from qamtu.employment.quota_hires import hire, leave, without_place
from qamtu.employment.quota_hires import take_back as take_back_hire
from qamtu.employment.quota_letters import record_answer, send_letter
from qamtu.employment.quota_papers import print_letter, print_resolution, resolution_paper
from qamtu.employment.quota_resolutions import (
    Line,
    QuotaRefused,
    adopt,
    standings,
    take_back,
)
from qamtu.finance.models import Target
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.factories import make_office, make_organization, make_person, make_user

from .conftest import Centre

SIGNED = date(2020, 12, 31)
DAY = date(2021, 3, 1)
EXPECTED = {"quota-full", "quota-held", "quota-left", "quota-before-hire"}


def resolve(
    centre: Centre, places: int = 1, *, group: str = "probation", signed: date = SIGNED,
    number: str = "271", employer: Organization | None = None,
) -> EmployerQuota:  # fmt: skip
    resolution = adopt(
        office=centre.office, group=group, number=number, signed_on=signed, year=2021,
        lines=[Line(employer or centre.employer, 100, 0, Decimal(1), places)], by=centre.head,
    )  # fmt: skip
    return resolution.employers.get()


def on_probation(centre: Centre, kind: str = "probation") -> Person:
    person = make_person(centre.office)
    record_status(
        person=person, kind=kind, valid_from=date(2021, 1, 10), valid_to=date(2021, 9, 30),
        category="group_3" if kind == "disability" else "", paper="№ 7", by=centre.head,
    )  # fmt: skip
    return person


def take(
    centre: Centre, quota: EmployerQuota, person: Person | None = None, day: date = DAY,
    *, is_over: bool = False,
) -> QuotaHire:  # fmt: skip
    return hire(
        quota=quota, person=person or on_probation(centre), day=day, order="№ 5-ж/қ",
        by=centre.specialist, is_over=is_over,
    )  # fmt: skip


def refused(code: str) -> pytest.RaisesExc[QuotaRefused]:
    return pytest.raises(QuotaRefused, match=code)


def test_a_later_resolution_of_the_year_adds_its_places_and_its_plan(centre: Centre) -> None:
    resolve(centre, 8)
    resolve(centre, 2, number="300", signed=date(2021, 5, 3), employer=make_organization(
        centre.office, "«Береке» ШҚ"))  # fmt: skip
    assert sum(one.places for one in standings(centre.office, date(2021, 5, 2))) == 8
    assert sum(one.places for one in standings(centre.office, date(2021, 5, 3))) == 10
    plan = Target.objects.live().filter(indicator="quota.probation")
    assert sorted(plan.values_list("value", flat=True)) == [2, 8]
    assert {one.valid_from for one in plan} == {date(2021, 1, 1)}


def test_the_same_employer_raised_by_a_later_resolution_has_both(centre: Centre) -> None:
    first = resolve(centre, 1)
    take(centre, first)
    with refused("quota-full"):
        take(centre, first, day=date(2021, 5, 2))
    second = resolve(centre, 1, number="300", signed=date(2021, 5, 3))
    take(centre, second, day=date(2021, 5, 3))
    (standing,) = standings(centre.office, date(2021, 6, 1))
    assert (standing.places, standing.hired, standing.shortfall) == (2, 2, 0)


def test_whoever_was_hired_by_last_years_quota_holds_a_place_of_this_year(centre: Centre) -> None:
    resolve(centre)
    line = Line(centre.employer, 100, 0, Decimal(1), 1)
    adopt(
        office=centre.office, group="probation", number="300", signed_on=date(2021, 12, 28),
        year=2022, lines=[line], by=centre.head,
    )  # fmt: skip
    take(centre, EmployerQuota.objects.get(resolution__year=2021))
    (standing,) = standings(centre.office, date(2022, 1, 1))
    assert (standing.places, standing.hired) == (1, 1)
    person = make_person(centre.office)
    record_status(
        person=person, kind="probation", valid_from=date(2022, 1, 1), paper="№ 8", by=centre.head
    )
    with refused("quota-full"):
        take(centre, standing.quotas[0], person, date(2022, 1, 3))


def test_whoever_leaves_frees_the_place_from_the_next_day(centre: Centre) -> None:
    quota = resolve(centre)
    hired = take(centre, quota)
    last = date(2021, 6, 15)
    with refused("quota-before-hire"):
        leave(hire=hired, day=date(2021, 2, 28), reason="өз еркімен", by=centre.head)
    leave(hire=hired, day=last, reason="өз еркімен", by=centre.head)
    with refused("quota-left"):
        leave(hire=hired, day=last, reason="өз еркімен", by=centre.head)
    with refused("quota-full"):
        take(centre, quota, day=last)
    take(centre, quota, day=date(2021, 6, 16))
    assert [one.hired for one in standings(centre.office, last)] == [1]
    assert [one.hired for one in standings(centre.office, date(2021, 6, 16))] == [1]


def test_more_than_the_places_only_where_it_is_said(centre: Centre) -> None:
    quota = resolve(centre)
    take(centre, quota)
    with refused("quota-full"):
        take(centre, quota)
    assert take(centre, quota, is_over=True).is_over
    (standing,) = standings(centre.office, DAY)
    assert (standing.hired, standing.shortfall) == (2, 0)


def test_the_status_has_to_stand_on_the_day_of_hiring(centre: Centre) -> None:
    quota = resolve(centre, 3)
    person = on_probation(centre)
    with refused("quota-status"):
        take(centre, quota, person, date(2021, 1, 9))
    with refused("quota-status"):
        take(centre, quota, person, date(2021, 10, 1))
    with refused("quota-status"):
        take(centre, quota, on_probation(centre, "released"))
    hired = take(centre, quota, person, date(2021, 1, 10))
    assert hired.status is not None
    assert hired.status.paper == "№ 7"
    with refused("quota-held"):
        take(centre, quota, person, DAY)


def test_youth_is_proven_by_age(centre: Centre) -> None:
    quota = resolve(centre, 2, group="youth")
    young = make_person(
        centre.office, date(1992, 3, 2)
    )  # 28 until 1 March 2021, the last young day
    old = make_person(centre.office, date(1992, 3, 1))  # 29 on 1 March 2021
    assert take(centre, quota, young).status is None
    with refused("quota-age"):
        take(centre, quota, old)


def test_a_hire_is_a_case_that_the_report_counts(centre: Centre) -> None:
    hired = take(centre, resolve(centre, group="disabled"), on_probation(centre, "disability"))
    case = Case.objects.get(pk=hired.case_id)
    assert (case.measure, case.state) == ("quota_disabled", "carried_out")
    assert case.events.get(transition="carry_out").occurred_on == DAY


@pytest.mark.parametrize("done", ["open", "approve", "carry_out"])
def test_a_case_that_a_list_brought_gets_its_place_and_is_counted_once(
    centre: Centre, done: str
) -> None:
    quota, person = resolve(centre), on_probation(centre)
    entry = CaseEntry(opened_on=date(2021, 2, 1), subject_id=person.pk)
    steps = [
        Step("open", date(2021, 2, 1)),
        Step("approve", date(2021, 2, 8)),
        Step("carry_out", DAY),
    ]
    last = [step.transition for step in steps].index(done)
    entry.follow(PROBATION, steps[: last + 1])
    record_cases(office=centre.office, measure=PROBATION, cases=[entry], by=centre.head)
    assert len(without_place(centre.office, 2021)) == (done == "carry_out")
    hired = take(centre, quota, person)
    assert hired.case_id == entry.pk
    assert without_place(centre.office, 2021) == []
    events = CaseEvent.objects.live().filter(measure="quota_probation", transition="carry_out")
    assert [event.occurred_on for event in events] == [DAY]


@pytest.mark.parametrize(
    ("staff", "excluded", "percent", "places", "code"),
    [
        (60, 10, "2", 0, "quota-staff"),
        (60, 10, "2", 51, "quota-staff"),
        (60, 61, "2", 1, "quota-staff"),
        (60, 10, "0", 1, "quota-percent"),
        (60, 10, "100.01", 1, "quota-percent"),
    ],
)
def test_a_line_that_can_not_be_is_named(
    centre: Centre, staff: int, excluded: int, percent: str, places: int, code: str
) -> None:
    line = Line(centre.employer, staff, excluded, Decimal(percent), places)
    with refused(code):
        adopt(office=centre.office, group="disabled", number="306", signed_on=SIGNED, year=2021,
              lines=[line], by=centre.head)  # fmt: skip
    assert not Target.objects.exists()


def test_a_resolution_stands_once_and_goes_back_whole(centre: Centre) -> None:
    quota = resolve(centre)
    with refused("quota-known"):
        resolve(centre)
    hired = take(centre, quota)
    with refused("quota-hired"):
        take_back(resolution=quota.resolution, reason="қате", by=centre.head)
    take_back_hire(hire=hired, reason="қате", by=centre.head)
    assert not CaseEvent.objects.live().filter(measure="quota_probation").exists()
    take_back(resolution=quota.resolution, reason="қате", by=centre.head)
    assert not standings(centre.office, DAY)
    assert not Target.objects.live().exists()
    assert QuotaResolution.objects.count() == 1, "struck through, not gone"
    resolve(centre)


def test_a_letter_says_the_quota_as_it_stood_and_keeps_its_answer(centre: Centre) -> None:
    quota = resolve(centre, 3)
    take(centre, quota)
    letter = send_letter(
        organization=centre.employer, group="probation", day=date(2021, 4, 1), by=centre.specialist
    )
    assert (letter.number, letter.places, letter.hired, letter.shortfall) == (1, 3, 1, 2)
    take(centre, quota, day=date(2021, 4, 2))
    letter.refresh_from_db()
    assert letter.hired == 1
    with refused("quota-before-letter"):
        record_answer(letter=letter, answer="will_hire", day=date(2021, 3, 31), by=centre.head)
    record_answer(letter=letter, answer="will_hire", day=date(2021, 4, 9), by=centre.head)
    assert letter.answers.get().answer == "will_hire"
    with refused("quota-none"):
        send_letter(organization=centre.employer, group="released", day=DAY, by=centre.head)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_papers_are_printed(centre: Centre, language: str) -> None:
    quota = resolve(centre, 3)
    letter = send_letter(
        organization=centre.employer, group="probation", day=DAY, by=centre.specialist
    )
    assert print_letter(letter, language, "docx").startswith(b"PK")
    assert print_letter(letter, language, "pdf").startswith(b"%PDF")
    assert print_resolution(quota.resolution, language, "docx").startswith(b"PK")
    table = resolution_paper(quota.resolution, language).blocks[-2]
    assert table.rows[0][-1] == table.rows[-1][-1] == "3"  # type: ignore[union-attr]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    acts=st.lists(
        st.tuples(st.booleans(), st.integers(0, 4), st.integers(1, 200)), min_size=1, max_size=14
    ),
    places=st.integers(1, 3),
)
def test_on_no_day_more_people_hold_places_than_there_are(
    db: None, acts: list[tuple[bool, int, int]], places: int
) -> None:
    office = make_office()
    with office_scope(office):
        by = make_user(office, Role.HEAD)
        line = Line(make_organization(office), 200, 0, Decimal(1), places)
        resolution = adopt(
            office=office, group="youth", number="1", signed_on=SIGNED, year=2021, lines=[line],
            by=by,
        )  # fmt: skip
        quota = resolution.employers.get()
        people = [make_person(office, date(2000, 1, 1)) for _ in range(5)]
        for is_hiring, one, offset in acts:
            day = date(2021, 1, 1) + timedelta(days=offset)
            try:
                if is_hiring:
                    hire(quota=quota, person=people[one], day=day, order="№ 1", by=by)
                else:
                    held = QuotaHire.objects.filter(quota=quota, person=people[one]).last()
                    if held is not None:
                        leave(hire=held, day=day, reason="өз еркімен", by=by)
            except QuotaRefused as refused:
                if refused.code not in EXPECTED:
                    raise
        for offset in range(0, 210, 5):
            day = date(2021, 1, 1) + timedelta(days=offset)
            (standing,) = standings(office, day)
            assert standing.hired + standing.shortfall == places


@pytest.mark.usefixtures("committed")
def test_of_two_clerks_who_take_the_last_place_one_is_told_that_it_is_held() -> None:
    office = make_office()
    with office_scope(office):
        by = make_user(office, Role.HEAD)
        line = Line(make_organization(office), 100, 0, Decimal(1), 1)
        resolution = adopt(
            office=office, group="youth", number="1", signed_on=SIGNED, year=2021, lines=[line],
            by=by,
        )  # fmt: skip
        quota = resolution.employers.get()
        people = [make_person(office, date(2000, 1, 1)) for _ in range(4)]

    def take_place(person: Person) -> str:
        try:
            with office_scope(office):
                hire(quota=quota, person=person, day=DAY, order="№ 1", by=by)
        except QuotaRefused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "hired"

    with ThreadPoolExecutor(4) as clerks:
        assert sorted(clerks.map(take_place, people)) == ["hired", *["quota-full"] * 3]


def test_a_line_is_set_beside_what_the_law_makes_of_it(db: None) -> None:
    """Order 498: 120 of staff with 30 hard places keep 3 % of 90; see `rules/job_quota`."""
    from fractions import Fraction

    from qamtu.employment.quota_law import exempt_because, judge_quota

    office = make_office()
    head = make_user(office, Role.HEAD)
    with office_scope(office):
        for group, staff, places in (("disabled", 120, 3), ("probation", 60, 1)):
            resolution = adopt(
                office=office, group=group, number="306", signed_on=date(2020, 12, 31), year=2021,
                lines=[
                    Line(
                        make_organization(office), staff, 30 if group == "disabled" else 0,
                        Decimal(3 if group == "disabled" else 1), 2 if staff == 120 else 1,
                    )
                ],
                by=head,
            )  # fmt: skip
            line = resolution.employers.get()
            judgement = judge_quota(line, resolution.signed_on)
            assert judgement["places"] == places
            assert exempt_because(judgement, "en") == ""
            assert judgement["percent"] == Fraction(line.percent) / 100
