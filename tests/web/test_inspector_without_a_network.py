"""The inspector's form on a phone: filled offline, closed, reopened, sent after the server was down
and after somebody else's survey; with an expired session. Nothing is lost.
"""

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any
from wsgiref.simple_server import WSGIServer, make_server

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from qamtu.accessibility.inventory import inventory
from qamtu.accessibility.models import Survey, SurveyPhoto
from qamtu.accessibility.surveys import Surveyed, record_survey
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.organizations.models import Facility
from qamtu.organizations.registry import add_facility
from tests.web.pressing import press

from .conftest import QuietHandler
from .test_assistance_in_a_browser import (  # noqa: F401
    PASSWORD,
    assert_accessible,
    department,
    sign_in,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


class Server:
    """A server of the test's own, that can be stopped and started at the same address."""

    def __init__(self) -> None:
        self.port = 0
        self.start()

    def start(self) -> None:
        from qamtu.web.wsgi import application

        WSGIServer.allow_reuse_address = True
        self.httpd = make_server("127.0.0.1", self.port, application, handler_class=QuietHandler)
        self.port = self.httpd.server_port
        self.thread = threading.Thread(target=self.httpd.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.httpd.shutdown()
        self.httpd.server_close()
        self.thread.join()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def own_server(committed: None) -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def school(department: Office) -> Facility:  # noqa: F811
    by = User.objects.get(office=department, role=Role.SPECIALIST)
    with office_scope(department):
        facility = add_facility(
            office=department, name="№ 5 мектеп", territory=department.territory
        )
        inventory(facility=facility, day=date(2021, 3, 1), by=by)
    return facility


def visit(browser: Any, server: Server, office: Office) -> Any:
    """One visit with a network: what is needed without one is kept."""
    page = sign_in(
        browser, server.address, office, Role.SPECIALIST, viewport={"width": 390, "height": 800}
    )
    page.goto(f"{server.address}/places/inspect/?lang=ru")
    page.wait_for_selector("body[data-worker=ready]")
    return page


def fill(page: Any, width: str = "80,5") -> None:
    page.click("a[data-facility]")
    page.fill("#survey-inspector", "Сейтова А. Б.")
    page.locator("details.zone summary", has_text="вход 1").click()
    page.fill("[id='f-entrance_1.door_width']", width)
    page.select_option("[id='f-entrance_1.level_entrance']", "yes")
    page.locator("details.zone summary", has_text="санитарно").click()
    page.check("[name='toilet.absent']")
    page.fill("#survey-note", "Кілт күзетшіде")


def waits_as(page: Any, state: str) -> None:
    expect(page.locator(f"#forms li[data-state={state}]")).to_have_count(1, timeout=30_000)


def test_nothing_is_lost(
    browser: Any,
    own_server: Server,
    department: Office,  # noqa: F811
    school: Facility,
) -> None:
    page = visit(browser, own_server, department)
    assert_accessible(page)
    context = page.context
    context.set_offline(True)
    fill(page)
    page.fill("[name='entrance_1.caption']", "есік")
    page.set_input_files(
        "[name='entrance_1.photo']", {"name": "a.png", "mimeType": "image/png", "buffer": PNG}
    )
    expect(page.locator("ul.photos img")).to_have_count(1)
    expect(page.locator("#form-place .saved")).to_contain_text("Сохранено")
    assert_accessible(page)
    page.close()

    # Closed and opened again without a network: the page comes, and what was typed is there.
    page = context.new_page()
    page.goto(f"{own_server.address}/places/inspect/")
    waits_as(page, "draft")
    page.locator("#forms button", has_text="Открыть").click()
    assert page.input_value("[id='f-entrance_1.door_width']") == "80,5"
    assert page.is_checked("[name='toilet.absent']")
    assert page.input_value("#survey-note") == "Кілт күзетшіде"
    expect(page.locator("ul.photos img")).to_have_count(1)
    page.locator("#form-place button:has-text('Завершить')").click()
    waits_as(page, "waiting")

    # The network is back, and the server is down; then somebody else surveys the same school.
    own_server.stop()
    context.set_offline(False)
    page.click("#send")
    expect(page.locator("#status")).to_contain_text("Связи нет")
    waits_as(page, "waiting")
    by = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        other = record_survey(
            surveyed=Surveyed(
                school, date.today(), "Оспанов Е.", {"entrance_1": {"door_width": 950}}
            ),
            by=by,
        )
    own_server.start()
    page.click("#send")
    waits_as(page, "sent")
    expect(page.locator("#forms li")).to_contain_text("отличается")
    with office_scope(department):
        mine = Survey.objects.live().get(facility=school, clash="survey")
        assert mine.clashes_with == other
        assert mine.answers["entrance_1"]["door_width"] == 805
        assert mine.answers["toilet"] is None
        assert mine.note == "Кілт күзетшіде"
        assert SurveyPhoto.objects.get(survey=mine).caption == "есік"
        assert Survey.objects.live().filter(facility=school).count() == 2

    # A person chooses.
    page.goto(f"{own_server.address}/places/clashes/{mine.pk}/?lang=ru")
    assert_accessible(page)
    page.check("input[name='entrance_1.door_width'][value=other]")
    page.fill("#reason", "измерено заново")
    press(page, page.locator("main form button"))
    expect(page.locator("[role=status]").first).to_contain_text("оба обследования")
    press(page, page.locator("button", has_text="Утвердить паспортом"))
    page.wait_for_selector("text=/Паспорт утверждён/")
    assert_accessible(page)


def test_an_expired_session_asks_to_sign_in_and_keeps(
    browser: Any,
    own_server: Server,
    department: Office,  # noqa: F811
    school: Facility,
) -> None:
    page = visit(browser, own_server, department)
    fill(page, "90")
    Session.objects.all().delete()
    page.locator("#form-place button:has-text('Завершить')").click()
    expect(page.locator("#sign-in a")).to_be_visible()
    waits_as(page, "waiting")
    page.click("#sign-in a")
    page.fill("#id_username", f"head-{department.code}")
    page.fill("#id_password", PASSWORD)
    press(page, "main button")
    page.wait_for_selector("#forms li")
    expect(page.locator("#forms li")).to_contain_text("другим")  # not sent under another's name
    with office_scope(department):
        assert not Survey.objects.filter(facility=school).exists()
    Session.objects.all().delete()
    page.goto(f"{own_server.address}/sign-in/?next=/places/inspect/")
    page.fill("#id_username", f"specialist-{department.code}")
    page.fill("#id_password", PASSWORD)
    press(page, "main button")
    waits_as(page, "sent")
    with office_scope(department):
        assert Survey.objects.get(facility=school).answers["entrance_1"]["door_width"] == 900


def test_what_the_server_refuses_comes_back_to_be_corrected(
    browser: Any,
    own_server: Server,
    department: Office,  # noqa: F811
    school: Facility,
) -> None:
    page = visit(browser, own_server, department)
    fill(page, "90 cm")
    page.locator("#form-place button:has-text('Завершить')").click()
    waits_as(page, "refused")
    expect(page.locator("#forms .note.error")).to_contain_text("сантиметр")
    page.locator("#forms button", has_text="Исправить").click()
    page.locator("details.zone summary", has_text="вход 1").click()
    assert page.input_value("[id='f-entrance_1.door_width']") == "90 cm"
    page.fill("[id='f-entrance_1.door_width']", "90")
    page.locator("#form-place button:has-text('Завершить')").click()
    waits_as(page, "sent")
    page.locator("#forms button", has_text="Исправить").click()
    page.fill("#survey-note", "екінші рет")
    page.locator("#form-place button:has-text('Завершить')").click()
    waits_as(page, "sent")
    with office_scope(department):
        surveys = Survey.objects.filter(facility=school).order_by("pk")
        assert list(surveys.values_list("clash", flat=True)) == ["", ""]
        assert surveys.last().note == "екінші рет"  # type: ignore[union-attr]


def test_the_plain_form_without_a_script(
    browser: Any,
    own_server: Server,
    department: Office,  # noqa: F811
    school: Facility,
) -> None:
    page = sign_in(
        browser, own_server.address, department, Role.SPECIALIST, java_script_enabled=False
    )
    page.goto(f"{own_server.address}/places/inspect/?lang=ru")
    page.click("a[data-facility]")
    page.locator("details.zone summary", has_text="вход 1").click()
    page.fill("[id='f-entrance_1.door_width']", "девяносто")
    page.fill("#survey-inspector", "Сейтова А. Б.")
    press(page, "main form button")
    expect(page.locator("[role=alert]").first).to_contain_text("сантиметр")
    assert page.input_value("[id='f-entrance_1.door_width']") == "девяносто"
    page.fill("[id='f-entrance_1.door_width']", "90")
    page.set_input_files(
        "[name='toilet.photo']", {"name": "a.png", "mimeType": "image/png", "buffer": PNG}
    )
    press(page, "main form button")
    expect(page.locator("[role=status]")).to_contain_text("Обследование записано")
    with office_scope(department):
        survey = Survey.objects.get(facility=school)
        assert survey.answers["entrance_1"]["door_width"] == 900
        assert survey.answers["entrance_2"] is None
        assert survey.photos.count() == 1
