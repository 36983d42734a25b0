"""From the application to the money, by clicking; nothing serious for axe on the way."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.local_law import enter_value
from qamtu.finance.accounts import make_iban
from qamtu.finance.money import allocate_for
from qamtu.people.models import Household, Person
from tests.factories import make_household, make_office, make_person

DAY = "2021-05-12"
PASSWORD = "a-long-enough-password"


@pytest.fixture
def department(committed: None) -> Office:
    office = make_office()
    for role in (Role.SPECIALIST, Role.ACCOUNTANT, Role.HEAD):
        user = User(username=f"{role}-{office.code}", office=office, role=role)
        user.set_password(PASSWORD)
        user.save()
    head = User.objects.get(office=office, role=Role.HEAD)
    with office_scope(office):
        enter_value(
            office=office, parameter="targeted_assistance.poverty_line", value=Decimal("24011.40"),
            valid_from=date(2021, 4, 1), valid_to=date(2021, 6, 30), act="order", by=head,
        )  # fmt: skip
        allocate_for(
            office=office, year=2021, measure="targeted_assistance", source="local",
            amount=100_000_00, day=date(2021, 1, 5), act="budget", by=head,
        )  # fmt: skip
    return office


@pytest.fixture
def family(department: Office) -> Household:
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        people: list[Person] = [
            make_person(department, date(1985, 3, 1), "m"),
            make_person(department, date(1987, 6, 2), "f"),
            make_person(department, date(2015, 1, 9), "f"),
        ]
        return make_household(department, people, head)


def sign_in(browser: Any, server: str, office: Office, role: Role, **options: Any) -> Any:
    page = browser.new_context(**options).new_page()
    page.goto(f"{server}/sign-in/")
    page.fill("#id_username", f"{role}-{office.code}")
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return page


def assert_accessible(page: Any) -> None:
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not serious, [(one["id"], one["nodes"][0]["html"]) for one in serious]


def test_from_the_application_to_the_money(
    browser: Any, server: str, department: Office, family: Household
) -> None:
    with office_scope(department):
        iin = family.members.get(relation="head").person.iin
    desk = sign_in(browser, server, department, Role.SPECIALIST)
    desk.goto(f"{server}/assistance/?lang=ru")
    assert_accessible(desk)
    desk.fill("#iin", iin)
    desk.click("main form button")
    desk.goto(f"{desk.url}&day={DAY}")
    amount = desk.locator("input[name$='amount-0']").first
    amount.click()
    desk.keyboard.type("150000")
    desk.locator("#answer", has_text="22 034,20").wait_for()  # answered while it is typed
    assert_accessible(desk)
    amount.fill("-5")
    desk.locator("#answer [role=alert]", has_text="меньше нуля").wait_for()
    amount.fill("150000")
    desk.fill("#iban", make_iban(125, "0" * 13))
    desk.click("button[name=register]")
    assert "/assistance/cases/" in desk.url
    case = desk.url
    desk.fill("#number", "№ 3, 14.05.2021")
    desk.fill("#day-c", DAY)
    desk.click("form[action$='/conclude/'] button")
    desk.fill("#contract", "№ 3")
    desk.fill("#day-a", DAY)
    desk.click("form[action$='/assigned/'] button")
    assert "1/2021" in desk.content()
    assert_accessible(desk)
    with desk.expect_download() as download:
        desk.click("a[href$='kk.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    desk.goto(f"{server}/payments/")
    desk.select_option("#measure", "targeted_assistance")
    desk.fill("#month", "2021-05")
    desk.click("main form button")
    assert_accessible(desk)
    assert not desk.locator("form[action$='/approve/']").count(), "who prepared does not approve"
    head = sign_in(browser, server, department, Role.HEAD)
    head.goto(desk.url)
    head.fill("#day", "2021-05-27")
    head.click("form[action$='/approve/'] button")
    with desk.expect_download() as download:
        desk.reload()
        desk.click("a[href$='/bank.csv']")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert iin in lines[2]
    reference = lines[2].split(";")[-1]
    desk.set_input_files(
        "#answer",
        {
            "name": "answer.csv",
            "mimeType": "text/csv",
            "buffer": f"reference;status;reason\n{reference};returned;счёт закрыт\n".encode(),
        },
    )
    desk.click("form[action$='/answer/'] button")
    assert desk.locator("[role=status]", has_text="возвращено: 1").count()
    desk.goto(case)
    assert "счёт закрыт" in desk.content()


def test_a_family_checks_itself_without_signing_in_and_without_javascript(
    browser: Any, server: str, department: Office
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{server}/self-check/?lang=ru")
    page.select_option("#office", department.code)
    page.fill("#day", DAY)
    for row, born in enumerate(("1985-03-01", "1987-06-02", "2015-01-09")):
        page.fill(f"[id='{row}-born']", born)
    page.fill("[id='0-amount-0']", "150000")
    page.click("main form button")
    assert "22 034,20" in page.locator("main").inner_text().replace("\u00a0", " ")
    page.fill("#day", "2020-05-12")
    page.click("main form button")
    assert "Величины закона" in page.locator("[role=alert]").inner_text()
    accessible = browser.new_page()
    accessible.goto(f"{server}/self-check/")
    assert_accessible(accessible)


@pytest.mark.parametrize(
    "address", ["assistance/", "assistance/law/", "assistance/what-if/", "payments/", "self-check/"]
)
def test_a_phone_needs_no_scrolling_sideways(
    browser: Any, server: str, department: Office, address: str
) -> None:
    size = {"width": 375, "height": 740}
    page = sign_in(browser, server, department, Role.HEAD, viewport=size)
    page.goto(f"{server}/{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert_accessible(page)
