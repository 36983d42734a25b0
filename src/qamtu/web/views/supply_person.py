"""A person's side of the portal, by a link: their programme, what is offered, their orders."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.disability.catalogue import photos_of
from qamtu.disability.choices import Choice, choices_for, may_choose
from qamtu.disability.models import ItemOrder, ProgrammeItem, SupplyLink
from qamtu.disability.order_states import Standing, standings, state_of, with_all
from qamtu.disability.orders import (
    LINK,
    ORDERABLE,
    Ordered,
    Stepped,
    order_item,
    refuse_item,
    step_of_order,
    take_back,
)
from qamtu.disability.supply_links import person_link_by
from qamtu.disability.supply_requests import ask
from qamtu.disability.supply_words import ITEM_STATES, ORDER_STATES, REQUESTS, STEPS, WAITS_FOR
from qamtu.ledger.models import FactRefused
from qamtu.rules.rehabilitation.classifier import CLASSIFIER, Entry
from qamtu.web.links import by_link
from qamtu.web.typed import BadInput, key_of, line_of, phones_of, reason_of, sentence_beside

WRONG = (BadInput, FactRefused)
ItemShown = tuple[ProgrammeItem, Entry, str, bool, list[Standing]]


@by_link(person_link_by)
@require_http_methods(["GET", "POST"])
def supply_of_person(request: HttpRequest, link: SupplyLink) -> HttpResponse:
    """The person's items and orders; each form comes back to the same page."""
    problem, at = "", ""
    if request.method == "POST":
        act = request.POST.get("act", "")
        at = f"{act}-{key_of(request.POST.get('key', ''))}"
        try:
            said = ACTS.get(act, _unknown)(request, link)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, said)
            return redirect("supply-of-person", link.office.code, link.token)
    context = {
        "link": link,
        "office": link.office,
        "person": link.person,
        "items": _shown_items(link, date.today()),
        "item_states": ITEM_STATES,
        "states": ORDER_STATES,
        "steps": STEPS,
        "waits": WAITS_FOR,
        "kinds": REQUESTS,
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/supply_person.html", context, status=422 if problem else 200)


def _items_of(link: SupplyLink) -> list[ProgrammeItem]:
    """The items of the person's programmes that are in force, the newest programme first."""
    found = ProgrammeItem.objects.live().filter(
        programme__person=link.person,
        programme__retracted_at=None,
        programme__case__state__in=ORDERABLE,
    )
    return list(
        found.select_related("programme__person", "office__territory")
        .prefetch_related("refusals", "orders__steps", "requests__answers")
        .order_by("-programme__drawn_on", "-programme", "pk")
    )


def _shown_items(link: SupplyLink, today: date) -> list[ItemShown]:
    items = _items_of(link)
    orders = with_all(ItemOrder.objects.live().filter(item__in=items)).order_by("-pk")
    by_item: dict[int, list[Standing]] = {}
    for one in standings(link.office, orders, today):
        by_item.setdefault(one.order.item_id, []).append(one)
    return [
        (
            one,
            CLASSIFIER[one.code],
            state_of(one),
            may_choose(one, today),
            by_item.get(one.pk, []),
        )
        for one in items
    ]


def _item_of(link: SupplyLink, key: int) -> ProgrammeItem:
    found = next((one for one in _items_of(link) if one.pk == key), None)
    if found is None:
        raise Http404
    return found


@by_link(person_link_by)
@require_GET
def offers_for_item(request: HttpRequest, link: SupplyLink, item: int) -> HttpResponse:
    """What is offered for one item, with what the state pays and what remains to the person."""
    found = _item_of(link, item)
    context = {
        "link": link,
        "office": link.office,
        "item": found,
        "entry": CLASSIFIER[found.code],
        "choices": [(one, photos_of(one.offer)) for one in choices_for(found, date.today())],
        "may_choose": may_choose(found, date.today()),
    }
    return render(request, "web/supply_item.html", context)


@by_link(person_link_by)
@require_http_methods(["GET", "POST"])
def choose_offer(request: HttpRequest, link: SupplyLink, item: int, offer: int) -> HttpResponse:
    """One offer, its photos, and the choice: where to bring it and whom to call."""
    found = _item_of(link, item)
    choices = choices_for(found, date.today())
    choice = next((one for one in choices if one.offer.pk == offer), None)
    problem = ""
    if request.method == "POST" and choice is None:
        problem = _("This is no longer offered; choose another.")
    elif request.method == "POST" and choice is not None:
        try:
            _choose(request, link, found, choice)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("Your choice is kept. The supplier answers next."))
            return redirect("supply-of-person", link.office.code, link.token)
    if choice is None and not problem:
        raise Http404
    person = link.person
    assert person is not None
    context = {
        "link": link,
        "office": link.office,
        "item": found,
        "entry": CLASSIFIER[found.code],
        "choice": choice,
        "photos": photos_of(choice.offer) if choice else [],
        "may_choose": may_choose(found, date.today()),
        "address": request.POST.get("deliver_to") or _address(link),
        "phone": request.POST.get("phone") or (f"+7{person.phones[0]}" if person.phones else ""),
        "problem": problem,
        "problem_at": "choose",
    }
    return render(request, "web/supply_offer.html", context, status=422 if problem else 200)


def _address(link: SupplyLink) -> str:
    person = link.person
    assert person is not None
    place = person.territory.name_kk if person.territory else ""
    return ", ".join(part for part in (place, person.address) if part)


def _choose(request: HttpRequest, link: SupplyLink, item: ProgrammeItem, choice: Choice) -> None:
    typed = request.POST
    address = line_of(typed.get("deliver_to", ""), longest=200)
    phones = phones_of(typed.get("phone", ""))
    if not address or not phones:
        raise BadInput(_("Write where to bring it and a phone to call before."))
    order_item(
        ordered=Ordered(
            item=item,
            supplier=choice.offer.supplier,
            day=date.today(),
            offer=choice.offer,
            seen=key_of(typed.get("seen", "")),
            deliver_to=address,
            phone=phones[0],
            way=LINK,
        ),
        by=link.given_by,
    )


def _order_of(request: HttpRequest, link: SupplyLink) -> ItemOrder:
    return get_object_or_404(
        ItemOrder.objects.live().select_related("item__office"),
        pk=key_of(request.POST.get("key", "")),
        item__programme__person=link.person,
    )


def _confirm(request: HttpRequest, link: SupplyLink) -> str:
    step_of_order(
        stepped=Stepped(_order_of(request, link), "confirmed", date.today(), way=LINK),
        by=link.given_by,
    )
    return _("Thank you: it is confirmed that you have it.")


def _take_back(request: HttpRequest, link: SupplyLink) -> str:
    take_back(
        order=_order_of(request, link),
        day=date.today(),
        reason=reason_of(request.POST)[:250],
        way=LINK,
        by=link.given_by,
    )
    return _("Your choice is taken back; you may choose another.")


def _refuse(request: HttpRequest, link: SupplyLink) -> str:
    refuse_item(
        item=_item_of(link, key_of(request.POST.get("key", ""))),
        day=date.today(),
        reason=reason_of(request.POST)[:250],
        by=link.given_by,
    )
    return _("It is kept that you refuse this.")


def _ask(request: HttpRequest, link: SupplyLink) -> str:
    order = _order_of(request, link)
    kind = request.POST.get("kind", "")
    made = ask(
        item=order.item,
        order=order,
        kind=kind,
        text=line_of(request.POST.get("text", ""), longest=500),
        day=date.today(),
        way=LINK,
        by=link.given_by,
    )
    if made.answer_by is None:
        return _("It is kept; the answer will stand here.")
    return _("Your complaint is kept; it is answered by %(day)s.") % {
        "day": f"{made.answer_by:%d.%m.%Y}"
    }


def _complain(request: HttpRequest, link: SupplyLink) -> str:
    """About an item of which there is no order, where nothing fits or nothing is offered."""
    made = ask(
        item=_item_of(link, key_of(request.POST.get("key", ""))),
        order=None,
        kind="complaint",
        text=line_of(request.POST.get("text", ""), longest=500),
        day=date.today(),
        way=LINK,
        by=link.given_by,
    )
    if made.answer_by is None:
        return _("It is kept; the answer will stand here.")
    return _("Your complaint is kept; it is answered by %(day)s.") % {
        "day": f"{made.answer_by:%d.%m.%Y}"
    }


def _unknown(request: HttpRequest, link: SupplyLink) -> str:
    raise BadInput(_("Choose from the list."))


ACTS: dict[str, Callable[[HttpRequest, SupplyLink], str]] = {
    "confirm": _confirm,
    "take-back": _take_back,
    "refuse": _refuse,
    "ask": _ask,
    "complain": _complain,
}
