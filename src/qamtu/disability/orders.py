"""Orders of items: chosen of the catalogue or bought otherwise, delivered, confirmed.

Of an item one order stands at a time. Whoever orders holds the item's row, and the offer's: of a
person on the phone and a clerk at the counter, the second is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import User
from qamtu.casework.enrolment import Step, entries_of, record_cases
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Case
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization
from qamtu.people.models import StatusPeriod
from qamtu.rules.exact import whole
from qamtu.rules.parameters import Law
from qamtu.rules.programme import day_number, day_of, months_after
from qamtu.rules.rehabilitation.classifier import CLASSIFIER

from .catalogue import price_on, stands_on
from .models import ItemOrder, ItemRefusal, Offer, OrderStep, ProgrammeItem, SupplyRequest
from .rehabilitation import MEASURE

FOLDER = "rehabilitation"
LINK, DESK = "link", "desk"
VOID = (OrderStep.Kind.CANCELLED, OrderStep.Kind.DECLINED)
ORDERABLE = ("registered", "checked", "approved", "carried_out")
GONE = ("deceased", "moved_away")


class OrderRefused(FactRefused):
    """«item-settled», «item-ordered», «item-given», «item-too-early», «item-no-sum», «early-act»,
    «programme-over», «programme-closed», «person-gone», «person-not-disabled», «offer-ended»,
    «offer-other-item», «offer-price-changed», «order-not-accepted», «order-not-delivered»,
    «order-step-there», «order-step-order», «order-cancelled», «order-declined», «order-promise»,
    «order-paper», «order-delivered», «order-accepted», «request-open», «reason-missing».
    """


@dataclass(frozen=True)
class Ordered:
    """An item ordered of a supplier, at a price (tiyn, of the whole item) or at an offer's.

    `seen`: the price of a unit that was seen by who chose; where the offer's is another by now,
    they are asked again. `early_reason`, `early_act`: why before its term, by which act.
    """

    item: ProgrammeItem
    supplier: Organization
    day: date
    price: int = 0
    early_reason: str = ""
    early_act: str = ""
    offer: Offer | None = None
    seen: int = 0
    deliver_to: str = ""
    phone: str = ""
    way: str = DESK


@dataclass(frozen=True)
class Stepped:
    """A step of an order; `promised_on` with «accepted», `paper` with «delivered»."""

    order: ItemOrder
    kind: str
    day: date
    note: str = ""
    paper: str = ""
    promised_on: date | None = None
    way: str = DESK


def order_item(*, ordered: Ordered, by: User) -> ItemOrder:
    """One order; see `order_all`."""
    return order_all(orders=[ordered], by=by)[0]


@transaction.atomic
def order_all(*, orders: Sequence[Ordered], by: User) -> list[ItemOrder]:
    """Order items. All or none; the first order of a programme approves its case.

    The state pays up to the guaranteed sum of the day, the person the rest. An item that replaces
    one before its term needs a reason and an act. Raises `OrderRefused`, `ActRefused`.
    """
    items = {one.item.pk: one.item for one in orders}
    list(ProgrammeItem.objects.select_for_update().filter(pk__in=items).order_by("pk"))
    offers = _held_offers(orders)
    standing = _standing(items)
    _refuse_who_is_gone(orders)
    laws: dict[date, Law] = {}
    made = []
    for one in orders:
        reason = standing.get(one.item.pk, "")
        if reason and reason != "item-given":
            raise OrderRefused(reason)
        standing[one.item.pk] = "item-ordered"
        if one.day not in laws:
            laws[one.day] = law_on(one.item.office, FOLDER, one.day)
        _refuse_too_early(one, laws[one.day], is_given=bool(reason))
        price = one.price
        if one.offer is not None:
            price = _price_of_choice(one, offers[one.offer.pk])
        made.append(
            ItemOrder(
                office_id=one.item.office_id,
                item=one.item,
                supplier=one.supplier,
                offer=one.offer,
                ordered_on=one.day,
                price=price,
                guaranteed=guaranteed_of(one.item, price, laws[one.day]),
                early_reason=one.early_reason.strip(),
                early_act=one.early_act.strip(),
                deliver_to=one.deliver_to.strip(),
                phone=one.phone,
                way=one.way,
                recorded_by=by,
            )
        )
    _approve_cases(orders, by)
    try:
        with transaction.atomic():
            return ItemOrder.objects.bulk_create(made)
    except IntegrityError as error:
        if violated_constraint(error) == "order_standing_once":
            raise OrderRefused("item-ordered") from error
        raise


def _held_offers(orders: Sequence[Ordered]) -> Mapping[int, Offer]:
    keys = {one.offer.pk for one in orders if one.offer is not None}
    if not keys:
        return {}
    list(Offer.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    return Offer.objects.prefetch_related("prices", "ends").in_bulk(keys)


def _price_of_choice(one: Ordered, offer: Offer) -> int:
    if offer.code != one.item.code or offer.supplier_id != one.supplier.pk:
        raise OrderRefused("offer-other-item")
    if not stands_on(offer, one.day):
        raise OrderRefused("offer-ended")
    unit = price_on(offer, one.day)
    if one.seen and one.seen != unit:
        raise OrderRefused("offer-price-changed", amount=unit)
    return unit * one.item.quantity


def guaranteed_of(item: ProgrammeItem, price: int, law: Law) -> int:
    """What the state pays of a price at most, tiyn. Raises `OrderRefused` where no sum is known."""
    if not price:
        return 0
    if not law.is_known(f"guaranteed_{item.code}"):
        raise OrderRefused("item-no-sum", item=CLASSIFIER[item.code].names)
    return min(price, whole(law.figure(f"guaranteed_{item.code}").value) * item.quantity)


def _standing(items: Mapping[int, ProgrammeItem]) -> dict[int, str]:
    """Items that were refused, have an order standing, or were given: what to say of each."""
    found = dict.fromkeys(
        ItemRefusal.objects.live().filter(item__in=items).values_list("item_id", flat=True),
        "item-settled",
    )
    for order in ItemOrder.objects.live().filter(item__in=items).prefetch_related("steps"):
        kinds = {step.kind for step in order.steps.all() if step.is_live}
        if kinds.intersection(VOID):
            continue
        if OrderStep.Kind.CONFIRMED not in kinds:
            found[order.item_id] = "item-ordered"
        else:
            found.setdefault(order.item_id, "item-given")
    return found


def _refuse_who_is_gone(orders: Sequence[Ordered]) -> None:
    """A death, an expired term and a closed case stop orders: all are asked of the registers."""
    people = {one.item.programme.person_id for one in orders}
    periods: dict[int, list[StatusPeriod]] = {}
    for status in StatusPeriod.objects.live().filter(
        person__in=people, kind__in=("disability", *GONE)
    ):
        periods.setdefault(status.person_id, []).append(status)
    cases = {one.item.programme.case_id for one in orders}
    states = dict(Case.objects.filter(pk__in=cases).values_list("pk", "state"))
    for one in orders:
        programme = one.item.programme
        if states[programme.case_id] not in ORDERABLE:
            raise OrderRefused("programme-closed")
        if programme.valid_to is not None and programme.valid_to < one.day:
            raise OrderRefused("programme-over", day=programme.valid_to)
        theirs = periods.get(programme.person_id, ())
        if any(status.kind in GONE and status.valid_from <= one.day for status in theirs):
            raise OrderRefused("person-gone")
        if not any(
            status.kind == "disability"
            and status.valid_from <= one.day
            and (status.valid_to is None or status.valid_to >= one.day)
            for status in theirs
        ):
            raise OrderRefused("person-not-disabled", day=one.day)


def _refuse_too_early(one: Ordered, law: Law, *, is_given: bool) -> None:
    """`is_given`: the person has this very item already."""
    is_thing = CLASSIFIER[one.item.code].is_thing
    if is_given and not is_thing:
        raise OrderRefused("item-given")
    again = due_again(one.item, law) if is_thing else None
    if one.early_reason.strip():
        if not one.early_act.strip():
            raise OrderRefused("early-act")
        return
    if again is not None and one.day < again:
        raise OrderRefused("item-too-early", day=again)
    if is_given and again is None:
        raise OrderRefused("item-given")


def due_again(item: ProgrammeItem, law: Law) -> date | None:
    """The first day on which a thing of this kind may be given to the person again."""
    code = f"replacement_{item.code}"
    if not law.is_known(code):
        return None
    last = (
        OrderStep.objects.live()
        .filter(
            kind="confirmed",
            order__retracted_at=None,
            order__item__code=item.code,
            order__item__programme__person=item.programme.person_id,
        )
        .order_by("-occurred_on")
        .first()
    )
    if last is None:
        return None
    months = int(law.figure(code).value)
    return day_of(months_after(day_number(last.occurred_on), months))


def _approve_cases(orders: Sequence[Ordered], by: User) -> None:
    first: dict[int, date] = {}
    for one in orders:
        case = one.item.programme.case_id
        first[case] = min(one.day, first.get(case, one.day))
    entries = entries_of(list(first))
    for case, entry in entries.items():
        if entry.state == "registered":
            entry.follow(MEASURE, [Step("check", first[case]), Step("approve", first[case])])
        elif entry.state == "checked":
            entry.follow(MEASURE, [Step("approve", first[case])])
    record_cases(office=orders[0].item.office, measure=MEASURE, cases=list(entries.values()), by=by)


def step_of_order(*, stepped: Stepped, by: User) -> OrderStep:
    """One step; see `step_orders`."""
    return step_orders(steps=[stepped], by=by)[0]


@transaction.atomic
def step_orders(*, steps: Sequence[Stepped], by: User) -> list[OrderStep]:
    """Steps of orders, in the order of `OrderStep.Kind`. Raises `OrderRefused`.

    What was chosen of the catalogue is accepted by its supplier before it is delivered.
    """
    orders = {one.order.pk: one.order for one in steps}
    list(ItemOrder.objects.select_for_update().filter(pk__in=orders).order_by("pk"))
    done: dict[int, dict[str, date]] = {key: {} for key in orders}
    for step in OrderStep.objects.live().filter(order__in=orders):
        done[step.order_id][step.kind] = step.occurred_on
    exchanged = _waiting_exchanges(orders)
    for one in steps:
        mine = done[one.order.pk]
        _refuse_out_of_order(one, mine)
        if one.kind == OrderStep.Kind.CONFIRMED and one.order.pk in exchanged:
            raise OrderRefused("request-open")
        mine[one.kind] = one.day
    try:
        with transaction.atomic():
            return OrderStep.objects.bulk_create(
                OrderStep(
                    office_id=one.order.office_id,
                    order=one.order,
                    kind=one.kind,
                    occurred_on=one.day,
                    note=one.note.strip(),
                    paper=one.paper.strip(),
                    promised_on=one.promised_on,
                    way=one.way,
                    recorded_by=by,
                )
                for one in steps
            )
    except IntegrityError as error:
        if violated_constraint(error) == "order_step_once":
            raise OrderRefused("order-step-there") from error
        raise


def _waiting_exchanges(orders: Mapping[int, ItemOrder]) -> set[int]:
    asked = SupplyRequest.objects.live().filter(order__in=orders, kind="exchange")
    return {one.order_id or 0 for one in asked.prefetch_related("answers") if one.answered is None}


def _refuse_out_of_order(one: Stepped, mine: Mapping[str, date]) -> None:
    kinds = OrderStep.Kind
    if kinds.CANCELLED in mine:
        raise OrderRefused("order-cancelled")
    if kinds.DECLINED in mine:
        raise OrderRefused("order-declined")
    if one.day < max([one.order.ordered_on, *mine.values()]):
        raise OrderRefused("order-step-order")
    if one.kind in mine and one.kind != kinds.REPAIRED:
        raise OrderRefused("order-step-there")
    if one.kind in (kinds.CONFIRMED, kinds.REPAIRED):
        needed = kinds.DELIVERED if one.kind == kinds.CONFIRMED else kinds.CONFIRMED
        if needed not in mine:
            raise OrderRefused("order-not-delivered")
    if one.kind in (kinds.ACCEPTED, kinds.DECLINED) and kinds.DELIVERED in mine:
        raise OrderRefused("order-delivered")
    if one.kind == kinds.ACCEPTED and (one.promised_on is None or one.promised_on < one.day):
        raise OrderRefused("order-promise")
    if one.kind == kinds.DELIVERED and one.order.offer_id is not None:
        if kinds.ACCEPTED not in mine:
            raise OrderRefused("order-not-accepted")
        if not one.paper.strip():
            raise OrderRefused("order-paper")
    if one.kind == kinds.CANCELLED and kinds.CONFIRMED in mine:
        raise OrderRefused("order-step-there")
    needs_reason = (kinds.CANCELLED, kinds.DECLINED, kinds.REPAIRED)
    if one.kind in needs_reason and not one.note.strip():
        raise OrderRefused("reason-missing")


@transaction.atomic
def take_back(*, order: ItemOrder, day: date, reason: str, way: str, by: User) -> OrderStep:
    """The person takes a choice back before the supplier has accepted it. Raises `OrderRefused`."""
    ItemOrder.objects.select_for_update().get(pk=order.pk)
    if order.steps.filter(retracted_at=None, kind=OrderStep.Kind.ACCEPTED).exists():
        raise OrderRefused("order-accepted")
    return step_of_order(
        stepped=Stepped(order, OrderStep.Kind.CANCELLED, day, note=reason, way=way), by=by
    )


@transaction.atomic
def refuse_item(*, item: ProgrammeItem, day: date, reason: str, by: User) -> ItemRefusal:
    """The person does not want the item. Raises `OrderRefused`."""
    ProgrammeItem.objects.select_for_update().get(pk=item.pk)
    if not reason.strip():
        raise OrderRefused("reason-missing")
    standing = _standing({item.pk: item}).get(item.pk)
    if standing:
        raise OrderRefused(standing)
    try:
        with transaction.atomic():
            return ItemRefusal.objects.create(
                office_id=item.office_id,
                item=item,
                occurred_on=day,
                reason=reason.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "item_refused_once":
            raise OrderRefused("item-settled") from error
        raise
