"""A fact that can't be taken is refused with its code and its place, whatever it is."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qamtu.rules.catalogue import PROGRAMMES
from qamtu.rules.facts import FactsRefused
from qamtu.rules.targeted_assistance.facts import PROGRAMME, read_family

DAY = date(2021, 5, 12)
BORN = date(1985, 3, 1)


def of_member(**facts: Any) -> dict[str, Any]:
    return {"members": [{"born": BORN}, {"born": BORN, **facts}]}


def with_income(**facts: Any) -> dict[str, Any]:
    return of_member(incomes=[{"kind": "wage", "amount": 1}, {"kind": "wage", **facts}])


@pytest.mark.parametrize(
    ("family", "code", "field", "where"),
    [
        (5, "not-facts", "family", ()),
        ({"members": [BORN]}, "not-facts", "member", (0,)),
        ({"members": {"born": BORN}}, "not-a-list", "members", ()),
        ({"members": "two"}, "not-a-list", "members", ()),
        ({}, "no-members", "members", ()),
        ({"members": []}, "no-members", "members", ()),
        ({"members": None}, "no-members", "members", ()),
        ({"members": [{"born": BORN, "absence": "conscript"}]}, "nobody-counts", "members", ()),
        (of_member(height=180), "unknown-fact", "height", (1,)),
        ({"members": [{1: 2}]}, "unknown-fact", "1", (0,)),
        ({"members": [{}]}, "fact-missing", "born", (0,)),
        (of_member(born="soon"), "not-a-day", "born", (1,)),
        (of_member(born=20210101), "not-a-day", "born", (1,)),
        (of_member(born="0985-03-01"), "not-a-day", "born", (1,)),
        (of_member(born="2021-02-30"), "not-a-day", "born", (1,)),
        (of_member(born=date(2021, 5, 13)), "future-day", "born", (1,)),
        (of_member(born=datetime(2021, 5, 13, 1)), "future-day", "born", (1,)),
        (of_member(refused_work_on=date(2021, 5, 13)), "future-day", "refused_work_on", (1,)),
        (of_member(is_woman="yes"), "not-yes-or-no", "is_woman", (1,)),
        (of_member(is_woman=1), "not-yes-or-no", "is_woman", (1,)),
        (of_member(disability="group_4"), "unknown-choice", "disability", (1,)),
        (of_member(disability=["group_1"]), "unknown-choice", "disability", (1,)),
        (of_member(incomes=5), "not-a-list", "incomes", (1,)),
        (of_member(incomes=[5]), "not-facts", "income", (1, 0)),
        (with_income(), "fact-missing", "amount", (1, 1)),
        (with_income(amount=-1), "negative", "amount", (1, 1)),
        (with_income(amount="-0.01"), "negative", "amount", (1, 1)),
        (with_income(amount="1000000000.01"), "absurd", "amount", (1, 1)),
        (with_income(amount="much"), "not-a-number", "amount", (1, 1)),
        (with_income(amount="1e999999999"), "not-a-number", "amount", (1, 1)),
        (with_income(amount="9" * 5000), "not-a-number", "amount", (1, 1)),
        (with_income(amount="٣٤"), "not-a-number", "amount", (1, 1)),
        (with_income(amount="1/0"), "not-a-number", "amount", (1, 1)),
        (with_income(amount="0.001"), "not-a-number", "amount", (1, 1)),
        (with_income(amount=True), "not-a-number", "amount", (1, 1)),
        (with_income(amount=0.5), "not-a-number", "amount", (1, 1)),
        (with_income(amount=1, kind="gift"), "unknown-choice", "kind", (1, 1)),
        (with_income(amount=1, month=date(2021, 4, 1)), "wrong-quarter", "month", (1, 1)),
        (with_income(amount=1, month=date(2020, 12, 31)), "wrong-quarter", "month", (1, 1)),
    ],
)  # fmt: skip
def test_a_wrong_fact(family: Any, code: str, field: str, where: tuple[int, ...]) -> None:
    with pytest.raises(FactsRefused) as refused:
        read_family(family, DAY)
    assert (refused.value.code, refused.value.field, refused.value.where) == (code, field, where)


@pytest.mark.parametrize("amount", ["150000,50", "150 000.50", "150\u00a0000,5", " 150000.50 "])
def test_a_sum_as_it_is_typed(amount: str) -> None:
    facts = read_family({"members": [{"born": BORN, "incomes": [{"amount": amount}]}]}, DAY)
    assert facts["members"][0]["incomes"][0]["amount"] == 15_000_050


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
    | st.datetimes() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_nothing_else_than_a_refusal_comes_of_rubbish(data: st.DataObject) -> None:
    names = st.sampled_from([*PROGRAMME.inputs, "members", "incomes", "?"])
    income = st.dictionaries(names, anything, max_size=3)
    member = st.dictionaries(names, anything | st.lists(income | anything, max_size=2), max_size=4)
    family = st.dictionaries(names, anything | st.lists(member | anything, max_size=2), max_size=4)
    rubbish = data.draw(family | anything)
    for modelled in PROGRAMMES.values():
        with suppress(FactsRefused):
            modelled.read(rubbish, DAY)
