"""Numbers of the law are exact: whole tiyn and fractions. No float is read, kept or made."""

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

TIYN = 100  # in one tenge
BOOL = "tag:yaml.org,2002:bool"
LONGEST = 40  # characters of a number: more is no number of the law
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?%?|[+-]?[0-9]+/[0-9]+")

Exact = int | Fraction


class ExactLoader(yaml.SafeLoader):
    """YAML whose decimals are fractions: 26906.83 is 2690683/100; yes, no, on and off are words.

    A day that the calendar does not have stays text: whoever reads it says where it stands.
    """


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Exact:
    return read_number(str(node.value).replace("_", ""))


def _day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return str(node.value)


ExactLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != BOOL or first in "tfTF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
ExactLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def read_yaml(path: Path) -> Any:
    """A file's content, with exact numbers. Raises `yaml.YAMLError`."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=ExactLoader)


def simplest(number: Exact) -> Exact:
    """A whole number as int, any other as a fraction."""
    if isinstance(number, Fraction) and number.denominator == 1:
        return number.numerator
    return number


def read_number(given: object) -> Exact:
    """A number as the files write it: 12, 26906.83, "70 %", "1/3". Raises ValueError.

    >>> read_number("70 %")
    Fraction(7, 10)
    """
    if isinstance(given, (bool, float)):
        raise ValueError(f"{given!r} is no exact number")
    if isinstance(given, int | Fraction):
        return simplest(given)
    text = str(given).replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if len(text) > LONGEST or not _NUMBER.fullmatch(text):
        raise ValueError(f"{text[:LONGEST]!r} is no exact number")
    try:
        return simplest(Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1))
    except ZeroDivisionError:
        raise ValueError(f"{text!r} is no exact number") from None


def whole(number: Exact) -> int:
    """The nearest whole number, a half away from nought: how a sum is brought to whole tiyn."""
    sign = -1 if number < 0 else 1
    doubled = Fraction(number * sign) * 2
    return sign * int((doubled.numerator + doubled.denominator) // (2 * doubled.denominator))
