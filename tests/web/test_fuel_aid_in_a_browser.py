"""A list of an employer by clicking: judged, corrected, decided; nobody gets it twice a year."""

from datetime import date
from decimal import Decimal
from typing import Any

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.assistance.models import Decision
from qamtu.casework.local_law import enter_value
from tests.factories import make_person

from .pressing import press
from .test_assistance_in_a_browser import assert_accessible, department, sign_in  # noqa: F401


def test_a_list_is_judged_then_decided(
    browser: Any,
    server: str,
    department: Office,  # noqa: F811
) -> None:
    head = User.objects.get(office=department, role=Role.HEAD)
    with office_scope(department):
        one, two = make_person(department), make_person(department)
        enter_value(
            office=department, parameter="fuel_aid.amount_in_mrp", value=Decimal(4),
            valid_from=date(2021, 1, 1), act="№ 5", by=head,
        )  # fmt: skip
    desk = sign_in(browser, server, department, Role.HEAD)
    desk.goto(f"{server}/assistance/fuel-aid/?lang=ru")
    assert_accessible(desk)
    desk.select_option("#sector", "education")
    desk.fill("#day", "2021-10-04")
    desk.fill("#decided_on", "2021-10-05")
    desk.fill("#numbers", f"{one.iin}\n000000000000\n{two.iin}")
    press(desk, "button:has-text('Проверить список')")
    assert desk.locator("[role=alert]", has_text="000000000000").count()
    assert not desk.locator("button[name=decide]").count(), "not before all are found"
    assert desk.locator("#judged", has_text="23 336").count()
    desk.fill("#numbers", f"{one.iin}\n{two.iin}")
    press(desk, "button:has-text('Проверить список')")
    assert_accessible(desk)
    press(desk, "button[name=decide]")
    assert desk.locator("[role=status]", has_text="принято решений: 2").count()
    with office_scope(department):
        kinds = Decision.objects.filter(office=department).values_list("kind", flat=True)
        assert list(kinds) == ["assigned", "assigned"]
    desk.select_option("#sector", "education")
    desk.fill("#day", "2021-11-04")
    desk.fill("#decided_on", "2021-11-05")
    desk.fill("#numbers", one.iin)
    press(desk, "button:has-text('Проверить список')")
    assert desk.locator("section[aria-labelledby=new] tbody td.n", has_text="0").count()
    assert desk.locator("section[aria-labelledby=new] tbody strong").count(), "why it is refused"
