"""What a real office has and a report must not count.

Cases after the last day and of earlier years, refused and withdrawn before they count, recorded by
mistake and taken back; statuses that ended before the period; budgets and plans of other times.
"""

from datetime import date, timedelta
from random import Random

from .calendar import Days
from .plan import (
    DistrictPlan,
    NoisePlan,
    PlannedAllocation,
    PlannedCase,
    PlannedPerson,
    PlannedStatus,
    PlannedStep,
    PlannedTarget,
)
from .scenario import Scenario

MEASURES = (
    "permanent_job",
    "social_job",
    "youth_practice",
    "public_works",
    "bastau",
    "startup_grant",
    "microcredit",
    "job_search",
    "rehabilitation",
    "social_order_veterans",
    "quota_disabled",
    "quota_probation",
    "invataxi",
    "fuel_aid",
    "personal_assistant",
)
COUNTED_AT_OPEN = frozenset({"bastau", "job_search"})
_DONE = ("open", "check", "approve", "carry_out")
_NO_CHECK = ("open", "approve", "carry_out")
_ENDED = ("self_employed", "unemployed", "asp_recipient", "probation", "large_family_mother")


def plan_noise(scenario: Scenario, plan: DistrictPlan, rng: Random) -> NoisePlan:
    """Noise among the people of the plan; none of it changes a figure of the scenario."""
    noise = NoisePlan()
    grown = [p for p in plan.persons if p.birth_date < plan.start - timedelta(365 * 20)]
    if grown:
        number = max(2, len(grown) // 400)
        for measure in MEASURES:
            for _ in range(number):
                noise.cases += _uncounted(measure, plan, grown, rng)
        _ended_statuses(plan, noise, rng)
    _other_periods(scenario, plan, noise, rng)
    return noise


def _uncounted(
    measure: str, plan: DistrictPlan, people: list[PlannedPerson], rng: Random
) -> list[PlannedCase]:
    within = Days(plan.start, plan.as_of)
    before = Days(plan.start - timedelta(300), plan.start - timedelta(3))
    after = Days(plan.as_of + timedelta(1), plan.as_of + timedelta(40))
    steps = _NO_CHECK if measure == "invataxi" else _DONE
    cases = [
        _case(measure, steps, rng.choice((before, after)), people, rng),
        _case(measure, steps, within, people, rng, is_retracted=True),
    ]
    stop = rng.choice(("refuse", "withdraw"))
    refused = before if measure in COUNTED_AT_OPEN else within
    cases.append(_case(measure, (*steps[:-2], stop), refused, people, rng))
    return cases


def _case(
    measure: str,
    steps: tuple[str, ...],
    days: Days,
    people: list[PlannedPerson],
    rng: Random,
    *,
    is_retracted: bool = False,
) -> PlannedCase:
    person = rng.choice(people)
    chosen = days.pick(len(steps), rng)
    category = "other" if measure == "startup_grant" else None
    return PlannedCase(
        measure=measure,
        subject_kind="person",
        subject=person.key,
        category=category,
        steps=tuple(PlannedStep(s, day) for s, day in zip(steps, chosen, strict=True)),
        is_retracted=is_retracted,
    )


def _ended_statuses(plan: DistrictPlan, noise: NoisePlan, rng: Random) -> None:
    """Statuses that were over before the period began: they put nobody into a group."""
    adults = [p for p in plan.persons if p.birth_date < plan.start - timedelta(365 * 25)]
    for person in rng.sample(adults, min(len(adults), max(2, len(adults) // 50))):
        held = {status.kind for status in person.statuses}
        kinds = [k for k in _ENDED if k not in held]
        if person.sex == "m":
            kinds = [k for k in kinds if k != "large_family_mother"]
        if not kinds:
            continue
        end = plan.start - timedelta(rng.randint(2, 200))
        kind = rng.choice(kinds)
        noise.statuses.append(
            (person.key, PlannedStatus(kind, "", end - timedelta(rng.randint(90, 700)), end))
        )
    for person in rng.sample(adults, min(len(adults), 3)):
        if all(status.kind != "disability" for status in person.statuses):
            end = plan.start - timedelta(rng.randint(2, 60))
            noise.statuses.append(
                (person.key, PlannedStatus("disability", "group_3", end - timedelta(365), end))
            )


def _other_periods(scenario: Scenario, plan: DistrictPlan, noise: NoisePlan, rng: Random) -> None:
    """A budget clarified after the last day, and the plans of the year before."""
    for allocation in plan.allocations:
        if rng.random() < 0.5:
            noise.allocations.append(
                PlannedAllocation(
                    measure=allocation.measure,
                    source=allocation.source,
                    tiyn=rng.randint(1, 50) * 10_000_000,
                    day=plan.as_of + timedelta(rng.randint(1, 30)),
                    year=allocation.year,
                )
            )
    year = plan.start.year - 1
    for figure in scenario:
        if "plan" in figure.numbers:
            noise.targets.append(
                PlannedTarget(
                    indicator=figure.id,
                    value=rng.randint(1, 200),
                    signed_on=date(year, 1, 5),
                    valid_from=date(year, 1, 1),
                    valid_to=date(year, 12, 31),
                )
            )
