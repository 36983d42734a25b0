"""The people of social support: families, the disability register, and all who are helped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from .complaints import ScenarioError, said
from .drafts import Draft, child_draft, recruit, settle
from .scenario import Scenario

GROUPS = ("group_1", "group_2", "group_3", "child_under_16")


@dataclass
class SupportPeople:
    families: list[list[Draft]] = field(default_factory=list)
    stock: list[Draft] = field(default_factory=list)
    ended: list[Draft] = field(default_factory=list)
    by_figure: dict[str, list[Draft]] = field(default_factory=dict)
    trips: list[Draft] = field(default_factory=list)

    def everyone(self) -> list[Draft]:
        drafts = [d for f in self.families for d in f]
        drafts += [*self.stock, *self.ended, *self.trips]
        drafts += [d for c in self.by_figure.values() for d in c]
        return list({id(d): d for d in drafts}.values())


def plan_support(
    scenario: Scenario, known: Sequence[Draft], rng: Random, lang: str, reuses: bool = True
) -> SupportPeople:
    """`known`: the people of the employment measures, whose groups are decided."""
    planner = _SupportPlanner(scenario, list(known), rng, lang, reuses)
    planner.families()
    planner.plain("fuel-aid.paid", lambda: Draft(ages=(22, 62)), 1_166_800)
    planner.plain("social-order.veterans.recipients", _veteran)
    planner.plain("quota.probation", _on_probation)
    planner.register()
    planner.from_register("quota.disabled", "fact", (18, 60))
    planner.from_register("rehabilitation.programmes-fulfilled", "fact", (1, 80), is_row=True)
    planner.from_register("personal-assistants.allocated", "people", (1, 80))
    planner.assistants()
    planner.passengers()
    planner.rest_of_disabled()
    return planner.people


def _veteran() -> Draft:
    draft = Draft(ages=(55, 85))
    draft.put("semey_victim")
    return draft


def _on_probation() -> Draft:
    draft = Draft(ages=(20, 55))
    draft.put("probation")
    return draft


class _SupportPlanner:
    def __init__(
        self, scenario: Scenario, known: list[Draft], rng: Random, lang: str, reuses: bool
    ) -> None:
        self.scenario = scenario
        self.known = known
        self.rng = rng
        self.lang = lang
        self.reuses = reuses
        self.people = SupportPeople()

    def recruit(
        self, code: str, number: int, pool: Sequence[Draft], make: Callable[[], Draft]
    ) -> list[Draft]:
        figure = self.scenario.get(code)
        return recruit(
            number,
            figure.slices if figure else {},
            pool if self.reuses else (),
            make,
            self.rng,
            figure=code,
            is_exclusive=bool(figure and figure.exclusive),
            lang=self.lang,
        )

    def plain(self, code: str, make: Callable[[], Draft], tiyn_each: int = 0) -> None:
        """A figure with people of its own."""
        number = self.scenario.number(code)
        if number is None and tiyn_each and self.scenario.tiyn(code):
            number = max(1, (self.scenario.tiyn(code) or 0) // tiyn_each)
        self.people.by_figure[code] = self.recruit(code, number or 0, (), make)

    def families(self) -> None:
        figure = self.scenario.get("asp.paid")
        if figure is None:
            return
        households = figure.numbers.get("households")
        people = figure.numbers.get("people")
        if households is None:
            households = max(1, people // 5) if people else min(1, figure.tiyn or 0) * 20
            if people == 0:
                households = 0
            households = min(households, figure.tiyn) if figure.tiyn else households
        if people is None:
            people = sum(self.rng.randint(3, 7) for _ in range(households))
        sizes = [1] * households
        for _ in range(people - households if households else 0):
            at = min(self.rng.randrange(households), self.rng.randrange(households))
            other = self.rng.randrange(households)
            sizes[at if sizes[at] <= sizes[other] else other] += 1
        heads = [d for d in self.known if d.has("asp_recipient")]
        self.rng.shuffle(heads)
        for index, size in enumerate(sizes):
            head = heads.pop() if heads else Draft(ages=(30, 48))
            self.people.families.append(self.family(index, size, head))

    def family(self, index: int, size: int, head: Draft) -> list[Draft]:
        rng = self.rng
        head.family, head.family_role = index, "head"
        head.put("asp_recipient")
        members = [head]
        if size > 2:
            spouse = Draft(ages=(30, 48), family=index, family_role="spouse")
            is_woman = head.profile.setdefault("women", rng.random() < 0.5)
            head.put("men", not is_woman)
            spouse.put("women", not is_woman)
            members.append(spouse)
            if size >= 6 and not is_woman:
                spouse.put("large_family_mother")
        while len(members) < size:
            members.append(Draft(ages=(0, 12), family=index, family_role="child"))
        return members

    def register(self) -> None:
        """The disability register: first those that other figures require, then the rest."""
        figure = self.scenario.get("disability.registered")
        needed = [d for d in self._all() if d.has("disabled")]
        if figure is None or figure.fact is None:
            self.people.stock = needed
            return
        number = figure.fact
        groups = {g: figure.slices[g] for g in GROUPS if g in figure.slices}
        rest = number - sum(groups.values())
        unstated = [g for g in GROUPS if g not in groups]
        assigned = [g for g, n in groups.items() for _ in range(n)]
        assigned += [
            self.rng.choices(unstated, [2 if g != "child_under_16" else 1 for g in unstated])[0]
            if unstated
            else ""
            for _ in range(rest)
        ]
        children = [child_draft() for g in assigned if g == "child_under_16"]
        others = {s: n for s, n in figure.slices.items() if s not in GROUPS}
        self.rng.shuffle(needed)

        stock = recruit(
            number,
            others,
            [*children, *needed],
            _disabled_adult,
            self.rng,
            figure=figure.id,
            lang=self.lang,
        )
        adults = [g for g in assigned if g != "child_under_16"]
        self.rng.shuffle(adults)
        for draft in stock:
            if draft.group is None:
                draft.group = adults.pop() if adults else ""
        inside = {id(d) for d in stock}
        self.people.stock = stock
        for draft in needed:
            if id(draft) not in inside:
                self._end(draft)

    def _end(self, draft: Draft) -> None:
        """Registered on the days of the events, no longer on the last day of the report."""
        draft.until = self.scenario.as_of - timedelta(1)
        draft.is_ended = True
        if draft.until <= self.scenario.start:
            number = self.scenario.number("disability.registered")
            sentence = said(
                "cannot-settle",
                self.lang,
                id="disability.registered",
                slice="disabled",
                part=number,
                low=(number or 0) + 1,
                high=(number or 0) + 1,
            )
            raise ScenarioError([sentence])
        self.people.ended.append(draft)

    def _all(self) -> list[Draft]:
        drafts = {id(d): d for d in [*self.known, *self.people.everyone()]}
        return list(drafts.values())

    def from_register(
        self, code: str, key: str, ages: tuple[int, int], *, is_row: bool = False
    ) -> None:
        number = self.scenario.number(code, key)
        if number is None and self.scenario.tiyn("personal-assistants.paid") and key == "people":
            number = max(1, self.scenario.number("personal-assistants.paid", "assistants") or 1)
        elif number is None and key == "people":
            number = self.scenario.number("personal-assistants.paid", "assistants")
        number = number or 0
        pool = [d for d in self.people.stock if d.group != "child_under_16" or ages[0] < 16]
        self.rng.shuffle(pool)
        if code == "personal-assistants.allocated":  # the law gives them to group I alone
            severe = [d for d in pool if d.group == "group_1"]
            pool = severe if len(severe) >= number else pool
        if is_row and not self.scenario.slices(code) and pool:
            rounds = [d for _ in range(number // len(pool) + 1) for d in pool]
            self.people.by_figure[code] = rounds[:number]
            return
        self.people.by_figure[code] = self.recruit(
            code, number, pool, lambda: Draft(ages=(max(18, ages[0]), ages[1]))
        )

    def assistants(self) -> None:
        code = "personal-assistants.paid"
        number = self.scenario.number(code, "assistants")
        if number is None:
            number = len(self.people.by_figure["personal-assistants.allocated"])
            number = number if self.scenario.tiyn(code) else 0
        self.people.by_figure[code] = self.recruit(code, number, (), lambda: Draft(ages=(22, 58)))

    def passengers(self) -> None:
        """One draft a trip; the groups of the trips are nested, so that few people suffice."""
        code = "invataxi.trips"
        trips = self.scenario.number(code)
        people = self.scenario.number(code, "people")
        if trips is None:
            trips = people or 0
        if people is None:
            people = min(trips, max(1, trips * 2 // 3)) if not self.scenario.slices(code) else trips
        slices = self.scenario.slices(code)
        pool = list(self.people.stock)
        self.rng.shuffle(pool)
        if not slices or people == trips:
            riders = self.recruit(code, people, pool, lambda: Draft(ages=(18, 80)))
            extra = [self.rng.choice(riders) for _ in range(trips - people)]
            self.people.trips = [*riders, *extra]
            return
        self.people.trips = self._nested(code, trips, people)

    def _nested(self, code: str, trips: int, people: int) -> list[Draft]:
        slots = [Draft(ages=(18, 80)) for _ in range(trips)]
        figure = self.scenario.get(code)
        slices = figure.slices if figure else {}
        settle(
            slots,
            slices,
            _InOrder(self.rng.random()),
            figure=code,
            is_exclusive=bool(figure and figure.exclusive),
            lang=self.lang,
        )
        classes: dict[frozenset[tuple[str, bool]], list[Draft]] = {}
        for slot in slots:
            classes.setdefault(frozenset(slot.profile.items()), []).append(slot)
        if len(classes) > people:
            shared = share_out(
                trips, people, slices, is_exclusive=bool(figure and figure.exclusive)
            )
            classes = {
                frozenset(d.profile.items()): [d.copy() for _ in range(n)] for d, n in shared
            }
        if not classes:
            facts = {"people": people, "number": trips, "slices": ", ".join(slices)}
            raise ScenarioError([said("too-few-people", self.lang, id=code, **facts)])
        shares = dict.fromkeys(classes, 1)
        for _ in range(people - len(classes)):
            roomy = max(classes, key=lambda c: len(classes[c]) - shares[c])
            shares[roomy] += 1
        riders: list[Draft] = []
        for profile, members in classes.items():
            own = members[: shares[profile]]
            riders += [*own, *(self.rng.choice(own) for _ in range(len(members) - len(own)))]
        return riders

    def rest_of_disabled(self) -> None:
        """Who was helped as a person with a disability is one, unless a figure forbids it."""
        is_stated = self.scenario.number("disability.registered") is not None
        inside = {id(d) for d in [*self.people.stock, *self.people.ended]}
        for draft in self._all():
            if id(draft) in inside or draft.profile.get("disabled") is False:
                continue
            if draft.has("disabled") and is_stated:
                self._end(draft)
        if not is_stated:
            for code in ("quota.disabled", "personal-assistants.allocated"):
                for draft in self.people.by_figure[code]:
                    if draft.allows("disabled", True):
                        draft.put("disabled")
            for draft in self.people.trips:
                if draft.allows("disabled", True):
                    draft.put("disabled")


def _disabled_adult() -> Draft:
    draft = Draft(ages=(18, 80))
    draft.put("disabled")
    return draft


TRIES = 20_000


def share_out(
    trips: int, people: int, slices: Mapping[str, int], *, is_exclusive: bool
) -> list[tuple[Draft, int]]:
    """So few riders that each group has exactly its trips: riders' traits and their trips.

    Searches the ways in which whole riders, and one more split in two, make up each group; empty
    when there is none (or none was found in `TRIES`).
    """
    left = TRIES

    def go(riders: list[tuple[Draft, int]], codes: list[str]) -> list[tuple[Draft, int]]:
        nonlocal left
        if not codes:
            return riders
        code, *rest = codes
        for chosen in range(1 << len(riders)):
            left -= 1
            if left < 0:
                return []
            inside = [n for position, (_, n) in enumerate(riders) if chosen >> position & 1]
            missing = slices[code] - sum(inside)
            splits: list[int | None] = [
                position
                for position, (_, n) in enumerate(riders)
                if not chosen >> position & 1 and 0 < missing < n and len(riders) < people
            ]
            for split in splits if missing else [None]:
                if missing and split is None:
                    continue
                found = _with_trait(riders, code, chosen, split, missing, is_exclusive)
                answer = go(found, rest) if found else []
                if answer:
                    return answer
        return []

    return go([(Draft(ages=(18, 80)), trips)], list(slices))


def _with_trait(
    riders: list[tuple[Draft, int]],
    code: str,
    chosen: int,
    split: int | None,
    missing: int,
    is_exclusive: bool,
) -> list[tuple[Draft, int]]:
    """The riders after a group is given to the chosen ones; empty where one can't be in it."""
    found: list[tuple[Draft, int]] = []
    for position, (draft, n) in enumerate(riders):
        shares = [(chosen >> position & 1 == 1, n)]
        if position == split:
            shares = [(True, missing), (False, n - missing)]
        for is_in, share in shares:
            taken = is_exclusive and is_in and any(draft.profile.values())
            if taken or not draft.allows(code, is_in):
                return []
            rider = draft.copy()
            rider.put(code, is_in)
            found.append((rider, share))
    return found


class _InOrder(Random):
    """Leaves what it should shuffle in its order."""

    def shuffle(self, x: object) -> None:
        del x
