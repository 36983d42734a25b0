"""What follows an order: what the person asks for and is answered, acts for the supplier."""

from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet

from .programmes import ItemOrder, ProgrammeItem


class SupplyRequest(Fact):
    """The person asks for a repair or an exchange, or complains. `answer_by`: by law, if known."""

    class Kind(models.TextChoices):
        REPAIR = "repair"
        EXCHANGE = "exchange"
        COMPLAINT = "complaint"

    item = models.ForeignKey(ProgrammeItem, on_delete=models.PROTECT, related_name="requests")
    order = models.ForeignKey(
        ItemOrder, null=True, on_delete=models.PROTECT, related_name="requests"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    asked_on = models.DateField()
    text = models.CharField(max_length=500)
    answer_by = models.DateField(null=True)
    way = models.CharField(max_length=4, choices=[("link", "link"), ("desk", "desk")])

    objects = FactQuerySet["SupplyRequest"].as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="supply_request_number_once"
            ),
            models.CheckConstraint(
                name="supply_request_says",
                condition=~Q(text="") & (Q(kind="complaint") | Q(order__isnull=False)),
            ),
        ]

    @property
    def answered(self) -> "SupplyAnswer | None":
        """The answer that stands."""
        return next((one for one in self.answers.all() if one.is_live), None)


class SupplyAnswer(Fact):
    """What was answered: done as asked (a complaint: found right) or not, in words."""

    request = models.ForeignKey(SupplyRequest, on_delete=models.PROTECT, related_name="answers")
    answered_on = models.DateField()
    is_done = models.BooleanField()
    text = models.CharField(max_length=500)
    paper = models.CharField(max_length=60, blank=True)
    way = models.CharField(max_length=4, choices=[("link", "link"), ("desk", "desk")])

    objects = FactQuerySet["SupplyAnswer"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], name="supply_answered_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="supply_answer_says", condition=~Q(text="")),
        ]


class SupplyAct(Fact):
    """The act by which a supplier is paid: orders that people confirmed in a month. Tiyn."""

    supplier = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="supply_acts"
    )
    month = models.DateField()
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    drawn_on = models.DateField()
    price = models.BigIntegerField()
    guaranteed = models.BigIntegerField()

    objects = FactQuerySet["SupplyAct"].as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="supply_act_number_once"
            ),
            models.CheckConstraint(
                name="supply_act_sums",
                condition=Q(month__day=1, guaranteed__gt=0, guaranteed__lte=F("price")),
            ),
        ]


class SupplyActLine(Fact):
    """An order in an act; an order stands in one act."""

    act = models.ForeignKey(SupplyAct, on_delete=models.PROTECT, related_name="lines")
    order = models.ForeignKey(ItemOrder, on_delete=models.PROTECT, related_name="act_lines")

    objects = FactQuerySet["SupplyActLine"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], name="order_in_one_act", condition=Q(retracted_at=None)
            )
        ]
