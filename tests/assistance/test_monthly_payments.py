"""Decisions become monthly payments; what the registers learn meanwhile stops them."""

from datetime import date
from decimal import Decimal

import pytest

from qamtu.accounts.models import Role, User
from qamtu.assistance.applications import apply_for_assistance
from qamtu.assistance.decisions import assign, end
from qamtu.assistance.dues import PAID_BY_RUNS, dues_of, overpaid
from qamtu.assistance.families import draw_family
from qamtu.assistance.models import Decision
from qamtu.casework.models import Case
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.models import PaymentRun
from qamtu.finance.money import allocate_for
from qamtu.finance.runs import RunRefused, totals_of
from qamtu.people.statuses import end_status, record_status
from tests.factories import make_user

from .conftest import DAY, District

PAYABLE = PAID_BY_RUNS["targeted_assistance"]

MONTHLY = 46_045_60
MAY, JUNE = date(2021, 5, 1), date(2021, 6, 1)


@pytest.fixture
def accountant(district: District) -> User:
    return make_user(district.office, Role.ACCOUNTANT)


@pytest.fixture
def case(district: District) -> Case:
    family = draw_family(district.household, DAY)
    family["members"][0]["incomes"] = [{"kind": "wage", "amount": "150000"}]
    case = apply_for_assistance(
        office=district.office, household=district.household, family=family, day=DAY,
        by=district.clerk,
    )  # fmt: skip
    assign(case=case, day=DAY, by=district.head, contract="№ 1")
    record_account(
        owner=district.parents[0], iban=make_iban(125, "0" * 13), since=DAY, by=district.head
    )
    allocate_for(
        office=district.office, year=2021, measure=case.measure, source="republican",
        amount=1_000_000_00, day=date(2021, 1, 5), act="budget", by=district.head,
    )  # fmt: skip
    return case


def run_of(district: District, month: date, by: User) -> PaymentRun:
    run = PAYABLE.prepare(office=district.office, month=month, by=by)
    return PAYABLE.approve(run=run, day=date(month.year, month.month, 28), by=district.head)


def test_each_month_from_the_application_is_paid_once(
    district: District, case: Case, accountant: User
) -> None:
    assert totals_of(run_of(district, MAY, accountant)) == {"paid": (1, MONTHLY)}
    with pytest.raises(RunRefused):
        PAYABLE.prepare(office=district.office, month=MAY, by=accountant)
    run_of(district, JUNE, accountant)
    with pytest.raises(RunRefused) as refused:
        PAYABLE.prepare(office=district.office, month=date(2021, 7, 1), by=accountant)
    assert refused.value.code == "nothing-due"
    months = case.payments.values_list("due_for", flat=True)
    assert sorted(months) == [MAY, JUNE]


def test_a_month_that_was_missed_is_paid_by_the_next_run(
    district: District, case: Case, accountant: User
) -> None:
    assert totals_of(run_of(district, JUNE, accountant)) == {"paid": (2, 2 * MONTHLY)}


def test_every_member_takes_part_in_the_payment(
    district: District, case: Case, accountant: User
) -> None:
    run_of(district, MAY, accountant)
    paid = case.events.get(transition="pay")
    assert {one.person_id for one in paid.participants.all()} == {p.pk for p in district.members}


@pytest.mark.parametrize(
    ("kind", "hold"),
    [
        ("deceased", "member-deceased"),
        ("moved_away", "member-moved-away"),
        ("employed", "member-employed"),
    ],
)
def test_a_change_in_the_family_stops_its_month_and_the_later_ones(
    district: District, case: Case, accountant: User, kind: str, hold: str
) -> None:
    record_status(
        person=district.parents[1], kind=kind, valid_from=JUNE, paper="№ 7", by=district.head
    )
    holds = {due.due_for: due.hold and due.hold.code for due in dues_of(district.office, JUNE)}
    assert holds == {MAY: None, JUNE: hold}
    held = run_of(district, JUNE, accountant).payments.get(state="held")
    assert held.hold_detail["paper"] == "№ 7"
    assert held.hold_detail["person"] == district.parents[1].full_name


def test_a_mistaken_stop_is_lifted_with_its_record(
    district: District, case: Case, accountant: User
) -> None:
    status = record_status(
        person=district.parents[1], kind="employed", valid_from=JUNE, paper="7", by=district.head
    )
    run_of(district, JUNE, accountant)
    status.retract(reason="another person", by=district.head)
    assert totals_of(run_of(district, JUNE, accountant)) == {"paid": (1, MONTHLY)}


def test_work_that_was_known_when_the_family_was_judged_stops_nothing(
    district: District, case: Case
) -> None:
    record_status(
        person=district.parents[0], kind="employed", valid_from=DAY, paper="7", by=district.head
    )
    assert [due.hold for due in dues_of(district.office, JUNE)] == [None, None]


def test_work_that_ended_before_the_month_stops_nothing(district: District, case: Case) -> None:
    status = record_status(
        person=district.parents[1], kind="employed", valid_from=date(2021, 5, 20), paper="7",
        by=district.head,
    )  # fmt: skip
    end_status(period=status, last_day=date(2021, 5, 31), reason="dismissed", by=district.head)
    holds = {due.due_for: due.hold and due.hold.code for due in dues_of(district.office, JUNE)}
    assert holds == {MAY: "member-employed", JUNE: None}


def test_what_was_paid_after_the_end_is_overpaid(
    district: District, case: Case, accountant: User
) -> None:
    run_of(district, JUNE, accountant)
    ended = end(case=case, last_month=MAY, reason="moved", day=date(2021, 6, 28), by=district.head)
    assert [(one.due_for, one.amount) for one in overpaid(ended)] == [(JUNE, MONTHLY)]


def test_what_ended_between_the_preparing_and_the_approval_is_held(
    district: District, case: Case, accountant: User
) -> None:
    run = PAYABLE.prepare(office=district.office, month=JUNE, by=accountant)
    end(case=case, last_month=MAY, reason="moved", day=date(2021, 6, 20), by=district.head)
    run = PAYABLE.approve(run=run, day=date(2021, 6, 28), by=district.head)
    held = run.payments.get(state="held")
    assert (held.due_for, held.hold) == (JUNE, "not-due")
    assert totals_of(run)["paid"] == (1, MONTHLY)


def test_after_an_end_only_the_months_before_it_are_due(district: District, case: Case) -> None:
    end(case=case, last_month=MAY, reason="moved", day=DAY, by=district.head)
    assert [due.due_for for due in dues_of(district.office, JUNE)] == [MAY]


def test_a_decision_keeps_its_sum_when_the_line_is_corrected(
    district: District, case: Case
) -> None:
    decision = Decision.objects.get(case=case)
    assert decision.monthly == MONTHLY == int((Decimal("24011.40") * 4 - 50000) * 100)
