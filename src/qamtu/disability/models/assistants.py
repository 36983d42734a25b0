"""Personal assistants and sign-language specialists: pairs, visits, what both sides say of them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from qamtu.accounts.links import LastingLink, LastingLinkQuerySet
from qamtu.ledger.models import Fact, FactQuerySet

MINUTES_A_DAY = 24 * 60


class Pairing(Fact):
    """A person and who accompanies them, by a contract of civil law.

    `minutes_a_day`: at most, by the contract; `rate`: pay of an hour, tiyn. `assessment`: what the
    rules said of the pair on the day of signing.
    """

    class Kind(models.TextChoices):
        ASSISTANT = "assistant"
        INTERPRETER = "interpreter"

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="pairings")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="pairings")
    helper = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="pairings_as_helper"
    )
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.ASSISTANT)
    contract = models.CharField(max_length=60)
    signed_on = models.DateField()
    last_day = models.DateField()
    minutes_a_day = models.PositiveSmallIntegerField()
    rate = models.BigIntegerField()
    assessment = models.ForeignKey(
        "casework.Assessment", on_delete=models.PROTECT, related_name="+"
    )

    objects = FactQuerySet["Pairing"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="pairing_of_two", condition=~Q(person=F("helper"))),
            models.CheckConstraint(
                name="pairing_in_order", condition=Q(last_day__gte=F("signed_on"))
            ),
            models.CheckConstraint(name="pairing_by_a_contract", condition=~Q(contract="")),
            models.CheckConstraint(
                name="pairing_has_hours",
                condition=Q(minutes_a_day__gt=0, minutes_a_day__lte=MINUTES_A_DAY, rate__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.contract}"


class PairingEnd(Fact):
    """The last day on which a pair stands, before its contract's, and why."""

    class Reason(models.TextChoices):
        PERSON_ASKED = "person_asked"
        HELPER_LEFT = "helper_left"
        BENEFIT = "benefit"  # a carer's benefit was assigned for the person
        PROGRAMME = "programme"  # the programme no longer has the service
        BROKEN = "broken"  # the contract was broken: false visits, gaps
        DECEASED = "deceased"
        MOVED_AWAY = "moved_away"

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="ends")
    occurred_on = models.DateField()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["PairingEnd"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pairing"], name="pairing_ends_once", condition=Q(retracted_at=None)
            )
        ]


class PairingLink(LastingLink):
    """A link by which one side of a pair, without an account, writes or confirms its hours.

    `token` is a secret. `wrong_codes`: codes typed wrongly through it; too many close the typing
    of codes until a new link is given.
    """

    class Side(models.TextChoices):
        HELPER = "helper"
        PERSON = "person"

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="links")
    side = models.CharField(max_length=6, choices=Side.choices)
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    objects = LastingLinkQuerySet["PairingLink"].as_manager()


class AssistanceVisit(Fact):
    """A time that the helper was with the person: from `begins` (minutes since midnight).

    One pair's visits do not overlap; a helper's visits to two persons at once stand out instead.
    """

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="visits")
    occurred_on = models.DateField()
    begins = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["AssistanceVisit"].as_manager()

    class Meta:
        ordering = ["occurred_on", "begins", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visit_within_a_day",
                condition=Q(minutes__gt=0, begins__lt=MINUTES_A_DAY)
                & Q(minutes__lte=MINUTES_A_DAY - F("begins")),
            ),
            ExclusionConstraint(
                name="visits_of_a_pair_do_not_overlap",
                expressions=[
                    ("pairing", RangeOperators.EQUAL),
                    ("occurred_on", RangeOperators.EQUAL),
                    (
                        Func(
                            F("begins"),
                            F("begins") + F("minutes"),
                            function="int4range",
                            output_field=IntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(retracted_at=None),
            ),
        ]

    @property
    def ends(self) -> int:
        """The minute since midnight at which it ended."""
        return self.begins + self.minutes


class VisitWord(Fact):
    """What one side says of a visit: that it was so, or that it was not, with its reason."""

    class Way(models.TextChoices):
        LINK = "link"
        CODE = "code"  # a code of the day that the person told the helper
        PAPER = "paper"  # a signed sheet, kept as a document
        DESK = "desk"  # said at the counter

    visit = models.ForeignKey(AssistanceVisit, on_delete=models.PROTECT, related_name="words")
    side = models.CharField(max_length=6, choices=PairingLink.Side.choices)
    is_confirmed = models.BooleanField()
    way = models.CharField(max_length=5, choices=Way.choices)
    reason = models.CharField(max_length=250, blank=True)
    document = models.ForeignKey(
        "documents.Document", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = FactQuerySet["VisitWord"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "side"], name="visit_word_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="visit_denied_with_a_reason", condition=Q(is_confirmed=True) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="visit_paper_is_kept", condition=~Q(way="paper") | Q(document__isnull=False)
            ),
        ]


class AssistanceMonth(Fact):
    """An accepted month of a pair: minutes that both sides confirmed, and what they are paid.

    `amount` is tiyn; `number` is that of the act of services rendered.
    """

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    visits = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    assessment = models.ForeignKey(
        "casework.Assessment", on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    accepted_on = models.DateField()

    objects = FactQuerySet["AssistanceMonth"].as_manager()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "month"],
                name="assistance_month_once",
                condition=Q(retracted_at=None),
            ),
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="assistance_act_number_once"
            ),
            models.CheckConstraint(
                name="assistance_month_of_a_month", condition=Q(month__day=1, amount__gt=0)
            ),
        ]
