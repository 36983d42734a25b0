"""Clerks at once, each on a connection of its own, do whatever comes to mind with the budget.

An observer on a connection of its own looks at the lines all the while. A failure names the seed:
the same seed gives each clerk the same wishes, though not the same moments.
"""

import random
import threading
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import connection

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.casework.acts import ActRefused
from qamtu.finance.budget_acts import BudgetRefused, move_money, retract_budget_act
from qamtu.finance.financing import FinancingRefused, set_financing_plan
from qamtu.finance.models import BudgetAct, BudgetLine, FinancingPlan, MoneyEntry
from qamtu.finance.money import (
    MoneyRefused,
    allocate,
    budget_line,
    commit,
    pay,
    retract_entry,
    take_back,
)
from qamtu.finance.obligations import ObligationRefused, carry_over, release
from qamtu.ledger.models import AlreadyRetracted
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_user

from .a_budget import DAY, YEAR, a_case, approve_budget

CLERKS, EACH = 8, 400
LINES = [("fuel_aid", "local", YEAR), ("fuel_aid", "republican", YEAR), ("bastau", "local", YEAR)]
NEXT = ("fuel_aid", "local", YEAR + 1)
AFTER = date(YEAR + 1, 1, 10)
REFUSALS = (
    MoneyRefused, BudgetRefused, ObligationRefused, FinancingRefused, ActRefused, AlreadyRetracted,
)  # fmt: skip
WISHES = (
    ["commit"] * 6 + ["pay"] * 6 + ["return"] * 3 + ["release"] * 3 + ["move"] * 4
    + ["allocate"] * 2 + ["cut"] * 2 + ["retract"] * 3 + ["retract-act"] * 2 + ["carry"] + ["plan"]
)  # fmt: skip


class Clerk(threading.Thread):
    def __init__(
        self, number: int, office: Office, by: User, cases: dict[str, list[Any]], seed: int
    ) -> None:
        super().__init__()
        self.number, self.office, self.by, self.cases = number, office, by, cases
        self.rng = random.Random(seed * 100 + number)
        self.done: Counter[str] = Counter()
        self.broken: BaseException | None = None

    def run(self) -> None:
        try:
            with office_scope(self.office):
                for turn in range(EACH):
                    wish = self.rng.choice(WISHES)
                    try:
                        self.do(wish, turn)
                        self.done[wish] += 1
                    except REFUSALS as refused:
                        self.done[f"refused {getattr(refused, 'code', '')}"] += 1
        except BaseException as error:
            self.broken = error
        finally:
            connection.close()

    def line(self, *, may_be_next: bool = True) -> BudgetLine:
        of = self.rng.choice([*LINES, NEXT] if may_be_next else LINES)
        return BudgetLine.objects.get(office=self.office, measure=of[0], source=of[1], year=of[2])

    def do(self, wish: str, turn: int) -> None:
        rng, by = self.rng, self.by
        line, amount = self.line(), rng.randint(1, 400)
        case = rng.choice(self.cases[line.measure])
        match wish:
            case "commit":
                commit(line=line, case=case, amount=amount, day=DAY, by=by)
            case "pay":
                pay(
                    line=line, case=case, measure=MEASURES[line.measure], amount=amount, day=DAY,
                    by=by,
                )  # fmt: skip
            case "return":
                take_back(line=line, case=case, amount=amount, day=DAY, by=by)
            case "release":
                release(line=line, case_id=case.pk, amount=amount, day=DAY, act="№", by=by)
            case "allocate":
                allocate(line=line, amount=amount, day=DAY, act="№", by=by)
            case "cut":
                allocate(line=line, amount=-amount, day=DAY, act="№", by=by)
            case "move":
                move_money(
                    source=self.line(may_be_next=False),
                    target=self.line(may_be_next=False),
                    amount=amount,
                    number=f"{self.number}-{turn}",
                    day=DAY,
                    by=by,
                )
            case "retract":
                entries = MoneyEntry.objects.live().filter(line=line).order_by("?")
                if entry := entries.first():
                    retract_entry(entry=entry, reason="қате", by=by)
            case "retract-act":
                acts = BudgetAct.objects.live().filter(kind__in=["moved", "carried"])
                if act := acts.filter(office=self.office).order_by("?").first():
                    retract_budget_act(act=act, reason="қате", by=by)
            case "carry":
                old = BudgetLine.objects.get(
                    office=self.office, measure=NEXT[0], source=NEXT[1], year=YEAR
                )
                chosen = [one.pk for one in rng.sample(self.cases["fuel_aid"], 2)]
                carry_over(
                    line=old, number=f"c{self.number}-{turn}", day=AFTER, by=by, case_ids=chosen
                )
            case "plan":
                month = rng.randint(1, 12)
                set_financing_plan(
                    line=line, months={month: (amount, amount // 2)}, day=DAY, act="№", by=by
                )


class Observer(threading.Thread):
    """Looks at the lines as they are committed, each look in a statement of its own."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office, self.stop = office, threading.Event()
        self.looks = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        with office_scope(self.office):
            while not self.stop.is_set():
                self.look()
        connection.close()

    def look(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT l.id, l.allocated, l.committed, l.paid,"
                " coalesce(sum(m.amount) FILTER (WHERE m.kind = 'allocated'), 0),"
                " coalesce(sum(m.amount) FILTER (WHERE m.kind = 'committed'), 0),"
                " coalesce(sum(CASE m.kind WHEN 'paid' THEN m.amount"
                "                          WHEN 'returned' THEN -m.amount END), 0)"
                " FROM finance_budgetline l LEFT JOIN finance_moneyentry m"
                " ON m.line_id = l.id AND m.retracted_at IS NULL"
                " WHERE l.office_id = %s GROUP BY l.id",
                [self.office.pk],
            )
            for line, allocated, committed, paid, *sums in cursor.fetchall():
                if [allocated, committed, paid] != sums or not 0 <= paid <= committed <= allocated:
                    self.wrong.append(f"{line}: {allocated} {committed} {paid}, entries {sums}")
        self.looks += 1


@pytest.mark.usefixtures("committed")
def test_every_lines_balance_is_the_sum_of_its_entries_at_every_moment() -> None:
    seed = random.randrange(1_000_000)
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        approve_budget(
            office, head, fuel_aid__local=9000, fuel_aid__republican=5000, bastau__local=3000
        )
        approve_budget(office, head, YEAR + 1, fuel_aid__local=6000)
        cases = {
            measure: [a_case(office, head, measure) for _ in range(6)]
            for measure in ("fuel_aid", "bastau")
        }
    observer = Observer(office)
    clerks = [Clerk(number, office, head, cases, seed) for number in range(CLERKS)]
    observer.start()
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    observer.stop.set()
    observer.join()
    for clerk in clerks:
        if clerk.broken is not None:
            raise AssertionError(f"seed {seed}") from clerk.broken
    done = sum((clerk.done for clerk in clerks), Counter())
    assert sum(done.values()) == CLERKS * EACH
    assert not observer.wrong, f"seed {seed}"
    assert observer.looks > 50
    with office_scope(office):
        observer.look()
        assert not observer.wrong
        _check_cases_and_acts(office)
    landed = sum(number for what, number in done.items() if not what.startswith("refused"))
    assert landed > CLERKS * EACH // 4, "the clerks also got something done"
    for wish in set(WISHES):
        assert done[wish], f"nobody ever managed to {wish} (seed {seed}): {done}"


def _check_cases_and_acts(office: Office) -> None:
    by_case: Counter[tuple[int, int | None, str]] = Counter()
    by_act: Counter[int] = Counter()
    for entry in MoneyEntry.objects.live().filter(office=office):
        by_case[entry.line_id, entry.case_id, entry.kind] += entry.amount
        if entry.budget_act_id:
            by_act[entry.budget_act_id] += entry.amount
    for line, case, _kind in list(by_case):
        if case:
            paid = by_case[line, case, "paid"] - by_case[line, case, "returned"]
            assert 0 <= paid <= by_case[line, case, "committed"]
    for act in BudgetAct.objects.filter(office=office):
        if not act.is_live:
            assert not act.entries.live().exists()
        elif act.kind in ("moved", "carried"):
            assert by_act[act.pk] == 0
    planned: Counter[tuple[int, int, str]] = Counter()
    for row in FinancingPlan.objects.live().filter(office=office):
        planned[row.line_id, row.month, row.column] += row.amount
    assert all(amount >= 0 for amount in planned.values())


@pytest.mark.usefixtures("committed")
def test_a_line_is_opened_once_by_any_number_of_acts() -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)

    def enter(number: int) -> None:
        with office_scope(office):
            approve_line = budget_line(
                office=office, year=YEAR, measure="fuel_aid", source="regional"
            )
            allocate(line=approve_line, amount=number, day=DAY, act="№", by=head)
        connection.close()

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office_scope(office):
        assert BudgetLine.objects.get(office=office).allocated == sum(range(1, 9))
