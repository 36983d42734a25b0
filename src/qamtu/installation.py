"""Making the database ready: create it, migrate it as the owner, give the application its role."""

from typing import Any

import psycopg
from psycopg import sql

from qamtu import database


def ensure_database() -> None:
    """Create the database where it is missing. Needs a role that may create databases only then."""
    address = database.owner()
    parameters = {
        "user": address.user,
        "password": address.password,
        "host": address.host,
        "port": address.port,
    }
    present: dict[str, Any] = {key: value for key, value in parameters.items() if value}
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
