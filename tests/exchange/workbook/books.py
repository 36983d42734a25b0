"""Real files for the tests, and the columns that they are read by."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from qamtu.exchange.workbook import Column, Table, read_book
from qamtu.exchange.workbook.cells import Check, Kind

COLUMNS = (
    Column("iin", "iin", True, ("ЖСН", "ИИН", "IIN", "ИИН заявителя", "Өтініш беруші ЖСН")),
    Column("name", "name", True, ("Аты-жөні", "Т.А.Ә.", "Ф.И.О.", "Full name")),
    Column("sex", "sex", False, ("Жынысы", "Пол", "Sex")),
    Column("born", "date", False, ("Туған күні", "Дата рождения", "Birth date")),
    Column("decided", "date", False, ("Шешім күні", "Дата решения", "Decision date")),
    Column("amount", "money", False, ("Төлем сомасы", "Сумма выплаты", "Amount")),
    Column("children", "integer", False, ("Балалар саны", "Количество детей", "Children")),
    Column("phone", "phone", False, ("Телефоны", "Телефон", "Phone")),
    Column("employer", "bin", False, ("Жұмыс берушінің БСН", "БИН работодателя", "BIN")),
    Column("note", "text", False, ("Ескерту", "Примечание", "Note")),
)
IIN = "850704400000"


def book(path: Path, rows: Sequence[Sequence[object]], merges: Sequence[str] = ()) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    workbook.save(path)
    return path


def read_table(
    path: Path, columns: Sequence[Column], checks: Mapping[Kind, Check] | None = None
) -> Table:
    """The sheet that explains most columns."""
    return read_book(path, columns, checks).best
