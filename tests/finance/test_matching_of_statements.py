"""Rows of the treasury and payments of ours: each pairs at most once, never against its word."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qamtu.finance.matching import DAYS, Said, Unit, match

DAY = date(2021, 10, 5)
CODE = ("451", "004", "", "322")


def said(key: int, amount: int = 500, days: int = 0, **more: object) -> Said:
    return Said(key, DAY + timedelta(days=days), amount, **more)  # type: ignore[arg-type]


def unit(*entries: int, amount: int = 500, days: int = 0, **more: object) -> Unit:
    return Unit(entries, DAY + timedelta(days=days), amount, **more)  # type: ignore[arg-type]


def pairs(rows: list[Said], units: list[Unit]) -> list[tuple[int, tuple[int, ...]]]:
    return [(row.key, one.entries) for row, one in match(rows, units).matched]


def test_equal_sums_within_the_days_pair_and_a_day_later_do_not() -> None:
    assert pairs([said(1, days=DAYS)], [unit(7)]) == [(1, (7,))]
    assert pairs([said(1, days=DAYS + 1)], [unit(7)]) == []
    assert pairs([said(1, amount=501)], [unit(7)]) == []


def test_what_contradicts_does_not_pair() -> None:
    assert pairs([said(1, payee="1" * 12)], [unit(7, payee="2" * 12)]) == []
    other = ("451", "005", "", "322")
    assert pairs([said(1, code=CODE)], [unit(7, code=other)]) == []
    assert pairs([said(1, code=("", "", "", "322"))], [unit(7, code=CODE)]) == [(1, (7,))]
    assert pairs([said(1, amount=-500)], [unit(7, amount=500)]) == [], "a return is no payment"


def test_the_paper_and_the_payee_tell_equal_sums_apart() -> None:
    units = [unit(7, documents=frozenset({"12"})), unit(8, documents=frozenset({"13"}))]
    assert pairs([said(1, document="13")], units) == [(1, (8,))]
    units = [unit(7, payee="1" * 12), unit(8, payee="2" * 12)]
    assert pairs([said(1, payee="2" * 12)], units) == [(1, (8,))]


def test_one_row_that_could_be_several_payments_is_left_to_a_person() -> None:
    units = [unit(7, payee="1" * 12), unit(8, payee="2" * 12)]
    assert pairs([said(1)], units) == []
    assert len(pairs([said(1), said(2)], units)) == 2, "as many rows as payments: all of them"
    same = [unit(7, payee="1" * 12), unit(8, payee="1" * 12)]
    assert pairs([said(1)], same) == [(1, (7,))], "one stands for the other"


def test_a_row_is_a_whole_run_or_its_single_payments() -> None:
    units = [unit(7, amount=300), unit(8, amount=200), unit(7, 8, documents=frozenset({"4"}))]
    assert pairs([said(1)], units) == [(1, (7, 8))]
    assert sorted(pairs([said(1, amount=300), said(2, amount=200)], units)) == [
        (1, (7,)),
        (2, (8,)),
    ]
    assert pairs([said(1), said(2, amount=300)], units) == [(2, (7,))] or pairs(
        [said(1), said(2, amount=300)], units
    ) == [(1, (7, 8))], "no entry twice"


def test_the_same_paper_with_another_sum_is_shown_as_differing() -> None:
    found = match([said(1, amount=510, document="12")], [unit(7, documents=frozenset({"12"}))])
    assert not found.matched
    assert [(row.key, one.entries) for row, one in found.differing] == [(1, (7,))]


AMOUNTS = st.sampled_from([-100, 100, 200, 300])
PAYEES = st.sampled_from(["", "1" * 12, "2" * 12])


@given(
    rows=st.lists(st.tuples(AMOUNTS, st.integers(0, 9), PAYEES), max_size=8),
    units=st.lists(st.tuples(AMOUNTS, st.integers(0, 9), PAYEES), max_size=8),
)
def test_nothing_pairs_twice_or_with_another_sum(
    rows: list[tuple[int, int, str]], units: list[tuple[int, int, str]]
) -> None:
    ours = [unit(n, amount=a, days=d, payee=p) for n, (a, d, p) in enumerate(units)]
    theirs = [said(n, amount=a, days=d, payee=p) for n, (a, d, p) in enumerate(rows)]
    found = match(theirs, ours)
    both = [*found.matched, *found.differing]
    assert len({row.key for row, _one in both}) == len(both)
    entries = [entry for _row, one in both for entry in one.entries]
    assert len(set(entries)) == len(entries)
    assert all(row.amount == one.amount for row, one in found.matched)
    assert all(row.amount != one.amount for row, one in found.differing)
    for row, one in found.matched:
        assert not row.payee or not one.payee or row.payee == one.payee
