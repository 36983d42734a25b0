"""What the rules of assistance are asked with, and what was decided on their answer."""

from django.db import models
from django.db.models import F, Q

from qamtu.casework.models import Assessment
from qamtu.ledger.models import Fact, FactQuerySet


class Income(Fact):
    """What a person received of one kind in one quarter, tiyn. `quarter` is its first day."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="incomes")
    quarter = models.DateField()
    kind = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    paper = models.CharField(max_length=200, blank=True)

    objects = FactQuerySet["Income"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="income_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                fields=["person", "quarter", "kind"],
                name="income_once_per_quarter",
                condition=Q(retracted_at=None),
            ),
        ]


class Decision(Fact):
    """Assigned, refused or ended, with its number. Sums are tiyn a month; months are first days.

    An assignment holds from `first_month` to `last_month`; an ending names in `last_month` the
    last month that is still paid (the month before `first_month` where none is).
    """

    class Kind(models.TextChoices):
        ASSIGNED = "assigned"
        REFUSED = "refused"
        ENDED = "ended"

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="decisions")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    decided_on = models.DateField()
    recipient = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_month = models.DateField(null=True, blank=True)
    last_month = models.DateField(null=True, blank=True)
    basic = models.BigIntegerField(default=0)
    extra = models.BigIntegerField(default=0)
    reason = models.TextField(blank=True)
    objects = FactQuerySet["Decision"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="decision_number_once"
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                name="decision_once_per_case",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="assignment_has_its_months",
                condition=~Q(kind="assigned")
                | Q(
                    recipient__isnull=False,
                    first_month__isnull=False,
                    last_month__gte=F("first_month"),
                ),
            ),
        ]

    @property
    def monthly(self) -> int:
        return self.basic + self.extra
