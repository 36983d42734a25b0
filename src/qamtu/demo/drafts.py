"""People while they are being planned: only what the figures require of them is decided.

A draft's profile says which groups a person is in, which not; what no figure asks stays open, so
that one person can serve several figures. At the end `finish` gives age, sex, place and name.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from .complaints import ScenarioError, said

STATUS_TRAITS = (
    "disabled",
    "large_family_mother",
    "self_employed",
    "unemployed",
    "asp_recipient",
    "probation",
    "kandas",
    "semey_victim",
)
_ORDER = ("large_family_mother", "women", "men", "youth", "over_50")
_IMPLIED: dict[tuple[str, bool], tuple[tuple[str, bool], ...]] = {
    ("large_family_mother", True): (("women", True),),
    ("women", True): (("men", False),),
    ("women", False): (("men", True), ("large_family_mother", False)),
    ("men", True): (("women", False),),
    ("men", False): (("women", True),),
    ("youth", True): (("over_50", False),),
    ("over_50", True): (("youth", False),),
}


@dataclass(eq=False)
class Draft:
    """`ages`: usual for what the person does. `until`: last day on which events may happen."""

    ages: tuple[int, int] = (18, 60)
    profile: dict[str, bool] = field(default_factory=dict)
    group: str | None = None
    until: date | None = None
    is_ended: bool = False
    family: int | None = None
    family_role: str = ""
    place: int | None = None
    first_day: date | None = None
    key: int = -1

    def allows(self, trait: str, value: bool) -> bool:
        if self.profile.get(trait, value) != value:
            return False
        return all(self.profile.get(t, v) == v for t, v in _IMPLIED.get((trait, value), ()))

    def put(self, trait: str, value: bool = True) -> None:
        """Decide a trait and what follows from it. The caller asked `allows` before."""
        if self.profile.get(trait) == value:
            return
        self.profile[trait] = value
        for other, implied in _IMPLIED.get((trait, value), ()):
            self.put(other, implied)

    def copy(self) -> "Draft":
        """Another person of whom the same is decided."""
        return replace(self, profile=dict(self.profile))

    def has(self, trait: str) -> bool:
        return self.profile.get(trait) is True


def child_draft() -> Draft:
    """A child with a disability: under 14, so never counted with the youth."""
    draft = Draft(ages=(1, 13), group="child_under_16")
    for trait in ("youth", "over_50", *STATUS_TRAITS):
        draft.profile[trait] = trait == "disabled"
    return draft


def settle(
    drafts: Sequence[Draft],
    slices: Mapping[str, int],
    rng: Random,
    *,
    figure: str,
    is_exclusive: bool = False,
    lang: str = "en",
) -> None:
    """Decide the traits so that each group has exactly its number among the drafts."""
    if is_exclusive:
        _settle_partition(drafts, slices, rng, figure, lang)
        return
    known = [code for code in _ORDER if code in slices]
    for code in [*known, *(code for code in slices if code not in _ORDER)]:
        decided = [d for d in drafts if code in d.profile]
        yes = sum(d.has(code) for d in decided)
        free = [d for d in drafts if code not in d.profile]
        able = [d for d in free if d.allows(code, True)]
        unable = len(free) - len(able)
        rng.shuffle(able)
        able.sort(key=lambda d: _reluctance(d, code))
        low = yes + sum(not d.allows(code, False) for d in able)
        high = len(drafts) - (len(decided) - yes) - unable
        part = slices[code]
        if not low <= part <= high:
            raise ScenarioError(
                [said("cannot-settle", lang, id=figure, slice=code, part=part, low=low, high=high)]
            )
        for draft in able[: part - yes]:
            draft.put(code, True)
        for draft in drafts:
            if code not in draft.profile:
                draft.put(code, False)


def _reluctance(draft: Draft, code: str) -> int:
    """Lower first: who belongs to the group most naturally."""
    if not draft.allows(code, False):
        return -1
    if code == "large_family_mother":
        return (not draft.has("women")) * 2 + draft.has("youth")
    if code == "youth":
        return draft.has("large_family_mother") * 2
    if code == "disabled":
        return draft.has("large_family_mother")
    if code == "unemployed":
        return draft.has("self_employed")
    return 0


def _settle_partition(
    drafts: Sequence[Draft], slices: Mapping[str, int], rng: Random, figure: str, lang: str
) -> None:
    """Every draft in exactly one of the groups."""
    left = dict(slices)
    waiting = []

    def give(draft: Draft, code: str) -> None:
        left[code] -= 1
        draft.put(code, True)
        for other in slices:
            if other != code and other not in draft.profile:
                draft.put(other, False)
        if left[code] < 0 or sum(draft.has(c) for c in slices) != 1:
            raise ScenarioError(
                [
                    said(
                        "cannot-settle",
                        lang,
                        id=figure,
                        slice=code,
                        part=slices[code],
                        low=slices[code] - left[code],
                        high=len(drafts),
                    )
                ]
            )

    for draft in drafts:
        mine = next((code for code in slices if draft.has(code)), None)
        if mine is None:
            waiting.append(draft)
        else:
            give(draft, mine)
    rng.shuffle(waiting)
    waiting.sort(key=lambda d: sum(d.allows(code, True) for code in slices))
    for draft in waiting:
        able = [code for code in slices if left[code] > 0 and draft.allows(code, True)]
        if not able:
            code = next(iter(slices))
            raise ScenarioError(
                [
                    said(
                        "cannot-settle",
                        lang,
                        id=figure,
                        slice=code,
                        part=slices[code],
                        low=0,
                        high=slices[code] - left[code],
                    )
                ]
            )
        give(draft, max(able, key=lambda code: left[code]))


def recruit(
    number: int,
    slices: Mapping[str, int],
    pool: Iterable[Draft],
    make: Callable[[], Draft],
    rng: Random,
    *,
    figure: str,
    is_exclusive: bool = False,
    lang: str = "en",
) -> list[Draft]:
    """So many different people, from the pool in its order as far as they fit, then new ones."""
    chosen: list[Draft] = []
    yes = dict.fromkeys(slices, 0)
    no = dict.fromkeys(slices, 0)
    for draft in pool:
        if len(chosen) == number:
            break
        decided = [code for code in slices if code in draft.profile]
        fits = all(
            yes[code] < slices[code] if draft.profile[code] else no[code] < number - slices[code]
            for code in decided
        )
        if is_exclusive and fits:
            fits = sum(draft.profile[code] for code in decided) <= 1
        if fits:
            chosen.append(draft)
            for code in decided:
                (yes if draft.profile[code] else no)[code] += 1
    chosen.extend(make() for _ in range(number - len(chosen)))
    settle(chosen, slices, rng, figure=figure, is_exclusive=is_exclusive, lang=lang)
    return chosen


def are_compatible(first: Draft, second: Draft) -> bool:
    """True when one person could be both."""
    low = max(first.ages[0], second.ages[0])
    high = min(first.ages[1], second.ages[1])
    return low <= high and all(first.allows(t, v) for t, v in second.profile.items())


def merge(into: Draft, other: Draft) -> None:
    """Make one person of two: `into` takes on what is known of the other."""
    into.ages = max(into.ages[0], other.ages[0]), min(into.ages[1], other.ages[1])
    for trait, value in other.profile.items():
        into.put(trait, value)
