"""Suppliers of the portal for the staff: applications, papers, decisions, links, offers."""

from datetime import date, timedelta
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.disability.models import SupplierApplication, SupplyLink
from qamtu.disability.suppliers import (
    applications_in,
    applications_of,
    apply_to_supply,
    decide_supplier,
    decision_of,
    end_of,
    end_supplier,
    state_of,
)
from qamtu.disability.supply_links import give_supply_link
from qamtu.disability.supply_words import SUPPLIER_STATES
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import BadInput, day_of, digits_of, key_of, reason_of, sentence_beside
from qamtu.web.views.supply_supplier import shown_offers, typed_application

WRONG = (BadInput, FactRefused)
LINK_STANDS = timedelta(days=365)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def suppliers(request: HttpRequest) -> HttpResponse:
    """Applications: what waits for a decision first; one more, brought to the counter."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            supplier = _apply(staff_request)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The application is recorded."))
            return redirect("supplier", supplier.pk)
    context = {
        "office": office,
        "applications": [(one, state_of(one), decision_of(one)) for one in applications_in(office)],
        "states": SUPPLIER_STATES,
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "problem_at": "apply",
        "typed": request.POST,
    }
    return render(request, "web/suppliers.html", context, status=422 if problem else 200)


@transaction.atomic
def _apply(request: StaffRequest) -> Organization:
    bin_ = digits_of(request.POST.get("bin", ""))
    found = Organization.objects.filter(office=office_of(request), bin=bin_).first()
    if found is None:
        raise BadInput(
            _("There is no organisation of this BIN in the register: %(bin)s. Enter it first.")
            % {"bin": bin_}
        )
    apply_to_supply(applied=typed_application(request, found, request.user), by=request.user)
    return found


def _supplier(request: StaffRequest, pk: int) -> Organization:
    return get_object_or_404(Organization, pk=pk, office=office_of(request))


@staff(can_see_persons)
@require_GET
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """One supplier: applications with their papers, the link, offers, acts."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _supplier(staff_request, pk))


def _shown(
    request: StaffRequest, found: Organization, problem: str = "", at: str = ""
) -> HttpResponse:
    today = date.today()
    context = {
        "office": found.office,
        "supplier": found,
        "applications": [
            (one, state_of(one), decision_of(one), end_of(one)) for one in applications_of(found)
        ],
        "states": SUPPLIER_STATES,
        "offers": shown_offers(found, today),
        "acts": found.supply_acts.filter(retracted_at=None),
        "links": SupplyLink.objects.standing_on(today).filter(supplier=found),
        "link_ends": today + LINK_STANDS,
        "address": request.build_absolute_uri("/"),
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "web/supplier.html", context, status=422 if problem else 200)


@staff(can_register)
@require_POST
def supplier_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """A decision, an end, a link; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _supplier(staff_request, pk)
    acts = {
        "decide": (_decide, can_decide),
        "end": (_end, can_decide),
        "link": (_link, can_register),
    }
    if act not in acts:
        raise Http404
    done, may = acts[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        said = done(staff_request, found)
    except WRONG as refused:
        return _shown(staff_request, found, sentence_beside(refused), act)
    messages.success(request, said)
    return redirect("supplier", found.pk)


def _application(request: StaffRequest, found: Organization) -> SupplierApplication:
    return get_object_or_404(
        SupplierApplication.objects.live(),
        pk=key_of(request.POST.get("key", "")),
        supplier=found,
    )


def _decide(request: StaffRequest, found: Organization) -> str:
    is_admitted = request.POST.get("is_admitted") == "1"
    decide_supplier(
        application=_application(request, found),
        is_admitted=is_admitted,
        reason=reason_of(request.POST)[:250],
        day=day_of(request.POST.get("day", "")),
        by=request.user,
    )
    return _("The supplier is admitted.") if is_admitted else _("The application is refused.")


def _end(request: StaffRequest, found: Organization) -> str:
    end_supplier(
        application=_application(request, found),
        reason=reason_of(request.POST)[:250],
        day=day_of(request.POST.get("day", "")),
        by=request.user,
    )
    return _("The supplier has left the catalogue.")


def _link(request: StaffRequest, found: Organization) -> str:
    give_supply_link(
        whose=found,
        ends_on=day_of(request.POST.get("day", ""), may_be_later=True),
        by=request.user,
    )
    return _("The link is made.")
