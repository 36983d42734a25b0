"""The employment centre at the counter: who waits, a seeker's page, vacancies."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.casework.models import Case
from qamtu.documents.paper import MEDIA_TYPES
from qamtu.employment.job_search import MEASURE
from qamtu.employment.matching.occupations import occupations
from qamtu.employment.matching.vocabulary import (
    DEMANDS,
    EDUCATION,
    FEATURES,
    LIMITS,
    SCHEDULES,
)
from qamtu.employment.models import (
    Agreement,
    Referral,
    ReferralAnswer,
    Removal,
    Timesheet,
    Vacancy,
)
from qamtu.employment.papers import print_referral
from qamtu.employment.permanent_job import MEASURE as PERMANENT_JOB
from qamtu.employment.proposals import assigned, proposed_seekers, proposed_vacancies
from qamtu.employment.referrals import answer, refer, refused_since, waiting_for_an_answer
from qamtu.employment.seekers import (
    Profile,
    keep_profile,
    next_visit_by,
    plan,
    profile_of,
    recognise,
    record_visit,
    register_seeker,
    remove,
    seeker_case,
)
from qamtu.employment.vacancies import close_vacancy, open_vacancies, open_vacancy
from qamtu.employment.watches import due_watches
from qamtu.employment.words import ANSWERS, REMOVALS
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import AccessEntry, Person
from qamtu.people.registry import log_access
from qamtu.places.models import Territory
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    place_of,
    reason_of,
    sentence_beside,
    tiyn_of,
    whole_number_of,
)

LISTED = 50
WATCHES_LISTED = 8
PLANNED = (
    "permanent_job", "bastau", "startup_grant", "microcredit", "social_job", "youth_practice",
    "public_works",
)  # fmt: skip


@staff(can_see_persons)
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """What waits at the centre: referrals without an answer, agreements, timesheets, seekers."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    typed = digits_of(request.GET.get("iin", ""))
    person = Person.objects.filter(office=office, iin=typed).first() if typed else None
    if person is not None:
        case = seeker_case(person)
        return redirect("seeker", case.pk) if case else redirect("new-seeker", person.pk)
    agreements = Agreement.objects.filter(office=office).select_related("organization")
    sheets = Timesheet.objects.live().filter(office=office, paid_months=None)
    seekers = Case.objects.filter(office=office).of_measure(MEASURE.code).waiting()
    due = due_watches(office, date.today(), measures=(PERMANENT_JOB.code,))
    first = due[:WATCHES_LISTED]
    people = Person.objects.in_bulk([one.finish.person_id for one in first])
    return render(
        request,
        "web/work.html",
        {
            "office": office,
            "typed": request.GET.get("iin", ""),
            "referrals": waiting_for_an_answer(office)[:LISTED],
            "applied": agreements.filter(state=Agreement.State.APPLIED)[:LISTED],
            "sheets": sheets.select_related(
                "placement__person", "placement__agreement__organization"
            )[:LISTED],
            "seekers": seekers.select_related("person").order_by("-opened_on", "-pk")[:LISTED],
            "watches": [(one, people[one.finish.person_id]) for one in first],
            "watch_count": len(due),
            "can_register": can_register(staff_request.user),
            "today": date.today(),
        },
    )


def _profile_of(typed: QueryDict) -> Profile:
    codes = typed.getlist("occupation")
    years = typed.getlist("years")
    occupations = []
    for position, code in enumerate(codes):
        digits = digits_of(code)
        if not digits:
            continue
        if len(digits) != 4:
            raise BadInput(_("An occupation has a code of four digits (ISCO-08)."))
        said = digits_of(years[position]) if position < len(years) else ""
        occupations.append((digits, min(int(said or 0), 60), True))
    said, pay = typed.get("skills", ""), typed.get("lowest_pay", "").strip()
    return Profile(
        education=_choice(typed, "education", EDUCATION, "none"),
        occupations=occupations,
        skills=[line_of(one, longest=60) for one in said.split(",") if one.strip()],
        languages=[one for one in typed.getlist("languages") if one in ("kk", "ru", "en")],
        schedules=[one for one in typed.getlist("schedules") if one in SCHEDULES],
        health_limits=[one for one in typed.getlist("health_limits") if one in LIMITS],
        lowest_pay=tiyn_of(pay) if pay else 0,
        travel_km=whole_number_of(typed.get("travel_km", "") or "20", most=2000),
        has_car=bool(typed.get("has_car")),
        wishes=typed.get("wishes", "").replace("\0", "").strip()[:2000],
    )


def _choice(typed: QueryDict, name: str, choices: Any, default: str = "") -> str:
    given = typed.get(name, default)
    if given not in choices:
        raise BadInput(_("Choose from the list."))
    return given


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_seeker(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a person as a job seeker, with what they can and want."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    person = get_object_or_404(Person, pk=pk, office=office)
    problem = ""
    if request.method == "POST":
        try:
            case = register_seeker(
                person=person,
                office=office,
                profile=_profile_of(request.POST),
                day=day_of(request.POST.get("day", "")),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The job seeker is registered."))
            return redirect("seeker", case.pk)
    context = {
        "person": person,
        "typed": request.POST,
        "problem": problem,
        "today": date.today(),
        **_profile_choices(),
    }
    return render(request, "web/new_seeker.html", context, status=422 if problem else 200)


def _profile_choices() -> dict[str, Any]:
    return {
        "educations": EDUCATION.items(),
        "schedules": SCHEDULES.items(),
        "limits": [(code, limit.names) for code, limit in LIMITS.items()],
        "demands": DEMANDS.items(),
        "features": FEATURES.items(),
        "occupations": [one for one in occupations().values() if len(one.code) == 4],
    }


def _seeker(request: StaffRequest, pk: int) -> Case:
    return get_object_or_404(
        Case.objects.select_related("person", "office"),
        pk=pk,
        measure=MEASURE.code,
        office=office_of(request),
    )


def _shown(request: StaffRequest, case: Case, *, problem: str = "", at: str = "") -> HttpResponse:
    person = case.person
    assert person is not None, "a job seeker is a person"
    office = case.office
    referrals = (
        Referral.objects.live()
        .filter(case__person=person)
        .select_related("organization", "vacancy", "agreement", "case")
    )
    profile = profile_of(case)
    removal = case.removals.filter(retracted_at=None).first()
    context = {
        "office": office,
        "case": case,
        "person": person,
        "profile": profile,
        "visits": case.visits.filter(retracted_at=None),
        "next_visit": None if removal else next_visit_by(case),
        "plan_steps": case.plan_steps.filter(retracted_at=None),
        "referrals": [
            (one, one.answers.filter(retracted_at=None).first())
            for one in referrals.order_by("-pk")[:LISTED]
        ],
        "refused": refused_since(person, case.opened_on),
        "removal": removal,
        "vacancies": open_vacancies(office)[:200],
        "proposed": [] if removal else proposed_vacancies(case),
        "agreements": Agreement.objects.filter(
            office=office, state=Agreement.State.SIGNED
        ).select_related("organization")[:200],
        "measures": [MEASURES[code] for code in PLANNED],
        "answers": ANSWERS.items(),
        "causes": REMOVALS.items(),
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
        **_profile_choices(),
    }
    return render(request, "web/seeker.html", context, status=422 if problem else 200)


@staff(can_see_persons)
@require_GET
def seeker(request: HttpRequest, pk: int) -> HttpResponse:
    """A job seeker: profile, visits, plan, referrals and their answers."""
    staff_request = cast(StaffRequest, request)
    case = _seeker(staff_request, pk)
    assert case.person is not None
    log_access(person=case.person, by=staff_request.user, act=AccessEntry.Act.READ)
    return _shown(staff_request, case)


@staff(can_register)
@require_POST
def seeker_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on a job seeker: recognise, visit, plan, profile, refer, remove."""
    staff_request = cast(StaffRequest, request)
    case = _seeker(staff_request, pk)
    done = {
        "recognise": _recognise,
        "visit": _visit,
        "plan": _plan,
        "profile": _profile,
        "refer": _refer,
        "remove": _remove,
    }.get(act)
    if done is None:
        raise Http404
    if act in ("recognise", "remove") and not can_decide(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        day = day_of(request.POST.get("day", ""))
        said = done(staff_request, case, day)
    except (BadInput, FactRefused) as refused:
        return _shown(staff_request, case, problem=sentence_beside(refused), at=act)
    messages.success(request, said)
    return redirect("seeker", pk)


def _recognise(request: StaffRequest, case: Case, day: date) -> str:
    recognise(case=case, day=day, by=request.user)
    return _("Recognised as unemployed.")


def _visit(request: StaffRequest, case: Case, day: date) -> str:
    has_come = request.POST.get("come", "yes") == "yes"
    note = line_of(request.POST.get("note", ""), longest=250)
    record_visit(case=case, day=day, has_come=has_come, note=note, by=request.user)
    return _("The visit is recorded.")


def _plan(request: StaffRequest, case: Case, day: date) -> str:
    measure = request.POST.get("measure", "")
    if measure not in PLANNED:
        raise BadInput(_("Choose a measure."))
    until = day_of(request.POST.get("until", ""), may_be_later=True)
    note = line_of(request.POST.get("note", ""), longest=250)
    plan(case=case, measure=measure, until=until, day=day, note=note, by=request.user)
    return _("The individual plan has a new step.")


def _profile(request: StaffRequest, case: Case, day: date) -> str:
    keep_profile(case=case, profile=_profile_of(request.POST), day=day, by=request.user)
    return _("The profile is kept; the one before stays in the history.")


def _refer(request: StaffRequest, case: Case, day: date) -> str:
    kind, _sep, key = request.POST.get("target", "").partition("-")
    found: Vacancy | Agreement | None = None
    if kind == "vacancy":
        found = Vacancy.objects.filter(pk=key_of(key), office=case.office).first()
    elif kind == "agreement":
        found = Agreement.objects.filter(pk=key_of(key), office=case.office).first()
    if found is None:
        raise BadInput(_("Choose where to refer the person."))
    assert case.person is not None
    referral = refer(person=case.person, target=found, day=day, by=request.user)
    return _("The referral № %(number)s is issued.") % {"number": referral.number}


def _remove(request: StaffRequest, case: Case, day: date) -> str:
    cause = _choice(request.POST, "cause", REMOVALS)
    note = line_of(request.POST.get("note", ""), longest=250)
    remove(case=case, cause=Removal.Cause(cause), day=day, note=note, by=request.user)
    return _("The person is removed from the register.")


def _referral(request: StaffRequest, pk: int) -> Referral:
    return get_object_or_404(
        Referral.objects.select_related("case__person", "organization", "vacancy", "agreement"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_register)
@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, pk: int) -> HttpResponse:
    """A referral: its papers, and what came of it."""
    staff_request = cast(StaffRequest, request)
    found = _referral(staff_request, pk)
    problem = ""
    if request.method == "POST":
        try:
            answer(
                referral=found,
                answer=_choice(request.POST, "answer", ANSWERS),
                day=day_of(request.POST.get("day", "")),
                paper=line_of(request.POST.get("paper", ""), longest=60),
                reason=line_of(request.POST.get("reason", ""), longest=250),
                said_by=line_of(request.POST.get("said_by", ""), longest=120),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The answer is recorded."))
            return redirect("referral", pk)
    context = {
        "referral": found,
        "answer": found.answers.filter(retracted_at=None).first(),
        "answers": ANSWERS.items(),
        "hired": ReferralAnswer.Answer.HIRED,
        "seeker": seeker_case(found.case.person) if found.case.person else None,
        "problem": problem,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/referral.html", context, status=422 if problem else 200)


@staff(can_see_persons)
@require_GET
def referral_paper(request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """The referral as docx or pdf, in Kazakh or Russian."""
    found = _referral(cast(StaffRequest, request), pk)
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    response = HttpResponse(
        print_referral(found, language, form),
        content_type=MEDIA_TYPES[form],
    )
    name = f"referral-{found.year}-{found.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def vacancies(request: HttpRequest) -> HttpResponse:
    """Open vacancies, and announcing one."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            _open_vacancy(staff_request, office)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The vacancy is announced."))
            return redirect("vacancies")
    context = {
        "office": office,
        "vacancies": open_vacancies(office)[:200],
        "territories": Territory.objects.within(office.territory),
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "typed": request.POST,
        "today": date.today(),
        **_profile_choices(),
    }
    return render(request, "web/vacancies.html", context, status=422 if problem else 200)


def employer_of(typed: QueryDict, office: Office) -> Organization:
    """The organisation of a typed БИН."""
    bin_ = digits_of(typed.get("bin", ""))
    found = Organization.objects.filter(office=office, bin=bin_).first() if bin_ else None
    if found is None:
        raise BadInput(_("No organisation has this BIN; enter it under «Organisations» first."))
    return found


def occupation_of(typed: QueryDict, *, is_required: bool) -> str:
    """The four digits of a unit group of ISCO-08."""
    digits = digits_of(typed.get("occupation", ""))
    if len(digits) != 4 and (digits or is_required):
        raise BadInput(_("An occupation has a code of four digits (ISCO-08)."))
    return digits


def _open_vacancy(request: StaffRequest, office: Office) -> Vacancy:
    typed = request.POST
    pay_to = typed.get("pay_to", "").strip()
    return open_vacancy(
        organization=employer_of(typed, office),
        occupation=occupation_of(typed, is_required=True),
        title=line_of(typed.get("title", ""), longest=200),
        places=whole_number_of(typed.get("places", ""), most=1000),
        pay_from=tiyn_of(typed.get("pay_from", "")),
        pay_to=tiyn_of(pay_to) if pay_to else None,
        schedule=_choice(typed, "schedule", SCHEDULES),
        education=_choice(typed, "education", EDUCATION),
        territory=place_of(typed.get("territory", ""), office),
        demands=[one for one in typed.getlist("demands") if one in DEMANDS],
        features=[one for one in typed.getlist("features") if one in FEATURES],
        has_transport=bool(typed.get("has_transport")),
        day=day_of(typed.get("day", "")),
        by=request.user,
    )


@staff(can_register)
@require_POST
def vacancy_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a vacancy with its reason."""
    staff_request = cast(StaffRequest, request)
    found = get_object_or_404(Vacancy, pk=pk, office=office_of(staff_request))
    try:
        close_vacancy(
            vacancy=found, reason=reason_of(request.POST), day=day_of(request.POST.get("day", ""))
        )
    except (BadInput, FactRefused) as refused:
        messages.error(request, sentence_beside(refused))
    else:
        messages.success(request, _("The vacancy is closed."))
    return redirect("vacancies")


@staff(can_see_persons)
@require_GET
def vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    """A vacancy with the job seekers who fit it best, and why."""
    office = office_of(cast(StaffRequest, request))
    found = get_object_or_404(
        Vacancy.objects.select_related("organization", "territory"), pk=pk, office=office
    )
    context = {"vacancy": found, "proposed": proposed_seekers(found), **_profile_choices()}
    return render(request, "web/vacancy.html", context)


@staff(can_see_persons)
@require_GET
def matching(request: HttpRequest) -> HttpResponse:
    """All job seekers set to all open vacancies at once, as well as it can be."""
    office = office_of(cast(StaffRequest, request))
    return render(request, "web/matching.html", {"office": office, **assigned(office)})
