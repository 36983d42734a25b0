"""A record of civil status: what it says, its actions, what followed; papers, verified openly."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.accounts.permissions import (
    can_decide,
    can_register,
    can_retract,
    can_see_adoptions,
    can_see_persons,
)
from qamtu.casework.models import Case
from qamtu.civil_registry.certificates import issue_certificate, names_match, verify
from qamtu.civil_registry.consequences import claim_overpaid, join_family, paid_after
from qamtu.civil_registry.corrections import annul_record, correct_record
from qamtu.civil_registry.declarations import check_record, refuse_record
from qamtu.civil_registry.models import CivilCertificate, CivilRecord
from qamtu.civil_registry.offers import offers_of
from qamtu.civil_registry.papers import grouped, print_certificate, print_extract
from qamtu.civil_registry.refused import CivilRefused
from qamtu.civil_registry.registration import register_record
from qamtu.civil_registry.secrecy import adoptions_seen
from qamtu.civil_registry.standing import Standing, standing_of
from qamtu.civil_registry.terms import apply_by, due_on
from qamtu.civil_registry.words import (
    ACTIONS,
    ASKED,
    CONTENTS,
    EVENT_DAYS,
    KINDS,
    ORIGINS,
    ROLES,
    STILLBIRTH,
    Kind,
)
from qamtu.documents.paper import MEDIA_TYPES, Form
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry
from qamtu.people.registry import log_access
from qamtu.places.models import Territory
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.guards import StaffRequest, anyone, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    line_of,
    place_of,
    reason_of,
    sentence_beside,
)
from qamtu.web.views.civil import party_entries

WRONG = (BadInput, FactRefused)
LANGUAGES = ("kk", "ru")


def door_of(request: StaffRequest, pk: int) -> AbstractContextManager[None]:
    """Ordinary records in the open; the head opens the door of one that is not seen otherwise.

    The whole of a birth record before an adoption is asked for by `?sealed=1`.
    """
    if not can_see_adoptions(request.user):
        return nullcontext()
    is_open = CivilRecord.objects.filter(pk=pk).exists()
    if is_open and not _is_unsealing(request):
        return nullcontext()
    return adoptions_seen(request.user)


def _is_unsealing(request: StaffRequest) -> bool:
    return request.GET.get("sealed") == "1" and can_see_adoptions(request.user)


def _found(request: StaffRequest, pk: int) -> CivilRecord:
    """The record; a look at a secret one is logged at everyone whom it names."""
    found = get_object_or_404(
        CivilRecord.objects.live().select_related("office", "base"),
        pk=pk,
        office=office_of(request),
    )
    _log(found, request.user, is_sealed=_is_unsealing(request))
    return found


def _log(record: CivilRecord, by: User, *, is_sealed: bool) -> None:
    seen = {
        party.person_id: party.person
        for party in record.parties.live().select_related("person")
        if party.person is not None
    }
    detail = {"civil": record.pk} | ({"secret": True} if record.is_secret or is_sealed else {})
    for person in seen.values():
        log_access(person=person, by=by, act=AccessEntry.Act.READ, detail=detail)


@staff(can_see_persons)
@require_GET
def civil_record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record. Each look is logged."""
    staff_request = cast(StaffRequest, request)
    with door_of(staff_request, pk):
        return _shown(staff_request, _found(staff_request, pk))


def _shown(
    request: StaffRequest, found: CivilRecord, problem: str = "", at: str = ""
) -> HttpResponse:
    standing, user = standing_of(found), request.user
    assert standing.entry is not None, "every record has its first entry"
    must, may = ASKED[found.kind]
    typed = request.POST if at == "correct" else _as_typed(standing)
    registered, annulled = standing.registered, standing.action("annulled")
    dead = standing.parties.get("deceased")
    died = standing.event_on
    is_registered = standing.state == "registered"
    is_waiting = standing.state in ("declared", "checked")
    still = standing.said("birth_kind") == STILLBIRTH
    context = {
        "office": found.office,
        "record": found,
        "standing": standing,
        "names": KINDS[found.kind],
        "event_day": EVENT_DAYS[found.kind],
        "origin": ORIGINS[found.origin],
        "actions_names": ACTIONS,
        "parties": [(ROLES[role], party) for role, party in standing.parties.items()],
        "said": [
            (one, standing.entry.content.get(one.code))
            for one in CONTENTS[found.kind]
            if standing.entry.content.get(one.code)
        ],
        "past": found.entries.live()
        .exclude(pk=standing.entry.pk)
        .select_related("action")
        .order_by("-pk"),
        "followed": _followed(registered.consequences if registered else []),
        "undone": _followed(annulled.consequences if annulled else []),
        "changes": [standing_of(one) for one in found.changes_of_it.live().order_by("pk")],
        "base": standing_of(found.base) if found.base is not None else None,
        "kinds": KINDS,
        "offers": offers_of(standing, date.today()),
        "overpaid": paid_after(dead.person, died)
        if is_registered and dead is not None and dead.person is not None and died is not None
        else [],
        "is_waiting": is_waiting,
        "due": due_on(standing) if is_waiting else None,
        "apply_by": apply_by(standing) if is_waiting else None,
        "is_registered": is_registered,
        "needs_iin": found.kind == Kind.BIRTH and not still,
        "may_certify": is_registered and not still,
        "can_register": can_register(user),
        "can_decide": can_decide(user),
        "can_retract": can_retract(user),
        "may_unseal": can_see_adoptions(user) and found.kind == Kind.BIRTH,
        "is_sealed_shown": _is_unsealing(request),
        "form_parties": [
            {
                "role": role,
                "names": ROLES[role],
                "is_asked": role in must,
                **{
                    field: typed.get(f"{role}_{field}", "")
                    for field in ("iin", "surname", "given_name", "patronymic", "birth_date")
                },
            }
            for role in (*must, *may)
        ],
        "fields": [(one, typed.get(one.code, "")) for one in CONTENTS[found.kind]],
        "entry": typed,
        "places": Territory.objects.within(found.office.territory),
        "verify_at": request.build_absolute_uri(reverse("civil-verify", args=[found.office.code])),
        "codes": [(one, grouped(one.code)) for one in standing.certificates],
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/civil_record.html", context, status=422 if problem else 200)


def _as_typed(standing: Standing) -> dict[str, Any]:
    """The record as the form of its correction says it."""
    entry = standing.entry
    assert entry is not None, "every record has its first entry"
    typed: dict[str, Any] = {key: str(value) for key, value in entry.content.items()}
    for role, one in standing.parties.items():
        for field in ("iin", "surname", "given_name", "patronymic"):
            typed[f"{role}_{field}"] = getattr(one, field)
        typed[f"{role}_birth_date"] = str(one.birth_date or "")
    return typed | {
        "event_on": str(entry.event_on),
        "territory": str(entry.territory_id or ""),
        "place": entry.place,
    }


def _followed(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What followed, with the cases that it names."""
    keys = [one["case"] for one in told if "case" in one]
    cases = {case.pk: case for case in Case.objects.filter(pk__in=keys)}
    return [{**one, "case": cases.get(one.get("case", 0))} for one in told]


@staff(can_register)
@require_POST
def civil_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on a record; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    if act not in ACTS:
        raise Http404
    done, may = ACTS[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    with door_of(staff_request, pk):
        found = _found(staff_request, pk)
        try:
            said = done(staff_request, found)
        except WRONG as refused:
            return _shown(staff_request, found, sentence_beside(refused), act)
    messages.success(request, said)
    return redirect("civil-record", pk)


def _act_day(request: StaffRequest) -> date:
    return day_of(request.POST.get("day", ""))


def _check(request: StaffRequest, found: CivilRecord) -> str:
    check_record(record=found, day=_act_day(request), by=request.user)
    return _("The papers are checked.")


def _register(request: StaffRequest, found: CivilRecord) -> str:
    register_record(
        record=found,
        day=_act_day(request),
        by=request.user,
        measures=MEASURES,
        child_iin=digits_of(request.POST.get("child_iin", "")),
    )
    return _("The act is registered.")


def _refuse(request: StaffRequest, found: CivilRecord) -> str:
    refuse_record(
        record=found, day=_act_day(request), reason=reason_of(request.POST), by=request.user
    )
    return _("The registration is refused.")


def _certificate(request: StaffRequest, found: CivilRecord) -> str:
    made = issue_certificate(
        record=found, day=_act_day(request), by=request.user, reason=reason_of(request.POST)
    )
    return _("The certificate № %(number)s is issued.") % {"number": made}


def _correct(request: StaffRequest, found: CivilRecord) -> str:
    typed = request.POST
    must, may = ASKED[found.kind]
    correct_record(
        record=found,
        parties=party_entries(typed, (*must, *may)),
        content={
            one.code: line_of(typed.get(one.code, ""), longest=250) for one in CONTENTS[found.kind]
        },
        event_on=day_of(typed.get("event_on", "")),
        territory=place_of(typed.get("territory", ""), found.office),
        place=line_of(typed.get("place", ""), longest=200),
        day=_act_day(request),
        reason=reason_of(typed),
        by=request.user,
    )
    return _("The record is corrected; what it said before stays.")


def _annul(request: StaffRequest, found: CivilRecord) -> str:
    annul_record(
        record=found, day=_act_day(request), reason=reason_of(request.POST), by=request.user
    )
    return _("The record is annulled; below stands what was taken back.")


def _family(request: StaffRequest, found: CivilRecord) -> str:
    standing = standing_of(found)
    offer = next(
        (one for one in offers_of(standing, date.today()) if one.code == "join-family"), None
    )
    child = standing.parties["child"].person if "child" in standing.parties else None
    if offer is None or child is None or standing.event_on is None:
        raise CivilRefused("civil-state")
    join_family(child=child, parent=offer.parent, since=standing.event_on, by=request.user)
    return _("The child is in the family.")


def _overpaid(request: StaffRequest, found: CivilRecord) -> str:
    standing = standing_of(found)
    dead = standing.parties.get("deceased")
    if dead is None or dead.person is None or standing.event_on is None:
        raise CivilRefused("civil-state")
    claim_overpaid(
        person=dead.person, died=standing.event_on, day=_act_day(request), by=request.user
    )
    return _("The overpayment is recorded.")


Act = Callable[[StaffRequest, CivilRecord], str]
ACTS: dict[str, tuple[Act, Callable[[User], bool]]] = {
    "check": (_check, can_register),
    "register": (_register, can_decide),
    "refuse": (_refuse, can_decide),
    "certificate": (_certificate, can_register),
    "correct": (_correct, can_decide),
    "annul": (_annul, can_retract),
    "family": (_family, can_register),
    "overpaid": (_overpaid, can_decide),
}


@staff(can_see_persons)
@require_GET
def civil_certificate(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """A certificate as a paper, with the code by which it is verified."""
    staff_request = cast(StaffRequest, request)
    if language not in LANGUAGES or form not in MEDIA_TYPES:
        raise Http404
    with _certificate_door(staff_request, pk):
        found = get_object_or_404(
            CivilCertificate.objects.live().select_related(
                "record__office", "entry__territory", "action"
            ),
            pk=pk,
            office=office_of(staff_request),
        )
        _log(found.record, staff_request.user, is_sealed=False)
        address = request.build_absolute_uri(reverse("civil-verify", args=[found.office.code]))
        content = print_certificate(found, language, form, address)
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = (
        f'attachment; filename="certificate-{found}-{language}.{form}"'
    )
    return response


def _certificate_door(request: StaffRequest, pk: int) -> AbstractContextManager[None]:
    is_seen = CivilCertificate.objects.filter(pk=pk).exists()
    if is_seen or not can_see_adoptions(request.user):
        return nullcontext()
    return adoptions_seen(request.user)


@staff(can_see_persons)
@require_GET
def civil_extract(request: HttpRequest, pk: int, language: str, form: Form) -> HttpResponse:
    """The whole record as a paper."""
    staff_request = cast(StaffRequest, request)
    if language not in LANGUAGES or form not in MEDIA_TYPES:
        raise Http404
    with door_of(staff_request, pk):
        found = _found(staff_request, pk)
        content = print_extract(standing_of(found), language, form)
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="extract-{pk}-{language}.{form}"'
    return response


@anyone
@never_cache
@require_http_methods(["GET", "POST"])
def civil_verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a paper of the office stands, by its code. It names no person.

    Who holds the paper may ask whether a surname on it is the one that the register has.
    """
    office = Office.objects.filter(code=code).first()
    if office is None:
        return render(request, "web/link_ended.html", status=404)
    typed = request.POST.get("code", "")[:40]
    surname = request.POST.get("surname", "")[:100].strip()
    context: dict[str, Any] = {"office": office, "typed": typed, "surname": surname}
    if typed:
        with office_scope(office):
            try:
                found = verify(office=office, code=typed)
            except CivilRefused as refused:
                context |= {"problem": sentence_beside(refused), "problem_at": "verify"}
            else:
                matches = names_match(verified=found, surname=surname) if surname else None
                context |= {
                    "found": found,
                    "names": KINDS[found.certificate.record.kind],
                    "matches": matches,
                }
    return render(request, "web/civil_verify.html", context)
