"""The report, what is signed, the records behind a figure, snapshots."""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qamtu.cli.shared import (
    AS_OF,
    ENGINE,
    FORMAT,
    FROM,
    KNOWN_AT,
    LANGUAGE,
    OFFICE,
    OUTPUT,
    SNAPSHOT,
    fail,
    inside,
    office_of,
    set_up,
    write_out,
)

if TYPE_CHECKING:
    from qamtu.reporting.engine import Engine


@contextmanager
def _engine(name: str, snapshot: Path | None) -> Iterator["Engine"]:
    from qamtu.reporting.engines import DuckDBEngine, PostgresEngine

    if name == "postgres":
        yield PostgresEngine()
    elif snapshot is not None:
        yield DuckDBEngine(snapshot)
    else:
        import tempfile

        from qamtu.reporting.snapshots import write_snapshot

        with tempfile.TemporaryDirectory() as folder:
            write_snapshot(Path(folder))
            yield DuckDBEngine(Path(folder))


@click.command()
@OFFICE
@FROM
@AS_OF
@KNOWN_AT
@LANGUAGE
@FORMAT
@OUTPUT
@ENGINE
@SNAPSHOT
def report(
    office_name: str,
    start: date,
    as_of: date,
    known_at: datetime | None,
    lang: str,
    format_: str,
    output: Path | None,
    engine_name: str,
    snapshot: Path | None,
) -> None:
    """Print the report of a period."""
    set_up()
    from qamtu.reporting.printing import print_report
    from qamtu.reporting.report import build_report

    if start > as_of:
        fail(f"the report would begin on {start} and end before it, on {as_of}")
    with inside(office_name) as office, _engine(engine_name, snapshot) as engine:
        built = build_report(
            office=office, start=start, as_of=as_of, known_at=known_at, engine=engine
        )
        content = print_report(built, lang, format_)
    write_out(content, output)


@click.command()
@OFFICE
@FROM
@AS_OF
@click.option("--by", "username", help="Who signs; default: the office's head.")
def sign(office_name: str, start: date, as_of: date, username: str | None) -> None:
    """Freeze the report of a period: its figures, its three dates and a hash."""
    set_up()
    from qamtu.accounts.models import Role, User
    from qamtu.accounts.permissions import can_sign_report
    from qamtu.reporting.signing import sign_report

    if start > as_of:
        fail(f"the report would begin on {start} and end before it, on {as_of}")
    with inside(office_name) as office:
        staff_of = User.objects.filter(office=office)
        by = (
            staff_of.filter(username=username).first()
            if username
            else staff_of.filter(role=Role.HEAD).order_by("pk").first()
        )
        if by is None or not can_sign_report(by):
            fail(f"{username or 'nobody'} may not sign for {office.code}; only its head does")
        signed = sign_report(office=office, start=start, as_of=as_of, by=by)
    click.echo(f"{signed.pk}  {signed.known_at.isoformat()}  {signed.sha256}")


@click.command()
@click.argument("number", type=int)
@OFFICE
@LANGUAGE
@FORMAT
@OUTPUT
def signed(number: int, office_name: str, lang: str, format_: str, output: Path | None) -> None:
    """Print a signed report again as it was; what today knows otherwise goes to standard error.

    Exit code 1 when its figures no longer have the hash that was signed.
    """
    set_up()
    from qamtu.reporting.models import SignedReport
    from qamtu.reporting.printing import print_report
    from qamtu.reporting.signing import differences_today, is_intact, reprint

    with inside(office_name) as office:
        found = SignedReport.objects.filter(office=office, pk=number).first()
        if found is None:
            known = SignedReport.objects.filter(office=office).values_list("pk", flat=True)
            raise click.ClickException(
                f"no signed report {number}; there are: {', '.join(map(str, known)) or 'none'}"
            )
        write_out(print_report(reprint(found), lang, format_), output)
        for difference in differences_today(found):
            click.echo(
                f"{difference.indicator} {difference.path}:"
                f" {difference.signed} → {difference.today}",
                err=True,
            )
        intact = is_intact(found)
    if not intact:
        click.echo("The figures do not have the hash that was signed.", err=True)
        sys.exit(1)


@click.command()
@click.argument("indicator_code", metavar="INDICATOR")
@OFFICE
@FROM
@AS_OF
@KNOWN_AT
@click.option("--slice", "slice_name", help="A group of the figure, or a source of its money.")
@click.option("--key", help="Another value of the figure: money, people, plan …")
@click.option("--by", help="A breakdown: okrug, territory, month, category, detail:CODE …")
@click.option("--row", help="A row of the breakdown: a place's KATO code, 202110 …")
@click.option("--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text")
@LANGUAGE
@ENGINE
@SNAPSHOT
def explain(
    indicator_code: str,
    office_name: str,
    start: date,
    as_of: date,
    known_at: datetime | None,
    slice_name: str | None,
    key: str | None,
    by: str | None,
    row: str | None,
    format_: str,
    lang: str,
    engine_name: str,
    snapshot: Path | None,
) -> None:
    """List the records behind one figure."""
    set_up()
    from qamtu.reporting import explanation
    from qamtu.reporting.catalogue import UnknownIndicator
    from qamtu.reporting.relations import Period

    try:
        cell = explanation.cell_of(
            indicator_code,
            key=key,
            slice_name=slice_name,
            row=(by, row or "") if by else None,
        )
    except UnknownIndicator as error:
        hint = f"; did you mean «{error.nearest}»?" if error.nearest else ""
        raise click.ClickException(f"no indicator «{error.code}»{hint}") from None
    except explanation.UnknownValue as error:
        raise click.ClickException(f"«{indicator_code}» has no value or group {error}") from None
    with inside(office_name) as office, _engine(engine_name, snapshot) as engine:
        period = Period((office.pk,), start, as_of, known_at or datetime.now(UTC))
        records = explanation.explain(cell, period, engine)
    lines = explanation.as_lines(records, lang, is_money=cell.is_money)
    if format_ == "json":
        click.echo(json.dumps(lines, ensure_ascii=False, indent=1))
    elif format_ == "csv":
        writer = csv.DictWriter(sys.stdout, explanation.COLUMNS)
        writer.writeheader()
        writer.writerows(lines)
    else:
        click.echo(explanation.in_text(lines))


@click.command()
@click.argument("code", metavar="[INDICATOR]", required=False)
@LANGUAGE
def indicators(code: str | None, lang: str) -> None:
    """List what can be reported, and check every declaration.

    Exit code 1 when a declaration can not be counted or said, with what is wrong with it.
    """
    set_up()
    from qamtu.reporting.catalogue import UnknownIndicator, in_report_order, indicator
    from qamtu.reporting.declarations import declared_problems

    try:
        chosen = [indicator(code)] if code else in_report_order()
    except UnknownIndicator as error:
        hint = f"; did you mean «{error.nearest}»?" if error.nearest else ""
        raise click.ClickException(f"no indicator «{error.code}»{hint}") from None
    for of in chosen:
        keys = [*of.values, *(["plan"] if of.has_plan else [])]
        groups = f"  [{', '.join(group.code for group in of.groups)}]" if of.groups else ""
        click.echo(f"{of.code}  {of.names[lang]}: {', '.join(keys)}{groups}")
    problems = declared_problems()
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--office", "office_names", multiple=True, help="Only these; default: every office.")
def snapshot(folder: Path, office_names: tuple[str, ...]) -> None:
    """Write the ledgers as Parquet files."""
    set_up()
    from qamtu.accounts.access import office_scope
    from qamtu.accounts.models import Office
    from qamtu.reporting.snapshots import write_snapshot

    offices = [office_of(name) for name in office_names] or list(Office.objects.all())
    with office_scope(*offices):
        written = write_snapshot(folder)
    for table, rows in written.items():
        click.echo(f"{table}: {rows}", err=True)
