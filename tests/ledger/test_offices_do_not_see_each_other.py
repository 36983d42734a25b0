"""Row-level security stands under the application's own filter."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from qamtu.accounts.access import clear_scope, office_scope, set_scope
from qamtu.casework.acts import open_case
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_person, make_user

pytestmark = pytest.mark.django_db


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        (count,) = cursor.fetchone()
    return int(count)


def office_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name = 'office_id' AND table_schema = 'public'"
        )
        return sorted(name for (name,) in cursor.fetchall())


def test_plain_sql_of_one_office_gets_nothing_of_another() -> None:
    first, second = make_office(), make_office()
    for office in (first, second):
        with office_scope(office):
            head = make_user(office)
            open_case(
                measure=MEASURES["bastau"],
                office=office,
                subject=make_person(office),
                day=date(2021, 3, 1),
                by=head,
            )
    with office_scope(first), connection.cursor() as cursor:
        for table in ("people_person", "casework_case", "casework_caseevent"):
            cursor.execute(f"SELECT DISTINCT office_id FROM {table}")
            assert cursor.fetchall() == [(first.pk,)]
        with pytest.raises(DatabaseError), transaction.atomic():
            make_person(second)
    clear_scope()
    assert rows("people_person") == rows("casework_caseevent") == 0


def test_every_table_with_an_office_is_behind_the_rule() -> None:
    """accounts_user is read before anyone is known: signing in needs it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        guarded = {name for (name,) in cursor.fetchall()}
    assert set(office_tables()) - guarded == {"accounts_user"}


def test_the_applications_role_cannot_go_round_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT count(*) FROM pg_tables"
            " WHERE schemaname = 'public' AND tableowner = current_user"
        )
        assert cursor.fetchone() == (0,)
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("ALTER TABLE people_person DISABLE ROW LEVEL SECURITY")


def test_the_region_sees_figures_and_no_persons() -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office)
        open_case(
            measure=MEASURES["bastau"],
            office=office,
            subject=make_person(office),
            day=date(2021, 3, 1),
            by=head,
        )
    set_scope([office.pk], persons=False)
    assert rows("casework_caseevent") == 1
    assert rows("people_person") == 0
    assert rows("people_householdmember") == 0
    clear_scope()
