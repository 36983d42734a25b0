"""A judgement's reasons as plain data, to be kept with a decision and shown whenever it is asked.

    {"steps": {name: {"names": …, "rule": …, "article": …, "unit": …}},
     "reasons": [{"step": name, "at": [member, income], "value": …, "from": [operand, …]}]}

Numbers are text: whole tiyn, or a fraction «a/b»; an operand is {"names", "value", "unit"} with
{"act", "article", "since", "is_verified"} where it is a parameter of the law.
"""

from fractions import Fraction
from typing import Any

from qamtu.trilingual import LANGUAGES, Names

from .programme import Choice, Judgement, Operand


def trace_of(judgement: Judgement) -> dict[str, Any]:
    """The reasons in the order in which they followed, with the words of their steps once."""
    steps: dict[str, Any] = {}
    reasons = []
    for reason in judgement.reasons:
        step = reason.step
        steps[step.name] = {
            "names": _words(step.names),
            "rule": _words(step.rule),
            "article": step.article_on(judgement.law.day),
            "unit": step.unit,
        }
        reasons.append(
            {
                "step": step.name,
                "at": list(reason.position),
                "value": plain_value(reason.value),
                "from": [_operand(operand) for operand in reason.operands],
            }
        )
    return {"steps": steps, "reasons": reasons}


def plain_value(value: object) -> object:
    """A value as JSON keeps it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Choice):
        return value.code
    return str(value) if isinstance(value, int | Fraction) else value


def _operand(operand: Operand) -> dict[str, Any]:
    data = {
        "name": operand.name,
        "names": _words(operand.names),
        "value": plain_value(operand.value),
        "unit": operand.unit,
    }
    if operand.source is not None:
        data |= {
            "act": operand.source.act,
            "article": operand.source.article,
            "since": operand.source.since.isoformat(),
            "is_verified": operand.source.is_verified,
        }
    return data


def _words(names: Names) -> dict[str, str]:
    return {language: names[language] for language in LANGUAGES}
