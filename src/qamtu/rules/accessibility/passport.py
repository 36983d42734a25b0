"""The passport's zones, attributes and demands, as `passport.yaml` declares them.

A measure is kept in tenths of its unit: 1.4 cm is 14. There is no float.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from qamtu.rules.exact import read_yaml
from qamtu.trilingual import LANGUAGES, Names

FOLDER = "accessibility"
TENTHS = 10
BOUNDS = ("at_least", "at_most", "more_than")
UNITS = {"flag": Names("", "", ""), "cm": Names("см", "см", "cm")}
Said = bool | int | str | None
YES, NO, UNKNOWN, NOT_PROVIDED = "yes", "no", "unknown", "not_provided"
ANSWERS: dict[str, Names] = {
    YES: Names("бар", "да", "yes"),
    NO: Names("жоқ", "нет", "no"),
    UNKNOWN: Names("белгісіз", "неизвестно", "unknown"),
    NOT_PROVIDED: Names("көзделмеген", "не предусмотрено", "not provided"),
}


@dataclass(frozen=True)
class Zone:
    """A zone; the three entrances share one form, and a further one may not be there."""

    code: str
    form: str
    names: Names
    is_further: bool = False


@dataclass(frozen=True)
class Attribute:
    code: str
    form: str
    unit: str
    names: Names

    @property
    def is_measured(self) -> bool:
        return self.unit != "flag"


@dataclass(frozen=True)
class Condition:
    """An attribute that is there, or measures so much (tenths)."""

    attribute: str
    bound: str = ""
    tenths: int = 0


@dataclass(frozen=True)
class Demand:
    """What is demanded of an attribute, for whom, since when, by what."""

    condition: Condition
    must: frozenset[str]
    should: frozenset[str]
    unless: tuple[Condition, ...]
    absent_is_met: bool
    since: date
    until: date | None
    source: str
    is_verified: bool

    def is_in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Form:
    """All of it."""

    needs: Mapping[str, Names]
    zones: Mapping[str, Zone]
    attributes: Mapping[str, Attribute]
    demands: tuple[Demand, ...]
    decisive: frozenset[str]
    _of_form: Mapping[str, tuple[Attribute, ...]] = field(default_factory=dict)

    def attributes_of(self, zone: str) -> tuple[Attribute, ...]:
        """What is looked at in a zone, in its order."""
        return self._of_form[self.zones[zone].form]

    def demands_of(self, form: str, day: date) -> list[Demand]:
        """What is demanded in zones of a form on a day."""
        return [
            one
            for one in self.demands
            if self.attributes[one.condition.attribute].form == form and one.is_in_force(day)
        ]


class PassportFormWrong(ValueError):
    """The file declares what can't be judged."""


@cache
def passport_form() -> Form:
    """The form of the house."""
    return read_form(Path(__file__).with_name("passport.yaml"))


def read_form(path: Path) -> Form:
    """A form from its file. Raises `PassportFormWrong` naming what is wrong."""
    content = read_yaml(path)
    needs = {code: _names(code, one) for code, one in content["needs"].items()}
    zones: dict[str, Zone] = {}
    forms: set[str] = set()
    for code, one in content["zones"].items():
        form = str(one.get("form", code))
        zones[code] = Zone(code, form, _names(code, one), form in forms)
        forms.add(form)
    attributes = {}
    for code, one in content["attributes"].items():
        if one["form"] not in forms or one["unit"] not in UNITS:
            raise PassportFormWrong(f"{code}: no such form of a zone or no such unit")
        attributes[code] = Attribute(code, one["form"], one["unit"], _names(code, one))
    demands = tuple(
        _demand(one, attributes, needs, content["source"]) for one in content["demands"]
    )
    decisive = frozenset(content["decisive"])
    if not decisive <= forms:
        raise PassportFormWrong(f"decisive: {sorted(decisive - forms)}")
    of_form = {
        name: tuple(one for one in attributes.values() if one.form == name) for name in forms
    }
    return Form(needs, zones, attributes, demands, decisive, of_form)


def _names(code: str, given: Mapping[str, str]) -> Names:
    if not all(given.get(language) for language in LANGUAGES):
        raise PassportFormWrong(f"{code}: is not named in a language")
    return Names(*(given[language] for language in LANGUAGES))


def _condition(given: Mapping[str, Any], attributes: Mapping[str, Attribute]) -> Condition:
    code = given["attribute"]
    if code not in attributes:
        raise PassportFormWrong(f"{code}: no such attribute")
    bounds = [bound for bound in BOUNDS if bound in given]
    if len(bounds) != int(attributes[code].is_measured):
        raise PassportFormWrong(f"{code}: a measure needs one bound, a flag none")
    if not bounds:
        return Condition(code)
    tenths = Fraction(given[bounds[0]]) * TENTHS
    if tenths.denominator != 1:
        raise PassportFormWrong(f"{code}: at most one digit after the point")
    return Condition(code, bounds[0], int(tenths))


def _demand(
    given: Mapping[str, Any],
    attributes: Mapping[str, Attribute],
    needs: Mapping[str, Names],
    source: str,
) -> Demand:
    condition = _condition(given, attributes)
    must, should = frozenset(given.get("must", ())), frozenset(given.get("should", ()))
    if not must | should or not must | should <= set(needs) or must & should:
        raise PassportFormWrong(f"{condition.attribute}: for whom?")
    unless = tuple(_condition(one, attributes) for one in given.get("unless", ()))
    form = attributes[condition.attribute].form
    if any(attributes[one.attribute].form != form for one in unless):
        raise PassportFormWrong(f"{condition.attribute}: replaced from another zone")
    return Demand(
        condition=condition,
        must=must,
        should=should,
        unless=unless,
        absent_is_met=given.get("absent") == "met",
        since=given["from"],
        until=given.get("to"),
        source=str(given.get("source", source)),
        is_verified=bool(given["verified"]),
    )
