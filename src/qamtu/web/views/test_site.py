"""Aid to people harmed by the Semipalatinsk test site: judged as typed, assigned, certified."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office, User
from qamtu.accounts.permissions import can_decide, can_register, can_retract, can_see_persons
from qamtu.casework.explaining import explain, refusals
from qamtu.documents.paper import MEDIA_TYPES, Form
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry
from qamtu.people.registry import log_access
from qamtu.procurement.models import SiteAid, SiteCertificate, SiteClaim
from qamtu.procurement.test_site import (
    CATEGORIES,
    Stay,
    apply_for_compensation,
    assign_compensation,
    give_certificate,
    give_yearly_aid,
    judge_stays,
    refuse_compensation,
)
from qamtu.procurement.test_site_papers import print_certificate
from qamtu.procurement.test_site_retractions import (
    take_certificate_back,
    take_compensation_back,
    take_yearly_aid_back,
)
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.programme import StepMissing
from qamtu.rules.test_site.formulas import GROUNDS, PROGRAMME, ZONES
from qamtu.rules.trace import trace_of
from qamtu.web.facts import sentence_of_fact, sentence_of_missing
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_of,
    key_of,
    line_of,
    person_of,
    reason_of,
    sentence_beside,
)

LISTED = 100
STAYS = range(5)  # rows of the form
WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing, StepMissing)


def sentence_of_site(problem: Exception) -> str:
    """What stands beside a form, for all that can be wrong with it."""
    if isinstance(problem, FactsRefused):
        alone = FactsRefused(problem.code, problem.field, (), problem.given, problem.hint)
        sentence = sentence_of_fact(alone, PROGRAMME)
        if not problem.where:
            return sentence
        return _("Period %(number)s. %(sentence)s") % {
            "number": problem.where[0] + 1,
            "sentence": sentence,
        }
    if isinstance(problem, ParameterMissing):
        return sentence_of_missing(problem)
    if isinstance(problem, StepMissing):
        return _("On that day this measure was not in force. Check the date.")
    assert isinstance(problem, BadInput | FactRefused)
    return sentence_beside(problem)


def stays_of(typed: Typed) -> list[Stay]:
    """The periods that were typed; an empty row is none."""
    found = []
    for row in STAYS:
        place = line_of(typed.get(f"place-{row}", ""), longest=160)
        begun, ended = typed.get(f"from-{row}", ""), typed.get(f"to-{row}", "")
        if not place and not begun and not ended:
            continue
        found.append(
            Stay(
                zone=typed.get(f"zone-{row}", ""),
                lived_from=day_of(begun),
                lived_to=day_of(ended),
                place=place,
                paper=line_of(typed.get(f"paper-{row}", ""), longest=120),
            )
        )
    if not found:
        raise BadInput(_("Write where and when the person lived."))
    return found


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def test_site(request: HttpRequest) -> HttpResponse:
    """Applications and certificates; an application judged as typed, or recorded; yearly aid."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, at = "", request.POST.get("act", "")
    judged: dict[str, Any] = {}
    if request.method == "POST":
        may = can_decide if at == "aid" else can_register
        if not may(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            if at == "judge":
                judged = _judge(office, request.POST)
            elif at == "aid":
                return _aid(staff_request, office)
            else:
                at = "apply"
                return _apply(staff_request, office)
        except WRONG as refused:
            problem = sentence_of_site(refused)
    claims = SiteClaim.objects.live().filter(office=office).select_related(
        "person", "case", "assessment"
    )  # fmt: skip
    today = date.today()
    aided = SiteAid.objects.live().filter(office=office, year=today.year).select_related("person")
    context = {
        "office": office,
        "claims": [(one, _is_late(one, today)) for one in claims[:LISTED]],
        "certificates": SiteCertificate.objects.live()
        .filter(office=office)
        .select_related("person")[:LISTED],
        "aided": aided[:LISTED],
        "aided_count": aided.count(),
        "zones": ZONES.items(),
        "categories": CATEGORIES.items(),
        "stays": STAYS,
        "can_register": can_register(staff_request.user),
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "problem_at": "apply" if at == "judge" else at,
        "typed": request.POST,
        "today": today,
        **judged,
    }
    return render(request, "web/test_site.html", context, status=422 if problem else 200)


def _is_late(claim: SiteClaim, today: date) -> bool:
    return claim.case.state in ("registered", "checked") and claim.answer_by < today


def _judge(office: Office, typed: Typed) -> dict[str, Any]:
    """What the rules say of what was typed; nothing is kept."""
    judgement = judge_stays(
        office, stays_of(typed), day_of(typed.get("day", "")), compensated_before=False
    )
    trace, language = trace_of(judgement), get_language() or "kk"
    grounds = [ground for ground in GROUNDS if judgement[ground]]
    return {
        "is_judged": True,
        "amount": int(judgement["amount"]),
        "grounds": refusals(trace, grounds, language, PROGRAMME.folder),
        "lines": explain(trace, language),
    }


def _apply(request: StaffRequest, office: Office) -> HttpResponse:
    typed = request.POST
    claim = apply_for_compensation(
        person=person_of(typed.get("iin", ""), office),
        category=typed.get("category", ""),
        stays=stays_of(typed),
        day=day_of(typed.get("day", "")),
        lacking=line_of(typed.get("lacking", ""), longest=250),
        by=request.user,
    )
    messages.success(request, _("The application is recorded and judged."))
    return redirect("site-claim", claim.pk)


def _aid(request: StaffRequest, office: Office) -> HttpResponse:
    person = person_of(request.POST.get("iin", ""), office)
    give_yearly_aid(person=person, day=day_of(request.POST.get("day", "")), by=request.user)
    messages.success(request, _("The yearly aid is assigned; it is paid by the run of the month."))
    return redirect("test-site")


def _claim(request: StaffRequest, pk: int) -> SiteClaim:
    rows = SiteClaim.objects.live().select_related("person", "case", "office", "assessment")
    return get_object_or_404(rows, pk=pk, office=office_of(request))


@staff(can_see_persons)
@require_GET
def site_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """An application: the periods, what the rules said, the decision, the certificate."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _claim(staff_request, pk), staff_request.user)


def _shown(
    request: HttpRequest, claim: SiteClaim, user: User, problem: str = "", at: str = ""
) -> HttpResponse:
    log_access(
        person=claim.person, by=user, act=AccessEntry.Act.READ, detail={"case": claim.case_id}
    )
    language = get_language() or "kk"
    assessment = claim.assessment
    compensation = claim.compensations.filter(retracted_at=None).first()
    is_waiting = claim.case.state in ("registered", "checked")
    context = {
        "office": claim.office,
        "claim": claim,
        "residences": claim.residences.filter(retracted_at=None),
        "zones": ZONES,
        "category": CATEGORIES[claim.category],
        "assessment": assessment,
        "grounds": refusals(assessment.trace, assessment.grounds, language, PROGRAMME.folder),
        "lines": explain(assessment.trace, language),
        "compensation": compensation,
        "certificate": claim.certificates.filter(retracted_at=None).first(),
        "aids": SiteAid.objects.live().filter(person=claim.person_id),
        "payments": claim.case.payments.select_related("run"),
        "is_waiting": is_waiting,
        "is_late": _is_late(claim, date.today()),
        "can_decide": can_decide(user),
        "can_retract": can_retract(user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/site_claim.html", context, status=422 if problem else 200)


@staff(can_decide)
@require_POST
def site_claim_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Assign, refuse, give the certificate; or take back what was given by mistake."""
    staff_request = cast(StaffRequest, request)
    claim = _claim(staff_request, pk)
    if act not in GIVEN and act not in TAKEN_BACK:
        raise Http404
    if act in TAKEN_BACK and not can_retract(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        if act in TAKEN_BACK:
            said = _take_back(staff_request, claim, act)
        else:
            day = day_of(request.POST.get("day", ""))
            GIVEN[act](claim=claim, day=day, by=staff_request.user)
            said = _sentence_of(act)
    except WRONG as refused:
        problem = sentence_of_site(refused)
        return _shown(request, claim, staff_request.user, problem, act)
    messages.success(request, said)
    return redirect("site-claim", claim.pk)


GIVEN: dict[str, Any] = {
    "assign": assign_compensation,
    "refuse": refuse_compensation,
    "certificate": give_certificate,
}
TAKEN_BACK = ("compensation-back", "certificate-back", "aid-back")


def _sentence_of(act: str) -> str:
    match act:
        case "assign":
            return _("The compensation is assigned.")
        case "refuse":
            return _("The compensation is refused.")
        case _:
            return _("The certificate is given.")


def _take_back(request: StaffRequest, claim: SiteClaim, act: str) -> str:
    reason, by = reason_of(request.POST), request.user
    match act:
        case "compensation-back":
            take_compensation_back(claim=claim, reason=reason, by=by)
            return _("The compensation is taken back; the application waits for a decision again.")
        case "certificate-back":
            take_certificate_back(claim=claim, reason=reason, by=by)
            return _("The certificate is taken back; its number is not given again.")
        case _:
            aids = SiteAid.objects.filter(person=claim.person_id).select_related("case")
            key = key_of(request.POST.get("aid", ""))
            take_yearly_aid_back(aid=get_object_or_404(aids, pk=key), reason=reason, by=by)
            return _("The yearly aid is taken back; it may be assigned anew.")


@staff(can_see_persons)
@require_GET
def site_certificate_paper(
    request: HttpRequest, pk: int, language: str, form: Form
) -> HttpResponse:
    """A certificate as a paper; the export is logged."""
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    staff_request = cast(StaffRequest, request)
    rows = SiteCertificate.objects.live().select_related("person", "office", "claim")
    found = get_object_or_404(rows, pk=pk, office=office_of(staff_request))
    log_access(
        person=found.person,
        by=staff_request.user,
        act=AccessEntry.Act.EXPORTED,
        detail={"certificate": found.pk},
    )
    response = HttpResponse(
        print_certificate(found, language, form), content_type=MEDIA_TYPES[form]
    )
    name = f"certificate-{found.year}-{found.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
