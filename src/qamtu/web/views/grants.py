"""Startup grants: rounds, applications judged as they come, the commission, awards, protocol."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.casework.explaining import refusals
from qamtu.documents.paper import MEDIA_TYPES
from qamtu.employment.grant_papers import print_protocol
from qamtu.employment.grants import (
    add_member,
    apply_for_grant,
    award,
    awarded_of,
    open_round,
    ranking,
    score,
)
from qamtu.employment.models import CommissionMember, GrantApplication, GrantRound
from qamtu.employment.startup_grant import CATEGORIES
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.startup_grant.formulas import PROGRAMME
from qamtu.web.facts import sentence_of_fact, sentence_of_missing
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    sentence_beside,
    tiyn_of,
)

ROWS = 6  # of an estimate
WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing)


def _sentence(problem: Exception) -> str:
    if isinstance(problem, FactsRefused):
        return sentence_of_fact(problem, PROGRAMME)
    if isinstance(problem, ParameterMissing):
        return sentence_of_missing(problem)
    assert isinstance(problem, BadInput | FactRefused)
    return sentence_beside(problem)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def grants(request: HttpRequest) -> HttpResponse:
    """The rounds of the office; opening one."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_decide(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = open_round(
                office=office,
                opens_on=day_of(request.POST.get("opens_on", ""), may_be_later=True),
                closes_on=day_of(request.POST.get("closes_on", ""), may_be_later=True),
                money=tiyn_of(request.POST.get("money", "")),
                by=staff_request.user,
            )
        except WRONG as refused:
            problem = _sentence(refused)
        else:
            messages.success(request, _("The round is open."))
            return redirect("grant-round", made.pk)
    rounds = GrantRound.objects.filter(office=office)
    context = {
        "office": office,
        "rounds": [(one, awarded_of(one)) for one in rounds],
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "web/grants.html", context, status=422 if problem else 200)


def _round(request: StaffRequest, pk: int) -> GrantRound:
    return get_object_or_404(
        GrantRound.objects.select_related("office"), pk=pk, office=office_of(request)
    )


def _shown(
    request: StaffRequest, round: GrantRound, *, problem: str = "", at: str = ""
) -> HttpResponse:
    language = get_language() or "kk"
    members = list(round.members.all())
    places = {one.application.pk: one for one in ranking(round)}
    rows: list[dict[str, Any]] = []
    applications = round.applications.filter(retracted_at=None).select_related(
        "person", "assessment", "case"
    )
    for one in applications.prefetch_related("scores", "awards"):
        given = {said.member_id: said for said in one.scores.all() if said.retracted_at is None}
        rows.append(
            {
                "application": one,
                "place": places.get(one.pk),
                "award": next((a for a in one.awards.all() if a.retracted_at is None), None),
                "scores": [(member, given.get(member.pk)) for member in members],
                "refusals": refusals(
                    one.assessment.trace, one.assessment.grounds, language, PROGRAMME.folder
                ),
            }
        )
    rows.sort(key=lambda row: (row["place"] is None, row["place"].place if row["place"] else 0))
    awarded = awarded_of(round)
    context: dict[str, Any] = {
        "round": round,
        "awarded": awarded,
        "left": round.money - awarded,
        "members": members,
        "rows": rows,
        "categories": CATEGORIES.items(),
        "estimate": range(1, ROWS + 1),
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/grant_round.html", context, status=422 if problem else 200)


@staff(can_see_persons)
@require_GET
def grant_round(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: its ranking, points, awards and money."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _round(staff_request, pk))


@staff(can_register)
@require_POST
def grant_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act in a round: apply, member, score, award."""
    staff_request = cast(StaffRequest, request)
    round = _round(staff_request, pk)
    done = {"apply": _apply, "member": _member, "score": _score, "award": _award}.get(act)
    if done is None:
        raise Http404
    if act != "apply" and not can_decide(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    key = request.POST.get("application")
    try:
        said = done(staff_request, round)
    except WRONG as refused:
        at = act if key is None else f"{act}-{key_of(key)}"
        return _shown(staff_request, round, problem=_sentence(refused), at=at)
    messages.success(request, said)
    return redirect("grant-round", pk)


def _apply(request: StaffRequest, round: GrantRound) -> str:
    typed = request.POST
    iin = digits_of(typed.get("iin", ""))
    person = Person.objects.filter(office=round.office, iin=iin).first() if iin else None
    if person is None:
        raise BadInput(_("Nobody in the register has this IIN."))
    facts: dict[str, object] = {"is_excluded_activity": bool(typed.get("is_excluded_activity"))}
    if typed.get("certified_on"):
        facts["certified_on"] = day_of(str(typed["certified_on"]))
    if typed.get("may_not_work"):
        facts["may_work"] = False
    made = apply_for_grant(
        round=round,
        person=person,
        project=line_of(typed.get("project", ""), longest=250),
        activity=line_of(typed.get("activity", ""), longest=250),
        estimate=_estimate(typed),
        category=typed.get("category", ""),
        day=day_of(typed.get("day", "")),
        by=request.user,
        facts=facts,
    )
    if made.assessment.is_entitled:
        return _("The application is admitted.")
    return _("The application is refused by the rules of the day.")


def _estimate(typed: QueryDict) -> list[tuple[str, int]]:
    rows = []
    for number in range(1, ROWS + 1):
        what = line_of(typed.get(f"what-{number}", ""), longest=120)
        tiyn = typed.get(f"sum-{number}", "").strip()
        if what or tiyn:
            rows.append((what, tiyn_of(tiyn)))
    return rows


def _member(request: StaffRequest, round: GrantRound) -> str:
    name = line_of(request.POST.get("name", ""), longest=120)
    if not name or round.members.filter(name=name).exists():
        raise BadInput(_("Write the name of a member who is not there yet."))
    add_member(round=round, name=name, post=line_of(request.POST.get("post", ""), longest=200))
    return _("The member is added.")


def _application(request: StaffRequest, round: GrantRound) -> GrantApplication:
    return get_object_or_404(
        GrantApplication.objects.live().select_related("person", "case", "assessment"),
        pk=key_of(request.POST.get("application", "")),
        round=round,
    )


def _score(request: StaffRequest, round: GrantRound) -> str:
    member = get_object_or_404(
        CommissionMember, pk=key_of(request.POST.get("member", "")), round=round
    )
    has_conflict = bool(request.POST.get("has_conflict"))
    points = digits_of(request.POST.get("points", ""))
    score(
        application=_application(request, round),
        member=member,
        points=None if has_conflict or not points else min(int(points), 1000),
        has_conflict=has_conflict,
        by=request.user,
    )
    return _("The points are recorded.")


def _award(request: StaffRequest, round: GrantRound) -> str:
    day = day_of(request.POST.get("day", ""))
    made = award(application=_application(request, round), day=day, by=request.user)
    return _("The grant is awarded: contract № %(number)s.") % {"number": made.number}


@staff(can_see_persons)
@require_GET
def grant_protocol(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """The protocol of a round as docx or pdf."""
    round = _round(cast(StaffRequest, request), pk)
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    printed = print_protocol(round, language, form)
    response = HttpResponse(printed, content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="protocol-{pk}-{language}.{form}"'
    return response
