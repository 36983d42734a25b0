"""The ledgers as Parquet files: what DuckDB, and a region above, read."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection

from .relations import TABLES

ROWS_AT_A_TIME = 100_000


def write_snapshot(folder: Path) -> dict[str, int]:
    """Write every ledger that this connection may see. Returns the rows written by table.

    One repeatable-read transaction: the files agree with each other. A file appears whole or not
    at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            for name, table in TABLES.items():
                written[name] = _write_table(folder, name, table.schema().to_pyarrow())
        finally:
            cursor.execute("COMMIT")
    return written


def _write_table(folder: Path, name: str, schema: pa.Schema) -> int:
    partial = folder / f".{name}.parquet.part"
    # A case's details are data of their own shape: text in the file.
    columns = ", ".join(
        f'"{column}"::text' if column == "details" else f'"{column}"' for column in schema.names
    )
    count = 0
    connection.ensure_connection()
    with (
        connection.connection.cursor(name=f"snapshot_{name}") as cursor,
        pq.ParquetWriter(partial, schema, compression="zstd") as writer,
    ):
        # By measure: who asks for some measures passes over the groups of rows of all others.
        order = "measure, id" if "measure" in schema.names else "id"
        cursor.execute(f'SELECT {columns} FROM "{name}" ORDER BY {order}')
        while rows := cursor.fetchmany(ROWS_AT_A_TIME):
            arrays = [
                pa.array(list(values), type=field.type)
                for values, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(rows)
    partial.replace(folder / f"{name}.parquet")
    return count
