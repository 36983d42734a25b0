"""The table of all pairs holds what each pair's own match says, to the point."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.employment.matching import tables
from qamtu.employment.matching.model import Point, Seeker, Vacancy
from qamtu.employment.matching.roads import AIR_LINE, AirLine
from qamtu.employment.matching.scoring import CAUSES, match
from qamtu.employment.matching.tables import score_table

from .drawn import points, seekers, vacancies


@settings(max_examples=300, deadline=None)
@given(st.lists(seekers, min_size=1, max_size=6), st.lists(vacancies(), min_size=1, max_size=6))
def test_every_cell_is_the_match_of_its_pair(some: list[Seeker], offers: list[Vacancy]) -> None:
    table = score_table(some, offers)
    for row, seeker in enumerate(some):
        for column, vacancy in enumerate(offers):
            one = match(seeker, vacancy)
            causes = {
                code for bit, code in enumerate(CAUSES) if table.causes[row, column] >> bit & 1
            }
            assert table.scores[row, column] == one.score
            assert causes == {exclusion.code for exclusion in one.exclusions}
            assert table.worth[row, column] == (one.score if one.is_possible else 0)


@settings(deadline=None)
@given(st.lists(seekers, min_size=5, max_size=9), st.lists(vacancies(), min_size=1, max_size=4))
def test_blocks_of_seekers_are_put_together_in_order(
    some: list[Seeker], offers: list[Vacancy]
) -> None:
    whole = score_table(some, offers)
    before, tables.AT_ONCE = tables.AT_ONCE, 2
    try:
        parts = score_table(some, offers)
    finally:
        tables.AT_ONCE = before
    assert np.array_equal(parts.scores, whole.scores)
    assert np.array_equal(parts.causes, whole.causes)


def test_nobody_and_nothing_make_an_empty_table() -> None:
    assert score_table([], [Vacancy("v", "1")]).scores.shape == (0, 1)
    assert score_table([Seeker("s")], []).scores.shape == (1, 0)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Point,
            st.floats(-90, 90, allow_nan=False),
            st.floats(-180, 180, allow_nan=False),
        )
        | points,
        min_size=1,
        max_size=8,
    )
)
def test_a_table_of_ways_is_each_way(some: list[Point]) -> None:
    for roads in (AIR_LINE, AirLine(100)):
        together = roads.table(some, some)
        assert together.tolist() == [[roads.kilometres(a, b) for b in some] for a in some]
        assert np.array_equal(together, together.T)
