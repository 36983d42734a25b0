"""Suppliers of the portal: they apply with papers, are admitted or refused, and may be ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.documents.models import Document
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization

from .models import (
    Offer,
    OfferEnd,
    SupplierApplication,
    SupplierDecision,
    SupplierEnd,
    SupplierPaper,
)


class SupplierRefused(FactRefused):
    """«supplier-says-nothing», «supplier-phone», «supplier-applied», «supplier-no-papers»,
    «supplier-decided», «supplier-day», «supplier-not-admitted», «supplier-paper-title»,
    «reason-missing».
    """


@dataclass(frozen=True)
class Applied:
    """What an organisation says in its application; `papers`: (title, document)."""

    supplier: Organization
    day: date
    offers: str
    contact: str
    phone: str
    papers: Sequence[tuple[str, Document]] = ()


@transaction.atomic
def apply_to_supply(*, applied: Applied, by: User) -> SupplierApplication:
    """Keep an application; of an organisation one waits or stands at a time.

    The organisation's row is held. Raises `SupplierRefused`.
    """
    Organization.objects.select_for_update().get(pk=applied.supplier.pk)
    if not applied.offers.strip() or not applied.contact.strip():
        raise SupplierRefused("supplier-says-nothing")
    if len(applied.phone) != 10:
        raise SupplierRefused("supplier-phone")
    if any(state_of(one) in ("waiting", "admitted") for one in applications_of(applied.supplier)):
        raise SupplierRefused("supplier-applied")
    made = SupplierApplication.objects.create(
        office_id=applied.supplier.office_id,
        supplier=applied.supplier,
        applied_on=applied.day,
        offers=applied.offers.strip(),
        contact=applied.contact.strip(),
        phone=applied.phone,
        recorded_by=by,
    )
    for title, document in applied.papers:
        add_paper(application=made, title=title, document=document, by=by)
    return made


def add_paper(
    *, application: SupplierApplication, title: str, document: Document, by: User
) -> SupplierPaper:
    """One more paper of an application. Raises `SupplierRefused`."""
    if not title.strip():
        raise SupplierRefused("supplier-paper-title")
    return SupplierPaper.objects.create(
        office_id=application.office_id,
        application=application,
        title=title.strip(),
        document=document,
        recorded_by=by,
    )


@transaction.atomic
def decide_supplier(
    *, application: SupplierApplication, is_admitted: bool, reason: str, day: date, by: User
) -> SupplierDecision:
    """Admit or refuse, with the reason; nobody is admitted without a paper.

    Raises `SupplierRefused`.
    """
    application = SupplierApplication.objects.select_for_update().get(pk=application.pk)
    if not reason.strip():
        raise SupplierRefused("reason-missing")
    if state_of(application) != "waiting":
        raise SupplierRefused("supplier-decided")
    if day < application.applied_on:
        raise SupplierRefused("supplier-day", first=application.applied_on)
    if is_admitted and not application.papers.filter(retracted_at=None).exists():
        raise SupplierRefused("supplier-no-papers")
    return SupplierDecision.objects.create(
        office_id=application.office_id,
        application=application,
        decided_on=day,
        is_admitted=is_admitted,
        reason=reason.strip(),
        recorded_by=by,
    )


@transaction.atomic
def end_supplier(
    *, application: SupplierApplication, day: date, reason: str, by: User
) -> SupplierEnd:
    """The supplier leaves the catalogue with all that they offer; standing orders stay.

    Raises `SupplierRefused`.
    """
    application = SupplierApplication.objects.select_for_update().get(pk=application.pk)
    if not reason.strip():
        raise SupplierRefused("reason-missing")
    if state_of(application) != "admitted":
        raise SupplierRefused("supplier-not-admitted")
    decided = decision_of(application)
    if decided is not None and day < decided.decided_on:
        raise SupplierRefused("supplier-day", first=decided.decided_on)
    offers = Offer.objects.live().select_for_update().filter(supplier=application.supplier_id)
    ended = set(
        OfferEnd.objects.live()
        .filter(offer__supplier=application.supplier_id)
        .values_list("offer_id", flat=True)
    )
    OfferEnd.objects.bulk_create(
        OfferEnd(
            office_id=one.office_id,
            offer=one,
            occurred_on=day,
            reason=reason.strip(),
            recorded_by=by,
        )
        for one in offers.order_by("pk")
        if one.pk not in ended
    )
    return SupplierEnd.objects.create(
        office_id=application.office_id,
        application=application,
        occurred_on=day,
        reason=reason.strip(),
        recorded_by=by,
    )


def decision_of(application: SupplierApplication) -> SupplierDecision | None:
    """What was decided, if it was."""
    return next((one for one in application.decisions.all() if one.is_live), None)


def end_of(application: SupplierApplication) -> SupplierEnd | None:
    """How the supplier was ended, if so."""
    return next((one for one in application.ends.all() if one.is_live), None)


def state_of(application: SupplierApplication) -> str:
    """«waiting», «admitted», «refused» or «ended»."""
    decided = decision_of(application)
    if decided is None:
        return "waiting"
    if not decided.is_admitted:
        return "refused"
    return "ended" if end_of(application) is not None else "admitted"


def applications_of(supplier: Organization) -> list[SupplierApplication]:
    """A supplier's applications, the newest first."""
    found = SupplierApplication.objects.live().filter(supplier=supplier)
    return list(found.prefetch_related("decisions", "ends", "papers__document"))


def applications_in(office: Office) -> list[SupplierApplication]:
    """Those of an office: what waits first, then the newest."""
    found = (
        SupplierApplication.objects.live()
        .filter(office=office)
        .select_related("supplier")
        .prefetch_related("decisions", "ends", "papers")
    )
    return sorted(found, key=lambda one: state_of(one) != "waiting")


def lock_admission(supplier: Organization, day: date) -> SupplierApplication | None:
    """The application by which a supplier is admitted on a day, held; none where there is none."""
    held = SupplierApplication.objects.live().select_for_update().filter(supplier=supplier)
    for application in held.prefetch_related("decisions", "ends"):
        decided = decision_of(application)
        if state_of(application) == "admitted" and decided and decided.decided_on <= day:
            return application
    return None
