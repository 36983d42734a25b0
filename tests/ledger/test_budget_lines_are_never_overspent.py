"""A line can not be committed beyond what is allocated, nor a case paid beyond its commitment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.models import Case
from qamtu.finance.models import BudgetLine, MoneyEntry
from qamtu.finance.money import (
    MoneyRefused,
    allocate,
    budget_line,
    commit,
    pay,
    retract_entry,
    take_back,
)
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_person, make_user

FUEL = MEASURES["fuel_aid"]
DAY = date(2021, 10, 1)


def approved_case(office: Office, by: User) -> Case:
    case = open_case(measure=FUEL, office=office, subject=make_person(office), day=DAY, by=by)
    record_event(case=case, measure=FUEL, transition="approve", day=DAY, by=by)
    return case


@pytest.mark.django_db
def test_commitments_stop_at_what_is_allocated() -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        line = budget_line(office=office, year=2021, measure="fuel_aid", source="local")
        allocate(line=line, amount=1000, day=DAY, act="№ 1", by=head)
        case = approved_case(office, head)
        commit(line=line, case=case, amount=1000, day=DAY, by=head)  # to the last tiyn
        with pytest.raises(MoneyRefused) as refused:
            commit(line=line, case=case, amount=1, day=DAY, by=head)
        assert refused.value.code == "line-overcommitted"
        assert refused.value.values["allocated"] == 1000


@pytest.mark.django_db
def test_a_case_is_paid_out_of_its_own_commitment_only() -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        line = budget_line(office=office, year=2021, measure="fuel_aid", source="local")
        allocate(line=line, amount=1000, day=DAY, act="№ 1", by=head)
        first, second = approved_case(office, head), approved_case(office, head)
        commit(line=line, case=first, amount=600, day=DAY, by=head)
        commit(line=line, case=second, amount=400, day=DAY, by=head)
        pay(line=line, case=first, measure=FUEL, amount=500, day=DAY, by=head)
        with pytest.raises(MoneyRefused) as refused:
            pay(line=line, case=second, measure=FUEL, amount=401, day=DAY, by=head)
        assert refused.value.code == "case-overpaid"
        assert second.events.live().filter(transition="pay").count() == 0, (
            "event went with the money"
        )
        take_back(line=line, case=first, amount=100, day=DAY, by=head)
        line.refresh_from_db()
        assert (line.allocated, line.committed, line.paid) == (1000, 1000, 400)


@pytest.mark.django_db
def test_an_allocation_cannot_be_taken_from_under_a_commitment() -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        line = budget_line(office=office, year=2021, measure="fuel_aid", source="local")
        entry = allocate(line=line, amount=1000, day=DAY, act="№ 1", by=head)
        case = approved_case(office, head)
        commit(line=line, case=case, amount=700, day=DAY, by=head)
        with pytest.raises(MoneyRefused):
            allocate(line=line, amount=-301, day=DAY, act="№ 2", by=head)
        with pytest.raises(MoneyRefused):
            retract_entry(entry=entry, reason="қате", by=head)


@pytest.mark.usefixtures("committed")
def test_of_many_clerks_at_once_only_as_many_commit_as_there_is_money() -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        line = budget_line(office=office, year=2021, measure="fuel_aid", source="local")
        allocate(line=line, amount=1000, day=DAY, act="№ 1", by=head)
        cases = [approved_case(office, head) for _ in range(12)]

    def try_to_commit(case: Case) -> str:
        try:
            with office_scope(office):
                commit(line=line, case=case, amount=300, day=DAY, by=head)
            return "committed"
        except MoneyRefused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as clerks:
        outcomes = list(clerks.map(try_to_commit, cases))
    assert outcomes.count("committed") == 3
    assert outcomes.count("line-overcommitted") == 9
    with office_scope(office):
        assert BudgetLine.objects.get(pk=line.pk).committed == 900


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    operations=st.lists(
        st.tuples(
            st.sampled_from(["allocate", "commit", "pay", "return", "retract"]), st.integers(1, 500)
        ),
        max_size=25,
    )
)
def test_a_lines_sums_are_always_those_of_its_live_entries(
    operations: list[tuple[str, int]],
) -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        line = budget_line(office=office, year=2021, measure="fuel_aid", source="local")
        case = approved_case(office, head)
        for operation, amount in operations:
            try:
                match operation:
                    case "allocate":
                        allocate(line=line, amount=amount, day=DAY, act="№ 1", by=head)
                    case "commit":
                        commit(line=line, case=case, amount=amount, day=DAY, by=head)
                    case "pay":
                        pay(line=line, case=case, measure=FUEL, amount=amount, day=DAY, by=head)
                    case "return":
                        take_back(line=line, case=case, amount=amount, day=DAY, by=head)
                    case "retract":
                        _retract_newest(line, head)
            except MoneyRefused:
                pass
            _check(line)


def _retract_newest(line: BudgetLine, by: User) -> None:
    entry = line.entries.filter(retracted_at=None).order_by("-pk").first()
    if entry is not None:
        retract_entry(entry=entry, reason="қате", by=by)


def _check(line: BudgetLine) -> None:
    line.refresh_from_db()
    sums = dict.fromkeys(MoneyEntry.Kind.values, 0)
    for entry in line.entries.filter(retracted_at=None):
        sums[entry.kind] += entry.amount
    assert line.allocated == sums["allocated"]
    assert line.committed == sums["committed"]
    assert line.paid == sums["paid"] - sums["returned"]
    assert 0 <= line.paid <= line.committed <= line.allocated
