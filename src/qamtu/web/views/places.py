"""Accessible places of an office: the list, plan and fact, what is due, the plan of a year."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accessibility.complaints import answer_complaint, open_complaints
from qamtu.accessibility.inventory import facilities_to_survey, plan_inventory
from qamtu.accessibility.models import ComplaintAnswer, FacilityComplaint, PlannedWork
from qamtu.accessibility.overview import Asked, by_sector, by_year, places_of
from qamtu.accessibility.passport_papers import print_answer, print_plan
from qamtu.accessibility.surveys import open_clashes
from qamtu.accessibility.works import ADAPTED, adopt_plan, open_works
from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons, can_set_plan
from qamtu.documents.paper import MEDIA_TYPES, Form
from qamtu.finance.models import Target
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Facility
from qamtu.organizations.sectors import SECTORS
from qamtu.places.models import Territory
from qamtu.rules.accessibility.passport import passport_form
from qamtu.rules.accessibility.verdicts import VERDICTS
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    line_of,
    place_of,
    sentence_beside,
    whole_number_of,
)

PER_PAGE = 60
DUE_SHOWN = 40
WRONG = (BadInput, FactRefused)
YEARS = (2000, 2100)


def asked_of(request: HttpRequest, office: Office) -> Asked:
    """What the list is narrowed by, as the address says; what is not known is passed over."""
    given = request.GET
    try:
        territory = place_of(given.get("place", ""), office)
    except BadInput:
        territory = None
    return Asked(
        needs=[need for need in passport_form().needs if need in given.getlist("need")],
        sector=given.get("sector", ""),
        territory=territory,
        verdict=given.get("verdict", ""),
        text=given.get("q", "").replace("\0", "").strip(),
    )


def shown_for(asked: Asked, office: Office) -> dict[str, Any]:
    """What the form of filters shows."""
    return {
        "asked": asked,
        "needs": passport_form().needs,
        "sectors": SECTORS,
        "verdicts": VERDICTS,
        "territories": Territory.objects.within(office.territory).exclude(kind="district"),
    }


@staff(can_see_persons)
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """All facilities with their verdicts; by year and sector; what is due."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    asked = asked_of(request, office)
    found = places_of(office, asked, list(passport_form().needs))
    today = date.today()
    years = by_year(office)
    plans = dict(
        Target.objects.live()
        .filter(office=office, indicator=ADAPTED, territory=None)
        .values_list("valid_from__year", "value")
    )
    most = max([max(one.planned, one.adapted, plans.get(one.year, 0)) for one in years] or [1])
    works = list(open_works(office)[:DUE_SHOWN])
    complaints = list(open_complaints(office)[:DUE_SHOWN])
    return render(
        request,
        "web/places_list.html",
        {
            "office": office,
            **shown_for(asked, office),
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "sector_lines": by_sector(found),
            "years": [
                {
                    "of": one,
                    "plan": plans.get(one.year),
                    "width": round(one.adapted * 100 / max(most, 1), 1),
                    "plan_at": round(plans.get(one.year, 0) * 100 / max(most, 1), 1),
                }
                for one in years
            ],
            "to_survey": facilities_to_survey(office).count(),
            "clashes": open_clashes(office),
            "works": works,
            "complaints": complaints,
            "late": sum(one.due_on < today for one in works)
            + sum(one.due_on < today for one in complaints),
            "today": today,
            "year": today.year,
            "can_register": can_register(staff_request.user),
        },
    )


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def adaptation_plan(request: HttpRequest, year: int) -> HttpResponse:
    """The works of a year with costs, terms and acts; its adoption; the list of the inventory."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    if not YEARS[0] <= year <= YEARS[1]:
        raise Http404
    problem, at = "", ""
    if request.method == "POST":
        if not can_set_plan(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        at = request.POST.get("act", "")
        try:
            messages.success(request, _adopt(staff_request, office, year, at))
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            return redirect("adaptation-plan", year)
    works = _works(office, year)
    return render(
        request,
        "web/adaptation_plan.html",
        {
            "office": office,
            "year": year,
            "works": [(work, _accepted(work)) for work in works],
            "cost": sum(work.cost for work in works),
            "spent": sum(one.cost for work in works if (one := _accepted(work))),
            "facilities": len({work.facility_id for work in works}),
            "targets": Target.objects.live().filter(
                office=office, indicator__startswith="accessibility.", valid_to__year__gte=year,
                valid_from__year__lte=year,
            ),
            "listed": Facility.objects.filter(office=office).count(),
            "zones": passport_form().zones,
            "can_set_plan": can_set_plan(staff_request.user),
            "problem": problem,
            "problem_at": at,
            "typed": request.POST,
            "today": date.today(),
        },
        status=422 if problem else 200,
    )  # fmt: skip


def _works(office: Office, year: int) -> list[PlannedWork]:
    return list(
        PlannedWork.objects.live()
        .filter(office=office, year=year)
        .select_related("facility")
        .prefetch_related("acceptances")
    )


def _accepted(work: PlannedWork) -> Any:
    return next((one for one in work.acceptances.all() if one.is_live), None)


def _adopt(request: StaffRequest, office: Office, year: int, at: str) -> str:
    typed = request.POST
    act = line_of(typed.get("number", ""), longest=200)
    signed = day_of(typed.get("day", ""))
    if at == "inventory":
        last = whole_number_of(typed.get("last", ""), most=YEARS[1])
        plan_inventory(
            office=office,
            facilities=list(Facility.objects.filter(office=office)),
            first_day=date(year, 1, 1),
            last_day=date(max(last, YEARS[0]), 12, 31),
            act=act,
            signed_on=signed,
            by=request.user,
        )
        return _("The list of the inventory is adopted.")
    target = adopt_plan(office=office, year=year, act=act, signed_on=signed, by=request.user)
    return _("The plan is adopted: facilities %(count)s.") % {"count": target.value}


@staff(can_see_persons)
@require_GET
def plan_paper(request: HttpRequest, year: int, language: str, form: Form) -> HttpResponse:
    """The plan of a year as a paper."""
    office = office_of(cast(StaffRequest, request))
    check_paper(language, form)
    content = print_plan(office, year, _works(office, year), language, form)
    return paper_file(content, f"adaptation-plan-{year}", language, form)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """A complaint with its term, and the answer to it."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    found = get_object_or_404(
        FacilityComplaint.objects.select_related("facility"), pk=pk, office=office
    )
    problem = ""
    if request.method == "POST":
        if not can_decide(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            answer_complaint(
                complaint=found,
                text=request.POST.get("text", "").replace("\0", "")[:10_000],
                day=day_of(request.POST.get("day", "")),
                by=staff_request.user,
            )
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The answer is recorded."))
            return redirect("complaint", pk)
    return render(
        request,
        "web/complaint.html",
        {
            "office": office,
            "complaint": found,
            "answer": found.answers.filter(retracted_at=None).first(),
            "needs": passport_form().needs,
            "can_decide": can_decide(staff_request.user),
            "problem": problem,
            "problem_at": "",
            "at": "",
            "typed": request.POST,
            "today": date.today(),
        },
        status=422 if problem else 200,
    )


@staff(can_see_persons)
@require_GET
def answer_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """An answer as a paper."""
    check_paper(language, form)
    answer = get_object_or_404(
        ComplaintAnswer.objects.live().select_related("complaint__facility", "office"),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    name = f"answer-{answer.year}-{answer.number}"
    return paper_file(print_answer(answer, language, form), name, language, form)


def check_paper(language: str, form: str) -> None:
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404


def paper_file(content: bytes, name: str, language: str, form: Form) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}-{language}.{form}"'
    return response
