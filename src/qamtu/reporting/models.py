"""What a district reports, and the reports that its head has signed."""

from django.db import models
from django.db.models import functions

from qamtu.accounts.models import User


class ReportForm(models.Model):
    """Which figures an office prints, in which order, with which slices: data, not code."""

    office = models.OneToOneField("accounts.Office", on_delete=models.PROTECT)
    figures = models.JSONField()

    class Meta:
        ordering = ["pk"]


class SignedReport(models.Model):
    """A report frozen by a signature: its figures, its three dates, its hash. Only ever added."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    period_from = models.DateField()
    as_of = models.DateField()
    known_at = models.DateTimeField()
    form = models.JSONField()
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(db_default=functions.Now())
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-signed_at", "-pk"]
