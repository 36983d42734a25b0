"""Plans a district that gives back a scenario: people first, then the cases that they go through.

The plan is pure and the same for the same seed. Counting its facts over the period of the
scenario gives every stated figure exactly.
"""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from .calendar import YOUTH_BANDS, Days, YouthBand, is_weekday
from .cases import CasePlanner
from .civil_acts import PLANNABLE_ACTS, civil_cases, plan_civil
from .complaints import ScenarioError, said
from .employment_people import COMPONENTS, EmploymentPeople, plan_employment
from .finishing import Finisher
from .places import territory_for
from .plan import DistrictPlan, PlannedHousehold, PlannedTarget
from .scenario import Scenario
from .support_people import SupportPeople, plan_support

PLANNABLE = frozenset(COMPONENTS) | {
    "centre.applicants",
    "active-measures.participants",
    "bastau.registered",
    "bastau.completed",
    "startup-grant.allocated",
    "new-jobs.created",
    "asp.allocated",
    "asp.paid",
    "social-package.allocated",
    "fuel-aid.paid",
    "disability.registered",
    "rehabilitation.programmes-fulfilled",
    "social-order.veterans.recipients",
    "accessibility.adapted",
    "invataxi.contracted",
    "invataxi.trips",
    "invataxi.paid",
    "personal-assistants.allocated",
    "personal-assistants.paid",
    "quota.disabled",
    "quota.probation",
    "resocialisation.contracted",
    *PLANNABLE_ACTS,
}
ATTEMPTS = 24
PLAN_YEARS = {"accessibility.inventoried": 5}


def plan_district(
    scenario: Scenario,
    rng: Random,
    *,
    youth_bands: Sequence[YouthBand] = YOUTH_BANDS,
    is_working: Callable[[date], bool] = is_weekday,
    lang: str = "en",
) -> DistrictPlan:
    """A plan whose facts count up to the scenario. Call `check_scenario` before.

    Raises `ScenarioError` when the groups of several figures cannot hold together.
    """
    refused = [
        said("cannot-plan", lang, id=figure.id)
        for figure in scenario
        if figure.keys - {"plan"} and figure.id not in PLANNABLE
    ]
    if refused:
        raise ScenarioError(refused)
    territory = territory_for(scenario.district, scenario.region)
    plan = DistrictPlan(territory, scenario.as_of.year, scenario.start, scenario.as_of)
    employment, support = _people(scenario, rng, lang)
    civil = plan_civil(scenario, rng, lang)
    drafts = [*employment.everyone(), *support.everyone(), *civil.everyone()]
    everyone = list({id(d): d for d in drafts}.values())
    for key, draft in enumerate(everyone):
        draft.key = key
    finisher = Finisher(territory, scenario.start, scenario.as_of, youth_bands, rng)
    plan.persons = [finisher.person(draft) for draft in everyone]
    plan.households = [
        PlannedHousehold(tuple(d.key for d in family), finisher.place_of(family[0]))
        for family in support.families
    ]
    days = Days(scenario.start, scenario.as_of, is_working)
    cases = CasePlanner(scenario, plan, days, rng)
    cases.employment(employment)
    cases.support(support)
    cases.seekers(employment)
    cases.institutions()
    cases.allocations()
    plan.cases += civil_cases(civil, days, rng)
    plan.targets = _targets(scenario, days, rng)
    return plan


def _people(scenario: Scenario, rng: Random, lang: str) -> tuple[EmploymentPeople, SupportPeople]:
    """The people; groups of several figures that do not fall together are tried anew."""
    for attempt in range(ATTEMPTS):
        # In the end every figure takes people of its own, where it may. Of two figures that share
        # people, now the one is the first to decide their groups and now the other.
        reuses = attempt < ATTEMPTS // 2
        try:
            employment = plan_employment(scenario, rng, lang, reuses, attempt % 2 == 1)
            known = employment.everyone()
            return employment, plan_support(scenario, known, rng, lang, reuses)
        except ScenarioError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def _targets(scenario: Scenario, days: Days, rng: Random) -> list[PlannedTarget]:
    """Plans of the year; a quota of several places may stand in two resolutions."""
    targets = []
    for figure in scenario:
        value = figure.numbers.get("plan")
        if value is None:
            continue
        years = PLAN_YEARS.get(figure.id, 1)
        last = scenario.as_of.year + (years - 1)
        parts = [value]
        if figure.id.startswith("quota.") and value >= 5:
            parts = [value - value // 5, value // 5]
        for part in parts:
            signed = days.pick(1, rng, until=days.days[len(days.days) // 3])[0]
            targets.append(
                PlannedTarget(
                    indicator=figure.id,
                    value=part,
                    signed_on=signed if len(parts) > 1 and part is parts[-1] else days.first,
                    valid_from=date(scenario.start.year, 1, 1),
                    valid_to=date(last, 12, 31),
                )
            )
    return targets
