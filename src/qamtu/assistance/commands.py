"""Commands of the law: `qamtu rules check` and `qamtu rules try`."""

import sys
from pathlib import Path

import click
import yaml

from qamtu.rules.acts import act_in
from qamtu.rules.cases import try_cases
from qamtu.rules.catalogue import PROGRAMMES
from qamtu.rules.coverage import cover_all
from qamtu.rules.trace import trace_of
from qamtu.trilingual import LANGUAGES

from .explaining import explain


@click.group()
def rules() -> None:
    """The law as it is modelled: what is covered, and cases tried."""


@rules.command()
@click.option("--lang", type=click.Choice(LANGUAGES), default="kk", show_default=True)
def check(lang: str) -> None:
    """Check every parameter, step and case; print what is covered and what is not."""

    has_problems = False
    for found in cover_all():
        click.secho(found.names[lang], bold=True)
        click.echo(f"  steps: {found.steps}   cases: {found.cases}", nl=not found.checked_on)
        if found.checked_on:
            click.echo(f"   checked on {found.checked_on:%d.%m.%Y}")
        for act, since in sorted(found.acts.items(), key=lambda one: (one[1], one[0])):
            click.echo(f"  since {since:%d.%m.%Y}  {act_in(act, lang)}")
        if found.entered_here:
            click.echo(f"  entered by an operator: {', '.join(found.entered_here)}")
        for one in found.unverified:
            click.secho(f"  not verified: {one}", fg="yellow")
        for names in found.not_modelled:
            click.secho(f"  not modelled: {names[lang]}", fg="yellow")
        for problem in found.problems:
            has_problems = True
            click.secho(f"  WRONG: {problem}", fg="red")
    if has_problems:
        sys.exit(1)


@rules.command("try")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--programme", default="targeted_assistance", show_default=True)
@click.option("--reasons", is_flag=True, help="Print every step of each case.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="kk", show_default=True)
def try_(path: Path, programme: str, reasons: bool, lang: str) -> None:
    """Try the cases of a YAML FILE: what comes out, and where it differs from what is expected."""

    if programme not in PROGRAMMES:
        raise click.ClickException(f"there is no programme «{programme}»: {', '.join(PROGRAMMES)}")
    wrong = total = 0
    try:
        for answer in try_cases(path, programme):
            total += 1
            wrong += bool(answer.differences)
            mark = click.style("differs", fg="red") if answer.differences else "holds"
            click.echo(f"{mark:8} {answer.name}")
            for difference in answer.differences:
                click.secho(f"         {difference}", fg="red")
            if reasons and answer.judgement is not None:
                for line in explain(trace_of(answer.judgement), lang):
                    whose = f"[{line.member}] " if line.member else ""
                    article = f" ({line.article})" if line.article else ""
                    click.echo(f"         {whose}{line.name}: {line.value}{article}")
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as problem:
        raise click.ClickException(f"{path.name} is no file of cases: {problem}") from None
    click.echo(f"{total} cases, {wrong} differ")
    if wrong:
        sys.exit(1)
