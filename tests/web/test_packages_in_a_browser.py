"""The social package by clicking: who is due, the act for signatures, what became of each set."""

from datetime import date
from pathlib import Path
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.assistance.applications import apply_for_assistance
from qamtu.assistance.decisions import assign
from qamtu.assistance.families import draw_family
from qamtu.finance.money import allocate_for
from tests.factories import make_household, make_organization, make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401

DAY = date(2021, 5, 12)
PHONE = {"width": 390, "height": 800}


def test_from_the_list_to_a_set_that_nobody_collected(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        children = [make_person(department, date(2017, 6, month)) for month in (2, 3)]
        mother = make_person(department, date(1987, 6, 2))
        household = make_household(department, [mother, *children], head)
        case = apply_for_assistance(
            office=department, household=household, family=draw_family(household, DAY), day=DAY,
            by=head,
        )  # fmt: skip
        assign(case=case, day=DAY, by=head, contract="№ 1")
        supplier = make_organization(department, "«Дастархан» ЖШС")
        allocate_for(
            office=department, year=2021, measure="social_package", source="local",
            amount=20_000_00, day=date(2021, 1, 5), act="budget", by=head,
        )  # fmt: skip
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/assistance/packages/?lang=ru&kind=large_food&day=2023-01-01")
    assert "1,5 МРП" in desk.locator("[role=alert]").inner_text()
    assert "5 175,00 тенге" in desk.locator("[role=alert]").inner_text().replace("\u00a0", " ")
    desk.select_option("#kind", "large_food")
    desk.fill("#day", DAY.isoformat())
    press(desk, "section[aria-labelledby=who] button:has-text('Показать детей')")
    assert desk.locator("#children", has_text="2").count()
    assert_accessible(desk)
    desk.fill("#bin", supplier.bin)
    desk.fill("#price", "10 000,01")
    press(desk, "button:has-text('Составить акт')")
    assert desk.locator("[role=alert]", has_text="выделите ещё").count()
    assert desk.locator("#bin").input_value() == supplier.bin, "nothing typed is lost"
    desk.fill("#price", "10 000")
    press(desk, "button:has-text('Составить акт')")
    assert desk.locator("h1", has_text="1/2021").count()
    assert_accessible(desk)
    for form in ("kk.pdf", "ru.docx"):
        with desk.expect_download() as download:
            desk.click(f"a[href$='{form}']")
        start = Path(download.value.path()).read_bytes()[:4]
        assert start in (b"%PDF", b"PK\x03\x04")
    boxes = desk.locator("input[name=sets]")
    boxes.nth(1).uncheck()
    desk.fill("#day", DAY.isoformat())
    press(desk, "button:has-text('Выбранные переданы')")
    assert desk.locator("[role=status]", has_text="переданных: 1").count()
    desk.fill("#day", DAY.isoformat())
    press(desk, "button[name=missed]")
    assert desk.locator("[role=alert]", has_text="причин").count(), "it needs a reason"
    desk.fill("#note", "үйінде болмады")
    press(desk, "button[name=missed]")
    assert desk.locator(".tag", has_text="не получен").count() == 1
    desk.locator("summary", has_text="Отозвать").first.click()
    phone = sign_in(browser, server, department, Role.HEAD, viewport=PHONE)
    for page in (desk.url, f"{server}/assistance/packages/?kind=large_food&day=2021-06-01"):
        phone.goto(page)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert_accessible(phone)
