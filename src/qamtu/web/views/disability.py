"""The disability register and the programmes of rehabilitation."""

from datetime import date, timedelta
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_decide, can_register, can_see_persons
from qamtu.disability.examinations import (
    CATEGORIES,
    CAUSES,
    Extract,
    counts_on,
    due_again,
    record_examination,
    registered_on,
)
from qamtu.disability.models import Examination, ItemOrder, Programme, ProgrammeItem
from qamtu.disability.order_states import state_of
from qamtu.disability.orders import Ordered, Stepped, order_item, refuse_item, step_of_order
from qamtu.disability.programmes import Prescribed, end_programme, fulfil, prescribe
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import AccessEntry, Person, StatusPeriod
from qamtu.people.registry import log_access
from qamtu.rules.rehabilitation.classifier import CLASSIFIER, PARTS
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.paging import LongListPaginator
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

LISTED = 100
PER_PAGE = 40
SOON = timedelta(days=60)
WRONG = (BadInput, FactRefused)


def _person(typed: Typed, office: Office) -> Person:
    iin = digits_of(typed.get("iin", ""))
    found = Person.objects.filter(office=office, iin=iin).first() if iin else None
    if found is None:
        raise BadInput(_("There is no person of this IIN in the register: %(iin)s.") % {"iin": iin})
    return found


def _day(text: str) -> date:
    try:
        return day_of(text, may_be_later=True) if text else date.today()
    except BadInput:
        return date.today()


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Who is on the register on a day, counts, who is due again; a new extract."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = _record(staff_request, office)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The extract is recorded."))
            return redirect("person", made.person_id)
    day = _day(request.GET.get("day", ""))
    category = request.GET.get("category", "")
    category = category if category in CATEGORIES else ""
    counts = counts_on(office, day)
    found = registered_on(office, day, category)
    context = {
        "office": office,
        "day": day,
        "category": category,
        "categories": CATEGORIES,
        "causes": CAUSES,
        "counts": [(CATEGORIES[code], count) for code, count in counts.items()],
        "total": sum(counts.values()),
        "page": LongListPaginator(
            found, StatusPeriod.objects.select_related("person"), PER_PAGE
        ).get_page(request.GET.get("page")),
        "due": due_again(office, day, day + SOON)[:LISTED],
        "until": day + SOON,
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "problem_at": "extract",
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/disability.html", context, status=422 if problem else 200)


def _record(request: StaffRequest, office: Office) -> Examination:
    typed = request.POST
    last, loss = typed.get("valid_to", ""), digits_of(typed.get("loss", ""))
    return record_examination(
        extract=Extract(
            person=_person(typed, office),
            number=line_of(typed.get("number", ""), longest=60),
            examined_on=day_of(typed.get("examined_on", "")),
            category=typed.get("category", ""),
            cause=typed.get("cause", ""),
            valid_from=day_of(typed.get("valid_from", ""), may_be_later=True),
            valid_to=day_of(last, may_be_later=True) if last else None,
            loss_percent=int(loss[:4]) if loss else None,
        ),
        by=request.user,
    )


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def programmes(request: HttpRequest) -> HttpResponse:
    """Programmes, the newest first; a new one."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem = ""
    if request.method == "POST":
        if not can_register(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            made = _prescribe(staff_request, office)
        except WRONG as refused:
            problem = sentence_beside(refused)
        else:
            messages.success(request, _("The programme is recorded."))
            return redirect("programme", made.pk)
    found = Programme.objects.live().filter(office=office)
    rows = Programme.objects.select_related("person", "case").annotate(
        count=Count("items", filter=Q(items__retracted_at=None))
    )
    is_open = request.GET.get("open") == "1"
    if is_open:
        found = found.filter(case__state__in=("registered", "checked", "approved"))
    context = {
        "office": office,
        "page": LongListPaginator(found, rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_open": is_open,
        "classifier": CLASSIFIER,
        "parts": PARTS,
        "can_register": can_register(staff_request.user),
        "problem": problem,
        "problem_at": "new",
        "typed": request.POST,
        "chosen": request.POST.getlist("code"),
        "today": date.today(),
    }
    return render(request, "web/programmes.html", context, status=422 if problem else 200)


def _prescribe(request: StaffRequest, office: Office) -> Programme:
    typed = request.POST
    last = typed.get("valid_to", "")
    items = []
    for code in typed.getlist("code"):
        many = digits_of(typed.get(f"quantity-{code}", ""))[:3]
        items.append((code, int(many or 1)))
    return prescribe(
        prescribed=Prescribed(
            person=_person(typed, office),
            number=line_of(typed.get("number", ""), longest=60),
            drawn_on=day_of(typed.get("drawn_on", "")),
            valid_to=day_of(last, may_be_later=True) if last else None,
            items=items,
        ),
        by=request.user,
    )


def _programme(request: StaffRequest, pk: int) -> Programme:
    return get_object_or_404(
        Programme.objects.live().select_related("person", "case", "office"),
        pk=pk,
        office=office_of(request),
    )


@staff(can_see_persons)
@require_GET
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """One programme: its items, their orders, what the state and the person pay."""
    staff_request = cast(StaffRequest, request)
    found = _programme(staff_request, pk)
    log_access(person=found.person, act=AccessEntry.Act.READ, by=staff_request.user)
    return _shown(staff_request, found)


def _shown(
    request: StaffRequest, found: Programme, problem: str = "", at: str = ""
) -> HttpResponse:
    items = found.items.filter(retracted_at=None).prefetch_related(
        "refusals", "orders__steps", "orders__supplier"
    )
    context = {
        "office": found.office,
        "programme": found,
        "items": [(one, CLASSIFIER[one.code], state_of(one)) for one in items],
        "parts": PARTS,
        "suppliers": Organization.objects.filter(office=found.office).in_name_order()[:LISTED],
        "is_open": found.case.state in ("registered", "checked", "approved"),
        "can_register": can_register(request.user),
        "can_decide": can_decide(request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/programme.html", context, status=422 if problem else 200)


@staff(can_register)
@require_POST
def programme_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One act on a programme; what was typed stays where it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _programme(staff_request, pk)
    acts = {
        "order": (_order, can_decide),
        "step": (_step, can_register),
        "refuse": (_refuse, can_register),
        "fulfil": (_fulfil, can_decide),
        "end": (_end, can_decide),
    }
    if act not in acts:
        raise Http404
    done, may = acts[act]
    if not may(staff_request.user):
        return render(request, "web/forbidden.html", status=403)
    try:
        with transaction.atomic():
            said = done(staff_request, found)
    except WRONG as refused:
        key = key_of(request.POST.get("key", ""))
        at = f"{act}-{key}" if key else act
        return _shown(staff_request, found, sentence_beside(refused), at)
    messages.success(request, said)
    return redirect("programme", found.pk)


def _item(request: StaffRequest, found: Programme) -> ProgrammeItem:
    return get_object_or_404(
        found.items.filter(retracted_at=None).select_related("programme", "office"),
        pk=key_of(request.POST.get("key", "")),
    )


def _order(request: StaffRequest, found: Programme) -> str:
    typed = request.POST
    supplier = get_object_or_404(
        Organization, pk=key_of(typed.get("supplier", "")), office=found.office
    )
    price = typed.get("price", "").strip()
    order_item(
        ordered=Ordered(
            item=_item(request, found),
            supplier=supplier,
            day=day_of(typed.get("day", "")),
            price=tiyn_of(price) if price not in ("", "0") else 0,
            early_reason=line_of(typed.get("early_reason", ""), longest=250),
        ),
        by=request.user,
    )
    return _("The item is ordered.")


def _step(request: StaffRequest, found: Programme) -> str:
    typed = request.POST
    item = _item(request, found)
    order = get_object_or_404(
        ItemOrder.objects.live().filter(item=item), pk=key_of(typed.get("order", ""))
    )
    kind = typed.get("kind", "")
    if kind not in ("delivered", "confirmed", "cancelled", "repaired"):
        raise BadInput(_("Choose from the list."))
    step_of_order(
        stepped=Stepped(
            order=order,
            kind=kind,
            day=day_of(typed.get("day", "")),
            note=line_of(typed.get("note", ""), longest=250),
        ),
        by=request.user,
    )
    return _("The step is recorded.")


def _refuse(request: StaffRequest, found: Programme) -> str:
    refuse_item(
        item=_item(request, found),
        day=day_of(request.POST.get("day", "")),
        reason=reason_of(request.POST)[:250],
        by=request.user,
    )
    return _("The refusal of the person is recorded.")


def _fulfil(request: StaffRequest, found: Programme) -> str:
    fulfil(programme=found, day=day_of(request.POST.get("day", "")), by=request.user)
    return _("The programme is fulfilled.")


def _end(request: StaffRequest, found: Programme) -> str:
    end_programme(
        programme=found,
        day=day_of(request.POST.get("day", "")),
        reason=reason_of(request.POST),
        by=request.user,
    )
    return _("The programme is ended.")
