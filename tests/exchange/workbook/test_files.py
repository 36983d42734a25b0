"""Files of other kinds, and files that are none."""

import contextlib
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from qamtu.exchange.workbook import WorkbookError
from qamtu.exchange.workbook.problems import SENTENCES
from qamtu.exchange.workbook.sources import sheets

from .books import COLUMNS, IIN, book, read_table

TEXT = f"ИИН;Ф.И.О.;Сумма выплаты\n{IIN};Ахметов Болат;1 234,50\n"


def only_row(path):
    [row] = read_table(path, COLUMNS).rows
    assert not row.problems
    return row.values


@pytest.mark.parametrize("codec", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_csv_in_every_encoding(tmp_path, codec, separator):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.replace(";", separator).replace("\n", "\r\n").encode(codec))
    assert only_row(path) == {"iin": IIN, "name": "Ахметов Болат", "amount": 123450}


def test_csv_in_the_kazakh_standard_encoding(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(f"ЖСН;Аты-жөні\n{IIN};Әлиев Өтеген Қуанышұлы\n".encode("kz1048"))
    assert only_row(path)["name"] == "Әлиев Өтеген Қуанышұлы"


def test_csv_with_commas_and_quotes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f'ИИН,ФИО,Сумма выплаты\n{IIN},"А, Б","1 234,50"\n', "utf-8")
    assert only_row(path) == {"iin": IIN, "name": "А, Б", "amount": 123450}


def test_csv_that_names_its_separator(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\n" + TEXT, "utf-8")
    table = read_table(path, COLUMNS)
    assert [row.number for row in table.rows] == [3]


def test_csv_row_with_a_cell_too_many(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(TEXT + f"{IIN};А;5;лишнее\n{IIN};Б;5;\n", "utf-8")
    problems = [[one.code for one in row.problems] for row in read_table(path, COLUMNS).rows]
    assert problems == [[], ["row-too-wide"], []]


def test_the_extension_does_not_matter(tmp_path):
    path = book(tmp_path / "a.xlsx", [["ИИН", "ФИО"], [IIN, "А"]]).rename(tmp_path / "a.xls")
    assert only_row(path) == {"iin": IIN, "name": "А"}


def test_ods(tmp_path):
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in line.split(";")
        )
        + "</table:table-row>"
        for line in TEXT.splitlines()
    )
    assert only_row(ods(tmp_path / "a.ods", cells)) == {
        "iin": IIN,
        "name": "Ахметов Болат",
        "amount": 123450,
    }


def test_an_old_workbook_that_asks_for_the_whole_memory(tmp_path):
    data = bytearray((Path(__file__).parents[1] / "list.xls").read_bytes())
    record = data.rindex(b"\x7e\x02\x0a\x00")  # RK: a number; its row and column follow
    data[record + 4 : record + 8] = b"\xff" * 4
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(WorkbookError, match="file-too-large"):
        read_table(tmp_path / "a.xls", COLUMNS)


def ods(path, cells):
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            f'xmlns:manifest="{space}manifest:1.0"></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content xmlns:office="{space}office:1.0" '
            f'xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="L">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "file-empty"),
        ("a.csv", b" \n\n", "file-empty"),
        ("a.xlsx", b"PK\x03\x04 and then garbage", "file-damaged"),
        ("a.xlsx", b"no workbook at all", "file-damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file-damaged"),
        ("a.xls", b"<html><table><tr><td>IIN</td></tr></table></html>", "file-html"),
        ("a.xls", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "file-html"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "file-xml",
        ),
        ("a.csv", bytes(range(256)), "file-not-a-table"),
        ("a.csv", b"%PDF-1.7", "file-not-a-table"),
        ("a.csv", "а;б\n1;2\n".encode(), "header-unknown"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file-encrypted",
        ),
    ],
)
def test_files_that_are_no_list(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(WorkbookError) as caught:
        read_table(path, COLUMNS)
    assert caught.value.code == code
    assert all(caught.value.sentence(lang) for lang in ("kk", "ru", "en"))


def test_a_missing_file(tmp_path):
    with pytest.raises(WorkbookError, match="file-missing"):
        read_table(tmp_path / "жоқ.xlsx", COLUMNS)


def test_a_zip_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(WorkbookError, match="file-damaged"):
        read_table(tmp_path / "a.xlsx", COLUMNS)


def test_an_empty_sheet(tmp_path):
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(WorkbookError, match="sheet-empty"):
        read_table(tmp_path / "a.xlsx", COLUMNS)


def test_a_cell_at_the_far_edge_does_not_eat_the_memory(tmp_path):
    workbook = Workbook()
    workbook.active["A1"] = "ИИН"
    workbook.active.cell(1048576, 16384, "x")
    workbook.save(tmp_path / "a.xlsx")
    with pytest.raises(WorkbookError, match="file-too-large"):
        read_table(tmp_path / "a.xlsx", COLUMNS)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("XFD1048576", "file-too-large"),
        ("AB9999999", "file-too-large"),
        ("AMJ1048576", "file-too-large"),
        ("B1048576", None),
        ("AMJ3", None),
    ],
)
def test_the_sheet_that_says_nothing_of_its_size(tmp_path, reference, code):
    """Other programs than Excel write no dimension, or a wrong one: the cells themselves tell."""
    path = tmp_path / "a.xlsx"
    book(tmp_path / "0.xlsx", [["ИИН", "ФИО"], [IIN, "А"]])
    with zipfile.ZipFile(tmp_path / "0.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = re.sub(rb"<dimension[^>]*>", b"", part)
                part = part.replace(b' r="B2"', f' r="{reference}"'.encode())
            new.writestr(name, part)
    if code is None:
        assert read_table(path, COLUMNS).total_rows > 0
    else:
        with pytest.raises(WorkbookError, match=code):
            read_table(path, COLUMNS)


def test_an_old_workbook_cut_short_is_refused_without_a_word_of_the_library(tmp_path, capfd):
    whole = (Path(__file__).parents[1] / "list.xls").read_bytes()
    for cut in range(600, len(whole), 512):
        (tmp_path / "a.xls").write_bytes(whole[:cut] + b"\xff" * 40)
        with contextlib.suppress(WorkbookError):
            list(read_table(tmp_path / "a.xls", COLUMNS).rows)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("cut", range(50, 5000, 450))
def test_a_workbook_cut_short(tmp_path, cut):
    path = book(tmp_path / "a.xlsx", [["ИИН", "ФИО"], [IIN, "А"]])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(WorkbookError):
        list(read_table(path, COLUMNS).rows)


def test_every_sentence_speaks_three_languages():
    for code, names in SENTENCES.items():
        said = {names[lang] for lang in ("kk", "ru", "en")}
        assert len(said) == 3, code
        assert all(text.format(column="c", value="v", code="x") for text in said)


def test_a_csv_under_a_workbook_s_name(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes("ИИН;ФИО\r\n1;2\r\n".encode("cp1251"))
    [sheet] = sheets(path)
    assert sheet.rows(None) == [["ИИН", "ФИО"], ["1", "2"]]


def test_formulas_that_failed_are_not_blank(tmp_path):
    book = Workbook()
    book.active.title = "Бірінші"
    other = book.create_sheet("Екінші")
    for sheet, cells in ((book.active, {"B2": "#REF!", "C3": "#N/A"}), (other, {"A1": "#DIV/0!"})):
        sheet["D4"] = "end"
        for place, text in cells.items():
            sheet[place] = text
            sheet[place].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    first, second = (one.rows(None) for one in sheets(tmp_path / "a.xlsx"))
    assert (first[1][1], first[2][2], first[3][3]) == ("#REF!", "#N/A", "end")
    assert second[0][0] == "#DIV/0!"
