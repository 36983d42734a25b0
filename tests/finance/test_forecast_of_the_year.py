"""What will be left and what will be short: by obligations and by pace, and who would use it."""

from collections.abc import Iterator
from datetime import date

import pytest

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.finance.forecast import forecast
from qamtu.finance.runs import Due, Hold
from tests.factories import make_office, make_user

from .a_budget import YEAR, a_case, approve_budget, bound_case, line_of

JULY = date(YEAR, 7, 1)  # 182 of 365 days are gone


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.fixture
def head(office: Office) -> User:
    return make_user(office)


def test_by_obligations_and_by_pace(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000, fuel_aid__republican=300, bastau__local=500)
    case = bound_case(line_of(office), head, 400, paid=182)
    stopped = a_case(office, head)

    def dues_of(_office: Office, month: date) -> list[Due]:
        assert month == date(YEAR, 12, 1), "until December"
        dues = [Due(case.pk, case.person_id or 0, date(YEAR, n, 1), 200) for n in range(8, 13)]
        dead = Due(stopped.pk, stopped.person_id or 0, date(YEAR, 8, 1), 900, hold=Hold("dead"))
        before = Due(case.pk, case.person_id or 0, date(YEAR - 1, 12, 1), 900)
        return [*dues, dead, before]

    found = forecast(office=office, day=JULY, dues_of={"fuel_aid": dues_of})
    fuel = next(one for one in found.measures if one.measure == "fuel_aid")
    assert fuel.dues == {8: 200, 9: 200, 10: 200, 11: 200, 12: 200}
    by_line = {one.line.source: one for one in fuel.lines}
    # the republican line first, as a run takes it: 300 of 1000; 600 is free on the local one
    assert (by_line["republican"].dues, by_line["republican"].left) == (300, 0)
    assert (by_line["local"].dues, by_line["local"].left) == (600, 0)
    assert fuel.shortfall == found.shortfall == 100
    assert (by_line["local"].unpaid, by_line["local"].by_pace) == (218, 635)  # 1000 − 182·365/182
    (move,) = found.moves()
    assert (move.source.measure, move.target.measure, move.amount) == ("bastau", "fuel_aid", 100)
    assert found.left == 500
    assert fuel.approved == 1, "an approved case to which nothing is committed waits for money"
