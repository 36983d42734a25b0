"""Subsidised jobs: agreements with employers, people placed, timesheets, accepted months."""

from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.documents.paper import MEDIA_TYPES
from qamtu.employment.agreements import (
    SUBSIDISED,
    apply_for_places,
    end_agreement,
    give_link,
    refuse,
    revoke_link,
    sign,
    taken_places,
)
from qamtu.employment.finished import EVER
from qamtu.employment.models import Agreement, EmployerLink, PaidMonth, Placement, Timesheet
from qamtu.employment.outcomes import Outcome, lasting_months, outcomes
from qamtu.employment.papers import print_agreement, print_month
from qamtu.employment.timesheets import (
    ABSENCES,
    END_REASONS,
    accept_timesheet,
    end_placement,
    last_day_of,
    norm_of,
    submit_timesheet,
)
from qamtu.employment.words import AGREEMENT_STATES
from qamtu.ledger.models import FactRefused
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.subsidised_jobs.formulas import PROGRAMME
from qamtu.web.facts import sentence_of_rules
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    reason_of,
    tiyn_of,
    whole_number_of,
)
from qamtu.web.views.work import employer_of, occupation_of

LISTED = 100
LINK_DAYS = 365


def sentence_of_month(problem: Exception) -> str:
    """What stands beside a form on months, for all that can be wrong with one."""
    return sentence_of_rules(problem, PROGRAMME)


WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def agreements(request: HttpRequest) -> HttpResponse:
    """Agreements on subsidised places, the newest first; an employer's application."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = _apply(staff_request, office)
        except WRONG as refused:
            problem = sentence_of_month(refused)
        else:
            messages.success(request, _("The employer's application is recorded."))
            return redirect("agreement", made.pk)
    found = Agreement.objects.filter(office=office).select_related("organization")
    context = {
        "office": office,
        "agreements": found[:LISTED],
        "measures": SUBSIDISED.values(),
        "states": AGREEMENT_STATES,
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/agreements.html", context, status=422 if problem else 200)


def _apply(request: StaffRequest, office: Office) -> Agreement:
    return apply_for_places(
        organization=employer_of(request.POST, office),
        by=request.user,
        **typed_places(request.POST),
    )


def typed_places(typed: QueryDict) -> dict[str, Any]:
    """An application for places as a form has it. Raises `BadInput`."""
    staff_count = digits_of(typed.get("staff", ""))
    return {
        "measure": typed.get("measure", ""),
        "post": line_of(typed.get("post", ""), longest=200),
        "occupation": occupation_of(typed, is_required=False),
        "places": whole_number_of(typed.get("places", ""), most=1000),
        "wage": tiyn_of(typed.get("wage", "")),
        "week": 6 if typed.get("week") == "6" else 5,
        "staff": min(int(staff_count or 0), 1_000_000),
        "first_day": day_of(typed.get("first_day", ""), may_be_later=True),
        "last_day": day_of(typed.get("last_day", ""), may_be_later=True),
        "day": day_of(typed.get("day", "") or date.today().isoformat()),
        "said_by": line_of(typed.get("said_by", ""), longest=120),
    }


def _agreement(request: StaffRequest, pk: int) -> Agreement:
    return get_object_or_404(
        Agreement.objects.select_related("organization", "office", "decided_by"),
        pk=pk,
        office=office_of(request),
    )


def last_month(today: date) -> date:
    """The first day of the month before."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_of(text: str) -> date:
    """A month as a form has it, YYYY-MM."""
    return day_of(f"{text}-01")


def rows_of(agreement: Agreement, month: date) -> list[dict[str, Any]]:
    """The agreement's people with the month's timesheet, as its pages show them."""
    rows = []
    placements = agreement.placements.filter(retracted_at=None).select_related("person", "case")
    for placement in placements.order_by("pk"):
        last = last_day_of(placement)
        sheet = placement.timesheets.filter(retracted_at=None, month=month).first()
        paid = placement.paid_months.filter(retracted_at=None, month=month).first()
        possible = norm_of(month, agreement.week, placement.started_on, last)
        rows.append(
            {
                "placement": placement,
                "last": last,
                "ended": placement.ends.filter(retracted_at=None).first(),
                "sheet": sheet,
                "paid": paid,
                "possible": possible,
            }
        )
    return rows


def _after(agreement: Agreement) -> dict[int, Outcome]:
    """By case, what came of those whose placement is over, as it is known today."""
    cases = agreement.placements.filter(retracted_at=None).values_list("case_id", flat=True)
    today = date.today()
    found = outcomes(
        agreement.office,
        start=EVER,
        as_of=today,
        months=lasting_months(agreement.office, today),
        measures=(agreement.measure,),
        cases=list(cases),
    )
    return {one.finish.case_id: one for one in found}


def _shown(
    request: StaffRequest, agreement: Agreement, *, problem: str = "", at: str = ""
) -> HttpResponse:
    typed_month = request.POST.get("month") or request.GET.get("month") or ""
    try:
        month = month_of(typed_month) if typed_month else last_month(date.today())
    except BadInput:
        month = last_month(date.today())
    after = _after(agreement)
    rows = rows_of(agreement, month)
    for row in rows:
        row["after"] = after.get(row["placement"].case_id)
    context = {
        "office": agreement.office,
        "agreement": agreement,
        "taken": taken_places(agreement, date.today()),
        "rows": rows,
        "month": month,
        "states": AGREEMENT_STATES,
        "absences": ABSENCES.items(),
        "end_reasons": END_REASONS.items(),
        "links": EmployerLink.objects.standing_on(date.today()).filter(
            organization=agreement.organization
        ),
        "address": request.build_absolute_uri("/"),
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
        "link_ends": date.today() + timedelta(days=LINK_DAYS),
    }
    return render(request, "web/agreement.html", context, status=422 if problem else 200)


@staff(can_see_persons)
@require_GET
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """An agreement: its people, their months, its link and its papers."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _agreement(staff_request, pk))


@staff(can_register)
@require_POST
def agreement_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on an agreement: sign, refuse, end, link, revoke, timesheet, accept, leave."""
    staff_request = cast(StaffRequest, request)
    found = _agreement(staff_request, pk)
    done = {
        "sign": _sign,
        "refuse": _refuse,
        "end": _end,
        "link": _link,
        "revoke": _revoke,
        "timesheet": _timesheet,
        "retract": _retract,
        "accept": _accept,
        "leave": _leave,
    }.get(act)
    if done is None:
        raise Http404
    if act in ("sign", "refuse", "end", "accept", "retract") and not can_decide(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    key = request.POST.get("placement")
    at = act if key is None else f"{act}-{key_of(key)}"
    try:
        said = done(staff_request, found)
    except WRONG as refused:
        return _shown(staff_request, found, problem=sentence_of_month(refused), at=at)
    messages.success(request, said)
    month = request.POST.get("month", "")
    address = redirect("agreement", pk)
    if month:
        address["Location"] += f"?month={month}"
    return address


def _sign(request: StaffRequest, found: Agreement) -> str:
    signed = sign(agreement=found, day=day_of(request.POST.get("day", "")), by=request.user)
    return _("The agreement is signed: № %(number)s.") % {"number": signed.number}


def _refuse(request: StaffRequest, found: Agreement) -> str:
    day = day_of(request.POST.get("day", ""))
    refuse(agreement=found, reason=reason_of(request.POST), day=day, by=request.user)
    return _("The application is refused.")


def _end(request: StaffRequest, found: Agreement) -> str:
    day = day_of(request.POST.get("day", ""))
    end_agreement(agreement=found, reason=reason_of(request.POST), day=day)
    return _("The agreement is ended.")


def _link(request: StaffRequest, found: Agreement) -> str:
    ends_on = day_of(request.POST.get("day", ""), may_be_later=True)
    give_link(organization=found.organization, ends_on=ends_on, by=request.user)
    return _("The link is made; send it to the employer.")


def _revoke(request: StaffRequest, found: Agreement) -> str:
    link = get_object_or_404(
        EmployerLink, pk=key_of(request.POST.get("link", "")), organization=found.organization
    )
    revoke_link(link)
    return _("The link is revoked.")


def placement_of(typed: QueryDict, found: Agreement) -> Placement:
    """The agreement's placement that a form names."""
    return get_object_or_404(
        Placement.objects.live().select_related("person", "agreement", "case", "office"),
        pk=key_of(typed.get("placement", "")),
        agreement=found,
    )


def typed_timesheet(typed: QueryDict) -> dict[str, Any]:
    """Days worked and missed as a form has them. Raises `BadInput`."""
    worked = digits_of(typed.get("worked", ""))
    if not worked:
        raise BadInput(_("Write how many days were worked."))
    missed = {}
    for code in ABSENCES:
        days = digits_of(typed.get(code, ""))
        if days:
            missed[code] = min(int(days), 31)
    return {
        "month": month_of(typed.get("month", "")),
        "worked": min(int(worked), 99),
        "absences": missed,
    }


def _timesheet(request: StaffRequest, found: Agreement) -> str:
    placement = placement_of(request.POST, found)
    submit_timesheet(placement=placement, by=request.user, **typed_timesheet(request.POST))
    return _("The timesheet is recorded.")


def _sheet(request: StaffRequest, found: Agreement) -> Timesheet:
    return get_object_or_404(
        Timesheet.objects.live().select_related("placement__person", "placement__agreement"),
        placement=placement_of(request.POST, found),
        month=month_of(request.POST.get("month", "")),
    )


def _retract(request: StaffRequest, found: Agreement) -> str:
    sheet = _sheet(request, found)
    if sheet.paid_months.filter(retracted_at=None).exists():
        raise BadInput(_("This month is accepted; it can't be taken back."))
    sheet.retract(reason=reason_of(request.POST), by=request.user)
    return _("The timesheet is retracted.")


def _accept(request: StaffRequest, found: Agreement) -> str:
    sheet = _sheet(request, found)
    paid = accept_timesheet(timesheet=sheet, day=date.today(), by=request.user)
    return _("The month is accepted: subsidy %(sum)s tenge.") % {
        "sum": f"{paid.subsidy / 100:,.2f}".replace(",", " ").replace(".", ",")
    }


def _leave(request: StaffRequest, found: Agreement) -> str:
    reason = request.POST.get("reason", "")
    if reason not in END_REASONS:
        raise BadInput(_("Choose from the list."))
    end_placement(
        placement=placement_of(request.POST, found),
        last_day=day_of(request.POST.get("day", "")),
        reason=reason,
        note=line_of(request.POST.get("note", ""), longest=250),
        by=request.user,
    )
    return _("The placement is ended; its place is free.")


@staff(can_see_persons)
@require_GET
def agreement_paper(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """The agreement as docx or pdf."""
    found = _agreement(cast(StaffRequest, request), pk)
    return _paper(print_agreement, found, f"agreement-{found.pk}", language, form)


@staff(can_see_persons)
@require_GET
def month_paper(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """A paid month with its computation as docx or pdf."""
    found = get_object_or_404(
        PaidMonth.objects.live().select_related(
            "placement__person", "placement__agreement__organization", "timesheet", "assessment"
        ),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    return _paper(print_month, found, f"month-{found.pk}", language, form)


def _paper(printed: Any, found: Any, name: str, language: str, form: str) -> HttpResponse:
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    response = HttpResponse(printed(found, language, form), content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}-{language}.{form}"'
    return response
