"""Real PostgreSQL: a database of its own for each worker, migrated by the owner, used by the
application's role."""

import os
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A fresh database for this worker; the application connects as `qamtu_app`."""
    import psycopg
    from django.db import connections
    from psycopg import sql

    from qamtu import database
    from qamtu.installation import migrate

    owner = database.owner()
    name = f"qamtu_test_{os.getpid()}"
    parameters = {
        key: value
        for key, value in {
            "user": owner.user,
            "password": owner.password,
            "host": owner.host,
            "port": owner.port,
        }.items()
        if value
    }
    server = psycopg.connect(dbname="postgres", autocommit=True, **parameters)
    server.execute(
        sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(
            sql.Identifier(name)
        )
    )
    for alias in ("default", "owner"):
        connections[alias].settings_dict["NAME"] = name
    with django_db_blocker.unblock():
        migrate()
        yield
        connections.close_all()
    server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    server.close()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database without a surrounding transaction: what the test writes stays.

    The ledgers can not be emptied, so such a test works in an office of its own.
    """
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        connections.close_all()
