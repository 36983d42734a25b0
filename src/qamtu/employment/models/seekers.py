"""What the centre knows of a job seeker, and what became of the work that was offered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet

from .placements import Agreement
from .vacancies import Vacancy


class SeekerProfile(Fact):
    """What a job seeker can and wants, from a day on; the newest live one counts.

    `occupations`: [unit group of ISCO-08, years of work, is it wished]. `health_limits`, `skills`
    and `schedules` are codes of `employment.matching`. Sums are tiyn a month.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="profiles")
    valid_from = models.DateField()
    education = models.CharField(max_length=12, default="none")
    occupations = models.JSONField(default=list)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    schedules = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    health_limits = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    lowest_pay = models.BigIntegerField(default=0)
    travel_km = models.PositiveSmallIntegerField(default=20)
    has_car = models.BooleanField(default=False)
    wishes = models.TextField(blank=True)

    objects = FactQuerySet["SeekerProfile"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="seeker_pay_not_negative", condition=Q(lowest_pay__gte=0))
        ]


class Visit(Fact):
    """A seeker came to the centre, or did not come on the day that was set."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="visits")
    occurred_on = models.DateField()
    has_come = models.BooleanField(default=True)
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["Visit"].as_manager()

    class Meta:
        ordering = ["occurred_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "occurred_on"],
                name="visit_once_a_day",
                condition=Q(retracted_at=None),
            )
        ]


class PlanStep(Fact):
    """A line of the individual plan: which measure, until when. What was done is in the cases."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="plan_steps")
    measure = models.CharField(max_length=40)
    agreed_on = models.DateField()
    until = models.DateField()
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["PlanStep"].as_manager()

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_step_in_order", condition=Q(until__gte=F("agreed_on"))
            )
        ]


class Removal(Fact):
    """A seeker leaves the register; some causes bar them from it for a time."""

    class Cause(models.TextChoices):
        FOUND_WORK = "found_work"
        OWN_WISH = "own_wish"
        MOVED = "moved"
        PENSION = "pension"
        DECEASED = "deceased"
        REFUSALS = "refusals"
        VISITS = "visits"
        LEFT_MEASURE = "left_measure"
        FALSE_PAPERS = "false_papers"

    BARRING = frozenset({Cause.REFUSALS, Cause.VISITS, Cause.LEFT_MEASURE, Cause.FALSE_PAPERS})

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="removals")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    occurred_on = models.DateField()
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["Removal"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="removed_once", condition=Q(retracted_at=None)
            )
        ]


class Referral(Fact):
    """A referral (жолдама) of a person to an employer: to a vacancy, or to a subsidised place.

    `case` is the one of the measure (a permanent job, public works …), whose approval it is.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="referrals")
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="referrals"
    )
    vacancy = models.ForeignKey(
        Vacancy, null=True, on_delete=models.PROTECT, related_name="referrals"
    )
    agreement = models.ForeignKey(
        Agreement, null=True, on_delete=models.PROTECT, related_name="referrals"
    )
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    issued_on = models.DateField()
    answer_by = models.DateField()

    objects = FactQuerySet["Referral"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="referral_number_once"
            ),
            models.CheckConstraint(
                name="referral_to_one_place",
                condition=Q(vacancy__isnull=False, agreement=None)
                | Q(vacancy=None, agreement__isnull=False),
            ),
        ]


class ReferralAnswer(Fact):
    """What came of a referral. `said_by`: who of the employer, or the seeker, said so."""

    class Answer(models.TextChoices):
        HIRED = "hired"
        EMPLOYER_REFUSED = "employer_refused"
        PERSON_REFUSED = "person_refused"
        NO_SHOW = "no_show"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=16, choices=Answer.choices)
    occurred_on = models.DateField()
    reason = models.CharField(max_length=250, blank=True)
    said_by = models.CharField(max_length=120, blank=True)

    objects = FactQuerySet["ReferralAnswer"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], name="answered_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="refused_with_its_reason", condition=Q(answer="hired") | ~Q(reason="")
            ),
        ]


class JobWatch(Fact):
    """What one who finished a measure does so many months later: works, has a business, neither.

    Of a permanent job: whether the person still works there.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="job_watches")
    after_months = models.PositiveSmallIntegerField()
    occurred_on = models.DateField()
    is_employed = models.BooleanField()
    has_business = models.BooleanField(default=False, db_default=False)
    evidence = models.CharField(max_length=250)

    objects = FactQuerySet["JobWatch"].as_manager()

    class Meta:
        ordering = ["after_months", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "after_months"],
                name="watched_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="watched_after_its_months", condition=Q(after_months__in=[3, 6, 12])
            ),
            models.CheckConstraint(name="watched_with_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="watched_as_one_thing", condition=~Q(is_employed=True, has_business=True)
            ),
        ]
