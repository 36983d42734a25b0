"""The cases, contracts and allocations of a plan: every step on a working day, in order."""

from collections.abc import Sequence
from datetime import date
from random import Random

from .assistant_months import months_served, paid_by_the_hour
from .calendar import Days, mci_tiyn
from .course_days import days_of_a_course, planned_courses
from .drafts import Draft
from .employment_people import AWARDED, COMPONENTS, REFERRED, EmploymentPeople
from .families import PaidFamily, plan_families, plan_specialists
from .grant_days import days_in_a_round, grant_rounds, largest_grant
from .names import OrganizationName, make_facility, make_organization
from .plan import (
    DistrictPlan,
    PlannedAllocation,
    PlannedCase,
    PlannedContract,
    PlannedFacility,
    PlannedMoney,
    PlannedOrganization,
    PlannedStep,
    SubjectKind,
)
from .purses import Purse, cut, purse_of, uniform_aid
from .scenario import Scenario
from .seeker_days import seeker_steps
from .support_people import SupportPeople

ASKED = ("open", "check", "approve")
DONE = (*ASKED, "carry_out")
USUAL_CONTRACT = 100_000_000  # tiyn, of a supplier whose sum the scenario does not say
SERVED_BY = {"social_order_contract": "social_order_veterans"}
Participants = tuple[tuple[int, str], ...]


class CasePlanner:
    def __init__(self, scenario: Scenario, plan: DistrictPlan, days: Days, rng: Random) -> None:
        self.scenario = scenario
        self.plan = plan
        self.days = days
        # Budget lines are of one year: money moves in the year of the last day.
        self.budget_days = days.within_last_year()
        self.rng = rng
        self.purses: list[Purse] = []

    def purse(self, measure: str, default: str, allocated: str = "", paid: str = "") -> Purse:
        purse = purse_of(measure, default, self.scenario.get(allocated), self.scenario.get(paid))
        self.purses.append(purse)
        return purse

    def case(
        self,
        measure: str,
        steps: Sequence[str],
        subject: Draft | int,
        *,
        kind: SubjectKind = "person",
        category: str | None = None,
        payments: Sequence[int] = (),
        purse: Purse | None = None,
        payees: Sequence[Participants] = ((),),
        until: date | None = None,
        on: Sequence[date] | None = None,
    ) -> None:
        """One case: its steps, then its payments, each with the participants of its turn.

        Payments of nothing are steps without money. The sum is committed with the approval. `on`:
        the days of all these, where they are not to be picked.
        """
        draft = subject if isinstance(subject, Draft) else None
        until = draft.until if draft else until
        calendar = self.budget_days if payments else self.days
        days = on or calendar.pick(len(steps) + len(payments), self.rng, until)
        planned = [PlannedStep(step, day) for step, day in zip(steps, days, strict=False)]
        money: list[PlannedMoney] = []
        committed: dict[str, int] = {}
        paid: list[tuple[date, Participants, str, int]] = []
        for turn, (tiyn, day) in enumerate(zip(payments, days[len(steps) :], strict=True)):
            who = payees[turn % len(payees)]
            parts = purse.draw(tiyn) if purse is not None else []
            for source, part in parts or [("", 0)]:
                paid.append((day, who, source, part))
                if part:
                    committed[source] = committed.get(source, 0) + part
        approved = days[steps.index("approve")] if "approve" in steps else days[0]
        money += [PlannedMoney("committed", n, approved, s) for s, n in committed.items()]
        for day, who, source, part in paid:
            at = len(money) if part else None
            if part:
                money.append(PlannedMoney("paid", part, day, source))
            planned.append(PlannedStep("pay", day, participants=who, payment=at))
        if draft:
            draft.first_day = min(days[0], draft.first_day or days[0])
        key = subject.key if isinstance(subject, Draft) else subject
        self.plan.cases.append(
            PlannedCase(measure, kind, key, category, tuple(planned), tuple(money))
        )

    def employment(self, people: EmploymentPeople) -> None:
        in_course = {id(d) for d in people.by_figure[REFERRED]}
        courses = planned_courses(self.days)
        for draft in people.registered:
            steps: tuple[str, ...] = ("open",)
            on = None
            if id(draft) in in_course:
                steps = DONE if id(draft) in people.completed else ASKED
                found = days_of_a_course(courses, draft.until, self.rng)
                on = found[: len(steps)] if found else None
            self.case("bastau", steps, draft, on=on)
        self._grants(people)
        self._credits(people.by_figure["microcredit.issued"])
        for code, drafts in people.by_figure.items():
            if code not in (REFERRED, AWARDED, "microcredit.issued"):
                for draft in drafts:
                    self.case(COMPONENTS[code].measure, COMPONENTS[code].steps, draft)

    def seekers(self, people: EmploymentPeople) -> None:
        """After all other measures: whoever came to the centre came before them."""
        for draft in people.applicants:
            person = self.plan.persons[draft.key]
            steps, on = seeker_steps(draft, person, self.days, self.rng)
            self.case("job_search", steps, draft, on=on)

    def _grants(self, people: EmploymentPeople) -> None:
        drafts = people.by_figure[AWARDED]
        purse = self.purse("startup_grant", "republican", "startup-grant.allocated")
        each = largest_grant(self.scenario.as_of)
        there = sum(purse.allocated.values()) if purse.allocated else 0
        each = min(each, there // len(drafts)) if drafts else 0
        rounds = grant_rounds(self.budget_days) if each else []
        for draft, category in zip(drafts, people.categories, strict=True):
            self.case(
                "startup_grant",
                ASKED,
                draft,
                category=category,
                payments=[each] if each else [],
                purse=purse,
                on=days_in_a_round(rounds, draft.until, self.rng),
            )

    def _credits(self, drafts: list[Draft]) -> None:
        purse = self.purse("microcredit", "fund", "", "microcredit.issued")
        sums = cut(self.scenario.tiyn("microcredit.issued") or 0, len(drafts), self.rng)
        for position, draft in enumerate(drafts):
            payments = [sums[position]] if sums else []
            self.case("microcredit", DONE, draft, payments=payments, purse=purse)

    def support(self, people: SupportPeople) -> None:
        self._families(people)
        self._aid(people.by_figure["fuel-aid.paid"])
        for code, measure in (
            ("social-order.veterans.recipients", "social_order_veterans"),
            ("quota.probation", "quota_probation"),
            ("quota.disabled", "quota_disabled"),
            ("rehabilitation.programmes-fulfilled", "rehabilitation"),
        ):
            for draft in people.by_figure[code]:
                self.case(measure, DONE, draft)
        for draft in people.trips:
            self.case("invataxi", ("open", "approve", "carry_out"), draft)
        self._assistants(
            people.by_figure["personal-assistants.allocated"],
            people.by_figure["personal-assistants.paid"],
        )

    def _families(self, people: SupportPeople) -> None:
        """Every family is paid at least once; all its members take part in each payment."""
        purse = self.purse("targeted_assistance", "local", "asp.allocated", "asp.paid")
        money = self.scenario.tiyn("asp.paid")
        families = people.families
        turns = [
            self.rng.randint(1, max(1, min(9, len(self.budget_days.days) // 20))) for _ in families
        ]
        if money is None:
            wanted = sum(t * len(f) for t, f in zip(turns, families, strict=True)) * 1_000_000
            there = sum(purse.allocated.values()) if purse.allocated is not None else wanted
            money = min(wanted, there)
        paid = [
            PaidFamily(
                index,
                tuple((d.key, "member") for d in family),
                min((d.until for d in family if d.until), default=None),
            )
            for index, family in enumerate(families)
        ]
        planned = plan_families(paid, money, purse, self.budget_days, self.rng)
        if planned:
            self.plan.cases += planned
            return
        weights = [t * len(f) for t, f in zip(turns, families, strict=True)]
        sums = cut(money, len(families), self.rng, weights) or [0] * len(families)
        for index, (family, turn, total) in enumerate(zip(families, turns, sums, strict=True)):
            members = tuple((d.key, "member") for d in family)
            payments = cut(total, turn, self.rng) or [total]
            self.case(
                "targeted_assistance",
                ASKED,
                index,
                kind="household",
                payments=payments,
                purse=purse,
                payees=[members],
                until=min((d.until for d in family if d.until), default=None),
            )

    def _aid(self, drafts: list[Draft]) -> None:
        figure = self.scenario.get("fuel-aid.paid")
        if figure is None or not drafts:
            return
        purse = self.purse("fuel_aid", "local", "", "fuel-aid.paid")
        each = uniform_aid(figure, mci_tiyn(self.scenario.as_of), self.scenario.money_decimals)
        if figure.money_by_source:
            each = None
        if each:
            people = [(draft.key, draft.until) for draft in drafts]
            source = purse.default if purse.left is None else next(iter(purse.left))
            self.plan.cases += plan_specialists(people, each, source, self.budget_days, self.rng)
            purse.draw_from(source, each * len(drafts))
            return
        sums = cut(figure.tiyn or 0, len(drafts), self.rng)
        for position, draft in enumerate(drafts):
            payment = sums[position] if sums else 0
            self.case("fuel_aid", ("open", "approve"), draft, payments=[payment], purse=purse)

    def _assistants(self, subjects: list[Draft], assistants: list[Draft]) -> None:
        purse = self.purse(
            "personal_assistant",
            "local",
            "personal-assistants.allocated",
            "personal-assistants.paid",
        )
        if not subjects:
            return
        money = self.scenario.tiyn("personal-assistants.paid")
        if money is None and assistants:
            wanted = len(assistants) * 60_000_000
            there = sum(purse.allocated.values()) if purse.allocated is not None else wanted
            money = min(wanted, there)
        turns: list[list[Participants]] = [[] for _ in subjects]
        for position, assistant in enumerate(assistants):
            months = self.rng.randint(1, max(1, min(9, len(self.budget_days.days) // 20)))
            turns[position % len(subjects)] += [((assistant.key, "assistant"),)] * months
        if money and not assistants:
            turns[0] = [()]
        count = sum(len(t) for t in turns)
        if money is not None and 0 < money < count:
            turns = [list(dict.fromkeys(t)) for t in turns]
            count = sum(len(t) for t in turns)
        sums = paid_by_the_hour(money or 0, count, self.rng) or [0] * count
        for subject, mine in zip(subjects, turns, strict=True):
            payments, sums = sums[: len(mine)], sums[len(mine) :]
            self.case(
                "personal_assistant",
                ASKED,
                subject,
                payments=payments,
                purse=purse,
                payees=mine or [()],
                on=months_served(self.budget_days, len(mine), subject.until, self.rng),
            )

    def institutions(self) -> None:
        jobs = self.scenario.number("new-jobs.created") or 0
        employers = [self._organization() for _ in range(min(jobs, max(5, jobs // 15)))]
        for _ in range(jobs):
            first, second = self.rng.choice(employers), self.rng.choice(employers)
            employer = min(first, second)  # a few employers create many of the jobs
            self.case("new_jobs", DONE, employer, kind="organization")
        for number in range(1, (self.scenario.number("accessibility.adapted") or 0) + 1):
            kk, ru = make_facility(self.rng, number)
            place = self.rng.randrange(len(self.plan.territory.places))
            self.plan.facilities.append(PlannedFacility(kk, ru, place))
            self.case("accessibility", DONE, number - 1, kind="facility")
        self._contract("social_order_contract", "social-order.veterans.recipients")
        self._contract("resocialisation", "resocialisation.contracted")
        self._contract("invataxi_contract", "invataxi.contracted", "invataxi.paid")

    def _organization(self, form: str | None = None, name: str | None = None) -> int:
        made = make_organization(self.rng, form)
        taken = {o.name.kk for o in self.plan.organizations}
        for number in range(2, 1000):
            if made.kk not in taken:
                break
            made = make_organization(self.rng, form).numbered(number)
        if name is not None:
            made = OrganizationName("ngo", name, name)
        place = self.rng.randrange(len(self.plan.territory.places))
        self.plan.organizations.append(PlannedOrganization(made, place))
        return len(self.plan.organizations) - 1

    def _contract(self, measure: str, signed: str, paid: str = "") -> None:
        """One contract a source; what is paid is paid out of it."""
        figure, spent = self.scenario.get(signed), self.scenario.get(paid)
        purse = self.purse(measure, "local")
        total = figure.tiyn if figure else None
        bound = dict(figure.tiyn_by_source) if figure else {}
        out = dict(spent.tiyn_by_source) if spent else {}
        paid_total = (spent.tiyn if spent else None) or 0
        supplier_name = (figure.supplier if figure else None) or (spent.supplier if spent else None)
        if total is None:
            total = paid_total or (USUAL_CONTRACT if supplier_name else 0)
        if not bound:
            bound = dict(out)
            main = max(bound, key=lambda source: bound[source], default="local")
            bound[main] = bound.get(main, 0) + total - sum(bound.values())
        if total == 0:
            return
        supplier = self._organization("llp" if paid else "ngo", supplier_name)
        calendar = self.budget_days
        day = calendar.pick(1, self.rng, calendar.days[len(calendar.days) // 4])[0]
        served = SERVED_BY.get(measure)
        opened = [case.steps[0].day for case in self.plan.cases if case.measure == served]
        if opened:  # nobody is served before there is a contract
            day = min(day, max(min(opened), calendar.first))
        left = paid_total
        for source, tiyn in bound.items():
            share = out.get(source, 0) if out else min(left, tiyn)
            left -= share
            parts = cut(share, min(share, self.rng.randint(1, 9)), self.rng)
            later = [d for d in calendar.days if d >= day]
            days = sorted(self.rng.choice(later) for _ in parts)
            payments = tuple(
                PlannedMoney("paid", part, when, source)
                for part, when in zip(parts, days, strict=True)
            )
            if tiyn:
                purse.drawn[source] = purse.drawn.get(source, 0) + tiyn
                self.plan.contracts.append(
                    PlannedContract(measure, supplier, tiyn, day, source, payments)
                )

    def allocations(self) -> None:
        self.purse("social_package", "local", "social-package.allocated")
        for purse in self.purses:
            for source, tiyn in purse.allocations().items():
                self.plan.allocations.append(
                    PlannedAllocation(
                        purse.measure, source, tiyn, self.budget_days.first, self.plan.year
                    )
                )
