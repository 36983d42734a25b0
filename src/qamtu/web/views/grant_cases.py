"""One application for a startup grant: its whole way from the papers to the return of money."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qamtu.accounts.permissions import (
    can_decide,
    can_prepare_payments,
    can_register,
    can_retract,
    can_see_persons,
)
from qamtu.casework.explaining import explain, refusals
from qamtu.documents.models import Document, keep_document
from qamtu.documents.paper import MEDIA_TYPES
from qamtu.employment.grant_applications import admit, refuse
from qamtu.employment.grant_awards import award, sign_contract, turn_down, withdraw
from qamtu.employment.grant_papers import print_decision
from qamtu.employment.grant_scores import points_of
from qamtu.employment.grant_use import (
    Receipt,
    accept_report,
    account_of,
    demand_return,
    report_use,
    strike,
    take_return,
    visit,
)
from qamtu.employment.models import GrantApplication, GrantContract, GrantDecision
from qamtu.finance.models import Overpayment
from qamtu.finance.overpayments import claim_in_court, left_of, state_of
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry
from qamtu.people.registry import log_access
from qamtu.rules.startup_grant.formulas import PROGRAMME
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
    tiyn_of,
)
from qamtu.web.views.cases import DOCUMENT_LIMIT

MOST_PHOTOS = 12
LONGEST_FINDINGS = 2000
PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")


def _application(request: StaffRequest, pk: int) -> GrantApplication:
    return get_object_or_404(
        GrantApplication.objects.select_related(
            "case", "round__line", "person", "assessment", "office"
        ),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_GET
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """The project, what the rules and the commission said, the award, its use; each look logged."""
    staff_request = cast(StaffRequest, request)
    found = _application(staff_request, pk)
    log_access(person=found.person, act=AccessEntry.Act.READ, by=staff_request.user)
    return _shown(staff_request, found)


def _shown(
    request: StaffRequest, found: GrantApplication, problem: str = "", at: str = ""
) -> HttpResponse:
    language = get_language() or "kk"
    assessment, case = found.assessment, found.case
    criteria = list(found.round.criteria.filter(retracted_at=None))
    sheets = list(found.sheets.filter(retracted_at=None).select_related("member"))
    decision = found.decisions.filter(retracted_at=None).first()
    contract = GrantContract.objects.live().filter(decision=decision).first() if decision else None
    account = account_of(found)
    protocol = found.round.protocols.filter(retracted_at=None).first()
    row = next((r for r in protocol.rows if r["application"] == found.pk), None) if protocol else {}
    context: dict[str, Any] = {
        "office": found.office,
        "application": found,
        "case": case,
        "round": found.round,
        "items": found.items.all(),
        "assessment": assessment,
        "lines": explain(assessment.trace, language),
        "grounds": refusals(assessment.trace, assessment.grounds, language, PROGRAMME.folder),
        "criteria": criteria,
        "sheets": [
            (one, [one.points.get(str(criterion.pk), "") for criterion in criteria])
            for one in sheets
        ],
        "points": points_of(sheets, criteria),
        "protocol": protocol,
        "row": row,
        "decision": decision,
        "is_awarded": decision is not None and decision.kind == GrantDecision.Kind.AWARDED,
        "contract": contract,
        "payments": case.payments.select_related("run").order_by("pk"),
        "account": account,
        "receipts": found.receipts.filter(retracted_at=None).select_related("document", "item"),
        "visits": found.visits.filter(retracted_at=None).prefetch_related("photos__document"),
        "demands": [
            (one, left_of(one), state_of(one)) for one in case.overpayments.live().order_by("pk")
        ],
        "typed": request.POST,
        "problem": problem,
        "problem_at": at,
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "can_retract": can_retract(request.user),
        "can_take_back": can_prepare_payments(request.user),
        "today": date.today(),
    }
    return render(request, "web/grant_application.html", context, status=422 if problem else 200)


@staff(can_see_persons)
@require_POST
def application_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on an application."""
    staff_request = cast(StaffRequest, request)
    found = _application(staff_request, pk)
    acts = {
        "admit": (_admit, can_register),
        "refuse": (_refuse, can_decide),
        "award": (_award, can_decide),
        "turn-down": (_turn_down, can_decide),
        "withdraw": (_withdraw, can_register),
        "contract": (_contract, can_decide),
        "receipt": (_receipt, can_register),
        "visit": (_visit, can_register),
        "accept": (_accept, can_decide),
        "demand": (_demand, can_decide),
        "return": (_return, can_prepare_payments),
        "claim": (_claim, can_decide),
        "strike": (_strike, can_retract),
    }
    if act not in acts:
        raise Http404
    done, may = acts[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        with transaction.atomic():
            done(staff_request, found)
    except (BadInput, FactRefused) as refused:
        found = _application(staff_request, pk)
        return _shown(staff_request, found, sentence_beside(refused), act)
    messages.success(request, _("Recorded."))
    return redirect("grant-application", found.pk)


def _day(request: StaffRequest) -> date:
    return day_of(request.POST.get("day", ""))


def _admit(request: StaffRequest, found: GrantApplication) -> None:
    admit(application=found, day=_day(request), by=request.user)


def _refuse(request: StaffRequest, found: GrantApplication) -> None:
    note = reason_of(request.POST)
    refuse(application=found, day=_day(request), note=note, by=request.user)


def _award(request: StaffRequest, found: GrantApplication) -> None:
    award(application=found, day=_day(request), by=request.user)


def _turn_down(request: StaffRequest, found: GrantApplication) -> None:
    turn_down(application=found, day=_day(request), reason=reason_of(request.POST), by=request.user)


def _withdraw(request: StaffRequest, found: GrantApplication) -> None:
    withdraw(application=found, day=_day(request), reason=reason_of(request.POST), by=request.user)


def _contract(request: StaffRequest, found: GrantApplication) -> None:
    typed = request.POST
    decision = get_object_or_404(found.decisions.filter(retracted_at=None))
    sign_contract(
        decision=decision,
        number=line_of(typed.get("number", ""), longest=40),
        day=_day(request),
        spend_by=day_of(typed.get("spend_by", ""), may_be_later=True),
        business=line_of(typed.get("business", ""), longest=200),
        by=request.user,
    )


def _receipt(request: StaffRequest, found: GrantApplication) -> None:
    typed = request.POST
    upload = request.FILES.get("document")
    if upload is None:
        raise BadInput(_("Attach the receipt as a file."))
    key = key_of(typed.get("item", ""))
    report_use(
        application=found,
        day=_day(request),
        receipts=[
            Receipt(
                what=line_of(typed.get("what", ""), longest=200),
                spent_on=day_of(typed.get("spent_on", "")),
                amount=tiyn_of(typed.get("amount", "")),
                document=_keep(request, found, upload),
                item=found.items.filter(pk=key).first(),
            )
        ],
        by=request.user,
    )


def _visit(request: StaffRequest, found: GrantApplication) -> None:
    typed = request.POST
    uploads = request.FILES.getlist("photos")
    if len(uploads) > MOST_PHOTOS:
        raise BadInput(_("At most %(most)s photos of a visit.") % {"most": MOST_PHOTOS})
    if any(one.content_type not in PHOTO_TYPES for one in uploads):
        raise BadInput(_("A photo is a JPEG, PNG or WebP file."))
    visit(
        application=found,
        day=_day(request),
        visitor=line_of(typed.get("visitor", ""), longest=200),
        findings=typed.get("findings", "").replace("\0", "").strip()[:LONGEST_FINDINGS],
        is_running="is_running" in typed,
        photos=[_keep(request, found, upload) for upload in uploads],
        by=request.user,
    )


def _keep(request: StaffRequest, found: GrantApplication, upload: "UploadedFile[Any]") -> Document:
    if (upload.size or 0) > DOCUMENT_LIMIT:
        raise BadInput(_("The file is larger than 10 MB."))
    return keep_document(
        office_id=found.office_id,
        title=(upload.name or "")[:250],
        content=upload.read(),
        media_type=upload.content_type or "application/octet-stream",
        by=request.user,
    )


def _accept(request: StaffRequest, found: GrantApplication) -> None:
    accept_report(application=found, day=_day(request), by=request.user)


def _demand(request: StaffRequest, found: GrantApplication) -> None:
    demand_return(
        application=found,
        amount=tiyn_of(request.POST.get("amount", "")),
        reason=reason_of(request.POST),
        day=_day(request),
        by=request.user,
    )


def _demanded(request: StaffRequest, found: GrantApplication) -> Overpayment:
    return get_object_or_404(
        found.case.overpayments.live(), pk=key_of(request.POST.get("demand", ""))
    )


def _return(request: StaffRequest, found: GrantApplication) -> None:
    take_return(
        demand=_demanded(request, found),
        amount=tiyn_of(request.POST.get("amount", "")),
        day=_day(request),
        act=line_of(request.POST.get("act", ""), longest=200),
        by=request.user,
    )


def _claim(request: StaffRequest, found: GrantApplication) -> None:
    claim_in_court(
        overpayment=_demanded(request, found),
        day=_day(request),
        act=line_of(request.POST.get("act", ""), longest=200),
        by=request.user,
    )


def _strike(request: StaffRequest, found: GrantApplication) -> None:
    kind, key = request.POST.get("kind", ""), key_of(request.POST.get("record", ""))
    contracts = GrantContract.objects.live().filter(decision__application=found)
    rows: dict[str, QuerySet[Any]] = {
        "contract": contracts,
        "receipt": found.receipts.all(),
        "visit": found.visits.all(),
    }
    if kind not in rows:
        raise Http404
    record = get_object_or_404(rows[kind].filter(retracted_at=None), pk=key)
    strike(record=record, reason=reason_of(request.POST), by=request.user)


@staff(can_see_persons)
@require_GET
def decision_paper(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """A decision as a paper, in Kazakh or Russian, docx or pdf."""
    if language not in ("kk", "ru") or form not in MEDIA_TYPES:
        raise Http404
    decision = get_object_or_404(
        GrantDecision.objects.select_related(
            "application__person", "application__office", "application__assessment", "protocol"
        ),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    content = print_decision(decision, language, form)
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    name = f"grant-decision-{decision.year}-{decision.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
