"""A round of grants by clicking: opened, applied, refused, scored, awarded, printed."""

from datetime import date
from pathlib import Path
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role
from tests.factories import make_person

from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


def test_a_round_from_its_opening_to_an_award(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    with office_scope(department):
        first, second = (make_person(department, date(1990, 5, 17)) for _ in range(2))
    desk = sign_in(browser, server, department, Role.SPECIALIST)
    desk.goto(f"{server}/work/grants/?lang=ru")
    assert_accessible(desk)
    desk.fill("#opens_on", "2021-04-01")
    desk.fill("#closes_on", "2021-04-20")
    desk.fill("#money", "583 400")
    desk.click("section[aria-labelledby=new] button")
    assert_accessible(desk)

    def apply(iin: str, total: str) -> None:
        desk.fill("#iin", iin)
        desk.fill("#project", "Наубайхана")
        desk.select_option("#category", "self_employed")
        desk.fill("#day", "2021-04-05")
        desk.fill("#what-1", "Пеш")
        desk.fill("#sum-1", total)
        desk.click("section[aria-labelledby=apply] button")

    apply("000000000000", "583 400")
    assert desk.locator("[role=alert]", has_text="этим ИИН").count()
    assert desk.locator("#project").input_value() == "Наубайхана", "nothing typed is lost"
    apply(first.iin, "583 400")
    assert desk.locator("[role=status]", has_text="допущена").count()
    apply(second.iin, "583 401")
    assert desk.locator("[role=status]", has_text="отказано").count()
    assert "Запросите не больше" in desk.content()
    desk.fill("#name", "А. Сейіт")
    desk.click("form[action$='/member/'] button")
    desk.fill("input[id^=points-]", "101")
    desk.click("form[action$='/score/'] button")
    assert desk.locator("[role=alert]", has_text="от 0 до 100").count()
    desk.fill("input[id^=points-]", "87")
    desk.click("form[action$='/score/'] button")
    assert_accessible(desk)
    desk.fill("form[action$='/award/'] input[type=date]", "2021-05-11")
    desk.click("form[action$='/award/'] button")
    assert "№ 1/2021" in desk.content()
    for language in ("kk", "ru"):
        with desk.expect_download() as download:
            desk.click(f"a[href$='{language}.pdf']")
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    desk.set_viewport_size({"width": 390, "height": 800})
    desk.reload()
    assert_accessible(desk)
