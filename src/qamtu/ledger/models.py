"""A fact: appended, never edited; a mistake is retracted, with a reason.

Three times stand on every fact: the day on which it was true (each ledger names its own), the
moment at which it was recorded, and the moment of its retraction. The clock is the database's:
a trigger writes `recorded_at` and `retracted_at` whatever the caller says.
"""

from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Q, functions

from qamtu.accounts.models import User

FactT = TypeVar("FactT", bound="Fact")


class FactQuerySet(models.QuerySet[FactT]):
    def live(self) -> "FactQuerySet[FactT]":
        """Facts that stand today."""
        return self.filter(retracted_at=None)

    def known_at(self, moment: datetime) -> "FactQuerySet[FactT]":
        """Facts that were recorded, and not yet retracted, at that moment."""
        return self.filter(
            Q(retracted_at=None) | Q(retracted_at__gt=moment), recorded_at__lte=moment
        )


class Fact(models.Model):
    """Base of the ledgers. See docs/architecture.md, «Facts»."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    recorded_at = models.DateTimeField(editable=False, db_default=functions.Now())
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    retracted_at = models.DateTimeField(null=True, editable=False)
    retracted_by = models.ForeignKey(
        User, null=True, editable=False, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    retraction_reason = models.TextField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_live(self) -> bool:
        return self.retracted_at is None

    def retract(self, *, reason: str, by: User) -> None:
        """Take this fact back. It stays on the ledger, struck through with its reason.

        Raises `AlreadyRetracted` for a second retraction and `ReasonMissing` for a blank reason.
        """
        if not reason.strip():
            raise ReasonMissing
        with transaction.atomic():
            changed = (
                type(self)
                ._default_manager.filter(pk=self.pk, retracted_at=None)
                .update(retracted_by=by, retraction_reason=reason.strip())
            )
        if not changed:
            raise AlreadyRetracted
        self.refresh_from_db()


def violated_constraint(error: IntegrityError) -> str:
    """The name of the constraint that refused, or nothing."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", None) or "")


class FactRefused(Exception):
    """A fact that can not be recorded or retracted; `code` names the sentence for the user."""

    code = "fact-refused"

    def __init__(self, code: str | None = None, **values: Any) -> None:
        self.code = code or type(self).code
        self.values = values
        super().__init__(self.code, values)


class ReasonMissing(FactRefused):
    code = "reason-missing"


class AlreadyRetracted(FactRefused):
    code = "already-retracted"
