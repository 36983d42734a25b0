"""Job quotas: resolutions, each employer's places and people, letters and their answers."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_retract, can_see_persons
from qamtu.documents.models import Document, keep_document
from qamtu.documents.paper import MEDIA_TYPES
from qamtu.employment import quota_hires
from qamtu.employment.models import (
    EmployerQuota,
    QuotaAnswer,
    QuotaHire,
    QuotaLetter,
    QuotaResolution,
)
from qamtu.employment.quota import GROUPS
from qamtu.employment.quota_hires import hire, leave, without_place
from qamtu.employment.quota_law import exempt_because, judge_quota
from qamtu.employment.quota_letters import record_answer, send_letter
from qamtu.employment.quota_papers import print_letter, print_resolution
from qamtu.employment.quota_resolutions import Line, adopt, standings, take_back
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.programme import StepMissing
from qamtu.trilingual import Names
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
    whole_number_of,
)
from qamtu.web.views.cases import DOCUMENT_LIMIT

LISTED = 50
ROWS, MOST_ROWS = 6, 60
ANSWERS: dict[str, Names] = {
    QuotaAnswer.Answer.WILL_HIRE: Names("жұмысқа қабылдайды", "примет на работу", "will hire"),
    QuotaAnswer.Answer.VACANCY_GIVEN: Names(
        "бос орын туралы мәлімет берді", "сообщил о вакансии", "told of a vacancy"
    ),
    QuotaAnswer.Answer.NOBODY_FIT: Names(
        "лайықты кандидат жоқ", "нет подходящего кандидата", "nobody fits"
    ),
    QuotaAnswer.Answer.OBJECTS: Names("келіспейді", "не согласен", "objects"),
    QuotaAnswer.Answer.OTHER: Names("басқа", "другое", "other"),
}


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def quotas(request: HttpRequest) -> HttpResponse:
    """Who keeps its quota on a day and who does not; resolutions, letters, a new resolution."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_decide(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = _adopt(staff_request, office)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The resolution is recorded."))
            return redirect("quota-resolution", made.pk)
    return _desk(staff_request, office, problem)


def _desk(request: StaffRequest, office: Office, problem: str = "", at: str = "") -> HttpResponse:
    resolutions = QuotaResolution.objects.live().filter(office=office)
    try:
        day = day_of(request.GET["day"]) if request.GET.get("day") else _usual_day(office)
    except BadInput as wrong:
        day, problem, at = date.today(), str(wrong), "day"
    group = request.GET.get("group", "")
    found = standings(office, day, group if group in GROUPS else "")
    rows = int(digits_of(request.GET.get("rows", ""))[:3] or ROWS)
    context = {
        "office": office,
        "day": day,
        "group": group,
        "groups": GROUPS.items(),
        "standings": found,
        "total": {
            "places": sum(one.places for one in found),
            "hired": sum(one.hired for one in found),
            "shortfall": sum(one.shortfall for one in found),
        },
        "resolutions": resolutions.annotate(places=Sum("employers__places"))[:LISTED],
        "without_place": without_place(office, day.year),
        "letters": QuotaLetter.objects.live()
        .filter(office=office)
        .select_related("organization")
        .prefetch_related("answers")[:LISTED],
        "answer_names": ANSWERS,
        "rows": range(max(1, min(rows, MOST_ROWS))),
        "more_rows": min(rows * 2, MOST_ROWS),
        "typed": request.POST,
        "problem": problem,
        "problem_at": at,
        "can_decide": can_decide(request.user),
        "can_register": can_register(request.user),
        "today": date.today(),
    }
    return render(request, "web/quotas.html", context, status=422 if problem else 200)


def _usual_day(office: Office) -> date:
    """Today, or the last day of the newest year that has a quota."""
    today = date.today()
    newest = QuotaResolution.objects.live().filter(office=office).order_by("-year").first()
    return today if newest is None or newest.year >= today.year else date(newest.year, 12, 31)


def _adopt(request: StaffRequest, office: Office) -> QuotaResolution:
    typed = request.POST
    lines = [
        _line(request, office, row)
        for row in range(MOST_ROWS)
        if typed.get(f"bin-{row}", "").strip()
    ]
    signed_on = day_of(typed.get("signed_on", ""))
    return adopt(
        office=office,
        group=typed.get("group", ""),
        number=line_of(typed.get("number", ""), longest=40),
        signed_on=signed_on,
        year=whole_number_of(typed.get("year", ""), most=2100),
        lines=lines,
        by=request.user,
        document=_document(request, office),
    )


def _line(request: StaffRequest, office: Office, row: int) -> Line:
    typed = request.POST
    bin_ = digits_of(typed[f"bin-{row}"])
    employer = Organization.objects.filter(office=office, bin=bin_).first()
    if employer is None:
        raise BadInput(
            _("Row %(row)s: no organisation has this BIN; enter it under «Organisations» first.")
            % {"row": row + 1}
        )
    text = typed.get(f"percent-{row}", "").replace(",", ".").replace("%", "").strip()
    try:
        percent = Decimal(text)
        if not percent.is_finite() or percent != round(percent, 2):
            raise InvalidOperation
    except InvalidOperation:
        raise BadInput(
            _("Row %(row)s: write the percent, for example 2.") % {"row": row + 1}
        ) from None
    return Line(
        organization=employer,
        staff=whole_number_of(typed.get(f"staff-{row}", ""), most=10**6),
        excluded=int(digits_of(typed.get(f"excluded-{row}", ""))[:7] or 0),
        percent=percent,
        places=whole_number_of(typed.get(f"places-{row}", ""), most=30_000),
        disabled_staff=int(digits_of(typed.get(f"disabled-{row}", ""))[:7] or 0),
        is_association=f"association-{row}" in typed,
    )


def _document(request: StaffRequest, office: Office) -> Document | None:
    upload = request.FILES.get("document")
    if upload is None:
        return None
    if (upload.size or 0) > DOCUMENT_LIMIT:
        raise BadInput(_("The file is larger than 10 MB."))
    return keep_document(
        office_id=office.pk,
        title=upload.name or "",
        content=upload.read(),
        media_type=upload.content_type or "application/octet-stream",
        by=request.user,
    )


def _resolution(request: StaffRequest, pk: int) -> QuotaResolution:
    return get_object_or_404(
        QuotaResolution.objects.select_related("office", "document", "target"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_GET
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """A resolution: its table, who is hired by it, its papers."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _resolution(staff_request, pk))


def _by_law(quota: EmployerQuota, found: QuotaResolution) -> str:
    """The places that the law makes of the line, or why it makes none."""
    quota.resolution = found
    try:
        judgement = judge_quota(quota, found.signed_on)
    except (ParameterMissing, FactsRefused, StepMissing):
        return "–"
    because = exempt_because(judgement, get_language() or "kk")
    return because or str(judgement["places"])


def _shown(
    request: StaffRequest, found: QuotaResolution, problem: str = "", at: str = ""
) -> HttpResponse:
    quotas_of = found.employers.filter(retracted_at=None).select_related("organization", "office")
    hires = QuotaHire.objects.live().filter(quota__resolution=found)
    context = {
        "office": found.office,
        "resolution": found,
        "group": GROUPS[found.group],
        "quotas": [
            (quota, quota.net_staff * quota.percent / 100, _by_law(quota, found))
            for quota in quotas_of.order_by("organization__name_kk", "pk")
        ],
        "hires": [
            (one, next((left for left in one.leavings.all() if left.is_live), None))
            for one in hires.select_related(
                "person", "quota__organization", "status"
            ).prefetch_related("leavings")
        ],
        "typed": request.POST,
        "problem": problem,
        "problem_at": at,
        "can_decide": can_decide(request.user) and found.is_live,
        "can_retract": can_retract(request.user) and found.is_live,
        "today": date.today(),
    }
    return render(request, "web/quota_resolution.html", context, status=422 if problem else 200)


@staff(can_decide)
@require_POST
def resolution_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act by a resolution: hire, leave, take it back."""
    staff_request = cast(StaffRequest, request)
    found = _resolution(staff_request, pk)
    done = {
        "hire": _hire,
        "leave": _leave,
        "undo": _undo,
        "take-back": _take_back,
    }.get(act)
    if done is None:
        raise Http404
    if act in ("undo", "take-back") and not can_retract(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    key = request.POST.get("hire")
    at = act if key is None else f"{act}-{key_of(key)}"
    try:
        done(staff_request, found)
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, found, sentence_beside(refused), at)
    messages.success(request, _("Recorded."))
    return redirect("quotas") if act == "take-back" else redirect("quota-resolution", found.pk)


def _hire(request: StaffRequest, found: QuotaResolution) -> None:
    typed = request.POST
    quota = get_object_or_404(
        EmployerQuota.objects.live(), pk=key_of(typed.get("quota", "")), resolution=found
    )
    iin = digits_of(typed.get("iin", ""))
    person = Person.objects.filter(office=found.office, iin=iin).first() if iin else None
    if person is None:
        raise BadInput(_("Nobody in the register has this IIN."))
    referred = typed.get("referred_on", "")
    hire(
        quota=quota,
        person=person,
        day=day_of(typed.get("day", "")),
        order=line_of(typed.get("order", ""), longest=60),
        by=request.user,
        referred_on=day_of(referred) if referred else None,
        is_over="is_over" in typed,
    )


def _hired(request: StaffRequest, found: QuotaResolution) -> QuotaHire:
    return get_object_or_404(
        QuotaHire.objects.live().select_related("case"),
        pk=key_of(request.POST.get("hire", "")),
        quota__resolution=found,
    )


def _leave(request: StaffRequest, found: QuotaResolution) -> None:
    leave(
        hire=_hired(request, found),
        day=day_of(request.POST.get("day", "")),
        reason=line_of(request.POST.get("reason", ""), longest=250),
        by=request.user,
    )


def _undo(request: StaffRequest, found: QuotaResolution) -> None:
    quota_hires.take_back(
        hire=_hired(request, found), reason=reason_of(request.POST), by=request.user
    )


def _take_back(request: StaffRequest, found: QuotaResolution) -> None:
    take_back(resolution=found, reason=reason_of(request.POST), by=request.user)


def _file(content: bytes, form: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[cast(Any, form)])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@staff(can_see_persons)
@require_GET
def resolution_paper(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """The resolution with its table as docx or pdf."""
    found = _resolution(cast(StaffRequest, request), pk)
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    name = f"quota-{found.year}-{found.pk}-{language}"
    return _file(print_resolution(found, language, form), form, name)


@staff(can_decide)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send an employer a letter about its quota as it stands on a day."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    employer = get_object_or_404(
        Organization, pk=key_of(request.POST.get("organization", "")), office=office
    )
    try:
        made = send_letter(
            organization=employer,
            group=request.POST.get("group", ""),
            day=day_of(request.POST.get("day", "")),
            by=staff_request.user,
        )
    except (BadInput, FactRefused) as refused:
        return _desk(staff_request, office, sentence_beside(refused), "letter")
    messages.success(request, _("The letter has its number."))
    return redirect("quota-letter", made.pk)


def _letter(request: StaffRequest, pk: int) -> QuotaLetter:
    return get_object_or_404(
        QuotaLetter.objects.select_related("office", "organization"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter with its papers, and what the employer answered."""
    staff_request = cast(StaffRequest, request)
    found = _letter(staff_request, pk)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            record_answer(
                letter=found,
                answer=request.POST.get("answer", ""),
                day=day_of(request.POST.get("day", "")),
                by=staff_request.user,
                note=line_of(request.POST.get("note", ""), longest=250),
                said_by=line_of(request.POST.get("said_by", ""), longest=120),
            )
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("Recorded."))
            return redirect("quota-letter", found.pk)
    context = {
        "office": found.office,
        "letter": found,
        "group": GROUPS[found.group],
        "rows": [{**row, "signed_on": date.fromisoformat(row["signed_on"])} for row in found.rows],
        "answers": [(one, ANSWERS[one.answer]) for one in found.answers.filter(retracted_at=None)],
        "choices": ANSWERS.items(),
        "typed": request.POST,
        "problem": problem,
        "can_register": can_register(staff_request.user),
        "today": date.today(),
    }
    return render(request, "web/quota_letter.html", context, status=422 if problem else 200)


@staff(can_see_persons)
@require_GET
def letter_paper(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """The letter as docx or pdf."""
    found = _letter(cast(StaffRequest, request), pk)
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    name = f"letter-{found.year}-{found.number}-{language}"
    return _file(print_letter(found, language, form), form, name)
