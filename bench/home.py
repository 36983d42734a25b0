"""Where a benchmark's district lives: a home, and so a database, of its own for each size."""

import os
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class Size:
    """How many persons and case events the district has."""

    persons: int
    events: int


def settle(size: Size) -> Path:
    """Make the folder of this size the house's home, and start Django in it.

    A configured server is never used: a million invented people do not belong on it. A district
    that was left half made is begun anew. `is-complete` in the folder says that it is whole.
    """
    for name in ("DATABASE_URL", "QAMTU_APP_DATABASE_URL"):
        os.environ.pop(name, None)
    default = Path(__file__).resolve().parents[1] / "var"
    home = Path(os.environ.get("QAMTU_HOME", default)) / f"bench-{size.persons}-{size.events}"
    home.mkdir(mode=0o755, parents=True, exist_ok=True)
    os.environ["QAMTU_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qamtu.settings")
    if not (home / "is-complete").exists():
        _start_anew()
    import django

    django.setup()
    from qamtu.installation import install

    install()
    return home


def server() -> dict[str, str]:
    """How to reach the server as its owner."""
    from qamtu import database

    owner = database.owner()
    found = {"user": owner.user, "password": owner.password, "host": owner.host, "port": owner.port}
    return {key: value for key, value in found.items() if value}


def _start_anew() -> None:
    from qamtu import database

    with psycopg.connect(dbname="postgres", autocommit=True, **server()) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                sql.Identifier(database.owner().name)
            )
        )
