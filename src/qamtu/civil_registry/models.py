"""Acts of civil status: the record, its list of actions, what each action said, its certificates.

Nothing here is edited. What a record says today is its newest entry; what happened to it is the
list of its actions. Records of adoption, and what a birth record said before one, are behind a
policy of the database of their own: see `secrecy`.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value

from qamtu.ledger.models import Fact, FactQuerySet


class CivilRecord(Fact):
    """An act of civil status from its declaration on.

    `base`: the record that this one changes: the birth of a child whose paternity is established,
    the marriage that is dissolved. `base_text` names it where it is not in this office.
    """

    class Kind(models.TextChoices):
        BIRTH = "birth"
        DEATH = "death"
        MARRIAGE = "marriage"
        DIVORCE = "divorce"
        PATERNITY = "paternity"
        ADOPTION = "adoption"
        NAME_CHANGE = "name_change"

    class Origin(models.TextChoices):
        OFFICE = "office"
        OUTSIDE = "outside"
        BOOK = "book"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    origin = models.CharField(max_length=7, choices=Origin.choices, default=Origin.OFFICE)
    declared_on = models.DateField()
    body = models.CharField(max_length=200, blank=True)
    base = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="changes_of_it"
    )
    base_text = models.CharField(max_length=120, blank=True)
    is_secret = models.BooleanField(default=False)

    objects = FactQuerySet["CivilRecord"].as_manager()

    class Meta:
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="civil_secret_is_adoption",
                condition=Q(is_secret=True, kind="adoption")
                | (Q(is_secret=False) & ~Q(kind="adoption")),
            ),
            models.CheckConstraint(
                name="civil_outside_has_body", condition=Q(origin="office") | ~Q(body="")
            ),
        ]
        indexes = [models.Index(fields=["office", "-declared_on", "-id"], name="civil_journal")]


class CivilAction(Fact):
    """One action on a record, on a day.

    `number` of `year`: of the office's own series; `given_number`: of a book, of the body outside,
    or of the record in which the change is marked. `fee`: tiyn, None where none was set.
    `consequences`: what followed in the registers, in codes with their keys.
    """

    class Kind(models.TextChoices):
        DECLARED = "declared"
        CHECKED = "checked"
        REGISTERED = "registered"
        REFUSED = "refused"
        CORRECTED = "corrected"
        CERTIFICATE = "certificate"
        REPEATED = "repeated"
        ANNULLED = "annulled"

    record = models.ForeignKey(CivilRecord, on_delete=models.PROTECT, related_name="actions")
    record_kind = models.CharField(max_length=12)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    occurred_on = models.DateField()
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    given_number = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    fee = models.BigIntegerField(null=True)
    trace = models.JSONField(null=True)
    consequences = models.JSONField(default=list)
    case = models.ForeignKey(
        "casework.Case", null=True, on_delete=models.PROTECT, related_name="civil_actions"
    )

    objects = FactQuerySet["CivilAction"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "record_kind", "year", "number"],
                name="civil_number_once",
                condition=Q(number__isnull=False, retracted_at=None),
            ),
            models.UniqueConstraint(
                fields=["record", "kind"],
                name="civil_action_once",
                condition=Q(
                    kind__in=["declared", "checked", "registered", "refused", "annulled"],
                    retracted_at=None,
                ),
            ),
            models.CheckConstraint(
                name="civil_number_of_registration",
                condition=Q(number=None, year=None)
                | Q(kind="registered", number__gt=0, year__isnull=False),
            ),
            models.CheckConstraint(
                name="civil_reason_of_action",
                condition=~Q(kind__in=["refused", "corrected", "repeated", "annulled"])
                | ~Q(reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "record_kind", "occurred_on"],
                name="civil_registered",
                condition=Q(kind="registered"),
            )
        ]


class CivilEntry(Fact):
    """What the record says from an action on: the newest entry is the record of today."""

    record = models.ForeignKey(CivilRecord, on_delete=models.PROTECT, related_name="entries")
    action = models.OneToOneField(CivilAction, on_delete=models.PROTECT, related_name="entry")
    event_on = models.DateField()
    territory = models.ForeignKey("places.Territory", null=True, on_delete=models.PROTECT)
    place = models.CharField(max_length=200, blank=True)
    content = models.JSONField(default=dict)

    objects = FactQuerySet["CivilEntry"].as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["office", "event_on"], name="civil_event_on")]


class CivilParty(Fact):
    """A person of an entry in a role, as the paper calls them then. `person`: of the register."""

    record = models.ForeignKey(CivilRecord, on_delete=models.PROTECT, related_name="parties")
    action = models.ForeignKey(CivilAction, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=10)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="civil_parts"
    )
    iin = models.CharField(max_length=12, blank=True)
    surname = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100, blank=True)
    patronymic = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, blank=True)
    search_key = models.TextField()

    objects = FactQuerySet["CivilParty"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "role"], name="civil_party_once"),
            models.CheckConstraint(
                name="civil_party_iin", condition=Q(iin="") | Q(iin__regex=r"^[0-9]{12}$")
            ),
        ]
        indexes = [
            GinIndex(
                Func(F("search_key"), Value(" "), function="string_to_array"), name="civil_words"
            ),
            models.Index(fields=["office", "iin"], name="civil_iin", condition=~Q(iin="")),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(p for p in (self.surname, self.given_name, self.patronymic) if p)


class CivilSeal(Fact):
    """What a birth record said before `action` is secret, because of an adoption."""

    record = models.ForeignKey(CivilRecord, on_delete=models.PROTECT, related_name="seals")
    action = models.ForeignKey(CivilAction, on_delete=models.PROTECT, related_name="+")
    adoption = models.ForeignKey(CivilRecord, on_delete=models.PROTECT, related_name="+")

    objects = FactQuerySet["CivilSeal"].as_manager()

    class Meta:
        ordering = ["pk"]


class CivilCertificate(Fact):
    """A certificate: its number of a year, and the code by which anyone may verify the paper."""

    record = models.ForeignKey(CivilRecord, on_delete=models.PROTECT, related_name="certificates")
    action = models.OneToOneField(CivilAction, on_delete=models.PROTECT, related_name="certificate")
    entry = models.ForeignKey(CivilEntry, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20)

    objects = FactQuerySet["CivilCertificate"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="civil_certificate_once"
            ),
            models.UniqueConstraint(fields=["office", "code"], name="civil_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number:06}"
