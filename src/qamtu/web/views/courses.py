"""The course «Бастау Бизнес»: who asks, groups, attendance, defence, certificates."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.casework.explaining import refusals
from qamtu.documents.paper import MEDIA_TYPES, Form
from qamtu.employment.course_groups import (
    Asked,
    CourseRefused,
    Selected,
    ask_for_course,
    form_group,
    leave_course,
    refer_to_group,
    taken_places,
    turn_down,
)
from qamtu.employment.course_papers import print_certificate, print_journal
from qamtu.employment.course_studies import (
    attended_hours,
    certify,
    defend,
    hold_session,
    hours_of,
    mark_attendance,
)
from qamtu.employment.models import (
    CourseApplication,
    CourseAttendance,
    CourseCertificate,
    CourseGroup,
    CoursePlace,
)
from qamtu.ledger.models import FactRefused
from qamtu.places.models import Territory
from qamtu.rules.bastau.formulas import PROGRAMME
from qamtu.rules.facts import FactsRefused
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
    place_of,
    reason_of,
    whole_number_of,
)

LISTED = 100
MEMBERS = 5
WRONG = (BadInput, FactRefused, FactsRefused, ParameterMissing)


def sentence_of_course(problem: Exception) -> str:
    """What stands beside a form of the course, for all that can be wrong with it."""
    if isinstance(problem, CourseRefused) and problem.code == "course-no-certificate":
        told = refusals(
            problem.values["trace"],
            problem.values["grounds"],
            get_language() or "kk",
            PROGRAMME.folder,
        )
        words = "; ".join(f"{one.name} ({one.article})" for one in told)
        problem = CourseRefused("course-no-certificate", grounds=words)
    return sentence_of_rules(problem, PROGRAMME)


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def courses(request: HttpRequest) -> HttpResponse:
    """Groups, newest first; who waits; an application; a new group."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, at = "", ""
    if request.method == "POST":
        at = request.POST.get("act", "")
        may = can_register if at == "ask" else can_decide
        if not may(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            where = _ask(staff_request, office) if at == "ask" else _form(staff_request, office)
        except WRONG as refused:
            problem = sentence_of_course(refused)
        else:
            return where
    certified = Q(places__certificates__isnull=False, places__certificates__retracted_at=None)
    groups = (
        CourseGroup.objects.live()
        .filter(office=office)
        .annotate(
            held=Count(
                "places",
                filter=Q(places__retracted_at=None) & ~Q(places__dropouts__isnull=False),
                distinct=True,
            ),
            certified=Count("places__certificates", filter=certified, distinct=True),
        )
    )
    waiting = _waiting(office)
    context = {
        "office": office,
        "groups": groups[:LISTED],
        "waiting": waiting[:LISTED],
        "waiting_count": waiting.count(),
        "places": Territory.objects.within(office.territory),
        "can_register": can_register(staff_request.user),
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/courses.html", context, status=422 if problem else 200)


def _waiting(office: Office) -> QuerySet[CourseApplication]:
    return (
        CourseApplication.objects.live()
        .filter(office=office, case__state__in=("registered", "checked"))
        .select_related("person", "case")
    )


def _ask(request: StaffRequest, office: Office) -> HttpResponse:
    typed = request.POST
    person = person_of(typed.get("iin", ""), office)
    asked = Asked(person, day_of(typed.get("day", "")), line_of(typed.get("idea", ""), longest=250))
    ask_for_course(asked=asked, by=request.user)
    messages.success(request, _("The application for the course is recorded."))
    return redirect("courses")


def _form(request: StaffRequest, office: Office) -> HttpResponse:
    typed = request.POST
    made = form_group(
        office=office,
        trainer=line_of(typed.get("trainer", ""), longest=160),
        capacity=whole_number_of(typed.get("capacity", ""), most=1000),
        first_day=day_of(typed.get("first_day", ""), may_be_later=True),
        last_day=day_of(typed.get("last_day", ""), may_be_later=True),
        place=line_of(typed.get("place", ""), longest=200),
        territory=place_of(typed.get("territory", ""), office),
        by=request.user,
    )
    messages.success(request, _("The group is formed."))
    return redirect("course-group", made.pk)


@staff(can_register)
@require_POST
def course_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """An application that is not selected, with the reason."""
    staff_request = cast(StaffRequest, request)
    if not can_decide(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    application = get_object_or_404(_waiting(office_of(staff_request)), pk=pk)
    try:
        turn_down(
            application=application,
            day=date.today(),
            reason=reason_of(request.POST),
            by=staff_request.user,
        )
    except WRONG as refused:
        messages.error(request, sentence_of_course(refused))
    else:
        messages.success(request, _("The application is refused."))
    return redirect("courses")


def _group(request: StaffRequest, pk: int) -> CourseGroup:
    return get_object_or_404(
        CourseGroup.objects.live().select_related("office", "territory"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_GET
def course_group(request: HttpRequest, pk: int) -> HttpResponse:
    """A group: its listeners, who came when, defences and certificates."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _group(staff_request, pk))


def _shown(
    request: StaffRequest, found: CourseGroup, problem: str = "", at: str = ""
) -> HttpResponse:
    sessions = list(found.sessions.filter(retracted_at=None))
    said = {
        (one.place_id, one.session_id): one.is_present
        for one in CourseAttendance.objects.live().filter(session__in=sessions)
    }
    places = (
        CoursePlace.objects.live()
        .filter(group=found)
        .select_related("application__person", "application__case")
        .prefetch_related("defences", "certificates", "dropouts")
    )
    hours = attended_hours(found)
    rows = [
        {
            "place": one,
            "came": [(session, said.get((one.pk, session.pk))) for session in sessions],
            "hours": hours.get(one.pk, 0),
            "defence": _live(one.defences.all()),
            "certificate": _live(one.certificates.all()),
            "left": _live(one.dropouts.all()),
        }
        for one in places
    ]
    context = {
        "office": found.office,
        "group": found,
        "sessions": sessions,
        "rows": rows,
        "taken": taken_places(found),
        "held": hours_of(found, found.last_day),
        "studying": [row for row in rows if not row["left"] and not row["certificate"]],
        "waiting": _waiting(found.office)[:LISTED],
        "members": range(MEMBERS),
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/course_group.html", context, status=422 if problem else 200)


def _live(facts: QuerySet[Any]) -> Any:
    return next((one for one in reversed(facts) if one.is_live), None)


@staff(can_register)
@require_POST
def course_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on a group; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _group(staff_request, pk)
    acts = {
        "refer": (_refer, can_decide),
        "session": (_session, can_register),
        "attendance": (_attendance, can_register),
        "defence": (_defence, can_decide),
        "certify": (_certify, can_decide),
        "leave": (_leave, can_decide),
    }
    if act not in acts:
        raise Http404
    done, may = acts[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        said = done(staff_request, found)
    except WRONG as refused:
        return _shown(staff_request, found, sentence_of_course(refused), act)
    messages.success(request, said)
    return redirect("course-group", found.pk)


def _refer(request: StaffRequest, found: CourseGroup) -> str:
    typed = request.POST
    application = get_object_or_404(_waiting(found.office), pk=key_of(typed.get("key", "")))
    day = day_of(typed.get("day", ""))
    points = digits_of(typed.get("points", ""))[:3]
    refer_to_group(
        group=found,
        selected=Selected(application, day, day, int(points) if points else None),
        by=request.user,
    )
    return _("The listener is referred to the group.")


def _session(request: StaffRequest, found: CourseGroup) -> str:
    typed = request.POST
    hold_session(
        group=found,
        day=day_of(typed.get("day", "")),
        hours=whole_number_of(typed.get("hours", ""), most=24),
        topic=line_of(typed.get("topic", ""), longest=200),
        by=request.user,
    )
    return _("The session is recorded; mark who came.")


def _attendance(request: StaffRequest, found: CourseGroup) -> str:
    session = get_object_or_404(
        found.sessions.filter(retracted_at=None), pk=key_of(request.POST.get("session", ""))
    )
    listed = {key_of(one) for one in request.POST.getlist("listed")}
    present = {key_of(one) for one in request.POST.getlist("present")} & listed
    mark_attendance(session=session, present=present, absent=listed - present, by=request.user)
    return _("The attendance is recorded.")


def _place(request: StaffRequest, found: CourseGroup) -> CoursePlace:
    return get_object_or_404(
        CoursePlace.objects.live().filter(group=found), pk=key_of(request.POST.get("key", ""))
    )


def _defence(request: StaffRequest, found: CourseGroup) -> str:
    typed = request.POST
    scores = []
    for row in range(MEMBERS):
        name = line_of(typed.get(f"member-{row}", ""), longest=160)
        if name:
            points = digits_of(typed.get(f"points-{row}", ""))[:4]
            scores.append((name, int(points) if points else -1))
    defend(
        place=_place(request, found),
        day=day_of(typed.get("day", "")),
        title=line_of(typed.get("title", ""), longest=200),
        scores=scores,
        is_passed=typed.get("outcome") == "passed",
        by=request.user,
    )
    return _("The defence is recorded.")


def _certify(request: StaffRequest, found: CourseGroup) -> str:
    made = certify(place=_place(request, found), day=date.today(), by=request.user)
    return _("The certificate is given: № %(number)s.") % {"number": made}


def _leave(request: StaffRequest, found: CourseGroup) -> str:
    leave_course(
        place=_place(request, found),
        day=day_of(request.POST.get("day", "")),
        reason=reason_of(request.POST)[:250],
        by=request.user,
    )
    return _("It is recorded that the listener left; the place is free.")


@staff(can_see_persons)
@require_GET
def certificate_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """A certificate as a paper."""
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    found = get_object_or_404(
        CourseCertificate.objects.live().select_related(
            "place__application__person", "place__group", "office"
        ),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    response = HttpResponse(
        print_certificate(found, language, form), content_type=MEDIA_TYPES[form]
    )
    name = f"certificate-{found.year}-{found.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff(can_see_persons)
@require_GET
def journal_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """A group's journal of attendance as a paper."""
    if language not in ("kk", "ru", "en") or form not in MEDIA_TYPES:
        raise Http404
    found = _group(cast(StaffRequest, request), pk)
    response = HttpResponse(print_journal(found, language, form), content_type=MEDIA_TYPES[form])
    name = f"journal-{found.year}-{found.number}-{language}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
