"""A million families at once: the same steps over columns of exact numbers.

A column holds fractions as two arrays of 64-bit integers, with a bound of what may stand in them
that is carried through each operation: a sum that would not fit is refused, never wrapped.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .exact import Exact
from .parameters import Law
from .programme import Input, LawOfDay, Programme

MOST = 2**63 - 1
FEW = 3  # codes that are sooner compared than looked up
AT_ONCE = 65536  # subjects of the top level judged in one go
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class ColumnOverflow(ArithmeticError):
    """A number that does not fit 64 bits; such families are judged one by one."""


def _check(bound: int) -> int:
    if bound > MOST:
        raise ColumnOverflow(f"a number of up to {bound} does not fit a column")
    return bound


def _type_for(bound: int) -> type[np.signedinteger[Any]]:
    """The narrowest integers that hold every number up to a bound: half the memory, half the time.

    Raises `ColumnOverflow` where 64 bits do not.
    """
    return np.int32 if _check(bound) < 2**31 else np.int64


def _bound_of(values: NDArray[Any]) -> int:
    return max(abs(int(values.max(initial=0))), abs(int(values.min(initial=0))))


def _times(one: Any, other: Any, bound: int) -> Any:
    """A product that is known not to pass a bound. Raises `ColumnOverflow`."""
    _check(bound)
    if isinstance(one, int) and isinstance(other, int):
        return one * other
    if isinstance(other, int) and other == 1:
        return one
    if isinstance(one, int) and one == 1:
        return other
    if isinstance(other, int):
        bound = max(bound, abs(other))  # it has to fit, also where it is multiplied by nought
    return np.multiply(one, other, dtype=_type_for(bound))


class Column:
    """Exact numbers, one for each subject: `num / (den × by)`.

    `den` is one for all; `by` is there where each has a denominator of its own (its members). A
    share by what it was divided by gives the whole back, without a division.
    """

    __slots__ = ("bound", "by", "by_bound", "den", "num")
    __array_ufunc__ = None

    def __init__(
        self,
        num: NDArray[Any],
        den: int = 1,
        bound: int | None = None,
        by: NDArray[Any] | None = None,
        by_bound: int = 1,
    ) -> None:
        self.num, self.den, self.by = num, den, by
        self.bound = _bound_of(num) if bound is None else _check(bound)
        self.by_bound = by_bound

    def __len__(self) -> int:
        return len(self.num)

    @property
    def is_whole(self) -> bool:
        return self.den == 1 and self.by is None

    def _over(self, den: int, by: NDArray[Any] | None, by_bound: int) -> tuple[Any, int]:
        """The numerator over a common denominator, with its bound."""
        factor = den // self.den
        num, bound = self.num, self.bound * factor
        if factor != 1:
            num = _times(num, factor, bound)
        if by is not None and self.by is not by:
            bound *= by_bound
            num = _times(num, by, bound)
        return num, bound

    def _common(self, other: "Column | Exact") -> "_Pair":
        """Both numerators over one denominator."""
        if not isinstance(other, Column):
            value = Fraction(other)
            den = lcm(self.den, value.denominator)
            mine, bound = self._over(den, self.by, self.by_bound)
            its: Any = value.numerator * (den // value.denominator)
            its_bound = abs(its)
            if self.by is not None:
                its_bound *= self.by_bound
                its = _times(self.by, its, its_bound)
            return _Pair(mine, its, bound, _check(its_bound), den, self.by, self.by_bound)
        den = lcm(self.den, other.den)
        by, by_bound = self.by, self.by_bound
        if by is None:
            by, by_bound = other.by, other.by_bound
        elif other.by is not None and other.by is not by:
            raise ArithmeticError("two columns of different denominators are not brought together")
        mine, bound = self._over(den, by, by_bound)
        its, its_bound = other._over(den, by, by_bound)
        return _Pair(mine, its, bound, its_bound, den, by, by_bound)

    def _added(self, other: "Column | Exact", act: Any, *, is_turned: bool = False) -> "Column":
        pair = self._common(other)
        bound = _check(pair.bound + pair.its_bound)
        one, two = (pair.its, pair.mine) if is_turned else (pair.mine, pair.its)
        return Column(
            act(one, two, dtype=_type_for(bound)), pair.den, bound, pair.by, pair.by_bound
        )

    def __add__(self, other: "Column | Exact") -> "Column":
        return self._added(other, np.add)

    __radd__ = __add__

    def __sub__(self, other: "Column | Exact") -> "Column":
        return self._added(other, np.subtract)

    def __rsub__(self, other: Exact) -> "Column":
        return self._added(other, np.subtract, is_turned=True)

    def __mul__(self, other: "Column | Exact") -> "Column":
        if not isinstance(other, Column):
            value = Fraction(other)
            bound = self.bound * abs(value.numerator)
            return Column(
                _times(self.num, value.numerator, bound),
                self.den * value.denominator,
                bound,
                self.by,
                self.by_bound,
            )
        if other.is_whole and self.by is other.num:
            return Column(self.num, self.den, self.bound)
        if self.by is not None and other.by is not None:
            raise ArithmeticError("two columns with denominators of their own are not multiplied")
        bound = self.bound * other.bound
        by, by_bound = (self.by, self.by_bound) if other.by is None else (other.by, other.by_bound)
        return Column(_times(self.num, other.num, bound), self.den * other.den, bound, by, by_bound)

    __rmul__ = __mul__

    def __truediv__(self, other: "Column | Exact") -> "Column":
        if not isinstance(other, Column):
            return self * (1 / Fraction(other))
        if not other.is_whole or self.by is not None or bool((other.num <= 0).any()):
            raise ZeroDivisionError("a column is divided once, by positive whole numbers")
        _check(self.den * other.bound)
        return Column(self.num, self.den, self.bound, other.num, other.bound)

    def __floordiv__(self, other: int) -> "Column":
        if not self.is_whole:
            divisor = _check(self.den * other * self.by_bound)
            kind = _type_for(max(self.bound, divisor))
            den: Any = self.den * other
            if self.by is not None:
                den = np.multiply(self.by, den, dtype=kind)
            return Column(self.num.astype(kind, copy=False) // den, 1, self.bound + 1)
        if other & (other - 1) == 0:
            return Column(self.num >> (other.bit_length() - 1), 1, self.bound)
        return Column(self.num // other, 1, self.bound)

    def _compare(self, other: "Column | Exact", act: Any) -> Flags:
        pair = self._common(other)
        result: Flags = act(pair.mine, pair.its)
        return result

    def __lt__(self, other: "Column | Exact") -> Flags:
        return self._compare(other, np.less)

    def __le__(self, other: "Column | Exact") -> Flags:
        return self._compare(other, np.less_equal)

    def __gt__(self, other: "Column | Exact") -> Flags:
        return self._compare(other, np.greater)

    def __ge__(self, other: "Column | Exact") -> Flags:
        return self._compare(other, np.greater_equal)

    def __eq__(self, other: object) -> Flags:  # type: ignore[override]
        assert isinstance(other, (Column, int, Fraction))
        return self._compare(other, np.equal)

    def __ne__(self, other: object) -> Flags:  # type: ignore[override]
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def taken(self, rows: Integers) -> "Column":
        """The numbers of these rows."""
        by = None if self.by is None else self.by[rows]
        return Column(self.num[rows], self.den, self.bound, by, self.by_bound)

    def to_whole(self) -> "Column":
        """To whole numbers, a half away from nought (see `exact.whole`)."""
        if self.is_whole:
            return self
        kind = _type_for(2 * (self.bound + self.den * self.by_bound))
        den: Any = self.den
        if self.by is not None:
            den = np.multiply(self.by, self.den, dtype=kind)
        doubled = np.multiply(self.num, 2, dtype=kind)
        is_negative = doubled < 0
        if not is_negative.any():
            return Column((doubled + den) // (2 * den), 1, self.bound + 1)
        size = (np.abs(doubled) + den) // (2 * den)
        return Column(np.where(is_negative, -size, size), 1, self.bound + 1)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two numerators over one denominator, with their bounds."""

    mine: Any
    its: Any
    bound: int
    its_bound: int
    den: int
    by: NDArray[Any] | None
    by_bound: int


class Choices:
    """Codes of a list, one for each subject, kept as their places in it."""

    __slots__ = ("codes", "places")

    def __init__(self, places: NDArray[np.integer[Any]], codes: Sequence[str]) -> None:
        self.places, self.codes = places, codes

    def among(self, *codes: str) -> Flags:
        wanted = [self.codes.index(code) for code in codes if code in self.codes]
        if 0 < len(wanted) <= FEW:
            found: Flags = self.places == wanted[0]
            for place in wanted[1:]:
                found |= self.places == place
            return found
        chosen = np.zeros(len(self.codes), dtype=np.bool_)
        chosen[wanted] = True
        answer: Flags = chosen[self.places]
        return answer

    def taken(self, rows: Integers) -> "Choices":
        return Choices(self.places[rows], self.codes)


def choose(condition: NDArray[np.bool_], then: Any, otherwise: Any) -> Any:
    """`then` or `otherwise`, row by row."""
    if isinstance(then, (bool, np.ndarray)):
        return np.where(condition, then, otherwise)
    if isinstance(then, Column):
        pair = then._common(otherwise)
        one, other = pair.mine, pair.its
    elif isinstance(otherwise, Column):
        pair = otherwise._common(then)
        one, other = pair.its, pair.mine
    else:
        den = lcm(Fraction(then).denominator, Fraction(otherwise).denominator)
        one, other = int(then * den), int(otherwise * den)
        pair = _Pair(one, other, abs(one), abs(other), den, None, 1)
    bound = _check(max(pair.bound, pair.its_bound))
    kind = _type_for(2 * bound) if bound <= MOST // 2 else np.int64
    if isinstance(other, int) and other == 0:  # a product is four times as fast as np.where
        num = np.multiply(condition, one, dtype=kind)
    elif isinstance(one, int) and isinstance(other, int) and bound <= MOST // 2:
        num = np.multiply(condition, one - other, dtype=kind)
        num += other
    else:
        one, other = (kind(part) if isinstance(part, int) else part for part in (one, other))
        num = np.where(condition, one, other)
    return Column(num, pair.den, bound, pair.by, pair.by_bound)


@dataclass(frozen=True)
class Batch:
    """Subjects of all levels: inputs by name as arrays, and whose each row of a lower level is.

    `starts[level]` has one more entry than the level above has rows: the rows of subject i are
    `starts[i]` to `starts[i + 1]`. Money is in tiyn, days are as `programme.day_number` has them,
    choices are places in the input's list.
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
        bound = _bound_of(values)
        return Column(values.astype(_type_for(bound), copy=False), 1, bound)


class _LawOfColumns(LawOfDay):
    """The law as a step over columns reads it: without a trace."""

    def says(self, prefix: str, choices: Choices) -> Flags:
        return choices.among(
            *(code for code in choices.codes if self._law.figure(prefix + code).value)
        )

    def figure_for(self, prefix: str, choices: Choices) -> Any:
        """The figure of each row's code; codes that no row has are not asked of the law."""
        return self.figure_or(prefix, choices, "", None)

    def figure_or(self, prefix: str, choices: Choices, apart: str, otherwise: Any) -> Any:
        """`otherwise` in the rows of one code, in the others the figure of theirs."""
        values = otherwise if apart in choices.codes else None
        for place in np.unique(choices.places):
            code = choices.codes[place]
            if code == apart:
                continue
            figure = self._law.figure(prefix + code).value
            values = figure if values is None else choose(choices.among(code), figure, values)
        return values

    def __getattr__(self, code: str) -> Exact:
        return self._law.figure(code).value


class _Groups:
    """The rows of a lower level, gathered by whose they are."""

    def __init__(self, own: _Rows, starts: Integers) -> None:
        self._own, self._starts = own, starts
        self._most = int(np.diff(starts).max(initial=0))

    def _gather(self, values: NDArray[Any], kind: type[np.integer[Any]]) -> NDArray[Any]:
        """The sum of each group: of one without rows it is nothing.

        It is the difference of two running sums. These may go round the width of the integers, as
        a clock does; the difference is right as long as the sum of a group fits.
        """
        running = np.zeros(len(values) + 1, dtype=kind)
        np.cumsum(values, dtype=kind, out=running[1:])
        at_starts = running.take(self._starts)
        gathered: NDArray[Any] = at_starts[1:] - at_starts[:-1]
        return gathered

    def total(self, name: str) -> Column:
        column = getattr(self._own, name)
        if not isinstance(column, Column):
            number = Fraction(column)
            rows = np.full(int(self._starts[-1]), number.numerator, dtype=np.int64)
            column = Column(rows, number.denominator)
        if column.by is not None:
            raise ArithmeticError(f"«{name}» has no common denominator to be added up over")
        bound = _check(column.bound * max(1, self._most))
        return Column(self._gather(column.num, _type_for(bound)), column.den, bound)

    def count(self, name: str) -> Column:
        flags = getattr(self._own, name)
        if isinstance(flags, bool):
            flags = np.full(int(self._starts[-1]), flags)
        return Column(self._gather(flags, np.int32), 1, self._most)


def judge_many(
    programme: Programme, batch: Batch, law: Law, names: Sequence[str]
) -> dict[str, NDArray[Any]]:
    """The answers to `names` for every subject of the top level, in their order.

    Flags come as booleans, whole numbers as int64 (money in tiyn). Raises `ColumnOverflow`,
    `ParameterMissing`, and ArithmeticError for a name whose answers are not whole.
    """

    def judge_part(part: Batch) -> list[NDArray[Any]]:
        rows = _Rows(programme, programme.levels[0].name, part, law, None)
        return [_plain(getattr(rows, name), part.size, name) for name in names]

    parts = list(_parts(programme, batch))
    if len(parts) == 1:
        return dict(zip(names, judge_part(parts[0]), strict=True))
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # NumPy works outside Python's lock
        found = list(pool.map(judge_part, parts))
    return {
        name: np.concatenate(answers)
        for name, answers in zip(names, zip(*found, strict=True), strict=True)
    }


def _parts(programme: Programme, batch: Batch) -> Iterator[Batch]:
    """The batch in parts whose columns stay in the processor's cache, without copying."""
    for first in range(0, max(batch.size, 1), AT_ONCE):
        bounds = {programme.levels[0].name: (first, min(first + AT_ONCE, batch.size))}
        starts: dict[str, Integers] = {}
        level = programme.below(programme.levels[0].name)
        while level is not None:
            low, high = bounds[level.above or ""]
            own = batch.starts[level.name][low : high + 1]
            starts[level.name] = own - own[0]
            bounds[level.name] = (int(own[0]), int(own[-1]))
            level = programme.below(level.name)
        inputs = {
            name: values[slice(*bounds[programme.inputs[name].level])]
            for name, values in batch.inputs.items()
        }
        low, high = bounds[programme.levels[0].name]
        yield Batch(high - low, inputs, starts)


def _plain(value: Any, size: int, name: str) -> NDArray[Any]:
    if isinstance(value, Column):
        if not value.is_whole:
            raise ArithmeticError(f"«{name}» is not whole; ask for a step that is")
        return np.broadcast_to(value.num.astype(np.int64, copy=False), (size,))
    if isinstance(value, bool):
        return np.full(size, value)
    if isinstance(value, int | Fraction):
        if Fraction(value).denominator != 1:
            raise ArithmeticError(f"«{name}» is not whole; ask for a step that is")
        return np.full(size, int(value), dtype=np.int64)
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
