"""Turns drafts into persons: birth date, sex, place, name and recorded statuses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from .calendar import YouthBand, years_before, youth_ages
from .drafts import STATUS_TRAITS, Draft
from .names import Ethnic, PersonName, Sex, child_name, kazakh_patronymic, make_name
from .places import Territory
from .plan import PlannedPerson, PlannedStatus

_ANY_AGE = (0, 95)


class Finisher:
    """Gives drafts what no figure decided. Families are finished head first."""

    def __init__(
        self,
        territory: Territory,
        start: date,
        as_of: date,
        bands: Sequence[YouthBand],
        rng: Random,
    ) -> None:
        self.start = start
        self.as_of = as_of
        self.rng = rng
        self.young, self.ever_young = youth_ages(start, as_of, bands)
        places = range(len(territory.places))
        self.villages = [p for p in places if territory.places[p].is_rural]
        self.towns = [p for p in places if not territory.places[p].is_rural]
        self.heads: dict[int, tuple[PersonName, Sex]] = {}
        self.family_places: dict[int, int] = {}

    def place_of(self, draft: Draft) -> int:
        if draft.place is None:
            rural = draft.profile.get("rural", self.rng.random() < 0.72 or not self.towns)
            together = self.family_places.get(-1 if draft.family is None else draft.family)
            if together is not None and "rural" not in draft.profile:
                draft.place = together
            else:
                draft.place = self.rng.choice(self.villages if rural else self.towns)
            if draft.family is not None:
                self.family_places.setdefault(draft.family, draft.place)
        return draft.place

    def person(self, draft: Draft) -> PlannedPerson:
        rng = self.rng
        is_woman = draft.profile.get("women", rng.random() < 0.5)
        sex: Sex = "f" if is_woman else "m"
        ethnic: Ethnic = "ru" if draft.family is None and rng.random() < 0.05 else "kk"
        birth = self.birth_date(draft)
        name = make_name(rng, sex, ethnic)
        if draft.family is not None:
            head, head_sex = self.heads.setdefault(draft.family, (name, sex))
            if draft.family_role == "child":
                name = child_name(rng, sex, "kk", head)
                if head_sex == "m":
                    name = replace(name, patronymic=kazakh_patronymic(head.given, sex))
        traits = frozenset(trait for trait, value in draft.profile.items() if value)
        group = draft.group
        if draft.has("disabled") and group is None:
            group = rng.choice(("group_2", "group_3", "group_3"))
        return PlannedPerson(
            key=draft.key,
            name=name,
            sex=sex,
            birth_date=birth,
            ethnic=ethnic,
            place=self.place_of(draft),
            traits=traits,
            disability_group=group,
            statuses=tuple(self.statuses(draft, birth, group)),
        )

    def statuses(self, draft: Draft, birth: date, group: str | None) -> list[PlannedStatus]:
        found = []
        for trait in STATUS_TRAITS:
            if not draft.has(trait):
                continue
            since = max(birth, self.start - timedelta(self.rng.randint(20, 900)))
            is_ended = trait == "disabled" and draft.is_ended
            found.append(
                PlannedStatus(
                    kind="disability" if trait == "disabled" else trait,
                    category=(group or "") if trait == "disabled" else "",
                    valid_from=min(since, self.start),
                    valid_to=draft.until if is_ended else None,
                )
            )
        return found

    def birth_date(self, draft: Draft) -> date:
        hard = self._hard(draft)
        mother = (28, 50) if draft.has("large_family_mother") else _ANY_AGE
        for soft in ((mother, draft.ages), (mother,), ((16, 75),), (_ANY_AGE,)):
            spans = [s for h in hard if (s := self._span(h, *soft)) is not None]
            if spans:
                low, high = self.rng.choices(spans, weights=[(b - a).days + 1 for a, b in spans])[0]
                return low + timedelta(self.rng.randint(0, (high - low).days))
        youngest, oldest = hard[0]
        return years_before(self.start, (youngest + oldest) // 2)

    def _hard(self, draft: Draft) -> list[tuple[int, int]]:
        youth = draft.profile.get("youth")
        spans = [_ANY_AGE]
        if youth:
            spans = [self.young]
        elif youth is False:
            spans = [(self.ever_young[1] + 1, _ANY_AGE[1]), (0, self.ever_young[0] - 1)]
        older = draft.profile.get("over_50")
        if older is not None:
            limits = (51, _ANY_AGE[1]) if older else (0, 50)
            spans = [
                (max(low, limits[0]), min(high, limits[1]))
                for low, high in spans
                if max(low, limits[0]) <= min(high, limits[1])
            ]
        if draft.has("disabled") and draft.group != "child_under_16":
            spans = [(max(low, 16), high) for low, high in spans if high >= 16]
        return spans

    def _span(self, *ages: tuple[int, int]) -> tuple[date, date] | None:
        """Birth dates of those whose age stays within all the limits for the whole period."""
        low, high = max(a for a, _ in ages), min(b for _, b in ages)
        first = years_before(self.as_of, high + 1) + timedelta(2)
        last = years_before(self.start, low) - timedelta(2)
        return (first, last) if first <= last else None
