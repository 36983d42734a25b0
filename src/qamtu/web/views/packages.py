"""The social package: who is due a set, hand-over acts, and what became of each set."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_retract, can_see_persons
from qamtu.assistance.models import PackageAct, PackageOutcome, PackageSet
from qamtu.assistance.package_papers import period_name, print_package_act
from qamtu.assistance.packages import (
    KINDS,
    Drawn,
    children_due,
    draw_up,
    hand_over,
    not_collected,
    take_back_outcome,
)
from qamtu.assistance.social_package import MEASURE
from qamtu.documents.paper import MEDIA_TYPES, Form
from qamtu.finance.runs import free_money
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.rules.parameters import ParameterMissing
from qamtu.web.facts import sentence_of_missing
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
)

LISTED = 100
WRONG = (BadInput, FactRefused, ParameterMissing)


def _sentence(problem: Exception) -> str:
    if isinstance(problem, ParameterMissing):
        return sentence_of_missing(problem)
    assert isinstance(problem, BadInput | FactRefused)
    return sentence_beside(problem)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def packages(request: HttpRequest) -> HttpResponse:
    """Who is due a set of a kind on a day; an act for the chosen ones; the acts, newest first."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    typed = request.POST if request.method == "POST" else request.GET
    kind = typed.get("kind", "")
    problem, at, due = "", "show", None
    try:
        if request.method == "POST":
            at = "draw"
            if not can_decide(staff_request.user):
                return render(request, "web/forbidden.html", status=403)
        if kind:
            day = day_of(typed.get("day", ""))
            due = children_due(office, kind, day)
            if request.method == "POST":
                act = _draw(staff_request, office, kind, day)
                messages.success(request, _("The act is drawn up: %(act)s.") % {"act": act})
                return redirect("package-act", act.pk)
    except WRONG as refused:
        problem = _sentence(refused)
    acts = (
        PackageAct.objects.live()
        .filter(office=office)
        .select_related("supplier")
        .annotate(
            drawn=Count("sets", distinct=True),
            handed=_outcomes(PackageOutcome.Kind.HANDED_OVER),
            missed=_outcomes(PackageOutcome.Kind.NOT_COLLECTED),
        )
        .order_by("-year", "-number")[:LISTED]
    )
    chosen = {key_of(one) for one in typed.getlist("children")}
    context = {
        "office": office,
        "kinds": KINDS.items(),
        "kind": kind,
        "due": due,
        "chosen": chosen or {one.child.pk for one in due or ()},
        "free": sum(free_money(office, MEASURE.code, _year(typed.get("day", ""))).values()),
        "acts": [(one, period_name(one.kind, one, get_language() or "kk")) for one in acts],
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": typed,
        "today": date.today(),
    }
    return render(request, "web/packages.html", context, status=422 if problem else 200)


def _outcomes(kind: str) -> Count:
    of_kind = Q(sets__outcomes__kind=kind, sets__outcomes__retracted_at=None)
    return Count("sets__outcomes", filter=of_kind, distinct=True)


def _year(text: str) -> int:
    return int(text[:4]) if text[:4].isascii() and text[:4].isdigit() else date.today().year


def _draw(request: StaffRequest, office: Office, kind: str, day: date) -> PackageAct:
    typed = request.POST
    bin_ = digits_of(typed.get("bin", ""))
    supplier = Organization.objects.filter(office=office, bin=bin_).first() if bin_ else None
    if supplier is None:
        raise BadInput(_("There is no organisation of this BIN: %(bin)s.") % {"bin": bin_})
    chosen = {key_of(one) for one in typed.getlist("children")}
    if not chosen:
        raise BadInput(_("Choose at least one child."))
    drawn = Drawn(kind, day, supplier, tiyn_of(typed.get("price", "")), chosen)
    return draw_up(office=office, drawn=drawn, by=request.user)


def _act(request: StaffRequest, pk: int) -> PackageAct:
    return get_object_or_404(
        PackageAct.objects.live().select_related("office", "supplier", "recorded_by"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_GET
def package_act(request: HttpRequest, pk: int) -> HttpResponse:
    """An act: its sets, who waits for which, what was handed over."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _act(staff_request, pk))


def _shown(request: StaffRequest, act: PackageAct, problem: str = "", at: str = "") -> HttpResponse:
    sets = (
        PackageSet.objects.live()
        .filter(act=act)
        .select_related("child", "recipient")
        .prefetch_related("outcomes")
    )
    rows = [
        (one, next((outcome for outcome in one.outcomes.all() if outcome.is_live), None))
        for one in sets
    ]
    chosen = {key_of(one) for one in request.POST.getlist("sets")}
    waiting = {one.pk for one, outcome in rows if outcome is None}
    context: dict[str, Any] = {
        "office": act.office,
        "act": act,
        "kind": KINDS[act.kind],
        "period": period_name(act.kind, act, get_language() or "kk"),
        "rows": rows,
        "waiting": waiting,
        "chosen": chosen if request.method == "POST" else waiting,
        "sum": act.price * len(rows),
        "can_register": can_register(request.user),
        "can_retract": can_retract(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/package_act.html", context, status=422 if problem else 200)


@staff(can_register)
@require_POST
def package_outcome(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Sets handed over or not collected, or a wrong outcome taken back."""
    staff_request = cast(StaffRequest, request)
    found = _act(staff_request, pk)
    if act not in ("outcome", "take-back"):
        raise Http404
    if act == "take-back" and not can_retract(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        said = (
            _settle(staff_request, found) if act == "outcome" else _take_back(staff_request, found)
        )
    except WRONG as refused:
        return _shown(staff_request, found, _sentence(refused), act)
    messages.success(request, said)
    return redirect("package-act", found.pk)


def _settle(request: StaffRequest, found: PackageAct) -> str:
    typed = request.POST
    keys = {key_of(one) for one in typed.getlist("sets")}
    sets = list(PackageSet.objects.live().filter(act=found, pk__in=keys))
    if not sets:
        raise BadInput(_("Choose at least one set."))
    day = day_of(typed.get("day", ""))
    note = line_of(typed.get("note", ""), longest=250)
    if "missed" in typed:
        not_collected(sets=sets, day=day, reason=note, by=request.user)
        return _("Recorded as not collected: %(count)s.") % {"count": len(sets)}
    hand_over(sets=sets, day=day, note=note, by=request.user)
    return _("Recorded as handed over: %(count)s.") % {"count": len(sets)}


def _take_back(request: StaffRequest, found: PackageAct) -> str:
    outcome = get_object_or_404(
        PackageOutcome.objects.live().filter(set__act=found),
        pk=key_of(request.POST.get("outcome", "")),
    )
    take_back_outcome(outcome=outcome, reason=reason_of(request.POST), by=request.user)
    return _("The outcome is taken back; the set waits again.")


@staff(can_see_persons)
@require_GET
def package_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """The act as a paper for the signatures."""
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    found = _act(cast(StaffRequest, request), pk)
    response = HttpResponse(
        print_package_act(found, language, form), content_type=MEDIA_TYPES[form]
    )
    name = f"package-{found.year}-{found.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
