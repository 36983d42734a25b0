"""`qamtu contracts`: the contracts of an office for the public, or as a table."""

from datetime import datetime

import click
from django.utils import timezone

from qamtu.accounts.models import Office
from qamtu.language import format_number
from qamtu.procurement.standing import standings_of

from .open_contracting import as_text, contracts_of, release_package

LINE = "{:<16} {:<10} {:>16} {:>16} {:>16}  {}"


def show_contracts(
    office: Office, *, year: int | None, form: str, at: datetime | None = None
) -> None:
    """Print the contracts: `ocds` a release package of the standard, `text` their sums."""
    found = contracts_of(office, year)
    if form == "ocds":
        click.echo(as_text(release_package(office, found, at or timezone.now())), nl=False)
        return
    standings = standings_of(found)
    click.echo(LINE.format("№", "signed", "sum", "accepted", "paid", "supplier"))
    for one in found:
        standing = standings[one.pk]
        sums = (
            format_number(amount // 100, "en", 0)
            for amount in (standing.amount, standing.accepted, standing.paid)
        )
        click.echo(LINE.format(one.number, f"{one.signed_on}", *sums, one.supplier))
