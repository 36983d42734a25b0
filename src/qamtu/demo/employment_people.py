"""The people of the employment measures: who takes part, and who in two of them."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from .complaints import ScenarioError, said
from .drafts import STATUS_TRAITS, Draft, are_compatible, merge, recruit, settle
from .scenario import Scenario

WHOLE = "active-measures.participants"
REFERRED = "bastau.referred"
AWARDED = "startup-grant.awarded"


@dataclass(frozen=True)
class Counted:
    """A figure that counts a step of one measure. `steps`: all that a counted case goes through."""

    measure: str
    steps: tuple[str, ...]
    ages: tuple[int, int] = (18, 60)


BEFORE_PENSION = 57  # of women in 2018, the lowest there was: a subsidised job ends with it
_CARRIED = ("open", "check", "approve", "carry_out")
COMPONENTS: dict[str, Counted] = {
    "permanent-jobs.placed": Counted("permanent_job", _CARRIED, (18, 58)),
    "social-job.placed": Counted("social_job", _CARRIED, (20, BEFORE_PENSION)),
    "youth-practice.placed": Counted("youth_practice", _CARRIED, (18, 28)),
    "public-works.placed": Counted("public_works", _CARRIED, (18, BEFORE_PENSION)),
    AWARDED: Counted("startup_grant", ("open", "check", "approve"), (20, 58)),
    "microcredit.issued": Counted("microcredit", _CARRIED, (21, 60)),
    REFERRED: Counted("bastau", ("open", "check", "approve"), (18, 58)),
}
_NATURAL_PAIRS = (REFERRED, AWARDED, "microcredit.issued", "youth-practice.placed")


@dataclass
class EmploymentPeople:
    """Drafts by figure; `categories` stand beside the drafts of the startup grants."""

    by_figure: dict[str, list[Draft]] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    registered: list[Draft] = field(default_factory=list)
    completed: set[int] = field(default_factory=set)
    applicants: list[Draft] = field(default_factory=list)

    def everyone(self) -> list[Draft]:
        drafts = [d for c in self.by_figure.values() for d in c]
        drafts += [*self.registered, *self.applicants]
        return list({id(d): d for d in drafts}.values())


def plan_employment(
    scenario: Scenario, rng: Random, lang: str, reuses: bool = True, whole_first: bool = False
) -> EmploymentPeople:
    """`whole_first`: the groups of all participants are settled before those of the registered.

    All of a course's referred are among both; whoever registered without a place is in the one
    alone, and can make up its groups.
    """
    people = EmploymentPeople()
    for code, number in _numbers(scenario).items():
        ages = COMPONENTS[code].ages
        if code == REFERRED:
            _plan_course(scenario, number, people, rng, lang)
            continue
        drafts = [Draft(ages=ages) for _ in range(number)]
        people.by_figure[code] = drafts
        if code == AWARDED:
            people.categories = _award_categories(scenario, drafts, rng)
        else:
            _settle(scenario, code, drafts, rng, lang)
    if not whole_first:
        _settle(scenario, "bastau.registered", people.registered, rng, lang)
    _overlap(scenario, people, rng, lang)
    if whole_first:
        _settle(scenario, "bastau.registered", people.registered, rng, lang)
    _choose_applicants(scenario, people, rng, lang, reuses)
    return people


def _settle(scenario: Scenario, code: str, drafts: list[Draft], rng: Random, lang: str) -> None:
    figure = scenario.get(code)
    if figure is not None and figure.slices:
        settle(
            drafts,
            figure.slices,
            rng,
            figure=code,
            is_exclusive=bool(figure.exclusive),
            lang=lang,
        )


def _numbers(scenario: Scenario) -> dict[str, int]:
    """People of each component; what a stated whole lacks goes to components left unstated."""
    numbers = {code: scenario.number(code) or 0 for code in COMPONENTS}
    for code in COMPONENTS:
        if not numbers[code] and scenario.number(code) is None and scenario.tiyn(code):
            numbers[code] = max(1, (scenario.tiyn(code) or 0) // 500_000_000)
    if scenario.number(REFERRED) is None:
        numbers[REFERRED] = scenario.number("bastau.completed") or 0
    whole = scenario.number(WHOLE)
    lacking = (whole or 0) - sum(numbers.values())
    for code in COMPONENTS:
        if lacking > 0 and scenario.number(code) is None:
            registered = scenario.number("bastau.registered")
            room = lacking
            if code == REFERRED and registered is not None:
                room = min(lacking, registered - numbers[code])
            numbers[code] += room
            lacking -= room
    if lacking > 0:
        total = sum(numbers.values())
        parts = " + ".join(f"{code} {number}" for code, number in numbers.items())
        raise ScenarioError(
            [said("participants-more", id=WHOLE, number=whole, parts=parts, total=total)]
        )
    return numbers


def _plan_course(
    scenario: Scenario, referred: int, people: EmploymentPeople, rng: Random, lang: str
) -> None:
    """The three stages of one course: the later one within the earlier."""
    completed = scenario.number("bastau.completed") or 0
    registered = scenario.number("bastau.registered")
    drafts = [
        Draft(ages=COMPONENTS[REFERRED].ages)
        for _ in range(referred if registered is None else registered)
    ]
    people.completed = {id(d) for d in drafts[:completed]}
    people.by_figure[REFERRED] = drafts[:referred]
    people.registered = drafts
    _settle(scenario, "bastau.completed", drafts[:completed], rng, lang)
    _settle(scenario, REFERRED, drafts[:referred], rng, lang)


def _award_categories(scenario: Scenario, drafts: list[Draft], rng: Random) -> list[str]:
    stated = scenario.slices(AWARDED)
    categories = [code for code, number in stated.items() for _ in range(number)]
    free = [c for c in ("unemployed", "self_employed", "youth", "other") if c not in stated]
    if not stated:
        free += ["unemployed", "self_employed"]
    rest = len(drafts) - len(categories)
    categories += [rng.choice(free or ["other"]) for _ in range(rest)]
    rng.shuffle(categories)
    for draft, category in zip(drafts, categories, strict=True):
        if category in ("youth", "women", *STATUS_TRAITS) and category in stated:
            draft.put(category, True)
    return categories


def _overlap(scenario: Scenario, people: EmploymentPeople, rng: Random, lang: str) -> None:
    """Merge drafts of different measures until the people are as many as the scenario says."""
    whole = scenario.number(WHOLE)
    if whole is None:
        return
    total = sum(len(drafts) for drafts in people.by_figure.values())
    wanted = total - whole
    room = _Room(scenario.slices(WHOLE), people, whole)
    by_size = sorted(people.by_figure, key=lambda code: -len(people.by_figure[code]))
    if 0 < wanted < total * 0.05:
        natural = [code for code in _NATURAL_PAIRS if code in people.by_figure]
        wanted -= _merge_some(natural, people, wanted, rng, room)
    done = _merge_some(by_size, people, wanted, rng, room) if wanted > 0 else 0
    if done < wanted:
        possible = total - whole - wanted + done
        parts = " + ".join(f"{code} {len(drafts)}" for code, drafts in people.by_figure.items())
        complaint = said(
            "cannot-overlap", lang, id=WHOLE, number=whole, parts=parts, total=total,
            possible=possible,
        )  # fmt: skip
        raise ScenarioError([complaint])
    together = [d for drafts in people.by_figure.values() for d in drafts]
    _settle(scenario, WHOLE, list({id(d): d for d in together}.values()), rng, lang)


class _Room:
    """Keeps merging from taking people out of a group that the whole needs them in.

    For each group of the whole: how many could still be in it and how many out of it. Merging two
    people of one side lowers that side; any other pair lowers both.
    """

    def __init__(self, slices: dict[str, int], people: EmploymentPeople, whole: int) -> None:
        drafts = [d for drafts in people.by_figure.values() for d in drafts]
        self.spare: dict[tuple[str, bool], int] = {}
        for code, part in slices.items():
            for side, needed in ((True, part), (False, whole - part)):
                able = sum(d.profile.get(code, side) == side for d in drafts)
                self.spare[code, side] = able - needed

    def _lowered(self, first: Draft, second: Draft) -> list[tuple[str, bool]]:
        return [
            (code, side)
            for code, side in self.spare
            if not (
                first.profile.get(code) is (not side) and second.profile.get(code) is (not side)
            )
        ]

    def allows(self, first: Draft, second: Draft) -> bool:
        return all(self.spare[key] > 0 for key in self._lowered(first, second))

    def take(self, first: Draft, second: Draft) -> None:
        for key in self._lowered(first, second):
            self.spare[key] -= 1


def _merge_some(
    order: list[str], people: EmploymentPeople, wanted: int, rng: Random, room: _Room
) -> int:
    """Merge at most so many pairs, the first measure taking on people of the later ones."""
    member_of: dict[int, set[str]] = defaultdict(set)
    for code, drafts in people.by_figure.items():
        for draft in drafts:
            member_of[id(draft)].add(code)
    seen: set[int] = set()
    shelves: dict[tuple[object, ...], list[Draft]] = defaultdict(list)
    replaced: dict[int, Draft] = {}

    def shelf_of(draft: Draft) -> tuple[object, ...]:
        profile = frozenset(draft.profile.items())
        return frozenset(member_of[id(draft)]), profile, draft.ages

    for code in order:
        drafts = list(people.by_figure[code])
        rng.shuffle(drafts)
        for draft in drafts:
            if len(replaced) == wanted or id(draft) in seen:
                continue
            seen.add(id(draft))
            mine = member_of[id(draft)]
            shelf = next(
                (
                    s
                    for s in shelves.values()
                    if s
                    and not member_of[id(s[-1])] & mine
                    and are_compatible(s[-1], draft)
                    and room.allows(s[-1], draft)
                ),
                None,
            )
            if shelf is None:
                shelves[shelf_of(draft)].append(draft)
                continue
            partner = shelf.pop()
            room.take(partner, draft)
            merge(partner, draft)
            member_of[id(partner)] |= mine
            replaced[id(draft)] = partner
            shelves[shelf_of(partner)].append(partner)
    people.completed |= {id(replaced[key]) for key in people.completed & replaced.keys()}
    for drafts in [*people.by_figure.values(), people.registered]:
        drafts[:] = [replaced.get(id(d), d) for d in drafts]
    return len(replaced)


def _choose_applicants(
    scenario: Scenario, people: EmploymentPeople, rng: Random, lang: str, reuses: bool
) -> None:
    """Those who came to the centre: first of all the people of its measures."""
    figure = scenario.get("centre.applicants")
    if figure is None or figure.fact is None:
        return
    pool = people.everyone() if reuses else []
    rng.shuffle(pool)
    people.applicants = recruit(
        figure.fact,
        figure.slices,
        pool,
        lambda: Draft(ages=(17, 60)),
        rng,
        figure=figure.id,
        is_exclusive=bool(figure.exclusive),
        lang=lang,
    )
