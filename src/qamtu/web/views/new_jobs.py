"""New jobs: the year by sector and employer beside its plan, an employer's places, suspicions."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_retract, can_see_persons
from qamtu.employment.economic_sectors import SECTORS
from qamtu.employment.models import NewJob
from qamtu.employment.new_job_records import (
    Created,
    by_employer,
    by_sector,
    planned,
    record_new_jobs,
    review,
    suspicions,
    take_back,
)
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.places.models import Territory
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    line_of,
    place_of,
    reason_of,
    sentence_beside,
    tiyn_of,
)
from qamtu.web.views.work import employer_of, occupation_of

LISTED = 200


def _year(request: HttpRequest, office: Office) -> int:
    """The asked year; else that of the newest place."""
    typed = digits_of(request.GET.get("year", ""))[:4]
    if typed and 1990 < int(typed) < 2200:
        return int(typed)
    newest = NewJob.objects.live().filter(office=office).order_by("-created_on").first()
    return newest.created_on.year if newest else date.today().year


@staff(can_see_persons)
@require_GET
def new_jobs(request: HttpRequest) -> HttpResponse:
    """The year's places: plan and fact, by sector and by employer, and what looks like twice."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.GET.get("bin"):
        try:
            return redirect("new-jobs-of", employer_of(request.GET, office).pk)
        except BadInput as wrong:
            problem = str(wrong)
    year = _year(request, office)
    sectors = by_sector(office, year)
    total, plan = sum(one.total for one in sectors), planned(office, year)
    context = {
        "office": office,
        "year": year,
        "plan": plan,
        "total": total,
        "permanent": sum(one.permanent for one in sectors),
        "percent": total * 100 / plan if plan else None,
        "sectors": [(one, SECTORS[str(one.key)], one.total * 100 / total) for one in sectors],
        "employers": by_employer(office, year),
        "suspicions": suspicions(office, year),
        "typed": request.GET,
        "problem": problem,
        "can_register": can_register(staff_request.user),
        "can_decide": can_decide(staff_request.user),
    }
    return render(request, "web/new_jobs.html", context)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def employer(request: HttpRequest, pk: int) -> HttpResponse:
    """The places that one employer created; one more."""
    staff_request = cast(StaffRequest, request)
    found = get_object_or_404(Organization, pk=pk, office=office_of(staff_request))
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            _record(staff_request, found)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The new job is recorded."))
            return redirect("new-jobs-of", found.pk)
    return _shown(staff_request, found, problem)


def _shown(
    request: StaffRequest, found: Organization, problem: str = "", at: str = ""
) -> HttpResponse:
    jobs = NewJob.objects.live().filter(organization=found)
    context = {
        "office": found.office,
        "organization": found,
        "jobs": [
            (job, SECTORS[job.sector])
            for job in jobs.select_related("person", "territory")[:LISTED]
        ],
        "count": jobs.count(),
        "listed": LISTED,
        "sectors": SECTORS.items(),
        "territories": Territory.objects.within(found.office.territory),
        "typed": request.POST,
        "problem": problem,
        "problem_at": at,
        "can_register": can_register(request.user),
        "can_retract": can_retract(request.user),
    }
    return render(request, "web/new_jobs_of.html", context, status=422 if problem else 200)


def _record(request: StaffRequest, found: Organization) -> None:
    typed = request.POST
    iin, wage = digits_of(typed.get("iin", "")), typed.get("wage", "").strip()
    person = Person.objects.filter(office=found.office, iin=iin).first() if iin else None
    if iin and person is None:
        raise BadInput(_("Nobody in the register has this IIN."))
    created = Created(
        organization=found,
        title=line_of(typed.get("title", ""), longest=200),
        occupation=occupation_of(typed, is_required=False),
        sector=typed.get("sector", ""),
        is_permanent=typed.get("term") != "temporary",
        wage=tiyn_of(wage) if wage else 0,
        territory=place_of(typed.get("territory", ""), found.office),
        created_on=day_of(typed.get("created_on", "")),
        evidence=line_of(typed.get("evidence", ""), longest=80),
        evidence_on=day_of(typed.get("evidence_on", "")),
        order=line_of(typed.get("order", ""), longest=60),
        person=person,
        project=line_of(typed.get("project", ""), longest=200),
    )
    record_new_jobs(office=found.office, created=[created], by=request.user)


@staff(can_decide)
@require_POST
def job_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Say that a place is another one than it resembles, or take back one recorded wrongly."""
    staff_request = cast(StaffRequest, request)
    jobs = NewJob.objects.live().select_related("organization", "case")
    job = get_object_or_404(jobs, pk=pk, office=office_of(staff_request))
    try:
        if act == "review":
            note = line_of(request.POST.get("note", ""), longest=250)
            review(job=job, note=note, by=staff_request.user)
        elif act == "take-back":
            if not can_retract(staff_request.user):
                return render(request, "web/forbidden.html", status=403)
            take_back(job=job, reason=reason_of(request.POST), by=staff_request.user)
        else:
            raise Http404
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, job.organization, sentence_beside(refused), f"act-{job.pk}")
    messages.success(request, _("Recorded."))
    if act == "review":
        return redirect("new-jobs")
    return redirect("new-jobs-of", job.organization_id)
