"""Supplementary agreements: the sum up or down within the lines, terms; nothing written over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import User
from qamtu.finance.models import BudgetLine
from qamtu.ledger.models import FactRefused, violated_constraint

from .contracts import Stage, bind, check_stages, hold
from .models import Contract, ContractChange, ContractStage, StageChange
from .standing import standing_of


class ChangeRefused(FactRefused):
    """«change-number», «change-known», «change-nothing», «change-stage», «change-below-acts»,
    «change-term», «change-before-last», «reason-missing».
    """


@dataclass(frozen=True)
class Changed:
    """What an agreement makes of a stage: so much more (or less, negative), another term."""

    stage: ContractStage
    amount: int = 0
    due_on: date | None = None


@transaction.atomic
def amend_contract(
    *,
    contract: Contract,
    number: str,
    day: date,
    reason: str,
    by: User,
    changed: Sequence[Changed] = (),
    added: Sequence[Stage] = (),
    ends_on: date | None = None,
) -> ContractChange:
    """A supplementary agreement: what it adds to the sum is bound on the lines, or refused there.

    A stage may not fall below what its acts claim. Raises `ChangeRefused`, `ContractRefused`,
    `MoneyRefused`.
    """
    hold(contract, day)
    if not number.strip():
        raise ChangeRefused("change-number")
    if not reason.strip():
        raise ChangeRefused("reason-missing")
    real = [one for one in changed if one.amount or one.due_on is not None]
    if not real and not added and ends_on is None:
        raise ChangeRefused("change-nothing")
    last = contract.changes.filter(retracted_at=None).order_by("-signed_on").first()
    if last is not None and day < last.signed_on:
        raise ChangeRefused("change-before-last", day=last.signed_on)
    standing = standing_of(contract)
    until = ends_on or standing.ends_on
    if ends_on is not None and ends_on < day:
        raise ChangeRefused("change-term", day=day)
    check_stages(added, contract.signed_on, until)
    sums = _sums_of(contract, real, added)
    try:
        with transaction.atomic():
            change = ContractChange.objects.create(
                office_id=contract.office_id,
                contract=contract,
                number=number.strip(),
                signed_on=day,
                ends_on=ends_on,
                reason=reason.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "change_number_once":
            raise ChangeRefused("change-known", number=number) from error
        raise
    StageChange.objects.bulk_create(
        StageChange(
            office_id=contract.office_id,
            change=change,
            stage=one.stage,
            amount=one.amount,
            due_on=one.due_on,
            recorded_by=by,
        )
        for one in real
    )
    first = max(stage.stage.number for stage in standing.stages) + 1
    for position, stage in enumerate(added):
        assert stage.line is not None, "checked in _sums_of"
        ContractStage.objects.create(
            office_id=contract.office_id,
            contract=contract,
            change=change,
            line=stage.line,
            number=first + position,
            name=stage.name.strip(),
            due_on=stage.due_on,
            amount=stage.amount,
            recorded_by=by,
        )
    approved = contract.case.events.live().get(transition="approve")
    bind(sums, contract_case=approved, day=day, act=f"{contract}, {change}", by=by)
    return change


def _sums_of(
    contract: Contract, changed: Sequence[Changed], added: Sequence[Stage]
) -> dict[BudgetLine, int]:
    """What the agreement adds on each line."""
    standing = standing_of(contract)
    stages = {one.stage.pk: one for one in standing.stages}
    sums: dict[BudgetLine, int] = {}
    seen = set()
    for one in changed:
        stage = stages.get(one.stage.pk)
        if stage is None or one.stage.pk in seen:
            raise ChangeRefused("change-stage")
        seen.add(one.stage.pk)
        if stage.amount + one.amount < max(stage.presented, 0):
            raise ChangeRefused("change-below-acts", stage=one.stage.name, left=stage.presented)
        if one.due_on is not None and one.due_on < contract.signed_on:
            raise ChangeRefused("change-term", day=contract.signed_on)
        line = stage.stage.line
        sums[line] = sums.get(line, 0) + one.amount
    for new in added:
        if new.line is None:
            raise ChangeRefused("change-stage")
        sums[new.line] = sums.get(new.line, 0) + new.amount
    return sums
