"""Persons: the list with its search, and adding one."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.permissions import can_register, can_see_persons
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.people.registry import add_person
from qamtu.places.models import Territory
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    digits_of,
    key_of,
    line_of,
    phones_of,
    place_of,
    sentence_beside,
)

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
        after = key_of(request.GET.get("after", ""))
        if after:
            last = Person.objects.filter(office=office, pk=after).first()
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


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """A new person, found by the ИИН first: nobody is entered twice."""
    staff_request = cast(StaffRequest, request)
    office = office_of(staff_request)
    values = request.POST if request.method == "POST" else request.GET
    problem = ""
    if request.method == "POST":
        iin = digits_of(values.get("iin", ""))
        try:
            added = add_person(
                office=office,
                iin=iin,
                surname=line_of(values.get("surname", ""), longest=100),
                given_name=line_of(values.get("given_name", ""), longest=100),
                patronymic=line_of(values.get("patronymic", ""), longest=100),
                territory=place_of(values.get("territory", ""), office),
                address=line_of(values.get("address", ""), longest=200),
                phones=phones_of(values.get("phone", "")),
                by=staff_request.user,
            )
        except (BadInput, FactRefused) as refused:
            if isinstance(refused, FactRefused) and refused.code == "person-known":
                known = Person.objects.get(office=office, iin=iin)
                messages.info(request, _("This person is already in the register."))
                return redirect("person", known.pk)
            problem = sentence_beside(refused)
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
