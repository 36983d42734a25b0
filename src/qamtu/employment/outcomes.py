"""What came of every measure of employment: who works, runs a business, came back, is unknown.

All of it is counted from facts, as a function of three dates: who finished from the first day to
the last, what they were last seen to be by the last day, as known at the moment. A job or a
business is *lasting* when somebody saw that it was still there so many months after the finish.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from django.db.models import Sum

from qamtu.accounts.models import Office
from qamtu.casework.local_law import law_on
from qamtu.finance.models import MoneyEntry
from qamtu.rules.programme import day_number, day_of, months_after

from .finished import MEASURES_WITH_OUTCOMES, Finish, finishes
from .microcredit import MEASURE as MICROCREDIT
from .sightings import AT_WORK, Sighting, State, sightings_of
from .terms import FOLDER


class Verdict(StrEnum):
    """What is known of the day so many months after the finish. `EARLY`: it has not come."""

    EARLY = "early"
    LASTING = "lasting"
    LOST = "lost"
    UNSEEN = "unseen"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One finished case: what its person was last seen to be, and what of it lasted.

    `seen` is the sighting that says so; `paid`, tiyn, what the case was paid less what came back.
    """

    finish: Finish
    state: State
    seen: Sighting | None
    verdict: Verdict
    paid: int


def lasting_months(office: Office, as_of: date) -> int:
    """After how many months a job counts as lasting, by the figure of the day."""
    return int(law_on(office, FOLDER, as_of).figure("lasting_months").value)


def after_months(day: date, months: int) -> date:
    """The first day on which so many full months have passed."""
    return day_of(months_after(day_number(day), months))


def outcomes(
    office: Office,
    *,
    start: date,
    as_of: date,
    months: int,
    known_at: datetime | None = None,
    measures: Collection[str] = MEASURES_WITH_OUTCOMES,
    cases: Collection[int] | None = None,
) -> list[Outcome]:
    """The outcome of each case that was finished from the first day to the last.

    `cases`: of these alone.
    """
    moment = known_at or datetime.now(UTC)
    finished = finishes(
        office, start=start, as_of=as_of, known_at=moment, measures=measures, cases=cases
    )
    people = {one.person_id for one in finished}
    seen = sightings_of(office, people, as_of=as_of, known_at=moment)
    paid = _paid(office, [one.case_id for one in finished], as_of, moment)
    found = []
    for one in finished:
        mine = since(one, seen.get(one.person_id, ()))
        last = mine[-1] if mine else None
        found.append(
            Outcome(
                one,
                last.state if last else State.UNKNOWN,
                last,
                verdict(mine, after_months(one.day, months), as_of),
                paid.get(one.case_id, 0),
            )
        )
    return found


def since(finish: Finish, sightings: Iterable[Sighting]) -> list[Sighting]:
    """What was seen from the finish on: what a person was before says nothing of the measure.

    Who comes to the centre comes back on a later day than that of the finish. An outcome of the
    support of one on probation is written down before the support is completed.
    """
    return [
        one
        for one in sightings
        if one.day > finish.day
        or (one.day == finish.day and one.state is not State.CAME_BACK)
        or (one.source == "support" and one.case_id == finish.case_id)
    ]


def verdict(sightings: Sequence[Sighting], due: date, as_of: date) -> Verdict:
    """Whether the job or business was there on the due day.

    Who was found at work on a later day, without a change between, was at work on the due day; the
    beginning of another job later says nothing of it. Only what was looked at counts as lasting.
    """
    if due > as_of:
        return Verdict.EARLY
    before = next((one for one in reversed(sightings) if one.day < due), None)
    if before is not None and before.state is State.GONE:
        return Verdict.GONE
    was_at_work = before is not None and before.state in AT_WORK
    for one in sightings:
        if one.day < due:
            continue
        if one.still:
            return Verdict.LASTING if one.state in AT_WORK else Verdict.LOST
        if not (was_at_work and one.state in AT_WORK):
            break
    return Verdict.UNSEEN if before is None or was_at_work else Verdict.LOST


def _paid(office: Office, cases: list[int], as_of: date, moment: datetime) -> dict[int, int]:
    kinds = MoneyEntry.Kind
    rows = (
        MoneyEntry.objects.known_at(moment)
        .filter(
            office=office, case__in=cases, kind__in=[kinds.PAID, kinds.RETURNED],
            occurred_on__lte=as_of,
        )
        .order_by()
        .values_list("case_id", "kind")
        .annotate(sum=Sum("amount"))
    )  # fmt: skip
    paid: dict[int, int] = defaultdict(int)
    for case, kind, amount in rows:
        paid[case] += amount if kind == kinds.PAID else -amount
    return paid


@dataclass
class Money:
    """What was paid for cases whose months are over, tiyn, and how many lasting jobs came of it."""

    due: int = 0
    lasting: int = 0

    def add(self, one: Outcome) -> None:
        if one.verdict is not Verdict.EARLY:
            self.due += one.paid
        self.lasting += one.verdict is Verdict.LASTING


@dataclass
class Tally:
    """How many of one row are what, and for how much.

    The cost of a row of several measures is that of those for whose cases money was paid. A loan
    comes back to its lender: it is the money of a row that has loans alone, and is left out where
    it would be added up with what was spent.
    """

    finished: int = 0
    states: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    verdicts: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    people: set[int] = field(default_factory=set)
    by_measure: dict[str, Money] = field(default_factory=lambda: defaultdict(Money))

    def add(self, one: Outcome) -> None:
        self.finished += 1
        self.states[one.state] += 1
        self.verdicts[one.verdict] += 1
        self.people.add(one.finish.person_id)
        self.by_measure[one.finish.measure].add(one)

    @property
    def money(self) -> Money:
        """Of the measures for whose cases money was paid."""
        lent = MICROCREDIT.code
        counted = [
            money
            for measure, money in self.by_measure.items()
            if money.due and (measure != lent or set(self.by_measure) == {lent})
        ]
        return Money(sum(one.due for one in counted), sum(one.lasting for one in counted))

    @property
    def at_work(self) -> int:
        return sum(self.states[state] for state in AT_WORK)

    @property
    def lasting(self) -> int:
        return self.verdicts[Verdict.LASTING]

    @property
    def due(self) -> int:
        """Whose months are over and who did not die or move away before."""
        return self.lasting + self.verdicts[Verdict.LOST] + self.verdicts[Verdict.UNSEEN]

    @property
    def cost(self) -> int | None:
        """Tiyn paid for all whose months are over, for each of them who has a lasting job."""
        money = self.money
        if not money.lasting:
            return None
        return (2 * money.due + money.lasting) // (2 * money.lasting)


def tally(found: Iterable[Outcome]) -> Tally:
    """All of them in one row."""
    made = Tally()
    for one in found:
        made.add(one)
    return made
