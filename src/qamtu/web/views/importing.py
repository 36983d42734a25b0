"""A list taken in on the pages: choose it, look how it is understood, confirm, see what came."""

from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.permissions import can_import
from qamtu.exchange import shelf
from qamtu.exchange.importing import import_list
from qamtu.exchange.kinds import TREASURY, all_kinds, kind_of
from qamtu.exchange.lists import read_lists
from qamtu.exchange.models import ImportRun
from qamtu.exchange.preview import seen_sheets, skipped_rows
from qamtu.exchange.results import ImportResult
from qamtu.exchange.shelf import WaitingList
from qamtu.exchange.workbook import WorkbookError
from qamtu.trilingual import Language
from qamtu.web.guards import StaffRequest, office_of, staff

LARGEST_UPLOAD = 20 * 1024 * 1024
RUNS_SHOWN = 20


class BadUpload(Exception):
    """The upload can not be taken; the text says why and what to do."""


@staff(can_import)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a kind and a file; the last lists that were taken in."""
    staff_request = cast(StaffRequest, request)
    if request.method == "POST":
        try:
            return redirect("import-preview", _keep_upload(staff_request).token)
        except BadUpload as bad:
            return _upload_page(staff_request, problem=str(bad))
    return _upload_page(staff_request)


@staff(can_import)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What would become of the list; on confirmation (POST) it does."""
    staff_request = cast(StaffRequest, request)
    waiting = shelf.find(office=office_of(staff_request), by=staff_request.user, token=token)
    if waiting is None:
        messages.error(request, _("This list is no longer here. Choose the file again."))
        return redirect("import")
    if waiting.run is not None:
        return redirect("import-run", waiting.run)
    is_confirmed = request.method == "POST"
    if not waiting.claim() if is_confirmed else waiting.is_claimed:
        messages.info(request, _("This list is being taken in; its result will stand here soon."))
        return redirect("import")
    try:
        if is_confirmed:
            return redirect("import-run", _take_in(staff_request, waiting).pk)
        result = _import(staff_request, waiting, is_dry=True)
    except WorkbookError as error:
        return _upload_page(staff_request, problem=error.sentence(_language()))
    return render(request, "web/import_preview.html", _preview(staff_request, waiting, result))


@staff(can_import)
@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a list."""
    office = office_of(cast(StaffRequest, request))
    found = get_object_or_404(ImportRun.objects.select_related("by"), pk=pk, office=office)
    return render(
        request,
        "web/import_run.html",
        {
            "office": office,
            "run": found,
            "kind": all_kinds().get(found.kind),
            "has_errors": shelf.errors_of(found).exists(),
        },
    )


@staff(can_import)
@require_GET
def errors(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The rows that came back, as a workbook with the reasons."""
    found = get_object_or_404(ImportRun, pk=pk, office=office_of(cast(StaffRequest, request)))
    path = shelf.errors_of(found)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"qamtu-{found.pk}.xlsx")


def _language() -> Language:
    return cast(Language, get_language() or "kk")


def _keep_upload(request: StaffRequest) -> WaitingList:
    """The upload, kept until it is confirmed. Raises `BadUpload` for what is no list."""
    try:
        kind = all_kinds()[request.POST.get("kind", "")]
    except KeyError:
        raise BadUpload(_("Choose what the list is about.")) from None
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise BadUpload(_("Choose a file."))
    if (file.size or 0) > LARGEST_UPLOAD:
        raise BadUpload(_("The file is larger than 20 MB. Split the list into several files."))
    waiting = shelf.put(
        office=office_of(request),
        by=request.user,
        filename=file.name or "",
        kind=kind.code,
        content=file.chunks(),
    )
    try:
        read_lists(waiting.path, kind)
    except WorkbookError as error:
        waiting.remove()
        raise BadUpload(error.sentence(_language())) from None
    return waiting


def _import(request: StaffRequest, waiting: WaitingList, *, is_dry: bool) -> ImportResult:
    return import_list(
        path=waiting.path,
        kind=kind_of(waiting.kind),
        office=office_of(request),
        by=request.user,
        filename=waiting.filename,
        is_dry=is_dry,
    )


def _take_in(request: StaffRequest, waiting: WaitingList) -> ImportRun:
    """The list in the register, the rows that came back in a workbook of the run."""
    try:
        result = _import(request, waiting, is_dry=False)
        assert result.run is not None
        if result.rejected:
            result.write_errors(shelf.errors_of(result.run), _language())
        waiting.finish(result.run)
    except BaseException:
        waiting.release()
        raise
    return result.run


def _upload_page(request: StaffRequest, problem: str = "") -> HttpResponse:
    office, kinds = office_of(request), all_kinds()
    found = ImportRun.objects.filter(office=office).exclude(kind=TREASURY)
    runs = found.select_related("by")[:RUNS_SHOWN]
    context = {
        "office": office,
        "kinds": kinds.values(),
        "chosen": request.POST.get("kind", ""),
        "problem": problem,
        "runs": [
            (one, kinds.get(one.kind), shelf.errors_of(one).exists())
            for one in runs.select_related("by")[:RUNS_SHOWN]
        ],
    }
    return render(request, "web/import.html", context, status=422 if problem else 200)


def _preview(request: StaffRequest, waiting: WaitingList, result: ImportResult) -> dict[str, Any]:
    language = _language()
    return {
        "office": office_of(request),
        "waiting": waiting,
        "kind": result.kind,
        "result": result,
        "sheets": seen_sheets(result, language),
        "sheets_left_out": [one.sentence(language) for one in result.sheets_left_out],
        "returned_count": len(result.rejected),
        "skipped": skipped_rows(result, language),
        "will_change": result.landed + result.completed,
    }
