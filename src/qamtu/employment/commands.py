"""Commands of the employment measures: `qamtu outcomes`."""

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qamtu.accounts.models import Office

SHORT = (
    "finished",
    "works",
    "business",
    "came_back",
    "no_work",
    "gone",
    "unknown",
    "due",
    "lasting",
)


def show_outcomes(
    office: "Office",
    *,
    start: date,
    as_of: date,
    known_at: datetime | None,
    by: str,
    measure: str | None,
    months: int | None,
    form: str,
    lang: str,
) -> None:
    """Print what came of those who finished. Raises `click.ClickException`."""
    from .finished import MEASURES_WITH_OUTCOMES
    from .outcome_groups import GROUPED_BY, groups_of, names_of, tallies
    from .outcome_words import NUMBERS, as_data
    from .outcomes import lasting_months, outcomes, tally

    if by not in GROUPED_BY:
        raise click.ClickException(f"--by is one of: {', '.join(GROUPED_BY)}")
    if measure is not None and measure not in MEASURES_WITH_OUTCOMES:
        raise click.ClickException(f"--measure is one of: {', '.join(MEASURES_WITH_OUTCOMES)}")
    if start > as_of:
        raise click.ClickException("--from is after --as-of")
    after = lasting_months(office, as_of) if months is None else months
    found = outcomes(
        office,
        start=start,
        as_of=as_of,
        known_at=known_at,
        months=after,
        measures=MEASURES_WITH_OUTCOMES if measure is None else (measure,),
    )
    rows = tallies(found, groups_of(by, office, found, known_at))
    data = as_data(rows, names_of(by, list(rows), lang), tally(found))
    if form == "json":
        told = {"by": by, "from": start.isoformat(), "as_of": as_of.isoformat(), "months": after}
        click.echo(json.dumps({**told, "rows": data}, ensure_ascii=False, indent=1))
        return
    for row in data:
        click.echo(row["name"] or {"kk": "Барлығы", "ru": "Всего", "en": "Total"}[lang])
        counts = [f"{NUMBERS[code][lang]} {row[code]}" for code in SHORT if row[code]]
        click.echo(f"  {'; '.join(counts)}")
        if row["paid"]:
            sums = [(code, row[code]) for code in ("paid", "cost") if row[code] is not None]
            money = [f"{NUMBERS[code][lang]} {_tenge(tiyn)}" for code, tiyn in sums]
            click.echo(f"  {'; '.join(money)}")


def _tenge(tiyn: int) -> str:
    return f"{tiyn // 100:,}".replace(",", " ") + f",{tiyn % 100:02}"
