"""For a seeker the best vacancies, for a vacancy the best seekers; nothing excluded is proposed."""

from collections.abc import Sequence

import numpy as np

from .model import Match, Seeker, Vacancy
from .roads import AIR_LINE, Roads
from .scoring import match
from .tables import score_table


def best_vacancies(
    *, seeker: Seeker, vacancies: Sequence[Vacancy], count: int = 10, roads: Roads = AIR_LINE
) -> list[Match]:
    """The open vacancies that fit best, at most `count`; of equal scores the lower key first."""
    still_open = [vacancy for vacancy in vacancies if vacancy.places]
    table = score_table([seeker], still_open, roads)
    best = _best(table.scores[0], table.causes[0], [one.key for one in still_open], count)
    return [match(seeker, still_open[at], roads) for at in best]


def best_seekers(
    *, vacancy: Vacancy, seekers: Sequence[Seeker], count: int = 10, roads: Roads = AIR_LINE
) -> list[Match]:
    """The seekers who fit best, at most `count`; of equal scores the lower key first."""
    table = score_table(seekers, [vacancy], roads)
    keys = [seeker.key for seeker in seekers]
    best = _best(table.scores[:, 0], table.causes[:, 0], keys, count)
    return [match(seekers[at], vacancy, roads) for at in best]


def _best(
    scores: np.ndarray[tuple[int], np.dtype[np.int16]],
    causes: np.ndarray[tuple[int], np.dtype[np.uint8]],
    keys: Sequence[str],
    count: int,
) -> list[int]:
    possible = np.flatnonzero(causes == 0).tolist()
    return sorted(possible, key=lambda at: (-int(scores[at]), keys[at]))[:count]
