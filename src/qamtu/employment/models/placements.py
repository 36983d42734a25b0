"""Subsidised jobs: places of an employer, people placed, their months and what is paid for them."""

from django.db import models
from django.db.models import F, Q, functions

from qamtu.accounts.links import LastingLink, LastingLinkQuerySet
from qamtu.accounts.models import User
from qamtu.ledger.models import Fact, FactQuerySet


class EmployerLink(LastingLink):
    """A link by which an employer without an account sees its own people and answers.

    `token` is a secret; the link ends on a day or when it is revoked. What is said through it is
    recorded by the member of staff who gave it, with the name of who said it.
    """

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="links"
    )

    objects = LastingLinkQuerySet["EmployerLink"].as_manager()


class Agreement(models.Model):
    """An employer's application for subsidised places of one kind, and the agreement on it.

    `measure` is the kind; `wage` is tiyn a month; `week` the working days of a week. It is applied
    for, signed under a number or refused with a reason, and may end before its last day.
    """

    class State(models.TextChoices):
        APPLIED = "applied"
        SIGNED = "signed"
        REFUSED = "refused"
        ENDED = "ended"

    class Week(models.IntegerChoices):
        FIVE = 5
        SIX = 6

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="agreements"
    )
    measure = models.CharField(max_length=40)
    post = models.CharField(max_length=200)
    occupation = models.CharField(max_length=4, blank=True)
    places = models.PositiveSmallIntegerField()
    wage = models.BigIntegerField()
    week = models.PositiveSmallIntegerField(choices=Week.choices, default=Week.FIVE)
    staff = models.PositiveIntegerField(default=0)
    first_day = models.DateField()
    last_day = models.DateField()
    applied_on = models.DateField()
    said_by = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.APPLIED)
    number = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=250, blank=True)
    recorded_at = models.DateTimeField(db_default=functions.Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="agreement_number_once"
            ),
            models.CheckConstraint(name="agreement_has_places", condition=Q(places__gt=0)),
            models.CheckConstraint(name="agreement_has_wage", condition=Q(wage__gt=0)),
            models.CheckConstraint(
                name="agreement_in_order", condition=Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="agreement_signed_with_its_number",
                condition=~Q(state__in=["signed", "ended"])
                | Q(number__isnull=False, year__isnull=False, decided_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}/{self.year}" if self.number else self.post


class Placement(Fact):
    """A person placed at an agreement's place by an order, until `last_day` at most.

    `replaces`: the placement of one who left, whose place this person took.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="placements")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="placements")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="placements")
    started_on = models.DateField()
    last_day = models.DateField()
    order = models.CharField(max_length=60)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    objects = FactQuerySet["Placement"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="placed_once_per_case", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="placement_in_order", condition=Q(last_day__gte=F("started_on"))
            ),
            models.CheckConstraint(name="placed_by_an_order", condition=~Q(order="")),
        ]


class PlacementEnd(Fact):
    """The last day that a placed person worked, and why it was the last."""

    class Reason(models.TextChoices):
        TERM_OVER = "term_over"
        KEPT_ON = "kept_on"  # hired for good by the same employer
        FOUND_WORK = "found_work"
        LEFT = "left"
        DISMISSED = "dismissed"
        DECEASED = "deceased"

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="ends")
    occurred_on = models.DateField()
    reason = models.CharField(max_length=10, choices=Reason.choices)
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["PlacementEnd"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"], name="placement_ends_once", condition=Q(retracted_at=None)
            )
        ]


class Timesheet(Fact):
    """The days of one month that a placed person worked, as the employer says.

    `norm`: working days of the whole month; `absences`: {kind: working days}.
    """

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="timesheets")
    month = models.DateField()
    norm = models.PositiveSmallIntegerField()
    worked = models.PositiveSmallIntegerField()
    absences = models.JSONField(default=dict)
    said_by = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["Timesheet"].as_manager()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "month"],
                name="timesheet_once_a_month",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="timesheet_of_a_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="worked_within_the_norm", condition=Q(worked__lte=F("norm"), norm__gt=0)
            ),
        ]


class PaidMonth(Fact):
    """What an accepted timesheet is paid by the law of its month. Tiyn.

    `subsidy` is the state's part. Where the state pays the wage itself, `net` goes to the person
    and `withheld` to the employer, who is the tax agent; else all of it goes to the employer.
    """

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="paid_months")
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="paid_months")
    month = models.DateField()
    assessment = models.ForeignKey(
        "casework.Assessment", on_delete=models.PROTECT, related_name="+"
    )
    earned = models.BigIntegerField()
    subsidy = models.BigIntegerField()
    pension = models.BigIntegerField()
    health = models.BigIntegerField()
    income_tax = models.BigIntegerField()
    net = models.BigIntegerField()
    is_paid_to_person = models.BooleanField()
    accepted_on = models.DateField()

    objects = FactQuerySet["PaidMonth"].as_manager()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "month"],
                name="month_paid_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="paid_month_adds_up",
                condition=Q(
                    net=F("earned") - F("pension") - F("health") - F("income_tax"),
                    subsidy__gte=0,
                    net__gte=0,
                ),
            ),
        ]

    @property
    def withheld(self) -> int:
        """Contributions and tax of the person, tiyn."""
        return self.pension + self.health + self.income_tax
