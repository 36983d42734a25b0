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
    is the person's. `offer`: what of the catalogue was chosen; none where the thing is bought
    otherwise. `early_reason` and `early_act`: why it is replaced before its term, by which act.
    `deliver_to` and `phone`: all that the supplier is told of the person, beside the name.
    """

    item = models.ForeignKey(ProgrammeItem, on_delete=models.PROTECT, related_name="orders")
    supplier = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="item_orders"
    )
    ordered_on = models.DateField()
    price = models.BigIntegerField(default=0)
    guaranteed = models.BigIntegerField(default=0)
    offer = models.ForeignKey(
        "disability.Offer", null=True, on_delete=models.PROTECT, related_name="orders"
    )
    early_reason = models.CharField(max_length=250, blank=True)
    early_act = models.CharField(max_length=60, blank=True)
    deliver_to = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=10, blank=True)
    way = models.CharField(
        max_length=4, choices=[("link", "link"), ("desk", "desk")], default="desk"
    )

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
    """What happened to an order: accepted, delivered, confirmed by the person, and so on.

    `promised_on`: by when the supplier who accepts will deliver; `paper`: that of the delivery.
    """

    class Kind(models.TextChoices):
        ACCEPTED = "accepted"
        DECLINED = "declined"
        DELIVERED = "delivered"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"
        REPAIRED = "repaired"

    order = models.ForeignKey(ItemOrder, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    occurred_on = models.DateField()
    note = models.CharField(max_length=250, blank=True)
    promised_on = models.DateField(null=True)
    paper = models.CharField(max_length=60, blank=True)
    way = models.CharField(
        max_length=4, choices=[("link", "link"), ("desk", "desk")], default="desk"
    )

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
