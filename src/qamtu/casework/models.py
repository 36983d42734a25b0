"""The case, its ledger of events, what the rules said of it and the law that is set here."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import connection, models
from django.db.models import F, Func, Q, Value, functions

from qamtu.accounts.models import User
from qamtu.ledger.models import Fact, FactQuerySet


def _where_there_is_one(prefix: str, *fields: str) -> list[models.Index]:
    """Indexes over columns that are nearly always empty: only the rows that fill them."""
    return [
        models.Index(
            fields=[field], condition=Q(**{f"{field}__isnull": False}), name=f"{prefix}_of_{field}"
        )
        for field in fields
    ]


class CaseQuerySet(models.QuerySet["Case"]):
    def of_measure(self, code: str) -> "CaseQuerySet":
        return self.filter(measure=code)

    def waiting(self) -> "CaseQuerySet":
        """Cases in which the office owes the next act."""
        return self.filter(state__in=["registered", "checked"])


class Case(models.Model):
    """One subject going through one measure; its state is that of its last live event."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, db_index=False)
    measure = models.CharField(max_length=40)
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    household = models.ForeignKey(
        "people.Household",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        db_index=False,
    )
    organization = models.ForeignKey(
        "organizations.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        db_index=False,
    )
    facility = models.ForeignKey(
        "organizations.Facility",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        db_index=False,
    )
    territory = models.ForeignKey(
        "places.Territory", null=True, blank=True, on_delete=models.PROTECT
    )
    category = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=20, default="new")
    opened_on = models.DateField()
    state_since = models.DateField()
    note = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="case_has_one_subject",
                condition=(
                    Q(person__isnull=False, household=None, organization=None, facility=None)
                    | Q(person=None, household__isnull=False, organization=None, facility=None)
                    | Q(person=None, household=None, organization__isnull=False, facility=None)
                    | Q(person=None, household=None, organization=None, facility__isnull=False)
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-opened_on", "-id"], name="case_order"),
            models.Index(fields=["office", "measure", "-opened_on", "-id"], name="case_list"),
            models.Index(fields=["office", "state", "state_since"], name="case_desk"),
            *_where_there_is_one("case", "household", "organization", "facility"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} № {self.pk}"

    def lock(self) -> tuple[str, date | None]:
        """Hold this case's row until the transaction ends: (its state, the day of its last event).

        Written as SQL because every act passes here.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT state, (SELECT max(occurred_on) FROM casework_caseevent"
                " WHERE case_id = c.id AND retracted_at IS NULL)"
                " FROM casework_case c WHERE id = %s FOR UPDATE",
                [self.pk],
            )
            state, last_day = cursor.fetchone()
        return state, last_day

    @property
    def subject(self) -> models.Model:
        """The person, household, organisation or facility."""
        found = self.person or self.household or self.organization or self.facility
        assert found is not None, "the constraint case_has_one_subject holds"
        return found


class CaseEventQuerySet(FactQuerySet["CaseEvent"]):
    def in_order(self) -> "CaseEventQuerySet":
        return self.order_by("occurred_on", "pk")


class CaseEvent(Fact):
    """What happened to a case on which day.

    A trigger copies measure, subject, place, category, details, sex and birth date from the case
    as they are when the fact is recorded: a later correction of a register does not change what a
    report said, and every indicator over events needs this one table only.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    transition = models.CharField(max_length=20)
    target_state = models.CharField(max_length=20)
    is_once = models.BooleanField(default=True)
    occurred_on = models.DateField()
    quantity = models.PositiveIntegerField(default=1)
    reason = models.TextField(blank=True)
    document = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, db_index=False
    )
    measure = models.CharField(max_length=40, editable=False)
    category = models.CharField(max_length=40, editable=False)
    person = models.ForeignKey(
        "people.Person", null=True, editable=False, on_delete=models.PROTECT, related_name="events"
    )
    household = models.ForeignKey(
        "people.Household",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    organization = models.ForeignKey(
        "organizations.Organization",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    facility = models.ForeignKey(
        "organizations.Facility",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    territory = models.ForeignKey(
        "places.Territory",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    sex = models.CharField(max_length=1, editable=False)
    birth_date = models.DateField(null=True, editable=False)
    details = models.JSONField(default=dict, editable=False)

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            # One index for two questions: a case's events, and whether a transition was made before
            # (an event that may recur or is retracted has NULL there, which never clashes).
            models.UniqueConstraint(
                "case",
                models.Case(models.When(Q(is_once=True, retracted_at=None), then="transition")),
                name="transition_once_per_case",
            ),
            models.CheckConstraint(name="quantity_positive", condition=Q(quantity__gt=0)),
        ]
        indexes = [
            models.Index(
                fields=["office", "measure", "transition", "occurred_on"], name="event_drill_down"
            ),
            *_where_there_is_one("event", "household", "organization", "facility", "document"),
        ]


class EventParticipant(models.Model):
    """A person beside the case's subject who took part in an event. Stands and falls with it.

    A trigger copies the person's sex and birth date, as it does for the event.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="participations"
    )
    role = models.CharField(max_length=20)
    sex = models.CharField(max_length=1, editable=False, db_default="")
    birth_date = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "role"], name="participant_once_per_event"
            )
        ]


class LocalValue(Fact):
    """A parameter of the law that is set here: a poverty line of a quarter, a maslikhat's amount.

    `parameter` is «folder.code» of `qamtu.rules`; `value` stands in the parameter's own unit.
    """

    parameter = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=18, decimal_places=6)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=250)

    objects = FactQuerySet["LocalValue"].as_manager()

    class Meta:
        ordering = ["parameter", "-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="local_value_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="local_value_has_act", condition=~Q(act="")),
            models.CheckConstraint(name="local_value_not_negative", condition=Q(value__gte=0)),
            ExclusionConstraint(
                name="one_local_value_at_a_time",
                expressions=[
                    ("office", RangeOperators.EQUAL),
                    ("parameter", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(retracted_at=None),
            ),
        ]


class Assessment(models.Model):
    """What the rules said of a family (or a person) on a day: what was given, the answers, why.

    Only ever added. `given` is the input, `trace` every step in the words of that day, and
    `rules_version` the hash of the files that judged. Money is in tiyn.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    programme = models.CharField(max_length=40)
    day = models.DateField()
    given = models.JSONField()
    is_entitled = models.BooleanField()
    is_conditional = models.BooleanField()
    basic = models.BigIntegerField()
    extra = models.BigIntegerField()
    months = models.PositiveSmallIntegerField()
    grounds = ArrayField(models.CharField(max_length=40), default=list)
    trace = models.JSONField()
    rules_version = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=functions.Now())
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    @property
    def monthly(self) -> int:
        return self.basic + self.extra


class PhoneMessage(models.Model):
    """A short message to a person's phone: see `casework.messages`.

    It waits for a provider, or for a member of staff who passes it on. Its text is wiped once it
    is sent: a link or a code in it is a secret.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20)
    text = models.TextField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=250, blank=True)
    written_at = models.DateTimeField(db_default=functions.Now(), editable=False)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
