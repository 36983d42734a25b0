"""Columns calculate as fractions do, number by number, or refuse: they never wrap or round."""

import ast
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.columns import MOST, Column, ColumnOverflow, _Groups, choose
from qamtu.rules.exact import whole
from qamtu.rules.parameters import FOLDER

ROWS = 3
widths = st.integers(0, 62).map(lambda bits: 2**bits)


@st.composite
def numbers(draw: st.DrawFn, *, least: int | None = None) -> list[int]:
    most = draw(widths)
    row = st.integers(-most if least is None else min(least, most), most)
    return draw(st.lists(row, min_size=ROWS, max_size=ROWS))


@st.composite
def columns(draw: st.DrawFn, by: Any = None) -> Column:
    """Whole numbers, a share of them, or each over a denominator of its own."""
    column = Column(np.array(draw(numbers()), dtype=np.int64))
    if draw(st.booleans()):
        column = column / draw(st.integers(1, 1000))
    if by is not None and draw(st.booleans()):
        column = column / by
    return column


def as_fractions(value: Any) -> list[Any]:
    if isinstance(value, Column):
        assert np.issubdtype(np.asarray(value.num).dtype, np.signedinteger)
        by = [1] * ROWS if value.by is None else value.by.tolist()
        found = [
            Fraction(num, value.den * own) for num, own in zip(value.num.tolist(), by, strict=True)
        ]
        assert max(abs(num) for num in value.num.tolist()) <= value.bound
        return found
    if isinstance(value, np.ndarray):
        return value.tolist()  # type: ignore[no-any-return]
    return [value] * ROWS


OPERATIONS = (
    operator.add, operator.sub, operator.mul, operator.lt, operator.le, operator.gt, operator.ge,
    operator.eq, operator.ne,
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(data=st.data(), act=st.sampled_from(OPERATIONS))
def test_an_operation_is_that_of_fractions_or_refused(
    data: st.DataObject, act: Callable[[Any, Any], Any]
) -> None:
    try:
        by = Column(np.array(data.draw(numbers(least=1)), dtype=np.int64))
        one = data.draw(columns(by))
        other = data.draw(
            columns(by) | st.integers(-MOST, MOST) | st.fractions(max_denominator=9999)
        )
        if data.draw(st.booleans()):
            one, other = other, one
        found = act(one, other)
    except ColumnOverflow:
        return
    except ArithmeticError as refused:
        assert "denominators of their own" in str(refused)  # noqa: PT017
        return
    pairs = zip(as_fractions(one), as_fractions(other), strict=True)
    assert as_fractions(found) == [act(a, b) for a, b in pairs]


@settings(max_examples=300, deadline=None)
@given(data=st.data(), flags=st.lists(st.booleans(), min_size=ROWS, max_size=ROWS))
def test_a_choice_takes_one_or_the_other(data: st.DataObject, flags: list[bool]) -> None:
    scalars = st.just(0) | st.integers(-MOST, MOST) | st.fractions(max_denominator=9999)
    try:
        by = Column(np.array(data.draw(numbers(least=1)), dtype=np.int64))
        then, otherwise = data.draw(columns(by) | scalars), data.draw(columns(by) | scalars)
        found = choose(np.array(flags), then, otherwise)
    except ColumnOverflow:
        return
    rows = zip(flags, as_fractions(then), as_fractions(otherwise), strict=True)
    assert as_fractions(found) == [a if flag else b for flag, a, b in rows]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_to_whole_is_that_of_one_number(data: st.DataObject) -> None:
    try:
        by = Column(np.array(data.draw(numbers(least=1)), dtype=np.int64))
        column = data.draw(columns(by))
        found = column.to_whole()
    except ColumnOverflow:
        return
    assert as_fractions(found) == [whole(one) for one in as_fractions(column)]


@settings(max_examples=200, deadline=None)
@given(
    groups=st.lists(st.lists(st.integers(-(2**31), 2**31), max_size=5), min_size=1, max_size=20),
    scale=st.sampled_from([1, 2**10, 2**28]),
)
def test_groups_add_up_though_the_running_sum_goes_round(
    groups: list[list[int]], scale: int
) -> None:
    class Rows:
        amount = Column(
            np.array([one * scale for group in groups for one in group], dtype=np.int64)
        )
        is_odd = np.array([bool(one % 2) for group in groups for one in group], dtype=np.bool_)

    starts = np.cumsum([0, *(len(group) for group in groups)], dtype=np.int64)
    gathered = _Groups(Rows(), starts)  # type: ignore[arg-type]
    assert gathered.count("is_odd").num.tolist() == [sum(n % 2 for n in one) for one in groups]
    assert gathered.total("amount").num.tolist() == [sum(one) * scale for one in groups]


def test_a_group_whose_sum_does_not_fit_is_refused() -> None:
    class Rows:
        amount = Column(np.array([2**62, 2**62], dtype=np.int64))

    with pytest.raises(ColumnOverflow):
        _Groups(Rows(), np.array([0, 2])).total("amount")  # type: ignore[arg-type]


def test_the_law_knows_no_float() -> None:
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path
            if isinstance(node, ast.Name) and node.id == "float":
                assert path.name in ("exact.py", "programme.py"), path  # where one is refused
            assert not (isinstance(node, ast.Attribute) and "float" in node.attr), path
