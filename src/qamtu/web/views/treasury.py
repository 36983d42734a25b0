"""Statements of the treasury on the pages: taken in, matched, and what stands apart."""

from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Max, Min
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_allocate, can_see_money
from qamtu.exchange import shelf
from qamtu.exchange.importing import import_list
from qamtu.exchange.kinds import TREASURY, treasury_kind
from qamtu.exchange.lists import read_lists
from qamtu.exchange.models import ImportRun
from qamtu.exchange.preview import seen_sheets, skipped_rows
from qamtu.exchange.results import ImportResult
from qamtu.exchange.shelf import WaitingList
from qamtu.exchange.workbook import WorkbookError
from qamtu.finance.models import StatementRow
from qamtu.finance.statements import (
    candidates_of,
    entries_of,
    match_by_hand,
    match_rows,
    standing_of,
    unmatch,
)
from qamtu.ledger.models import FactRefused
from qamtu.trilingual import Language
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import BadInput, key_of, line_of, readable_day, reason_of, sentence_beside

LARGEST_UPLOAD = 20 * 1024 * 1024
PER_PAGE = 50
RUNS_SHOWN = 10
CANDIDATES_SHOWN = 60
GROUPS = ("differing", "statement_only", "ours_only", "matched")


def _language() -> Language:
    return cast(Language, get_language() or "kk")


@staff(can_see_money)
@require_GET
def treasury(request: HttpRequest) -> HttpResponse:
    """How the treasury's rows of some days and our entries stand to each other."""
    return _page(cast(StaffRequest, request))


def _page(request: StaffRequest, problem: str = "") -> HttpResponse:
    office = office_of(request)
    first, last = _days(request, office)
    group = request.GET.get("show", "")
    found = standing_of(office, first, last)
    counts = {name: len(getattr(found, name)) for name in GROUPS}
    if group not in GROUPS:
        group = next((name for name in GROUPS if counts[name]), GROUPS[0])
    runs = ImportRun.objects.filter(office=office, kind=TREASURY).select_related("by")
    context = {
        "office": office,
        "year": last.year,
        "first": first,
        "last": last,
        "counts": counts,
        "said_sum": found.said_sum,
        "group": group,
        "page": Paginator(getattr(found, group), PER_PAGE).get_page(request.GET.get("page")),
        "runs": [(run, shelf.errors_of(run).exists()) for run in runs[:RUNS_SHOWN]],
        "can_match": can_allocate(request.user),
        "problem": problem,
    }
    return render(request, "web/treasury.html", context, status=422 if problem else 200)


def _days(request: HttpRequest, office: Office) -> tuple[date, date]:
    """The days asked for, else those of which there are statements."""
    rows = StatementRow.objects.filter(office=office)
    span = rows.aggregate(first=Min("occurred_on"), last=Max("occurred_on"))
    today = date.today()
    first = readable_day(request.GET.get("from", "")) or span["first"] or today.replace(day=1)
    last = readable_day(request.GET.get("to", "")) or span["last"] or today
    return (first, last) if first <= last else (last, first)


@staff(can_allocate)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """An uploaded statement laid on the shelf until it was looked at."""
    staff_request = cast(StaffRequest, request)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return _page(staff_request, _("Choose a file."))
    if (file.size or 0) > LARGEST_UPLOAD:
        return _page(
            staff_request, _("The file is larger than 20 MB. Split the list into several files.")
        )
    waiting = shelf.put(
        office=office_of(staff_request),
        by=staff_request.user,
        filename=file.name or "",
        kind=TREASURY,
        content=file.chunks(),
    )
    try:
        read_lists(waiting.path, treasury_kind())
    except WorkbookError as error:
        waiting.remove()
        return _page(staff_request, error.sentence(_language()))
    return redirect("treasury-preview", waiting.token)


@staff(can_allocate)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What would become of the statement and with what it would match; confirmed, it does."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    waiting = shelf.find(office=office, by=staff_request.user, token=token)
    if waiting is None or waiting.kind != TREASURY:
        messages.error(request, _("This list is no longer here. Choose the file again."))
        return redirect("treasury")
    if waiting.run is not None:
        return redirect("treasury")
    if request.method == "POST":
        if not waiting.claim():
            messages.info(
                request, _("This list is being taken in; its result will stand here soon.")
            )
            return redirect("treasury")
        return _confirmed(staff_request, waiting)
    result, counts = _tried(staff_request, waiting)
    language = _language()
    return render(
        request,
        "web/treasury_preview.html",
        {
            "office": office,
            "waiting": waiting,
            "result": result,
            "counts": counts,
            "sheets": seen_sheets(result, language),
            "sheets_left_out": [one.sentence(language) for one in result.sheets_left_out],
            "skipped": skipped_rows(result, language),
            "returned_count": len(result.rejected),
        },
    )


def _import(request: StaffRequest, waiting: WaitingList) -> ImportResult:
    return import_list(
        path=waiting.path,
        kind=treasury_kind(),
        office=office_of(request),
        by=request.user,
        filename=waiting.filename,
    )


def _tried(request: StaffRequest, waiting: WaitingList) -> tuple[ImportResult, dict[str, int]]:
    """Taken in and matched, looked at, and undone."""
    office = office_of(request)
    with transaction.atomic():
        result = _import(request, waiting)
        rows = StatementRow.objects.filter(office=office)
        span = rows.aggregate(first=Min("occurred_on"), last=Max("occurred_on"))
        counts = dict.fromkeys(GROUPS, 0)
        if span["first"]:
            standing = standing_of(office, span["first"], span["last"])
            counts = {name: len(getattr(standing, name)) for name in GROUPS}
        transaction.set_rollback(True)
    return result, counts


def _confirmed(request: StaffRequest, waiting: WaitingList) -> HttpResponse:
    try:
        result = _import(request, waiting)
        assert result.run is not None
        if result.rejected:
            result.write_errors(shelf.errors_of(result.run), _language())
        waiting.finish(result.run)
    except BaseException:
        waiting.release()
        raise
    messages.success(
        request,
        _("The statement is taken in: %(landed)s new rows, %(known)s known, %(back)s came back.")
        % {"landed": result.landed, "known": result.known, "back": len(result.rejected)},
    )
    return redirect("treasury")


@staff(can_allocate)
@require_GET
def errors(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows of a statement that came back, with their reasons."""
    office = office_of(cast(StaffRequest, request))
    found = get_object_or_404(ImportRun, pk=pk, office=office, kind=TREASURY)
    path = shelf.errors_of(found)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"qamtu-{found.pk}.xlsx")


@staff(can_allocate)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Match again what stands apart: entries came since, or a line was classified."""
    staff_request = cast(StaffRequest, request)
    count = match_rows(office=office_of(staff_request), by=staff_request.user)
    messages.success(request, _("Matched now: %(count)s.") % {"count": count})
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    asked = {key: request.GET[key] for key in ("from", "to", "show") if key in request.GET}
    return redirect(f"{reverse('treasury')}?{urlencode(asked)}")


@staff(can_see_money)
@require_GET
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """A row of the treasury, what it is matched with, and what it could be."""
    return _row_page(cast(StaffRequest, request), pk)


def _row_page(request: StaffRequest, pk: int, *, problem: str = "", at: str = "") -> HttpResponse:
    office = office_of(request)
    found = get_object_or_404(
        StatementRow.objects.select_related("statement", "office"), pk=pk, office=office
    )
    matched = entries_of(found)
    chosen = {key_of(key) for key in request.POST.getlist("entry")}
    candidates = candidates_of(found)
    context: dict[str, Any] = {
        "office": office,
        "year": found.occurred_on.year,
        "row": found,
        "matched": matched,
        "matches": found.matches.select_related("recorded_by", "retracted_by", "entry"),
        "matched_sum": sum(e.amount if e.kind == "paid" else -e.amount for e in matched),
        "candidates": candidates[:CANDIDATES_SHOWN],
        "candidates_count": len(candidates),
        "chosen": chosen,
        "can_match": can_allocate(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
    }
    return render(request, "web/treasury_row.html", context, status=422 if problem else 200)


@staff(can_allocate)
@require_http_methods(["GET", "POST"])
def row_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Matched by hand, or taken apart again."""
    staff_request = cast(StaffRequest, request)
    if act not in ("match", "unmatch"):
        raise Http404
    found = get_object_or_404(StatementRow, pk=pk, office=office_of(staff_request))
    if request.method == "POST":
        try:
            if act == "match":
                match_by_hand(
                    row=found,
                    entry_ids=[key_of(key) for key in request.POST.getlist("entry")],
                    note=line_of(request.POST.get("note", ""), longest=250),
                    by=staff_request.user,
                )
                said = _("The row is matched.")
            else:
                unmatch(row=found, reason=reason_of(request.POST), by=staff_request.user)
                said = _("The row stands apart again.")
        except (BadInput, FactRefused) as refused:
            return _row_page(staff_request, pk, problem=sentence_beside(refused), at=act)
        messages.success(request, said)
    return redirect("treasury-row", pk)
