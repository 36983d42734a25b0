"""A file of several lists: every sheet lands or comes back, and what is no list is told."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from qamtu.casework.models import Case
from qamtu.exchange.lists import ListRefused
from qamtu.exchange.models import ImportRun
from qamtu.exchange.preview import seen_sheets
from qamtu.exchange.summary import summary
from qamtu.people.models import Person
from tests.exchange.lists import an_iin, an_office, codes, returned, take_in

pytestmark = pytest.mark.django_db
HEADER = ["ИИН", "ФИО", "Дата регистрации"]


def workbook(
    path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()
) -> Path:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    made.save(path)
    return path


def row(iin: object = None, day: str = "01.02.2021") -> list[object]:
    return [iin or an_iin(), "Ким Аида", day]


def test_every_sheet_of_the_year_is_taken_in(tmp_path: Path) -> None:
    office = an_office()
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "Қаңтар": [["Тізім"], HEADER, row(), row(), ["Барлығы", 2]],
            "Ақпан": [["Тіркелген күні", "Аты-жөні", "ЖСН"], ["02.02.2021", "Ли Вера", an_iin()]],
            "Бос": [],
            "Наурыз": [HEADER, row(), row("1"), row(day="31.02.2021")],
        },
    )
    dry = take_in(path, office, "bastau", is_dry=True)
    result = take_in(path, office, "bastau")
    for one in (dry, result):
        assert (one.rows, one.landed, one.skipped) == (7, 4, 1)
        assert [sheet.landed for sheet in one.sheets] == [2, 1, 1]
        assert codes(one) == {3: ["iin-length"], 4: ["date-impossible"]}
        assert one.sheets_left_out == []
    assert Case.objects.count() == 4
    run = ImportRun.objects.get()
    assert (run.rows, run.landed, run.rejected, run.skipped) == (7, 4, 2, 1)
    again = take_in(path, office, "bastau")
    assert (again.landed, again.known) == (0, 4)


def test_one_person_on_two_sheets_is_one(tmp_path: Path) -> None:
    iin = an_iin()
    path = workbook(
        tmp_path / "a.xlsx",
        {"1": [HEADER, row(iin)], "2": [[*HEADER, "Дата направления"], [*row(iin), "05.02.2021"]]},
    )
    result = take_in(path, an_office(), "bastau")
    assert (result.landed, result.known, result.completed) == (1, 1, 1)
    assert (Person.objects.count(), Case.objects.get().state) == (1, "approved")


def test_rows_of_two_sheets_come_back_on_two_sheets_and_land_once_mended(tmp_path: Path) -> None:
    office = an_office()
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "Қаңтар": [HEADER, row(day="31.02.2021"), row()],
            "Ақпан": [HEADER[::-1], row(day="30.02.2021")[::-1]],
        },
    )
    errors = returned(take_in(path, office, "bastau"), tmp_path / "errors.xlsx")
    mended = load_workbook(errors)
    assert mended.sheetnames == ["Қаңтар", "Ақпан"]
    mended["Қаңтар"]["E2"] = "28.02.2021"
    mended["Ақпан"]["C2"] = "28.02.2021"
    mended.save(errors)
    result = take_in(errors, office, "bastau")
    assert (result.landed, result.rejected) == (2, [])


def test_a_sheet_that_is_not_read_is_told_with_its_reason(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "Тізім": [HEADER, row()],
            "Мекенжайлар": [["ИИН", "ФИО", "Адрес"], [an_iin(), "Ким Аида", "Абай, 5"]],
            "Ескі": [HEADER, row()],
            "Диаграмма": [["Жиынтық"], [5]],
        },
        hidden=["Ескі"],
    )
    result = take_in(path, an_office(), "bastau")
    assert (result.rows, result.landed) == (1, 1)
    assert [one.sentence("ru") for one in result.sheets_left_out] == [
        "«Мекенжайлар»: нет столбца «Дата регистрации»",
        "«Ескі»: скрытый лист",
        "«Диаграмма»: это не такой список",
    ]
    said = "\n".join(summary(result, "kk"))
    assert "Парақ алынбайды: «Ескі»: жасырын парақ" in said
    assert [sheet.name for sheet in seen_sheets(result, "kk")] == ["Тізім"]


def test_a_hidden_sheet_is_read_where_it_is_the_only_list(tmp_path: Path) -> None:
    sheets = {"Мұқаба": [["Тізім"]], "Деректер": [HEADER, row()]}
    path = workbook(tmp_path / "a.xlsx", sheets, hidden=["Деректер"])
    assert take_in(path, an_office(), "bastau").landed == 1


def test_a_word_of_a_header_in_an_explanation_makes_no_list(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "Тізім": [["ИИН", "ФИО"], [an_iin(), "Ким Аида"]],
            "Как заполнять": [["ИИН", "двенадцать цифр"], ["ФИО", "полностью"]],
        },
    )
    result = take_in(path, an_office())
    assert (result.rows, result.landed, codes(result)) == (1, 1, {})
    assert [one.sheet for one in result.sheets_left_out] == ["Как заполнять"]


def test_no_sheet_has_what_every_row_needs(tmp_path: Path) -> None:
    sheets = {"1": [["ФИО", "Дата регистрации"]], "2": [["ФИО"]]}
    with pytest.raises(ListRefused) as refused:
        take_in(workbook(tmp_path / "a.xlsx", sheets), an_office(), "bastau")
    assert "«ИИН»" in refused.value.sentence("ru")


def test_two_lists_on_one_sheet_lose_no_row(tmp_path: Path) -> None:
    """The second header explains more: it does not cut off the rows above it."""
    wider = [*HEADER, "Дата направления", "Телефон"]
    path = workbook(
        tmp_path / "a.xlsx",
        {"Тізім": [["Тізім 1"], HEADER, row(), row(), [], ["Тізім 2"], wider, row()]},
    )
    result = take_in(path, an_office(), "bastau")
    assert (result.rows, result.landed, result.skipped) == (6, 3, 1)
    assert set(codes(result)) == {6, 7}


def test_a_word_of_the_title_is_not_the_header(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Тізім": [["ИИН", "Ф.И.О."], [], HEADER, row()]})
    assert take_in(path, an_office(), "bastau").landed == 1


def test_a_column_without_a_header_is_told(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"Тізім": [["ИИН", None, "ФИО"], [an_iin(), "87015556677", "Ким Ия"]]}
    )
    result = take_in(path, an_office())
    assert (result.landed, result.sheets[0].left_out) == (1, ["[B]"])
