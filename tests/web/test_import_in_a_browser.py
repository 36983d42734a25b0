"""A list taken in on the pages: chosen, looked at, confirmed, and what came back downloaded."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook

from qamtu.identifiers import make_iin
from tests.exchange.workbook.books import book
from tests.web.pressing import press
from tests.web.test_pages_in_a_browser import sign_in

LANDS = make_iin(date(1991, 3, 4), "f", 9_101) or make_iin(date(1991, 3, 4), "f", 9_102)


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    """After the days that the other tests of this district report on."""
    return book(
        tmp_path / "тізім.xlsx",
        [
            ["Бастау Бизнес тізімі"],
            ["№", "Тіркелген күні", "ЖСН", "Аты-жөні", "Оқуға жолданған күнi", "Түсі"],
            [1, "05.10.2024", LANDS, "Әлиева Гүлжан Ерланқызы", "12 қазан 2024 ж.", "көк"],
            [2, "05.10.2024", "910304400000", "Қате Нөмір", None, "көк"],
            [3, "31.02.2024", LANDS, "Әлиева Гүлжан", None, None],
            ["Барлығы", 3, None, None, None, None],
        ],
        ["A1:F1"],
    )


@pytest.mark.parametrize("with_javascript", [True, False])
def test_the_way_of_a_list(
    browser: Any, server: str, a_list: Path, tmp_path: Path, with_javascript: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=with_javascript
    )
    page = context.new_page()
    sign_in(page, server, "specialist-zhalagash")
    page.goto(f"{server}/import/?lang=ru")
    page.select_option("#kind", "bastau")
    page.set_input_files("#file", a_list)
    page.locator("main form button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/import/*/")
    assert page.locator(".cards b").all_inner_texts()[0] == "4"
    assert page.locator(".cards .late b").inner_text() == "2"
    returned = page.locator("section[aria-labelledby=returned] tbody tr")
    assert "контрольная цифра номера «910304400000» не сходится" in returned.nth(0).inner_text()
    assert "дня «31.02.2024» не бывает" in returned.nth(1).inner_text()
    columns = page.locator("section[aria-labelledby=columns]").inner_text()
    assert "Тіркелген күні" in columns
    assert "Дата регистрации" in columns
    assert "непонятно, не берётся" in columns
    if with_javascript:
        _look(page)
    press(page, "main form button")
    page.wait_for_url("**/import/runs/*/")
    if with_javascript:
        _look(page)
    with page.expect_download() as download:
        page.click("main a.button")
    download.value.save_as(tmp_path / "errors.xlsx")
    rows = list(load_workbook(tmp_path / "errors.xlsx").active.values)
    assert [row[1] for row in rows[1:]] == [4, 5]
    assert "не сходится" in rows[1][0]
    page.goto(f"{server}/import/")
    assert "тізім.xlsx" in page.locator("tbody tr").first.inner_text()
    context.close()


def _look(page: Any) -> None:
    """Fits the phone, and axe finds nothing serious."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]][:3])
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ] == []
