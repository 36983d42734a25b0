"""SQL made once for a question, then filled with the offices and dates that are asked.

Making SQL of an expression costs more than most answers. So a question is put into SQL with marks
in place of the offices and the three dates, and kept; asking it again only fills the marks.
"""

import re
from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from functools import lru_cache
from threading import Lock

import ibis
import ibis.expr.types as ir

from .relations import UTC_TIME, Period

MARKED = Period((-7_000_001,), date(1001, 1, 1), date(1001, 1, 2), datetime(1001, 1, 3, tzinfo=UTC))
KEPT = 1000

_prepared: dict[Hashable, tuple[object, str]] = {}
_lock = Lock()


def prepared_sql(
    ask: Callable[[Period], ir.Table],
    *,
    question: Hashable,
    holds: object,
    period: Period,
    dialect: str,
) -> str:
    """The SQL of `ask` for this period. `question` tells it from others; `holds` is what the
    question's identities point at, kept alive as long as its SQL is."""
    key = (dialect, question)
    found = _prepared.get(key)
    if found is None:
        found = (holds, ibis.to_sql(ask(MARKED), dialect=dialect, pretty=False))
        with _lock:
            if len(_prepared) >= KEPT:
                _prepared.clear()
            _prepared[key] = found
    return _filled(found[1], period, dialect)


def _filled(sql: str, period: Period, dialect: str) -> str:
    for mark, value in (
        (MARKED.start, period.start),
        (MARKED.as_of, period.as_of),
        (MARKED.known_at, period.known_at.astimezone(UTC)),
    ):
        sql = sql.replace(_written(mark, dialect), _written(value, dialect))
    offices = ", ".join(str(int(office)) for office in period.offices) or "NULL"
    return sql.replace(f"IN ({MARKED.offices[0]})", f"IN ({offices})")


@lru_cache(maxsize=1000)
def _written(value: date | datetime, dialect: str) -> str:
    if isinstance(value, datetime):
        return _literal(ibis.literal(value, type=UTC_TIME), dialect)
    return _literal(ibis.literal(value, type="date"), dialect)


def _literal(literal: ir.Scalar, dialect: str) -> str:
    sql = str(ibis.to_sql(literal, dialect=dialect, pretty=False))
    found = re.fullmatch(r'SELECT (.+) AS "[^"]*"', sql)
    assert found is not None, f"a literal is written in an unknown way: {sql}"
    return found[1]
