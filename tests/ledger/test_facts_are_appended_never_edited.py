"""The database itself refuses an UPDATE or DELETE of a fact, whoever asks."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import DatabaseError, connection, connections, transaction

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case
from qamtu.finance.money import allocate, budget_line
from qamtu.finance.targets import set_target
from qamtu.ledger.models import AlreadyRetracted, ReasonMissing
from qamtu.people.statuses import record_status
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_person, make_user

LEDGERS = [
    "casework_caseevent",
    "finance_moneyentry",
    "people_statusperiod",
    "finance_target",
]


@pytest.fixture
def office() -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.fixture
def head(office: Office) -> User:
    return make_user(office)


@pytest.fixture
def one_fact_in_each_ledger(office: Office, head: User) -> None:
    person = make_person(office)
    open_case(
        measure=MEASURES["bastau"], office=office, subject=person, day=date(2021, 3, 1), by=head
    )
    line = budget_line(office=office, year=2021, measure="bastau", source="local")
    allocate(line=line, amount=100, day=date(2021, 1, 5), act="№ 1", by=head)
    record_status(
        person=person,
        kind="self_employed",
        valid_from=date(2020, 1, 1),
        paper="анықтама № 7",
        by=head,
    )
    set_target(
        office=office,
        indicator="bastau.planned",
        value=180,
        act="№ 1",
        signed_on=date(2021, 1, 5),
        valid_from=date(2021, 1, 1),
        valid_to=date(2021, 12, 31),
        by=head,
    )


@pytest.mark.parametrize("table", LEDGERS)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET recorded_at = now()",
        "UPDATE {} SET office_id = office_id + 1",
        "UPDATE {} SET retracted_at = now()",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
    ],
)
@pytest.mark.usefixtures("db", "one_fact_in_each_ledger")
def test_the_application_cannot_change_a_fact(table: str, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.usefixtures("committed", "one_fact_in_each_ledger")
@pytest.mark.parametrize("table", LEDGERS)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET recorded_at = now()",
        "UPDATE {} SET retracted_at = now(), retracted_by_id = recorded_by_id",
        "UPDATE {} SET retraction_reason = 'x', retracted_by_id = recorded_by_id,"
        " office_id = office_id + 1",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
    ],
)
def test_the_owner_cannot_change_a_fact_either(table: str, statement: str) -> None:
    with pytest.raises(DatabaseError), connections["owner"].cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.django_db
def test_a_retraction_needs_a_reason_and_happens_once(office: Office, head: User) -> None:
    line = budget_line(office=office, year=2021, measure="bastau", source="local")
    entry = allocate(line=line, amount=100, day=date(2021, 1, 5), act="№ 1", by=head)
    with pytest.raises(ReasonMissing):
        entry.retract(reason="  ", by=head)
    entry.retract(reason="қате енгізілді", by=head)
    assert entry.retracted_at is not None
    assert entry.recorded_at < entry.retracted_at
    with pytest.raises(AlreadyRetracted):
        entry.retract(reason="тағы да", by=head)


@pytest.mark.django_db
def test_the_clock_of_a_fact_is_the_databases(office: Office, head: User) -> None:
    line = budget_line(office=office, year=2021, measure="bastau", source="local")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO finance_moneyentry (office_id, recorded_at, recorded_by_id, line_id, kind,"
            " amount, occurred_on, act, measure, source) VALUES"
            " (%s, '1999-01-01', %s, %s, 'allocated', 5, '2021-01-01', '', '', '')"
            " RETURNING recorded_at > now() - interval '1 hour', measure",
            [office.pk, head.pk, line.pk],
        )
        assert cursor.fetchone() == (True, "bastau")
