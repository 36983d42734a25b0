"""Persons, their households and their statuses over time."""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value, functions
from django.db.models.expressions import RawSQL

from qamtu.accounts.models import User
from qamtu.language import kazakh_sort_key, search_key
from qamtu.ledger.models import Fact, FactQuerySet

MOST_FOUND = 300  # of one search; a page shows fewer
MOST_WORDS = 6
FEWEST_DIGITS = 3
LENGTH_OF_A_PHONE = 10


def _found_by(function: str, *values: object) -> RawSQL:
    marks = ", ".join(["%s"] * len(values))
    return RawSQL(f"SELECT {function}({marks})", values)  # the names of functions are ours


class PersonQuerySet(models.QuerySet["Person"]):
    def search(self, text: str) -> "PersonQuerySet":
        """By ИИН, by phone, or by a name spelled the Kazakh or the Russian way; best first.

        Digits: an ИИН by its beginning, or a whole phone. Words: by their beginning or by trigram
        likeness of the folded words, so that «Айгерим» finds «Әйгерім». Of a name that very many
        bear, some are found: more of the name finds the others. The functions of the database
        that find are in the migration 0003_search, with the reason why they exist.
        """
        text = text.strip()
        digits = "".join(character for character in text if character.isdigit())
        if len(digits) >= FEWEST_DIGITS and not any(character.isalpha() for character in text):
            if len(digits) >= LENGTH_OF_A_PHONE:
                return self.filter(pk__in=_found_by("people_numbered", digits[:12]))
            return self.filter(iin__gte=digits.ljust(12, "0"), iin__lte=digits.ljust(12, "9"))
        key = search_key(text)
        if not key:
            return self.none()
        words = sorted(set(key.split()), key=len, reverse=True)[:MOST_WORDS]
        return (
            self.filter(pk__in=_found_by("people_named", words, MOST_FOUND))
            .annotate(
                has_all=RawSQL("string_to_array(people_person.search_key, ' ') @> %s", [words]),
                nearness=Func(
                    Value(key),
                    F("search_key"),
                    function="word_similarity",
                    output_field=models.FloatField(),
                ),
            )
            .order_by("-has_all", "-nearness", "sort_key", "pk")
        )

    def in_name_order(self) -> "PersonQuerySet":
        """Kazakh alphabetical order: by the stored key, the same on every server."""
        return self.order_by("sort_key", "pk")


class Person(models.Model):
    """A person whom this office knows. The same citizen in two offices is two rows, by design."""

    class Sex(models.TextChoices):
        MALE = "m"
        FEMALE = "f"

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, db_index=False)
    iin = models.CharField(max_length=12)
    surname = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    patronymic = models.CharField(max_length=100, blank=True)
    former_names = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    search_key = models.TextField(editable=False)
    sort_key = models.CharField(max_length=320, editable=False, db_collation="C")
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_date = models.DateField()
    territory = models.ForeignKey(
        "places.Territory", null=True, blank=True, on_delete=models.PROTECT
    )
    address = models.CharField(max_length=200, blank=True)
    phones = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    consent_withdrawn_on = models.DateField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "iin"], name="person_once_per_office"),
            models.CheckConstraint(
                name="person_iin_digits", condition=Q(iin__regex=r"^[0-9]{12}$")
            ),
        ]
        indexes = [
            GinIndex(
                Func(F("search_key"), Value(" "), function="string_to_array"), name="person_words"
            ),
            GinIndex(fields=["phones"], name="person_phones"),
            models.Index(fields=["office", "sort_key", "id"], name="person_name_order"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.make_keys()
        super().save(*args, **kwargs)

    def make_keys(self) -> None:
        """The folded name that the trigram index searches, and the key of alphabetical order.

        Bulk writers call it themselves.
        """
        self.search_key = search_key(" ".join([self.full_name, *self.former_names]))
        self.sort_key = kazakh_sort_key(self.full_name)

    @property
    def full_name(self) -> str:
        return " ".join(p for p in (self.surname, self.given_name, self.patronymic) if p)

    @property
    def masked_iin(self) -> str:
        """The ИИН as lists show it: birth date and the last two digits."""
        return f"{self.iin[:6]}••••{self.iin[10:]}"

    def age_on(self, day: date) -> int:
        """Full years on that day."""
        before_birthday = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before_birthday


class Household(models.Model):
    """People who live together and are judged together."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    territory = models.ForeignKey(
        "places.Territory", null=True, blank=True, on_delete=models.PROTECT
    )
    address = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]


class HouseholdMember(Fact):
    """Who belonged to a household, from when to when (the last day included)."""

    class Relation(models.TextChoices):
        HEAD = "head"
        SPOUSE = "spouse"
        CHILD = "child"
        PARENT = "parent"
        OTHER = "other"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = FactQuerySet["HouseholdMember"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            ExclusionConstraint(
                name="one_household_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
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


class StatusPeriodQuerySet(FactQuerySet["StatusPeriod"]):
    def on(self, day: date) -> "StatusPeriodQuerySet":
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class StatusPeriod(Fact):
    """What a person was, from when to when (the last day included), by which paper."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statuses")
    kind = models.CharField(max_length=40)
    category = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    paper = models.CharField(max_length=200)
    sex = models.CharField(max_length=1, editable=False)
    birth_date = models.DateField(editable=False, null=True)
    territory = models.ForeignKey(
        "places.Territory", null=True, editable=False, on_delete=models.PROTECT
    )

    objects = StatusPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="status_period_in_order",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="status_period_has_paper", condition=~Q(paper="")),
            ExclusionConstraint(
                name="one_status_of_a_kind_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
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


class AccessEntry(models.Model):
    """Who read or changed a person, and when. Only ever added."""

    class Act(models.TextChoices):
        READ = "read"
        ADDED = "added"
        CHANGED = "changed"
        EXPORTED = "exported"

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    at = models.DateTimeField(db_default=functions.Now())
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="accesses", db_index=False
    )
    act = models.CharField(max_length=10, choices=Act.choices)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["person", "-at"], name="access_of_person")]
