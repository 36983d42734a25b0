"""The «Бастау Бизнес» course: groups, listeners, sessions, defences, certificates."""

from django.db import models
from django.db.models import F, Q

from qamtu.ledger.models import Fact, FactQuerySet


class CourseGroup(Fact):
    """A group: where, by whom and when it is taught; `capacity` listeners at most."""

    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    territory = models.ForeignKey(
        "places.Territory", null=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(max_length=200, blank=True)
    trainer = models.CharField(max_length=160)
    capacity = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()

    objects = FactQuerySet["CourseGroup"].as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="course_group_number_once"
            ),
            models.CheckConstraint(
                name="course_group_in_order",
                condition=Q(last_day__gte=F("first_day"), capacity__gt=0) & ~Q(trainer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}/{self.year}"


class CourseApplication(Fact):
    """Who asked for the course, with the idea of a business."""

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="course_applications"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="course_applications"
    )
    applied_on = models.DateField()
    idea = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["CourseApplication"].as_manager()

    class Meta:
        ordering = ["applied_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="course_application_of_case", condition=Q(retracted_at=None)
            )
        ]


class CoursePlace(Fact):
    """A listener's place in a group, by the selection: `points` of its interview or test."""

    application = models.ForeignKey(
        CourseApplication, on_delete=models.PROTECT, related_name="places"
    )
    group = models.ForeignKey(CourseGroup, on_delete=models.PROTECT, related_name="places")
    referred_on = models.DateField()
    points = models.PositiveSmallIntegerField(null=True)

    objects = FactQuerySet["CoursePlace"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], name="course_place_once", condition=Q(retracted_at=None)
            )
        ]


class CourseSession(Fact):
    """A session of a group: a day, its hours, its topic."""

    group = models.ForeignKey(CourseGroup, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    hours = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=200, blank=True)

    objects = FactQuerySet["CourseSession"].as_manager()

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "held_on"],
                name="course_session_once_a_day",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="course_session_has_hours", condition=Q(hours__gt=0, hours__lte=12)
            ),
        ]


class CourseAttendance(Fact):
    """Whether a listener came to a session."""

    session = models.ForeignKey(CourseSession, on_delete=models.PROTECT, related_name="attendance")
    place = models.ForeignKey(CoursePlace, on_delete=models.PROTECT, related_name="attendance")
    is_present = models.BooleanField()

    objects = FactQuerySet["CourseAttendance"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "place"],
                name="course_attendance_once",
                condition=Q(retracted_at=None),
            )
        ]


class CourseDefence(Fact):
    """A business plan before the commission. `scores`: [[member's name, points of 100], …]."""

    place = models.ForeignKey(CoursePlace, on_delete=models.PROTECT, related_name="defences")
    held_on = models.DateField()
    title = models.CharField(max_length=200)
    scores = models.JSONField()
    is_passed = models.BooleanField()

    objects = FactQuerySet["CourseDefence"].as_manager()

    class Meta:
        ordering = ["held_on", "pk"]

    @property
    def points(self) -> int:
        """The mean of the members' points, whole, a half up."""
        given = [points for _, points in self.scores]
        return (2 * sum(given) + len(given)) // (2 * len(given)) if given else 0


class CourseCertificate(Fact):
    """The certificate of a listener under its number."""

    place = models.ForeignKey(CoursePlace, on_delete=models.PROTECT, related_name="certificates")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    issued_on = models.DateField()
    hours = models.PositiveSmallIntegerField()
    assessment = models.ForeignKey(
        "casework.Assessment", on_delete=models.PROTECT, related_name="+"
    )

    objects = FactQuerySet["CourseCertificate"].as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="course_certificate_number_once"
            ),
            models.UniqueConstraint(
                fields=["place"], name="course_certificate_once", condition=Q(retracted_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"ББ-{self.year}-{self.number:04}"


class CourseDropout(Fact):
    """A listener who left the course, when and why; the place is free again."""

    place = models.ForeignKey(CoursePlace, on_delete=models.PROTECT, related_name="dropouts")
    occurred_on = models.DateField()
    reason = models.CharField(max_length=250)

    objects = FactQuerySet["CourseDropout"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], name="course_dropout_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="course_dropout_has_reason", condition=~Q(reason="")),
        ]
