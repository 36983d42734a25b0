"""The acts of civil status of a scenario: who takes part, and on which day each is registered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from .complaints import ScenarioError, said
from .drafts import Draft
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
PLANNABLE_ACTS = frozenset(ACTS) | {LATE, REPEATED}


@dataclass
class CivilPeople:
    """Drafts by figure, in the order of roles; the group of each act; how many births are late."""

    acts: list[tuple[str, list[Draft], str]] = field(default_factory=list)
    late: int = 0
    repeated: int = 0

    def everyone(self) -> list[Draft]:
        return [draft for _code, drafts, _group in self.acts for draft in drafts]


def plan_civil(scenario: Scenario, rng: Random, lang: str) -> CivilPeople:
    """Whoever takes part does so in one act alone. Raises `ScenarioError`."""
    people = CivilPeople(late=scenario.number(LATE) or 0, repeated=scenario.number(REPEATED) or 0)
    wrong = []
    for code, (_measure, roles) in ACTS.items():
        figure = scenario.get(code)
        number = scenario.number(code) or 0
        slices = dict(figure.slices) if figure else {}
        if set(slices) - set(GROUPS.get(code, ())) or sum(slices.values()) > number:
            wrong.append(said("cannot-plan", lang, id=code))
            continue
        groups = [group for group, count in slices.items() for _ in range(count)]
        spare = [group for group in GROUPS.get(code, ()) if group not in slices]
        missing = number - len(groups)
        if missing and slices and not spare:
            wrong.append(said("cannot-plan", lang, id=code))
            continue
        groups += [rng.choice(spare) if spare else "" for _ in range(missing)]
        for group in groups:
            drafts = []
            for _role, ages, traits in roles:
                draft = Draft(ages=ages)
                for trait, value in traits.items():
                    draft.put(trait, value)
                drafts.append(draft)
            people.acts.append((code, drafts, group))
    births = sum(code == "civil.births" for code, _drafts, _group in people.acts)
    if people.late > births:
        wrong.append(said("cannot-plan", lang, id=LATE))
    if people.repeated and not people.acts:
        wrong.append(said("cannot-plan", lang, id=REPEATED))
    if wrong:
        raise ScenarioError(wrong)
    return people


def civil_cases(people: CivilPeople, pick: Callable[[int], list[date]]) -> list[PlannedCase]:
    """Each act on its day, with a certificate; the repeated ones stand on the first act.

    `pick`: so many days of the period, in order.
    """
    found: list[PlannedCase] = []
    late = people.late
    for position, (code, drafts, group) in enumerate(people.acts):
        measure, roles = ACTS[code]
        repeated = people.repeated if position == 0 else 0
        day, *others = pick(1 + repeated)
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
