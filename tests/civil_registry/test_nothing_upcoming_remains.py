"""A death registered at the counter: no payment, ride, assistant's hour or place is left."""

from datetime import date, timedelta

import pytest

from qamtu.accounts.access import office_scope
from qamtu.civil_registry.consequences import claim_overpaid, paid_after
from qamtu.disability.pairings import standing_pairings, stop_of
from qamtu.disability.visits import VisitRefused
from qamtu.employment.seekers import SeekerRefused, refuse_the_dead
from qamtu.finance.models import Payment
from qamtu.transport.endings import promised_on
from qamtu.transport.fleet import add_vehicle
from qamtu.transport.models import RideEnd
from qamtu.transport.planning import Asked, plan_day
from qamtu.transport.refusals import RideRefused
from qamtu.transport.riders import RiderRefused, Riding, admit_rider
from qamtu.transport.rides import book_ride
from tests.disability.a_pair import make_department
from tests.finance.test_payment_runs import AMOUNT, JUNE, allocate, make_payroll

from .a_registry import Registry, registers_until_today

CENTRE, CLINIC = (44.85, 65.50), (44.86, 65.53)
DIED, TOMORROW = date(2024, 3, 3), date(2024, 3, 4)


def test_no_ride_and_no_hour_of_an_assistant(db: None) -> None:
    made = make_department()
    person = made.person
    with office_scope(made.office):
        registry = Registry(made.office, made.head, made.specialist, person, made.helper)
        registers_until_today(registry)
        pair = made.signed()
        made.agreed(pair, DIED)
        add_vehicle(
            office=made.office, plate="001 AA 11", driver="Е. Қ.", seats=2, chairs=1,
            begins=480, ends=1080, point=CENTRE, by=made.head,
        )  # fmt: skip
        riding = Riding(person, "ДКК № 1", date(2024, 1, 1), moves_with_difficulty=True)
        rider = admit_rider(riding=riding, by=made.head)
        asked = Asked(rider, TOMORROW, 600, "Үйі", CENTRE, "Емхана", CLINIC)
        order = book_ride(asked=asked, by=made.head, recorded_on=DIED)
        assert [one for one, _ in promised_on(made.office, TOMORROW)] == [order]
        assert standing_pairings(made.office, TOMORROW) == [pair]

        registry.registered(registry.death(person, declared_on=DIED, event_on=DIED))

        assert promised_on(made.office, TOMORROW) == []
        assert [one for one, _ in promised_on(made.office, TOMORROW, with_stopped=True)] == [order]
        assert standing_pairings(made.office, TOMORROW) == []
        assert stop_of(pair).code == "person-deceased"
        with pytest.raises(VisitRefused) as hour:
            made.visit(pair, TOMORROW)
        assert hour.value.code == "visit-outside-pair"
        with pytest.raises(RideRefused) as ride:
            book_ride(asked=asked, by=made.head)
        assert ride.value.code == "rider-deceased"
        with pytest.raises(RiderRefused) as again:
            admit_rider(riding=Riding(person, "ДКК № 2", TOMORROW), by=made.head)
        assert again.value.code in ("rider-there", "rider-deceased")
        with pytest.raises(SeekerRefused):
            refuse_the_dead(person, TOMORROW)
        order.case.refresh_from_db()
        assert order.case.state == "withdrawn", "the trip's case is ended at once"
        plan_day(office=made.office, day=TOMORROW, by=made.head, seconds=0.5)
        ended = RideEnd.objects.live().get(order=order)
        assert (ended.kind, ended.reason) == ("stopped", "rider-deceased")


def test_no_payment_of_the_next_run_and_what_was_paid_is_offered_back(db: None) -> None:
    payroll = make_payroll(2)
    one = payroll.people[0]
    with office_scope(payroll.office):
        allocate(payroll, 10 * AMOUNT)
        payroll.approve(payroll.prepare())
        payroll.approve_on(payroll.prepare(JUNE), date(2021, 6, 27))
        registry = Registry(payroll.office, payroll.head, payroll.accountant, one, one)
        day = date(2021, 7, 1)
        registry.registered(registry.death(one, declared_on=day, event_on=date(2021, 5, 31)))
        run = payroll.prepare(date(2021, 7, 1))
        held = run.payments.get(recipient=one)
        assert (held.state, held.hold) == ("held", "recipient-deceased")
        assert not Payment.objects.filter(recipient=one, state="planned").exists()
        (found,) = paid_after(one, date(2021, 5, 31))
        assert found.amount == AMOUNT, "June, not May in which the person lived"
        (overpaid,) = claim_overpaid(
            person=one, died=date(2021, 5, 31), day=day + timedelta(days=1), by=payroll.head
        )
        assert (overpaid.amount, overpaid.reason) == (AMOUNT, "deceased")
        assert paid_after(one, date(2021, 5, 31)) == []
