"""A line of the budget: where it stands, its financing plan, what it owes, its entries."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.models import User
from qamtu.accounts.permissions import can_allocate, can_retract, can_see_money
from qamtu.casework.models import Case
from qamtu.finance.classification import classify_line
from qamtu.finance.financing import MONTHS, YearPlan, set_financing_plan, year_plan
from qamtu.finance.models import BudgetLine, BudgetProgramme, MoneyEntry
from qamtu.finance.money import retract_entry, take_back
from qamtu.finance.obligations import carry_over, obligations, release
from qamtu.language import month_name
from qamtu.ledger.models import FactRefused
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import (
    BadInput,
    day_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
    tiyn_of,
)

PER_PAGE = 50
OWED_SHOWN = 20
CHART_HEIGHT = 100


def _shown(
    request: StaffRequest, line: BudgetLine, *, problem: str = "", at: str = ""
) -> HttpResponse:
    kind = request.GET.get("kind", "")
    entries = _entries(request, line, kind)
    rows = MoneyEntry.objects.select_related("recorded_by", "retracted_by")
    plan = year_plan(line)
    owed = obligations(line)
    cases = Case.objects.select_related("person", "organization", "facility").in_bulk(
        [one.case_id for one in owed[:OWED_SHOWN]]
    )
    carried = line.entries.live().filter(budget_act__kind="carried", amount__gt=0)
    context: dict[str, Any] = {
        "office": line.office,
        "line": line,
        "classification": line.classifications.live().select_related("programme").first(),
        "classification_history": line.classifications.exclude(retracted_at=None).select_related(
            "programme", "retracted_by"
        ),
        "programmes": BudgetProgramme.objects.live().filter(office=line.office),
        "plan": plan,
        "months": _months(line, plan),
        "carried": carried.aggregate(sum=Sum("amount"))["sum"] or 0,
        "owed": [(one, cases[one.case_id]) for one in owed[:OWED_SHOWN]],
        "owed_count": len(owed),
        "owed_sum": sum(one.unpaid for one in owed),
        "kind": kind,
        "page": LongListPaginator(entries, rows, PER_PAGE).get_page(request.GET.get("page")),
        "can_retract": can_retract(request.user),
        "can_allocate": can_allocate(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/budget_line.html", context, status=422 if problem else 200)


def _entries(request: HttpRequest, line: BudgetLine, kind: str) -> QuerySet[MoneyEntry]:
    entries = MoneyEntry.objects.filter(line=line).order_by("-occurred_on", "-pk")
    if kind in MoneyEntry.Kind:
        entries = entries.filter(kind=kind)
    if key_of(request.GET.get("case", "")):
        entries = entries.filter(case_id=key_of(request.GET["case"]))
    return entries


def _months(line: BudgetLine, plan: YearPlan) -> list[dict[str, Any]]:
    """Plan beside fact, month by month; what is paid in another year stands in none."""
    language = get_language() or "kk"
    facts: dict[tuple[int, str], int] = {
        (month, kind): amount
        for month, kind, amount in line.entries.live()
        .filter(occurred_on__year=line.year)
        .order_by()
        .values_list("occurred_on__month", "kind")
        .annotate(Sum("amount"))
    }
    rows: list[dict[str, Any]] = []
    for month in MONTHS:
        commitments, payments = plan.months[month]
        rows.append(
            {
                "number": month,
                "name": month_name(month, language),
                "commitments": commitments,
                "payments": payments,
                "committed": facts.get((month, "committed"), 0),
                "paid": facts.get((month, "paid"), 0) - facts.get((month, "returned"), 0),
            }
        )
    most = max((max(row["payments"], row["paid"]) for row in rows), default=0) or 1
    for row in rows:
        row["x"] = (row["number"] - 1) * 60 + 8
        row["plan_height"] = round(row["payments"] * CHART_HEIGHT / most, 1)
        row["paid_height"] = round(max(row["paid"], 0) * CHART_HEIGHT / most, 1)
        row["plan_y"] = CHART_HEIGHT + 8 - row["plan_height"]
        row["paid_y"] = CHART_HEIGHT + 8 - row["paid_height"]
    return rows


def _line(request: HttpRequest, pk: int) -> BudgetLine:
    lines = BudgetLine.objects.select_related("office")
    return get_object_or_404(lines, pk=pk, office=office_of(cast(StaffRequest, request)))


@staff(can_see_money)
@require_GET
def budget_line(request: HttpRequest, pk: int) -> HttpResponse:
    """A line with its sums, plan, obligations and entries, newest first."""
    return _shown(cast(StaffRequest, request), _line(request, pk))


@staff(can_retract)
@require_http_methods(["GET", "POST"])
def retract_money(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry back with a reason; others may not stand on it."""
    staff_request = cast(StaffRequest, request)
    entries = MoneyEntry.objects.select_related("line__office")
    entry = get_object_or_404(entries, pk=pk, office=office_of(staff_request))
    if request.method == "POST":
        try:
            retract_entry(entry=entry, reason=reason_of(request.POST), by=staff_request.user)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
            return _shown(staff_request, entry.line, problem=problem, at=f"retract-{pk}")
        messages.success(request, _("The entry is retracted; it stays in the history."))
    return redirect("budget-line", entry.line_id)


@staff(can_allocate)
@require_http_methods(["GET", "POST"])
def line_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """What an accountant does on a line: classify, plan by month, release, take back, carry."""
    staff_request = cast(StaffRequest, request)
    line = _line(request, pk)
    if act not in ACTS:
        raise Http404
    if request.method == "POST":
        try:
            said = ACTS[act](line, request.POST, staff_request.user)
        except (BadInput, FactRefused) as refused:
            at = f"release-{key_of(request.POST.get('case', ''))}" if act == "release" else act
            return _shown(staff_request, line, problem=sentence_beside(refused), at=at)
        messages.success(request, said)
    return redirect("budget-line", line.pk)


def _classify(line: BudgetLine, typed: Any, by: User) -> str:
    programmes = BudgetProgramme.objects.live().filter(office=line.office_id)
    programme = programmes.filter(pk=key_of(typed.get("programme", ""))).first()
    if programme is None:
        raise BadInput(_("Choose the programme."))
    classify_line(
        line=line,
        programme=programme,
        subprogramme="".join(typed.get("subprogramme", "").split()),
        specific="".join(typed.get("specific", "").split()),
        by=by,
    )
    return _("The line stands under its programme.")


def _plan(line: BudgetLine, typed: Any, by: User) -> str:
    months = {
        month: (
            _sum_of(typed.get(f"commitments-{month}", "")),
            _sum_of(typed.get(f"payments-{month}", "")),
        )
        for month in MONTHS
    }
    set_financing_plan(
        line=line,
        months=months,
        day=day_of(typed.get("day", "")),
        act=line_of(typed.get("act", ""), longest=200),
        by=by,
    )
    return _("The financing plan is recorded.")


def _sum_of(text: str) -> int:
    """A sum of a month; nothing typed, or noughts, is nothing."""
    return tiyn_of(text) if text.strip().strip("0,. \u00a0") else 0


def _release(line: BudgetLine, typed: Any, by: User) -> str:
    release(
        line=line,
        case_id=key_of(typed.get("case", "")),
        amount=tiyn_of(typed.get("amount", "")),
        day=day_of(typed.get("day", "")),
        act=line_of(typed.get("act", ""), longest=200),
        by=by,
    )
    return _("The commitment is released; the money is free again.")


def _take_back(line: BudgetLine, typed: Any, by: User) -> str:
    case = Case.objects.filter(
        office=line.office_id, pk=key_of(typed.get("case", "")), money__line=line
    ).first()
    if case is None:
        raise BadInput(_("No case of this number was paid from the line."))
    act = line_of(typed.get("act", ""), longest=200)
    if not act:
        raise BadInput(_("Name the paper by which the money came back."))
    take_back(
        line=line,
        case=case,
        amount=tiyn_of(typed.get("amount", "")),
        day=day_of(typed.get("day", "")),
        act=act,
        by=by,
    )
    return _("The money is back on the line.")


def _carry(line: BudgetLine, typed: Any, by: User) -> str:
    wanted = [part for part in typed.get("cases", "").replace(",", " ").split() if part]
    keys = [key_of(part.lstrip("№")) for part in wanted]
    if not all(keys):
        raise BadInput(_("Write the numbers of the cases, separated by commas."))
    carry_over(
        line=line,
        number=line_of(typed.get("number", ""), longest=60),
        day=day_of(typed.get("day", "")),
        title=line_of(typed.get("title", ""), longest=200),
        case_ids=keys or None,
        by=by,
    )
    return _("The obligations stand on the line of the next year.")


ACTS: dict[str, Callable[[BudgetLine, Any, User], str]] = {
    "classify": _classify,
    "plan": _plan,
    "release": _release,
    "take-back": _take_back,
    "carry": _carry,
}
