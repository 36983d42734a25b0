"""A budget is approved, clarified and moved by acts; each is entered and retracted whole."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.finance.budget_acts import (
    BudgetRefused,
    enter_budget_act,
    move_money,
    retract_budget_act,
)
from qamtu.finance.classification import (
    ClassificationRefused,
    classify_line,
    record_programme,
    retract_programme,
)
from qamtu.finance.financing import FinancingRefused, set_financing_plan, year_plan
from qamtu.finance.models import BudgetAct, BudgetLine, MoneyEntry
from qamtu.finance.money import MoneyRefused, allocate, retract_entry
from tests.factories import make_office, make_user

from .a_budget import DAY, YEAR, approve_budget, bound_case, line_of

LATER = date(2021, 6, 3)


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.fixture
def head(office: Office) -> User:
    return make_user(office)


def test_an_act_approves_several_lines_at_once(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000, fuel_aid__republican=500, bastau__local=70)
    assert [(line.measure, line.source, line.allocated) for line in BudgetLine.objects.all()] == [
        ("bastau", "local", 70),
        ("fuel_aid", "local", 1000),
        ("fuel_aid", "republican", 500),
    ]
    with pytest.raises(BudgetRefused) as refused:
        approve_budget(office, head, fuel_aid__local=1)
    assert refused.value.code == "budget-act-known", "the same act is not entered twice"


def test_a_move_takes_and_gives_or_does_neither(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000, bastau__local=70)
    fuel, bastau = line_of(office), line_of(office, "bastau")
    bound_case(fuel, head, 900)
    with pytest.raises(MoneyRefused) as refused:
        move_money(source=fuel, target=bastau, amount=101, number="7", day=LATER, by=head)
    assert refused.value.code == "act-line-overcommitted"
    assert refused.value.values["measure"] == "fuel_aid"
    assert line_of(office, "bastau").allocated == 70
    assert not BudgetAct.objects.filter(kind="moved").exists()
    act = move_money(source=fuel, target=bastau, amount=100, number="7", day=LATER, by=head)
    assert (line_of(office).allocated, line_of(office, "bastau").allocated) == (900, 170)
    with pytest.raises(BudgetRefused) as same:
        move_money(source=fuel, target=fuel, amount=1, number="8", day=LATER, by=head)
    assert same.value.code == "same-line"
    retract_budget_act(act=act, reason="қате", by=head)
    assert (line_of(office).allocated, line_of(office, "bastau").allocated) == (1000, 70)


def test_a_move_that_gives_more_than_it_takes_is_refused(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000, bastau__local=70)
    with pytest.raises(BudgetRefused) as refused:
        enter_budget_act(
            office=office,
            year=YEAR,
            kind="moved",
            number="9",
            day=LATER,
            changes={("fuel_aid", "local"): -50, ("bastau", "local"): 51},
            by=head,
        )
    assert refused.value.code == "move-unbalanced"


def test_one_entry_of_an_act_is_not_taken_back_alone(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000)
    entry = MoneyEntry.objects.get()
    with pytest.raises(MoneyRefused) as refused:
        retract_entry(entry=entry, reason="қате", by=head)
    assert refused.value.code == "entry-of-an-act"


def test_the_database_refuses_half_a_move_also_past_the_verb(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000)

    def take_and_not_give() -> None:
        act = BudgetAct.objects.create(
            office=office, year=YEAR, kind="moved", number="1", occurred_on=DAY, recorded_by=head
        )
        MoneyEntry.objects.create(
            office=office,
            line=line_of(office),
            kind="allocated",
            amount=-1,
            occurred_on=DAY,
            budget_act=act,
            recorded_by=head,
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="not of one piece"), transaction.atomic():
        take_and_not_give()


def test_an_act_that_commitments_stand_on_is_not_retracted(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000)
    bound_case(line_of(office), head, 1)
    with pytest.raises(MoneyRefused) as refused:
        retract_budget_act(act=BudgetAct.objects.get(), reason="қате", by=head)
    assert refused.value.code == "line-overcommitted"


def test_a_line_stands_under_one_programme_and_its_history_stays(
    office: Office, head: User
) -> None:
    approve_budget(office, head, fuel_aid__local=1000)
    line = line_of(office)
    codes = {
        "functional_group": "6",
        "functional_subgroup": "2",
        "administrator": "451",
        "programme": "002",
    }
    names = {"name_kk": "Жұмыспен қамту бағдарламасы", "name_ru": "Программа занятости"}
    first = record_programme(office=office, **codes, **names, by=head)
    assert first.code == "06 2 451 002"
    with pytest.raises(ClassificationRefused) as known:
        record_programme(office=office, **codes, **names, by=head)
    assert known.value.code == "programme-known"
    with pytest.raises(ClassificationRefused) as wrong:
        record_programme(office=office, **(codes | {"programme": "2"}), **names, by=head)
    assert wrong.value.code == "classification-code"
    second = record_programme(office=office, **(codes | {"programme": "004"}), **names, by=head)
    classify_line(line=line, programme=first, subprogramme="", specific="322", by=head)
    with pytest.raises(ClassificationRefused) as same:
        classify_line(line=line, programme=first, subprogramme="", specific="322", by=head)
    assert same.value.code == "classified-so"
    classify_line(line=line, programme=second, subprogramme="015", specific="322", by=head)
    assert line.classifications.live().get().code == "06 2 451 004 015 322"
    assert line.classifications.count() == 2
    with pytest.raises(ClassificationRefused) as used:
        retract_programme(programme=second, reason="қате", by=head)
    assert used.value.code == "programme-used"
    retract_programme(programme=first, reason="қате", by=head)


def test_the_financing_plan_shows_what_of_the_allocation_is_in_no_month(
    office: Office, head: User
) -> None:
    approve_budget(office, head, fuel_aid__local=1200)
    line = line_of(office)
    assert year_plan(line).is_empty
    months = dict.fromkeys(range(1, 13), (100, 90))
    set_financing_plan(line=line, months=months, day=DAY, act="№ 1", by=head)
    found = year_plan(line)
    assert (found.commitments_left, found.payments_left, found.is_whole) == (0, 120, False)
    set_financing_plan(line=line, months={12: (100, 210)}, day=LATER, act="№ 2", by=head)
    assert year_plan(line).is_whole
    assert line.financing.count() == 25, "a change is one row more, and no row is written over"
    with pytest.raises(FinancingRefused) as same:
        set_financing_plan(line=line, months={12: (100, 210)}, day=LATER, act="№ 2", by=head)
    assert same.value.code == "financing-same"
    allocate(line=line, amount=-1, day=LATER, act="№ 3", by=head)
    assert year_plan(line_of(office)).payments_left == -1, "more is planned than there is"
    line.financing.order_by("pk")[24].retract(reason="қате", by=head)
    with pytest.raises(IntegrityError, match="month 12"), transaction.atomic():
        line.financing.create(
            office=office,
            month=12,
            column="payments",
            amount=-91,
            occurred_on=DAY,
            act="№ 4",
            recorded_by=head,
        )


LINES = [("fuel_aid", "local"), ("fuel_aid", "republican"), ("bastau", "local")]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moves=st.lists(
        st.tuples(
            st.sampled_from(LINES), st.sampled_from(LINES), st.integers(1, 700), st.booleans()
        ),
        max_size=15,
    )
)
def test_whatever_is_moved_the_whole_budget_stays(
    office: Office, head: User, moves: list[tuple[tuple[str, str], tuple[str, str], int, bool]]
) -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        approve_budget(office, head, fuel_aid__local=1000, fuel_aid__republican=500)
        approve_by = {("bastau", "local"): 70}
        enter_budget_act(
            office=office, year=YEAR, kind="clarified", number="2", day=LATER,
            changes=approve_by, by=head,
        )  # fmt: skip
        bound_case(line_of(office), head, 300)
        for number, (source, target, amount, is_retracted) in enumerate(moves):
            try:
                act = move_money(
                    source=line_of(office, *source),
                    target=line_of(office, *target),
                    amount=amount,
                    number=f"m{number}",
                    day=LATER,
                    by=head,
                )
                if is_retracted:
                    retract_budget_act(act=act, reason="қате", by=head)
            except (BudgetRefused, MoneyRefused):
                pass
            lines = list(BudgetLine.objects.filter(office=office))
            assert sum(line.allocated for line in lines) == 1570
            assert all(0 <= line.committed <= line.allocated for line in lines)
