"""Contracts, their stages, what was delivered, accepted and paid."""

from typing import Any

from django.db import models
from django.db.models import BigIntegerField, Case, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce

from qamtu.finance.models import MoneyEntry
from qamtu.ledger.models import Fact, FactQuerySet


def _sum(found: models.QuerySet[Any], key: str, amount: Any = "amount") -> Coalesce:
    sums = found.order_by().values(key).values(sum=Sum(amount))
    return Coalesce(Subquery(sums), 0, output_field=BigIntegerField())


class ContractQuerySet(FactQuerySet["Contract"]):
    def live(self) -> "ContractQuerySet":
        """Contracts that stand; one recorded by mistake does not."""
        return self.filter(retracted_at=None)

    def with_sums(self) -> "ContractQuerySet":
        """Each with what is `committed` on its case, `accepted` by acts and `paid`, tiyn."""
        entries = MoneyEntry.objects.live().filter(case=OuterRef("case"))
        spent = Case(
            When(kind="paid", then=F("amount")),
            When(kind="returned", then=-F("amount")),
            output_field=BigIntegerField(),
        )
        acts = AcceptanceAct.objects.live().filter(
            stage__contract=OuterRef("pk"),
            decisions__kind=ActDecision.Kind.ACCEPTED,
            decisions__retracted_at=None,
        )
        return self.annotate(
            committed=_sum(entries.filter(kind="committed"), "case"),
            paid=_sum(entries, "case", spent),
            accepted=_sum(acts, "stage__contract"),
        )


class Contract(Fact):
    """What was agreed with a supplier. Its sum is what is committed on its case.

    `late_rate` of a day and `late_cap` of the whole are millionths, as the contract sets them;
    nought where it sets none. `lot` or `bid` is what it came from, `theme` what it carries out.
    """

    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="contract")
    supplier = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="contracts"
    )
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    subject = models.CharField(max_length=250)
    method = models.CharField(max_length=20, blank=True)
    portal_number = models.CharField(max_length=60, blank=True)
    portal_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    late_rate = models.PositiveIntegerField(default=0)
    late_cap = models.PositiveIntegerField(default=0)
    lot = models.ForeignKey(
        "procurement.Lot", null=True, on_delete=models.PROTECT, related_name="contracts"
    )
    theme = models.ForeignKey(
        "procurement.OrderTheme", null=True, on_delete=models.PROTECT, related_name="contracts"
    )

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="contract_number_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="contract_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("signed_on")),
            ),
            models.CheckConstraint(
                name="contract_penalty_terms",
                condition=Q(late_rate__lte=1_000_000, late_cap__lte=1_000_000),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"


class ContractStage(Fact):
    """A part of a contract with its term and sum, paid from one line; tiyn.

    `change`: the supplementary agreement that added it. What agreements changed is `StageChange`.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="stages")
    change = models.ForeignKey(
        "procurement.ContractChange", null=True, on_delete=models.PROTECT, related_name="added"
    )
    line = models.ForeignKey("finance.BudgetLine", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    due_on = models.DateField()
    amount = models.BigIntegerField()

    objects = FactQuerySet["ContractStage"].as_manager()

    class Meta:
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "number"],
                name="stage_number_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="stage_sum", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class AcceptanceAct(Fact):
    """What the supplier says it delivered for a stage, by an act; it counts once accepted. Tiyn."""

    stage = models.ForeignKey(ContractStage, on_delete=models.PROTECT, related_name="acts")
    number = models.CharField(max_length=60)
    delivered_on = models.DateField()
    amount = models.BigIntegerField()
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["AcceptanceAct"].as_manager()

    class Meta:
        ordering = ["delivered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="acceptance_act_says", condition=Q(amount__gt=0) & ~Q(number="")
            )
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"


class ActLine(Fact):
    """What an act delivered to whom: a thing or a service, how many, by which signature."""

    act = models.ForeignKey(AcceptanceAct, on_delete=models.PROTECT, related_name="lines")
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="delivered"
    )
    item = models.CharField(max_length=200)
    quantity = models.PositiveIntegerField(default=1)
    received_on = models.DateField()
    paper = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["ActLine"].as_manager()

    class Meta:
        ordering = ["act", "pk"]
        constraints = [
            models.CheckConstraint(name="act_line_says", condition=Q(quantity__gt=0) & ~Q(item="")),
            models.UniqueConstraint(
                fields=["act", "person", "item", "received_on"],
                name="act_line_once",
                condition=Q(retracted_at=None, person__isnull=False),
            ),
        ]


class ActDecision(Fact):
    """An act is accepted, or sent back with a reason."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    act = models.ForeignKey(AcceptanceAct, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    decided_on = models.DateField()
    reason = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["ActDecision"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act"], name="act_decided_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="act_rejected_with_reason", condition=Q(kind="accepted") | ~Q(reason="")
            ),
        ]


class StagePayment(models.Model):
    """A money entry that pays an accepted act; it counts while the entry stands."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    act = models.ForeignKey(AcceptanceAct, on_delete=models.PROTECT, related_name="payments")
    entry = models.OneToOneField(
        "finance.MoneyEntry", on_delete=models.PROTECT, related_name="stage_payment"
    )

    class Meta:
        ordering = ["pk"]
