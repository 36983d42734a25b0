"""The portal of supply by clicking: a supplier is checked, a wheelchair is chosen on a phone."""

import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.local_law import enter_value
from qamtu.disability.catalogue import add_offer
from qamtu.disability.models import ItemOrder, Offer, Programme, SupplyLink
from qamtu.disability.orders import Stepped, step_of_order
from qamtu.disability.programmes import Prescribed, prescribe
from qamtu.disability.suppliers import Applied, apply_to_supply, decide_supplier
from qamtu.disability.supply_links import give_supply_link
from qamtu.documents.models import keep_document
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.disability.a_catalogue import Offered
from tests.factories import make_organization, make_person
from tests.web.pressing import press

from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401

PHONE = {"width": 390, "height": 800}
TODAY = date.today()
PAPER = {"name": "сертификат.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 7"}


def a_photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (1600, 1200), "#3a6ea5").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def head(department: Office) -> User:  # noqa: F811
    return User.objects.get(office=department, role=Role.HEAD)


@pytest.fixture
def programme(department: Office, head: User) -> Programme:  # noqa: F811
    with office_scope(department):
        enter_value(
            office=department, parameter="rehabilitation.guaranteed_wheelchair",
            value=Decimal(120_000), valid_from=date(2024, 1, 1), act="№ 20", by=head,
        )  # fmt: skip
        person = make_person(department)
        Person.objects.filter(pk=person.pk).update(phones=["7011234567"], address="Абай к., 5")
        record_status(
            person=person, kind="disability", category="group_1", paper="МӘС № 1",
            valid_from=date(2020, 1, 1), by=head,
        )  # fmt: skip
        return prescribe(
            prescribed=Prescribed(
                person, "12", TODAY - timedelta(days=5), [("wheelchair", 1), ("hygiene", 1)]
            ),
            by=head,
        )


@pytest.fixture
def offer(department: Office, head: User) -> Offer:  # noqa: F811
    """A wheelchair of an admitted supplier."""
    day = TODAY - timedelta(days=3)
    with office_scope(department):
        supplier = make_organization(department, "«Тірек» ЖШС")
        paper = keep_document(
            office_id=department.pk, title="сертификат", content=b"%PDF-1.4 7",
            media_type="application/pdf", by=head,
        )  # fmt: skip
        application = apply_to_supply(
            applied=Applied(
                supplier, day, "арбалар", "Ерлан", "7051112233", [("сертификат", paper)]
            ),
            by=head,
        )
        decide_supplier(application=application, is_admitted=True, reason="ия", day=day, by=head)
        return add_offer(
            offered=Offered(
                supplier, "wheelchair", "Бөлмелік кресло-арба", "Комнатная кресло-коляска",
                "Жиналмалы", "Складная", 150_000_00, day,
            ),
            by=head,
        )  # fmt: skip


def link_of(department: Office, whose: Person | Organization, head: User) -> str:  # noqa: F811
    side = "p" if isinstance(whose, Person) else "s"
    with office_scope(department):
        made = give_supply_link(whose=whose, ends_on=TODAY + timedelta(days=30), by=head)
    return f"/{side}/{department.code}/{made.token}/"


def tab_to(page: Any, text: str) -> None:
    """Press Tab until what has the focus says the text."""
    for _ in range(120):
        page.keyboard.press("Tab")
        said = page.evaluate(
            "(() => { const e = document.activeElement;"
            " return (e.innerText || '') + ' ' + (e.labels ? [...e.labels].map(l => l.innerText)"
            ".join(' ') : '') })()"
        )
        if "".join(text.split()) in "".join(said.split()):
            return
    raise AssertionError(f"the keyboard does not reach «{text}»")


def fits(page: Any) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], "a phone does not scroll sideways"
    assert_accessible(page)


def test_a_supplier_applies_is_checked_and_offers(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    with office_scope(department):
        supplier = make_organization(department, "«Тірек» ЖШС")
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/disability/suppliers/{supplier.pk}/?lang=ru")
    assert_accessible(desk)
    press(desk, "form[action$='/link/'] button")
    desk.wait_for_selector("input.employer-link")
    address = desk.locator("input.employer-link").input_value()

    firm = browser.new_context(viewport=PHONE).new_page()
    firm.goto(f"{address}?lang=ru")
    fits(firm)
    firm.fill("#offers", "Кресло-коляски")
    firm.fill("#contact", "Ерлан, директор")
    firm.fill("#phone", "12")
    firm.set_input_files("#paper", PAPER)
    press(firm, "section[aria-labelledby=apply] button")
    firm.wait_for_selector("[role=alert]")
    assert firm.locator("#offers").input_value() == "Кресло-коляски", "nothing typed is lost"
    firm.fill("#phone", "705 111 22 33")
    firm.set_input_files("#paper", PAPER)
    press(firm, "section[aria-labelledby=apply] button")
    firm.wait_for_selector("[role=status]")
    assert firm.locator(".tag", has_text="ждёт решения").count()

    desk.goto(f"{server}/disability/suppliers/")
    assert_accessible(desk)
    desk.click("section[aria-labelledby=list] a")
    desk.wait_for_selector("form[action$='/decide/']")
    with desk.expect_download() as download:
        desk.click("section[aria-labelledby=apps] ul.rows a")
    assert Path(download.value.path()).read_bytes() == PAPER["buffer"]
    desk.fill("form[action$='/decide/'] input[name=reason]", "документы в порядке")
    press(desk, "form[action$='/decide/'] button")
    desk.wait_for_selector("[role=status]")
    assert desk.locator(".tag", has_text="допущен").count()

    firm.goto(f"{address}offers/")
    fits(firm)
    firm.select_option("#code", "wheelchair")
    firm.fill("#name_kk", "Бөлмелік кресло-арба")
    firm.fill("#name_ru", "Комнатная кресло-коляска")
    firm.fill("#description_kk", "Жиналмалы, 120 кг дейін")
    firm.fill("#description_ru", "Складная, до 120 кг")
    firm.fill("#price", "даром")
    press(firm, "section[aria-labelledby=new] button")
    firm.wait_for_selector("[role=alert]")
    firm.fill("#price", "150 000")
    press(firm, "section[aria-labelledby=new] button")
    firm.wait_for_selector("[role=status]")
    photo = {"name": "a.png", "mimeType": "image/png", "buffer": b"no photo"}
    for content, said in ((b"no photo", "[role=alert]"), (a_photo(), "[role=status]")):
        if said == "[role=status]":
            firm.goto(f"{address}offers/")
        firm.locator("details", has_text="Добавить фото").evaluate("e => e.open = true")
        firm.set_input_files("input[name=photo]", photo | {"buffer": content})
        firm.fill("input[name=words_kk]", "көк кресло-арба")
        firm.fill("input[name=words_ru]", "синяя кресло-коляска")
        press(firm, firm.locator("form:has(input[name=photo]) button"))
        firm.wait_for_selector(said)
    fits(firm)

    guest = browser.new_context(viewport=PHONE).new_page()
    guest.goto(f"{server}/catalogue/{department.code}/?lang=ru")
    fits(guest)
    assert guest.get_by_alt_text("синяя кресло-коляска").count()
    assert guest.locator("img").evaluate_all("all => all.every(one => one.naturalWidth > 0)")
    guest.get_by_role("link", name="Комнатная кресло-коляска").click()
    guest.wait_for_selector("dl.facts")
    assert "150 000" in guest.locator("main").inner_text().replace("\u00a0", " ")
    fits(guest)
    desk.goto(f"{server}/disability/supply/catalogue/")
    assert_accessible(desk)
    assert desk.locator("section[aria-labelledby=list] li", has_text="Комнатная").count()


def test_a_wheelchair_by_the_keyboard_from_the_link_to_the_confirmation(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    head: User,
    programme: Programme,
    offer: Offer,
) -> None:
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/disability/programmes/{programme.pk}/?lang=ru")
    assert_accessible(desk)
    desk.fill("#representative", "Мать, доверенность № 4")
    press(desk, "form[action$='/link/'] button")
    desk.wait_for_selector("input.employer-link")
    address = desk.locator("input.employer-link").input_value()

    phone = browser.new_context(viewport=PHONE).new_page()
    phone.goto(f"{address}?lang=ru")
    fits(phone)
    assert programme.person.iin not in phone.content()
    assert phone.locator("text=Мать, доверенность № 4").count()
    tab_to(phone, "Выбрать: кресло-коляска")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("ul.offers")
    fits(phone)
    told = phone.locator("ul.offers").inner_text().replace("\u00a0", " ")
    assert "150 000" in told
    assert "120 000" in told
    assert "30 000" in told
    tab_to(phone, "Подробнее: Комнатная кресло-коляска")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("#deliver_to")
    fits(phone)
    assert "Абай к., 5" in phone.locator("#deliver_to").input_value()
    tab_to(phone, "Телефон")
    phone.keyboard.press("Control+A")
    phone.keyboard.type("12")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("[role=alert]")
    fits(phone)
    tab_to(phone, "Телефон")
    phone.keyboard.press("Control+A")
    phone.keyboard.type("7019998877")
    tab_to(phone, "Выбираю это")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("[role=status]")
    assert phone.locator(".tag", has_text="выбрано").count()
    fits(phone)

    firm_address = link_of(department, offer.supplier, head)
    firm = browser.new_context(viewport=PHONE).new_page()
    firm.goto(f"{server}{firm_address}?lang=ru")
    fits(firm)
    shown = firm.content()
    assert "7019998877" in shown
    assert str(programme.person) in shown
    assert programme.person.iin not in shown
    assert "МӘС" not in shown
    assert "I топ" not in shown
    assert "№ 12" not in shown, "a supplier is not told the number of the programme"
    firm.fill("input[name=promised_on]", (TODAY + timedelta(days=2)).isoformat())
    press(firm, firm.get_by_role("button", name="Принять заказ"))
    firm.wait_for_selector("[role=status]")
    firm.fill("input[name=paper]", "накладная 5")
    press(firm, firm.get_by_role("button", name="Доставлено"))
    firm.wait_for_selector("[role=status]")
    fits(firm)

    phone.goto(address)
    fits(phone)
    tab_to(phone, "Получено, всё верно")
    phone.keyboard.press("Enter")
    phone.wait_for_selector("[role=status]")
    assert phone.locator(".tag", has_text="вы подтвердили").count()
    fits(phone)
    firm.goto(f"{server}{firm_address}")
    assert "7019998877" not in firm.content(), "what was delivered needs no address any more"
    assert str(programme.person) not in firm.content()

    desk.goto(f"{server}/disability/supply/")
    assert_accessible(desk)
    assert desk.locator("section[aria-labelledby=orders] td", has_text="ждёт отдела").count()
    press(desk, desk.get_by_role("button", name="Составить акт"))
    desk.wait_for_selector("[role=status]")
    for language in ("kk", "ru"):
        with desk.expect_download() as download:
            desk.click(f"section[aria-labelledby=acts] a[href$='{language}.pdf']")
        assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert_accessible(desk)
    firm.goto(f"{server}{firm_address}")
    assert "120 000" in firm.locator("#acts + ul").inner_text().replace("\u00a0", " ")


def test_without_javascript_a_person_complains_refuses_and_asks_for_an_exchange(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    head: User,
    programme: Programme,
    offer: Offer,
) -> None:
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    address = f"{server}{link_of(department, programme.person, head)}"
    phone.goto(f"{address}?lang=ru")
    with office_scope(department):
        item = programme.items.get(code="wheelchair")
    phone.goto(f"{address}{item.pk}/{offer.pk}/")
    press(phone, "form.phone button")
    phone.wait_for_selector("[role=status]")
    with office_scope(department):
        order = ItemOrder.objects.get(item=item)
        for kind, told in (("accepted", {"promised_on": TODAY}), ("delivered", {"paper": "№ 5"})):
            step_of_order(stepped=Stepped(order, kind, TODAY, **told), by=head)  # type: ignore[arg-type]
    phone.goto(address)
    phone.locator("summary", has_text="Что-то не так").click()
    phone.check("input[value=exchange]")
    phone.fill(f"#ask-{order.pk}", "мала")
    press(phone, phone.locator(f"form:has(#ask-{order.pk}) button"))
    phone.wait_for_selector("[role=status]")
    assert not phone.locator("button", has_text="Получено, всё верно").count()

    hygiene = phone.locator("section", has=phone.locator("h2", has_text="гигиеническое"))
    hygiene.locator("summary", has_text="Пожаловаться").click()
    hygiene.locator("input[name=text]").fill("никто не предлагает")
    press(phone, hygiene.locator("form:has(input[name=text]) button"))
    phone.wait_for_selector("[role=status]")
    hygiene.locator("summary", has_text="Мне это не нужно").click()
    hygiene.locator("input[name=reason]").fill("покупаю сам")
    press(phone, hygiene.locator("form:has(input[name=reason]) button"))
    phone.wait_for_selector("[role=status]")
    assert phone.locator(".tag", has_text="вы отказались").count()

    firm = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    firm.goto(f"{server}{link_of(department, offer.supplier, head)}?lang=ru")
    assert firm.locator("h4", has_text="мала").count()
    assert "никто не предлагает" not in firm.content(), "a complaint is the department's"
    firm.fill("input[name=text]", "заменена на большую")
    firm.fill("form:has(input[name=text]) input[name=paper]", "№ 6")
    press(firm, firm.locator("form:has(input[name=text]) button"))
    firm.wait_for_selector("[role=status]")

    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/disability/supply/requests/?lang=ru")
    assert_accessible(desk)
    assert desk.locator(".note.warn", has_text="не проверено").count()
    desk.fill("input[name=text]", "найдём поставщика до конца месяца")
    press(desk, desk.locator("form:has(input[name=text]) button"))
    desk.wait_for_selector("[role=status]")
    assert_accessible(desk)
    phone.goto(address)
    assert phone.locator("text=найдём поставщика").count()
    assert phone.locator("text=заменена на большую").count()
    press(phone, phone.locator("button", has_text="Получено, всё верно"))
    phone.wait_for_selector("[role=status]")


def test_a_link_opens_its_own_side_and_office_alone(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    head: User,
    programme: Programme,
    offer: Offer,
) -> None:
    of_person = link_of(department, programme.person, head)
    of_firm = link_of(department, offer.supplier, head)
    page = browser.new_context().new_page()
    with office_scope(department):
        other = make_person(department)
        theirs = prescribe_for(other, head)
        SupplyLink.objects.filter(person=other).update(is_revoked=True)
    for address in (
        of_person.replace("/p/", "/s/"),
        of_firm.replace("/s/", "/p/"),
        f"{of_person}{theirs}/",
        of_person.replace(department.code, "nowhere"),
    ):
        assert page.goto(f"{server}{address}").status == 404, address


def test_the_link_of_who_died_says_kindly_that_it_is_closed_and_no_more(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
    head: User,
    programme: Programme,
    offer: Offer,
) -> None:
    link = link_of(department, programme.person, head)
    with office_scope(department):
        record_status(
            person=programme.person, kind="deceased", valid_from=TODAY, paper="№ 1", by=head
        )
        item = programme.items.order_by("pk").first()
    assert item is not None
    page = browser.new_context(viewport=PHONE).new_page()
    for address in (link, f"{link}{item.pk}/", f"{link}{item.pk}/{offer.pk}/"):
        assert page.goto(f"{server}{address}?lang=ru").status == 404
        said = page.inner_text("main")
        assert "Ссылка закрыта" in said
        assert "умер" not in said
        assert not any(name in said for name in programme.person.full_name.split())
    fits(page)


def prescribe_for(person: Person, by: User) -> int:
    record_status(
        person=person, kind="disability", category="group_1", paper="МӘС № 1",
        valid_from=date(2020, 1, 1), by=by,
    )  # fmt: skip
    made = prescribe(prescribed=Prescribed(person, "13", TODAY, [("wheelchair", 1)]), by=by)
    return made.items.get().pk
