"""What became of a grant: receipts, monitoring visits, and the return of what was misused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Sum

from qamtu.accounts.models import User
from qamtu.casework.acts import record_event
from qamtu.casework.models import CaseEvent
from qamtu.documents.models import Document
from qamtu.finance.models import MoneyEntry, Overpayment, Payment
from qamtu.finance.overpayments import left_of, record_overpayment, return_overpaid
from qamtu.ledger.models import violated_constraint

from .grant_rounds import GrantRefused
from .models import (
    GrantApplication,
    GrantContract,
    GrantDecision,
    GrantItem,
    GrantPhoto,
    GrantReceipt,
    GrantVisit,
)
from .startup_grant import MEASURE


@dataclass(frozen=True)
class Receipt:
    """One paper of a report: what was bought on which day for how much, tiyn."""

    what: str
    spent_on: date
    amount: int
    document: Document
    item: GrantItem | None = None


@dataclass(frozen=True)
class Account:
    """How a grant stands, tiyn: paid, shown by receipts, demanded back and come back."""

    paid: int
    shown: int
    demanded: int
    returned: int

    @property
    def unshown(self) -> int:
        """What was paid and is neither shown nor come back."""
        return max(0, self.paid - self.shown - self.returned)


def account_of(application: GrantApplication) -> Account:
    """The sums of an application as the facts say today."""
    payments = application.case.payments.filter(state=Payment.State.PAID)
    demands = Overpayment.objects.live().filter(case=application.case)
    demanded = _sum(demands)
    return Account(
        paid=_sum(payments),
        shown=_sum(application.receipts.filter(retracted_at=None)),
        demanded=demanded,
        returned=demanded - sum(left_of(one) for one in demands),
    )


def _sum(rows: object) -> int:
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0  # type: ignore[attr-defined]


def contract_of(application: GrantApplication) -> GrantContract:
    """The contract that stands. Raises `GrantRefused` («grant-no-contract»)."""
    contract = (
        GrantContract.objects.live()
        .filter(
            decision__application=application,
            decision__kind=GrantDecision.Kind.AWARDED,
            decision__retracted_at=None,
        )
        .first()
    )
    if contract is None:
        raise GrantRefused("grant-no-contract")
    return contract


@transaction.atomic
def report_use(
    *, application: GrantApplication, day: date, receipts: Sequence[Receipt], by: User
) -> list[GrantReceipt]:
    """The grantee's report of a day: its receipts, each paper once in the office.

    Raises `GrantRefused`.
    """
    contract = contract_of(application)
    application.case.lock()
    if not application.case.payments.filter(state=Payment.State.PAID).exists():
        raise GrantRefused("grant-not-paid")
    if not receipts or any(not one.what.strip() or one.amount <= 0 for one in receipts):
        raise GrantRefused("grant-receipt")
    for one in receipts:
        if not contract.signed_on <= one.spent_on <= min(day, contract.spend_by):
            raise GrantRefused(
                "grant-receipt-day", signed=contract.signed_on, last=contract.spend_by
            )
    try:
        with transaction.atomic():
            return GrantReceipt.objects.bulk_create(
                GrantReceipt(
                    office_id=application.office_id,
                    application=application,
                    item=one.item,
                    reported_on=day,
                    spent_on=one.spent_on,
                    what=one.what.strip(),
                    amount=one.amount,
                    document=one.document,
                    sha256=one.document.sha256,
                    recorded_by=by,
                )
                for one in receipts
            )
    except IntegrityError as error:
        if violated_constraint(error) == "grant_receipt_once":
            raise GrantRefused("grant-receipt-twice") from error
        raise


@transaction.atomic
def visit(
    *,
    application: GrantApplication,
    day: date,
    visitor: str,
    findings: str,
    is_running: bool,
    by: User,
    photos: Sequence[Document] = (),
) -> GrantVisit:
    """Record a monitoring visit with its photos. Raises `GrantRefused`."""
    contract = contract_of(application)
    if not visitor.strip() or not findings.strip():
        raise GrantRefused("grant-visit")
    if day < contract.signed_on:
        raise GrantRefused("grant-visit-before", signed=contract.signed_on)
    made = GrantVisit.objects.create(
        office_id=application.office_id,
        application=application,
        visited_on=day,
        visitor=visitor.strip(),
        findings=findings.strip(),
        is_running=is_running,
        recorded_by=by,
    )
    GrantPhoto.objects.bulk_create(
        GrantPhoto(office_id=application.office_id, visit=made, document=photo, recorded_by=by)
        for photo in photos
    )
    return made


@transaction.atomic
def accept_report(*, application: GrantApplication, day: date, by: User) -> CaseEvent:
    """Accept the report: all that was paid is shown by receipts or has come back.

    Raises `GrantRefused` («grant-unspent»), `ActRefused`.
    """
    application.case.lock()
    account = account_of(application)
    if not account.paid:
        raise GrantRefused("grant-not-paid")
    if account.unshown:
        raise GrantRefused("grant-unspent", left=account.unshown)
    return record_event(
        case=application.case, measure=MEASURE, transition="carry_out", day=day, by=by
    )


@transaction.atomic
def demand_return(
    *, application: GrantApplication, amount: int, reason: str, day: date, by: User
) -> Overpayment:
    """Demand back what was misused or not accounted for. Raises `GrantRefused`.

    It is an overpayment of the case: it comes back by `take_return`, or is claimed in court.
    """
    if not reason.strip():
        raise GrantRefused("reason-missing")
    application.case.lock()
    account = account_of(application)
    left = account.paid - account.demanded
    if not 0 < amount <= left:
        raise GrantRefused("grant-return", left=left)
    paid = application.case.payments.filter(state=Payment.State.PAID).order_by("pk")
    parts = []
    for payment in paid:
        demanded = payment.overpaid.filter(overpayment__retracted_at=None)
        part = min(amount, payment.amount - _sum(demanded))
        if part > 0:
            parts.append((payment, part))
            amount -= part
    return record_overpayment(
        parts=parts, reason=Overpayment.Reason.MISUSED, day=day, by=by, note=reason
    )


@transaction.atomic
def strike(*, record: GrantContract | GrantReceipt | GrantVisit, reason: str, by: User) -> None:
    """Retract what was recorded wrongly; the right one is recorded anew.

    A contract by which the grant is planned or paid stands. Raises `GrantRefused`.
    """
    if isinstance(record, GrantContract):
        case = record.decision.application.case
        case.lock()
        if case.payments.filter(state__in=[Payment.State.PLANNED, Payment.State.PAID]).exists():
            raise GrantRefused("grant-paid-already")
    record.retract(reason=reason, by=by)


def take_return(
    *, demand: Overpayment, amount: int, day: date, by: User, act: str = ""
) -> list[MoneyEntry]:
    """Money of a demand that came back to the budget line. Raises `OverpaymentRefused`."""
    return return_overpaid(overpayment=demand, amount=amount, day=day, by=by, act=act)
