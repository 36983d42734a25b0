"""The state social order: themes, and the competitions of NGOs for them."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_see_money, can_sign_contract
from qamtu.ledger.models import FactRefused
from qamtu.procurement.competitions import (
    Criterion,
    announce_competition,
    decide_competition,
    declare_interest,
    most_points,
    ranking_of,
    receive_bid,
    score_bid,
)
from qamtu.procurement.models import BidSheet, Competition, OrderBid, OrderTheme
from qamtu.procurement.social_order import VETERANS
from qamtu.procurement.themes import propose_theme, state_of, step_theme
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
    tiyn_of,
    whole_number_of,
)

from .signing import supplier_of

LISTED = 50
CRITERIA = range(6)
# Where the contract of an order is kept; the first serves any theme.
ORDERED = ("social_order_contract", "resocialisation")


@staff(can_see_money)
@require_http_methods(["GET", "POST"])
def social_orders(request: HttpRequest) -> HttpResponse:
    """Themes, newest first, with what became of each; a new theme, its steps, a competition."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, at = "", request.POST.get("act", "")
    if request.method == "POST":
        if not can_sign_contract(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        acts: dict[str, Callable[[StaffRequest, Office], HttpResponse]] = {
            "propose": _propose, "step": _step, "announce": _announce,
        }  # fmt: skip
        try:
            if at not in acts:
                raise BadInput(_("Choose what to record."))
            return acts[at](staff_request, office)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
    found = (
        OrderTheme.objects.live()
        .filter(office=office)
        .prefetch_related("steps", "competitions__outcomes__winner__organization", "contracts")[
            :LISTED
        ]
    )
    rows = [(theme, state_of(theme)) for theme in found]
    context = {
        "office": office,
        "rows": rows,
        "undecided": [theme for theme, state in rows if state in ("proposed", "discussed")],
        "approved": [theme for theme, state in rows if state == "approved"],
        "measures": [MEASURES[code] for code in ORDERED],
        "veterans": VETERANS,
        "criteria": CRITERIA,
        "can_sign": can_sign_contract(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/social_orders.html", context, status=422 if problem else 200)


def _propose(request: StaffRequest, office: Office) -> HttpResponse:
    typed = request.POST
    if typed.get("measure") not in ORDERED:
        raise BadInput(_("Choose a measure."))
    serves = typed.get("recipients", "")
    propose_theme(
        office=office,
        title=line_of(typed.get("title", ""), longest=250),
        measure=typed["measure"],
        recipients_measure=VETERANS.code if serves == VETERANS.code else "",
        proposed_by=line_of(typed.get("proposed_by", ""), longest=200),
        purpose=line_of(typed.get("purpose", ""), longest=500),
        day=day_of(typed.get("day", "")),
        year=whole_number_of(typed.get("year", ""), most=2100),
        years=whole_number_of(typed.get("years", ""), most=99),
        amount=tiyn_of(typed.get("amount", "")),
        by=request.user,
    )
    messages.success(request, _("The theme is proposed."))
    return redirect("social-orders")


def _theme(typed: Typed, office: Office) -> OrderTheme:
    themes = OrderTheme.objects.live().filter(office=office)
    found = themes.filter(pk=key_of(typed.get("theme", ""))).first()
    if found is None:
        raise BadInput(_("Choose the theme."))
    return found


def _step(request: StaffRequest, office: Office) -> HttpResponse:
    typed = request.POST
    if typed.get("kind") not in ("discussed", "approved", "refused"):
        raise BadInput(_("Choose what became of the theme."))
    step_theme(
        theme=_theme(typed, office),
        kind=typed["kind"],
        day=day_of(typed.get("day", "")),
        protocol=line_of(typed.get("protocol", ""), longest=120),
        note=line_of(typed.get("note", ""), longest=500),
        by=request.user,
    )
    messages.success(request, _("Recorded."))
    return redirect("social-orders")


def _announce(request: StaffRequest, office: Office) -> HttpResponse:
    typed = request.POST
    criteria = [
        Criterion(
            line_of(typed.get(f"criterion-{row}", ""), longest=200),
            whole_number_of(typed.get(f"most-{row}", ""), most=1000),
        )
        for row in CRITERIA
        if typed.get(f"criterion-{row}", "").strip()
    ]
    made = announce_competition(
        theme=_theme(typed, office),
        day=day_of(typed.get("day", "")),
        closes_on=day_of(typed.get("closes_on", ""), may_be_later=True),
        criteria=criteria,
        members=[line_of(name, longest=160) for name in typed.get("members", "").splitlines()],
        least=whole_number_of(typed["least"], most=100) if typed.get("least") else 0,
        portal_number=line_of(typed.get("portal_number", ""), longest=60),
        by=request.user,
    )
    messages.success(request, _("The competition is announced."))
    return redirect("competition", made.pk)


def _competition(request: StaffRequest, pk: int) -> Competition:
    rows = Competition.objects.live().select_related("theme", "office")
    return get_object_or_404(rows, pk=pk, office=office_of(request))


@staff(can_see_money)
@require_GET
def competition(request: HttpRequest, pk: int) -> HttpResponse:
    """A competition: its bids and their points, member by member, and the protocol."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _competition(staff_request, pk))


def _shown(
    request: StaffRequest, found: Competition, problem: str = "", at: str = ""
) -> HttpResponse:
    criteria = list(found.criteria.filter(retracted_at=None))
    members = list(found.members.filter(retracted_at=None))
    sheets = {
        (one.bid_id, one.member_id): one
        for one in BidSheet.objects.live().filter(bid__competition=found)
    }
    ranked = ranking_of(found)
    rows = []
    for one in ranked:
        said = [_said(sheets.get((one.bid.pk, member.pk)), criteria) for member in members]
        rows.append((one, [(member, *each) for member, each in zip(members, said, strict=True)]))
    outcome = found.outcomes.filter(retracted_at=None).select_related(
        "winner__organization"
    ).first()  # fmt: skip
    context: dict[str, Any] = {
        "office": found.office,
        "competition": found,
        "criteria": criteria,
        "members": members,
        "rows": rows,
        "most": most_points(criteria),
        "outcome": outcome,
        "contract": found.theme.contracts.filter(retracted_at=None).first(),
        "can_sign": can_sign_contract(request.user),
        "is_open": outcome is None and can_sign_contract(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/competition.html", context, status=422 if problem else 200)


def _said(sheet: BidSheet | None, criteria: list[Any]) -> tuple[BidSheet | None, list[Any]]:
    """A member's sheet with its points in the order of the criteria."""
    if sheet is None:
        return None, []
    return sheet, [sheet.points.get(str(criterion.pk), "") for criterion in criteria]


@staff(can_see_money)
@require_POST
def competition_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act in a competition; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _competition(staff_request, pk)
    acts: dict[str, Callable[[StaffRequest, Competition], str]] = {
        "bid": _bid, "score": _score, "interest": _interest, "decide": _decide,
    }  # fmt: skip
    if act not in acts:
        raise Http404
    if not can_sign_contract(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        said = acts[act](staff_request, found)
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, found, sentence_beside(refused), act)
    messages.success(request, said)
    return redirect("competition", found.pk)


def _bid(request: StaffRequest, found: Competition) -> str:
    typed = request.POST
    receive_bid(
        competition=found,
        organization=supplier_of(found.office, typed),
        price=tiyn_of(typed.get("price", "")),
        day=day_of(typed.get("day", "")),
        by=request.user,
    )
    return _("The bid is received.")


def _chosen(typed: Typed, found: Competition) -> tuple[OrderBid, Any]:
    bid = found.bids.filter(retracted_at=None, pk=key_of(typed.get("bid", ""))).first()
    member = found.members.filter(retracted_at=None, pk=key_of(typed.get("member", ""))).first()
    if bid is None or member is None:
        raise BadInput(_("Choose the bid and the member."))
    return bid, member


def _score(request: StaffRequest, found: Competition) -> str:
    typed = request.POST
    bid, member = _chosen(typed, found)
    points = {}
    for criterion in found.criteria.filter(retracted_at=None):
        given = typed.get(f"points-{criterion.pk}", "").strip()
        if given:
            points[criterion.pk] = 0 if given == "0" else whole_number_of(given, most=10_000)
    score_bid(bid=bid, member=member, points=points, by=request.user, correction=reason_of(typed))
    return _("The points are recorded.")


def _interest(request: StaffRequest, found: Competition) -> str:
    typed = request.POST
    bid, member = _chosen(typed, found)
    reason = line_of(typed.get("reason", ""), longest=250)
    declare_interest(bid=bid, member=member, reason=reason, by=request.user)
    return _("The conflict of interest is recorded; the member is not counted.")


def _decide(request: StaffRequest, found: Competition) -> str:
    typed = request.POST
    decide_competition(
        competition=found,
        day=day_of(typed.get("day", "")),
        protocol=line_of(typed.get("protocol", ""), longest=120),
        by=request.user,
    )
    return _("The protocol is recorded.")
