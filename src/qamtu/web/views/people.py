"""Persons: the list with its search, the person's page, adding one."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.permissions import can_read_access_log, can_register, can_see_persons
from qamtu.casework.models import CaseEvent
from qamtu.finance.models import MoneyEntry
from qamtu.ledger.models import FactRefused
from qamtu.people.models import AccessEntry, Household, Person, StatusPeriod
from qamtu.people.registry import add_person, log_access
from qamtu.places.models import Territory
from qamtu.reporting.catalogue import MEASURES
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.refusals import sentence_of

PER_PAGE = 50


class KeysetPage:
    """A page of a very long list: «after» instead of a page number, so no row is counted."""

    def __init__(self, rows: list[Person], per_page: int) -> None:
        self.object_list = rows[:per_page]
        self.has_next = len(rows) > per_page
        last = self.object_list[-1] if self.object_list else None
        self.after = f"{last.pk}" if last else ""


@staff(can_see_persons)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The register in Kazakh alphabetical order, or what a search finds, best first."""
    office = office_of(cast(StaffRequest, request))
    text = request.GET.get("q", "").strip()
    found = Person.objects.filter(office=office).select_related("territory")
    if text:
        found = found.search(text)
        rows = list(found[: PER_PAGE + 1])
    else:
        after = request.GET.get("after", "")
        if after.isdigit():
            last = Person.objects.filter(office=office, pk=int(after)).first()
            if last is not None:
                found = found.filter(sort_key__gte=last.sort_key).exclude(
                    sort_key=last.sort_key, pk__lte=last.pk
                )
        rows = list(found.in_name_order()[: PER_PAGE + 1])
    context = {
        "office": office,
        "q": text,
        "page": KeysetPage(rows, PER_PAGE),
        "can_register": can_register(cast(StaffRequest, request).user),
    }
    template = "web/people_rows.html" if request.headers.get("HX-Request") else "web/people.html"
    return render(request, template, context)


def _timeline(person: Person) -> list[dict[str, Any]]:
    """Everything that the office did with the person's family, newest first."""
    household_ids = list(
        person.memberships.filter(retracted_at=None).values_list("household_id", flat=True)
    )
    family = Person.objects.filter(
        memberships__household_id__in=household_ids, memberships__retracted_at=None
    ).distinct()
    people = {member.pk: member for member in family} | {person.pk: person}
    events = CaseEvent.objects.filter(person_id__in=people).select_related("case", "recorded_by")
    of_household = CaseEvent.objects.filter(household_id__in=household_ids).select_related(
        "case", "recorded_by"
    )
    taking_part = CaseEvent.objects.filter(
        participants__person_id__in=people, household_id__isnull=True
    ).select_related("case", "recorded_by")
    items: dict[int, dict[str, Any]] = {}
    for event in [*events, *of_household, *taking_part]:
        items[event.pk] = {
            "day": event.occurred_on,
            "kind": "event",
            "event": event,
            "who": people.get(event.person_id or 0),
            "is_self": event.person_id in (None, person.pk),
            "amount": None,
        }
    for entry in MoneyEntry.objects.filter(event_id__in=items, kind="paid", retracted_at=None):
        items[entry.event_id or 0]["amount"] = entry.amount
    timeline = list(items.values())
    for period in StatusPeriod.objects.filter(person_id__in=people).select_related("person"):
        timeline.append(
            {
                "day": period.valid_from,
                "kind": "status",
                "status": period,
                "who": people[period.person_id],
                "is_self": period.person_id == person.pk,
            }
        )
    return sorted(timeline, key=lambda item: item["day"], reverse=True)


@staff(can_see_persons)
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: who they are, their family, everything on one timeline. Each look is logged."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    found = get_object_or_404(Person.objects.select_related("territory"), pk=pk, office=office)
    log_access(person=found, by=staff_request.user, act=AccessEntry.Act.READ)
    households = (
        Household.objects.filter(members__person=found, members__retracted_at=None)
        .distinct()
        .prefetch_related("members__person")
    )
    return render(
        request,
        "web/person.html",
        {
            "office": office,
            "person": found,
            "households": households,
            "cases": found.cases.order_by("-opened_on", "-pk"),
            "statuses": found.statuses.live().order_by("-valid_from"),
            "timeline": Paginator(_timeline(found), 100).get_page(request.GET.get("page")),
            "can_register": can_register(staff_request.user),
            "measures": [m for m in MEASURES.values() if m.subject == "person"],
            "accesses": found.accesses.select_related("user")[:30]
            if can_read_access_log(staff_request.user)
            else [],
        },
    )


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """A new person, found by the ИИН first: nobody is entered twice."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    values = request.POST if request.method == "POST" else request.GET
    problem = ""
    if request.method == "POST":
        territory = Territory.objects.filter(pk=values.get("territory") or 0).first()
        iin = "".join(character for character in values.get("iin", "") if character.isdigit())
        try:
            added = add_person(
                office=office,
                iin=iin,
                surname=values.get("surname", ""),
                given_name=values.get("given_name", ""),
                patronymic=values.get("patronymic", ""),
                territory=territory,
                address=values.get("address", ""),
                phones=[values.get("phone", "")],
                by=staff_request.user,
            )
        except FactRefused as refused:
            if refused.code == "person-known":
                known = Person.objects.get(office=office, iin=iin)
                messages.info(request, _("This person is already in the register."))
                return redirect("person", known.pk)
            problem = sentence_of(refused)
        else:
            messages.success(request, _("The person is entered."))
            return redirect("person", added.pk)
    return render(
        request,
        "web/new_person.html",
        {
            "office": office,
            "values": values,
            "problem": problem,
            "territories": Territory.objects.within(office.territory),
        },
        status=422 if problem else 200,
    )
