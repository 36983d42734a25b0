"""What every command begins with: the house started, the office found, the options they share."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from qamtu.cli_values import DAY, MOMENT

if TYPE_CHECKING:
    from qamtu.accounts.models import Office

LANGUAGE = click.option(
    "--lang", type=click.Choice(["kk", "ru", "en"]), default="kk", show_default=True
)
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
OFFICE_OR_ONLY = click.option(
    "--office", "office_name", help="Code or name; needed where there are several."
)


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qamtu.settings")
    import django

    django.setup()
    from qamtu.installation import install

    install()


def fail(sentence: str) -> NoReturn:
    raise click.ClickException(sentence)


def office_of(name: str) -> "Office":
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


def only_office() -> str:
    """The code of the one office that there is. Fails when there are none or several."""
    from qamtu.accounts.models import Office

    codes = list(Office.objects.values_list("code", flat=True))
    if len(codes) != 1:
        fail(f"name the --office; there are: {', '.join(codes) or 'none yet'}")
    return codes[0]


@contextmanager
def inside(name: str) -> Iterator["Office"]:
    from qamtu.accounts.access import office_scope

    office = office_of(name)
    with office_scope(office):
        yield office


def write_out(content: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
