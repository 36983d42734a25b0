"""Contracts: a contract is a case whose subject is the supplier, with a number and a date."""

from django.db import models
from django.db.models import BigIntegerField, Case, F, Q, Sum, When
from django.db.models.functions import Coalesce


class ContractQuerySet(models.QuerySet["Contract"]):
    def with_sums(self) -> "ContractQuerySet":
        """Each with what is `committed` on its case and what was `paid` of it, tiyn."""
        money = F("case__money__amount")
        live = Q(case__money__retracted_at=None)
        bound = Sum(money, filter=live & Q(case__money__kind="committed"))
        spent = Sum(
            Case(
                When(case__money__kind="paid", then=money),
                When(case__money__kind="returned", then=-money),
                output_field=BigIntegerField(),
            ),
            filter=live,
        )
        return self.annotate(
            committed=Coalesce(bound, 0, output_field=BigIntegerField()),
            paid=Coalesce(spent, 0, output_field=BigIntegerField()),
        )


class Contract(models.Model):
    """What was agreed with a supplier. Its sum is what is committed on its case."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="contract")
    supplier = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="contracts"
    )
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    subject = models.CharField(max_length=250)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="contract_number_once")
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"
