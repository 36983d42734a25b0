"""A facility surveyed once or by two, given a passport: nothing that was seen is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from qamtu.accessibility.adaptation import MEASURE
from qamtu.accessibility.destinations import entries, entry_at, needs_of_rider
from qamtu.accessibility.inventory import (
    ask_for_survey,
    case_of,
    facilities_to_survey,
    inventory,
    plan_inventory,
    task_of,
)
from qamtu.accessibility.models import Passport, Survey, SurveyPhoto
from qamtu.accessibility.passports import (
    approve_passport,
    current_passport,
    reasons_of,
    short_verdicts,
    verdict_for,
)
from qamtu.accessibility.refused import PassportRefused
from qamtu.accessibility.surveys import (
    Photo,
    attach_photo,
    choose_survey,
    differences,
    open_clashes,
    record_survey,
    standing_survey,
    take_back_task,
)
from qamtu.accounts.access import office_scope, set_scope
from qamtu.casework.models import Case, CaseEvent
from qamtu.organizations.registry import add_facility

from .a_facility import DAY, Department, answers, make_department, surveyed, with_passport

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 100


def test_from_the_inventory_to_a_passport(place: Department) -> None:
    case = inventory(facility=place.facility, day=DAY, by=place.specialist)
    assert list(facilities_to_survey(place.office)) == [place.facility]
    survey = record_survey(
        surveyed=surveyed(place, answers=answers(entrance_1={"door_width": 800})),
        by=place.specialist,
    )
    assert not facilities_to_survey(place.office)
    assert current_passport(place.facility) is None, "a survey is no passport before its approval"
    passport = approve_passport(survey=survey, day=DAY + timedelta(3), by=place.specialist)
    assert (passport.number, passport.year) == (1, 2021)
    assert short_verdicts(passport)["wheelchair"] == "none"
    assert short_verdicts(passport)["limbs"] == "partial"
    assert short_verdicts(passport)["hearing"] == "full"
    (reason,) = reasons_of(passport, "wheelchair")
    assert (reason.zone, reason.attribute, reason.said) == ("entrance_1", "door_width", 800)
    case.refresh_from_db()
    assert case.state == "approved"
    steps = CaseEvent.objects.filter(case=case).order_by("pk")
    assert list(steps.values_list("transition", flat=True)) == ["open", "check", "approve"]


def test_the_newest_approved_survey_is_the_passport_and_earlier_ones_stay(
    place: Department,
) -> None:
    first = with_passport(place, entrance_1={"door_width": 800})
    later = record_survey(surveyed=surveyed(place, day=date(2021, 6, 1)), by=place.specialist)
    assert current_passport(place.facility) == first
    second = approve_passport(survey=later, day=date(2021, 6, 2), by=place.specialist)
    assert current_passport(place.facility) == second
    assert verdict_for(place.facility, ["wheelchair"]) == ("full", second)
    assert Passport.objects.count() == 2
    later.retract(reason="басқа ғимарат қаралған", by=place.specialist)
    assert current_passport(place.facility) == first, "a survey taken back takes its passport along"
    early = record_survey(surveyed=surveyed(place, day=date(2021, 1, 1)), by=place.specialist)
    with pytest.raises(PassportRefused) as refused:
        approve_passport(survey=early, day=date(2021, 7, 1), by=place.specialist)
    assert refused.value.code == "survey-older"


def test_a_form_sent_twice_is_kept_once(place: Department) -> None:
    upload = uuid4()
    one = record_survey(surveyed=surveyed(place, upload=upload, seen_survey=0), by=place.specialist)
    again = record_survey(
        surveyed=surveyed(place, upload=upload, seen_survey=0), by=place.specialist
    )
    assert one == again
    assert not again.clash, "it does not clash with itself"
    with pytest.raises(PassportRefused) as refused:
        record_survey(
            surveyed=surveyed(place, upload=upload, seen_survey=0, answers=answers(toilet=None)),
            by=place.specialist,
        )
    assert refused.value.code == "survey-differs", "the other form is not taken for the first"
    assert Survey.objects.count() == 1


def test_two_who_surveyed_the_same_are_both_kept_and_a_person_chooses(place: Department) -> None:
    wide, narrow = answers(), answers(entrance_1={"door_width": 800}, toilet=None)
    first = record_survey(
        surveyed=surveyed(place, seen_survey=0, answers=wide), by=place.specialist
    )
    second = record_survey(
        surveyed=surveyed(place, seen_survey=0, answers=narrow), by=place.specialist
    )
    assert (second.clash, second.clashes_with) == ("survey", first)
    assert open_clashes(place.office) == [second]
    assert differences(second, first) == [
        ("entrance_1", "door_width", 800, 900),
        ("toilet", "", "not_provided", "yes"),
    ]
    with pytest.raises(PassportRefused) as refused:
        approve_passport(survey=second, day=DAY, by=place.specialist)
    assert refused.value.code == "survey-clash-open"
    choice = choose_survey(
        survey=second,
        takes_other=[("toilet", "")],
        reason="дәретхана бар",
        by=place.specialist,
    )
    assert choice.kept not in (first, second), "a third, made of both"
    assert choice.kept.answers["entrance_1"]["door_width"] == 800
    assert choice.kept.answers["toilet"] == wide["toilet"]
    assert standing_survey(place.facility) == choice.kept
    assert not open_clashes(place.office)
    assert Survey.objects.live().count() == 3, "nothing is lost"
    with pytest.raises(PassportRefused) as refused:
        approve_passport(survey=first, day=DAY, by=place.specialist)
    assert refused.value.code == "survey-set-aside"
    approve_passport(survey=choice.kept, day=DAY, by=place.specialist)


@pytest.mark.parametrize(
    ("takes", "kept"), [([], 1), ([("entrance_1", "door_width")], 0)], ids=["own", "other"]
)
def test_one_of_two_may_be_kept_whole(
    place: Department, takes: list[tuple[str, str]], kept: int
) -> None:
    both = [
        record_survey(
            surveyed=surveyed(
                place, seen_survey=0, answers=answers(entrance_1={"door_width": width})
            ),
            by=place.specialist,
        )
        for width in (900, 800)
    ]
    choose_survey(survey=both[1], takes_other=takes, reason="өлшенді", by=place.specialist)
    assert standing_survey(place.facility) == both[kept]


def test_a_task_changed_meanwhile_is_shown(place: Department) -> None:
    today = date.today()
    task = ask_for_survey(facility=place.facility, due_on=today, by=place.specialist)
    assert [one.task for one in facilities_to_survey(place.office)] == [task.pk]
    take_back_task(task=task, reason="жөнделіп жатыр", by=place.specialist)
    assert task_of(place.facility) is None
    survey = record_survey(
        surveyed=surveyed(place, seen_survey=0, seen_task=task.pk), by=place.specialist
    )
    assert survey.clash == "task"
    choose_survey(survey=survey, takes_other=[], reason="бәрібір жарайды", by=place.specialist)
    approve_passport(survey=survey, day=today, by=place.specialist)
    with pytest.raises(PassportRefused) as refused:
        ask_for_survey(facility=place.facility, due_on=today - timedelta(1), by=place.specialist)
    assert refused.value.code == "task-past"


def test_photos_come_after_their_survey_once_each(place: Department) -> None:
    survey = record_survey(surveyed=surveyed(place), by=place.specialist)
    upload = uuid4()
    sent = Photo("entrance_1", JPEG, "есік", upload)
    one = attach_photo(survey=survey, photo=sent, by=place.specialist)
    assert attach_photo(survey=survey, photo=sent, by=place.specialist) == one
    assert SurveyPhoto.objects.count() == 1
    assert bytes(one.document.content) == JPEG
    for photo, code in (
        (Photo("roof", JPEG), "photo-zone"),
        (Photo("toilet", b"<svg onload=alert(1)>"), "photo-kind"),
        (Photo("toilet", JPEG + b"0" * 9_000_000), "photo-large"),
    ):
        with pytest.raises(PassportRefused) as refused:
            attach_photo(survey=survey, photo=photo, by=place.specialist)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"roof": {}}, "survey-zone"),
        ({"toilet": "yes"}, "survey-zone"),
        ({"toilet": {"door": "yes"}}, "survey-attribute"),
        ({"toilet": {"sos_button": 90}}, "survey-answer"),
        ({"toilet": {"sos_button": True}}, "survey-answer"),
        ({"toilet": {"toilet_door_width": -1}}, "survey-answer"),
        ({"toilet": {"toilet_door_width": 90.5}}, "survey-answer"),
        ({"toilet": {"toilet_door_width": "wide"}}, "survey-answer"),
        ({}, "survey-empty"),
        ({"toilet": None}, "survey-empty"),
        ([], "survey-empty"),
    ],
)
def test_what_can_not_be_an_answer_is_refused(
    place: Department, given: dict[str, object], code: str
) -> None:
    with pytest.raises(PassportRefused) as refused:
        record_survey(surveyed=surveyed(place, answers=given), by=place.specialist)
    assert refused.value.code == code


def test_the_plan_of_the_inventory_is_the_number_of_its_facilities(place: Department) -> None:
    other = add_facility(office=place.office, name="Емхана", territory=place.office.territory)
    target = plan_inventory(
        office=place.office,
        facilities=[place.facility, other, other],
        first_day=date(2021, 1, 1),
        last_day=date(2025, 12, 31),
        act="Жол картасы № 3",
        signed_on=date(2021, 1, 12),
        by=place.specialist,
    )
    assert (target.indicator, target.value) == ("accessibility.inventoried", 2)
    inventory(facility=other, day=DAY, by=place.specialist)
    with pytest.raises(PassportRefused) as refused:
        inventory(facility=other, day=DAY, by=place.specialist)
    assert refused.value.code == "inventory-known"


def test_a_facility_is_found_where_it_stands(place: Department) -> None:
    places = entries(place.office)
    for point in ((44.85, 65.5), (44.8502, 65.5)):  # 22 m
        found = entry_at(places, point)
        assert found is not None
        assert found.facility == place.facility
        assert found.verdict_for(needs_of_rider(in_wheelchair=True)) == "unknown"
    assert entry_at(places, (44.8505, 65.5)) is None  # 56 m
    assert verdict_for(place.facility, ["wheelchair"]) == ("unknown", None)
    with_passport(place, entrance_1={"door_width": 800})
    (entry,) = entries(place.office)
    assert entry.verdict_for(needs_of_rider(in_wheelchair=True)) == "none"
    assert entry.verdict_for(needs_of_rider(in_wheelchair=False)) == "partial"


def test_facts_of_a_survey_are_never_edited(place: Department) -> None:
    passport = with_passport(place)
    with pytest.raises(DatabaseError), transaction.atomic():
        Survey.objects.update(answers={})
    with pytest.raises(DatabaseError), transaction.atomic():
        passport.delete()
    stranger = make_department()
    with office_scope(stranger.office):
        assert not Survey.objects.exists()
        assert not Passport.objects.exists()


@pytest.mark.usefixtures("committed")
def test_ten_phones_that_send_at_once_lose_nothing() -> None:
    """Five send the same form, five another: two are kept, and one of the two clashes."""
    place = make_department()
    uploads = [uuid4(), uuid4()] * 5

    def send(upload: UUID) -> int:
        try:
            set_scope([place.office.pk], persons=True)
            return record_survey(
                surveyed=surveyed(place, upload=upload, seen_survey=0), by=place.specialist
            ).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        kept = list(pool.map(send, uploads))
    assert len(set(kept)) == 2
    with office_scope(place.office):
        clashes = list(Survey.objects.order_by("pk").values_list("clash", flat=True))
        assert clashes == ["", "survey"]
        assert Case.objects.filter(office=place.office, measure=MEASURE.code).count() == 1
        assert case_of(place.facility) is not None
