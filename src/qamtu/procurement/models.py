"""Contracts: a contract is a case whose subject is the supplier, with a number and a date."""

from django.db import models


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

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="contract_number_once")
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"
