"""Roles and offices at the door of every page."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from qamtu.accounts.access import clear_scope, office_scope
from qamtu.accounts.models import Office, Role
from qamtu.casework.acts import open_case
from qamtu.people.models import AccessEntry
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_person, make_user

pytestmark = pytest.mark.django_db


def client_of(office: Office | None, role: Role) -> Client:
    client = Client()
    client.force_login(make_user(office, role))
    return client


def test_nobody_enters_without_signing_in() -> None:
    for name in ("desk", "board", "people", "cases", "report", "records"):
        answer = Client().get(reverse(name))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


def test_a_person_of_another_office_is_not_there() -> None:
    mine, other = make_office(), make_office()
    with office_scope(other):
        stranger = make_person(other)
        case = open_case(
            measure=MEASURES["bastau"],
            office=other,
            subject=stranger,
            day=date(2024, 1, 9),
            by=make_user(other),
        )
    client = client_of(mine, Role.HEAD)
    assert client.get(reverse("person", args=[stranger.pk])).status_code == 404
    assert client.get(reverse("case", args=[case.pk])).status_code == 404
    assert stranger.iin[:6] not in client.get(reverse("people")).content.decode()
    assert client.get(reverse("people"), {"q": stranger.iin}).context["page"].object_list == []


def test_every_look_at_a_person_is_logged() -> None:
    office = make_office()
    with office_scope(office):
        person = make_person(office)
    client_of(office, Role.CLERK).get(reverse("person", args=[person.pk]))
    with office_scope(office):
        assert AccessEntry.objects.get(person=person).act == "read"


def test_the_region_reads_figures_and_opens_no_person() -> None:
    office = make_office()
    with office_scope(office):
        person = make_person(office)
    client = client_of(None, Role.REGIONAL_ANALYST)
    assert client.get(reverse("report"), {"office": office.code}).status_code == 200
    assert client.get(reverse("board"), {"office": office.code}).status_code == 200
    for address in (
        reverse("people"),
        reverse("person", args=[person.pk]),
        reverse("cases"),
        reverse("records"),
    ):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("role", "transition", "status"),
    [
        (Role.CLERK, "check", 302),
        (Role.CLERK, "approve", 403),
        (Role.SPECIALIST, "approve", 302),
        (Role.ACCOUNTANT, "approve", 403),
        (Role.AUDITOR, "check", 403),
        (Role.HEAD, "approve", 302),
    ],
)
def test_each_act_asks_for_its_role(role: Role, transition: str, status: int) -> None:
    office = make_office()
    with office_scope(office):
        case = open_case(
            measure=MEASURES["bastau"],
            office=office,
            subject=make_person(office),
            day=date(2024, 1, 9),
            by=make_user(office),
        )
    answer = client_of(office, role).post(
        reverse("act", args=[case.pk, transition]), {"day": "2024-02-01"}
    )
    assert answer.status_code == status


def test_a_refused_act_says_why_and_keeps_what_was_typed() -> None:
    office = make_office()
    with office_scope(office):
        case = open_case(
            measure=MEASURES["bastau"],
            office=office,
            subject=make_person(office),
            day=date(2024, 5, 9),
            by=make_user(office),
        )
    answer = client_of(office, Role.HEAD).post(
        reverse("act", args=[case.pk, "refuse"]) + "?lang=ru",
        {"day": "2024-05-08", "reason": "нет документов"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Дата раньше последнего события дела" in page
    assert "нет документов" in page


@pytest.mark.parametrize(
    ("iin", "sentence"),
    [
        ("99013130000", "ИИН должен состоять из двенадцати цифр"),
        ("990131300008", "контрольная цифра не сходится"),
        ("991331300006", "невозможная дата рождения"),
        ("990131900007", "Седьмая цифра ИИН"),
    ],
)
def test_a_wrong_iin_gets_its_own_sentence(iin: str, sentence: str) -> None:
    office = make_office()
    answer = client_of(office, Role.CLERK).post(
        reverse("new-person") + "?lang=ru",
        {"iin": iin, "surname": "Әли", "given_name": "Ерлан"},
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_same_person_is_not_entered_twice() -> None:
    office = make_office()
    client = client_of(office, Role.CLERK)
    form = {"iin": "990131300007", "surname": "Әли", "given_name": "Ерлан"}
    first = client.post(reverse("new-person"), form)
    second = client.post(reverse("new-person"), form)
    assert first["Location"] == second["Location"]
    clear_scope()


def test_only_the_head_signs() -> None:
    office = make_office()
    address = reverse("sign-report") + "?from=2024-01-01&as_of=2024-06-30"
    assert client_of(office, Role.SPECIALIST).post(address).status_code == 403
    answer = client_of(office, Role.HEAD).post(address, follow=True)
    assert answer.status_code == 200
    assert "SHA-256" in answer.content.decode()
