"""Setting up: the database, offices, staff, copies, the server."""

import sys
from pathlib import Path

import click

from qamtu.cli.shared import fail, office_of, set_up


@click.command()
def install() -> None:
    """Create and migrate the database."""
    set_up()
    click.echo("The database is ready.", err=True)


@click.command()
@click.argument("code")
@click.option("--name", "names", nargs=3, required=True, metavar="KK RU EN", help="Three names.")
@click.option("--kato", required=True, help="The district's code, nine digits.")
@click.option("--region", default="", help="The region's name.")
def office(code: str, names: tuple[str, str, str], kato: str, region: str) -> None:
    """Found an office: a district's department. Its KATO unit is made where it is missing."""
    set_up()
    from qamtu.accounts.founding import FoundingRefused, found_office

    try:
        made = found_office(code=code, names=names, kato=kato, region=region)
    except FoundingRefused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{made.code}: {made.name_kk}", err=True)


@click.command()
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
    set_up()
    from qamtu.accounts.founding import FoundingRefused, add_staff

    try:
        user = add_staff(
            username=username,
            office=office_of(office_name) if office_name else None,
            role=role,
            full_name=full_name,
            password=password,
        )
    except FoundingRefused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{user.username}: {user.role}", err=True)


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def backup(path: Path) -> None:
    """Write the whole register into one file."""
    set_up()
    from qamtu import installation

    try:
        installation.backup(path)
    except installation.BackupError as error:
        fail(str(error))
    click.echo(f"{path}: {path.stat().st_size / 1_000_000:.1f} MB", err=True)


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def restore(path: Path) -> None:
    """Fill an empty database from a backup, and bring it to this version."""
    from qamtu import installation

    try:
        installation.restore(path)
    except installation.BackupError as error:
        fail(str(error))
    set_up()
    click.echo("The register is restored.", err=True)


@click.command()
@click.option("--office", "office_name", help="See this office's rows, as the application does.")
@click.option("--owner", is_flag=True, help="As the owner of the tables.")
def psql(office_name: str | None, owner: bool) -> None:
    """PostgreSQL's shell, as the application: without an office it sees nothing."""
    set_up()
    from qamtu import installation

    options = ""
    if office_name:
        options = f"-c qamtu.offices={office_of(office_name).pk} -c qamtu.persons=yes"
    try:
        sys.exit(installation.psql(as_owner=owner, options=options))
    except installation.BackupError as error:
        fail(str(error))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Web and API."""
    set_up()
    import waitress

    from qamtu.web.wsgi import application

    click.echo(f"Qamtu: http://{host}:{port}/", err=True)
    waitress.serve(application, host=host, port=port, threads=8, ident="qamtu")
