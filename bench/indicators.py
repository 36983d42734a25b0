"""All figures of the report over the ledgers, beside reading those ledgers once.

The reference reads every column that the declarations can name, of every row, with the most
trivial aggregate there is, in the same engine, connection and settings.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from bench.cases import FIRST_DAY, LAST_DAY
from bench.data import OFFICE
from bench.measuring import Result, beside, best_of_both, in_words, seconds_of, tell
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office
from qamtu.reporting.engines import DuckDBEngine, PostgresEngine
from qamtu.reporting.relations import TABLES
from qamtu.reporting.report import build_report
from qamtu.reporting.snapshots import write_snapshot

ROUNDS = 5
AT_MOST = 3.0
LEDGERS = [table for table in TABLES if table != "places_territory"]


class Clock:
    """How long the engine itself worked: the rest of a report's time is building the queries."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, act: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return act(*arguments)
        finally:
            self.seconds += time.perf_counter() - start


class TimedEngine(DuckDBEngine):
    """DuckDB with its answers on the clock."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__(folder)
        self.clock = clock

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return self.clock.timed(super().rows, sql)  # type: ignore[no-any-return]


def measure_indicators(home: Path) -> list[Result]:
    office = Office.objects.get(code=OFFICE)
    with office_scope(office):
        snapshot = home / "snapshot"
        snapshot_time = seconds_of(lambda: write_snapshot(snapshot))
        clock = Clock()
        duckdb = TimedEngine(snapshot, clock)
        return [
            *_measure("PostgreSQL", office, PostgresEngine(), _scan_postgres, _on_clock),
            *_measure(
                "DuckDB",
                office,
                duckdb,
                lambda: _scan(duckdb.connection.execute, "bit_xor(hash({}))"),
                lambda: _keep(clock),
            ),
            Result("writing the snapshot", in_words(snapshot_time)),
        ]


def _measure(
    name: str,
    office: Office,
    engine: Any,
    scan: Callable[[], None],
    on_clock: Callable[[], Any],
) -> list[Result]:
    def report(day: date = LAST_DAY) -> None:
        build_report(
            office=office, start=FIRST_DAY, as_of=day, known_at=datetime.now(UTC), engine=engine
        )

    first = _divided(report, on_clock)
    measured, reference = best_of_both(report, scan, ROUNDS)
    again = min((_divided(report, on_clock) for _ in range(ROUNDS)), key=sum)
    return [
        tell(
            beside(
                f"all indicators, {name}", measured, "one scan of the ledgers", reference, AT_MOST
            )
        ),
        Result("  of which the engine runs", in_words(again[0])),
        Result("  of which building the queries", in_words(again[1])),
        Result("  building them for the first time", in_words(first[1])),
    ]


def _divided(report: Callable[[], None], on_clock: Callable[[], Any]) -> tuple[float, float]:
    """Seconds in the engine, and the rest."""
    with on_clock() as clock:
        whole = seconds_of(report)
    return clock.seconds, whole - clock.seconds


@contextmanager
def _on_clock() -> Iterator[Clock]:
    clock = Clock()
    with connection.execute_wrapper(lambda execute, *arguments: clock.timed(execute, *arguments)):
        yield clock


@contextmanager
def _keep(clock: Clock) -> Iterator[Clock]:
    clock.seconds = 0.0
    yield clock


def _scan_postgres() -> None:
    with connection.cursor() as cursor:
        _scan(cursor.execute)


def _scan(execute: Callable[[str], Any], other: str = "count({})") -> None:
    """Every column of every row, touched once.

    `other`: the aggregate for what is no number. DuckDB keeps the null count of a column apart, so
    that its count() need not read the values: there they are hashed.
    """
    for table in LEDGERS:
        columns = [
            (f"sum({name})" if str(kind) in ("int32", "int64") else other.format(name))
            for name, kind in TABLES[table].schema().items()
        ]
        result = execute(f"SELECT count(*), {', '.join(columns)} FROM {table}")
        if hasattr(result, "fetchall"):
            result.fetchall()
