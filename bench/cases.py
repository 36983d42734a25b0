"""Invented cases over the real measures: the steps that their workflows allow, with the money."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from qamtu.casework.measures import Measure
from qamtu.casework.workflow import NEW

FIRST_DAY = date(2021, 1, 1)
LAST_DAY = date(2021, 11, 15)
# How often a case of a measure is opened; the others: once in a while.
FREQUENT = {
    "job_search": 25,
    "targeted_assistance": 14,
    "invataxi": 22,
    "social_package": 8,
    "fuel_aid": 8,
    "permanent_job": 7,
    "public_works": 5,
    "rehabilitation": 5,
    "bastau": 3,
}
# Money of a measure: tenge a payment, and at most how many payments a case gets.
PAYMENTS = {
    "targeted_assistance": (28_000, 6),
    "social_package": (14_000, 4),
    "fuel_aid": (21_000, 1),
    "startup_grant": (583_400, 1),
    "microcredit": (4_000_000, 1),
    "personal_assistant": (90_000, 4),
    "invataxi_contract": (1_500_000, 6),
    "social_order_contract": (900_000, 3),
    "resocialisation": (700_000, 3),
    "youth_practice": (73_000, 3),
    "social_job": (42_000, 3),
}


@dataclass(slots=True)
class DrawnStep:
    transition: str
    target: str
    is_once: bool
    day: date
    reason: str = ""
    committed: int = 0
    paid: int = 0


@dataclass(slots=True)
class DrawnCase:
    measure: Measure
    opened_on: date
    category: str
    state: str = NEW
    state_since: date = FIRST_DAY
    steps: list[DrawnStep] = field(default_factory=list)


def draw_case(rng: Random, measure: Measure, opened_on: date) -> DrawnCase:
    """A case that goes its way through the measure's workflow, up to the last day.

    A step that the measure does not have, or not from the case's state, is left out.
    """
    category = rng.choice(list(measure.categories)) if measure.categories else ""
    case = DrawnCase(measure, opened_on, category, state_since=opened_on)
    amount, most = PAYMENTS.get(measure.code, (0, 0))
    times = rng.randint(1, most) if most else 0
    for transition in _way(rng, times):
        if transition not in measure.workflow:
            continue
        step = measure.workflow[transition]
        if case.state not in step.sources:
            continue
        day = opened_on if case.state == NEW else case.steps[-1].day
        if transition not in ("open", "carry_out"):
            day += timedelta(days=rng.randrange(1, 12))
        if day > LAST_DAY:
            break
        drawn = DrawnStep(transition, step.target or case.state, step.is_once, day)
        if step.needs_reason:
            drawn.reason = "өтініш талапқа сай емес"
        if amount and transition == "approve":
            drawn.committed = amount * 100 * times
        if amount and transition == "pay":
            drawn.paid = amount * 100
        case.steps.append(drawn)
        if step.target:
            case.state, case.state_since = step.target, day
    return case


def _way(rng: Random, times: int) -> list[str]:
    way = ["open"]
    if rng.random() < 0.4:
        way.append("check")
    end = rng.random()
    if end < 0.05:
        return way
    if end < 0.1:
        return [*way, "refuse"]
    if end < 0.12:
        return [*way, "withdraw"]
    way.append("approve")
    if rng.random() < 0.9:
        way.append("carry_out")
    way += ["pay"] * times
    if rng.random() < 0.1:
        way.append("close")
    return way
