"""Local social aid: a maslikhat's decision as data, and what was granted by it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from qamtu.ledger.models import Fact, FactQuerySet


class AidAct(Fact):
    """A decision of the maslikhat: number, day, and from when to when it applies."""

    number = models.CharField(max_length=60)
    adopted_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = FactQuerySet["AidAct"].as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(name="aid_act_has_number", condition=~Q(number="")),
            models.CheckConstraint(
                name="aid_act_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["office", "number", "adopted_on"],
                name="aid_act_once",
                condition=Q(retracted_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}, {self.adopted_on:%d.%m.%Y}"


class AidCategory(Fact):
    """Who is paid how much, how often, by an act.

    `code` stays the same when a later act names the category again: nobody is paid twice for one
    occasion by two acts. `amount` is tenge, МРП or a percentage of proven costs, as `measured_in`
    says; `most_in_mrp` bounds the last. `income_limit` is in subsistence minimums.
    """

    class Unit(models.TextChoices):
        TENGE = "tenge"
        MRP = "mrp"
        SHARE = "share"

    class Rhythm(models.TextChoices):
        HOLIDAY = "holiday"  # on a feast day of the year
        YEARLY = "yearly"  # so many times a year
        MONTHLY = "monthly"
        ONCE = "once"  # in a life

    act = models.ForeignKey(AidAct, on_delete=models.PROTECT, related_name="categories")
    code = models.CharField(max_length=30)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    measured_in = models.CharField(max_length=5, choices=Unit.choices)
    amount = models.DecimalField(max_digits=18, decimal_places=6)
    most_in_mrp = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    rhythm = models.CharField(max_length=7, choices=Rhythm.choices)
    times_a_year = models.PositiveSmallIntegerField(default=1)
    feast_month = models.PositiveSmallIntegerField(null=True, blank=True)
    feast_day = models.PositiveSmallIntegerField(null=True, blank=True)
    income_limit = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    status = models.CharField(max_length=40, blank=True)
    status_category = models.CharField(max_length=40, blank=True)

    objects = FactQuerySet["AidCategory"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "code"], name="aid_category_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="aid_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="aid_feast_has_its_day",
                condition=~Q(rhythm="holiday")
                | Q(feast_month__isnull=False, feast_day__isnull=False),
            ),
            models.CheckConstraint(
                name="aid_times_of_the_year",
                condition=Q(times_a_year=1) | Q(rhythm="yearly", times_a_year__range=(1, 12)),
            ),
        ]

    def __str__(self) -> str:
        return self.name_kk

    def name(self, language: str) -> str:
        return self.name_ru if language == "ru" else self.name_kk


class AidGrant(Fact):
    """An occasion for which a person was granted aid of a category: its days, and which of the
    year's times it is. Two do not overlap.
    """

    category = models.ForeignKey(AidCategory, on_delete=models.PROTECT, related_name="grants")
    decision = models.ForeignKey(
        "assistance.Decision", on_delete=models.PROTECT, related_name="aid_grants"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="aid_grants")
    code = models.CharField(max_length=30)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    time = models.PositiveSmallIntegerField(default=1)

    objects = FactQuerySet["AidGrant"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], name="aid_grant_of_decision", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="aid_grant_in_order",
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
            ),
            ExclusionConstraint(
                name="aid_once_for_an_occasion",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("time", RangeOperators.EQUAL),
                    (
                        Func(
                            F("first_day"),
                            F("last_day"),
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
