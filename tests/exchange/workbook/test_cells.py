import doctest
from datetime import date, datetime

import pytest

from qamtu.exchange.workbook import cells, dates, folding
from qamtu.exchange.workbook.cells import PARSERS, CellProblem, Remembered, money_in

NOVEMBER_15 = date(2021, 11, 15)


@pytest.mark.parametrize("module", [cells, dates, folding])
def test_examples_in_docstrings(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "cell",
    [
        "15.11.2021", "15/11/21", "2021-11-15", "15 қараша 2021", "15 ноября 2021 г.",
        "15 ноября 2021г.", "15 ноября 2021 года", "2021 жылғы 15 қараша", "2021 ж. 15 қараша",
        "15.11.2021 ж.", "15.11.2021г.", "15-11-2021", " 15.11.2021 ", "'15.11.2021",
        "2021-11-15T00:00:00", "15.11.2021 00:00:00", "15.11.2021 0:00", "15112021", "20211115",
        "15 November 2021", "November 15, 2021", "«15» қараша 2021", "15 қарашада 2021 жылы",
        "15 нояб. 2021", "44515", 44515.0, 44515, 15112021.0, NOVEMBER_15, "15.11.21 г.",
        datetime(2021, 11, 15, 9, 30), "2021/11/15", "15 Қараша 2021 жыл",
    ],
)  # fmt: skip
def test_every_way_of_writing_one_day(cell):
    assert PARSERS["date"](cell) == NOVEMBER_15


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2021", "date-year-only"),
        (2021.0, "date-year-only"),
        ("11/15/2021", "date-order"),
        ("31.02.2021", "date-impossible"),
        ("15.11.0021", "date-implausible"),
        ("белгісіз", "date-unreadable"),
        ("15 ноября", "date-unreadable"),
        ("15 или 16 ноября 2021", "date-unreadable"),
        ("15.11.2021, 16.11.2021", "date-unreadable"),
        (True, "date-unreadable"),
        (5.0, "date-unreadable"),
        (float("nan"), "date-unreadable"),
        (1e300, "date-unreadable"),
        ("²", "date-unreadable"),
    ],
)
def test_no_day_is_guessed(cell, code):
    with pytest.raises(CellProblem, match=code):
        PARSERS["date"](cell)


def test_two_digits_of_a_year_are_read_as_excel_reads_them():
    assert PARSERS["date"]("01.01.29") == date(2029, 1, 1)  # the last of this century
    assert PARSERS["date"]("01.01.30") == date(1930, 1, 1)  # the first of the last one


@pytest.mark.parametrize(
    "cell",
    [
        10203500123.0, 10203500123, "10203500123", "010203500123", "'010203500123",
        "010203 500123", "010203-500123", "10203500123.0", "010203500123.0", "010203500123,0",
        "\u00a0010203500123 ", "0 1 0 2 0 3 5 0 0 1 2 3", "\u200b010203500123",
    ],
)  # fmt: skip
def test_every_way_of_writing_one_iin(cell):
    assert PARSERS["iin"](cell) == "010203500123"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("8,50704E+11", "number-rounded"),
        ("8.50704E+11", "number-rounded"),
        ("8507044000001", "iin-length"),
        ("12345678", "iin-length"),
        ("85070440000o", "iin-length"),
        ("٨٥٠٧٠٤٤٠٠٠٠٠", "iin-length"),
        (850704400000.5, "iin-length"),
        (-850704400000.0, "iin-length"),
        (float("inf"), "iin-length"),
        (True, "iin-length"),
        (NOVEMBER_15, "iin-length"),
    ],
)
def test_a_number_that_is_no_iin(cell, code):
    with pytest.raises(CellProblem, match=code):
        PARSERS["iin"](cell)


@pytest.mark.parametrize(
    ("cell", "tiyn"),
    [
        ("1 234,50", 123450), ("1\u00a0234,5", 123450), ("1'234.50", 123450),
        ("1,234.50", 123450), ("1.234,50", 123450), ("1234.5 тг", 123450), (1234.5, 123450),
        ("1 234 тенге", 123400), ("1234,50 теңге", 123450), ("₸ 1234", 123400), (0.0, 0),
        ("-5", -500), ("−5", -500), ("1,234,567", 123456700), ("1.234.567", 123456700),
        (0.29, 29), (1.1 + 2.2, 330), ("0", 0), (875100, 87510000), ("291 700 000", 29170000000),
    ],
)  # fmt: skip
def test_money_is_whole_tiyn(cell, tiyn):
    found = PARSERS["money"](cell)
    assert found == tiyn
    assert type(found) is int


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1,234", "money-unclear"), ("1.234", "money-unclear"), ("1.234.567.89", "money-unclear"),
        (1.005, "money-precision"), ("0,0001", "money-precision"), ("жоқ", "unreadable"),
        (float("nan"), "unreadable"), (float("inf"), "unreadable"), (True, "unreadable"),
        ("1 + 2", "unreadable"), ("١٢", "unreadable"), (1e20, "unreadable"),
    ],
)  # fmt: skip
def test_no_sum_is_guessed(cell, code):
    with pytest.raises(CellProblem, match=code):
        PARSERS["money"](cell)


def test_thousands_of_tenge():
    assert money_in(1000)("1 234,567") == 123456700
    assert money_in(1000)(1234.567) == 123456700


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("8 (701) 123-45-67", "+77011234567"), ("+7 701 123 45 67", "+77011234567"),
        (87011234567.0, "+77011234567"), (7011234567.0, "+77011234567"),
        ("тел. 8-701-1234567", "+77011234567"), ("77011234567", "+77011234567"),
        ("8 701 123 45 67, 8 702 765 43 21", "+77011234567, +77027654321"),
        ("87011234567/87027654321", "+77011234567, +77027654321"),
        ("8(72437)2-15-60", "+77243721560"), ("+998 90 123 45 67", "+998901234567"),
    ],
)  # fmt: skip
def test_phones(cell, value):
    assert PARSERS["phone"](cell) == value


@pytest.mark.parametrize("cell", ["2-15-60", "жоқ", "8 701 123 45", "701 123 45 67 89 0"])
def test_no_phone_is_guessed(cell):
    with pytest.raises(CellProblem):
        PARSERS["phone"](cell)


@pytest.mark.parametrize("cell", ["е", "ер", "Ер", "ЕР АДАМ", "м", "М.", "муж", "муж.", "Мужской"])
def test_men(cell):
    assert PARSERS["sex"](cell) == "m"


@pytest.mark.parametrize("cell", ["ә", "Ә", "әйел", "Әйел", "ж", "жен", "жен.", "female", "ə"])
def test_women(cell):
    assert PARSERS["sex"](cell) == "f"


@pytest.mark.parametrize(("cell", "value"), [("12", 12), (12.0, 12), ("1 200", 1200), ("12,0", 12)])
def test_integers(cell, value):
    assert PARSERS["integer"](cell) == value


@pytest.mark.parametrize("cell", [1.5, "1,5", "он", True, float("inf"), "١٢", "1-2"])
def test_no_integer_is_guessed(cell):
    with pytest.raises(CellProblem):
        PARSERS["integer"](cell)


def test_a_latin_letter_hidden_in_a_name():
    assert PARSERS["name"]("Aхметов  Болaт") == "Ахметов Болат"
    assert PARSERS["name"]("Smith Анна") == "Smith Анна"


def test_one_and_true_are_not_remembered_as_each_other():
    column = Remembered(PARSERS["integer"])
    assert column[1] == 1
    with pytest.raises(CellProblem):
        column[True]


@pytest.mark.parametrize("blank", ["", " ", "-", "—", " – ", "\u00a0"])
def test_blanks(blank):
    assert Remembered(PARSERS["iin"])[blank] is None
