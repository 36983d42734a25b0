"""One side of a pair, by a link and without an account, on a phone: hours written and confirmed."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qamtu.casework.messages import send_message
from qamtu.disability.models import AssistanceVisit, PairingLink
from qamtu.disability.pairings import link_by, stop_of
from qamtu.disability.visits import (
    MOST_WRONG_CODES,
    code_of,
    confirm_all,
    confirm_by_code,
    deny,
    is_counted,
    is_denied,
    visits_of,
    words_of,
    write_visit,
)
from qamtu.disability.words import STOPS
from qamtu.web.links import by_link
from qamtu.web.typed import BadInput, day_of, key_of, reason_of
from qamtu.web.views.assistants import WRONG, month_of, sentence_of_pair, typed_visit

HELPER, PERSON = PairingLink.Side.HELPER, PairingLink.Side.PERSON


@by_link(link_by)
@require_http_methods(["GET", "POST"])
def visits(request: HttpRequest, link: PairingLink) -> HttpResponse:
    """What one side has to write or to confirm; each form comes back to the same page."""
    problem, at = "", ""
    if request.method == "POST":
        act = request.POST.get("act", "")
        at = f"{act}-{key_of(request.POST.get('visit', ''))}"
        try:
            said = ACTS.get((link.side, act), _unknown)(request, link)
        except WRONG as refused:
            problem = sentence_of_pair(refused)
        else:
            messages.success(request, said)
            return redirect("visits", link.office.code, link.token)
    return _shown(request, link, problem, at)


def _shown(request: HttpRequest, link: PairingLink, problem: str, at: str) -> HttpResponse:
    month = month_of(request.GET.get("month", ""))
    found = visits_of(link.pairing, month)
    context = {
        "office": link.office,
        "pairing": link.pairing,
        "is_helper": link.side == HELPER,
        "month": month,
        "visits": [
            (one, words_of(one), is_counted(one), is_denied(one)) for one in reversed(found)
        ],
        "minutes": sum(one.minutes for one in found if is_counted(one)),
        "unsaid": [one.pk for one in found if link.side not in words_of(one)],
        "stop": stop_of(link.pairing),
        "stops": STOPS,
        "may_type_codes": link.wrong_codes < MOST_WRONG_CODES,
        "problem": problem,
        "problem_at": at,
        "typed": request.POST,
        "today": date.today(),
    }
    return render(request, "web/visits.html", context, status=422 if problem else 200)


def _visit_of(request: HttpRequest, link: PairingLink) -> AssistanceVisit:
    return get_object_or_404(
        AssistanceVisit.objects.live().select_related("pairing"),
        pk=key_of(request.POST.get("visit", "")),
        pairing=link.pairing,
    )


def _write(request: HttpRequest, link: PairingLink) -> str:
    write_visit(visited=typed_visit(link.pairing, request.POST), by=link.given_by)
    return _("The visit is written. The other side confirms it.")


def _code(request: HttpRequest, link: PairingLink) -> str:
    confirm_by_code(
        visit=_visit_of(request, link),
        code=request.POST.get("code", ""),
        link=link,
        by=link.given_by,
    )
    return _("The code is right: the visit is confirmed.")


def _send_code(request: HttpRequest, link: PairingLink) -> str:
    day = day_of(request.POST.get("day", ""))
    text = f"{_('Code of your assistant for')} {day:%d.%m.%Y}: {code_of(link.pairing, day)}"
    send_message(person=link.pairing.person, text=text, by=link.given_by)
    return _("The code is on its way to the phone of the person.")


def _confirm(request: HttpRequest, link: PairingLink) -> str:
    confirm_all(
        visits=[_visit_of(request, link)],
        side=PERSON,
        way="link",
        by=link.given_by,
    )
    return _("Thank you: the visit is confirmed.")


def _deny(request: HttpRequest, link: PairingLink) -> str:
    deny(
        visit=_visit_of(request, link),
        side=PERSON,
        way="link",
        reason=reason_of(request.POST)[:250],
        by=link.given_by,
    )
    return _("Thank you: the department will look into it.")


def _unknown(request: HttpRequest, link: PairingLink) -> str:
    raise BadInput(_("Choose from the list."))


ACTS: dict[tuple[str, str], Callable[[HttpRequest, PairingLink], str]] = {
    (HELPER, "write"): _write,
    (HELPER, "code"): _code,
    (HELPER, "send-code"): _send_code,
    (PERSON, "confirm"): _confirm,
    (PERSON, "deny"): _deny,
}
