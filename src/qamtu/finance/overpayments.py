"""What was paid and was not owed: found, returned by the family, or claimed in court."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal

from django.db import IntegrityError, transaction
from django.db.models import Sum

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused, violated_constraint

from .models import (
    CourtClaim,
    MoneyEntry,
    OverpaidPart,
    Overpayment,
    OverpaymentReturn,
    Payment,
)
from .money import commit, take_back


class OverpaymentRefused(FactRefused):
    """«overpayment-reason», «overpayment-empty», «overpayment-beyond», «return-beyond»,
    «claimed-already», «nothing-left», «act-missing».
    """


@transaction.atomic
def record_overpayment(
    *, parts: Sequence[tuple[Payment, int]], reason: str, day: date, by: User, note: str = ""
) -> Overpayment:
    """Record that of these payments of one case so much was not owed, tiyn.

    Raises `OverpaymentRefused`: «overpayment-beyond» where it is more than was paid.
    """
    if reason not in Overpayment.Reason:
        raise OverpaymentRefused("overpayment-reason", reason=reason)
    if not parts or any(amount <= 0 for _, amount in parts):
        raise OverpaymentRefused("overpayment-empty")
    first, _ = parts[0]
    found = Overpayment.objects.create(
        office_id=first.office_id,
        case_id=first.case_id,
        reason=reason,
        amount=sum(amount for _, amount in parts),
        found_on=day,
        note=note.strip(),
        recorded_by=by,
    )
    try:
        with transaction.atomic():
            for payment, amount in sorted(parts, key=lambda part: part[0].pk):
                OverpaidPart.objects.create(
                    office_id=first.office_id, overpayment=found, payment=payment, amount=amount
                )
    except IntegrityError as error:
        if violated_constraint(error) in ("overpaid_within_paid", "overpaid_part_once"):
            raise OverpaymentRefused("overpayment-beyond") from error
        raise
    return found


def left_of(overpayment: Overpayment) -> int:
    """What has not come back yet, tiyn."""
    return sum(_left_by_line(overpayment).values())


def state_of(overpayment: Overpayment) -> Literal["open", "claimed", "returned"]:
    """As the facts say today."""
    if not left_of(overpayment):
        return "returned"
    return "claimed" if overpayment.claims.filter(retracted_at=None).exists() else "open"


def _left_by_line(overpayment: Overpayment) -> Counter[int]:
    parts = overpayment.parts.order_by().values_list("payment__line").annotate(Sum("amount"))
    left = Counter(dict(parts))
    came = overpayment.returns.filter(entry__retracted_at=None).order_by()
    left.subtract(dict(came.values_list("entry__line").annotate(Sum("entry__amount"))))
    return left


@transaction.atomic
def return_overpaid(
    *, overpayment: Overpayment, amount: int, day: date, by: User, act: str = ""
) -> list[MoneyEntry]:
    """Money that the family gave back. In the line's own year it may be spent again.

    Raises `OverpaymentRefused` («return-beyond»).
    """
    Overpayment.objects.select_for_update().get(pk=overpayment.pk)
    left = _left_by_line(overpayment)
    if not 0 < amount <= sum(left.values()):
        raise OverpaymentRefused("return-beyond", left=sum(left.values()), amount=amount)
    entries = []
    lines = {
        part.payment.line_id: part.payment.line
        for part in overpayment.parts.select_related("payment__line")
    }
    for key in sorted(left):
        line, part = lines[key], min(amount, left[key])
        if part and line is not None:
            entry = take_back(
                line=line, case=overpayment.case, amount=part, day=day, by=by, act=act
            )
            if day.year == line.year:
                commit(line=line, case=overpayment.case, amount=-part, day=day, by=by, act=act)
            OverpaymentReturn.objects.create(
                office_id=overpayment.office_id, overpayment=overpayment, entry=entry
            )
            entries.append(entry)
            amount -= part
    return entries


def claim_in_court(*, overpayment: Overpayment, day: date, act: str, by: User) -> CourtClaim:
    """The rest is claimed in court. Raises `OverpaymentRefused`."""
    if not act.strip():
        raise OverpaymentRefused("act-missing")
    if not left_of(overpayment):
        raise OverpaymentRefused("nothing-left")
    try:
        with transaction.atomic():
            return CourtClaim.objects.create(
                office_id=overpayment.office_id,
                overpayment=overpayment,
                occurred_on=day,
                act=act.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "one_claim_at_a_time":
            raise OverpaymentRefused("claimed-already") from error
        raise
