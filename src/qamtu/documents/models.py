"""Papers: what came in with an application, what went out with a decision."""

import hashlib

from django.db import models
from django.db.models import functions

from qamtu.accounts.models import User


class Document(models.Model):
    """A file kept as it came, known by its hash. Only ever added."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    title = models.CharField(max_length=250)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    media_type = models.CharField(max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, editable=False)
    added_at = models.DateTimeField(db_default=functions.Now())
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class NumberSeries(models.Model):
    """The last number given in a series of an office in a year. See `numbering`."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "series", "year"], name="number_series_once")
        ]


def keep_document(
    *, office_id: int, title: str, content: bytes, media_type: str, by: User
) -> Document:
    """Keep a file with its hash."""
    return Document.objects.create(
        office_id=office_id,
        title=title,
        content=content,
        media_type=media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=by,
    )
