"""The pages in a real browser: the main path with and without JavaScript, on a phone, by axe."""

from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from .pressing import press

PAGES = [
    "/",
    "/board/",
    "/people/",
    "/people/?q=айгерим",
    "/people/new/",
    "/cases/",
    "/cases/?measure=bastau&state=approved",
    "/organizations/",
    "/organizations/?q=жшс",
    "/organizations/new/",
    "/facilities/",
    "/facilities/new/",
    "/money/?year=2024",
    "/contracts/new/",
    "/contracts/",
    "/contracts/needs/",
    "/social-orders/",
    "/assistance/test-site/",
    "/import/",
    "/report/",
    "/report/by/?from=2024-01-01&as_of=2024-09-30",
    "/report/records/?indicator=bastau.referred&slice=youth&from=2024-01-01&as_of=2024-09-30",
]


OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(one => one.open = true)"


def sign_in(page: Any, server: str, name: str = "head-zhalagash") -> None:
    page.goto(f"{server}/sign-in/")
    page.fill("#id_username", name)
    page.fill("#id_password", "qamtu-demo")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server}/")


@pytest.fixture
def page(browser: Any, server: str) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, server)
    yield page
    context.close()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_axe_finds_nothing_serious_on_any_page(
    page: Any, server: str, language: str, a_person: Any
) -> None:
    case = f"/people/{a_person.pk}/"
    page.goto(f"{server}/organizations/")
    organization = page.locator("tbody a").first.get_attribute("href")
    page.goto(f"{server}/money/?year=2024")
    line = page.locator("section[aria-labelledby=lines] tbody a").first.get_attribute("href")
    for address in [*PAGES, case, f"/people/{a_person.pk}/new-case/", organization, line]:
        joint = "&" if "?" in address else "?"
        answer = page.goto(f"{server}{address}{joint}lang={language}")
        assert answer.status == 200, address
        assert page.locator("html").get_attribute("lang") == language
        page.evaluate(OPEN_EVERYTHING)
        serious = [
            (violation["id"], [node["html"][:120] for node in violation["nodes"]][:3])
            for violation in Axe().run(page).response["violations"]
            if violation["impact"] in ("serious", "critical")
        ]
        assert serious == [], address


def test_the_way_from_a_figure_to_its_case(page: Any, server: str) -> None:
    page.goto(f"{server}/report/?from=2024-01-01&as_of=2024-09-30&lang=kk")
    press(page, "a.figure:has-text('12-сі')")  # youth among those referred to the course
    assert page.locator("section.card strong").first.inner_text() == "12"
    assert page.locator("tbody tr").count() == 12
    press(page, "tbody tr >> nth=0 >> a:has-text('№')")
    assert "Бастау Бизнес" in page.locator("h1").inner_text()
    assert page.locator("ol.timeline li").count() >= 2


def test_a_phone_shows_every_page_without_scrolling_sideways(
    browser: Any, server: str, a_person: Any
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    sign_in(page, server)
    for address in [*PAGES, f"/people/{a_person.pk}/"]:
        page.goto(f"{server}{address}")
        page.evaluate(OPEN_EVERYTHING)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{address} is {width} wide"
    context.close()


def test_the_search_shows_what_a_full_reload_shows(page: Any, server: str) -> None:
    page.goto(f"{server}/people/?lang=kk")
    page.locator("#q").press_sequentially("айгерим")
    page.wait_for_url(lambda url: unquote(url).endswith("q=айгерим"))  # with the last letter
    page.wait_for_function(
        "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"
    )
    swapped = page.locator("#rows").inner_html()
    page.reload()
    assert page.locator("#rows").inner_html().strip() == swapped.strip()


def test_the_main_path_works_without_javascript(browser: Any, server: str, a_person: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, server)
    page.goto(f"{server}/people/?lang=ru")
    page.fill("#q", a_person.iin)
    press(page, "form[role=search] button")
    press(page, "tbody tr a")
    press(page, "a.button")
    page.select_option("#measure", "public_works")
    page.fill("#day", "2024-10-01")
    press(page, "main form button")
    assert "Общественные работы" in page.locator("h1").inner_text()
    page.click("summary:has-text('Отказ')")
    form = page.locator("details.act", has_text="Отказ").locator("form")
    form.locator("input[name=reason]").fill("не соответствует условиям")
    form.locator("input[name=day]").fill("2024-10-02")
    press(page, form.locator("button"))
    assert "отказано" in page.locator(".sub .tag").inner_text()
    assert "не соответствует условиям" in page.locator("ol.timeline").inner_text()
    context.close()


def test_the_keyboard_reaches_the_content_first(page: Any, server: str) -> None:
    page.goto(f"{server}/report/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_status_is_recorded_without_javascript(browser: Any, server: str, a_person: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, server)
    page.goto(f"{server}/people/{a_person.pk}/?lang=ru")
    page.click("summary:has-text('Записать статус')")
    page.select_option("#status-kind", "kandas")
    page.fill("#status-paper", "удостоверение № 77")
    page.fill("#status-from", "2005-05-02")
    page.fill("#status-to", "2005-05-01")
    press(page, "details.act:has(#status-kind) button")
    assert page.locator("details.act [role=alert]").inner_text().startswith("Последний день раньше")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert page.input_value("#status-paper") == "удостоверение № 77"
    assert page.input_value("#status-kind") == "kandas"
    page.fill("#status-to", "2005-06-01")
    press(page, "details.act:has(#status-kind) button")
    statuses = page.locator("section[aria-labelledby=statuses]").inner_text()
    assert "удостоверение № 77" in statuses
    context.close()
