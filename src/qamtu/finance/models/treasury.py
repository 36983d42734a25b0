"""Statements of the treasury: what it says was paid, beside what we entered."""

from django.db import models
from django.db.models import Q, functions

from qamtu.accounts.models import User
from qamtu.ledger.models import Fact, FactQuerySet

from .ledger import MoneyEntry


class TreasuryStatement(models.Model):
    """A file that came from the treasury."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    filename = models.CharField(max_length=250)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=functions.Now())

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename


class StatementRow(models.Model):
    """One payment as the treasury says it; below zero, money that came back.

    `fingerprint` is of what the row says and which of its equals it is: the same statement, or one
    that overlaps, adds nothing twice.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    statement = models.ForeignKey(TreasuryStatement, on_delete=models.PROTECT, related_name="rows")
    occurred_on = models.DateField()
    amount = models.BigIntegerField()
    document = models.CharField(max_length=60, blank=True)
    payee_number = models.CharField(max_length=12, blank=True)
    payee = models.CharField(max_length=250, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    administrator = models.CharField(max_length=3, blank=True)
    programme = models.CharField(max_length=3, blank=True)
    subprogramme = models.CharField(max_length=3, blank=True)
    specific = models.CharField(max_length=3, blank=True)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "fingerprint"], name="statement_row_once"),
            models.CheckConstraint(name="statement_row_not_zero", condition=~Q(amount=0)),
        ]
        indexes = [models.Index(fields=["office", "occurred_on"], name="statement_row_days")]

    @property
    def code(self) -> str:
        parts = (self.administrator, self.programme, self.subprogramme, self.specific)
        return " ".join(part for part in parts if part)


class StatementMatch(Fact):
    """A row of the treasury is this entry of ours, or one of several; an entry once at a time."""

    row = models.ForeignKey(StatementRow, on_delete=models.PROTECT, related_name="matches")
    entry = models.ForeignKey(
        MoneyEntry, on_delete=models.PROTECT, related_name="statement_matches"
    )
    is_by_hand = models.BooleanField(default=False)
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["StatementMatch"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], name="entry_matched_once", condition=Q(retracted_at=None)
            )
        ]
