"""The desk of the day, and the board of all measures."""

from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qamtu.accessibility.complaints import open_complaints
from qamtu.accounts.permissions import can_see_figures
from qamtu.casework.deadlines import due_on
from qamtu.casework.measures import SECTIONS
from qamtu.casework.models import Case, CaseEvent
from qamtu.finance.models import BudgetLine, Source
from qamtu.reporting.catalogue import MEASURES, section_of
from qamtu.reporting.report import Figure
from qamtu.reporting.sentences import SOURCE_NAMES
from qamtu.web.dates import report_dates
from qamtu.web.guards import StaffRequest, office_of, staff

WAITING_SHOWN = 40
COMPLAINTS_SHOWN = 10


@staff(can_see_figures)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, what is due, what is late; and the last things that happened."""
    office = office_of(cast(StaffRequest, request))
    sees_persons = cast(StaffRequest, request).user.office_id is not None
    today = date.today()
    waiting = Case.objects.filter(office=office).waiting()
    by_measure = list(
        waiting.values("measure").annotate(count=Count("pk")).order_by("-count", "measure")
    )
    rows = []
    if sees_persons:
        oldest = (
            waiting.select_related("person", "organization", "facility", "household")
            .prefetch_related("household__members__person")
            .order_by("state_since", "pk")[:WAITING_SHOWN]
        )
        for case in oldest:
            due = due_on(case, MEASURES[case.measure])
            urgency = ""
            if due is not None:
                soon = due <= today + timedelta(days=2)
                urgency = "late" if due < today else "due" if soon else ""
            rows.append({"case": case, "due": due, "urgency": urgency})
    recent = (
        CaseEvent.objects.live()
        .filter(office=office)
        .select_related("case__person", "case__organization", "case__facility", "recorded_by")
        .order_by("-pk")[:12]
        if sees_persons
        else []
    )
    return render(
        request,
        "web/desk.html",
        {
            "office": office,
            "by_measure": by_measure,
            "rows": rows,
            "late": sum(row["urgency"] == "late" for row in rows),
            "due": sum(row["urgency"] == "due" for row in rows),
            "waiting_count": sum(row["count"] for row in by_measure),
            "recent": recent,
            "complaints": open_complaints(office)[:COMPLAINTS_SHOWN] if sees_persons else [],
            "today": today,
        },
    )


def _bar(figure: Figure) -> dict[str, Any]:
    fact, plan = figure.fact or 0, figure.plan or 0
    scale = max(fact, plan, 1)
    return {
        "figure": figure,
        "fact": fact,
        "plan": plan,
        "fact_width": round(fact * 100 / scale, 1),
        "plan_at": round(plan * 100 / scale, 1),
    }


@staff(can_see_figures)
def board(request: HttpRequest) -> HttpResponse:
    """Plan and fact of every measure, and its money by source."""
    office = office_of(cast(StaffRequest, request))
    dates = report_dates(request, office)
    report = dates.report(office)
    sections: dict[str, list[dict[str, Any]]] = {code: [] for code in SECTIONS}
    for figure in report.figures:
        if figure.fact is not None or figure.plan is not None:
            sections[section_of(figure.indicator.code)].append(_bar(figure))
    return render(
        request,
        "web/board.html",
        {
            "office": office,
            "dates": dates,
            "sections": [(SECTIONS[code], bars) for code, bars in sections.items() if bars],
            "money": _money(office.pk, dates.as_of.year),
            "source_names": SOURCE_NAMES,
        },
    )


def _money(office: int, year: int) -> list[dict[str, Any]]:
    lines = BudgetLine.objects.filter(office_id=office, year=year)
    rows = []
    for source in Source.values:
        sums = lines.filter(source=source).aggregate(
            allocated=Sum("allocated"), committed=Sum("committed"), paid=Sum("paid")
        )
        if sums["allocated"]:
            rows.append(
                {
                    "source": SOURCE_NAMES[source],
                    **sums,
                    "paid_share": round(sums["paid"] * 100 / sums["allocated"], 1),
                    "committed_share": round(sums["committed"] * 100 / sums["allocated"], 1),
                    "measures": lines.filter(source=source).order_by("-allocated"),
                }
            )
    return rows
