"""The planned payments of targeted assistance made by the rules.

For each case of the plan the family's income is chosen so that the law gives the planned sum: the
application is judged, decided under its number, and paid by the runs of the months.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qamtu.assistance import fuel_aid
from qamtu.assistance.applications import apply_for_assistance, judge_family
from qamtu.assistance.decisions import assign
from qamtu.assistance.dues import PAID_BY_RUNS, dues_of
from qamtu.assistance.families import draw_family, members_on, tenge_text
from qamtu.assistance.fuel_aid_lists import Listed, decide_list
from qamtu.assistance.targeted_assistance import MEASURE
from qamtu.casework.acts import record_event
from qamtu.casework.local_law import enter_value
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.runs import approve_run, prepare_run
from qamtu.people.models import Household, Person
from qamtu.rules.exact import TIYN, whole
from qamtu.rules.fuel_aid import formulas as fuel_rules
from qamtu.rules.parameters import Law, ParameterMissing
from qamtu.rules.quarters import last_day_of_quarter, quarter_of

from .flows import HALYK, District
from .packages import hand_over_packages
from .plan import PlannedCase

MOST_A_MONTH = 100_000_000  # tiyn
LINE = "targeted_assistance.poverty_line"


@dataclass
class Wanted:
    """A case of the plan as the rules have to give it; `case` once it is assigned."""

    planned: PlannedCase
    household: Household
    monthly: int
    source: str
    pay_days: tuple[date, ...]
    case: int = 0

    @property
    def day(self) -> date:
        return self.planned.steps[0].day


class TargetedAssistanceFlow:
    """Applications, decisions and runs in an office, by its own staff."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.households = district.households

    def can_build(self, planned: PlannedCase) -> bool:
        """True for a case that pays a sum above what the law adds for the family's children.

        One that pays nothing has nothing to be judged, and whatever an entitled family earns, the
        law gives no less than the extra payment. Of far more than any family is paid, the line of
        the quarter would be so high that its other families earn what nobody does.
        """
        paid = [planned.money[step.payment] for step in planned.steps if step.payment is not None]
        return (
            planned.measure == MEASURE.code
            and not planned.is_retracted
            and bool(paid)
            and len({(money.tiyn, money.source) for money in paid}) == 1
            and len({(step.day.year, step.day.month) for step in planned.steps if step.payment})
            == len(paid)
            and len({quarter_of(step.day) for step in planned.steps}) == 1
            and self._most_extra(planned) < paid[0].tiyn <= MOST_A_MONTH
        )

    def _most_extra(self, planned: PlannedCase) -> Fraction | int:
        """No family with these children is given more for them than this."""
        day = planned.steps[0].day
        law = Law(MEASURE.code, day)
        if not law.is_known("extra_per_child"):
            return 0
        oldest = law.figure("extra_age_to").value
        members = members_on(self.households[planned.subject], day)
        children = sum(member.person.age_on(day) <= oldest for member in members)
        return children * law.figure("extra_per_child").value

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """Judge, assign and pay all, in the order of their days."""
        wanted = sorted((self._wanted(one) for one in cases), key=lambda one: one.day)
        self._enter_lines(wanted)
        for number, one in enumerate(wanted, start=1):
            self._assign(one, number)
            advance(1)
        self._pay(wanted)
        last_days: dict[date, date] = {}
        for one in wanted:
            for day in one.pay_days:
                last_days[day.replace(day=1)] = max(day, last_days.get(day.replace(day=1), day))
        hand_over_packages(self.district, last_days.values())

    def _wanted(self, planned: PlannedCase) -> Wanted:
        paid = [
            (step.day, planned.money[step.payment])
            for step in planned.steps
            if step.payment is not None
        ]
        return Wanted(
            planned,
            self.households[planned.subject],
            paid[0][1].tiyn,
            paid[0][1].source,
            tuple(day for day, _ in paid),
        )

    def _enter_lines(self, wanted: Sequence[Wanted]) -> None:
        """The line of each quarter: 70 % of the subsistence minimum, or what the plan needs."""
        needed: dict[date, Fraction] = {}
        for one in wanted:
            size = one.household.members.filter(retracted_at=None).count()
            quarter = quarter_of(one.day)
            needed[quarter] = max(needed.get(quarter, Fraction(0)), Fraction(one.monthly, size))
        for quarter, most in sorted(needed.items()):
            enter_value(
                office=self.office,
                parameter=LINE,
                value=Decimal(max(_usual_line(quarter), whole(most + TIYN))) / TIYN,
                valid_from=quarter,
                valid_to=last_day_of_quarter(quarter),
                act="Өңірдің тоқсандағы кедейлік шегі (синтетикалық ауданның мәні)",
                by=self.district.head,
            )

    def _assign(self, one: Wanted, number: int) -> None:
        family = draw_family(one.household, one.day)
        judgement = judge_family(office=self.office, family=family, day=one.day).judgement
        extra = judgement["extra_amount"]
        income = 3 * max(0, judgement["basic_amount"] + extra - one.monthly)
        if income:
            family["members"][0]["incomes"] = [{"kind": "wage", "amount": tenge_text(income)}]
        case = apply_for_assistance(
            office=self.office,
            household=one.household,
            family=family,
            day=one.day,
            by=self.district.clerk,
        )
        checked_on, decided_on = one.planned.steps[1].day, one.planned.steps[2].day
        record_event(
            case=case,
            measure=MEASURE,
            transition="check",
            day=checked_on,
            by=self.district.clerk,
            details={"commission": f"№ {number}"},
        )
        assign(case=case, day=decided_on, by=self.district.head, contract=f"№ {number}")
        one.case = case.pk
        applicant = family["applicant"]
        if applicant not in self.district.with_account:
            self.district.with_account.add(applicant)
            person = Person.objects.get(pk=applicant)
            account = make_iban(HALYK, f"{applicant:013}")
            record_account(owner=person, iban=account, since=one.day, by=self.district.head)

    def _pay(self, wanted: Sequence[Wanted]) -> None:
        """A run for each day of payment and source: only what the plan pays on that day."""
        days = sorted({(day, one.source) for one in wanted for day in one.pay_days})
        for day, source in days:
            month = day.replace(day=1)
            cases = {one.case for one in wanted if one.source == source and day in one.pay_days}
            run = prepare_run(
                office=self.office,
                measure=MEASURE,
                month=month,
                dues=[
                    due
                    for due in dues_of(self.office, month)
                    if due.case_id in cases and due.due_for == month
                ],
                by=self.district.accountant,
                sources=[source],
            )
            approve_run(run=run, measure=MEASURE, day=day, by=self.district.head)


class FuelAidFlow:
    """Employers' lists of specialists, decided at once and paid by the runs of the months."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office

    def can_build(self, planned: PlannedCase) -> bool:
        """True for fuel aid of a whole number of МРП, paid in the month of its decision."""
        if planned.measure != fuel_aid.MEASURE.code or planned.is_retracted:
            return False
        paid = [(step, step.payment) for step in planned.steps if step.payment is not None]
        approved = [step.day for step in planned.steps if step.transition == "approve"]
        if len(paid) != 1 or len(approved) != 1:
            return False
        step, payment = paid[0]
        return (
            (step.day.year, step.day.month) == (approved[0].year, approved[0].month)
            and payment is not None
            and planned.money[payment].tiyn % _mrp(planned.steps[0].day) == 0
        )

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """Employers' lists of a month, decided at once; then the runs of the months."""
        times = {self._times(one) for one in cases}
        if len(times) != 1:
            raise ValueError("one maslikhat sets one amount a year")
        year = cases[0].steps[0].day.year
        enter_value(
            office=self.office,
            parameter="fuel_aid.amount_in_mrp",
            value=Decimal(times.pop()),
            valid_from=date(year, 1, 1),
            valid_to=date(year, 12, 31),
            act="Аудандық мәслихат шешімі (синтетикалық ауданның мәні)",
            by=self.district.head,
        )
        months: dict[date, list[PlannedCase]] = {}
        for one in cases:
            months.setdefault(one.steps[-1].day, []).append(one)
        sectors = [code for code in fuel_rules.SECTORS if code != "other"]
        people = self.district.persons
        self.district.open_accounts({people[one.subject].pk for one in cases}, cases)
        paid = PAID_BY_RUNS[fuel_aid.MEASURE.code]
        for pay_day, listed in sorted(months.items()):
            decide_list(
                office=self.office,
                listed=[
                    Listed(
                        people[one.subject],
                        one.steps[0].day,
                        one.steps[1].day,
                        {
                            "sector": sectors[one.subject % len(sectors)],
                            "works_in_village": True,
                            "lives_in_village": True,
                        },
                    )
                    for one in listed
                ],
                by=self.district.head,
            )
            source = listed[0].money[-1].source
            run = paid.prepare(
                office=self.office,
                month=pay_day,
                by=self.district.accountant,
                sources=[source],
            )
            paid.approve(run=run, day=pay_day, by=self.district.head)
            advance(len(listed))

    def _times(self, planned: PlannedCase) -> int:
        return planned.money[-1].tiyn // _mrp(planned.steps[0].day)


def _mrp(day: date) -> int:
    try:
        return int(Law(fuel_aid.MEASURE.code, day).figure("mrp").value)
    except ParameterMissing:
        return sys.maxsize


def _usual_line(quarter: date) -> int:
    try:
        law = Law(MEASURE.code, quarter)
        share = law.figure("line_share_of_subsistence_minimum").value
        return whole(share * law.figure("subsistence_minimum").value)
    except ParameterMissing:
        return 0
