"""The published report of Syrdarya district comes back from its plan, figure for figure."""

from pathlib import Path
from random import Random

import pytest

from qamtu.demo.checking import check_scenario
from qamtu.demo.planning import plan_district
from qamtu.demo.scenario import load_scenario

from .counting import REFERENCE_CATALOGUE, broken_rules, differences

REFERENCE = Path(__file__).parents[2] / "scenarios" / "syrdarya-2021-11-15.toml"


@pytest.mark.parametrize("seed", [0, 1, 2021])
def test_reference_comes_back(seed):
    scenario = load_scenario(REFERENCE)
    check_scenario(scenario, REFERENCE_CATALOGUE)
    plan = plan_district(scenario, Random(seed))
    assert differences(scenario, plan) == []
    assert broken_rules(plan) == []


def test_same_seed_gives_the_same_plan():
    scenario = load_scenario(REFERENCE)
    assert plan_district(scenario, Random(7)) == plan_district(scenario, Random(7))
    assert plan_district(scenario, Random(7)) != plan_district(scenario, Random(8))


def test_the_four_people_are_in_two_measures():
    scenario = load_scenario(REFERENCE)
    plan = plan_district(scenario, Random(3))
    active = {"permanent_job", "social_job", "youth_practice", "public_works", "microcredit"}
    seen = [
        c.subject
        for c in plan.cases
        if c.measure in active | {"startup_grant"} or (c.measure == "bastau" and len(c.steps) > 2)
    ]
    assert (len(seen), len(set(seen))) == (2421, 2417)
