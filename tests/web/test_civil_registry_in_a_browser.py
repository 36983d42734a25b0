"""Acts of civil status by clicking: a birth to its verified certificate, a death that ends all."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.acts import open_case
from qamtu.casework.local_law import enter_value
from qamtu.civil_registry.models import CivilCertificate
from qamtu.people.households import found_household
from qamtu.reporting.catalogue import MEASURES
from tests.civil_registry.a_registry import iin
from tests.factories import make_person
from tests.web.pressing import press

from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


def test_a_birth_from_the_counter_to_the_verified_certificate(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    today = date.today()
    born = today - timedelta(days=2)
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        enter_value(
            office=department, parameter="civil_registry.registers_itself", value=Decimal(1),
            valid_from=date(2023, 7, 1), act="қаулы № 1", by=head,
        )  # fmt: skip
        mother = make_person(department, date(1990, 5, 17), "f")
        found_household(head=mother, since=date(2020, 1, 1), by=head)
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/civil/?lang=ru")
    assert_accessible(desk)
    desk.click("section[aria-labelledby=new] a >> nth=0")
    desk.wait_for_selector("#mother_iin")
    assert_accessible(desk)
    desk.fill("#mother_iin", mother.iin)
    press(desk, "button[value=find]")
    desk.wait_for_selector("fieldset a[href*='/people/']")
    assert desk.locator("#mother_surname").input_value() == mother.surname
    desk.fill("#child_surname", "Серікова")
    desk.fill("#child_given_name", "Аяру")
    desk.select_option("#birth_kind", "live")
    desk.select_option("#child_sex", "f")
    desk.fill("#medical_paper", "103/у № 7")
    desk.fill("#event_on", (today - timedelta(days=100)).isoformat())
    press(desk, "button[value=declare]")
    desk.wait_for_selector("[role=alert]")
    assert desk.locator("[role=alert]", has_text="больше двух месяцев").count()
    assert desk.locator("#child_surname").input_value() == "Серікова", "nothing typed is lost"
    desk.fill("#event_on", born.isoformat())
    press(desk, "button[value=declare]")
    desk.wait_for_selector("#child_iin")
    assert_accessible(desk)
    desk.fill("#child_iin", iin(born, "m"))
    press(desk, "form[action$='/register/'] button")
    desk.wait_for_selector("[role=alert]")
    assert desk.locator("[role=alert]", has_text="другого пола").count()
    desk.fill("#child_iin", iin(born))
    press(desk, "form[action$='/register/'] button")
    desk.wait_for_selector("form[action$='/family/']")
    assert desk.locator("h1", has_text=f"1/{today.year}").count()
    press(desk, "form[action$='/family/'] button")
    desk.wait_for_selector("[role=status]")
    assert not desk.locator("form[action$='/family/']").count()
    press(desk, "form[action$='/certificate/'] button")
    desk.wait_for_selector("section[aria-labelledby=certificates]")
    assert_accessible(desk)
    for href in ("kk.pdf", "ru.docx"):
        with desk.expect_download() as download:
            desk.click(f"a[href*='/certificates/'][href$='{href}']")
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(b"%PDF" if href.endswith("pdf") else b"PK")
    with desk.expect_download() as download:
        desk.click("a[href*='/extract/'][href$='ru.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    with office_scope(department):
        certificate = CivilCertificate.objects.get(office=department)

    anyone = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    anyone.goto(f"{server}/v/{department.code}/?lang=ru")
    assert_accessible(anyone)
    anyone.fill("#code", certificate.code)
    anyone.fill("#surname", "Серікова")
    press(anyone, "main button")
    anyone.wait_for_selector("[role=status]")
    assert anyone.locator(".note", has_text="действительно").count()
    assert anyone.locator(".note", has_text="совпадает").count()
    assert not anyone.locator("main", has_text="Аяру").count(), "it names no person"
    assert anyone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(anyone)
    anyone.fill("#code", "ABCD")
    press(anyone, "main button")
    anyone.wait_for_selector("[role=alert]")

    desk.goto(f"{server}/civil/statistics/?lang=ru")
    assert desk.locator("svg.vital rect").count()
    assert_accessible(desk)
    desk.goto(f"{server}/civil/?q=Серикова&lang=ru")
    assert desk.locator("section[aria-labelledby=journal] tbody tr").count() == 1


def test_a_death_from_outside_ends_the_cases_and_the_page_says_why(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    today = date.today()
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        person = make_person(department)
        case = open_case(
            measure=MEASURES["job_search"], office=department, subject=person, day=today, by=head
        )
    desk = sign_in(browser, server, department, Role.SPECIALIST)
    desk.goto(f"{server}/civil/new/death/?from=outside&lang=ru&deceased_iin={person.iin}")
    assert desk.locator("#deceased_surname").input_value() == person.surname
    desk.fill("#event_on", today.isoformat())
    desk.fill("#number", "10-77")
    desk.fill("#medical_paper", "106/у № 3")
    press(desk, "button[value=declare]")
    desk.wait_for_selector("section[aria-labelledby=followed]")
    assert desk.locator(f"section[aria-labelledby=followed] a[href$='/cases/{case.pk}/']").count()
    assert_accessible(desk)
    desk.goto(f"{server}/people/{person.pk}/?lang=ru")
    assert desk.locator(".note", has_text="Умер").count()
    assert desk.locator("section[aria-labelledby=civil] a").count() == 1
    assert_accessible(desk)
    answer = desk.goto(f"{server}/civil/?kind=adoption&lang=ru")
    assert answer.status == 403, "adoptions are the head's alone"
