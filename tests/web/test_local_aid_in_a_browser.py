"""Local social aid by clicking: a decision entered as data, an application, a list, the papers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.factories import make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def people(department: Office) -> list[Person]:  # noqa: F811
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        made = [make_person(department) for _ in range(3)]
        for person in made[:2]:
            record_status(
                person=person, kind="large_family_mother", paper="№ 1",
                valid_from=date(2020, 1, 1), by=head,
            )  # fmt: skip
    return made


def enter_categories(desk: Any, server: str) -> None:
    desk.goto(f"{server}/assistance/local-aid/?lang=ru")
    assert desk.locator(".warn", has_text="ни одно решение").count()
    desk.goto(f"{server}/assistance/local-aid/acts/")
    desk.fill("#number", "5-VII")
    desk.fill("#adopted_on", "2020-12-25")
    desk.fill("#valid_from", "2021-01-01")
    press(desk, "section[aria-labelledby=enter] button")
    assert_accessible(desk)
    for name, code, amount, rhythm in (
        ("Пожар", "fire", "100 000", "yearly"),
        ("Ко Дню семьи", "family", "5,5", "holiday"),
    ):
        desk.fill("#name_kk", name)
        desk.fill("#name_ru", name)
        desk.fill("#code", code)
        desk.fill("#amount", "десять")
        desk.select_option("#rhythm", rhythm)
        if rhythm == "holiday":
            desk.select_option("#measured_in", "mrp")
            desk.select_option("#status", "large_family_mother")
            desk.fill("#feast_day", "12")
            desk.fill("#feast_month", "9")
        press(desk, "section[aria-labelledby=category] button:has-text('Внести категорию')")
        assert desk.locator("[role=alert]", has_text="не число").count()
        assert desk.locator("#code").input_value() == code, "nothing typed is lost"
        desk.fill("#amount", amount)
        press(desk, "section[aria-labelledby=category] button:has-text('Внести категорию')")
        assert desk.locator("th", has_text=name).count()
    assert_accessible(desk)


def test_from_the_decision_of_the_maslikhat_to_a_paper(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    people: list[Person],
) -> None:
    desk = sign_in(browser, server, department, Role.HEAD)
    enter_categories(desk, server)
    desk.goto(f"{server}/assistance/local-aid/")
    assert_accessible(desk)
    desk.select_option("#category", label="Пожар")
    desk.fill("#day", "2021-05-12")
    desk.fill("#iin", people[2].iin)
    desk.locator("#answer", has_text="Не относится к категории").wait_for()  # while it is typed
    assert desk.locator("#answer", has_text="с документом").count(), "what would change it"
    desk.check("input[name=is_of_category]")
    desk.locator("#answer", has_text="100 000").wait_for()
    assert_accessible(desk)
    press(desk, "button[name=register]")
    assert "/local-aid/cases/" in desk.url
    desk.fill("#day", "2021-05-13")
    press(desk, "form[action$='/decide/'] button")
    assert desk.locator("section[aria-labelledby=decision]", has_text="1/2021").count()
    assert_accessible(desk)
    for form in ("kk.pdf", "ru.docx"):
        with desk.expect_download() as download:
            desk.click(f"a[href$='{form}']")
        start = Path(download.value.path()).read_bytes()[:4]
        assert start in (b"%PDF", b"PK\x03\x04")
    desk.goto(f"{server}/assistance/local-aid/list/")
    desk.select_option("#category", label="Ко Дню семьи")
    desk.fill("#day", "2021-09-01")
    desk.fill("#decided_on", "2021-09-02")
    press(desk, "button:has-text('Проверить список')")
    assert desk.locator("#judged", has_text="2 / 2").count(), "the register gives the list"
    assert "32 087" in desk.locator("#judged").inner_text().replace("\u00a0", " ")  # 2 × 16 043.50
    assert_accessible(desk)
    press(desk, "button[name=decide]")
    assert desk.locator("[role=status]", has_text="принято решений: 2").count()
    desk.goto(f"{server}/assistance/local-aid/list/")
    desk.select_option("#category", label="Ко Дню семьи")
    desk.fill("#day", "2021-09-05")
    desk.fill("#numbers", f"{people[0].iin}\n{people[2].iin}\n000000000000")
    press(desk, "button:has-text('Проверить список')")
    assert desk.locator("[role=alert]", has_text="000000000000").count()
    assert desk.locator("td strong", has_text="Уже выплачено").count() == 1
    assert desk.locator("td strong", has_text="Не относится к категории").count() == 1
    assert not desk.locator("button[name=decide]").count()
    phone = sign_in(browser, server, department, Role.HEAD, viewport=PHONE)
    for page in ("", "acts/", "list/"):
        phone.goto(f"{server}/assistance/local-aid/{page}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page
        assert_accessible(phone)
