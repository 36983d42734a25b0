"""Decisions of the maslikhat on local social aid, entered as data."""

import re
from datetime import date
from decimal import Decimal
from typing import cast

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.accounts.models import Office
from qamtu.accounts.permissions import can_retract, can_see_persons, can_set_local_law
from qamtu.assistance.aid_acts import (
    RHYTHMS,
    UNITS,
    Written,
    enter_act,
    enter_category,
    retract_act,
    retract_category,
)
from qamtu.assistance.models import AidAct, AidCategory
from qamtu.ledger.models import FactRefused
from qamtu.people.statuses import STATUS_KINDS
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    digits_of,
    key_of,
    line_of,
    reason_of,
    sentence_beside,
)

STOPPING = ("deceased", "moved_away", "employed")
MOST = Decimal(10) ** 8
NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")


@staff(can_see_persons)
@require_http_methods(["GET", "POST"])
def aid_acts(request: HttpRequest) -> HttpResponse:
    """The decisions with their categories; a new one; a category of one; what was a mistake."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    problem, at = "", ""
    if request.method == "POST":
        at = request.POST.get("act", "")
        may = can_retract if at.startswith("retract") else can_set_local_law
        if not may(staff_request.user):
            return render(request, "web/forbidden.html", status=403)
        try:
            messages.success(request, _done(staff_request, office, at))
            return redirect("aid-acts")
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
    categories = AidCategory.objects.live()
    context = {
        "office": office,
        "acts": AidAct.objects.live()
        .filter(office=office)
        .prefetch_related(Prefetch("categories", categories, "standing")),
        "units": UNITS,
        "rhythms": RHYTHMS,
        "statuses": [kind for kind in STATUS_KINDS.values() if kind.code not in STOPPING],
        "can_enter": can_set_local_law(staff_request.user),
        "can_retract": can_retract(staff_request.user),
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/aid_acts.html", context, status=422 if problem else 200)


def _done(request: StaffRequest, office: Office, act: str) -> str:
    typed, by = request.POST, request.user
    if act == "enter":
        last = typed.get("valid_to", "")
        enter_act(
            office=office,
            number=line_of(typed.get("number", ""), longest=60),
            adopted_on=day_of(typed.get("adopted_on", "")),
            valid_from=day_of(typed.get("valid_from", ""), may_be_later=True),
            valid_to=day_of(last, may_be_later=True) if last else None,
            by=by,
        )
        return _("The decision is entered; now enter its categories.")
    if act == "category":
        enter_category(act=_act(typed, office), written=_written(typed), by=by)
        return _("The category is entered.")
    if act == "retract-category":
        category = get_object_or_404(
            AidCategory.objects.live(), pk=key_of(typed.get("key", "")), office=office
        )
        retract_category(category=category, reason=reason_of(typed), by=by)
    elif act == "retract-act":
        retract_act(act=_act(typed, office), reason=reason_of(typed), by=by)
    else:
        raise Http404
    return _("Retracted.")


def _act(typed: QueryDict, office: Office) -> AidAct:
    found = AidAct.objects.live().filter(office=office, pk=key_of(typed.get("key", ""))).first()
    if found is None:
        raise BadInput(_("Choose the decision from the list."))
    return found


def _written(typed: QueryDict) -> Written:
    rhythm = typed.get("rhythm", "")
    feast = None
    if rhythm == AidCategory.Rhythm.HOLIDAY:
        day, month = (digits_of(typed.get(name, ""))[:2] for name in ("feast_day", "feast_month"))
        feast = (int(month or 0), int(day or 0))
    times = digits_of(typed.get("times_a_year", ""))[:3]
    is_yearly = rhythm == AidCategory.Rhythm.YEARLY
    status, _colon, category = typed.get("status", "").partition(":")
    return Written(
        code=line_of(typed.get("code", ""), longest=30).lower(),
        name_kk=line_of(typed.get("name_kk", ""), longest=200),
        name_ru=line_of(typed.get("name_ru", ""), longest=200),
        measured_in=typed.get("measured_in", ""),
        amount=_number_of(typed.get("amount", "")) or Decimal(0),
        rhythm=rhythm,
        times_a_year=int(times or 1) if is_yearly else 1,
        feast=feast,
        most_in_mrp=_number_of(typed.get("most_in_mrp", "")),
        income_limit=_number_of(typed.get("income_limit", "")),
        status=status,
        status_category=category,
    )


def _number_of(text: str) -> Decimal | None:
    """A number typed with a comma or a point, or nothing."""
    cleaned = text.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not cleaned:
        return None
    wrong = BadInput(_("«%(given)s» is not a number; write 10 or 1,5.") % {"given": text})
    if not NUMBER.fullmatch(cleaned):
        raise wrong
    number = Decimal(cleaned)
    if number > MOST:
        raise wrong
    return number
