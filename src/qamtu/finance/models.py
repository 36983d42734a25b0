"""Budget lines, the money ledger and the ledger of targets. Money is whole tiyn (1/100 tenge)."""

from django.db import models
from django.db.models import F, Q, functions

from qamtu.accounts.models import User
from qamtu.ledger.models import Fact, FactQuerySet
from qamtu.trilingual import Names


class Source(models.TextChoices):
    REPUBLICAN = "republican"
    REGIONAL = "regional"
    LOCAL = "local"
    FUND = "fund"  # a lender's own money, counted and not spent by the department


SOURCE_TITLES: dict[str, Names] = {
    Source.REPUBLICAN: Names("республикалық бюджет", "республиканский бюджет", "republican budget"),
    Source.REGIONAL: Names("облыстық бюджет", "областной бюджет", "regional budget"),
    Source.LOCAL: Names("жергілікті бюджет", "местный бюджет", "local budget"),
    Source.FUND: Names("қор қаражаты", "средства фонда", "money of the fund"),
}


class BudgetLine(models.Model):
    """Money of one year, one source, for one measure.

    The three sums are kept by the trigger of the money ledger, which locks this row: the checks
    below hold against any number of concurrent clerks. Tiyn.
    """

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=40)
    source = models.CharField(max_length=12, choices=Source.choices)
    allocated = models.BigIntegerField(default=0, editable=False)
    committed = models.BigIntegerField(default=0, editable=False)
    paid = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-year", "measure", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "measure", "source"], name="budget_line_once"
            ),
            models.CheckConstraint(
                name="budget_line_not_overcommitted", condition=Q(committed__lte=F("allocated"))
            ),
            models.CheckConstraint(
                name="budget_line_not_overspent", condition=Q(paid__lte=F("committed"))
            ),
            models.CheckConstraint(
                name="budget_line_not_negative",
                condition=Q(allocated__gte=0, committed__gte=0, paid__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.measure} {self.source}"

    @property
    def free(self) -> int:
        """What may still be committed, tiyn."""
        return self.allocated - self.committed


class MoneyEntry(Fact):
    """Money allocated, committed, paid or returned on a budget line.

    `allocated` and `committed` may be negative (a clarified budget, a released commitment);
    `paid` and `returned` never are. Measure and source are copied from the line by a trigger.
    """

    class Kind(models.TextChoices):
        ALLOCATED = "allocated"
        COMMITTED = "committed"
        PAID = "paid"
        RETURNED = "returned"

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.BigIntegerField()
    occurred_on = models.DateField()
    case = models.ForeignKey(
        "casework.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="money"
    )
    event = models.ForeignKey(
        "casework.CaseEvent", null=True, blank=True, on_delete=models.PROTECT, related_name="money"
    )
    act = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=40, editable=False)
    source = models.CharField(max_length=12, editable=False)

    objects = FactQuerySet["MoneyEntry"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="money_not_zero", condition=~Q(amount=0)),
            models.CheckConstraint(
                name="payments_positive",
                condition=Q(kind__in=["allocated", "committed"]) | Q(amount__gt=0),
            ),
            models.CheckConstraint(
                name="spent_for_a_case", condition=Q(kind="allocated") | Q(case__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["line", "case"], name="money_of_case")]


class Target(Fact):
    """What was planned for an indicator, by which act, for which period.

    Several live targets of one period add up: eight places, then two more by a later resolution.
    """

    indicator = models.CharField(max_length=80)
    value = models.BigIntegerField()
    occurred_on = models.DateField(help_text="the day of the act")
    valid_from = models.DateField()
    valid_to = models.DateField()
    act = models.CharField(max_length=250)
    territory = models.ForeignKey(
        "places.Territory", null=True, blank=True, on_delete=models.PROTECT
    )

    objects = FactQuerySet["Target"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="target_period_in_order", condition=Q(valid_to__gte=F("valid_from"))
            )
        ]


class BankAccount(Fact):
    """Where the money of a person or an organisation goes, from a day on; the newest live one
    counts.
    """

    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="bank_accounts"
    )
    organization = models.ForeignKey(
        "organizations.Organization",
        null=True,
        on_delete=models.PROTECT,
        related_name="bank_accounts",
    )
    iban = models.CharField(max_length=20)
    valid_from = models.DateField()

    objects = FactQuerySet["BankAccount"].as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="iban_of_kazakhstan", condition=Q(iban__regex=r"^KZ[0-9]{5}[0-9A-Z]{13}$")
            ),
            models.CheckConstraint(
                name="account_has_one_owner",
                condition=Q(person__isnull=False, organization=None)
                | Q(person=None, organization__isnull=False),
            ),
        ]


class PaymentRun(models.Model):
    """The payments of a measure for a month: prepared by one, approved by another.

    A trigger lets it go prepared → approved → closed, or prepared → cancelled, and no other way.
    """

    class State(models.TextChoices):
        PREPARED = "prepared"
        APPROVED = "approved"
        CLOSED = "closed"
        CANCELLED = "cancelled"

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    measure = models.CharField(max_length=40)
    month = models.DateField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(db_default=functions.Now())
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    paid_on = models.DateField(null=True)
    cancel_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="run_number_once"),
            models.UniqueConstraint(
                fields=["office", "measure", "month"],
                name="one_open_run_of_a_month",
                condition=Q(state="prepared"),
            ),
            models.CheckConstraint(
                name="run_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="run_approved_with_its_day",
                condition=Q(state__in=["prepared", "cancelled"])
                | Q(approved_by__isnull=False, paid_on__isnull=False),
            ),
            models.CheckConstraint(name="run_of_a_whole_month", condition=Q(month__day=1)),
        ]


class Payment(models.Model):
    """What one case is paid for one month and purpose. `members` are whom it is for: [key, role].

    A due is in one payment at a time: `payment_once` is what makes paying twice impossible. A held
    payment says why (`hold`), and does not stand in the way of the next run. `event` is the step by
    which it was paid; neither the step nor its money can be retracted, the bank returns them.
    `is_bound`: paid out of what was committed to the case before the run (an award).
    It goes to a person (`recipient`) or to an `organization`, whose name and ИИН or БИН a trigger
    copies: a later correction does not change a sent file.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        PAID = "paid"
        RETURNED = "returned"
        CANCELLED = "cancelled"

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="payments")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="payments")
    recipient = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    organization = models.ForeignKey(
        "organizations.Organization", null=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient_iin = models.CharField(max_length=12, editable=False, db_default="")
    recipient_name = models.CharField(max_length=310, editable=False, db_default="")
    due_for = models.DateField()
    purpose = models.CharField(max_length=20, default="assistance")
    amount = models.BigIntegerField()
    members = models.JSONField(default=list)
    is_bound = models.BooleanField(default=False)
    line = models.ForeignKey(BudgetLine, null=True, on_delete=models.PROTECT, related_name="+")
    iban = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    hold = models.CharField(max_length=40, blank=True)
    hold_detail = models.JSONField(default=dict)
    event = models.ForeignKey(
        "casework.CaseEvent", null=True, on_delete=models.PROTECT, related_name="payments"
    )
    answered_on = models.DateField(null=True)
    bank_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "due_for", "purpose"],
                name="payment_once",
                condition=Q(state__in=["planned", "paid"]),
            ),
            models.CheckConstraint(
                name="payment_has_one_recipient",
                condition=Q(recipient__isnull=False, organization=None)
                | Q(recipient=None, organization__isnull=False),
            ),
            models.CheckConstraint(name="payment_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_for_a_whole_month", condition=Q(due_for__day=1) & ~Q(purpose="")
            ),
            models.CheckConstraint(
                name="held_with_its_reason", condition=~Q(state="held") | ~Q(hold="")
            ),
            models.CheckConstraint(
                name="paid_from_a_line_to_an_account",
                condition=~Q(state__in=["planned", "paid"]) | (Q(line__isnull=False) & ~Q(iban="")),
            ),
        ]

    @property
    def payee(self) -> tuple[int, int]:
        """As `finance.accounts.Payee` says."""
        return self.recipient_id or 0, self.organization_id or 0


class Overpayment(Fact):
    """What a case was paid and was not owed; its parts say out of which payments.

    Nothing is written over: what came back is money entries (`OverpaymentReturn`), and that the
    rest is claimed in court is a fact of its own (`CourtClaim`).
    """

    class Reason(models.TextChoices):
        DECEASED = "deceased"
        MOVED_AWAY = "moved_away"
        EMPLOYED = "employed"
        INCOME = "income"  # an income or property that was not told
        MISTAKE = "mistake"  # of the office itself
        MISUSED = "misused"  # spent on something else than it was given for, or not accounted for

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="overpayments")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    amount = models.BigIntegerField()
    found_on = models.DateField()
    note = models.TextField(blank=True)

    objects = FactQuerySet["Overpayment"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="overpayment_positive", condition=Q(amount__gt=0))
        ]


class OverpaidPart(models.Model):
    """How much of a payment is overpaid. A trigger holds the parts within what was paid."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    overpayment = models.ForeignKey(Overpayment, on_delete=models.PROTECT, related_name="parts")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="overpaid")
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["overpayment", "payment"], name="overpaid_part_once"),
            models.CheckConstraint(name="overpaid_part_positive", condition=Q(amount__gt=0)),
        ]


class OverpaymentReturn(models.Model):
    """A money entry by which an overpayment came back; it counts while the entry stands."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT)
    overpayment = models.ForeignKey(Overpayment, on_delete=models.PROTECT, related_name="returns")
    entry = models.OneToOneField(MoneyEntry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class CourtClaim(Fact):
    """The rest of an overpayment is claimed in court, by which paper."""

    overpayment = models.ForeignKey(Overpayment, on_delete=models.PROTECT, related_name="claims")
    occurred_on = models.DateField()
    act = models.CharField(max_length=200)

    objects = FactQuerySet["CourtClaim"].as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overpayment"], name="one_claim_at_a_time", condition=Q(retracted_at=None)
            ),
            models.CheckConstraint(name="claim_has_its_act", condition=~Q(act="")),
        ]
