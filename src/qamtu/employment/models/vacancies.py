"""Vacancies that employers announced to the centre."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, functions

from qamtu.accounts.models import User


class Vacancy(models.Model):
    """Places of one occupation at an employer, open from a day until it is closed with its reason.

    `occupation` is a unit group of ISCO-08, `pay_from` and `pay_to` are tiyn a month before taxes.
    `education`, `schedule`, `demands` and `features` are codes of `employment.matching`: what the
    work asks of health, and what makes the workplace accessible.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="vacancies"
    )
    occupation = models.CharField(max_length=4)
    title = models.CharField(max_length=200)
    duties = models.TextField(blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    pay_from = models.BigIntegerField()
    pay_to = models.BigIntegerField(null=True, blank=True)
    schedule = models.CharField(max_length=12, default="full_day")
    education = models.CharField(max_length=12, default="none")
    years = models.PositiveSmallIntegerField(default=0)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    demands = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    features = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    has_transport = models.BooleanField(default=False)
    territory = models.ForeignKey("places.Territory", null=True, on_delete=models.PROTECT)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=250, blank=True)
    recorded_at = models.DateTimeField(db_default=functions.Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="vacancy_has_places", condition=Q(places__gt=0)),
            models.CheckConstraint(
                name="vacancy_pay_in_order",
                condition=Q(pay_from__gte=0) & (Q(pay_to=None) | Q(pay_to__gte=F("pay_from"))),
            ),
            models.CheckConstraint(
                name="vacancy_closed_with_its_reason",
                condition=Q(closed_on=None)
                | (Q(closed_on__gte=F("opened_on")) & ~Q(close_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "-opened_on"],
                condition=Q(closed_on=None),
                name="vacancy_open",
            )
        ]

    def __str__(self) -> str:
        return self.title
