"""A statement as it comes: every row lands once, is matched, or comes back with its reason."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.exchange.importing import import_list
from qamtu.exchange.kinds import treasury_kind
from qamtu.exchange.results import ImportResult
from qamtu.exchange.workbook import WorkbookError
from qamtu.finance.models import StatementMatch, StatementRow
from qamtu.finance.money import retract_entry, take_back
from qamtu.finance.statements import MatchRefused, match_by_hand, match_rows, standing_of, unmatch
from tests.factories import make_office, make_user
from tests.finance.a_budget import TENGE, YEAR, approve_budget, bound_case, line_of

FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
PAID_ON = date(YEAR, 3, 10)


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.fixture
def head(office: Office) -> User:
    return make_user(office)


def book(path: Path, rows: list[list[Any]], titles: int = 2) -> Path:
    sheet = (made := Workbook()).active
    assert sheet is not None
    for number in range(titles):
        sheet.append([f"Отчет о расходах {number}" if number == 0 else None])
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


HEADS = ["№", "Назначение платежа", "БИН/ИИН получателя", "Сумма", "Номер документа", "Дата"]


def take(path: Path, office: Office, by: User, *, is_dry: bool = False) -> ImportResult:
    return import_list(path=path, kind=treasury_kind(), office=office, by=by, is_dry=is_dry)


@pytest.fixture
def paid(office: Office, head: User) -> list[Any]:
    """Three cases are paid: 500, 700 and 700 tenge."""
    approve_budget(office, head, fuel_aid__local=10_000 * TENGE)
    line = line_of(office)
    return [
        bound_case(line, head, amount * TENGE, paid=amount * TENGE, day=PAID_ON)
        for amount in (500, 700, 700)
    ]


def test_rows_match_differ_or_stand_alone(
    office: Office, head: User, paid: list[Any], tmp_path: Path
) -> None:
    iins = [case.person.iin for case in paid]
    path = book(
        tmp_path / "a.xlsx",
        [
            HEADS,
            [1, "Отын сатып алуға", int(iins[0]), 500, "77", "12.03.2021"],
            [2, "Отын сатып алуға", iins[1], "700,00", "78", date(YEAR, 3, 11)],
            [3, "Отын сатып алуға", iins[2], 690.5, "79", "11.03.2021"],
            [4, "Коммуналдық қызмет", "", 1234.56, "80", "11.03.2021"],
            [5, "Бос", "", None, "81", "11.03.2021"],
            [6, "Ертеңгі", "", 5, "82", "11.03.2098"],
            ["", "Итого", "", 3125.06, "", ""],
        ],
    )
    result = take(path, office, head, is_dry=True)
    assert (result.landed, len(result.rejected), result.skipped) == (4, 2, 1)
    assert not StatementRow.objects.exists(), "a dry run writes nothing"
    result = take(path, office, head)
    assert (result.landed, len(result.rejected), result.skipped) == (4, 2, 1)
    (sheet,) = result.sheets
    reasons = [" ".join(sheet.reasons(problems, "ru")) for _row, problems in sheet.rejected]
    assert "Сумма" in reasons[0]
    assert "ещё не наступил" in reasons[1]
    found = standing_of(office, FIRST, LAST)
    assert [row.document for row, _entries in found.matched] == ["78", "77"]
    ((differing, entries),) = found.differing
    assert (differing.document, [entry.amount for entry in entries]) == ("79", [70_000])
    assert [row.document for row in found.statement_only] == ["80"]
    assert found.ours_only == []
    assert StatementMatch.objects.live().count() == 2


def test_the_same_statement_twice_adds_nothing_and_equal_rows_are_both_kept(
    office: Office, head: User, paid: list[Any], tmp_path: Path
) -> None:
    row = ["", "Отын", "", 700, "", "10.03.2021"]
    path = book(tmp_path / "a.xlsx", [HEADS, row, row])
    assert take(path, office, head).landed == 2, "two payments of one day and sum are two"
    again = take(path, office, head)
    assert (again.landed, again.known) == (0, 2)
    longer = take(book(tmp_path / "b.xlsx", [HEADS, row, row, row], titles=0), office, head)
    assert (longer.landed, longer.known) == (1, 2), "a longer statement adds what it adds"
    found = standing_of(office, FIRST, LAST)
    assert (len(found.matched), len(found.statement_only), len(found.ours_only)) == (2, 1, 1)


def test_kazakh_headers_in_any_order_and_money_that_came_back(
    office: Office, head: User, paid: list[Any], tmp_path: Path
) -> None:
    take_back(line=line_of(office), case=paid[0], amount=120 * TENGE, day=date(YEAR, 4, 2), by=head)
    text = (
        "Қазынашылық есебі;;;;\n"
        "Қайтарылды;Төлем күні;Ерекшелік;Кассалық шығыс;Алушының БСН/ЖСН\n"
        f";10.03.2021;322;500,00;{paid[0].person.iin}\n"
        "120,00;03.04.2021;322;;\n"
        "5,00;03.04.2021;322;7,00;\n"
    )
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    result = take(path, office, head)
    assert (result.landed, len(result.rejected)) == (2, 1)
    assert [row.amount for row in StatementRow.objects.all()] == [50_000, -12_000]
    assert [row.specific for row in StatementRow.objects.all()] == ["322", "322"]
    assert len(standing_of(office, FIRST, LAST).matched) == 2


def test_a_file_without_sums_is_no_statement(office: Office, head: User, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["Дата", "Получатель"], ["11.03.2021", "А"]])
    with pytest.raises(WorkbookError) as refused:
        take(path, office, head)
    assert "Сумма платежа" in refused.value.sentence("ru")


def test_what_is_left_is_matched_by_hand(
    office: Office, head: User, paid: list[Any], tmp_path: Path
) -> None:
    take(book(tmp_path / "a.xlsx", [HEADS, ["", "", "", 1200, "9", "1.06.2021"]]), office, head)
    row = StatementRow.objects.get()
    assert match_rows(office=office, by=head) == 0, "months later: nobody is told by the sum alone"
    entries = {case.pk: case.money.get(kind="paid") for case in paid}
    first, second = entries[paid[0].pk], entries[paid[1].pk]
    with pytest.raises(MatchRefused) as refused:
        match_by_hand(row=row, entry_ids=[first.pk], by=head)
    assert refused.value.code == "match-sums"
    assert refused.value.values == {"amount": 50_000, "left": 120_000}
    match_by_hand(row=row, entry_ids=[first.pk, second.pk], by=head)
    assert len(standing_of(office, FIRST, LAST).matched) == 1
    other = StatementRow.objects.create(
        office=office, statement=row.statement, occurred_on=PAID_ON, amount=50_000, fingerprint="x"
    )
    with pytest.raises(MatchRefused) as taken:
        match_by_hand(row=other, entry_ids=[first.pk], by=head)
    assert taken.value.code == "match-taken"
    unmatch(row=row, reason="қате", by=head)
    match_by_hand(row=row, entry_ids=[first.pk], by=head, note="жартысы маусымда")
    found = standing_of(office, FIRST, LAST)
    assert [one.pk for one, _entries in found.differing] == [row.pk]
    assert not found.matched


def test_a_matched_entry_that_is_retracted_leaves_its_row_differing(
    office: Office, head: User, paid: list[Any], tmp_path: Path
) -> None:
    iin = paid[0].person.iin
    take(book(tmp_path / "a.xlsx", [HEADS, ["", "", iin, 500, "", "10.03.2021"]]), office, head)
    entry = paid[0].money.get(kind="paid")
    retract_entry(entry=entry, reason="қате", by=head)
    ((row, entries),) = standing_of(office, FIRST, LAST).differing
    assert (row.amount, entries) == (50_000, [])
