"""An office with a budget of a year, for tests."""

from datetime import date

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.models import Case
from qamtu.finance.budget_acts import enter_budget_act
from qamtu.finance.models import BudgetLine
from qamtu.finance.money import commit, pay
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_person

YEAR = 2021
DAY = date(2021, 1, 12)
FUEL = MEASURES["fuel_aid"]
TENGE = 100


def line_of(
    office: Office, measure: str = "fuel_aid", source: str = "local", year: int = YEAR
) -> BudgetLine:
    return BudgetLine.objects.get(office=office, measure=measure, source=source, year=year)


def approve_budget(office: Office, by: User, year: int = YEAR, **sums: int) -> None:
    """`fuel_aid__local=1000`: tiyn by measure and source, by one act of the maslikhat."""
    changes = {tuple(of.split("__")): amount for of, amount in sums.items()}
    enter_budget_act(
        office=office,
        year=year,
        kind="approved",
        number=f"{year}-1",
        day=date(year - 1, 12, 24),
        title="Аудандық мәслихаттың шешімі",
        changes=changes,  # type: ignore[arg-type]
        by=by,
    )


def a_case(office: Office, by: User, measure: str = "fuel_aid", day: date = DAY) -> Case:
    case = open_case(
        measure=MEASURES[measure], office=office, subject=make_person(office), day=day, by=by
    )
    record_event(case=case, measure=MEASURES[measure], transition="approve", day=day, by=by)
    return case


def bound_case(line: BudgetLine, by: User, amount: int, paid: int = 0, day: date = DAY) -> Case:
    """A case to which money is bound, and some of it paid."""
    case = a_case(line.office, by, line.measure, day)
    commit(line=line, case=case, amount=amount, day=day, by=by)
    if paid:
        pay(line=line, case=case, measure=MEASURES[line.measure], amount=paid, day=day, by=by)
    return case
