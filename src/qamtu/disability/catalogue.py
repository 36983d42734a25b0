"""The catalogue of supply: what suppliers offer, at prices by days, with photos.

A price stands from its day on and is never changed: a new one begins after the day on which it is
said, so that the price of a day is one. That of the day of the choice binds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from qamtu.accounts.models import Office, User
from qamtu.documents.models import Document
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization
from qamtu.rules.rehabilitation.classifier import CLASSIFIER

from .models import Offer, OfferEnd, OfferPhoto, OfferPrice
from .suppliers import lock_admission

MOST_PHOTOS = 6


class OfferRefused(FactRefused):
    """«offer-code», «offer-words», «offer-price», «offer-price-day», «offer-ended»,
    «offer-photos», «photo-words», «photo-unreadable», «photo-large», «supplier-not-admitted»,
    «reason-missing».
    """


@dataclass(frozen=True)
class Offered:
    """What a supplier offers: for a heading of the classifier, a unit of it at a price (tiyn)."""

    supplier: Organization
    code: str
    name_kk: str
    name_ru: str
    description_kk: str
    description_ru: str
    price: int
    day: date


def add_offer(*, offered: Offered, by: User) -> Offer:
    """One offer; see `add_offers`."""
    return add_offers(offered=[offered], by=by)[0]


@transaction.atomic
def add_offers(*, offered: Sequence[Offered], by: User) -> list[Offer]:
    """New offers of admitted suppliers, each with its first price. All or none.

    Raises `OfferRefused`.
    """
    for one in offered:
        if one.code not in CLASSIFIER:
            raise OfferRefused("offer-code")
        words = (one.name_kk, one.name_ru, one.description_kk, one.description_ru)
        if not all(text.strip() for text in words):
            raise OfferRefused("offer-words")
        if one.price < 1:
            raise OfferRefused("offer-price")
    for supplier in {one.supplier.pk: one.supplier for one in offered}.values():
        if lock_admission(supplier, min(one.day for one in offered)) is None:
            raise OfferRefused("supplier-not-admitted")
    made = Offer.objects.bulk_create(
        Offer(
            office_id=one.supplier.office_id,
            supplier=one.supplier,
            code=one.code,
            name_kk=one.name_kk.strip(),
            name_ru=one.name_ru.strip(),
            description_kk=one.description_kk.strip(),
            description_ru=one.description_ru.strip(),
            offered_on=one.day,
            recorded_by=by,
        )
        for one in offered
    )
    OfferPrice.objects.bulk_create(
        OfferPrice(
            office_id=offer.office_id,
            offer=offer,
            valid_from=one.day,
            price=one.price,
            recorded_by=by,
        )
        for one, offer in zip(offered, made, strict=True)
    )
    return made


@transaction.atomic
def set_price(
    *, offer: Offer, price: int, valid_from: date, by: User, today: date | None = None
) -> OfferPrice:
    """Another price of a later day. The offer is held. Raises `OfferRefused`."""
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if price < 1:
        raise OfferRefused("offer-price")
    first = (today or date.today()) + timedelta(days=1)
    if valid_from < first:
        raise OfferRefused("offer-price-day", first=first)
    if ended_on(offer) is not None:
        raise OfferRefused("offer-ended")
    try:
        with transaction.atomic():
            return OfferPrice.objects.create(
                office_id=offer.office_id,
                offer=offer,
                valid_from=valid_from,
                price=price,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "offer_price_of_a_day":
            last = offer.prices.filter(retracted_at=None).latest("valid_from").valid_from
            raise OfferRefused("offer-price-day", first=last + timedelta(days=1)) from error
        raise


@transaction.atomic
def add_photo(
    *, offer: Offer, document: Document, words_kk: str, words_ru: str, by: User
) -> OfferPhoto:
    """A photo of an offer and what is on it, in both languages. Raises `OfferRefused`."""
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if not words_kk.strip() or not words_ru.strip():
        raise OfferRefused("photo-words")
    if ended_on(offer) is not None:
        raise OfferRefused("offer-ended")
    if offer.photos.filter(retracted_at=None).count() >= MOST_PHOTOS:
        raise OfferRefused("offer-photos", most=MOST_PHOTOS)
    return OfferPhoto.objects.create(
        office_id=offer.office_id,
        offer=offer,
        document=document,
        words_kk=words_kk.strip(),
        words_ru=words_ru.strip(),
        recorded_by=by,
    )


@transaction.atomic
def end_offer(*, offer: Offer, day: date, reason: str, by: User) -> OfferEnd:
    """Nobody chooses the offer from the day on. It is held: a choice comes before or is refused.

    Raises `OfferRefused`.
    """
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if not reason.strip():
        raise OfferRefused("reason-missing")
    if ended_on(offer) is not None:
        raise OfferRefused("offer-ended")
    return OfferEnd.objects.create(
        office_id=offer.office_id,
        offer=offer,
        occurred_on=day,
        reason=reason.strip(),
        recorded_by=by,
    )


def ended_on(offer: Offer) -> OfferEnd | None:
    """How the offer was ended, if it was."""
    return next((one for one in offer.ends.all() if one.is_live), None)


def stands_on(offer: Offer, day: date) -> bool:
    """True where the offer may be chosen on a day."""
    ended = ended_on(offer)
    return offer.is_live and offer.offered_on <= day and (ended is None or day < ended.occurred_on)


def price_on(offer: Offer, day: date) -> int:
    """The price of one unit on a day, tiyn; 0 before the first."""
    prices = [one for one in offer.prices.all() if one.is_live and one.valid_from <= day]
    return max(prices, key=lambda one: one.valid_from).price if prices else 0


def offers_of(supplier: Organization) -> QuerySet[Offer]:
    """A supplier's offers, the newest first, with what is shown of them."""
    return _with_all(Offer.objects.live().filter(supplier=supplier)).order_by("-pk")


def offers_on(office: Office, day: date, code: str = "") -> list[Offer]:
    """What may be chosen on a day, of one heading or all: the cheapest of a heading first."""
    found = Offer.objects.live().filter(office=office, offered_on__lte=day)
    if code:
        found = found.filter(code=code)
    codes = list(CLASSIFIER)
    standing = [one for one in _with_all(found) if stands_on(one, day)]
    return sorted(standing, key=lambda one: (codes.index(one.code), price_on(one, day), one.pk))


def _with_all(found: QuerySet[Offer]) -> QuerySet[Offer]:
    return found.select_related("supplier").prefetch_related("prices", "ends", "photos")


def photos_of(offer: Offer) -> list[OfferPhoto]:
    """The photos that stand."""
    return [one for one in offer.photos.all() if one.is_live]
