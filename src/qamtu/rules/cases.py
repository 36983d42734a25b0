"""Cases that a jurist can read: what is given, on which day, and what must come out.

    - case: the income is exactly the line
      source: …
      on: 2026-02-10
      place: aktobe
      entered: {poverty_line: 37060}
      family: {members: [{born: 1990-01-01, incomes: [{kind: wage, amount: 111180}]}]}
      expect: {is_entitled: true, monthly: 0}

`expect` takes any step of the top level (money in tenge), `refused`: the list of grounds, and
`error`: the code of a fact that is refused, `missing` and the parameter that has no value, or
`not in force`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from .catalogue import PROGRAMMES, Modelled
from .exact import TIYN, Exact, read_number, read_yaml
from .facts import FactsRefused
from .parameters import FOLDER, MACRO, Law, ParameterMissing, ParameterValue, parameters
from .programme import Judgement, StepMissing, judge

KEYS = frozenset(["case", "source", "programme", "on", "place", "entered", "expect"])


class CaseMalformed(ValueError):
    """A case that can't be tried: a word of it is not understood."""


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
    judgement = None
    try:
        modelled = _modelled(case, folder)
        _check(case, modelled)
        judgement = judge_case(case, modelled)
        differences = _differences(case, modelled, judgement)
    except CaseMalformed as problem:
        differences = [str(problem)]
    except (FactsRefused, ParameterMissing, StepMissing) as problem:
        expected = case["expect"].get("error")
        code = error_code(problem)
        differences = [] if expected == code else [str(problem)]
        if differences and expected is not None:
            differences.append(f"error: {code} instead of {expected}")
    return Outcome(path, name, tuple(differences), judgement)


def _modelled(case: Mapping[str, Any], folder: str) -> Modelled:
    programme = case.get("programme", folder)
    if not isinstance(programme, str) or programme not in PROGRAMMES:
        raise CaseMalformed(f"there is no programme «{programme}»")
    return PROGRAMMES[programme]


def _check(case: Mapping[str, Any], modelled: Modelled) -> None:
    """Raises `CaseMalformed` at the first word that is not understood."""
    programme = modelled.programme
    top = programme.levels[0].name
    if missing := {"on", "expect", top} - set(case):
        raise CaseMalformed(f"the case does not say «{min(missing)}»")
    if unknown := {str(key) for key in case} - KEYS - {top}:
        raise CaseMalformed(f"«{min(unknown)}» is not understood: {_listed(KEYS | {top})}")
    if not isinstance(case["on"], date) or isinstance(case["on"], datetime):
        raise CaseMalformed(f"«on» is no day: {case['on']!r}")
    for key in ("entered", "expect"):
        if not isinstance(case.get(key) or {}, dict):
            raise CaseMalformed(f"«{key}» holds no names with values")
    if not case["expect"]:
        raise CaseMalformed("«expect» expects nothing")
    declared = parameters(programme.folder).keys() | parameters(MACRO).keys()
    for code in case.get("entered") or {}:
        if code not in declared:
            raise CaseMalformed(f"there is no parameter «{code}»: {_listed(declared)}")
    steps = _top_steps(modelled)
    for name, expected in case["expect"].items():
        if name == "refused":
            _grounds(modelled, expected)
        elif name != "error" and name not in steps:
            raise CaseMalformed(f"there is no step «{name}»: {_listed(['refused', *steps])}")


def _top_steps(modelled: Modelled) -> list[str]:
    programme = modelled.programme
    top = programme.levels[0].name
    return [name for name, versions in programme.steps.items() if versions[0].level == top]


def _listed(names: Any) -> str:
    return ", ".join(sorted(names))


def _grounds(modelled: Modelled, expected: Any) -> list[str]:
    """The grounds that a case names, «income» being short for «ground_income»."""
    if not isinstance(expected, list):
        raise CaseMalformed("«refused» is a list of grounds: [] or [income]")
    named = [f"ground_{str(one).removeprefix('ground_')}" for one in expected]
    for one in named:
        if one not in modelled.grounds:
            short = (ground.removeprefix("ground_") for ground in modelled.grounds)
            raise CaseMalformed(
                f"there is no ground «{one.removeprefix('ground_')}»: {_listed(short)}"
            )
    return sorted(named)


def error_code(problem: FactsRefused | ParameterMissing | StepMissing) -> str:
    """How a case names an error: «negative», «missing poverty_line», «not in force»."""
    if isinstance(problem, FactsRefused):
        return problem.code
    if isinstance(problem, ParameterMissing):
        return f"missing {problem.code}"
    return "not in force"


def law_of_case(case: Mapping[str, Any], folder: str) -> Law:
    """The law of a case's day, with what the case says an operator entered."""
    day: date = case["on"]
    law = Law(folder, day, str(case.get("place", "")))
    entered = {
        code: (ParameterValue(day, _value(code, law, value), "the case", True),)
        for code, value in (case.get("entered") or {}).items()
    }
    return Law(folder, day, law.place, entered)


def _value(code: str, law: Law, given: Any) -> Exact:
    if law.parameter(code).unit != "flag":
        return _number(code, given)
    if not isinstance(given, bool):
        raise CaseMalformed(f"{code}: {given!r} is not true or false")
    return given


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
            for step in _top_steps(modelled):
                judgement[step]
            differences.append(f"expected the error «{expected}»")
            continue
        if name == "refused":
            unit = ""
            found: Any = sorted(ground for ground in modelled.grounds if judgement[ground])
            wanted: Any = _grounds(modelled, expected)
        else:
            unit = modelled.programme.steps[name][0].unit
            found, wanted = judgement[name], _wanted(name, unit, expected)
        if found != wanted:
            differences.append(f"{name}: {_shown(found, unit)} instead of {_shown(wanted, unit)}")
            if name == "is_entitled" and "refused" not in case["expect"]:
                holding = [ground for ground in modelled.grounds if judgement[ground]]
                short = (ground.removeprefix("ground_") for ground in holding)
                differences.append(f"refused: {_listed(short) or 'no ground'}")
    return differences


def _wanted(name: str, unit: str, expected: Any) -> Any:
    if isinstance(expected, bool) != (unit == "flag"):
        kind = "true or false" if unit == "flag" else "a number"
        raise CaseMalformed(f"{name}: {expected!r} is not {kind}")
    if isinstance(expected, bool):
        return expected
    return _number(name, expected) * (TIYN if unit == "tenge" else 1)


def _number(name: str, given: Any) -> Exact:
    try:
        return read_number(given)
    except ValueError as problem:
        raise CaseMalformed(f"{name}: {problem}") from None


def _shown(value: Any, unit: str) -> str:
    """Money in tenge, a share in percent; the rest as it is."""
    if unit == "share" and not isinstance(value, bool):
        percent = Fraction(value) * 100
        exact = Decimal(percent.numerator) / percent.denominator
        return f"{exact:f} %" if Fraction(exact) == percent else str(value)
    if unit != "tenge":
        return str(value)
    if value != int(value):
        return str(Fraction(value) / TIYN)
    tenge, tiyn = divmod(abs(int(value)), TIYN)
    return f"{'-' if value < 0 else ''}{tenge}.{tiyn:02}"
