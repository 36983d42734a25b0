"""One person from intake to a paid month of public works, by clicking; the employer by a link."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.employment.models import PaidMonth
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.money import allocate_for
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from tests.factories import make_organization, make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


@pytest.fixture
def employer(department: Office) -> Organization:  # noqa: F811
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        made = make_organization(department)
        record_account(owner=made, iban=make_iban(601, "1" * 13), since=date(2024, 1, 1), by=head)
        allocate_for(
            office=department, year=2024, measure="public_works", source="local",
            amount=10_000_000_00, day=date(2024, 1, 5), act="№ 1", by=head,
        )  # fmt: skip
    return made


@pytest.fixture
def person(department: Office) -> Person:  # noqa: F811
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        made = make_person(department)
        record_account(owner=made, iban=make_iban(601, "2" * 13), since=date(2024, 1, 1), by=head)
    return made


def test_from_intake_to_a_paid_month(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    employer: Organization,
    person: Person,
) -> None:
    desk = sign_in(browser, server, department, Role.SPECIALIST)
    desk.goto(f"{server}/work/?lang=ru")
    assert_accessible(desk)
    desk.fill("#iin", person.iin)
    press(desk, "main form button")
    assert "/work/register/" in desk.url
    assert_accessible(desk)
    desk.fill("#day", "2024-01-15")
    desk.fill("#occupation-1", "61")
    press(desk, "main form button")
    assert desk.locator("[role=alert]", has_text="четыре цифры").count()
    desk.fill("#occupation-1", "6113")
    desk.fill("#lowest_pay", "85 000")
    press(desk, "main form button")
    assert "/work/seekers/" in desk.url
    seeker = desk.url
    assert_accessible(desk)
    desk.fill("#day-u", "2024-01-16")
    press(desk, "form[action$='/recognise/'] button")
    assert desk.locator("[role=status]", has_text="Признан безработным").count()

    desk.goto(f"{server}/work/agreements/")
    desk.fill("#bin", employer.bin)
    desk.select_option("#measure", "public_works")
    desk.fill("#post", "Көгалдандырушы")
    desk.fill("#places", "2")
    desk.fill("#wage", "73 840")
    desk.fill("#first_day", "2024-02-01")
    desk.fill("#last_day", "2024-12-31")
    desk.fill("#day", "2024-01-17")
    press(desk, "section[aria-labelledby=new] button")
    assert_accessible(desk)
    agreement = desk.url
    desk.fill("#day-s", "2024-01-18")
    press(desk, "form[action$='/sign/'] button")
    assert "№ 1/2024" in desk.content()
    press(desk, "form[action$='/link/'] button")
    link = desk.locator("input.employer-link").input_value()

    desk.goto(seeker)
    desk.click("summary:has-text('Направить')")
    desk.select_option("#target", index=1)
    desk.fill("#day-r", "2024-02-01")
    press(desk, "form[action$='/refer/'] button")
    press(desk, "a[href*='/work/referrals/']")
    assert_accessible(desk)
    for language in ("kk", "ru"):
        with desk.expect_download() as download:
            desk.click(f"a[href$='{language}.pdf']")
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    outside = browser.new_context(java_script_enabled=False).new_page()
    outside.goto(f"{link}?lang=ru&month=2024-02")
    assert person.iin not in outside.content(), "numbers of citizens are masked"
    outside.fill("input[id^=who-]", "Н. Серік, кадрлар")
    outside.fill("input[id^=day-]", "2024-02-01")
    press(outside, "button:has-text('Отправить ответ')")
    assert outside.locator("[role=alert]", has_text="номер приказа").count()
    outside.fill("input[id^=paper-]", "№ 12-ж/қ")
    press(outside, "button:has-text('Отправить ответ')")
    outside.goto(f"{link}?month=2024-02")
    outside.fill("input[id^=worked-]", "19")
    outside.fill("input[id^=sick-]", "1")
    outside.fill("input[id^=by-]", "Н. Серік, кадрлар")
    press(outside, "button:has-text('Записать табель')")
    assert outside.locator("[role=alert]", has_text="составить 21").count()
    assert outside.locator("input[id^=worked-]").input_value() == "19", "nothing typed is lost"
    outside.fill("input[id^=sick-]", "2")
    press(outside, "button:has-text('Записать табель')")
    assert outside.locator("[role=status]", has_text="получил ваш табель").count()
    phone = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    phone.goto(f"{link}?lang=kk&month=2024-02")
    assert_accessible(phone)

    desk.goto(f"{agreement}?month=2024-02")
    press(desk, "button:has-text('Принять месяц')")
    assert "66 807,62" in desk.content().replace("\u00a0", " ")  # 73 840 × 19/21
    assert_accessible(desk)
    with desk.expect_download() as download:
        desk.click("a[href*='/work/months/'][href$='kk.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    desk.goto(f"{server}/payments/")
    desk.select_option("#measure", "public_works")
    desk.fill("#month", "2024-02")
    press(desk, "main form button")
    assert_accessible(desk)
    head = sign_in(browser, server, department, Role.HEAD)
    head.goto(desk.url)
    head.fill("#day", "2024-03-05")
    press(head, "form[action$='/approve/'] button")
    with office_scope(department):
        paid = PaidMonth.objects.get(placement__person=person)
        payments = {one.purpose: one for one in paid.placement.case.payments.all()}
        assert payments["wage"].amount == paid.net
        assert payments["withheld"].organization_id == employer.pk
        assert {one.state for one in payments.values()} == {"paid"}


def test_a_link_that_was_revoked_or_never_given_opens_nothing(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    page = browser.new_context().new_page()
    answer = page.goto(f"{server}/e/{department.code}/never-given/?lang=en")
    assert answer.status == 404
    assert "ask the centre" in page.content()
    assert page.goto(f"{server}/e/no-such-office/x/").status == 404
