"""What came back is mended and imported again: nothing lost, nothing twice."""

import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qamtu.exchange.workbook import Problem, write_error_workbook

from .books import COLUMNS, IIN, book, read_table

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**13), 10**13),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.booleans(),
    st.sampled_from(
        [IIN, 10203500123, "15 қараша 2021", "1 234,50", "ер", "Барлығы", "-", "=1+1", "8 701",
         "Итого", 1, 2, 3, "ЖСН", "Аты-жөні"]
    ),
)  # fmt: skip


@st.composite
def lists(draw):
    columns = draw(st.permutations(COLUMNS))
    header = [draw(st.sampled_from(column.headers)) for column in columns]
    header.insert(draw(st.integers(0, len(header))), "№ р/с")
    rows = draw(st.lists(st.lists(CELLS, min_size=11, max_size=11), max_size=8))
    return header, rows


def safe(cell):
    """A text that begins with «=» is a formula for the library that writes the test's file."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith("=") else cell


@settings(max_examples=60, deadline=None)
@given(lists())
def test_any_list_goes_out_and_comes_back_the_same(listed):
    header, rows = listed
    with TemporaryDirectory() as folder:
        path = book(Path(folder) / "a.xlsx", [header, *[[safe(c) for c in row] for row in rows]])
        table = read_table(path, COLUMNS)
        assert len(table.understood) == len(COLUMNS)
        assert table.header_row == 1
        first = list(table.rows)
        assert len(first) + len(table.skipped) == table.total_rows <= len(rows)
        numbers = [row.number for row in first] + [one.number for one in table.skipped]
        assert len(numbers) == len(set(numbers))

        out = Path(folder) / "errors.xlsx"
        written = write_error_workbook(out, [(table, [(row, row.problems) for row in first])], "kk")
        assert written == len(first)
        again = read_table(out, COLUMNS)
        assert {key: m.header for key, m in again.understood.items()} == {
            key: m.header for key, m in table.understood.items()
        }
        assert again.unknown_headers == table.unknown_headers
        second = list(again.rows)
        assert not again.skipped
        assert [row.values for row in second] == [row.values for row in first]
        assert [[p.code for p in row.problems] for row in second] == [
            [p.code for p in row.problems] for row in first
        ]


def test_the_reason_stands_before_the_clerks_own_cells(tmp_path):
    rows = [["Аты-жөні", "ЖСН", "Ескерту"], ["А Б", 10203500123, "=HYPERLINK(1)"]]
    table = read_table(book(tmp_path / "a.xlsx", rows), COLUMNS)
    [row] = table.rows
    row.raw = (*row.raw[:2], "=HYPERLINK(1)")
    out = io.BytesIO()
    rejected = [(row, [Problem("iin-control", "iin", "010203500123")])]
    write_error_workbook(out, [(table, rejected)], "ru")
    sheet = load_workbook(out).active
    header, record = sheet.iter_rows()
    assert [cell.value for cell in header] == [
        "Себебі / Причина / Reason", "Жол № / Строка / Row", "Аты-жөні", "ЖСН", "Ескерту",
    ]  # fmt: skip
    assert record[0].value == (
        "«ЖСН»: контрольная цифра номера «010203500123» не сходится. Сверьте с документом."
    )
    assert [cell.value for cell in record[1:4]] == [2, "А Б", "010203500123"]
    assert record[4].data_type == "s"


def test_reasons_do_not_pile_up_when_a_list_comes_back_twice(tmp_path):
    rows = [["Тізім", None], ["ЖСН", "Аты-жөні"], [IIN, None]]
    source = book(tmp_path / "0.xlsx", rows, ["A1:B1"])
    for step in range(1, 4):
        table = read_table(source, COLUMNS)
        [row] = table.rows
        assert [problem.code for problem in row.problems] == ["value-missing"]
        source = tmp_path / f"{step}.xlsx"
        write_error_workbook(source, [(table, [(row, row.problems)])], "en")
    assert load_workbook(source).active.max_column == 4
