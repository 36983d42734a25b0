"""A person and their assistant: who may be paired, what is written of visits, what is paid."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.casework.acts import open_case
from qamtu.disability.assistant_months import (
    PAYABLE,
    MonthRefused,
    accept_month,
    accept_months,
    assistance_due,
    is_over,
    retract_month,
)
from qamtu.disability.models import (
    AssistanceMonth,
    Pairing,
    PairingEnd,
    PairingLink,
    VisitWord,
)
from qamtu.disability.pairings import (
    PairingRefused,
    end_pairing,
    give_link,
    last_day_of,
    link_by,
    stop_of,
)
from qamtu.disability.personal_assistant import MEASURE
from qamtu.disability.visits import (
    MOST_WRONG_CODES,
    Visited,
    VisitRefused,
    code_of,
    confirm_all,
    confirm_by_code,
    deny,
    oddities,
    retract_visit,
    visits_of,
    write_visit,
)
from qamtu.finance.models import MoneyEntry
from qamtu.people.models import StatusPeriod
from qamtu.people.statuses import end_status, record_status
from tests.factories import make_person

from .a_pair import SAID, SIGNED, Department

FEBRUARY, MARCH = date(2024, 2, 1), date(2024, 3, 1)
END_OF_FEBRUARY = date(2024, 2, 29)
PERSON, HELPER = PairingLink.Side.PERSON, PairingLink.Side.HELPER


def refusal(error: pytest.ExceptionInfo[BaseException]) -> str:
    return str(getattr(error.value, "code", ""))


def test_a_pair_is_signed_and_its_case_approved(department: Department) -> None:
    pairing = department.signed()
    department.case.refresh_from_db()
    assert department.case.state == "approved"
    assert pairing.assessment.is_entitled
    assert pairing.assessment.trace["reasons"]


def test_eight_hours_a_day_are_signed_and_a_minute_more_is_not(department: Department) -> None:
    with pytest.raises(PairingRefused) as refused:
        department.signed(minutes_a_day=481)
    assert refused.value.values["grounds"] == ["ground_hours"]
    assert department.signed(minutes_a_day=480).minutes_a_day == 480


@pytest.mark.parametrize(
    ("said", "ground"),
    [
        ({"in_programme": True}, "ground_indication"),
        ({"moves_with_difficulty": True}, "ground_programme"),
        ({**SAID, "carers_benefit": True}, "ground_benefit"),
    ],
)
def test_whom_the_law_gives_none(
    department: Department, said: dict[str, bool], ground: str
) -> None:
    with pytest.raises(PairingRefused) as refused:
        department.signed(said=said)
    assert refused.value.values["grounds"] == [ground]
    assert not Pairing.objects.exists()


def test_a_person_of_group_two_has_none(department: Department) -> None:
    period = StatusPeriod.objects.get(person=department.person)
    period.retract(reason="топ өзгерді", by=department.head)
    record_status(
        person=department.person, kind="disability", category="group_2", paper="МӘС № 2",
        valid_from=date(2024, 1, 1), by=department.head,
    )  # fmt: skip
    with pytest.raises(PairingRefused) as refused:
        department.signed()
    assert refused.value.values["grounds"] == ["ground_indication"]


def test_one_assistant_at_a_time_and_another_after_the_first(department: Department) -> None:
    first = department.signed()
    other = make_person(department.office)
    with pytest.raises(PairingRefused) as refused:
        department.signed(helper=other, contract="8/ЖК", signed_on=date(2024, 5, 1))
    assert refusal(refused) == "pair-stands"
    end_pairing(
        pairing=first, last_day=date(2024, 4, 30), reason=PairingEnd.Reason.HELPER_LEFT,
        by=department.head,
    )  # fmt: skip
    department.signed(helper=other, contract="8/ЖК", signed_on=date(2024, 5, 1))


def test_nobody_is_their_own_assistant(department: Department) -> None:
    with pytest.raises(PairingRefused) as refused:
        department.signed(helper=department.person)
    assert refusal(refused) == "pair-same-person"


def test_a_month_is_what_both_sides_confirmed(department: Department) -> None:
    pairing = department.signed()
    department.agreed(pairing, date(2024, 2, 5), minutes=100)
    department.agreed(pairing, date(2024, 2, 6), minutes=120)
    department.visit(pairing, date(2024, 2, 7))  # the person says nothing
    denied = department.visit(pairing, date(2024, 2, 8))
    deny(visit=denied, side=PERSON, way="link", reason="келген жоқ", by=department.specialist)
    accepted = accept_month(
        pairing=pairing, month=FEBRUARY, day=END_OF_FEBRUARY, by=department.specialist
    )
    assert (accepted.visits, accepted.minutes, accepted.number) == (2, 220, 1)
    assert accepted.amount == round(220 * 650_00 / 60)


def test_a_month_is_accepted_from_its_last_working_day_on(department: Department) -> None:
    assert not is_over(FEBRUARY, date(2024, 2, 28))
    assert is_over(FEBRUARY, date(2024, 2, 29))
    pairing = department.signed()
    department.agreed(pairing, date(2024, 2, 5))
    with pytest.raises(MonthRefused) as refused:
        accept_month(
            pairing=pairing, month=FEBRUARY, day=date(2024, 2, 28), by=department.specialist
        )
    assert refusal(refused) == "month-not-over"


def test_an_accepted_month_is_closed_and_paid_once(department: Department) -> None:
    pairing = department.signed()
    department.agreed(pairing, date(2024, 2, 5))
    visit = department.visit(pairing, date(2024, 2, 6))
    accepted = accept_month(
        pairing=pairing, month=FEBRUARY, day=END_OF_FEBRUARY, by=department.specialist
    )
    with pytest.raises(VisitRefused) as refused:
        department.visit(pairing, date(2024, 2, 7))
    assert refusal(refused) == "visit-month-accepted"
    with pytest.raises(VisitRefused):
        retract_visit(visit=visit, reason="қате", by=department.head)
    with pytest.raises(MonthRefused):
        accept_month(pairing=pairing, month=FEBRUARY, day=MARCH, by=department.specialist)
    payable = PAYABLE
    run = payable.prepare(office=department.office, month=FEBRUARY, by=department.accountant)
    payable.approve(run=run, day=END_OF_FEBRUARY, by=department.head)
    paid = MoneyEntry.objects.get(kind="paid")
    assert paid.amount == accepted.amount == 130_000
    (event,) = department.case.events.filter(transition="pay")
    assert [(one.person_id, one.role) for one in event.participants.all()] == [
        (department.helper.pk, "assistant")
    ]
    with pytest.raises(MonthRefused) as held:
        retract_month(accepted=accepted, reason="қате", by=department.head)
    assert refusal(held) == "month-paid"


def test_a_month_not_yet_paid_can_be_taken_back_and_accepted_anew(department: Department) -> None:
    pairing = department.signed()
    department.agreed(pairing, date(2024, 2, 5))
    accepted = accept_month(
        pairing=pairing, month=FEBRUARY, day=END_OF_FEBRUARY, by=department.specialist
    )
    retract_month(accepted=accepted, reason="бір келу қалып қойған", by=department.head)
    department.agreed(pairing, date(2024, 2, 6))
    again = accept_month(
        pairing=pairing, month=FEBRUARY, day=END_OF_FEBRUARY, by=department.specialist
    )
    assert again.minutes == 240
    assert [due.amount for due in assistance_due(department.office, FEBRUARY)] == [again.amount]


def test_the_contract_s_hours_of_a_day_are_not_exceeded(department: Department) -> None:
    pairing = department.signed()
    day = date(2024, 2, 5)
    department.visit(pairing, day, hour=8, minutes=240)
    with pytest.raises(VisitRefused) as refused:
        department.visit(pairing, day, hour=14, minutes=121)
    assert refusal(refused) == "visit-over-day"
    department.visit(pairing, day, hour=14, minutes=120)


def test_visits_of_a_pair_do_not_overlap_but_may_touch(department: Department) -> None:
    pairing = department.signed()
    day = date(2024, 2, 5)
    department.visit(pairing, day, hour=9, minutes=60)
    told = Visited(pairing, day, 9 * 60 + 59, 30)
    with pytest.raises(VisitRefused) as refused:
        write_visit(visited=told, by=department.specialist, today=day)
    assert refusal(refused) == "visit-overlaps"
    department.visit(pairing, day, hour=10, minutes=60)


@pytest.mark.parametrize(
    ("day", "today", "code"),
    [
        (date(2024, 1, 31), date(2024, 2, 1), "visit-outside-pair"),
        (date(2024, 2, 6), date(2024, 2, 5), "visit-in-future"),
        (date(2024, 2, 5), date(2024, 3, 17), "visit-too-late"),
    ],
)
def test_days_on_which_no_visit_is_written(
    department: Department, day: date, today: date, code: str
) -> None:
    pairing = department.signed()
    told = Visited(pairing, day, 540, 60)
    with pytest.raises(VisitRefused) as refused:
        write_visit(visited=told, by=department.specialist, today=today)
    assert refusal(refused) == code


def test_the_fortieth_day_is_not_too_late(department: Department) -> None:
    pairing = department.signed()
    told = Visited(pairing, date(2024, 2, 5), 540, 60)
    write_visit(visited=told, by=department.specialist, today=date(2024, 3, 16))


def test_a_death_ends_the_pair_by_itself_and_its_later_hours_are_not_paid(
    department: Department,
) -> None:
    pairing = department.signed()
    department.agreed(pairing, date(2024, 2, 5))
    department.agreed(pairing, date(2024, 2, 20))
    record_status(
        person=department.person, kind="deceased", valid_from=date(2024, 2, 10), paper="№ 3",
        by=department.head,
    )  # fmt: skip
    stop = stop_of(pairing)
    assert (stop.code, stop.last_day) == ("person-deceased", date(2024, 2, 10))
    with pytest.raises(VisitRefused) as refused:
        department.visit(pairing, date(2024, 2, 11))
    assert refusal(refused) == "visit-outside-pair"
    assert "after-the-end" in {one.code for one in oddities(pairing, FEBRUARY, END_OF_FEBRUARY)}
    accepted = accept_month(
        pairing=pairing, month=FEBRUARY, day=date(2024, 2, 12), by=department.specialist
    )
    assert accepted.minutes == 120


def test_a_group_whose_term_is_over_ends_the_pair(department: Department) -> None:
    pairing = department.signed()
    period = StatusPeriod.objects.get(person=department.person)
    end_status(period=period, last_day=date(2024, 6, 30), reason="мерзімі", by=department.head)
    assert stop_of(pairing).code == "group-over"
    assert last_day_of(pairing) == date(2024, 6, 30)
    record_status(
        person=department.person, kind="disability", category="group_1", paper="МӘС № 9",
        valid_from=date(2024, 7, 1), by=department.head,
    )  # fmt: skip
    assert stop_of(pairing).code == "contract-over"


def test_the_code_of_the_day_confirms_and_ten_wrong_ones_close_it(department: Department) -> None:
    pairing = department.signed()
    link = give_link(
        pairing=pairing, side=HELPER, ends_on=date(2024, 12, 31), by=department.specialist
    )
    first = department.visit(pairing, date(2024, 2, 5))
    right = code_of(pairing, date(2024, 2, 5))
    assert right != code_of(pairing, date(2024, 2, 6))
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    word = confirm_by_code(visit=first, code=right, link=link, by=department.specialist)
    assert (word.side, word.way) == ("person", VisitWord.Way.CODE)
    second = department.visit(pairing, date(2024, 2, 6))
    for _ in range(MOST_WRONG_CODES):
        with pytest.raises(VisitRefused) as refused:
            confirm_by_code(visit=second, code=wrong, link=link, by=department.specialist)
        assert refusal(refused) == "code-wrong"
    with pytest.raises(VisitRefused) as closed:
        confirm_by_code(
            visit=second, code=code_of(pairing, date(2024, 2, 6)), link=link,
            by=department.specialist,
        )  # fmt: skip
    assert refusal(closed) == "codes-closed"


def test_a_side_speaks_once_of_a_visit(department: Department) -> None:
    pairing = department.signed()
    visit = department.visit(pairing, date(2024, 2, 5))
    confirm_all(visits=[visit], side=PERSON, way="link", by=department.specialist)
    with pytest.raises(VisitRefused) as refused:
        deny(visit=visit, side=PERSON, way="link", reason="жоқ", by=department.specialist)
    assert refusal(refused) == "visit-said"


def test_paper_confirms_only_with_the_paper_itself(department: Department) -> None:
    visit = department.visit(department.signed(), date(2024, 2, 5))
    with pytest.raises(VisitRefused) as refused:
        confirm_all(visits=[visit], side=PERSON, way="paper", by=department.specialist)
    assert refusal(refused) == "paper-missing"


def test_a_new_link_ends_the_one_before(department: Department) -> None:
    pairing = department.signed()
    ends = date(2024, 12, 31)
    old = give_link(pairing=pairing, side=HELPER, ends_on=ends, by=department.specialist)
    new = give_link(pairing=pairing, side=HELPER, ends_on=ends, by=department.specialist)
    assert link_by(new.token, ends).pk == new.pk
    with pytest.raises(PairingRefused):
        link_by(old.token, ends)
    with pytest.raises(PairingRefused):
        link_by(new.token, ends + timedelta(days=1))


def test_the_link_of_who_died_is_closed_and_the_helper_still_writes_what_was_done(
    department: Department,
) -> None:
    pairing, by = department.signed(), department.specialist
    ends, died = date(2024, 12, 31), date(2024, 3, 1)
    of_helper = give_link(pairing=pairing, side=HELPER, ends_on=ends, by=by)
    of_person = give_link(pairing=pairing, side=PERSON, ends_on=ends, by=by)
    record_status(person=pairing.person, kind="deceased", valid_from=died, paper="№ 1", by=by)
    assert link_by(of_person.token, died - timedelta(days=1)).pk == of_person.pk
    with pytest.raises(PairingRefused, match="link-closed"):
        link_by(of_person.token, died)
    assert link_by(of_helper.token, died).pk == of_helper.pk


def test_a_helper_in_two_places_and_a_gap_stand_out(department: Department) -> None:
    from qamtu.casework.acts import open_case

    pairing = department.signed()
    other = make_person(department.office)
    record_status(
        person=other, kind="disability", category="group_1", valid_from=date(2020, 1, 1),
        paper="МӘС № 4", by=department.head,
    )  # fmt: skip
    case = open_case(
        measure=MEASURE, office=department.office, subject=other, day=date(2024, 1, 15),
        by=department.specialist,
    )  # fmt: skip
    second = department.signed(case=case, contract="9/ЖК")
    department.agreed(pairing, date(2024, 2, 5), hour=9)
    department.agreed(second, date(2024, 2, 5), hour=10)
    found = oddities(pairing, FEBRUARY, END_OF_FEBRUARY)
    assert {one.code for one in found} == {"two-places", "gap"}
    (gap,) = [one for one in found if one.code == "gap"]
    assert (gap.first, gap.last) == (date(2024, 2, 6), END_OF_FEBRUARY)
    apart = oddities(second, FEBRUARY, END_OF_FEBRUARY)
    assert {one.code for one in apart} == {"two-places", "gap"}


def test_a_week_without_a_visit_is_no_gap_and_a_day_more_is(department: Department) -> None:
    pairing = department.signed()
    for day in (1, 9, 17, 25):
        department.agreed(pairing, date(2024, 2, day))
    assert oddities(pairing, FEBRUARY, END_OF_FEBRUARY) == []
    retract_visit(visit=visits_of(pairing, FEBRUARY)[1], reason="қате жазылған", by=department.head)
    assert [one.code for one in oddities(pairing, FEBRUARY, END_OF_FEBRUARY)] == ["gap"]


def test_sixty_hours_a_year_of_a_sign_language_specialist(department: Department) -> None:
    pairing = department.signed(
        kind="interpreter", said={"hears_badly": True, "in_programme": True}, minutes_a_day=1200,
    )  # fmt: skip
    for day in (5, 6, 7):
        department.agreed(pairing, date(2024, 2, day), hour=0, minutes=1200)
    accept_month(pairing=pairing, month=FEBRUARY, day=END_OF_FEBRUARY, by=department.specialist)
    department.agreed(pairing, date(2024, 3, 4), minutes=1)
    with pytest.raises(MonthRefused) as refused:
        accept_month(pairing=pairing, month=MARCH, day=date(2024, 3, 29), by=department.specialist)
    assert refusal(refused) == "month-above-year"


def test_a_list_of_months_counts_its_own_earlier_ones_in_the_year(department: Department) -> None:
    pairing = department.signed(
        kind="interpreter", said={"hears_badly": True, "in_programme": True}, minutes_a_day=1200,
    )  # fmt: skip
    for day in (5, 6, 7):
        department.agreed(pairing, date(2024, 2, day), hour=0, minutes=1200)
    department.agreed(pairing, date(2024, 3, 4), minutes=1)
    both = [(pairing, MARCH), (pairing, FEBRUARY)]
    with pytest.raises(MonthRefused) as refused:
        accept_months(months=both, day=date(2024, 3, 29), by=department.specialist)
    assert refusal(refused) == "month-above-year"
    assert not AssistanceMonth.objects.exists(), "all or none"


def test_the_queries_do_not_grow_with_the_pairs_that_are_accepted(department: Department) -> None:
    by, office = department.specialist, department.office

    def signed() -> Pairing:
        person = make_person(office)
        record_status(
            person=person, kind="disability", category="group_1", paper="МӘС № 2",
            valid_from=date(2020, 1, 1), by=by,
        )  # fmt: skip
        case = open_case(measure=MEASURE, office=office, subject=person, day=SIGNED, by=by)
        pairing = department.signed(
            case=case, helper=make_person(office), contract=f"{person.pk}/ЖК"
        )
        department.agreed(pairing, date(2024, 2, 5))
        return pairing

    def asked(many: int) -> int:
        keys = [signed().pk for _ in range(many)]
        months = [(one, FEBRUARY) for one in Pairing.objects.filter(pk__in=keys)]
        with CaptureQueriesContext(connection) as queries:
            accept_months(months=months, day=END_OF_FEBRUARY, by=by)
        return len(queries)

    assert asked(1) == asked(4)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(minutes=st.lists(st.integers(1, 360), min_size=1, max_size=20))
def test_the_pay_is_the_sum_of_the_minutes_to_the_tiyn(
    department: Department, minutes: list[int]
) -> None:
    other = make_person(department.office)
    department.case.refresh_from_db()
    for standing in Pairing.objects.live():
        standing.retract(reason="келесі мысал", by=department.head)
    pairing = department.signed(helper=other, signed_on=SIGNED)
    for offset, long in enumerate(minutes):
        department.agreed(pairing, SIGNED + timedelta(days=offset), hour=0, minutes=long)
    accepted = accept_month(
        pairing=pairing, month=FEBRUARY, day=END_OF_FEBRUARY, by=department.specialist
    )
    exact = sum(minutes) * 650_00
    assert abs(accepted.amount * 60 - exact) <= 30
