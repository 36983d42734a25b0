"""What the rules of assistance are asked with, and what they answered: facts and assessments."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value, functions

from qamtu.accounts.models import User
from qamtu.ledger.models import Fact, FactQuerySet


class LocalValue(Fact):
    """A parameter of the law that is set here: a poverty line of a quarter, a maslikhat's amount.

    `parameter` is «folder.code» of `qamtu.rules`; `value` stands in the parameter's own unit.
    """

    parameter = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=18, decimal_places=6)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=250)

    objects = FactQuerySet["LocalValue"].as_manager()

    class Meta:
        ordering = ["parameter", "-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="local_value_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="local_value_has_act", condition=~Q(act="")),
            models.CheckConstraint(name="local_value_not_negative", condition=Q(value__gte=0)),
            ExclusionConstraint(
                name="one_local_value_at_a_time",
                expressions=[
                    ("office", RangeOperators.EQUAL),
                    ("parameter", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(retracted_at=None),
            ),
        ]


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


class Assessment(models.Model):
    """What the rules said of a family (or a person) on a day: what was given, the answers, why.

    Only ever added. `given` is the input, `trace` every step in the words of that day, and
    `rules_version` the hash of the files that judged. Money is in tiyn.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="assessments")
    programme = models.CharField(max_length=40)
    day = models.DateField()
    given = models.JSONField()
    is_entitled = models.BooleanField()
    is_conditional = models.BooleanField()
    basic = models.BigIntegerField()
    extra = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    grounds = ArrayField(models.CharField(max_length=40), default=list)
    trace = models.JSONField()
    rules_version = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=functions.Now())
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    @property
    def monthly(self) -> int:
        return self.basic + self.extra


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
