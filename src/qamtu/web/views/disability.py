"""The disability register and the programmes of rehabilitation."""

from datetime import date, timedelta
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_export, can_register, can_see_persons
from qamtu.disability.examinations import (
    CATEGORIES,
    CAUSES,
    Extract,
    counts_on,
    due_again,
    record_examination,
    registered_on,
)
from qamtu.disability.models import Examination, Programme
from qamtu.disability.register_lists import MEDIA_TYPE, due_workbook, earlier_of, history_of
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry, Person, StatusPeriod
from qamtu.people.registry import log_access
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import (
    BadInput,
    day_asked_for,
    day_of,
    digits_of,
    line_of,
    person_of,
    sentence_beside,
)

LISTED = 100
PER_PAGE = 40
SOON = timedelta(days=60)
WRONG = (BadInput, FactRefused)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Who is on the register on a day, counts, who is due again; a new extract."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = _record(staff_request, office)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The extract is recorded."))
            return redirect("person", made.person_id)
    day = day_asked_for(request.GET.get("day", ""), date.today())
    category = request.GET.get("category", "")
    category = category if category in CATEGORIES else ""
    until = day_asked_for(request.GET.get("until", ""), day + SOON)
    counts = counts_on(office, day)
    found = registered_on(office, day, category)
    page = LongListPaginator(
        found, StatusPeriod.objects.select_related("person"), PER_PAGE
    ).get_page(request.GET.get("page"))
    due = due_again(office, day, until)
    context = {
        "office": office,
        "day": day,
        "category": category,
        "categories": CATEGORIES,
        "causes": CAUSES,
        "counts": [(CATEGORIES[code], count) for code, count in counts.items()],
        "total": sum(counts.values()),
        "page": page,
        "earlier": earlier_of(list(page)),
        "due": due[:LISTED],
        "due_more": max(0, len(due) - LISTED),
        "until": until,
        "can_export": can_export(staff_request.user),
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "problem_at": "extract",
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/disability.html", context, status=422 if problem else 200)


def _record(request: StaffRequest, office: Office) -> Examination:
    typed = request.POST
    last, loss = typed.get("valid_to", ""), digits_of(typed.get("loss", ""))
    return record_examination(
        extract=Extract(
            person=person_of(typed.get("iin", ""), office),
            number=line_of(typed.get("number", ""), longest=60),
            examined_on=day_of(typed.get("examined_on", "")),
            category=typed.get("category", ""),
            cause=typed.get("cause", ""),
            valid_from=day_of(typed.get("valid_from", ""), may_be_later=True),
            valid_to=day_of(last, may_be_later=True) if last else None,
            loss_percent=int(loss[:4]) if loss else None,
        ),
        by=request.user,
    )


@staff(can_export)
@require_GET
def due_list(request: HttpRequest) -> HttpResponse:
    """Who is to be examined again from a day to another, as xlsx; each export is logged."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    first = day_asked_for(request.GET.get("day", ""), date.today())
    until = day_asked_for(request.GET.get("until", ""), first + SOON)
    due = due_again(office, first, until)
    AccessEntry.objects.bulk_create(
        AccessEntry(
            office=office,
            user=staff_request.user,
            person=one.person,
            act=AccessEntry.Act.EXPORTED,
            detail={"list": "re-examination"},
        )
        for one in due
    )
    content = due_workbook(due, get_language() or "kk")
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = (
        f'attachment; filename="re-examination-{first:%Y-%m-%d}-{until:%Y-%m-%d}.xlsx"'
    )
    return response


@staff(can_see_persons)
@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's groups over time, by which extracts; their programmes."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    person = get_object_or_404(Person, pk=pk, office=office)
    log_access(person=person, act=AccessEntry.Act.READ, by=staff_request.user)
    context = {
        "office": office,
        "person": person,
        "history": history_of(person),
        "categories": CATEGORIES,
        "causes": CAUSES,
        "programmes": Programme.objects.live().filter(person=person).select_related("case"),
        "today": date.today(),
    }
    return render(request, "web/disability_history.html", context)
