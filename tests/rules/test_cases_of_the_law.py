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


def test_a_day_that_the_calendar_does_not_have_is_said_of_its_case_only(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "- {case: a, on: 2026-02-30, family: {members: [{born: 1990-01-01}]}, expect: {size: 1}}\n"
        "- {case: b, on: 2026-02-12, family: {members: [{born: 1990-13-01}]},"
        " expect: {error: not-a-day}}\n"
        "- {case: c, on: 2026-02-12, family: {members: [{born: 1990-01-01}]}, expect: {size: 1}}\n"
    )
    first, *others = try_cases(path, "targeted_assistance")
    assert first.differences == ("«on» is no day: '2026-02-30'",)
    assert not any(one.differences for one in others)
