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


def test_reasons_name_what_is_not_verified_and_what_would_change_a_refusal(tmp_path: Path) -> None:
    text = """
- case: a loan, and work refused
  on: 2025-10-15
  entered: {poverty_line: 30000}
  family:
    members:
      - {born: 1990-01-01, refused_work_on: 2025-10-01, incomes: [{kind: loan, amount: 90001}]}
  expect: {refused: [income, work]}
"""
    result = try_file(tmp_path, text, "--reasons", "--lang", "en")
    assert result.exit_code == 0, result.output
    said = result.output.replace("\u00a0", " ")
    assert "not verified: loan (other than a mortgage) – yes" in said
    assert "→ The family's income of the quarter is 90,001 tenge" in said
    assert "(the difference is 1 tenge)" in said
    assert "→ One may apply again from 01.04.2026 on." in said


def test_a_case_that_differs_says_what_came_out(tmp_path: Path) -> None:
    result = try_file(tmp_path, CASE % "1")
    assert result.exit_code == 1
    assert "monthly: 80607.50 instead of 1.00" in result.output


FAMILY = "- case: x\n  on: 2021-01-01\n  family: {members: [{born: 1990-01-01}]}\n"
TOTAL = FAMILY + "  expect: {total: 1}\n"
LINE = FAMILY + "  entered: {poverty_line: 1}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "no file of cases"),
        ("5", "is a list"),
        ("- case: x\n  on: 2021-01-01", "does not say «expect»"),
        ("- case: x\n  on: soon\n  family: {}\n  expect: {}", "«on» is no day"),
        ("- case: x\n  programme: y", "there is no programme «y»"),
        ("- case: x\n  on: 2021-01-01\n  family: 5\n  expect: {total: 1}", "family: not-facts"),
        (FAMILY + "  expect: {mothly: 1}", "there is no step «mothly»"),
        (FAMILY + "  expect: {refused: [incme]}", "there is no ground «incme»"),
        (FAMILY + "  expect: {refused: income}", "«refused» is a list"),
        (LINE + "  expect: {monthly: many}", "monthly: 'many' is no exact number"),
        (LINE + "  expect: {monthly: true}", "monthly: True is not a number"),
        (LINE + "  expect: {is_entitled: 1}", "is_entitled: 1 is not true or false"),
        (FAMILY + "  expect: {}", "expects nothing"),
        (FAMILY + "  expect: 5", "«expect» holds no names"),
        (FAMILY + "  expects: {total: 1}", "does not say «expect»"),
        (TOTAL + "  entred: {}", "«entred» is not understood"),
        (TOTAL + "  entered: {povertyline: 1}", "no parameter «povertyline»"),
        (TOTAL + "  entered: {counts_loan: 1}", "counts_loan: 1 is not true"),
        (TOTAL + "  entered: {poverty_line: 1.0e+999999999}", "no exact num"),
        (FAMILY + "  expect: {total: .inf}", "no exact number"),
    ],
)  # fmt: skip
def test_a_broken_file_gets_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    result = try_file(tmp_path, text)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
