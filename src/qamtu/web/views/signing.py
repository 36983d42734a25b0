"""Before a contract: needs and their lots; signing it with its stages."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_see_money, can_sign_contract
from qamtu.finance.models import BudgetLine
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.procurement.contracts import Stage, Terms, sign_contract
from qamtu.procurement.methods import METHODS
from qamtu.procurement.models import Contract, Lot, LotOutcome, Need, OrderTheme
from qamtu.procurement.needs import announce_lot, award_lot, drop_lot, left_of, record_need
from qamtu.reporting.catalogue import INDICATORS, MEASURES
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_of,
    day_or_none,
    digits_of,
    key_of,
    line_of,
    sentence_beside,
    tiyn_of,
    whole_number_of,
)

from .contracts import millionths_of

STAGES = range(6)  # rows of the form
LISTED = 50

# The measures whose suppliers a report names: their cases are contracts.
CONTRACTED = sorted({of.supplier_of for of in INDICATORS.values() if of.supplier_of})


def supplier_of(office: Office, typed: Typed, name: str = "supplier") -> Organization:
    """The organisation of the БИН that was typed."""
    found = Organization.objects.filter(office=office, bin=digits_of(typed.get(name, ""))).first()
    if found is None:
        raise BadInput(_("No organisation in the register has this BIN. Enter it first."))
    return found


@staff(can_sign_contract)
@require_http_methods(["GET", "POST"])
def new_contract(request: HttpRequest) -> HttpResponse:
    """A contract signed: the supplier's case, the number, its stages and the money bound to it."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    lines = BudgetLine.objects.filter(office=office, measure__in=CONTRACTED)
    typed = request.POST if request.method == "POST" else request.GET
    problem = ""
    if request.method == "POST":
        try:
            signed = _sign(staff_request, office)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The contract is signed."))
            return redirect("contract", signed.pk)
    return render(
        request,
        "web/new_contract.html",
        {
            "office": office,
            "lines": lines.order_by("measure", "-year", "source"),
            "methods": [(code, method.names) for code, method in METHODS.items()],
            "lots": _lots_to_sign(office),
            "themes": OrderTheme.objects.live()
            .filter(office=office, steps__kind="approved", steps__retracted_at=None)
            .distinct(),
            "stages": STAGES,
            "typed": typed,
            "problem": problem,
            "today": date.today(),
        },
        status=422 if problem else 200,
    )


def _lots_to_sign(office: Office) -> list[LotOutcome]:
    """Lots that were awarded and have no contract that stands."""
    signed = Contract.objects.live().filter(office=office, lot__isnull=False).values("lot")
    awarded = LotOutcome.objects.live().filter(office=office, kind="awarded")
    return list(awarded.exclude(lot__in=signed).select_related("lot", "supplier")[:LISTED])


def _sign(request: StaffRequest, office: Office) -> Contract:
    typed = request.POST
    lines = BudgetLine.objects.filter(office=office, measure__in=CONTRACTED)
    line = lines.filter(pk=key_of(typed.get("line", ""))).first()
    if line is None:
        raise BadInput(_("Choose the budget line."))
    supplier = supplier_of(office, typed)
    lot = Lot.objects.live().filter(office=office, pk=key_of(typed.get("lot", ""))).first()
    theme = OrderTheme.objects.live().filter(office=office, pk=key_of(typed.get("theme", "")))
    return sign_contract(
        measure=MEASURES[line.measure],
        office=office,
        supplier=supplier,
        number=line_of(typed.get("number", ""), longest=60),
        subject=line_of(typed.get("subject", ""), longest=250),
        day=day_of(typed.get("day", "")),
        line=line,
        amount=tiyn_of(typed.get("amount", "")),
        by=request.user,
        stages=_stages(office, typed),
        terms=Terms(
            method=typed.get("method", ""),
            portal_number=line_of(typed.get("portal_number", ""), longest=60),
            portal_on=day_of(typed["portal_on"]) if typed.get("portal_on") else None,
            ends_on=day_or_none(typed.get("ends_on", ""), may_be_later=True),
            late_rate=millionths_of(typed.get("late_rate", "")),
            late_cap=millionths_of(typed.get("late_cap", "")),
            lot=lot,
            theme=theme.first(),
        ),
    )


def _stages(office: Office, typed: Typed) -> list[Stage]:
    """The rows that were filled in; none leaves the contract with one stage."""
    found = []
    for row in STAGES:
        name = line_of(typed.get(f"stage-{row}", ""), longest=200)
        due, amount = typed.get(f"due-{row}", ""), typed.get(f"sum-{row}", "")
        if not name and not amount.strip():
            continue
        key = key_of(typed.get(f"line-{row}", ""))
        line = BudgetLine.objects.filter(office=office, pk=key).first() if key else None
        found.append(Stage(name, day_of(due, may_be_later=True), tiyn_of(amount), line))
    return found


@staff(can_see_money)
@require_http_methods(["GET", "POST"])
def needs(request: HttpRequest) -> HttpResponse:
    """What has to be bought, its lots and how each came out."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, at = "", request.POST.get("act", "")
    if request.method == "POST":
        if not can_sign_contract(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        acts: dict[str, Callable[[StaffRequest, Office], str]] = {
            "need": _need, "lot": _lot, "award": _award, "drop": _drop,
        }  # fmt: skip
        try:
            if at not in acts:
                raise BadInput(_("Choose what to record."))
            messages.success(request, acts[at](staff_request, office))
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            return redirect("needs")
    found = Need.objects.live().filter(office=office).prefetch_related(
        "lots__outcomes__supplier", "lots__contracts"
    )[:LISTED]  # fmt: skip
    rows = [(need, left_of(need), _lots_of(need)) for need in found]
    context: dict[str, Any] = {
        "office": office,
        "rows": rows,
        "open_lots": [lot for _n, _l, lots in rows for lot, outcome, _c in lots if not outcome],
        "with_money": [(need, left) for need, left, _lots in rows if left > 0],
        "measures": [MEASURES[code] for code in CONTRACTED],
        "methods": [(code, method.names) for code, method in METHODS.items()],
        "can_sign": can_sign_contract(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/needs.html", context, status=422 if problem else 200)


def _lots_of(need: Need) -> list[tuple[Lot, LotOutcome | None, Contract | None]]:
    """The lots that stand, each with its outcome and its contract."""
    return [
        (
            lot,
            next((one for one in lot.outcomes.all() if one.is_live), None),
            next((one for one in lot.contracts.all() if one.is_live), None),
        )
        for lot in need.lots.all()
        if lot.is_live
    ]


def _need(request: StaffRequest, office: Office) -> str:
    typed = request.POST
    if typed.get("measure") not in CONTRACTED:
        raise BadInput(_("Choose a measure."))
    record_need(
        office=office,
        measure=typed["measure"],
        year=whole_number_of(typed.get("year", ""), most=2100),
        what=line_of(typed.get("what", ""), longest=250),
        amount=tiyn_of(typed.get("amount", "")),
        day=day_of(typed.get("day", "")),
        needed_by=day_or_none(typed.get("needed_by", ""), may_be_later=True),
        by=request.user,
    )
    return _("The need is recorded.")


def _lot(request: StaffRequest, office: Office) -> str:
    typed = request.POST
    found = Need.objects.live().filter(office=office, pk=key_of(typed.get("need", ""))).first()
    if found is None:
        raise BadInput(_("Choose the need."))
    announce_lot(
        need=found,
        subject=line_of(typed.get("subject", ""), longest=250),
        method=typed.get("method", ""),
        day=day_of(typed.get("day", "")),
        amount=tiyn_of(typed.get("amount", "")),
        portal_number=line_of(typed.get("portal_number", ""), longest=60),
        by=request.user,
    )
    return _("The lot is announced.")


def _chosen_lot(typed: Typed, office: Office) -> Lot:
    lots = Lot.objects.live().select_related("office")
    return get_object_or_404(lots, office=office, pk=key_of(typed.get("lot", "")))


def _award(request: StaffRequest, office: Office) -> str:
    typed = request.POST
    award_lot(
        lot=_chosen_lot(typed, office),
        supplier=supplier_of(office, typed),
        price=tiyn_of(typed.get("price", "")),
        day=day_of(typed.get("day", "")),
        protocol=line_of(typed.get("protocol", ""), longest=120),
        by=request.user,
    )
    return _("The lot is awarded; sign the contract.")


def _drop(request: StaffRequest, office: Office) -> str:
    typed = request.POST
    drop_lot(
        lot=_chosen_lot(typed, office),
        day=day_of(typed.get("day", "")),
        protocol=line_of(typed.get("protocol", ""), longest=120),
        is_cancelled=typed.get("kind") == "cancelled",
        note=line_of(typed.get("note", ""), longest=250),
        by=request.user,
    )
    return _("The lot came to nothing; its sum is free.")
