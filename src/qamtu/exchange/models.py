"""The log of what came in from outside."""

from django.db import models
from django.db.models import functions

from qamtu.accounts.models import User


class ImportRun(models.Model):
    """One file taken in: how many rows came, landed, were known already, or came back."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    filename = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    landed = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    skipped = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=functions.Now())
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
