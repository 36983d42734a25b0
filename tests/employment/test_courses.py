"""The course «Бастау Бизнес»: from the application to the certificate, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connections

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.local_law import enter_value
from qamtu.casework.models import CaseEvent
from qamtu.employment.course_groups import (
    Asked,
    CourseRefused,
    Selected,
    ask_for_course,
    form_group,
    leave_course,
    refer_to_group,
    taken_places,
)
from qamtu.employment.course_papers import paper_of_certificate, paper_of_journal
from qamtu.employment.course_studies import (
    attended_hours,
    certify,
    defend,
    hold_session,
    mark_attendance,
)
from qamtu.employment.grant_applications import Applied, Item, with_certificates
from qamtu.employment.models import CourseApplication, CourseGroup, CoursePlace
from qamtu.people.models import Person
from tests.factories import make_office, make_person, make_user

from .conftest import Centre

ASKED, REFERRED = date(2024, 2, 1), date(2024, 2, 12)
LAST = date(2024, 2, 29)


def group_of(office: Office, by: User, capacity: int = 2) -> CourseGroup:
    return form_group(
        office=office, trainer="Қалиева Ж. М.", capacity=capacity, first_day=REFERRED,
        last_day=LAST, by=by,
    )  # fmt: skip


def placed(group: CourseGroup, person: Person, by: User) -> CoursePlace:
    application = ask_for_course(asked=Asked(person, ASKED, "Наубайхана"), by=by)
    return refer_to_group(group=group, selected=Selected(application, ASKED, REFERRED, 80), by=by)


def studied(place: CoursePlace, by: User, days: int = 3) -> None:
    for day in range(days):
        hold_session(
            group=place.group, day=REFERRED.replace(day=12 + day), hours=6, present=[place.pk],
            by=by,
        )  # fmt: skip


def passed(place: CoursePlace, by: User, points: int = 70) -> None:
    defend(
        place=place, day=date(2024, 2, 28), title="Наубайхана",
        scores=[("А", points), ("Б", points + 1)], is_passed=True, by=by,
    )  # fmt: skip


def test_the_whole_way_to_a_certificate(centre: Centre) -> None:
    group = group_of(centre.office, centre.head)
    place = placed(group, centre.person, centre.specialist)
    studied(place, centre.specialist)
    passed(place, centre.head)
    certificate = certify(place=place, day=LAST, by=centre.head)
    assert (certificate.number, certificate.hours) == (1, 18)
    case = place.application.case
    case.refresh_from_db()
    assert case.state == "carried_out"
    assert [e.transition for e in CaseEvent.objects.filter(case=case).order_by("pk")] == [
        "open", "check", "approve", "carry_out",
    ]  # fmt: skip
    text = "\n".join(block.text for block in paper_of_certificate(certificate, "kk").blocks)  # type: ignore[union-attr]
    assert str(certificate) in text
    assert "18 сағаттық" in text
    journal = paper_of_journal(group, "ru").blocks[-1]
    assert journal.rows[0][2:] == ("+", "+", "+", "18/18")  # type: ignore[union-attr]


def test_numbers_of_certificates_have_no_gap(centre: Centre) -> None:
    group = group_of(centre.office, centre.head)
    first = placed(group, centre.person, centre.specialist)
    second = placed(group, make_person(centre.office), centre.specialist)
    studied(first, centre.specialist)
    passed(first, centre.head)
    with pytest.raises(CourseRefused):
        certify(place=second, day=LAST, by=centre.head)
    assert certify(place=first, day=LAST, by=centre.head).number == 1
    with pytest.raises(CourseRefused) as refused:
        certify(place=first, day=LAST, by=centre.head)
    assert refused.value.code == "course-certificate-there"


def test_too_few_hours_by_the_share_that_the_district_sets(centre: Centre) -> None:
    enter_value(
        office=centre.office, parameter="bastau.least_attendance", value=Decimal("0.7"),
        valid_from=date(2024, 1, 1), act="Бұйрық № 4", by=centre.head,
    )  # fmt: skip
    group = group_of(centre.office, centre.head)
    place = placed(group, centre.person, centre.specialist)
    sessions = [
        hold_session(
            group=group, day=date(2024, 2, 12 + day), hours=6, by=centre.specialist,
            present=[place.pk] if day < 6 else [], absent=[place.pk] if day >= 6 else [],
        )
        for day in range(10)
    ]  # fmt: skip
    passed(place, centre.head)
    with pytest.raises(CourseRefused) as refused:
        certify(place=place, day=LAST, by=centre.head)
    assert refused.value.values["grounds"] == ["ground_attendance"]
    mark_attendance(session=sessions[6], present=[place.pk], by=centre.specialist)
    assert attended_hours(group)[place.pk] == 42
    certify(place=place, day=LAST, by=centre.head)


def test_a_failed_defence_gives_none_and_a_second_one_does(centre: Centre) -> None:
    group = group_of(centre.office, centre.head)
    place = placed(group, centre.person, centre.specialist)
    studied(place, centre.specialist)
    defend(
        place=place, day=date(2024, 2, 27), title="Наубайхана", scores=[("А", 20)],
        is_passed=False, by=centre.head,
    )  # fmt: skip
    with pytest.raises(CourseRefused) as refused:
        certify(place=place, day=LAST, by=centre.head)
    assert refused.value.values["grounds"] == ["ground_defence"]
    passed(place, centre.head)
    certify(place=place, day=LAST, by=centre.head)


def test_who_waits_is_not_registered_twice_and_who_left_may_ask_anew(centre: Centre) -> None:
    group = group_of(centre.office, centre.head, capacity=1)
    place = placed(group, centre.person, centre.specialist)
    with pytest.raises(CourseRefused) as refused:
        ask_for_course(asked=Asked(centre.person, REFERRED), by=centre.specialist)
    assert refused.value.code == "course-asked-already"
    with pytest.raises(CourseRefused) as blank:
        leave_course(place=place, day=date(2024, 2, 20), reason=" ", by=centre.head)
    assert blank.value.code == "reason-missing"
    leave_course(place=place, day=date(2024, 2, 20), reason="жұмысқа тұрды", by=centre.head)
    assert taken_places(group) == 0
    ask_for_course(asked=Asked(centre.person, date(2024, 2, 21)), by=centre.specialist)
    refer = placed(group, make_person(centre.office), centre.specialist)
    assert taken_places(group) == 1
    with pytest.raises(CourseRefused) as elsewhere:
        hold_session(
            group=group, day=date(2024, 2, 22), hours=6, present=[place.pk, refer.pk],
            by=centre.specialist,
        )  # fmt: skip
    assert elsewhere.value.code == "course-not-held-then", "one who left does not come"


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2024, 2, 11), "course-session-outside"), (date(2024, 3, 1), "course-session-outside")],
)
def test_a_session_lies_within_the_group_s_days(centre: Centre, day: date, code: str) -> None:
    group = group_of(centre.office, centre.head)
    with pytest.raises(CourseRefused) as refused:
        hold_session(group=group, day=day, hours=6, by=centre.specialist)
    assert refused.value.code == code


def test_the_certificate_stands_in_an_application_for_a_grant(centre: Centre) -> None:
    group = group_of(centre.office, centre.head)
    place = placed(group, centre.person, centre.specialist)
    studied(place, centre.specialist)
    passed(place, centre.head)
    certificate = certify(place=place, day=LAST, by=centre.head)
    asked = Applied(centre.person, date(2024, 4, 8), "Наубайхана", [Item("Пеш", 100_00)])
    (found,) = with_certificates([asked])
    assert (found.certificate, found.certified_on) == (str(certificate), LAST)
    (before,) = with_certificates([Applied(centre.person, ASKED, "Х", [Item("Пеш", 100_00)])])
    assert before.certificate == "", "a later certificate proves nothing of an earlier day"


def test_ten_clerks_and_the_last_three_places(committed: None) -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office, Role.HEAD)
        group = group_of(office, head, capacity=3)
        waiting = [
            ask_for_course(asked=Asked(make_person(office), ASKED), by=head) for _ in range(10)
        ]

    def press(application: CourseApplication) -> str:
        set_scope([office.pk], persons=True)
        try:
            refer_to_group(
                group=group,
                selected=Selected(application, ASKED, REFERRED),
                by=head,
            )
        except CourseRefused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "referred"

    with ThreadPoolExecutor(10) as pool:
        said = list(pool.map(press, waiting))
    assert said.count("referred") == 3
    assert said.count("course-full") == 7
    with office_scope(office):
        assert taken_places(group) == 3
