"""Accessible places by clicking: the public map and its list, a complaint, works, a ride's end."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import expect

from qamtu.accessibility.models import FacilityComplaint
from qamtu.accessibility.passports import approve_passport
from qamtu.accessibility.surveys import Photo, Surveyed, attach_photo, record_survey
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.casework.models import Case
from qamtu.organizations.models import Facility
from qamtu.organizations.registry import add_facility
from qamtu.people.statuses import record_status
from qamtu.transport.fleet import add_vehicle
from qamtu.transport.riders import Riding, admit_rider
from tests.accessibility.a_facility import answers
from tests.factories import make_office, make_person, make_user
from tests.web.pressing import press

from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401
from .test_inspector_without_a_network import PNG, Server, own_server  # noqa: F401

SEEN = date(2021, 3, 1)


def place(office: Office, name: str, east: float = 65.5, **changed: dict[str, Any] | None) -> Any:
    """A facility with a passport, but for what is changed as demanded."""
    by = make_user(office, Role.HEAD)
    facility = add_facility(
        office=office, name=name, territory=office.territory, sector="education",
        point=(44.85, east),
    )  # fmt: skip
    survey = record_survey(
        surveyed=Surveyed(facility, SEEN, "Сейтова А. Б.", answers(**changed)), by=by
    )
    attach_photo(survey=survey, photo=Photo("entrance_1", PNG, "Есік"), by=by)
    approve_passport(survey=survey, day=SEEN, by=by)
    return facility


@pytest.fixture
def two_places(department: Office) -> list[Facility]:  # noqa: F811
    with office_scope(department):
        return [
            place(department, "№ 5 мектеп", entrance_1={"door_width": 800}),
            place(department, "Емхана", 65.6),
            add_facility(office=department, name="Дүкен", sector="trade"),
        ]


def test_anybody_asks_where_they_can_enter_and_complains(
    browser: Any,
    own_server: Server,  # noqa: F811
    department: Office,  # noqa: F811
    two_places: list[Facility],
) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{own_server.address}/map/{department.code}/?lang=ru")
    page.wait_for_function(
        "document.getElementById('map').dataset.drawn"
        " || document.getElementById('no-map').textContent"
    )
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    rows = page.locator("#places li")
    expect(rows).to_have_count(3)
    # By keyboard: choose a wheelchair, show, go through the list to the first place.
    page.focus("input[value=wheelchair]")
    page.keyboard.press("Space")
    page.locator("main form button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**need=wheelchair**")
    said = page.locator("#places li").all_inner_texts()
    assert "Емхана" in said[0], "where one can enter comes first"
    assert "доступно полностью" in said[0]
    assert "не доступно" in next(one for one in said if "мектеп" in one)
    assert "неизвестно" in next(one for one in said if "Дүкен" in one)
    before = page.evaluate(
        "[...document.querySelectorAll('#map a, #map button, #map canvas')]"
        ".every((one) => one.tabIndex < 0)"
    )
    assert before, "the map is a drawing of the list: the keyboard goes through the list"
    link = page.locator("#places a", has_text="мектеп")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#complain")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator("section[aria-labelledby=mine]")).to_contain_text("не доступно")
    expect(page.locator("ul.reasons").first).to_contain_text("сейчас 80 см, нужно: не менее 90 см")
    expect(page.locator("section[aria-labelledby=verdicts]")).to_contain_text("01.03.2021")
    photo = page.locator("ul.photos img")
    assert photo.get_attribute("alt") == "Есік"
    assert photo.evaluate("(one) => one.naturalWidth") == 1
    page.fill("#name", "Оспанова Г.")
    page.fill("#text", "Пандус жабық тұр")
    page.locator("#contact").evaluate("(one) => one.removeAttribute('required')")
    press(page, page.locator("section[aria-labelledby=complain] button"))
    expect(page.locator("[role=alert]")).to_contain_text("как вам ответить")
    assert page.input_value("#text") == "Пандус жабық тұр", "nothing typed is lost"
    page.fill("#contact", "+7 701 000 00 00")
    press(page, page.locator("section[aria-labelledby=complain] button"))
    expect(page.locator("[role=status]").first).to_contain_text("Ваша жалоба зарегистрирована")
    with office_scope(department):
        complaint = FacilityComplaint.objects.get(facility=two_places[0])
    assert "Оспанова" not in page.content(), "a complaint is not shown to others"

    desk = sign_in(browser, own_server.address, department, Role.SPECIALIST)
    desk.goto(f"{own_server.address}/places/?lang=ru")
    assert_accessible(desk)
    desk.click(f"a[href='/places/complaints/{complaint.pk}/']")
    desk.wait_for_selector("#answer")
    assert_accessible(desk)
    desk.fill("#text", "Пандус открыт.")
    press(desk, desk.locator("main form button"))
    with desk.expect_download() as download:
        desk.click("a[href$='ru.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_without_a_script_the_list_says_the_same(
    browser: Any,
    own_server: Server,  # noqa: F811
    department: Office,  # noqa: F811
    two_places: list[Facility],
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{own_server.address}/map/{department.code}/?lang=kk&need=wheelchair&sector=trade")
    expect(page.locator("#places li")).to_have_count(1)
    expect(page.locator("#places li")).to_contain_text("белгісіз")
    answer = page.request.get(f"{own_server.address}/map/{department.code}/places.json?lang=en")
    points = [one["properties"] for one in json.loads(answer.body())["features"]]
    assert {one["name"] for one in points if one["kind"] == "place"} == {"№ 5 мектеп", "Емхана"}
    other = make_office()
    with office_scope(other):
        hidden = place(other, "Бөтен мектеп")
        photo = hidden.passports.get().survey.photos.get()
    for path in (f"{hidden.pk}/", f"photos/{photo.pk}/"):
        wrong = page.request.get(f"{own_server.address}/map/{department.code}/{path}")
        assert wrong.status == 404, "of another office"
    shown = page.request.get(f"{own_server.address}/map/{other.code}/photos/{photo.pk}/")
    assert shown.body() == PNG
    with office_scope(other):
        hidden.passports.get().survey.retract(reason="бөтен нысан", by=make_user(other))
    gone = page.request.get(f"{own_server.address}/map/{other.code}/photos/{photo.pk}/")
    assert gone.status == 404, "photos of a passport that is not in force are not shown"


def test_works_from_the_plan_to_the_act(
    browser: Any,
    own_server: Server,  # noqa: F811
    department: Office,  # noqa: F811
    two_places: list[Facility],
) -> None:
    today = date.today()
    school = two_places[0]
    desk = sign_in(browser, own_server.address, department, Role.HEAD)
    desk.goto(f"{own_server.address}/places/{school.pk}/?lang=ru")
    assert_accessible(desk)
    desk.fill("#what", "Расширить дверь")
    desk.fill("#cost", "150 000")
    desk.fill("#due_on", (today - timedelta(days=1)).isoformat())
    press(desk, "button:has-text('Внести в план')")
    expect(desk.locator("[role=alert]")).to_contain_text("раньше плана")
    assert desk.input_value("#what") == "Расширить дверь", "nothing typed is lost"
    desk.fill("#due_on", today.isoformat())
    press(desk, "button:has-text('Внести в план')")
    desk.wait_for_selector("text=Работа внесена в план")
    desk.click(f"a[href='/places/plan/{today.year}/']")
    desk.wait_for_selector("#adopted")
    assert_accessible(desk)
    desk.fill("#number", "№ 7")
    press(desk, "button:has-text('Утвердить план года')")
    desk.wait_for_selector("text=План утверждён: объектов 1")
    with desk.expect_download() as download:
        desk.click("a[href$='kk.docx']")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    desk.click(f"a[href='/places/{school.pk}/']")
    desk.locator("summary", has_text="Принять").click()
    desk.fill("input[name=number]", "А-1")
    press(desk, "button:has-text('Принять')")
    desk.wait_for_selector("text=Работа принята")
    assert_accessible(desk)
    with office_scope(department):
        assert Case.objects.get(facility=school).state == "carried_out"
    with desk.expect_download() as download:
        desk.click("a[href$='ru.pdf']")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_a_ride_says_whether_its_rider_can_enter(
    browser: Any,
    own_server: Server,  # noqa: F811
    department: Office,  # noqa: F811
    two_places: list[Facility],
) -> None:
    head = User.objects.get(username=f"head-{department.code}")
    with office_scope(department):
        person = make_person(department)
        record_status(
            person=person, kind="disability", category="group_1", paper="МӘС № 1",
            valid_from=date(2020, 1, 1), by=head,
        )  # fmt: skip
        admit_rider(
            riding=Riding(
                person=person, paper="ВКК № 5", valid_from=date(2021, 1, 1),
                moves_with_difficulty=True, in_wheelchair=True,
            ),
            by=head,
        )  # fmt: skip
        add_vehicle(
            office=department, plate="123 AA 11", driver="Ерғали Қ.", seats=2, chairs=1,
            begins=480, ends=1080, point=(44.85, 65.5), by=head,
        )  # fmt: skip
    desk = sign_in(browser, own_server.address, department, Role.SPECIALIST)
    desk.goto(f"{own_server.address}/taxi/?lang=ru&day={date.today()}")
    desk.fill("#at", "10:00")
    desk.fill("#origin", "Дом")
    desk.fill("#origin_point", "44.86, 65.52")
    press(desk, "section[aria-labelledby=book] button")
    expect(desk.locator("[role=alert]")).to_contain_text("выберите объект")
    desk.select_option("#target_facility", label="№ 5 мектеп")
    press(desk, "section[aria-labelledby=book] button")
    expect(desk.locator("[role=status]")).to_contain_text("машина придёт в")
    row = desk.locator("section[aria-labelledby=orders] tbody tr")
    expect(row).to_contain_text("№ 5 мектеп")
    expect(row).to_contain_text("не доступно")
    assert_accessible(desk)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["places", "map", "map-data"])
def test_queries_do_not_grow_with_the_places(name: str) -> None:
    counts = []
    for many in (2, 9):
        office = make_office()
        by = make_user(office, Role.HEAD)
        with office_scope(office):
            for number in range(many):
                place(office, f"Мектеп {number}", 65.5 + number / 100)
        client = Client()
        client.force_login(by)
        address = reverse(name, args=[] if name == "places" else [office.code])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
