"""Startup grants: rounds, commissions, applications, scores, decisions, the use of the money."""

from django.db import models
from django.db.models import F, Q

from qamtu.casework.models import Assessment
from qamtu.ledger.models import Fact, FactQuerySet
from qamtu.trilingual import Names


class GrantRound(Fact):
    """A round: when it is open, and what money of a budget line is set for it, tiyn.

    `quorum`: how many members have to score an application; `least`: how many points in a hundred
    of the most that there are it needs to be awarded.
    """

    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=250)
    opens_on = models.DateField()
    closes_on = models.DateField()
    line = models.ForeignKey(
        "finance.BudgetLine", on_delete=models.PROTECT, related_name="grant_rounds"
    )
    money = models.BigIntegerField()
    quorum = models.PositiveSmallIntegerField(default=1)
    least = models.PositiveSmallIntegerField(default=0)

    objects = FactQuerySet["GrantRound"].as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="grant_round_number_once"
            ),
            models.CheckConstraint(
                name="grant_round_in_order",
                condition=Q(closes_on__gte=F("opens_on"), money__gt=0, quorum__gt=0, least__lte=100)
                & ~Q(act=""),
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}/{self.year}"


class GrantCriterion(Fact):
    """What the members score, up to `most` points; `weight` of it in the sum."""

    round = models.ForeignKey(GrantRound, on_delete=models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name_kk = models.CharField(max_length=160)
    name_ru = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    most = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField(default=1)

    objects = FactQuerySet["GrantCriterion"].as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="grant_criterion_counts", condition=Q(most__gt=0, weight__gt=0)
            )
        ]

    @property
    def names(self) -> Names:
        return Names(self.name_kk, self.name_ru, self.name_en)


class GrantMember(Fact):
    """A member of the commission of a round."""

    round = models.ForeignKey(GrantRound, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=160)
    post = models.CharField(max_length=200)
    is_external = models.BooleanField(default=False)

    objects = FactQuerySet["GrantMember"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "name"],
                name="grant_member_once_per_round",
                condition=Q(retracted_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.name


class GrantApplication(Fact):
    """A project of a person in a round. `asked` is what the estimate leaves to the grant, tiyn.

    `category` is the one in which an award is counted; `category_paper` proves it where the
    registers do not.
    """

    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="grant_applications"
    )
    round = models.ForeignKey(GrantRound, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="grant_applications"
    )
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    applied_on = models.DateField()
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    activity = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=40)
    category_paper = models.CharField(max_length=200, blank=True)
    certificate = models.CharField(max_length=60, blank=True)
    certified_on = models.DateField(null=True)
    jobs = models.PositiveSmallIntegerField(default=0)
    asked = models.BigIntegerField()

    objects = FactQuerySet["GrantApplication"].as_manager()

    class Meta:
        ordering = ["applied_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"],
                name="grant_application_once_per_round",
                condition=Q(retracted_at=None),
            ),
            models.UniqueConstraint(
                fields=["case"], name="grant_application_of_case", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="grant_application_asks", condition=Q(asked__gt=0) & ~Q(title="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GrantItem(Fact):
    """A row of an estimate: so many at a price; `own` of the row is the applicant's money, tiyn."""

    application = models.ForeignKey(
        GrantApplication, on_delete=models.PROTECT, related_name="items"
    )
    what = models.CharField(max_length=200)
    quantity = models.PositiveIntegerField()
    price = models.BigIntegerField()
    own = models.BigIntegerField(default=0)

    objects = FactQuerySet["GrantItem"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="grant_item_in_order",
                condition=Q(
                    quantity__gt=0, price__gt=0, own__gte=0, own__lte=F("quantity") * F("price")
                )
                & ~Q(what=""),
            )
        ]

    @property
    def amount(self) -> int:
        return self.quantity * self.price


class GrantSheet(Fact):
    """What one member gave one application: points by the criterion's key, or why none.

    One sheet of a member and an application at a time: who declares a conflict of interest has no
    points there.
    """

    application = models.ForeignKey(
        GrantApplication, on_delete=models.PROTECT, related_name="sheets"
    )
    member = models.ForeignKey(GrantMember, on_delete=models.PROTECT, related_name="sheets")
    points = models.JSONField(default=dict, blank=True)
    conflict = models.CharField(max_length=250, blank=True)

    objects = FactQuerySet["GrantSheet"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "member"],
                name="grant_sheet_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="grant_points_or_conflict",
                condition=Q(conflict="") & ~Q(points={}) | ~Q(conflict="") & Q(points={}),
            ),
        ]


class GrantProtocol(Fact):
    """The commission's protocol: the ranking as it was, who was present, the money there was.

    `rows`: application, case, name, title, rank, points (an exact fraction), asked, is_passed, fits
    and the members who declared a conflict. It is never counted again.
    """

    round = models.ForeignKey(GrantRound, on_delete=models.PROTECT, related_name="protocols")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    money = models.BigIntegerField()
    members = models.JSONField()
    rows = models.JSONField()

    objects = FactQuerySet["GrantProtocol"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="grant_protocol_number_once"
            ),
            models.UniqueConstraint(
                fields=["round"], name="grant_protocol_once", condition=Q(retracted_at=None)
            ),
        ]


class GrantDecision(Fact):
    """Awarded or refused, with its number. A trigger holds a round's awards within its money."""

    class Kind(models.TextChoices):
        AWARDED = "awarded"
        REFUSED = "refused"

    application = models.ForeignKey(
        GrantApplication, on_delete=models.PROTECT, related_name="decisions"
    )
    round = models.ForeignKey(GrantRound, on_delete=models.PROTECT, related_name="decisions")
    protocol = models.ForeignKey(
        GrantProtocol, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    decided_on = models.DateField()
    category = models.CharField(max_length=40)
    amount = models.BigIntegerField(default=0)
    reason = models.TextField(blank=True)

    objects = FactQuerySet["GrantDecision"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="grant_decision_number_once"
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="grant_decision_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="grant_award_by_a_protocol",
                condition=Q(kind="awarded", amount__gt=0, protocol__isnull=False)
                | Q(kind="refused", amount=0) & ~Q(reason=""),
            ),
        ]


class GrantContract(Fact):
    """The contract of an award: what it binds to is to be spent by a day."""

    decision = models.ForeignKey(GrantDecision, on_delete=models.PROTECT, related_name="contracts")
    number = models.CharField(max_length=40)
    signed_on = models.DateField()
    spend_by = models.DateField()
    business = models.CharField(max_length=200, blank=True)

    objects = FactQuerySet["GrantContract"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], name="grant_contract_once", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(
                name="grant_contract_in_order",
                condition=Q(spend_by__gte=F("signed_on")) & ~Q(number=""),
            ),
        ]


class GrantReceipt(Fact):
    """A receipt of a grantee's report: what was bought on which day, with the paper itself."""

    application = models.ForeignKey(
        GrantApplication, on_delete=models.PROTECT, related_name="receipts"
    )
    item = models.ForeignKey(
        GrantItem, null=True, on_delete=models.PROTECT, related_name="receipts"
    )
    reported_on = models.DateField()
    spent_on = models.DateField()
    what = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="grant_receipts"
    )
    sha256 = models.CharField(max_length=64)

    objects = FactQuerySet["GrantReceipt"].as_manager()

    class Meta:
        ordering = ["spent_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "sha256"],
                name="grant_receipt_once",
                condition=Q(retracted_at=None),
            ),
            models.CheckConstraint(
                name="grant_receipt_in_order",
                condition=Q(amount__gt=0, spent_on__lte=F("reported_on")) & ~Q(what=""),
            ),
        ]


class GrantVisit(Fact):
    """A monitoring visit: who saw what, and whether the business works."""

    application = models.ForeignKey(
        GrantApplication, on_delete=models.PROTECT, related_name="visits"
    )
    visited_on = models.DateField()
    visitor = models.CharField(max_length=200)
    findings = models.TextField()
    is_running = models.BooleanField()

    objects = FactQuerySet["GrantVisit"].as_manager()

    class Meta:
        ordering = ["visited_on", "pk"]


class GrantPhoto(Fact):
    """A photo of a visit."""

    visit = models.ForeignKey(GrantVisit, on_delete=models.PROTECT, related_name="photos")
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="grant_photos"
    )

    objects = FactQuerySet["GrantPhoto"].as_manager()

    class Meta:
        ordering = ["pk"]
