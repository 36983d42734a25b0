"""Cases: the list with its filters, the case with its next possible acts, opening one."""

import csv
import io
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office, User
from qamtu.accounts.permissions import can_export, can_register, can_retract, can_see_persons
from qamtu.assistance.decisions import decisions_by_step, take_back
from qamtu.casework.acts import ActRefused, open_case, record_event, retract_event
from qamtu.casework.deadlines import due_on
from qamtu.casework.measures import Measure, Subject
from qamtu.casework.models import Case, CaseEvent
from qamtu.casework.workflow import STATE_NAMES, Transition
from qamtu.documents.models import Document, keep_document
from qamtu.finance.models import BudgetLine, MoneyEntry
from qamtu.finance.money import MoneyRefused, commit, pay
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Facility, Organization
from qamtu.people.models import Household, HouseholdMember, Person
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.own_pages import own_page_of, title_of
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import (
    BadInput,
    day_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
    tiyn_of,
    whole_number_of,
)

PER_PAGE = 50
EXPORT_LIMIT = 50_000
COMMON_ACTS = frozenset({"withdraw", "close"})  # also where the rules decide
DOCUMENT_LIMIT = 10 * 1024 * 1024


def _filtered(request: HttpRequest, office: Office) -> QuerySet[Case]:
    cases = Case.objects.filter(office=office)
    if request.GET.get("measure") in MEASURES:
        cases = cases.filter(measure=request.GET["measure"])
    if request.GET.get("state") in STATE_NAMES:
        cases = cases.filter(state=request.GET["state"])
    try:
        start = parse_date(request.GET.get("from", ""))
        end = parse_date(request.GET.get("to", ""))
    except ValueError:
        start = end = None
    if start:
        cases = cases.filter(opened_on__gte=start)
    if end:
        cases = cases.filter(opened_on__lte=end)
    text = request.GET.get("q", "").strip()
    if text:
        people = Person.objects.filter(office=office).search(text).order_by()[:500]
        cases = cases.filter(person_id__in=list(people.values_list("pk", flat=True)))
    return cases


def _with_subjects(cases: QuerySet[Case]) -> QuerySet[Case]:
    """All that a line of a list says, in a number of queries that does not grow."""
    return cases.select_related(
        "person", "organization", "facility", "household", "territory"
    ).prefetch_related("household__members__person")


@staff(can_see_persons)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of the office, filtered; as a page or as a file."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    found = _filtered(request, office)
    if request.GET.get("format") == "csv" and can_export(staff_request.user):
        return _csv(_with_subjects(found)[:EXPORT_LIMIT])
    page = LongListPaginator(found, _with_subjects(Case.objects.all()), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "web/cases.html",
        {
            "office": office,
            "page": page,
            "measures": MEASURES.values(),
            "states": STATE_NAMES.items(),
            "can_export": can_export(staff_request.user),
        },
    )


def _csv(found: QuerySet[Case]) -> HttpResponse:
    language = get_language() or "kk"
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["№", _("Measure"), _("Subject"), _("IIN"), _("Opened"), _("State")])
    for case in found:
        writer.writerow(
            [
                case.pk,
                MEASURES[case.measure].names[language],
                str(case.subject),
                f"'{case.person.iin}" if case.person else "",
                case.opened_on,
                STATE_NAMES[case.state][language],
            ]
        )
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cases.csv"'
    return response


def _possible_acts(case: Case, measure: Measure, user: User) -> list[Transition]:
    """The acts of this state that this member of staff may do here."""
    if _has_contract(case):
        return []
    acts = [t for t in measure.workflow.from_state(case.state) if user.role in t.roles]
    return [t for t in acts if not measure.is_decided_by_rules or t.code in COMMON_ACTS]


def _has_contract(case: Case) -> bool:
    """True for a contract that stands: all that is done under it is done on its own page."""
    contract = getattr(case, "contract", None)
    return contract is not None and contract.is_live


def _is_common(event: CaseEvent) -> bool:
    """True for a step that is made and taken back on the case's page, by its event alone."""
    return not MEASURES[event.measure].is_decided_by_rules or event.transition in COMMON_ACTS


def _retractable(case: Case, measure: Measure) -> list[int]:
    """The steps that are taken back on the case's page, with the decisions behind them."""
    decided = decisions_by_step(case) if measure.is_decided_by_rules else {}
    return [
        event.pk for event in case.events.live() if _is_common(event) or event.transition in decided
    ]


def _case_context(request: StaffRequest, case: Case) -> dict[str, Any]:
    measure = MEASURES[case.measure]
    user = request.user
    return {
        "office": case.office,
        "case": case,
        "measure": measure,
        "events": case.events.in_order()
        .select_related("recorded_by", "retracted_by", "document")
        .prefetch_related("participants__person"),
        "money": case.money.select_related("line", "recorded_by").order_by("occurred_on", "pk"),
        "acts": _possible_acts(case, measure, user),
        "lines": BudgetLine.objects.filter(office=case.office, measure=case.measure),
        "asked_fields": [(step, measure.fields_of(step)) for step in measure.workflow.transitions],
        "due": due_on(case, measure),
        "retractable": _retractable(case, measure) if can_retract(user) else [],
        "contract": getattr(case, "contract", None),
        "today": date.today(),
    }


@staff(can_see_persons)
@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """A case: its history, its money, its papers, the next possible acts."""
    staff_request = cast(StaffRequest, request)
    found = get_object_or_404(
        Case.objects.select_related("person", "organization", "facility", "household", "office"),
        pk=pk,
        office=office_of(staff_request),
    )
    return render(request, "web/case.html", _case_context(staff_request, found))


@staff(can_see_persons)
@require_POST
def act(request: HttpRequest, pk: int, transition: str) -> HttpResponse:
    """Do one act on a case; a refusal says its reason on the case's page and loses nothing."""
    staff_request = cast(StaffRequest, request)
    user = staff_request.user
    found = get_object_or_404(
        Case.objects.select_related("person", "organization", "facility", "household", "office"),
        pk=pk,
        office=office_of(staff_request),
    )
    measure = MEASURES[found.measure]
    allowed = measure.workflow.transitions.get(transition)
    is_ruled = measure.is_decided_by_rules and transition not in COMMON_ACTS
    is_ruled = is_ruled or _has_contract(found)
    if allowed is None or is_ruled or user.role not in allowed.roles:
        return render(request, "web/forbidden.html", status=403)
    try:
        _do(request, found, measure, transition, user)
    except (BadInput, ActRefused, MoneyRefused) as problem:
        return _refused(staff_request, found, transition, sentence_beside(problem))
    messages.success(request, _("Done: the act is recorded."))
    return redirect("case", found.pk)


def _refused(request: StaffRequest, found: Case, transition: str, sentence: str) -> HttpResponse:
    context = _case_context(request, found)
    context |= {"problem": sentence, "problem_act": transition, "typed": request.POST}
    return render(request, "web/case.html", context, status=422)


def _details(request: HttpRequest, prefix: str) -> dict[str, object]:
    """What was typed into the fields of a step or of a measure."""
    return {
        name.removeprefix(f"{prefix}."): str(text).replace("\0", "")
        for name, text in request.POST.items()
        if name.startswith(f"{prefix}.") and str(text).strip()
    }


def _document(request: HttpRequest, found: Case, by: User) -> Document | None:
    upload = request.FILES.get("document")
    if upload is None:
        return None
    if (upload.size or 0) > DOCUMENT_LIMIT:
        raise BadInput(_("The file is larger than 10 MB."))
    return keep_document(
        office_id=found.office_id,
        title=upload.name or "",
        content=upload.read(),
        media_type=upload.content_type or "application/octet-stream",
        by=by,
    )


def _do(request: HttpRequest, found: Case, measure: Measure, transition: str, by: User) -> None:
    day = day_of(request.POST.get("day", ""))
    step = measure.workflow[transition]
    if step.takes_money:
        line = get_object_or_404(
            BudgetLine,
            pk=key_of(request.POST.get("line", "")),
            office=found.office,
            measure=measure.code,
        )
        amount = tiyn_of(request.POST.get("amount", ""))
        pay(
            line=line,
            case=found,
            measure=measure,
            amount=amount,
            day=day,
            by=by,
            act=line_of(request.POST.get("act", ""), longest=200),
        )
        return
    typed = request.POST.get("amount", "").strip()
    with transaction.atomic():
        event = record_event(
            case=found,
            measure=measure,
            transition=transition,
            day=day,
            by=by,
            reason=reason_of(request.POST),
            quantity=whole_number_of(request.POST.get("quantity") or "1"),
            details=_details(request, transition),
            document=_document(request, found, by),
        )
        if transition == "approve" and typed:
            line = get_object_or_404(
                BudgetLine,
                pk=key_of(request.POST.get("line", "")),
                office=found.office,
                measure=measure.code,
            )
            commit(line=line, case=found, amount=tiyn_of(typed), day=day, by=by, event=event)


@staff(can_retract)
@require_POST
def retract(request: HttpRequest, pk: int, event_pk: int) -> HttpResponse:
    """Take an event back with a reason; money that it moved has to be retracted first."""
    staff_request = cast(StaffRequest, request)
    found = get_object_or_404(Case, pk=pk, office=office_of(staff_request))
    event = get_object_or_404(CaseEvent, pk=event_pk, case=found)
    if _has_contract(found):
        messages.error(request, _("A contract stands on this; change it on the contract's page."))
        return redirect("contract", found.contract.pk)
    if MoneyEntry.objects.live().filter(event=event).exists():
        messages.error(request, _("Money stands on this act; take the money back first."))
        return redirect("case", found.pk)
    decision = decisions_by_step(found).get(event.transition) if event.is_live else None
    if decision is None and event.is_live and not _is_common(event):
        messages.error(request, _("This was done on a page of its own; it is taken back there."))
        return redirect("case", found.pk)
    try:
        reason = reason_of(request.POST)
        if decision is not None:
            take_back(decision=decision, reason=reason, by=staff_request.user)
        else:
            retract_event(event=event, reason=reason, by=staff_request.user)
    except (BadInput, FactRefused) as refused:
        messages.error(request, sentence_beside(refused))
    else:
        messages.success(request, _("The act is retracted; it stays in the history."))
    return redirect("case", found.pk)


def _subject(
    kind: Subject, pk: int, office: Office
) -> Person | Household | Organization | Facility:
    """The person, household, organisation or facility of this office."""
    match kind:
        case "person":
            return get_object_or_404(Person, pk=pk, office=office)
        case "household":
            members = HouseholdMember.objects.live().select_related("person").order_by("pk")
            households = Household.objects.prefetch_related(
                Prefetch("members", members, to_attr="live_members")
            )
            return get_object_or_404(households, pk=pk, office=office)
        case "organization":
            return get_object_or_404(Organization, pk=pk, office=office)
        case "facility":
            return get_object_or_404(Facility, pk=pk, office=office)


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest, pk: int, kind: Subject) -> HttpResponse:
    """Open a case for a person, a household, an organisation or a facility."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    subject = _subject(kind, pk, office)
    problem = ""
    of_kind = [m for m in MEASURES.values() if m.subject == kind]
    measures = [m for m in of_kind if not m.is_decided_by_rules]
    pages = dict.fromkeys(own_page_of(m.code) for m in of_kind if m.is_decided_by_rules)
    if request.method == "POST":
        try:
            measure = _chosen(of_kind, request.POST.get("measure", ""))
            opened = open_case(
                measure=measure,
                office=office,
                subject=subject,
                day=day_of(request.POST.get("day", "")),
                category=request.POST.get("category", ""),
                note=request.POST.get("note", "").replace("\0", ""),
                details=_details(request, measure.code),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The case is open."))
            return redirect("case", opened.pk)
    return render(
        request,
        "web/new_case.html",
        {
            "office": office,
            "kind": kind,
            "subject": subject,
            "measures": measures,
            "own_pages": [(page, title_of(page)) for page in pages],
            "asked_fields": [(m, m.fields_of("open")) for m in measures if m.fields_of("open")],
            "problem": problem,
            "typed": request.POST,
            "today": date.today(),
        },
        status=422 if problem else 200,
    )


def _chosen(measures: list[Measure], code: str) -> Measure:
    """The measure that was chosen. Of those that the rules decide it is said where they are."""
    measure = next((one for one in measures if one.code == code), None)
    if measure is None:
        raise BadInput(_("Choose a measure."))
    if measure.is_decided_by_rules:
        raise BadInput(
            _("«%(measure)s» is not opened here: do it on the page «%(page)s».")
            % {
                "measure": measure.names[get_language() or "kk"],
                "page": title_of(own_page_of(code)),
            }
        )
    return measure


@staff(can_see_persons)
@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper, as it was kept."""
    found = get_object_or_404(Document, pk=pk, office=office_of(cast(StaffRequest, request)))
    if found.content is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    response["Content-Disposition"] = "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
