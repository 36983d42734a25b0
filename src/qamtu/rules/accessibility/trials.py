"""The published cases of verdicts, tried: what `verdicts.yaml` expects, and what comes out."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from qamtu.rules.exact import read_yaml

from .passport import ANSWERS, NO, TENTHS, YES, Form, passport_form
from .verdicts import Answers, judge

CASES = Path(__file__).with_name("verdicts.yaml")
JUDGED_ON = date(2026, 1, 1)


def all_as_demanded(form: Form) -> dict[str, dict[str, str | int] | None]:
    """Answers of a facility where each demand is met, each measure just so; one entrance."""
    least = {
        condition.attribute: condition.tenths + int(condition.bound == "more_than")
        for demand in form.demands
        for condition in (demand.condition, *demand.unless)
        if condition.bound
    }
    return {
        zone.code: None
        if zone.is_further
        else {one.code: least.get(one.code, YES) for one in form.attributes_of(zone.code)}
        for zone in form.zones.values()
    }


def answer_of(given: object) -> str | int:
    """An answer as a case writes it: a word, or a measure in its unit. Raises ValueError."""
    if isinstance(given, bool):
        return YES if given else NO
    if isinstance(given, int | Fraction):
        tenths = given * TENTHS
        if tenths < 0 or Fraction(tenths).denominator != 1:
            raise ValueError(f"{given} is no measure")
        return int(tenths)
    if str(given) not in ANSWERS:
        raise ValueError(f"«{given}» is no answer")
    return str(given)


def answers_of(case: Mapping[str, Any], form: Form) -> Answers:
    """The answers that a case gives. Raises ValueError naming what is not understood."""
    answers = all_as_demanded(form)
    for zone in case.get("present", ()):
        answers[zone] = dict(answers["entrance_1"] or {})
    for zone in case.get("absent", ()):
        answers[zone] = None
    for zone, given in case.get("given", {}).items():
        said = answers[zone]
        for attribute, answer in given.items():
            if said is None or attribute not in said:
                raise ValueError(f"{zone} has no «{attribute}»")
            said[attribute] = answer_of(answer)
    return answers


def try_verdicts(path: Path = CASES) -> Iterator[tuple[str, list[str]]]:
    """Each case by its name with what differs."""
    form = passport_form()
    for case in read_yaml(path):
        found = judge(answers_of(case, form), JUDGED_ON, form)
        yield (
            str(case["case"]),
            [
                f"{need}: {found[need].verdict} instead of {expected}"
                for need, expected in case["expect"].items()
                if found[need].verdict != expected
            ],
        )
