"""Job quotas: resolutions of the akimat, each employer's places, who is hired, letters."""

from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet


class QuotaResolution(Fact):
    """A resolution of the akimat that sets places for one group in a year.

    A later one of the same year adds places. `target`: its part of the year's plan in the report.
    """

    class Group(models.TextChoices):
        DISABLED = "disabled"
        PROBATION = "probation"
        RELEASED = "released"
        ORPHAN_YOUTH = "orphan_youth"
        YOUTH = "youth"

    group = models.CharField(max_length=12, choices=Group.choices)
    number = models.CharField(max_length=40)
    signed_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT)
    target = models.ForeignKey("finance.Target", null=True, on_delete=models.PROTECT)

    objects = FactQuerySet["QuotaResolution"].as_manager()

    class Meta:
        ordering = ["-year", "-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "group", "year", "number", "signed_on"],
                name="quota_resolution_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="quota_resolution_has_number", condition=~Q(number="")),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"


class EmployerQuota(Fact):
    """The places of one employer by a resolution: staff less excluded posts, by the percent.

    `disabled_staff` of the staff, and `is_association` of persons with disabilities: such employers
    may be exempt.
    """

    resolution = models.ForeignKey(
        QuotaResolution, on_delete=models.PROTECT, related_name="employers"
    )
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="quotas"
    )
    staff = models.PositiveIntegerField()
    excluded = models.PositiveIntegerField(default=0)
    disabled_staff = models.PositiveIntegerField(default=0)
    is_association = models.BooleanField(default=False)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    places = models.PositiveSmallIntegerField()

    objects = FactQuerySet["EmployerQuota"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "organization"],
                name="employer_once_per_resolution",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="quota_within_staff",
                condition=Q(places__gt=0, excluded__lte=F("staff") - F("places")),
            ),
            models.CheckConstraint(
                name="quota_percent_in_order", condition=Q(percent__gt=0, percent__lte=100)
            ),
        ]

    @property
    def net_staff(self) -> int:
        return self.staff - self.excluded


class QuotaHire(Fact):
    """A person hired for an employer's quota place by an order; `status` proves the group."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="quota_hires")
    quota = models.ForeignKey(EmployerQuota, on_delete=models.PROTECT, related_name="hires")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="quota_hires"
    )
    hired_on = models.DateField()
    order = models.CharField(max_length=60)
    status = models.ForeignKey(
        "people.StatusPeriod", null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_over = models.BooleanField(default=False)

    objects = FactQuerySet["QuotaHire"].as_manager()

    class Meta:
        ordering = ["hired_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="quota_hire_once_per_case", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="quota_hire_by_an_order", condition=~Q(order="")),
        ]


class QuotaLeaving(Fact):
    """The last day that a hired person worked: the place is free after it."""

    hire = models.ForeignKey(QuotaHire, on_delete=models.PROTECT, related_name="leavings")
    occurred_on = models.DateField()
    reason = models.CharField(max_length=250)

    objects = FactQuerySet["QuotaLeaving"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hire"], name="quota_hire_left_once", condition=Q(retracted_at=None)
            )
        ]


class QuotaLetter(Fact):
    """A numbered letter to an employer: its places and people as they stood on the day.

    `rows`: the resolutions, as the letter names them.
    """

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="quota_letters"
    )
    group = models.CharField(max_length=12, choices=QuotaResolution.Group.choices)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    places = models.PositiveIntegerField()
    hired = models.PositiveIntegerField()
    rows = models.JSONField()

    objects = FactQuerySet["QuotaLetter"].as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="quota_letter_number_once"
            )
        ]

    @property
    def shortfall(self) -> int:
        return max(0, self.places - self.hired)


class QuotaAnswer(Fact):
    """What the employer answered to a letter."""

    class Answer(models.TextChoices):
        WILL_HIRE = "will_hire"
        VACANCY_GIVEN = "vacancy_given"
        NOBODY_FIT = "nobody_fit"
        OBJECTS = "objects"
        OTHER = "other"

    letter = models.ForeignKey(QuotaLetter, on_delete=models.PROTECT, related_name="answers")
    occurred_on = models.DateField()
    answer = models.CharField(max_length=14, choices=Answer.choices)
    note = models.CharField(max_length=250, blank=True)
    said_by = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["QuotaAnswer"].as_manager()

    class Meta:
        ordering = ["pk"]
