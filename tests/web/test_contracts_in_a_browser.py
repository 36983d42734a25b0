"""Contracts, the social order and the test site by clicking; nothing serious for axe on the way."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.local_law import enter_value
from qamtu.finance.models import BudgetLine
from qamtu.finance.money import allocate_for
from qamtu.organizations.models import Organization
from qamtu.procurement.contracts import sign_contract
from qamtu.procurement.models import Contract
from qamtu.procurement.social_order import CONTRACT
from tests.factories import make_organization, make_person

from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401

TODAY = date.today()
BEFORE = TODAY - timedelta(days=40)


def day(number: int) -> str:
    """So many days after the contract is signed."""
    return (BEFORE + timedelta(days=number)).isoformat()


@pytest.fixture
def supplier(department: Office) -> Organization:  # noqa: F811
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        allocate_for(
            office=department, year=BEFORE.year, measure="social_order_contract", source="local",
            amount=1_000_000_00, day=BEFORE, act="№ 1", by=head,
        )  # fmt: skip
        return make_organization(department)


def click(page: Any, selector: str) -> None:
    """A click that submits: the answer is there before anything is looked at."""
    page.click(selector)
    page.wait_for_load_state("load")


def test_from_a_need_to_the_closing_of_the_contract(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    supplier: Organization,
) -> None:
    with office_scope(department):
        people = [make_person(department) for _ in range(2)]
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/contracts/needs/?lang=ru")
    desk.fill("#what", "Продуктовые наборы")
    desk.fill("#amount", "200 000")
    desk.fill("#day", day(-30))
    desk.select_option("#measure", "social_order_contract")
    click(desk, "section[aria-labelledby=new] button")
    desk.fill("#lot-subject", "Продуктовые наборы")
    desk.fill("#lot-amount", "200 001")
    desk.fill("#lot-day", day(-20))
    click(desk, "section[aria-labelledby=lot] button")
    desk.wait_for_selector("[role=alert]:has-text('200 000')")
    assert desk.locator("#lot-subject").input_value() == "Продуктовые наборы", "nothing is lost"
    desk.fill("#lot-amount", "200 000")
    desk.fill("#lot-day", day(-20))
    click(desk, "section[aria-labelledby=lot] button")
    assert_accessible(desk)
    desk.locator("section[aria-labelledby=list] summary").click()
    desk.fill("input[name=supplier]", supplier.bin)
    desk.fill("input[name=price]", "100 000")
    desk.locator("form:has(input[value=award]) input[name=day]").fill(day(-5))
    desk.locator("form:has(input[value=award]) input[name=protocol]").fill("№ 1")
    click(desk, "form:has(input[value=award]) button")
    click(desk, "section[aria-labelledby=list] a[href*='/contracts/new/']")
    assert desk.locator("#supplier").input_value() == supplier.bin
    assert_accessible(desk)
    desk.select_option("#line", index=1)
    desk.fill("#number", "2021/1")
    desk.fill("#amount", "100 000")
    desk.fill("#day", day(0))
    desk.fill("#late_rate", "0,1")
    desk.fill("#late_cap", "3")
    desk.fill("#stage-0", "Первая партия")
    desk.fill("#due-0", day(10))
    desk.fill("#sum-0", "60 000")
    desk.fill("#stage-1", "Вторая партия")
    desk.fill("#due-1", day(200))
    desk.fill("#sum-1", "39 999")
    click(desk, "main form.card button")
    desk.wait_for_selector("[role=alert]:has-text('99 999,00')")
    assert desk.locator("#stage-1").input_value() == "Вторая партия"
    desk.fill("#sum-1", "40 000")
    click(desk, "main form.card button")
    desk.wait_for_selector("h1:has-text('2021/1')")
    assert desk.locator(".tag.late").count(), "the first stage is past its term"
    assert_accessible(desk)

    contract = desk.url
    desk.click("summary:has-text('Записать акт')")
    desk.fill("#act-number", "А-1")
    desk.fill("#delivered_on", day(15))
    desk.fill("#act-amount", "60 001")
    desk.fill("#item", "набор")
    desk.fill("#iins", "\n".join(one.iin for one in people))
    click(desk, "form[action$='/present/'] button")
    desk.wait_for_selector("[role=alert]:has-text('60 000')")
    assert people[1].iin in desk.locator("#iins").input_value()
    desk.fill("#act-amount", "60 000")
    click(desk, "form[action$='/present/'] button")
    desk.locator("form[action$='/accept/'] input[name=day]").fill(day(16))
    click(desk, "form[action$='/accept/'] button")
    desk.wait_for_selector(".tag:has-text('к оплате')")
    desk.locator("form[action$='/pay/'] input[name=day]").fill(day(15))
    click(desk, "form[action$='/pay/'] button")
    desk.wait_for_selector("[role=alert]:has-text('Акт принят')")
    desk.goto(contract)
    desk.locator("form[action$='/pay/'] input[name=day]").fill(day(16))
    click(desk, "form[action$='/pay/'] button")
    desk.wait_for_selector("[role=status]:has-text('Платёж записан')")
    desk.click("summary:has-text('Начислить просрочку')")
    desk.fill("#late-paper", "претензия № 1")
    desk.fill("#late-day", day(20))
    click(desk, "form[action$='/charge/'] button")
    desk.wait_for_selector("section[aria-labelledby=penalties] strong:has-text('300')")
    assert_accessible(desk)
    for part in ("/contracts/acts/", "contract.ru.docx"):
        with desk.expect_download() as download:
            desk.click(f"a[href*='{part}']")
        assert Path(download.value.path()).stat().st_size > 1000
    desk.select_option("#end-kind", "terminated")
    desk.fill("#end-day", day(30))
    desk.fill("#end-why", "не исполняет")
    click(desk, "form[action$='/end/'] button")
    desk.wait_for_selector(".note:has-text('40 000')")
    desk.click("summary:has-text('Завершён ошибочно')")
    assert_accessible(desk)
    desk.fill("#reopen-why", "не тот договор")
    click(desk, "form[action$='/reopen/'] button")
    desk.wait_for_selector("[role=status]:has-text('снова в силе')")
    desk.select_option("#end-kind", "terminated")
    desk.fill("#end-day", day(30))
    desk.fill("#end-why", "не исполняет")
    click(desk, "form[action$='/end/'] button")
    desk.wait_for_selector(".note:has-text('40 000')")
    desk.goto(f"{server}/contracts/")
    assert_accessible(desk)
    with desk.expect_download() as download:
        desk.click("a[href*='open-contracting']")
    package = json.loads(Path(download.value.path()).read_text())
    assert package["releases"][0]["contracts"][0]["status"] == "terminated"
    assert people[0].iin not in json.dumps(package)


def test_a_theme_a_competition_and_its_protocol(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    supplier: Organization,
) -> None:
    desk = sign_in(browser, server, department, Role.SPECIALIST)
    desk.goto(f"{server}/social-orders/?lang=ru")
    desk.fill("#title", "Поддержка пострадавших")
    desk.fill("#proposed_by", "совет ветеранов")
    desk.fill("#years", "4")
    desk.fill("#amount", "180 000")
    desk.fill("#proposed-day", day(-30))
    click(desk, "section[aria-labelledby=propose] button")
    desk.wait_for_selector("[role=alert]:has-text('от 1 года до 3 лет')")
    assert desk.locator("#title").input_value() == "Поддержка пострадавших"
    desk.fill("#years", "3")
    desk.fill("#proposed-day", day(-30))
    click(desk, "section[aria-labelledby=propose] button")
    for kind in ("discussed", "approved"):
        desk.select_option("#kind", kind)
        desk.fill("#step-day", day(-20))
        desk.fill("#protocol", "№ 2")
        click(desk, "section[aria-labelledby=step] button")
    desk.fill("#announced", day(-15))
    desk.fill("#closes_on", day(-10))
    desk.fill("#criterion-0", "Опыт")
    desk.fill("#most-0", "10")
    desk.fill("#members", "А. Ахметова\nБ. Бекенов")
    assert_accessible(desk)
    click(desk, "section[aria-labelledby=announce] button")
    desk.wait_for_selector("h1:has-text('Поддержка пострадавших')")
    desk.fill("#supplier", supplier.bin)
    desk.fill("#price", "170 000")
    desk.fill("#bid-day", day(-12))
    click(desk, "section[aria-labelledby=new-bid] button")
    desk.fill("input[name^='points-']", "9")
    click(desk, "form[action$='/score/'] button")
    desk.fill("#decide-day", day(-10))
    desk.fill("#decide-protocol", "№ 3")
    click(desk, "form[action$='/decide/'] button")
    desk.wait_for_selector("[role=alert]:has-text('1 членов')")
    desk.click("summary:has-text('Конфликт интересов')")
    desk.select_option("#i-member", label="Б. Бекенов")
    desk.fill("#i-why", "родственник")
    click(desk, "form[action$='/interest/'] button")
    assert_accessible(desk)
    desk.fill("#decide-day", day(-10))
    desk.fill("#decide-protocol", "№ 3")
    click(desk, "form[action$='/decide/'] button")
    click(desk, ".note a[href*='/contracts/new/']")
    assert desk.locator("#theme option:checked").inner_text().startswith("Поддержка")


def test_aid_of_the_test_site_from_the_question_to_the_certificate(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        person = make_person(department, date(1945, 3, 1))
        enter_value(
            office=department, parameter="test_site.incomplete_year_by_months", value=Decimal(1),
            valid_from=date(2020, 1, 1), act="№ 1", by=head,
        )  # fmt: skip
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/assistance/test-site/?lang=ru")
    desk.fill("#iin", person.iin)
    desk.fill("#day", "2021-05-12")
    desk.fill("#place-0", "Саржал")
    desk.fill("#from-0", "1950-01-01")
    desk.fill("#to-0", "1959-12-31")
    desk.fill("#paper-0", "справка № 7")
    desk.select_option("#zone-1", "maximum")
    desk.fill("#place-1", "Абай")
    desk.fill("#from-1", "1959-12-31")
    desk.fill("#to-1", "1960-12-31")
    desk.fill("#paper-1", "справка № 8")
    click(desk, "button[value=judge]")
    desk.wait_for_selector("[role=alert]:has-text('Период 2.')")
    desk.fill("#from-1", "1960-01-01")
    click(desk, "button[value=judge]")
    desk.wait_for_selector("[role=status]:has-text('160 201,64')")  # 152 559.10 + 7 642.54
    assert_accessible(desk)
    click(desk, "button[value=apply]")
    desk.wait_for_selector("h1:has-text('Компенсация')")
    assert desk.locator("dd:has-text('24.05.2021')").count(), "8 working days"
    assert_accessible(desk)
    desk.fill("#day", "2021-05-20")
    click(desk, "form[action$='/assign/'] button")
    desk.wait_for_selector("[role=status]:has-text('назначена')")
    desk.fill("#day", "2021-05-20")
    click(desk, "form[action$='/certificate/'] button")
    desk.wait_for_selector("dd:has-text('№ 1/2021')")
    with desk.expect_download() as download:
        desk.click("a[href$='kk.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    claim = desk.url
    desk.goto(f"{server}/assistance/test-site/")
    desk.fill("#aid-iin", person.iin)
    click(desk, "section[aria-labelledby=aid] button")
    desk.wait_for_selector("[role=alert]:has-text('Величины закона')")
    desk.fill("#iin", person.iin)
    desk.fill("#place-0", "Саржал")
    desk.fill("#from-0", "1950-01-01")
    desk.fill("#to-0", "1959-12-31")
    click(desk, "button[value=apply]")
    desk.wait_for_selector("[role=alert]:has-text('один раз')")
    with office_scope(department):
        enter_value(
            office=department, parameter="test_site.yearly_aid_in_tenge", value=Decimal(9_000),
            valid_from=date(2020, 1, 1), act="№ 2", by=head,
        )  # fmt: skip
    desk.fill("#aid-iin", person.iin)
    click(desk, "section[aria-labelledby=aid] button")
    desk.wait_for_selector("[role=status]:has-text('назначена')")
    desk.goto(claim)
    desk.click("summary:has-text('Удостоверение выдано ошибочно')")
    assert_accessible(desk)
    desk.fill("#certificate-why", "другой человек")
    click(desk, "form[action$='/certificate-back/'] button")
    desk.wait_for_selector("[role=alert]:has-text('сначала отзовите помощь')")
    assert desk.input_value("#certificate-why") == "другой человек"
    desk.click("summary:has-text('Назначено ошибочно')")
    desk.fill("form[action$='/aid-back/'] input[name=reason]", "другой человек")
    click(desk, "form[action$='/aid-back/'] button")
    desk.wait_for_selector("[role=status]:has-text('Ежегодная помощь отозвана')")
    desk.click("summary:has-text('Удостоверение выдано ошибочно')")
    desk.fill("#certificate-why", "другой человек")
    click(desk, "form[action$='/certificate-back/'] button")
    desk.wait_for_selector("[role=status]:has-text('Удостоверение отозвано')")
    desk.click("summary:has-text('Компенсация назначена ошибочно')")
    assert_accessible(desk)
    desk.fill("#compensation-why", "другой человек")
    click(desk, "form[action$='/compensation-back/'] button")
    desk.wait_for_selector("button:has-text('Назначить компенсацию')")
    clerk = Client()
    clerk.force_login(User.objects.get(office=department, role=Role.SPECIALIST))
    taken = clerk.post(f"{claim.removeprefix(server)}compensation-back/", {"reason": "қате"})
    assert taken.status_code == 403, "the head takes back"


@pytest.mark.parametrize(
    "address", ["contracts/", "contracts/new/", "contracts/needs/", "social-orders/",
                "assistance/test-site/"],
)  # fmt: skip
def test_the_pages_are_narrow_on_a_phone(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    supplier: Organization,
    address: str,
) -> None:
    size = {"width": 375, "height": 740}
    page = sign_in(browser, server, department, Role.HEAD, viewport=size)
    page.goto(f"{server}/{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_who_may_sign_pay_and_take_back(
    server: str,
    department: Office,  # noqa: F811
    supplier: Organization,
) -> None:
    def client_of(role: Role) -> Client:
        client = Client()
        client.force_login(User.objects.get(office=department, role=role))
        return client

    with office_scope(department):
        head = User.objects.get(office=department, role=Role.HEAD)
        contract = sign_contract(
            measure=CONTRACT, office=department, supplier=supplier, number="1", subject="x",
            day=BEFORE, amount=1_00, by=head,
            line=BudgetLine.objects.get(office=department, measure=CONTRACT.code),
        )  # fmt: skip

    def answer(role: Role, act: str) -> int:
        address = reverse("contract-act", args=[contract.pk, act])
        return client_of(role).post(address, {}).status_code

    assert answer(Role.ACCOUNTANT, "present") == 403
    assert answer(Role.SPECIALIST, "present") == 422
    assert answer(Role.SPECIALIST, "pay") == 403
    assert answer(Role.ACCOUNTANT, "pay") == 422
    assert answer(Role.SPECIALIST, "void") == 403
    assert answer(Role.HEAD, "void") == 422
    assert answer(Role.SPECIALIST, "reopen") == 403
    assert answer(Role.HEAD, "reopen") == 422
    assert answer(Role.HEAD, "nothing") == 404
    with office_scope(department):
        assert Contract.objects.live().filter(pk=contract.pk).exists()
