"""The command line: the same verbs as the pages."""

import csv
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, cast

import click

from qamtu.cli_values import DAY, MOMENT

if TYPE_CHECKING:
    from qamtu.accounts.models import Office
    from qamtu.reporting.engine import Engine

LANGUAGE = click.option(
    "--lang", type=click.Choice(["kk", "ru", "en"]), default="kk", show_default=True
)


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qamtu.settings")
    import django

    django.setup()
    from qamtu.installation import install

    install()


def _fail(sentence: str) -> NoReturn:
    raise click.ClickException(sentence)


def _office(name: str) -> "Office":
    """The office of this code or name. Fails with the list of offices there are."""
    from qamtu.accounts.models import Office

    for office in Office.objects.all():
        if name.casefold() in {
            office.code.casefold(),
            office.name_kk.casefold(),
            office.name_ru.casefold(),
            office.name_en.casefold(),
        }:
            return office
    known = ", ".join(f"{o.code} ({o.name_kk})" for o in Office.objects.all()) or "none yet"
    raise click.ClickException(f"no office «{name}»; there are: {known}")


def _only_office() -> str:
    """The code of the one office that there is. Fails when there are none or several."""
    from qamtu.accounts.models import Office

    codes = list(Office.objects.values_list("code", flat=True))
    if len(codes) != 1:
        _fail(f"name the --office; there are: {', '.join(codes) or 'none yet'}")
    return codes[0]


@contextmanager
def _inside(name: str) -> Iterator["Office"]:
    from qamtu.accounts.access import office_scope

    office = _office(name)
    with office_scope(office):
        yield office


@click.group()
@click.version_option(package_name="qamtu")
def main() -> None:
    """Qamtu: the register behind a district's social and employment measures."""


@main.command()
def install() -> None:
    """Create and migrate the database."""
    _start()
    click.echo("The database is ready.", err=True)


@main.command()
@click.argument("code")
@click.option("--name", "names", nargs=3, required=True, metavar="KK RU EN", help="Three names.")
@click.option("--kato", required=True, help="The district's code, nine digits.")
@click.option("--region", default="", help="The region's name.")
def office(code: str, names: tuple[str, str, str], kato: str, region: str) -> None:
    """Found an office: a district's department. Its KATO unit is made where it is missing."""
    _start()
    from qamtu.accounts.founding import FoundingRefused, found_office

    try:
        made = found_office(code=code, names=names, kato=kato, region=region)
    except FoundingRefused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{made.code}: {made.name_kk}", err=True)


@main.command()
@click.argument("username")
@click.option("--office", "office_name", help="Their office; none for a regional analyst.")
@click.option(
    "--role",
    type=click.Choice(["clerk", "specialist", "accountant", "head", "auditor", "regional_analyst"]),
    required=True,
)
@click.option("--name", "full_name", required=True, help="Surname, name, patronymic.")
@click.password_option(help="Asked for when it is not given.")
def staff(username: str, office_name: str | None, role: str, full_name: str, password: str) -> None:
    """Give someone a sign-in."""
    _start()
    from qamtu.accounts.founding import FoundingRefused, add_staff

    try:
        user = add_staff(
            username=username,
            office=_office(office_name) if office_name else None,
            role=role,
            full_name=full_name,
            password=password,
        )
    except FoundingRefused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{user.username}: {user.role}", err=True)


@main.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def backup(path: Path) -> None:
    """Write the whole register into one file."""
    _start()
    from qamtu import installation

    try:
        installation.backup(path)
    except installation.BackupError as error:
        _fail(str(error))
    click.echo(f"{path}: {path.stat().st_size / 1_000_000:.1f} MB", err=True)


@main.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def restore(path: Path) -> None:
    """Fill an empty database from a backup, and bring it to this version."""
    from qamtu import installation

    try:
        installation.restore(path)
    except installation.BackupError as error:
        _fail(str(error))
    _start()
    click.echo("The register is restored.", err=True)


@main.command()
@click.option("--office", "office_name", help="See this office's rows, as the application does.")
@click.option("--owner", is_flag=True, help="As the owner of the tables.")
def psql(office_name: str | None, owner: bool) -> None:
    """PostgreSQL's shell, as the application: without an office it sees nothing."""
    _start()
    from qamtu import installation

    options = ""
    if office_name:
        options = f"-c qamtu.offices={_office(office_name).pk} -c qamtu.persons=yes"
    try:
        sys.exit(installation.psql(as_owner=owner, options=options))
    except installation.BackupError as error:
        _fail(str(error))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Web and API."""
    _start()
    import waitress

    from qamtu.web.wsgi import application

    click.echo(f"Qamtu: http://{host}:{port}/", err=True)
    waitress.serve(application, host=host, port=port, threads=8, ident="qamtu")


OFFICE = click.option("--office", "office_name", required=True, help="An office's code or name.")
FROM = click.option("--from", "start", type=DAY, required=True, help="The first day.")
AS_OF = click.option("--as-of", type=DAY, required=True, help="The last day.")
KNOWN_AT = click.option("--known-at", type=MOMENT, help="What was known then; default: now.")
ENGINE = click.option(
    "--engine", "engine_name", type=click.Choice(["postgres", "duckdb"]), default="postgres"
)
SNAPSHOT = click.option(
    "--snapshot",
    type=click.Path(path_type=Path),
    help="The folder that duckdb reads; without it a fresh snapshot is taken.",
)


FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "md", "json", "xlsx", "docx", "pdf"]),
    default="text",
    show_default=True,
)
OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), help="A file; default: standard output."
)


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


@main.command()
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
    _start()
    from qamtu.reporting.printing import print_report
    from qamtu.reporting.report import build_report

    if start > as_of:
        _fail(f"the report would begin on {start} and end before it, on {as_of}")
    with _inside(office_name) as office, _engine(engine_name, snapshot) as engine:
        built = build_report(
            office=office, start=start, as_of=as_of, known_at=known_at, engine=engine
        )
        content = print_report(built, lang, format_)
    _write(content, output)


@main.command()
@OFFICE
@FROM
@AS_OF
@click.option("--by", "username", help="Who signs; default: the office's head.")
def sign(office_name: str, start: date, as_of: date, username: str | None) -> None:
    """Freeze the report of a period: its figures, its three dates and a hash."""
    _start()
    from qamtu.accounts.models import Role, User
    from qamtu.accounts.permissions import can_sign_report
    from qamtu.reporting.signing import sign_report

    if start > as_of:
        _fail(f"the report would begin on {start} and end before it, on {as_of}")
    with _inside(office_name) as office:
        staff_of = User.objects.filter(office=office)
        by = (
            staff_of.filter(username=username).first()
            if username
            else staff_of.filter(role=Role.HEAD).order_by("pk").first()
        )
        if by is None or not can_sign_report(by):
            _fail(f"{username or 'nobody'} may not sign for {office.code}; only its head does")
        signed = sign_report(office=office, start=start, as_of=as_of, by=by)
    click.echo(f"{signed.pk}  {signed.known_at.isoformat()}  {signed.sha256}")


@main.command()
@click.argument("number", type=int)
@OFFICE
@LANGUAGE
@FORMAT
@OUTPUT
def signed(number: int, office_name: str, lang: str, format_: str, output: Path | None) -> None:
    """Print a signed report again as it was; what today knows otherwise goes to standard error.

    Exit code 1 when its figures no longer have the hash that was signed.
    """
    _start()
    from qamtu.reporting.models import SignedReport
    from qamtu.reporting.printing import print_report
    from qamtu.reporting.signing import differences_today, is_intact, reprint

    with _inside(office_name) as office:
        found = SignedReport.objects.filter(office=office, pk=number).first()
        if found is None:
            known = SignedReport.objects.filter(office=office).values_list("pk", flat=True)
            raise click.ClickException(
                f"no signed report {number}; there are: {', '.join(map(str, known)) or 'none'}"
            )
        _write(print_report(reprint(found), lang, format_), output)
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


def _write(content: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


@main.command()
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
    _start()
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
    with _inside(office_name) as office, _engine(engine_name, snapshot) as engine:
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


@main.command()
@click.argument("code", metavar="[INDICATOR]", required=False)
@LANGUAGE
def indicators(code: str | None, lang: str) -> None:
    """List what can be reported, and check every declaration.

    Exit code 1 when a declaration can not be counted or said, with what is wrong with it.
    """
    _start()
    from qamtu.reporting.catalogue import ALL_MEASURES, UnknownIndicator, in_report_order, indicator
    from qamtu.reporting.declarations import measure_problems

    try:
        chosen = [indicator(code)] if code else in_report_order()
    except UnknownIndicator as error:
        hint = f"; did you mean «{error.nearest}»?" if error.nearest else ""
        raise click.ClickException(f"no indicator «{error.code}»{hint}") from None
    for of in chosen:
        keys = [*of.values, *(["plan"] if of.has_plan else [])]
        groups = f"  [{', '.join(group.code for group in of.groups)}]" if of.groups else ""
        click.echo(f"{of.code}  {of.names[lang]}: {', '.join(keys)}{groups}")
    problems = [problem for measure in ALL_MEASURES for problem in measure_problems(measure)]
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--office", "office_names", multiple=True, help="Only these; default: every office.")
def snapshot(folder: Path, office_names: tuple[str, ...]) -> None:
    """Write the ledgers as Parquet files."""
    _start()
    from qamtu.accounts.access import office_scope
    from qamtu.accounts.models import Office
    from qamtu.reporting.snapshots import write_snapshot

    offices = [_office(name) for name in office_names] or list(Office.objects.all())
    with office_scope(*offices):
        written = write_snapshot(folder)
    for table, rows in written.items():
        click.echo(f"{table}: {rows}", err=True)


@main.command()
@click.argument("scenario_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True, help="The same seed, the same district.")
@click.option(
    "--noise", is_flag=True, help="Add what a real office has and a report must not count."
)
@click.option("--replace", is_flag=True, help="Build it anew if its office exists.")
@click.option("--if-missing", is_flag=True, help="Do nothing if its office exists.")
@LANGUAGE
def demo(
    scenario_file: Path, seed: int, noise: bool, replace: bool, if_missing: bool, lang: str
) -> None:
    """Build a synthetic district that realises a scenario's figures, by the real verbs."""
    _start()
    from qamtu.demo.building import DistrictExists, demonstrate
    from qamtu.demo.scenario import ScenarioError

    try:
        office = demonstrate(
            scenario_file, seed=seed, noise=noise, replace=replace, if_missing=if_missing, lang=lang
        )
    except ScenarioError as error:
        raise click.ClickException(str(error)) from None
    except DistrictExists as error:
        raise click.ClickException(
            f"the office «{error.code}» exists; --replace builds it anew"
        ) from None
    click.echo(f"{office.code}: {office.name_kk}", err=True)
    click.echo(f"head-{office.code}, specialist-{office.code}, … / qamtu-demo", err=True)


@main.command("import")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--kind", "kind_code", required=True, help="persons, or a measure: bastau …")
@click.option("--office", "office_name", help="An office's code or name; the only one there is.")
@click.option("--dry-run", is_flag=True, help="Say what would land; write nothing.")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A workbook for the rows that come back, each with its reason; default: beside FILE.",
)
@click.option("--by", "username", help="Who takes the list in; default: the office's head.")
@LANGUAGE
def import_(
    path: Path,
    kind_code: str,
    office_name: str | None,
    dry_run: bool,
    errors: Path | None,
    username: str | None,
    lang: Literal["kk", "ru", "en"],
) -> None:
    """Take in a list from outside: every row lands or comes back with its reason.

    Exit code 0: all landed or was known; 1: rows came back; 2: the list could not be taken at all.
    """
    _start()
    from qamtu.exchange.command import ImportRefused, ListRefusedError, take_in_file

    try:
        with _inside(office_name or _only_office()) as office:
            came_back = take_in_file(
                path=path,
                kind_code=kind_code,
                office=office,
                username=username,
                is_dry=dry_run,
                errors=errors,
                lang=lang,
                say=click.echo,
            )
    except (ImportRefused, click.ClickException) as refused:
        raise ListRefusedError(str(refused)) from None
    sys.exit(1 if came_back else 0)


class Later(click.Group):
    """Commands of another module, which is read when one of them is asked for."""

    def __init__(self, name: str, module: str, help: str) -> None:
        super().__init__(name, help=help)
        self.module = module

    def _group(self) -> click.Group:
        return cast(click.Group, getattr(import_module(self.module), self.name or ""))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return self._group().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._group().get_command(ctx, cmd_name)


main.add_command(Later("rules", "qamtu.assistance.commands", "The law as it is modelled."))
main.add_command(Later("dispatch", "qamtu.transport.commands", "The planning of rides."))


@main.command()
@click.option("--office", "office_name", help="Code or name; needed where there are several.")
@click.option("--on", "day", type=DAY, required=True, help="The day on which all are judged.")
@click.option("--set", "changes", multiple=True, help="What if: code=value[@day].")
@click.option("--anonymous", is_flag=True, help="No numbers of families, no places of a few.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
@LANGUAGE
def reassess(
    office_name: str | None,
    day: date,
    changes: tuple[str, ...],
    anonymous: bool,
    form: str,
    lang: str,
) -> None:
    """Judge all families again, by the law of a day or a changed one; nothing is kept."""
    _start()
    from qamtu.assistance.commands import reassess as judge_all

    with _inside(office_name or _only_office()) as office:
        judge_all(office, day, changes, anonymous, form, lang)


@main.command()
@click.option("--office", "office_name", help="Code or name; needed where there are several.")
@click.option("--on", "day", type=DAY, required=True, help="The day of the rides.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def rides(office_name: str | None, day: date, form: str) -> None:
    """The routes of a day of Инватакси, as they are planned now."""
    _start()
    from qamtu.transport.commands import show_day

    with _inside(office_name or _only_office()) as office:
        show_day(office, day, form)


@main.command()
@click.option("--office", "office_name", help="Code or name; needed where there are several.")
@click.option("--year", type=click.IntRange(2000, 2100), help="Of signing; all where not said.")
@click.option("--format", "form", type=click.Choice(["text", "ocds"]), default="text")
def contracts(office_name: str | None, year: int | None, form: str) -> None:
    """Contracts with their sums; `ocds`: for the public, by the Open Contracting standard."""
    _start()
    from qamtu.exchange.contracts_command import show_contracts

    with _inside(office_name or _only_office()) as office:
        show_contracts(office, year=year, form=form)


if __name__ == "__main__":
    main()
