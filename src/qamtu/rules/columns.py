"""A million families at once: the same steps over columns of exact numbers.

A column holds fractions as two arrays of 64-bit integers, with a bound of what may stand in them
that is carried through each operation: a sum that would not fit is refused, never wrapped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .exact import Exact
from .parameters import Law
from .programme import Input, Programme, day_number

MOST = 2**63 - 1
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class ColumnOverflow(ArithmeticError):
    """A number that does not fit 64 bits; such families are judged one by one."""


def _check(bound: int) -> int:
    if bound > MOST:
        raise ColumnOverflow(f"a number of up to {bound} does not fit a column")
    return bound


class Column:
    """Exact numbers, one for each subject: `num / den`, of which `den` may be one for all."""

    __slots__ = ("bound", "den", "num")
    __array_ufunc__ = None

    def __init__(self, num: Integers, den: "int | Integers" = 1, bound: int | None = None) -> None:
        self.num, self.den = num, den
        self.bound = int(np.abs(num).max(initial=0)) if bound is None else _check(bound)

    @property
    def den_bound(self) -> int:
        return self.den if isinstance(self.den, int) else int(self.den.max(initial=1))

    def __len__(self) -> int:
        return len(self.num)

    def _common(self, other: "Column | Exact") -> "tuple[Any, Any, int, int, int | Integers, int]":
        """Both numerators over one denominator: (mine, its, my bound, its bound, den, bound)."""
        if not isinstance(other, Column):
            value = Fraction(other)
            if isinstance(self.den, int):
                den = lcm(self.den, value.denominator)
                mine, its = den // self.den, value.numerator * (den // value.denominator)
                return (
                    self.num if mine == 1 else self.num * mine,
                    its,
                    _check(self.bound * mine),
                    _check(abs(its)),
                    den,
                    den,
                )
            many, bound = self.den, self.den_bound
            one, per = value.numerator, value.denominator
            return (
                self.num if per == 1 else self.num * per,
                many * one,
                _check(self.bound * per),
                _check(bound * abs(one)),
                many if per == 1 else many * per,
                _check(bound * per),
            )
        if self.den is other.den or (
            isinstance(self.den, int) and isinstance(other.den, int) and self.den == other.den
        ):
            return (
                self.num, other.num, self.bound, other.bound, self.den, self.den_bound
            )  # fmt: skip
        if isinstance(self.den, int) and isinstance(other.den, int):
            den = lcm(self.den, other.den)
            mine, its = den // self.den, den // other.den
            return (
                self.num if mine == 1 else self.num * mine,
                other.num if its == 1 else other.num * its,
                _check(self.bound * mine),
                _check(other.bound * its),
                den,
                den,
            )
        my_den, its_den = self.den_bound, other.den_bound
        return (
            self.num * other.den,
            other.num * self.den,
            _check(self.bound * its_den),
            _check(other.bound * my_den),
            self.den * other.den,
            _check(my_den * its_den),
        )

    def __add__(self, other: "Column | Exact") -> "Column":
        mine, its, bound, its_bound, den, _ = self._common(other)
        return Column(mine + its, den, bound + its_bound)

    __radd__ = __add__

    def __neg__(self) -> "Column":
        return Column(-self.num, self.den, self.bound)

    def __sub__(self, other: "Column | Exact") -> "Column":
        mine, its, bound, its_bound, den, _ = self._common(other)
        return Column(mine - its, den, bound + its_bound)

    def __rsub__(self, other: Exact) -> "Column":
        return -self + other

    def __mul__(self, other: "Column | Exact") -> "Column":
        if isinstance(other, Column):
            if self.den is other.num:  # a share by its own whole gives it back
                return Column(self.num, 1, self.bound)
            is_plain = isinstance(other.den, int) and other.den == 1
            den = self.den if is_plain else self.den * other.den
            return Column(self.num * other.num, den, self.bound * other.bound)
        value = Fraction(other)
        num = self.num if value.numerator == 1 else self.num * value.numerator
        den = self.den if value.denominator == 1 else self.den * value.denominator
        return Column(num, den, self.bound * abs(value.numerator))

    __rmul__ = __mul__

    def __truediv__(self, other: "Column | Exact") -> "Column":
        if not isinstance(other, Column):
            return self * (1 / Fraction(other))
        if not isinstance(other.den, int) or other.den != 1 or bool((other.num <= 0).any()):
            raise ZeroDivisionError("a column is divided by positive whole numbers only")
        _check(self.den_bound * other.bound)
        den = other.num if isinstance(self.den, int) and self.den == 1 else other.num * self.den
        return Column(self.num, den, self.bound)

    def __floordiv__(self, other: int) -> "Column":
        if not isinstance(self.den, int) or self.den != 1:
            return Column(self.num // (self.den * other), 1, self.bound)
        return Column(self.num // other, 1, self.bound)

    def __mod__(self, other: int) -> "Column":
        return Column(self.num % other, 1, abs(other))

    def _compare(self, other: "Column | Exact", name: str) -> Flags:
        mine, its, *_ = self._common(other)
        result: NDArray[np.bool_] = getattr(np, name)(mine, its)
        return result

    def __lt__(self, other: "Column | Exact") -> Flags:
        return self._compare(other, "less")

    def __le__(self, other: "Column | Exact") -> Flags:
        return self._compare(other, "less_equal")

    def __gt__(self, other: "Column | Exact") -> Flags:
        return self._compare(other, "greater")

    def __ge__(self, other: "Column | Exact") -> Flags:
        return self._compare(other, "greater_equal")

    def __eq__(self, other: object) -> NDArray[np.bool_]:  # type: ignore[override]
        assert isinstance(other, (Column, int, Fraction))
        return self._compare(other, "equal")

    def __ne__(self, other: object) -> NDArray[np.bool_]:  # type: ignore[override]
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def taken(self, rows: Integers) -> "Column":
        """The numbers of these rows."""
        den = self.den if isinstance(self.den, int) else self.den[rows]
        return Column(self.num[rows], den, self.bound)

    def to_whole(self) -> "Column":
        """To whole numbers, a half away from nought (see `exact.whole`)."""
        if isinstance(self.den, int) and self.den == 1:
            return self
        _check(2 * self.bound + self.den_bound)
        size = (2 * np.abs(self.num) + self.den) // (2 * self.den)
        return Column(np.where(self.num < 0, -size, size), 1, self.bound + 1)


class Choices:
    """Codes of a list, one for each subject, kept as their places in it."""

    __slots__ = ("codes", "places")

    def __init__(self, places: NDArray[np.integer[Any]], codes: Sequence[str]) -> None:
        self.places, self.codes = places, codes

    def among(self, *codes: str) -> Flags:
        chosen = np.zeros(len(self.codes), dtype=np.bool_)
        chosen[[self.codes.index(code) for code in codes if code in self.codes]] = True
        answer: Flags = chosen[self.places]
        return answer

    def taken(self, rows: Integers) -> "Choices":
        return Choices(self.places[rows], self.codes)


def choose(condition: NDArray[np.bool_], then: Any, otherwise: Any) -> Any:
    """`then` or `otherwise`, row by row."""
    if isinstance(then, (bool, np.ndarray)):
        return np.where(condition, then, otherwise)
    if isinstance(then, Column):
        mine, its, bound, its_bound, den, _ = then._common(otherwise)
    elif isinstance(otherwise, Column):
        its, mine, its_bound, bound, den, _ = otherwise._common(then)
    else:
        common = lcm(Fraction(then).denominator, Fraction(otherwise).denominator)
        mine, its, den = int(then * common), int(otherwise * common), common
        bound, its_bound = abs(mine), abs(its)
    return Column(
        np.where(condition, np.int64(mine) if isinstance(mine, int) else mine, its),
        den,
        max(bound, its_bound),
    )


@dataclass(frozen=True)
class Batch:
    """Subjects of all levels: inputs by name as arrays, and whose each row of a lower level is.

    `starts[level]` has one more entry than the level above has rows: the rows of subject i are
    `starts[i]` to `starts[i + 1]`. Money is in tiyn, days are yyyymmdd, choices are places in the
    input's list.
    """

    size: int
    inputs: Mapping[str, NDArray[Any]]
    starts: Mapping[str, Integers]


class _Rows:
    """All subjects of one level, as the steps read them."""

    def __init__(
        self, programme: Programme, level: str, batch: Batch, law: Law, above: "_Rows | None"
    ) -> None:
        self._programme, self._level, self._batch, self._law = programme, level, batch, law
        self._above = above
        self._known: dict[str, Any] = {}
        self._owners: Integers | None = None
        below = programme.below(level)
        if below is not None:
            own = _Rows(programme, below.name, batch, law, self)
            setattr(self, below.plural, _Groups(own, batch.starts[below.name]))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        known = self._known
        if name not in known:
            programme = self._programme
            if programme.level_of(name) != self._level:
                if self._above is None:
                    raise AttributeError(f"«{name}» stands at a lower level")
                known[name] = self._from_above(getattr(self._above, name))
            elif name in programme.inputs:
                known[name] = self._input(programme.inputs[name])
            else:
                step = programme.step_on(name, self._law.day)
                known[name] = step.function(self, _LawOfColumns(self._law))
        return known[name]

    def _from_above(self, value: Any) -> Any:
        if self._owners is None:
            starts = self._batch.starts[self._level]
            self._owners = np.repeat(np.arange(len(starts) - 1, dtype=np.int64), np.diff(starts))
        if isinstance(value, (Column, Choices)):
            return value.taken(self._owners)
        return value[self._owners] if isinstance(value, np.ndarray) else value

    def _input(self, asked: Input) -> Any:
        values = self._batch.inputs.get(asked.name)
        if values is None:
            if asked.default is None:
                raise ValueError(f"«{asked.name}» is not given")
            if asked.unit != "choice":
                return asked.default
            codes = list(asked.choices)
            rows = (
                self._batch.size
                if self._level not in self._batch.starts
                else int(self._batch.starts[self._level][-1])
            )
            return Choices(np.full(rows, codes.index(asked.default), dtype=np.int8), codes)
        if asked.unit == "choice":
            return Choices(values, list(asked.choices))
        if asked.unit == "flag":
            return values.astype(np.bool_, copy=False)
        return Column(values.astype(np.int64, copy=False))


class _LawOfColumns:
    """The law as a step over columns reads it: without a trace."""

    def __init__(self, law: Law) -> None:
        self._law = law

    @property
    def day(self) -> date:
        return self._law.day

    def knows(self, code: str) -> bool:
        return self._law.is_known(code)

    def is_changed(self, *codes: str) -> bool:
        """True when a question «what if» changes one of these."""
        return self._law.is_changed(*codes)

    @property
    def today(self) -> int:
        return day_number(self._law.day)

    def on(self, day: date) -> "_LawOfColumns":
        return _LawOfColumns(self._law.on(day))

    def says(self, prefix: str, choices: Choices) -> Flags:
        return choices.among(
            *(code for code in choices.codes if self._law.figure(prefix + code).value)
        )

    def __getattr__(self, code: str) -> Exact:
        return self._law.figure(code).value


class _Groups:
    """The rows of a lower level, gathered by whose they are."""

    def __init__(self, own: _Rows, starts: Integers) -> None:
        self._own, self._starts = own, starts

    def _gather(self, values: Integers) -> Integers:
        running = np.empty(len(values) + 1, dtype=np.int64)
        running[0] = 0
        np.cumsum(values, out=running[1:])
        return running[self._starts[1:]] - running[self._starts[:-1]]

    def total(self, name: str) -> Column:
        column: Column = getattr(self._own, name)
        if not isinstance(column, Column):
            column = Column(np.full(int(self._starts[-1]), int(column), dtype=np.int64))
        if not isinstance(column.den, int):
            raise ArithmeticError(f"«{name}» has no common denominator to be added up over")
        _check(column.bound * max(1, len(column)))  # the running sum passes over all rows
        most = int(np.diff(self._starts).max(initial=0))
        return Column(self._gather(column.num), column.den, column.bound * max(1, most))

    def count(self, name: str) -> Column:
        flags = getattr(self._own, name)
        if isinstance(flags, bool):
            flags = np.full(int(self._starts[-1]), flags)
        most = int(np.diff(self._starts).max(initial=0))
        return Column(self._gather(flags.astype(np.int64)), 1, most)


def judge_many(
    programme: Programme, batch: Batch, law: Law, names: Sequence[str]
) -> dict[str, NDArray[Any]]:
    """The answers to `names` for every subject of the top level, in their order.

    Flags come as booleans, whole numbers as int64 (money in tiyn). Raises `ColumnOverflow`,
    `ParameterMissing`, and ArithmeticError for a name whose answers are not whole.
    """
    rows = _Rows(programme, programme.levels[0].name, batch, law, None)
    return {name: _plain(getattr(rows, name), batch.size, name) for name in names}


def _plain(value: Any, size: int, name: str) -> NDArray[Any]:
    if isinstance(value, Column):
        if not isinstance(value.den, int) or value.den != 1:
            raise ArithmeticError(f"«{name}» is not whole; ask for a step that is")
        return np.broadcast_to(value.num, (size,))
    if isinstance(value, bool):
        return np.full(size, value)
    if isinstance(value, int):
        return np.full(size, value, dtype=np.int64)
    result: NDArray[Any] = value
    return result


def batch_of(programme: Programme, facts: Sequence[Mapping[str, Any]]) -> Batch:
    """Facts that were read one by one (see `facts.read_facts`), as columns."""
    columns: dict[str, NDArray[Any]] = {}
    starts: dict[str, Integers] = {}
    rows: Sequence[Mapping[str, Any]] = facts
    level = programme.levels[0]
    while True:
        for asked in programme.inputs.values():
            if asked.level == level.name:
                columns[asked.name] = _column_of(asked, rows)
        below = programme.below(level.name)
        if below is None:
            return Batch(len(facts), columns, starts)
        groups = [row.get(below.plural, ()) for row in rows]
        ends = np.cumsum([0, *(len(group) for group in groups)], dtype=np.int64)
        starts[below.name] = ends
        rows = [row for group in groups for row in group]
        level = below


def _column_of(asked: Input, rows: Sequence[Mapping[str, Any]]) -> NDArray[Any]:
    values = [row.get(asked.name, asked.default) for row in rows]
    if asked.unit == "choice":
        places = {code: place for place, code in enumerate(asked.choices)}
        return np.array([places[value] for value in values], dtype=np.int8)
    return np.array(values, dtype=np.bool_ if asked.unit == "flag" else np.int64)
