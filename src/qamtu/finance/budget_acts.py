"""Acts of the budget: it is approved, clarified, moved between lines; whole or not at all."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from django.db import IntegrityError, connection, transaction

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused, violated_constraint

from .models import BudgetAct, BudgetLine, MoneyEntry
from .money import MoneyRefused, Movement, budget_line, enter_all, refusal_of

Change = tuple[str, str]  # measure, source
ActKind = Literal["approved", "clarified", "moved"]
LONGEST_NUMBER = 60
NAMING_THE_LINE = frozenset({"line-overcommitted", "line-negative"})


class BudgetRefused(FactRefused):
    """«budget-act-number», «budget-act-empty», «budget-act-known», «move-unbalanced», «same-line»,
    «line-unknown», and those of `MoneyRefused` with the line that refused (`line`).
    """


@transaction.atomic
def enter_budget_act(
    *,
    office: Office,
    year: int,
    kind: ActKind,
    number: str,
    day: date,
    changes: Mapping[Change, int],
    by: User,
    title: str = "",
) -> BudgetAct:
    """The act and what it changes, tiyn by measure and source; below zero, less than before.

    Lines are opened where there are none. An act that moves money sums to nothing. Raises
    `BudgetRefused`.
    """
    wanted = {of: amount for of, amount in changes.items() if amount}
    if not wanted:
        raise BudgetRefused("budget-act-empty")
    unbalanced = sum(wanted.values())
    if kind == "moved" and unbalanced:
        raise BudgetRefused("move-unbalanced", left=abs(unbalanced))
    act = new_act(
        office=office, year=year, kind=BudgetAct.Kind(kind), number=number, day=day, by=by,
        title=title,
    )  # fmt: skip
    lines = [
        (budget_line(office=office, year=year, measure=measure, source=source), amount)
        for (measure, source), amount in sorted(wanted.items())
    ]
    enter_of_act(
        act=act,
        movements=[
            Movement(line, MoneyEntry.Kind.ALLOCATED, amount, day, act=str(act)[:200])
            for line, amount in lines
        ],
        by=by,
    )
    return act


def move_money(
    *,
    source: BudgetLine,
    target: BudgetLine,
    amount: int,
    number: str,
    day: date,
    by: User,
    title: str = "",
) -> BudgetAct:
    """Take money off one line and put it on another of its year, by one act, or neither.

    Raises `BudgetRefused`.
    """
    if source.pk == target.pk:
        raise BudgetRefused("same-line")
    if source.year != target.year or source.office_id != target.office_id:
        raise BudgetRefused("line-unknown")
    return enter_budget_act(
        office=source.office,
        year=source.year,
        kind="moved",
        number=number,
        day=day,
        title=title,
        changes={
            (source.measure, source.source): -amount,
            (target.measure, target.source): amount,
        },
        by=by,
    )


@transaction.atomic
def retract_budget_act(*, act: BudgetAct, reason: str, by: User) -> None:
    """Take an act back with every entry of it. Raises `MoneyRefused` where others stand on it."""
    act.retract(reason=reason, by=by)
    for entry in in_order(act.entries.live().select_related("line")):
        try:
            entry.retract(reason=reason, by=by)
        except IntegrityError as error:
            raise refusal_of(error, entry.line, entry.amount) from error


def new_act(
    *,
    office: Office,
    year: int,
    kind: BudgetAct.Kind,
    number: str,
    day: date,
    by: User,
    title: str = "",
) -> BudgetAct:
    """The act alone; in the same transaction come its entries. Raises `BudgetRefused`."""
    number = " ".join(number.split())
    if not number or len(number) > LONGEST_NUMBER:
        raise BudgetRefused("budget-act-number")
    try:
        with transaction.atomic():
            return BudgetAct.objects.create(
                office=office,
                year=year,
                kind=kind,
                number=number,
                occurred_on=day,
                title=" ".join(title.split()),
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "budget_act_once":
            raise BudgetRefused("budget-act-known", number=number) from error
        raise


def enter_of_act(*, act: BudgetAct, movements: list[Movement], by: User) -> None:
    """The entries of an act, line after line in the order of their keys.

    Two acts that meet on several lines queue up on the first of them and do not wait for each
    other in a ring. Raises `MoneyRefused` with the line that refused.
    """
    movements = sorted(movements, key=lambda one: (one.line.pk, one.case_id or 0))
    hold_lines({one.line.pk for one in movements})
    for one in movements:
        one.budget_act_id = act.pk
    by_line: dict[int, list[Movement]] = {}
    for one in movements:
        by_line.setdefault(one.line.pk, []).append(one)
    for of_line in by_line.values():
        try:
            enter_all(movements=of_line, by=by)
        except MoneyRefused as refused:
            line = of_line[0].line
            line.refresh_from_db()
            raise MoneyRefused(
                f"act-{refused.code}" if refused.code in NAMING_THE_LINE else refused.code,
                amount=refused.values.get("amount"),
                measure=line.measure,
                source=line.source,
                allocated=line.allocated,
                committed=line.committed,
                paid=line.paid,
                line=str(line),
            ) from refused


def hold_lines(keys: set[int]) -> None:
    """Hold the lines until the transaction ends, the lowest key first."""
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT finance_hold_line(%s)", [key])


def in_order(entries: Iterable[MoneyEntry]) -> list[MoneyEntry]:
    """Held line after line; of one line what puts money on it goes last."""
    found = list(entries)
    hold_lines({entry.line_id for entry in found})
    return sorted(found, key=lambda entry: (entry.line_id, entry.amount))
