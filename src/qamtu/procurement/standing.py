"""How contracts stand on a day: each stage's sum and term with what was accepted and paid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from .models import (
    AcceptanceAct,
    ActDecision,
    Contract,
    ContractChange,
    ContractEnd,
    ContractStage,
    StageChange,
    StagePayment,
)


@dataclass
class ActStanding:
    """An act: whether it was decided, and what of it is paid, tiyn."""

    act: AcceptanceAct
    decision: ActDecision | None = None
    paid: int = 0

    @property
    def is_accepted(self) -> bool:
        return self.decision is not None and self.decision.kind == ActDecision.Kind.ACCEPTED

    @property
    def is_rejected(self) -> bool:
        return self.decision is not None and not self.is_accepted

    @property
    def unpaid(self) -> int:
        """What may be paid of it, tiyn."""
        return self.act.amount - self.paid if self.is_accepted else 0


@dataclass
class StageStanding:
    """A stage as the agreements leave it; sums in tiyn."""

    stage: ContractStage
    amount: int
    due_on: date
    acts: list[ActStanding] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        return sum(one.act.amount for one in self.acts if one.is_accepted)

    @property
    def presented(self) -> int:
        """What acts claim that were not sent back."""
        return sum(one.act.amount for one in self.acts if not one.is_rejected)

    @property
    def paid(self) -> int:
        return sum(one.paid for one in self.acts)

    @property
    def left(self) -> int:
        """What no act claims yet."""
        return self.amount - self.presented

    def undelivered_on(self, day: date) -> int:
        """What had not been delivered by the end of the day: accepted later, or never."""
        return self.amount - sum(
            one.act.amount for one in self.acts if one.is_accepted and one.act.delivered_on <= day
        )

    def is_late(self, day: date) -> bool:
        return self.due_on < day and self.undelivered_on(day) > 0


@dataclass
class ContractStanding:
    """A contract's stages, in order, and whether it is over; sums in tiyn."""

    contract: Contract
    stages: list[StageStanding] = field(default_factory=list)
    ends_on: date | None = None
    end: ContractEnd | None = None

    @property
    def amount(self) -> int:
        return sum(stage.amount for stage in self.stages)

    @property
    def accepted(self) -> int:
        return sum(stage.accepted for stage in self.stages)

    @property
    def paid(self) -> int:
        return sum(stage.paid for stage in self.stages)

    @property
    def bound(self) -> int:
        """What is left to pay, or nothing once the contract is over."""
        return 0 if self.end is not None else self.amount - self.paid

    @property
    def waiting(self) -> list[ActStanding]:
        """Acts that wait for a decision."""
        return [one for stage in self.stages for one in stage.acts if one.decision is None]

    @property
    def unpaid(self) -> list[ActStanding]:
        """Accepted acts that are not paid whole."""
        return [one for stage in self.stages for one in stage.acts if one.unpaid]

    def late_on(self, day: date) -> list[StageStanding]:
        """Stages past their term, of a contract that stands."""
        return [] if self.end is not None else [one for one in self.stages if one.is_late(day)]


def standings_of(contracts: Iterable[Contract]) -> dict[int, ContractStanding]:
    """How contracts stand, by their keys; the queries do not grow with the contracts."""
    found = {one.pk: ContractStanding(one, ends_on=one.ends_on) for one in contracts}
    stages = {
        one.pk: StageStanding(one, one.amount, one.due_on)
        for one in ContractStage.objects.live()
        .filter(contract__in=found)
        .select_related("line")
        .order_by("contract", "number")
    }
    for stage in stages.values():
        found[stage.stage.contract_id].stages.append(stage)
    _apply_changes(found, stages)
    for end in ContractEnd.objects.live().filter(contract__in=found):
        found[end.contract_id].end = end
    _add_acts(stages)
    return found


def _apply_changes(found: dict[int, ContractStanding], stages: dict[int, StageStanding]) -> None:
    for change in ContractChange.objects.live().filter(contract__in=found, ends_on__isnull=False):
        found[change.contract_id].ends_on = change.ends_on
    for of_stage in (
        StageChange.objects.live()
        .filter(stage__in=stages, change__retracted_at=None)
        .order_by("change__signed_on", "pk")
    ):
        stage = stages[of_stage.stage_id]
        stage.amount += of_stage.amount
        stage.due_on = of_stage.due_on or stage.due_on


def _add_acts(stages: dict[int, StageStanding]) -> None:
    acts = {
        act.pk: ActStanding(act)
        for act in AcceptanceAct.objects.live()
        .filter(stage__in=stages)
        .order_by("delivered_on", "pk")
    }
    for decision in ActDecision.objects.live().filter(act__in=acts):
        acts[decision.act_id].decision = decision
    paid = (
        StagePayment.objects.filter(act__in=acts, entry__retracted_at=None)
        .order_by()
        .values_list("act_id")
        .annotate(Sum("entry__amount"))
    )
    for act, amount in paid:
        acts[act].paid = amount
    for one in acts.values():
        stages[one.act.stage_id].acts.append(one)


def standing_of(contract: Contract) -> ContractStanding:
    """How one contract stands."""
    return standings_of([contract])[contract.pk]


def stage_of(standing: ContractStanding, key: int) -> StageStanding | None:
    """The stage of a key."""
    return next((one for one in standing.stages if one.stage.pk == key), None)


def late_contracts(standings: Sequence[ContractStanding], day: date) -> list[ContractStanding]:
    """Those of which a stage is past its term."""
    return [one for one in standings if one.late_on(day)]
