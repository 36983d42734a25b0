"""What is known of a subject, read as a programme asks for it: from a form, a file, a register."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from .exact import TIYN, read_number
from .programme import Input, Level, Programme, day_number

EARLIEST = date(1890, 1, 1)  # nobody who was born before is alive


class FactsRefused(ValueError):
    """A fact that can't be taken: `code`, the `field` and `where` it stands (positions from 1).

    «not-facts», «not-a-list», «unknown-fact», «fact-missing», «not-a-number», «negative», «absurd»,
    «unknown-choice», «not-a-day», «future-day», «not-yes-or-no», «no-members», «wrong-quarter»,
    «nobody-counts», «worked-above-norm», «above-staff», «period-order», «periods-overlap».
    """

    def __init__(
        self, code: str, field: str, where: tuple[int, ...] = (), given: object = "", hint: str = ""
    ) -> None:
        place = "".join(f" no. {index + 1}" for index in where)
        super().__init__(f"{field}{place}: {code}: {given!r} {hint}".rstrip())
        self.code, self.field, self.where, self.given, self.hint = code, field, where, given, hint


def read_facts(programme: Programme, given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The facts of a subject of the top level. Raises `FactsRefused` at the first that is wrong."""
    return _read_level(programme, programme.levels[0], given, day, ())


def _read_level(
    programme: Programme, level: Level, given: Mapping[str, Any], day: date, where: tuple[int, ...]
) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise FactsRefused("not-facts", level.name, where, given)
    asked = {one.name: one for one in programme.inputs.values() if one.level == level.name}
    below = programme.below(level.name)
    facts: dict[str, Any] = {}
    for name, value in given.items():
        if below is not None and name == below.plural:
            if not isinstance(value, list | tuple | None):
                raise FactsRefused("not-a-list", name, where, value)
            facts[name] = [
                _read_level(programme, below, one, day, (*where, index))
                for index, one in enumerate(value or ())
            ]
        elif name not in asked:
            raise FactsRefused("unknown-fact", str(name), where, value, ", ".join(sorted(asked)))
        elif value is not None and value != "":
            facts[name] = _read_fact(asked[name], value, day, where)
    for name, one in asked.items():
        if one.default is None and name not in facts:
            raise FactsRefused("fact-missing", name, where)
    return facts


def _read_fact(asked: Input, value: Any, day: date, where: tuple[int, ...]) -> Any:
    match asked.unit:
        case "flag":
            if not isinstance(value, bool):
                raise FactsRefused("not-yes-or-no", asked.name, where, value)
            return value
        case "choice":
            if not isinstance(value, str) or value not in asked.choices:
                raise FactsRefused(
                    "unknown-choice", asked.name, where, value, ", ".join(asked.choices)
                )
            return value
        case "day":
            return _read_day(asked, value, day, where)
        case _:
            return _read_amount(asked, value, where)


def _read_day(asked: Input, value: Any, day: date, where: tuple[int, ...]) -> int:
    try:
        if isinstance(value, datetime):
            read = value.date()
        else:
            read = value if isinstance(value, date) else date.fromisoformat(value)
    except (ValueError, TypeError):
        raise FactsRefused("not-a-day", asked.name, where, value) from None
    if read < EARLIEST:
        raise FactsRefused("not-a-day", asked.name, where, value)
    if read > day:
        raise FactsRefused("future-day", asked.name, where, value)
    return day_number(read)


def _read_amount(asked: Input, value: Any, where: tuple[int, ...]) -> int:
    try:
        number = read_number(value)
    except ValueError:
        raise FactsRefused("not-a-number", asked.name, where, value) from None
    if asked.unit == "tenge":
        number = number * TIYN
    if number != int(number):
        raise FactsRefused("not-a-number", asked.name, where, value, "2 decimals at most")
    if number < 0:
        raise FactsRefused("negative", asked.name, where, value)
    if asked.most is not None and number > asked.most:
        raise FactsRefused("absurd", asked.name, where, value)
    return int(number)
