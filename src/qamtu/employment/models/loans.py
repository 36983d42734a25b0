"""Microcredits: applications, issued loans, repayments, changes of a schedule."""

from django.db import models
from django.db.models import Q

from qamtu.ledger.models import Fact, FactQuerySet


class LoanApplication(Fact):
    """A loan asked for, as the rules of the day judged it. Tiyn; the rate in millionths a year."""

    class Method(models.TextChoices):
        ANNUITY = "annuity"
        EQUAL_PRINCIPAL = "equal_principal"

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="loan_applications"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="loan_applications"
    )
    applied_on = models.DateField()
    lending = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    idea = models.CharField(max_length=250, blank=True)
    amount = models.BigIntegerField()
    rate_millionths = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField()
    grace_months = models.PositiveSmallIntegerField(default=0)
    method = models.CharField(max_length=15, choices=Method.choices, default=Method.ANNUITY)
    assessment = models.ForeignKey(
        "casework.Assessment", on_delete=models.PROTECT, related_name="+"
    )

    objects = FactQuerySet["LoanApplication"].as_manager()

    class Meta:
        ordering = ["-applied_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="loan_application_of_case", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="loan_application_asks", condition=Q(amount__gt=0, months__gt=0)
            ),
        ]


class LoanIssue(Fact):
    """A loan that was given: the lender's contract, the day, the first day of payment."""

    application = models.ForeignKey(
        LoanApplication, on_delete=models.PROTECT, related_name="issues"
    )
    lender = models.CharField(max_length=200)
    contract = models.CharField(max_length=60)
    given_on = models.DateField()
    first_due = models.DateField()

    objects = FactQuerySet["LoanIssue"].as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="loan_issued_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="loan_by_a_contract",
                condition=~Q(contract="") & Q(first_due__gt=models.F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.contract}"


class LoanRepayment(Fact):
    """What the borrower paid on a day, tiyn; it goes to the oldest instalments first."""

    issue = models.ForeignKey(LoanIssue, on_delete=models.PROTECT, related_name="repayments")
    occurred_on = models.DateField()
    amount = models.BigIntegerField()
    paper = models.CharField(max_length=60, blank=True)

    objects = FactQuerySet["LoanRepayment"].as_manager()

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.CheckConstraint(name="loan_repayment_is_paid", condition=Q(amount__gt=0))
        ]


class LoanChange(Fact):
    """The schedule after an instalment is another: an early repayment, or new terms by an act.

    `amount`: repaid early together with instalment `after`, tiyn. `months`, `rate_millionths`,
    `grace_months`: the terms of what is left.
    """

    class Kind(models.TextChoices):
        SHORTER = "shorter"  # repaid early, the payment stays
        SMALLER = "smaller"  # repaid early, the term stays
        RESTRUCTURED = "restructured"

    issue = models.ForeignKey(LoanIssue, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    occurred_on = models.DateField()
    after = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    rate_millionths = models.PositiveIntegerField(default=0)
    grace_months = models.PositiveSmallIntegerField(default=0)
    act = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["LoanChange"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="loan_change_is_one",
                condition=Q(kind="restructured", months__gt=0) & ~Q(act="")
                | Q(kind__in=["shorter", "smaller"], amount__gt=0),
            )
        ]
