"""Lists as they come: titles, merged cells, days as text, numbers without a zero, two sheets."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from qamtu.casework.models import Case
from qamtu.people.models import Person
from tests.exchange.lists import (
    an_iin,
    an_office,
    book,
    codes,
    headed,
    only_sheet,
    returned,
    take_in,
)

pytestmark = pytest.mark.django_db


def test_a_list_with_titles_merged_cells_a_total_and_signatures(tmp_path: Path) -> None:
    first, second, third = an_iin(), an_iin(), an_iin()
    rows = [
        ["«Бекітемін» бөлім басшысы"],
        ["Қоғамдық жұмысқа тартылған азаматтардың тізімі, 2021 ж."],
        [],
        ["Р/с №", "Азамат", None, "Күні", None],
        [None, "Ж.С.Н.", "Т.А.Ә. (бар болса)", "Тіркелген күні", "Жолданған күні"],
        [1, 2, 3, 4, 5],
        ["Шаған ауылдық округі"],
        [1, first, "ӘЛИЕВ БОЛАТ СЕРІКҰЛЫ", "05.02.2021", datetime(2021, 2, 9)],
        [2, second, "Ким Аида", None, "9 ақпан 2021 ж."],
        [],
        [3, third, "Ли Вера", 44232, None],
        ["Барлығы: 3"],
        [None, "Орындаған: Б. Сейітов"],
    ]
    merges = ["A1:E1", "A2:E2", "B4:C4", "D4:E4", "A4:A5", "A7:E7", "D8:D9"]
    result = take_in(book(tmp_path / "a.xlsx", rows, merges), an_office(), "public_works")
    assert result.landed == 3
    assert list(codes(result)) == [13]
    assert only_sheet(result).table.skipped_counts == {
        "numbering": 1,
        "section": 1,
        "blank": 1,
        "total": 1,
    }
    assert only_sheet(result).left_out == []
    case = Case.objects.get(person__iin=first)
    assert str(case.person) == "Әлиев Болат Серікұлы"
    assert (case.opened_on, case.state_since) == (date(2021, 2, 5), date(2021, 2, 9))
    assert Case.objects.get(person__iin=second).opened_on == date(2021, 2, 5)
    assert Case.objects.get(person__iin=third).opened_on == date(2021, 2, 5)


@pytest.mark.parametrize("as_written", [str, int, float, lambda iin: f"{iin[:6]} {iin[6:]}"])
def test_an_iin_without_its_leading_zero(tmp_path: Path, as_written: type) -> None:
    office, iin = an_office(), an_iin(date(2001, 2, 3), "m")
    assert iin.startswith("01")
    path = book(tmp_path / "a.xlsx", [["ИИН", "ФИО"], [as_written(iin), "Ким Олег"]])
    assert take_in(path, office).landed == 1
    assert Person.objects.get().iin == iin


@pytest.mark.parametrize(
    "written",
    ["05.02.2021", "5.2.2021", "05/02/2021", "05-02-2021", "2021-02-05", "5 ақпан 2021 ж.",
     "5 февраля 2021 года", "2021 жылғы 5 ақпан", datetime(2021, 2, 5), date(2021, 2, 5), 44232],
)  # fmt: skip
def test_a_day_in_every_manner(tmp_path: Path, written: object) -> None:
    path = book(
        tmp_path / "a.xlsx",
        [["Дата регистрации", "ФИО", "ИИН"], [written, "Ким Олег", an_iin()]],
    )
    assert take_in(path, an_office(), "bastau").landed == 1
    assert Case.objects.get().opened_on == date(2021, 2, 5)


def test_the_sheet_of_the_list_is_found_among_others(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["Түсініктеме", "ЖСН — 12 цифр"])
    listed = workbook.create_sheet("Тізім 2021")
    listed.append(["Аты-жөні", "ЖСН", "Телефон"])
    listed.append(["Ким Олег", an_iin(), "87015556677"])
    workbook.save(tmp_path / "a.xlsx")
    result = take_in(tmp_path / "a.xlsx", an_office())
    assert (only_sheet(result).table.sheet, result.landed) == ("Тізім 2021", 1)
    assert [one.sentence("ru") for one in result.sheets_left_out] == [
        "«Sheet»: это не такой список"
    ]


def test_a_sheet_of_fifty_columns(tmp_path: Path) -> None:
    names = list(headed("bastau", "ru").items())
    values = {"iin": an_iin(), "full_name": "Ким Олег", "opened_on": "05.02.2021"}
    strange = [f"Показатель {number}" for number in range(50 - len(names))]
    header = strange + [name for _, name in names]
    record = [7] * len(strange) + [values.get(key) for key, _ in names]
    result = take_in(book(tmp_path / "a.xlsx", [header, record]), an_office(), "bastau")
    assert (result.landed, len(only_sheet(result).left_out)) == (1, len(strange))
    assert len(header) == 50


def test_a_list_of_no_rows(tmp_path: Path) -> None:
    result = take_in(book(tmp_path / "a.xlsx", [["ИИН", "ФИО"]]), an_office())
    assert (result.rows, result.landed, result.rejected) == (0, 0, [])


def test_a_place_is_found_by_its_name_and_okrug(tmp_path: Path) -> None:
    office = an_office()
    rows = [
        ["ИИН", "ФИО", "Село"],
        [an_iin(), "Ким Олег", office.territory.name_ru],
        [an_iin(), "Ким Вера", "Атлантида"],
    ]
    result = take_in(book(tmp_path / "a.xlsx", rows), office)
    assert (result.landed, codes(result)) == (1, {3: ["place-unknown"]})


def test_a_workbook_of_old_excel() -> None:
    """`list.xls`: BIFF8; a title, an ИИН as a number, a day as a day, a wrong ИИН, a total."""
    result = take_in(Path(__file__).with_name("list.xls"), an_office(), "bastau")
    assert (result.landed, codes(result), result.skipped) == (1, {5: ["iin-control"]}, 1)
    case = Case.objects.get()
    assert (case.person and case.person.iin, case.opened_on) == ("010203500127", date(2021, 2, 5))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "cp1251"])
def test_a_text_table(tmp_path: Path, separator: str, codec: str) -> None:
    lines = [["ФИО", "ИИН", "Дата регистрации"], ["Ким Олег", an_iin(), "05.02.2021"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    (tmp_path / "a.csv").write_bytes(text.encode(codec))
    assert take_in(tmp_path / "a.csv", an_office(), "bastau").landed == 1


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ли Ян", "Ли Ян"),
        ("Ким Ия Бек-Алиевна", "Ким Ия Бек-Алиевна"),
        ("ЛИ ВЕРА", "Ли Вера"),
        ("ӘЛИЕВ Болат", "Әлиев Болат"),
        ("ӘЛИЕВ БОЛАТ СЕРІК ҰЛЫ", "Әлиев Болат Серік ұлы"),
        ("САЛТЫКОВ-ЩЕДРИН ЯКОВ", "Салтыков-Щедрин Яков"),
        ("Әлиев, Болат", "Әлиев Болат"),
    ],
)
def test_names_in_every_manner(tmp_path: Path, written: str, name: str) -> None:
    rows = [["ИИН", "ФИО"], [an_iin(), written]]
    assert take_in(book(tmp_path / "a.xlsx", rows), an_office()).landed == 1
    assert str(Person.objects.get()) == name


@pytest.mark.parametrize("given", ["А", "А.", "АБ", "А.Б.", "А. Б.", "А Б", "А.Б"])
def test_initials_are_no_name(tmp_path: Path, given: str) -> None:
    rows = [["ИИН", "Фамилия", "Имя"], [an_iin(), "Ким", given]]
    result = take_in(book(tmp_path / "a.xlsx", rows), an_office())
    assert codes(result) == {2: ["name-initials"]}


def test_marks_that_nobody_sees_are_not_kept(tmp_path: Path) -> None:
    """Copied from a messenger or a PDF: marks of direction, joiners, soft hyphens."""
    first, second = an_iin(), an_iin()
    rows = [
        ["\u200fИИН\u200e", "\u2066ФИО\u2069", "Дата регистрации"],
        ["\u202b" + first + "\u202c", "Ха\u00adнова \u200fЗоя", "\u200f05\u200b.02.2021"],
        [second[:6] + "\u00a0" + second[6:], "Ли\u00a0Вера", "'44232,5"],
    ]
    result = take_in(book(tmp_path / "a.xlsx", rows), an_office(), "bastau")
    assert result.landed == 2
    assert {str(one) for one in Person.objects.all()} == {"Ханова Зоя", "Ли Вера"}
    assert {one.opened_on for one in Case.objects.all()} == {date(2021, 2, 5)}


@pytest.mark.parametrize("failed", ["#N/A", "#Н/Д", " #ССЫЛКА! "])
def test_a_formula_that_failed_is_no_blank(tmp_path: Path, failed: str) -> None:
    rows = [["ИИН", "ФИО", "Адрес"], [an_iin(), "Ким Олег", failed], [an_iin(), "Ли Вера", ""]]
    result = take_in(book(tmp_path / "a.xlsx", rows), an_office())
    assert (result.landed, codes(result)) == (1, {2: ["formula-failed"]})


@pytest.mark.parametrize(
    ("written", "code"), [("Ли (Пак) Вера", "name-brackets"), ("Ким Аида 2", "name-unreadable")]
)
def test_what_is_no_name_is_not_taken_for_a_patronymic(
    tmp_path: Path, written: str, code: str
) -> None:
    rows = [["ИИН", "ФИО"], [an_iin(), written]]
    assert codes(take_in(book(tmp_path / "a.xlsx", rows), an_office())) == {2: [code]}


def test_days_of_a_workbook_of_an_old_mac(tmp_path: Path) -> None:
    """Days are counted since 1904 there, shown as a day or as a bare number."""
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.active
    sheet.append(["ИИН", "ФИО", "Дата регистрации"])
    sheet.append([an_iin(), "Ким Олег", datetime(2021, 2, 5)])
    sheet.append([an_iin(), "Ли Вера", 44232 - 1462])
    sheet.append(["1", "Цой Ия", 44232 - 1462])
    workbook.save(tmp_path / "a.xlsx")
    result = take_in(tmp_path / "a.xlsx", an_office(), "bastau")
    assert [one.opened_on for one in Case.objects.all()] == [date(2021, 2, 5)] * 2
    again = load_workbook(returned(result, tmp_path / "errors.xlsx"))
    assert again.active.cell(2, 5).value == 44232
