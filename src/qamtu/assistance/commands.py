"""Commands of the law: `qamtu rules check`, `qamtu rules try` and `qamtu reassess`."""

import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml

from qamtu.casework.explaining import explain, remedy_of
from qamtu.rules.acts import act_in
from qamtu.rules.cases import try_cases
from qamtu.rules.catalogue import PROGRAMMES
from qamtu.rules.coverage import cover_all
from qamtu.rules.microcredit.trials import shown, try_schedules
from qamtu.rules.programme import Judgement
from qamtu.rules.trace import trace_of
from qamtu.trilingual import LANGUAGES, Names

if TYPE_CHECKING:
    from qamtu.accounts.models import Office

NOT_VERIFIED = Names("тексерілмеген", "не проверено", "not verified")
LANG = click.option("--lang", type=click.Choice(LANGUAGES), default="kk", show_default=True)


@click.group()
def rules() -> None:
    """The law as it is modelled: what is covered, and cases tried."""


@rules.command()
@LANG
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
@LANG
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
                _print_reasons(answer.judgement, lang)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as problem:
        raise click.ClickException(f"{path.name} is no file of cases: {problem}") from None
    click.echo(f"{total} cases, {wrong} differ")
    if wrong:
        sys.exit(1)


@rules.command("schedule")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--plan", is_flag=True, help="Print every instalment of each loan.")
def schedule(path: Path, plan: bool) -> None:
    """Schedule the loans of a YAML FILE, and say where they differ from what is expected."""

    wrong = total = 0
    try:
        for trial in try_schedules(path):
            total += 1
            wrong += bool(trial.differences)
            mark = click.style("differs", fg="red") if trial.differences else "holds"
            click.echo(f"{mark:8} {trial.name}")
            for difference in trial.differences:
                click.secho(f"         {difference}", fg="red")
            for one in trial.plan if plan else ():
                sums = (one.principal, one.interest, one.payment, one.balance)
                click.echo(
                    f"{one.number:6} {one.due:%d.%m.%Y}" + "".join(f"{shown(n):>16}" for n in sums)
                )
    except (yaml.YAMLError, ValueError, TypeError, AttributeError) as problem:
        raise click.ClickException(f"{path.name} is no file of loans: {problem}") from None
    click.echo(f"{total} loans, {wrong} differ")
    if wrong:
        sys.exit(1)


def _print_reasons(judgement: Judgement, lang: str) -> None:
    """Every step with what it read that is not verified; then what would change a refusal."""
    trace = trace_of(judgement)
    for line in explain(trace, lang):
        whose = f"[{line.member}] " if line.member else ""
        article = f" ({line.article})" if line.article else ""
        click.echo(f"         {whose}{line.name}: {line.value}{article}")
        for operand in line.operands:
            if not operand.is_verified:
                click.secho(
                    f"           {NOT_VERIFIED[lang]}: {operand.name} – {operand.value}"
                    f" ({operand.act})",
                    fg="yellow",
                )
    for reason in trace["reasons"]:
        if reason["step"].startswith("ground_") and reason["value"] is True:
            remedy = remedy_of(trace, reason["step"], lang, judgement.programme.folder)
            if remedy:
                click.echo(f"         → {remedy}")


def reassess(
    office: "Office", day: date, changes: tuple[str, ...], is_anonymous: bool, form: str, lang: str
) -> None:
    """Judge all families of the office again and print who gains, who loses and what it costs."""
    from qamtu.casework.local_law import law_on
    from qamtu.language import format_money
    from qamtu.rules.parameters import ParameterMissing

    from .reassessment import more_by_source, read_change, reassess_all

    law = law_on(office, "targeted_assistance", day)
    try:
        changed = dict(read_change(change, law) for change in changes)
        result = reassess_all(office=office, day=day, changed=changed)
    except (ValueError, ParameterMissing) as problem:
        raise click.ClickException(str(problem)) from None
    if form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(["family", "before", "after", "grounds"])
        for number, family in enumerate(result.families, start=1):
            name = number if is_anonymous else family.household
            writer.writerow([name, family.before, family.after, " ".join(family.grounds)])
        return
    places = result.by_place(lang, is_anonymous=is_anonymous)
    before, after = result.total("before"), result.total("after")
    cost = more_by_source(office, result)
    if form == "json":
        data = {
            "day": day.isoformat(),
            "families": len(result.families),
            "refused": len(result.refused),
            **result.counted(),
            "before": before,
            "after": after,
            "cost_by_source": cost,
            "places": [vars(place) for place in places],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return

    def money(tiyn: int) -> str:
        return format_money(tiyn, lang, "tenge")

    click.secho(f"{office.name(lang)}, {day:%d.%m.%Y}: {len(result.families)}", bold=True)
    counted = result.counted()
    click.echo("  ".join(f"{name}: {number}" for name, number in counted.items()))
    click.echo(f"{money(before)} → {money(after)} a month ({money(after - before)})")
    for source, tiyn in cost.items():
        click.echo(f"  more until the quarter's end, {source or 'lacking'}: {money(tiyn)}")
    for place in places:
        click.echo(
            f"  {place.name:30} {place.families:6}  +{place.gain} −{place.lose}"
            f"  {money(place.before)} → {money(place.after)}"
        )
    for household, why in result.refused:
        click.secho(f"  not judged: {'…' if is_anonymous else household}: {why}", fg="yellow")
