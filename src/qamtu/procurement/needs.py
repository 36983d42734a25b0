"""What has to be bought: a need, its lots by a method of procurement, how each came out."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization

from .methods import METHODS, law_of
from .models import Lot, LotOutcome, Need

LOTS = "procurement-lot"


class NeedRefused(FactRefused):
    """«need-what», «need-sum», «lot-subject», «lot-sum», «lot-method», «lot-no-law»,
    «lot-beyond-need», «lot-before-need», «lot-decided», «lot-protocol», «lot-before»,
    «lot-price», «lot-above», «lot-has-contract».
    """


def record_need(
    *,
    office: Office,
    measure: str,
    year: int,
    what: str,
    amount: int,
    day: date,
    by: User,
    needed_by: date | None = None,
    note: str = "",
) -> Need:
    """What is needed for a measure in a year, for so much (tiyn). Raises `NeedRefused`."""
    if not what.strip():
        raise NeedRefused("need-what")
    if amount <= 0:
        raise NeedRefused("need-sum")
    return Need.objects.create(
        office=office,
        measure=measure,
        year=year,
        what=what.strip(),
        amount=amount,
        needed_by=needed_by,
        recorded_on=day,
        note=note.strip(),
        recorded_by=by,
    )


@transaction.atomic
def announce_lot(
    *,
    need: Need,
    subject: str,
    method: str,
    day: date,
    amount: int,
    by: User,
    portal_number: str = "",
) -> Lot:
    """A lot of a need under the next number; lots that stand fit into the need's sum.

    Raises `NeedRefused`.
    """
    need = Need.objects.select_for_update().get(pk=need.pk)
    if not subject.strip():
        raise NeedRefused("lot-subject")
    if method not in METHODS:
        raise NeedRefused("lot-method")
    if law_of(method, day) is None:
        raise NeedRefused("lot-no-law", day=day)
    if amount <= 0:
        raise NeedRefused("lot-sum")
    if day < need.recorded_on:
        raise NeedRefused("lot-before-need", day=need.recorded_on)
    left = left_of(need)
    if amount > left:
        raise NeedRefused("lot-beyond-need", left=left)
    return Lot.objects.create(
        office_id=need.office_id,
        need=need,
        number=next_number(office=need.office, series=LOTS, year=day.year),
        year=day.year,
        subject=subject.strip(),
        method=method,
        announced_on=day,
        portal_number=portal_number.strip(),
        amount=amount,
        recorded_by=by,
    )


def left_of(need: Need) -> int:
    """What of a need no standing lot takes; a lot that failed frees its sum. Tiyn.

    Its lots and their outcomes may be prefetched.
    """
    return need.amount - sum(
        lot.amount
        for lot in need.lots.all()
        if lot.is_live
        and not any(
            one.is_live and one.kind != LotOutcome.Kind.AWARDED for one in lot.outcomes.all()
        )
    )


@transaction.atomic
def award_lot(
    *, lot: Lot, supplier: Organization, price: int, day: date, protocol: str, by: User
) -> LotOutcome:
    """The lot goes to a supplier, for no more than it was announced for. Tiyn."""
    _hold(lot, day, protocol)
    if price <= 0:
        raise NeedRefused("lot-price")
    if price > lot.amount:
        raise NeedRefused("lot-above", left=lot.amount)
    return LotOutcome.objects.create(
        office_id=lot.office_id,
        lot=lot,
        kind=LotOutcome.Kind.AWARDED,
        decided_on=day,
        protocol=protocol.strip(),
        supplier=supplier,
        price=price,
        recorded_by=by,
    )


@transaction.atomic
def drop_lot(
    *, lot: Lot, day: date, protocol: str, by: User, is_cancelled: bool = False, note: str = ""
) -> LotOutcome:
    """The lot came to nothing, or was cancelled; its sum is free for another."""
    _hold(lot, day, protocol)
    kind = LotOutcome.Kind.CANCELLED if is_cancelled else LotOutcome.Kind.FAILED
    return LotOutcome.objects.create(
        office_id=lot.office_id,
        lot=lot,
        kind=kind,
        decided_on=day,
        protocol=protocol.strip(),
        note=note.strip(),
        recorded_by=by,
    )


def _hold(lot: Lot, day: date, protocol: str) -> None:
    Lot.objects.select_for_update().get(pk=lot.pk)
    if lot.outcomes.filter(retracted_at=None).exists():
        raise NeedRefused("lot-decided")
    if day < lot.announced_on:
        raise NeedRefused("lot-before", day=lot.announced_on)
    if not protocol.strip():
        raise NeedRefused("lot-protocol")
