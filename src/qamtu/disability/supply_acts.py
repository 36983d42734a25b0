"""Acts of supply: confirmed orders of one supplier and month, and what is due for them.

What was confirmed is not due before it stands in an act; an order stands in one act, and its
payment is one by `payment_once`.
"""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.documents.numbering import next_number
from qamtu.finance.models import Payment
from qamtu.finance.runs import Due, Payable
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization
from qamtu.rules.quarters import next_month

from .models import ItemOrder, OrderStep, SupplyAct, SupplyActLine
from .order_states import purpose_of
from .rehabilitation import MEASURE

SERIES = "supply-act"


class ActOfSupplyRefused(FactRefused):
    """«supply-act-empty», «supply-act-early», «supply-act-paid», «order-in-act»."""


def confirmed_without_act(office: Office, supplier: Organization | None = None) -> list[OrderStep]:
    """Confirmations of orders for which the state pays, that stand in no act yet."""
    in_acts = SupplyActLine.objects.live().filter(office=office)
    found = (
        OrderStep.objects.live()
        .filter(
            office=office,
            kind=OrderStep.Kind.CONFIRMED,
            order__retracted_at=None,
            order__guaranteed__gt=0,
        )
        .exclude(order__in=in_acts.values("order"))
    )
    if supplier is not None:
        found = found.filter(order__supplier=supplier)
    return list(found.select_related("order__supplier").order_by("occurred_on", "pk"))


@transaction.atomic
def draw_act(
    *, supplier: Organization, month: date, day: date, by: User, office: Office | None = None
) -> SupplyAct:
    """The act of a supplier's orders that were confirmed in a month, up to the day.

    The orders are held. What is confirmed later in the month goes into a further act. Raises
    `ActOfSupplyRefused`.
    """
    office = office or supplier.office
    month = month.replace(day=1)
    if day < month:
        raise ActOfSupplyRefused("supply-act-early", month=month)
    until = min(day, next_month(month))
    keys = [
        one.order_id
        for one in confirmed_without_act(office, supplier)
        if month <= one.occurred_on <= until and one.occurred_on < next_month(month)
    ]
    orders = list(ItemOrder.objects.live().select_for_update().filter(pk__in=keys).order_by("pk"))
    if not orders:
        raise ActOfSupplyRefused("supply-act-empty", month=month)
    act = SupplyAct.objects.create(
        office=office,
        supplier=supplier,
        month=month,
        number=next_number(office=office, series=SERIES, year=day.year),
        year=day.year,
        drawn_on=day,
        price=sum(one.price for one in orders),
        guaranteed=sum(one.guaranteed for one in orders),
        recorded_by=by,
    )
    try:
        with transaction.atomic():
            SupplyActLine.objects.bulk_create(
                SupplyActLine(office=office, act=act, order=one, recorded_by=by) for one in orders
            )
    except IntegrityError as error:
        if violated_constraint(error) == "order_in_one_act":
            raise ActOfSupplyRefused("order-in-act") from error
        raise
    return act


@transaction.atomic
def retract_act(*, act: SupplyAct, reason: str, by: User) -> None:
    """Take an act back while nothing of it is in a run. Raises `ActOfSupplyRefused`."""
    act = SupplyAct.objects.select_for_update().get(pk=act.pk)
    lines = list(act.lines.filter(retracted_at=None).select_related("order__item__programme"))
    taken = Payment.objects.filter(
        case__in=[one.order.item.programme.case_id for one in lines],
        purpose__in=[purpose_of(one.order_id) for one in lines],
        state__in=(Payment.State.PLANNED, Payment.State.PAID),
    )
    if taken.exists():
        raise ActOfSupplyRefused("supply-act-paid")
    act.retract(reason=reason, by=by)
    for one in lines:
        one.retract(reason=reason, by=by)


def lines_of(act: SupplyAct) -> Sequence[SupplyActLine]:
    """The orders of an act, with what its paper says of them."""
    return list(
        act.lines.filter(retracted_at=act.retracted_at)
        .select_related("order__item__programme__person", "order__offer")
        .prefetch_related("order__steps")
    )


def items_due(office: Office, month: date) -> list[Due]:
    """What the acts of the year's months, up to the month, owe to suppliers."""
    month = month.replace(day=1)
    lines = (
        SupplyActLine.objects.live()
        .filter(
            office=office,
            act__retracted_at=None,
            act__month__gte=date(month.year, 1, 1),
            act__month__lte=month,
        )
        .select_related("act", "order__item__programme")
    )
    return [
        Due(
            case_id=one.order.item.programme.case_id,
            recipient_id=0,
            due_for=one.act.month,
            amount=one.order.guaranteed,
            members=[(one.order.item.programme.person_id, "recipient")],
            purpose=purpose_of(one.order_id),
            organization_id=one.order.supplier_id,
        )
        for one in lines
    ]


PAYABLE = Payable(MEASURE, items_due)
