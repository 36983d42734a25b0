"""Lists on the pages: who may bring one, what is told of a bad one, and whose list it is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Office, Role
from qamtu.exchange import shelf
from qamtu.exchange.models import ImportRun
from qamtu.exchange.results import ImportResult
from qamtu.identifiers import make_iin
from qamtu.people.models import Person
from qamtu.web.views import importing
from tests.exchange.workbook.books import book
from tests.factories import make_office, make_user

pytestmark = pytest.mark.django_db
SOUND = make_iin(date(1988, 8, 8), "m", 8_801) or make_iin(date(1988, 8, 8), "m", 8_802)
ROWS = [["ЖСН", "Аты-жөні"], [SOUND, "Өтегенов Ерлан"], ["880808300000", "Қате Нөмір"]]


@pytest.fixture(autouse=True)
def _shelf_of_this_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shelf, "home", lambda: tmp_path)


def client_of(office: Office, role: Role = Role.SPECIALIST) -> Client:
    client = Client()
    client.force_login(make_user(office, role))
    return client


@pytest.fixture
def a_file(tmp_path: Path) -> SimpleUploadedFile:
    return upload(tmp_path, ROWS)


def upload(folder: Path, rows: Sequence[Sequence[object]]) -> SimpleUploadedFile:
    path = book(folder / "list.xlsx", rows)
    return SimpleUploadedFile("list.xlsx", path.read_bytes())


def send(client: Client, file: object, kind: str = "persons", lang: str = "kk") -> str:
    """Upload a list; the address of its preview."""
    answer = client.post(reverse("import") + f"?lang={lang}", {"kind": kind, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.CLERK, 403), (Role.ACCOUNTANT, 403), (Role.AUDITOR, 403), (Role.SPECIALIST, 200),
     (Role.HEAD, 200)],
)  # fmt: skip
def test_a_specialist_and_the_head_may_import(role: Role, status: int) -> None:
    client = client_of(make_office(), role)
    assert client.get(reverse("import")).status_code == status
    menu = client.get(reverse("desk")).content.decode()
    assert (f'href="{reverse("import")}"' in menu) == (status == 200)


def test_a_preview_writes_nothing_and_a_confirmation_does(a_file: SimpleUploadedFile) -> None:
    office = make_office()
    client = client_of(office)
    preview = send(client, a_file)
    page = client.get(preview)
    assert (page.context["result"].landed, page.context["returned_count"]) == (1, 1)
    with office_scope(office):
        assert not Person.objects.exists()
        assert not ImportRun.objects.exists()
    result = client.post(preview, follow=True)
    assert result.context["run"].landed == 1
    with office_scope(office):
        assert Person.objects.get().iin == SOUND
    workbook = client.get(reverse("import-errors", args=[result.context["run"].pk]))
    assert b"".join(workbook.streaming_content).startswith(b"PK")
    for answer in (client.post(preview), client.get(preview)):
        assert answer["Location"] == reverse("import-run", args=[result.context["run"].pk])
    with office_scope(office):
        assert ImportRun.objects.count() == 1


def test_each_sheet_is_shown_and_what_is_not_read_is_told(tmp_path: Path) -> None:
    workbook = Workbook()
    for row in ROWS:
        workbook.active.append(row)
    workbook.active.title = "Қаңтар"
    second = workbook.create_sheet("Ақпан")
    second.append(["Аты-жөні", "ЖСН", "Түсі"])
    second.append(["Қате Нөмір", "1", "көк"])
    workbook.create_sheet("Сурет").append(["Диаграмма"])
    workbook.save(tmp_path / "a.xlsx")
    file = SimpleUploadedFile("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    client = client_of(make_office())
    page = client.get(send(client, file)).content.decode()
    assert "«Сурет»: мұндай тізім емес" in page
    assert 'id="columns"' in page
    assert 'id="columns1"' in page
    assert page.index("«Қаңтар»") < page.index("«Ақпан»")
    assert page.count('id="returned') == 2


def test_a_second_click_takes_nothing_in(
    monkeypatch: pytest.MonkeyPatch, a_file: SimpleUploadedFile
) -> None:
    client = client_of(make_office())
    preview = send(client, a_file)
    take_in = importing.import_list
    second = []

    def clicked_twice(**given: Any) -> ImportResult:
        if not given["is_dry"]:
            second.append(client.post(preview)["Location"])
            set_scope([given["office"].pk], persons=True)  # the second answer has closed it
        return take_in(**given)

    monkeypatch.setattr(importing, "import_list", clicked_twice)
    page = client.post(preview, follow=True)
    assert page.context["run"].landed == 1
    assert second == [reverse("import")]
    assert "алынуда" in page.content.decode()


def test_a_failure_leaves_the_list_waiting(
    monkeypatch: pytest.MonkeyPatch, a_file: SimpleUploadedFile
) -> None:
    client = client_of(make_office())
    preview = send(client, a_file)

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as disk:
        disk.setattr(ImportResult, "write_errors", full)
        with pytest.raises(OSError, match="no space"):
            client.post(preview)
    run = client.post(preview, follow=True).context["run"]
    assert (run.known, run.rejected) == (1, 1)
    assert client.get(reverse("import-errors", args=[run.pk])).status_code == 200


def test_a_list_belongs_to_who_brought_it(a_file: SimpleUploadedFile) -> None:
    office = make_office()
    preview = send(client_of(office), a_file)
    for client in (client_of(office), client_of(make_office(), Role.HEAD)):
        assert client.get(preview)["Location"] == reverse("import")
        assert client.post(preview)["Location"] == reverse("import")


def test_a_run_of_another_office_is_not_there(a_file: SimpleUploadedFile) -> None:
    mine = client_of(make_office())
    run = mine.post(send(mine, a_file), follow=True).context["run"]
    stranger = client_of(make_office())
    for name in ("import-run", "import-errors"):
        assert mine.get(reverse(name, args=[run.pk])).status_code == 200
        assert stranger.get(reverse(name, args=[run.pk])).status_code == 404
    assert "list.xlsx" not in stranger.get(reverse("import")).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"hello", "Файл повреждён"),
        ("a.xlsx", b"PK\x03\x04 broken", "Файл повреждён"),
        ("a.xlsx", b"", "Файл пуст"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Файл повреждён"),
        ("a.csv", b"a;b\n1;2\n", "Не найдено ни одного знакомого заголовка"),
        ("a.csv", "ФИО;Пол\nА Б;м\n".encode(), "Нет обязательного столбца «ИИН»"),
        ("a.pdf", b"%PDF-1.7\x00", "не таблица"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence(name: str, content: bytes, sentence: str) -> None:
    client = client_of(make_office())
    answer = client.post(
        reverse("import") + "?lang=ru",
        {"kind": "persons", "file": SimpleUploadedFile(name, content)},
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_what_is_missing_is_asked_for(a_file: SimpleUploadedFile) -> None:
    client = client_of(make_office())
    for sent, sentence in (
        ({"kind": "no_such", "file": a_file}, "Выберите, о чём список"),
        ({"kind": "persons"}, "Выберите файл"),
        ({"kind": "persons", "file": "a text"}, "Выберите файл"),
        ({"kind": "bastau", "file": a_file}, "Нет обязательного столбца «Дата регистрации»"),
    ):
        a_file.seek(0)
        answer = client.post(reverse("import") + "?lang=ru", sent)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_a_file_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch, a_file: SimpleUploadedFile
) -> None:
    monkeypatch.setattr(importing, "LARGEST_UPLOAD", 100)
    answer = client_of(make_office()).post(
        reverse("import") + "?lang=en", {"kind": "persons", "file": a_file}
    )
    assert answer.status_code == 422
    assert "larger than 20 MB" in answer.content.decode()


@pytest.mark.parametrize("token", ["0" * 32, "runs", "0123", "..", "a" * 300])
def test_a_token_that_is_none_leads_back(token: str) -> None:
    answer = client_of(make_office()).get(f"/import/{token}/")
    assert answer.status_code in (302, 404)


def test_what_waits_too_long_is_swept_off(
    monkeypatch: pytest.MonkeyPatch, a_file: SimpleUploadedFile, tmp_path: Path
) -> None:
    client = client_of(make_office())
    preview = send(client, a_file)
    monkeypatch.setattr(shelf, "WAITS", -1)
    send(client, upload(tmp_path, ROWS))
    assert client.get(preview)["Location"] == reverse("import")


def test_a_workbook_that_is_no_longer_kept_is_said_so(a_file: SimpleUploadedFile) -> None:
    client = client_of(make_office())
    run = client.post(send(client, a_file), follow=True).context["run"]
    shelf.errors_of(run).unlink()
    assert client.get(reverse("import-errors", args=[run.pk])).status_code == 404
    page = client.get(reverse("import-run", args=[run.pk]) + "?lang=en").content.decode()
    assert "no longer kept" in page
