"""A ride by clicking: a vehicle, a rider, a slot or an honest refusal, the driver's sheet."""

from datetime import date, timedelta
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.people.statuses import record_status
from tests.factories import make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401

PHONE = {"width": 390, "height": 800}
HOME, CLINIC = "44.85, 65.50", "44.86, 65.53"


def test_from_a_vehicle_to_a_ride_that_was_driven(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    today = date.today()
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        person = make_person(department)
        record_status(
            person=person, kind="disability", category="group_3", paper="МӘС № 1",
            valid_from=date(2020, 1, 1), by=head,
        )  # fmt: skip
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/taxi/?lang=ru&day={today}")
    assert_accessible(desk)
    desk.fill("#plate", "123 AA 11")
    desk.fill("#driver", "Ерғали Қ.")
    desk.fill("#seats", "2")
    desk.fill("#chairs", "1")
    desk.fill("section[aria-labelledby=vehicle] #begins", "08:00")
    desk.fill("section[aria-labelledby=vehicle] #ends", "18:00")
    desk.fill("#garage_point", HOME)
    press(desk, "section[aria-labelledby=vehicle] button")
    desk.fill("#iin", person.iin)
    desk.fill("#paper", "ВКК № 5")
    desk.fill("#valid_from", (today - timedelta(days=30)).isoformat())
    press(desk, "section[aria-labelledby=admit] button")
    assert desk.locator("[role=alert]", has_text="Не относится к категориям").count()
    assert desk.locator("#paper").input_value() == "ВКК № 5", "nothing typed is lost"
    desk.check("input[name=in_wheelchair]")
    press(desk, "section[aria-labelledby=admit] button")
    assert_accessible(desk)
    for at in ("21:00", "10:00"):
        desk.fill("#at", at)
        desk.fill("#origin", "Дом")
        desk.fill("#origin_point", HOME)
        desk.fill("#target", "Поликлиника")
        desk.fill("#target_point", CLINIC)
        press(desk, "section[aria-labelledby=book] button")
        if at == "21:00":
            assert desk.locator("[role=alert]", has_text="никто не ездит").count()
            assert desk.locator("#target").input_value() == "Поликлиника"
    assert desk.locator("[role=status]", has_text="машина придёт в").count()
    assert_accessible(desk)
    press(desk, desk.locator("button:has-text('Ссылка для водителя')"))
    link = desk.locator("input.employer-link").input_value()
    phone = browser.new_context(viewport=PHONE).new_page()
    phone.goto(f"{link}?lang=ru")
    assert_accessible(phone)
    assert person.iin not in phone.content()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    press(phone, phone.locator("button:has-text('Доставлен')"), "Enter")
    assert phone.locator("[role=status]").count()
    desk.goto(f"{server}/taxi/?day={today}")
    assert desk.locator(".tag", has_text="выполнена").count()
    assert desk.locator("h2", has_text="Маршруты дня").count()
    assert_accessible(desk)
    desk.locator("details", has_text="Ссылка для пассажира").locator("summary").click()
    press(desk, "button:has-text('Создать ссылку')")
    said = desk.locator("[role=status]", has_text="/r/")
    said.wait_for()
    own = said.inner_text().split(": ", 1)[1].strip()
    phone.goto(f"{own}?lang=ru")
    assert_accessible(phone)
    assert person.iin not in phone.content()
    tomorrow = (today + timedelta(days=1)).isoformat()
    for at, answer in (("23:00", "[role=alert]"), ("12:00", "[role=status]")):
        phone.fill("#day", tomorrow)
        phone.fill("#at", at)
        phone.fill("#origin", "Дом")
        phone.fill("#target", "Аптека")
        if at == "23:00":  # after the refusal the points stand open, as they were typed
            phone.locator("details summary").first.click()
        phone.fill("#origin_point", HOME)
        phone.fill("#target_point", CLINIC)
        press(phone, "button:has-text('Заказать')", "Enter")
        assert phone.locator(answer).count()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert_accessible(phone)
    press(phone, "button:has-text('Отменить поездку')", "Enter")
    assert phone.locator(".tag", has_text="отменена").count()
    desk.goto(f"{server}/taxi/?day={tomorrow}")
    assert desk.locator("section[aria-labelledby=refused] li", has_text="никто не ездит").count()
    desk.goto(f"{server}/taxi/month/?month={today:%Y-%m}")
    assert_accessible(desk)
    assert desk.locator(".cards b").first.inner_text() == "1"
