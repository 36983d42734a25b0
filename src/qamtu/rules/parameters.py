"""Dated parameters of the law, read from YAML beside the formulas.

A file maps a parameter's code to its values:

    extra_per_child:
      unit: mrp
      names: {kk: …, ru: …, en: …}
      values:
        - {from: 2023-01-01, value: 1.5, act: "…", article: "…", verified: true}

A unit is a word (`years`, `share`, `people`, `flag`), `tenge`, or another parameter in tenge
(`mrp`, `subsistence_minimum`), of which the value is then a multiple. `per` names what the
values differ by (`region`, `office`, `quarter`): such a table is filled by an operator, with the
act, and a file holds only the values that are published.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from yaml import YAMLError

from qamtu.trilingual import LANGUAGES, Names

from .exact import TIYN, Exact, read_number, read_yaml
from .quarters import last_day_of_quarter

FOLDER = Path(__file__).resolve().parent
UNITS = {
    "years": Names("жыл", "лет", "years"),
    "months": Names("ай", "месяцев", "months"),
    "days": Names("күн", "дней", "days"),
    "working_days": Names("жұмыс күні", "рабочих дней", "working days"),
    "hours": Names("сағат", "часов", "hours"),
    "minutes": Names("минут", "минут", "minutes"),
    "people": Names("адам", "человек", "people"),
    "share": Names("үлес", "доля", "share"),
    "flag": Names("1 – иә, 0 – жоқ", "1 – да, 0 – нет", "1 – yes, 0 – no"),
    "times": Names("рет", "раз", "times"),
    "tenge": Names("теңге", "тенге", "tenge"),
}
PLAIN_UNITS = frozenset(UNITS) - {"tenge"}
MACRO = "macro"


class ParameterMissing(LookupError):
    """A value asked for a day on which the law, as it is entered, has none."""

    def __init__(self, code: str, names: Names | None, day: date, place: str = "") -> None:
        of_place = f" ({place})" if place else ""
        super().__init__(f"{code} has no value on {day:%d.%m.%Y}{of_place}")
        self.code, self.names, self.day, self.place = code, names, day, place


@dataclass(frozen=True)
class ParameterValue:
    """A value from its first day on (to its last day, where it has one), with the act that set it.

    `place` is a region's or an office's code, empty for the whole country.
    """

    since: date
    value: Exact
    act: str
    is_verified: bool
    article: str = ""
    until: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Parameter:
    """A parameter and its values, oldest first."""

    code: str
    unit: str
    values: tuple[ParameterValue, ...]
    names: Names | None = None
    per: str = ""

    def on(self, day: date, place: str = "") -> ParameterValue:
        """The value in force on that day. Raises `ParameterMissing` where there is none."""
        value = self.among(self.values, day, place)
        if value is None:
            raise ParameterMissing(self.code, self.names, day, place)
        return value

    def among(
        self, values: Sequence[ParameterValue], day: date, place: str
    ) -> ParameterValue | None:
        """The newest of the values for the place on the day, or else for the country.

        When the newest has ended, none before it comes to life again. What is set quarter by
        quarter ends with its quarter, also where nobody wrote its last day.
        """
        for where in (place, "") if place else ("",):
            for value in reversed(values):
                if value.place == where and value.since <= day:
                    until = value.until
                    if until is None and "quarter" in self.per:
                        until = last_day_of_quarter(value.since)
                    if until is None or day <= until:
                        return value
                    break
        return None


@cache
def parameters(folder: str) -> dict[str, Parameter]:
    """All parameters of a programme's folder, by code. Raises ValueError naming a malformed one."""
    try:
        content = read_yaml(FOLDER / folder / "parameters.yaml")
    except (YAMLError, ValueError) as problem:
        raise ValueError(f"{folder}/parameters.yaml: {problem}") from None
    if not isinstance(content, dict):
        raise ValueError(f"{folder}/parameters.yaml: no parameters by their codes")
    return {code: _parse(code, entry) for code, entry in content.items()}


def unit_names(unit: str) -> Names:
    """What a parameter is counted in: a plain unit, tenge, or so many times a macro parameter."""
    macro = parameters(MACRO).get(unit)
    return (macro.names if macro else None) or UNITS[unit]


def _parse(code: str, entry: Any) -> Parameter:
    if not isinstance(entry, dict) or not isinstance(entry.get("unit"), str):
        raise ValueError(f"{code}: has no unit")
    unknown = set(entry) - {"unit", "names", "per", "values"}
    if unknown:
        raise ValueError(f"{code}: unknown key «{min(unknown)}»")
    names = entry.get("names")
    if names is not None and (not isinstance(names, dict) or set(names) != set(LANGUAGES)):
        raise ValueError(f"{code}: names are given as {', '.join(LANGUAGES)}")
    listed = entry.get("values") or []
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise ValueError(f"{code}: «values» is a list of dated values")
    values = tuple(_parse_value(code, item, entry["unit"]) for item in listed)
    order = [(value.since, value.place) for value in values]
    if order != sorted(set(order)):
        raise ValueError(f"{code}: the values are not in the order of their dates")
    if not values and "per" not in entry:
        raise ValueError(f"{code}: has no value")
    return Parameter(
        code,
        entry["unit"],
        values,
        names=Names(**names) if names else None,
        per=entry.get("per", ""),
    )


def _parse_value(code: str, item: dict[str, Any], unit: str) -> ParameterValue:
    unknown = set(item) - {"from", "to", "value", "act", "article", "verified", "place"}
    if unknown:
        raise ValueError(f"{code}: unknown key «{min(unknown)}»")
    if not isinstance(item.get("from"), date):
        raise ValueError(f"{code}: a value needs a date «from»")
    until = item.get("to")
    if until is not None and (not isinstance(until, date) or until < item["from"]):
        raise ValueError(f"{code}: the value from {item['from']} ends on «{until}»")
    if not item.get("act"):
        raise ValueError(f"{code}: the value from {item['from']} names no act")
    if not isinstance(item.get("verified"), bool):
        raise ValueError(f"{code}: the value from {item['from']} is verified, true or false?")
    if "value" not in item:
        raise ValueError(f"{code}: the value from {item['from']} is not there")
    given = item["value"]
    if unit == "flag":
        if not isinstance(given, bool):
            raise ValueError(f"{code}: a flag is true or false, not {given!r}")
    else:
        try:
            given = read_number(given)
        except ValueError as problem:
            raise ValueError(f"{code}: from {item['from']}: {problem}") from None
    return ParameterValue(
        since=item["from"],
        value=given,
        act=item["act"],
        is_verified=item["verified"],
        article=item.get("article", ""),
        until=until,
        place=item.get("place", ""),
    )


@dataclass(frozen=True)
class Figure:
    """A parameter as the law of one day gives it: money in tiyn, other units as they are."""

    parameter: Parameter
    source: ParameterValue
    value: Exact


@dataclass(frozen=True)
class Law:
    """The law of one day in one place, as a programme's folder and an operator's tables hold it.

    `entered` are the operator's values by parameter code, which stand before the published ones;
    `changed` replaces values for a question «what if», and stands before both.
    """

    folder: str
    day: date
    place: str = ""
    entered: Mapping[str, tuple[ParameterValue, ...]] = field(default_factory=dict)
    changed: Mapping[str, ParameterValue] = field(default_factory=dict)
    _figures: dict[str, Figure] = field(default_factory=dict, init=False, repr=False, compare=False)

    def parameter(self, code: str) -> Parameter:
        """The declaration of a parameter. Raises KeyError for a code that no file declares."""
        own = parameters(self.folder)
        return own[code] if code in own else parameters(MACRO)[code]

    def figure(self, code: str) -> Figure:
        """The value of the day. Raises `ParameterMissing`."""
        if code not in self._figures:
            self._figures[code] = self._figure(code)
        return self._figures[code]

    def _figure(self, code: str) -> Figure:
        parameter = self.parameter(code)
        source = self._source(parameter)
        unit = parameter.unit
        if unit in PLAIN_UNITS:
            return Figure(parameter, source, source.value)
        if unit == "tenge":
            return Figure(parameter, source, source.value * TIYN)
        return Figure(parameter, source, source.value * self.figure(unit).value)

    def is_known(self, code: str) -> bool:
        """True when the parameter has a value on the day."""
        try:
            self._source(self.parameter(code))
        except ParameterMissing:
            return False
        return True

    def is_changed(self, *codes: str) -> bool:
        """True when a question «what if» changes one of these on the day."""
        return any(code in self.changed and self.changed[code].since <= self.day for code in codes)

    def _source(self, parameter: Parameter) -> ParameterValue:
        change = self.changed.get(parameter.code)
        if change is not None and change.since <= self.day:
            return change
        entered = self.entered.get(parameter.code, ())
        return parameter.among(entered, self.day, self.place) or parameter.on(self.day, self.place)


def in_order(values: Iterable[ParameterValue]) -> tuple[ParameterValue, ...]:
    """An operator's values as a law takes them: oldest first."""
    return tuple(sorted(values, key=lambda value: value.since))
