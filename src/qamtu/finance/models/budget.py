"""The budget of a year: programmes, the classification of a line, acts, the financing plan."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from qamtu.ledger.models import Fact, FactQuerySet
from qamtu.trilingual import Names

from .ledger import BudgetLine


class BudgetProgramme(Fact):
    """A programme of the unified budget classification (ЕБК), as the office's budget names it.

    The codes are entered by the office: the classification is changed by orders every year.
    """

    functional_group = models.CharField(max_length=2)
    functional_subgroup = models.CharField(max_length=1, blank=True)
    administrator = models.CharField(max_length=3)
    programme = models.CharField(max_length=3)
    name_kk = models.CharField(max_length=250)
    name_ru = models.CharField(max_length=250)

    objects = FactQuerySet["BudgetProgramme"].as_manager()

    class Meta:
        ordering = ["functional_group", "functional_subgroup", "administrator", "programme"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "office",
                    "functional_group",
                    "functional_subgroup",
                    "administrator",
                    "programme",
                ],
                name="budget_programme_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="budget_programme_in_digits",
                condition=Q(functional_group__regex=r"^[0-9]{1,2}$")
                & Q(functional_subgroup__regex=r"^[0-9]?$")
                & Q(administrator__regex=r"^[0-9]{3}$")
                & Q(programme__regex=r"^[0-9]{3}$"),
            ),
            models.CheckConstraint(
                name="budget_programme_named", condition=~Q(name_kk="") & ~Q(name_ru="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_kk}"

    @property
    def code(self) -> str:
        """«06 2 451 002»: group, subgroup, administrator, programme."""
        parts = (
            self.functional_group,
            self.functional_subgroup,
            self.administrator,
            self.programme,
        )
        return " ".join(part for part in parts if part)

    def name(self, language: str) -> str:
        return self.name_kk if language == "kk" else self.name_ru


class LineClassification(Fact):
    """Under which programme, subprogramme and specific (ерекшелік) a line stands; one at a time."""

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="classifications")
    programme = models.ForeignKey(
        BudgetProgramme, on_delete=models.PROTECT, related_name="classifications"
    )
    subprogramme = models.CharField(max_length=3, blank=True)
    specific = models.CharField(max_length=3, blank=True)

    objects = FactQuerySet["LineClassification"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"], name="one_classification_of_a_line", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="classification_in_digits",
                condition=Q(subprogramme__regex=r"^([0-9]{3})?$")
                & Q(specific__regex=r"^([0-9]{3})?$"),
            ),
        ]

    @property
    def code(self) -> str:
        """«06 2 451 002 011 322»."""
        parts = (self.programme.code, self.subprogramme, self.specific)
        return " ".join(part for part in parts if part)


class BudgetAct(Fact):
    """An act by which the budget of a year was approved or changed; its entries are of one piece.

    Entries of a `moved` act sum to nothing, those of a `carried` one to nothing for every case: a
    trigger holds it. An entry is retracted with its act and not by itself.
    """

    class Kind(models.TextChoices):
        APPROVED = "approved"  # the budget of the year
        CLARIFIED = "clarified"  # more or less of it during the year
        MOVED = "moved"  # between lines
        CARRIED = "carried"  # unpaid obligations into the next year

    KIND_NAMES: ClassVar[dict[str, Names]] = {
        Kind.APPROVED: Names("бекітілді", "утверждён", "approved"),
        Kind.CLARIFIED: Names("нақтыланды", "уточнён", "clarified"),
        Kind.MOVED: Names("ауыстырылды", "перемещение", "moved between lines"),
        Kind.CARRIED: Names(
            "міндеттемелер көшірілді", "перенос обязательств", "obligations carried over"
        ),
    }

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind.choices)
    number = models.CharField(max_length=60)
    occurred_on = models.DateField()
    title = models.CharField(max_length=200, blank=True)

    objects = FactQuerySet["BudgetAct"].as_manager()

    class Meta:
        ordering = ["-occurred_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "kind", "number", "occurred_on"],
                name="budget_act_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="budget_act_has_its_number", condition=~Q(number="")),
        ]

    def __str__(self) -> str:
        day = f"{self.occurred_on:%d.%m.%Y}"
        return f"{self.title} № {self.number}, {day}" if self.title else f"№ {self.number}, {day}"


class FinancingPlan(Fact):
    """How much more (or less) a line may bind or pay in a month, by which act; rows add up.

    The two columns of the usual form: the plan by commitments and the plan by payments. What a
    month has of a column is never below zero: a trigger holds it under the line's lock.
    """

    class Column(models.TextChoices):
        COMMITMENTS = "commitments"
        PAYMENTS = "payments"

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="financing")
    month = models.PositiveSmallIntegerField()
    column = models.CharField(max_length=11, choices=Column.choices)
    amount = models.BigIntegerField()
    occurred_on = models.DateField(help_text="the day of the act")
    act = models.CharField(max_length=200)

    objects = FactQuerySet["FinancingPlan"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="financing_month", condition=Q(month__gte=1, month__lte=12)
            ),
            models.CheckConstraint(name="financing_by_an_act", condition=~Q(amount=0) & ~Q(act="")),
        ]
