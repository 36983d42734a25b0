"""The map that anybody may see: which places can I enter? And a complaint where I can not."""

import hashlib
import hmac
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accessibility.complaints import Complaint, receive_complaint
from qamtu.accessibility.models import SurveyPhoto
from qamtu.accessibility.overview import Place, places_of
from qamtu.accessibility.passports import current_passport, verdict_for
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Facility
from qamtu.organizations.sectors import SECTORS
from qamtu.places.models import Territory
from qamtu.rules.accessibility.passport import passport_form
from qamtu.rules.accessibility.verdicts import VERDICTS
from qamtu.rules.acts import act_in
from qamtu.rules.parameters import ParameterMissing
from qamtu.web.facts import sentence_of_missing
from qamtu.web.guards import anyone
from qamtu.web.typed import BadInput, line_of, sentence_beside
from qamtu.web.views.place import needs_of, photos_of
from qamtu.web.views.places import asked_of, shown_for

PER_PAGE = 100
WRONG = (BadInput, FactRefused, ParameterMissing)


def _office(code: str) -> Office:
    found = Office.objects.select_related("territory").filter(code=code).first()
    if found is None:
        raise Http404
    return found


@anyone
@require_GET
def maps(request: HttpRequest) -> HttpResponse:
    """The districts that have a map; the only one at once."""
    offices = list(Office.objects.all())
    if len(offices) == 1:
        return redirect("map", offices[0].code)
    return render(request, "web/maps.html", {"offices": offices})


@anyone
@require_GET
def public_map(request: HttpRequest, code: str) -> HttpResponse:
    """The district's places, on a map and as a list that says the same."""
    office = _office(code)
    with office_scope(office, persons=False):
        asked = asked_of(request, office)
        found = places_of(office, asked, list(passport_form().needs))
        found.sort(key=lambda one: list(VERDICTS).index(one.verdict))  # where one can enter first
        context = {
            "office": office,
            **shown_for(asked, office),
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "data": f"{reverse('map-data', args=[code])}?{request.GET.urlencode()}",
            "texts": {
                "noMap": _("This browser does not draw the map; the list says the same."),
                **{word: names[get_language() or "kk"] for word, names in VERDICTS.items()},
            },
        }
        return render(request, "web/public_map.html", context)


@anyone
@require_GET
def map_data(request: HttpRequest, code: str) -> HttpResponse:
    """The places that are asked for, and the settlements, as GeoJSON."""
    office = _office(code)
    language = get_language() or "kk"
    with office_scope(office, persons=False):
        found = places_of(office, asked_of(request, office), list(passport_form().needs))
        points = [_feature(office, one, language) for one in found if one.facility.latitude]
        settlements = Territory.objects.within(office.territory).exclude(latitude=None)
        return JsonResponse(
            {
                "type": "FeatureCollection",
                "features": [
                    *(
                        _point(one.longitude, one.latitude, kind="settlement",
                               name=one.name(language))
                        for one in settlements if one.kind in ("village", "town")
                    ),
                    *points,
                ],
            }
        )  # fmt: skip


def _point(east: float | None, north: float | None, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [east, north]},
        "properties": properties,
    }


def _feature(office: Office, place: Place, language: str) -> dict[str, Any]:
    facility = place.facility
    return _point(
        facility.longitude,
        facility.latitude,
        kind="place",
        name=facility.name,
        verdict=place.verdict,
        said=VERDICTS[place.verdict][language],
        address=reverse("map-place", args=[office.code, facility.pk]),
    )


@anyone
@never_cache
@require_http_methods(["GET", "POST"])
def map_place(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A place with its passport, photos and the age of what is known; the form of a complaint."""
    office = _office(code)
    problem = ""
    with office_scope(office, persons=request.method == "POST"):
        facility = (
            Facility.objects.filter(office=office, pk=pk)
            .select_related("territory", "owner", "office")
            .first()
        )
        if facility is None:
            raise Http404
        if request.method == "POST":
            try:
                received = receive_complaint(
                    complaint=_complaint(request, facility), day=date.today()
                )
            except WRONG as refused:
                problem = (
                    sentence_of_missing(refused)
                    if isinstance(refused, ParameterMissing)
                    else sentence_beside(refused)
                )
            else:
                messages.success(
                    request,
                    _("Your complaint is registered: № %(number)s. You are answered by %(day)s.")
                    % {
                        "number": f"{received.number}/{received.year}",
                        "day": f"{received.due_on:%d.%m.%Y}",
                    },
                )
                return redirect("map-place", code, pk)
        mine = [need for need in passport_form().needs if need in request.GET.getlist("need")]
        verdict, passport = verdict_for(facility, mine)
        context = {
            "office": office,
            "facility": facility,
            "sector": SECTORS.get(facility.sector),
            "passport": passport,
            "needs": needs_of(passport),
            "all_needs": passport_form().needs,
            "mine": [passport_form().needs[need] for need in mine],
            "verdict": verdict,
            "verdict_names": VERDICTS.get(verdict),
            "photos": photos_of(passport),
            "days": (date.today() - passport.survey.surveyed_on).days if passport else 0,
            "is_verified": all(one.is_verified for one in passport_form().demands),
            "source": act_in(passport_form().demands[0].source, get_language() or "kk"),
            "problem": problem,
            "problem_at": "",
            "at": "",
            "typed": request.POST,
        }
        return render(request, "web/map_place.html", context, status=422 if problem else 200)


def address_of(request: HttpRequest) -> str:
    """Where a request came from: behind a proxy on this machine, what the proxy wrote last."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if address in ("127.0.0.1", "::1"):
        return request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return address


def _complaint(request: HttpRequest, facility: Facility) -> Complaint:
    typed = request.POST
    need = typed.get("need", "")
    # Where it came from is kept as a keyed hash: enough to count, too little to know.
    sender = hmac.new(
        settings.SECRET_KEY.encode(),
        address_of(request).encode(),
        hashlib.sha256,
    ).hexdigest()
    return Complaint(
        facility=facility,
        name=line_of(typed.get("name", ""), longest=160),
        contact=line_of(typed.get("contact", ""), longest=160),
        text=typed.get("text", "").replace("\0", "")[:5000],
        sender=sender,
        need=need if need in passport_form().needs else "",
        language=get_language() or "kk",
    )


@anyone
@require_GET
def map_photo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A photo of a passport in force; of no other survey."""
    office = _office(code)
    with office_scope(office):  # files stand where persons do; only this one is read
        photo = (
            SurveyPhoto.objects.live()
            .filter(office=office, pk=pk)
            .select_related("document", "survey__facility__office")
            .first()
        )
        passport = current_passport(photo.survey.facility) if photo else None
        if photo is None or passport is None or passport.survey_id != photo.survey_id:
            raise Http404
        return HttpResponse(bytes(photo.document.content), content_type=photo.document.media_type)
