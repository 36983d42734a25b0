"""The planned recipients of the social order: a theme, a competition, a contract, named acts."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from qamtu.finance.money import budget_line
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.procurement.acceptance import Delivered, accept_act, present_act
from qamtu.procurement.competitions import (
    Criterion,
    announce_competition,
    decide_competition,
    receive_bid,
    score_bid,
)
from qamtu.procurement.contracts import Stage, Terms, sign_contract
from qamtu.procurement.models import Contract, OrderTheme
from qamtu.procurement.order_recipients import Recipient, add_recipients
from qamtu.procurement.order_reviews import visit_order
from qamtu.procurement.social_order import CONTRACT, VETERANS
from qamtu.procurement.themes import propose_theme, step_theme

from .contracts import LATE_CAP, LATE_RATE
from .flows import District
from .plan import PlannedCase, PlannedContract

STEPS = ("open", "check", "approve", "carry_out")
SET = "азық-түлік жиынтығы"
MEMBERS = ("Әбенова Г. С.", "Жүсіпов Н. Қ.", "Мұратова Ж. Т.")
CRITERIA = (Criterion("Тәжірибесі", 20), Criterion("Жоба жоспары", 40), Criterion("Смета", 40))


class SocialOrderFlow:
    """The order in an office, by its own staff: its planned contract is signed here."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.planned = next(
            (one for one in district.contracts if one.measure == CONTRACT.code), None
        )
        self._seen: set[int] = set()

    def can_build(self, planned: PlannedCase) -> bool:
        """True for a person served after the contract was signed, once in it."""
        if (
            self.planned is None
            or planned.measure != VETERANS.code
            or planned.is_retracted
            or planned.money
            or tuple(step.transition for step in planned.steps) != STEPS
            or planned.steps[0].day < self.planned.signed_on
            or planned.subject in self._seen
        ):
            return False
        self._seen.add(planned.subject)
        return True

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """The theme to the contract; then the people listed, and served month by month."""
        assert self.planned is not None, "asked in can_build"
        contract = self._sign(self.planned)
        self.district.contracts_signed.append(self.planned)
        people = self.district.persons
        add_recipients(
            contract=contract,
            recipients=[
                Recipient(
                    people[one.subject],
                    one.steps[0].day,
                    one.steps[2].day,
                    f"тізім № {number}",
                )
                for number, one in enumerate(cases, start=1)
            ],
            by=self.district.specialist,
        )
        self._deliver(contract, [(people[one.subject], one.steps[3].day) for one in cases])
        visit_order(
            contract=contract,
            day=max(one.steps[3].day for one in cases),
            visitors="бөлім маманы, қоғамдық кеңес мүшесі",
            found="жиынтықтар тізім бойынша табысталған",
            by=self.district.specialist,
        )
        advance(len(cases))

    def _sign(self, planned: PlannedContract) -> Contract:
        district, day = self.district, planned.signed_on
        theme = self._theme(planned)
        self._compete(theme, planned)
        return sign_contract(
            measure=CONTRACT,
            office=self.office,
            supplier=district.organizations[planned.supplier],
            number=f"{day.year}/МӘТ-1",
            subject=theme.title,
            day=day,
            line=budget_line(
                office=self.office, year=day.year, measure=CONTRACT.code, source=planned.source
            ),
            amount=planned.tiyn,
            by=district.head,
            stages=[Stage("Жиынтықтарды табыстау", date(day.year, 12, 31), planned.tiyn)],
            terms=Terms(
                method="social_order",
                portal_number=f"{day.year}-МӘТ-0001",
                portal_on=day,
                ends_on=date(day.year, 12, 31),
                late_rate=LATE_RATE,
                late_cap=LATE_CAP,
                theme=theme,
            ),
        )

    def _theme(self, planned: PlannedContract) -> OrderTheme:
        day = planned.signed_on
        theme = propose_theme(
            office=self.office,
            title="Семей ядролық сынақ полигонынан зардап шеккендерді қолдау",
            measure=CONTRACT.code,
            recipients_measure=VETERANS.code,
            proposed_by="ардагерлер кеңесі",
            purpose="зардап шеккендерге азық-түлік жиынтығын табыстау",
            day=day - timedelta(60),
            year=day.year,
            amount=planned.tiyn,
            by=self.district.specialist,
        )
        for kind, before in (("discussed", 50), ("approved", 40)):
            step_theme(
                theme=theme,
                kind=kind,
                day=day - timedelta(before),
                protocol="қоғамдық кеңес хаттамасы № 2",
                by=self.district.head,
            )
        return theme

    def _compete(self, theme: OrderTheme, planned: PlannedContract) -> None:
        day, by = planned.signed_on, self.district.specialist
        competition = announce_competition(
            theme=theme,
            day=day - timedelta(30),
            closes_on=day - timedelta(12),
            criteria=CRITERIA,
            members=MEMBERS,
            least=50,
            portal_number=f"{day.year}-МӘТ-1",
            by=by,
        )
        criteria = list(competition.criteria.all())
        members = list(competition.members.all())
        for organization, share in self._bidders(planned):
            bid = receive_bid(
                competition=competition,
                organization=organization,
                price=planned.tiyn,
                day=day - timedelta(12),
                by=by,
            )
            for member in members:
                score_bid(
                    bid=bid,
                    member=member,
                    points={one.pk: one.most * share // 100 for one in criteria},
                    by=by,
                )
        outcome = decide_competition(
            competition=competition,
            day=day - timedelta(5),
            protocol="комиссия хаттамасы № 1",
            by=self.district.head,
        )
        winner = self.district.organizations[planned.supplier]
        assert outcome.winner is not None
        assert outcome.winner.organization_id == winner.pk

    def _bidders(self, planned: PlannedContract) -> list[tuple[Organization, int]]:
        """The supplier with most points, and another NGO where there is one. Percents."""
        organizations = self.district.organizations
        winner = organizations[planned.supplier]
        others = [
            one
            for one in organizations
            if one.pk != winner.pk and ("қор" in one.name_kk or "бірлест" in one.name_kk)
        ]
        return [(winner, 85), *((one, 60) for one in others[:1])]

    def _deliver(self, contract: Contract, served: list[tuple[Person, date]]) -> None:
        """An act a month of those who received in it; the sum goes by heads, to the last tiyn."""
        stage = contract.stages.get()
        served.sort(key=lambda each: (each[1], each[0].pk))
        months: dict[date, list[tuple[Person, date]]] = {}
        for person, day in served:
            months.setdefault(day.replace(day=1), []).append((person, day))
        given, claimed, number = 0, 0, 0
        mine: list[tuple[Person, date]] = []
        for month in months.values():
            mine, given = [*mine, *month], given + len(month)
            amount = stage.amount * given // len(served) - claimed
            if amount == 0:  # less than a tiyn: with the next month
                continue
            claimed, number = claimed + amount, number + 1
            last = max(day for _person, day in mine)
            act = present_act(
                stage=stage,
                number=f"{number}",
                delivered_on=last,
                amount=amount,
                lines=[Delivered(SET, day, person, 1, "қолы бар") for person, day in mine],
                by=self.district.specialist,
            )
            accept_act(act=act, day=last, by=self.district.head)
            mine = []
