"""The same steps judge one family with its reasons and many at once: the answers are the same."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.catalogue import PROGRAMMES
from qamtu.rules.columns import Batch, ColumnOverflow, batch_of, judge_many
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.programme import (
    Choice,
    Input,
    Judgement,
    day_number,
    day_of,
    judge,
    months_since,
)
from qamtu.rules.targeted_assistance.facts import MOST_INCOME, PROGRAMME, read_family
from qamtu.rules.targeted_assistance.formulas import GROUNDS

ANSWERS = (
    "size", "income", "is_entitled", "is_conditional", "basic_amount", "extra_amount", "monthly",
    "months", "total", *GROUNDS,
)  # fmt: skip


def law_of(day: date, line: Fraction) -> Law:
    value = ParameterValue(day, line, "a test", True)
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


@settings(max_examples=60, deadline=None)
@given(data=st.data(), day=days, line=lines)
def test_a_reason_reads_only_what_was_given_or_followed_before(
    data: st.DataObject, day: date, line: Fraction
) -> None:
    facts = read_family(data.draw(families(day)), day)
    law = law_of(day, line)
    judgement: Judgement = judge(PROGRAMME, facts, law)
    assert judgement["total"] >= 0
    levels = [level.name for level in PROGRAMME.levels]
    known: dict[tuple[str, tuple[int, ...]], Any] = {}
    for name, where, value in given_facts(facts):
        known[name, where] = value
    for reason in judgement.reasons:
        assert isinstance(reason.value, bool | int | Fraction | Choice)
        for operand in reason.operands:
            assert isinstance(operand.value, bool | int | Fraction | Choice)
            if operand.source is not None:
                assert operand.value == law.figure(operand.name).value
                continue
            depth = levels.index(PROGRAMME.level_of(operand.name))
            if depth <= len(reason.position):
                assert operand.value == known[operand.name, reason.position[:depth]]
            else:
                assert operand.value == sum(
                    known[name, where]
                    for name, where in known
                    if name == operand.name and where[:-1] == reason.position
                )
        known[reason.step.name, reason.position] = reason.value


def given_facts(facts: dict[str, Any]) -> Iterator[tuple[str, tuple[int, ...], Any]]:
    """Every input of a family with where it stands, those that were left out at their default."""

    def of_level(level: str, given: dict[str, Any], where: tuple[int, ...]) -> Any:
        for asked in PROGRAMME.inputs.values():
            if asked.level == level:
                value = given.get(asked.name, asked.default)
                yield asked.name, where, Choice(value) if asked.unit == "choice" else value

    yield from of_level("family", facts, ())
    for at, member in enumerate(facts["members"]):
        yield from of_level("member", member, (at,))
        for index, income in enumerate(member.get("incomes", ())):
            yield from of_level("income", income, (at, index))


def a_fact(asked: Input, day: date) -> st.SearchStrategy[Any]:
    match asked.unit:
        case "choice":
            return st.sampled_from(list(asked.choices))
        case "flag":
            return st.booleans()
        case "day":
            return st.integers(0, 366 * 20).map(lambda past: day - timedelta(past))
        case "tenge":
            return st.integers(0, asked.most or 1).map(lambda tiyn: Fraction(tiyn, 100))
    return st.integers(0, 13)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), figures=st.tuples(lines, st.integers(0, 12), st.none() | lines))
def test_the_programmes_for_one_person_too(
    data: st.DataObject, figures: tuple[Fraction, int, Fraction | None]
) -> None:
    amount, times, limit = figures
    entered = {
        code: (ParameterValue(date.min, value, "a test", True),)
        for code, value in (
            ("amount_in_mrp", amount),
            ("times_a_year", times),
            ("income_limit_in_subsistence_minimums", limit),
        )
        if value is not None
    }
    for folder in ("social_package", "fuel_aid", "social_aid"):
        modelled = PROGRAMMES[folder]
        asked = modelled.programme.inputs.values()
        first = date(2020 if folder == "social_package" else 2019, 1, 1)
        last = date(2022 if folder == "social_package" else 2026, 12, 31)
        day = data.draw(st.dates(first, last))
        person = st.fixed_dictionaries({one.name: a_fact(one, day) for one in asked})
        facts = [modelled.read(one, day) for one in data.draw(st.lists(person, min_size=1))]
        law = Law(folder, day, "", entered)
        many = judge_many(
            modelled.programme,
            batch_of(modelled.programme, facts),
            law,
            [*modelled.programme.steps],
        )
        for row, one in enumerate(facts):
            judgement = judge(modelled.programme, one, law)
            for name in modelled.programme.steps:
                assert judgement[name] == many[name][row].item(), (folder, name)


@settings(max_examples=40, deadline=None)
@given(
    day=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    amounts=st.lists(st.integers(0, MOST_INCOME), min_size=1, max_size=9),
    minimum=lines,
    median=lines,
)
def test_the_largest_sums_and_a_line_of_shares(
    day: date, amounts: list[int], minimum: Fraction, median: Fraction
) -> None:
    entered = {
        code: (ParameterValue(day, value, "a test", True),)
        for code, value in (
            ("regional_subsistence_minimum", minimum),
            ("regional_median_income", median),
        )
    }
    law = Law(PROGRAMME.folder, day, "", entered)
    born = day_number(date(1990, 1, 1))
    facts = [
        {"members": [{"born": born, "incomes": [{"amount": amount}]} for amount in amounts[at:]]}
        for at in range(len(amounts))
    ]
    many = judge_many(PROGRAMME, batch_of(PROGRAMME, facts), law, ANSWERS)
    for row, family in enumerate(facts):
        one = judge(PROGRAMME, family, law)
        assert {name: one[name] for name in ANSWERS} == {
            name: many[name][row].item() for name in ANSWERS
        }


def test_what_is_not_whole_is_not_given_as_a_column() -> None:
    day = date(2026, 2, 1)
    facts = [read_family({"members": [{"born": date(1990, 1, 1)}] * 3}, day)]
    for name in ("per_capita_income", "line"):
        with pytest.raises(ArithmeticError, match=f"«{name}» is not whole"):
            judge_many(PROGRAMME, batch_of(PROGRAMME, facts), law_of(day, Fraction(100, 3)), [name])


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
