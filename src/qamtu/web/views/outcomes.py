"""What came of the measures of employment: figures with charts, the people behind, watches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_export, can_register, can_retract, can_see_persons
from qamtu.casework.models import Case
from qamtu.employment.finished import MEASURES_WITH_OUTCOMES
from qamtu.employment.models import JobWatch, Referral
from qamtu.employment.outcome_groups import (
    GROUPED_BY,
    MEASURE_NAMES,
    GroupsOf,
    groups_of,
    names_of,
    tallies,
)
from qamtu.employment.outcome_sheet import print_outcomes
from qamtu.employment.outcome_words import OF_ONE, STATES, VERDICTS, evidence
from qamtu.employment.outcomes import Outcome, Tally, Verdict, lasting_months, outcomes, tally
from qamtu.employment.permanent_job import WATCHED_AFTER
from qamtu.employment.sightings import State
from qamtu.employment.watches import DueWatch, Found, Watched, due_watches, strike_watch, watch_all
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry, Person
from qamtu.people.registry import log_access
from qamtu.web.dates import ReportDates, report_dates
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import BadInput, day_of, key_of, line_of, reason_of, sentence_beside

PER_PAGE = 100
DUE_PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LASTING_SHOWN = (Verdict.LASTING, Verdict.LOST, Verdict.UNSEEN)


@dataclass(frozen=True)
class Asked:
    """What a page of outcomes was asked for."""

    office: Office
    dates: ReportDates
    by: str
    measure: str
    months: int

    @property
    def query(self) -> str:
        return f"{self.dates.query}&by={self.by}&measure={self.measure}&months={self.months}"

    def found(self) -> list[Outcome]:
        return outcomes(
            self.office,
            start=self.dates.start,
            as_of=self.dates.as_of,
            known_at=self.dates.known_at,
            months=self.months,
            measures=(self.measure,) if self.measure else MEASURES_WITH_OUTCOMES,
        )

    def groups(self, found: list[Outcome]) -> GroupsOf:
        return groups_of(self.by, self.office, found, self.dates.known_at)


def _asked(request: HttpRequest) -> Asked:
    """From the address; what it does not say, or says wrongly, is as usual."""
    office = office_of(cast(StaffRequest, request))
    dates = report_dates(request, office)
    by, measure = request.GET.get("by", ""), request.GET.get("measure", "")
    months = request.GET.get("months", "")
    usual = lasting_months(office, dates.as_of)
    return Asked(
        office,
        dates,
        by if by in GROUPED_BY else "measure",
        measure if measure in MEASURES_WITH_OUTCOMES else "",
        int(months) if months in {str(one) for one in WATCHED_AFTER} else usual,
    )


def _segments(parts: Iterable[tuple[str, int]], whole: int) -> list[dict[str, Any]]:
    """The parts of a bar of the width 100, one after another, with the class of each."""
    segments, at = [], 0.0
    for code, number in parts:
        width = number * 100 / whole if whole else 0.0
        if number:
            segments.append({"code": code, "x": f"{at:.2f}", "width": f"{width:.2f}"})
        at += width
    return segments


def _line(name: str, key: str, row: Tally) -> dict[str, Any]:
    """A row of both tables, each number with what it opens to."""
    states = [(state.value, row.states[state]) for state in STATES]
    verdicts = [(verdict.value, row.verdicts[verdict]) for verdict in LASTING_SHOWN]
    return {
        "name": name,
        "key": key,
        "row": row,
        "states": states,
        "state_bar": _segments(states, row.finished),
        "verdicts": verdicts,
        "verdict_bar": _segments(verdicts, row.due),
        "early": row.verdicts[Verdict.EARLY],
        "share": f"{row.lasting * 100 / row.due:.1f}" if row.due else None,
    }


@staff(can_see_persons)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """What those who finished are now, what of it lasted, and what a lasting job cost."""
    asked = _asked(request)
    found = asked.found()
    rows = tallies(found, asked.groups(found))
    names = names_of(asked.by, list(rows), get_language() or "kk")
    whole = tally(found)
    return render(
        request,
        "web/outcomes.html",
        {
            "office": asked.office,
            "asked": asked,
            "dates": asked.dates,
            "lines": [_line(names[key], key, rows[key]) for key in names if key in rows],
            "whole": _line("", "", whole),
            "people": len(whole.people),
            "states": STATES.items(),
            "verdicts": [(code, VERDICTS[code]) for code in LASTING_SHOWN],
            "choices": GROUPED_BY.items(),
            "measures": MEASURE_NAMES.items(),
            "terms": WATCHED_AFTER,
            "can_export": can_export(cast(StaffRequest, request).user),
        },
    )


@staff(can_export)
@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """The same table and the cases behind it as xlsx."""
    asked = _asked(request)
    language = get_language() or "kk"
    found = asked.found()
    rows = tallies(found, asked.groups(found))
    printed = print_outcomes(
        found,
        rows,
        names_of(asked.by, list(rows), language),
        tally(found),
        start=asked.dates.start,
        as_of=asked.dates.as_of,
        months=asked.months,
        language=language,
    )
    response = HttpResponse(printed, content_type=XLSX)
    name = f"outcomes-{asked.office.code}-{asked.dates.as_of}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _chosen(request: HttpRequest, asked: Asked, found: list[Outcome]) -> list[Outcome]:
    """The outcomes behind one number: of a row, of a state, of what lasted."""
    row, state = request.GET.get("row", ""), request.GET.get("state", "")
    lasting = request.GET.get("lasting", "")
    if row:
        groups = asked.groups(found)
        found = [one for one in found if row in groups(one)]
    if state:
        found = [one for one in found if one.state == state]
    if lasting == "due":
        found = [one for one in found if one.verdict in LASTING_SHOWN]
    elif lasting:
        found = [one for one in found if one.verdict == lasting]
    return found


@staff(can_see_persons)
@require_GET
def behind(request: HttpRequest) -> HttpResponse:
    """The people and cases behind one number."""
    asked = _asked(request)
    language = get_language() or "kk"
    row, state = request.GET.get("row", ""), request.GET.get("state", "")
    lasting = request.GET.get("lasting", "")
    if (state and state not in STATES) or (lasting and lasting not in {*VERDICTS, "due"}):
        raise Http404
    found = _chosen(request, asked, asked.found())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    people = Person.objects.in_bulk({one.finish.person_id for one in page})
    shown = [
        {
            "one": one,
            "person": people[one.finish.person_id],
            "state": OF_ONE[one.state],
            "verdict": VERDICTS[one.verdict],
            "evidence": evidence(one, language),
        }
        for one in page
    ]
    titles = [names_of(asked.by, [row], language)[row]] if row else []
    titles += [STATES[State(state)][language]] if state else []
    titles += [VERDICTS[Verdict(lasting)][language]] if lasting not in ("", "due") else []
    titles += [_("the months are over")] if lasting == "due" else []
    context = {
        "office": asked.office,
        "asked": asked,
        "dates": asked.dates,
        "page": page,
        "shown": shown,
        "title": " · ".join(titles),
        "count": len(found),
        "persons": len({one.finish.person_id for one in found}),
        "paid": sum(one.paid for one in found),
        "measure": MEASURE_NAMES.get(asked.measure),
    }
    return render(request, "web/outcome_cases.html", context)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def watches(request: HttpRequest) -> HttpResponse:
    """Whom to look at again, the longest due first; what was found of many by one paper."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = watch_all(
                office=office,
                watched=_typed_watches(request.POST, office),
                day=day_of(request.POST.get("day", "")),
                evidence=line_of(request.POST.get("evidence", ""), longest=250),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("Recorded: %(count)s.") % {"count": len(made)})
            return redirect(request.get_full_path())
    return _shown_watches(staff_request, office, problem)


def _typed_watches(typed: QueryDict, office: Office) -> list[Watched]:
    """The lines of which something was said, one by one or of all the others at once.

    Raises `BadInput` where there is none.
    """
    said = []
    for name, chosen in typed.items():
        key, _dash, months = name.removeprefix("found-").partition("-")
        found = chosen or typed.get("rest", "")
        if name.startswith("found-") and found in set(Found):
            said.append(Watched(key_of(key), key_of(months), Found(str(found))))
    known = set(
        Case.objects.filter(office=office, pk__in=[one.case_id for one in said]).values_list(
            "pk", flat=True
        )
    )
    if not said or any(one.case_id not in known for one in said):
        raise BadInput(_("Choose of at least one person what was found."))
    return said


def _shown_watches(request: StaffRequest, office: Office, problem: str) -> HttpResponse:
    measure = request.GET.get("measure", "")
    measures = (measure,) if measure in MEASURES_WITH_OUTCOMES else MEASURES_WITH_OUTCOMES
    due = due_watches(office, date.today(), measures=measures)
    page = Paginator(due, DUE_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "office": office,
        "page": page,
        "rows": _due_rows(list(page), request.POST),
        "count": len(due),
        "measures": MEASURE_NAMES.items(),
        "measure": measure,
        "recent": JobWatch.objects.live()
        .filter(office=office)
        .select_related("case__person")
        .order_by("-pk")[:20],
        "can_register": can_register(request.user),
        "can_retract": can_retract(request.user),
        "problem": problem,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/watches.html", context, status=422 if problem else 200)


def _due_rows(due: list[DueWatch], typed: QueryDict) -> list[dict[str, Any]]:
    cases = Case.objects.select_related("person").in_bulk([one.finish.case_id for one in due])
    employers = _employers([one.finish.case_id for one in due])
    return [
        {
            "due": one,
            "case": cases[one.finish.case_id],
            "employer": employers.get(one.finish.case_id),
            "name": f"found-{one.finish.case_id}-{one.after_months}",
            "typed": typed.get(f"found-{one.finish.case_id}-{one.after_months}", ""),
        }
        for one in due
    ]


def _employers(cases: list[int]) -> dict[int, Any]:
    """By case, the employer to whom the person was referred."""
    found = Referral.objects.live().filter(case__in=cases).select_related("organization")
    return {one.case_id: one.organization for one in found}


@staff(can_retract)
@require_POST
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a watch back with its reason."""
    staff_request = cast(StaffRequest, request)
    found = get_object_or_404(
        JobWatch.objects.live().select_related("case__person"),
        pk=pk,
        office=office_of(staff_request),
    )
    try:
        strike_watch(watch=found, reason=reason_of(request.POST), by=staff_request.user)
    except (BadInput, FactRefused) as refused:
        messages.error(request, sentence_beside(refused))
    else:
        assert found.case.person is not None, "people are watched"
        log_access(
            person=found.case.person, by=staff_request.user, act=AccessEntry.Act.CHANGED,
            detail={"case": found.case_id},
        )  # fmt: skip
        messages.success(request, _("The watch is retracted."))
    return redirect("watches")
