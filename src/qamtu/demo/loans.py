"""The planned microcredits made by their verbs: judged, approved, issued by a lender."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from qamtu.employment.loans import (
    LoanAsked,
    apply_for_loan,
    approve_loan,
    issue_loan,
    judge_loan,
    plan_of,
    repay,
)
from qamtu.employment.microcredit import MEASURE
from qamtu.employment.models import LoanIssue
from qamtu.finance.money import budget_line
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.programme import StepMissing

from .flows import District
from .plan import PlannedCase

STEPS = ("open", "check", "approve", "carry_out", "pay")
RATE, MONTHS, GRACE = 60_000, 60, 6
LATE = 9  # each ninth borrower pays nothing yet
AUYL_AMANATY, ITS_RATE = date(2025, 6, 16), 25_000
LENDER = "Ауыл шаруашылығын қаржылай қолдау қоры"
IDEAS = ("Мал бордақылау", "Жылыжай", "Құс өсіру", "Наубайхана", "Сүт қабылдау пункті")


class LoanFlow:
    """Microcredits in an office, by its own staff."""

    def __init__(self, district: District) -> None:
        self.district = district

    def can_build(self, planned: PlannedCase) -> bool:
        """True for one whole loan of one source that the rules of its day admit."""
        if (
            planned.measure != MEASURE.code
            or planned.is_retracted
            or tuple(step.transition for step in planned.steps) != STEPS
            or len(planned.money) != 2
        ):
            return False
        try:
            _given, found = judge_loan(self._asked(planned))
            return bool(found["is_entitled"])
        except (FactsRefused, ParameterMissing, StepMissing):
            return False

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """Each loan from its application to the money."""
        by = self.district.specialist
        until = max(one.steps[-1].day for one in cases)
        for number, one in enumerate(cases, start=1):
            _opened, checked, approved, issued, paid = (step.day for step in one.steps)
            line = budget_line(
                office=self.district.office,
                year=one.money[-1].day.year,
                measure=MEASURE.code,
                source=one.money[-1].source,
            )
            application = apply_for_loan(asked=self._asked(one), checked_on=checked, by=by)
            approve_loan(application=application, line=line, day=approved, by=by)
            issue = issue_loan(
                application=application,
                line=line,
                lender=LENDER,
                contract=f"{number}-{issued.year}",
                day=issued,
                first_due=issued + timedelta(days=31),
                paid_on=paid,
                by=self.district.head,
            )
            if number % LATE:
                self._repay(issue, until)
            advance(1)

    def _repay(self, issue: LoanIssue, until: date) -> None:
        """Every instalment on its day."""
        for one in plan_of(issue):
            if one.due <= until:
                repay(issue=issue, day=one.due, amount=one.payment, by=self.district.specialist)

    def _asked(self, planned: PlannedCase) -> LoanAsked:
        day = planned.steps[0].day
        is_new = day >= AUYL_AMANATY
        return LoanAsked(
            person=self.district.persons[planned.subject],
            day=day,
            lending="auyl_amanaty" if is_new else "village",
            amount=planned.money[-1].tiyn,
            rate_millionths=ITS_RATE if is_new else RATE,
            months=MONTHS,
            grace_months=0 if is_new else GRACE,
            idea=IDEAS[planned.subject % len(IDEAS)],
        )
