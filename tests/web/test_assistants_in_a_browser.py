"""A pair from its contract to an accepted month, by clicking; both sides on their phones."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.models import PhoneMessage
from qamtu.disability.models import Pairing
from qamtu.disability.visits import code_of
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.factories import make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def two(department: Office) -> tuple[Person, Person]:  # noqa: F811
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        person, helper = make_person(department), make_person(department)
        Person.objects.filter(pk=person.pk).update(phones=["7011234567"])
        record_status(
            person=person, kind="disability", category="group_1", paper="МӘС № 1",
            valid_from=date(2020, 1, 1), by=head,
        )  # fmt: skip
    return person, helper


def test_a_pair_its_visits_and_its_month(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    two: tuple[Person, Person],
) -> None:
    person, helper = two
    today = date.today()
    signed = today - timedelta(days=3)
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/assistants/?lang=ru")
    assert_accessible(desk)
    desk.fill("#person", person.iin)
    desk.fill("#helper", helper.iin)
    desk.fill("#contract", "7/ЖК")
    desk.fill("#signed_on", signed.isoformat())
    desk.fill("#last_day", (today + timedelta(days=90)).isoformat())
    desk.fill("#hours", "9")
    desk.fill("#rate", "900")
    desk.check("input[name=moves_with_difficulty]")
    desk.check("input[name=in_programme]")
    press(desk, "section[aria-labelledby=new] button")
    assert desk.locator("[role=alert]", has_text="Уменьшите число часов").count()
    assert desk.locator("#contract").input_value() == "7/ЖК", "nothing typed is lost"
    assert_accessible(desk)
    desk.fill("#hours", "8")
    press(desk, "section[aria-labelledby=new] button")
    assert "/assistants/" in desk.url
    assert desk.locator("h1", has_text=str(person)).count()
    assert_accessible(desk)
    page = desk.url

    press(desk, "form[action$='/link/'] button")
    desk.select_option("#side", "person")
    desk.check("input[name=sms]")
    press(desk, "form[action$='/link/'] button")
    links = [one.input_value() for one in desk.locator("input.employer-link").all()]
    of_person, of_helper = links

    phone = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    phone.goto(f"{of_helper}?lang=ru")
    assert person.iin not in phone.content()
    assert helper.iin not in phone.content()
    for begins, ends in (("09:00", "08:00"), ("08:00", "12:00"), ("13:00", "15:00")):
        phone.fill("#day", signed.isoformat())
        phone.fill("#begins", begins)
        phone.fill("#ends", ends)
        press(phone, "section[aria-labelledby=write] button")
        if ends < begins:
            assert phone.locator("[role=alert]", has_text="когда посещение началось").count()
    month = f"{signed:%Y-%m}"
    phone.goto(f"{of_helper}?month={month}")
    with office_scope(department):
        pairing = Pairing.objects.get(office=department)
        code = code_of(pairing, signed)
    phone.locator("summary").first.click()
    phone.locator("input[name=code]").first.fill("000000" if code != "000000" else "000001")
    press(phone, "form.phone:has(input[value=code]) button")
    assert phone.locator("[role=alert]", has_text="Код неверный").count()
    phone.goto(f"{of_helper}?month={month}")
    phone.locator("summary").first.click()
    phone.locator("input[name=code]").first.fill(code)
    press(phone, "form.phone:has(input[value=code]) button")
    assert phone.locator("[role=status]", has_text="подтверждено").count()

    other = browser.new_context(viewport=PHONE).new_page()
    other.goto(f"{of_person}?lang=ru&month={month}")
    assert_accessible(other)
    width = other.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], "a phone does not scroll sideways"
    other.keyboard.press("Tab")
    press(other, other.locator("button:has-text('Да, так и было')"), "Enter")
    assert other.locator("[role=status]", has_text="подтверждено").count()

    desk.goto(f"{page.partition('?')[0]}?month={month}")
    assert "6:00" in desk.locator("#visits").inner_text()
    assert_accessible(desk)
    with office_scope(department):
        (message,) = PhoneMessage.objects.filter(office=department)
        assert of_person.rpartition("/h/")[2] in message.text
    desk.goto(f"{server}/assistants/?month={month}")
    press(desk, "section[aria-labelledby=told] button")
    with office_scope(department):
        assert PhoneMessage.objects.get(pk=message.pk).text == "", "a secret is wiped"


def test_the_act_is_a_paper_in_both_languages(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    two: tuple[Person, Person],
) -> None:
    from qamtu.disability.assistant_months import accept_month
    from qamtu.disability.pairings import Pair, ask_for_assistant, sign_pairing
    from qamtu.disability.visits import Visited, confirm_all, write_visit

    person, helper = two
    head = User.objects.get(office=department, role=Role.HEAD)
    day = date(2024, 2, 5)
    with office_scope(department):
        case = ask_for_assistant(person=person, day=date(2024, 2, 1), by=head)
        pairing = sign_pairing(
            pair=Pair(
                case, helper, "9/ЖК", date(2024, 2, 1), date(2024, 12, 31), 360, 600_00,
                {"moves_with_difficulty": True, "in_programme": True},
            ),
            by=head,
        )  # fmt: skip
        visit = write_visit(visited=Visited(pairing, day, 540, 90), by=head, today=day)
        confirm_all(visits=[visit], side="person", way="desk", by=head)
        accept_month(pairing=pairing, month=day, day=date(2024, 2, 29), by=head)
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/assistants/{pairing.pk}/?month=2024-02&lang=kk")
    assert "900" in desk.locator("main").inner_text()
    for language in ("kk", "ru"):
        with desk.expect_download() as download:
            desk.click(f"a[href$='{language}.pdf']")
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
