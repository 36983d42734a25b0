"""What the clerk is shown before a list is taken in."""

from pathlib import Path

import pytest

from qamtu.exchange.preview import SeenColumn, columns_of, sample, skipped_rows, told_rows
from tests.exchange.lists import an_iin, an_office, book, only_sheet, take_in

pytestmark = pytest.mark.django_db


def test_columns_rows_and_reasons_are_shown_in_the_language_of_the_page(tmp_path: Path) -> None:
    iin = an_iin()
    rows = [
        ["№", "ФИО", "ИИН", "Дата регистрацыи", "Сумма гранта", "Село", "Аул", "Цвет", "Пол"],
        [1, "Ким Аида", iin, "01.02.2021", "100 000", "Шаған", "Шаған", "синий", "жен"],
        [2, "Ли Вера", "12", "01.02.2021", None, None, None, None, None],
        ["Итого", 2],
    ]
    path = book(tmp_path / "a.xlsx", rows)
    result = take_in(path, an_office(), "startup_grant", is_dry=True)
    assert columns_of(only_sheet(result), "kk") == [
        SeenColumn("ФИО", "Аты-жөні", "taken"),
        SeenColumn("ИИН", "ЖСН", "taken"),
        SeenColumn("Дата регистрацыи", "Тіркелген күні", "unsure"),
        SeenColumn("Сумма гранта", "Грант сомасы", "not-entered"),
        SeenColumn("Пол", "Жынысы", "taken"),
        SeenColumn("Село", "Елді мекен", "ambiguous"),
        SeenColumn("Аул", "Елді мекен", "ambiguous"),
        SeenColumn("Цвет", "", "left-out"),
    ]
    names, [values] = sample(only_sheet(result), "ru")
    assert dict(zip(names, values, strict=True)) == {
        "ИИН": iin,
        "ФИО": "Ким Аида",
        "Пол": "жен",
        "Дата регистрации": "01.02.2021",
        "Сумма гранта": "100 000",
    }
    sheet = only_sheet(result)
    [back] = told_rows(sheet, sheet.rejected, "en")
    assert (back.number, back.cells) == (3, "Ли Вера · 12 · 01.02.2021")
    assert back.reasons == ["“ИИН”: “12” is not 12 digits. Copy the IIN from the document."]
    assert skipped_rows(result, "ru") == [("строка итога", 1)]
