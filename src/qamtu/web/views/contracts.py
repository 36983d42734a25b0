"""Contracts: which there are and which are late; one contract and all that is done under it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qamtu.accounts.models import Office, User
from qamtu.accounts.permissions import (
    can_approve_payments,
    can_export,
    can_retract,
    can_see_money,
    can_sign_contract,
)
from qamtu.documents.paper import MEDIA_TYPES, Form
from qamtu.exchange.open_contracting import as_text, contracts_of, release_package
from qamtu.finance.models import BudgetLine
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry, Person
from qamtu.people.registry import log_access
from qamtu.procurement.acceptance import (
    Delivered,
    accept_act,
    present_act,
    reject_act,
    take_act_back,
)
from qamtu.procurement.changes import Changed, amend_contract
from qamtu.procurement.contracts import Stage, void_contract
from qamtu.procurement.endings import close_contract, take_end_back, terminate_contract
from qamtu.procurement.methods import METHODS
from qamtu.procurement.models import AcceptanceAct, Contract, ContractStage, Penalty
from qamtu.procurement.order_recipients import Recipient, add_recipients
from qamtu.procurement.order_reviews import (
    assess_order,
    people_served,
    recipients_of,
    visit_order,
)
from qamtu.procurement.papers import percent, print_act, print_contract
from qamtu.procurement.penalties import charge_penalty, left_of, settle_penalty
from qamtu.procurement.stage_payments import pay_act
from qamtu.procurement.standing import (
    ActStanding,
    ContractStanding,
    standing_of,
    standings_of,
)
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_of,
    day_or_none,
    key_of,
    line_of,
    person_of,
    reason_of,
    sentence_beside,
    tiyn_of,
    whole_number_of,
)

PER_PAGE = 50
WRONG = (BadInput, FactRefused)
MILLIONTHS_OF_A_PERCENT = 10_000


def millionths_of(text: str) -> int:
    """A percent that was typed, as millionths; 0 where nothing was."""
    cleaned = text.replace("\u00a0", "").replace(" ", "").replace("%", "").replace(",", ".")
    if not cleaned:
        return 0
    try:
        number = Decimal(cleaned) * MILLIONTHS_OF_A_PERCENT
    except InvalidOperation:
        number = Decimal(-1)
    if not 0 <= number <= 1_000_000 or number != number.to_integral_value():
        raise BadInput(_("Write the percent as a number, for example 0,1."))
    return int(number)


@staff(can_see_money)
@require_GET
def contracts(request: HttpRequest) -> HttpResponse:
    """All contracts with what is agreed, accepted, paid and left; what is late or waits."""
    staff_request = cast(StaffRequest, request)
    office, today = office_of(staff_request), date.today()
    found = Contract.objects.live().filter(office=office)
    years = sorted({day.year for day in found.dates("signed_on", "year")}, reverse=True)
    year = key_of(request.GET.get("year", ""))
    if year in years:
        found = found.filter(signed_on__year=year)
    page = LongListPaginator(
        found.order_by("-signed_on", "-pk"),
        Contract.objects.select_related("supplier", "case"),
        PER_PAGE,
    ).get_page(request.GET.get("page"))
    standings = standings_of(page.object_list)
    rows = [
        (one, standings[one.pk], len(standings[one.pk].late_on(today))) for one in page.object_list
    ]
    context = {
        "office": office,
        "page": page,
        "rows": rows,
        "years": years,
        "year": year,
        "late": sum(1 for _one, _standing, late in rows if late),
        "waiting": sum(len(standing.waiting) for _one, standing, _late in rows),
        "unpaid": sum(one.unpaid for _c, standing, _l in rows for one in standing.unpaid),
        "can_sign": can_sign_contract(staff_request.user),
        "can_export": can_export(staff_request.user),
    }
    return render(request, "web/contracts.html", context)


@staff(can_export)
@require_GET
def contracts_ocds(request: HttpRequest) -> HttpResponse:
    """The office's contracts by the Open Contracting Data Standard; nobody is in the file."""
    office = office_of(cast(StaffRequest, request))
    year = key_of(request.GET.get("year", "")) or None
    package = release_package(office, contracts_of(office, year), timezone.now())
    response = HttpResponse(as_text(package), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="contracts-{office.code}.json"'
    return response


def _contract(request: StaffRequest, pk: int) -> Contract:
    rows = Contract.objects.select_related("supplier", "case", "office", "lot__need", "theme")
    return get_object_or_404(rows, pk=pk, office=office_of(request))


@staff(can_see_money)
@require_GET
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """A contract: its stages, acts, payments, changes, penalties, and what may be done next."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _contract(staff_request, pk))


def _shown(request: StaffRequest, found: Contract, problem: str = "", at: str = "") -> HttpResponse:
    user, today = request.user, date.today()
    standing = standing_of(found)
    stands = found.is_live and standing.end is None
    acts = AcceptanceAct.objects.live().filter(stage__contract=found)
    penalties = Penalty.objects.live().filter(stage__contract=found).select_related("stage")
    recipients = recipients_of(found)
    context: dict[str, Any] = {
        "office": found.office,
        "contract": found,
        "standing": standing,
        "late": {one.stage.pk for one in standing.late_on(today)},
        "is_open": stands,
        "method": METHODS.get(found.method),
        "late_rate": percent(found.late_rate),
        "late_cap": percent(found.late_cap),
        "acts": _acts_of(standing, acts),
        "entries": found.case.money.live()
        .filter(kind="paid")
        .select_related("stage_payment__act", "line"),
        "changes": found.changes.filter(retracted_at=None).prefetch_related("stages__stage"),
        "penalties": [(one, left_of(one)) for one in penalties.prefetch_related("steps")],
        "recipients": recipients,
        "unserved": [one for one, lines in recipients if not lines],
        "served": people_served(found),
        "visits": found.visits.filter(retracted_at=None),
        "assessments": found.assessments.filter(retracted_at=None),
        "is_order": found.theme_id is not None or bool(recipients),
        "lines": BudgetLine.objects.filter(office=found.office, measure=found.case.measure),
        "can_sign": stands and can_sign_contract(user),
        "can_pay": stands and can_approve_payments(user),
        "can_reopen": found.is_live and not stands and can_retract(user),
        "can_void": stands and can_retract(user) and not acts.exists(),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": today,
    }
    return render(request, "web/contract.html", context, status=422 if problem else 200)


def _acts_of(standing: ContractStanding, acts: Any) -> list[tuple[Any, ActStanding, list[Any]]]:
    """The acts with how they stand and their lines, newest act first."""
    states = {one.act.pk: one for stage in standing.stages for one in stage.acts}
    found = acts.prefetch_related("lines__person", "stage").order_by("-delivered_on", "-pk")
    return [
        (act, states[act.pk], [line for line in act.lines.all() if line.is_live]) for act in found
    ]


@staff(can_see_money)
@require_POST
def contract_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on a contract; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _contract(staff_request, pk)
    if act not in ACTS:
        raise Http404
    done, may = ACTS[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        said = done(staff_request, found)
    except WRONG as refused:
        return _shown(staff_request, found, sentence_beside(refused), act)
    messages.success(request, said)
    return redirect("contract", found.pk)


def _stage(found: Contract, typed: Typed, name: str = "stage") -> ContractStage:
    stages = ContractStage.objects.live().select_related("line", "contract__case")
    stage = stages.filter(contract=found, pk=key_of(typed.get(name, ""))).first()
    if stage is None:
        raise BadInput(_("Choose the stage."))
    return stage


def _acceptance_act(found: Contract, typed: Typed) -> AcceptanceAct:
    acts = AcceptanceAct.objects.live().select_related("stage__contract__case", "stage__line")
    act = acts.filter(stage__contract=found, pk=key_of(typed.get("act", ""))).first()
    if act is None:
        raise BadInput(_("Choose the act."))
    return act


def people_of(office: Office, text: str, by: User) -> list[Person]:
    """Persons by the ИИН that were typed, in their order; every look is logged."""
    found = []
    for iin in re.findall(r"\d[\d -]{10,}\d", text.replace("\n", ",")):
        person = person_of(iin, office)
        log_access(person=person, by=by, act=AccessEntry.Act.READ, detail={"list": "contract"})
        found.append(person)
    return found


def _present(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    delivered_on = day_of(typed.get("delivered_on", ""))
    listed = set(map(key_of, typed.getlist("recipient")))
    people = [one.person for one, _lines in recipients_of(found) if one.person_id in listed]
    people += people_of(found.office, typed.get("iins", ""), request.user)
    item = line_of(typed.get("item", ""), longest=200)
    received_on = day_of(typed["received_on"]) if typed.get("received_on") else delivered_on
    quantity = whole_number_of(typed.get("quantity", "") or "1")
    paper = line_of(typed.get("paper", ""), longest=120)
    lines = [Delivered(item, received_on, person, quantity, paper) for person in people]
    if not people and item:
        lines = [Delivered(item, received_on, None, quantity, paper)]
    present_act(
        stage=_stage(found, typed),
        number=line_of(typed.get("number", ""), longest=60),
        delivered_on=delivered_on,
        amount=tiyn_of(typed.get("amount", "")),
        lines=lines,
        note=line_of(typed.get("note", ""), longest=250),
        by=request.user,
    )
    return _("The act is recorded; it waits for a decision.")


def _accept(request: StaffRequest, found: Contract) -> str:
    act = _acceptance_act(found, request.POST)
    accept_act(act=act, day=day_of(request.POST.get("day", "")), by=request.user)
    return _("The act is accepted.")


def _reject(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    reject_act(
        act=_acceptance_act(found, typed),
        day=day_of(typed.get("day", "")),
        reason=line_of(typed.get("reason", ""), longest=250),
        by=request.user,
    )
    return _("The act is sent back.")


def _take_back(request: StaffRequest, found: Contract) -> str:
    take_act_back(
        act=_acceptance_act(found, request.POST),
        reason=reason_of(request.POST),
        by=request.user,
    )
    return _("The act is taken back; it stays in the history.")


def _pay(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    pay_act(
        act=_acceptance_act(found, typed),
        measure=MEASURES[found.case.measure],
        day=day_of(typed.get("day", "")),
        amount=tiyn_of(typed["amount"]) if typed.get("amount") else None,
        order=line_of(typed.get("order", ""), longest=200),
        by=request.user,
    )
    return _("The payment is recorded.")


def _amend(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    changed = []
    for stage in ContractStage.objects.live().filter(contract=found).select_related("line"):
        by_sum, due = typed.get(f"sum-{stage.pk}", ""), typed.get(f"due-{stage.pk}", "")
        if by_sum.strip() or due:
            amount = tiyn_of(by_sum, may_be_negative=True) if by_sum.strip() else 0
            changed.append(Changed(stage, amount, day_or_none(due, may_be_later=True)))
    added = []
    if typed.get("new-name", "").strip():
        lines = BudgetLine.objects.filter(office=found.office, measure=found.case.measure)
        line = lines.filter(pk=key_of(typed.get("new-line", ""))).first()
        if line is None:
            raise BadInput(_("Choose the budget line."))
        added.append(
            Stage(
                line_of(typed["new-name"], longest=200),
                day_of(typed.get("new-due", ""), may_be_later=True),
                tiyn_of(typed.get("new-sum", "")),
                line,
            )
        )
    amend_contract(
        contract=found,
        number=line_of(typed.get("number", ""), longest=60),
        day=day_of(typed.get("day", "")),
        reason=line_of(typed.get("reason", ""), longest=250),
        changed=changed,
        added=added,
        ends_on=day_or_none(typed.get("ends_on", ""), may_be_later=True),
        by=request.user,
    )
    return _("The agreement is recorded.")


def _charge(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    charge_penalty(
        stage=_stage(found, typed),
        day=day_of(typed.get("day", "")),
        paper=line_of(typed.get("paper", ""), longest=120),
        by=request.user,
    )
    return _("The penalty is charged.")


def _settle(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    penalty = get_object_or_404(
        Penalty.objects.live().select_related("stage__contract__case"),
        pk=key_of(typed.get("penalty", "")),
        stage__contract=found,
    )
    kind = typed.get("kind", "")
    if kind not in ("paid", "waived", "court"):
        raise BadInput(_("Choose what became of the penalty."))
    settle_penalty(
        penalty=penalty,
        kind=kind,
        day=day_of(typed.get("day", "")),
        paper=line_of(typed.get("paper", ""), longest=120),
        amount=tiyn_of(typed.get("amount", "")) if kind != "court" else 0,
        by=request.user,
    )
    return _("Recorded.")


def _end(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    day = day_of(typed.get("day", ""))
    said: dict[str, Any] = {
        "contract": found,
        "measure": MEASURES[found.case.measure],
        "paper": line_of(typed.get("paper", ""), longest=120),
        "reason": line_of(typed.get("reason", ""), longest=250),
        "day": day,
        "by": request.user,
    }
    if typed.get("kind") == "terminated":
        terminate_contract(**said)
        return _("The contract is terminated; what was not used is released.")
    close_contract(**said)
    return _("The contract is closed; what was not used is released.")


def _void(request: StaffRequest, found: Contract) -> str:
    void_contract(contract=found, reason=reason_of(request.POST), by=request.user)
    return _("The contract is taken back; it stays in the history.")


def _reopen(request: StaffRequest, found: Contract) -> str:
    take_end_back(contract=found, reason=reason_of(request.POST), by=request.user)
    return _("The end is taken back: the contract stands again.")


def _recipients(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    people = people_of(found.office, typed.get("iins", ""), request.user)
    if not people:
        raise BadInput(_("Write the IIN of each person."))
    since = day_of(typed.get("day", ""))
    paper = line_of(typed.get("paper", ""), longest=120)
    add_recipients(
        contract=found,
        recipients=[Recipient(person, since, paper=paper) for person in people],
        by=request.user,
    )
    return _("The people are listed.")


def _visit(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    visit_order(
        contract=found,
        day=day_of(typed.get("day", "")),
        visitors=line_of(typed.get("visitors", ""), longest=200),
        found=line_of(typed.get("found", ""), longest=500),
        to_set_right=line_of(typed.get("to_set_right", ""), longest=500),
        set_right_by=day_or_none(typed.get("set_right_by", ""), may_be_later=True),
        by=request.user,
    )
    return _("The visit is recorded.")


def _assess(request: StaffRequest, found: Contract) -> str:
    typed = request.POST
    assess_order(
        contract=found,
        day=day_of(typed.get("day", "")),
        planned=whole_number_of(typed.get("planned", "")),
        mark=typed.get("mark", ""),
        conclusion=line_of(typed.get("conclusion", ""), longest=500),
        protocol=line_of(typed.get("protocol", ""), longest=120),
        by=request.user,
    )
    return _("The assessment is recorded.")


ACTS: dict[str, tuple[Callable[[StaffRequest, Contract], str], Callable[[User], bool]]] = {
    "present": (_present, can_sign_contract),
    "accept": (_accept, can_sign_contract),
    "reject": (_reject, can_sign_contract),
    "take-back": (_take_back, can_sign_contract),
    "pay": (_pay, can_approve_payments),
    "amend": (_amend, can_sign_contract),
    "charge": (_charge, can_sign_contract),
    "settle": (_settle, can_sign_contract),
    "end": (_end, can_sign_contract),
    "void": (_void, can_retract),
    "reopen": (_reopen, can_retract),
    "recipients": (_recipients, can_sign_contract),
    "visit": (_visit, can_sign_contract),
    "assess": (_assess, can_sign_contract),
}


def _download(content: bytes, form: Form, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@staff(can_see_money)
@require_GET
def contract_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """A contract as a paper."""
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    found = _contract(cast(StaffRequest, request), pk)
    content = print_contract(found, MEASURES[found.case.measure], language, form)
    return _download(content, form, f"contract-{found.pk}-{language}")


@staff(can_see_money)
@require_GET
def act_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """An act of acceptance as a paper; it names people, and so the look is logged."""
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    staff_request = cast(StaffRequest, request)
    acts = AcceptanceAct.objects.select_related("stage__contract__supplier", "office")
    found = get_object_or_404(acts, pk=pk, office=office_of(staff_request))
    for line in found.lines.filter(retracted_at=None).select_related("person"):
        if line.person is not None:
            log_access(
                person=line.person,
                by=staff_request.user,
                act=AccessEntry.Act.EXPORTED,
                detail={"act": found.pk},
            )
    return _download(print_act(found, language, form), form, f"act-{found.pk}-{language}")
