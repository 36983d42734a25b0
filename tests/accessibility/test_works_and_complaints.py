"""The adaptation plan from a passport to the act; complaints within their term."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import now

from qamtu.accessibility.complaints import (
    MOST_AN_HOUR,
    Complaint,
    answer_complaint,
    open_complaints,
    receive_complaint,
)
from qamtu.accessibility.inventory import facilities_to_survey
from qamtu.accessibility.models import FacilityComplaint
from qamtu.accessibility.refused import PassportRefused
from qamtu.accessibility.works import Work, accept_work, adopt_plan, open_works, plan_work
from qamtu.accounts.access import office_scope
from qamtu.casework.models import CaseEvent
from qamtu.finance.models import Target

from .a_facility import DAY, Department, with_passport


def work(place: Department, what: str = "Есікті кеңейту", **fields: object) -> Work:
    given = {
        "facility": place.facility,
        "zone": "entrance_1",
        "what": what,
        "due_on": date(2021, 9, 1),
        "planned_on": DAY,
        "cost": 150_000_00,
    }
    return Work(**{**given, **fields})  # type: ignore[arg-type]


def test_a_facility_is_adapted_with_its_last_work(place: Department) -> None:
    with_passport(place, entrance_1={"door_width": 800})
    works = [
        plan_work(work=work(place, what), by=place.specialist)
        for what in ("Есікті кеңейту", "Пандус салу")
    ]
    target = adopt_plan(
        office=place.office, year=2021, act="№ 7", signed_on=DAY, by=place.specialist
    )
    assert target.value == 1, "facilities are planned, not works"
    accept_work(work=works[0], act="А-1", day=date(2021, 8, 1), by=place.specialist)
    works[0].case.refresh_from_db()
    assert works[0].case.state == "approved"
    accept_work(
        work=works[1], act="А-2", day=date(2021, 7, 20), cost=140_000_00, by=place.specialist
    )
    done = CaseEvent.objects.get(transition="carry_out")
    assert done.occurred_on == date(2021, 8, 1), "the day of the last act"
    assert not open_works(place.office)
    assert list(facilities_to_survey(place.office)) == [place.facility], "what has changed is seen"
    with pytest.raises(PassportRefused) as refused:
        accept_work(work=works[0], act="А-3", day=date(2021, 8, 2), by=place.specialist)
    assert refused.value.code == "work-accepted"
    plan_work(work=work(place, "Брайль", due_on=date(2022, 5, 1)), by=place.specialist)
    assert place.facility.cases.count() == 2, "the next works are a case of their own"


def test_a_plan_is_adopted_anew_and_the_earlier_one_is_retracted(place: Department) -> None:
    with_passport(place)
    plan_work(work=work(place), by=place.specialist)
    for act in ("№ 7", "№ 9"):
        adopt_plan(office=place.office, year=2021, act=act, signed_on=DAY, by=place.specialist)
    assert Target.objects.live().get(indicator="accessibility.adapted").act == "№ 9"
    with pytest.raises(PassportRefused) as refused:
        adopt_plan(office=place.office, year=2030, act="№", signed_on=DAY, by=place.specialist)
    assert refused.value.code == "works-none"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"what": " "}, "work-what"),
        ({"zone": "roof"}, "survey-zone"),
        ({"due_on": DAY - timedelta(1)}, "work-year"),
        ({"cost": -1}, "work-cost"),
    ],
)
def test_a_work_that_can_not_be_planned(
    place: Department, fields: dict[str, object], code: str
) -> None:
    with_passport(place)
    with pytest.raises(PassportRefused) as refused:
        plan_work(work=work(place, **fields), by=place.specialist)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_no_work_without_a_passport_and_none_taken_over_without_an_act(place: Department) -> None:
    with pytest.raises(PassportRefused) as refused:
        plan_work(work=work(place), by=place.specialist)
    assert refused.value.code == "work-no-passport"
    with_passport(place)
    planned = plan_work(work=work(place), by=place.specialist)
    for act, day, code in (
        (" ", DAY, "work-act"),
        ("А-1", DAY - timedelta(1), "work-before-plan"),
    ):
        with pytest.raises(PassportRefused) as refused:
            accept_work(work=planned, act=act, day=day, by=place.specialist)
        assert refused.value.code == code
    planned.retract(reason="қажет емес", by=place.specialist)
    with pytest.raises(PassportRefused) as refused:
        accept_work(work=planned, act="А-1", day=DAY, by=place.specialist)
    assert refused.value.code == "works-none"


def complaint(place: Department, **fields: str) -> Complaint:
    given = {
        "name": "Оспанова Г.",
        "contact": "+7 701 000 00 00",
        "text": "Пандус жабық тұр.",
        "sender": "a",
    }
    return Complaint(facility=place.facility, **{**given, **fields})


def test_a_complaint_has_a_number_and_fifteen_working_days(place: Department) -> None:
    # 15 working days from Monday 01.11.2021, no holiday within: Monday 22.11.2021
    received = receive_complaint(complaint=complaint(place), day=date(2021, 11, 1))
    assert (received.number, received.year) == (1, 2021)
    assert received.due_on == date(2021, 11, 22)
    assert list(open_complaints(place.office)) == [received]
    answer = answer_complaint(
        complaint=received, text="Ашылды.", day=date(2021, 11, 5), by=place.specialist
    )
    assert (answer.number, answer.year) == (1, 2021)
    assert not open_complaints(place.office)
    with pytest.raises(PassportRefused) as refused:
        answer_complaint(
            complaint=received, text="Тағы", day=date(2021, 11, 6), by=place.specialist
        )
    assert refused.value.code == "complaint-answered"
    with pytest.raises(DatabaseError), transaction.atomic():
        FacilityComplaint.objects.update(text="")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": " "}, "complaint-text"),
        ({"name": ""}, "complaint-contact"),
        ({"contact": ""}, "complaint-contact"),
    ],
)
def test_a_complaint_says_who_and_what(
    place: Department, fields: dict[str, str], code: str
) -> None:
    with pytest.raises(PassportRefused) as refused:
        receive_complaint(complaint=complaint(place, **fields), day=date(2021, 11, 1))
    assert refused.value.code == code


def test_one_sender_writes_a_few_an_hour(place: Department) -> None:
    for _ in range(MOST_AN_HOUR):
        receive_complaint(complaint=complaint(place), day=date(2021, 11, 1))
    with pytest.raises(PassportRefused) as refused:
        receive_complaint(complaint=complaint(place), day=date(2021, 11, 1))
    assert refused.value.code == "complaint-often"
    receive_complaint(complaint=complaint(place, sender="b"), day=date(2021, 11, 1))
    later = receive_complaint(
        complaint=complaint(place), day=date(2021, 11, 1), at=now() + timedelta(hours=2)
    )
    assert later.number == MOST_AN_HOUR + 2, "a refused one takes no number"


def test_a_citizens_name_is_not_seen_without_persons(place: Department) -> None:
    receive_complaint(complaint=complaint(place), day=date(2021, 11, 1))
    with office_scope(place.office, persons=False):
        assert not FacilityComplaint.objects.exists()
