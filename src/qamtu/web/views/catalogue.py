"""The open catalogue of supply: anyone sees what is offered, by whom and at which price."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.casework.local_law import law_on
from qamtu.disability.catalogue import offers_on, photos_of, price_on
from qamtu.disability.models import Offer, OfferPhoto
from qamtu.disability.orders import FOLDER
from qamtu.rules.exact import whole
from qamtu.rules.rehabilitation.classifier import CLASSIFIER
from qamtu.web.guards import anyone


def _office(code: str) -> Office:
    return get_object_or_404(Office.objects.select_related("territory"), code=code)


@anyone
@require_GET
def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """What an office's suppliers offer today, by heading. Nothing of persons is open here."""
    office, today = _office(code), date.today()
    kind = request.GET.get("kind", "")
    kind = kind if kind in CLASSIFIER else ""
    with office_scope(office, persons=False):
        law = law_on(office, FOLDER, today)
        headings: dict[str, dict[str, Any]] = {}
        for one in offers_on(office, today, kind):
            heading = headings.setdefault(
                one.code,
                {"entry": CLASSIFIER[one.code], "guaranteed": _sum(law, one.code), "offers": []},
            )
            heading["offers"].append((one, price_on(one, today), photos_of(one)))
        context = {
            "office": office,
            "headings": headings,
            "classifier": CLASSIFIER,
            "kind": kind,
            "today": today,
        }
        return render(request, "web/catalogue.html", context)


def _sum(law: Any, code: str) -> int | None:
    """What the state pays for one unit at most, where the office has entered it."""
    name = f"guaranteed_{code}"
    return whole(law.figure(name).value) if law.is_known(name) else None


@anyone
@require_GET
def offer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One offer: its description, its price, its photos, its supplier."""
    office, today = _office(code), date.today()
    with office_scope(office, persons=False):
        found = next((one for one in offers_on(office, today) if one.pk == pk), None)
        if found is None:
            raise Http404
        context = {
            "office": office,
            "offer": found,
            "entry": CLASSIFIER[found.code],
            "price": price_on(found, today),
            "guaranteed": _sum(law_on(office, FOLDER, today), found.code),
            "photos": photos_of(found),
            "today": today,
        }
        return render(request, "web/catalogue_offer.html", context)


@anyone
@require_GET
def photo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A photo of an offer that stands, or stood: papers of persons are never photos of offers."""
    office = _office(code)
    with office_scope(office):
        found = get_object_or_404(
            OfferPhoto.objects.live().select_related("document", "offer"),
            pk=pk,
            office=office,
            offer__in=Offer.objects.live().filter(office=office),
        )
        response = HttpResponse(bytes(found.document.content), content_type="image/jpeg")
        response["Cache-Control"] = "public, max-age=86400"
        response["X-Content-Type-Options"] = "nosniff"
        return response
