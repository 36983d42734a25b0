"""What becomes of a contract: supplementary agreements, penalties, its end."""

from django.db import models
from django.db.models import Q

from qamtu.ledger.models import Fact, FactQuerySet

from .contracts import Contract, ContractStage


class ContractChange(Fact):
    """A supplementary agreement: the sum up or down, terms, why. Tiyn; nothing is written over."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="changes")
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    ends_on = models.DateField(null=True)
    reason = models.CharField(max_length=250)

    objects = FactQuerySet["ContractChange"].as_manager()

    class Meta:
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="change_number_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="change_says_why", condition=~Q(reason="") & ~Q(number="")),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"


class StageChange(Fact):
    """What an agreement makes of a stage: `amount` is added to its sum, `due_on` its new term."""

    change = models.ForeignKey(ContractChange, on_delete=models.PROTECT, related_name="stages")
    stage = models.ForeignKey(ContractStage, on_delete=models.PROTECT, related_name="changes")
    amount = models.BigIntegerField(default=0)
    due_on = models.DateField(null=True)

    objects = FactQuerySet["StageChange"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "stage"],
                name="stage_changed_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="stage_change_changes", condition=~Q(amount=0) | Q(due_on__isnull=False)
            ),
        ]


class Penalty(Fact):
    """What the supplier owes for days of lateness, by the terms of the contract. Tiyn.

    `base`: the sum that was late; `rate` and `cap` as the contract had them, millionths.
    """

    stage = models.ForeignKey(ContractStage, on_delete=models.PROTECT, related_name="penalties")
    late_from = models.DateField()
    late_to = models.DateField()
    days = models.PositiveIntegerField()
    base = models.BigIntegerField()
    rate = models.PositiveIntegerField()
    cap = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    charged_on = models.DateField()
    paper = models.CharField(max_length=120)

    objects = FactQuerySet["Penalty"].as_manager()

    class Meta:
        ordering = ["charged_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="penalty_says",
                condition=Q(days__gt=0, base__gt=0, amount__gt=0) & ~Q(paper=""),
            )
        ]


class PenaltyStep(Fact):
    """What became of a penalty: paid, waived or claimed in court. Tiyn."""

    class Kind(models.TextChoices):
        PAID = "paid"
        WAIVED = "waived"
        COURT = "court"

    penalty = models.ForeignKey(Penalty, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    amount = models.BigIntegerField(default=0)
    occurred_on = models.DateField()
    paper = models.CharField(max_length=120)

    objects = FactQuerySet["PenaltyStep"].as_manager()

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="penalty_step_says",
                condition=~Q(paper="") & (Q(kind="court") | Q(amount__gt=0)),
            )
        ]


class ContractEnd(Fact):
    """A contract is closed or terminated; what was not used is released on its lines. Tiyn."""

    class Kind(models.TextChoices):
        CLOSED = "closed"
        TERMINATED = "terminated"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="ends")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    ended_on = models.DateField()
    released = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=250, blank=True)
    paper = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["ContractEnd"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"], name="contract_ends_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="termination_has_reason", condition=Q(kind="closed") | ~Q(reason="")
            ),
        ]
