"""The words that go with a refusal are true: what they name changes it, and nothing less does."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.catalogue import PROGRAMMES
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.programme import day_number, day_of, judge, months_after, months_since
from qamtu.rules.targeted_assistance.facts import PROGRAMME, read_family
from qamtu.rules.trace import trace_of
from qamtu.trilingual import LANGUAGES

REMEDIES = PROGRAMMES["targeted_assistance"].remedies
LINE = Fraction("30000.01")


def holds(ground: str, family: dict[str, Any], day: date) -> bool:
    law = law_of(day)
    return bool(judge(PROGRAMME, read_family(family, day), law)[ground])


def law_of(day: date) -> Law:
    value = ParameterValue(day, LINE, "a test", True)
    return Law(PROGRAMME.folder, day, "", {"poverty_line": (value,)})


def figures(ground: str, family: dict[str, Any], day: date) -> dict[str, Any]:
    judgement = judge(PROGRAMME, read_family(family, day), law_of(day))
    assert judgement[ground]
    found = REMEDIES[ground].figures(trace_of(judgement))
    return {name: value for name, (value, _unit) in found.items()}


def test_every_ground_has_words_with_places_for_its_figures() -> None:
    assert set(REMEDIES) == set(PROGRAMMES["targeted_assistance"].grounds)
    for ground, remedy in REMEDIES.items():
        for language in LANGUAGES:
            assert remedy.words[language], ground


@settings(deadline=None)
@given(
    size=st.integers(1, 7),
    over=st.integers(1, 9_000_000),
    day=st.dates(date(2019, 1, 1), date(2026, 12, 31)),
)
def test_an_income_at_the_limit_is_taken_and_a_tiyn_more_is_not(
    size: int, over: int, day: date
) -> None:
    def family(tiyn: int) -> dict[str, Any]:
        incomes = [{"kind": "wage", "amount": Fraction(tiyn, 100)}]
        return {"members": [{"born": "1990-01-01", "incomes": incomes}, *others]}

    others = [{"born": "1991-01-01"}] * (size - 1)
    named = figures("ground_income", family(int(LINE * 300 * size) + over), day)
    assert named["income"] - named["over"] == named["limit"]
    assert not holds("ground_income", family(int(named["limit"])), day)
    assert holds("ground_income", family(int(named["limit"]) + 1), day)


@settings(deadline=None)
@given(
    day=st.dates(date(2019, 7, 1), date(2026, 6, 30)),
    past=st.lists(st.integers(0, 180), min_size=1, max_size=3),
)
def test_on_the_named_day_the_refusal_of_work_is_over_and_the_day_before_it_is_not(
    day: date, past: list[int]
) -> None:
    family = {
        "members": [{"born": "1990-01-01", "refused_work_on": day - timedelta(n)} for n in past]
    }
    named = day_of(figures("ground_work", family, day)["day"])
    assert not holds("ground_work", family, named)
    assert holds("ground_work", family, named - timedelta(1))


@pytest.mark.parametrize(
    ("broken", "again"),
    [("2025-05-12", "2025-11-12"), ("2024-08-31", "2025-03-01"), ("2025-08-31", "2026-03-01")],
)
def test_six_months_after_a_contract_was_broken(broken: str, again: str) -> None:
    family = {"contract_broken_on": broken, "members": [{"born": "1990-01-01"}]}
    named = figures("ground_contract", family, date.fromisoformat(broken))
    assert day_of(named["day"]).isoformat() == again


@given(then=st.dates(date(1900, 1, 1), date(2100, 1, 1)), months=st.integers(0, 60))
def test_the_first_day_on_which_months_have_passed(then: date, months: int) -> None:
    found = months_after(day_number(then), months)
    before = day_number(day_of(found) - timedelta(1))
    assert months_since(day_number(then), found) >= months > months_since(day_number(then), before)
