"""Cases that a jurist can read: what is given, on which day, and what must come out.

    - case: the income is exactly the line
      source: …
      on: 2026-02-10
      place: aktobe
      entered: {poverty_line: 37060}
      family: {members: [{born: 1990-01-01, incomes: [{kind: wage, amount: 111180}]}]}
      expect: {is_entitled: true, monthly: 0}

`expect` takes any step of the top level (money in tenge), and `refused`: the list of grounds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .catalogue import PROGRAMMES, Modelled
from .exact import TIYN, read_number, read_yaml
from .facts import FactsRefused
from .parameters import FOLDER, Law, ParameterMissing, ParameterValue
from .programme import Judgement, StepMissing, judge


@dataclass(frozen=True)
class Outcome:
    """A case and what differs from what it expects: nothing where it holds."""

    path: Path
    name: str
    differences: tuple[str, ...]
    judgement: Judgement | None = None


def case_files(folder: str) -> list[Path]:
    """The case files of a programme."""
    return sorted((FOLDER / folder / "cases").glob("*.yaml"))


def try_cases(path: Path, folder: str = "") -> Iterator[Outcome]:
    """Judge every case of a file. A file outside the house may name its programme in each case.

    Raises ValueError where the file is no list of cases.
    """
    content = read_yaml(path)
    if not isinstance(content, list) or not all(isinstance(case, dict) for case in content):
        raise ValueError("a file of cases is a list: «- case: …»")
    for case in content:
        yield _outcome(path, case, folder)


def _outcome(path: Path, case: dict[str, Any], folder: str) -> Outcome:
    name = str(case.get("case", "?"))
    programme = case.get("programme", folder)
    if programme not in PROGRAMMES:
        return Outcome(path, name, (f"there is no programme «{programme}»",))
    modelled = PROGRAMMES[programme]
    missing = {"on", "expect", modelled.programme.levels[0].name} - set(case)
    if missing:
        return Outcome(path, name, (f"the case does not say «{min(missing)}»",))
    if not isinstance(case["on"], date):
        return Outcome(path, name, (f"«on» is no day: {case['on']!r}",))
    judgement = None
    try:
        judgement = judge_case(case, modelled)
        differences = _differences(case, modelled, judgement)
    except (FactsRefused, ParameterMissing, StepMissing, ValueError, KeyError) as problem:
        expected = case["expect"].get("error")
        differences = [] if expected == error_code(problem) else [str(problem)]
    return Outcome(path, name, tuple(differences), judgement)


def error_code(problem: Exception) -> str:
    """How a case names an error: «negative», «missing poverty_line»."""
    if isinstance(problem, FactsRefused):
        return problem.code
    if isinstance(problem, ParameterMissing):
        return f"missing {problem.code}"
    return type(problem).__name__


def law_of_case(case: Mapping[str, Any], folder: str) -> Law:
    """The law of a case's day, with what the case says an operator entered."""
    day: date = case["on"]
    entered = {
        code: (ParameterValue(date.min, read_number(value), "the case", True),)
        for code, value in (case.get("entered") or {}).items()
    }
    return Law(folder, day, str(case.get("place", "")), entered)


def judge_case(case: Mapping[str, Any], modelled: Modelled) -> Judgement:
    """The judgement of a case's subject. Raises `FactsRefused`, `ParameterMissing`."""
    programme = modelled.programme
    subject = case[programme.levels[0].name]
    facts = modelled.read(subject, case["on"])
    return judge(programme, facts, law_of_case(case, programme.folder))


def _differences(case: Mapping[str, Any], modelled: Modelled, judgement: Judgement) -> list[str]:
    differences = []
    for name, expected in case["expect"].items():
        if name == "error":
            differences.append(f"expected the error «{expected}»")
            continue
        if name == "refused":
            found: Any = sorted(ground for ground in modelled.grounds if judgement[ground])
            wanted: Any = sorted(
                ground if ground.startswith("ground_") else f"ground_{ground}"
                for ground in expected
            )
        else:
            found = judgement[name]
            wanted = _wanted(modelled, name, expected)
        if found != wanted:
            differences.append(f"{name}: {_shown(found)} instead of {_shown(wanted)}")
    return differences


def _wanted(modelled: Modelled, name: str, expected: Any) -> Any:
    if isinstance(expected, bool):
        return expected
    number = read_number(expected)
    return number * TIYN if modelled.programme.steps[name][0].unit == "tenge" else number


def _shown(value: Any) -> str:
    return str(value)
