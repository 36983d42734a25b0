"""Startup grants: rounds with their money, applications, the commission's scores, awards."""

from django.db import models
from django.db.models import F, Q, functions

from qamtu.accounts.models import User
from qamtu.ledger.models import Fact, FactQuerySet


class GrantRound(models.Model):
    """A round of applications: its window, and the money that may be awarded in it (tiyn)."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    money = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=functions.Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="grant_round_number_once"
            ),
            models.CheckConstraint(name="grant_round_has_money", condition=Q(money__gt=0)),
            models.CheckConstraint(
                name="grant_round_in_order", condition=Q(closes_on__gte=F("opens_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}/{self.year}"


class CommissionMember(models.Model):
    """Who scores the applications of a round."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    round = models.ForeignKey(GrantRound, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="member_once_per_round"),
            models.CheckConstraint(name="member_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class GrantApplication(Fact):
    """An application of a round: the project, its estimate and the sum asked (tiyn).

    `estimate`: [what, tiyn]; it adds up to `asked`. `assessment`: what the rules of the day said.
    """

    round = models.ForeignKey(GrantRound, on_delete=models.PROTECT, related_name="applications")
    case = models.OneToOneField(
        "casework.Case", on_delete=models.PROTECT, related_name="grant_application"
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    project = models.CharField(max_length=250)
    activity = models.CharField(max_length=250, blank=True)
    estimate = models.JSONField()
    asked = models.BigIntegerField()
    category = models.CharField(max_length=40)
    applied_on = models.DateField()
    assessment = models.ForeignKey(
        "casework.Assessment", on_delete=models.PROTECT, related_name="+"
    )

    objects = FactQuerySet["GrantApplication"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"],
                name="one_application_in_a_round",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(name="grant_asks_a_sum", condition=Q(asked__gt=0)),
            models.CheckConstraint(name="grant_has_a_project", condition=~Q(project="")),
        ]


class GrantScore(Fact):
    """A member's points for an application, 0 to 100; none where interests conflict."""

    application = models.ForeignKey(
        GrantApplication, on_delete=models.PROTECT, related_name="scores"
    )
    member = models.ForeignKey(CommissionMember, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(null=True)
    has_conflict = models.BooleanField(default=False)
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["GrantScore"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "member"],
                name="scored_once_by_a_member",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="points_or_a_conflict",
                condition=Q(has_conflict=True, points=None)
                | Q(has_conflict=False, points__lte=100),
            ),
        ]


class GrantAward(Fact):
    """An award with its contract, out of the money of the round."""

    application = models.ForeignKey(
        GrantApplication, on_delete=models.PROTECT, related_name="awards"
    )
    round = models.ForeignKey(GrantRound, on_delete=models.PROTECT, related_name="awards")
    amount = models.BigIntegerField()
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    awarded_on = models.DateField()

    objects = FactQuerySet["GrantAward"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="grant_contract_number_once"
            ),
            models.UniqueConstraint(
                fields=["application"], name="awarded_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="award_positive", condition=Q(amount__gt=0)),
        ]
