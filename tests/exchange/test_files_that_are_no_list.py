"""A file that is no list is refused in one sentence, and nothing is written."""

import os
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from qamtu.accounts.access import office_scope
from qamtu.cli import main
from qamtu.exchange.models import ImportRun
from qamtu.exchange.workbook import WorkbookError
from tests.exchange.lists import an_iin, an_office, book, take_in
from tests.factories import make_office, make_user


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")


def cut_short(path: Path) -> None:
    book(path, [["ИИН", "ФИО"], [an_iin(), "Ким Аида"]])
    path.write_bytes(path.read_bytes()[:-200])


def without_a_cell(path: Path) -> None:
    Workbook().save(path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "file-empty"),
        ("a.xlsx", b"PK no more", "file-damaged"),
        ("a.xlsx", zipped, "file-damaged"),
        ("a.xlsx", cut_short, "file-damaged"),
        ("a.xlsx", without_a_cell, "sheet-empty"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "file-damaged"),
        ("a.csv", b"\xff\xd8\xff\xe0" + bytes(64), "file-not-a-table"),
    ],
)
def test_it_is_refused(tmp_path: Path, name: str, content: object, code: str) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        assert callable(content)
        content(path)
    with pytest.raises(WorkbookError) as refused:
        take_in(path, an_office())
    assert refused.value.code == code
    assert not ImportRun.objects.exists()


@pytest.mark.usefixtures("committed")
def test_the_command_says_it_in_a_sentence(tmp_path: Path) -> None:
    office = make_office()
    with office_scope(office):
        make_user(office)
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no more")
    words = ["import", str(tmp_path / "a.xlsx"), "--kind", "persons", "--office", office.code]
    result = CliRunner().invoke(main, [*words, "--lang", "ru"])
    assert result.exit_code != 0
    assert "Файл повреждён" in result.output
    assert "Traceback" not in result.output
    unknown = CliRunner().invoke(main, [*words[:3], "no_such", *words[4:], "--lang", "en"])
    assert unknown.exit_code != 0
    assert "no kind of list «no_such»" in unknown.output


@pytest.mark.usefixtures("committed")
def test_the_command_writes_the_rows_that_came_back(tmp_path: Path) -> None:
    office = make_office()
    with office_scope(office):
        make_user(office)
    path = book(tmp_path / "a.xlsx", [["ИИН", "ФИО"], [an_iin(), "Ким Аида"], ["1", "Ли Вера"]])
    errors = tmp_path / "errors.xlsx"
    words = ["import", str(path), "--kind", "persons", "--office", office.code, "--lang", "en"]
    dry = CliRunner().invoke(main, [*words, "--dry-run"])
    assert "2 = 1 would land + 0 known already + 1 came back + 0 skipped" in dry.output
    real = CliRunner().invoke(main, [*words, "--errors", str(errors)])
    assert "2 = 1 landed + 0 known already + 1 came back + 0 skipped" in real.output
    assert errors.exists()


@pytest.mark.usefixtures("committed")
def test_the_command_overwrites_neither_the_list_nor_what_came_back_before(tmp_path: Path) -> None:
    office = make_office()
    with office_scope(office):
        make_user(office)
    path = book(tmp_path / "a.xlsx", [["ИИН", "ФИО"], ["1", "Ли Вера"]])
    content = path.read_bytes()
    words = ["import", str(path), "--kind", "persons", "--office", office.code, "--lang", "en"]
    refused = CliRunner().invoke(main, [*words, "--errors", str(path)])
    assert refused.exit_code == 2
    assert "can not be the list itself" in refused.output
    assert path.read_bytes() == content
    for _ in range(3):
        assert CliRunner().invoke(main, words).exit_code == 1
    assert {one.name for one in tmp_path.glob("*-errors*")} == {
        "a-errors.xlsx",
        "a-errors-2.xlsx",
        "a-errors-3.xlsx",
    }


@pytest.mark.usefixtures("committed")
def test_a_file_whose_name_is_no_text_is_taken_in(tmp_path: Path) -> None:
    office = make_office()
    with office_scope(office):
        make_user(office)
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd2\xb3\xe7.xlsx"))  # out of a Windows zip
    book(tmp_path / "a.xlsx", [["ИИН", "ФИО"], [an_iin(), "Ким Аида"], ["1", "Ли"]]).rename(path)
    words = ["import", str(path), "--kind", "persons", "--office", office.code]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    with office_scope(office):
        assert ImportRun.objects.get().landed == 1
