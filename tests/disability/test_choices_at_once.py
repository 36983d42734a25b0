"""At once, by real connections: a choice on the phone and at the counter, an offer that ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.db import connections

from qamtu.accounts.access import office_scope, set_scope
from qamtu.disability.catalogue import add_offer, end_offer
from qamtu.disability.models import ItemOrder, OfferEnd, OrderStep, SupplyActLine
from qamtu.disability.order_states import state_of
from qamtu.disability.orders import Stepped, step_of_order, take_back
from qamtu.disability.suppliers import applications_of, end_supplier
from qamtu.disability.supply_acts import draw_act
from qamtu.disability.supply_requests import ask
from qamtu.ledger.models import FactRefused

from .a_catalogue import CHOSEN, PRICE, Market, Offered, make_market, needed, someone
from .a_pair import Department, make_department


def at_once(department: Department, *acts: Callable[[], object]) -> list[str]:
    """What each answered, all let go at the same moment: «done», or the code of a refusal."""
    gate = Barrier(len(acts))

    def press(act: Callable[[], object]) -> str:
        set_scope([department.office.pk], persons=True)
        try:
            gate.wait()
            act()
        except FactRefused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(press, acts))


def a_market() -> tuple[Department, Market]:
    department = make_department()
    with office_scope(department.office):
        return department, make_market(department)


def test_the_person_on_the_phone_and_clerks_at_the_counter(committed: None) -> None:
    department, market = a_market()
    said = at_once(
        department,
        *(lambda way=way: market.choose(way=way) for way in ("link", "desk", "link", "desk")),
    )
    assert sorted(said) == ["done", "item-ordered", "item-ordered", "item-ordered"]
    with office_scope(department.office):
        assert ItemOrder.objects.get(item=market.item).price == PRICE


def test_an_offer_that_ends_while_it_is_chosen(committed: None) -> None:
    """Either the choice was first and stands, or the end was and nobody has chosen."""
    for _ in range(6):
        department, market = a_market()
        said = at_once(
            department,
            market.choose,
            lambda market=market, by=department.head: end_offer(
                offer=market.offer, day=CHOSEN, reason="өндірістен шықты", by=by
            ),
        )
        assert said[1] == "done"
        with office_scope(department.office):
            assert ItemOrder.objects.filter(item=market.item).count() == (said[0] == "done")
        assert said[0] in ("done", "offer-ended")


def test_a_supplier_who_is_ended_while_they_offer(committed: None) -> None:
    """Nothing stays in the catalogue of one who left it."""
    for _ in range(6):
        department, market = a_market()
        offered = Offered(
            market.supplier,
            "hygiene",
            "Жаялық",
            "Подгузники",
            "60 дана",
            "60 шт.",
            9_000_00,
            CHOSEN,
        )
        with office_scope(department.office):
            application = applications_of(market.supplier)[0]
        said = at_once(
            department,
            lambda offered=offered, by=department.head: add_offer(offered=offered, by=by),
            lambda application=application, by=department.head: end_supplier(
                application=application, day=CHOSEN, reason="сертификат мерзімі өтті", by=by
            ),
        )
        assert said[1] == "done"
        with office_scope(department.office):
            ended = OfferEnd.objects.filter(offer__supplier=market.supplier).count()
        assert ended == 1 + (said[0] == "done")


def test_taken_back_while_it_is_accepted(committed: None) -> None:
    for _ in range(6):
        department, market = a_market()
        with office_scope(department.office):
            order = market.choose()
        said = at_once(
            department,
            lambda order=order, by=department.head: take_back(
                order=order, day=CHOSEN, reason="басқасын", way="link", by=by
            ),
            lambda order=order, by=department.head: step_of_order(
                stepped=Stepped(order, "accepted", CHOSEN, promised_on=CHOSEN), by=by
            ),
        )
        assert said in (["done", "order-cancelled"], ["order-accepted", "done"])
        with office_scope(department.office):
            assert OrderStep.objects.filter(order=order).count() == 1


def test_an_exchange_asked_while_it_is_confirmed(committed: None) -> None:
    """An exchange that was asked first holds the confirmation back; else both stand."""
    for _ in range(6):
        department, market = a_market()
        with office_scope(department.office):
            order = market.choose()
            market.step(order, "accepted", CHOSEN, promised_on=CHOSEN)
            market.step(order, "delivered", CHOSEN, paper="№ 5")
        said = at_once(
            department,
            lambda market=market, order=order: market.step(order, "confirmed", CHOSEN),
            lambda market=market, order=order, by=department.head: ask(
                item=market.item, order=order, kind="exchange", text="кіші", day=CHOSEN, by=by
            ),
        )
        assert said[1] == "done"
        assert said[0] in ("done", "request-open")


def test_an_act_drawn_by_three_clerks(committed: None) -> None:
    department, market = a_market()
    with office_scope(department.office):
        for number in range(3):
            market.given(needed(department, someone(department), number=f"a{number}"))
    day = date(2024, 2, 29)
    said = at_once(
        department,
        *(
            lambda by=by: draw_act(supplier=market.supplier, month=CHOSEN, day=day, by=by)
            for by in (department.head, department.specialist, department.accountant)
        ),
    )
    assert said.count("done") == 1
    assert set(said) <= {"done", "order-in-act", "supply-act-empty"}
    with office_scope(department.office):
        assert SupplyActLine.objects.filter(act__supplier=market.supplier).count() == 3
        assert state_of(market.item) == "open"
