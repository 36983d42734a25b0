"""The same list from two desks lands once; what the database refuses is one row, not the list."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from qamtu.accounts.access import office_scope, set_scope
from qamtu.casework.models import Case, CaseEvent
from qamtu.exchange import importing, participants, persons
from qamtu.exchange.models import ImportRun
from qamtu.exchange.results import ImportResult
from qamtu.people.models import Person
from qamtu.people.registry import add_person
from tests.exchange.lists import an_iin, an_office, book, codes, take_in
from tests.factories import make_office, make_user

HEADER = ["ИИН", "ФИО", "Дата регистрации", "Дата направления"]


def a_list(path: Path, rows: int) -> Path:
    records = [[an_iin(), "Ким Аида", "01.02.2021", "05.02.2021"] for _ in range(rows)]
    return book(path, [HEADER, *records])


@pytest.mark.usefixtures("committed")
def test_two_clerks_at_once_enter_a_list_once(tmp_path: Path) -> None:
    office = make_office()
    path = a_list(tmp_path / "a.xlsx", 40)

    def at_a_desk(_desk: int) -> ImportResult:
        try:
            set_scope([office.pk], persons=True)
            return take_in(path, office, "bastau")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as desks:
        results = list(desks.map(at_a_desk, range(3)))
    assert sorted(one.landed for one in results) == [0, 0, 40]
    assert sorted(one.known for one in results) == [0, 40, 40]
    assert not any(one.rejected for one in results)
    with office_scope(office):
        assert Person.objects.count() == Case.objects.count() == 40
        assert CaseEvent.objects.count() == 80
        assert ImportRun.objects.count() == 3


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("at_once", [2, 5_000])
def test_whom_a_clerk_enters_meanwhile_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", at_once)
    office = make_office()
    path = a_list(tmp_path / "a.xlsx", 7)
    add: Callable[..., Any] = persons.add_people

    def at_another_desk(iin: str) -> None:
        try:
            with office_scope(office):
                clerk = make_user(office)
                add_person(office=office, iin=iin, surname="Ким", given_name="Аида", by=clerk)
        finally:
            connection.close()

    def meanwhile(**given: Any) -> Any:
        monkeypatch.setattr(persons, "add_people", add)
        with ThreadPoolExecutor(1) as desk:
            desk.submit(at_another_desk, given["people"][-1].iin).result()
        return add(**given)

    monkeypatch.setattr(persons, "add_people", meanwhile)
    with office_scope(office):
        result = take_in(path, office, "bastau")
        assert (result.landed, result.rejected) == (7, [])
        assert Person.objects.count() == Case.objects.count() == 7


@pytest.mark.django_db
@pytest.mark.parametrize("at_once", [2, 5_000])
def test_a_row_that_the_database_refuses_comes_back_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """As if a check of ours had been forgotten: the column of the database is the last guard."""
    monkeypatch.setattr(persons, "LONGEST", {})
    monkeypatch.setattr(importing, "AT_ONCE", at_once)
    office = an_office()
    rows = [[an_iin(), "Ким Аида", "01.02.2021", "05.02.2021"] for _ in range(7)]
    rows[3][1] = "Ким " + "а" * 500
    result = take_in(book(tmp_path / "a.xlsx", [HEADER, *rows]), office, "bastau")
    assert (result.landed, codes(result)) == (6, {5: ["refused-by-database"]})
    assert Person.objects.count() == Case.objects.count() == 6
    again = take_in(tmp_path / "a.xlsx", office, "bastau")
    assert (again.known, codes(again)) == (6, {5: ["refused-by-database"]})


@pytest.mark.django_db
def test_a_failure_of_the_machine_leaves_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 3)
    record: Callable[..., Any] = participants.record_cases
    calls = iter(range(10))

    def breaks_down(**given: Any) -> Any:
        if next(calls) == 2:
            raise MemoryError
        return record(**given)

    monkeypatch.setattr(participants, "record_cases", breaks_down)
    office = an_office()
    with pytest.raises(MemoryError):
        take_in(a_list(tmp_path / "a.xlsx", 9), office, "bastau")
    for model in (Person, Case, CaseEvent, ImportRun):
        assert not model.objects.exists()
