"""People harmed by the Semipalatinsk test site: where they lived, what is due, certificates."""

from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet


class SiteClaim(Fact):
    """An application for the one-time compensation; `assessment` is what the rules said of it.

    `answer_by`: the last day for the answer, later where a paper is lacking.
    """

    case = models.OneToOneField(
        "casework.Case", on_delete=models.PROTECT, related_name="site_claim"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="site_claims"
    )
    assessment = models.ForeignKey(
        "casework.Assessment", on_delete=models.PROTECT, related_name="+"
    )
    category = models.CharField(max_length=16)
    applied_on = models.DateField()
    lacking = models.CharField(max_length=250, blank=True)
    answer_by = models.DateField()

    objects = FactQuerySet["SiteClaim"].as_manager()

    class Meta:
        ordering = ["-applied_on", "-pk"]


class SiteResidence(Fact):
    """A time in a zone, by a paper."""

    claim = models.ForeignKey(SiteClaim, on_delete=models.PROTECT, related_name="residences")
    zone = models.CharField(max_length=14)
    lived_from = models.DateField()
    lived_to = models.DateField()
    place = models.CharField(max_length=160)
    paper = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["SiteResidence"].as_manager()

    class Meta:
        ordering = ["lived_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="residence_in_order", condition=Q(lived_to__gte=F("lived_from"))
            )
        ]


class SiteCompensation(Fact):
    """The compensation is assigned: once to a person, and for ever. Tiyn."""

    claim = models.ForeignKey(SiteClaim, on_delete=models.PROTECT, related_name="compensations")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    decided_on = models.DateField()

    objects = FactQuerySet["SiteCompensation"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="compensated_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="compensation_sum", condition=Q(amount__gt=0)),
        ]


class SiteCertificate(Fact):
    """The certificate of a person harmed by the test site; numbers without gaps in a year."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="site_certificates"
    )
    claim = models.ForeignKey(SiteClaim, on_delete=models.PROTECT, related_name="certificates")
    category = models.CharField(max_length=16)
    zone = models.CharField(max_length=14)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    issued_on = models.DateField()

    objects = FactQuerySet["SiteCertificate"].as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="site_number_once"),
            models.UniqueConstraint(
                fields=["person"], name="site_certified_once", condition=Q(retracted_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class SiteAid(Fact):
    """The yearly aid of a maslikhat's decision: once a year to a certified person. Tiyn."""

    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="site_aid")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="site_aids")
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    act = models.CharField(max_length=250)
    decided_on = models.DateField()

    objects = FactQuerySet["SiteAid"].as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="site_aid_once_a_year",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="site_aid_sum", condition=Q(amount__gt=0)),
        ]
