"""The inspector's form on a phone: works without a network, sends what was filled later.

The page, its worker and the receiving ends; the form itself is filled by `static/qamtu/inspect.js`.
Without JavaScript the list leads to the plain form of each facility.
"""

import json
from datetime import date
from typing import cast
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from qamtu.accessibility.inventory import facilities_to_survey
from qamtu.accessibility.models import Survey
from qamtu.accessibility.surveys import Photo, Surveyed, attach_photo, record_survey
from qamtu.accounts.permissions import can_register
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Facility
from qamtu.web.guards import StaffRequest, anyone, office_of, staff
from qamtu.web.survey_form import answers_typed, survey_fields, words
from qamtu.web.typed import BadInput, day_of, key_of, line_of, sentence_beside

LISTED = 300


@staff(can_register)
@never_cache
@require_GET
def inspect(request: HttpRequest) -> HttpResponse:
    """Who is to be surveyed; the forms on this phone; the form, once for all facilities."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    facilities = facilities_to_survey(office)[:LISTED]
    get_token(request)
    return render(
        request,
        "web/inspect.html",
        {
            "office": office,
            "facilities": facilities,
            "fields": survey_fields(),
            "words": words(),
            "today": date.today(),
            "known": {
                "user": staff_request.user.username,
                "inspector": staff_request.user.full_name or staff_request.user.username,
                "places": {
                    str(one.pk): {
                        "name": one.name,
                        "survey": getattr(one, "last_survey", None) or 0,
                        "task": getattr(one, "task", None) or 0,
                    }
                    for one in facilities
                },
                "urls": {
                    "who": reverse("inspect-who"),
                    "send": reverse("inspect-send"),
                    "photo": reverse("inspect-photo"),
                    "signIn": f"{reverse('sign-in')}?next={reverse('inspect')}",
                    "worker": reverse("inspect-worker"),
                },
            },
            "texts": _texts(),
        },
    )


def _texts() -> dict[str, str]:
    """What the script says."""
    return {
        "saved": _("Saved on this phone"),
        "offline": _("There is no connection. Everything is kept on this phone."),
        "online": _("Connected."),
        "ready": _("This page opens without a connection too."),
        "draft": _("not finished"),
        "waiting": _("waits to be sent"),
        "sending": _("is being sent"),
        "sent": _("sent"),
        "clash": _("sent; it differs from another survey or task, a specialist will choose"),
        "refused": _("not taken"),
        "signIn": _("Sign in again to send the forms. They are kept on this phone."),
        "otherUser": _("filled by another member of staff; sign in as"),
        "open": _("Open"),
        "remove": _("Remove from this phone"),
        "reallyRemove": _("Remove the form from this phone? It can't be brought back."),
        "edit": _("Correct"),
        "photo": _("Photo"),
        "removePhoto": _("Remove the photo"),
        "noForms": _("No form is on this phone."),
        "noStore": _("This browser can't keep forms; use the plain form."),
        "notSaved": _("The phone did not keep the last change. Do not close the page; free space."),
    }


@staff(can_register)
@never_cache
@require_GET
def who(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and a fresh token: asked before forms are sent."""
    user = cast(StaffRequest, request).user
    return JsonResponse({"user": user.username, "token": get_token(request)})


@staff(can_register)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """A filled form, once or again; answers with the survey's key and whether it clashed."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    try:
        sent = json.loads(request.body)
        facility = get_object_or_404(
            Facility, pk=key_of(str(sent.get("facility", ""))), office=office
        )
        typed = {str(key): str(value) for key, value in dict(sent.get("fields", {})).items()}
        surveyed = Surveyed(
            facility=facility,
            day=day_of(str(sent.get("day", ""))),
            inspector=line_of(str(sent.get("inspector", "")), longest=160),
            answers=answers_typed(typed),
            note=str(sent.get("note", "")).replace("\0", "")[:5000],
            upload=UUID(str(sent.get("upload", ""))),
            seen_survey=key_of(str(sent.get("survey", 0))),
            seen_task=key_of(str(sent.get("task", 0))),
        )
        survey = record_survey(surveyed=surveyed, by=staff_request.user)
    except (BadInput, FactRefused) as refused:
        code = refused.code if isinstance(refused, FactRefused) else "typed"
        return JsonResponse({"problem": sentence_beside(refused), "code": code}, status=422)
    except (ValueError, TypeError, AttributeError):
        return JsonResponse({"problem": _("The form is not readable."), "code": "form"}, status=422)
    return JsonResponse({"survey": survey.pk, "clash": survey.clash})


@staff(can_register)
@require_POST
def photo(request: HttpRequest) -> HttpResponse:
    """A photo of a form that was sent before it; once or again."""
    staff_request = cast(StaffRequest, request)
    file = request.FILES.get("photo")
    try:
        survey = get_object_or_404(
            Survey.objects.select_related("facility"),
            office=office_of(staff_request),
            upload=UUID(request.POST.get("survey", "")),
        )
        kept = attach_photo(
            survey=survey,
            photo=Photo(
                zone=request.POST.get("zone", ""),
                content=file.read() if file else b"",
                caption=line_of(request.POST.get("caption", ""), longest=200),
                upload=UUID(request.POST.get("upload", "")),
            ),
            by=staff_request.user,
        )
    except (BadInput, FactRefused) as refused:
        return JsonResponse({"problem": sentence_beside(refused)}, status=422)
    except ValueError:
        return JsonResponse({"problem": _("The form is not readable.")}, status=422)
    return JsonResponse({"photo": kept.pk})


@anyone
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: stands beside the page, for a worker rules below its own address only."""
    path = finders.find("qamtu/inspect-worker.js")
    assert isinstance(path, str)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return HttpResponse(text, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@anyone
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone needs to put the page beside its other applications."""
    return JsonResponse(
        {
            "name": "Qamtu",
            "short_name": "Qamtu",
            "start_url": reverse("inspect"),
            "scope": reverse("inspect"),
            "display": "standalone",
            "background_color": "#f4f6f8",
            "theme_color": "#12303f",
            "icons": [{"src": "/static/qamtu/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )
