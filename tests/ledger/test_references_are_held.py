"""A row of the tables that lists fill in thousands refers to nothing that is not there."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Office
from qamtu.casework.acts import open_case
from qamtu.casework.models import Case, CaseEvent
from qamtu.ledger.models import violated_constraint
from qamtu.people.models import AccessEntry, Person
from qamtu.people.registry import log_access
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_person, make_user

NOBODY = 999_999_999
TABLES = ["people_person", "people_accessentry", "casework_case", "casework_caseevent"]
WRONG = [
    ("people_person", "office_id", {"iin": "000000000000"}),
    ("people_person", "territory_id", {"iin": "000000000000"}),
    ("people_accessentry", "office_id", {}),
    ("people_accessentry", "user_id", {}),
    ("people_accessentry", "person_id", {}),
    ("casework_case", "office_id", {}),
    ("casework_case", "territory_id", {}),
    ("casework_case", "person_id", {}),
    ("casework_case", "household_id", {"person_id": None}),
    ("casework_case", "organization_id", {"person_id": None}),
    ("casework_case", "facility_id", {"person_id": None}),
    ("casework_caseevent", "recorded_by_id", {"transition": "approve"}),
    ("casework_caseevent", "document_id", {"transition": "approve"}),
]
COPY = """
INSERT INTO {table} SELECT (jsonb_populate_record(t, to_jsonb(t) || %s::jsonb ||
  jsonb_build_object('id', nextval(pg_get_serial_sequence('{table}', 'id'))))).* FROM {table} t
WHERE t.id = (SELECT max(id) FROM {table})
"""
RECORD = """
SELECT casework_record(%s, %s, ARRAY[nextval('casework_caseevent_id_seq')], ARRAY[%s]::bigint[],
  '{approve}', '{approved}', '{t}', '{2021-03-02}', '{1}', '{""}')
"""


def a_case(office: Office) -> Case:
    by = make_user(office)
    person = make_person(office)
    log_access(person=person, by=by, act=AccessEntry.Act.READ)
    return open_case(
        measure=MEASURES["bastau"], office=office, subject=person, day=date(2021, 3, 1), by=by
    )


@pytest.fixture
def office() -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "column", "beside"), WRONG)
def test_nothing_refers_to_what_is_not_there(
    office: Office, table: str, column: str, beside: dict[str, object]
) -> None:
    a_case(office)
    set_scope([office.pk, NOBODY], persons=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            cursor.execute(COPY.format(table=table), [json.dumps(beside | {column: NOBODY})])
    assert column in violated_constraint(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_every_reference_is_asked_for_once_by_row_or_by_statement(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [f"{table}_refer"])
        asked = cursor.fetchone()[0]
        cursor.execute(
            "SELECT c.conname, t.tgenabled FROM pg_constraint c JOIN pg_trigger t"
            " ON t.tgconstraint = c.oid AND t.tgrelid = c.conrelid"
            " WHERE c.conrelid = %s::regclass AND c.contype = 'f' AND t.tgtype & 4 > 0",
            [table],
        )
        keys = cursor.fetchall()
    assert keys
    assert all((enabled == "O") != (f'"{name}"' in asked) for name, enabled in keys)


@pytest.mark.usefixtures("committed")
def test_what_is_referred_to_stays_until_the_reference_is_written() -> None:
    """Who deletes a person while a case of the person is being written waits, and is refused."""
    office = make_office()
    with office_scope(office):
        person = make_person(office)

    def deletes() -> int:
        try:
            set_scope([office.pk], persons=True)
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM people_person WHERE id = %s", [person.pk])
                return int(cursor.rowcount)
        finally:
            connection.close()

    with office_scope(office), ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            Case.objects.create(
                office=office,
                measure="bastau",
                person=person,
                opened_on=date(2021, 3, 1),
                state_since=date(2021, 3, 1),
            )
            deletion = other.submit(deletes)
            sleep(0.5)
            assert not deletion.done()
        with pytest.raises(IntegrityError):
            deletion.result()
        assert Person.objects.filter(pk=person.pk).exists()


@pytest.mark.django_db
def test_an_event_says_what_its_case_says_whatever_the_writer_says(office: Office) -> None:
    case = a_case(office)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO casework_caseevent (office_id, recorded_by_id, case_id, transition,"
            " target_state, is_once, occurred_on, quantity, reason, measure, category, sex,"
            " details) SELECT office_id, recorded_by_id, case_id, 'approve', 'approved', true,"
            " occurred_on, 1, '', 'startup_grant', 'x', 'x', '{}'"
            " FROM casework_caseevent WHERE case_id = %s",
            [case.pk],
        )
    opened, approved = CaseEvent.objects.filter(case=case).order_by("pk")
    assert approved.measure == opened.measure == "bastau"
    assert (approved.category, approved.sex) == (case.category, opened.sex)


@pytest.mark.django_db
def test_the_function_that_records_events_keeps_to_the_offices_in_scope(office: Office) -> None:
    case = a_case(office)
    event = CaseEvent.objects.get(case=case)
    other = make_office()
    for offices, persons, of_office in (
        ([other.pk], True, office),
        ([office.pk], False, office),
        ([office.pk, other.pk], True, other),
    ):
        set_scope(offices, persons=persons)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(RECORD, [of_office.pk, event.recorded_by_id, case.pk])
    set_scope([office.pk], persons=True)
    with connection.cursor() as cursor:
        cursor.execute(RECORD, [office.pk, event.recorded_by_id, case.pk])
    second = CaseEvent.objects.get(case=case, transition="approve")
    assert (second.sex, second.birth_date, second.person_id) == (
        event.sex,
        event.birth_date,
        event.person_id,
    )
    assert second.is_live
