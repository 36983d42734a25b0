"""Payment runs: prepared, approved by another, sent to the bank, answered."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.permissions import (
    can_approve_payments,
    can_prepare_payments,
    can_see_persons,
)
from qamtu.casework.acts import ActRefused
from qamtu.finance.accounts import record_account
from qamtu.finance.bank import bank_file, read_bank_answer
from qamtu.finance.models import Payment, PaymentRun
from qamtu.finance.runs import cancel_run, close_run, free_money, totals_of
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.payables import PAYABLES
from qamtu.web.typed import BadInput, day_of, key_of, reason_of, sentence_beside

PER_PAGE = 100
MOST_ANSWER = 10 * 1024 * 1024


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def runs(request: HttpRequest) -> HttpResponse:
    """The runs of the office, newest first; preparing one for a month."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    user = staff_request.user
    problem = ""
    if request.method == "POST":
        if not can_prepare_payments(user):
            return render(request, "web/forbidden.html", status=403)
        try:
            month = day_of(f"{request.POST.get('month', '')}-01", may_be_later=True)
            payable = PAYABLES.get(request.POST.get("measure", ""))
            if payable is None:
                raise BadInput(_("Choose a measure."))
            run = payable.prepare(office=office, month=month, by=user)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The run is prepared; another person approves it."))
            return redirect("payment-run", run.pk)
    found = PaymentRun.objects.filter(office=office).select_related("prepared_by", "approved_by")
    return render(
        request,
        "web/payment_runs.html",
        {
            "office": office,
            "runs": [(run, totals_of(run)) for run in found[:PER_PAGE]],
            "can_prepare": can_prepare_payments(user),
            "measures": [payable.measure for payable in PAYABLES.values()],
            "problem": problem,
            "typed": request.POST,
            "month": date.today().strftime("%Y-%m"),
        },
        status=422 if problem else 200,
    )


def _run_of(request: StaffRequest, pk: int) -> PaymentRun:
    return get_object_or_404(
        PaymentRun.objects.select_related("office", "prepared_by", "approved_by"),
        pk=pk,
        office=office_of(request),
    )


def _shown(
    request: StaffRequest, run: PaymentRun, *, problem: str = "", at: str = "", **more: Any
) -> HttpResponse:
    payments = run.payments.order_by("state", "pk")
    state = request.GET.get("state", "")
    if state in Payment.State:
        payments = payments.filter(state=state)
    rows = Payment.objects.select_related("recipient", "organization", "line", "case")
    user = request.user
    context: dict[str, Any] = {
        "office": run.office,
        "run": run,
        "totals": totals_of(run),
        "state": state,
        "page": LongListPaginator(payments, rows, PER_PAGE).get_page(request.GET.get("page")),
        "free": free_money(run.office, run.measure, run.year),
        "can_prepare": can_prepare_payments(user),
        "can_approve": can_approve_payments(user) and user.pk != run.prepared_by_id,
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
        **more,
    }
    return render(request, "web/payment_run.html", context, status=422 if problem else 200)


@staff(can_see_persons)
@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """A run: what is paid to whom, what is held and why, the next act."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _run_of(staff_request, pk))


@staff(can_approve_payments)
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve and pay a run that another has prepared."""
    staff_request = cast(StaffRequest, request)
    found = _run_of(staff_request, pk)
    try:
        day = day_of(request.POST.get("day", ""))
        PAYABLES[found.measure].approve(run=found, day=day, by=staff_request.user)
    except ActRefused as refused:
        problem = _("Case № %(case)s: %(sentence)s") % {
            "case": refused.values.get("case", ""),
            "sentence": sentence_beside(refused),
        }
        return _shown(staff_request, found, problem=problem, at="approve")
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, found, problem=sentence_beside(refused), at="approve")
    messages.success(request, _("The run is approved and paid; send the file to the bank."))
    return redirect("payment-run", pk)


@staff(can_prepare_payments)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a run that is not approved, with the reason."""
    staff_request = cast(StaffRequest, request)
    found = _run_of(staff_request, pk)
    try:
        cancel_run(run=found, reason=reason_of(request.POST))
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, found, problem=sentence_beside(refused), at="cancel")
    messages.success(request, _("The run is cancelled; what it planned is due again."))
    return redirect("payment-runs")


@staff(can_prepare_payments)
@require_GET
def file_for_the_bank(request: HttpRequest, pk: int) -> HttpResponse:
    """The register for the bank: the same bytes each time."""
    staff_request = cast(StaffRequest, request)
    found = _run_of(staff_request, pk)
    try:
        content = bank_file(found, MEASURES[found.measure].names.kk)
    except FactRefused as refused:
        return _shown(staff_request, found, problem=sentence_beside(refused))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"payments-{found.year}-{found.number}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff(can_prepare_payments)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the bank says of each payment; rows that can't be taken are shown with their reason."""
    staff_request = cast(StaffRequest, request)
    found = _run_of(staff_request, pk)
    upload = request.FILES.get("answer")
    try:
        if upload is None or (upload.size or 0) > MOST_ANSWER:
            raise BadInput(_("Choose the bank's file, 10 MB at most."))
        read = read_bank_answer(
            run=found, content=upload.read(), day=date.today(), by=staff_request.user
        )
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, found, problem=sentence_beside(refused), at="answer")
    return _shown(staff_request, _run_of(staff_request, pk), answer=read)


@staff(can_prepare_payments)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a run for every payment of which the bank has answered."""
    staff_request = cast(StaffRequest, request)
    found = _run_of(staff_request, pk)
    try:
        close_run(run=found)
    except FactRefused as refused:
        return _shown(staff_request, found, problem=sentence_beside(refused), at="close")
    messages.success(request, _("The run is closed."))
    return redirect("payment-run", pk)


@staff(can_prepare_payments)
@require_POST
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a recipient of this run is paid from now on; the next run takes it."""
    staff_request = cast(StaffRequest, request)
    found = _run_of(staff_request, pk)
    organization = key_of(request.POST.get("organization", ""))
    owner: Person | Organization
    if organization:
        owner = get_object_or_404(Organization, pk=organization, office=found.office)
    else:
        person = key_of(request.POST.get("person", ""))
        owner = get_object_or_404(Person, pk=person, office=found.office)
    try:
        record_account(
            owner=owner,
            iban=request.POST.get("iban", ""),
            since=date.today(),
            by=staff_request.user,
        )
    except FactRefused as refused:
        at = f"account-{'o' if organization else ''}{owner.pk}"
        return _shown(staff_request, found, problem=sentence_beside(refused), at=at)
    messages.success(request, _("The account is recorded; the next run will use it."))
    return redirect("payment-run", pk)
