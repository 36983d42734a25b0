"""A report that was counted is shown again only while nothing that it counts has changed."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, retract_event
from qamtu.casework.models import Case
from qamtu.finance.targets import set_target
from qamtu.reporting import remembered
from qamtu.reporting.catalogue import MEASURES
from tests.factories import make_office, make_person, make_user

SEARCH = MEASURES["job_search"]
START, END = date(2021, 1, 1), date(2021, 12, 31)


@pytest.fixture
def office(committed: None) -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.fixture
def head(office: Office) -> User:
    return make_user(office)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one each time that a report is really counted."""
    times: list[int] = []
    build = remembered.build_report

    def counting(**options: object) -> object:
        times.append(1)
        return build(**options)  # type: ignore[arg-type]

    monkeypatch.setattr(remembered, "build_report", counting)
    return times


def apply(office: Office, head: User) -> Case:
    person = make_person(office)
    return open_case(measure=SEARCH, office=office, subject=person, day=date(2021, 5, 1), by=head)


def applicants(office: Office) -> int:
    report = remembered.remembered_report(
        office=office, start=START, as_of=END, known_at=datetime.now(UTC), is_now=True
    )
    return report.figure("centre.applicants").fact or 0


def test_nothing_changed_nothing_counted(office: Office, head: User, counted: list[int]) -> None:
    apply(office, head)
    assert [applicants(office) for _ in range(3)] == [1, 1, 1]
    assert len(counted) == 1


def test_each_change_is_seen_at_once(office: Office, head: User, counted: list[int]) -> None:
    assert applicants(office) == 0
    case = apply(office, head)
    assert applicants(office) == 1
    retract_event(event=case.events.get(), reason="қате", by=head)
    assert applicants(office) == 0
    set_target(
        office=office, indicator="centre.applicants", value=5, act="қаулы",
        signed_on=START, valid_from=START, valid_to=END, by=head,
    )  # fmt: skip
    report = remembered.remembered_report(
        office=office, start=START, as_of=END, known_at=datetime.now(UTC), is_now=True
    )
    assert report.figure("centre.applicants").plan == 5
    assert len(counted) == 4


def test_a_neighbours_facts_change_nothing(office: Office, head: User, counted: list[int]) -> None:
    neighbour = make_office()
    applicants(office)
    with office_scope(neighbour):
        apply(neighbour, make_user(neighbour))
    applicants(office)
    assert len(counted) == 1


def test_a_fact_that_was_being_recorded_meanwhile_is_not_missed(
    office: Office, head: User, counted: list[int]
) -> None:
    """Its transaction began before the counting and ended after it."""
    recorded, counting_done = threading.Event(), threading.Event()

    def slow_clerk() -> None:
        with office_scope(office), transaction.atomic():
            apply(office, head)
            recorded.set()
            assert counting_done.wait(20)
        connection.close()

    clerk = threading.Thread(target=slow_clerk)
    clerk.start()
    assert recorded.wait(20)
    assert applicants(office) == 0  # not committed yet
    counting_done.set()
    clerk.join(20)
    assert applicants(office) == 1
    assert applicants(office) == 1
    assert len(counted) == 2
