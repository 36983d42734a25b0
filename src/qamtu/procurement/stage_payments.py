"""Paying a contract: by stage, only against an accepted act, never beyond it."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.measures import Measure
from qamtu.finance.models import MoneyEntry
from qamtu.finance.money import pay
from qamtu.ledger.models import FactRefused

from .contracts import hold
from .models import AcceptanceAct, StagePayment
from .standing import standing_of


class StagePaymentRefused(FactRefused):
    """«act-not-accepted», «act-overpaid», «payment-before-act», «payment-sum»."""


@transaction.atomic
def pay_act(
    *,
    act: AcceptanceAct,
    measure: Measure,
    day: date,
    by: User,
    amount: int | None = None,
    order: str = "",
) -> MoneyEntry:
    """Pay an accepted act, whole or in part (`amount`, tiyn), by a payment order.

    Raises `StagePaymentRefused`, `ContractRefused`, or what the line and the case refuse.
    """
    contract = act.stage.contract
    hold(contract, day)
    standing = next(
        (
            one
            for stage in standing_of(contract).stages
            for one in stage.acts
            if one.act.pk == act.pk
        ),
        None,
    )
    if standing is None or not standing.is_accepted or standing.decision is None:
        raise StagePaymentRefused("act-not-accepted", act=str(act))
    if day < standing.decision.decided_on:
        raise StagePaymentRefused("payment-before-act", day=standing.decision.decided_on)
    paid = standing.unpaid if amount is None else amount
    if paid > standing.unpaid or standing.unpaid == 0:
        raise StagePaymentRefused("act-overpaid", left=standing.unpaid)
    if paid <= 0:
        raise StagePaymentRefused("payment-sum")
    entry = pay(
        line=act.stage.line,
        case=contract.case,
        measure=measure,
        amount=paid,
        day=day,
        by=by,
        act=order.strip() or f"{contract}, {act}",
    )
    StagePayment.objects.create(office_id=contract.office_id, act=act, entry=entry)
    return entry
