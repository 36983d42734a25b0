"""All seekers and vacancies at once: the same points and exclusions as `scoring.match`, exactly.

Whole numbers only, in columns; a property test holds every cell equal to the match of its pair.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .model import Seeker, Vacancy
from .occupations import DEPTH, distance
from .roads import AIR_LINE, Roads
from .scoring import (
    AWAY,
    CAUSES,
    FULL,
    HAD_NOT_WISHED,
    HALF,
    HALF_YEARS,
    KATO_FITS,
    OCCUPATION_FITS,
    WEIGHTS,
    helpful_features,
    kato_digits,
    reach,
    walks,
    wished_occupations,
)
from .vocabulary import LEVELS, LIMITS, SCHEDULES

AT_ONCE = 1024  # seekers of one block: what is counted on the way stays small
UNKNOWN = -1
NOT_NAMED = 2
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Known = TypeVar("Known", bound=Hashable)


@dataclass(frozen=True)
class Table:
    """A row for each seeker, a column for each vacancy."""

    scores: NDArray[np.int16]
    causes: NDArray[np.uint8]  # a bit for each of `CAUSES`; 0 where nothing excludes

    @property
    def worth(self) -> NDArray[np.int16]:
        """The scores, 0 where the pair is excluded."""
        return np.where(self.causes, np.int16(0), self.scores)


def score_table(
    seekers: Sequence[Seeker], vacancies: Sequence[Vacancy], roads: Roads = AIR_LINE
) -> Table:
    scores = np.zeros((len(seekers), len(vacancies)), dtype=np.int16)
    causes = np.zeros((len(seekers), len(vacancies)), dtype=np.uint8)
    for first in range(0, len(seekers) if vacancies else 0, AT_ONCE):
        block = slice(first, first + AT_ONCE)
        _fill(scores[block], causes[block], seekers[block], vacancies, roads)
    return Table(scores, causes)


def _fill(
    scores: NDArray[np.int16],
    causes: NDArray[np.uint8],
    seekers: Sequence[Seeker],
    vacancies: Sequence[Vacancy],
    roads: Roads,
) -> None:
    kilometres, digits = _ways(seekers, vacancies, roads)
    places = _schedule_places(seekers, vacancies)
    fits = {
        **_of_occupations(seekers, vacancies),
        "skills": _share(_sets(seekers, "skills"), _sets(vacancies, "skills")),
        "education": _education(seekers, vacancies),
        "pay": _pay(seekers, vacancies),
        "distance": _distance(seekers, vacancies, kilometres, digits),
        "transport": FULL * _transport(seekers, vacancies, kilometres, digits),
        "schedule": np.array((FULL, HALF, 0))[places],
        "languages": _share(_sets(seekers, "languages"), _sets(vacancies, "languages")),
        "accessibility": _share(
            _sets(vacancies, "features"), [helpful_features(seeker) for seeker in seekers]
        ).T,
    }
    for component, weight in WEIGHTS.items():
        scores += (fits[component] * weight // FULL).astype(np.int16)
    excluded = {
        "health": _health(seekers, vacancies),
        "workplace": _workplace(seekers, vacancies),
        "schedule": places == NOT_NAMED,
        "education": _lacks_education_of_the_law(seekers, vacancies),
        "distance": _is_too_far(seekers, vacancies, kilometres),
    }
    for bit, cause in enumerate(CAUSES):
        causes |= excluded[cause].astype(np.uint8) << np.uint8(bit)


def _of_occupations(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> dict[str, Integers]:
    asked, column = _numbered(vacancy.occupation for vacancy in vacancies)
    known, _ = _numbered(
        code
        for seeker in seekers
        for code in (*seeker.wishes, *(had.occupation for had in seeker.worked))
    )
    rows = {code: row for row, code in enumerate(known)}
    distances = np.array([[distance(a, b) for b in asked] for a in known], dtype=np.int64)
    halves_of = np.array(HALF_YEARS)
    wished = np.full((len(seekers), len(asked)), DEPTH, dtype=np.int64)
    had = wished.copy()
    halves = np.zeros_like(wished)
    for number, seeker in enumerate(seekers):
        for code in wished_occupations(seeker):
            np.minimum(wished[number], distances[rows[code]], out=wished[number])
        for each in seeker.worked:
            far = distances[rows[each.occupation]]
            if seeker.wishes:
                np.minimum(had[number], far, out=had[number])
            halves[number] += halves_of[far] * each.years
    best = np.maximum(np.array(OCCUPATION_FITS)[wished], np.array(HAD_NOT_WISHED)[had])
    years = _column(vacancies, lambda vacancy: vacancy.years)
    experience = np.minimum(FULL, FULL * halves[:, column] // np.maximum(2 * years, 1))
    return {
        "occupation": best[:, column],
        "experience": np.where(years == 0, FULL, experience),
    }


def _education(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> Integers:
    missing = _level(vacancies) - _level(seekers)[:, None]
    return np.asarray(np.array((FULL, HALF, 0))[np.clip(missing, 0, 2)])


def _pay(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> Integers:
    lowest = _column(seekers, lambda seeker: seeker.lowest_pay)[:, None]
    first = _column(vacancies, lambda vacancy: vacancy.pay_from)
    top = _column(vacancies, lambda vacancy: vacancy.top_pay)
    between = HALF + HALF * (top - lowest) // np.maximum(top - first, 1)
    below = np.maximum(0, HALF * (5 * top - 4 * lowest) // np.maximum(lowest, 1))
    fits = np.where(top >= lowest, between, below)
    fits = np.where(first >= lowest, FULL, fits)
    fits = np.where(top == 0, HALF, fits)
    return np.where(lowest == 0, FULL, fits)


def _ways(
    seekers: Sequence[Seeker], vacancies: Sequence[Vacancy], roads: Roads
) -> tuple[Integers, Integers]:
    """Kilometres and digits of KATO in common, `UNKNOWN` where one of the two is not known."""
    points, row = _numbered(seeker.place.point for seeker in seekers)
    others, column = _numbered(vacancy.place.point for vacancy in vacancies)
    between = np.full((len(points), len(others)), UNKNOWN, dtype=np.int64)
    some, more = ([n for n, one in enumerate(all_) if one] for all_ in (points, others))
    if some and more:
        between[np.ix_(some, more)] = roads.table(
            [one for one in points if one], [one for one in others if one]
        )
    homes, home = _numbered(seeker.place.kato for seeker in seekers)
    works, work = _numbered(vacancy.place.kato for vacancy in vacancies)
    common = np.array(
        [[kato_digits(a, b) if a and b else UNKNOWN for b in works] for a in homes], dtype=np.int64
    )
    return between[row[:, None], column], common[home[:, None], work]


def _distance(
    seekers: Sequence[Seeker],
    vacancies: Sequence[Vacancy],
    kilometres: Integers,
    digits: Integers,
) -> Integers:
    most = _column(seekers, reach)[:, None]
    by_way = np.where(
        most == 0,
        FULL * (kilometres == 0),
        FULL * np.maximum(0, most - kilometres) // np.maximum(most, 1),
    )
    of_digits = np.full(max(KATO_FITS) + 2, HALF, dtype=np.int64)  # the last one: unknown
    for number, fit in KATO_FITS.items():
        of_digits[number] = fit
    fits = np.where(kilometres == UNKNOWN, of_digits[digits], by_way)
    return np.where(_are_away(vacancies), FULL, fits)


def _transport(
    seekers: Sequence[Seeker],
    vacancies: Sequence[Vacancy],
    kilometres: Integers,
    digits: Integers,
) -> Flags:
    on_foot = (kilometres != UNKNOWN) & (kilometres <= _column(seekers, walks)[:, None])
    is_there = (kilometres == UNKNOWN) & (digits == max(KATO_FITS))
    offered = _column(vacancies, lambda vacancy: vacancy.offers_transport) > 0
    has_car = _column(seekers, lambda seeker: seeker.has_car)[:, None] > 0
    return np.asarray(on_foot | is_there | offered | has_car | _are_away(vacancies))


def _schedule_places(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> Integers:
    """0 where the vacancy's schedule is named first or any suits, 1 where later, or `NOT_NAMED`."""
    numbers = {code: number for number, code in enumerate(SCHEDULES)}
    places = np.full((len(seekers), len(SCHEDULES)), NOT_NAMED, dtype=np.int64)
    for row, seeker in enumerate(seekers):
        if not seeker.schedules:
            places[row] = 0
        for code in seeker.schedules:
            places[row, numbers[code]] = code != seeker.schedules[0]
    return places[:, _column(vacancies, lambda vacancy: numbers[vacancy.schedule])]


def _health(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> Flags:
    nothing: frozenset[str] = frozenset()
    forbidden = [
        nothing.union(*(LIMITS[code].excludes for code in seeker.limits)) for seeker in seekers
    ]
    return _in_common(forbidden, [vacancy.asks_of_health for vacancy in vacancies]) > 0


def _workplace(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> Flags:
    nothing: frozenset[str] = frozenset()
    needed = [nothing.union(*(LIMITS[code].needs for code in seeker.limits)) for seeker in seekers]
    sizes = np.array([len(needs) for needs in needed], dtype=np.int64)[:, None]
    is_remote = _column(vacancies, lambda vacancy: vacancy.is_remote) > 0
    there = _in_common(needed, _sets(vacancies, "features"))
    return np.asarray((there < sizes) & ~is_remote)


def _lacks_education_of_the_law(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> Flags:
    is_regulated = _column(vacancies, lambda vacancy: vacancy.is_regulated) > 0
    return np.asarray(is_regulated & (_level(seekers)[:, None] < _level(vacancies)))


def _is_too_far(
    seekers: Sequence[Seeker], vacancies: Sequence[Vacancy], kilometres: Integers
) -> Flags:
    most = _column(seekers, lambda seeker: UNKNOWN if seeker.travels is None else seeker.travels)
    offered = _column(vacancies, lambda vacancy: vacancy.offers_transport) > 0
    is_beyond = (most[:, None] != UNKNOWN) & (kilometres > most[:, None])
    return np.asarray(is_beyond & ~(offered | _are_away(vacancies)))


def _are_away(vacancies: Sequence[Vacancy]) -> Flags:
    return _column(vacancies, lambda vacancy: vacancy.schedule in AWAY) > 0


def _level(described: Sequence[Seeker] | Sequence[Vacancy]) -> Integers:
    return _column(described, lambda one: LEVELS[one.education])


def _column(described: Sequence[Any], number_of: Callable[[Any], int]) -> Integers:
    return np.array([number_of(one) for one in described], dtype=np.int64)


def _sets(described: Sequence[Any], field: str) -> list[frozenset[str]]:
    return [getattr(one, field) for one in described]


def _numbered(values: Iterable[Known]) -> tuple[list[Known], Integers]:
    """The different values, and the number of each one among them."""
    numbers: dict[Known, int] = {}
    column = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), np.array(column, dtype=np.int64)


def _share(have: Sequence[frozenset[str]], asked: Sequence[frozenset[str]]) -> Integers:
    """What part of what is asked there is, in thousandths; all of it where nothing is."""
    sizes = np.array([len(one) for one in asked], dtype=np.int64)
    shares = FULL * _in_common(have, asked) // np.maximum(sizes, 1)
    return np.where(sizes == 0, FULL, shares)


def _in_common(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> Integers:
    """How many words each set shares with each other: small whole numbers, so float32 is exact."""
    words = {word: at for at, word in enumerate(sorted(set().union(*one) & set().union(*other)))}
    first, second = (np.zeros((len(sets), len(words)), dtype=np.float32) for sets in (one, other))
    for matrix, sets in ((first, one), (second, other)):
        for row, members in enumerate(sets):
            matrix[row, [words[word] for word in members if word in words]] = 1
    return (first @ second.T).astype(np.int64)
