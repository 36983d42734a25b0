"""Outcomes by clicking: whom to look at, a list by one paper, the figures, the case behind."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.employment.referrals import answer, refer
from qamtu.employment.vacancies import open_vacancy
from qamtu.people.models import Person
from tests.factories import make_organization, make_person
from tests.web.pressing import press

from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


def hire(office: Office, days_ago: int) -> Person:
    """Hired for good so many days ago."""
    by = User.objects.filter(office=office, role=Role.HEAD).first()
    assert by is not None
    day = date.today() - timedelta(days=days_ago)
    person = make_person(office)
    vacancy = open_vacancy(
        organization=make_organization(office), occupation="7112", title="Тас қалаушы", places=1,
        pay_from=180_000_00, day=day, by=by,
    )  # fmt: skip
    referral = refer(person=person, target=vacancy, day=day, by=by)
    answer(referral=referral, answer="hired", day=day, paper="№ 4", by=by)
    return person


def test_from_whom_to_look_at_to_the_case_behind_a_figure(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    desk = sign_in(browser, server, department, Role.HEAD)
    with office_scope(department):
        still, lost, early = hire(department, 400), hire(department, 400), hire(department, 40)
    desk.goto(f"{server}/work/watches/?lang=ru")
    expect(desk.locator("#due")).to_contain_text("2")
    assert_accessible(desk)
    desk.fill("#evidence", "БЖЗҚ, список № 1")
    press(desk, "section[aria-labelledby=due] button")
    expect(desk.locator("[role=alert]")).to_contain_text("хотя бы для одного")
    assert desk.locator("#evidence").input_value() == "БЖЗҚ, список № 1", "nothing typed is lost"
    desk.select_option(f"select[aria-label$='{lost}']", "neither")
    desk.select_option("#rest", "works")
    press(desk, "section[aria-labelledby=due] button")
    expect(desk.locator("[role=status]")).to_contain_text("Записано: 2")
    expect(desk.locator("#due")).to_contain_text("0")
    assert_accessible(desk)

    start = (date.today() - timedelta(days=500)).isoformat()
    desk.goto(f"{server}/work/outcomes/?from={start}&as_of={date.today()}&months=12")
    assert_accessible(desk)
    row = desk.locator("section[aria-labelledby=now] tbody tr").first
    assert row.locator("svg[role=img]").get_attribute("aria-label") == (
        "Постоянная работа: работают 2; не работают 1; "
    )
    lasting = desk.locator("section[aria-labelledby=lasts] tbody tr").first
    numbers = lasting.locator("td").all_inner_texts()
    assert numbers[:6] == ["2", "1", "1", "0", "50,0", "1"]
    lasting.locator("a[href$='lasting=lasting']").click()
    expect(desk.locator("h1")).to_contain_text("сохранилось")
    assert_accessible(desk)
    expect(desk.locator("tbody tr")).to_have_count(1)
    expect(desk.locator("tbody")).to_contain_text(str(still))
    expect(desk.locator("tbody")).to_contain_text("БЖЗҚ, список № 1")
    desk.click("tbody a[href*='/cases/']")
    expect(desk.locator("main")).to_contain_text("Работает через 12 мес.")
    assert str(early)

    desk.goto(f"{server}/work/outcomes/?from={start}&as_of={date.today()}&by=status")
    assert_accessible(desk)
    with desk.expect_download() as download:
        desk.click("a[href*='table.xlsx']")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")

    desk.goto(f"{server}/work/watches/")
    item = desk.locator("section[aria-labelledby=recent] li", has_text=str(still))
    item.locator("summary").click()
    item.locator("input[name=reason]").fill("другой человек")
    press(desk, item.locator("button"))
    expect(desk.locator("[role=status]")).to_contain_text("отозвана")
    expect(desk.locator("#due")).to_contain_text("1")


def test_the_figures_on_a_phone_and_without_javascript(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    desk = sign_in(browser, server, department, Role.ACCOUNTANT)
    desk.set_viewport_size({"width": 390, "height": 800})
    with office_scope(department):
        hire(department, 100)
    desk.goto(f"{server}/work/watches/?lang=kk")
    assert desk.locator("#evidence").count() == 0, "an accountant reads"
    assert_accessible(desk)
    desk.goto(f"{server}/work/outcomes/?from=bad&as_of=2020-13-45")
    expect(desk.locator("[role=alert]")).to_be_visible()
    desk.goto(f"{server}/work/outcomes/?from=2020-01-01&as_of={date.today()}&lang=en")
    assert_accessible(desk)
    assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
