"""What has to be bought: needs, the lots they are bought by, and how each lot came out."""

from django.db import models
from django.db.models import Q

from qamtu.ledger.models import Fact, FactQuerySet


class Need(Fact):
    """What is needed, for which measure, for how much, in which year. Tiyn."""

    measure = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=250)
    amount = models.BigIntegerField()
    needed_by = models.DateField(null=True)
    recorded_on = models.DateField()
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["Need"].as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(name="need_says", condition=Q(amount__gt=0) & ~Q(what=""))
        ]

    def __str__(self) -> str:
        return self.what


class Lot(Fact):
    """A lot of a need, by a method of procurement; numbers without gaps in a year. Tiyn."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="lots")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=250)
    method = models.CharField(max_length=20)
    announced_on = models.DateField()
    portal_number = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField()

    objects = FactQuerySet["Lot"].as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="lot_number_once"),
            models.CheckConstraint(name="lot_says", condition=Q(amount__gt=0) & ~Q(subject="")),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}/{self.year}"


class LotOutcome(Fact):
    """A lot goes to a supplier for a price, or comes to nothing, by a protocol. Tiyn."""

    class Kind(models.TextChoices):
        AWARDED = "awarded"
        FAILED = "failed"
        CANCELLED = "cancelled"

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    decided_on = models.DateField()
    protocol = models.CharField(max_length=120)
    supplier = models.ForeignKey(
        "organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+"
    )
    price = models.BigIntegerField(default=0)
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["LotOutcome"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot"], name="lot_decided_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="lot_outcome_says",
                condition=~Q(protocol="")
                & (
                    Q(kind="awarded", supplier__isnull=False, price__gt=0)
                    | (~Q(kind="awarded") & Q(supplier=None, price=0))
                ),
            ),
        ]
