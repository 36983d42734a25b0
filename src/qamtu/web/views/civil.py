"""Civil registry: the journal, a new declaration or a message from outside, statistics."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_register, can_see_adoptions, can_see_persons
from qamtu.civil_registry.declarations import Declaration, declare
from qamtu.civil_registry.judging import fee_of, registers_itself
from qamtu.civil_registry.models import CivilRecord
from qamtu.civil_registry.parties import PartyEntry
from qamtu.civil_registry.registration import receive_record
from qamtu.civil_registry.search import WAITS, find_records
from qamtu.civil_registry.secrecy import door
from qamtu.civil_registry.standing import standing_all
from qamtu.civil_registry.statistics import AGED, AGES, adoptions, vital_statistics
from qamtu.civil_registry.words import (
    ACTIONS,
    ASKED,
    CONTENTS,
    EVENT_DAYS,
    KINDS,
    ORIGINS,
    ROLES,
    Kind,
)
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.places.models import Territory
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
from qamtu.web.typed import (
    BadInput,
    Typed,
    day_asked_for,
    day_of,
    digits_of,
    line_of,
    place_of,
    sentence_beside,
)

PER_PAGE = 40
WRONG = (BadInput, FactRefused)
STATES = (WAITS, "registered", "refused", "annulled")


@staff(can_see_persons)
@require_GET
def civil(request: HttpRequest) -> HttpResponse:
    """The journal of records with its search; adoptions alone, and for the head alone."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    asked = request.GET
    kind = asked.get("kind", "") if asked.get("kind", "") in Kind else ""
    state = asked.get("state", "") if asked.get("state", "") in STATES else ""
    origin = asked.get("origin", "") if asked.get("origin", "") in ORIGINS else ""
    year = digits_of(asked.get("year", ""))[:4]
    if kind == Kind.ADOPTION and not can_see_adoptions(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    with door(kind, staff_request.user):
        found = find_records(
            office,
            text=asked.get("q", "")[:100],
            kind=kind,
            state=state,
            origin=origin,
            year=int(year) if year else None,
        )
        page = LongListPaginator(found, CivilRecord.objects.all(), PER_PAGE).get_page(
            asked.get("page")
        )
        standing = standing_all(list(page.object_list))
        rows = [standing[one.pk] for one in page.object_list]
        waiting = dict(
            find_records(office, state=WAITS).order_by().values_list("kind").annotate(Count("pk"))
        )
        return render(
            request,
            "web/civil.html",
            {
                "office": office,
                "page": page,
                "rows": rows,
                "waiting": [(KINDS[one], one, count) for one, count in waiting.items()],
                "kinds": _kinds(staff_request),
                "origins": ORIGINS,
                "actions": ACTIONS,
                "kind": kind,
                "state": state,
                "origin": origin,
                "year": year,
                "q": asked.get("q", ""),
                "registers_itself": registers_itself(office, date.today()),
                "can_register": can_register(staff_request.user),
            },
        )


def _kinds(request: StaffRequest) -> dict[str, Any]:
    """The kinds that this member of staff may see."""
    return {
        code: names
        for code, names in KINDS.items()
        if code != Kind.ADOPTION or can_see_adoptions(request.user)
    }


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_record(request: HttpRequest, kind: str) -> HttpResponse:
    """A declaration at the counter, or a message of another body (`?from=outside`)."""
    staff_request = cast(StaffRequest, request)
    if kind not in Kind:
        raise Http404
    if kind == Kind.ADOPTION and not can_see_adoptions(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    office = office_of(staff_request)
    is_outside = request.GET.get("from") == "outside"
    problem = ""
    if request.method == "POST" and request.POST.get("act") == "declare":
        try:
            made = _made(staff_request, office, kind, is_outside=is_outside)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(
                request,
                _("The act is kept with what follows from it.")
                if is_outside
                else _("The application is taken in."),
            )
            return redirect("civil-record", made.pk)
    must, may = ASKED[kind]
    typed = request.POST or request.GET
    known = _known(office, typed, (*must, *may))
    fee, _trace = fee_of(office=office, service=kind, day=date.today())
    return render(
        request,
        "web/civil_new.html",
        {
            "office": office,
            "kind": kind,
            "names": KINDS[kind],
            "event_day": EVENT_DAYS[kind],
            "is_outside": is_outside,
            "registers_itself": registers_itself(office, date.today()),
            "parties": [
                {
                    "role": role,
                    "names": ROLES[role],
                    "is_asked": role in must,
                    "known": known.get(role),
                    **_party(typed, role, known.get(role)),
                }
                for role in (*must, *may)
            ],
            "fields": [(one, typed.get(one.code, "")) for one in CONTENTS[kind]],
            "is_child_new": kind == Kind.BIRTH,
            "has_base": kind in (Kind.DIVORCE, Kind.PATERNITY, Kind.ADOPTION),
            "places": Territory.objects.within(office.territory),
            "fee": fee,
            "problem": problem,
            "problem_at": "declare",
            "typed": typed,
            "today": date.today(),
        },
        status=422 if problem else 200,
    )


def _known(office: Office, typed: Typed, roles: tuple[str, ...]) -> dict[str, Person]:
    """Whom the register has of those whose ИИН was typed."""
    iins = {role: digits_of(typed.get(f"{role}_iin", "")) for role in roles}
    people = {
        one.iin: one
        for one in Person.objects.filter(office=office, iin__in=[i for i in iins.values() if i])
    }
    return {role: people[iin] for role, iin in iins.items() if iin in people}


def _party(typed: Typed, role: str, known: Person | None) -> dict[str, str]:
    """What stands in the fields of a person: as typed, else as the register has it."""
    fields = ("iin", "surname", "given_name", "patronymic", "birth_date")
    told = {field: str(typed.get(f"{role}_{field}", "")) for field in fields}
    if known is not None:
        for field in ("surname", "given_name", "patronymic"):
            told[field] = told[field] or str(getattr(known, field))
        told["birth_date"] = str(known.birth_date)
    return told


def party_entries(typed: Typed, roles: tuple[str, ...]) -> list[PartyEntry]:
    """The persons as they were typed. Raises `BadInput`."""
    found = []
    for role in roles:
        born = typed.get(f"{role}_birth_date", "")
        found.append(
            PartyEntry(
                role=role,
                iin=digits_of(typed.get(f"{role}_iin", "")),
                surname=line_of(typed.get(f"{role}_surname", ""), longest=100),
                given_name=line_of(typed.get(f"{role}_given_name", ""), longest=100),
                patronymic=line_of(typed.get(f"{role}_patronymic", ""), longest=100),
                birth_date=day_of(born) if born else None,
            )
        )
    return found


def _made(request: StaffRequest, office: Office, kind: str, *, is_outside: bool) -> CivilRecord:
    typed = request.POST
    must, may = ASKED[kind]
    declared = Declaration(
        office=office,
        kind=kind,
        declared_on=day_of(typed.get("declared_on", "")),
        event_on=day_of(typed.get("event_on", ""), may_be_later=True),
        parties=party_entries(typed, (*must, *may)),
        content={one.code: line_of(typed.get(one.code, ""), longest=250) for one in CONTENTS[kind]},
        territory=place_of(typed.get("territory", ""), office),
        place=line_of(typed.get("place", ""), longest=200),
        base_text=line_of(typed.get("base_text", ""), longest=120),
    )
    if is_outside:
        return receive_record(
            declared=declared,
            number=line_of(typed.get("number", ""), longest=60),
            body=line_of(typed.get("body", ""), longest=200),
            by=request.user,
            measures=MEASURES,
        )
    return declare(declared=declared, by=request.user)


@staff(can_see_persons)
@require_GET
def civil_statistics(request: HttpRequest) -> HttpResponse:
    """Vital statistics over a stretch of days: by month, by age, by place."""
    office = office_of(cast(StaffRequest, request))
    today = date.today()
    newest = (
        CivilRecord.objects.live()
        .filter(office=office)
        .order_by("-declared_on")
        .values_list("declared_on", flat=True)
        .first()
    )
    last = day_asked_for(request.GET.get("to", ""), newest or today)
    first = day_asked_for(request.GET.get("from", ""), date(last.year, 1, 1))
    problem = ""
    if first > last:
        problem, first = _("The first day is after the last."), date(last.year, 1, 1)
    vital = vital_statistics(office, first, last)
    adopted = adoptions(first, last)
    months = sorted({month for one in vital.values() for month in one.by_month} | set(adopted))
    places = {one.pk: one for one in Territory.objects.within(office.territory)}
    shown = [vital[kind] for kind in (Kind.BIRTH, Kind.DEATH, Kind.MARRIAGE, Kind.DIVORCE)]
    at_places = {key for one in shown for key in one.by_place}
    return render(
        request,
        "web/civil_statistics.html",
        {
            "office": office,
            "first": first,
            "last": last,
            "problem": problem,
            "problem_at": "dates",
            "totals": [(KINDS[kind], one.total) for kind, one in vital.items()]
            + [(KINDS[Kind.ADOPTION], sum(adopted.values()))],
            "stillborn": vital[Kind.BIRTH].stillborn,
            "kinds": [KINDS[one.kind] for one in shown],
            "months": [
                (month, [one.by_month[month] for one in shown], adopted.get(month, 0))
                for month in months
            ],
            "chart": _chart(months, [vital[Kind.BIRTH], vital[Kind.DEATH]]),
            "ages": [
                (band, [one.by_age[band] for one in shown])
                for band in AGES
                if any(one.by_age[band] for one in shown)
            ],
            "aged": [ROLES[AGED[one.kind]] for one in shown],
            "places": sorted(
                ((places.get(key or 0), [one.by_place[key] for one in shown]) for key in at_places),
                key=lambda row: -sum(row[1]),
            ),
        },
        status=422 if problem else 200,
    )


CHART = (1000, 180)  # width and height; the names of the months stand below
BELOW = 24


def _chart(months: list[date], lines: list[Any]) -> dict[str, Any]:
    """Bars of each month side by side; the tallest fills the height."""
    width, height = CHART
    most = max((one.by_month[month] for one in lines for month in months), default=0)
    step = width / max(len(months), 1)
    bar = step * 0.8 / max(len(lines), 1)
    return {
        "most": most,
        "bars": [
            {
                "kind": one.kind,
                "names": KINDS[one.kind],
                "month": month,
                "count": one.by_month[month],
                "x": round(at * step + step * 0.1 + place * bar, 1),
                "y": round(height - tall, 1),
                "width": round(bar, 1),
                "height": round(tall, 1),
            }
            for at, month in enumerate(months)
            for place, one in enumerate(lines)
            for tall in [height * one.by_month[month] / (most or 1)]
        ],
        "labels": [(month, round(at * step + step / 2, 1)) for at, month in enumerate(months)],
        "height": height + BELOW,
        "line": height,
    }
