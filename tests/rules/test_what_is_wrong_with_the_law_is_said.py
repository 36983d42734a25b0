"""`qamtu rules check` finds what is wrong with a folder of the law, and says it in a sentence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from qamtu.cli import main
from qamtu.rules import cases, coverage, parameters
from qamtu.rules.catalogue import PROGRAMMES, Modelled
from qamtu.rules.coverage import cover, cover_all
from qamtu.rules.programme import Programme
from qamtu.trilingual import Names

FOLDER = "fuel_aid"


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the law that a test may spoil."""
    copytree(parameters.FOLDER, tmp_path / "law")
    for module in (parameters, cases, coverage):
        monkeypatch.setattr(module, "FOLDER", tmp_path / "law")
    parameters.parameters.cache_clear()
    yield tmp_path / "law"
    parameters.parameters.cache_clear()


def problems(folder: str = FOLDER) -> list[str]:
    return next(found.problems for found in cover_all() if found.folder == folder)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_copy_is_sound(law: Path) -> None:
    assert [found.problems for found in cover_all()] == [[]] * (len(PROGRAMMES) + 2), (
        "with the macro figures and passports"
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("unit: mrp", "unit: mpr", "amount_in_mrp: «mpr» is no unit"),
        ("unit: mrp", "units: mrp", "amount_in_mrp: has no unit"),
        ("  names: {kk", "  names: {kz", "amount_in_mrp: names are given as kk, ru, en"),
        ('kk: "отын көмегінің мөлшері"', 'kk: ""', "amount_in_mrp: has no names"),
        ("from: 2018-01-01", "from: 2018-13-01", "amount_in_mrp: a value needs a date «from»"),
        ("from: 2018-01-01", "from: yesterday", "amount_in_mrp: a value needs a date «from»"),
        ("to: 2021-12-31", "to: 2020-12-31", "the value from 2021-01-01 ends on «2020-12-31»"),
        ("value: 5", "value: five", "amount_in_mrp: from 2018-01-01: 'five' is no exact number"),
        ("value: 5, act", "act", "amount_in_mrp: the value from 2018-01-01 is not there"),
        ("verified: true", "verified: perhaps", "from 2018-01-01 is verified, true or false?"),
        ("place: kegen, ", "", "a value that differs by office names no place"),
        ("amount_in_mrp:", "amount_in_mrp: [", "fuel_aid/parameters.yaml: "),
    ],
)  # fmt: skip
def test_a_wrong_parameter_file(law: Path, old: str, new: str, problem: str) -> None:
    replace(law / FOLDER / "parameters.yaml", old, new)
    assert problem in "\n".join(problems())


def test_a_gap_in_time(law: Path) -> None:
    replace(
        law / "macro" / "parameters.yaml",
        "{from: 2025-01-01, value: 46228,",
        "{from: 2025-01-01, to: 2025-12-30, value: 46228,",
    )
    assert problems("macro") == ["subsistence_minimum: no value between 2025-12-30 and 2026-01-01"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("checked_on: 2026-11-23", "checked_on: lately", "checked_on is no day: 'lately'"),
        ("checked_on: 2026-11-23", "", "coverage.yaml: 'checked_on'"),
        ("    en:", "    fr:", "coverage.yaml: "),
        ("not_modelled:", "not_modelled: [", "coverage.yaml: "),
    ],
)
def test_a_wrong_statement_of_coverage(law: Path, old: str, new: str, problem: str) -> None:
    replace(law / FOLDER / "coverage.yaml", old, new)
    assert problem in "\n".join(problems())


def test_a_case_that_does_not_hold_and_a_file_that_is_none(law: Path) -> None:
    villages = law / FOLDER / "cases" / "villages.yaml"
    replace(villages, "amount: 21625", "amount: 21626")
    assert problems() == [
        "villages.yaml: five MRP entered by another district in 2026:"
        " amount: 21625.00 instead of 21626.00"
    ]
    villages.write_text("5", encoding="utf-8")
    assert problems() == ["villages.yaml: a file of cases is a list: «- case: …»", "has no case"]


def test_a_problem_ends_the_command_with_one(law: Path) -> None:
    assert CliRunner().invoke(main, ["rules", "check"]).exit_code == 0
    replace(law / FOLDER / "cases" / "villages.yaml", "amount: 21625", "amount: 21626")
    result = CliRunner().invoke(main, ["rules", "check"])
    assert result.exit_code == 1
    assert "WRONG: villages.yaml: five MRP" in result.output


def test_a_step_without_words_and_a_gap_between_its_versions(law: Path) -> None:
    real = PROGRAMMES[FOLDER].programme
    programme = Programme(FOLDER, real.names, real.levels)
    spoken = Names("а", "б", "c")
    for rule, since, until in (
        (spoken, date(2019, 1, 1), date(2020, 12, 30)),
        (Names("а", "", "c"), date(2021, 1, 1), None),
    ):
        programme.step(
            "specialist", unit="flag", names=spoken, rule=rule, article="x", since=since,
            until=until, name="ground_once",
        )(lambda specialist, law: True)  # fmt: skip
    said = cover(Modelled(programme, PROGRAMMES[FOLDER].read, ())).problems
    assert "ground_once: has no names or no rule in a language" in said
    assert "ground_once: no version between 2020-12-30 and 2021-01-01" in said
