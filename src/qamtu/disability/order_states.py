"""Where an order stands, for whom it waits, whether it is late: computed from its steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from qamtu.accounts.models import Office
from qamtu.casework.deadlines import add_working_days
from qamtu.casework.local_law import law_on
from qamtu.finance.models import Payment
from qamtu.rules.parameters import Law

from .models import ItemOrder, OrderStep, ProgrammeItem, SupplyRequest
from .orders import FOLDER, VOID

SUPPLIER, PERSON, DEPARTMENT = "supplier", "person", "department"
ANSWER_DAYS = "supplier_answer_days"


@dataclass(frozen=True)
class Standing:
    """An order as it stands.

    `state`: «chosen», «accepted», «delivered», «confirmed», «in_act», «paid», «cancelled» or
    «declined». `waits_for`: whose act is next, or nobody's. `due`: by when, if anything says so.
    """

    order: ItemOrder
    state: str
    waits_for: str
    steps: Sequence[OrderStep]
    requests: Sequence[SupplyRequest]
    due: date | None = None
    promised_on: date | None = None

    @property
    def is_void(self) -> bool:
        return self.state in VOID

    @property
    def is_over(self) -> bool:
        """True where the supplier has nothing more to deliver, to exchange or to repair."""
        return not self.open_works and self.state not in ("chosen", "accepted", "delivered")

    @property
    def open_works(self) -> list[SupplyRequest]:
        """Repairs and exchanges that the supplier has not answered."""
        return [one for one in self.requests if one.kind != "complaint" and one.answered is None]

    def is_late(self, today: date) -> bool:
        return self.due is not None and self.due < today


def with_all(orders: QuerySet[ItemOrder]) -> QuerySet[ItemOrder]:
    """The orders with what `standings` reads."""
    return orders.select_related(
        "item__programme__person__territory", "supplier", "offer"
    ).prefetch_related("steps", "requests__answers", "act_lines")


def standings(office: Office, orders: Iterable[ItemOrder], today: date) -> list[Standing]:
    """How each stands; `orders` come from `with_all`."""
    found = list(orders)
    paid = _paid(found)
    law = law_on(office, FOLDER, today)
    return [_standing(one, paid, law) for one in found]


def standing_of(order: ItemOrder, today: date) -> Standing:
    """How one stands."""
    mine = with_all(ItemOrder.objects.filter(pk=order.pk))
    return standings(order.office, mine, today)[0]


def _paid(orders: Sequence[ItemOrder]) -> set[str]:
    purposes = [purpose_of(one.pk) for one in orders if one.guaranteed]
    cases = [one.item.programme.case_id for one in orders if one.guaranteed]
    paid = Payment.objects.filter(case__in=cases, purpose__in=purposes, state=Payment.State.PAID)
    return set(paid.values_list("purpose", flat=True)) if purposes else set()


def purpose_of(order: int) -> str:
    """What an order's payment is for: of one case, its orders are paid apart."""
    return f"item-{order}"


def _standing(order: ItemOrder, paid: set[str], law: Law) -> Standing:
    steps = [one for one in order.steps.all() if one.is_live]
    requests = [one for one in order.requests.all() if one.is_live]
    by_kind = {one.kind: one for one in steps}
    state = _state(order, by_kind, paid)
    accepted = by_kind.get(OrderStep.Kind.ACCEPTED)
    promised = accepted.promised_on if accepted else None
    waits, due = "", None
    if state == "chosen":
        waits = SUPPLIER
        due = _answer_by(order, law)
    elif state == "accepted":
        waits, due = SUPPLIER, promised
    elif state == "delivered":
        waits = PERSON
    elif state in ("confirmed", "in_act") and order.guaranteed:
        waits = DEPARTMENT
    if any(one.kind != "complaint" and one.answered is None for one in requests):
        waits = SUPPLIER
    return Standing(order, state, waits, steps, requests, due, promised)


def _state(order: ItemOrder, by_kind: dict[str, OrderStep], paid: set[str]) -> str:
    void = next((str(kind) for kind in VOID if kind in by_kind), "")
    if void:
        return void
    if purpose_of(order.pk) in paid:
        return "paid"
    if any(one.is_live for one in order.act_lines.all()):
        return "in_act"
    found = next((one for one in ("confirmed", "delivered", "accepted") if one in by_kind), "")
    return found or "chosen"


def _answer_by(order: ItemOrder, law: Law) -> date | None:
    """By when the supplier says whether they deliver; only an office can say so."""
    if not law.is_known(ANSWER_DAYS):
        return None
    return add_working_days(order.ordered_on, int(law.figure(ANSWER_DAYS).value))


def state_of(item: ProgrammeItem) -> str:
    """«open», «ordered», «delivered», «confirmed» or «refused». What was confirmed stays so."""
    if any(one.is_live for one in item.refusals.all()):
        return "refused"
    state = "open"
    for order in item.orders.all():
        if not order.is_live:
            continue
        kinds = {step.kind for step in order.steps.all() if step.is_live}
        if kinds.intersection(VOID):
            continue
        if "confirmed" in kinds:
            return "confirmed"
        state = "delivered" if "delivered" in kinds else "ordered"
    return state


def orders_in(office: Office, today: date) -> list[Standing]:
    """What of an office is not over or not paid yet: late ones first, then the oldest."""
    found = (
        ItemOrder.objects.live()
        .filter(office=office)
        .exclude(steps__in=OrderStep.objects.live().filter(office=office, kind__in=VOID))
    )
    done = OrderStep.objects.live().filter(office=office, kind="confirmed")
    settled = found.filter(guaranteed=0, steps__in=done).exclude(
        requests__in=SupplyRequest.objects.live().filter(office=office, answers=None)
    )
    those = standings(office, with_all(found.exclude(pk__in=settled.values("pk"))), today)
    waiting = [one for one in those if one.waits_for]
    return sorted(
        waiting, key=lambda one: (not one.is_late(today), one.order.ordered_on, one.order.pk)
    )
