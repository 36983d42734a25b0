"""From a need to an item that the person confirms; what the state pays; what fulfilled means."""

from datetime import date
from decimal import Decimal

import pytest

from qamtu.casework.local_law import enter_value
from qamtu.disability.models import ItemOrder, Programme, ProgrammeItem
from qamtu.disability.order_states import state_of
from qamtu.disability.orders import (
    Ordered,
    OrderRefused,
    Stepped,
    order_item,
    refuse_item,
    step_of_order,
)
from qamtu.disability.programmes import Prescribed, ProgrammeRefused, fulfil, prescribe
from qamtu.disability.rehabilitation import MEASURE
from qamtu.disability.supply_acts import PAYABLE, draw_act, items_due
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.models import MoneyEntry
from qamtu.finance.money import allocate_for
from qamtu.organizations.models import Organization
from tests.factories import make_organization, make_person

from .a_pair import Department

DRAWN, ORDERED, GIVEN = date(2024, 2, 1), date(2024, 2, 5), date(2024, 2, 20)


@pytest.fixture
def supplier(department: Department) -> Organization:
    made = make_organization(department.office)
    record_account(
        owner=made, iban=make_iban(601, "1" * 13), since=date(2024, 1, 1), by=department.head
    )
    allocate_for(
        office=department.office, year=2024, measure=MEASURE.code, source="local",
        amount=10_000_000_00, day=date(2024, 1, 5), act="№ 1", by=department.head,
    )  # fmt: skip
    return made


def enter(department: Department, code: str, value: str) -> None:
    enter_value(
        office=department.office, parameter=f"rehabilitation.{code}", value=Decimal(value),
        valid_from=date(2024, 1, 1), act="Бұйрық № 26", by=department.head,
    )  # fmt: skip


def programme_of(department: Department, *codes: str, number: str = "7") -> Programme:
    return prescribe(
        prescribed=Prescribed(
            department.person, number, DRAWN, [(code, 1) for code in codes or ("wheelchair",)]
        ),
        by=department.specialist,
    )


def item_of(programme: Programme, code: str = "wheelchair") -> ProgrammeItem:
    return programme.items.get(code=code)


def given(department: Department, supplier: Organization, item: ProgrammeItem) -> ItemOrder:
    order = order_item(ordered=Ordered(item, supplier, ORDERED), by=department.specialist)
    for kind in ("delivered", "confirmed"):
        step_of_order(stepped=Stepped(order, kind, GIVEN), by=department.specialist)
    return order


def test_fulfilled_is_every_item_confirmed_or_refused(
    department: Department, supplier: Organization
) -> None:
    programme = programme_of(department, "wheelchair", "hygiene")
    given(department, supplier, item_of(programme))
    with pytest.raises(ProgrammeRefused) as waiting:
        fulfil(programme=programme, day=GIVEN, by=department.specialist)
    assert (waiting.value.code, waiting.value.values["count"]) == ("programme-open-items", 1)
    refuse_item(
        item=item_of(programme, "hygiene"), day=GIVEN, reason="керек емес",
        by=department.specialist,
    )  # fmt: skip
    fulfil(programme=programme, day=GIVEN, by=department.specialist)
    programme.case.refresh_from_db()
    assert programme.case.state == "carried_out"
    assert {state_of(one) for one in programme.items.all()} == {"confirmed", "refused"}


def test_a_programme_all_of_which_is_refused_is_not_fulfilled(department: Department) -> None:
    programme = programme_of(department)
    refuse_item(item=item_of(programme), day=GIVEN, reason="керек емес", by=department.specialist)
    with pytest.raises(ProgrammeRefused) as refused:
        fulfil(programme=programme, day=GIVEN, by=department.specialist)
    assert refused.value.code == "programme-nothing-confirmed"


def test_delivered_is_not_confirmed(department: Department, supplier: Organization) -> None:
    programme = programme_of(department)
    order = order_item(
        ordered=Ordered(item_of(programme), supplier, ORDERED), by=department.specialist
    )
    with pytest.raises(OrderRefused) as early:
        step_of_order(stepped=Stepped(order, "confirmed", GIVEN), by=department.specialist)
    assert early.value.code == "order-not-delivered"
    step_of_order(stepped=Stepped(order, "delivered", GIVEN), by=department.specialist)
    assert state_of(item_of(programme)) == "delivered"
    with pytest.raises(ProgrammeRefused):
        fulfil(programme=programme, day=GIVEN, by=department.specialist)


@pytest.mark.parametrize(
    ("price", "guaranteed"), [(80_000_00, 80_000_00), (80_000_01, 80_000_00), (1, 1)]
)
def test_the_state_pays_up_to_the_guaranteed_sum_and_the_person_the_rest(
    department: Department, supplier: Organization, price: int, guaranteed: int
) -> None:
    enter(department, "guaranteed_wheelchair", "80000")
    order = order_item(
        ordered=Ordered(item_of(programme_of(department)), supplier, ORDERED, price),
        by=department.specialist,
    )
    assert (order.guaranteed, order.own_share) == (guaranteed, price - guaranteed)


def test_without_a_guaranteed_sum_nothing_is_promised(
    department: Department, supplier: Organization
) -> None:
    with pytest.raises(OrderRefused) as refused:
        order_item(
            ordered=Ordered(item_of(programme_of(department)), supplier, ORDERED, 100),
            by=department.specialist,
        )
    assert refused.value.code == "item-no-sum"


def test_a_confirmed_item_is_paid_to_its_supplier_once(
    department: Department, supplier: Organization
) -> None:
    enter(department, "guaranteed_wheelchair", "80000")
    order = order_item(
        ordered=Ordered(item_of(programme_of(department)), supplier, ORDERED, 95_000_00),
        by=department.specialist,
    )
    step_of_order(stepped=Stepped(order, "delivered", GIVEN), by=department.specialist)
    assert items_due(department.office, GIVEN) == [], "not before the person confirms"
    step_of_order(stepped=Stepped(order, "confirmed", GIVEN), by=department.specialist)
    assert items_due(department.office, GIVEN) == [], "not before it stands in an act"
    draw_act(supplier=supplier, month=GIVEN, day=date(2024, 2, 26), by=department.specialist)
    run = PAYABLE.prepare(office=department.office, month=GIVEN, by=department.accountant)
    PAYABLE.approve(run=run, day=date(2024, 2, 27), by=department.head)
    assert [one.amount for one in MoneyEntry.objects.filter(kind="paid")] == [80_000_00]


def test_a_thing_is_not_replaced_before_its_term_without_a_reason(
    department: Department, supplier: Organization
) -> None:
    enter(department, "replacement_wheelchair", "48")
    given(department, supplier, item_of(programme_of(department)))
    again = item_of(programme_of(department, number="8"))
    for day, is_early in ((date(2028, 2, 19), True), (date(2028, 2, 20), False)):
        if is_early:
            with pytest.raises(OrderRefused) as refused:
                order_item(ordered=Ordered(again, supplier, day), by=department.specialist)
            assert refused.value.values["day"] == date(2028, 2, 20)
        else:
            order_item(ordered=Ordered(again, supplier, day), by=department.specialist)
    third = item_of(programme_of(department, number="9"))
    with pytest.raises(OrderRefused) as bare:
        order_item(
            ordered=Ordered(third, supplier, date(2025, 1, 9), 0, "сынған"),
            by=department.specialist,
        )
    assert bare.value.code == "early-act"
    order_item(
        ordered=Ordered(third, supplier, date(2025, 1, 9), 0, "сынған", "№ 3"),
        by=department.specialist,
    )


def test_an_item_is_ordered_once_until_the_order_is_cancelled(
    department: Department, supplier: Organization
) -> None:
    item = item_of(programme_of(department))
    order = order_item(ordered=Ordered(item, supplier, ORDERED), by=department.specialist)
    with pytest.raises(OrderRefused) as twice:
        order_item(ordered=Ordered(item, supplier, ORDERED), by=department.specialist)
    assert twice.value.code == "item-ordered"
    with pytest.raises(OrderRefused) as silent:
        step_of_order(stepped=Stepped(order, "cancelled", GIVEN), by=department.specialist)
    assert silent.value.code == "reason-missing"
    step_of_order(
        stepped=Stepped(order, "cancelled", GIVEN, "жеткізбеді"), by=department.specialist
    )
    order_item(ordered=Ordered(item, supplier, GIVEN), by=department.specialist)


def test_who_is_not_on_the_register_has_no_programme(department: Department) -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        prescribe(
            prescribed=Prescribed(make_person(department.office), "7", DRAWN, [("hygiene", 1)]),
            by=department.specialist,
        )
    assert refused.value.code == "programme-not-disabled"
