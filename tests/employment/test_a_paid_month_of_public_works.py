"""From an agreement to the money: placed, timesheet, accepted, run, bank."""

from datetime import date

import pytest

from qamtu.employment.agreements import AgreementRefused, end_agreement, refuse, sign, taken_places
from qamtu.employment.dues import PAID_BY_RUNS
from qamtu.employment.models import Placement
from qamtu.employment.referrals import Hired, ReferralRefused, answer, hire_list, refer
from qamtu.employment.seekers import Profile, register_seeker, seeker_case
from qamtu.employment.timesheets import (
    TimesheetRefused,
    accept_timesheet,
    end_placement,
    norm_of,
    submit_timesheet,
)
from qamtu.finance.bank import bank_file
from qamtu.finance.runs import totals_of
from qamtu.rules.parameters import ParameterMissing
from tests.factories import make_person

from .conftest import Centre

FEBRUARY, MARCH = date(2024, 2, 1), date(2024, 3, 1)
HIRED = date(2024, 2, 5)


def placed(centre: Centre, measure: str = "public_works") -> Placement:
    return centre.place(centre.agreement(measure))


def test_the_norm_of_a_month_leaves_out_holidays() -> None:
    """March 2024: 8, 21, 22 and the day off for 23 (Saturday), 25, are holidays."""
    assert norm_of(MARCH, 5) == 21 - 4
    assert norm_of(FEBRUARY, 5) == 21
    assert norm_of(FEBRUARY, 6) == 25
    assert norm_of(FEBRUARY, 5, date(2024, 2, 5)) == 19


def test_a_month_of_public_works_is_paid_to_the_person_and_what_is_withheld_to_the_employer(
    centre: Centre,
) -> None:
    placement = placed(centre)
    sheet = submit_timesheet(
        placement=placement, month=FEBRUARY, worked=18, absences={"sick": 1}, by=centre.specialist
    )
    paid = accept_timesheet(timesheet=sheet, day=date(2024, 3, 1), by=centre.specialist)
    # 120 000 × 18/21 = 102 857.14, above the 20 MRP of 2024 (73 840), which the state pays
    assert (paid.earned, paid.subsidy) == (102_857_14, 73_840_00)
    assert paid.assessment.trace["steps"]
    payable = PAID_BY_RUNS["public_works"]
    dues = payable.dues_of(centre.office, FEBRUARY)
    assert [(due.purpose, due.amount) for due in dues] == [("wage", 73_840_00), ("withheld", 0)]
    run = payable.prepare(office=centre.office, month=FEBRUARY, by=centre.accountant)
    run = payable.approve(run=run, day=date(2024, 3, 5), by=centre.head)
    assert totals_of(run) == {"paid": (1, 73_840_00)}
    event = placement.case.events.get(transition="pay")
    assert [one.person_id for one in event.participants.all()] == [centre.person.pk]


def test_a_wage_within_the_subsidy_is_split_between_person_and_tax_agent(centre: Centre) -> None:
    agreement = centre.agreement()
    type(agreement).objects.filter(pk=agreement.pk).update(wage=1)
    placement = centre.place(agreement)
    sheet = submit_timesheet(placement=placement, month=MARCH, worked=17, by=centre.specialist)
    paid = accept_timesheet(timesheet=sheet, day=date(2024, 4, 1), by=centre.specialist)
    assert (paid.earned, paid.subsidy, paid.net) == (73_840_00, 73_840_00, 63_650_08)
    dues = PAID_BY_RUNS["public_works"].dues_of(centre.office, MARCH)
    assert [due.amount for due in dues] == [63_650_08, 10_189_92]
    assert [due.payee for due in dues] == [(centre.person.pk, 0), (0, centre.employer.pk)]
    payable = PAID_BY_RUNS["public_works"]
    run = payable.prepare(office=centre.office, month=MARCH, by=centre.accountant)
    run = payable.approve(run=run, day=date(2024, 4, 5), by=centre.head)
    text = bank_file(run, "қоғамдық жұмыс").decode("utf-8-sig")
    assert centre.employer.bin in text
    assert centre.person.iin in text
    assert totals_of(run)["paid"] == (2, 73_840_00)


def test_a_social_job_is_subsidised_at_the_employer_when_the_cap_is_entered(
    centre: Centre,
) -> None:
    placement = placed(centre, "social_job")
    sheet = submit_timesheet(placement=placement, month=MARCH, worked=17, by=centre.specialist)
    with pytest.raises(ParameterMissing) as missing:
        accept_timesheet(timesheet=sheet, day=date(2024, 4, 1), by=centre.specialist)
    assert missing.value.code == "cap_social_job"
    from decimal import Decimal

    from qamtu.casework.local_law import enter_value

    enter_value(
        office=centre.office, parameter="subsidised_jobs.cap_social_job", value=Decimal(20),
        valid_from=date(2024, 1, 1), act="№ 3", by=centre.head,
    )  # fmt: skip
    accept_timesheet(timesheet=sheet, day=date(2024, 4, 1), by=centre.specialist)
    (due,) = PAID_BY_RUNS["social_job"].dues_of(centre.office, MARCH)
    assert (due.amount, due.payee, due.purpose) == (42_000_00, (0, centre.employer.pk), "subsidy")


@pytest.mark.parametrize(
    ("month", "worked", "absences", "code"),
    [
        (date(2024, 1, 1), 10, {}, "month-outside-placement"),
        (date(2025, 1, 1), 10, {}, "month-outside-placement"),
        (FEBRUARY, 20, {}, "worked-above-possible"),  # placed from the 5th: 19 days
        (FEBRUARY, 18, {}, "absences-differ"),
        (FEBRUARY, 18, {"sick": 2}, "absences-differ"),
        (FEBRUARY, 18, {"fishing": 1}, "absence-unknown"),
        (FEBRUARY, -1, {}, "worked-above-possible"),
    ],
)
def test_an_impossible_timesheet_is_refused(
    centre: Centre, month: date, worked: int, absences: dict[str, int], code: str
) -> None:
    placement = placed(centre)
    with pytest.raises(TimesheetRefused) as refused:
        submit_timesheet(
            placement=placement, month=month, worked=worked, absences=absences,
            by=centre.specialist,
        )  # fmt: skip
    assert refused.value.code == code


def test_a_month_has_one_timesheet_and_is_accepted_once(centre: Centre) -> None:
    placement = placed(centre)
    sheet = submit_timesheet(placement=placement, month=FEBRUARY, worked=19, by=centre.specialist)
    with pytest.raises(TimesheetRefused) as refused:
        submit_timesheet(placement=placement, month=FEBRUARY, worked=19, by=centre.specialist)
    assert refused.value.code == "timesheet-there"
    accept_timesheet(timesheet=sheet, day=MARCH, by=centre.specialist)
    with pytest.raises(TimesheetRefused) as refused:
        accept_timesheet(timesheet=sheet, day=MARCH, by=centre.specialist)
    assert refused.value.code == "month-accepted"


def test_who_left_frees_the_place_for_another_and_loses_the_register(centre: Centre) -> None:
    agreement = centre.agreement(places=1)
    case = register_seeker(
        person=centre.person, office=centre.office, profile=Profile(), day=FEBRUARY,
        by=centre.specialist,
    )  # fmt: skip
    first = centre.place(agreement)
    other = make_person(centre.office)
    with pytest.raises(ReferralRefused) as refused:
        centre.place(agreement, other)
    assert refused.value.code == "places-taken"
    end_placement(placement=first, last_day=date(2024, 2, 20), reason="left", by=centre.specialist)
    assert seeker_case(centre.person) is None
    assert case.removals.get().cause == "left_measure"
    day = date(2024, 2, 21)
    referral = refer(person=other, target=agreement, day=day, by=centre.specialist)
    answer(
        referral=referral, answer="hired", day=day, paper="№ 8", by=centre.specialist,
        replaces=first,
    )  # fmt: skip
    second = Placement.objects.get(case=referral.case)
    assert second.replaces == first
    assert (taken_places(agreement, date(2024, 2, 20)), taken_places(agreement, day)) == (2, 1)
    sheet = submit_timesheet(placement=first, month=FEBRUARY, worked=12, by=centre.specialist)
    assert sheet.norm == 21
    with pytest.raises(TimesheetRefused) as refused_sheet:
        submit_timesheet(placement=first, month=MARCH, worked=1, by=centre.specialist)
    assert refused_sheet.value.code == "month-outside-placement"


def test_nobody_is_placed_twice_at_a_time(centre: Centre) -> None:
    placed(centre)
    with pytest.raises(ReferralRefused) as refused:
        centre.place(centre.agreement("social_job"), day=date(2024, 3, 1))
    assert refused.value.code == "placed-already"


def test_an_agreement_is_decided_once_and_ends_once(centre: Centre) -> None:
    agreement = centre.agreement()
    assert (agreement.number, agreement.year) == (1, 2024)
    with pytest.raises(AgreementRefused) as refused:
        sign(agreement=agreement, day=date(2024, 1, 9), by=centre.head)
    assert refused.value.code == "agreement-decided"
    with pytest.raises(AgreementRefused) as refused:
        refuse(agreement=agreement, reason="–", day=date(2024, 1, 9), by=centre.head)
    assert refused.value.code == "agreement-decided"
    end_agreement(agreement=agreement, reason="жұмыс бітті", day=date(2024, 3, 1))
    with pytest.raises(ReferralRefused) as not_open:
        centre.place(agreement)
    assert not_open.value.code == "agreement-not-signed"


def test_a_list_of_hired_people_is_taken_whole_or_not_at_all(centre: Centre) -> None:
    agreement = centre.agreement(places=3)
    people = [make_person(centre.office) for _ in range(4)]
    days = (date(2024, 2, 1), date(2024, 2, 2), date(2024, 2, 5), date(2024, 2, 6))
    hired = [Hired(person, *days, f"№ {number}") for number, person in enumerate(people)]
    with pytest.raises(ReferralRefused) as refused:
        hire_list(office=centre.office, target=agreement, hired=hired, by=centre.specialist)
    assert refused.value.code == "places-taken"
    with pytest.raises(ReferralRefused) as refused:
        hire_list(
            office=centre.office, target=agreement, hired=[hired[0], hired[0]],
            by=centre.specialist,
        )  # fmt: skip
    assert refused.value.code == "twice-in-list"
    assert not Placement.objects.exists()
    referrals = hire_list(
        office=centre.office, target=agreement, hired=hired[:3], by=centre.specialist
    )
    assert [one.number for one in referrals] == [1, 2, 3]
    assert Placement.objects.count() == 3
    assert set(Placement.objects.values_list("case__state", flat=True)) == {"carried_out"}
