"""The register and a programme by clicking: an extract, items, an order, the person's word."""

from datetime import date
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role
from tests.factories import make_organization, make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


def test_from_an_extract_to_a_fulfilled_programme(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    with office_scope(department):
        person = make_person(department)
        supplier = make_organization(department, "«Тірек» ЖШС")
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/disability/?lang=ru")
    assert_accessible(desk)
    desk.fill("#iin", person.iin)
    desk.fill("#number", "МС-77")
    desk.fill("#examined_on", "2024-03-01")
    desk.select_option("#category", "child_under_16")
    desk.select_option("#cause", "general_illness")
    desk.fill("#valid_from", "2024-03-01")
    press(desk, "section[aria-labelledby=new] button")
    assert desk.locator("[role=alert]", has_text="регистрируют как ребёнка").count()
    assert desk.locator("#number").input_value() == "МС-77", "nothing typed is lost"
    assert_accessible(desk)
    desk.select_option("#category", "group_2")
    press(desk, "section[aria-labelledby=new] button")
    assert f"/people/{person.pk}/" in desk.url
    desk.goto(f"{server}/disability/?day=2024-03-01&category=group_2")
    assert desk.locator("section[aria-labelledby=list] a", has_text=str(person)).count()

    desk.goto(f"{server}/disability/programmes/")
    assert_accessible(desk)
    desk.fill("#iin", person.iin)
    desk.fill("#number", "12")
    desk.fill("#drawn_on", "2024-03-05")
    desk.check("input[name=code][value=wheelchair]")
    desk.check("input[name=code][value=hygiene]")
    press(desk, "section[aria-labelledby=new] button")
    assert_accessible(desk)
    programme = desk.url
    desk.locator("summary", has_text="Заказ поставщику").first.click()
    desk.locator("select[name=supplier]").first.select_option(str(supplier.pk))
    desk.locator("form[action$='/order/'] input[type=date]").first.fill("2024-03-06")
    press(desk, "form[action$='/order/'] button")
    for kind in ("confirmed", "delivered", "confirmed"):
        desk.goto(programme)
        desk.locator("summary", has_text="Следующий шаг").first.click()
        desk.locator("select[name=kind]").first.select_option(kind)
        desk.locator("form[action$='/step/'] input[type=date]").first.fill("2024-03-20")
        press(desk, "form[action$='/step/'] button")
        if kind == "confirmed" and not desk.locator("[role=status]").count():
            assert desk.locator("[role=alert]", has_text="Сначала запишите доставку").count()
    press(desk, "form[action$='/fulfil/'] button")
    assert desk.locator("[role=alert]", has_text="не подтвердил").count()
    desk.locator("summary", has_text="Человек отказывается").first.click()
    desk.locator("input[id^=refuse-why]").first.fill("не нужно")
    press(desk, "form[action$='/refuse/'] button")
    desk.fill("#fulfil-day", date.today().isoformat())
    press(desk, "form[action$='/fulfil/'] button")
    assert desk.locator("[role=status]", has_text="Программа исполнена").count()
    assert_accessible(desk)
