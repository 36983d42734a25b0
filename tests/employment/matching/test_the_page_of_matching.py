"""docs/matching.md says what the code does."""

import re
from pathlib import Path

import pytest

from qamtu.employment.matching import assignment, scoring
from qamtu.employment.matching.scoring import CAUSES, WEIGHTS

PAGE = (Path(__file__).parents[3] / "docs" / "matching.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


def codes(title: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", section(title), re.MULTILINE)


def test_the_page_and_the_docstring_have_the_weights() -> None:
    on_page = re.findall(r"^\| `(\w+)` \| (\d+) \|", section("What is scored"), re.MULTILINE)
    assert {code: int(points) for code, points in on_page} == WEIGHTS
    in_docstring = re.findall(r"^\| (\w+) +\| +(\d+) \|", scoring.__doc__ or "", re.MULTILINE)
    assert {code: int(points) for code, points in in_docstring} == WEIGHTS


def test_the_page_has_the_causes_and_the_reasons_to_go_nowhere() -> None:
    assert tuple(codes("What excludes")) == CAUSES == tuple(assignment.CAUSE_NAMES)
    source = Path(assignment.__file__).read_text(encoding="utf-8")
    assert codes("How all are assigned at once") == re.findall(
        r'return Unassigned\(seeker\.key, "(\w+)"', source
    )


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    example = PAGE.split("```python\n")[1].split("```")[0]
    exec(compile(example, "docs/matching.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "884"  # of the way 10 km of 30: 666 of 1000, 79 points of 120
    assert printed[1] == "225 300 Қалаған мамандығына өте жақын: бір шағын топта"
    assert len(printed) == 1 + len(WEIGHTS) + 1
