"""Microcredits: who owes what, one loan with its schedule, repayments and changes."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.casework.explaining import explain, refusals
from qamtu.employment.loans import (
    LoanAsked,
    apply_for_loan,
    approve_loan,
    change_schedule,
    issue_loan,
    plan_of,
    portfolio,
    repaid,
    repay,
    standing_on,
)
from qamtu.employment.microcredit import MEASURE
from qamtu.employment.models import LoanApplication, LoanChange, LoanIssue
from qamtu.finance.models import BudgetLine
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry
from qamtu.people.registry import log_access
from qamtu.rules.facts import FactsRefused
from qamtu.rules.microcredit.formulas import LENDING, PROGRAMME, PURPOSES
from qamtu.rules.microcredit.schedule import AGES, Instalment
from qamtu.rules.parameters import ParameterMissing
from qamtu.web.facts import sentence_of_rules
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    person_of,
    tiyn_of,
    whole_number_of,
)

LISTED = 200
MOST_PERCENT = 100
WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing)


def sentence_of_loan(problem: Exception) -> str:
    """What stands beside a form of a loan, for all that can be wrong with it."""
    return sentence_of_rules(problem, PROGRAMME)


def millionths_of(text: str) -> int:
    """A rate typed in percent a year, as millionths."""
    try:
        percent = Decimal(text.replace(",", ".").strip())
        found = percent * 10_000
        if not 0 <= percent <= MOST_PERCENT or found != int(found):
            raise InvalidOperation
    except InvalidOperation:
        raise BadInput(_("Write the rate in percent a year, for example 2,5.")) from None
    return int(found)


def _ages(late: dict[tuple[int, int | None], int]) -> list[tuple[str, int]]:
    return [(f"{first}–{last}" if last else f"{first}+", late[first, last]) for first, last in AGES]


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def loans(request: HttpRequest) -> HttpResponse:
    """Loans as they stand on a day, those past due first; applications that wait; a new one."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = _apply(staff_request, office)
        except WRONG as refused:
            problem = sentence_of_loan(refused)
        else:
            messages.success(request, _("The application for a loan is recorded."))
            return redirect("loan", made.pk)
    typed_day = request.GET.get("day", "")
    try:
        day = day_of(typed_day, may_be_later=True) if typed_day else date.today()
    except BadInput:
        day = date.today()
    found = portfolio(office, day)
    total = dict.fromkeys(AGES, 0)
    for _issue, standing in found:
        for age, late in standing.late.items():
            total[age] += late
    context = {
        "office": office,
        "day": day,
        "loans": found[:LISTED],
        "ages": _ages(total),
        "left": sum(standing.left for _issue, standing in found),
        "waiting": LoanApplication.objects.live()
        .filter(office=office, case__state__in=("registered", "checked", "approved"))
        .select_related("person", "case")[:LISTED],
        "lending": LENDING,
        "purposes": PURPOSES,
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "problem_at": "apply",
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/loans.html", context, status=422 if problem else 200)


def _apply(request: StaffRequest, office: Office) -> LoanApplication:
    typed = request.POST
    person = person_of(typed.get("iin", ""), office)
    grace = digits_of(typed.get("grace", ""))[:3]
    asked = LoanAsked(
        person=person,
        day=day_of(typed.get("day", "")),
        lending=typed.get("lending", ""),
        purpose=typed.get("purpose", ""),
        amount=tiyn_of(typed.get("amount", "")),
        rate_millionths=millionths_of(typed.get("rate", "")),
        months=whole_number_of(typed.get("months", ""), most=600),
        grace_months=int(grace or 0),
        method=typed.get("method", ""),
        idea=line_of(typed.get("idea", ""), longest=250),
    )
    return apply_for_loan(asked=asked, by=request.user)


def _application(request: StaffRequest, pk: int) -> LoanApplication:
    return get_object_or_404(
        LoanApplication.objects.live().select_related("person", "case", "assessment", "office"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_GET
def loan(request: HttpRequest, pk: int) -> HttpResponse:
    """One loan: what the rules said, its schedule against what was paid, its changes."""
    staff_request = cast(StaffRequest, request)
    found = _application(staff_request, pk)
    log_access(person=found.person, act=AccessEntry.Act.READ, by=staff_request.user)
    return _shown(staff_request, found)


def _issue(found: LoanApplication) -> LoanIssue | None:
    return (
        found.issues.filter(retracted_at=None)
        .select_related("application")
        .prefetch_related("repayments", "changes")
        .first()
    )


def _shown(
    request: StaffRequest, found: LoanApplication, problem: str = "", at: str = ""
) -> HttpResponse:
    language = get_language() or "kk"
    issue = _issue(found)
    rows: list[tuple[Instalment, int, bool]] = []
    if issue is not None:
        paid = repaid(issue)
        for one in plan_of(issue):
            covered = min(paid, one.payment)
            paid -= covered
            is_late = covered < one.payment and one.due < date.today()
            rows.append((one, covered, is_late))
    standing = standing_on(issue, date.today()) if issue else None
    assessment = found.assessment
    context = {
        "office": found.office,
        "loan": found,
        "issue": issue,
        "rows": rows,
        "standing": standing,
        "ages": _ages(standing.late) if standing else [],
        "lines": explain(assessment.trace, language),
        "grounds": refusals(assessment.trace, assessment.grounds, language, PROGRAMME.folder),
        "rate": Decimal(found.rate_millionths) / 10_000,
        "budget_lines": BudgetLine.objects.filter(office=found.office, measure=MEASURE.code),
        "lending": LENDING,
        "purposes": PURPOSES,
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/loan.html", context, status=422 if problem else 200)


@staff(can_register)
@require_POST
def loan_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on a loan; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _application(staff_request, pk)
    acts = {
        "approve": (_approve, can_decide),
        "issue": (_give, can_decide),
        "repay": (_repay, can_register),
        "change": (_change, can_decide),
    }
    if act not in acts:
        raise Http404
    done, may = acts[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        said = done(staff_request, found)
    except WRONG as refused:
        return _shown(staff_request, found, sentence_of_loan(refused), act)
    messages.success(request, said)
    return redirect("loan", found.pk)


def _line(request: StaffRequest, found: LoanApplication) -> BudgetLine:
    key = key_of(request.POST.get("line", ""))
    return get_object_or_404(BudgetLine, pk=key, office=found.office)


def _approve(request: StaffRequest, found: LoanApplication) -> str:
    day = day_of(request.POST.get("day", ""))
    approve_loan(application=found, line=_line(request, found), day=day, by=request.user)
    return _("The loan is approved; its sum is bound.")


def _give(request: StaffRequest, found: LoanApplication) -> str:
    typed = request.POST
    issue_loan(
        application=found,
        line=_line(request, found),
        lender=line_of(typed.get("lender", ""), longest=200),
        contract=line_of(typed.get("contract", ""), longest=60),
        day=day_of(typed.get("day", "")),
        first_due=day_of(typed.get("first_due", ""), may_be_later=True),
        by=request.user,
    )
    return _("The loan is given; its schedule stands.")


def _its_issue(found: LoanApplication) -> LoanIssue:
    issue = _issue(found)
    if issue is None:
        raise Http404
    return issue


def _repay(request: StaffRequest, found: LoanApplication) -> str:
    typed = request.POST
    repay(
        issue=_its_issue(found),
        day=day_of(typed.get("day", "")),
        amount=tiyn_of(typed.get("amount", "")),
        paper=line_of(typed.get("paper", ""), longest=60),
        by=request.user,
    )
    return _("The repayment is recorded.")


def _change(request: StaffRequest, found: LoanApplication) -> str:
    typed = request.POST
    kind = typed.get("kind", "")
    if kind not in LoanChange.Kind.values:
        raise BadInput(_("Choose from the list."))
    change = LoanChange(
        issue=_its_issue(found),
        kind=kind,
        occurred_on=day_of(typed.get("day", "")),
        after=whole_number_of(typed.get("after", ""), most=600),
    )
    if kind == LoanChange.Kind.RESTRUCTURED:
        change.months = whole_number_of(typed.get("months", ""), most=600)
        change.rate_millionths = millionths_of(typed.get("rate", ""))
        change.act = line_of(typed.get("act", ""), longest=120)
    else:
        change.amount = tiyn_of(typed.get("amount", ""))
    change_schedule(change=change, by=request.user)
    return _("The schedule is changed.")
