"""The assignment is the best one: against every other where they can be listed, against a planted
one where they can not."""

import random
import time
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from qamtu.employment.matching.assignment import NOBODY, Assignment, assign_all, best_places
from qamtu.employment.matching.model import Place, Point, Seeker, Vacancy
from qamtu.employment.matching.scoring import match

from .drawn import seekers, vacancies

SECONDS = 10.0


def best_sum(worth: list[list[int]], places: tuple[int, ...]) -> int:
    """Every assignment tried."""

    @cache
    def rest(row: int, left: tuple[int, ...]) -> int:
        if row == len(worth):
            return 0
        found = rest(row + 1, left)
        for column, free in enumerate(left):
            if free and worth[row][column]:
                fewer = (*left[:column], free - 1, *left[column + 1 :])
                found = max(found, worth[row][column] + rest(row + 1, fewer))
        return found

    return rest(0, places)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[int]], tuple[int, ...]]:
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    some = st.sampled_from((0, 0, 1, 2, 499, 500, 750, 999, 1000))
    worth = draw(
        st.lists(st.lists(some, min_size=columns, max_size=columns), min_size=rows, max_size=rows)
    )
    return worth, tuple(draw(st.lists(st.integers(0, 3), min_size=columns, max_size=columns)))


def given_sum(worth: NDArray[np.int64], places: NDArray[np.int64]) -> int:
    """The sum of the solver's answer, which is looked through first."""
    given_to = best_places(worth, places)
    rows = np.flatnonzero(given_to != NOBODY)
    assert (worth[rows, given_to[rows]] > 0).all()
    assert (np.bincount(given_to[rows], minlength=len(places)) <= places).all()
    return int(worth[rows, given_to[rows]].sum())


@settings(max_examples=300, deadline=None)
@given(tables())
def test_no_other_assignment_has_a_greater_sum(
    drawn: tuple[list[list[int]], tuple[int, ...]],
) -> None:
    worth, places = drawn
    assert given_sum(np.array(worth), np.array(places)) == best_sum(worth, places)


@settings(max_examples=60, deadline=None)
@given(st.lists(seekers, max_size=5), st.lists(vacancies(), max_size=4), st.sampled_from((1, 600)))
def test_people_and_vacancies_are_assigned_as_well_as_they_can_be(
    some: list[Seeker], offers: list[Vacancy], least: int
) -> None:
    people = [replace(seeker, key=f"s{number}") for number, seeker in enumerate(some)]
    offers = [replace(vacancy, key=f"v{number}") for number, vacancy in enumerate(offers)]
    found = assign_all(seekers=people, vacancies=offers, least=least)
    worth = [
        [one.score if one.is_possible and one.score >= least else 0 for one in row]
        for row in ([match(seeker, vacancy) for vacancy in offers] for seeker in people)
    ]
    assert found.score == best_sum(worth, tuple(vacancy.places for vacancy in offers))
    assert all(one.is_possible and one.score >= least for one in found.matches)
    placed = [one.seeker for one in found.matches] + [one.seeker for one in found.unassigned]
    assert sorted(placed) == [seeker.key for seeker in people]
    taken = Counter(one.vacancy for one in found.matches)
    for vacancy in offers:
        assert taken[vacancy.key] + dict(found.open_places).get(vacancy.key, 0) == vacancy.places
    for one in found.unassigned:
        assert all("{" not in text and text for text in vars(one.sentence).values())
    shuffled = random.Random(7)
    shuffled.shuffle(people)
    shuffled.shuffle(offers)
    assert assign_all(seekers=people, vacancies=offers, least=least) == found


def test_the_best_for_all_is_not_each_ones_best() -> None:
    """Both would best drive the bus; but one of them can drive the lorry nearly as well."""
    either = Seeker("a", wishes=("8331", "8332"), schedules=("full_day", "shifts"))
    only_buses = Seeker("b", wishes=("8331",))
    bus, lorry = Vacancy("bus", "8331"), Vacancy("lorry", "8332", schedule="shifts")
    assert match(either, bus).score > match(either, lorry).score
    assert match(either, bus).score == match(only_buses, bus).score
    found = assign_all(seekers=[either, only_buses], vacancies=[bus, lorry])
    assert [(one.seeker, one.vacancy) for one in found.matches] == [("a", "lorry"), ("b", "bus")]


def reasons(found: Assignment) -> dict[str, str]:
    return {one.seeker: one.code for one in found.unassigned}


def test_who_goes_nowhere_is_told_why() -> None:
    driver = Seeker("driver", wishes=("8332",))
    second = Seeker("second", wishes=("8331",))
    ill = Seeker("ill", wishes=("8332",), limits=frozenset({"no_driving"}))
    lorry = Vacancy("lorry", "8332", demands=frozenset({"driving"}))
    found = assign_all(seekers=[driver, second, ill], vacancies=[lorry])
    assert reasons(found) == {"ill": "excluded", "second": "others"}
    said = {one.seeker: one for one in found.unassigned}
    assert said["ill"].causes == (("health", 1),)
    assert "денсаулық шектеуі (бос орын саны: 1)" in said["ill"].sentence.kk
    assert (said["second"].best, said["second"].score) == ("lorry", match(second, lorry).score)
    assert said["second"].sentence.ru.startswith("Подходящие места отданы другим")
    enough = match(second, lorry).score
    for least, expected in ((enough, {}), (enough + 1, {"second": "too_low"})):
        assert reasons(assign_all(seekers=[second], vacancies=[lorry], least=least)) == expected
    none = assign_all(seekers=[second], vacancies=[replace(lorry, places=0)])
    assert reasons(none) == {"second": "none_open"}


def test_a_key_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="key x"):
        assign_all(seekers=[Seeker("x"), Seeker("x")], vacancies=[])


def test_a_planted_optimum_of_a_thousand_vacancies_is_found() -> None:
    """Each place of a vacancy has one seeker who fits it wholly; nobody fits another's so well."""
    rng = random.Random(20261124)
    occupations = ["".join(digits) for digits in product("123456789", "12", "12", "123")]
    offers, people, planted = [], [], {}
    for number in range(1000):
        place = Place(Point(44 + rng.random(), 65 + rng.random()))
        asked = rng.choice(occupations)
        skills = frozenset({f"skill {number}"})
        places = rng.choice((1, 1, 1, 2, 3, 4))
        pay = rng.randint(90, 400) * 100_000
        known = {"skills": skills, "place": place}
        offers.append(Vacancy(f"v{number:04}", asked, pay_from=pay, places=places, **known))
        for _ in range(places):
            key = f"s{rng.random()}"
            planted[key] = f"v{number:04}"
            people.append(Seeker(key, (asked,), lowest_pay=pay, **known))
    for number in range(3000 - len(people)):
        people.append(Seeker(f"x{number}", (rng.choice(occupations),)))
    assert len(people) == 3000
    rng.shuffle(people)
    start = time.perf_counter()
    found = assign_all(seekers=people, vacancies=offers)
    assert time.perf_counter() - start < SECONDS
    assert {one.seeker: one.vacancy for one in found.matches} == planted
    assert found.score == 1000 * len(planted)
    assert {one.code for one in found.unassigned} == {"others"}
    assert found.open_places == ()


def test_a_planted_optimum_that_no_greedy_choice_finds_is_found() -> None:
    """Seekers and places have prices: no pair is worth more than its two, planted ones as much."""
    rng = np.random.default_rng(20261124)
    places = rng.choice([1, 1, 1, 2, 3, 4], 1000)
    planted = np.repeat(np.arange(1000), places)
    of_seeker, of_place = rng.integers(0, 500, 3000), rng.integers(1, 500, 1000)
    of_seeker[len(planted) :] = 0
    worth = of_seeker[:, None] + of_place - rng.integers(1, 200, (3000, 1000))
    rows = np.arange(len(planted))
    worth[rows, planted] = of_seeker[rows] + of_place[planted]
    worth = np.maximum(worth, 0)
    start = time.perf_counter()
    found = given_sum(worth, places)
    assert time.perf_counter() - start < SECONDS
    best = int(of_seeker.sum() + (of_place * places).sum())
    assert found == best
    assert greedy_sum(worth, places) < best


def greedy_sum(worth: NDArray[np.int64], places: NDArray[np.int64]) -> int:
    left, total = places.copy(), 0
    is_free = np.ones(len(worth), dtype=bool)
    for at in np.argsort(-worth, axis=None, kind="stable"):
        row, column = divmod(int(at), worth.shape[1])
        if is_free[row] and left[column]:
            is_free[row], left[column] = False, left[column] - 1
            total += int(worth[row, column])
    return total
