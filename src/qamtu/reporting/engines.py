"""PostgreSQL for a district, DuckDB over a Parquet snapshot for a region."""

from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from .relations import TABLES


class PostgresEngine:
    """Runs on Django's own connection: the same transaction, the same row-level security."""

    dialect = "postgres"
    has_indexes = True

    def rows(self, sql: str) -> list[dict[str, Any]]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class DuckDBEngine:
    """Runs over a snapshot folder (`qamtu snapshot DIR`)."""

    dialect = "duckdb"
    has_indexes = False

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET TimeZone = 'UTC'")
        self.connection.execute("SET parquet_metadata_cache = true")
        self.connection.execute("CREATE MACRO qamtu_detail(details, code) AS details ->> code")
        for table in TABLES:
            path = str(folder / f"{table}.parquet").replace("'", "''")
            self.connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")

    def rows(self, sql: str) -> list[dict[str, Any]]:
        cursor = self.connection.execute(sql)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
