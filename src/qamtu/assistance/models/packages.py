"""The social package in kind: a hand-over act, the sets on it, and what became of each."""

from django.db import models
from django.db.models import Q

from qamtu.ledger.models import Fact, FactQuerySet


class PackageAct(Fact):
    """A hand-over act under its number: the sets of one kind for one period, and their supplier.

    `period` is the first day of the month, of the quarter or of the school year. `price` is tiyn a
    set.
    """

    class Kind(models.TextChoices):
        SMALL_FOOD = "small_food"
        LARGE_FOOD = "large_food"
        CHEMISTRY = "chemistry"
        SCHOOL = "school"

    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    period = models.DateField()
    drawn_on = models.DateField()
    supplier = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="package_acts"
    )
    price = models.BigIntegerField()

    objects = FactQuerySet["PackageAct"].as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="package_act_number_once"
            ),
            models.CheckConstraint(name="package_price_positive", condition=Q(price__gt=0)),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}/{self.year}"


class PackageSet(Fact):
    """One set for one child, with a case of its own. `recipient` signs for it."""

    act = models.ForeignKey(PackageAct, on_delete=models.PROTECT, related_name="sets")
    case = models.OneToOneField(
        "casework.Case", on_delete=models.PROTECT, related_name="package_set"
    )
    child = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="package_sets"
    )
    recipient = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    # What the act says, kept beside the child: a set of a kind is drawn up once for a period.
    kind = models.CharField(max_length=10)
    period = models.DateField()

    objects = FactQuerySet["PackageSet"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind", "period"],
                name="package_set_once",
                condition=Q(retracted_at=None),
            ),
        ]


class PackageOutcome(Fact):
    """A set was handed over, or nobody collected it, with the reason."""

    class Kind(models.TextChoices):
        HANDED_OVER = "handed_over"
        NOT_COLLECTED = "not_collected"

    set = models.ForeignKey(PackageSet, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    occurred_on = models.DateField()
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["PackageOutcome"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["set"], name="package_outcome_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="not_collected_has_reason",
                condition=~Q(kind="not_collected") | ~Q(note=""),
            ),
        ]
