"""Pages of the register: groups over time, who is due again as a workbook, both logged."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.disability.examinations import Extract, record_examination
from qamtu.people.models import AccessEntry, Person
from tests.factories import make_office, make_person, make_user

pytestmark = pytest.mark.django_db
FIRST, AGAIN, LAST = date(2019, 3, 1), date(2021, 3, 1), date(2023, 2, 28)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def person(office: Office) -> Person:
    by = make_user(office)
    with office_scope(office):
        made = make_person(office)
        for number, group, day, last in (
            ("МС-1", "group_3", FIRST, None),
            ("МС-2", "group_2", AGAIN, LAST),
        ):
            record_examination(
                extract=Extract(made, number, day, group, "general_illness", day, last), by=by
            )
    return made


def client_of(office: Office, role: Role) -> tuple[Client, User]:
    client, user = Client(), make_user(office, role)
    client.force_login(user)
    return client, user


def test_the_groups_of_a_person_over_time(office: Office, person: Person) -> None:
    client, _user = client_of(office, Role.CLERK)
    page = client.get(reverse("disability") + "?day=2022-01-01&lang=ru").content.decode()
    assert "III группа (01.03.2019 – 28.02.2021)" in page
    page = client.get(reverse("disability-history", args=[person.pk]) + "?lang=ru").content.decode()
    assert page.index("МС-2") < page.index("МС-1"), "the newest first"
    assert "28.02.2021" in page


@pytest.mark.parametrize(("until", "rows"), [("2023-02-27", 0), ("2023-02-28", 1)])
def test_who_is_due_again_is_a_workbook_and_its_export_is_logged(
    office: Office, person: Person, until: str, rows: int
) -> None:
    client, user = client_of(office, Role.SPECIALIST)
    answer = client.get(reverse("due-list") + f"?day=2023-01-01&until={until}&lang=kk")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    found = list(sheet.iter_rows(values_only=True))
    assert found[0][2] == "ЖСН"
    assert [one[2] for one in found[1:]] == [person.iin] * rows
    with office_scope(office):
        exported = AccessEntry.objects.filter(user=user, act="exported")
        assert [one.person_id for one in exported] == [person.pk] * rows


def test_a_clerk_downloads_no_list(office: Office) -> None:
    client, _user = client_of(office, Role.CLERK)
    assert client.get(reverse("due-list")).status_code == 403
