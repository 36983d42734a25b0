"""The state social order: themes, competitions of NGOs, recipients, monitoring, assessment."""

from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet


class OrderTheme(Fact):
    """A theme that is proposed, with its sum a year; 1 to 3 years (Law 36-III). Tiyn.

    `measure` is where its contract is kept. `recipients_measure`: where each recipient has a case.
    """

    title = models.CharField(max_length=250)
    measure = models.CharField(max_length=40)
    recipients_measure = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    proposed_by = models.CharField(max_length=200)
    proposed_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    years = models.PositiveSmallIntegerField(default=1)
    amount = models.BigIntegerField()

    objects = FactQuerySet["OrderTheme"].as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="theme_says",
                condition=Q(amount__gt=0, years__gte=1, years__lte=3)
                & ~Q(title="")
                & ~Q(proposed_by=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ThemeStep(Fact):
    """What becomes of a theme: discussed, then approved or refused, each by a protocol."""

    class Kind(models.TextChoices):
        DISCUSSED = "discussed"
        APPROVED = "approved"
        REFUSED = "refused"

    theme = models.ForeignKey(OrderTheme, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    occurred_on = models.DateField()
    protocol = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)

    objects = FactQuerySet["ThemeStep"].as_manager()

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.CheckConstraint(name="theme_step_has_protocol", condition=~Q(protocol="")),
            models.UniqueConstraint(
                fields=["theme"],
                name="theme_decided_once",
                condition=Q(retracted_at=None) & ~Q(kind="discussed"),
            ),
        ]


class Competition(Fact):
    """A competition of NGOs for a theme. `least`: the percent of the most that a bid has to get."""

    theme = models.ForeignKey(OrderTheme, on_delete=models.PROTECT, related_name="competitions")
    announced_on = models.DateField()
    closes_on = models.DateField()
    portal_number = models.CharField(max_length=60, blank=True)
    least = models.PositiveSmallIntegerField(default=0)

    objects = FactQuerySet["Competition"].as_manager()

    class Meta:
        ordering = ["-announced_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="competition_in_order",
                condition=Q(closes_on__gte=F("announced_on"), least__lte=100),
            )
        ]


class OrderCriterion(Fact):
    """What the bids are judged by: at most so many points, so heavy."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="criteria")
    name = models.CharField(max_length=200)
    most = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField(default=1)

    objects = FactQuerySet["OrderCriterion"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="order_criterion_counts", condition=Q(most__gt=0, weight__gt=0) & ~Q(name="")
            )
        ]


class OrderMember(Fact):
    """A member of the commission."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=160)
    post = models.CharField(max_length=160, blank=True)

    objects = FactQuerySet["OrderMember"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="order_member_has_name", condition=~Q(name=""))]


class OrderBid(Fact):
    """An NGO's bid for a theme, for its price. Tiyn."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="bids")
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="order_bids"
    )
    price = models.BigIntegerField()
    received_on = models.DateField()

    objects = FactQuerySet["OrderBid"].as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["competition", "organization"],
                name="bid_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="bid_has_price", condition=Q(price__gt=0)),
        ]


class BidSheet(Fact):
    """A member's points for a bid, by criterion's key, or the conflict of interest."""

    bid = models.ForeignKey(OrderBid, on_delete=models.PROTECT, related_name="sheets")
    member = models.ForeignKey(OrderMember, on_delete=models.PROTECT, related_name="sheets")
    points = models.JSONField(default=dict)
    conflict = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["BidSheet"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bid", "member"], name="bid_sheet_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="bid_points_or_conflict",
                condition=(Q(conflict="") & ~Q(points={})) | (~Q(conflict="") & Q(points={})),
            ),
        ]


class CompetitionOutcome(Fact):
    """The protocol of a competition: the bid that won, or none."""

    competition = models.ForeignKey(Competition, on_delete=models.PROTECT, related_name="outcomes")
    winner = models.ForeignKey(
        OrderBid, null=True, on_delete=models.PROTECT, related_name="outcomes"
    )
    decided_on = models.DateField()
    protocol = models.CharField(max_length=120)
    ranking = models.JSONField(default=list)

    objects = FactQuerySet["CompetitionOutcome"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["competition"],
                name="competition_decided_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="competition_has_protocol", condition=~Q(protocol="")),
        ]


class OrderRecipient(Fact):
    """A person whom a social order serves; `case` where its theme keeps one for each."""

    contract = models.ForeignKey(
        "procurement.Contract", on_delete=models.PROTECT, related_name="recipients"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="social_orders"
    )
    case = models.ForeignKey(
        "casework.Case", null=True, on_delete=models.PROTECT, related_name="order_recipients"
    )
    since = models.DateField()
    paper = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["OrderRecipient"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "person"],
                name="order_recipient_once",
                condition=Q(retracted_at=None),
            )
        ]


class MonitoringVisit(Fact):
    """The office looks at how an order is carried out; what was found, what is to be set right."""

    contract = models.ForeignKey(
        "procurement.Contract", on_delete=models.PROTECT, related_name="visits"
    )
    visited_on = models.DateField()
    visitors = models.CharField(max_length=200)
    found = models.CharField(max_length=500)
    to_set_right = models.CharField(max_length=500, blank=True)
    set_right_by = models.DateField(null=True)

    objects = FactQuerySet["MonitoringVisit"].as_manager()

    class Meta:
        ordering = ["visited_on", "pk"]
        constraints = [
            models.CheckConstraint(name="visit_says", condition=~Q(visitors="") & ~Q(found=""))
        ]


class OrderAssessment(Fact):
    """What an order came to: how many it was to serve and served, the mark and why."""

    class Mark(models.TextChoices):
        EFFECTIVE = "effective"
        PARTLY = "partly"
        INEFFECTIVE = "ineffective"

    contract = models.ForeignKey(
        "procurement.Contract", on_delete=models.PROTECT, related_name="assessments"
    )
    assessed_on = models.DateField()
    planned = models.PositiveIntegerField()
    served = models.PositiveIntegerField()
    mark = models.CharField(max_length=11, choices=Mark.choices)
    conclusion = models.CharField(max_length=500)
    protocol = models.CharField(max_length=120)

    objects = FactQuerySet["OrderAssessment"].as_manager()

    class Meta:
        ordering = ["assessed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="assessment_says", condition=~Q(conclusion="") & ~Q(protocol="")
            )
        ]
