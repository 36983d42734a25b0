"""A synthetic district, and lists from outside."""

import sys
from pathlib import Path
from typing import Literal

import click

from qamtu.cli.shared import LANGUAGE, inside, only_office, set_up


@click.command()
@click.argument("scenario_file", type=click.Path(path_type=Path))
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
    set_up()
    from qamtu.demo.building import DistrictExists, demonstrate
    from qamtu.demo.scenario import ScenarioError

    try:
        office = demonstrate(
            scenario_file, seed=seed, noise=noise, replace=replace, if_missing=if_missing, lang=lang
        )
    except (ScenarioError, DistrictExists) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{office.code}: {office.name_kk}", err=True)
    click.echo(f"head-{office.code}, specialist-{office.code}, … / qamtu-demo", err=True)


@click.command("import")
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
    set_up()
    from qamtu.exchange.command import ImportRefused, ListRefusedError, take_in_file

    try:
        with inside(office_name or only_office()) as office:
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
