"""Organisations and facilities: lists with search, entering one, an organisation's page."""

from typing import cast

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.permissions import can_register, can_see_persons, can_sign_contract
from qamtu.casework.models import Case
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Facility, Organization
from qamtu.organizations.registry import add_facility, add_organization
from qamtu.organizations.sectors import SECTORS
from qamtu.places.models import Territory
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import BadInput, digits_of, line_of, place_of, sentence_beside
from qamtu.web.views.place import point_typed, sector_typed

PER_PAGE = 50


@staff(can_see_persons)
@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    """The organisations of the office in Kazakh alphabetical order, or what a search finds."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    text = request.GET.get("q", "").replace("\0", "").strip()
    found = Organization.objects.filter(office=office).search(text).in_name_order()
    pages = LongListPaginator(found, Organization.objects.select_related("territory"), PER_PAGE)
    return render(
        request,
        "web/organizations.html",
        {
            "office": office,
            "q": text,
            "page": pages.get_page(request.GET.get("page")),
            "can_register": can_register(staff_request.user),
        },
    )


@staff(can_see_persons)
@require_GET
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: its cases, its contracts with their sums, its facilities."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    found = get_object_or_404(
        Organization.objects.select_related("territory"), pk=pk, office=office
    )
    cases = LongListPaginator(
        found.cases.order_by("-opened_on", "-pk"), Case.objects.all(), PER_PAGE
    )
    return render(
        request,
        "web/organization.html",
        {
            "office": office,
            "organization": found,
            "cases": cases.get_page(request.GET.get("page")),
            "contracts": found.contracts.live().with_sums(),
            "facilities": found.facility_set.select_related("territory").in_name_order()[:PER_PAGE],
            "can_register": can_register(staff_request.user),
            "can_sign": can_sign_contract(staff_request.user),
        },
    )


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_organization(request: HttpRequest) -> HttpResponse:
    """A new organisation, by its БИН."""
    office = office_of(cast(StaffRequest, request))
    typed = request.POST
    problem = ""
    if request.method == "POST":
        bin_ = digits_of(typed.get("bin", ""))
        try:
            added = add_organization(
                office=office,
                bin_=bin_,
                name_kk=line_of(typed.get("name_kk", ""), longest=250),
                name_ru=line_of(typed.get("name_ru", ""), longest=250),
                territory=place_of(typed.get("territory", ""), office),
                address=line_of(typed.get("address", ""), longest=200),
            )
        except (BadInput, FactRefused) as refused:
            if isinstance(refused, FactRefused) and refused.code == "organization-known":
                known = Organization.objects.get(office=office, bin=bin_)
                messages.info(request, sentence_beside(refused))
                return redirect("organization", known.pk)
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The organisation is entered."))
            return redirect("organization", added.pk)
    return render(
        request,
        "web/new_organization.html",
        {
            "office": office,
            "typed": typed,
            "problem": problem,
            "territories": Territory.objects.within(office.territory),
        },
        status=422 if problem else 200,
    )


@staff(can_see_persons)
@require_GET
def facilities(request: HttpRequest) -> HttpResponse:
    """The facilities of the office, each with its cases."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    text = request.GET.get("q", "").replace("\0", "").strip()
    rows = Facility.objects.select_related("territory", "owner").prefetch_related(
        Prefetch("cases", Case.objects.order_by("-opened_on", "-pk"))
    )
    found = Facility.objects.filter(office=office).search(text).in_name_order()
    return render(
        request,
        "web/facilities.html",
        {
            "office": office,
            "q": text,
            "page": LongListPaginator(found, rows, PER_PAGE).get_page(request.GET.get("page")),
            "can_register": can_register(staff_request.user),
        },
    )


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_facility(request: HttpRequest) -> HttpResponse:
    """A new facility; its owner, if known, by the БИН."""
    office = office_of(cast(StaffRequest, request))
    typed = request.POST if request.method == "POST" else request.GET
    problem = ""
    if request.method == "POST":
        try:
            owner = None
            if typed.get("owner", "").strip():
                bin_ = digits_of(typed.get("owner", ""))
                owner = Organization.objects.filter(office=office, bin=bin_).first()
                if owner is None:
                    raise BadInput(
                        _("No organisation in the register has this BIN. Enter it first.")
                    )
            added = add_facility(
                office=office,
                name=line_of(typed.get("name", ""), longest=250),
                owner=owner,
                territory=place_of(typed.get("territory", ""), office),
                address=line_of(typed.get("address", ""), longest=200),
                sector=sector_typed(typed.get("sector", "")),
                point=point_typed(typed.get("point", "")),
            )
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The facility is entered."))
            return redirect("new-facility-case", added.pk)
    return render(
        request,
        "web/new_facility.html",
        {
            "office": office,
            "typed": typed,
            "sectors": SECTORS,
            "problem": problem,
            "territories": Territory.objects.within(office.territory),
        },
        status=422 if problem else 200,
    )
