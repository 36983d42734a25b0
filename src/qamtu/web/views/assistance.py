"""Targeted assistance at the counter: the application, the decision and its paper, the law here."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.permissions import (
    can_decide,
    can_prepare_payments,
    can_register,
    can_see_persons,
)
from qamtu.assistance.aid_papers import print_decision
from qamtu.assistance.applications import (
    Judged,
    apply_for_assistance,
    judge_family,
    reassess,
)
from qamtu.assistance.decisions import assign, end, refuse
from qamtu.assistance.dues import overpaid
from qamtu.assistance.families import draw_family
from qamtu.assistance.models import Decision
from qamtu.assistance.renewals import due_for_renewal
from qamtu.assistance.targeted_assistance import MEASURE
from qamtu.casework.acts import record_event
from qamtu.casework.explaining import explain, refusals
from qamtu.casework.models import Assessment, Case
from qamtu.documents.paper import MEDIA_TYPES
from qamtu.finance.accounts import accounts_of, read_iban, record_account
from qamtu.finance.models import Overpayment
from qamtu.finance.overpayments import (
    claim_in_court,
    left_of,
    record_overpayment,
    return_overpaid,
    state_of,
)
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Household, Person
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.programme import day_number, months_since
from qamtu.rules.quarters import quarter_before
from qamtu.rules.targeted_assistance.facts import (
    ABSENCES,
    CARES,
    DISABILITIES,
    INCOME_KINDS,
    PROGRAMME,
    RIGHTS,
)
from qamtu.rules.trace import trace_of
from qamtu.trilingual import Names
from qamtu.web.facts import sentence_of_rules
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

OVERPAYMENT_REASONS: dict[str, Names] = {
    Overpayment.Reason.DECEASED: Names("қайтыс болды", "смерть", "death"),
    Overpayment.Reason.MOVED_AWAY: Names("көшіп кетті", "выезд", "moved away"),
    Overpayment.Reason.EMPLOYED: Names("жұмысқа тұрды", "трудоустройство", "found work"),
    Overpayment.Reason.INCOME: Names(
        "жасырылған табыс не мүлік", "скрытый доход или имущество", "an income that was not told"
    ),
    Overpayment.Reason.MISTAKE: Names("бөлімнің қатесі", "ошибка отдела", "the office's mistake"),
}
SPARE_ROWS = 2  # of incomes, for each member
MOST_ROWS = 12
LISTED = 50
OF_CHILDREN = 16  # younger ones are not asked of study, care and work


@staff(can_see_persons)
@require_GET
def assistance(request: HttpRequest) -> HttpResponse:
    """The desk of targeted assistance: find an applicant, what waits, the last decisions."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    typed = digits_of(request.GET.get("iin", ""))
    applicant = Person.objects.filter(office=office, iin=typed).first() if typed else None
    household = _household_of(applicant) if applicant else None
    if household is not None:
        return redirect(f"{reverse('apply', args=[household.pk])}?applicant={applicant.pk}")  # type: ignore[union-attr]
    cases = Case.objects.filter(office=office).of_measure(MEASURE.code)
    with_family = cases.select_related("household").prefetch_related("household__members__person")
    decisions = (
        Decision.objects.filter(office=office, case__measure=MEASURE.code)
        .live()
        .select_related("case__household")
        .prefetch_related("case__household__members__person")
        .order_by("-pk")
    )
    return render(
        request,
        "web/assistance.html",
        {
            "office": office,
            "typed": request.GET.get("iin", ""),
            "applicant": applicant,
            "waiting": with_family.waiting().order_by("opened_on", "pk")[:LISTED],
            "renewals": due_for_renewal(office, date.today())[:LISTED],
            "decisions": decisions[:LISTED],
            "can_register": can_register(staff_request.user),
            "can_decide": can_decide(staff_request.user),
        },
    )


def _household_of(person: Person) -> Household | None:
    membership = person.memberships.live().filter(valid_to=None).select_related("household").first()
    return membership.household if membership else None


@staff(can_register)
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """The application of a family: drawn from the registers, judged as it is typed."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    household = get_object_or_404(Household, pk=pk, office=office)
    typed = request.POST if request.method == "POST" else request.GET
    problem, judged, day = "", None, date.today()
    family: dict[str, Any] = {"members": [], "applicant": None}
    try:
        if typed.get("day"):
            day = day_of(typed["day"])
        family = draw_family(household, day, _last_given(household))
        if request.method == "POST":
            family = _typed_family(family, request.POST)
        elif typed.get("applicant", "").isdigit():
            family["applicant"] = int(typed["applicant"])
        if not family["members"]:
            raise BadInput(_("The family has no members on this day."))
        judged = judge_family(office=office, family=family, day=day)
        if request.method == "POST" and "register" in request.POST:
            case = _register(staff_request, household, family, day)
            messages.success(request, _("The application is registered."))
            return redirect("assistance-case", case.pk)
    except (BadInput, FactRefused, FactsRefused, ParameterMissing) as refused:
        problem = sentence_of_problem(refused)
    context = {
        "office": office,
        "household": household,
        "day": day,
        "quarter": quarter_before(day),
        "family": family,
        "rows": _rows(family, day),
        "problem": problem,
        "typed": typed,
        "choices": {
            "rights": RIGHTS.items(),
            "absences": ABSENCES.items(),
            "cares": CARES.items(),
            "disabilities": DISABILITIES.items(),
            "kinds": INCOME_KINDS.items(),
        },
        **answer_in_words(judged),
    }
    is_fragment = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "web/assistance_answer.html" if is_fragment else "web/apply.html",
        context,
        status=422 if problem and not is_fragment and request.method == "POST" else 200,
    )


def sentence_of_problem(problem: Exception) -> str:
    """What stands beside the form, for all that can be wrong with a family."""
    return sentence_of_rules(problem, PROGRAMME)


def _last_given(household: Household) -> Mapping[str, Any] | None:
    last = Assessment.objects.filter(case__household=household).order_by("-pk").first()
    return last.given if last else None


def _typed_family(family: dict[str, Any], typed: QueryDict) -> dict[str, Any]:
    """The family as the form has it, over what the registers say."""
    applicant = typed.get("applicant", "")
    family["applicant"] = int(applicant) if applicant.isdigit() else None
    family["right"] = typed.get("right", "citizen")
    family["contract_broken_on"] = typed.get("contract_broken_on") or None
    for name in ("refused_inspection", "commission_denies", "false_data"):
        family[name] = name in typed
    for one in family["members"]:
        prefix = f"m{one['person']}-"
        one["absence"] = typed.get(f"{prefix}absence", "none")
        one["cares_for"] = typed.get(f"{prefix}cares_for", "nobody")
        one["is_full_time_student"] = f"{prefix}student" in typed
        one["is_long_ill"] = f"{prefix}ill" in typed
        one["refused_work_on"] = typed.get(f"{prefix}refused_work_on") or None
        one["incomes"] = [
            {
                "kind": typed.get(f"{prefix}kind-{row}", ""),
                "amount": typed.get(f"{prefix}amount-{row}", "").strip(),
            }
            for row in range(MOST_ROWS)
            if typed.get(f"{prefix}amount-{row}", "").strip()
        ]
    return family


def _rows(family: Mapping[str, Any], day: date) -> list[dict[str, Any]]:
    """The members with their rows of incomes, and spare ones."""
    rows = []
    for one in family["members"]:
        incomes = list(one.get("incomes", ()))
        is_child = (
            months_since(day_number(date.fromisoformat(one["born"])), day_number(day))
            < OF_CHILDREN * 12
        )
        spare = 1 if is_child else SPARE_ROWS
        incomes += [{"kind": "", "amount": ""}] * min(spare, MOST_ROWS - len(incomes))
        rows.append(
            {
                **one,
                "prefix": f"m{one['person']}-",
                "rows": list(enumerate(incomes)),
                "is_child": is_child,
            }
        )
    return rows


def answer_in_words(judged: Judged | None) -> dict[str, Any]:
    """What the rules say, as «assistance_answer.html» shows it."""
    if judged is None:
        return {"answers": None}
    language = get_language() or "kk"
    trace = trace_of(judged.judgement)
    return {
        "answers": judged.answers,
        "lines": explain(trace, language),
        "grounds": refusals(trace, judged.answers.grounds, language),
    }


def _register(
    request: StaffRequest, household: Household, family: Mapping[str, Any], day: date
) -> Case:
    iban = request.POST.get("iban", "").strip()
    applicant = Person.objects.filter(office=household.office, pk=family["applicant"] or 0).first()
    with transaction.atomic():
        case = apply_for_assistance(
            office=household.office, household=household, family=family, day=day, by=request.user
        )
        if iban and applicant is not None:
            known = accounts_of([(applicant.pk, 0)], day).get((applicant.pk, 0))
            if read_iban(iban) != known:
                record_account(owner=applicant, iban=iban, since=day, by=request.user)
    return case


@staff(can_see_persons)
@require_GET
def assistance_case(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules say of a case, why, and the decisions that follow."""
    staff_request = cast(StaffRequest, request)
    return _case_shown(staff_request, _case_of(staff_request, pk))


def _case_of(request: StaffRequest, pk: int) -> Case:
    return get_object_or_404(
        Case.objects.select_related("household", "office"),
        pk=pk,
        office=office_of(request),
        measure=MEASURE.code,
    )


def _case_shown(
    request: StaffRequest, case: Case, *, problem: str = "", at: str = ""
) -> HttpResponse:
    language = get_language() or "kk"
    assessment = case.assessments.order_by("-pk").first()
    decisions = case.decisions.live().select_related("recorded_by", "recipient").order_by("pk")
    ended = next((one for one in decisions if one.kind == Decision.Kind.ENDED), None)
    context: dict[str, Any] = {
        "office": case.office,
        "case": case,
        "assessment": assessment,
        "decisions": decisions,
        "assigned": next((one for one in decisions if one.kind == "assigned"), None),
        "ended": ended,
        "overpaid": overpaid(ended) if ended else [],
        "overpayments": [
            (one, left_of(one), state_of(one))
            for one in case.overpayments.live().select_related("recorded_by")
        ],
        "reasons": OVERPAYMENT_REASONS.items(),
        "can_take_back": can_prepare_payments(request.user),
        "payments": case.payments.select_related("run").order_by("due_for", "pk"),
        "can_decide": can_decide(request.user),
        "can_check": can_register(request.user),
        "is_waiting": case.state in ("registered", "checked"),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    if assessment is not None:
        context |= {
            "lines": explain(assessment.trace, language),
            "grounds": refusals(assessment.trace, assessment.grounds, language),
        }
    return render(request, "web/assistance_case.html", context, status=422 if problem else 200)


@staff(can_prepare_payments)
@require_POST
def overpayment(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Record what was overpaid after an end, what came back of it, or the claim in court."""
    staff_request = cast(StaffRequest, request)
    case = _case_of(staff_request, pk)
    typed, by = request.POST, staff_request.user
    try:
        day = day_of(typed.get("day", ""))
        if act == "record":
            ended = get_object_or_404(case.decisions.live(), kind=Decision.Kind.ENDED)
            record_overpayment(
                parts=[(payment, payment.amount) for payment in overpaid(ended)],
                reason=typed.get("reason", ""),
                day=day,
                by=by,
                note=line_of(typed.get("note", ""), longest=250),
            )
        else:
            found = get_object_or_404(
                case.overpayments.live(), pk=key_of(typed.get("overpayment", ""))
            )
            paper = line_of(typed.get("act", ""), longest=200)
            if act == "return":
                amount = tiyn_of(typed.get("amount", ""))
                return_overpaid(overpayment=found, amount=amount, day=day, by=by, act=paper)
            elif act == "claim":
                claim_in_court(overpayment=found, day=day, act=paper, by=by)
            else:
                raise Http404
    except (BadInput, FactRefused) as refused:
        return _case_shown(staff_request, case, problem=sentence_beside(refused), at=act)
    messages.success(request, _("Recorded."))
    return redirect("assistance-case", case.pk)


@staff(can_register)
@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """The precinct commission's conclusion: need or none, with its number; the case is judged."""
    staff_request = cast(StaffRequest, request)
    case = _case_of(staff_request, pk)
    try:
        number = line_of(request.POST.get("number", ""), longest=120)
        if not number:
            raise BadInput(_("Write the number and the day of the conclusion."))
        if request.POST.get("conclusion") not in ("need", "no-need", "refused"):
            raise BadInput(_("Choose what the commission found."))
        with transaction.atomic():
            if case.state == "registered":
                record_event(
                    case=case,
                    measure=MEASURE,
                    transition="check",
                    day=day_of(request.POST.get("day", "")),
                    by=staff_request.user,
                    details={"commission": number},
                )
            reassess(
                case=case,
                by=staff_request.user,
                commission_denies=request.POST["conclusion"] == "no-need",
                refused_inspection=request.POST["conclusion"] == "refused",
            )
    except (BadInput, FactRefused, FactsRefused, ParameterMissing) as refused:
        return _case_shown(staff_request, case, problem=sentence_of_problem(refused), at="conclude")
    messages.success(request, _("The conclusion is recorded, and the family is judged again."))
    return redirect("assistance-case", case.pk)


@staff(can_decide)
@require_POST
def decide(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Assign, refuse or end: the decision gets its number."""
    staff_request = cast(StaffRequest, request)
    case = _case_of(staff_request, pk)
    by = staff_request.user
    try:
        day = day_of(request.POST.get("day", ""))
        if kind == Decision.Kind.ASSIGNED:
            contract = line_of(request.POST.get("contract", ""), longest=120)
            assign(case=case, day=day, by=by, contract=contract)
        elif kind == Decision.Kind.REFUSED:
            refuse(case=case, day=day, by=by, note=reason_of(request.POST))
        elif kind == Decision.Kind.ENDED:
            month = day_of(f"{request.POST.get('last_month', '')}-01", may_be_later=True)
            end(case=case, last_month=month, reason=reason_of(request.POST), day=day, by=by)
        else:
            raise Http404
    except (BadInput, FactRefused) as refused:
        return _case_shown(staff_request, case, problem=sentence_beside(refused), at=kind)
    messages.success(request, _("The decision is recorded under its number."))
    return redirect("assistance-case", case.pk)


@staff(can_see_persons)
@require_GET
def decision_paper(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """The decision as a paper, in Kazakh or Russian, docx or pdf."""
    if language not in ("kk", "ru") or form not in MEDIA_TYPES:
        raise Http404
    decision = get_object_or_404(
        Decision.objects.select_related("case__office", "assessment", "recorded_by"),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    content = print_decision(decision, language, form)
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    name = f"decision-{decision.year}-{decision.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
