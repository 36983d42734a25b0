"""The same steps judge one family with its reasons and many at once: the answers are the same."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.columns import Batch, ColumnOverflow, batch_of, judge_many
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.programme import Choice, Judgement, day_number, day_of, judge, months_since
from qamtu.rules.targeted_assistance.facts import PROGRAMME, read_family
from qamtu.rules.targeted_assistance.formulas import GROUNDS

ANSWERS = (
    "size", "income", "is_entitled", "is_conditional", "basic_amount", "extra_amount", "monthly",
    "months", "total", *GROUNDS,
)  # fmt: skip


def law_of(day: date, line: Fraction) -> Law:
    value = ParameterValue(date.min, line, "a test", True)
    return Law(PROGRAMME.folder, day, "", {"poverty_line": (value,)})


def choice(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(list(PROGRAMME.inputs[name].choices))


days = st.dates(date(2019, 1, 1), date(2026, 12, 31))
lines = st.integers(1, 6_000_000).map(lambda tiyn: Fraction(tiyn, 100))
incomes = st.fixed_dictionaries(
    {"kind": choice("kind"), "amount": st.integers(0, 30_000_000).map(lambda n: Fraction(n, 100))}
)


@st.composite
def families(draw: st.DrawFn, day: date) -> dict[str, Any]:
    def day_before(years: int) -> date | None:
        past = draw(st.none() | st.integers(0, 365 * years))
        return None if past is None else day - timedelta(past)

    members = [
        {
            "born": day - timedelta(draw(st.integers(0, 365 * 80))),
            "is_woman": draw(st.booleans()),
            "absence": "none" if at == 0 else draw(choice("absence")),
            "disability": draw(choice("disability")),
            "is_full_time_student": draw(st.booleans()),
            "is_long_ill": draw(st.booleans()),
            "cares_for": draw(choice("cares_for")),
            "refused_work_on": day_before(1),
            "incomes": draw(st.lists(incomes, max_size=3)),
        }
        for at in range(draw(st.integers(1, 6)))
    ]
    return {
        "right": draw(choice("right")),
        "refused_inspection": draw(st.booleans()) and draw(st.booleans()),
        "commission_denies": draw(st.booleans()) and draw(st.booleans()),
        "false_data": draw(st.booleans()) and draw(st.booleans()),
        "contract_broken_on": day_before(1),
        "members": members,
    }


@settings(max_examples=60, deadline=None)
@given(data=st.data(), day=days, line=lines)
def test_many_at_once_get_the_answers_of_one_by_one(
    data: st.DataObject, day: date, line: Fraction
) -> None:
    given_ = [data.draw(families(day)) for _ in range(data.draw(st.integers(1, 6)))]
    facts = [read_family(family, day) for family in given_]
    law = law_of(day, line)
    many = judge_many(PROGRAMME, batch_of(PROGRAMME, facts), law, ANSWERS)
    for row, family in enumerate(facts):
        one = judge(PROGRAMME, family, law)
        assert {name: one[name] for name in ANSWERS} == {
            name: many[name][row].item() for name in ANSWERS
        }


@settings(max_examples=60, deadline=None)
@given(data=st.data(), day=days, line=lines, more=st.integers(1, 10_000_000))
def test_more_income_never_raises_the_amount_and_none_is_negative(
    data: st.DataObject, day: date, line: Fraction, more: int
) -> None:
    family = data.draw(families(day))
    law = law_of(day, line)
    before = judge(PROGRAMME, read_family(family, day), law)
    family["members"][0]["incomes"] = [
        *family["members"][0]["incomes"],
        {"kind": "wage", "amount": Fraction(more, 100)},
    ]
    after = judge(PROGRAMME, read_family(family, day), law)
    assert before["monthly"] >= after["monthly"] >= 0
    assert before["income"] < after["income"]


@settings(max_examples=30, deadline=None)
@given(data=st.data(), day=days, line=lines)
def test_a_trace_holds_no_float_and_each_operand_was_known_before(
    data: st.DataObject, day: date, line: Fraction
) -> None:
    judgement: Judgement = judge(
        PROGRAMME, read_family(data.draw(families(day)), day), law_of(day, line)
    )
    assert judgement["total"] >= 0
    known: set[tuple[str, object]] = set()
    for reason in judgement.reasons:
        for value in (reason.value, *(operand.value for operand in reason.operands)):
            assert isinstance(value, bool | int | Fraction | Choice)
        for operand in reason.operands:
            is_step = operand.name in PROGRAMME.steps
            is_own = is_step and PROGRAMME.level_of(operand.name) == reason.step.level
            assert not is_own or (operand.name, operand.value) in known
        known.add((reason.step.name, reason.value))


def test_a_number_that_does_not_fit_is_refused_and_not_wrapped() -> None:
    day = date(2021, 5, 12)
    family = {
        "born": np.array([day_number(date(1985, 1, 1))]),
        "amount": np.array([2**63 - 1]),
        "kind": np.array([0]),
    }
    batch = Batch(1, family, {"member": np.array([0, 1]), "income": np.array([0, 1])})
    with pytest.raises(ColumnOverflow):
        judge_many(PROGRAMME, batch, law_of(day, Fraction(24011)), ["monthly"])


@given(then=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(0, 40_000))
def test_full_months_are_those_of_the_calendar(then: date, days: int) -> None:
    now = then + timedelta(days)
    whole = (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)
    assert months_since(day_number(then), day_number(now)) == whole
    assert day_of(day_number(now)) == now
