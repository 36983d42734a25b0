"""An independent counter: the figures of a plan, counted in the plainest way."""

from collections import defaultdict
from decimal import Decimal

from qamtu.demo.checking import FigureSpec
from qamtu.demo.plan import DistrictPlan, PlannedCase
from qamtu.demo.scenario import Scenario

STEPS = {
    "permanent-jobs.placed": ("permanent_job", "carry_out"),
    "bastau.registered": ("bastau", "open"),
    "bastau.referred": ("bastau", "approve"),
    "bastau.completed": ("bastau", "carry_out"),
    "startup-grant.awarded": ("startup_grant", "approve"),
    "microcredit.issued": ("microcredit", "carry_out"),
    "social-job.placed": ("social_job", "carry_out"),
    "youth-practice.placed": ("youth_practice", "carry_out"),
    "public-works.placed": ("public_works", "carry_out"),
    "new-jobs.created": ("new_jobs", "carry_out"),
    "fuel-aid.paid": ("fuel_aid", "pay"),
    "rehabilitation.programmes-fulfilled": ("rehabilitation", "carry_out"),
    "social-order.veterans.recipients": ("social_order_veterans", "carry_out"),
    "accessibility.adapted": ("accessibility", "carry_out"),
    "invataxi.trips": ("invataxi", "carry_out"),
    "quota.disabled": ("quota_disabled", "carry_out"),
    "quota.probation": ("quota_probation", "carry_out"),
    "centre.applicants": ("job_search", "open"),
    "personal-assistants.allocated": ("personal_assistant", "approve"),
    "personal-assistants.paid": ("personal_assistant", "pay"),
    "asp.paid": ("targeted_assistance", "pay"),
}
COMPONENTS = (
    "permanent-jobs.placed",
    "social-job.placed",
    "youth-practice.placed",
    "public-works.placed",
    "startup-grant.awarded",
    "microcredit.issued",
    "bastau.referred",
)
MONEY = {
    "startup-grant.allocated": ("startup_grant", "allocated"),
    "microcredit.issued": ("microcredit", "paid"),
    "asp.allocated": ("targeted_assistance", "allocated"),
    "asp.paid": ("targeted_assistance", "paid"),
    "social-package.allocated": ("social_package", "allocated"),
    "fuel-aid.paid": ("fuel_aid", "paid"),
    "social-order.veterans.recipients": ("social_order_contract", "committed"),
    "invataxi.contracted": ("invataxi_contract", "committed"),
    "invataxi.paid": ("invataxi_contract", "paid"),
    "personal-assistants.allocated": ("personal_assistant", "allocated"),
    "personal-assistants.paid": ("personal_assistant", "paid"),
    "resocialisation.contracted": ("resocialisation", "committed"),
}
PEOPLE_SLICES = frozenset(
    [
        "youth",
        "women",
        "men",
        "rural",
        "over_50",
        "disabled",
        "large_family_mother",
        "self_employed",
        "unemployed",
        "asp_recipient",
        "probation",
        "kandas",
    ]
)
GROUPS = frozenset({"group_1", "group_2", "group_3", "child_under_16"})
AWARDS = frozenset(
    [
        "self_employed",
        "youth",
        "disabled",
        "asp_recipient",
        "unemployed",
        "kandas",
        "resettler",
        "large_family",
        "carer",
        "large_family_mother",
        "women",
        "other",
    ]
)


def _spec(keys: str, **more: object) -> FigureSpec:
    return FigureSpec(frozenset(keys.split()), **more)  # type: ignore[arg-type]


WHOLE = "active-measures.participants"
_COMPONENT = {"slices": PEOPLE_SLICES, "component_of": WHOLE}
REFERENCE_CATALOGUE: dict[str, FigureSpec] = {
    "centre.applicants": _spec("fact plan", slices=PEOPLE_SLICES),
    WHOLE: _spec("fact plan", slices=PEOPLE_SLICES),
    "permanent-jobs.placed": _spec("fact plan", **_COMPONENT),
    "bastau.planned": _spec("plan"),
    "bastau.registered": _spec("fact plan", slices=PEOPLE_SLICES),
    "bastau.referred": _spec("fact plan", stage_of="bastau.registered", **_COMPONENT),
    "bastau.completed": _spec("fact plan", slices=PEOPLE_SLICES, stage_of="bastau.referred"),
    "startup-grant.allocated": _spec("money money_by_source plan"),
    "startup-grant.awarded": _spec(
        "fact plan", slices=AWARDS, component_of=WHOLE, is_partition=True
    ),
    "microcredit.issued": _spec("fact money plan", **_COMPONENT),
    "social-job.funded": _spec("plan"),
    "social-job.placed": _spec("fact plan", **_COMPONENT),
    "youth-practice.funded-republican": _spec("plan"),
    "youth-practice.placed": _spec("fact plan", **_COMPONENT),
    "public-works.placed": _spec("fact plan", **_COMPONENT),
    "new-jobs.created": _spec("fact plan"),
    "asp.allocated": _spec("money money_by_source plan"),
    "social-package.allocated": _spec("money money_by_source plan"),
    "asp.paid": _spec("households people money money_by_source plan", paid_from="asp.allocated"),
    "fuel-aid.paid": _spec("fact money plan", slices=PEOPLE_SLICES),
    "disability.registered": _spec("fact", slices=GROUPS, is_partition=True),
    "rehabilitation.programmes-fulfilled": _spec("fact plan", slices=PEOPLE_SLICES),
    "social-order.veterans.recipients": _spec("fact money supplier plan", slices=PEOPLE_SLICES),
    "accessibility.inventoried": _spec("plan"),
    "accessibility.adapted": _spec("fact plan"),
    "invataxi.contracted": _spec("money supplier plan"),
    "invataxi.trips": _spec("fact people plan", slices=PEOPLE_SLICES),
    "invataxi.paid": _spec("money plan", paid_from="invataxi.contracted"),
    "personal-assistants.allocated": _spec(
        "people money money_by_source plan", slices=PEOPLE_SLICES
    ),
    "personal-assistants.paid": _spec(
        "assistants money plan", paid_from="personal-assistants.allocated"
    ),
    "quota.disabled": _spec("fact plan", slices=PEOPLE_SLICES),
    "quota.probation": _spec("fact plan", slices=PEOPLE_SLICES),
    "resocialisation.contracted": _spec("money supplier plan"),
}


def age_on(birth, day):
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


class Count:
    """All figures of a plan over its own period."""

    def __init__(self, plan: DistrictPlan, cases: list[PlannedCase] | None = None) -> None:
        self.plan = plan
        self.cases = plan.cases if cases is None else cases
        self.persons = {p.key: p for p in plan.persons}

    def _in(self, day):
        return self.plan.start <= day <= self.plan.as_of

    def events(self, code):
        measure, transition = STEPS[code]
        for case in self.cases:
            if case.measure == measure and not case.is_retracted:
                for step in case.steps:
                    if step.transition == transition and self._in(step.day):
                        yield case, step

    def belongs(self, person, slice_, day):
        place = self.plan.territory.places[person.place]
        age = age_on(person.birth_date, day)
        if slice_ == "youth":
            return 14 <= age <= (34 if day.year >= 2023 else 28)
        if slice_ == "over_50":
            return age > 50
        if slice_ in ("women", "men"):
            return person.sex == slice_[0].replace("w", "f")
        if slice_ == "rural":
            return place.kind == "village"
        kind = "disability" if slice_ == "disabled" else slice_
        return any(
            s.kind == kind and s.valid_from <= day and (s.valid_to is None or s.valid_to >= day)
            for s in person.statuses
        )

    def number(self, code, key, slice_=None):
        if code == WHOLE:
            return len(
                {
                    case.subject
                    for part in COMPONENTS
                    for case, step in self.events(part)
                    if slice_ is None or self.belongs(self.persons[case.subject], slice_, step.day)
                }
            )
        if code == "disability.registered":
            day = self.plan.as_of
            held = [
                (person, status)
                for person in self.plan.persons
                for status in person.statuses
                if status.kind == "disability"
                and status.valid_from <= day
                and (status.valid_to is None or status.valid_to >= day)
            ]
            assert len({p.key for p, _ in held}) == len(held)
            for person, status in held:
                is_child = age_on(person.birth_date, day) < 16
                assert is_child == (status.category == "child_under_16")
            return sum(slice_ in (None, s.category) for _, s in held)
        found = [
            (case, step)
            for case, step in self.events(code)
            if slice_ is None
            or (
                case.category == slice_
                if code == "startup-grant.awarded"
                else self.belongs(self.persons[case.subject], slice_, step.day)
            )
        ]
        if key == "households" or (key == "people" and code != "asp.paid"):
            return len({case.subject for case, _ in found})
        if code == "asp.paid":
            for case, step in found:
                members = {key for key, role in step.participants if role == "member"}
                assert members == set(self.plan.households[case.subject].members)
            return len({key for _, step in found for key, role in step.participants})
        if key == "assistants":
            return len({k for _, s in found for k, role in s.participants if role == "assistant"})
        if code in ("fuel-aid.paid", "centre.applicants"):
            return len({case.subject for case, _ in found})
        return len(found)

    def money(self, code):
        measure, kind = MONEY[code]
        by_source = defaultdict(int)
        if kind == "allocated":
            for a in self.plan.allocations:
                if a.measure == measure and self._in(a.day):
                    by_source[a.source] += a.tiyn
        for case in self.cases:
            if case.measure == measure and not case.is_retracted:
                for m in case.money:
                    if m.kind == kind and self._in(m.day):
                        by_source[m.source] += m.tiyn
        for contract in self.plan.contracts:
            if contract.measure == measure:
                if kind == "committed" and self._in(contract.signed_on):
                    by_source[contract.source] += contract.tiyn
                for m in contract.payments:
                    if m.kind == kind and self._in(m.day):
                        by_source[m.source] += m.tiyn
        return dict(by_source)


def thousands(tiyn: int, decimals: int) -> Decimal:
    step = Decimal(1).scaleb(-max(1, decimals))
    return (Decimal(tiyn) / 100_000).quantize(step, "ROUND_HALF_UP")


def differences(scenario: Scenario, plan: DistrictPlan, extra=()) -> list[str]:
    """Where the plan does not give back the scenario."""
    count = Count(plan, [*plan.cases, *extra])
    found = []

    def compare(what, expected, counted):
        if expected != counted:
            found.append(f"{what}: {expected} expected, {counted} counted")

    for figure in scenario:
        for key, number in figure.numbers.items():
            if key == "plan":
                planned = sum(t.value for t in plan.targets if t.indicator == figure.id)
                compare(f"{figure.id} plan", number, planned)
            else:
                compare(f"{figure.id} {key}", number, count.number(figure.id, key))
        main = figure.main_count
        for slice_, part in figure.slices.items():
            assert main is not None
            compare(f"{figure.id} {slice_}", part, count.number(figure.id, main[0], slice_))
        if figure.total_money is not None:
            money = count.money(figure.id)
            decimals = scenario.money_decimals
            total = thousands(sum(money.values()), decimals)
            compare(f"{figure.id} money", figure.total_money, total)
            for source, amount in figure.money_by_source.items():
                compare(f"{figure.id} {source}", amount, thousands(money.get(source, 0), decimals))
    return found


def broken_rules(plan: DistrictPlan) -> list[str]:
    """What no plan may do: disorder, money without commitment, a line overdrawn."""
    found = []
    lines = defaultdict(int)
    for a in plan.allocations:
        lines[a.measure, a.source] += a.tiyn
        assert a.tiyn > 0
        assert a.day <= plan.as_of
    years = {m.day.year for case in plan.cases for m in case.money}
    years |= {m.day.year for c in plan.contracts for m in c.payments}
    years |= {c.signed_on.year for c in plan.contracts} | {a.day.year for a in plan.allocations}
    if years - {plan.year}:
        found.append("money outside the year of its line")
    for case in plan.cases:
        days = [step.day for step in case.steps]
        if days != sorted(days):
            found.append(f"{case.measure}: steps out of order")
        codes = [s.transition for s in case.steps if s.transition != "pay"]
        if len(codes) != len(set(codes)):
            found.append(f"{case.measure}: a step made twice")
        bound = defaultdict(int)
        for m in case.money:
            assert m.tiyn > 0
            if m.kind == "committed":
                bound[m.source] += m.tiyn
                lines[case.measure, m.source] -= m.tiyn
            else:
                bound[m.source] -= m.tiyn
                if bound[m.source] < 0:
                    found.append(f"{case.measure}: paid before committed")
        paid = [i for i, m in enumerate(case.money) if m.kind == "paid"]
        stepped = [s.payment for s in case.steps if s.payment is not None]
        if paid != stepped:
            found.append(f"{case.measure}: payments without steps")
        if case.subject_kind == "person":
            assert plan.persons[case.subject].birth_date < min(days)
    for contract in plan.contracts:
        lines[contract.measure, contract.source] -= contract.tiyn
        if sum(m.tiyn for m in contract.payments) > contract.tiyn:
            found.append(f"{contract.measure}: contract overpaid")
        assert all(m.day >= contract.signed_on for m in contract.payments)
    found += [f"{line}: overdrawn by {-left}" for line, left in lines.items() if left < 0]
    return found
