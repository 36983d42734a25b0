"""Programmes of rehabilitation: what is prescribed, chosen, delivered, confirmed, refused."""

from datetime import date, timedelta
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.casework.messages import send_message
from qamtu.disability.choices import choices_for
from qamtu.disability.models import ItemOrder, Offer, Programme, ProgrammeItem, SupplyLink
from qamtu.disability.order_states import Standing, standings, state_of, with_all
from qamtu.disability.orders import Ordered, Stepped, order_item, refuse_item, step_of_order
from qamtu.disability.programmes import Prescribed, end_programme, fulfil, prescribe
from qamtu.disability.supply_links import give_supply_link
from qamtu.disability.supply_requests import ask
from qamtu.disability.supply_words import ORDER_STATES, REQUESTS, STEPS, WAITS_FOR
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import AccessEntry
from qamtu.people.registry import log_access
from qamtu.rules.rehabilitation.classifier import CLASSIFIER, PARTS
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    person_of,
    reason_of,
    sentence_beside,
    tiyn_of,
)

LISTED = 100
PER_PAGE = 40
LINK_STANDS = timedelta(days=180)
WRONG = (BadInput, FactRefused)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def programmes(request: HttpRequest) -> HttpResponse:
    """Programmes, the newest first; a new one."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = _prescribe(staff_request, office)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The programme is recorded."))
            return redirect("programme", made.pk)
    found = Programme.objects.live().filter(office=office)
    rows = Programme.objects.select_related("person", "case").annotate(
        count=Count("items", filter=Q(items__retracted_at=None))
    )
    is_open = request.GET.get("open") == "1"
    if is_open:
        found = found.filter(case__state__in=("registered", "checked", "approved"))
    context = {
        "office": office,
        "page": LongListPaginator(found, rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_open": is_open,
        "classifier": CLASSIFIER,
        "parts": PARTS,
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "problem_at": "new",
        "typed": request.POST,
        "chosen": request.POST.getlist("code"),
        "today": date.today(),
    }
    return render(request, "web/programmes.html", context, status=422 if problem else 200)


def _prescribe(request: StaffRequest, office: Office) -> Programme:
    typed = request.POST
    last = typed.get("valid_to", "")
    items = []
    for code in typed.getlist("code"):
        many = digits_of(typed.get(f"quantity-{code}", ""))[:3]
        items.append((code, int(many or 1)))
    return prescribe(
        prescribed=Prescribed(
            person=person_of(typed.get("iin", ""), office),
            number=line_of(typed.get("number", ""), longest=60),
            drawn_on=day_of(typed.get("drawn_on", "")),
            valid_to=day_of(last, may_be_later=True) if last else None,
            items=items,
        ),
        by=request.user,
    )


def _programme(request: StaffRequest, pk: int) -> Programme:
    return get_object_or_404(
        Programme.objects.live().select_related("person__territory", "case", "office"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_GET
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """One programme: its items, their orders, what the state and the person pay."""
    staff_request = cast(StaffRequest, request)
    found = _programme(staff_request, pk)
    log_access(person=found.person, act=AccessEntry.Act.READ, by=staff_request.user)
    return _shown(staff_request, found)


def _shown(
    request: StaffRequest, found: Programme, problem: str = "", at: str = ""
) -> HttpResponse:
    today = date.today()
    items = list(
        found.items.filter(retracted_at=None)
        .select_related("programme__person", "office__territory")
        .prefetch_related("refusals", "orders__steps", "requests__answers")
    )
    orders = with_all(ItemOrder.objects.live().filter(item__in=items)).order_by("pk")
    by_item: dict[int, list[Standing]] = {}
    for standing in standings(found.office, orders, today):
        by_item.setdefault(standing.order.item_id, []).append(standing)
    context = {
        "office": found.office,
        "programme": found,
        "items": [
            {
                "item": one,
                "entry": CLASSIFIER[one.code],
                "state": state_of(one),
                "orders": by_item.get(one.pk, []),
                "may_order": may_order(by_item.get(one.pk, []), state_of(one)),
                "choices": choices_for(one, today),
                "requests": [two for two in one.requests.all() if two.is_live],
            }
            for one in items
        ],
        "states": ORDER_STATES,
        "steps": STEPS,
        "waits": WAITS_FOR,
        "kinds": REQUESTS,
        "links": SupplyLink.objects.standing_on(today).filter(person=found.person),
        "link_ends": today + LINK_STANDS,
        "address": request.build_absolute_uri("/"),
        "parts": PARTS,
        "suppliers": Organization.objects.filter(office=found.office).in_name_order()[:LISTED],
        "is_open": found.case.state in ("registered", "checked", "approved"),
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "web/programme.html", context, status=422 if problem else 200)


def may_order(orders: list[Standing], state: str) -> bool:
    """True where no order stands: nothing was ordered yet, or what was is given."""
    return state != "refused" and all(one.is_void or "confirmed" in _kinds(one) for one in orders)


def _kinds(standing: Standing) -> set[str]:
    return {step.kind for step in standing.steps}


@staff(can_register)
@require_POST
def programme_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on a programme; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _programme(staff_request, pk)
    acts = {
        "order": (_order, can_decide),
        "step": (_step, can_register),
        "refuse": (_refuse, can_register),
        "ask": (_ask, can_register),
        "link": (_link, can_register),
        "fulfil": (_fulfil, can_decide),
        "end": (_end, can_decide),
    }
    if act not in acts:
        raise Http404
    done, may = acts[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        with transaction.atomic():
            said = done(staff_request, found)
    except WRONG as refused:
        key = key_of(request.POST.get("key", ""))
        at = f"{act}-{key}" if key else act
        return _shown(staff_request, found, sentence_beside(refused), at)
    messages.success(request, said)
    return redirect("programme", found.pk)


def _item(request: StaffRequest, found: Programme) -> ProgrammeItem:
    return get_object_or_404(
        found.items.filter(retracted_at=None).select_related("programme", "office"),
        pk=key_of(request.POST.get("key", "")),
    )


def _order(request: StaffRequest, found: Programme) -> str:
    """Of the catalogue, at the offer's price; or of another supplier, at the price typed."""
    typed, item = request.POST, _item(request, found)
    reason = line_of(typed.get("early_reason", ""), longest=250)
    act = line_of(typed.get("early_act", ""), longest=60)
    day = day_of(typed.get("day", ""))
    if typed.get("offer"):
        offer = get_object_or_404(
            Offer.objects.live().select_related("supplier"),
            pk=key_of(typed.get("offer", "")),
            office=found.office,
        )
        person = found.person
        place = person.territory.name_kk if person.territory else ""
        ordered = Ordered(
            item=item,
            supplier=offer.supplier,
            day=day,
            offer=offer,
            deliver_to=", ".join(part for part in (place, person.address) if part)[:200],
            phone=person.phones[0][:10] if person.phones else "",
            early_reason=reason,
            early_act=act,
        )
    else:
        supplier = get_object_or_404(
            Organization, pk=key_of(typed.get("supplier", "")), office=found.office
        )
        price = typed.get("price", "").strip()
        ordered = Ordered(
            item=item,
            supplier=supplier,
            day=day,
            price=tiyn_of(price) if price not in ("", "0") else 0,
            early_reason=reason,
            early_act=act,
        )
    order_item(ordered=ordered, by=request.user)
    return _("The item is ordered.")


def _step(request: StaffRequest, found: Programme) -> str:
    typed = request.POST
    item = _item(request, found)
    order = get_object_or_404(
        ItemOrder.objects.live().filter(item=item), pk=key_of(typed.get("order", ""))
    )
    kind = typed.get("kind", "")
    if kind not in STEPS:
        raise BadInput(_("Choose from the list."))
    promised = typed.get("promised_on", "")
    step_of_order(
        stepped=Stepped(
            order=order,
            kind=kind,
            day=day_of(typed.get("day", "")),
            note=line_of(typed.get("note", ""), longest=250),
            paper=line_of(typed.get("paper", ""), longest=60),
            promised_on=day_of(promised, may_be_later=True)
            if promised and kind == "accepted"
            else None,
        ),
        by=request.user,
    )
    return _("The step is recorded.")


def _refuse(request: StaffRequest, found: Programme) -> str:
    refuse_item(
        item=_item(request, found),
        day=day_of(request.POST.get("day", "")),
        reason=reason_of(request.POST)[:250],
        by=request.user,
    )
    return _("The refusal of the person is recorded.")


def _ask(request: StaffRequest, found: Programme) -> str:
    typed, item = request.POST, _item(request, found)
    order = None
    if typed.get("order"):
        order = get_object_or_404(
            ItemOrder.objects.live().filter(item=item), pk=key_of(typed.get("order", ""))
        )
    ask(
        item=item,
        order=order,
        kind=typed.get("kind", ""),
        text=line_of(typed.get("text", ""), longest=500),
        day=day_of(typed.get("day", "")),
        by=request.user,
    )
    return _("What the person asks is recorded.")


def _link(request: StaffRequest, found: Programme) -> str:
    made = give_supply_link(
        whose=found.person,
        ends_on=day_of(request.POST.get("day", ""), may_be_later=True),
        representative=line_of(request.POST.get("representative", ""), longest=160),
        by=request.user,
    )
    if "sms" not in request.POST:
        return _("The link is made.")
    address = f"{request.build_absolute_uri('/')}p/{found.office.code}/{made.token}/"
    send_message(person=found.person, text=f"Qamtu: {address}", by=request.user)
    return _("The link is made; its message is on its way.")


def _fulfil(request: StaffRequest, found: Programme) -> str:
    fulfil(programme=found, day=day_of(request.POST.get("day", "")), by=request.user)
    return _("The programme is fulfilled.")


def _end(request: StaffRequest, found: Programme) -> str:
    end_programme(
        programme=found,
        day=day_of(request.POST.get("day", "")),
        reason=reason_of(request.POST),
        by=request.user,
    )
    return _("The programme is ended.")
