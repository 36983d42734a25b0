"""A seeker is registered, recognised, referred, refuses, is removed, and comes back."""

from datetime import date, timedelta

import pytest

from qamtu.employment.models import Removal
from qamtu.employment.referrals import ReferralRefused, answer, refer, refused_since
from qamtu.employment.seekers import (
    Profile,
    SeekerRefused,
    keep_profile,
    next_visit_by,
    plan,
    profile_of,
    recognise,
    record_visit,
    register_seeker,
    remove,
    seeker_case,
)
from qamtu.people.models import StatusPeriod
from qamtu.people.statuses import record_status
from tests.factories import make_person

from .conftest import Centre

DAY = date(2024, 2, 1)


def register(centre: Centre, day: date = DAY, **said: object):  # type: ignore[no-untyped-def]
    return register_seeker(
        person=centre.person, office=centre.office, profile=Profile(**said), day=day,
        by=centre.specialist,
    )  # fmt: skip


def test_a_seeker_is_on_the_register_once(centre: Centre) -> None:
    case = register(centre, occupations=[("7112", 4, True)])
    assert seeker_case(centre.person) == case
    with pytest.raises(SeekerRefused) as refused:
        register(centre)
    assert (refused.value.code, refused.value.values["case"]) == ("already-registered", case.pk)


def test_a_changed_profile_stands_beside_the_old_one(centre: Centre) -> None:
    case = register(centre, lowest_pay=90_000_00)
    keep_profile(case=case, profile=Profile(lowest_pay=110_000_00), day=DAY, by=centre.specialist)
    newest = profile_of(case)
    assert newest is not None
    assert newest.lowest_pay == 110_000_00
    assert case.profiles.count() == 2


def test_who_is_recognised_is_unemployed_from_that_day(centre: Centre) -> None:
    case = register(centre)
    recognise(case=case, day=DAY, by=centre.head)
    period = StatusPeriod.objects.get(person=centre.person, kind="unemployed")
    assert (period.valid_from, period.valid_to) == (DAY, None)


@pytest.mark.parametrize(
    ("born", "sex", "is_recognised"),
    [
        (date(2008, 2, 1), "m", True),  # sixteen today
        (date(2008, 2, 2), "m", False),
        (date(1961, 2, 2), "m", True),  # sixty-three tomorrow
        (date(1961, 2, 1), "m", False),
        (date(1963, 2, 2), "f", True),  # sixty-one tomorrow
        (date(1963, 2, 1), "f", False),
    ],
)
def test_the_ages_of_the_unemployed(
    centre: Centre, born: date, sex: str, is_recognised: bool
) -> None:
    centre.person = make_person(centre.office, born, sex)
    case = register(centre)
    if is_recognised:
        recognise(case=case, day=DAY, by=centre.head)
    else:
        with pytest.raises(SeekerRefused) as refused:
            recognise(case=case, day=DAY, by=centre.head)
        assert refused.value.code == "age-not-working"


def test_who_works_is_not_unemployed_and_the_dead_are_not_registered(centre: Centre) -> None:
    case = register(centre)
    record_status(
        person=centre.person, kind="employed", valid_from=DAY, paper="№ 4", by=centre.head
    )
    with pytest.raises(SeekerRefused) as refused:
        recognise(case=case, day=DAY, by=centre.head)
    assert refused.value.code == "person-employed"
    centre.person = make_person(centre.office)
    record_status(
        person=centre.person, kind="deceased", valid_from=DAY, paper="№ 5", by=centre.head
    )
    with pytest.raises(SeekerRefused) as refused:
        register(centre)
    assert refused.value.code == "person-deceased"


def test_visits_are_due_in_ten_working_days_and_in_a_village_monthly(centre: Centre) -> None:
    case = register(centre)
    assert next_visit_by(case) == date(2024, 2, 15)
    record_visit(case=case, day=date(2024, 2, 14), by=centre.specialist)
    assert next_visit_by(case) == date(2024, 2, 28)
    assert centre.person.territory is not None
    centre.person.territory.kind = "village"
    assert next_visit_by(case) == date(2024, 3, 15)


def test_a_visit_of_a_day_is_recorded_once(centre: Centre) -> None:
    case = register(centre)
    record_visit(case=case, day=DAY, by=centre.specialist)
    with pytest.raises(SeekerRefused) as refused:
        record_visit(case=case, day=DAY, by=centre.specialist, has_come=False)
    assert refused.value.code == "visit-recorded"


def test_the_individual_plan_looks_ahead(centre: Centre) -> None:
    case = register(centre)
    plan(case=case, measure="bastau", until=DAY, day=DAY, by=centre.specialist)
    with pytest.raises(SeekerRefused) as refused:
        plan(case=case, measure="bastau", until=DAY - timedelta(1), day=DAY, by=centre.specialist)
    assert refused.value.code == "plan-order"


def test_the_third_refusal_removes_and_bars_for_thirty_days(centre: Centre) -> None:
    """Social Code art. 104: three refusals of suitable work; again after 30 calendar days."""
    case = register(centre)
    recognise(case=case, day=DAY, by=centre.head)
    third = date(2024, 3, 10)
    for number, day in enumerate((date(2024, 2, 5), date(2024, 2, 20), third), start=1):
        assert seeker_case(centre.person) == case
        referral = refer(
            person=centre.person, target=centre.vacancy(), day=day, by=centre.specialist
        )
        answer(
            referral=referral, answer="person_refused", day=day, reason="алыс",
            by=centre.specialist,
        )  # fmt: skip
        assert refused_since(centre.person, DAY) == number
    assert seeker_case(centre.person) is None
    assert case.removals.get().cause == Removal.Cause.REFUSALS
    period = StatusPeriod.objects.live().get(person=centre.person, kind="unemployed")
    assert period.valid_to == third
    with pytest.raises(SeekerRefused) as refused:
        register(centre, third + timedelta(29))
    assert refused.value.code == "barred-until"
    assert refused.value.values["day"] == third + timedelta(30)
    assert register(centre, third + timedelta(30)).pk != case.pk


def test_an_employers_refusal_is_not_the_seekers(centre: Centre) -> None:
    register(centre)
    for day in (5, 6, 7, 8):
        referral = refer(
            person=centre.person, target=centre.vacancy(), day=date(2024, 2, day),
            by=centre.specialist,
        )  # fmt: skip
        answer(
            referral=referral, answer="employer_refused", day=date(2024, 2, day), reason="орын жоқ",
            by=centre.specialist,
        )  # fmt: skip
    assert refused_since(centre.person, DAY) == 0
    assert seeker_case(centre.person) is not None


def test_who_left_of_their_own_wish_may_come_back_the_same_day(centre: Centre) -> None:
    case = register(centre)
    remove(case=case, cause=Removal.Cause.OWN_WISH, day=DAY, by=centre.specialist)
    assert register(centre).pk != case.pk


def test_a_referral_is_numbered_answered_in_three_working_days_and_answered_once(
    centre: Centre,
) -> None:
    register(centre)
    referral = refer(
        person=centre.person, target=centre.vacancy(), day=date(2024, 2, 2), by=centre.specialist
    )
    assert (referral.number, referral.answer_by) == (1, date(2024, 2, 7))  # Friday to Wednesday
    with pytest.raises(ReferralRefused) as refused:
        answer(
            referral=referral, answer="hired", day=date(2024, 2, 1), paper="№ 1",
            by=centre.specialist,
        )  # fmt: skip
    assert refused.value.code == "before-referral"
    with pytest.raises(ReferralRefused) as refused:
        answer(referral=referral, answer="hired", day=date(2024, 2, 5), by=centre.specialist)
    assert refused.value.code == "order-missing"
    answer(
        referral=referral, answer="hired", day=date(2024, 2, 5), paper="№ 1", by=centre.specialist
    )
    with pytest.raises(ReferralRefused) as refused:
        answer(
            referral=referral, answer="no_show", day=date(2024, 2, 6), reason="–",
            by=centre.specialist,
        )  # fmt: skip
    assert refused.value.code == "answered-already"


def test_who_is_hired_for_a_vacancy_is_employed_and_leaves_the_register(centre: Centre) -> None:
    case = register(centre)
    recognise(case=case, day=DAY, by=centre.head)
    day = date(2024, 2, 5)
    referral = refer(person=centre.person, target=centre.vacancy(), day=day, by=centre.specialist)
    answer(referral=referral, answer="hired", day=day, paper="№ 12 шарт", by=centre.specialist)
    referral.case.refresh_from_db()
    assert referral.case.state == "carried_out"
    assert referral.case.details["contract"] == "№ 12 шарт"
    case.refresh_from_db()
    assert case.state == "carried_out"
    assert StatusPeriod.objects.live().get(person=centre.person, kind="employed").valid_from == day
    with pytest.raises(ReferralRefused) as refused:
        refer(person=centre.person, target=centre.vacancy(), day=day, by=centre.specialist)
    assert refused.value.code == "person-employed"


def test_a_vacancy_has_as_many_places_as_it_has(centre: Centre) -> None:
    vacancy = centre.vacancy(places=1)
    day = date(2024, 2, 5)
    others = [centre.person, make_person(centre.office)]
    referrals = [refer(person=one, target=vacancy, day=day, by=centre.specialist) for one in others]
    answer(referral=referrals[0], answer="hired", day=day, paper="№ 1", by=centre.specialist)
    with pytest.raises(ReferralRefused) as refused:
        answer(referral=referrals[1], answer="hired", day=day, paper="№ 2", by=centre.specialist)
    assert refused.value.code == "places-taken"
