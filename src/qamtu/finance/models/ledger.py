"""Budget lines, the money ledger and the ledger of targets. Money is whole tiyn (1/100 tenge)."""

from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet
from qamtu.trilingual import Names


class Source(models.TextChoices):
    REPUBLICAN = "republican"
    REGIONAL = "regional"
    LOCAL = "local"
    FUND = "fund"  # a lender's own money, counted and not spent by the department


SOURCE_TITLES: dict[str, Names] = {
    Source.REPUBLICAN: Names("республикалық бюджет", "республиканский бюджет", "republican budget"),
    Source.REGIONAL: Names("облыстық бюджет", "областной бюджет", "regional budget"),
    Source.LOCAL: Names("жергілікті бюджет", "местный бюджет", "local budget"),
    Source.FUND: Names("қор қаражаты", "средства фонда", "money of the fund"),
}


class BudgetLine(models.Model):
    """Money of one year, one source, for one measure.

    The three sums are kept by the trigger of the money ledger, which locks this row: the checks
    below hold against any number of concurrent clerks. Tiyn.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=40)
    source = models.CharField(max_length=12, choices=Source.choices)
    allocated = models.BigIntegerField(default=0, editable=False)
    committed = models.BigIntegerField(default=0, editable=False)
    paid = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-year", "measure", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "measure", "source"], name="budget_line_once"
            ),
            models.CheckConstraint(
                name="budget_line_not_overcommitted", condition=Q(committed__lte=F("allocated"))
            ),
            models.CheckConstraint(
                name="budget_line_not_overspent", condition=Q(paid__lte=F("committed"))
            ),
            models.CheckConstraint(
                name="budget_line_not_negative",
                condition=Q(allocated__gte=0, committed__gte=0, paid__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.measure} {self.source}"

    @property
    def free(self) -> int:
        """What may still be committed, tiyn."""
        return self.allocated - self.committed


class MoneyEntry(Fact):
    """Money allocated, committed, paid or returned on a budget line.

    `allocated` and `committed` may be negative (a clarified budget, a released commitment);
    `paid` and `returned` never are. Measure and source are copied from the line by a trigger.
    Entries of a `budget_act` come and go together.
    """

    class Kind(models.TextChoices):
        ALLOCATED = "allocated"
        COMMITTED = "committed"
        PAID = "paid"
        RETURNED = "returned"

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.BigIntegerField()
    occurred_on = models.DateField()
    case = models.ForeignKey(
        "casework.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="money"
    )
    event = models.ForeignKey(
        "casework.CaseEvent", null=True, blank=True, on_delete=models.PROTECT, related_name="money"
    )
    act = models.CharField(max_length=200, blank=True)
    budget_act = models.ForeignKey(
        "finance.BudgetAct", null=True, on_delete=models.PROTECT, related_name="entries"
    )
    measure = models.CharField(max_length=40, editable=False)
    source = models.CharField(max_length=12, editable=False)

    objects = FactQuerySet["MoneyEntry"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="money_not_zero", condition=~Q(amount=0)),
            models.CheckConstraint(
                name="payments_positive",
                condition=Q(kind__in=["allocated", "committed"]) | Q(amount__gt=0),
            ),
            models.CheckConstraint(
                name="spent_for_a_case", condition=Q(kind="allocated") | Q(case__isnull=False)
            ),
            models.CheckConstraint(
                name="acts_allocate_or_carry",
                condition=Q(budget_act=None) | Q(kind__in=["allocated", "committed"]),
            ),
        ]
        indexes = [models.Index(fields=["line", "case"], name="money_of_case")]


class Target(Fact):
    """What was planned for an indicator, by which act, for which period.

    Several live targets of one period add up: eight places, then two more by a later resolution.
    """

    indicator = models.CharField(max_length=80)
    value = models.BigIntegerField()
    occurred_on = models.DateField(help_text="the day of the act")
    valid_from = models.DateField()
    valid_to = models.DateField()
    act = models.CharField(max_length=250)
    territory = models.ForeignKey(
        "places.Territory", null=True, blank=True, on_delete=models.PROTECT
    )

    objects = FactQuerySet["Target"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="target_period_in_order", condition=Q(valid_to__gte=F("valid_from"))
            )
        ]
