"""Every case that stands beside the formulas comes out, to the tiyn."""

from pathlib import Path

import pytest

from qamtu.rules.cases import Outcome, case_files, try_cases
from qamtu.rules.catalogue import PROGRAMMES

CASES = [
    outcome
    for folder in PROGRAMMES
    for path in case_files(folder)
    for outcome in try_cases(path, folder)
]


@pytest.mark.parametrize("outcome", CASES, ids=lambda one: f"{one.path.stem}: {one.name}")
def test_a_case_comes_out(outcome: Outcome) -> None:
    assert outcome.differences == ()


def test_every_programme_has_cases() -> None:
    assert {outcome.path.parents[1].name for outcome in CASES} == set(PROGRAMMES)


def test_a_case_that_does_not_hold_says_what_came_out(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        """
- case: a wrong sum
  programme: fuel_aid
  on: 2021-10-01
  place: syrdariia
  specialist: {sector: sport, works_in_village: true, lives_in_village: true}
  expect: {amount: 11667.99, refused: [once]}
""",
        encoding="utf-8",
    )
    (outcome,) = try_cases(path)
    assert outcome.differences == (
        "amount: 11668.00 instead of 11667.99",
        "refused: [] instead of ['ground_once']",
    )
