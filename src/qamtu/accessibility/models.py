"""Surveys of facilities, their passports, the works that adapt them, complaints about them."""

from django.db import models
from django.db.models import F, Q, functions

from qamtu.ledger.models import Fact, FactQuerySet


class SurveyTask(Fact):
    """Somebody is to survey a facility until a day. The newest live one counts."""

    facility = models.ForeignKey(
        "organizations.Facility", on_delete=models.PROTECT, related_name="survey_tasks"
    )
    due_on = models.DateField()
    inspector = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["SurveyTask"].as_manager()

    class Meta:
        ordering = ["-pk"]


class Survey(Fact):
    """What was seen at a facility on a day: an answer to every attribute of every zone.

    `upload`: made by the phone on which the form was filled, so that a form sent twice is kept
    once. `clash`: what had changed at the facility since the form was loaded; then a person chooses
    (`SurveyChoice`). `answers`: as `qamtu.rules.accessibility.verdicts.Answers`.
    """

    class Clash(models.TextChoices):
        NONE = ""
        SURVEY = "survey"  # somebody else's survey came first
        TASK = "task"  # the task was changed or taken back

    facility = models.ForeignKey(
        "organizations.Facility", on_delete=models.PROTECT, related_name="surveys"
    )
    upload = models.UUIDField()
    surveyed_on = models.DateField()
    inspector = models.CharField(max_length=160)
    answers = models.JSONField()
    note = models.TextField(blank=True)
    clash = models.CharField(max_length=6, choices=Clash.choices, blank=True, default="")
    clashes_with = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    objects = FactQuerySet["Survey"].as_manager()

    class Meta:
        ordering = ["-surveyed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "upload"], name="survey_uploaded_once"),
            models.CheckConstraint(
                name="survey_clashes_with_one",
                condition=Q(clash="survey", clashes_with__isnull=False)
                | (~Q(clash="survey") & Q(clashes_with=None)),
            ),
        ]


class SurveyPhoto(Fact):
    """A photo of a zone, sent after its survey."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="photos")
    upload = models.UUIDField()
    zone = models.CharField(max_length=24)
    caption = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")

    objects = FactQuerySet["SurveyPhoto"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "upload"], name="survey_photo_once")
        ]


class SurveyChoice(Fact):
    """Which survey counts where two clashed: one of the two, or a third made of both."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="choices")
    kept = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    objects = FactQuerySet["SurveyChoice"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey"], name="survey_chosen_once", condition=Q(retracted_at=None)
            )
        ]


class Passport(Fact):
    """A survey approved: the verdict of each need with its reasons, and which rules said so.

    `verdicts`: {need: {"verdict": …, "zones": {zone: verdict}, "reasons": [[zone, attribute,
    bound, tenths, answer, is_must], …]}}.
    """

    facility = models.ForeignKey(
        "organizations.Facility", on_delete=models.PROTECT, related_name="passports"
    )
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="passports")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    approved_on = models.DateField()
    verdicts = models.JSONField()
    rules_version = models.CharField(max_length=16)

    objects = FactQuerySet["Passport"].as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey"], name="passport_of_survey", condition=Q(retracted_at=None)
            ),
            models.UniqueConstraint(fields=["office", "year", "number"], name="passport_number"),
        ]


class PlannedWork(Fact):
    """A work of a facility in the adaptation plan of a year: what, by when, for how much (tiyn)."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="works")
    facility = models.ForeignKey(
        "organizations.Facility", on_delete=models.PROTECT, related_name="works"
    )
    year = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=24)
    attribute = models.CharField(max_length=32, blank=True)
    what = models.CharField(max_length=250)
    cost = models.BigIntegerField(default=0)
    due_on = models.DateField()

    objects = FactQuerySet["PlannedWork"].as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="planned_work_is_said", condition=~Q(what="") & Q(cost__gte=0)
            ),
            models.CheckConstraint(
                name="planned_work_within_its_year", condition=Q(due_on__year=F("year"))
            ),
        ]


class WorkAcceptance(Fact):
    """A work done and taken over, by an act, for what it cost (tiyn)."""

    work = models.ForeignKey(PlannedWork, on_delete=models.PROTECT, related_name="acceptances")
    act = models.CharField(max_length=60)
    accepted_on = models.DateField()
    cost = models.BigIntegerField(default=0)

    objects = FactQuerySet["WorkAcceptance"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["work"], name="work_accepted_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="work_accepted_by_an_act", condition=~Q(act="") & Q(cost__gte=0)
            ),
        ]


class FacilityComplaint(models.Model):
    """What somebody from outside complains of about a facility; only ever added.

    Nobody of the office has recorded it, so it is no `Fact`. `sender`: a keyed hash of the address
    that it came from, to see that one does not send hundreds.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    facility = models.ForeignKey(
        "organizations.Facility", on_delete=models.PROTECT, related_name="complaints"
    )
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    received_on = models.DateField()
    received_at = models.DateTimeField(db_default=functions.Now(), editable=False)
    due_on = models.DateField()
    name = models.CharField(max_length=160)
    contact = models.CharField(max_length=160)
    need = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=2)
    sender = models.CharField(max_length=64)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="complaint_number"),
            models.CheckConstraint(
                name="complaint_is_said", condition=~Q(text="") & ~Q(name="") & ~Q(contact="")
            ),
        ]


class ComplaintAnswer(Fact):
    """What the office answered."""

    complaint = models.ForeignKey(
        FacilityComplaint, on_delete=models.PROTECT, related_name="answers"
    )
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    answered_on = models.DateField()
    text = models.TextField()

    objects = FactQuerySet["ComplaintAnswer"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], name="complaint_answered_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="answer_is_said", condition=~Q(text="")),
        ]
