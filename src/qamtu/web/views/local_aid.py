"""Local social aid at the counter: the application with its live answer, the decision, lists."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.assistance.aid_acts import RHYTHMS, UNITS, categories_on
from qamtu.assistance.aid_grants import (
    Asked,
    Judged,
    apply_for_aid,
    asked_of,
    decide_aid,
    decide_list,
    end_aid,
    judge_all,
    known_income,
    people_of,
    withdraw_aid,
)
from qamtu.assistance.models import AidCategory, Decision
from qamtu.assistance.social_aid import MEASURE
from qamtu.casework.explaining import explain, refusals
from qamtu.casework.models import Case
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.social_aid.formulas import PROGRAMME
from qamtu.rules.trace import trace_of
from qamtu.web.facts import sentence_of_rules
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    person_of,
    reason_of,
    tiyn_of,
)

LISTED = 50
MOST = 2000
WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing)


def sentence_of_aid(problem: Exception) -> str:
    """What stands beside a form of local aid."""
    return sentence_of_rules(problem, PROGRAMME)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def local_aid(request: HttpRequest) -> HttpResponse:
    """What the maslikhat decided, an application judged as it is typed, the last decisions."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, judged = "", None
    is_fragment = request.headers.get("HX-Request") == "true"
    typed = request.POST
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            asked = _read(office, typed)
            (judged,) = judge_all(office, [asked])
            if "register" in typed:
                case = apply_for_aid(asked=asked, by=staff_request.user)
                messages.success(request, _("The application is registered."))
                return redirect("aid-case", case.pk)
        except WRONG as refused:
            problem = sentence_of_aid(refused)
    cases = Case.objects.filter(office=office).of_measure(MEASURE.code).select_related("person")
    decisions = (
        Decision.objects.live()
        .filter(office=office, case__measure=MEASURE.code)
        .select_related("case__person", "assessment")
        .order_by("-pk")
    )
    context = {
        "office": office,
        "categories": categories_on(office, _typed_day(typed) or date.today()),
        "units": UNITS,
        "rhythms": RHYTHMS,
        "waiting": cases.waiting().order_by("opened_on", "pk")[:LISTED],
        "decisions": decisions[:LISTED],
        "can_register": can_register(staff_request.user),
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "typed": typed,
        "today": date.today(),
        **in_words(judged),
    }
    status = 422 if problem and not is_fragment else 200
    page = "web/local_aid_answer.html" if is_fragment else "web/local_aid.html"
    return render(request, page, context, status=status)


def _typed_day(typed: QueryDict) -> date | None:
    try:
        return parse_date(typed.get("day", ""))
    except ValueError:
        return None


def in_words(judged: Judged | None) -> dict[str, Any]:
    """What the rules say, as «local_aid_answer.html» shows it."""
    if judged is None:
        return {"judged": None}
    language = get_language() or "kk"
    trace = trace_of(judged.judgement)
    return {
        "judged": judged,
        "lines": explain(trace, language),
        "grounds": refusals(trace, judged.grounds, language, PROGRAMME.folder),
    }


def _category(office: Office, typed: QueryDict, day: date) -> AidCategory:
    key = key_of(typed.get("category", ""))
    found = next((one for one in categories_on(office, day) if one.pk == key), None)
    if found is None:
        raise BadInput(_("Choose the category from those in force on that day."))
    return found


def _read(office: Office, typed: QueryDict) -> Asked:
    day = day_of(typed.get("day", ""))
    category = _category(office, typed, day)
    person = person_of(typed.get("iin", ""), office)
    income = _sum_of(typed.get("income", ""))
    return Asked(
        person=person,
        category=category,
        day=day,
        is_of_category="is_of_category" in typed,
        per_capita_income=known_income(person, day) if income is None else income,
        costs=_sum_of(typed.get("costs", "")) or 0,
        paper=line_of(typed.get("paper", ""), longest=200),
        last_month=_month_of(typed.get("last_month", "")),
    )


def _sum_of(text: str) -> int | None:
    """A sum that may be left out, and may be nothing."""
    stripped = text.strip()
    if not stripped:
        return None
    return 0 if not stripped.strip("0,. ") else tiyn_of(stripped)


def _month_of(text: str) -> date | None:
    if not text:
        return None
    try:
        month = parse_date(f"{text}-01")
    except ValueError:
        month = None
    if month is None:
        raise BadInput(_("The month is not readable; choose it again."))
    return month


@staff(can_see_persons)
@require_GET
def aid_case(request: HttpRequest, pk: int) -> HttpResponse:
    """An application: what the rules say, the decision, its payments."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _case_of(staff_request, pk))


def _case_of(request: StaffRequest, pk: int) -> Case:
    return get_object_or_404(
        Case.objects.select_related("person", "office"),
        pk=pk,
        office=office_of(request),
        measure=MEASURE.code,
    )


def _shown(request: StaffRequest, case: Case, problem: str = "", at: str = "") -> HttpResponse:
    language = get_language() or "kk"
    assessment = case.assessments.order_by("-pk").first()
    decisions = list(case.decisions.live().select_related("recorded_by").order_by("pk"))
    assigned = next((one for one in decisions if one.kind == Decision.Kind.ASSIGNED), None)
    is_ended = any(one.kind == Decision.Kind.ENDED for one in decisions)
    context: dict[str, Any] = {
        "office": case.office,
        "case": case,
        "assessment": assessment,
        "decisions": decisions,
        "assigned": assigned,
        "may_end": assigned is not None
        and not is_ended
        and assigned.first_month != assigned.last_month,
        "payments": case.payments.select_related("run").order_by("due_for", "pk"),
        "is_waiting": case.state in ("registered", "checked"),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    if assessment is not None:
        context |= {
            "asked": asked_of(case),
            "lines": explain(assessment.trace, language),
            "grounds": refusals(
                assessment.trace, assessment.grounds, language, assessment.programme
            ),
        }
    return render(request, "web/aid_case.html", context, status=422 if problem else 200)


@staff(can_decide)
@require_POST
def aid_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Decide as the rules say, end a monthly aid, or note that the application was taken back."""
    staff_request = cast(StaffRequest, request)
    case = _case_of(staff_request, pk)
    typed, by = request.POST, staff_request.user
    try:
        day = day_of(typed.get("day", ""))
        if act == "decide":
            decide_aid(case=case, day=day, by=by)
        elif act == "end":
            month = _month_of(typed.get("last_month", ""))
            if month is None:
                raise BadInput(_("The month is not readable; choose it again."))
            end_aid(case=case, last_month=month, reason=reason_of(typed), day=day, by=by)
        else:
            withdraw_aid(case=case, day=day, reason=reason_of(typed), by=by)
    except WRONG as refused:
        return _shown(staff_request, case, sentence_of_aid(refused), act)
    messages.success(request, _("Recorded."))
    return redirect("aid-case", case.pk)


@staff(can_decide)
@require_http_methods(["GET", "POST"])
def aid_list(request: HttpRequest) -> HttpResponse:
    """A list of a category, from the register or by numbers: judged, then decided at once."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    typed = request.POST if request.method == "POST" else request.GET
    problem = ""
    rows: list[dict[str, Any]] = []
    unknown: list[str] = []
    without: list[Person] = []
    try:
        if typed.get("category"):
            day = day_of(typed.get("day", ""))
            category = _category(office, typed, day)
            people, unknown = _people(office, typed, category, day)
            asked = [_listed(one, category, day, "is_of_category" in typed) for one in people]
            if category.income_limit is not None:
                without = [one.person for one in asked if one.per_capita_income is None]
                asked = [one for one in asked if one.per_capita_income is not None]
            rows = _judged(office, asked)
            if "decide" in request.POST:
                if unknown:
                    raise BadInput(_("Correct or take out the numbers that are not found first."))
                if not asked:
                    raise BadInput(_("Nobody is on the list."))
                made = decide_list(
                    office=office,
                    asked=asked,
                    decided_on=day_of(typed.get("decided_on", "")),
                    by=staff_request.user,
                )
                messages.success(
                    request, _("The list is decided: %(count)s.") % {"count": len(made)}
                )
                return redirect("local-aid")
    except WRONG as refused:
        problem = sentence_of_aid(refused)
    context = {
        "office": office,
        "categories": categories_on(office, _typed_day(cast(QueryDict, typed)) or date.today()),
        "rows": rows,
        "total": sum(row["amount"] for row in rows),
        "entitled": sum(1 for row in rows if not row["grounds"]),
        "unknown": unknown,
        "without": without,
        "problem": problem,
        "problem_at": "list",
        "typed": typed,
        "today": date.today(),
    }
    return render(request, "web/aid_list.html", context, status=422 if problem else 200)


def _people(
    office: Office, typed: QueryDict, category: AidCategory, day: date
) -> tuple[list[Person], list[str]]:
    """Who is on the list, and the lines in which no person was found."""
    lines = [line.strip() for line in typed.get("numbers", "").splitlines() if line.strip()]
    if not lines:
        if not category.status:
            raise BadInput(_("Write the numbers of the people, one in a line."))
        return people_of(category, day)[:MOST], []
    if len(lines) > MOST:
        raise BadInput(_("At most %(most)s in a list.") % {"most": MOST})
    numbers = [digits_of(line) for line in lines]
    known = {one.iin: one for one in Person.objects.filter(office=office, iin__in=set(numbers))}
    found = [known[iin] for iin in numbers if iin in known]
    return found, [line for line, iin in zip(lines, numbers, strict=True) if iin not in known]


def _listed(person: Person, category: AidCategory, day: date, is_of_category: bool) -> Asked:
    income = None if category.income_limit is None else known_income(person, day)
    return Asked(person, category, day, is_of_category, income)


def _judged(office: Office, asked: list[Asked]) -> list[dict[str, Any]]:
    language = get_language() or "kk"
    return [
        {
            "person": one.asked.person,
            "amount": one.amount,
            "grounds": refusals(trace_of(one.judgement), one.grounds, language, PROGRAMME.folder),
        }
        for one in judge_all(office, asked)
    ]
