"""The law of the district: what is entered with its act, and what another law would change."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_see_money, can_set_local_law
from qamtu.assistance.reassessment import (
    Reassessment,
    more_by_source,
    read_change,
    reassess_all,
)
from qamtu.casework.local_law import enter_value, law_on, parameters_set_here
from qamtu.casework.models import LocalValue
from qamtu.ledger.models import FactRefused
from qamtu.rules.parameters import ParameterMissing, parameters, unit_names
from qamtu.rules.quarters import quarter_of
from qamtu.rules.targeted_assistance.facts import PROGRAMME
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import BadInput, day_of, line_of, reason_of, sentence_beside
from qamtu.web.views.assistance import sentence_of_problem


@staff(can_see_money)
@require_http_methods(["GET", "POST"])
def local_law(request: HttpRequest) -> HttpResponse:
    """The figures that an act sets for this district: entered with the act, retracted with why."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    declared = parameters_set_here()
    may_enter = can_set_local_law(staff_request.user)
    if request.method == "POST":
        if not may_enter:
            return render(request, "web/forbidden.html", status=403)
        try:
            if "retract" in request.POST:
                retracted = request.POST["retract"]
                value = get_object_or_404(
                    LocalValue, pk=int(retracted) if retracted.isdigit() else 0, office=office
                )
                value.retract(reason=reason_of(request.POST), by=staff_request.user)
            else:
                _enter(staff_request)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("Recorded."))
            return redirect("local-law")
    language = get_language() or "kk"
    values = LocalValue.objects.filter(office=office).select_related("recorded_by")
    return render(
        request,
        "web/local_law.html",
        {
            "office": office,
            "values": [
                (
                    value,
                    _parameter_name(declared.get(value.parameter), value.parameter, language),
                    _unit_of(declared.get(value.parameter), language),
                )
                for value in values
            ],
            "declared": [
                (code, _parameter_name(one, code, language), unit_names(one.unit)[language])
                for code, one in declared.items()
            ],
            "may_enter": may_enter,
            "typed": request.POST,
            "problem": problem,
            "quarter": quarter_of(date.today()),
        },
        status=422 if problem else 200,
    )


def _parameter_name(parameter: Any, code: str, language: str) -> str:
    return parameter.names[language] if parameter and parameter.names else code


def _unit_of(parameter: Any, language: str) -> str:
    return unit_names(parameter.unit)[language] if parameter else ""


def _enter(request: StaffRequest) -> None:
    text = request.POST.get("value", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise BadInput(_("Write the value as a number, for example 24011,40.")) from None
    if not value.is_finite() or value >= 10**12 or value != round(value, 6):
        raise BadInput(_("Write the value as a number, for example 24011,40."))
    last = request.POST.get("valid_to", "")
    enter_value(
        office=office_of(request),
        parameter=request.POST.get("parameter", ""),
        value=value,
        valid_from=day_of(request.POST.get("valid_from", ""), may_be_later=True),
        valid_to=day_of(last, may_be_later=True) if last else None,
        act=line_of(request.POST.get("act", ""), longest=250),
        by=request.user,
    )


@staff(can_decide)
@require_GET
def what_if(request: HttpRequest) -> HttpResponse:
    """All families judged again for a day, or for a changed law: who gains, who loses, the cost."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    language = get_language() or "kk"
    typed = request.GET
    day = date.today()
    context: dict[str, Any] = {
        "office": office,
        "parameters": [
            (code, _parameter_name(one, code, language), unit_names(one.unit)[language])
            for code, one in parameters(PROGRAMME.folder).items()
        ],
        "anonymous": "anonymous" in typed,
        **{name: typed.get(name, "") for name in ("parameter", "value", "parameter2", "value2")},
    }
    if typed.get("day"):
        try:
            day = day_of(typed["day"], may_be_later=True)
            law = law_on(office, PROGRAMME.folder, day)
            changed = dict(
                read_change(f"{typed[name]}={typed.get(value, '')}", law)
                for name, value in (("parameter", "value"), ("parameter2", "value2"))
                if typed.get(name)
            )
            result = reassess_all(office=office, day=day, changed=changed)
        except ValueError:
            context["problem"] = _("Write the new value as a number, for example 0,7 or 24011,40.")
        except (BadInput, ParameterMissing) as refused:
            context["problem"] = sentence_of_problem(refused)
        else:
            context |= _reassessed(result, office, language, is_anonymous="anonymous" in typed)
    context["day"] = day
    status = 422 if context.get("problem") else 200
    return render(request, "web/what_if.html", context, status=status)


def _reassessed(
    result: Reassessment, office: Office, language: str, *, is_anonymous: bool
) -> dict[str, Any]:
    before, after = result.total("before"), result.total("after")
    places = result.by_place(language, is_anonymous=is_anonymous)
    widest = max((max(place.before, place.after) for place in places), default=0) or 1
    return {
        "result": result,
        "counted": result.counted(),
        "before": before,
        "after": after,
        "cost": more_by_source(office, result),
        "places": [
            (place, place.before * 100 // widest, place.after * 100 // widest) for place in places
        ],
    }
