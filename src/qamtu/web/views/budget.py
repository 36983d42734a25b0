"""The budget of a year: its table, what stands behind each number, and its acts."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_allocate, can_export, can_retract, can_see_money
from qamtu.finance.budget_acts import ActKind, enter_budget_act, move_money, retract_budget_act
from qamtu.finance.classification import record_programme, retract_programme
from qamtu.finance.execution import (
    BUDGET_SOURCES,
    COLUMNS,
    Execution,
    Moment,
    Sums,
    entries_behind,
    execution,
)
from qamtu.finance.forecast import forecast, planned_of_months
from qamtu.finance.models import SOURCE_TITLES, BudgetAct, BudgetLine, BudgetProgramme
from qamtu.language import month_name
from qamtu.ledger.models import FactRefused
from qamtu.reporting.budget import HEADS, UNCLASSIFIED, print_budget
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.dates import ReportDates, report_dates
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.payables import PAYABLES
from qamtu.web.typed import (
    BadInput,
    day_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
    tiyn_of,
)

PER_PAGE = 100
ROWS_OF_AN_ACT = 6
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _moment(request: HttpRequest, office: Office) -> tuple[ReportDates, Moment]:
    dates = report_dates(request, office)
    return dates, Moment(office, dates.as_of, dates.known_at)


def _asked(dates: ReportDates) -> dict[str, str]:
    asked = {"as_of": dates.as_of.isoformat()}
    return asked | ({"known_at": dates.known_at_text} if dates.known_at_text else {})


def _row(
    level: int, names: Any, sums: Sums, asked: dict[str, str], *, code: str = "", line: int = 0
) -> dict[str, Any]:
    """A row for the template: each number with what it opens to, and its bar."""
    whole = max(sums.corrected, sums.committed, 1)
    return {
        "level": level,
        "code": code,
        "names": names,
        "line": line,
        "cells": [
            (column, getattr(sums, column), urlencode({"column": column, **asked}))
            for column in COLUMNS
        ],
        "sums": sums,
        "paid_width": round(max(sums.paid, 0) * 100 / whole, 1),
        "committed_width": round(max(sums.committed, 0) * 100 / whole, 1),
        "planned_at": round(min(max(sums.planned_payments, 0) * 100 / whole, 100), 1),
    }


def _rows(table: Execution, asked: dict[str, str]) -> list[dict[str, Any]]:
    rows = []
    for of in table.programmes:
        key = of.programme.pk if of.programme else 0
        rows.append(
            _row(
                1,
                of.programme or UNCLASSIFIED,
                of.sums,
                {**asked, "programme": str(key)},
                code=of.programme.code if of.programme else "",
            )
        )
        for one in of.lines:
            rows.append(
                _row(
                    2,
                    one.line,
                    one.sums,
                    {**asked, "line": str(one.line.pk)},
                    code=one.classification.code if one.classification else "",
                    line=one.line.pk,
                )
            )
    rows.append(_row(0, None, table.total, asked))
    for source, sums in table.by_source().items():
        rows.append(_row(3, SOURCE_TITLES[source], sums, {**asked, "source": source}))
    return rows


@staff(can_see_money)
@require_GET
def budget(request: HttpRequest) -> HttpResponse:
    """Plan and fact by programme and source, for any as-of day and moment of knowing."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    dates, at = _moment(request, office)
    table = execution(at)
    if request.GET.get("format") == "xlsx" and can_export(staff_request.user):
        content = print_budget(table, get_language() or "kk", "xlsx")
        response = HttpResponse(content, content_type=XLSX)
        name = f"budget-{office.code}-{dates.as_of}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return render(
        request,
        "web/budget.html",
        {
            "office": office,
            "dates": dates,
            "year": at.year,
            "heads": [HEADS[column] for column in COLUMNS],
            "percent_heads": (HEADS["percent_of_period"], HEADS["percent"]),
            "rows": _rows(table, _asked(dates)) if table.programmes else [],
            "can_export": can_export(staff_request.user),
        },
    )


@staff(can_see_money)
@require_GET
def behind(request: HttpRequest) -> HttpResponse:
    """The entries behind one number of the table; they sum to it."""
    office = office_of(cast(StaffRequest, request))
    dates, at = _moment(request, office)
    column = request.GET.get("column", "")
    if column not in COLUMNS:
        raise Http404
    lines, title = _lines_asked(request, execution(at))
    found = entries_behind(at, column, lines)
    return render(
        request,
        "web/budget_entries.html",
        {
            "office": office,
            "dates": dates,
            "column": column,
            "head": HEADS[column],
            "title": title,
            "back": urlencode(_asked(dates)),
            "total": sum(one.amount for one in found),
            "count": len(found),
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        },
    )


def _lines_asked(request: HttpRequest, table: Execution) -> tuple[Sequence[int], Any]:
    """The lines of the row that the number stands in, and what the row is called."""
    asked = request.GET
    if "line" in asked:
        for row in table.lines:
            if row.line.pk == key_of(asked["line"]):
                return [row.line.pk], row.line
        raise Http404
    if "programme" in asked:
        for of in table.programmes:
            if (of.programme.pk if of.programme else 0) == key_of(asked["programme"]):
                return [row.line.pk for row in of.lines], of.programme or UNCLASSIFIED
        raise Http404
    if "source" in asked:
        if asked["source"] not in BUDGET_SOURCES:
            raise Http404
        lines = [row.line.pk for row in table.lines if row.line.source == asked["source"]]
        return lines, SOURCE_TITLES[asked["source"]]
    return [row.line.pk for row in table.lines], None


@staff(can_see_money)
@require_GET
def year_forecast(request: HttpRequest) -> HttpResponse:
    """What will be left of the year's money, what will be short, and who would use it."""
    office = office_of(cast(StaffRequest, request))
    dates = report_dates(request, office)
    found = forecast(
        office=office,
        day=dates.as_of,
        dues_of={code: payable.dues_of for code, payable in PAYABLES.items()},
    )
    planned = planned_of_months(office, found.year)
    most = max([*found.dues.values(), *planned.values(), 1])
    return render(
        request,
        "web/budget_forecast.html",
        {
            "office": office,
            "dates": dates,
            "year": found.year,
            "forecast": found,
            "moves": found.moves(),
            "months": [
                (month_name(month, get_language() or "kk"), found.dues.get(month, 0),
                 planned.get(month, 0), round(found.dues.get(month, 0) * 100 / most, 1),
                 round(planned.get(month, 0) * 100 / most, 1))
                for month in range(1, 13)
                if month in found.dues or month in planned
            ],
            "can_allocate": can_allocate(cast(StaffRequest, request).user),
        },
    )  # fmt: skip


def _acts_shown(request: StaffRequest, *, problem: str = "", at: str = "") -> HttpResponse:
    office, year = office_of(request), _year(request)
    found = (
        BudgetAct.objects.filter(office=office, year=year)
        .select_related("recorded_by", "retracted_by")
        .prefetch_related("entries__line")
    )
    lines = BudgetLine.objects.filter(office=office, year=year).order_by("measure", "source")
    context = {
        "office": office,
        "year": year,
        "years": range(min(year, date.today().year) - 3, max(year, date.today().year) + 2),
        "acts": [(act, BudgetAct.KIND_NAMES[act.kind], _changes(act)) for act in found],
        "lines": lines,
        "kinds": [(kind, BudgetAct.KIND_NAMES[kind]) for kind in ("approved", "clarified")],
        "measures": MEASURES.values(),
        "sources": SOURCE_TITLES.items(),
        "numbers": [str(number) for number in range(ROWS_OF_AN_ACT)],
        "programmes": BudgetProgramme.objects.live().filter(office=office),
        "can_allocate": can_allocate(request.user),
        "can_retract": can_retract(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST or request.GET,
        "today": date.today(),
    }
    return render(request, "web/budget_acts.html", context, status=422 if problem else 200)


def _changes(act: BudgetAct) -> list[tuple[BudgetLine, int]]:
    """What the act did to each line, those that it took from first."""
    sums: dict[BudgetLine, int] = {}
    for entry in act.entries.all():
        sums[entry.line] = sums.get(entry.line, 0) + entry.amount
    return sorted(sums.items(), key=lambda of: (of[1], of[0].measure))


def _year(request: HttpRequest) -> int:
    asked = key_of(request.POST.get("year") or request.GET.get("year", ""))
    return asked if 2000 <= asked <= 2100 else date.today().year


def _back_to(year: int) -> HttpResponse:
    return redirect(f"{reverse('budget-acts')}?year={year}")


@staff(can_see_money)
@require_GET
def acts(request: HttpRequest) -> HttpResponse:
    """The acts of a year: approved, clarified, moved, carried over; and the programmes."""
    return _acts_shown(cast(StaffRequest, request))


@staff(can_allocate)
@require_http_methods(["GET", "POST"])
def enter_act(request: HttpRequest) -> HttpResponse:
    """An act that puts money on lines or takes it off, up to six lines at once."""
    staff_request, typed = cast(StaffRequest, request), request.POST
    year = _year(request)
    if request.method == "POST":
        try:
            kind = typed.get("kind", "")
            if kind not in ("approved", "clarified"):
                raise BadInput(_("Choose the kind of the act."))
            enter_budget_act(
                office=office_of(staff_request),
                year=year,
                kind=cast(ActKind, kind),
                number=line_of(typed.get("number", ""), longest=60),
                day=day_of(typed.get("day", "")),
                title=line_of(typed.get("title", ""), longest=200),
                changes=_typed_changes(request),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            return _acts_shown(staff_request, problem=sentence_beside(refused), at="act")
        messages.success(request, _("The act is entered."))
    return _back_to(year)


def _typed_changes(request: HttpRequest) -> dict[tuple[str, str], int]:
    typed = request.POST
    changes: dict[tuple[str, str], int] = {}
    for number in range(ROWS_OF_AN_ACT):
        measure, source = typed.get(f"measure-{number}", ""), typed.get(f"source-{number}", "")
        amount = typed.get(f"amount-{number}", "").strip()
        if not measure and not amount:
            continue
        if measure not in MEASURES:
            raise BadInput(_("Choose a measure."))
        if source not in SOURCE_TITLES:
            raise BadInput(_("Choose the source of the money."))
        if (measure, source) in changes:
            raise BadInput(_("One line stands twice in the act; write its sum once."))
        changes[measure, source] = tiyn_of(amount, may_be_negative=True)
    return changes


@staff(can_allocate)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest) -> HttpResponse:
    """Money moved from one line to another by one act."""
    staff_request, typed = cast(StaffRequest, request), request.POST
    year = _year(request)
    if request.method == "POST":
        lines = BudgetLine.objects.filter(office=office_of(staff_request), year=year)
        try:
            source = lines.filter(pk=key_of(typed.get("from", ""))).first()
            target = lines.filter(pk=key_of(typed.get("to", ""))).first()
            if source is None or target is None:
                raise BadInput(_("Choose the line to take from and the line to put on."))
            move_money(
                source=source,
                target=target,
                amount=tiyn_of(typed.get("amount", "")),
                number=line_of(typed.get("number", ""), longest=60),
                day=day_of(typed.get("day", "")),
                title=line_of(typed.get("title", ""), longest=200),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            return _acts_shown(staff_request, problem=sentence_beside(refused), at="move")
        messages.success(request, _("The money is moved."))
    return _back_to(year)


@staff(can_retract)
@require_http_methods(["GET", "POST"])
def retract_act(request: HttpRequest, pk: int) -> HttpResponse:
    """An act taken back with every entry of it."""
    staff_request = cast(StaffRequest, request)
    act = get_object_or_404(BudgetAct, pk=pk, office=office_of(staff_request))
    if request.method == "POST":
        try:
            retract_budget_act(act=act, reason=reason_of(request.POST), by=staff_request.user)
        except (BadInput, FactRefused) as refused:
            return _acts_shown(staff_request, problem=sentence_beside(refused), at=f"retract-{pk}")
        messages.success(request, _("The act is retracted with all of its entries."))
    return _back_to(act.year)


@staff(can_allocate)
@require_http_methods(["GET", "POST"])
def programmes(request: HttpRequest) -> HttpResponse:
    """A programme of the classification, by its codes; or one retracted."""
    staff_request, typed = cast(StaffRequest, request), request.POST
    office = office_of(staff_request)
    if request.method == "POST":
        try:
            if "retract" in typed:
                found = BudgetProgramme.objects.filter(office=office)
                programme = get_object_or_404(found, pk=key_of(typed["retract"]))
                retract_programme(
                    programme=programme, reason=reason_of(typed), by=staff_request.user
                )
            else:
                record_programme(
                    office=office,
                    **{
                        name: "".join(typed.get(name, "").split())
                        for name in (
                            "functional_group", "functional_subgroup", "administrator", "programme",
                        )
                    },
                    name_kk=line_of(typed.get("name_kk", ""), longest=250),
                    name_ru=line_of(typed.get("name_ru", ""), longest=250),
                    by=staff_request.user,
                )  # fmt: skip
        except (BadInput, FactRefused) as refused:
            return _acts_shown(staff_request, problem=sentence_beside(refused), at="programme")
        messages.success(request, _("The classification is changed."))
    return _back_to(_year(request))
