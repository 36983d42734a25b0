"""The planned startup grants made by rounds: applied, judged, scored, awarded and paid by runs.

A month of applications is a round. Whom the law of the day does not admit goes the common way.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from qamtu.casework.local_law import law_on
from qamtu.employment.grants import (
    add_member,
    apply_for_grant,
    award,
    dues_of,
    facts_of,
    open_round,
    score,
)
from qamtu.employment.models import GrantApplication
from qamtu.employment.startup_grant import MEASURE
from qamtu.finance.runs import approve_run, prepare_run
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.programme import StepMissing, judge
from qamtu.rules.quarters import next_month
from qamtu.rules.startup_grant.formulas import PROGRAMME, read_application

from .flows import District
from .plan import PlannedCase

ASKED = ("open", "check", "approve")
CERTIFIED_BEFORE = timedelta(days=30)
POINTS = (70, 100)
MEMBERS = ("А. Сейітов", "Б. Жұмабекова", "Қ. Әлиев")


class GrantFlow:
    """Rounds of startup grants, paid from the source of the plan."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.applied: set[int] = set()

    def can_build(self, planned: PlannedCase) -> bool:
        """True for one whom the law admits, who is paid once, from one source."""
        paid = [money for money in planned.money if money.kind == "paid"]
        if (
            planned.measure != MEASURE.code
            or planned.is_retracted
            or planned.subject in self.applied
            or tuple(one.transition for one in planned.steps) != (*ASKED, "pay")
            or len(paid) != 1
            or planned.steps[2].day.year != planned.steps[3].day.year
            or not self._is_admitted(planned, paid[0].tiyn)
        ):
            return False
        self.applied.add(planned.subject)
        return True

    def _is_admitted(self, planned: PlannedCase, asked: int) -> bool:
        day, person = planned.steps[0].day, self.district.persons[planned.subject]
        try:
            given = facts_of(
                person, day, asked=asked, category=planned.category or "", **self._facts(day)
            )
            law = law_on(self.district.office, PROGRAMME.folder, day)
            judgement = judge(PROGRAMME, read_application(given, day), law)
            return bool(judgement["is_entitled"])
        except (FactsRefused, ParameterMissing, StepMissing):
            return False

    def _facts(self, day: date) -> dict[str, object]:
        return {"certified_on": day - CERTIFIED_BEFORE}

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """A round for each month of applications; then the awards of all and the runs."""
        months: dict[date, list[PlannedCase]] = {}
        for one in cases:
            months.setdefault(one.steps[0].day.replace(day=1), []).append(one)
        made: list[tuple[PlannedCase, GrantApplication]] = []
        for month, listed in sorted(months.items()):
            made += self._round(month, listed)
            advance(len(listed))
        for planned, application in sorted(made, key=lambda one: one[0].steps[2].day):
            award(application=application, day=planned.steps[2].day, by=self.district.head)
        self._pay(made)

    def _round(
        self, month: date, listed: Sequence[PlannedCase]
    ) -> list[tuple[PlannedCase, GrantApplication]]:
        district = self.district
        round = open_round(
            office=district.office,
            opens_on=month,
            closes_on=next_month(month) - timedelta(days=1),
            money=sum(one.money[-1].tiyn for one in listed),
            by=district.head,
        )
        members = [add_member(round=round, name=name) for name in MEMBERS]
        made = []
        for one in sorted(listed, key=lambda planned: planned.steps[0].day):
            day = one.steps[0].day
            application = apply_for_grant(
                round=round,
                person=district.persons[one.subject],
                project="Шағын кәсіп ашу",
                estimate=[("Жабдық пен материал", one.money[-1].tiyn)],
                category=one.category or "",
                day=day,
                by=district.specialist,
                facts=self._facts(day),
            )
            for member in members:
                points = district.rng.randint(*POINTS)
                score(application=application, member=member, points=points, by=district.head)
            made.append((one, application))
        return made

    def _pay(self, made: Sequence[tuple[PlannedCase, GrantApplication]]) -> None:
        """A run for each month and source of awards, on the last day that the plan pays of it."""
        district = self.district
        district.open_accounts(
            {application.person_id for _one, application in made}, [one for one, _ in made]
        )
        days: dict[tuple[date, str], date] = {}
        cases: dict[tuple[date, str], set[int]] = {}
        for one, application in made:
            key = one.steps[2].day.replace(day=1), one.money[-1].source
            days[key] = max(days.get(key, one.steps[3].day), one.steps[3].day)
            cases.setdefault(key, set()).add(application.case_id)
        for (month, source), day in sorted(days.items()):
            run = prepare_run(
                office=district.office,
                measure=MEASURE,
                month=month,
                dues=[
                    due
                    for due in dues_of(district.office, month)
                    if due.case_id in cases[month, source]
                ],
                by=district.accountant,
                sources=[source],
            )
            approve_run(run=run, measure=MEASURE, day=day, by=district.head)
