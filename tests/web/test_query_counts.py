"""A page asks the database as often for many rows as for few."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.acts import open_case, record_event
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_household, make_office, make_person, make_user

pytestmark = pytest.mark.django_db
FEW, MANY = 2, 12


def fill(office: Office, by: User, times: int) -> Person:
    """A family of `times` members, each with cases and statuses; the first one is returned."""
    day = date(2024, 1, 9)
    members = [make_person(office) for _ in range(times)]
    household = make_household(office, members, by)
    aid = MEASURES["targeted_assistance"]
    open_case(measure=aid, office=office, subject=household, day=day, by=by)
    for person in members:
        record_status(person=person, kind="unemployed", valid_from=day, paper="№ 1", by=by)
        for code in ("bastau", "public_works"):
            measure = MEASURES[code]
            case = open_case(measure=measure, office=office, subject=person, day=day, by=by)
            record_event(case=case, measure=measure, transition="check", day=day, by=by)
    return members[0]


PAGES: dict[str, Callable[[Person], str]] = {
    "people": lambda person: reverse("people"),
    "people after one": lambda person: f"{reverse('people')}?after={person.pk}",
    "search by name": lambda person: f"{reverse('people')}?q={person.surname}",
    "search by IIN": lambda person: f"{reverse('people')}?q={person.iin[:6]}",
    "person": lambda person: reverse("person", args=[person.pk]),
    "cases": lambda person: reverse("cases"),
    "cases of a measure": lambda person: f"{reverse('cases')}?measure=bastau&state=checked",
    "cases by name": lambda person: f"{reverse('cases')}?q={person.surname}",
    "desk": lambda person: reverse("desk"),
}


def queries_with(times: int, page: Callable[[Person], str]) -> tuple[int, Any]:
    office = make_office()
    by = make_user(office, Role.HEAD)
    with office_scope(office):
        first = fill(office, by, times)
    client = Client()
    client.force_login(by)
    client.get(page(first))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(page(first))
    assert answer.status_code == 200
    return len(asked), answer


@pytest.mark.parametrize("name", PAGES)
def test_queries_do_not_grow_with_rows(name: str) -> None:
    few, _ = queries_with(FEW, PAGES[name])
    many, _ = queries_with(MANY, PAGES[name])
    assert many == few, f"{name}: {few} queries for {FEW}, {many} for {MANY}"


def test_a_long_list_is_counted_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qamtu.web.paging.MOST_COUNTED", 5)
    _, answer = queries_with(MANY, PAGES["cases"])
    paginator = answer.context["page"].paginator
    assert (paginator.count, paginator.is_cut) == (5, True)
    assert "<strong>5+</strong>" in answer.content.decode()
