"""The person's page: who they are, their family, everything on one timeline; and its acts."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from qamtu.accounts.models import User
from qamtu.accounts.permissions import (
    can_read_access_log,
    can_register,
    can_retract,
    can_see_persons,
)
from qamtu.casework.models import Case, CaseEvent
from qamtu.civil_registry.search import records_of_person
from qamtu.civil_registry.standing import standing_all
from qamtu.civil_registry.words import ACTIONS, KINDS
from qamtu.finance.models import MoneyEntry
from qamtu.ledger.models import FactRefused
from qamtu.people.households import (
    RELATION_NAMES,
    found_household,
    join_household,
    leave_household,
)
from qamtu.people.models import AccessEntry, Household, HouseholdMember, Person, StatusPeriod
from qamtu.people.registry import change_person, log_access
from qamtu.people.statuses import STATUS_KINDS, death_of, end_status, record_status
from qamtu.places.models import Territory
from qamtu.web.guards import StaffRequest, office_of, staff
from qamtu.web.typed import (
    BadInput,
    day_of,
    day_or_none,
    digits_of,
    line_of,
    phones_of,
    place_of,
    reason_of,
    sentence_beside,
)


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


def _shown(
    request: StaffRequest, found: Person, *, problem: str = "", at: str = ""
) -> HttpResponse:
    """The page; after a refusal with the sentence `at` its form and what was typed."""
    user = request.user
    log_access(person=found, by=user, act=AccessEntry.Act.READ)
    members = HouseholdMember.objects.live().select_related("person").order_by("valid_from", "pk")
    households = (
        Household.objects.filter(members__person=found, members__retracted_at=None)
        .distinct()
        .prefetch_related(
            Prefetch("members", members, to_attr="live_members"),
            Prefetch("cases", Case.objects.order_by("-opened_on", "-pk")),
        )
    )
    return render(
        request,
        "web/person.html",
        {
            "office": found.office,
            "person": found,
            "households": households,
            "has_household": any(
                member.person_id == found.pk and member.valid_to is None
                for household in households
                for member in household.live_members
            ),
            "relations": RELATION_NAMES.items(),
            "cases": found.cases.order_by("-opened_on", "-pk"),
            "civil_acts": standing_all(list(records_of_person(found))).values(),
            "civil_kinds": KINDS,
            "civil_actions": ACTIONS,
            "died": death_of(found.pk),
            "statuses": found.statuses.live().order_by("-valid_from"),
            "status_kinds": STATUS_KINDS.values(),
            "timeline": Paginator(_timeline(found), 100).get_page(request.GET.get("page")),
            "can_register": can_register(user),
            "can_retract": can_retract(user),
            "territories": Territory.objects.within(found.office.territory),
            "accesses": found.accesses.select_related("user")[:30]
            if can_read_access_log(user)
            else [],
            "entry": request.POST if at == "correct" else _entry(found),
            "problem": problem,
            "problem_at": at,
            "typed": request.POST,
            "today": date.today(),
        },
        status=422 if problem else 200,
    )


def _entry(found: Person) -> dict[str, str]:
    """The entry as the form of its correction says it."""
    return {
        "surname": found.surname,
        "given_name": found.given_name,
        "patronymic": found.patronymic,
        "territory": str(found.territory_id or ""),
        "address": found.address,
        "phones": ", ".join(f"+7{phone}" for phone in found.phones),
        "consent_on": str(found.consent_on or ""),
        "consent_withdrawn_on": str(found.consent_withdrawn_on or ""),
    }


def _found(request: StaffRequest, pk: int) -> Person:
    people = Person.objects.select_related("territory", "office__territory")
    return get_object_or_404(people, pk=pk, office=office_of(request))


def _acted(
    request: HttpRequest, pk: int, *, at: str, act: Callable[[Person, User], object], done: str
) -> HttpResponse:
    """Do `act`, and show the page again: with its result, or with why it was refused."""
    staff_request = cast(StaffRequest, request)
    found = _found(staff_request, pk)
    if request.method == "POST":
        try:
            act(found, staff_request.user)
        except (BadInput, FactRefused) as refused:
            problem = sentence_beside(refused)
            return _shown(staff_request, _found(staff_request, pk), problem=problem, at=at)
        messages.success(request, done)
    return redirect("person", pk)


@staff(can_see_persons)
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: who they are, their family, everything on one timeline. Each look is logged."""
    staff_request = cast(StaffRequest, request)
    return _shown(staff_request, _found(staff_request, pk))


@staff(can_register)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the entry: names, place, address, phones, consent."""
    typed = request.POST

    def act(found: Person, by: User) -> None:
        change_person(
            person=found,
            by=by,
            surname=line_of(typed.get("surname", ""), longest=100),
            given_name=line_of(typed.get("given_name", ""), longest=100),
            patronymic=line_of(typed.get("patronymic", ""), longest=100),
            territory=place_of(typed.get("territory", ""), found.office),
            address=line_of(typed.get("address", ""), longest=200),
            phones=phones_of(typed.get("phones", "")),
            consent_on=day_or_none(typed.get("consent_on", "")),
            consent_withdrawn_on=day_or_none(typed.get("consent_withdrawn_on", "")),
        )

    return _acted(request, pk, at="correct", act=act, done=_("The entry is corrected."))


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_status(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a status with its paper. The kind and its category are chosen at once."""
    typed = request.POST

    def act(found: Person, by: User) -> None:
        kind, _dot, category = typed.get("kind", "").partition(".")
        record_status(
            person=found,
            kind=kind,
            category=category,
            valid_from=day_of(typed.get("valid_from", "")),
            valid_to=day_or_none(typed.get("valid_to", ""), may_be_later=True),
            paper=line_of(typed.get("paper", ""), longest=200),
            by=by,
        )

    return _acted(request, pk, at="status", act=act, done=_("The status is recorded."))


def _status_of(found: Person, pk: int) -> StatusPeriod:
    return get_object_or_404(StatusPeriod, pk=pk, person=found)


@staff(can_register)
@require_http_methods(["GET", "POST"])
def close_status(request: HttpRequest, pk: int, status_pk: int) -> HttpResponse:
    """A status ended on a day."""
    typed = request.POST

    def act(found: Person, by: User) -> None:
        end_status(
            period=_status_of(found, status_pk),
            last_day=day_of(typed.get("last_day", ""), may_be_later=True),
            reason=reason_of(typed),
            by=by,
        )

    at = f"end-{status_pk}"
    return _acted(request, pk, at=at, act=act, done=_("The status is ended."))


@staff(can_retract)
@require_http_methods(["GET", "POST"])
def retract_status(request: HttpRequest, pk: int, status_pk: int) -> HttpResponse:
    """A status that was recorded by mistake."""

    def act(found: Person, by: User) -> None:
        _status_of(found, status_pk).retract(reason=reason_of(request.POST), by=by)

    at = f"retract-{status_pk}"
    done = _("The status is retracted; it stays in the history.")
    return _acted(request, pk, at=at, act=act, done=done)


@staff(can_register)
@require_http_methods(["GET", "POST"])
def new_household(request: HttpRequest, pk: int) -> HttpResponse:
    """A family with this person as its head."""

    def act(found: Person, by: User) -> None:
        found_household(head=found, since=day_of(request.POST.get("since", "")), by=by)

    return _acted(request, pk, at="found", act=act, done=_("The family is recorded."))


@staff(can_register)
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, pk: int, household_pk: int) -> HttpResponse:
    """Another person, by the ИИН, joins the family of this one."""
    typed = request.POST

    def act(found: Person, by: User) -> None:
        household = get_object_or_404(
            Household.objects.distinct(), pk=household_pk, members__person=found
        )
        member = Person.objects.filter(
            office=found.office, iin=digits_of(typed.get("iin", ""))
        ).first()
        if member is None:
            raise BadInput(_("Nobody in the register has this IIN. Enter the person first."))
        join_household(
            household=household,
            person=member,
            relation=typed.get("relation", ""),
            since=day_of(typed.get("since", "")),
            by=by,
        )

    at = f"join-{household_pk}"
    return _acted(request, pk, at=at, act=act, done=_("The member is recorded."))


@staff(can_register)
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """A member of the person's family left it."""
    typed = request.POST

    def act(found: Person, by: User) -> None:
        membership = get_object_or_404(
            HouseholdMember.objects.distinct(), pk=member_pk, household__members__person=found
        )
        leave_household(
            membership=membership,
            last_day=day_of(typed.get("last_day", "")),
            reason=reason_of(typed),
            by=by,
        )

    at = f"leave-{member_pk}"
    return _acted(request, pk, at=at, act=act, done=_("The member left the family."))
