"""Ranking: the best first, nothing excluded, equal scores by key."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.employment.matching.model import Match, Seeker, Vacancy
from qamtu.employment.matching.ranking import best_seekers, best_vacancies
from qamtu.employment.matching.scoring import match

from .drawn import seekers, vacancies

DRIVER = Seeker("s", wishes=("8332",))


def keys(matches: list[Match]) -> list[str]:
    return [one.vacancy for one in matches]


def test_the_nearest_occupation_comes_first_and_says_why() -> None:
    offers = [Vacancy("cook", "5120"), Vacancy("bus", "8331"), Vacancy("lorry", "8332")]
    best = best_vacancies(seeker=DRIVER, vacancies=offers, count=2)
    assert keys(best) == ["lorry", "bus"]
    assert best[1].reasons[0].sentence.ru.startswith("Очень близка к желаемой профессии")


def test_nothing_excluded_and_nothing_without_places_is_proposed() -> None:
    seeker = replace(DRIVER, limits=frozenset({"no_driving"}))
    offers = [
        Vacancy("driving", "8332", demands=frozenset({"driving"})),
        Vacancy("full", "8332", places=0),
        Vacancy("yard", "9333"),
    ]
    assert keys(best_vacancies(seeker=seeker, vacancies=offers)) == ["yard"]
    assert best_vacancies(seeker=seeker, vacancies=[]) == []


def test_of_equal_scores_the_lower_key_comes_first() -> None:
    offers = [Vacancy(key, "8332") for key in ("c", "a", "b")]
    assert keys(best_vacancies(seeker=DRIVER, vacancies=offers)) == ["a", "b", "c"]


@settings(deadline=None)
@given(st.lists(seekers, max_size=7), vacancies(), st.integers(0, 7))
def test_the_best_seekers_are_the_possible_matches_in_the_order_of_their_scores(
    some: list[Seeker], vacancy: Vacancy, count: int
) -> None:
    people = [replace(seeker, key=f"s{number}") for number, seeker in enumerate(some)]
    possible = [one for one in (match(seeker, vacancy) for seeker in people) if one.is_possible]
    possible.sort(key=lambda one: (-one.score, one.seeker))
    assert best_seekers(vacancy=vacancy, seekers=people, count=count) == possible[:count]
