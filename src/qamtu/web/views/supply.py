"""The portal of supply for the staff: orders, whom they wait for, complaints, acts, catalogue."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_retract, can_see_persons
from qamtu.disability.catalogue import end_offer, ended_on, photos_of, price_on
from qamtu.disability.models import Offer, SupplyAct, SupplyRequest
from qamtu.disability.order_states import orders_in
from qamtu.disability.supply_acts import confirmed_without_act, draw_act, retract_act
from qamtu.disability.supply_papers import print_supply_act
from qamtu.disability.supply_requests import answer, complaint_days, requests_in
from qamtu.disability.supply_words import ORDER_STATES, REQUESTS, WAITS_FOR
from qamtu.documents.paper import MEDIA_TYPES, Form
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.rules.acts import act_in
from qamtu.rules.rehabilitation.classifier import CLASSIFIER
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import BadInput, day_of, key_of, line_of, reason_of, sentence_beside

WRONG = (BadInput, FactRefused)
LISTED = 100
PER_PAGE = 40
ACTS_SHOWN = 30


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def supply(request: HttpRequest) -> HttpResponse:
    """Orders and whom they wait for, the late first; acts that may be drawn, and those drawn."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, at = "", ""
    if request.method == "POST":
        at = request.POST.get("act", "")
        acts = {"draw": (_draw, can_decide), "retract": (_retract, can_retract)}
        if at not in acts:
            raise Http404
        done, may = acts[at]
        if not may(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            said = done(staff_request, office)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, said)
            return redirect("supply")
    today = date.today()
    waits = request.GET.get("waits", "")
    waits = waits if waits in WAITS_FOR else ""
    waiting = orders_in(office, today)
    shown = [one for one in waiting if not waits or one.waits_for == waits]
    context = {
        "office": office,
        "counts": [
            (names, sum(one.waits_for == code for one in waiting))
            for code, names in WAITS_FOR.items()
        ],
        "late": sum(one.is_late(today) for one in waiting),
        "orders": [
            (one, CLASSIFIER[one.order.item.code], one.is_late(today)) for one in shown[:LISTED]
        ],
        "more": max(0, len(shown) - LISTED),
        "waits": waits,
        "waits_for": WAITS_FOR,
        "states": ORDER_STATES,
        "unanswered": sum(one.answered is None for one in requests_in(office, "complaint")),
        "to_draw": _to_draw(office),
        "acts": SupplyAct.objects.live()
        .filter(office=office)
        .select_related("supplier")[:ACTS_SHOWN],
        "can_decide": can_decide(staff_request.user),
        "can_retract": can_retract(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "web/supply.html", context, status=422 if problem else 200)


def _to_draw(office: Office) -> list[tuple[Organization, date, int, int]]:
    """(supplier, month, how many confirmed orders, tiyn) of what stands in no act."""
    found: dict[tuple[int, date], list[int]] = {}
    suppliers: dict[int, Organization] = {}
    for step in confirmed_without_act(office):
        suppliers[step.order.supplier_id] = step.order.supplier
        key = (step.order.supplier_id, step.occurred_on.replace(day=1))
        found.setdefault(key, []).append(step.order.guaranteed)
    return [
        (suppliers[supplier], month, len(sums), sum(sums))
        for (supplier, month), sums in sorted(found.items(), key=lambda one: (one[0][1], one[0][0]))
    ]


def _draw(request: StaffRequest, office: Office) -> str:
    supplier = get_object_or_404(
        Organization, pk=key_of(request.POST.get("supplier", "")), office=office
    )
    made = draw_act(
        supplier=supplier,
        month=day_of(request.POST.get("month", "")),
        day=day_of(request.POST.get("day", "")),
        by=request.user,
    )
    return _("The act № %(number)s/%(year)s is drawn; its sum is due in the next payment run.") % {
        "number": made.number,
        "year": made.year,
    }


def _retract(request: StaffRequest, office: Office) -> str:
    act = get_object_or_404(
        SupplyAct.objects.live(), pk=key_of(request.POST.get("key", "")), office=office
    )
    retract_act(act=act, reason=reason_of(request.POST), by=request.user)
    return _("The act is taken back.")


@staff(can_see_persons)
@require_GET
def supply_act_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """The paper of an act."""
    if language not in ("kk", "ru", "en") or form not in ("docx", "pdf"):
        raise Http404
    act = get_object_or_404(
        SupplyAct.objects.select_related("supplier", "office"),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    response = HttpResponse(print_supply_act(act, language, form), content_type=MEDIA_TYPES[form])
    name = f"supply-act-{act.year}-{act.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff(can_see_persons)
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """Complaints with their deadlines, repairs and exchanges; what has no answer first."""
    return _requests(cast(StaffRequest, request))


def _requests(request: StaffRequest, problem: str = "", at: str = "") -> HttpResponse:
    office, today = office_of(request), date.today()
    kind = request.GET.get("kind", "complaint")
    kind = kind if kind in REQUESTS else ""
    days = complaint_days(office, today)
    context = {
        "office": office,
        "requests": [
            (
                one,
                CLASSIFIER[one.item.code],
                one.answered is None and one.answer_by is not None and one.answer_by < today,
            )
            for one in requests_in(office, kind)[:LISTED]
        ],
        "kind": kind,
        "kinds": REQUESTS,
        "days": days,
        "act_of_days": act_in(days.act, get_language() or "kk") if days else "",
        "can_register": can_register(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "web/supply_requests.html", context, status=422 if problem else 200)


@staff(can_register)
@require_POST
def request_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer of the department, or what the supplier told it."""
    staff_request = cast(StaffRequest, request)
    asked = get_object_or_404(SupplyRequest.objects.live(), pk=pk, office=office_of(staff_request))
    typed = request.POST
    try:
        answer(
            request=asked,
            is_done=typed.get("is_done") == "1",
            text=line_of(typed.get("text", ""), longest=500),
            paper=line_of(typed.get("paper", ""), longest=60),
            day=day_of(typed.get("day", "")),
            by=staff_request.user,
        )
    except WRONG as refused:
        return _requests(staff_request, sentence_beside(refused), f"answer-{pk}")
    messages.success(request, _("The answer is kept; the person sees it by their link."))
    response = redirect("supply-requests")
    response["Location"] += f"?kind={asked.kind}"
    return response


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def supply_catalogue(request: HttpRequest) -> HttpResponse:
    """Every offer that stood or stands, with its price of today; an offer is ended here."""
    staff_request = cast(StaffRequest, request)
    office, today = office_of(staff_request), date.today()
    problem, at = "", ""
    if request.method == "POST":
        if not can_decide(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        offer = get_object_or_404(
            Offer.objects.live(), pk=key_of(request.POST.get("key", "")), office=office
        )
        try:
            end_offer(
                offer=offer,
                day=today,
                reason=reason_of(request.POST)[:250],
                by=staff_request.user,
            )
        except WRONG as refused:
            problem, at = sentence_beside(refused), f"end-{offer.pk}"
        else:
            messages.success(request, _("It is offered no more; what was chosen is delivered."))
            return redirect("supply-catalogue")
    kind = request.GET.get("kind", "")
    kind = kind if kind in CLASSIFIER else ""
    found = Offer.objects.live().filter(office=office).order_by("code", "pk")
    if kind:
        found = found.filter(code=kind)
    rows = Offer.objects.select_related("supplier").prefetch_related("prices", "ends", "photos")
    page = LongListPaginator(found, rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "office": office,
        "page": page,
        "rows": [
            (one, CLASSIFIER[one.code], price_on(one, today), len(photos_of(one)), ended_on(one))
            for one in page
        ],
        "classifier": CLASSIFIER,
        "kind": kind,
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "web/supply_catalogue.html", context, status=422 if problem else 200)
