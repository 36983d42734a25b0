"""What the department does by the measure: families judged again, rides, budget, outcomes."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from qamtu.cli.shared import (
    AS_OF,
    FROM,
    KNOWN_AT,
    LANGUAGE,
    OFFICE,
    OFFICE_OR_ONLY,
    OUTPUT,
    inside,
    only_office,
    set_up,
    write_out,
)
from qamtu.cli_values import DAY


@click.command()
@OFFICE_OR_ONLY
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
    set_up()
    from qamtu.assistance.commands import reassess as judge_all

    with inside(office_name or only_office()) as office:
        judge_all(office, day, changes, anonymous, form, lang)


@click.command()
@OFFICE_OR_ONLY
@click.option("--on", "day", type=DAY, required=True, help="The day of the rides.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def rides(office_name: str | None, day: date, form: str) -> None:
    """The routes of a day of Инватакси, as they are planned now."""
    set_up()
    from qamtu.transport.commands import show_day

    with inside(office_name or only_office()) as office:
        show_day(office, day, form)


@click.command()
@OFFICE
@AS_OF
@KNOWN_AT
@click.option("--format", "form", type=click.Choice(["text", "json", "xlsx"]), default="text")
@OUTPUT
@LANGUAGE
def budget(office_name: str, output: Path | None, **asked: Any) -> None:
    """The budget of a year by programme: plan, committed, paid; the akimat's table."""
    set_up()
    from qamtu.reporting.commands import budget_table

    with inside(office_name) as office:
        content = budget_table(office, **asked)
    write_out(content, output)


@click.command()
@OFFICE
@FROM
@AS_OF
@KNOWN_AT
@click.option("--by", default="measure", show_default=True, help="The rows: okrug, status …")
@click.option("--measure", help="One measure alone.")
@click.option("--months", type=int, help="After how many a job is lasting; default: the law's.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@LANGUAGE
def outcomes(office_name: str, **asked: Any) -> None:
    """What came of a measure: who works, runs a business, came back, and for how much."""
    set_up()
    from qamtu.employment.commands import show_outcomes

    with inside(office_name) as office:
        show_outcomes(office, **asked)


@click.command()
@OFFICE_OR_ONLY
@click.option("--year", type=click.IntRange(2000, 2100), help="Of signing; all where not said.")
@click.option("--format", "form", type=click.Choice(["text", "ocds"]), default="text")
def contracts(office_name: str | None, year: int | None, form: str) -> None:
    """Contracts with their sums; `ocds`: for the public, by the Open Contracting standard."""
    set_up()
    from qamtu.exchange.contracts_command import show_contracts

    with inside(office_name or only_office()) as office:
        show_contracts(office, year=year, form=form)
