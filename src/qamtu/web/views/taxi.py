"""Инватакси: the dispatcher's day, riders and vehicles."""

from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.accessibility.destinations import Entry, entries, entry_at, needs_of_rider
from qamtu.accounts.models import Office, User
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.casework.explaining import refusals
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Facility
from qamtu.places.models import Territory
from qamtu.rules.accessibility.verdicts import VERDICTS
from qamtu.rules.facts import FactsRefused
from qamtu.rules.invataxi.formulas import PROGRAMME
from qamtu.rules.parameters import ParameterMissing
from qamtu.transport.endings import end_ride, is_stopped
from qamtu.transport.fleet import add_vehicle, set_shift, shifts_on
from qamtu.transport.links import give_rider_link, give_sheet
from qamtu.transport.models import (
    DayPlan,
    RideEnd,
    RideOrder,
    Rider,
    RideRefusal,
    TaxiShift,
    TaxiVehicle,
)
from qamtu.transport.planning import Asked, break_down, plan_day, vehicle_of
from qamtu.transport.refusals import RideRefused
from qamtu.transport.riders import RiderRefused, Riding, admit_rider, stops_of
from qamtu.transport.rides import ask_for_ride, book_standing
from qamtu.transport.roads import Point
from qamtu.transport.words import ENDS, PURPOSES, REASONS, STOPS
from qamtu.web.facts import sentence_of_rules
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.ride_map import ride_map
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_asked_for,
    day_of,
    digits_of,
    key_of,
    line_of,
    person_of,
    place_of,
    reason_of,
    whole_number_of,
)
from qamtu.web.views.assistants import minute_of

LISTED = 300
FIRST_HOUR, LAST_HOUR = 6, 22
LINK_TERM = timedelta(days=365)
WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing)


def sentence_of_ride(problem: Exception) -> str:
    """What stands beside a form of Инватакси, for all that can be wrong with it."""
    language = get_language() or "kk"
    if isinstance(problem, RiderRefused) and problem.code == "rider-not-lawful":
        told = refusals(
            problem.values["trace"], problem.values["grounds"], language, PROGRAMME.folder
        )
        words = "; ".join(f"{one.name} ({one.article})" for one in told)
        problem = RiderRefused("rider-not-lawful", grounds=words)
    if isinstance(problem, RideRefused) and problem.code == "ride-no-slot":
        at = problem.values["nearest"]
        nearest = ""
        if at is not None:
            nearest = _("The nearest slot is at %(at)s.") % {"at": f"{at // 60}:{at % 60:02}"}
        problem = RideRefused(
            "ride-no-slot", why=REASONS[problem.values["reason"]][language], nearest=nearest
        )
    return sentence_of_rules(problem, PROGRAMME)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def taxi(request: HttpRequest) -> HttpResponse:
    """One day: who rides when and in which vehicle; each form comes back to the same page."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, at = "", ""
    day = day_asked_for(request.POST.get("day") or request.GET.get("day") or "", date.today())
    if request.method == "POST":
        at = request.POST.get("act", "")
        done, may = ACTS.get(at, (_unknown, can_register))
        if not may(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            messages.success(request, done(staff_request, office, day))
        except WRONG as refused:
            problem = sentence_of_ride(refused)
        else:
            response = redirect("taxi")
            response["Location"] += f"?day={day:%Y-%m-%d}"
            return response
    orders = list(
        RideOrder.objects.live()
        .filter(office=office, ride_on=day)
        .select_related("rider__person")
        .prefetch_related("promises", "ends")
    )
    kept = DayPlan.objects.filter(office=office, day=day).first()
    vehicles = list(TaxiVehicle.objects.live().filter(office=office))
    stops = stops_of([one.rider for one in orders])
    stopped = {
        one.pk: stops[one.rider_id]
        for one in orders
        if not _live(one.ends.all()) and is_stopped(one, stops)
    }
    names = {str(one.pk): one for one in orders if one.pk not in stopped}
    places = list(Territory.objects.within(office.territory).exclude(latitude=None))
    hours = {one.vehicle.pk: one for one in shifts_on(vehicles, day)}
    others = {
        one.vehicle_id: one
        for one in TaxiShift.objects.live().filter(office=office, occurred_on=day)
    }
    routes = [
        {
            **route_of(one, kept, names, day),
            "shift": hours.get(one.pk),
            "other": others.get(one.pk),
        }
        for one in vehicles
    ]
    facilities = entries(office)
    metres = sum(end.metres for one in orders if (end := _live(one.ends.all())))
    context = {
        "office": office,
        "day": day,
        "previous": day - timedelta(days=1),
        "next": day + timedelta(days=1),
        "orders": [
            (
                one,
                _live(one.promises.all()),
                _live(one.ends.all()),
                stopped.get(one.pk),
                _entry(one, facilities),
            )
            for one in orders
        ],
        "routes": routes,
        "map": ride_map([(one["shift"], one["visits"]) for one in routes], places),
        "refusals": RideRefusal.objects.live()
        .filter(office=office, ride_on=day)
        .select_related("rider__person"),
        "hours": [(hour, _across(hour * 60)) for hour in range(FIRST_HOUR, LAST_HOUR + 1, 2)],
        "kept": kept,
        "unserved": [names[one] for one in (kept.unserved if kept else []) if one in names],
        "vehicles": vehicles,
        "riders": Rider.objects.live()
        .filter(office=office, valid_from__lte=day)
        .exclude(valid_to__lt=day)
        .select_related("person")
        .order_by("person__sort_key")[:LISTED],
        "places": places,
        "facilities": [one.facility for one in facilities],
        "purposes": PURPOSES,
        "ends": ENDS,
        "stops": STOPS,
        "reasons": REASONS,
        "kilometres": metres / 1000,
        "metres": metres,
        "can_register": can_register(staff_request.user),
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
        "address": request.build_absolute_uri("/"),
    }
    return render(request, "web/taxi.html", context, status=422 if problem else 200)


def _live(facts: Any) -> Any:
    return next((one for one in facts if one.is_live), None)


def _across(minute: float) -> float:
    """Thousandths of the timeline's width at which a minute stands."""
    width = (LAST_HOUR - FIRST_HOUR) * 60
    return round(min(max((minute - FIRST_HOUR * 60) / width, 0.0), 1.0) * 1000, 1)


def route_of(
    vehicle: TaxiVehicle, kept: DayPlan | None, names: dict[str, RideOrder], day: date
) -> dict[str, Any]:
    visits = kept.routes.get(str(vehicle.pk), []) if kept else []
    boards = {key: at for key, kind, at in visits if kind == "pickup"}
    return {
        "vehicle": vehicle,
        "broken": vehicle.breakdowns.filter(retracted_at=None, occurred_on=day).first(),
        "links": vehicle.links.filter(day=day),
        "visits": [
            {"order": names.get(key), "kind": kind, "at": int(at)}
            for key, kind, at in visits
            if key in names or kind == "pause"
        ],
        "bars": [
            {
                "order": names[key],
                "left": _across(boards[key]),
                "width": max(_across(at) - _across(boards[key]), 4.0),
            }
            for key, kind, at in visits
            if kind == "dropoff" and key in names and key in boards
        ],
    }


def point_of(typed: Typed, name: str, office: Office) -> Point:
    """A point typed as «44.85, 65.50», else that of the place chosen. Raises `BadInput`."""
    text = typed.get(f"{name}_point", "").strip()
    if text:
        north, _comma, east = text.replace(";", ",").partition(",")
        try:
            point = float(north), float(east)
        except ValueError:
            point = (0.0, 0.0)
        if not (40 <= point[0] <= 56 and 46 <= point[1] <= 88):
            raise BadInput(
                _("Write the point as latitude and longitude, for example 44.85, 65.50.")
            )
        return point
    place = place_of(typed.get(f"{name}_place", ""), office)
    if place is None or place.latitude is None or place.longitude is None:
        raise BadInput(_("Choose the place or write its point."))
    return place.latitude, place.longitude


def _target(typed: Typed, office: Office) -> tuple[str, Point]:
    """Where to: a facility that was chosen, at its point, else the address typed."""
    chosen = key_of(typed.get("target_facility", ""))
    if not chosen:
        target = line_of(typed.get("target", ""), longest=200)
        if not target:
            raise BadInput(_("Write where to, or choose the facility."))
        return target, point_of(typed, "target", office)
    facility = Facility.objects.filter(office=office, pk=chosen).first()
    if facility is None or facility.latitude is None or facility.longitude is None:
        raise BadInput(_("The facility has no point on the map."))
    return facility.name[:200], (facility.latitude, facility.longitude)


def _entry(order: RideOrder, places: list[Entry]) -> dict[str, Any] | None:
    """Can this rider enter where they are driven to? None where no facility stands there."""
    entry = entry_at(places, (order.target_latitude, order.target_longitude))
    if entry is None:
        return None
    verdict = entry.verdict_for(needs_of_rider(in_wheelchair=order.rider.in_wheelchair))
    return {"facility": entry.facility, "code": verdict, "names": VERDICTS[verdict]}


def _book(request: StaffRequest, office: Office, day: date) -> str:
    typed = request.POST
    rider = get_object_or_404(
        Rider.objects.live().select_related("person", "office"),
        pk=key_of(typed.get("rider", "")),
        office=office,
    )
    target, target_point = _target(typed, office)
    asked = Asked(
        rider=rider,
        day=day,
        at=minute_of(typed.get("at", "")),
        origin=line_of(typed.get("origin", ""), longest=200),
        origin_point=point_of(typed, "origin", office),
        target=target,
        target_point=target_point,
        purpose=typed.get("purpose", "") if typed.get("purpose", "") in PURPOSES else "other",
        escorts=int(digits_of(typed.get("escorts", ""))[:1] or 0),
    )
    until = typed.get("until", "")
    if until:
        made, refused = book_standing(
            asked=asked,
            weekdays=[key_of(one) for one in typed.getlist("weekday")],
            until=day_of(until, may_be_later=True),
            by=request.user,
        )
        said = _("Promised rides: %(made)s, refused: %(refused)s.") % {
            "made": len(made),
            "refused": len(refused),
        }
        return " ".join([said, *(f"{on:%d.%m}: {sentence_of_ride(why)}" for on, why in refused)])
    return promise_said(ask_for_ride(asked=asked, by=request.user))


def promise_said(order: RideOrder) -> str:
    """What a rider is told of an order that was just promised its slot."""
    promise = order.promises.get()
    return _("Promised: the vehicle comes at %(at)s.") % {
        "at": f"{promise.boards_at // 60}:{promise.boards_at % 60:02}"
    }


def _admit(request: StaffRequest, office: Office, day: date) -> str:
    typed = request.POST
    person = person_of(typed.get("iin", ""), office)
    last = typed.get("valid_to", "")
    admit_rider(
        riding=Riding(
            person=person,
            paper=line_of(typed.get("paper", ""), longest=120),
            valid_from=day_of(typed.get("valid_from", "")),
            valid_to=day_of(last, may_be_later=True) if last else None,
            moves_with_difficulty="moves_with_difficulty" in typed,
            in_wheelchair="in_wheelchair" in typed,
            needs_lift="needs_lift" in typed,
            on_stretcher="on_stretcher" in typed,
            escorts=int(digits_of(typed.get("escorts", ""))[:1] or 0),
        ),
        by=request.user,
    )
    return _("The rider is recorded.")


def _vehicle(request: StaffRequest, office: Office, day: date) -> str:
    typed = request.POST
    chairs = digits_of(typed.get("chairs", ""))[:2]
    stretchers = digits_of(typed.get("stretchers", ""))[:2]
    rest = typed.get("rest_from", "")
    add_vehicle(
        office=office,
        plate=line_of(typed.get("plate", ""), longest=20),
        driver=line_of(typed.get("driver", ""), longest=120),
        seats=whole_number_of(typed.get("seats", ""), most=50),
        chairs=int(chairs or 0),
        stretchers=int(stretchers or 0),
        has_lift="has_lift" in typed,
        begins=minute_of(typed.get("begins", "")),
        ends=minute_of(typed.get("ends", "")),
        rest_from=minute_of(rest) if rest else 0,
        rest=45 if rest else 0,
        point=point_of(typed, "garage", office),
        by=request.user,
    )
    return _("The vehicle is recorded.")


def _plan(request: StaffRequest, office: Office, day: date) -> str:
    kept = plan_day(office=office, day=day, by=request.user, seconds=4.0)
    return _("The day is planned anew: %(km)s km.") % {"km": f"{kept.kilometres:.0f}"}


def _its_vehicle(request: StaffRequest, office: Office) -> TaxiVehicle:
    return get_object_or_404(
        TaxiVehicle.objects.live().select_related("office"),
        pk=key_of(request.POST.get("vehicle", "")),
        office=office,
    )


def _break(request: StaffRequest, office: Office, day: date) -> str:
    kept = break_down(
        vehicle=_its_vehicle(request, office),
        day=day,
        reason=reason_of(request.POST)[:250],
        by=request.user,
    )
    return _("Its rides went to the other vehicles; left without one: %(count)s.") % {
        "count": len(kept.unserved)
    }


def _sheet(request: StaffRequest, office: Office, day: date) -> str:
    give_sheet(vehicle=_its_vehicle(request, office), day=day, by=request.user)
    return _("The link is made.")


def _shift(request: StaffRequest, office: Office, day: date) -> str:
    typed = request.POST
    is_off = "is_off" in typed
    set_shift(
        vehicle=_its_vehicle(request, office),
        day=day,
        is_off=is_off,
        begins=0 if is_off else minute_of(typed.get("begins", "")),
        ends=0 if is_off else minute_of(typed.get("ends", "")),
        driver=line_of(typed.get("driver", ""), longest=120),
        by=request.user,
    )
    return _("The shift of the day is set. Plan the day anew.")


def _link(request: StaffRequest, office: Office, day: date) -> str:
    rider = get_object_or_404(
        Rider.objects.live().select_related("person"),
        pk=key_of(request.POST.get("rider", "")),
        office=office,
    )
    last = min(rider.valid_to or date.max, date.today() + LINK_TERM)
    link = give_rider_link(rider=rider, ends_on=last, by=request.user)
    return _("The link of %(rider)s until %(last)s: %(link)s") % {
        "rider": rider.person,
        "last": f"{last:%d.%m.%Y}",
        "link": request.build_absolute_uri(reverse("taxi-rider", args=[office.code, link.token])),
    }


def _end(request: StaffRequest, office: Office, day: date) -> str:
    order = get_object_or_404(
        RideOrder.objects.live().select_related("case"),
        pk=key_of(request.POST.get("order", "")),
        office=office,
    )
    end_typed(order, request.POST, request.user)
    return _("The end of the ride is recorded.")


def end_typed(order: RideOrder, typed: Typed, by: User) -> None:
    kind = typed.get("kind", "")
    if kind not in (RideEnd.Kind.DONE, RideEnd.Kind.CANCELLED, RideEnd.Kind.NO_SHOW):
        raise BadInput(_("Choose from the list."))
    end_ride(
        order=order,
        kind=kind,
        vehicle=vehicle_of(order),
        reason=reason_of(typed)[:250] or (ENDS[kind].kk if kind == "no_show" else ""),
        on=order.ride_on if kind == "done" else None,
        by=by,
    )


def _unknown(request: StaffRequest, office: Office, day: date) -> str:
    raise BadInput(_("Choose from the list."))


ACTS: dict[str, tuple[Any, Any]] = {
    "book": (_book, can_register),
    "admit": (_admit, can_register),
    "vehicle": (_vehicle, can_decide),
    "plan": (_plan, can_register),
    "break": (_break, can_register),
    "sheet": (_sheet, can_register),
    "shift": (_shift, can_register),
    "link": (_link, can_register),
    "end": (_end, can_register),
}
