"""Dated parameters of the law, read from YAML beside the formulas.

A file maps a parameter's code to its values:

    youth_age_to:
      unit: years
      label: {kk: …, ru: …, en: …}
      values:
        - {from: 2016-01-01, value: 28, act: "…", verified: false}
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent


class ParameterMissing(LookupError):
    """A value asked for a day on which the law, as it is entered, has none."""


@dataclass(frozen=True)
class ParameterValue:
    """A value from its first day on, with the act that set it."""

    since: date
    value: int
    act: str
    is_verified: bool


@dataclass(frozen=True)
class Parameter:
    """A parameter and its values, oldest first."""

    code: str
    unit: str
    values: tuple[ParameterValue, ...]

    def on(self, day: date) -> ParameterValue:
        """The value in force on that day. Raises `ParameterMissing` before the first one."""
        for value in reversed(self.values):
            if value.since <= day:
                return value
        raise ParameterMissing(f"{self.code} has no value on {day:%d.%m.%Y}")


@cache
def parameters(folder: str) -> dict[str, Parameter]:
    """All parameters of a programme's folder, by code. Raises ValueError naming a malformed one."""
    content: dict[str, Any] = yaml.safe_load(
        (FOLDER / folder / "parameters.yaml").read_text(encoding="utf-8")
    )
    return {code: _parse(code, entry) for code, entry in content.items()}


def _parse(code: str, entry: dict[str, Any]) -> Parameter:
    values = []
    for item in entry["values"]:
        if not isinstance(item["from"], date) or not isinstance(item["value"], int):
            raise ValueError(f"{code}: a value needs a date «from» and a whole number «value»")
        if not item.get("act"):
            raise ValueError(f"{code}: the value from {item['from']} names no act")
        values.append(
            ParameterValue(item["from"], item["value"], item["act"], bool(item["verified"]))
        )
    if [v.since for v in values] != sorted({v.since for v in values}):
        raise ValueError(f"{code}: the values are not in the order of their dates")
    return Parameter(code, entry["unit"], tuple(values))
