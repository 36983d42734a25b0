"""The social package: who is due what, the act, the outcome of each set, and nothing twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.assistance.applications import apply_for_assistance
from qamtu.assistance.decisions import assign, end
from qamtu.assistance.dues import PAID_BY_RUNS
from qamtu.assistance.families import draw_family
from qamtu.assistance.models import PackageAct, PackageOutcome, PackageSet
from qamtu.assistance.packages import (
    Drawn,
    PackageRefused,
    children_due,
    draw_up,
    hand_over,
    not_collected,
    take_back_outcome,
)
from qamtu.casework.models import Case
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.models import BudgetLine
from qamtu.finance.money import allocate_for
from qamtu.ledger.models import AlreadyRetracted
from qamtu.organizations.models import Organization
from qamtu.people.statuses import record_status
from tests.factories import make_household, make_organization, make_person, make_user

from .conftest import DAY, District

PRICE = 9_000_00


def on_assistance(office: Office, household: Any, by: User, clerk: User) -> Case:
    family = draw_family(household, DAY)
    case = apply_for_assistance(
        office=office, household=household, family=family, day=DAY, by=clerk
    )
    assign(case=case, day=DAY, by=by, contract="№ 1")
    return case


@pytest.fixture
def case(district: District) -> Case:
    return on_assistance(district.office, district.household, district.head, district.clerk)


@pytest.fixture
def supplier(district: District) -> Organization:
    allocate_for(
        office=district.office, year=2021, measure="social_package", source="local",
        amount=2 * PRICE, day=date(2021, 1, 5), act="budget", by=district.head,
    )  # fmt: skip
    return make_organization(district.office)


def drawn(district: District, supplier: Organization, kind: str, day: date = DAY) -> PackageAct:
    return draw_up(
        office=district.office, drawn=Drawn(kind, day, supplier, PRICE), by=district.head
    )


def line_of(district: District) -> BudgetLine:
    return BudgetLine.objects.get(office=district.office, measure="social_package")


def test_each_child_is_due_the_set_of_its_age(district: District, case: Case) -> None:
    older, younger = district.children
    due = {
        kind: [one.child for one in children_due(district.office, kind, DAY)]
        for kind in PackageAct.Kind
    }
    assert due == {
        "small_food": [], "large_food": [younger], "chemistry": [], "school": [older],
    }  # fmt: skip
    (one,) = children_due(district.office, "large_food", DAY)
    assert one.recipient == district.parents[0], "the applicant signs for it"


def test_the_household_set_comes_in_the_first_month_of_a_quarter(
    district: District, supplier: Organization
) -> None:
    july = date(2021, 7, 5)
    family = draw_family(district.household, july)
    case = apply_for_assistance(
        office=district.office, household=district.household, family=family, day=july,
        by=district.clerk,
    )  # fmt: skip
    assign(case=case, day=july, by=district.head, contract="№ 2")
    act = drawn(district, supplier, "chemistry", july)
    assert (act.period, act.sets.count()) == (date(2021, 7, 1), 1)


def test_an_act_names_its_sets_and_binds_their_money(
    district: District, case: Case, supplier: Organization
) -> None:
    act = drawn(district, supplier, "large_food")
    assert (act.number, act.year, act.period) == (1, 2021, date(2021, 5, 1))
    (one,) = act.sets.all()
    assert (one.child, one.recipient) == (district.children[1], district.parents[0])
    assert one.case.state == "approved"
    assert line_of(district).committed == PRICE
    with pytest.raises(PackageRefused) as refused:
        drawn(district, supplier, "large_food", date(2021, 5, 28))
    assert refused.value.code == "package-nobody-due", "one set of a kind for a month"
    with pytest.raises(PackageRefused) as chosen:
        draw_up(
            office=district.office,
            drawn=Drawn("large_food", DAY, supplier, PRICE, [district.children[1].pk]),
            by=district.head,
        )
    assert chosen.value.code == "package-set-there"
    assert drawn(district, supplier, "large_food", date(2021, 6, 1)).number == 2, "no gap"


def test_more_than_the_allocation_is_refused_and_leaves_nothing(
    district: District, case: Case, supplier: Organization
) -> None:
    with pytest.raises(PackageRefused) as refused:
        draw_up(
            office=district.office, drawn=Drawn("school", DAY, supplier, 2 * PRICE + 1),
            by=district.head,
        )  # fmt: skip
    assert refused.value.code == "package-no-money"
    assert not PackageSet.objects.filter(office=district.office).exists()
    act = draw_up(
        office=district.office, drawn=Drawn("school", DAY, supplier, 2 * PRICE), by=district.head
    )
    assert (act.number, act.period) == (1, date(2020, 9, 1)), "the school year of the day"


def test_a_set_is_handed_over_once_and_owed_to_its_supplier(
    district: District, case: Case, supplier: Organization
) -> None:
    (one,) = drawn(district, supplier, "large_food").sets.all()
    with pytest.raises(PackageRefused) as early:
        hand_over(sets=[one], day=date(2021, 5, 11), by=district.clerk)
    assert early.value.code == "package-too-early"
    hand_over(sets=[one], day=date(2021, 5, 20), by=district.clerk)
    with pytest.raises(PackageRefused) as again:
        hand_over(sets=[one], day=date(2021, 5, 21), by=district.clerk)
    assert again.value.code == "package-settled"
    with pytest.raises(IntegrityError), transaction.atomic():
        PackageOutcome.objects.create(
            office=district.office, set=one, kind="handed_over", occurred_on=DAY,
            recorded_by=district.clerk,
        )  # fmt: skip
    record_account(owner=supplier, iban=make_iban(125, "7" * 13), since=DAY, by=district.head)
    payable = PAID_BY_RUNS["social_package"]
    accountant = make_user(district.office, Role.ACCOUNTANT)
    run = payable.prepare(office=district.office, month=date(2021, 5, 1), by=accountant)
    payable.approve(run=run, day=date(2021, 5, 28), by=district.head)
    assert (line_of(district).committed, line_of(district).paid) == (PRICE, PRICE)
    with pytest.raises(PackageRefused) as paid:
        take_back_outcome(outcome=one.outcomes.get(), reason="қате", by=district.head)
    assert paid.value.code == "package-paid"


def test_a_set_that_nobody_collects_gives_its_money_back_and_says_why(
    district: District, case: Case, supplier: Organization
) -> None:
    (one,) = drawn(district, supplier, "large_food").sets.all()
    with pytest.raises(PackageRefused) as blank:
        not_collected(sets=[one], day=DAY, reason=" ", by=district.clerk)
    assert blank.value.code == "reason-missing"
    (outcome,) = not_collected(sets=[one], day=DAY, reason="үйінде болмады", by=district.clerk)
    assert line_of(district).committed == 0
    one.case.refresh_from_db()
    assert one.case.state == "withdrawn"
    take_back_outcome(outcome=outcome, reason="келесі күні келді", by=district.head)
    assert line_of(district).committed == PRICE
    hand_over(sets=[one], day=date(2021, 5, 13), by=district.clerk)
    with pytest.raises(AlreadyRetracted):
        take_back_outcome(outcome=outcome, reason="тағы", by=district.head)


def test_a_family_whose_assistance_ended_and_a_child_who_moved_are_left_out(
    district: District, case: Case, supplier: Organization
) -> None:
    record_status(
        person=district.children[0], kind="moved_away", valid_from=DAY, paper="№ 1",
        by=district.head,
    )  # fmt: skip
    assert children_due(district.office, "school", DAY) == []
    end(case=case, last_month=date(2021, 5, 1), reason="жұмыс", day=DAY, by=district.head)
    june = date(2021, 6, 1)
    assert [len(children_due(district.office, "large_food", day)) for day in (DAY, june)] == [1, 0]


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2019, 12, 31), "package-not-yet"), (date(2023, 1, 1), "package-ended")],
)
def test_before_2020_and_from_2023_on_there_is_none(
    district: District, day: date, code: str
) -> None:
    with pytest.raises(PackageRefused) as refused:
        children_due(district.office, "large_food", day)
    assert refused.value.code == code
    assert refused.value.values.get("amount", 5_175_00) == 5_175_00, "1.5 × 3 450 in its place"


def test_what_stands_for_the_package_in_2026(district: District) -> None:
    with pytest.raises(PackageRefused) as refused:
        children_due(district.office, "large_food", date(2026, 2, 2))
    assert refused.value.values["amount"] == 6_487_50


def test_eight_clerks_hand_over_one_set_and_draw_up_one_month(committed: None) -> None:
    from decimal import Decimal

    from qamtu.casework.local_law import enter_value
    from tests.factories import make_office

    office = make_office()
    with office_scope(office):
        head, clerk = make_user(office, Role.HEAD), make_user(office, Role.CLERK)
        enter_value(
            office=office, parameter="targeted_assistance.poverty_line",
            value=Decimal("24011.40"), valid_from=date(2021, 4, 1), valid_to=date(2021, 6, 30),
            act="№ 1", by=head,
        )  # fmt: skip
        people = [make_person(office, date(1987, 6, 2)), make_person(office, date(2018, 2, 3))]
        on_assistance(office, make_household(office, people, head), head, clerk)
        allocate_for(
            office=office, year=2021, measure="social_package", source="local",
            amount=100 * PRICE, day=date(2021, 1, 5), act="budget", by=head,
        )  # fmt: skip
        supplier = make_organization(office)

    def at_once(act: Any) -> list[str]:
        def press(_number: int) -> str:
            set_scope([office.pk], persons=True)
            try:
                act()
            except PackageRefused as refused:
                return refused.code
            finally:
                connections.close_all()
            return "done"

        with ThreadPoolExecutor(8) as pool:
            return sorted(pool.map(press, range(8)))

    wanted = Drawn("large_food", DAY, supplier, PRICE)
    said = at_once(lambda: draw_up(office=office, drawn=wanted, by=head))
    assert said == ["done", *["package-nobody-due"] * 7]
    with office_scope(office):
        one = PackageSet.objects.get(office=office)
    said = at_once(lambda: hand_over(sets=[one], day=DAY, by=clerk))
    assert said == ["done", *["package-settled"] * 7]
    with office_scope(office):
        assert PackageOutcome.objects.filter(set=one).count() == 1
