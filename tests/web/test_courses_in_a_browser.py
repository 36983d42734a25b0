"""A course by clicking: an application, a group, a session, a defence, a certificate."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role
from tests.factories import make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


def test_from_an_application_to_a_certificate(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    today = date.today()
    first = today - timedelta(days=14)
    with office_scope(department):
        person = make_person(department)
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/work/courses/?lang=ru")
    assert_accessible(desk)
    desk.fill("#iin", "000000000000")
    desk.fill("#idea", "Пекарня")
    press(desk, "section[aria-labelledby=ask] button")
    assert desk.locator("[role=alert]", has_text="нет человека с таким ИИН").count()
    assert desk.locator("#idea").input_value() == "Пекарня", "nothing typed is lost"
    desk.fill("#iin", person.iin)
    desk.fill("#day", first.isoformat())
    press(desk, "section[aria-labelledby=ask] button")
    assert desk.locator("#waiting", has_text="1").count()
    desk.fill("#trainer", "Қалиева Ж. М.")
    desk.fill("#capacity", "20")
    desk.fill("#first_day", first.isoformat())
    desk.fill("#last_day", today.isoformat())
    press(desk, "section[aria-labelledby=new] button")
    assert "/work/courses/" in desk.url
    group = desk.url
    assert_accessible(desk)
    desk.fill("#refer-day", first.isoformat())
    press(desk, "section[aria-labelledby=refer] button")
    desk.fill("#session-day", (first + timedelta(days=1)).isoformat())
    desk.fill("#hours", "6")
    desk.fill("#topic", "Маркетинг")
    press(desk, "form[action$='/session/'] button")
    press(desk, "form[action$='/certify/'] button")
    assert desk.locator("[role=alert]", has_text="План не защищён").count()
    desk.goto(group)
    desk.locator("section[aria-labelledby=attendance] summary").click()
    press(desk, "form[action$='/attendance/'] button")
    desk.fill("#title", "Пекарня")
    desk.fill("#member-0", "Сейтова А. Б.")
    desk.fill("#points-0", "101")
    press(desk, "section[aria-labelledby=defence] button")
    assert desk.locator("[role=alert]", has_text="от 0 до 100").count()
    assert desk.locator("#member-0").input_value() == "Сейтова А. Б."
    desk.fill("#points-0", "84")
    press(desk, "section[aria-labelledby=defence] button")
    press(desk, "form[action$='/certify/'] button")
    assert desk.locator("[role=status]", has_text="Сертификат выдан").count()
    assert_accessible(desk)
    for part in ("certificates", "journal"):
        with desk.expect_download() as download:
            desk.click(f"a[href*='/{part}/'][href$='kk.pdf']")
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
