"""A counted report, kept for the next reader as long as nothing that it counts has changed.

Triggers note every transaction that touches a ledger of an office (`reporting_change`). A report is
kept with the database's snapshot from before its counting; it stands while no noted transaction
is outside that snapshot. This is exact: a fact that was being recorded meanwhile is outside it too.
"""

import json
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock

from django.db import connection

from qamtu.accounts.models import Office

from .report import Report, build_report, form_of

KEPT = 64
SECONDS = 10 * 60  # well under the hour after which noted transactions are swept away

Key = tuple[int, date, date, datetime | None, str]


@dataclass(frozen=True)
class _Kept:
    report: Report
    snapshot: str
    until: float


_kept: OrderedDict[Key, _Kept] = OrderedDict()
_lock = Lock()


def remembered_report(
    *, office: Office, start: date, as_of: date, known_at: datetime, is_now: bool
) -> Report:
    """The report of the office's form, counted only when something has changed.

    `is_now`: the reader asks for what is known today, and `known_at` is this moment.
    """
    form = form_of(office)
    shape = json.dumps([item.as_data() for item in form], sort_keys=True)
    key = (office.pk, start, as_of, None if is_now else known_at, shape)
    with _lock:
        kept = _kept.get(key)
    if kept is not None and time.monotonic() < kept.until and _stands(kept.snapshot, office):
        period = replace(kept.report.period, known_at=known_at)
        return replace(kept.report, office=office, period=period)
    snapshot = _snapshot()
    report = build_report(
        office=office, start=start, as_of=as_of, known_at=None if is_now else known_at, form=form
    )
    with _lock:
        _kept[key] = _Kept(report, snapshot, time.monotonic() + SECONDS)
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return report


def _snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])


def _stands(snapshot: str, office: Office) -> bool:
    """True when every noted transaction on the office's facts is inside the snapshot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT FROM reporting_change WHERE office_id IN (%s, 0)"
            " AND xid >= pg_snapshot_xmin(%s::pg_snapshot)"
            " AND NOT pg_visible_in_snapshot(xid, %s::pg_snapshot))",
            [office.pk, snapshot, snapshot],
        )
        return bool(cursor.fetchone()[0])
