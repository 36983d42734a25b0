"""A loan by clicking: judged, approved, given, repaid, its schedule changed."""

from datetime import date, timedelta
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.employment.microcredit import MEASURE
from qamtu.finance.money import allocate_for
from tests.factories import make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


def test_from_an_application_to_a_changed_schedule(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    today = date.today()
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        person = make_person(department)
        allocate_for(
            office=department, year=today.year, measure=MEASURE.code, source="fund",
            amount=10_000_000_00, day=date(today.year, 1, 1), act="№ 1", by=head,
        )  # fmt: skip
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/work/loans/?lang=ru")
    assert_accessible(desk)
    desk.fill("#iin", person.iin)
    desk.select_option("#lending", "village")
    desk.fill("#amount", "1 000 000")
    desk.fill("#rate", "шесть")
    desk.fill("#months", "12")
    press(desk, "section[aria-labelledby=new] button")
    assert desk.locator("[role=alert]", has_text="в процентах годовых").count()
    assert desk.locator("#months").input_value() == "12", "nothing typed is lost"
    desk.fill("#rate", "2,5")
    press(desk, "section[aria-labelledby=new] button")
    assert "/work/loans/" in desk.url
    assert_accessible(desk)
    press(desk, "form[action$='/approve/'] button")
    desk.fill("#lender", "Қор")
    desk.fill("#contract", "7")
    desk.fill("#first_due", today.isoformat())
    press(desk, "form[action$='/issue/'] button")
    assert desk.locator("[role=alert]", has_text="позже выдачи").count()
    desk.fill("#first_due", (today + timedelta(days=30)).isoformat())
    press(desk, "form[action$='/issue/'] button")
    assert desk.locator("section[aria-labelledby=plan] tbody tr").count() == 12
    assert_accessible(desk)
    desk.fill("section[aria-labelledby=repay] #amount", "84 466,48")
    press(desk, "form[action$='/repay/'] button")
    assert desk.locator("[role=status]", has_text="Погашение записано").count()
    desk.locator("summary", has_text="Изменить график").click()
    desk.fill("#after", "3")
    desk.fill("#amount-c", "400 000")
    press(desk, "form[action$='/change/'] button")
    assert desk.locator("section[aria-labelledby=plan] tbody tr").count() < 12
    assert_accessible(desk)
