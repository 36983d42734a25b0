"""«What is my family entitled to, and why»: open to anyone, nothing is kept."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.assistance.applications import judge_family
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.targeted_assistance.facts import CARES, DISABILITIES, INCOME_KINDS
from qamtu.web.guards import anyone
from qamtu.web.typed import BadInput, day_of
from qamtu.web.views.assistance import answer_in_words, sentence_of_problem

MEMBERS = 10
SHOWN_AT_FIRST = 4


@anyone
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def self_check(request: HttpRequest) -> HttpResponse:
    """The rules asked by a family itself; the answer is worked out and forgotten."""
    typed = request.POST if request.method == "POST" else QueryDict()
    offices = list(Office.objects.order_by("name_kk"))
    office = next((one for one in offices if one.code == typed.get("office")), None)
    context: dict[str, Any] = {
        "offices": offices,
        "typed": typed,
        "day": typed.get("day") or date.today().isoformat(),
        "rows": _rows(typed),
        "kinds": INCOME_KINDS.items(),
        "disabilities": DISABILITIES.items(),
        "cares": CARES.items(),
        "answers": None,
        "problem": "",
    }
    if request.method == "POST":
        try:
            if office is None:
                raise BadInput(_("Choose the district."))
            day = day_of(typed.get("day", ""))
            with office_scope(office, persons=False):
                judged = judge_family(office=office, family=_family(typed), day=day)
            context |= answer_in_words(judged)
        except (BadInput, FactsRefused, ParameterMissing) as refused:
            context["problem"] = sentence_of_problem(refused)
    return render(
        request, "web/self_check.html", context, status=422 if context["problem"] else 200
    )


def _rows(typed: QueryDict) -> list[dict[str, Any]]:
    filled = [row for row in range(MEMBERS) if typed.get(f"{row}-born")]
    count = min(MEMBERS, max(SHOWN_AT_FIRST, (filled[-1] + 2) if filled else 0))
    return [
        {
            "at": row,
            "number": row + 1,
            "born": typed.get(f"{row}-born", ""),
            "is_woman": f"{row}-woman" in typed,
            "student": f"{row}-student" in typed,
            "ill": f"{row}-ill" in typed,
            "disability": typed.get(f"{row}-disability", "none"),
            "cares_for": typed.get(f"{row}-cares", "nobody"),
            "incomes": [
                {
                    "at": at,
                    "kind": typed.get(f"{row}-kind-{at}", "wage"),
                    "amount": typed.get(f"{row}-amount-{at}", ""),
                }
                for at in range(2)
            ],
        }
        for row in range(count)
    ]


def _family(typed: QueryDict) -> dict[str, Any]:
    members = [
        {
            "born": row["born"],
            "is_woman": row["is_woman"],
            "is_full_time_student": row["student"],
            "is_long_ill": row["ill"],
            "disability": row["disability"],
            "cares_for": row["cares_for"],
            "incomes": [
                {"kind": one["kind"], "amount": one["amount"]}
                for one in row["incomes"]
                if one["amount"].strip()
            ],
        }
        for row in _rows(typed)
        if row["born"]
    ]
    return {"members": members}
