"""Programmes of rehabilitation: from the need to an item that the person confirms to have.

A programme is *fulfilled* when each of its items was delivered and confirmed by the person, or
refused by them, and at least one was confirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import record_event
from qamtu.casework.enrolment import CaseEntry, Step, entries_of, record_cases
from qamtu.casework.local_law import law_on
from qamtu.finance.runs import Due, Payable
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.exact import whole
from qamtu.rules.parameters import Law
from qamtu.rules.programme import day_number, day_of, months_after
from qamtu.rules.rehabilitation.classifier import CLASSIFIER

from .models import ItemOrder, ItemRefusal, OrderStep, Programme, ProgrammeItem
from .rehabilitation import MEASURE

FOLDER = "rehabilitation"


class ProgrammeRefused(FactRefused):
    """«programme-number», «programme-empty», «programme-item», «programme-not-disabled»,
    «programme-order», «item-settled», «item-ordered», «item-too-early», «item-no-sum»,
    «order-not-delivered», «order-step-there», «order-step-order», «order-cancelled»,
    «programme-open-items», «programme-nothing-confirmed», «reason-missing».
    """


@dataclass(frozen=True)
class Prescribed:
    """A programme of a person: items are (code of the classifier, how many)."""

    person: Person
    number: str
    drawn_on: date
    items: Sequence[tuple[str, int]]
    valid_to: date | None = None
    registered_on: date | None = None


def prescribe(*, prescribed: Prescribed, by: User) -> Programme:
    """One programme; see `prescribe_all`."""
    return prescribe_all(office=prescribed.person.office, prescribed=[prescribed], by=by)[0]


@transaction.atomic
def prescribe_all(*, office: Office, prescribed: Sequence[Prescribed], by: User) -> list[Programme]:
    """Register programmes with their cases. All or none. Raises `ProgrammeRefused`, `ActRefused`.

    Who stands on the register of disability on the day may have one.
    """
    standing: dict[int, list[StatusPeriod]] = {}
    for period in StatusPeriod.objects.live().filter(
        person__in=[one.person for one in prescribed], kind="disability"
    ):
        standing.setdefault(period.person_id, []).append(period)
    entries = []
    for one in prescribed:
        day = one.registered_on or one.drawn_on
        if not one.number.strip():
            raise ProgrammeRefused("programme-number")
        if not one.items:
            raise ProgrammeRefused("programme-empty")
        if any(code not in CLASSIFIER or count < 1 for code, count in one.items):
            raise ProgrammeRefused("programme-item")
        if one.valid_to is not None and one.valid_to < one.drawn_on:
            raise ProgrammeRefused("programme-order")
        if not any(
            period.valid_from <= day and (period.valid_to is None or period.valid_to >= day)
            for period in standing.get(one.person.pk, ())
        ):
            raise ProgrammeRefused("programme-not-disabled", person=one.person.full_name)
        entry = CaseEntry(
            opened_on=day, subject_id=one.person.pk, territory_id=one.person.territory_id
        )
        entry.follow(MEASURE, [Step("open", day)])
        entries.append(entry)
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    made = Programme.objects.bulk_create(
        Programme(
            office=office,
            case_id=entry.pk or 0,
            person=one.person,
            number=one.number.strip(),
            drawn_on=one.drawn_on,
            valid_to=one.valid_to,
            recorded_by=by,
        )
        for one, entry in zip(prescribed, entries, strict=True)
    )
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(office=office, programme=programme, code=code, quantity=count, recorded_by=by)
        for one, programme in zip(prescribed, made, strict=True)
        for code, count in one.items
    )
    return made


@dataclass(frozen=True)
class Ordered:
    """An item ordered of a supplier whom the person chose, at a price (tiyn, of the whole item)."""

    item: ProgrammeItem
    supplier: Organization
    day: date
    price: int = 0
    early_reason: str = ""


def order_item(*, ordered: Ordered, by: User) -> ItemOrder:
    """One order; see `order_all`."""
    return order_all(orders=[ordered], by=by)[0]


@transaction.atomic
def order_all(*, orders: Sequence[Ordered], by: User) -> list[ItemOrder]:
    """Order items. All or none; the first order of a programme approves its case.

    The state pays up to the guaranteed sum of the day, the person the rest. An item that replaces
    one before its term needs a reason. Raises `ProgrammeRefused`, `ActRefused`.
    """
    items = {one.item.pk: one.item for one in orders}
    list(ProgrammeItem.objects.select_for_update().filter(pk__in=items).order_by("pk"))
    settled = _settled(items)
    laws: dict[date, Law] = {}
    made = []
    for one in orders:
        if settled.get(one.item.pk):
            raise ProgrammeRefused(settled[one.item.pk])
        settled[one.item.pk] = "item-ordered"
        if one.day not in laws:
            laws[one.day] = law_on(one.item.office, FOLDER, one.day)
        law = laws[one.day]
        again = _due_again(one.item, law) if CLASSIFIER[one.item.code].is_thing else None
        if again is not None and one.day < again and not one.early_reason.strip():
            raise ProgrammeRefused("item-too-early", day=again)
        guaranteed = 0
        if one.price:
            if not law.is_known(f"guaranteed_{one.item.code}"):
                raise ProgrammeRefused("item-no-sum", item=CLASSIFIER[one.item.code].names)
            most = whole(law.figure(f"guaranteed_{one.item.code}").value) * one.item.quantity
            guaranteed = min(one.price, most)
        made.append(
            ItemOrder(
                office_id=one.item.office_id,
                item=one.item,
                supplier=one.supplier,
                ordered_on=one.day,
                price=one.price,
                guaranteed=guaranteed,
                early_reason=one.early_reason.strip(),
                recorded_by=by,
            )
        )
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
    return ItemOrder.objects.bulk_create(made)


def _settled(items: dict[int, ProgrammeItem]) -> dict[int, str]:
    """Items that have an order standing, or were refused: what to say of each."""
    found = dict.fromkeys(
        ItemRefusal.objects.live().filter(item__in=items).values_list("item_id", flat=True),
        "item-settled",
    )
    cancelled = OrderStep.objects.live().filter(kind="cancelled", order__item__in=items)
    standing = ItemOrder.objects.live().filter(item__in=items)
    for key in standing.exclude(pk__in=cancelled.values("order")).values_list("item_id", flat=True):
        found[key] = "item-ordered"
    return found


def _due_again(item: ProgrammeItem, law: Law) -> date | None:
    """The first day on which a thing of this kind may be given to the person again."""
    code = f"replacement_{item.code}"
    if not law.is_known(code):
        return None
    last = (
        OrderStep.objects.live()
        .filter(
            kind="confirmed",
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


def step_of_order(*, order: ItemOrder, kind: str, day: date, by: User, note: str = "") -> OrderStep:
    """One step; see `step_orders`."""
    return step_orders(steps=[(order, kind, day, note)], by=by)[0]


@transaction.atomic
def step_orders(*, steps: Sequence[tuple[ItemOrder, str, date, str]], by: User) -> list[OrderStep]:
    """Steps of orders: delivered, then confirmed by the person; cancelled; repaired.

    Raises `ProgrammeRefused`.
    """
    orders = {order.pk: order for order, *_ in steps}
    list(ItemOrder.objects.select_for_update().filter(pk__in=orders).order_by("pk"))
    done: dict[int, dict[str, date]] = {key: {} for key in orders}
    for one in OrderStep.objects.live().filter(order__in=orders):
        done[one.order_id][one.kind] = one.occurred_on
    for order, kind, day, note in steps:
        mine = done[order.pk]
        if "cancelled" in mine:
            raise ProgrammeRefused("order-cancelled")
        if day < max([order.ordered_on, *mine.values()]):
            raise ProgrammeRefused("order-step-order")
        if kind in mine and kind != OrderStep.Kind.REPAIRED:
            raise ProgrammeRefused("order-step-there")
        if kind == OrderStep.Kind.CONFIRMED and "delivered" not in mine:
            raise ProgrammeRefused("order-not-delivered")
        if kind == OrderStep.Kind.REPAIRED and "confirmed" not in mine:
            raise ProgrammeRefused("order-not-delivered")
        if kind == OrderStep.Kind.CANCELLED and "confirmed" in mine:
            raise ProgrammeRefused("order-step-there")
        if kind in (OrderStep.Kind.CANCELLED, OrderStep.Kind.REPAIRED) and not note.strip():
            raise ProgrammeRefused("reason-missing")
        mine[kind] = day
    return OrderStep.objects.bulk_create(
        OrderStep(
            office_id=order.office_id,
            order=order,
            kind=kind,
            occurred_on=day,
            note=note.strip(),
            recorded_by=by,
        )
        for order, kind, day, note in steps
    )


@transaction.atomic
def refuse_item(*, item: ProgrammeItem, day: date, reason: str, by: User) -> ItemRefusal:
    """The person does not want the item. Raises `ProgrammeRefused`."""
    ProgrammeItem.objects.select_for_update().get(pk=item.pk)
    if not reason.strip():
        raise ProgrammeRefused("reason-missing")
    settled = _settled({item.pk: item}).get(item.pk)
    if settled:
        raise ProgrammeRefused(settled)
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
            raise ProgrammeRefused("item-settled") from error
        raise


def state_of(item: ProgrammeItem) -> str:
    """«open», «ordered», «delivered», «confirmed» or «refused»."""
    if any(one.is_live for one in item.refusals.all()):
        return "refused"
    state = "open"
    for order in item.orders.all():
        if not order.is_live:
            continue
        kinds = {step.kind for step in order.steps.all() if step.is_live}
        if "cancelled" in kinds:
            continue
        state = next((one for one in ("confirmed", "delivered") if one in kinds), "ordered")
    return state


@transaction.atomic
def fulfil_all(*, fulfilled: Sequence[tuple[Programme, date]], by: User) -> None:
    """Programmes whose items are all confirmed or refused. All or none.

    Raises `ProgrammeRefused`, `ActRefused`.
    """
    keys = [programme.pk for programme, _ in fulfilled]
    items: dict[int, list[str]] = {}
    for item in (
        ProgrammeItem.objects.live()
        .filter(programme__in=keys)
        .prefetch_related("refusals", "orders__steps")
    ):
        items.setdefault(item.programme_id, []).append(state_of(item))
    entries = entries_of([programme.case_id for programme, _ in fulfilled])
    for programme, day in fulfilled:
        states = items.get(programme.pk, [])
        waiting = sum(state not in ("confirmed", "refused") for state in states)
        if waiting:
            raise ProgrammeRefused("programme-open-items", count=waiting)
        if "confirmed" not in states:
            raise ProgrammeRefused("programme-nothing-confirmed")
        entries[programme.case_id].follow(MEASURE, [Step("carry_out", day)])
    record_cases(
        office=fulfilled[0][0].office, measure=MEASURE, cases=list(entries.values()), by=by
    )


def fulfil(*, programme: Programme, day: date, by: User) -> None:
    """One programme; see `fulfil_all`."""
    fulfil_all(fulfilled=[(programme, day)], by=by)


@transaction.atomic
def end_programme(*, programme: Programme, day: date, reason: str, by: User) -> None:
    """A programme that ends unfulfilled: withdrawn with its reason. Raises `ActRefused`."""
    record_event(
        case=programme.case,
        measure=MEASURE,
        transition="withdraw",
        day=day,
        reason=reason,
        by=by,
    )


def items_due(office: Office, month: date) -> list[Due]:
    """What the state owes to suppliers for items confirmed in the year, up to the month."""
    month = month.replace(day=1)
    confirmed = (
        OrderStep.objects.live()
        .filter(
            office=office,
            kind="confirmed",
            order__retracted_at=None,
            order__guaranteed__gt=0,
            occurred_on__gte=date(month.year, 1, 1),
        )
        .select_related("order__item__programme")
    )
    return [
        Due(
            case_id=one.order.item.programme.case_id,
            recipient_id=0,
            due_for=one.occurred_on.replace(day=1),
            amount=one.order.guaranteed,
            members=[(one.order.item.programme.person_id, "recipient")],
            purpose=f"item-{one.order_id}",
            organization_id=one.order.supplier_id,
        )
        for one in confirmed
        if one.occurred_on.replace(day=1) <= month
    ]


PAYABLE = Payable(MEASURE, items_due)
