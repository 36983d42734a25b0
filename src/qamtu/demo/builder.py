"""Builds a planned district through the house's own verbs: nothing is written past them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from django.db import transaction

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.casework.acts import retract_event
from qamtu.casework.enrolment import CaseEntry, Step, record_cases
from qamtu.casework.models import Case
from qamtu.disability.examinations import Extract, record_examinations
from qamtu.finance.models import BudgetLine, MoneyEntry
from qamtu.finance.money import (
    Movement,
    allocate,
    budget_line,
    enter_all,
    retract_entry,
)
from qamtu.finance.targets import set_target
from qamtu.identifiers import make_bin, make_iin
from qamtu.organizations.models import Facility, Organization
from qamtu.people.enrolment import PersonEntry, add_people
from qamtu.people.households import join_household
from qamtu.people.models import Household, Person
from qamtu.people.statuses import record_status
from qamtu.places.models import Territory
from qamtu.reporting.catalogue import MEASURES, indicator
from qamtu.reporting.models import ReportForm
from qamtu.reporting.report import FigureForm

from .accessible_places import AccessiblePlacesFlow
from .aftermath import look_again
from .assistance import FuelAidFlow, TargetedAssistanceFlow
from .assistants import AssistantFlow
from .budget import approve_budget
from .civil import CivilFlow
from .contracts import sign_planned
from .courses import CourseFlow
from .flows import District, Flow
from .grants import GrantFlow
from .loans import LoanFlow
from .names import make_street
from .offices import make_office
from .placements import PlacementFlow
from .plan import (
    DistrictPlan,
    NoisePlan,
    PlannedCase,
    PlannedFacility,
    PlannedHousehold,
    PlannedMoney,
    PlannedOrganization,
    PlannedPerson,
    PlannedStatus,
    PlannedTarget,
)
from .quotas import NewJobsFlow, QuotaFlow
from .rehabilitation import ProgrammeFlow, extract_of
from .rides import RideFlow
from .scenario import Scenario
from .seekers import SeekerFlow
from .social_order import SocialOrderFlow

AT_ONCE = 200
NEIGHBOUR_CASES = 40
Advance = Callable[[int], None]
FLOWS: tuple[Callable[[District], Flow], ...] = (
    TargetedAssistanceFlow,
    FuelAidFlow,
    QuotaFlow,
    NewJobsFlow,
    CourseFlow,
    GrantFlow,
    PlacementFlow,
    AssistantFlow,
    ProgrammeFlow,
    RideFlow,
    LoanFlow,
    AccessiblePlacesFlow,
    SeekerFlow,
    SocialOrderFlow,
    CivilFlow,
)
Item = TypeVar("Item")


class Builder:
    """Records a plan in an office, step by step."""

    def __init__(self, office: Office, plan: DistrictPlan, rng: Random, advance: Advance) -> None:
        self.office = office
        self.plan = plan
        self.rng = rng
        self.advance = advance
        self.by = User.objects.get(username=f"head-{office.code}")
        prefix = office.territory.kato[:4]
        rows = {row.kato: row for row in Territory.objects.filter(kato__startswith=prefix)}
        self.places = [rows[prefix + place.kato[4:]] for place in plan.territory.places]
        self.persons: list[Person] = []
        self.households: list[Household] = []
        self.organizations: list[Organization] = []
        self.facilities: list[Facility] = []
        self.lines: dict[tuple[str, str, int], BudgetLine] = {}
        self.targets_set: list[PlannedTarget] = []
        self._iins: set[str] = set()
        self._phone = 7000000000 + rng.randrange(10_000_000)
        self._extracts = 0

    def build(self) -> None:
        """Everything of the plan, in the order in which it leans on each other."""
        self._in_lists(self.plan.persons, self._persons)
        self._in_batches(self.plan.households, self._household)
        self._in_batches(self.plan.organizations, self._organization)
        self._in_batches(self.plan.facilities, self._facility)
        with transaction.atomic():
            approve_budget(
                office=self.office, allocations=self.plan.allocations, rng=self.rng, by=self.by
            )
        district = self._by_flows()
        with transaction.atomic():
            self._contracts(district)
            self._targets(self.plan)

    def _by_flows(self) -> District:
        """Each case by the flow of its measure where one can make it, else by the common acts."""
        district = District(
            self.office, self.persons, self.households, self.organizations, self.places, self.rng
        )
        district.targets, district.targets_set = self.plan.targets, self.targets_set
        district.facilities = self.facilities
        district.as_of = self.plan.as_of
        district.contracts = self.plan.contracts
        left = list(self.plan.cases)
        for flow in (make(district) for make in FLOWS):
            taken = [case for case in left if flow.can_build(case)]
            mine = set(map(id, taken))
            left = [case for case in left if id(case) not in mine]
            if taken:
                with transaction.atomic():
                    flow.build(taken, self.advance)
        self._in_lists(left, self._cases)
        look_again(district)
        return district

    def build_noise(self, noise: NoisePlan) -> None:
        """What a real office has and the report must not count."""
        with transaction.atomic():
            self._allocations(noise)
            self._targets(noise)
            for key, status in noise.statuses:
                self._status(self.persons[key], status)
        self._in_lists(noise.cases, self._cases)

    def _in_batches(self, items: Sequence[Item], record: Callable[[Item], None]) -> None:
        for start in range(0, len(items), AT_ONCE):
            with transaction.atomic():
                for item in items[start : start + AT_ONCE]:
                    record(item)
            self.advance(len(items[start : start + AT_ONCE]))

    def _in_lists(self, items: Sequence[Item], record: Callable[[Sequence[Item]], None]) -> None:
        for start in range(0, len(items), AT_ONCE):
            batch = items[start : start + AT_ONCE]
            with transaction.atomic():
                record(batch)
            self.advance(len(batch))

    def _persons(self, planned: Sequence[PlannedPerson]) -> None:
        entries = [self._person(person) for person in planned]
        keys = add_people(office=self.office, people=entries, by=self.by)
        found = Person.objects.in_bulk(keys.values())
        extracts: list[Extract] = []
        for person, entry in zip(planned, entries, strict=True):
            row = found[keys[entry.iin]]
            self.persons.append(row)
            for status in person.statuses:
                extract = extract_of(row, status, self._extracts + len(extracts) + 1, self.rng)
                if extract is None or any(one.person == row for one in extracts[-1:]):
                    self._status(row, status)
                else:
                    extracts.append(extract)
        if extracts:
            self._extracts += len(extracts)
            record_examinations(extracts=extracts, by=self.by)

    def _person(self, planned: PlannedPerson) -> PersonEntry:
        self._phone += self.rng.randrange(1, 90)
        return PersonEntry(
            iin=self._free_iin(planned.birth_date, planned.sex),
            surname=planned.name.surname,
            given_name=planned.name.given,
            patronymic=planned.name.patronymic,
            territory_id=self.places[planned.place].pk,
            address=f"{make_street(self.rng)}, {self.rng.randint(1, 120)}",
            phones=[str(self._phone)] if planned.birth_date < date(2010, 1, 1) else [],
            consent_on=self.plan.start,
        )

    def _free_iin(self, born: date, sex: str) -> str:
        serial = self.rng.randrange(10_000)
        while True:
            iin = make_iin(born, sex, serial)
            if iin is not None and iin not in self._iins:
                self._iins.add(iin)
                return iin
            serial = (serial + 1) % 10_000

    def _status(self, person: Person, status: PlannedStatus) -> None:
        record_status(
            person=person,
            kind=status.kind,
            category=status.category,
            valid_from=status.valid_from,
            valid_to=status.valid_to,
            paper=f"анықтама № {self.rng.randint(100, 9999)}",
            by=self.by,
        )

    def _household(self, planned: PlannedHousehold) -> None:
        place = self.places[planned.place]
        household = Household.objects.create(
            office=self.office,
            territory=place,
            address=f"{make_street(self.rng)}, {self.rng.randint(1, 120)}",
        )
        self.households.append(household)
        for position, key in enumerate(planned.members):
            person = self.persons[key]
            join_household(
                household=household,
                person=person,
                relation="head" if position == 0 else "other",
                since=max(person.birth_date, self.plan.start - timedelta(days=700)),
                by=self.by,
            )

    def _organization(self, planned: PlannedOrganization) -> None:
        while True:
            bin_ = make_bin(
                self.rng.randint(2001, 2020), self.rng.randint(1, 12), self.rng.randrange(100_000)
            )
            if bin_ is not None and bin_ not in self._iins:
                break
        self._iins.add(bin_)
        self.organizations.append(
            Organization.objects.create(
                office=self.office,
                bin=bin_,
                name_kk=planned.name.kk,
                name_ru=planned.name.ru,
                territory=self.places[planned.place],
            )
        )

    def _facility(self, planned: PlannedFacility) -> None:
        place = self.places[planned.place]
        self.facilities.append(
            Facility.objects.create(
                office=self.office,
                name=planned.kk,
                territory=place,
                latitude=place.latitude,
                longitude=place.longitude,
            )
        )

    def _line(self, measure: str, source: str, year: int) -> BudgetLine:
        key = (measure, source, year)
        if key not in self.lines:
            self.lines[key] = budget_line(
                office=self.office, year=year, measure=measure, source=source
            )
        return self.lines[key]

    def _allocations(self, plan: NoisePlan) -> None:
        for planned in plan.allocations:
            allocate(
                line=self._line(planned.measure, planned.source, planned.year),
                amount=planned.tiyn,
                day=planned.day,
                act=f"мәслихат шешімі № {self.rng.randint(10, 600)}",
                by=self.by,
            )

    def _targets(self, plan: DistrictPlan | NoisePlan) -> None:
        set_by_flows = set(map(id, self.targets_set))
        for planned in (one for one in plan.targets if id(one) not in set_by_flows):
            set_target(
                office=self.office,
                indicator=planned.indicator,
                value=planned.value,
                act=f"әкімдік қаулысы № {self.rng.randint(10, 600)}",
                signed_on=planned.signed_on,
                valid_from=planned.valid_from,
                valid_to=planned.valid_to,
                by=self.by,
            )

    def _cases(self, planned: Sequence[PlannedCase]) -> None:
        """A batch of cases, each with its steps and its money, by the verbs for lists."""
        entries = [self._entry(case) for case in planned]
        by_measure: dict[str, list[CaseEntry]] = {}
        for case, entry in zip(planned, entries, strict=True):
            by_measure.setdefault(case.measure, []).append(entry)
        for code, of_measure in by_measure.items():
            record_cases(office=self.office, measure=MEASURES[code], cases=of_measure, by=self.by)
        movements = [
            movement
            for case, entry in zip(planned, entries, strict=True)
            for movement in self._movements(case, entry)
        ]
        enter_all(movements=movements, by=self.by)
        for case, entry in zip(planned, entries, strict=True):
            if case.is_retracted:
                self._take_back(Case.objects.get(pk=entry.pk or 0))

    def _entry(self, planned: PlannedCase) -> CaseEntry:
        subjects: dict[str, Sequence[Person | Household | Organization | Facility]] = {
            "person": self.persons,
            "household": self.households,
            "organization": self.organizations,
            "facility": self.facilities,
        }
        subject = subjects[planned.subject_kind][planned.subject]
        entry = CaseEntry(
            opened_on=planned.steps[0].day,
            category=planned.category or "",
            subject_id=subject.pk,
            territory_id=subject.territory_id,
        )
        entry.follow(
            MEASURES[planned.measure],
            [
                Step(
                    step.transition,
                    step.day,
                    reason=self._reason(step.transition),
                    quantity=step.quantity,
                    participants=[(self.persons[key].pk, role) for key, role in step.participants],
                )
                for step in planned.steps
            ],
        )
        return entry

    def _movements(self, planned: PlannedCase, entry: CaseEntry) -> Iterator[Movement]:
        """What a case binds when it is approved and is paid later."""
        kinds = MoneyEntry.Kind

        def moved(money: PlannedMoney, kind: MoneyEntry.Kind, day: date, event: int) -> Movement:
            line = self._line(planned.measure, money.source, money.day.year)
            act = f"№ {self.rng.randint(100, 9999)}" if kind == kinds.PAID else ""
            return Movement(line, kind, money.tiyn, day, entry.pk or 0, event, act)

        owed = [money for money in planned.money if money.kind == "committed"]
        for step, recorded in zip(planned.steps, entry.steps, strict=True):
            if step.payment is not None:
                money = planned.money[step.payment]
                yield moved(money, kinds.PAID, step.day, recorded.pk or 0)
            elif step.transition == "approve":
                for money in owed:
                    yield moved(money, kinds.COMMITTED, money.day, recorded.pk or 0)

    def _reason(self, transition: str) -> str:
        if transition == "refuse":
            return "шарттарға сәйкес келмейді"
        return "өз өтініші бойынша" if transition == "withdraw" else ""

    def _take_back(self, case: Case) -> None:
        reason = "қате енгізілді"
        for entry in case.money.live().order_by("-pk"):
            retract_entry(entry=entry, reason=reason, by=self.by)
        for event in case.events.live().order_by("-pk"):
            retract_event(event=event, reason=reason, by=self.by)

    def _contracts(self, district: District) -> None:
        """The planned contracts that no flow has signed."""
        signed = set(map(id, district.contracts_signed))
        left = [one for one in self.plan.contracts if id(one) not in signed]
        for number, planned in enumerate(left, start=1):
            sign_planned(district=district, planned=planned, number=number, until=self.plan.as_of)


def keep_form(office: Office, scenario: Scenario) -> None:
    """What this district reports: the scenario's figures, in its order, with its groups."""
    ReportForm.objects.create(
        office=office,
        figures=[
            FigureForm(
                indicator(figure.id),
                tuple(figure.slices),
                max(1, scenario.money_decimals),
                tuple(figure.money_by_source),
                figure.exclusive,
            ).as_data()
            for figure in scenario
        ],
    )


def build_district(
    scenario: Scenario,
    plan: DistrictPlan,
    noise: NoisePlan | None,
    *,
    code: str,
    rng: Random,
    advance: Advance,
) -> Office:
    """The district's office with all its records, in one scope."""
    office = make_office(scenario, plan.territory, code)
    with office_scope(office):
        builder = Builder(office, plan, rng, advance)
        builder.build()
        if noise is not None:
            builder.build_noise(noise)
        keep_form(office, scenario)
    if noise is not None:
        _build_neighbour(scenario, plan, code, rng)
    return office


def _build_neighbour(scenario: Scenario, plan: DistrictPlan, code: str, rng: Random) -> None:
    """Another office with people and cases of the same kinds: none of them may be counted here."""
    neighbour = make_office(scenario, plan.territory, code, is_neighbour=True)
    chosen = [case for case in plan.cases if case.subject_kind == "person" and not case.money]
    chosen = rng.sample(chosen, min(NEIGHBOUR_CASES, len(chosen)))
    keys = sorted(
        {case.subject for case in chosen}
        | {key for case in chosen for step in case.steps for key, _role in step.participants}
    )
    moved = {key: position for position, key in enumerate(keys)}
    cases = [
        replace(
            case,
            subject=moved[case.subject],
            steps=tuple(
                replace(
                    step, participants=tuple((moved[key], role) for key, role in step.participants)
                )
                for step in case.steps
            ),
        )
        for case in chosen
    ]
    small = DistrictPlan(
        plan.territory,
        plan.year,
        plan.start,
        plan.as_of,
        persons=[plan.persons[key] for key in keys],
        cases=cases,
    )
    with office_scope(neighbour):
        Builder(neighbour, small, rng, lambda _count: None).build()
