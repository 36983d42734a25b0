"""The akimat's table: each number is the sum of its entries, as of a day and as known then."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.finance.budget_acts import enter_budget_act, move_money
from qamtu.finance.classification import classify_line, record_programme
from qamtu.finance.execution import COLUMNS, Moment, entries_behind, execution
from qamtu.finance.financing import set_financing_plan
from qamtu.finance.money import budget_line, take_back
from qamtu.reporting.budget import HEADS, print_budget, printed_rows
from tests.factories import make_office, make_user
from tests.finance.a_budget import YEAR, approve_budget, bound_case, line_of

TENGE = 100_000  # tiyn in a thousand tenge
NOVEMBER = date(YEAR, 11, 15)


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.fixture
def head(office: Office) -> User:
    return make_user(office)


def at(office: Office, day: date = NOVEMBER, known_at: datetime | None = None) -> Moment:
    return Moment(office, day, known_at or datetime.now(UTC))


@pytest.fixture
def year(office: Office, head: User) -> Office:
    """1000 + 300 of a classified programme, 200 of a line that stands nowhere yet; some spent."""
    approve_budget(
        office, head,
        fuel_aid__local=1000 * TENGE, fuel_aid__republican=300 * TENGE, bastau__local=200 * TENGE,
    )  # fmt: skip
    enter_budget_act(
        office=office, year=YEAR, kind="clarified", number="31", day=date(YEAR, 6, 3),
        changes={("fuel_aid", "local"): 50 * TENGE}, by=head,
    )  # fmt: skip
    line = line_of(office)
    programme = record_programme(
        office=office, functional_group="06", functional_subgroup="2", administrator="451",
        programme="004", name_kk="Отынға көмек", name_ru="Помощь на топливо", by=head,
    )  # fmt: skip
    for one in (line, line_of(office, source="republican")):
        classify_line(line=one, programme=programme, subprogramme="", specific="322", by=head)
    months = dict.fromkeys(range(1, 13), (87 * TENGE, 80 * TENGE))
    set_financing_plan(line=line, months=months, day=date(YEAR, 1, 5), act="№ 1", by=head)
    case = bound_case(line, head, 600 * TENGE, paid=500 * TENGE)
    take_back(line=line, case=case, amount=20 * TENGE, day=date(YEAR, 2, 1), by=head)
    return office


def test_every_number_is_the_sum_of_its_entries(year: Office) -> None:
    moment = at(year)
    table = execution(moment)
    everything = [row.line.pk for row in table.lines]
    groups = [(row.sums, [row.line.pk]) for row in table.lines]
    groups += [(row.sums, [one.line.pk for one in row.lines]) for row in table.programmes]
    groups += [
        (sums, [row.line.pk for row in table.lines if row.line.source == source])
        for source, sums in table.by_source().items()
    ]
    groups.append((table.total, everything))
    for sums, lines in groups:
        for column in COLUMNS:
            behind = entries_behind(moment, column, lines)
            assert sum(one.amount for one in behind) == getattr(sums, column), column
    total = table.total
    assert (total.plan, total.corrected) == (1500 * TENGE, 1550 * TENGE)
    assert (total.committed, total.paid, total.unused) == (600 * TENGE, 480 * TENGE, 1070 * TENGE)
    assert total.planned_payments == 11 * 80 * TENGE, "January to November"
    assert total.percent == Decimal("31.0")  # 480 / 1550
    assert [row.programme and row.programme.code for row in table.programmes] == [
        "06 2 451 004", None,
    ]  # fmt: skip


def test_the_table_is_a_function_of_its_dates(year: Office, head: User) -> None:
    before = datetime.now(UTC)
    line = line_of(year)
    may = execution(at(year, date(YEAR, 5, 31))).total
    assert (may.corrected, may.planned_payments) == (1500 * TENGE, 400 * TENGE), "June's act is not"
    move_money(
        source=line, target=line_of(year, "bastau"), amount=40 * TENGE, number="40",
        day=date(YEAR, 3, 1), by=head,
    )  # fmt: skip
    fuel = {row.line.measure: row.sums for row in execution(at(year)).lines if row.line == line}
    assert fuel["fuel_aid"].corrected == 1010 * TENGE
    assert fuel["fuel_aid"].plan == 1000 * TENGE, "a move is no part of the year's plan"
    known = {row.line.pk: row.sums for row in execution(at(year, known_at=before)).lines}
    assert known[line.pk].corrected == 1050 * TENGE, "as it was known"


def test_money_of_a_fund_is_not_of_the_budget(year: Office) -> None:
    before = execution(at(year)).total
    budget_line(office=year, year=YEAR, measure="microcredit", source="fund")
    assert {row.line.source for row in execution(at(year)).lines} == {"local", "republican"}
    assert execution(at(year)).total == before


def test_the_workbook_has_the_usual_form(year: Office) -> None:
    table = execution(at(year))
    sheet = load_workbook(io.BytesIO(print_budget(table, "ru", "xlsx"))).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert "игерілуі" in str(rows[0][0])
    assert "Освоение средств" in str(rows[1][0])
    assert "2021" in str(rows[1][0])
    top = next(number for number, row in enumerate(rows) if row[0] == "Код")
    assert rows[top][2:] == [head.ru for head in HEADS.values()]
    assert rows[top + 1] == list(range(1, 12))
    body = rows[top + 2 :]
    assert body[0][:4] == ["06 2 451 004", "Помощь на топливо", 1300, 1350]
    total = next(row for row in body if row[1] == "Всего")
    assert total[2:] == [1500, 1550, 957, 880, 600, 480, 1070, 54.5, 31]


def test_text_and_json_say_the_same(year: Office) -> None:
    table = execution(at(year))
    said = json.loads(print_budget(table, "kk", "json"))
    assert [row["name"] for row in said] == [row.names.kk for row in printed_rows(table)]
    whole = next(row for row in said if row["level"] == 0)
    assert (whole["paid"], whole["percent"]) == (480_000, 31.0), "in tenge"
    text = print_budget(table, "en", "text").decode()
    assert "Execution of the budget by programme" in text
    assert "1 550.0" in text.replace("\u00a0", " ").replace(",", " ")
