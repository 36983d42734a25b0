"""Rounds of startup grants: applications, the commission's scores, the ranking and the protocol."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_retract, can_see_persons
from qamtu.casework.explaining import explain, refusals
from qamtu.documents.paper import MEDIA_TYPES
from qamtu.employment.grant_applications import (
    Applied,
    Item,
    Judged,
    apply_for_grant,
    judge_applications,
    lawful_categories,
)
from qamtu.employment.grant_awards import award_all, draw_protocol, retract_protocol
from qamtu.employment.grant_papers import outcome_of, print_protocol
from qamtu.employment.grant_rounds import (
    USUAL_CRITERIA,
    Criterion,
    awarded_in,
    dismiss_member,
    name_member,
    open_round,
    take_back_round,
)
from qamtu.employment.grant_scores import Scored, most_points, ranking, score_all
from qamtu.employment.models import (
    GrantApplication,
    GrantDecision,
    GrantMember,
    GrantProtocol,
    GrantRound,
    GrantSheet,
)
from qamtu.employment.startup_grant import CATEGORIES, MEASURE
from qamtu.finance.models import BudgetLine
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry, Person
from qamtu.people.registry import log_access
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.startup_grant.formulas import PROGRAMME
from qamtu.rules.trace import trace_of
from qamtu.trilingual import Names
from qamtu.web.facts import sentence_of_fact, sentence_of_missing
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
    tiyn_of,
    whole_number_of,
)

CRITERIA = 8
ROWS, MOST_ROWS = 5, 40
LONGEST_SUMMARY = 4000
MOST_POINTS = 1000


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def grants(request: HttpRequest) -> HttpResponse:
    """The rounds, newest first, with what is asked and awarded; a new round."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_decide(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = _open(staff_request, office)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The round is announced."))
            return redirect("grant-round", made.pk)
    rounds = GrantRound.objects.live().filter(office=office).select_related("line")
    live = Q(applications__retracted_at=None)
    awards = GrantDecision.objects.live().filter(round=OuterRef("pk")).order_by()
    context = {
        "office": office,
        "rounds": [
            (one, one.awarded or 0)
            for one in rounds.annotate(
                applied=Count("applications", filter=live),
                asked=Sum("applications__asked", filter=live),
                awarded=Subquery(awards.values("round").values(sum=Sum("amount"))),
            )
        ],
        "lines": BudgetLine.objects.filter(office=office, measure=MEASURE.code),
        "criteria": _criteria_shown(),
        "typed": request.POST,
        "problem": problem,
        "problem_at": "",
        "can_decide": can_decide(staff_request.user),
        "today": date.today(),
    }
    return render(request, "web/grants.html", context, status=422 if problem else 200)


def _criteria_shown() -> list[tuple[int, Criterion | None]]:
    usual: list[Criterion | None] = list(USUAL_CRITERIA)
    return list(enumerate(usual + [None] * (CRITERIA - len(usual))))


def _open(request: StaffRequest, office: Office) -> GrantRound:
    typed = request.POST
    line = get_object_or_404(BudgetLine, pk=key_of(typed.get("line", "")), office=office)
    criteria = []
    for row in range(CRITERIA):
        kk = line_of(typed.get(f"kk-{row}", ""), longest=160)
        if kk:
            ru = line_of(typed.get(f"ru-{row}", ""), longest=160) or kk
            usual = next((one.names for one in USUAL_CRITERIA if one.names.kk == kk), None)
            criteria.append(
                Criterion(
                    Names(kk, ru, usual.en if usual else ru),
                    whole_number_of(typed.get(f"most-{row}", ""), most=MOST_POINTS),
                    whole_number_of(typed.get(f"weight-{row}", "") or "1", most=MOST_POINTS),
                )
            )
    return open_round(
        office=office,
        line=line,
        money=tiyn_of(typed.get("money", "")),
        opens_on=day_of(typed.get("opens_on", ""), may_be_later=True),
        closes_on=day_of(typed.get("closes_on", ""), may_be_later=True),
        act=line_of(typed.get("act", ""), longest=250),
        criteria=criteria,
        quorum=whole_number_of(typed.get("quorum", ""), most=MOST_POINTS),
        least=int(digits_of(typed.get("least", ""))[:4] or 0),
        by=request.user,
    )


def _round(request: StaffRequest, pk: int) -> GrantRound:
    return get_object_or_404(
        GrantRound.objects.select_related("office", "line"), pk=pk, office=office_of(request)
    )


@staff(can_see_persons)
@require_GET
def grant_round(request: HttpRequest, pk: int) -> HttpResponse:
    """A round: who applied, what the commission gave, the ranking, the protocol, the awards."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _round(staff_request, pk))


def _shown(
    request: StaffRequest, found: GrantRound, problem: str = "", at: str = ""
) -> HttpResponse:
    criteria = list(found.criteria.filter(retracted_at=None))
    members = list(found.members.filter(retracted_at=None))
    applications = (
        GrantApplication.objects.live()
        .filter(round=found)
        .select_related("person", "case", "assessment")
    )
    protocol = found.protocols.filter(retracted_at=None).first()
    chosen = key_of(request.POST.get("member", "") or request.GET.get("member", ""))
    member = next((one for one in members if one.pk == chosen), None)
    typed = digits_of(request.GET.get("iin", ""))
    awarded = awarded_in(found)
    context = {
        "office": found.office,
        "round": found,
        "awarded": awarded,
        "left": found.money - awarded,
        "criteria": criteria,
        "most": most_points(criteria),
        "members": members,
        "member": member,
        "applications": applications,
        "waiting": sum(one.case.state == "registered" for one in applications),
        "grid": _grid(request, found, member) if member and not protocol else [],
        "ranked": [] if protocol else ranking(found),
        "protocol": protocol,
        "rows": _rows_of(protocol) if protocol else [],
        "iin": request.GET.get("iin", ""),
        "nobody": bool(typed)
        and not Person.objects.filter(office=found.office, iin=typed).exists(),
        "typed": request.POST,
        "problem": problem,
        "problem_at": at,
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "can_retract": can_retract(request.user),
        "today": date.today(),
    }
    return render(request, "web/grant_round.html", context, status=422 if problem else 200)


def _rows_of(protocol: GrantProtocol) -> list[dict[str, Any]]:
    """The rows of a protocol, each with what became of it."""
    states = dict(
        GrantApplication.objects.filter(round=protocol.round).values_list("pk", "case__state")
    )
    decisions = {
        one.application_id: one for one in GrantDecision.objects.live().filter(protocol=protocol)
    }
    return [
        {
            **row,
            "outcome": outcome_of(row),
            "state": states.get(row["application"], ""),
            "decision": decisions.get(row["application"]),
        }
        for row in protocol.rows
    ]


def _grid(request: StaffRequest, found: GrantRound, member: GrantMember) -> list[Any]:
    """The waiting applications with the points that the member gave, or that were typed."""
    sheets = {
        sheet.application_id: sheet for sheet in GrantSheet.objects.live().filter(member=member)
    }
    criteria = list(found.criteria.filter(retracted_at=None))
    grid = []
    for application in (
        GrantApplication.objects.live()
        .filter(round=found, case__state="checked")
        .select_related("person")
    ):
        sheet = sheets.get(application.pk)
        cells = []
        for criterion in criteria:
            name = f"p-{application.pk}-{criterion.pk}"
            given = sheet.points.get(str(criterion.pk), "") if sheet else ""
            cells.append((name, criterion, request.POST.get(name, given)))
        grid.append((application, sheet, cells, f"c-{application.pk}"))
    return grid


@staff(can_register)
@require_POST
def round_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act in a round: a member, scores, the protocol, the awards."""
    staff_request = cast(StaffRequest, request)
    found = _round(staff_request, pk)
    acts = {
        "member": (_name, can_decide),
        "dismiss": (_dismiss, can_decide),
        "scores": (_score, can_register),
        "protocol": (_protocol, can_decide),
        "retract": (_retract, can_retract),
        "award": (_award, can_decide),
        "take-back": (_take_back, can_retract),
    }
    if act not in acts:
        raise Http404
    done, may = acts[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        done(staff_request, found)
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, found, sentence_beside(refused), act)
    messages.success(request, _("Recorded."))
    if act == "take-back":
        return redirect("grants")
    member = key_of(request.POST.get("member", ""))
    response = redirect("grant-round", found.pk)
    if act == "scores" and member:
        response["Location"] += f"?member={member}#scores"
    return response


def _name(request: StaffRequest, found: GrantRound) -> None:
    typed = request.POST
    name_member(
        round=found,
        name=line_of(typed.get("name", ""), longest=160),
        post=line_of(typed.get("post", ""), longest=200),
        is_external="is_external" in typed,
        by=request.user,
    )


def _dismiss(request: StaffRequest, found: GrantRound) -> None:
    member = get_object_or_404(GrantMember, pk=key_of(request.POST.get("who", "")), round=found)
    dismiss_member(member=member, reason=reason_of(request.POST), by=request.user)


def _score(request: StaffRequest, found: GrantRound) -> None:
    typed = request.POST
    member = get_object_or_404(GrantMember, pk=key_of(typed.get("member", "")), round=found)
    criteria = list(found.criteria.filter(retracted_at=None))
    scored = []
    for application in GrantApplication.objects.live().filter(round=found, case__state="checked"):
        conflict = line_of(typed.get(f"c-{application.pk}", ""), longest=250)
        said = {one.pk: typed.get(f"p-{application.pk}-{one.pk}", "").strip() for one in criteria}
        if conflict:
            scored.append(Scored(application, member, {}, conflict))
        elif any(said.values()):
            points = {}
            for key, text in said.items():
                if text and not (text.isascii() and text.isdigit() and len(text) < 5):
                    raise BadInput(_("Write points as whole numbers."))
                if text:
                    points[key] = int(text)
            scored.append(Scored(application, member, points))
    if not scored:
        raise BadInput(_("Write points, or a conflict of interest, for at least one application."))
    score_all(round=found, scored=scored, by=request.user, correction=reason_of(typed))


def _protocol(request: StaffRequest, found: GrantRound) -> None:
    draw_protocol(round=found, day=day_of(request.POST.get("day", "")), by=request.user)


def _retract(request: StaffRequest, found: GrantRound) -> None:
    protocol = get_object_or_404(found.protocols.filter(retracted_at=None))
    retract_protocol(protocol=protocol, reason=reason_of(request.POST), by=request.user)


def _take_back(request: StaffRequest, found: GrantRound) -> None:
    take_back_round(round=found, reason=reason_of(request.POST), by=request.user)


def _award(request: StaffRequest, found: GrantRound) -> None:
    day = day_of(request.POST.get("day", ""))
    protocol = get_object_or_404(found.protocols.filter(retracted_at=None))
    fits = [row["application"] for row in protocol.rows if row["fits"]]
    waiting = GrantApplication.objects.live().filter(pk__in=fits, case__state="checked")
    if not waiting:
        raise BadInput(_("Everyone whom the protocol recommends is decided on."))
    award_all(round=found, awarded=[(one, day) for one in waiting], by=request.user)


@staff(can_see_persons)
@require_GET
def protocol_paper(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """The protocol as a paper, in Kazakh or Russian, docx or pdf."""
    if language not in ("kk", "ru") or form not in MEDIA_TYPES:
        raise Http404
    protocol = get_object_or_404(
        GrantProtocol.objects.select_related("round__office"),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    content = print_protocol(protocol, language, form)
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    name = f"grant-protocol-{protocol.year}-{protocol.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff(can_register)
@require_http_methods(["GET", "POST"])
def apply_in_round(request: HttpRequest, pk: int) -> HttpResponse:
    """An application of a person in a round, judged as it is typed."""
    staff_request = cast(StaffRequest, request)
    found = _round(staff_request, pk)
    typed = request.POST if request.method == "POST" else request.GET
    person = Person.objects.filter(office=found.office, iin=digits_of(typed.get("iin", ""))).first()
    if person is None:
        return _shown(staff_request, found)
    problem, judged, day = "", None, _usual_day(found)
    try:
        if typed.get("day"):
            day = day_of(typed["day"])
        if request.method == "POST":
            applied = _applied(staff_request, person, day)
            (judged,) = judge_applications(office=found.office, applied=[applied])
            if "register" in request.POST:
                made = apply_for_grant(round=found, applied=applied, by=staff_request.user)
                messages.success(request, _("The application is registered."))
                return redirect("grant-application", made.pk)
        else:
            log_access(person=person, act=AccessEntry.Act.READ, by=staff_request.user)
    except (BadInput, FactRefused) as refused:
        problem = sentence_beside(refused)
    except FactsRefused as refused:
        problem = sentence_of_fact(refused, PROGRAMME)
    except ParameterMissing as missing:
        problem = sentence_of_missing(missing)
    rows = int(digits_of(typed.get("rows", ""))[:3] or ROWS)
    context = {
        "office": found.office,
        "round": found,
        "person": person,
        "day": day,
        "rows": range(max(1, min(rows, MOST_ROWS))),
        "row_count": max(1, min(rows, MOST_ROWS)),
        "more_rows": min(rows * 2, MOST_ROWS),
        "categories": _categories(found.office, day),
        "typed": typed,
        "problem": problem,
        "problem_at": "",
        **answer_in_words(judged),
    }
    is_fragment = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "web/grant_answer.html" if is_fragment else "web/grant_apply.html",
        context,
        status=422 if problem and not is_fragment and request.method == "POST" else 200,
    )


def _usual_day(found: GrantRound) -> date:
    """Today, or the last day of the window."""
    return min(date.today(), found.closes_on)


def _categories(office: Office, day: date) -> list[tuple[str, Names]]:
    """What may be claimed on the day."""
    try:
        codes = lawful_categories(office, day)
    except ParameterMissing:
        return []
    return [(code, CATEGORIES[code]) for code in codes]


def _applied(request: StaffRequest, person: Person, day: date) -> Applied:
    typed = request.POST
    items = []
    for row in range(MOST_ROWS):
        what = line_of(typed.get(f"what-{row}", ""), longest=200)
        price, own = typed.get(f"price-{row}", "").strip(), typed.get(f"own-{row}", "").strip()
        if what or price:
            items.append(
                Item(
                    what,
                    tiyn_of(price),
                    whole_number_of(typed.get(f"quantity-{row}", "") or "1", most=10**6),
                    tiyn_of(own) if own.strip("0 ") else 0,
                )
            )
    certified, earlier = typed.get("certified_on", ""), typed.get("earlier_grant_on", "")
    return Applied(
        person=person,
        day=day,
        title=line_of(typed.get("title", ""), longest=200),
        summary=typed.get("summary", "").replace("\0", "").strip()[:LONGEST_SUMMARY],
        activity=line_of(typed.get("activity", ""), longest=200),
        items=items,
        category=typed.get("category", ""),
        category_paper=line_of(typed.get("category_paper", ""), longest=200),
        certificate=line_of(typed.get("certificate", ""), longest=60),
        certified_on=day_of(certified) if certified else None,
        jobs=int(digits_of(typed.get("jobs", ""))[:4] or 0),
        may_work="no_work" not in typed,
        is_excluded_activity="excluded" in typed,
        earlier_grant_on=day_of(earlier) if earlier else None,
    )


def answer_in_words(judged: Judged | None) -> dict[str, Any]:
    """What the rules say, as «grant_answer.html» shows it."""
    if judged is None:
        return {"judged": None}
    language = get_language() or "kk"
    trace = trace_of(judged.judgement)
    return {
        "judged": judged,
        "amount": judged.judgement["amount"],
        "lines": explain(trace, language),
        "grounds": refusals(trace, judged.grounds, language, PROGRAMME.folder),
    }
