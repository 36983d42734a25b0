"""Penalties for lateness, by the rate and the cap that the contract itself sets."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.db.models import Sum

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused
from qamtu.rules.exact import whole

from .contracts import hold
from .models import ContractStage, Penalty, PenaltyStep
from .standing import StageStanding, stage_of, standing_of

MILLION = 1_000_000


class PenaltyRefused(FactRefused):
    """«penalty-no-terms», «penalty-not-late», «penalty-charged», «penalty-paper»,
    «penalty-acts-wait», «penalty-settled», «penalty-step-sum», «penalty-step-before».
    """


@dataclass(frozen=True)
class Lateness:
    """Days of a stage past its term. Tiyn.

    `base`: what was late on the first of them; `sum_days`: what was late on each, added up.
    """

    late_from: date
    late_to: date
    days: int
    base: int
    sum_days: int


def penalty_of(*, late: Lateness, rate: int, cap: int) -> int:
    """What lateness costs: the rate of each day on what was late, at most the cap of it. Tiyn.

    Exact; brought to whole tiyn, a half up.

    >>> ten = Lateness(date(2021, 6, 1), date(2021, 6, 10), 10, 100_000_00, 10 * 100_000_00)
    >>> penalty_of(late=ten, rate=1000, cap=30_000)  # 0.1 % a day, at most 3 %
    100000
    """
    due = min(Fraction(rate * late.sum_days, MILLION), Fraction(cap * late.base, MILLION))
    return whole(due)


def lateness_of(stage: StageStanding, day: date) -> Lateness | None:
    """How late a stage is on a day; what was accepted in parts was late in parts.

    The day of a delivery is a late one still.
    """
    base = stage.undelivered_on(stage.due_on)
    if base <= 0 or day <= stage.due_on:
        return None
    first = stage.due_on.toordinal() + 1
    deliveries = sorted(
        one.act.delivered_on
        for one in stage.acts
        if one.is_accepted and stage.due_on < one.act.delivered_on <= day
    )
    sum_days, late, last = 0, base, first - 1
    for delivered in deliveries:
        sum_days += late * (delivered.toordinal() - last)
        late, last = stage.undelivered_on(delivered), delivered.toordinal()
        if late <= 0:
            break
    if late > 0:
        sum_days += late * (day.toordinal() - last)
        last = day.toordinal()
    return Lateness(
        date.fromordinal(first), date.fromordinal(last), last - first + 1, base, sum_days
    )


@transaction.atomic
def charge_penalty(*, stage: ContractStage, day: date, paper: str, by: User) -> Penalty:
    """Charge the lateness of a stage up to a day, by a claim; days charged before are left out.

    Raises `PenaltyRefused`, `ContractRefused`.
    """
    contract = stage.contract
    hold(contract, day)
    if not contract.late_rate:
        raise PenaltyRefused("penalty-no-terms")
    if not paper.strip():
        raise PenaltyRefused("penalty-paper")
    standing = stage_of(standing_of(contract), stage.pk)
    if standing is not None and any(one.decision is None for one in standing.acts):
        raise PenaltyRefused("penalty-acts-wait")
    late = lateness_of(standing, day) if standing is not None else None
    if late is None:
        raise PenaltyRefused("penalty-not-late")
    charged = stage.penalties.filter(retracted_at=None).aggregate(
        days=Sum("days"), amount=Sum("amount")
    )
    before, taken = charged["days"] or 0, charged["amount"] or 0
    days = late.days - before
    owed = penalty_of(late=late, rate=contract.late_rate, cap=contract.late_cap)
    if days <= 0 or owed <= taken:
        raise PenaltyRefused("penalty-charged")
    return Penalty.objects.create(
        office_id=contract.office_id,
        stage=stage,
        late_from=date.fromordinal(late.late_from.toordinal() + before),
        late_to=late.late_to,
        days=days,
        base=late.base,
        rate=contract.late_rate,
        cap=contract.late_cap,
        amount=owed - taken,
        charged_on=day,
        paper=paper.strip(),
        recorded_by=by,
    )


@transaction.atomic
def settle_penalty(
    *, penalty: Penalty, kind: str, day: date, paper: str, by: User, amount: int = 0
) -> PenaltyStep:
    """What became of a penalty: so much paid, waived, or the rest claimed in court. Tiyn.

    Raises `PenaltyRefused`.
    """
    penalty.stage.contract.case.lock()
    if not paper.strip():
        raise PenaltyRefused("penalty-paper")
    if day < penalty.charged_on:
        raise PenaltyRefused("penalty-step-before", day=penalty.charged_on)
    left = left_of(penalty)
    if left <= 0:
        raise PenaltyRefused("penalty-settled")
    if kind != PenaltyStep.Kind.COURT and not 0 < amount <= left:
        raise PenaltyRefused("penalty-step-sum", left=left)
    return PenaltyStep.objects.create(
        office_id=penalty.office_id,
        penalty=penalty,
        kind=kind,
        amount=0 if kind == PenaltyStep.Kind.COURT else amount,
        occurred_on=day,
        paper=paper.strip(),
        recorded_by=by,
    )


def left_of(penalty: Penalty) -> int:
    """What of a penalty is neither paid nor waived, tiyn; its steps may be prefetched."""
    return penalty.amount - sum(one.amount for one in penalty.steps.all() if one.is_live)
