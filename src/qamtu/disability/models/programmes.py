"""Individual programmes of rehabilitation: what is prescribed, ordered, delivered, confirmed."""

from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet


class Programme(Fact):
    """A person's programme (ОЖБ / ИПР, since 2022 АОЖБ / ИПАР), drawn up by an examination."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="programmes")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="programmes")
    number = models.CharField(max_length=60)
    drawn_on = models.DateField()
    valid_to = models.DateField(null=True)

    objects = FactQuerySet["Programme"].as_manager()

    class Meta:
        ordering = ["-drawn_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="programme_of_case", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="programme_in_order",
                condition=(Q(valid_to=None) | Q(valid_to__gte=F("drawn_on"))) & ~Q(number=""),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"


class ProgrammeItem(Fact):
    """One measure of a programme: `code` of the classifier, so many of its unit."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=40)
    quantity = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["ProgrammeItem"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="programme_item_counts", condition=Q(quantity__gt=0))
        ]


class ItemOrder(Fact):
    """An item asked of a supplier whom the person chose. Tiyn.

    `price` is the supplier's; `guaranteed` what the state pays of it at most on the day; the rest
    is the person's. `early_reason`: why it is replaced before its term.
    """

    item = models.ForeignKey(ProgrammeItem, on_delete=models.PROTECT, related_name="orders")
    supplier = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="item_orders"
    )
    ordered_on = models.DateField()
    price = models.BigIntegerField(default=0)
    guaranteed = models.BigIntegerField(default=0)
    early_reason = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["ItemOrder"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="item_order_sums",
                condition=Q(price__gte=0, guaranteed__gte=0, guaranteed__lte=F("price")),
            )
        ]

    @property
    def own_share(self) -> int:
        """What the person pays."""
        return self.price - self.guaranteed


class OrderStep(Fact):
    """What happened to an order: delivered, confirmed by the person, cancelled, repaired."""

    class Kind(models.TextChoices):
        DELIVERED = "delivered"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"
        REPAIRED = "repaired"

    order = models.ForeignKey(ItemOrder, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    occurred_on = models.DateField()
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["OrderStep"].as_manager()

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind"],
                name="order_step_once",
                condition=Q(retracted_at=None) & ~Q(kind="repaired"),
            )
        ]


class ItemRefusal(Fact):
    """The person does not want an item of the programme."""

    item = models.ForeignKey(ProgrammeItem, on_delete=models.PROTECT, related_name="refusals")
    occurred_on = models.DateField()
    reason = models.CharField(max_length=250)

    objects = FactQuerySet["ItemRefusal"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], name="item_refused_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="item_refused_with_reason", condition=~Q(reason="")),
        ]
