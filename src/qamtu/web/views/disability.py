"""The disability register and the programmes of rehabilitation."""

from datetime import date, timedelta
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_register, can_see_persons
from qamtu.disability.examinations import (
    CATEGORIES,
    CAUSES,
    Extract,
    counts_on,
    due_again,
    record_examination,
    registered_on,
)
from qamtu.disability.models import Examination
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_of,
    digits_of,
    line_of,
    sentence_beside,
)

LISTED = 100
PER_PAGE = 40
SOON = timedelta(days=60)
WRONG = (BadInput, FactRefused)


def person_of(typed: Typed, office: Office) -> Person:
    iin = digits_of(typed.get("iin", ""))
    found = Person.objects.filter(office=office, iin=iin).first() if iin else None
    if found is None:
        raise BadInput(_("There is no person of this IIN in the register: %(iin)s.") % {"iin": iin})
    return found


def _day(text: str) -> date:
    try:
        return day_of(text, may_be_later=True) if text else date.today()
    except BadInput:
        return date.today()


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
    day = _day(request.GET.get("day", ""))
    category = request.GET.get("category", "")
    category = category if category in CATEGORIES else ""
    counts = counts_on(office, day)
    found = registered_on(office, day, category)
    context = {
        "office": office,
        "day": day,
        "category": category,
        "categories": CATEGORIES,
        "causes": CAUSES,
        "counts": [(CATEGORIES[code], count) for code, count in counts.items()],
        "total": sum(counts.values()),
        "page": LongListPaginator(
            found, StatusPeriod.objects.select_related("person"), PER_PAGE
        ).get_page(request.GET.get("page")),
        "due": due_again(office, day, day + SOON)[:LISTED],
        "until": day + SOON,
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
            person=person_of(typed, office),
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
