"""Personal assistants and sign-language specialists: pairs, their month, messages to pass on."""

from datetime import date, timedelta
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_retract, can_see_persons
from qamtu.casework.explaining import explain, refusals
from qamtu.casework.messages import pass_on, send_message, waiting_messages
from qamtu.casework.models import PhoneMessage
from qamtu.disability.assistant_months import accept_month, retract_month
from qamtu.disability.assistant_papers import print_act
from qamtu.disability.models import AssistanceMonth, AssistanceVisit, Pairing, PairingLink
from qamtu.disability.pairings import (
    ASKED,
    Pair,
    PairingRefused,
    ask_for_assistant,
    end_pairing,
    give_link,
    sign_pairing,
    stop_of,
    stops_of,
)
from qamtu.disability.visits import (
    Visited,
    confirm_all,
    deny,
    is_counted,
    is_denied,
    oddities,
    retract_visit,
    visits_of,
    visits_of_all,
    words_of,
    write_visit,
)
from qamtu.disability.words import END_REASONS, ODDITIES, STOPS, WAYS
from qamtu.documents.models import keep_document
from qamtu.documents.paper import MEDIA_TYPES, Form
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry
from qamtu.people.registry import log_access
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.personal_assistant.formulas import KINDS, PROGRAMME
from qamtu.rules.quarters import next_month
from qamtu.web.facts import sentence_of_rules
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    key_of,
    line_of,
    person_of,
    reason_of,
    sentence_beside,
    tiyn_of,
    whole_number_of,
)
from qamtu.web.views.cases import DOCUMENT_LIMIT

LINK_DAYS = 365
WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing)


def sentence_of_pair(problem: Exception) -> str:
    """What stands beside a form of accompaniment, for all that can be wrong with it."""
    if isinstance(problem, PairingRefused) and problem.code == "pair-not-lawful":
        told = refusals(
            problem.values["trace"],
            problem.values["grounds"],
            get_language() or "kk",
            PROGRAMME.folder,
        )
        words = "; ".join(f"{one.name} ({one.article}). {one.remedy}".strip() for one in told)
        problem = PairingRefused("pair-not-lawful", grounds=words.rstrip("."))
    return sentence_of_rules(problem, PROGRAMME)


def month_of(text: str) -> date:
    """A month as a form has it, YYYY-MM; without one, the month of today."""
    try:
        return day_of(f"{text}-01") if text else date.today().replace(day=1)
    except BadInput:
        return date.today().replace(day=1)


def minute_of(text: str) -> int:
    """A time of the day, HH:MM, as minutes since midnight."""
    hours, _colon, minutes = text.strip().partition(":")
    if not (hours.isdigit() and minutes.isdigit()) or int(hours) > 24 or int(minutes) > 59:
        raise BadInput(_("Write the time as hours and minutes, for example 09:30."))
    return int(hours) * 60 + int(minutes)


def typed_visit(pairing: Pairing, typed: QueryDict) -> Visited:
    """A visit as a form has it. Raises `BadInput`."""
    begins = minute_of(typed.get("begins", ""))
    return Visited(
        pairing,
        day_of(typed.get("day", "")),
        begins,
        minute_of(typed.get("ends", "")) - begins,
        line_of(typed.get("note", ""), longest=250),
    )


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def assistants(request: HttpRequest) -> HttpResponse:
    """The pairs of a month with their hours; a new pair; messages that wait for somebody."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, at = "", ""
    if request.method == "POST":
        if not can_decide(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        at = "sign"
        try:
            made = _sign(staff_request, office)
        except WRONG as refused:
            problem = sentence_of_pair(refused)
        else:
            messages.success(request, _("The pair is recorded."))
            return redirect("pairing", made.pk)
    month = month_of(request.GET.get("month", ""))
    found = list(
        Pairing.objects.live()
        .filter(office=office, signed_on__lt=next_month(month), last_day__gte=month)
        .select_related("person", "helper")
        .prefetch_related("ends")
    )
    visits, stops = visits_of_all(found, month), stops_of(found)
    accepted = {
        one.pairing_id: one
        for one in AssistanceMonth.objects.live().filter(pairing__in=found, month=month)
    }
    context = {
        "office": office,
        "month": month,
        "rows": [
            {
                "pairing": one,
                "minutes": sum(v.minutes for v in visits[one.pk] if is_counted(v)),
                "waiting": sum(not is_counted(v) and not is_denied(v) for v in visits[one.pk]),
                "denied": sum(map(is_denied, visits[one.pk])),
                "accepted": accepted.get(one.pk),
                "stop": stops[one.pk],
            }
            for one in sorted(found, key=lambda one: one.person.full_name)
            if stops[one.pk].last_day >= month
        ],
        "kinds": KINDS,
        "stops": STOPS,
        "phone_messages": waiting_messages(office.pk) if can_register(staff_request.user) else [],
        "asked": [(name, PROGRAMME.inputs[name].names) for name in (*ASKED, "is_close_relative")],
        "can_decide": can_decide(staff_request.user),
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/assistants.html", context, status=422 if problem else 200)


@transaction.atomic
def _sign(request: StaffRequest, office: Office) -> Pairing:
    typed = request.POST
    signed_on = day_of(typed.get("signed_on", ""))
    told: dict[str, Any] = {
        "helper": person_of(typed.get("helper", ""), office),
        "contract": line_of(typed.get("contract", ""), longest=60),
        "signed_on": signed_on,
        "last_day": day_of(typed.get("last_day", ""), may_be_later=True),
        "minutes_a_day": 60 * whole_number_of(typed.get("hours", ""), most=24),
        "rate": tiyn_of(typed.get("rate", "")),
        "said": {name: name in typed for name in (*ASKED, "is_close_relative")},
        "kind": typed.get("kind", "") if typed.get("kind", "") in KINDS else "assistant",
    }
    case = ask_for_assistant(
        person=person_of(typed.get("person", ""), office), day=signed_on, by=request.user
    )
    return sign_pairing(pair=Pair(case=case, **told), by=request.user)


@staff(can_register)
@require_POST
def message_passed_on(request: HttpRequest, pk: int) -> HttpResponse:
    """A member of staff has told the person what the message says."""
    office = office_of(cast(StaffRequest, request))
    message = get_object_or_404(PhoneMessage, pk=pk, office=office)
    try:
        pass_on(message)
    except FactRefused as refused:
        messages.error(request, sentence_beside(refused))
    else:
        messages.success(request, _("The message is marked as passed on."))
    return redirect("assistants")


def _pairing(request: StaffRequest, pk: int) -> Pairing:
    return get_object_or_404(
        Pairing.objects.live()
        .select_related("person", "helper", "office", "case", "assessment")
        .prefetch_related("ends"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_GET
def pairing(request: HttpRequest, pk: int) -> HttpResponse:
    """One pair: its contract and why, the month's visits, what stands out, the act."""
    staff_request = cast(StaffRequest, request)
    found = _pairing(staff_request, pk)
    log_access(person=found.person, act=AccessEntry.Act.READ, by=staff_request.user)
    return _shown(staff_request, found)


def _shown(request: StaffRequest, found: Pairing, problem: str = "", at: str = "") -> HttpResponse:
    month = month_of(request.POST.get("month") or request.GET.get("month") or "")
    visits = visits_of(found, month)
    accepted = found.months.filter(retracted_at=None, month=month).first()
    context = {
        "office": found.office,
        "pairing": found,
        "month": month,
        "visits": [(one, words_of(one), is_counted(one), is_denied(one)) for one in visits],
        "minutes": sum(one.minutes for one in visits if is_counted(one)),
        "oddities": [] if accepted else oddities(found, month),
        "accepted": accepted,
        "stop": stop_of(found),
        "ended": any(one.is_live for one in found.ends.all()),
        "lines": explain(found.assessment.trace, get_language() or "kk"),
        "links": PairingLink.objects.standing_on(date.today()).filter(pairing=found),
        "address": request.build_absolute_uri("/"),
        "kinds": KINDS,
        "stops": STOPS,
        "ways": WAYS,
        "odd_names": ODDITIES,
        "end_reasons": END_REASONS,
        "sides": PairingLink.Side.values,
        "can_decide": can_decide(request.user),
        "can_register": can_register(request.user),
        "can_retract": can_retract(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
        "link_ends": date.today() + timedelta(days=LINK_DAYS),
    }
    return render(request, "web/pairing.html", context, status=422 if problem else 200)


@staff(can_see_persons)
@require_POST
def pairing_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on a pair; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _pairing(staff_request, pk)
    acts = {
        "visit": (_visit, can_register),
        "confirm": (_confirm, can_register),
        "deny": (_deny, can_register),
        "strike": (_strike, can_retract),
        "accept": (_accept, can_decide),
        "retract": (_retract, can_retract),
        "link": (_link, can_register),
        "end": (_end, can_decide),
    }
    if act not in acts:
        raise Http404
    done, may = acts[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        said = done(staff_request, found)
    except WRONG as refused:
        return _shown(staff_request, found, sentence_of_pair(refused), act)
    messages.success(request, said)
    month = month_of(request.POST.get("month", ""))
    response = redirect("pairing", found.pk)
    response["Location"] += f"?month={month:%Y-%m}"
    return response


def _visit(request: StaffRequest, found: Pairing) -> str:
    write_visit(visited=typed_visit(found, request.POST), by=request.user, way="desk")
    return _("The visit is recorded.")


def _those(request: StaffRequest, found: Pairing) -> list[AssistanceVisit]:
    keys = [key_of(one) for one in request.POST.getlist("visit")]
    those = list(AssistanceVisit.objects.live().filter(pairing=found, pk__in=keys))
    if not those:
        raise BadInput(_("Choose the visits."))
    return those


@transaction.atomic
def _confirm(request: StaffRequest, found: Pairing) -> str:
    those = _those(request, found)
    paper = request.FILES.get("paper")
    document = None
    if paper is not None:
        if (paper.size or 0) > DOCUMENT_LIMIT:
            raise BadInput(_("The file is too large."))
        document = keep_document(
            office_id=found.office_id,
            title=f"{found}: {paper.name}"[:250],
            content=paper.read(),
            media_type=paper.content_type or "application/octet-stream",
            by=request.user,
        )
    confirm_all(
        visits=those,
        side=PairingLink.Side.PERSON,
        way="paper" if document else "desk",
        by=request.user,
        document=document,
    )
    return _("The visits are confirmed.")


def _deny(request: StaffRequest, found: Pairing) -> str:
    for visit in _those(request, found)[:1]:
        deny(
            visit=visit,
            side=PairingLink.Side.PERSON,
            way="desk",
            reason=reason_of(request.POST)[:250],
            by=request.user,
        )
    return _("It is recorded that the visit was not so.")


def _strike(request: StaffRequest, found: Pairing) -> str:
    for visit in _those(request, found)[:1]:
        retract_visit(visit=visit, reason=reason_of(request.POST), by=request.user)
    return _("The visit was taken back.")


def _accept(request: StaffRequest, found: Pairing) -> str:
    month = month_of(request.POST.get("month", ""))
    accept_month(pairing=found, month=month, day=date.today(), by=request.user)
    return _("The month is accepted; it is paid by the next run.")


def _retract(request: StaffRequest, found: Pairing) -> str:
    accepted = get_object_or_404(
        found.months.filter(retracted_at=None), pk=key_of(request.POST.get("key", ""))
    )
    retract_month(accepted=accepted, reason=reason_of(request.POST), by=request.user)
    return _("The accepted month was taken back.")


def _link(request: StaffRequest, found: Pairing) -> str:
    side = request.POST.get("side", "")
    if side not in PairingLink.Side.values:
        raise BadInput(_("Choose from the list."))
    made = give_link(
        pairing=found,
        side=side,
        ends_on=day_of(request.POST.get("day", ""), may_be_later=True),
        by=request.user,
    )
    if "sms" not in request.POST:
        return _("The link is made.")
    address = f"{request.build_absolute_uri('/')}h/{found.office.code}/{made.token}/"
    send_message(
        person=found.helper if side == "helper" else found.person,
        text=f"Qamtu: {address}",
        by=request.user,
    )
    return _("The link is made; its message is on its way.")


def _end(request: StaffRequest, found: Pairing) -> str:
    reason = request.POST.get("cause", "")
    if reason not in END_REASONS:
        raise BadInput(_("Choose from the list."))
    end_pairing(
        pairing=found,
        last_day=day_of(request.POST.get("day", ""), may_be_later=True),
        reason=reason,
        note=line_of(request.POST.get("note", ""), longest=250),
        by=request.user,
    )
    return _("The end of the pair is recorded.")


@staff(can_see_persons)
@require_GET
def act_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """The act of services of an accepted month."""
    if language not in ("kk", "ru", "en") or form not in ("docx", "pdf"):
        raise Http404
    accepted = get_object_or_404(
        AssistanceMonth.objects.live().select_related(
            "pairing__person", "pairing__helper", "pairing__office", "assessment"
        ),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    content = print_act(accepted, language, form)
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    name = f"act-{accepted.year}-{accepted.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
