"""A supplier's side of the portal, by a link: the application, orders, what they offer.

Of a person a supplier sees the name, where to bring it and a phone, and only while something has to
be brought, exchanged or repaired.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.accounts.models import User
from qamtu.disability.catalogue import (
    MOST_PHOTOS,
    Offered,
    add_offer,
    add_photo,
    end_offer,
    ended_on,
    offers_of,
    photos_of,
    price_on,
    set_price,
)
from qamtu.disability.models import ItemOrder, Offer, SupplyLink, SupplyRequest
from qamtu.disability.order_states import Standing, standings, with_all
from qamtu.disability.orders import LINK, Stepped, step_of_order
from qamtu.disability.photos import MEDIA_TYPE, fit_for_the_catalogue
from qamtu.disability.suppliers import (
    Applied,
    applications_of,
    apply_to_supply,
    decision_of,
    end_of,
    state_of,
)
from qamtu.disability.supply_links import supplier_link_by
from qamtu.disability.supply_requests import answer
from qamtu.disability.supply_words import ORDER_STATES, REQUESTS, STEPS, SUPPLIER_STATES
from qamtu.documents.models import Document, keep_document
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.rules.rehabilitation.classifier import CLASSIFIER
from qamtu.web.links import by_link
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_of,
    key_of,
    line_of,
    phones_of,
    reason_of,
    sentence_beside,
    tiyn_of,
)

WRONG = (BadInput, FactRefused)
LARGEST_PAPER = 10 * 1024 * 1024
LONGEST_DESCRIPTION = 1500
PAST_SHOWN = 30


@by_link(supplier_link_by)
@require_http_methods(["GET", "POST"])
def supply_of_supplier(request: HttpRequest, link: SupplyLink) -> HttpResponse:
    """The application, or the orders; each form comes back to the same page."""
    return _page(request, link, ORDER_ACTS, "web/supply_supplier.html", "supply-of-supplier")


@by_link(supplier_link_by)
@require_http_methods(["GET", "POST"])
def offers_of_supplier(request: HttpRequest, link: SupplyLink) -> HttpResponse:
    """What the supplier offers: a new one, another price, a photo, the end."""
    return _page(request, link, OFFER_ACTS, "web/supply_offers.html", "offers-of-supplier")


Act = Callable[[HttpRequest, SupplyLink], str]


def _page(
    request: HttpRequest, link: SupplyLink, acts: dict[str, Act], template: str, address: str
) -> HttpResponse:
    problem, at = "", ""
    if request.method == "POST":
        act = request.POST.get("act", "")
        at = f"{act}-{key_of(request.POST.get('key', ''))}"
        try:
            with transaction.atomic():
                said = acts.get(act, _unknown)(request, link)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, said)
            return redirect(address, link.office.code, link.token)
    context = _context(link) | {
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
    }
    return render(request, template, context, status=422 if problem else 200)


def _context(link: SupplyLink) -> dict[str, Any]:
    supplier, today = _supplier(link), date.today()
    applications = applications_of(supplier)
    state = state_of(applications[0]) if applications else ""
    orders = with_all(ItemOrder.objects.live().filter(supplier=supplier)).order_by("pk")
    found = standings(link.office, orders, today)
    past = [one for one in found if one.is_over]
    return {
        "link": link,
        "office": link.office,
        "supplier": supplier,
        "application": applications[0] if applications else None,
        "decision": decision_of(applications[0]) if applications else None,
        "end": end_of(applications[0]) if applications else None,
        "state": state,
        "may_apply": state in ("", "refused", "ended"),
        "is_admitted": state == "admitted",
        "open": [(one, CLASSIFIER[one.order.item.code]) for one in found if not one.is_over],
        "past": [(one, CLASSIFIER[one.order.item.code]) for one in past[-PAST_SHOWN:]][::-1],
        "acts": list(supplier.supply_acts.filter(retracted_at=None)[:PAST_SHOWN]),
        "paid_orders": _paid_by_act(found),
        "offers": shown_offers(supplier, today),
        "classifier": CLASSIFIER,
        "supplier_states": SUPPLIER_STATES,
        "states": ORDER_STATES,
        "steps": STEPS,
        "kinds": REQUESTS,
        "most_photos": MOST_PHOTOS,
        "today": today,
        "tomorrow": today + timedelta(days=1),
    }


def shown_offers(supplier: Organization, today: date) -> list[dict[str, Any]]:
    """Each offer with its price of the day, what is to come, its photos and its end."""
    return [
        {
            "offer": one,
            "entry": CLASSIFIER[one.code],
            "price": price_on(one, today),
            "coming": [two for two in one.prices.all() if two.is_live and two.valid_from > today],
            "photos": photos_of(one),
            "end": ended_on(one),
        }
        for one in offers_of(supplier)
    ]


def _paid_by_act(found: list[Standing]) -> dict[int, int]:
    """By act's key, tiyn that were paid."""
    paid: dict[int, int] = {}
    for one in found:
        if one.state == "paid":
            for line in one.order.act_lines.all():
                if line.is_live:
                    paid[line.act_id] = paid.get(line.act_id, 0) + one.order.guaranteed
    return paid


def _supplier(link: SupplyLink) -> Organization:
    assert link.supplier is not None
    return link.supplier


def _order(request: HttpRequest, link: SupplyLink) -> ItemOrder:
    return get_object_or_404(
        ItemOrder.objects.live(),
        pk=key_of(request.POST.get("key", "")),
        supplier=link.supplier,
    )


def _offer(request: HttpRequest, link: SupplyLink) -> Offer:
    return get_object_or_404(
        Offer.objects.live(), pk=key_of(request.POST.get("key", "")), supplier=link.supplier
    )


def typed_application(request: HttpRequest, supplier: Organization, by: User) -> Applied:
    """An application as it is typed, its files kept as documents."""
    typed = request.POST
    phones = phones_of(typed.get("phone", ""))
    files = request.FILES.getlist("paper")
    papers: list[tuple[str, Document]] = []
    for file in files:
        if (file.size or 0) > LARGEST_PAPER:
            raise BadInput(_("The file is too large."))
        title = line_of(file.name or "", longest=250)[-120:]
        document = keep_document(
            office_id=supplier.office_id,
            title=f"{supplier.name_kk}: {title}"[:250],
            content=file.read(),
            media_type=file.content_type or "application/octet-stream",
            by=by,
        )
        papers.append((title, document))
    return Applied(
        supplier=supplier,
        day=date.today(),
        offers=line_of(typed.get("offers", ""), longest=500),
        contact=line_of(typed.get("contact", ""), longest=120),
        phone=phones[0] if phones else "",
        papers=papers,
    )


def _apply(request: HttpRequest, link: SupplyLink) -> str:
    apply_to_supply(
        applied=typed_application(request, _supplier(link), link.given_by), by=link.given_by
    )
    return _("Thank you: the department checks your papers; its decision will stand here.")


def _step(request: HttpRequest, link: SupplyLink) -> str:
    typed, kind = request.POST, request.POST.get("kind", "")
    if kind not in ("accepted", "declined", "delivered"):
        raise BadInput(_("Choose from the list."))
    promised = typed.get("promised_on", "")
    step_of_order(
        stepped=Stepped(
            order=_order(request, link),
            kind=kind,
            day=day_of(typed.get("day", "")) if kind == "delivered" else date.today(),
            note=line_of(typed.get("reason", ""), longest=250),
            paper=line_of(typed.get("paper", ""), longest=60),
            promised_on=day_of(promised, may_be_later=True) if kind == "accepted" else None,
            way=LINK,
        ),
        by=link.given_by,
    )
    return SAID_OF_STEPS[kind]()


SAID_OF_STEPS: dict[str, Callable[[], str]] = {
    "accepted": lambda: _("The order is accepted; the person sees your day."),
    "declined": lambda: _("The order is declined; the person chooses another."),
    "delivered": lambda: _("The delivery is kept; the person confirms it."),
}


def _answer(request: HttpRequest, link: SupplyLink) -> str:
    typed = request.POST
    asked = get_object_or_404(
        SupplyRequest.objects.live().exclude(kind="complaint"),
        pk=key_of(typed.get("key", "")),
        order__supplier=link.supplier,
    )
    answer(
        request=asked,
        is_done=typed.get("is_done") == "1",
        text=line_of(typed.get("text", ""), longest=500),
        paper=line_of(typed.get("paper", ""), longest=60),
        day=date.today(),
        way=LINK,
        by=link.given_by,
    )
    return _("Your answer is kept; the person sees it.")


def typed_offer(typed: Typed, supplier: Organization) -> Offered:
    """An offer as it is typed."""
    return Offered(
        supplier=supplier,
        code=typed.get("code", ""),
        name_kk=line_of(typed.get("name_kk", ""), longest=120),
        name_ru=line_of(typed.get("name_ru", ""), longest=120),
        description_kk=line_of(typed.get("description_kk", ""), longest=LONGEST_DESCRIPTION),
        description_ru=line_of(typed.get("description_ru", ""), longest=LONGEST_DESCRIPTION),
        price=tiyn_of(typed.get("price", "")),
        day=date.today(),
    )


def _add(request: HttpRequest, link: SupplyLink) -> str:
    add_offer(offered=typed_offer(request.POST, _supplier(link)), by=link.given_by)
    return _("The offer stands in the catalogue; add its photo.")


def _price(request: HttpRequest, link: SupplyLink) -> str:
    set_price(
        offer=_offer(request, link),
        price=tiyn_of(request.POST.get("price", "")),
        valid_from=day_of(request.POST.get("day", ""), may_be_later=True),
        by=link.given_by,
    )
    return _("The price is kept. Orders that were chosen before keep theirs.")


def _photo(request: HttpRequest, link: SupplyLink) -> str:
    offer, file = _offer(request, link), request.FILES.get("photo")
    if file is None:
        raise BadInput(_("Choose a file."))
    document = keep_document(
        office_id=offer.office_id,
        title=offer.name_kk,
        content=fit_for_the_catalogue(file.read()),
        media_type=MEDIA_TYPE,
        by=link.given_by,
    )
    add_photo(
        offer=offer,
        document=document,
        words_kk=line_of(request.POST.get("words_kk", ""), longest=160),
        words_ru=line_of(request.POST.get("words_ru", ""), longest=160),
        by=link.given_by,
    )
    return _("The photo is kept.")


def _end(request: HttpRequest, link: SupplyLink) -> str:
    end_offer(
        offer=_offer(request, link),
        day=date.today(),
        reason=reason_of(request.POST)[:250],
        by=link.given_by,
    )
    return _("It is offered no more; what was chosen before is delivered.")


def _unknown(request: HttpRequest, link: SupplyLink) -> str:
    raise BadInput(_("Choose from the list."))


ORDER_ACTS: dict[str, Act] = {"apply": _apply, "step": _step, "answer": _answer}
OFFER_ACTS: dict[str, Act] = {"add": _add, "price": _price, "photo": _photo, "end": _end}
