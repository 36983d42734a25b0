"""Инватакси by a link and without an account: the driver's sheet, the rider's own rides."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.places.models import Territory
from qamtu.transport.endings import end_ride, promised_on
from qamtu.transport.links import rider_by, sheet_by
from qamtu.transport.models import DayPlan, RideEnd, RideOrder, RidePromise, RiderLink, SheetLink
from qamtu.transport.planning import Asked
from qamtu.transport.riders import stops_of
from qamtu.transport.rides import ask_for_ride
from qamtu.transport.words import ENDS, PURPOSES, STOPS
from qamtu.web.links import by_link
from qamtu.web.typed import BadInput, day_of, digits_of, key_of, line_of
from qamtu.web.views.assistants import minute_of
from qamtu.web.views.taxi import (
    WRONG,
    end_typed,
    point_of,
    promise_said,
    route_of,
    sentence_of_ride,
)

LISTED = 40
MOST = 20  # rides ahead that a rider may ask for without the dispatcher


@by_link(sheet_by)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, link: SheetLink) -> HttpResponse:
    """A driver's day on a phone: the stops in their order, and how each ride ended."""
    kept = DayPlan.objects.filter(office=link.office, day=link.day).first()
    names = {str(order.pk): order for order, _promise in promised_on(link.office, link.day)}
    problem, at = "", ""
    if request.method == "POST":
        at = f"end-{key_of(request.POST.get('order', ''))}"
        order = names.get(request.POST.get("order", ""))
        if order is None:
            raise Http404
        try:
            end_typed(order, request.POST, link.given_by)
        except WRONG as refused:
            problem = sentence_of_ride(refused)
        else:
            messages.success(request, _("Thank you: it is recorded."))
            return redirect("taxi-sheet", link.office.code, link.token)
    context = {
        "office": link.office,
        "link": link,
        "route": route_of(link.vehicle, kept, names, link.day),
        "problem": problem,
        "problem_at": at,
    }
    return render(request, "web/taxi_sheet.html", context, status=422 if problem else 200)


@by_link(rider_by)
@require_http_methods(["GET", "POST"])
def rider(request: HttpRequest, link: RiderLink) -> HttpResponse:
    """A rider's own rides: asked for, promised, cancelled; each form comes back here."""
    problem, at = "", ""
    if request.method == "POST":
        at = request.POST.get("act", "")
        try:
            messages.success(request, ACTS.get(at, _unknown)(request, link))
        except WRONG as refused:
            problem = sentence_of_ride(refused)
        else:
            return redirect("taxi-rider", link.office.code, link.token)
    return _rider_page(request, link, problem, at)


def _rider_page(request: HttpRequest, link: RiderLink, problem: str, at: str) -> HttpResponse:
    orders = (
        RideOrder.objects.live()
        .filter(rider__person=link.rider.person_id)
        .prefetch_related("promises", "ends")
        .order_by("-ride_on", "-wished_at")[:LISTED]
    )
    told = [
        (
            one,
            next((each for each in one.promises.all() if each.is_live), None),
            next((each for each in one.ends.all() if each.is_live), None),
        )
        for one in orders
    ]
    today = date.today()
    context = {
        "office": link.office,
        "link": link,
        "coming": [each for each in reversed(told) if each[0].ride_on >= today],
        "past": [each for each in told if each[0].ride_on < today],
        "stop": stops_of([link.rider]).get(link.rider.pk),
        "stops": STOPS,
        "ends": ENDS,
        "places": Territory.objects.within(link.office.territory).exclude(latitude=None),
        "known": dict.fromkeys(
            text for one, _promise, _end in told for text in (one.origin, one.target)
        ),
        "purposes": PURPOSES,
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "web/taxi_rider.html", context, status=422 if problem else 200)


def _ask(request: HttpRequest, link: RiderLink) -> str:
    typed, office = request.POST, link.office
    day = day_of(typed.get("day", ""), may_be_later=True)
    if day < date.today():
        raise BadInput(_("Choose today or a later day."))
    coming = RidePromise.objects.live().filter(
        order__rider__person=link.rider.person_id, order__ride_on__gte=date.today()
    )
    if coming.exclude(order__ends__retracted_at=None, order__ends__isnull=False).count() >= MOST:
        raise BadInput(
            _("You have %(count)s rides ahead; ask the department for more.") % {"count": MOST}
        )
    asked = Asked(
        rider=link.rider,
        day=day,
        at=minute_of(typed.get("at", "")),
        origin=line_of(typed.get("origin", ""), longest=200),
        origin_point=point_of(typed, "origin", office),
        target=line_of(typed.get("target", ""), longest=200),
        target_point=point_of(typed, "target", office),
        purpose=typed.get("purpose", "") if typed.get("purpose", "") in PURPOSES else "other",
        escorts=int(digits_of(typed.get("escorts", ""))[:1] or 0),
    )
    return promise_said(ask_for_ride(asked=asked, by=link.given_by))


def _cancel(request: HttpRequest, link: RiderLink) -> str:
    order = get_object_or_404(
        RideOrder.objects.live().select_related("case"),
        pk=key_of(request.POST.get("order", "")),
        rider__person=link.rider.person_id,
        ride_on__gte=date.today(),
    )
    end_ride(
        order=order,
        kind=RideEnd.Kind.CANCELLED,
        reason="жолаушының өзі тоқтатты",
        by=link.given_by,
    )
    return _("The ride is cancelled.")


def _unknown(request: HttpRequest, link: RiderLink) -> str:
    raise BadInput(_("Choose from the list."))


ACTS: dict[str, Callable[[HttpRequest, RiderLink], str]] = {"ask": _ask, "cancel": _cancel}
