"""One facility: its passport and surveys, what stands in the way, works; a survey; a clash."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accessibility.inventory import ask_for_survey, case_of, inventory, task_of
from qamtu.accessibility.models import Passport, PlannedWork, Survey, SurveyPhoto
from qamtu.accessibility.overview import surveys_of
from qamtu.accessibility.passport_papers import print_passport
from qamtu.accessibility.passports import approve_passport, current_passport, reasons_of
from qamtu.accessibility.surveys import (
    Photo,
    Surveyed,
    attach_photo,
    choose_survey,
    differences,
    is_clash_open,
    record_survey,
    set_aside,
    standing_survey,
    take_back_task,
)
from qamtu.accessibility.works import Work, accept_work, plan_work
from qamtu.accounts.models import Role, User
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.documents.paper import Form
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Facility, Organization
from qamtu.organizations.registry import correct_facility
from qamtu.organizations.sectors import SECTORS
from qamtu.rules.accessibility.passport import ANSWERS, passport_form
from qamtu.rules.accessibility.verdicts import VERDICTS, measure_text, sentence_of_reason
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.survey_form import answers_typed, survey_fields, words
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_of,
    digits_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
    tiyn_of,
)
from qamtu.web.views.places import check_paper, paper_file

WRONG = (BadInput, FactRefused)
MOST_PHOTOS = 40


def needs_of(passport: Passport | None) -> list[dict[str, Any]]:
    """What a page says of each need: the verdict, by zones, and what stands in the way."""
    if passport is None:
        return []
    form, language = passport_form(), get_language() or "kk"
    return [
        {
            "need": names,
            "code": passport.verdicts[code]["verdict"],
            "verdict": VERDICTS[passport.verdicts[code]["verdict"]],
            "zones": [
                (form.zones[zone].names, verdict, VERDICTS[verdict])
                for zone, verdict in passport.verdicts[code]["zones"].items()
            ],
            "reasons": [
                {
                    "zone": form.zones[one.zone].names,
                    "text": sentence_of_reason(one, language),
                    "is_must": one.is_must,
                }
                for one in reasons_of(passport, code)
            ],
        }
        for code, names in form.needs.items()
        if code in passport.verdicts
    ]


def photos_of(passport: Passport | None) -> list[SurveyPhoto]:
    """The photos behind a passport."""
    return list(passport.survey.photos.filter(retracted_at=None)) if passport else []


def _facility(request: StaffRequest, pk: int) -> Facility:
    return get_object_or_404(
        Facility.objects.select_related("territory", "owner", "office"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a facility; each form comes back to it."""
    staff_request = cast(StaffRequest, request)
    facility = _facility(staff_request, pk)
    problem, at = "", ""
    if request.method == "POST":
        at = request.POST.get("act", "")
        done, may = ACTS.get(at, (_unknown, can_register))
        if not may(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            messages.success(request, done(staff_request, facility))
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            return redirect("place", pk)
    passport = current_passport(facility)
    lost = set_aside(facility)
    works = PlannedWork.objects.live().filter(facility=facility).prefetch_related("acceptances")
    standing = standing_survey(facility)
    context = {
        "office": facility.office,
        "facility": facility,
        "sector": SECTORS.get(facility.sector),
        "sectors": SECTORS,
        "passport": passport,
        "needs": needs_of(passport),
        "photos": photos_of(passport),
        "surveys": [
            {
                "of": one,
                "is_lost": one.pk in lost,
                "is_clash": one.is_live and is_clash_open(one),
                "passport": next((p for p in one.passports.all() if p.is_live), None),
                "may_approve": one.is_live and standing == one and one.pk not in lost,
            }
            for one in surveys_of(facility)
        ],
        "works": [
            (work, next((one for one in work.acceptances.all() if one.is_live), None))
            for work in works
        ],
        "case": case_of(facility),
        "task": task_of(facility),
        "inspectors": _inspectors(facility),
        "zones": passport_form().zones,
        "complaints": facility.complaints.all(),
        "can_register": can_register(staff_request.user),
        "can_decide": can_decide(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/place.html", context, status=422 if problem else 200)


def _inventory(request: StaffRequest, facility: Facility) -> str:
    inventory(facility=facility, day=day_of(request.POST.get("day", "")), by=request.user)
    return _("The facility is on the inventory.")


def sector_typed(text: str) -> str:
    """A sector of the list, or none. Raises `BadInput`."""
    if text and text not in SECTORS:
        raise BadInput(_("Choose the sector from the list."))
    return text


def point_typed(text: str) -> tuple[float, float] | None:
    """A point typed as «44.85, 65.50», or none. Raises `BadInput`."""
    if not text.strip():
        return None
    north, _comma, east = text.replace(";", ",").partition(",")
    try:
        point = float(north), float(east)
    except ValueError:
        point = (0.0, 0.0)
    if not (40 <= point[0] <= 56 and 46 <= point[1] <= 88):
        raise BadInput(_("Write the point as latitude and longitude, for example 44.85, 65.50."))
    return point


def _correct(request: StaffRequest, facility: Facility) -> str:
    typed, owner = request.POST, None
    if typed.get("owner", "").strip():
        owner = Organization.objects.filter(
            office=facility.office, bin=digits_of(typed.get("owner", ""))
        ).first()
        if owner is None:
            raise BadInput(_("No organisation in the register has this BIN. Enter it first."))
    sector = sector_typed(typed.get("sector", ""))
    correct_facility(
        facility=facility,
        owner=owner,
        address=line_of(typed.get("address", ""), longest=200),
        sector=sector,
        point=point_typed(typed.get("point", "")),
    )
    return _("The facility is corrected.")


def _inspectors(facility: Facility) -> QuerySet[User]:
    """Who may be asked to survey: those who may record it."""
    roles = (Role.CLERK, Role.SPECIALIST, Role.HEAD)
    return User.objects.filter(office=facility.office, role__in=roles, is_active=True)


def _task(request: StaffRequest, facility: Facility) -> str:
    inspector = None
    if request.POST.get("inspector", ""):
        inspector = get_object_or_404(
            _inspectors(facility), pk=key_of(request.POST.get("inspector", ""))
        )
    ask_for_survey(
        facility=facility,
        inspector=inspector,
        due_on=day_of(request.POST.get("day", ""), may_be_later=True),
        note=line_of(request.POST.get("note", ""), longest=250),
        by=request.user,
    )
    return _("The survey is asked for.")


def _take_back(request: StaffRequest, facility: Facility) -> str:
    task = task_of(facility)
    if task is None or task.pk != key_of(request.POST.get("task", "")):
        raise BadInput(_("The task was changed meanwhile."))
    take_back_task(task=task, reason=reason_of(request.POST), by=request.user)
    return _("The task is taken back.")


def _survey_of(request: StaffRequest, facility: Facility) -> Survey:
    return get_object_or_404(
        Survey.objects.select_related("facility"),
        pk=key_of(request.POST.get("survey", "")),
        facility=facility,
    )


def _approve(request: StaffRequest, facility: Facility) -> str:
    passport = approve_passport(
        survey=_survey_of(request, facility),
        day=day_of(request.POST.get("day", "")),
        by=request.user,
    )
    return _("The passport is approved: № %(number)s.") % {
        "number": f"{passport.number}/{passport.year}"
    }


def _retract(request: StaffRequest, facility: Facility) -> str:
    _survey_of(request, facility).retract(reason=reason_of(request.POST), by=request.user)
    return _("The survey is taken back; it stays to be read.")


def _plan(request: StaffRequest, facility: Facility) -> str:
    typed = request.POST
    cost = typed.get("cost", "").strip()
    plan_work(
        work=Work(
            facility=facility,
            zone=typed.get("zone", ""),
            what=line_of(typed.get("what", ""), longest=250),
            due_on=day_of(typed.get("due_on", ""), may_be_later=True),
            planned_on=date.today(),
            cost=tiyn_of(cost) if cost else 0,
        ),
        by=request.user,
    )
    return _("The work is in the plan.")


def _accept(request: StaffRequest, facility: Facility) -> str:
    typed = request.POST
    work = get_object_or_404(PlannedWork, pk=key_of(typed.get("work", "")), facility=facility)
    cost = typed.get("cost", "").strip()
    accept_work(
        work=work,
        act=line_of(typed.get("number", ""), longest=60),
        day=day_of(typed.get("day", "")),
        cost=tiyn_of(cost) if cost else None,
        by=request.user,
    )
    return _("The work is taken over.")


def _unknown(request: StaffRequest, facility: Facility) -> str:
    raise BadInput(_("Choose from the list."))


ACTS: dict[str, tuple[Any, Any]] = {
    "inventory": (_inventory, can_register),
    "correct": (_correct, can_register),
    "task": (_task, can_decide),
    "take-back": (_take_back, can_decide),
    "approve": (_approve, can_decide),
    "retract": (_retract, can_decide),
    "plan": (_plan, can_decide),
    "accept": (_accept, can_decide),
}


@staff(can_register)
@require_http_methods(["GET", "POST"])
def place_survey(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a survey without a script: filled, sent and kept in one go."""
    staff_request = cast(StaffRequest, request)
    facility = _facility(staff_request, pk)
    problem = ""
    if request.method == "POST":
        try:
            said = _record(staff_request, facility)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, said)
            return redirect("place", pk)
    standing, task = standing_survey(facility), task_of(facility)
    return render(
        request,
        "web/place_survey.html",
        {
            "office": facility.office,
            "facility": facility,
            "fields": survey_fields(request.POST if problem else None),
            "words": words(),
            "seen_survey": request.POST.get("seen_survey") or (standing.pk if standing else 0),
            "seen_task": request.POST.get("seen_task") or (task.pk if task else 0),
            "inspector": staff_request.user.full_name,
            "problem": problem,
            "typed": request.POST if problem else None,
            "today": date.today(),
        },
        status=422 if problem else 200,
    )


def _record(request: StaffRequest, facility: Facility) -> str:
    typed: Typed = request.POST
    photos = [
        Photo(
            zone,
            file.read() if file else b"",
            line_of(typed.get(f"{zone}.caption", ""), longest=200),
        )
        for zone in passport_form().zones
        for file in request.FILES.getlist(f"{zone}.photo")
    ]
    if len(photos) > MOST_PHOTOS:
        raise BadInput(_("At most %(most)s photos are taken at once.") % {"most": MOST_PHOTOS})
    survey = record_survey(
        surveyed=Surveyed(
            facility=facility,
            day=day_of(typed.get("day", "")),
            inspector=line_of(typed.get("inspector", ""), longest=160),
            answers=answers_typed(typed),
            note=typed.get("note", "").replace("\0", "")[:5000],
            seen_survey=key_of(typed.get("seen_survey", "")),
            seen_task=key_of(typed.get("seen_task", "")),
        ),
        by=request.user,
    )
    wrong = []
    for photo in photos:
        try:
            attach_photo(survey=survey, photo=photo, by=request.user)
        except FactRefused as refused:
            wrong.append(sentence_beside(refused))
    return " ".join([_("The survey is recorded."), *wrong])


@staff(can_decide)
@require_http_methods(["GET", "POST"])
def clash(request: HttpRequest, pk: int) -> HttpResponse:
    """Two surveys side by side where they differ; a person chooses answer by answer."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    survey = get_object_or_404(
        Survey.objects.select_related("facility", "clashes_with"), pk=pk, office=office
    )
    if not survey.clash:
        raise Http404
    form, language = passport_form(), get_language() or "kk"
    rows = [
        {
            "key": f"{zone}.{code}",
            "zone": form.zones[zone].names,
            "name": form.attributes[code].names if code else None,
            "own": _answer(own, code, language),
            "other": _answer(other, code, language),
        }
        for zone, code, own, other in (
            differences(survey, survey.clashes_with) if survey.clashes_with else ()
        )
    ]
    problem = ""
    if request.method == "POST":
        try:
            choose_survey(
                survey=survey,
                takes_other=[
                    (zone, code)
                    for row in rows
                    if request.POST.get(str(row["key"])) == "other"
                    for zone, _dot, code in [str(row["key"]).partition(".")]
                ],
                reason=reason_of(request.POST),
                by=staff_request.user,
            )
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("It is chosen; both surveys stay to be read."))
            return redirect("place", survey.facility_id)
    return render(
        request,
        "web/clash.html",
        {
            "office": office,
            "survey": survey,
            "other": survey.clashes_with,
            "rows": rows,
            "is_open": survey.is_live and is_clash_open(survey),
            "problem": problem,
            "problem_at": "",
            "at": "",
            "typed": request.POST,
        },
        status=422 if problem else 200,
    )


def _answer(answer: str | int, code: str, language: str) -> str:
    if isinstance(answer, int):
        return measure_text(answer, passport_form().attributes[code].unit, language)
    return ANSWERS[answer][language]


@staff(can_see_persons)
@require_GET
def passport_paper(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """A passport as a paper."""
    check_paper(language, form)
    found = get_object_or_404(
        Passport.objects.live().select_related(
            "facility__territory", "facility__owner", "survey", "office"
        ),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    name = f"passport-{found.year}-{found.number}"
    return paper_file(print_passport(found, language, form), name, language, form)


@staff(can_see_persons)
@require_GET
def survey_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo of a survey."""
    photo = get_object_or_404(
        SurveyPhoto.objects.live().select_related("document"),
        pk=pk,
        office=office_of(cast(StaffRequest, request)),
    )
    return HttpResponse(bytes(photo.document.content), content_type=photo.document.media_type)
