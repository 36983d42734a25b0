"""The report with its three dates; each figure opens to its records, a record to its case."""

import csv
import io
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qamtu.accounts.permissions import (
    can_export,
    can_see_figures,
    can_see_persons,
    can_sign_report,
)
from qamtu.casework.indicators import Indicator, Quantity
from qamtu.casework.measures import SECTIONS
from qamtu.casework.slices import PEOPLE_SLICES
from qamtu.reporting import explanation
from qamtu.reporting.catalogue import UnknownIndicator, indicator
from qamtu.reporting.catalogue import slice_of as find_slice
from qamtu.reporting.crosstable import CROSSED_BY, cross_table
from qamtu.reporting.models import SignedReport
from qamtu.reporting.printing import print_report
from qamtu.reporting.relations import Period
from qamtu.reporting.report import Figure, Report
from qamtu.reporting.rows import BY_NAMES, Row, row_codes, row_names, row_of_code
from qamtu.reporting.sentences import (
    SOURCE_NAMES,
    heading,
    paragraphs,
    said_column,
    subheading,
)
from qamtu.reporting.signing import differences_today, is_intact, reprint, sign_report
from qamtu.reporting.tables import PrintedTable, opened_by, printed_tables
from qamtu.web.dates import now_text, report_dates
from qamtu.web.guards import StaffRequest, office_of, staff

MEDIA_TYPES = {
    "text": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
RECORDS_PER_PAGE = 100


def _target(figure: Figure, key: str | None) -> dict[str, str] | None:
    """What a number of a sentence opens to; None for words and for what is derived."""
    of = figure.indicator
    head, _dot, rest = (key or "").partition(".")
    target = {"indicator": of.code}
    if head in ("slices", "sources"):
        return {**target, "slice": rest}
    if head == "by":
        place, _dot, position = rest.partition(".")
        table = figure.tables[int(place)]
        by, row = table.breakdown.by, list(table.rows)[int(position)]
        return {**target, **_opened(of, said_column(of, table)), "by": by, "row": _code(by, row)}
    if head == "plan" or isinstance(of.values.get(head), Quantity):
        return {**target, "key": head, "slice": rest}
    return None


def _opened(of: Indicator, column: str) -> dict[str, str]:
    key, slice_name = opened_by(of, column)
    return {"key": key, "slice": slice_name}


def _code(by: str, row: Row) -> str:
    code = row_codes(by, [row])[row]
    return "" if code is None else str(code)


def _table(of: Indicator, table: PrintedTable) -> dict[str, Any]:
    """A breakdown for the template: each number with what it opens to."""
    rows = []
    for row in table.rows:
        place = {"by": table.by, "row": "" if row.code is None else str(row.code)}
        cells = [
            {
                "text": text,
                "target": {"indicator": of.code, "key": key, "slice": slice_name, **place}
                if number and key
                else None,
            }
            for text, number, (key, slice_name) in zip(
                row.texts, row.numbers, row.opens, strict=True
            )
        ]
        rows.append({"name": row.name, "cells": cells})
    return {"title": table.title, "heads": table.heads, "rows": rows}


def _sections(report: Report, language: str) -> list[dict[str, Any]]:
    """Paragraphs for the template: segments with what a number links to; then the tables."""
    return [
        {
            "names": SECTIONS[section],
            "sentences": [
                [
                    {"text": segment.text, "target": _target(figure, segment.key)}
                    for segment in segments
                ]
                for figure, segments in said
            ],
            "tables": [
                _table(figure.indicator, table)
                for figure, _segments in said
                for table in printed_tables(figure, language)
            ],
        }
        for section, said in paragraphs(report, language)
    ]


@staff(can_see_figures)
@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """The report as text, for any three dates."""
    office = office_of(cast(StaffRequest, request))
    language = get_language() or "kk"
    dates = report_dates(request, office)
    built = dates.report(office)
    return render(
        request,
        "web/report.html",
        {
            "office": office,
            "dates": dates,
            "heading": heading(built, language),
            "subheading": subheading(built, language),
            "sections": _sections(built, language),
            "formats": list(MEDIA_TYPES),
            "signed": SignedReport.objects.filter(office=office).select_related("signed_by")[:20],
            "can_sign": can_sign_report(cast(StaffRequest, request).user),
            "now": now_text(),
        },
    )


@staff(can_see_figures)
@require_GET
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The same report as a file."""
    if form not in MEDIA_TYPES:
        raise Http404
    office = office_of(cast(StaffRequest, request))
    dates = report_dates(request, office)
    built = dates.report(office)
    response = HttpResponse(
        print_report(built, get_language() or "kk", form), content_type=MEDIA_TYPES[form]
    )
    ending = "txt" if form == "text" else form
    response["Content-Disposition"] = (
        f'attachment; filename="report-{office.code}-{dates.as_of}.{ending}"'
    )
    return response


@staff(can_see_persons)
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """The records behind one figure."""
    office = office_of(cast(StaffRequest, request))
    language = get_language() or "kk"
    dates = report_dates(request, office)
    code = request.GET.get("indicator", "")
    key = request.GET.get("key") or None
    slice_name = request.GET.get("slice") or None
    by, row = request.GET.get("by"), request.GET.get("row", "")
    try:
        of = indicator(code)
        cell = explanation.cell_of(
            code, key=key, slice_name=slice_name, row=(by, row) if by else None
        )
    except (UnknownIndicator, explanation.UnknownValue):
        raise Http404 from None
    found = explanation.explain(
        cell, Period((office.pk,), dates.start, dates.as_of, dates.known_at)
    )
    if request.GET.get("format") == "csv" and can_export(cast(StaffRequest, request).user):
        return _csv(found, language, code, is_money=cell.is_money)
    amounts = [record.amount for record in found if record.amount is not None]
    group = find_slice(of, slice_name) if slice_name else None
    place = row_names(of, by, [row_of_code(by, row)], language) if by else {}
    return render(
        request,
        "web/records.html",
        {
            "office": office,
            "dates": dates,
            "indicator": of,
            "group": group.names if group else SOURCE_NAMES.get(slice_name or ""),
            "row": next(iter(place.values()), ""),
            "page": Paginator(found, RECORDS_PER_PAGE).get_page(request.GET.get("page")),
            "count": len(found),
            "total": sum(amounts) if amounts else None,
            "is_money": cell.is_money,
            "groups": [
                group
                for group in {**{s.code: s for s in of.groups}, **PEOPLE_SLICES}.values()
                if of.main_key
            ],
            "can_export": can_export(cast(StaffRequest, request).user),
        },
    )


def _csv(
    found: list[explanation.Record], language: str, code: str, *, is_money: bool
) -> HttpResponse:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([_("Day"), _("Record"), _("Subject"), _("Measure"), _("Amount"), _("Act")])
    for record in found:
        amount = record.amount
        if amount is not None and is_money:
            amount = f"{amount / 100:.2f}"  # type: ignore[assignment]
        writer.writerow(
            [
                record.day,
                f"{record.kind} {record.id}",
                record.title,
                explanation.measure_name(record.measure, language),
                amount,
                record.act,
            ]
        )
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}.csv"'
    return response


@staff(can_see_figures)
@require_GET
def by(request: HttpRequest) -> HttpResponse:
    """All figures by okrug, settlement or month; each number opens to its records."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    language = get_language() or "kk"
    dates = report_dates(request, office)
    by = request.GET.get("by", CROSSED_BY[0])
    if by not in CROSSED_BY:
        raise Http404
    period = Period((office.pk,), dates.start, dates.as_of, dates.known_at)
    table = cross_table(office=office, period=period, by=by)
    names = table.column_names(language) if table.lines else {}
    codes = table.column_codes()
    lines = [
        {
            "indicator": line.indicator,
            "is_money": line.indicator.is_money(line.indicator.main_key or ""),
            "total": line.shown(line.total, language),
            "cells": [
                {
                    "text": line.shown(line.numbers.get(column, 0), language),
                    "target": {
                        "indicator": line.indicator.code,
                        "by": by,
                        "row": "" if codes[column] is None else str(codes[column]),
                    }
                    if line.numbers.get(column)
                    else None,
                }
                for column in table.columns
            ],
        }
        for line in table.lines
    ]
    if request.GET.get("format") == "csv" and can_export(staff_request.user):
        return _cross_csv(lines, list(names.values()), language, by)
    return render(
        request,
        "web/crosstable.html",
        {
            "office": office,
            "dates": dates,
            "by": by,
            "choices": [(code, BY_NAMES[code]) for code in CROSSED_BY],
            "columns": list(names.values()),
            "lines": lines,
            "link": staff_request.user.office_id,
            "can_export": can_export(staff_request.user),
        },
    )


def _cross_csv(
    lines: list[dict[str, Any]], columns: list[str], language: str, by: str
) -> HttpResponse:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([_("Figure"), _("Total"), *columns])
    for line in lines:
        cells = [line["total"], *(cell["text"] for cell in line["cells"])]
        writer.writerow([line["indicator"].names[language], *cells])
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-by-{by}.csv"'
    return response


@staff(can_sign_report)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Freeze the report of these dates."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    dates = report_dates(request, office)
    signed = sign_report(office=office, start=dates.start, as_of=dates.as_of, by=staff_request.user)
    messages.success(request, _("The report is signed and frozen."))
    return redirect("signed-report", signed.pk)


@staff(can_see_figures)
@require_GET
def signed_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A signed report as it was, its hash, and what today's knowledge would print differently."""
    signed = get_object_or_404(SignedReport.objects.select_related("office", "signed_by"), pk=pk)
    language = get_language() or "kk"
    built = reprint(signed)
    differences = [
        {"names": indicator(found.indicator).names, "difference": found}
        for found in differences_today(signed)
    ]
    return render(
        request,
        "web/signed_report.html",
        {
            "signed": signed,
            "office": signed.office,
            "is_intact": is_intact(signed),
            "heading": heading(built, language),
            "subheading": subheading(built, language),
            "sections": _sections(built, language),
            "differences": differences,
        },
    )
