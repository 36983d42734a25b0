"""What is bound and unpaid is released, or carried into the next year for the same cases."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.finance.budget_acts import retract_budget_act
from qamtu.finance.models import BudgetLine
from qamtu.finance.money import MoneyRefused, pay
from qamtu.finance.obligations import ObligationRefused, carry_over, obligations, release
from qamtu.finance.runs import bound_money
from tests.factories import make_office, make_user

from .a_budget import DAY, FUEL, YEAR, approve_budget, bound_case, line_of

NEW_YEAR = date(YEAR + 1, 1, 10)


@pytest.fixture
def office(db: None) -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.fixture
def head(office: Office) -> User:
    return make_user(office)


def test_no_more_is_released_than_is_bound_and_unpaid(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000)
    line = line_of(office)
    case = bound_case(line, head, 600, paid=250)
    with pytest.raises(ObligationRefused) as refused:
        release(line=line, case_id=case.pk, amount=351, day=DAY, act="№ 5", by=head)
    assert (refused.value.code, refused.value.values["left"]) == ("release-beyond", 350)
    release(line=line, case_id=case.pk, amount=350, day=DAY, act="№ 5", by=head)
    assert (line_of(office).committed, line_of(office).free) == (250, 750)
    assert not obligations(line)


def test_what_is_carried_over_is_bound_to_the_same_case_in_the_next_year(
    office: Office, head: User
) -> None:
    approve_budget(office, head, fuel_aid__local=1000)
    approve_budget(office, head, YEAR + 1, fuel_aid__local=350)
    line = line_of(office)
    case = bound_case(line, head, 600, paid=250)
    act = carry_over(line=line, number="1", day=NEW_YEAR, by=head)
    new = line_of(office, year=YEAR + 1)
    assert (line_of(office).committed, new.committed, new.free) == (250, 350, 0)
    assert bound_money([case.pk])[case.pk][new] == 350, "a run of the new year pays it"
    pay(line=new, case=case, measure=FUEL, amount=350, day=NEW_YEAR, by=head)
    with pytest.raises(MoneyRefused) as refused:
        retract_budget_act(act=act, reason="қате", by=head)
    assert refused.value.code in ("case-overpaid", "line-overspent"), "it is paid already"


def test_the_next_year_must_have_the_money(office: Office, head: User) -> None:
    approve_budget(office, head, fuel_aid__local=1000)
    approve_budget(office, head, YEAR + 1, fuel_aid__local=349)
    line = line_of(office)
    bound_case(line, head, 350)
    with pytest.raises(MoneyRefused) as refused:
        carry_over(line=line, number="1", day=NEW_YEAR, by=head)
    assert refused.value.code == "act-line-overcommitted"
    assert line_of(office).committed == 350, "nothing is freed where nothing is bound"
    with pytest.raises(ObligationRefused) as early:
        carry_over(line=line_of(office, year=YEAR + 1), number="2", day=DAY, by=head)
    assert early.value.code == "carry-year"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cases=st.lists(
        st.tuples(st.integers(1, 300), st.integers(0, 300), st.booleans()), min_size=1, max_size=6
    ),
    money=st.integers(0, 1200),
    is_retracted=st.booleans(),
)
def test_carrying_over_loses_and_makes_nothing(
    db: None, cases: list[tuple[int, int, bool]], money: int, is_retracted: bool
) -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        approve_budget(office, head, fuel_aid__local=2000)
        approve_budget(office, head, YEAR + 1, fuel_aid__local=money or 1)
        line = line_of(office)
        owed, chosen = {}, []
        for bound, paid, is_chosen in cases:
            case = bound_case(line, head, bound, paid=min(paid, bound))
            owed[case.pk] = bound - min(paid, bound)
            if is_chosen and owed[case.pk]:
                chosen.append(case.pk)
        before = line_of(office)
        wanted = sum(owed[case] for case in chosen)
        try:
            act = carry_over(line=line, number="1", day=NEW_YEAR, by=head, case_ids=chosen)
        except ObligationRefused:
            assert not chosen
            wanted = 0
        except MoneyRefused:
            assert wanted > (money or 1)
            wanted = 0
        else:
            assert 0 < wanted <= (money or 1)
            if is_retracted:
                retract_budget_act(act=act, reason="қате", by=head)
                wanted = 0
        old, new = line_of(office), line_of(office, year=YEAR + 1)
        assert old.committed == before.committed - wanted
        assert (old.paid, old.allocated) == (before.paid, before.allocated)
        assert new.committed == wanted
        left = {one.case_id: one.unpaid for one in obligations(old)}
        taken = {one.case_id: one.unpaid for one in obligations(new)}
        for case, unpaid in owed.items():
            assert left.get(case, 0) + taken.get(case, 0) == unpaid
        assert BudgetLine.objects.filter(office=office).count() == 2
