"""New jobs: each place that an employer created, with its evidence."""

from django.db import models
from django.db.models import Q

from qamtu.ledger.models import Fact, FactQuerySet


class NewJob(Fact):
    """A place that an employer created, known by the paper that proves it.

    `evidence_key`, `order_key` and `title_key` are the texts folded, so that a place reported
    twice is met by the database however it is spelled. `wage` is tiyn a month.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="new_jobs")
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="new_jobs"
    )
    title = models.CharField(max_length=200)
    occupation = models.CharField(max_length=4, blank=True)
    sector = models.CharField(max_length=1)
    is_permanent = models.BooleanField()
    wage = models.BigIntegerField(default=0)
    territory = models.ForeignKey("places.Territory", null=True, on_delete=models.PROTECT)
    created_on = models.DateField()
    evidence = models.CharField(max_length=80)
    evidence_on = models.DateField()
    order = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="new_jobs"
    )
    project = models.CharField(max_length=200, blank=True)
    evidence_key = models.CharField(max_length=90, editable=False)
    order_key = models.CharField(max_length=70, editable=False, blank=True)
    title_key = models.CharField(max_length=200, editable=False)

    objects = FactQuerySet["NewJob"].as_manager()

    class Meta:
        ordering = ["-created_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "evidence_key"],
                name="new_job_evidence_once",
                condition=Q(retracted_at=None),
            ),
            models.UniqueConstraint(
                fields=["organization", "person", "title_key"],
                name="new_job_person_once",
                condition=Q(retracted_at=None, person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organization", "order_key", "title_key", "person"],
                name="new_job_order_once",
                condition=Q(retracted_at=None) & ~Q(order_key=""),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="new_job_has_evidence", condition=~Q(evidence_key="")),
            models.CheckConstraint(name="new_job_wage", condition=Q(wage__gte=0)),
        ]
        indexes = [models.Index(fields=["office", "-created_on"], name="new_job_list")]

    def __str__(self) -> str:
        return self.title


class NewJobReview(Fact):
    """A suspicion that was looked into: the place is another one than it resembles."""

    job = models.ForeignKey(NewJob, on_delete=models.PROTECT, related_name="reviews")
    note = models.CharField(max_length=250)

    objects = FactQuerySet["NewJobReview"].as_manager()

    class Meta:
        ordering = ["pk"]
