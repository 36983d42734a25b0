"""The planned payments of personal assistants made by the verbs of their work.

A contract names the rate, the helper writes visits that the person confirms, each month is
accepted under its act and paid by a run. Whom the law would not give an assistant, or who is paid
what no whole minutes come to, goes the common way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from qamtu.casework.acts import open_case, record_event
from qamtu.casework.deadlines import is_working_day
from qamtu.disability.assistant_months import PAYABLE, accept_months, is_over
from qamtu.disability.models import Pairing, PairingLink, VisitWord
from qamtu.disability.pairings import Pair, groups_on, sign_pairings
from qamtu.disability.personal_assistant import MEASURE
from qamtu.disability.visits import Visited, confirm_all, write_visits
from qamtu.finance.runs import approve_run, prepare_run
from qamtu.rules.quarters import next_month

from .assistant_months import RATES
from .flows import District
from .plan import PlannedCase

ASKED = ("open", "check", "approve")
MORNING = 9 * 60
LONGEST_DAY = 8 * 60
SAID = {"moves_with_difficulty": True, "in_programme": True}


@dataclass
class Served:
    """Months in a row with one helper: tiyn by month."""

    helper: int
    months: dict[date, int]


class AssistantFlow:
    """Pairs, visits and months in an office, by its own staff."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.taken: set[int] = set()

    def can_build(self, planned: PlannedCase) -> bool:
        """True for a person of group I whose months are whole minutes at one rate."""
        if (
            planned.measure != MEASURE.code
            or planned.is_retracted
            or planned.subject in self.taken
            or len(planned.steps) <= len(ASKED)
            or tuple(step.transition for step in planned.steps[: len(ASKED)]) != ASKED
        ):
            return False
        turns = served_of(planned)
        day = planned.steps[len(ASKED) - 1].day
        person = self.district.persons[planned.subject]
        if not turns or groups_on([person.pk], day).get(person.pk) != "group_1":
            return False
        if any(turn.helper == planned.subject for turn in turns) or not rate_in(turns, day):
            return False
        self.taken.add(planned.subject)
        return True

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """All contracts, all visits, all months, then a run for each day of payment and source."""
        people, by = self.district.persons, self.district.specialist
        pairs: list[Pair] = []
        turns: list[Served] = []
        paid: dict[tuple[date, str], set[tuple[int, date]]] = {}
        helpers: set[int] = set()
        for number, one in enumerate(cases, start=1):
            opened, checked, signed = (step.day for step in one.steps[: len(ASKED)])
            case = open_case(
                measure=MEASURE,
                office=self.office,
                subject=people[one.subject],
                day=opened,
                by=self.district.clerk,
            )
            record_event(case=case, measure=MEASURE, transition="check", day=checked, by=by)
            served = served_of(one)
            rate = rate_in(served, signed)
            for turn, mine in enumerate(served, start=1):
                months = sorted(mine.months)
                pairs.append(
                    Pair(
                        case=case,
                        helper=people[mine.helper],
                        contract=f"{number}-{turn}/ЖК" if turn > 1 else f"{number}/ЖК",
                        signed_on=signed if turn == 1 else months[0],
                        last_day=next_month(months[-1]) - timedelta(days=1),
                        minutes_a_day=LONGEST_DAY,
                        rate=rate * 60,
                        said=SAID,
                    )
                )
                turns.append(mine)
                helpers.add(people[mine.helper].pk)
            for step in one.steps[len(ASKED) :]:
                source = one.money[step.payment or 0].source
                paid.setdefault((step.day, source), set()).add((case.pk, step.day.replace(day=1)))
            advance(1)
        self.district.open_accounts(helpers, cases)
        signed_pairs = sign_pairings(pairs=pairs, by=self.district.head)
        self._serve(list(zip(signed_pairs, turns, strict=True)))
        for (day, source), keys in sorted(paid.items(), key=lambda each: each[0]):
            self._pay(day, source, keys)

    def _serve(self, pairs: Sequence[tuple[Pairing, Served]]) -> None:
        """The visits of each month, confirmed by the person at the counter, and the acts."""
        by = self.district.specialist
        visited = [
            one
            for pairing, served in pairs
            for month, tiyn in served.months.items()
            for one in visits_of_a_month(pairing, month, tiyn * 60 // pairing.rate)
        ]
        known: dict[date, list[tuple[Pairing, date]]] = {}
        for pairing, served in pairs:
            for month in served.months:
                known.setdefault(month, []).append((pairing, month))
        by_month: dict[date, list[Visited]] = {}
        for one in visited:
            by_month.setdefault(one.day.replace(day=1), []).append(one)
        for month, mine in sorted(by_month.items()):
            last = next_month(month) - timedelta(days=1)
            written = write_visits(visited=mine, by=by, today=last, way=VisitWord.Way.DESK)
            confirm_all(visits=written, side=PairingLink.Side.PERSON, way=VisitWord.Way.DESK, by=by)
            accept_months(months=known[month], day=last, by=by)

    def _pay(self, day: date, source: str, keys: set[tuple[int, date]]) -> None:
        month = day.replace(day=1)
        dues = PAYABLE.dues_of(self.office, month)
        run = prepare_run(
            office=self.office,
            measure=MEASURE,
            month=month,
            dues=[due for due in dues if (due.case_id, due.due_for) in keys],
            by=self.district.accountant,
            sources=[source],
        )
        approve_run(run=run, measure=MEASURE, day=day, by=self.district.head)


def served_of(planned: PlannedCase) -> list[Served]:
    """The helpers in turn with the months that each is paid for; empty where it is not so."""
    turns: list[Served] = []
    seen: set[date] = set()
    for step in planned.steps[len(ASKED) :]:
        month = step.day.replace(day=1)
        if (
            step.transition != "pay"
            or step.payment is None
            or len(step.participants) != 1
            or month in seen
            or not is_over(month, step.day)
        ):
            return []
        seen.add(month)
        helper = step.participants[0][0]
        if not turns or turns[-1].helper != helper:
            turns.append(Served(helper, {}))
        turns[-1].months[month] = planned.money[step.payment].tiyn
    return turns


def rate_in(turns: Sequence[Served], signed_on: date) -> int:
    """Tiyn a minute by which every month is whole minutes and fits into its days; 0: none."""
    for rate in RATES:
        if all(
            tiyn % rate == 0 and tiyn // rate <= LONGEST_DAY * len(days_of(month, signed_on))
            for turn in turns
            for month, tiyn in turn.months.items()
        ):
            return rate
    return 0


def days_of(month: date, signed_on: date) -> list[date]:
    """The working days of a month, none before the contract."""
    day, found = max(month, signed_on), []
    while day < next_month(month):
        if is_working_day(day):
            found.append(day)
        day += timedelta(days=1)
    return found


def visits_of_a_month(pairing: Pairing, month: date, minutes: int) -> list[Visited]:
    """So many minutes over the working days of a month, alike long."""
    days = days_of(month, pairing.signed_on)
    usual = ceil(minutes / len(days))
    visits = []
    for day in days:
        long = min(usual, minutes)
        if long:
            visits.append(Visited(pairing, day, MORNING, long))
        minutes -= long
    return visits
