"""The planned startup grants made by the verbs of a round: from the application to the payment.

The awards of one day and source are those of one round: announced with exactly their money,
applied for in its window, scored by a commission, awarded by its protocol and paid by a run. Whom
the law of the day would not admit, or who is awarded twice in the plan, goes the common way.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from qamtu.documents.models import keep_document
from qamtu.employment.dues import PAID_BY_RUNS
from qamtu.employment.grant_applications import (
    Applied,
    Item,
    admit_all,
    apply_all,
    judge_applications,
)
from qamtu.employment.grant_awards import award_all, draw_protocol, sign_contracts
from qamtu.employment.grant_rounds import GrantRefused, name_member, open_round
from qamtu.employment.grant_scores import Scored, score_all
from qamtu.employment.grant_use import Receipt, report_use, visit
from qamtu.employment.models import GrantApplication, GrantDecision, GrantRound
from qamtu.employment.startup_grant import MEASURE
from qamtu.finance.money import budget_line
from qamtu.finance.runs import approve_run, prepare_run
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from qamtu.rules.programme import StepMissing

from .flows import District
from .plan import PlannedCase

STEPS = ("open", "check", "approve", "pay")
SPENT_WITHIN = timedelta(days=180)
CERTIFIED_BEFORE = timedelta(days=45)
VISITED = 10
COMMISSION = (
    ("Сейтова А. Б.", "бөлім басшысының орынбасары", False),
    ("Оспанов Б. Қ.", "кәсіпкерлік бөлімінің маманы", False),
    ("Нұрланова Г. С.", "кәсіпкерлер палатасының өкілі", True),
)
PROJECTS = (
    ("Наубайхана", "10.71 Нан пісіру", "Пеш", "Қамыр илегіш"),
    ("Тігін цехы", "14.13 Сыртқы киім тігу", "Тігін машинасы", "Мата"),
    ("Шаштараз", "96.02 Шаштараз қызметі", "Кресло мен айна", "Құрал-жабдық"),
    ("Жылыжай", "01.13 Көкөніс өсіру", "Жылыжай жинағы", "Тұқым мен тыңайтқыш"),
    ("Құс өсіру", "01.47 Құс өсіру", "Инкубатор", "Балапан мен жем"),
    ("Автокөлік жөндеу", "45.20 Автокөлікке қызмет көрсету", "Көтергіш", "Құрал-сайман"),
    ("Жиһаз цехы", "31.09 Жиһаз жасау", "Ағаш кесетін станок", "Материал"),
    ("Сүт өңдеу", "10.51 Сүт өңдеу", "Сепаратор", "Тоңазытқыш"),
    ("Киіз бұйымдары", "13.96 Тоқыма бұйымдары", "Жүн түтетін станок", "Жүн"),
    ("Балалар ойын бөлмесі", "93.29 Ойын-сауық қызметі", "Ойын жабдығы", "Жиһаз"),
    ("Дәнекерлеу цехы", "25.11 Металл құрылымдар", "Дәнекерлеу аппараты", "Металл"),
    ("Ұлттық тағамдар", "56.10 Тамақтандыру қызметі", "Асүй жабдығы", "Ыдыс"),
)


class GrantFlow:
    """Rounds of startup grants in an office, by its own staff."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.taken: set[int] = set()

    def can_build(self, planned: PlannedCase) -> bool:
        """True for one whole award that the law of its day admits, the first of the person."""
        if (
            planned.measure != MEASURE.code
            or planned.is_retracted
            or not planned.category
            or planned.subject in self.taken
            or tuple(step.transition for step in planned.steps) != STEPS
            or len(planned.money) != 2
            or planned.steps[2].day.year != planned.steps[3].day.year
        ):
            return False
        try:
            (judged,) = judge_applications(
                office=self.office, applied=[self._applied(planned, planned.subject)]
            )
        except (GrantRefused, FactsRefused, ParameterMissing, StepMissing):
            return False
        if not judged.is_entitled or judged.category != planned.category:
            return False
        self.taken.add(planned.subject)
        return True

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """Each round in the order of the awards; then the runs of the days of payment."""
        rounds: dict[tuple[date, str], list[PlannedCase]] = {}
        for one in cases:
            rounds.setdefault((one.steps[2].day, one.money[-1].source), []).append(one)
        self.district.open_accounts({self.district.persons[one.subject].pk for one in cases}, cases)
        paid: dict[tuple[date, str], set[int]] = {}
        seen: list[tuple[GrantApplication, date]] = []
        for (day, source), of_round in sorted(rounds.items(), key=lambda each: each[0]):
            decisions = self._round(day, source, of_round)
            for one, decision in zip(of_round, decisions, strict=True):
                pay_day, case = one.steps[3].day, decision.application.case_id
                paid.setdefault((pay_day, source), set()).add(case)
                seen.append((decision.application, pay_day))
            advance(len(of_round))
        for (day, source), keys in sorted(paid.items(), key=lambda each: each[0]):
            self._pay(day, source, keys)
        for application, day in seen[:VISITED]:
            self._look_after(application, day)

    def _applied(self, planned: PlannedCase, number: int) -> Applied:
        day, amount = planned.steps[0].day, planned.money[-1].tiyn
        title, activity, first, second = PROJECTS[number % len(PROJECTS)]
        most = max(1, amount * 7 // 10 // 100_000 * 100_000)
        items = [Item(first, most)]
        if amount > most:
            items.append(Item(second, amount - most))
        return Applied(
            person=self.district.persons[planned.subject],
            day=day,
            title=title,
            items=items,
            activity=activity,
            category=planned.category or "",
            category_paper=f"анықтама № {number}",
            certificate=f"№ {number}",
            certified_on=day - CERTIFIED_BEFORE,
            jobs=1 + number % 3,
        )

    def _round(self, day: date, source: str, cases: Sequence[PlannedCase]) -> list[GrantDecision]:
        head, by = self.district.head, self.district.specialist
        opened = [one.steps[0].day for one in cases]
        line = budget_line(
            office=self.office,
            year=cases[0].money[-1].day.year,
            measure=MEASURE.code,
            source=source,
        )
        made = open_round(
            office=self.office,
            line=line,
            money=sum(one.money[-1].tiyn for one in cases),
            opens_on=min(opened),
            closes_on=max(opened),
            act=f"Бөлім басшысының {min(opened):%d.%m.%Y} бұйрығы",
            quorum=len(COMMISSION),
            least=50,
            by=head,
        )
        applications = apply_all(
            round=made, applied=[self._applied(one, one.subject) for one in cases], by=by
        )
        admit_all(
            admitted=[
                (application, one.steps[1].day)
                for application, one in zip(applications, cases, strict=True)
            ],
            by=by,
        )
        self._score(made, applications)
        draw_protocol(round=made, day=day, by=by)
        decisions = award_all(
            round=made, awarded=[(application, day) for application in applications], by=head
        )
        sign_contracts(
            signed=[(one, f"{one.number}-Г", day, day + SPENT_WITHIN, "") for one in decisions],
            by=by,
        )
        return decisions

    def _score(self, made: GrantRound, applications: Sequence[GrantApplication]) -> None:
        by, rng = self.district.specialist, self.district.rng
        members = [
            name_member(round=made, name=name, post=post, is_external=is_external, by=by)
            for name, post, is_external in COMMISSION
        ]
        criteria = list(made.criteria.values_list("pk", flat=True))
        score_all(
            round=made,
            scored=[
                Scored(application, member, {key: rng.randint(6, 10) for key in criteria})
                for application in applications
                for member in members
            ],
            by=by,
        )

    def _pay(self, day: date, source: str, case_keys: set[int]) -> None:
        dues = PAID_BY_RUNS[MEASURE.code].dues_of(self.office, day)
        run = prepare_run(
            office=self.office,
            measure=MEASURE,
            month=day,
            dues=[due for due in dues if due.case_id in case_keys],
            by=self.district.accountant,
            sources=[source],
        )
        approve_run(run=run, measure=MEASURE, day=day, by=self.district.head)

    def _look_after(self, application: GrantApplication, day: date) -> None:
        """A receipt for the first purchase, and a visit."""
        by = self.district.specialist
        item = application.items.all()[0]
        receipt = keep_document(
            office_id=self.office.pk,
            title=f"Чек: {item.what}",
            content=f"Чек № {application.pk}: {item.what}, {item.amount} тиын".encode(),
            media_type="text/plain",
            by=by,
        )
        report_use(
            application=application,
            day=day,
            receipts=[Receipt(item.what, day, item.amount, receipt, item)],
            by=by,
        )
        visit(
            application=application,
            day=day,
            visitor=COMMISSION[0][0],
            findings=f"{application.title}: {item.what} сатып алынған, орнында.",
            is_running=True,
            by=by,
        )
