"""`qamtu dispatch bench`: what it prints, and what it says of files that are no such day."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qamtu.cli import main

DAYS = Path(__file__).parent / "days"
SMALL = (DAYS / "a2-16.txt").read_text()


def bench(*arguments: str):
    return CliRunner().invoke(main, ["dispatch", "bench", *arguments])


def test_it_prints_cost_feasibility_and_seconds() -> None:
    result = bench(str(DAYS / "a2-16.txt"), "--seconds", "1")
    assert result.exit_code == 0
    assert result.output.splitlines()[1].split()[:6] == ["a2-16", "16", "2", "294.25", "0", "yes"]


def test_as_data_it_gives_every_stop_when_asked() -> None:
    result = bench(str(DAYS / "a2-16.txt"), "--seconds", "0.5", "--format", "json", "--plan")
    told = json.loads(result.output)
    assert told["feasible"] is True
    visits = [v for route in told["routes"] for v in route["visits"]]
    assert sum(v["what"] == "pickup" for v in visits) == 16


def test_a_day_that_cannot_be_served_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "day.txt").write_text(
        "1 2 480 1 1\n0 0 0 0 0 0 1440\n1 0 0 1 1 0 9\n2 9 9 1 -1 0 9\n"
    )
    result = bench(str(tmp_path / "day.txt"), "--seconds", "0.2")
    assert result.exit_code == 1
    assert result.output.splitlines()[1].split()[4] == "1"


def test_an_end_depot_and_requests_in_the_head_are_understood(tmp_path: Path) -> None:
    lines = SMALL.replace("2 32 480 3 30", "2 16 480 3 30")
    (tmp_path / "a.txt").write_text(lines + "33 0 0 0 0 0 1440\n")
    result = bench(str(tmp_path / "a.txt"), "--seconds", "1")
    assert "294.25" in result.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("2 32 480\n", "line 1: 5 numbers are expected"),
        (SMALL.replace("-1.198", "west"), "line 3: not numbers"),
        (SMALL.rsplit("\n", 2)[0] + "\n", "16 pick-ups need 33 or 34 nodes"),
        (SMALL.replace("17 6.687 6.731 3 -1", "17 6.687 6.731 3 -2"), "node 1 takes 1 aboard"),
        (SMALL.replace("2 32 480 3 30", "0 32 480 3 30"), "no vehicle"),
    ],
)
def test_a_file_that_is_no_such_day_gets_its_sentence(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "wrong.txt").write_text(text)
    result = bench(str(tmp_path / "wrong.txt"), str(DAYS / "a2-16.txt"), "--seconds", "0.5")
    assert result.exit_code == 2
    assert said in result.output
    assert "a2-16" in result.output


def test_a_file_that_is_not_there() -> None:
    result = bench("nowhere.txt")
    assert result.exit_code == 2
    assert "nowhere.txt" in result.output
