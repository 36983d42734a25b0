"""An employer's side, by a link and without an account: answers, timesheets, an application.

The link opens one employer's own people alone; it ends on its day, or when it is revoked. Numbers
of citizens are masked on it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.employment.agreements import SUBSIDISED, apply_for_places, link_by
from qamtu.employment.models import Agreement, EmployerLink, Referral
from qamtu.employment.referrals import answer, waiting_for_an_answer
from qamtu.employment.timesheets import ABSENCES, submit_timesheet
from qamtu.employment.words import AGREEMENT_STATES, ANSWERS
from qamtu.web.links import by_link
from qamtu.web.typed import BadInput, day_of, key_of, line_of
from qamtu.web.views.placements import (
    WRONG,
    last_month,
    month_of,
    placement_of,
    rows_of,
    sentence_of_month,
    typed_places,
    typed_timesheet,
)


@by_link(link_by)
@require_http_methods(["GET", "POST"])
def employer(request: HttpRequest, link: EmployerLink) -> HttpResponse:
    """What one employer has to answer; each form comes back to the same page."""
    problem, at = "", ""
    if request.method == "POST":
        act = request.POST.get("act", "")
        at = f"{act}-{key_of(request.POST.get('key', ''))}"
        try:
            said = ACTS.get(act, _unknown)(request, link)
        except WRONG as refused:
            problem = sentence_of_month(refused)
        else:
            messages.success(request, said)
            return redirect("employer", link.office.code, link.token)
    return _shown(request, link, problem, at)


def _shown(request: HttpRequest, link: EmployerLink, problem: str, at: str) -> HttpResponse:
    typed_month = request.POST.get("month") or request.GET.get("month") or ""
    try:
        month = month_of(typed_month) if typed_month else last_month(date.today())
    except BadInput:
        month = last_month(date.today())
    found = link.organization.agreements.order_by("-pk")
    context = {
        "organization": link.organization,
        "office": link.office,
        "referrals": [
            one
            for one in waiting_for_an_answer(link.office)
            if one.organization_id == link.organization_id
        ],
        "agreements": [(one, rows_of(one, month)) for one in found],
        "states": AGREEMENT_STATES,
        "answers": [item for item in ANSWERS.items() if item[0] != "person_refused"],
        "absences": ABSENCES.items(),
        "measures": SUBSIDISED.values(),
        "month": month,
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/employer.html", context, status=422 if problem else 200)


def _said_by(request: HttpRequest) -> str:
    name = line_of(request.POST.get("said_by", ""), longest=120)
    if not name:
        raise BadInput(_("Write your name and post: it stands beside your answer."))
    return name


def _answer(request: HttpRequest, link: EmployerLink) -> str:
    referral = get_object_or_404(
        Referral.objects.live(),
        pk=key_of(request.POST.get("key", "")),
        organization=link.organization,
    )
    given = request.POST.get("answer", "")
    if given not in ANSWERS or given == "person_refused":
        raise BadInput(_("Choose from the list."))
    answer(
        referral=referral,
        answer=given,
        day=day_of(request.POST.get("day", "")),
        paper=line_of(request.POST.get("paper", ""), longest=60),
        reason=line_of(request.POST.get("reason", ""), longest=250),
        said_by=_said_by(request),
        by=link.given_by,
    )
    return _("Thank you: the centre has your answer.")


def _timesheet(request: HttpRequest, link: EmployerLink) -> str:
    agreement = get_object_or_404(
        Agreement, pk=key_of(request.POST.get("agreement", "")), organization=link.organization
    )
    said_by = _said_by(request)
    submit_timesheet(
        placement=placement_of(request.POST, agreement),
        by=link.given_by,
        said_by=said_by,
        **typed_timesheet(request.POST),
    )
    return _("Thank you: the centre has your timesheet.")


def _apply(request: HttpRequest, link: EmployerLink) -> str:
    places: dict[str, Any] = typed_places(request.POST)
    places |= {"said_by": _said_by(request), "day": date.today()}
    apply_for_places(organization=link.organization, by=link.given_by, **places)
    return _("Thank you: the centre has your application.")


def _unknown(request: HttpRequest, link: EmployerLink) -> str:
    raise BadInput(_("Choose from the list."))


ACTS: dict[str, Callable[[HttpRequest, EmployerLink], str]] = {
    "answer": _answer,
    "timesheet": _timesheet,
    "apply": _apply,
}
