"""Bank accounts, payment runs and what was paid beyond what was owed."""

from django.db import models
from django.db.models import F, Q, functions

from qamtu.accounts.models import User
from qamtu.ledger.models import Fact, FactQuerySet

from .ledger import BudgetLine, MoneyEntry


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
