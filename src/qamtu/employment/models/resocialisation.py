"""Support of people on probation or released: what they need, what they got, what came of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from qamtu.ledger.models import Fact, FactQuerySet


class SupportNeeds(Fact):
    """What a person needs, from a day on; the newest live row counts.

    `status` proves probation or release; `paper` is the referral or the person's application.
    """

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="support_needs"
    )
    status = models.ForeignKey("people.StatusPeriod", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    needs = ArrayField(models.CharField(max_length=16))
    paper = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)

    objects = FactQuerySet["SupportNeeds"].as_manager()

    class Meta:
        ordering = ["valid_from", "pk"]
        constraints = [
            models.CheckConstraint(name="support_has_paper", condition=~Q(paper="")),
        ]


class SupportService(Fact):
    """A service given to a person on a day, by a contract where an NGO gave it."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="support_services"
    )
    contract = models.ForeignKey(
        "procurement.Contract",
        null=True,
        on_delete=models.PROTECT,
        related_name="support_services",
    )
    kind = models.CharField(max_length=16)
    occurred_on = models.DateField()
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["SupportService"].as_manager()

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "occurred_on"],
                name="support_service_once_a_day",
                condition=Q(retracted_at=None),
            )
        ]


class SupportOutcome(Fact):
    """What came of the support; a person may be housed and employed."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="support_outcomes"
    )
    outcome = models.CharField(max_length=16)
    occurred_on = models.DateField()
    paper = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["SupportOutcome"].as_manager()

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "outcome"],
                name="support_outcome_once",
                condition=Q(retracted_at=None),
            )
        ]
