"""Seekers and vacancies of a region: all pairs scored, all seekers assigned at once."""

import random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from bench.measuring import Result, beside, best_of_both, in_words, seconds_of, tell
from qamtu.employment.matching.assignment import NOBODY, assign_all, best_places
from qamtu.employment.matching.model import Place, Point, Seeker, Vacancy, Worked
from qamtu.employment.matching.scoring import match
from qamtu.employment.matching.tables import score_table
from qamtu.employment.matching.vocabulary import DEMANDS, FEATURES, LEVELS, LIMITS

SEEKERS, VACANCIES = 3_000, 1_000
SECONDS = 10.0
SAMPLE = 30  # seekers who are also scored one by one
ROUNDS = 3
SEED = 20261124
# What a district mostly looks for: drivers, builders, sellers, teachers, clerks, herders.
LOOKED_FOR = """
2341 2330 2221 2411 2512 3221 3313 4110 4120 4321 5120 5131 5223 5230 5322
5414 6121 6130 7111 7112 7114 7126 7131 7212 7231 7233 7411 7512 7531 8111
8322 8331 8332 8341 8342 8343 9112 9211 9212 9312 9313 9333 9412 9613 9622
"""
OCCUPATIONS = LOOKED_FOR.split()
SCHEDULES = ("full_day", "shifts", "part_time", "rotation", "seasonal", "remote")
SKILLS = [f"skill {number}" for number in range(200)]


def draw_region(seed: int = SEED) -> tuple[list[Seeker], list[Vacancy]]:
    rng = random.Random(seed)
    settlements = [
        Place(Point(44 + rng.random() * 2, 64 + rng.random() * 3), f"4346{number:02}100")
        for number in range(10, 90)
    ]

    def some(words: Any, most: int) -> frozenset[str]:
        return frozenset(rng.sample(sorted(words), rng.randint(0, most)))

    def schedules() -> tuple[str, ...]:
        first = "full_day" if rng.random() < 0.8 else rng.choice(SCHEDULES)
        more = [code for code in SCHEDULES if code != first and rng.random() < 0.4]
        return () if rng.random() < 0.2 else (first, *more)

    seekers = [
        Seeker(
            key=f"s{number:05}",
            wishes=tuple(rng.sample(OCCUPATIONS, rng.choice((0, 1, 1, 2, 3)))),
            worked=tuple(
                Worked(rng.choice(OCCUPATIONS), rng.randint(0, 20))
                for _ in range(rng.choice((0, 1, 1, 2, 3)))
            ),
            education=rng.choice(list(LEVELS)[1:]),
            skills=some(SKILLS, 8),
            lowest_pay=rng.randint(80, 350) * 100_000,
            schedules=schedules(),
            place=rng.choice(settlements),
            travels=rng.choice((None, None, 10, 20, 40, 80)),
            has_car=rng.random() < 0.3,
            limits=some(LIMITS, 2) if rng.random() < 0.12 else frozenset(),
            languages=frozenset({"kk"}) | some(("ru", "en"), 2),
        )
        for number in range(SEEKERS)
    ]
    vacancies = []
    for number in range(VACANCIES):
        pay = rng.randint(85, 300) * 100_000
        vacancies.append(
            Vacancy(
                key=f"v{number:05}",
                occupation=rng.choice(OCCUPATIONS),
                years=rng.choice((0, 0, 0, 1, 2, 3, 5)),
                education=rng.choice(list(LEVELS)),
                is_regulated=rng.random() < 0.1,
                skills=some(SKILLS, 4),
                pay_from=pay,
                pay_to=rng.choice((0, pay, pay * 3 // 2)),
                schedule="full_day" if rng.random() < 0.6 else rng.choice(SCHEDULES),
                place=rng.choice(settlements),
                places=rng.choice((1, 1, 1, 1, 2, 3, 5)),
                demands=some(DEMANDS, 4),
                features=some(FEATURES, 4),
                offers_transport=rng.random() < 0.25,
                languages=some(("kk", "ru"), 2),
            )
        )
    return seekers, vacancies


def planted(seed: int = SEED) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """A table whose best sum is known, under many pairs that are nearly as good."""
    rng = np.random.default_rng(seed)
    places = rng.choice([1, 1, 1, 2, 3, 4], VACANCIES)
    best = np.repeat(np.arange(VACANCIES), places)
    of_seeker, of_place = rng.integers(0, 500, SEEKERS), rng.integers(1, 500, VACANCIES)
    of_seeker[len(best) :] = 0
    worth = of_seeker[:, None] + of_place - rng.integers(1, 200, (SEEKERS, VACANCIES))
    rows = np.arange(len(best))
    worth[rows, best] = of_seeker[rows] + of_place[best]
    return np.maximum(worth, 0), places, int(of_seeker.sum() + (of_place * places).sum())


def measure_matching() -> list[Result]:
    seekers, vacancies = draw_region()
    places = np.array([vacancy.places for vacancy in vacancies])
    table = score_table(seekers, vacancies)
    region, worst = table.worth.astype(np.int64), planted()
    whole = seconds_of(lambda: assign_all(seekers=seekers, vacancies=vacancies))
    found = assign_all(seekers=seekers, vacancies=vacancies)
    return [
        tell(
            Result(
                f"{SEEKERS} seekers assigned to {VACANCIES} vacancies",
                in_words(whole),
                f"greedy, by the score: sum {greedy_sum(region, places):,}",
                f"sum {found.score:,}",
                f"< {SECONDS:g} s",
                whole < SECONDS,
            )
        ),
        _scoring(seekers, vacancies),
        _solving("… of it the solver", region, places, found.score),
        _solving("a planted optimum, the solver", *worst),
    ]


def _scoring(seekers: list[Seeker], vacancies: list[Vacancy]) -> Result:
    table = score_table(seekers, vacancies)
    few = seekers[:SAMPLE]
    one_by_one: list[list[int]] = []

    def each() -> None:
        one_by_one[:] = [[match(one, vacancy).score for vacancy in vacancies] for one in few]

    every, sample = best_of_both(lambda: score_table(seekers, vacancies), each, ROUNDS)
    if not np.array_equal(table.scores[:SAMPLE], one_by_one):
        raise AssertionError("the table differs from the matches of its pairs")
    name = f"… of it the scores of {SEEKERS * VACANCIES:,} pairs"
    reference = sample * SEEKERS / SAMPLE
    return tell(beside(name, every, f"one by one, from {SAMPLE} seekers", reference, 0.1))


def _solving(name: str, worth: NDArray[np.int64], places: NDArray[np.int64], best: int) -> Result:
    """Beside SciPy's dense assignment, a column for each place; both must find the best sum."""
    columns = np.repeat(np.arange(len(places)), places)
    answers: dict[str, Any] = {}

    def ours() -> None:
        answers["ours"] = best_places(worth, places)

    def theirs() -> None:
        answers["theirs"] = linear_sum_assignment(worth[:, columns].T, maximize=True)

    measured, reference = best_of_both(ours, theirs, ROUNDS)
    rows = np.flatnonzero(answers["ours"] != NOBODY)
    sums = (
        int(worth[rows, answers["ours"][rows]].sum()),
        int(worth[answers["theirs"][1], columns[answers["theirs"][0]]].sum()),
    )
    if sums != (best, best):
        raise AssertionError(f"{name}: {sums} found, {best} is the best")
    return tell(
        Result(
            name,
            in_words(measured),
            f"SciPy, dense: {in_words(reference)}",
            f"{measured / reference:.1f}×",
            f"< {SECONDS:g} s",
            measured < SECONDS,
        )
    )


def greedy_sum(worth: NDArray[np.int64], places: NDArray[np.int64]) -> int:
    """What comes of giving the best pair first, then the next."""
    left, is_free, total = places.copy(), np.ones(len(worth), dtype=bool), 0
    for at in np.argsort(-worth, axis=None, kind="stable"):
        row, column = divmod(int(at), worth.shape[1])
        if is_free[row] and left[column]:
            is_free[row], left[column] = False, left[column] - 1
            total += int(worth[row, column])
    return total
