"""From, as of, known at: the report of November can be printed again in March."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event, retract_event
from qamtu.casework.models import Case
from qamtu.people.statuses import end_status, record_status
from qamtu.reporting.catalogue import MEASURES
from qamtu.reporting.models import SignedReport
from qamtu.reporting.report import FigureForm, build_report, indicator
from qamtu.reporting.signing import differences_today, is_intact, reprint, sign_report
from tests.factories import make_office, make_person, make_user

JOB = MEASURES["permanent_job"]
YEAR_START, YEAR_END = date(2021, 1, 1), date(2021, 12, 31)


@pytest.fixture
def office(committed: None) -> Iterator[Office]:
    office = make_office()
    with office_scope(office):
        yield office


@pytest.fixture
def head(office: Office) -> User:
    return make_user(office)


def place(office: Office, head: User, day: date, born: date = date(1990, 1, 1)) -> Case:
    case = open_case(
        measure=JOB, office=office, subject=make_person(office, born), day=day, by=head
    )
    for step in ("approve", "carry_out"):
        record_event(case=case, measure=JOB, transition=step, day=day, by=head)
    return case


def placed(office: Office, as_of: date = YEAR_END, known_at: datetime | None = None) -> int:
    form = [FigureForm(indicator("permanent-jobs.placed"), ("youth", "disabled"))]
    report = build_report(
        office=office, start=YEAR_START, as_of=as_of, known_at=known_at, form=form
    )
    return report.figures[0].fact or 0


def test_as_of_an_earlier_day_gives_the_earlier_figure(office: Office, head: User) -> None:
    for day in (date(2021, 3, 1), date(2021, 3, 2), date(2021, 9, 1)):
        place(office, head, day)
    assert placed(office, date(2021, 2, 28)) == 0
    assert placed(office, date(2021, 3, 1)) == 1  # the day itself is counted
    assert placed(office, date(2021, 3, 2)) == 2
    assert placed(office) == 3


def test_known_at_before_a_retraction_gives_the_old_figure(office: Office, head: User) -> None:
    place(office, head, date(2021, 3, 1))
    case = place(office, head, date(2021, 3, 1))
    before = datetime.now(UTC)
    event = case.events.get(transition="carry_out")
    retract_event(event=event, reason="шарт жасалмаған", by=head)
    case.refresh_from_db()
    assert case.state == "approved"
    assert placed(office) == 1
    assert placed(office, known_at=before) == 2
    assert placed(office, known_at=before - timedelta(days=1)) == 0


def test_a_late_entry_changes_today_and_not_the_signed_report(office: Office, head: User) -> None:
    place(office, head, date(2021, 3, 1))
    signed = sign_report(office=office, start=YEAR_START, as_of=YEAR_END, by=head)
    place(office, head, date(2021, 2, 1))
    assert [f.as_data() for f in reprint(signed).figures] == signed.figures
    assert is_intact(signed)
    changed = {
        (found.indicator, found.path): (found.signed, found.today)
        for found in differences_today(signed)
    }
    assert changed["permanent-jobs.placed", "fact"] == (1, 2)
    assert changed["active-measures.participants", "fact"] == (1, 2)


def test_a_signed_report_cannot_be_changed(office: Office, head: User) -> None:
    signed = sign_report(office=office, start=YEAR_START, as_of=YEAR_END, by=head)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_signedreport SET figures = '[]'")
    with pytest.raises(DatabaseError), transaction.atomic():
        SignedReport.objects.filter(pk=signed.pk).delete()
    signed.figures[0]["fact"] = 999
    assert not is_intact(signed)


@pytest.mark.parametrize(
    ("born", "is_young"),
    [
        (date(2007, 3, 1), 1),  # 14 on the day
        (date(2007, 3, 2), 0),  # 13, 14 tomorrow
        (date(1992, 3, 2), 1),  # 28, 29 tomorrow
        (date(1992, 3, 1), 0),  # 29 on the day
    ],
)
def test_youth_is_told_by_age_on_the_day_of_the_event(
    office: Office, head: User, born: date, is_young: int
) -> None:
    place(office, head, date(2021, 3, 1), born)
    report = build_report(
        office=office,
        start=YEAR_START,
        as_of=YEAR_END,
        form=[FigureForm(indicator("permanent-jobs.placed"), ("youth",))],
    )
    assert report.figures[0].slices == {"youth": is_young}


def test_the_band_of_2023_reaches_further(office: Office, head: User) -> None:
    place(office, head, date(2023, 3, 1), date(1988, 3, 2))  # 34, 35 tomorrow
    place(office, head, date(2023, 3, 1), date(1988, 3, 1))  # 35
    report = build_report(
        office=office,
        start=date(2023, 1, 1),
        as_of=date(2023, 12, 31),
        form=[FigureForm(indicator("permanent-jobs.placed"), ("youth",))],
    )
    assert report.figures[0].slices == {"youth": 1}


def test_a_status_counts_on_the_days_on_which_it_held(office: Office, head: User) -> None:
    case = place(office, head, date(2021, 3, 1))
    person = case.person
    assert person is not None
    period = record_status(
        person=person,
        kind="disability",
        category="group_2",
        valid_from=date(2021, 3, 1),
        paper="МӘС анықтамасы",
        by=head,
    )

    def disabled(known_at: datetime | None = None) -> int:
        report = build_report(
            office=office,
            start=YEAR_START,
            as_of=YEAR_END,
            known_at=known_at,
            form=[FigureForm(indicator("permanent-jobs.placed"), ("disabled",))],
        )
        return report.figures[0].slices["disabled"]

    assert disabled() == 1
    with_open_end = datetime.now(UTC)
    end_status(period=period, last_day=date(2021, 3, 1), reason="мерзімі бітті", by=head)
    assert disabled() == 1  # the last day belongs to the period
    again = person.statuses.get(retracted_at=None)
    end_status(period=again, last_day=date(2021, 3, 1), reason="нақтыланды", by=head)
    again = person.statuses.get(retracted_at=None)
    again.retract(reason="басқа адамдікі", by=head)
    assert disabled() == 0
    assert disabled(with_open_end) == 1
