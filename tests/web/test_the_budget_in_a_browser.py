"""A year of the budget by clicking: an act, a plan, the table and its entries, a statement."""

from datetime import date
from pathlib import Path
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from tests.finance.a_budget import YEAR, bound_case, line_of
from tests.web.pressing import press

from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


def test_from_an_act_to_a_matched_statement(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    tmp_path: Path,
) -> None:
    page = sign_in(browser, server, department, Role.ACCOUNTANT)
    page.goto(f"{server}/money/acts/?year={YEAR}&lang=ru")
    page.locator("details.act summary", has_text="Внести акт").click()
    if not page.locator("#act-number").is_visible():
        page.locator("details.act summary", has_text="Внести акт").click()
    page.fill("#act-number", "45")
    page.fill("#act-day", "2020-12-24")
    page.select_option("#measure-0", "fuel_aid")
    page.select_option("#source-0", "local")
    page.fill("#amount-0", "много")
    press(page, "form[action$='/acts/enter/'] button")
    page.wait_for_selector("[role=alert]")
    assert page.locator("#amount-0").input_value() == "много", "nothing typed is lost"
    page.fill("#amount-0", "1 200")
    press(page, "form[action$='/acts/enter/'] button")
    page.wait_for_selector("[role=status] li.success")
    assert_accessible(page)

    with office_scope(department):
        by = User.objects.get(office=department, role=Role.HEAD)
        line = line_of(department)
        case = bound_case(line, by, 50_000, paid=20_000, day=date(YEAR, 3, 10))
    page.goto(f"{server}/money/lines/{line.pk}/?lang=ru")
    page.locator("details.act summary", has_text="Изменить план финансирования").click()
    page.fill("#plan-act", "№ 3")
    page.fill("#plan-day", "2021-01-05")
    for month in range(1, 13):
        page.fill(f"[name=commitments-{month}]", "100")
        page.fill(f"[name=payments-{month}]", "100")
    press(page, "form[action$='/plan/'] button")
    page.wait_for_selector("[role=status] li.success")
    assert not page.locator(".note.warn").count(), "it adds up to the allocation"
    assert page.locator("svg.months[role=img]").count() == 1
    assert_accessible(page)
    page.locator("summary", has_text="Освободить").first.click()
    page.fill(f"#act-{case.pk}", "бұйрық № 8")
    press(page, "form[action$='/release/'] button")
    page.wait_for_selector("[role=status] li.success")

    page.goto(f"{server}/money/budget/?as_of={YEAR}-11-15&lang=ru")
    assert_accessible(page)
    page.locator("tr.level-0 td a", has_text="0,2").first.click()
    page.wait_for_selector("h1:has-text('Оплачено')")
    assert "200" in page.locator("ul.cards b").first.inner_text()
    assert_accessible(page)

    page.goto(f"{server}/money/forecast/?as_of={YEAR}-11-15&lang=ru")
    page.wait_for_selector("#lines")
    assert_accessible(page)

    statement = tmp_path / "март.csv"
    statement.write_text("Күні;Сомасы;Құжат №\n10.03.2021;200,00;5\n", encoding="utf-8")
    page.goto(f"{server}/money/treasury/?lang=ru")
    page.set_input_files("#file", statement)
    press(page, "form[action$='/take/'] button")
    page.wait_for_selector("#standing")
    assert_accessible(page)
    press(page, page.locator("button", has_text="Внести выписку"))
    page.wait_for_selector("[role=status] li.success")
    assert page.locator("ul.cards li", has_text="сопоставлено").locator("b").inner_text() == "1"
    assert_accessible(page)
    page.locator("#rows ~ .scroll a", has_text="5").first.click()
    page.wait_for_selector("#match")
    assert_accessible(page)
