"""The year's plan and money: targets, budget lines, contracts."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import (
    can_allocate,
    can_retract,
    can_see_money,
    can_set_plan,
    can_sign_contract,
)
from qamtu.casework.indicators import Indicator
from qamtu.finance.models import SOURCE_TITLES, BudgetLine, Target
from qamtu.finance.money import allocate_for
from qamtu.finance.targets import set_target
from qamtu.ledger.models import FactRefused
from qamtu.places.models import Territory
from qamtu.procurement.models import Contract
from qamtu.reporting.catalogue import MEASURES, in_report_order
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import (
    BadInput,
    day_of,
    key_of,
    line_of,
    place_of,
    reason_of,
    sentence_beside,
    tiyn_of,
    whole_number_of,
)

PER_PAGE = 50
YEARS = range(2000, 2101)


def _plannable() -> list[Indicator]:
    """Figures that a plan counts; sums of money have budget lines instead."""
    return [of for of in in_report_order() if of.has_plan and not of.is_money(of.main_key or "")]


def _year(request: HttpRequest, office: Office) -> int:
    """The year that the page shows: the one asked for, else the newest with money or a plan."""
    asked = request.POST.get("year") or request.GET.get("year", "")
    if key_of(asked) in YEARS:
        return key_of(asked)
    this_year = date.today().year
    lines = BudgetLine.objects.filter(office=office, year__lte=this_year)
    return lines.aggregate(newest=Max("year"))["newest"] or this_year


def _years(office: Office, shown: int) -> range:
    """From the first year with money or a plan to the next one."""
    first = BudgetLine.objects.filter(office=office).aggregate(first=Min("year"))["first"]
    next_year = date.today().year + 1
    return range(min(shown, first or shown), max(shown, next_year) + 1)


def _shown(request: StaffRequest, *, problem: str = "", at: str = "") -> HttpResponse:
    """The page; after a refusal with the sentence `at` its form and what was typed."""
    office, user = office_of(request), request.user
    year = _year(request, office)
    first_day, last_day = date(year, 1, 1), date(year, 12, 31)
    order = {of.code: number for number, of in enumerate(in_report_order())}
    targets = Target.objects.filter(
        office=office, valid_from__lte=last_day, valid_to__gte=first_day
    ).select_related("territory", "recorded_by", "retracted_by")
    contracts = Contract.objects.live().filter(
        office=office, signed_on__range=(first_day, last_day)
    )
    context = {
        "office": office,
        "year": year,
        "years": _years(office, year),
        "first_day": first_day,
        "last_day": last_day,
        "targets": sorted(targets, key=lambda t: (order.get(t.indicator, len(order)), t.pk)),
        "lines": sorted(
            BudgetLine.objects.filter(office=office, year=year),
            key=lambda line: (
                (list(MEASURES).index(line.measure), line.source)
                if line.measure in MEASURES
                else (len(MEASURES), line.source)
            ),
        ),
        "contracts": LongListPaginator(
            contracts.order_by("-signed_on", "-pk"),
            Contract.objects.with_sums().select_related("supplier"),
            PER_PAGE,
        ).get_page(request.GET.get("page")),
        "indicators": _plannable(),
        "measures": MEASURES.values(),
        "sources": SOURCE_TITLES.items(),
        "territories": Territory.objects.within(office.territory),
        "can_set_plan": can_set_plan(user),
        "can_allocate": can_allocate(user),
        "can_sign": can_sign_contract(user),
        "can_retract": can_retract(user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/money.html", context, status=422 if problem else 200)


def _back_to(year: int) -> HttpResponse:
    return redirect(f"{reverse('money')}?year={year}")


@staff(can_see_money)
@require_GET
def money(request: HttpRequest) -> HttpResponse:
    """The targets, the budget lines and the contracts of a year."""
    return _shown(cast(StaffRequest, request))


@staff(can_set_plan)
@require_http_methods(["GET", "POST"])
def set_plan(request: HttpRequest) -> HttpResponse:
    """A target for an indicator, by its act."""
    staff_request, typed = cast(StaffRequest, request), request.POST
    office = office_of(staff_request)
    if request.method == "POST":
        try:
            if typed.get("indicator") not in {of.code for of in _plannable()}:
                raise BadInput(_("Choose the indicator."))
            set_target(
                office=office,
                indicator=typed["indicator"],
                value=whole_number_of(typed.get("value", "")),
                act=line_of(typed.get("act", ""), longest=250),
                signed_on=day_of(typed.get("signed_on", "")),
                valid_from=day_of(typed.get("valid_from", ""), may_be_later=True),
                valid_to=day_of(typed.get("valid_to", ""), may_be_later=True),
                territory=place_of(typed.get("territory", ""), office),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            return _shown(staff_request, problem=sentence_beside(refused), at="plan")
        messages.success(request, _("The plan is set."))
    return _back_to(_year(request, office))


@staff(can_retract)
@require_http_methods(["GET", "POST"])
def retract_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A target that was recorded by mistake or replaced by a later act."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    target = get_object_or_404(Target, pk=pk, office=office)
    if request.method == "POST":
        try:
            target.retract(reason=reason_of(request.POST), by=staff_request.user)
        except (BadInput, FactRefused) as refused:
            return _shown(staff_request, problem=sentence_beside(refused), at=f"retract-{pk}")
        messages.success(request, _("The plan is retracted; it stays in the history."))
    return _back_to(_year(request, office))


@staff(can_allocate)
@require_http_methods(["GET", "POST"])
def allocate(request: HttpRequest) -> HttpResponse:
    """Money put on a line of the year, or taken off it, by an act."""
    staff_request, typed = cast(StaffRequest, request), request.POST
    office = office_of(staff_request)
    year = _year(request, office)
    if request.method == "POST":
        try:
            if typed.get("measure") not in MEASURES:
                raise BadInput(_("Choose a measure."))
            if typed.get("source") not in SOURCE_TITLES:
                raise BadInput(_("Choose the source of the money."))
            allocate_for(
                office=office,
                year=year,
                measure=typed["measure"],
                source=typed["source"],
                amount=tiyn_of(typed.get("amount", ""), may_be_negative=True),
                day=day_of(typed.get("day", "")),
                act=line_of(typed.get("act", ""), longest=200),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            return _shown(staff_request, problem=sentence_beside(refused), at="allocate")
        messages.success(request, _("The money is allocated."))
    return _back_to(year)
