"""What came of a measure: who works, has a business, came back; and whether it lasted."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from qamtu.accounts.access import office_scope
from qamtu.casework.models import Case
from qamtu.employment.commands import show_outcomes
from qamtu.employment.course_groups import Asked, Selected, ask_all, form_group, refer_all
from qamtu.employment.course_studies import certify_all, defend_all, hold_session
from qamtu.employment.finished import EVER, finishes
from qamtu.employment.grant_use import visit
from qamtu.employment.models import JobWatch
from qamtu.employment.outcome_groups import groups_of, names_of, tallies
from qamtu.employment.outcome_sheet import print_outcomes
from qamtu.employment.outcomes import (
    Outcome,
    Verdict,
    after_months,
    lasting_months,
    outcomes,
    tally,
    verdict,
)
from qamtu.employment.permanent_job import MEASURE as PERMANENT_JOB
from qamtu.employment.referrals import answer, refer
from qamtu.employment.seekers import Profile, register_seeker
from qamtu.employment.sightings import AT_WORK, Sighting, State
from qamtu.employment.timesheets import end_placement
from qamtu.employment.watches import Found, WatchRefused, due_watches, strike_watch, watch
from qamtu.finance.money import allocate_for, budget_line, commit, pay
from qamtu.people.models import Person
from qamtu.people.statuses import end_status, record_status
from tests.factories import make_office, make_person

from .a_grant_round import a_department
from .conftest import Centre
from .test_startup_grants import PAID, paid

HIRED = date(2024, 2, 5)
AS_OF = date(2025, 6, 30)


def hire(centre: Centre, person: Person | None = None, day: date = HIRED) -> Case:
    """Hired for a vacancy: a permanent job."""
    vacancy = centre.vacancy()
    referral = refer(person=person or centre.person, target=vacancy, day=day, by=centre.specialist)
    answer(referral=referral, answer="hired", day=day, paper="№ 12", by=centre.specialist)
    return referral.case


def look(
    centre: Centre, case: Case, months: int, day: date, found: Found = Found.WORKS
) -> JobWatch:
    return watch(
        case=case,
        after_months=months,
        found=found,
        day=day,
        evidence="ЖЗ № 5",
        by=centre.specialist,
    )


def outcome_of(
    centre: Centre,
    case: Case,
    as_of: date = AS_OF,
    months: int = 12,
    known_at: datetime | None = None,
) -> Outcome:
    found = outcomes(
        centre.office, start=date(2024, 1, 1), as_of=as_of, months=months, known_at=known_at
    )
    (one,) = [one for one in found if one.finish.case_id == case.pk]
    return one


def test_a_hired_person_works_but_the_job_lasts_only_when_it_was_looked_at(centre: Centre) -> None:
    case = hire(centre)
    assert outcome_of(centre, case).state is State.WORKS
    assert outcome_of(centre, case, date(2025, 2, 4)).verdict is Verdict.EARLY
    assert outcome_of(centre, case, date(2025, 2, 5)).verdict is Verdict.UNSEEN
    look(centre, case, 12, date(2025, 2, 5))
    assert outcome_of(centre, case).verdict is Verdict.LASTING
    assert outcome_of(centre, case, months=3).verdict is Verdict.LASTING


def test_a_watch_after_six_months_says_nothing_of_twelve(centre: Centre) -> None:
    case = hire(centre)
    look(centre, case, 6, date(2024, 8, 5))
    assert outcome_of(centre, case, months=6).verdict is Verdict.LASTING
    assert outcome_of(centre, case).verdict is Verdict.UNSEEN


def test_who_was_found_out_of_work_has_lost_the_job(centre: Centre) -> None:
    case = hire(centre)
    look(centre, case, 12, date(2025, 3, 1), Found.NEITHER)
    found = outcome_of(centre, case)
    assert (found.state, found.verdict) == (State.NO_WORK, Verdict.LOST)


def test_who_registers_again_has_come_back(centre: Centre) -> None:
    case = hire(centre)
    status = centre.person.statuses.get(kind="employed")
    end_status(period=status, last_day=date(2024, 5, 31), reason="№ 3 бұйрық", by=centre.head)
    assert outcome_of(centre, case).state is State.NO_WORK
    register_seeker(
        person=centre.person, office=centre.office, profile=Profile(), day=date(2024, 6, 10),
        by=centre.specialist,
    )  # fmt: skip
    found = outcome_of(centre, case)
    assert (found.state, found.verdict) == (State.CAME_BACK, Verdict.LOST)
    assert outcome_of(centre, case, months=3).verdict is Verdict.LASTING, "until 31 May"


def test_a_placement_is_finished_on_its_last_day_and_its_end_says_what_came(centre: Centre) -> None:
    agreement = centre.agreement(places=2)
    kept = centre.place(agreement)
    other = centre.place(agreement, make_person(centre.office))
    end_placement(
        placement=kept, last_day=date(2024, 6, 28), reason="kept_on", by=centre.specialist
    )
    assert outcome_of(centre, kept.case).finish.day == date(2024, 6, 28)
    assert outcome_of(centre, kept.case).state is State.WORKS
    found = outcome_of(centre, other.case)
    assert (found.finish.day, found.state) == (date(2024, 12, 31), State.UNKNOWN)
    before = finishes(centre.office, start=EVER, as_of=date(2024, 12, 30))
    assert {one.case_id for one in before} == {kept.case_id}


def test_another_subsidised_job_is_coming_back(centre: Centre) -> None:
    first = centre.place(centre.agreement())
    end_placement(
        placement=first, last_day=date(2024, 3, 29), reason="term_over", by=centre.specialist
    )
    centre.place(centre.agreement("social_job"), day=date(2024, 5, 6))
    assert outcome_of(centre, first.case).state is State.CAME_BACK


def test_what_a_person_was_before_the_measure_says_nothing_of_it(centre: Centre) -> None:
    record_status(
        person=centre.person, kind="self_employed", valid_from=date(2023, 1, 1), paper="№ 1",
        by=centre.head,
    )  # fmt: skip
    placement = centre.place(centre.agreement())
    assert outcome_of(centre, placement.case).state is State.UNKNOWN
    record_status(
        person=centre.person, kind="employed", valid_from=date(2025, 1, 10), paper="№ 2",
        by=centre.head,
    )  # fmt: skip
    assert outcome_of(centre, placement.case).state is State.WORKS


def test_who_died_or_moved_away_is_neither_a_success_nor_a_failure(centre: Centre) -> None:
    case = hire(centre)
    record_status(
        person=centre.person, kind="moved_away", valid_from=date(2024, 9, 1), paper="№ 1",
        by=centre.head,
    )  # fmt: skip
    found = outcome_of(centre, case)
    assert (found.state, found.verdict) == (State.GONE, Verdict.GONE)
    counted = tally([found])
    assert (counted.due, counted.verdicts[Verdict.GONE]) == (0, 1)


def test_outcomes_are_a_function_of_what_was_known(centre: Centre) -> None:
    case = hire(centre)
    before = datetime.now(UTC)
    seen = look(centre, case, 12, date(2025, 2, 5))
    assert outcome_of(centre, case, known_at=before).verdict is Verdict.UNSEEN
    with_it = datetime.now(UTC)
    strike_watch(watch=seen, reason="басқа адам", by=centre.head)
    assert outcome_of(centre, case).verdict is Verdict.UNSEEN
    assert outcome_of(centre, case, known_at=with_it).verdict is Verdict.LASTING
    assert not case.events.live().filter(transition="held_12").exists()


@pytest.mark.parametrize(
    ("months", "day", "is_early"),
    [
        (3, date(2024, 5, 4), True),
        (3, date(2024, 5, 5), False),
        (12, date(2025, 2, 4), True),
        (12, date(2025, 2, 5), False),
    ],
)
def test_a_job_is_watched_after_its_months(
    centre: Centre, months: int, day: date, is_early: bool
) -> None:
    case = hire(centre)
    if is_early:
        with pytest.raises(WatchRefused) as refused:
            look(centre, case, months, day)
        assert refused.value.code == "too-early-to-watch"
    else:
        look(centre, case, months, day)
        assert case.events.live().filter(transition=f"held_{months}").count() == 1


def test_a_watch_is_made_once_in_order_and_with_evidence(centre: Centre) -> None:
    case = hire(centre)
    look(centre, case, 6, date(2024, 8, 10))
    for months, day, code in (
        (6, date(2024, 9, 1), "watched-already"),
        (3, date(2024, 8, 11), "watch-order"),
        (5, date(2024, 8, 11), "watch-months"),
    ):
        with pytest.raises(WatchRefused) as refused:
            look(centre, case, months, day)
        assert refused.value.code == code
    with pytest.raises(WatchRefused) as refused:
        watch(
            case=case, after_months=12, found=Found.WORKS, day=AS_OF, evidence=" ", by=centre.head
        )
    assert refused.value.code == "evidence-missing"


def test_what_is_not_finished_is_not_watched(centre: Centre) -> None:
    placement = centre.place(centre.agreement())
    with pytest.raises(WatchRefused) as refused:
        look(centre, placement.case, 3, date(2024, 12, 30))
    assert refused.value.code == "not-finished"


def test_watches_fall_due_on_their_day_and_only_the_latest_of_a_case(centre: Centre) -> None:
    case = hire(centre)
    assert due_watches(centre.office, date(2024, 5, 4)) == []
    (due,) = due_watches(centre.office, date(2024, 5, 5))
    assert (due.finish.case_id, due.after_months, due.since) == (case.pk, 3, date(2024, 5, 5))
    (due,) = due_watches(centre.office, date(2025, 2, 5))
    assert due.after_months == 12
    look(centre, case, 12, date(2025, 2, 5))
    assert due_watches(centre.office, AS_OF) == []


def test_a_grant_lasts_while_its_business_is_seen_to_run(db: None) -> None:
    with a_department() as department:
        application = paid(department)
        office = department.office
        case = application.case
        found = outcomes(office, start=date(2021, 1, 1), as_of=date(2022, 12, 31), months=12)
        assert [(one.finish.measure, one.state) for one in found] == [
            ("startup_grant", State.UNKNOWN)
        ]
        assert found[0].finish.day == PAID
        visit(
            application=application, day=after_months(PAID, 12), visitor="Сейтова А.",
            findings="Наубайхана жұмыс істейді", is_running=True, by=department.specialist,
        )  # fmt: skip
        (one,) = outcomes(office, start=date(2021, 1, 1), as_of=date(2022, 12, 31), months=12)
        assert (one.state, one.verdict) == (State.BUSINESS, Verdict.LASTING)
        assert one.seen is not None
        assert one.seen.case_id == case.pk
        row = tally([one])
        assert row.cost == one.paid > 0
        late = outcomes(office, start=date(2021, 1, 1), as_of=date(2021, 12, 31), months=12)
        assert late[0].verdict is Verdict.EARLY


def test_a_course_counts_from_its_certificate(centre: Centre) -> None:
    first, last = date(2024, 3, 4), date(2024, 3, 15)
    (application,) = ask_all(
        office=centre.office, asked=[Asked(centre.person, date(2024, 2, 20), "Наубайхана")],
        by=centre.specialist,
    )  # fmt: skip
    group = form_group(
        office=centre.office, trainer="Қалиева Ж. М.", capacity=5, first_day=first, last_day=last,
        place="", territory=None, by=centre.specialist,
    )  # fmt: skip
    (place,) = refer_all(
        group=group, selected=[Selected(application, first, first, 80)], by=centre.specialist
    )
    hold_session(
        group=group, day=first, hours=6, topic="", present=[place.pk], by=centre.specialist
    )
    assert finishes(centre.office, start=EVER, as_of=AS_OF) == []
    defend_all(
        defences=[(place, last, "Наубайхана", [("Сейтова", 80)], True)], by=centre.specialist
    )
    certify_all(certified=[(place, last)], by=centre.specialist)
    look(centre, application.case, 12, date(2025, 3, 15), Found.BUSINESS)
    found = outcome_of(centre, application.case)
    assert (found.finish.day, found.state, found.verdict) == (
        last, State.BUSINESS, Verdict.LASTING,
    )  # fmt: skip
    assert not application.case.events.filter(transition="held_12").exists()


def test_the_cost_of_a_lasting_job_is_all_that_was_paid_over_those_that_lasted(
    centre: Centre,
) -> None:
    allocate_for(
        office=centre.office, year=2024, measure="permanent_job", source="local",
        amount=1_000_00, day=date(2024, 1, 5), act="№ 1", by=centre.head,
    )  # fmt: skip
    line = budget_line(office=centre.office, year=2024, measure="permanent_job", source="local")
    people = [centre.person, *(make_person(centre.office) for _ in range(3))]
    cases = [hire(centre, person) for person in people]
    for case, tiyn in zip(cases, (100, 100, 100, 101), strict=True):
        commit(line=line, case=case, amount=tiyn, day=HIRED, by=centre.head)
        pay(line=line, case=case, measure=PERMANENT_JOB, amount=tiyn, day=HIRED, by=centre.head)
    look(centre, cases[0], 12, date(2025, 2, 5))
    look(centre, cases[1], 12, date(2025, 2, 5))
    look(centre, cases[2], 12, date(2025, 2, 5), Found.NEITHER)
    found = outcomes(centre.office, start=HIRED, as_of=AS_OF, months=12)
    row = tally(found)
    assert (row.finished, row.due, row.lasting) == (4, 4, 2)
    assert row.verdicts[Verdict.LOST] == row.verdicts[Verdict.UNSEEN] == 1
    assert row.cost == 201, "401 tiyn over two, a half up"


def test_rows_by_any_group_add_up(centre: Centre) -> None:
    people = [make_person(centre.office, date(1965, 5, 1)), make_person(centre.office)]
    for person in people:
        hire(centre, person)
    record_status(
        person=people[0], kind="disability", category="group_3", valid_from=date(2020, 1, 1),
        paper="№ 1", by=centre.head,
    )  # fmt: skip
    found = outcomes(centre.office, start=HIRED, as_of=AS_OF, months=12)
    for by in ("measure", "okrug", "place", "category", "age", "sex", "status"):
        rows = tallies(found, groups_of(by, centre.office, found))
        assert sum(row.finished for row in rows.values()) == 2, by
        assert set(names_of(by, list(rows), "ru")) == set(rows)
    ages = tallies(found, groups_of("age", centre.office, found))
    assert {key: row.finished for key, row in ages.items()} == {"over_50": 1, "youth": 1}
    statuses = tallies(found, groups_of("status", centre.office, found))
    assert set(statuses) == {"disability", "none"}


def test_another_office_is_not_counted(centre: Centre) -> None:
    hire(centre)
    other = make_office()
    with office_scope(other):
        assert outcomes(other, start=HIRED, as_of=AS_OF, months=12) == []


def test_the_months_of_a_lasting_job_are_a_figure_of_the_law(centre: Centre) -> None:
    assert lasting_months(centre.office, AS_OF) == 12


SIGHTINGS = st.builds(
    lambda after, state, still: Sighting(HIRED + timedelta(after), state, still, "watch"),
    st.integers(0, 900),
    st.sampled_from([state for state in State if state is not State.UNKNOWN]),
    st.booleans(),
)


@given(st.lists(SIGHTINGS, max_size=6), st.integers(1, 900))
def test_only_what_was_looked_at_lasts(seen: list[Sighting], due_after: int) -> None:
    seen = sorted(seen, key=lambda one: one.day)
    due = HIRED + timedelta(due_after)
    found = verdict(seen, due, HIRED + timedelta(900))
    after = [one for one in seen if one.day >= due]
    if found is Verdict.LASTING:
        assert any(one.still and one.state in AT_WORK for one in after)
    if not seen:
        assert found is Verdict.UNSEEN
    assert verdict(seen, due, due - timedelta(1)) is Verdict.EARLY
    if found is Verdict.LOST:
        assert any(one.state not in AT_WORK for one in seen)


def test_the_command_prints_what_the_page_shows(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    case = hire(centre)
    look(centre, case, 12, date(2025, 2, 5))

    def printed(form: str, **asked: Any) -> str:
        said = {"by": "measure", "measure": None, "months": None, "known_at": None} | asked
        show_outcomes(centre.office, start=HIRED, as_of=AS_OF, form=form, lang="en", **said)
        return capsys.readouterr().out

    told = json.loads(printed("json"))
    assert (told["by"], told["months"]) == ("measure", 12)
    row, total = told["rows"]
    assert (row["group"], row["works"], row["lasting"]) == ("permanent_job", 1, 1)
    assert (total["group"], total["people"]) == ("total", 1)
    assert "Permanent job" in printed("text")
    for wrong in ({"by": "colour"}, {"measure": "fuel_aid"}):
        with pytest.raises(click.ClickException):
            printed("text", **wrong)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_workbook_has_the_table_and_the_cases(centre: Centre, language: str) -> None:
    case = hire(centre)
    found = outcomes(centre.office, start=HIRED, as_of=AS_OF, months=12)
    rows = tallies(found, groups_of("measure", centre.office, found))
    printed = print_outcomes(
        found, rows, names_of("measure", list(rows), language), tally(found),
        start=HIRED, as_of=AS_OF, months=12, language=language,
    )  # fmt: skip
    book = load_workbook(io.BytesIO(printed))
    table, cases = book.worksheets
    assert [cell.value for cell in table[3]][1:3] == [1, 1]
    assert cases["B2"].value == case.pk
    assert cases["D2"].value.date() == HIRED
