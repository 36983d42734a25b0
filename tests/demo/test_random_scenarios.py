"""Any consistent scenario comes back from its plan, with noise and by any seed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qamtu.demo.checking import check_scenario
from qamtu.demo.complaints import ScenarioError
from qamtu.demo.noise import plan_noise
from qamtu.demo.plan import DistrictPlan
from qamtu.demo.planning import plan_district
from qamtu.demo.scenario import Figure, Scenario
from qamtu.demo.seeker_days import is_of_working_age

from .counting import COMPONENTS, REFERENCE_CATALOGUE, WHOLE, Count, broken_rules, differences

COUNTS = st.integers(0, 40)
PEOPLE = ("youth", "women", "disabled", "self_employed", "rural", "kandas", "over_50")


@st.composite
def slices_of(draw, number, codes=PEOPLE):
    """Groups of so many people that can hold together."""
    chosen = draw(st.lists(st.sampled_from(codes), unique=True, max_size=3))
    parts = {code: draw(st.integers(0, number)) for code in chosen}
    if {"youth", "over_50"} <= parts.keys():
        parts["over_50"] = min(parts["over_50"], number - parts["youth"])
    if "women" in parts and draw(st.booleans()):
        parts["large_family_mother"] = draw(st.integers(0, parts["women"]))
    return parts


@st.composite
def money(draw, least=1, most=10**9):
    decimals = draw(st.integers(0, 5))
    least = -(-least // 10 ** (5 - decimals))
    return Decimal(draw(st.integers(least, max(least, most)))).scaleb(-decimals)


def maybe(draw):
    return draw(st.booleans())


@st.composite
def employment(draw, figures):
    has_slices = maybe(draw)
    stated = [c for c in COMPONENTS if c != "bastau.referred" and maybe(draw)]
    for code in stated:
        number = draw(COUNTS)
        parts = {}
        if has_slices and code == "startup-grant.awarded":
            cuts = sorted(draw(st.lists(st.integers(0, number), min_size=2, max_size=2)))
            parts = {
                "youth": cuts[0],
                "disabled": cuts[1] - cuts[0],
                "other": number - cuts[1],
            }
            figures[code] = Figure(code, {"fact": number}, slices=parts, exclusive=True)
            continue
        if has_slices:
            parts = draw(slices_of(number))
        amount = None
        if code == "microcredit.issued" and number and maybe(draw):
            amount = draw(money(number))
        figures[code] = Figure(code, {"fact": number}, money=amount, slices=parts)
    if maybe(draw):
        completed, referred, registered = sorted(draw(st.tuples(COUNTS, COUNTS, COUNTS)))
        parts = draw(slices_of(referred)) if has_slices else {}
        if maybe(draw):
            figures["bastau.registered"] = Figure("bastau.registered", {"fact": registered})
        figures["bastau.referred"] = Figure("bastau.referred", {"fact": referred}, slices=parts)
        if maybe(draw):
            figures["bastau.completed"] = Figure("bastau.completed", {"fact": completed})
    facts = [figures[c].numbers["fact"] for c in COMPONENTS if c in figures]
    if facts and maybe(draw):
        least = max(facts) if not has_slices else max(max(facts), sum(facts) - 2)
        number = draw(st.integers(least, sum(facts)))
        if number == sum(facts) and len(facts) < len(COMPONENTS):
            number += draw(st.integers(0, 10))
        figures[WHOLE] = Figure(WHOLE, {"fact": number})
    if maybe(draw):
        number = draw(st.integers(0, 150))
        figures["centre.applicants"] = Figure("centre.applicants", {"fact": number})


@st.composite
def support(draw, figures):
    def state(code, numbers, **more):
        figures[code] = Figure(code, numbers, **more)

    if maybe(draw):
        households = draw(st.integers(1, 20))
        people = draw(st.integers(households, 120))
        paid = draw(money(households))
        if maybe(draw):
            rest = draw(money(0))
            state("asp.allocated", {}, money_by_source={"local": rest, "republican": paid})
        state("asp.paid", {"households": households, "people": people}, money=paid)
    if maybe(draw):
        number = draw(st.integers(1, 60))
        state("fuel-aid.paid", {"fact": number}, money=draw(money(number)))
    if maybe(draw):
        groups = {g: draw(st.integers(0, 20)) for g in ("group_1", "group_2", "group_3")}
        groups["child_under_16"] = draw(st.integers(0, 20))
        total = sum(groups.values())
        state("disability.registered", {"fact": total}, slices=groups, exclusive=True)
    for code in ("rehabilitation.programmes-fulfilled", "quota.disabled", "quota.probation"):
        if maybe(draw):
            number = draw(COUNTS)
            parts = draw(slices_of(number)) if maybe(draw) else {}
            parts.pop("disabled", None)
            state(code, {"fact": number, "plan": draw(COUNTS)}, slices=parts)
    if maybe(draw):
        trips = draw(st.integers(0, 60))
        people = draw(st.integers(min(1, trips), trips))
        state("invataxi.trips", {"fact": trips, "people": people})
    if maybe(draw):
        paid, more = draw(money()), draw(money())
        state("invataxi.contracted", {}, money=paid + more)
        state("invataxi.paid", {}, money=paid)
    if maybe(draw):
        people, assistants = draw(st.integers(1, 30)), draw(st.integers(1, 30))
        paid, more = draw(money(assistants)), draw(money())
        state("personal-assistants.allocated", {"people": people}, money=paid + more)
        state("personal-assistants.paid", {"assistants": assistants}, money=paid)
    if maybe(draw):
        state("new-jobs.created", {"fact": draw(COUNTS), "plan": draw(COUNTS)})
        state("accessibility.adapted", {"fact": draw(COUNTS)})
        state("accessibility.inventoried", {"plan": draw(COUNTS)})
    if maybe(draw):
        number = draw(st.integers(1, 30))
        amount = draw(money(number))
        state("social-order.veterans.recipients", {"fact": number}, money=amount, supplier="«А»")
        state("resocialisation.contracted", {}, money=draw(money()), supplier="«Б»")
        state("startup-grant.allocated", {}, money=draw(money()))
        state("social-package.allocated", {}, money=draw(money()))


@st.composite
def scenarios(draw):
    start = draw(st.dates(date(2018, 1, 1), date(2025, 1, 1)))
    figures: dict[str, Figure] = {}
    draw(employment(figures))
    draw(support(figures))
    assume(figures)
    return Scenario(
        district=draw(st.sampled_from(("Шиелі ауданы", "Сырдария ауданы", "Абай ауданы"))),
        region="Қызылорда облысы",
        start=start,
        as_of=start + timedelta(draw(st.integers(5, 400))),
        figures=tuple(figures.values()),
    )


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(scenarios(), st.integers(0, 100))
def test_consistent_scenarios_come_back(scenario, seed):
    check_scenario(scenario, REFERENCE_CATALOGUE)
    rng = Random(seed)
    try:
        plan = plan_district(scenario, rng)
    except ScenarioError as error:
        assume("let at most" not in str(error))  # groups that do not let anyone be in two
        raise
    assert differences(scenario, plan) == []
    assert broken_rules(plan) == []
    assert plan == plan_district(scenario, Random(seed))
    noise = plan_noise(scenario, plan, rng)
    noisy = _with_noise(plan, noise)
    assert differences(scenario, noisy, noise.cases) == []


def _with_noise(plan, noise):
    statuses = {}
    for key, status in noise.statuses:
        statuses.setdefault(key, []).append(status)
    persons = [
        type(p)(**{**p.__dict__, "statuses": (*p.statuses, *statuses.get(p.key, ()))})
        for p in plan.persons
    ]
    changed = {**plan.__dict__, "persons": persons}
    changed["allocations"] = [*plan.allocations, *noise.allocations]
    return DistrictPlan(**changed)


def _truth(scenario, plan, rng, most):
    """The same scenario with groups stated as they happen to be in a plan: they can be."""
    count = Count(plan)
    figures = []
    for figure in scenario:
        spec = REFERENCE_CATALOGUE[figure.id]
        main = figure.main_count
        if figure.slices or main is None or not (spec.slices & set(PEOPLE)) or spec.is_partition:
            figures.append(figure)
            continue
        codes = rng.sample(sorted(spec.slices), rng.randint(0, most))
        parts = {c: count.number(figure.id, main[0], c) for c in codes}
        figures.append(replace(figure, slices=parts))
    return replace(scenario, figures=tuple(figures))


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(scenarios(), st.integers(0, 10**6))
def test_groups_that_some_district_has_come_back(scenario, seed):
    rng = Random(seed)
    try:
        plan = plan_district(scenario, rng)
    except ScenarioError:
        assume(False)
    truth = _truth(scenario, plan, rng, 4)
    check_scenario(truth, REFERENCE_CATALOGUE)
    again = plan_district(truth, Random(seed + 1))
    assert differences(truth, again) == []
    assert broken_rules(again) == []


def test_groups_of_the_registered_leave_room_for_those_of_all_participants():
    """Everyone placed was referred too: only five of the referred may be men.

    The groups of all who registered must not be given out before that is known.
    """
    figures = (
        Figure("permanent-jobs.placed", {"fact": 14}),
        Figure("bastau.registered", {"fact": 32}, slices={"women": 18, "men": 14, "youth": 10}),
        Figure("bastau.referred", {"fact": 15}, slices={"over_50": 4, "youth": 5}),
        Figure(WHOLE, {"fact": 15}, slices={"men": 5, "disabled": 0}),
    )
    scenario = Scenario(
        district="Шиелі ауданы",
        region="Қызылорда облысы",
        start=date(2021, 1, 1),
        as_of=date(2021, 11, 15),
        figures=figures,
    )
    check_scenario(scenario, REFERENCE_CATALOGUE)
    for seed in range(20):
        assert differences(scenario, plan_district(scenario, Random(seed))) == []


def test_a_seeker_is_recognised_before_any_other_measure_and_at_a_working_age():
    figures = (
        Figure("permanent-jobs.placed", {"fact": 60}, slices={"over_50": 20}),
        Figure("public-works.placed", {"fact": 60}, slices={"over_50": 40, "women": 60}),
        Figure("centre.applicants", {"fact": 200}, slices={"unemployed": 50}),
    )
    scenario = Scenario(
        district="Шиелі ауданы",
        region="Қызылорда облысы",
        start=date(2018, 1, 1),
        as_of=date(2018, 12, 1),
        figures=figures,
    )
    plan = plan_district(scenario, Random(1))
    first: dict[int, date] = {}
    for case in plan.cases:
        if case.measure != "job_search" and case.subject_kind == "person":
            opened = case.steps[0].day
            first[case.subject] = min(opened, first.get(case.subject, opened))
    recognised = [
        case
        for case in plan.cases
        if case.measure == "job_search" and case.steps[-1].transition == "approve"
    ]
    assert recognised
    for case in recognised:
        person, day = plan.persons[case.subject], case.steps[-1].day
        assert is_of_working_age(person, day)
        assert day < first.get(case.subject, date.max)
    for case in plan.cases:
        if case.measure == "public_works":
            assert is_of_working_age(plan.persons[case.subject], case.steps[-1].day)
