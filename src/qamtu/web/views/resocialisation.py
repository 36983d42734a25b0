"""Resocialisation: whom the office supports, what they need and got, the NGOs' contracts."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.permissions import can_decide, can_see_persons
from qamtu.casework.models import Case
from qamtu.casework.workflow import APPROVED
from qamtu.employment import resocialisation as measure
from qamtu.employment.models import SupportService
from qamtu.employment.resocialisation_support import (
    KINDS,
    MEASURE,
    OUTCOMES,
    change_needs,
    complete,
    give_service,
    in_support,
    people_served,
    record_outcome,
    served_by,
    take_in,
)
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry, Person
from qamtu.people.registry import log_access
from qamtu.procurement.models import Contract
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    sentence_beside,
)

LISTED = 100


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def resocialisation(request: HttpRequest) -> HttpResponse:
    """Who is supported, the contracts with their people; taking a person in."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_decide(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            iin = digits_of(request.POST.get("iin", ""))
            person = Person.objects.filter(office=office, iin=iin).first() if iin else None
            if person is None:
                raise BadInput(_("Nobody in the register has this IIN."))
            case = take_in(
                person=person,
                needs=request.POST.getlist("needs"),
                paper=line_of(request.POST.get("paper", ""), longest=120),
                day=day_of(request.POST.get("day", "")),
                by=staff_request.user,
                note=line_of(request.POST.get("note", ""), longest=500),
            )
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The support is opened."))
            return redirect("support", case.pk)
    contracts = Contract.objects.live().filter(office=office, case__measure=measure.MEASURE.code)
    served = people_served(office)
    context = {
        "office": office,
        "cases": in_support(office)[:LISTED],
        "contracts": [
            (one, served.get(one.pk, 0))
            for one in contracts.select_related("supplier").with_sums()[:20]
        ],
        "kinds": KINDS.items(),
        "needs": request.POST.getlist("needs"),
        "typed": request.POST,
        "problem": problem,
        "can_decide": can_decide(staff_request.user),
        "today": date.today(),
    }
    return render(request, "web/resocialisation.html", context, status=422 if problem else 200)


def _case(request: StaffRequest, pk: int) -> Case:
    cases = Case.objects.of_measure(MEASURE.code).select_related("person", "office")
    return get_object_or_404(cases, pk=pk, office=office_of(request))


@staff(can_see_persons)
@require_GET
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's support; every look is logged."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _case(staff_request, pk))


def _shown(request: StaffRequest, case: Case, problem: str = "", at: str = "") -> HttpResponse:
    person = case.person
    assert person is not None, "people are supported"
    log_access(person=person, by=request.user, act=AccessEntry.Act.READ, detail={"case": case.pk})
    needs = list(case.support_needs.filter(retracted_at=None).select_related("status"))
    services = case.support_services.filter(retracted_at=None)
    context = {
        "office": case.office,
        "case": case,
        "needs": [(one, [KINDS[kind] for kind in one.needs]) for one in needs],
        "status": needs[-1].status if needs else None,
        "services": [
            (one, KINDS[one.kind]) for one in services.select_related("contract__supplier")
        ],
        "outcomes": [
            (one, OUTCOMES[one.outcome]) for one in case.support_outcomes.filter(retracted_at=None)
        ],
        "kinds": KINDS.items(),
        "outcome_names": OUTCOMES.items(),
        "contracts": Contract.objects.live()
        .filter(office=case.office, case__measure=measure.MEASURE.code)
        .select_related("supplier"),
        "typed": request.POST,
        "problem": problem,
        "problem_at": at,
        "can_decide": can_decide(request.user) and case.state == APPROVED,
        "today": date.today(),
    }
    return render(request, "web/support.html", context, status=422 if problem else 200)


@staff(can_decide)
@require_POST
def support_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act of support: needs, a service, an outcome, the end."""
    staff_request = cast(StaffRequest, request)
    case = _case(staff_request, pk)
    done = {
        "needs": _needs, "service": _service, "outcome": _outcome, "complete": _complete,
    }.get(act)  # fmt: skip
    if done is None:
        raise Http404
    try:
        done(staff_request, case, day_of(request.POST.get("day", "")))
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, case, sentence_beside(refused), act)
    messages.success(request, _("Recorded."))
    return redirect("support", case.pk)


def _needs(request: StaffRequest, case: Case, day: date) -> None:
    change_needs(
        case=case,
        needs=request.POST.getlist("needs"),
        paper=line_of(request.POST.get("paper", ""), longest=120),
        day=day,
        by=request.user,
        note=line_of(request.POST.get("note", ""), longest=500),
    )


def _service(request: StaffRequest, case: Case, day: date) -> None:
    key = key_of(request.POST.get("contract", ""))
    contract = get_object_or_404(Contract, pk=key, office=case.office) if key else None
    give_service(
        case=case,
        kind=request.POST.get("kind", ""),
        day=day,
        by=request.user,
        contract=contract,
        note=line_of(request.POST.get("note", ""), longest=250),
    )


def _outcome(request: StaffRequest, case: Case, day: date) -> None:
    record_outcome(
        case=case,
        outcome=request.POST.get("outcome", ""),
        day=day,
        by=request.user,
        paper=line_of(request.POST.get("paper", ""), longest=120),
    )


def _complete(request: StaffRequest, case: Case, day: date) -> None:
    complete(case=case, day=day, by=request.user)


@staff(can_see_persons)
@require_GET
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """An NGO's contract: its sum, the people whom it served, services and outcomes."""
    office = office_of(cast(StaffRequest, request))
    contracts = Contract.objects.live().filter(office=office, case__measure=measure.MEASURE.code)
    found = get_object_or_404(contracts.select_related("supplier").with_sums(), pk=pk)
    served = served_by(found)
    services = SupportService.objects.live().filter(contract=found).select_related("case__person")
    context = {
        "office": office,
        "contract": found,
        "served": served,
        "services": [(KINDS[code], count) for code, count in served.services],
        "outcomes": [(OUTCOMES[code], count) for code, count in served.outcomes],
        "people": list({one.case_id: one.case for one in services}.values()),
    }
    return render(request, "web/resocialisation_contract.html", context)
