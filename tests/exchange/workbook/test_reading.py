import random

import pytest
from openpyxl import Workbook

from qamtu.exchange.workbook import Column, Problem
from qamtu.identifiers import iin_problem

from .books import COLUMNS, IIN, book, read_table

HEADER = ["ЖСН", "Аты-жөні", "Төлем сомасы"]


def values(table):
    return [(row.number, row.values.get("iin"), row.values.get("name")) for row in table.rows]


def accounted(table):
    rows = list(table.rows)
    numbers = [row.number for row in rows] + [one.number for one in table.skipped]
    last = table.first_row + table.total_rows
    assert sorted(numbers) == list(range(table.first_row, last))
    return rows


@pytest.mark.parametrize(
    "header",
    [
        ["ЖСН", "Аты-жөні", "Жынысы"], ["ИИН", "Ф.И.О.", "Пол"], ["IIN", "Full name", "Sex"],
        ["жсн:", " АТЫ  ЖӨНІ ", "жынысы*"], ["ИИH", "ФИО", "ПОЛ"], ["Ж.С.Н.", "Т.А.Ә", "Пол"],
        ["ЖСН / ИИН", "Аты-жөні\nФ.И.О.", "Жынысы/Пол"], ["ИИН (12 цифр)", "ФИО", "Пол (м/ж)"],
    ],
)  # fmt: skip
def test_headers_in_three_languages(tmp_path, header):
    table = read_table(book(tmp_path / "a.xlsx", [header, [IIN, "Әлиев Болат", "ер"]]), COLUMNS)
    [row] = accounted(table)
    assert row.values == {"iin": IIN, "name": "Әлиев Болат", "sex": "m"}
    assert not row.problems


def test_title_rows_above_the_header(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        [["Тізім: ЖСН бар адамдар"], ["Сырдария ауданы"], [], ["№", *HEADER], [1, IIN, "А Б", 5]],
        ["A1:D1", "A2:D2"],
    )
    table = read_table(path, COLUMNS)
    assert (table.header_row, table.first_row) == (4, 5)
    assert values(table) == [(5, IIN, "А Б")]
    assert table.unknown_headers == ("№",)


def test_header_over_two_rows_with_merged_cells(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        [
            ["Тізім"],
            ["№", "Өтініш беруші", None, "Төлем", None],
            [None, "ЖСН", "Аты-жөні", "сомасы", "Белгі"],
            [1, IIN, "А Б", 1500, "x"],
        ],
        ["A1:E1", "A2:A3", "B2:C2", "D2:E2"],
    )
    table = read_table(path, COLUMNS)
    assert (table.header_row, table.first_row) == (2, 4)
    [row] = accounted(table)
    assert row.values == {"iin": IIN, "name": "А Б", "amount": 150000}
    assert table.understood["amount"].header == "Төлем сомасы"
    assert table.unknown_headers == ("№", "Төлем Белгі")


def test_two_row_header_of_a_csv(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"Төлем;;Өтініш беруші;\nсомасы;белгі;ЖСН;Аты-жөні\n5;x;{IIN};А Б\n", "utf-8")
    table = read_table(path, COLUMNS)
    assert set(table.understood) == {"amount", "iin", "name"}
    assert values(table) == [(3, IIN, "А Б")]


def test_cells_merged_downwards_give_their_value_to_every_row(tmp_path):
    rows = [
        ["ЖСН", "Аты-жөні", "Ескерту"],
        [IIN, "А", "Қоғалы"],
        [IIN, "Б", None],
        [IIN, "В", "Тер"],
    ]
    table = read_table(book(tmp_path / "a.xlsx", rows, ["C2:C3"]), COLUMNS)
    assert [row.values["note"] for row in accounted(table)] == ["Қоғалы", "Қоғалы", "Тер"]


def test_rows_that_are_no_records_are_counted(tmp_path):
    rows = [
        ["№", *HEADER], [1, 2, 3, 4], ["Қоғалы ауылы"], [1, IIN, "А", 5], [], [None, None, " "],
        ["№", *HEADER], [2, IIN, "Б", 5], [None, None, "Барлығы", 10], ["Итого:", None, None, 10],
        ["Всего по району", None, None, 10], ["Аудан бойынша барлығы: 2 адам", None, None, 10],
    ]  # fmt: skip
    table = read_table(book(tmp_path / "a.xlsx", rows, ["A3:D3"]), COLUMNS)
    assert [row.values["name"] for row in accounted(table)] == ["А", "Б"]
    assert table.skipped_counts == {
        "numbering": 1, "section": 1, "blank": 2, "header": 1, "total": 4,
    }  # fmt: skip


def test_a_record_that_only_looks_like_a_total(tmp_path):
    rows = [HEADER, [IIN, "Всего", 5], [IIN, "Жиынова Айша", 5], [None, "Всеволод", 5]]
    table = read_table(book(tmp_path / "a.xlsx", rows), COLUMNS)
    assert [row.values["name"] for row in accounted(table)] == ["Всего", "Жиынова Айша", "Всеволод"]


def test_signatures_below_the_table_come_back_with_a_reason(tmp_path):
    rows = [HEADER, [IIN, "А", 5], [], ["Басшы", None, "Ә. Болатов"]]
    [_, last] = accounted(read_table(book(tmp_path / "a.xlsx", rows), COLUMNS))
    assert [problem.code for problem in last.problems] == [
        "iin-length", "value-missing", "money-unreadable",
    ]  # fmt: skip


def test_missing_required_column(tmp_path):
    table = read_table(book(tmp_path / "a.xlsx", [["ИИН", "Пол"], [IIN, "м"]]), COLUMNS)
    assert table.missing == ("name",)
    assert table.problems == [Problem("header-missing", "name")]


def test_a_slip_of_the_pen_is_understood_but_not_surely(tmp_path):
    table = read_table(
        book(tmp_path / "a.xlsx", [["ИИН", "ФИО", "Дата рожденния"], [IIN, "А", "1.2.1985"]]),
        COLUMNS,
    )
    assert 0.85 < table.understood["born"].confidence < 0.94


def test_a_near_header_is_not_taken_for_its_neighbour(tmp_path):
    columns = [column for column in COLUMNS if column.key != "decided"]
    rows = [["ИИН", "ФИО", "Дата решения", "Телефон 2", "Неполная сумма"], [IIN, "А", 1, 2, 3]]
    table = read_table(book(tmp_path / "a.xlsx", rows), columns)
    assert set(table.understood) == {"iin", "name"}
    assert table.unknown_headers == ("Дата решения", "Телефон 2", "Неполная сумма")


def test_two_columns_of_one_name_are_reported_and_neither_is_taken(tmp_path):
    table = read_table(book(tmp_path / "a.xlsx", [["ИИН", "ФИО", "ИИН"], [IIN, "А", IIN]]), COLUMNS)
    assert [one.index for one in table.ambiguous] == [0, 2]
    assert table.missing == ("iin",)
    assert "name" in table.understood


def test_a_header_of_two_meanings_is_reported(tmp_path):
    table = read_table(
        book(tmp_path / "a.xlsx", [["ИИН", "ФИО", "Дата рождения / Дата решения"], [IIN, "А", 1]]),
        COLUMNS,
    )
    [one] = table.ambiguous
    assert set(one.keys) == {"born", "decided"}


@pytest.mark.parametrize(
    "header", ["Сумма выплаты, тыс. тенге", "Сумма выплаты (тыс. тг)", "Төлем сомасы, мың теңге"]
)
def test_thousands_in_the_header_are_not_lost(tmp_path, header):
    table = read_table(
        book(tmp_path / "a.xlsx", [["ИИН", "ФИО", header], [IIN, "А", 1.5]]), COLUMNS
    )
    [row] = accounted(table)
    assert row.values["amount"] == 150000


def test_checks_return_codes(tmp_path):
    rows = [HEADER, ["850704400001", "А", 5]]
    path = book(tmp_path / "a.xlsx", rows)
    [row] = read_table(path, COLUMNS, {"iin": iin_problem}).rows
    assert row.problems == [Problem("iin-control", "iin", "850704400001")]
    assert "iin" not in row.values


def test_the_sheet_that_explains_most_is_chosen(tmp_path):
    workbook = Workbook()
    cover = workbook.active
    cover.append(["ИИН"])
    workbook.create_sheet("Бос")
    listed = workbook.create_sheet("Тізім")
    listed.append(HEADER)
    listed.append([IIN, "А", 5])
    workbook.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx", COLUMNS)
    assert table.sheet == "Тізім"
    assert values(table) == [(2, IIN, "А")]


def test_rows_may_be_walked_twice(tmp_path):
    table = read_table(book(tmp_path / "a.xlsx", [HEADER, [IIN, "А", 5], []]), COLUMNS)
    assert values(table) == values(table)


def test_two_columns_may_not_share_a_spelling(tmp_path):
    clash = (Column("a", "text", False, ("Күні",)), Column("b", "date", False, ("күні:",)))
    with pytest.raises(ValueError, match="both"):
        read_table(book(tmp_path / "a.xlsx", [["Күні"]]), clash)


def test_columns_in_any_order(tmp_path):
    header = [column.headers[0] for column in COLUMNS]
    record = [IIN, "А Б", "ер", "1.2.1985", 44515, "5,5", "2", 87011234567, IIN, "жоқ"]
    order = list(range(len(header)))
    random.Random(7).shuffle(order)
    path = book(tmp_path / "a.xlsx", [[header[i] for i in order], [record[i] for i in order]])
    [row] = accounted(read_table(path, COLUMNS))
    assert len(row.values) == len(COLUMNS)
    assert row.values["children"] == 2
    assert not row.problems
