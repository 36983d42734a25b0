"""Examinations of disability, as their extracts say; the status that each establishes."""

from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet


class Examination(Fact):
    """An extract of the medical and social examination (МӘС / МСЭ).

    `status`: the period of the register that it establishes; `valid_to` empty: without term.
    `loss_percent`: loss of the capacity to work, where it is established.
    """

    class Cause(models.TextChoices):
        GENERAL_ILLNESS = "general_illness"
        FROM_CHILDHOOD = "from_childhood"
        CHILD_UNDER_7 = "child_under_7"
        CHILD_7_TO_18 = "child_7_to_18"
        WORK_INJURY = "work_injury"
        OCCUPATIONAL_DISEASE = "occupational_disease"
        SERVICE = "service"
        OTHER = "other"

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="examinations"
    )
    status = models.ForeignKey(
        "people.StatusPeriod", on_delete=models.PROTECT, related_name="examinations"
    )
    number = models.CharField(max_length=60)
    examined_on = models.DateField()
    category = models.CharField(max_length=40)
    cause = models.CharField(max_length=20, choices=Cause.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    loss_percent = models.PositiveSmallIntegerField(null=True)

    objects = FactQuerySet["Examination"].as_manager()

    class Meta:
        ordering = ["-examined_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="examination_number_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="examination_in_order",
                condition=(Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))) & ~Q(number=""),
            ),
            models.CheckConstraint(
                name="examination_loss_in_percent",
                condition=Q(loss_percent=None) | Q(loss_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"
