"""Commands that print what a register has, beside the report itself."""

from datetime import UTC, date, datetime

from qamtu.accounts.models import Office
from qamtu.finance.execution import Moment, execution

from .budget import print_budget


def budget_table(
    office: Office, as_of: date, known_at: datetime | None, form: str, lang: str
) -> bytes:
    """The table of the budget on a day, as known at a moment; without one, now."""
    table = execution(Moment(office, as_of, known_at or datetime.now(UTC)))
    return print_budget(table, lang, form)
