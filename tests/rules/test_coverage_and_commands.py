"""`qamtu rules`: what is covered, and cases of somebody else tried."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qamtu.cli import main
from qamtu.rules.coverage import cover_all


def test_nothing_is_wrong_with_the_law_as_it_is_modelled() -> None:
    for found in cover_all():
        assert found.problems == [], found.folder


def test_the_coverage_names_what_is_not_verified_and_not_modelled() -> None:
    said = CliRunner().invoke(main, ["rules", "check", "--lang", "ru"]).output
    assert "not verified: counts_loan, 01.09.2025" in said
    assert "not modelled: Единовременная форма обусловленной помощи" in said
    assert "since 01.07.2023  Кодекс ст. 126" in said


def try_file(tmp_path: Path, text: str, *options: str) -> Result:
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["rules", "try", str(path), *options])


CASE = """
- case: two of a family
  on: 2026-02-10
  place: aktobe
  family: {members: [{born: 1990-01-01}, {born: 2020-01-01}]}
  expect: {monthly: %s, refused: []}
"""


def test_a_case_that_holds_prints_its_reasons(tmp_path: Path) -> None:
    result = try_file(tmp_path, CASE % "80607.5", "--reasons", "--lang", "ru")
    assert result.exit_code == 0, result.output
    assert "Черта бедности: 37 060 тенге" in result.output.replace("\u00a0", " ")
    assert "1 cases, 0 differ" in result.output


def test_a_case_that_differs_says_what_came_out(tmp_path: Path) -> None:
    result = try_file(tmp_path, CASE % "1")
    assert result.exit_code == 1
    assert "monthly: 8060750 instead of 100" in result.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "no file of cases"),
        ("5", "is a list"),
        ("- case: x\n  on: 2021-01-01", "does not say «expect»"),
        ("- case: x\n  on: soon\n  family: {}\n  expect: {}", "«on» is no day"),
        ("- case: x\n  programme: y", "there is no programme «y»"),
        ("- case: x\n  on: 2021-01-01\n  family: 5\n  expect: {a: 1}", "no file of cases"),
        ("- case: x\n  on: 2021-01-01\n  family: {members: [{born: 1990-01-01}]}\n"
         "  entered: {poverty_line: 1}\n  expect: {mothly: 1}", "mothly"),
    ],
)  # fmt: skip
def test_a_broken_file_gets_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    result = try_file(tmp_path, text)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
