"""A signed report is frozen: its figures, its three dates, its form, and a hash over them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from qamtu.accounts.models import Office, User

from .models import SignedReport
from .report import FigureForm, Report, build_report, form_of

ROW_KEYS = ("row", "name")


@dataclass(frozen=True)
class Difference:
    """One number of a signed report beside the same number as known today."""

    indicator: str
    path: str
    signed: Any
    today: Any


def figures_hash(
    *, office: str, start: date, as_of: date, known_at: str, figures: list[dict[str, Any]]
) -> str:
    """SHA-256 over the canonical JSON of what is signed."""
    canonical = json.dumps(
        {
            "office": office,
            "from": start.isoformat(),
            "as_of": as_of.isoformat(),
            "known_at": known_at,
            "figures": figures,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


@transaction.atomic
def sign_report(*, office: Office, start: date, as_of: date, by: User) -> SignedReport:
    """Count the report and freeze it.

    The ledgers are locked for a moment against writers, so that no fact recorded before the moment
    of signing can appear after it: the same three dates give the same figures for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT reporting_hold_ledgers()")
        (known_at,) = cursor.fetchone()
    form = form_of(office)
    report = build_report(office=office, start=start, as_of=as_of, known_at=known_at, form=form)
    figures = [figure.as_data() for figure in report.figures]
    return SignedReport.objects.create(
        office=office,
        period_from=start,
        as_of=as_of,
        known_at=known_at,
        form=[item.as_data() for item in form],
        figures=figures,
        sha256=figures_hash(
            office=office.code,
            start=start,
            as_of=as_of,
            known_at=known_at.isoformat(),
            figures=figures,
        ),
        signed_by=by,
    )


def is_intact(signed: SignedReport) -> bool:
    """True when the figures still have the hash that was signed."""
    return signed.sha256 == figures_hash(
        office=signed.office.code,
        start=signed.period_from,
        as_of=signed.as_of,
        known_at=signed.known_at.isoformat(),
        figures=signed.figures,
    )


def reprint(signed: SignedReport) -> Report:
    """The same report counted again from the ledgers, as known at the moment of signing."""
    return build_report(
        office=signed.office,
        start=signed.period_from,
        as_of=signed.as_of,
        known_at=signed.known_at,
        form=[FigureForm.from_data(item) for item in signed.form],
    )


def differences_today(signed: SignedReport) -> list[Difference]:
    """Every number of the signed report that today's knowledge would print differently."""
    today = build_report(
        office=signed.office,
        start=signed.period_from,
        as_of=signed.as_of,
        form=[FigureForm.from_data(item) for item in signed.form],
    )
    now = {figure.indicator.code: figure.as_data() for figure in today.figures}
    found = []
    for figure in signed.figures:
        before, after = _flat(figure), _flat(now[figure["id"]])
        for path in [*before, *(p for p in after if p not in before)]:
            if before.get(path) != after.get(path):
                found.append(Difference(figure["id"], path, before.get(path), after.get(path)))
    return found


def _flat(figure: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}

    def put(path: str, value: Any) -> None:
        if isinstance(value, dict):
            for part, inner in value.items():
                put(f"{path}.{part}", inner)
        elif isinstance(value, list):
            for row in value:
                put(f"{path}.{row['name']}", {k: v for k, v in row.items() if k not in ROW_KEYS})
        else:
            flat[path] = value

    for key, value in figure.items():
        if key not in ("id", "name"):
            put(key, value)
    return flat
