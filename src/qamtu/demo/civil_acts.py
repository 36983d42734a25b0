"""The acts of civil status of a scenario: who takes part, and on which day each is registered."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from qamtu.casework.slices import PEOPLE_SLICES

from .calendar import Days
from .complaints import ScenarioError, said
from .drafts import STATUS_TRAITS, Draft, settle
from .plan import PlannedCase, PlannedStep
from .scenario import Scenario

WOMEN, MEN = {"women": True, "men": False}, {"women": False, "men": True}
# Of each figure: its measure, and who takes part; the first is the subject of the plan.
ACTS: dict[str, tuple[str, tuple[tuple[str, tuple[int, int], dict[str, bool]], ...]]] = {
    "civil.births": (
        "civil_birth",
        (("mother", (21, 40), WOMEN), ("father", (22, 45), MEN)),
    ),
    "civil.deaths": ("civil_death", (("deceased", (62, 92), {}),)),
    "civil.marriages": (
        "civil_marriage",
        (("husband", (22, 40), MEN), ("wife", (20, 38), WOMEN)),
    ),
    "civil.divorces": (
        "civil_divorce",
        (("husband", (26, 50), MEN), ("wife", (25, 48), WOMEN)),
    ),
    "civil.paternities": (
        "civil_paternity",
        (("child", (1, 10), {}), ("father", (32, 50), MEN), ("mother", (30, 45), WOMEN)),
    ),
    "civil.name-changes": ("civil_name_change", (("person", (18, 60), {}),)),
}
LATE, REPEATED = "civil.late-births", "civil.repeated-certificates"
GROUPS = {"civil.births": ("boys", "girls"), "civil.divorces": ("consent", "court")}
CHILDREN = {"men": "boys", "women": "girls"}
YOUNGEST_YOUTH = 14
LONG_AGO = timedelta(days=60)
PLANNABLE_ACTS = frozenset(ACTS) | {LATE, REPEATED}


@dataclass
class CivilPeople:
    """Drafts by figure, in the order of roles; the group of each act; how many births are late.

    `is_old`: the acts are of before the period; only certificates of theirs are asked for in it.
    """

    acts: list[tuple[str, list[Draft], str]] = field(default_factory=list)
    late: int = 0
    repeated: int = 0
    is_old: bool = False

    def everyone(self) -> list[Draft]:
        return [draft for _code, drafts, _group in self.acts for draft in drafts]


def plan_civil(scenario: Scenario, rng: Random, lang: str) -> CivilPeople:
    """Whoever takes part does so in one act alone. Raises `ScenarioError`."""
    people = CivilPeople(late=scenario.number(LATE) or 0, repeated=scenario.number(REPEATED) or 0)
    wrong: list[str] = []
    for code in ACTS:
        try:
            people.acts += _acts(code, scenario, rng, lang)
        except ScenarioError as error:
            wrong += error.sentences
    if wrong:
        raise ScenarioError(wrong)
    if people.repeated and not people.acts:
        married = [_draft(*role) for role in ACTS["civil.marriages"][1]]
        people.acts, people.is_old = [("civil.marriages", married, "")], True
    return people


def _acts(
    code: str, scenario: Scenario, rng: Random, lang: str
) -> list[tuple[str, list[Draft], str]]:
    """The acts of one figure; births that are only stated as late are so many births."""
    figure = scenario.get(code)
    number = figure.fact if figure is not None else None
    if number is None:
        number = (scenario.number(LATE) or 0) if code == "civil.births" else 0
    stated = dict(figure.slices) if figure else {}
    if code == "civil.births":  # whose birth is registered is the child
        stated = {CHILDREN.get(group, group): part for group, part in stated.items()}
    own = {group: stated.pop(group) for group in GROUPS.get(code, ()) if group in stated}
    if stated.keys() - (PEOPLE_SLICES.keys() if code != "civil.births" else set()):
        raise ScenarioError([said("cannot-plan", lang, id=code)])
    groups = [group for group, count in own.items() for _ in range(count)]
    is_all = bool(own) and len(own) == len(GROUPS[code])
    if len(groups) > number or (is_all and len(groups) != number):
        facts = {"id": code, "total": len(groups), "key": "fact", "number": number}
        raise ScenarioError([said("slices-sum", lang, **facts)])
    spare = [group for group in GROUPS.get(code, ()) if group not in own] or [""]
    groups += [rng.choice(spare) for _ in range(number - len(groups))]
    acts = [(code, [_draft(*role) for role in ACTS[code][1]], group) for group in groups]
    if stated:
        settle([drafts[0] for _, drafts, _ in acts], stated, rng, figure=code, lang=lang)
    return acts


def _draft(_role: str, ages: tuple[int, int], traits: dict[str, bool]) -> Draft:
    if ages[1] < YOUNGEST_YOUTH:
        return Draft(ages=ages, profile=dict.fromkeys(("youth", "over_50", *STATUS_TRAITS), False))
    draft = Draft(ages=ages)
    for trait, value in traits.items():
        draft.put(trait, value)
    return draft


def civil_cases(people: CivilPeople, days: Days, rng: Random) -> list[PlannedCase]:
    """Each act on its day, with a certificate; the repeated ones are spread over the acts."""
    found: list[PlannedCase] = []
    late = people.late
    each, more = divmod(people.repeated, max(1, len(people.acts)))
    for position, (code, drafts, group) in enumerate(people.acts):
        measure, roles = ACTS[code]
        repeated = each + (position < more)
        day, *others = days.pick(1 + repeated, rng)
        if people.is_old:
            day = days.start - LONG_AGO
            others = days.pick(repeated, rng)
        category = group
        if code == "civil.births" and late:
            category, late = f"{group} late", late - 1
        parts = tuple(
            (draft.key, role) for draft, (role, _ages, _traits) in zip(drafts, roles, strict=True)
        )
        steps = [PlannedStep("open", day, participants=parts[1:]), PlannedStep("certify", day)]
        steps += [PlannedStep("repeat", other) for other in others]
        found.append(PlannedCase(measure, "person", parts[0][0], category, tuple(steps)))
    return found
