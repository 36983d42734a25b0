"""From an admitted supplier's offer to its payment; what binds, what is refused, what is never."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.casework.deadlines import add_working_days
from qamtu.disability.catalogue import (
    OfferRefused,
    end_offer,
    offers_on,
    price_on,
    set_price,
)
from qamtu.disability.models import ItemOrder, SupplyRequest
from qamtu.disability.order_states import orders_in, standing_of, state_of
from qamtu.disability.orders import OrderRefused, refuse_item, take_back
from qamtu.disability.programmes import ProgrammeRefused, end_programme, fulfil
from qamtu.disability.suppliers import (
    SupplierRefused,
    applications_of,
    decide_supplier,
    end_supplier,
)
from qamtu.disability.suppliers import state_of as state_of_supplier
from qamtu.disability.supply_acts import (
    PAYABLE,
    ActOfSupplyRefused,
    draw_act,
    items_due,
    retract_act,
)
from qamtu.disability.supply_links import SupplyLinkRefused, give_supply_link, supply_link_by
from qamtu.disability.supply_papers import paper_of_supply, print_supply_act
from qamtu.disability.supply_requests import RequestRefused, answer, ask
from qamtu.finance.models import MoneyEntry
from qamtu.finance.runs import RunRefused
from qamtu.people.statuses import record_status
from tests.factories import make_organization

from .a_catalogue import (
    CHOSEN,
    FIRST,
    GUARANTEED,
    PRICE,
    Market,
    a_wheelchair,
    admitted,
    applied,
    make_market,
    needed,
    someone,
)
from .a_pair import Department

LAST_OF_FEBRUARY = date(2024, 2, 29)


@pytest.fixture
def market(department: Department) -> Market:
    return make_market(department)


def refused(code: str) -> pytest.RaisesExc[OrderRefused]:
    return pytest.raises(OrderRefused, match=code)


# The supplier


def test_nobody_is_admitted_without_papers_and_nobody_offers_who_is_not_admitted(
    department: Department,
) -> None:
    supplier = make_organization(department.office)
    application = applied(department, supplier, papers=())
    with pytest.raises(SupplierRefused, match="supplier-applied"):
        applied(department, supplier)
    with pytest.raises(SupplierRefused, match="supplier-no-papers"):
        decide_supplier(
            application=application, is_admitted=True, reason="ия", day=FIRST, by=department.head
        )
    with pytest.raises(OfferRefused, match="supplier-not-admitted"):
        a_wheelchair(department, supplier)
    decide_supplier(
        application=application, is_admitted=False, reason="сертификат жоқ", day=FIRST,
        by=department.head,
    )  # fmt: skip
    with pytest.raises(SupplierRefused, match="supplier-decided"):
        decide_supplier(
            application=application, is_admitted=True, reason="ия", day=FIRST, by=department.head
        )
    applied(department, supplier)
    assert [state_of_supplier(one) for one in applications_of(supplier)] == ["waiting", "refused"]


def test_who_is_ended_leaves_the_catalogue_and_carries_out_what_was_chosen(market: Market) -> None:
    order = market.choose()
    application = applications_of(market.supplier)[0]
    with pytest.raises(SupplierRefused, match="reason-missing"):
        end_supplier(application=application, day=CHOSEN, reason=" ", by=market.department.head)
    end_supplier(
        application=application, day=CHOSEN, reason="сертификат мерзімі өтті",
        by=market.department.head,
    )  # fmt: skip
    assert offers_on(market.department.office, CHOSEN) == []
    assert offers_on(market.department.office, CHOSEN - timedelta(days=1)) == [market.offer]
    with refused("offer-ended"):
        market.choose(needed(market.department, someone(market.department), number="8"))
    market.step(order, "accepted", CHOSEN, promised_on=CHOSEN)
    market.step(order, "delivered", CHOSEN, paper="№ 5")
    assert state_of(market.item) == "delivered"


# The price


def test_the_price_of_the_day_of_the_choice_binds(market: Market) -> None:
    set_price(
        offer=market.offer, price=180_000_00, valid_from=CHOSEN + timedelta(days=1),
        by=market.department.specialist, today=CHOSEN,
    )  # fmt: skip
    chosen = market.choose()
    other = needed(market.department, someone(market.department), number="8")
    later = market.choose(other, day=CHOSEN + timedelta(days=1))
    assert (chosen.price, chosen.guaranteed, chosen.own_share) == (PRICE, GUARANTEED, 30_000_00)
    assert (later.price, later.own_share) == (180_000_00, 60_000_00)


def test_a_price_is_not_changed_for_its_own_day_or_backwards(market: Market) -> None:
    by = market.department.specialist
    for day in (FIRST, CHOSEN):
        with pytest.raises(OfferRefused, match="offer-price-day"):
            set_price(offer=market.offer, price=1, valid_from=day, by=by, today=CHOSEN)
    again = CHOSEN + timedelta(days=1)
    set_price(offer=market.offer, price=1, valid_from=again, by=by, today=CHOSEN)
    with pytest.raises(OfferRefused, match="offer-price-day"):
        set_price(offer=market.offer, price=2, valid_from=again, by=by, today=CHOSEN)


def test_who_saw_another_price_is_asked_again(market: Market) -> None:
    with refused("offer-price-changed"):
        market.choose(seen=PRICE - 1)
    market.choose(seen=PRICE)


def test_the_database_keeps_the_price_of_the_day_and_one_order(market: Market) -> None:
    """Whoever passes the verb by is stopped by a trigger."""
    told = {
        "office": market.department.office,
        "item": market.item,
        "supplier": market.supplier,
        "offer": market.offer,
        "ordered_on": CHOSEN,
        "recorded_by": market.department.head,
    }
    with pytest.raises(IntegrityError, match="price of its day"), transaction.atomic():
        ItemOrder.objects.create(price=PRICE - 1, **told)
    ItemOrder.objects.create(price=PRICE, **told)
    with pytest.raises(IntegrityError, match="order that stands"), transaction.atomic():
        ItemOrder.objects.create(price=PRICE, **told)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(
        st.tuples(st.integers(1, 60), st.integers(1, 10**10)),
        max_size=5,
        unique_by=lambda one: one[0],
    ),
    after=st.integers(0, 70),
)
def test_what_a_person_pays_is_what_the_state_does_not(
    department: Department, changes: list[tuple[int, int]], after: int
) -> None:
    with transaction.atomic():
        market = make_market(department)
        prices = {0: PRICE} | dict(changes)
        for days, price in sorted(changes):
            set_price(
                offer=market.offer, price=price, valid_from=CHOSEN + timedelta(days=days),
                by=department.specialist, today=CHOSEN,
            )  # fmt: skip
        day = CHOSEN + timedelta(days=after)
        order = market.choose(day=day)
        now = prices[max(days for days in prices if days <= after)]
        assert order.price == now == price_on(market.offer, day)
        assert order.guaranteed == min(now, GUARANTEED)
        assert order.guaranteed + order.own_share == order.price
        transaction.set_rollback(True)


# The order


def test_the_way_of_an_order(market: Market) -> None:
    order = market.choose()
    today = CHOSEN + timedelta(days=3)
    assert (standing_of(order, today).state, standing_of(order, today).waits_for) == (
        "chosen", "supplier",
    )  # fmt: skip
    with refused("order-not-accepted"):
        market.step(order, "delivered", today, paper="№ 5")
    with refused("order-promise"):
        market.step(order, "accepted", CHOSEN)
    market.step(order, "accepted", CHOSEN, promised_on=today)
    standing = standing_of(order, today)
    assert (standing.due, standing.is_late(today), standing.is_late(today + timedelta(1))) == (
        today, False, True,
    )  # fmt: skip
    with refused("order-paper"):
        market.step(order, "delivered", today)
    market.step(order, "delivered", today, paper="№ 5")
    assert standing_of(order, today).waits_for == "person"
    market.step(order, "confirmed", today)
    assert standing_of(order, today).waits_for == "department"
    act = draw_act(
        supplier=market.supplier, month=today, day=today, by=market.department.specialist
    )
    assert standing_of(order, today).state == "in_act"
    run = PAYABLE.prepare(
        office=market.department.office, month=today, by=market.department.accountant
    )
    PAYABLE.approve(run=run, day=today, by=market.department.head)
    assert (standing_of(order, today).state, standing_of(order, today).waits_for) == ("paid", "")
    assert orders_in(market.department.office, today) == []
    assert [one.amount for one in MoneyEntry.objects.filter(kind="paid")] == [act.guaranteed]


def test_what_the_supplier_declines_is_chosen_anew(market: Market) -> None:
    order = market.choose()
    with refused("reason-missing"):
        market.step(order, "declined", CHOSEN)
    market.step(order, "declined", CHOSEN, note="қоймада жоқ")
    assert state_of(market.item) == "open"
    with refused("order-declined"):
        market.step(order, "accepted", CHOSEN, promised_on=CHOSEN)
    other = admitted(market.department, "«Қамқор» ЖШС")
    market.choose(supplier=other, offer=a_wheelchair(market.department, other))


def test_a_choice_is_taken_back_until_it_is_accepted(market: Market) -> None:
    by = market.department.specialist
    order = market.choose()
    take_back(order=order, day=CHOSEN, reason="басқасын таңдаймын", way="link", by=by)
    order = market.choose()
    market.step(order, "accepted", CHOSEN, promised_on=CHOSEN)
    with refused("order-accepted"):
        take_back(order=order, day=CHOSEN, reason="басқасын таңдаймын", way="link", by=by)


def test_an_offer_of_another_heading_or_supplier_is_not_chosen(market: Market) -> None:
    hygiene = a_wheelchair(market.department, market.supplier, code="hygiene")
    with refused("offer-other-item"):
        market.choose(offer=hygiene)
    with refused("offer-other-item"):
        market.choose(supplier=make_organization(market.department.office))


@pytest.mark.parametrize(
    ("days", "is_ended"), [(0, True), (1, False)], ids=["ended on the day", "ended the day after"]
)
def test_an_ended_offer(market: Market, days: int, is_ended: bool) -> None:
    end_offer(
        offer=market.offer, day=CHOSEN + timedelta(days), reason="өндірістен шықты",
        by=market.department.specialist,
    )  # fmt: skip
    if is_ended:
        with refused("offer-ended"):
            market.choose()
    else:
        market.choose()


def test_a_death_an_expired_term_and_a_closed_case_stop_the_choice(market: Market) -> None:
    department = market.department
    last = needed(department, someone(department), number="8", valid_to=CHOSEN)
    with refused("programme-over"):
        market.choose(last, day=CHOSEN + timedelta(days=1))
    market.choose(last)
    withdrawn = needed(department, someone(department), number="9")
    end_programme(
        programme=withdrawn.programme, day=CHOSEN, reason="көшті", by=department.specialist
    )
    with refused("programme-closed"):
        market.choose(withdrawn)
    record_status(
        person=department.person, kind="deceased", valid_from=CHOSEN, paper="№ 3",
        by=department.head,
    )  # fmt: skip
    with refused("person-gone"):
        market.choose()


def test_a_thing_that_was_given_is_chosen_again_after_its_term_or_by_an_act(
    market: Market,
) -> None:
    market.given()
    with refused("item-given"):
        market.choose(day=CHOSEN + timedelta(days=900))
    with refused("early-act"):
        market.choose(early_reason="сынды")
    order = market.choose(early_reason="сынды", early_act="№ 3, 04.02.2024")
    assert state_of(market.item) == "confirmed", "what was given stays given"
    assert standing_of(order, CHOSEN).state == "chosen"
    fulfil(programme=market.item.programme, day=CHOSEN, by=market.department.specialist)


def test_a_programme_with_a_standing_order_or_an_unpaid_one_is_not_withdrawn(
    market: Market,
) -> None:
    by = market.department.specialist
    order = market.choose()
    with pytest.raises(ProgrammeRefused, match="programme-orders-stand"):
        end_programme(programme=market.item.programme, day=CHOSEN, reason="көшті", by=by)
    market.step(order, "cancelled", CHOSEN, note="көшті")
    end_programme(programme=market.item.programme, day=CHOSEN, reason="көшті", by=by)


def test_a_refused_item_is_not_chosen(market: Market) -> None:
    refuse_item(item=market.item, day=CHOSEN, reason="керек емес", by=market.department.specialist)
    with refused("item-settled"):
        market.choose()


# What the person asks


def test_an_exchange_stands_before_the_confirmation(market: Market) -> None:
    by = market.department.specialist
    order = market.choose()
    with pytest.raises(RequestRefused, match="request-order"):
        ask(item=market.item, order=order, kind="exchange", text="кіші", day=CHOSEN, by=by)
    market.step(order, "accepted", CHOSEN, promised_on=CHOSEN)
    market.step(order, "delivered", CHOSEN, paper="№ 5")
    asked = ask(item=market.item, order=order, kind="exchange", text="кіші", day=CHOSEN, by=by)
    with refused("request-open"):
        market.step(order, "confirmed", CHOSEN)
    assert standing_of(order, CHOSEN).waits_for == "supplier"
    with pytest.raises(RequestRefused, match="request-waits"):
        ask(item=market.item, order=order, kind="exchange", text="кіші", day=CHOSEN, by=by)
    with pytest.raises(RequestRefused, match="request-paper"):
        answer(request=asked, is_done=True, text="айырбасталды", day=CHOSEN, by=by)
    answer(request=asked, is_done=True, text="айырбасталды", paper="№ 6", day=CHOSEN, by=by)
    market.step(order, "confirmed", CHOSEN)


def test_a_repair_is_asked_of_what_was_confirmed_and_is_a_step(market: Market) -> None:
    by = market.department.specialist
    order = market.given()
    asked = ask(item=market.item, order=order, kind="repair", text="дөңгелегі", day=CHOSEN, by=by)
    answer(request=asked, is_done=True, text="ауыстырылды", paper="№ 7", day=CHOSEN, by=by)
    with pytest.raises(RequestRefused, match="request-answered"):
        answer(request=asked, is_done=False, text="жоқ", day=CHOSEN, by=by)
    assert [one.kind for one in standing_of(order, CHOSEN).steps][-1] == "repaired"


def test_a_complaint_has_the_deadline_of_the_law_of_its_day(market: Market) -> None:
    by = market.department.specialist
    order = market.choose()
    asked = ask(item=market.item, order=order, kind="complaint", text="кешікті", day=CHOSEN, by=by)
    assert asked.answer_by == add_working_days(CHOSEN, 15)
    with pytest.raises(RequestRefused, match="request-text"):
        ask(item=market.item, order=None, kind="complaint", text=" ", day=CHOSEN, by=by)
    first = ask(
        item=market.item, order=None, kind="complaint", text="ұсыныс жоқ", day=CHOSEN, by=by
    )
    assert (first.number, asked.number) == (2, 1)
    answer(request=asked, is_done=True, text="ескерту жасалды", day=CHOSEN, by=by)
    assert SupplyRequest.objects.get(pk=asked.pk).answered is not None


def test_before_the_code_no_deadline_is_guessed(market: Market) -> None:
    for day, is_known in ((date(2021, 6, 30), False), (date(2021, 7, 1), True)):
        asked = ask(
            item=market.item, order=None, kind="complaint", text="ұсыныс жоқ", day=day,
            by=market.department.specialist,
        )  # fmt: skip
        assert (asked.answer_by is not None) == is_known


# The act and the money


def test_an_act_has_the_orders_of_one_supplier_and_month(market: Market) -> None:
    department = market.department
    first = market.given()
    second = market.given(needed(department, someone(department), number="8"), day=LAST_OF_FEBRUARY)
    later = market.given(needed(department, someone(department), number="9"), day=date(2024, 3, 1))
    with pytest.raises(ActOfSupplyRefused, match="supply-act-early"):
        draw_act(supplier=market.supplier, month=date(2024, 3, 1), day=CHOSEN, by=department.head)
    act = draw_act(
        supplier=market.supplier, month=CHOSEN, day=date(2024, 3, 4), by=department.specialist
    )
    assert [one.order for one in act.lines.all()] == [first, second]
    assert (act.price, act.guaranteed) == (2 * PRICE, 2 * GUARANTEED)
    with pytest.raises(ActOfSupplyRefused, match="supply-act-empty"):
        draw_act(
            supplier=market.supplier, month=CHOSEN, day=date(2024, 3, 4), by=department.specialist
        )
    assert {one.purpose for one in items_due(department.office, CHOSEN)} == {
        f"item-{first.pk}", f"item-{second.pk}",
    }  # fmt: skip
    assert later not in [one.order for one in act.lines.all()]
    for language, words in (("kk", "300 000 теңге"), ("ru", "Платит получатель")):
        texts = str(paper_of_supply(act, language).blocks).replace("\\xa0", " ")
        assert words in texts
        assert department.person.iin not in texts
    assert print_supply_act(act, "kk", "pdf").startswith(b"%PDF")
    assert print_supply_act(act, "ru", "docx").startswith(b"PK")


def test_an_act_is_taken_back_until_it_is_in_a_run(market: Market) -> None:
    department = market.department
    order = market.given()
    act = draw_act(supplier=market.supplier, month=CHOSEN, day=CHOSEN, by=department.specialist)
    retract_act(act=act, reason="баға қате", by=department.head)
    assert items_due(department.office, CHOSEN) == []
    assert standing_of(order, CHOSEN).state == "confirmed"
    act = draw_act(supplier=market.supplier, month=CHOSEN, day=CHOSEN, by=department.specialist)
    PAYABLE.prepare(office=department.office, month=CHOSEN, by=department.accountant)
    with pytest.raises(ActOfSupplyRefused, match="supply-act-paid"):
        retract_act(act=act, reason="баға қате", by=department.head)


def test_an_order_is_paid_once_and_only_within_its_line(market: Market) -> None:
    department = market.department
    market.given()
    draw_act(supplier=market.supplier, month=CHOSEN, day=CHOSEN, by=department.specialist)
    run = PAYABLE.prepare(office=department.office, month=CHOSEN, by=department.accountant)
    PAYABLE.approve(run=run, day=LAST_OF_FEBRUARY, by=department.head)
    with pytest.raises(RunRefused, match="nothing-due"):
        PAYABLE.prepare(office=department.office, month=CHOSEN, by=department.accountant)
    paid = MoneyEntry.objects.filter(kind="paid")
    assert [one.amount for one in paid] == [GUARANTEED], "never what the person pays"


# Links


def test_a_new_link_ends_the_old_one(market: Market) -> None:
    by, person = market.department.specialist, market.department.person
    old = give_supply_link(whose=person, ends_on=CHOSEN, by=by)
    new = give_supply_link(
        whose=person, ends_on=CHOSEN, by=by, representative="Анасы, сенімхат № 4"
    )
    with pytest.raises(SupplyLinkRefused):
        supply_link_by(old.token, CHOSEN)
    assert supply_link_by(new.token, CHOSEN).person == person
    with pytest.raises(SupplyLinkRefused):
        supply_link_by(new.token, CHOSEN + timedelta(days=1))
    give_supply_link(whose=market.supplier, ends_on=CHOSEN, by=by)
    assert supply_link_by(new.token, CHOSEN).person == person, "another side's is untouched"


def test_the_link_of_who_died_is_closed_from_that_day_on(market: Market) -> None:
    by, person = market.department.specialist, market.department.person
    link = give_supply_link(whose=person, ends_on=CHOSEN + timedelta(days=9), by=by)
    died = CHOSEN + timedelta(days=2)
    record_status(person=person, kind="deceased", valid_from=died, paper="№ 1", by=by)
    assert supply_link_by(link.token, died - timedelta(days=1)).person == person
    with pytest.raises(SupplyLinkRefused, match="link-closed"):
        supply_link_by(link.token, died)
    with pytest.raises(SupplyLinkRefused, match="link-ended"):
        supply_link_by(link.token, CHOSEN + timedelta(days=10))
    with pytest.raises(SupplyLinkRefused, match="link-deceased"):
        give_supply_link(whose=person, ends_on=died, by=by)
