"""Fuel aid by the lists of employers: each specialist judged before the list is decided."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_see_persons
from qamtu.assistance.fuel_aid import MEASURE
from qamtu.assistance.fuel_aid_lists import Listed, decide_list, judge_list
from qamtu.assistance.models import Decision
from qamtu.casework.explaining import refusals
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.rules.facts import FactsRefused
from qamtu.rules.fuel_aid.formulas import GROUNDS, PROGRAMME, SECTORS
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.trace import trace_of
from qamtu.web.facts import sentence_of_rules
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import BadInput, day_of, digits_of

LISTED = 100
MOST = 2000
WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing)


def _sentence(problem: Exception) -> str:
    return sentence_of_rules(problem, PROGRAMME)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def fuel_aid(request: HttpRequest) -> HttpResponse:
    """A list of numbers is read and judged; what was seen is then decided at once."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    rows: list[dict[str, Any]] = []
    unknown: list[str] = []
    if request.method == "POST":
        if not can_decide(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            listed, unknown = _read(staff_request, office)
            rows = _judged(office, listed)
            if "decide" in request.POST:
                if unknown:
                    raise BadInput(_("Correct or take out the numbers that are not found first."))
                decide_list(office=office, listed=listed, by=staff_request.user)
                messages.success(
                    request, _("The list is decided: %(count)s.") % {"count": len(listed)}
                )
                return redirect("fuel-aid")
        except WRONG as refused:
            problem = _sentence(refused)
    decisions = (
        Decision.objects.live()
        .filter(office=office, case__measure=MEASURE.code)
        .select_related("case__person", "assessment")
        .order_by("-year", "-number")[:LISTED]
    )
    context = {
        "office": office,
        "rows": rows,
        "unknown": unknown,
        "assigned": sum(row["amount"] for row in rows),
        "decisions": decisions,
        "sectors": [(code, names) for code, names in SECTORS.items()],
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "problem_at": "list",
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/fuel_aid.html", context, status=422 if problem else 200)


def _read(request: StaffRequest, office: Office) -> tuple[list[Listed], list[str]]:
    """The specialists of the list, and the lines in which no person was found."""
    typed = request.POST
    lines = [line.strip() for line in typed.get("numbers", "").splitlines() if line.strip()]
    if not lines:
        raise BadInput(_("Write the numbers of the specialists, one in a line."))
    if len(lines) > MOST:
        raise BadInput(_("At most %(most)s in a list.") % {"most": MOST})
    day, decided_on = day_of(typed.get("day", "")), day_of(typed.get("decided_on", ""))
    if decided_on < day:
        raise BadInput(_("The decision is before the list."))
    facts = {
        "sector": typed.get("sector", ""),
        "is_state_body": "is_state_body" in typed,
        "works_in_village": "works_in_village" in typed,
        "lives_in_village": "lives_in_village" in typed,
    }
    numbers = [digits_of(line) for line in lines]
    known = {one.iin: one for one in Person.objects.filter(office=office, iin__in=set(numbers))}
    listed = [Listed(known[iin], day, decided_on, dict(facts)) for iin in numbers if iin in known]
    return listed, [line for line, iin in zip(lines, numbers, strict=True) if iin not in known]


def _judged(office: Office, listed: list[Listed]) -> list[dict[str, Any]]:
    language = get_language() or "kk"
    rows = []
    for one, judgement in zip(listed, judge_list(office, listed), strict=True):
        grounds = [ground for ground in GROUNDS if judgement[ground]]
        told = refusals(trace_of(judgement), grounds, language, PROGRAMME.folder)
        rows.append({"person": one.person, "amount": int(judgement["amount"]), "grounds": told})
    return rows
