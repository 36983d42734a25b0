"""What is bound and not paid: released, or carried over into the next year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import BigIntegerField, F, Max, Sum, When
from django.db.models import Case as Choice

from qamtu.accounts.models import User
from qamtu.casework.models import Case
from qamtu.ledger.models import FactRefused

from .budget_acts import enter_of_act, hold_lines, new_act
from .models import BudgetAct, BudgetLine, MoneyEntry
from .money import Movement, budget_line, commit


class ObligationRefused(FactRefused):
    """«release-beyond», «release-empty», «act-missing», «nothing-to-carry», «carry-beyond»,
    «carry-year».
    """


@dataclass(frozen=True)
class Obligation:
    """What a line owes a case, tiyn."""

    case_id: int
    committed: int
    paid: int
    last_on: date

    @property
    def unpaid(self) -> int:
        return self.committed - self.paid


def obligations(line: BudgetLine, case_ids: Sequence[int] | None = None) -> list[Obligation]:
    """What is bound on the line and not paid, the largest first."""
    entries = MoneyEntry.objects.live().filter(line=line, case__isnull=False)
    if case_ids is not None:
        entries = entries.filter(case__in=case_ids)
    signed = Choice(
        When(kind="paid", then=F("amount")),
        When(kind="returned", then=-F("amount")),
        default=0,
        output_field=BigIntegerField(),
    )
    bound = Choice(
        When(kind="committed", then=F("amount")), default=0, output_field=BigIntegerField()
    )
    sums = (
        entries.order_by()
        .values_list("case_id")
        .annotate(bound=Sum(bound), spent=Sum(signed), last=Max("occurred_on"))
    )
    found = [Obligation(case, bound, spent, last) for case, bound, spent, last in sums]
    return sorted(
        (one for one in found if one.unpaid > 0), key=lambda one: (-one.unpaid, one.case_id)
    )


@transaction.atomic
def release(
    *, line: BudgetLine, case_id: int, amount: int, day: date, act: str, by: User
) -> MoneyEntry:
    """Free what is bound to a case and will not be paid. Raises `ObligationRefused`."""
    if not act.strip():
        raise ObligationRefused("act-missing")
    if amount <= 0:
        raise ObligationRefused("release-empty")
    cases = _hold_cases([case_id])
    hold_lines({line.pk})
    owed = next(iter(obligations(line, [case_id])), None)
    if owed is None or amount > owed.unpaid:
        raise ObligationRefused("release-beyond", left=owed.unpaid if owed else 0)
    return commit(line=line, case=cases[case_id], amount=-amount, day=day, by=by, act=act.strip())


@transaction.atomic
def carry_over(
    *,
    line: BudgetLine,
    number: str,
    day: date,
    by: User,
    case_ids: Sequence[int] | None = None,
    title: str = "",
) -> BudgetAct:
    """Carry what the line owes (all of it, or these cases) into the next year, by one act.

    It is freed on the line of the year that ends and bound to the same cases on the line of the
    next, which must have the money. Raises `ObligationRefused`, `BudgetRefused`, `MoneyRefused`.
    """
    if day.year < line.year:
        raise ObligationRefused("carry-year")
    following = budget_line(
        office=line.office, year=line.year + 1, measure=line.measure, source=line.source
    )
    act = new_act(
        office=line.office,
        year=following.year,
        kind=BudgetAct.Kind.CARRIED,
        number=number,
        day=day,
        by=by,
        title=title,
    )
    cases = _hold_cases([one.case_id for one in obligations(line, case_ids)])
    hold_lines({line.pk, following.pk})
    owed = obligations(line, list(cases))
    if not owed:
        raise ObligationRefused("nothing-to-carry")
    if case_ids is not None and {one.case_id for one in owed} != set(case_ids):
        raise ObligationRefused("carry-beyond")
    enter_of_act(
        act=act,
        movements=[
            movement
            for one in owed
            for movement in (
                Movement(
                    line, MoneyEntry.Kind.COMMITTED, -one.unpaid, day, one.case_id,
                    act=str(act)[:200],
                ),
                Movement(
                    following, MoneyEntry.Kind.COMMITTED, one.unpaid, day, one.case_id,
                    act=str(act)[:200],
                ),
            )
        ],
        by=by,
    )  # fmt: skip
    return act


def _hold_cases(keys: Sequence[int]) -> dict[int, Case]:
    """Cases before lines: whoever pays holds its case first, and none wait for each other."""
    cases = Case.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return {case.pk: case for case in cases}
