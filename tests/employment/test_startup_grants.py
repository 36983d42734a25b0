"""A startup grant from the announcement of a round to the return of what was misused."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qamtu.casework.acts import ActRefused, retract_event
from qamtu.casework.models import CaseEvent
from qamtu.documents.models import Document, keep_document
from qamtu.employment.dues import PAID_BY_RUNS
from qamtu.employment.grant_applications import Applied, Item, admit, judge_applications, refuse
from qamtu.employment.grant_awards import (
    award,
    award_all,
    draw_protocol,
    retract_protocol,
    sign_contract,
    turn_down,
    withdraw,
)
from qamtu.employment.grant_rounds import (
    USUAL_CRITERIA,
    Criterion,
    GrantRefused,
    awarded_in,
    dismiss_member,
    name_member,
    open_round,
    take_back_round,
)
from qamtu.employment.grant_scores import declare_conflict, points_of, ranking, score
from qamtu.employment.grant_use import (
    Receipt,
    accept_report,
    account_of,
    demand_return,
    report_use,
    strike,
    take_return,
    visit,
)
from qamtu.employment.models import (
    GrantApplication,
    GrantCriterion,
    GrantDecision,
    GrantMember,
    GrantSheet,
)
from qamtu.finance.bank import read_bank_answer, reference_of
from qamtu.finance.models import MoneyEntry
from qamtu.finance.money import allocate
from qamtu.finance.runs import totals_of
from qamtu.people.statuses import record_status
from qamtu.rules.facts import FactsRefused
from qamtu.trilingual import Names

from .a_grant_round import APPLIED, CHECKED, GRANT, HELD, Department, a_department

PAYABLE = PAID_BY_RUNS["startup_grant"]
MAY = date(2021, 5, 1)
PAID = date(2021, 5, 20)


@pytest.fixture
def department(db: None) -> Iterator[Department]:
    with a_department() as made:
        yield made


def code_of(refused: pytest.ExceptionInfo[GrantRefused]) -> str:
    return refused.value.code


def protocol(department: Department) -> None:
    draw_protocol(round=department.round, day=HELD, by=department.specialist)


def awarded(department: Department) -> GrantDecision:
    application = department.admitted()
    protocol(department)
    return award(application=application, day=HELD, by=department.head)


def signed(department: Department) -> GrantDecision:
    decision = awarded(department)
    sign_contract(
        decision=decision, number="12", day=date(2021, 5, 10), spend_by=date(2021, 11, 10),
        by=department.specialist,
    )  # fmt: skip
    return decision


def paid(department: Department) -> GrantApplication:
    decision = signed(department)
    run = PAYABLE.prepare(office=department.office, month=MAY, by=department.accountant)
    PAYABLE.approve(run=run, day=PAID, by=department.head)
    return decision.application


def paper(department: Department, content: bytes = b"receipt") -> Document:
    return keep_document(
        office_id=department.office.pk, title="чек", content=content, media_type="text/plain",
        by=department.specialist,
    )  # fmt: skip


# The round


def test_a_round_is_announced_within_the_money_of_its_line(department: Department) -> None:
    line = department.round.line
    assert department.round.criteria.count() == len(USUAL_CRITERIA)
    with pytest.raises(GrantRefused) as refused:
        open_round(
            office=department.office, line=line, money=1, opens_on=date(2021, 6, 1),
            closes_on=date(2021, 6, 30), act="№ 9", by=department.head,
        )  # fmt: skip
    assert (code_of(refused), refused.value.values["left"]) == ("grant-money-short", 0)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"closes_on": date(2021, 3, 31)}, "grant-window-order"),
        ({"opens_on": date(2018, 8, 22)}, "grant-before-law"),
        ({"act": "  "}, "grant-act"),
        ({"criteria": []}, "grant-criteria"),
        ({"criteria": [Criterion(Names("а", "а", "a"), 0)]}, "grant-criteria"),
        ({"quorum": 0}, "grant-quorum"),
        ({"least": 101}, "grant-least"),
    ],
)
def test_a_round_that_can_not_be(department: Department, changed: dict, code: str) -> None:
    said = {
        "office": department.office, "line": department.round.line, "money": 1, "act": "№ 9",
        "opens_on": date(2021, 4, 1), "closes_on": date(2021, 4, 30), "by": department.head,
    } | changed  # fmt: skip
    department.round.retract(reason="wrong", by=department.head)
    with pytest.raises(GrantRefused) as refused:
        open_round(**said)
    assert code_of(refused) == code


def test_a_member_is_named_once_and_dismissed_before_scoring_alone(department: Department) -> None:
    with pytest.raises(GrantRefused) as refused:
        name_member(round=department.round, name="К. Ли", post="x", by=department.head)
    assert code_of(refused) == "grant-member-twice"
    dismiss_member(member=department.members[2], reason="left", by=department.head)
    application = department.admitted(points=None)
    department.score(application, department.members[0], 5)
    with pytest.raises(GrantRefused) as refused:
        dismiss_member(member=department.members[0], reason="left", by=department.head)
    assert code_of(refused) == "grant-member-scored"


def test_a_round_is_taken_back_while_nobody_has_applied(department: Department) -> None:
    application = department.application()
    with pytest.raises(GrantRefused) as refused:
        take_back_round(round=department.round, reason="wrong", by=department.head)
    assert code_of(refused) == "grant-applications-stand"
    withdraw(application=application, day=APPLIED, reason="asked to", by=department.head)
    take_back_round(round=department.round, reason="wrong", by=department.head)
    open_round(
        office=department.office, line=department.round.line, money=3 * GRANT, act="№ 9",
        opens_on=date(2021, 6, 1), closes_on=date(2021, 6, 30), by=department.head,
    )  # fmt: skip


# The application


def test_an_application_is_registered_judged_and_admitted(department: Department) -> None:
    application = department.application(
        items=[Item("Пеш", 300_000_00, 2, 50_000_00), Item("Үстел", 33_400_00)]
    )
    assert application.asked == GRANT, "600 000 − 50 000 + 33 400"
    assert application.assessment.is_entitled
    assert application.assessment.basic == GRANT
    assert (application.category, application.case.category) == ("self_employed", "self_employed")
    admit(application=application, day=CHECKED, by=department.specialist)
    application.case.refresh_from_db()
    assert application.case.state == "checked"


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        (date(2021, 3, 31), False),
        (date(2021, 4, 1), True),
        (date(2021, 4, 30), True),
        (date(2021, 5, 1), False),
    ],
)
def test_the_window_from_both_sides(department: Department, day: date, is_taken: bool) -> None:
    if is_taken:
        assert department.application(day=day).applied_on == day
        return
    with pytest.raises(GrantRefused) as refused:
        department.application(day=day)
    assert code_of(refused) == "grant-window"


def test_one_application_of_a_person_in_a_round_until_it_is_withdrawn(
    department: Department,
) -> None:
    person = department.person()
    first = department.application(person)
    with pytest.raises(GrantRefused) as refused:
        department.application(person)
    assert code_of(refused) == "grant-applied-already"
    assert CaseEvent.objects.filter(person=person).count() == 1, "nothing of the second is left"
    withdraw(application=first, day=APPLIED, reason="asked to", by=department.specialist)
    assert department.application(person).pk != first.pk


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"title": " "}, "grant-title"),
        ({"items": []}, "grant-estimate"),
        ({"items": [Item("Пеш", 5_00, 1, 5_00)]}, "grant-estimate"),
        ({"items": [Item("Пеш", 5_00), Item("", 5_00)]}, "grant-estimate-row"),
        ({"items": [Item("Пеш", 5_00), Item("Пеш", 5_00, 0)]}, "grant-estimate-row"),
        ({"items": [Item("Пеш", 500_00), Item("Пеш", 5_00, 1, 6_00)]}, "grant-estimate-row"),
        ({"category": "miner"}, "grant-category-unknown"),
        ({"category": "carer"}, "grant-category-paper"),
        ({"category": "asp_recipient"}, "grant-category-not-held"),
        ({"category": "women"}, "grant-category-not-held"),
        ({"certified_on": date(2021, 2, 1)}, "grant-certificate"),
    ],
)
def test_what_is_not_filled_in_is_not_registered(
    department: Department, said: dict, code: str
) -> None:
    with pytest.raises(GrantRefused) as refused:
        department.application(**said)
    assert code_of(refused) == code
    assert not GrantApplication.objects.filter(round=department.round).exists()


def test_a_certificate_of_a_later_day_is_a_wrong_fact(department: Department) -> None:
    with pytest.raises(FactsRefused):
        department.application(certificate="7", certified_on=date(2021, 4, 13))


def test_the_dead_do_not_apply(department: Department) -> None:
    with pytest.raises(GrantRefused) as refused:
        department.application(department.person("deceased"))
    assert code_of(refused) == "person-deceased"


def test_the_category_is_the_first_that_is_held_where_none_is_claimed(
    department: Department,
) -> None:
    young = department.person("", date(1995, 1, 1))
    assert department.application(young).category == "youth"
    mother = department.person("asp_recipient", date(1985, 1, 1))
    assert department.application(mother, category="asp_recipient").category == "asp_recipient"


GROUNDS = {
    "ground_category": {"status": ""},
    "ground_amount": {"items": [Item("Пеш", GRANT + 1)]},
    "ground_once": {"earlier_grant_on": date(2019, 9, 2)},
    "ground_ban": {"status": "disability", "may_work": False},
    "ground_activity": {"is_excluded_activity": True},
}


@pytest.mark.parametrize("ground", GROUNDS)
def test_refused_on_each_ground_under_a_number(department: Department, ground: str) -> None:
    said = dict(GROUNDS[ground])
    person = department.person(str(said.pop("status", "self_employed")))
    application = department.application(person, **said)
    assert application.assessment.grounds == [ground]
    with pytest.raises(GrantRefused) as refused:
        admit(application=application, day=CHECKED, by=department.specialist)
    assert code_of(refused) == "grant-not-admitted"
    decision = refuse(application=application, day=CHECKED, by=department.head, note="қосымша")
    assert (decision.kind, decision.number, decision.amount) == ("refused", 1, 0)
    assert "№ 513" in decision.reason, "the act stands with the ground"
    assert decision.reason.endswith("қосымша")
    application.case.refresh_from_db()
    assert application.case.state == "refused"


def test_no_certificate_is_a_ground_from_the_rules_of_2022(db: None) -> None:
    window = {"opens_on": date(2022, 2, 1), "closes_on": date(2022, 2, 28)}
    with a_department(**window) as made:
        before = made.application(
            made.person("asp_recipient"), day=date(2022, 2, 4), category="asp_recipient"
        )
        assert before.assessment.grounds == []
        without = made.application(made.person("asp_recipient"), day=date(2022, 2, 7))
        assert without.assessment.grounds == ["ground_certificate"]
        with_one = made.application(
            made.person("asp_recipient"), day=date(2022, 2, 7), certificate="8",
            certified_on=date(2022, 2, 7),
        )  # fmt: skip
        assert with_one.assessment.is_entitled


def test_the_limit_to_the_tiyn_in_both_years(db: None) -> None:
    """200 × 2 917 = 583 400 in 2021, 400 × 3 063 = 1 225 200 in 2022."""
    with a_department() as made:
        person = made.person("asp_recipient")
        for day, limit in ((date(2021, 12, 31), 583_400_00), (date(2022, 1, 1), 1_225_200_00)):
            at, above = judge_applications(
                office=made.office,
                applied=[Applied(person, day, "x", [Item("y", limit + more)]) for more in (0, 1)],
            )
            assert (at.grounds, above.grounds) == ((), ("ground_amount",))


def test_who_was_awarded_before_is_refused_unless_it_was_withdrawn(department: Department) -> None:
    decision = awarded(department)
    person = decision.application.person
    applied = Applied(person, date(2021, 6, 1), "x", [Item("y", GRANT)])
    (judged,) = judge_applications(office=department.office, applied=[applied])
    assert judged.grounds == ("ground_once",)
    withdraw(
        application=decision.application, day=date(2021, 5, 6), reason="moves", by=department.head
    )
    (judged,) = judge_applications(office=department.office, applied=[applied])
    assert judged.grounds == ()


# The commission


def test_points_are_the_weighted_sum_of_the_means(department: Department) -> None:
    application = department.admitted(points=None)
    for member, points in zip(department.members, (8, 9, 9), strict=True):
        department.score(application, member, points)
    (ranked,) = ranking(department.round)
    assert ranked.points == Fraction(5 * 26, 3)
    assert (ranked.counted, ranked.is_passed, ranked.fits) == (3, True, True)


def test_a_member_with_a_conflict_does_not_score_and_is_not_counted(
    department: Department,
) -> None:
    application = department.admitted(points=8)
    department.score(application, department.members[0], 1)
    declare_conflict(
        application=application, member=department.members[0], reason="a cousin", by=department.head
    )
    with pytest.raises(GrantRefused) as refused:
        department.score(application, department.members[0], 10)
    assert code_of(refused) == "grant-conflict"
    (ranked,) = ranking(department.round)
    assert (ranked.points, ranked.counted) == (Fraction(40), 2)
    assert ranked.conflicts == (department.members[0].name,)


def test_the_database_keeps_one_sheet_of_a_member_points_or_a_conflict(
    department: Department,
) -> None:
    application = department.admitted()
    fields = {
        "office": department.office, "application": application, "recorded_by": department.head
    }  # fmt: skip
    with pytest.raises(DatabaseError, match="grant_sheet_once"), transaction.atomic():
        GrantSheet.objects.create(member=department.members[0], points={"1": 1}, **fields)
    other = department.admitted(points=None)
    fields["application"] = other
    with pytest.raises(DatabaseError, match="grant_points_or_conflict"), transaction.atomic():
        GrantSheet.objects.create(
            member=department.members[0], points={"1": 1}, conflict="x", **fields
        )


@pytest.mark.parametrize(("points", "is_taken"), [(-1, False), (0, True), (10, True), (11, False)])
def test_points_from_both_sides(department: Department, points: int, is_taken: bool) -> None:
    application = department.admitted(points=None)
    if is_taken:
        department.score(application, department.members[0], points)
        return
    with pytest.raises(GrantRefused) as refused:
        department.score(application, department.members[0], points)
    assert code_of(refused) == "grant-points"


def test_points_are_corrected_with_a_reason_and_the_old_ones_stay(department: Department) -> None:
    application = department.admitted(points=5)
    member = department.members[0]
    criteria = department.round.criteria.values_list("pk", flat=True)
    with pytest.raises(GrantRefused) as refused:
        score(
            application=application, member=member, points=dict.fromkeys(criteria, 6),
            by=department.head,
        )  # fmt: skip
    assert code_of(refused) == "grant-scored-already"
    department.score(application, member, 6)
    assert application.sheets.filter(member=member).count() == 2
    with pytest.raises(GrantRefused) as refused:
        score(application=application, member=member, points={}, by=department.head)
    assert code_of(refused) == "grant-points-missing"


def test_who_was_not_admitted_is_not_scored(department: Department) -> None:
    application = department.application()
    with pytest.raises(GrantRefused) as refused:
        department.score(application, department.members[0], 5)
    assert code_of(refused) == "grant-not-checked"


def test_the_ranking_goes_by_points_then_by_the_earlier_application(db: None) -> None:
    with a_department(money=2 * GRANT) as made:
        late = made.admitted(9, day=date(2021, 4, 20))
        low = made.admitted(4)
        early = made.admitted(9, day=date(2021, 4, 2))
        best = made.admitted(10)
        found = ranking(made.round)
        assert [one.application for one in found] == [best, early, late, low]
        assert [one.fits for one in found] == [True, True, False, False]
        assert [one.is_passed for one in found] == [True, True, True, False], "40 of 100 is below"


def test_nobody_is_passed_over_for_one_who_asks_for_less(db: None) -> None:
    with a_department(money=GRANT) as made:
        made.admitted(10, items=[Item("Пеш", GRANT - 100_000_00)])
        made.admitted(9)
        made.admitted(8, items=[Item("Пеш", 50_000_00)])
        assert [one.fits for one in ranking(made.round)] == [True, False, False]


@given(points=st.lists(st.lists(st.integers(0, 10), min_size=2, max_size=2), max_size=6))
def test_points_lie_between_nothing_and_the_most(points: list[list[int]]) -> None:
    criteria = [GrantCriterion(pk=1, most=10, weight=1), GrantCriterion(pk=2, most=10, weight=3)]
    sheets = [GrantSheet(points={"1": a, "2": b}) for a, b in points]
    found = points_of(sheets, criteria)
    assert 0 <= found <= 40
    conflicted = [*sheets, GrantSheet(points={}, conflict="x")]
    assert points_of(conflicted, criteria) == found, "a conflict counts for nothing"
    assert points_of(sheets[::-1], criteria) == found


# The protocol and the awards


def test_a_protocol_keeps_the_ranking_and_closes_the_scoring(department: Department) -> None:
    first, second = department.admitted(9), department.admitted(7)
    protocol(department)
    kept = department.round.protocols.get()
    assert [row["application"] for row in kept.rows] == [first.pk, second.pk]
    assert [row["points"] for row in kept.rows] == ["45", "35"]
    assert kept.number == 1
    for act in (
        lambda: department.score(first, department.members[0], 1),
        lambda: department.application(),
        lambda: protocol(department),
        lambda: name_member(round=department.round, name="x", post="y", by=department.head),
    ):
        with pytest.raises(GrantRefused) as refused:
            act()
        assert code_of(refused) == "grant-protocol-held"


def test_no_protocol_before_the_window_closes_unchecked_or_unscored(
    department: Department,
) -> None:
    def refusal(day: date = HELD) -> str:
        with pytest.raises(GrantRefused) as refused:
            draw_protocol(round=department.round, day=day, by=department.head)
        return code_of(refused)

    assert refusal() == "grant-nothing-ranked"
    application = department.application()
    assert refusal(date(2021, 4, 29)) == "grant-window-open"
    assert refusal() == "grant-unchecked"
    admit(application=application, day=CHECKED, by=department.head)
    department.score(application, department.members[0], 8)
    assert refusal() == "grant-unscored", "one of two that the quorum asks"
    department.score(application, department.members[1], 8)
    draw_protocol(round=department.round, day=date(2021, 4, 30), by=department.head)


def test_an_award_is_numbered_and_binds_the_money(department: Department) -> None:
    decision = awarded(department)
    assert (decision.kind, decision.number, decision.amount) == ("awarded", 1, GRANT)
    line = department.round.line
    line.refresh_from_db()
    assert (line.committed, line.paid) == (GRANT, 0)
    event = decision.application.case.events.get(transition="approve")
    assert event.category == "self_employed"
    entry = MoneyEntry.objects.get(case=decision.application.case)
    assert entry.event_id == event.pk


def test_each_who_fits_is_awarded_and_the_others_are_turned_down(db: None) -> None:
    with a_department(money=2 * GRANT) as made:
        best, second, third, low = (made.admitted(points) for points in (10, 9, 8, 3))
        protocol(made)
        with pytest.raises(GrantRefused) as refused:
            award(application=third, day=HELD, by=made.head)
        assert code_of(refused) == "grant-not-in-money"
        with pytest.raises(GrantRefused) as refused:
            turn_down(application=best, day=HELD, by=made.head)
        assert code_of(refused) == "grant-fits"
        award_all(round=made.round, awarded=[(best, HELD), (second, HELD)], by=made.head)
        with pytest.raises(GrantRefused) as refused:
            award(application=third, day=HELD, by=made.head)
        assert code_of(refused) == "grant-money"
        with pytest.raises(GrantRefused) as refused:
            award(application=low, day=HELD, by=made.head)
        assert code_of(refused) == "grant-not-passed"
        numbers = [turn_down(application=one, day=HELD, by=made.head) for one in (third, low)]
        assert [one.number for one in numbers] == [3, 4]
        assert "қаражаты жетпеді" in numbers[0].reason
        assert "шектен аз" in numbers[1].reason
        assert awarded_in(made.round) == 2 * GRANT


def test_what_was_withdrawn_goes_to_the_next(db: None) -> None:
    with a_department(money=GRANT) as made:
        first, second = made.admitted(9), made.admitted(8)
        protocol(made)
        award(application=first, day=HELD, by=made.head)
        withdraw(application=first, day=HELD, reason="moves", by=made.head)
        line = made.round.line
        line.refresh_from_db()
        assert (line.committed, awarded_in(made.round)) == (0, 0)
        award(application=second, day=HELD, by=made.head)
        line.refresh_from_db()
        assert (line.committed, awarded_in(made.round)) == (GRANT, GRANT)


def test_an_award_is_not_given_twice_before_the_protocol_or_without_one(
    department: Department,
) -> None:
    application = department.admitted()
    with pytest.raises(GrantRefused) as refused:
        award(application=application, day=HELD, by=department.head)
    assert code_of(refused) == "grant-no-protocol"
    protocol(department)
    with pytest.raises(GrantRefused) as refused:
        award(application=application, day=date(2021, 5, 2), by=department.head)
    assert code_of(refused) == "grant-before-protocol"
    award(application=application, day=HELD, by=department.head)
    with pytest.raises(ActRefused):
        award(application=application, day=HELD, by=department.head)
    with pytest.raises(GrantRefused) as refused:
        retract_protocol(
            protocol=department.round.protocols.get(), reason="wrong", by=department.head
        )
    assert code_of(refused) == "grant-awards-stand"


def test_an_award_whose_step_was_retracted_is_given_anew(department: Department) -> None:
    decision = awarded(department)
    application = decision.application
    event = application.case.events.get(transition="approve")
    retract_event(event=event, reason="a wrong day", by=department.head)
    again = award(application=application, day=date(2021, 5, 4), by=department.head)
    decision.refresh_from_db()
    assert not decision.is_live
    assert again.number == decision.number + 1
    line = department.round.line
    line.refresh_from_db()
    assert line.committed == awarded_in(department.round) == GRANT


def test_a_refusal_whose_step_was_retracted_is_decided_anew(department: Department) -> None:
    application = department.application(department.person(""))
    first = refuse(application=application, day=CHECKED, by=department.head)
    event = application.case.events.get(transition="refuse")
    retract_event(event=event, reason="a wrong day", by=department.head)
    again = refuse(application=application, day=date(2021, 4, 23), by=department.head)
    first.refresh_from_db()
    assert (first.is_live, again.number) == (False, 2)


def test_one_person_is_not_awarded_in_two_rounds(department: Department) -> None:
    """The rules judged the second application before the first was awarded."""
    first = department.admitted()
    line, office = department.round.line, department.office
    allocate(line=line, amount=GRANT, day=APPLIED, act="№ 2", by=department.head)
    one = department.round
    department.round = open_round(
        office=office, line=line, money=GRANT, act="№ 6", by=department.head,
        opens_on=date(2021, 4, 1), closes_on=date(2021, 4, 30),
    )  # fmt: skip
    department.members = [
        name_member(round=department.round, name="Қ. Әлі", post="сарапшы", by=department.head)
    ]
    second = department.admitted(person=first.person)
    assert second.assessment.is_entitled
    for of in (one, department.round):
        draw_protocol(round=of, day=HELD, by=department.head)
    award(application=first, day=HELD, by=department.head)
    with pytest.raises(GrantRefused) as refused:
        award(application=second, day=HELD, by=department.head)
    assert code_of(refused) == "grant-awarded-elsewhere"
    turn_down(application=second, day=HELD, reason="awarded elsewhere", by=department.head)


def test_the_dead_are_not_awarded(department: Department) -> None:
    application = department.admitted()
    protocol(department)
    record_status(
        person=application.person, kind="deceased", paper="№ 3", by=department.head,
        valid_from=date(2021, 5, 1),
    )  # fmt: skip
    with pytest.raises(GrantRefused) as refused:
        award(application=application, day=HELD, by=department.head)
    assert code_of(refused) == "person-deceased"


def test_the_database_refuses_an_award_beyond_the_round(db: None) -> None:
    with a_department(money=GRANT) as made:
        first, second = made.admitted(9), made.admitted(8)
        protocol(made)
        award(application=first, day=HELD, by=made.head)
        with pytest.raises(DatabaseError, match="would exceed its money"), transaction.atomic():
            GrantDecision.objects.create(
                office=made.office, application=second, round=made.round, year=2021, number=99,
                protocol=made.round.protocols.get(), kind="awarded", decided_on=HELD,
                category="youth", amount=1, recorded_by=made.head,
            )  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    money=st.integers(1, 4 * GRANT),
    asked=st.lists(st.tuples(st.integers(1, GRANT), st.integers(0, 10)), min_size=1, max_size=5),
    order=st.randoms(use_true_random=False),
)
def test_whatever_is_asked_and_awarded_in_any_order_stays_within_the_money(
    db: None, money: int, asked: list[tuple[int, int]], order: object
) -> None:
    with a_department(money=money) as made:
        of = [made.admitted(points, items=[Item("x", sum_)]) for sum_, points in asked]
        protocol(made)
        fits = {row["application"] for row in made.round.protocols.get().rows if row["fits"]}
        order.shuffle(of)  # type: ignore[attr-defined]
        for application in of:
            with suppress(GrantRefused):
                award(application=application, day=HELD, by=made.head)
        given = set(GrantDecision.objects.live().values_list("application", flat=True))
        assert given & {one.pk for one in of} == fits
        made.round.line.refresh_from_db()
        assert made.round.line.committed == awarded_in(made.round) <= money


# Contract, payment, use


def test_a_contract_follows_the_award(department: Department) -> None:
    decision = awarded(department)

    def refusal(number: str = "12", day: date = HELD, spend_by: date = HELD) -> str:
        with pytest.raises(GrantRefused) as refused:
            sign_contract(
                decision=decision, number=number, day=day, spend_by=spend_by, by=department.head
            )
        return code_of(refused)

    assert refusal(number=" ") == "grant-contract"
    assert refusal(day=date(2021, 5, 2)) == "grant-contract-order"
    assert refusal(day=date(2021, 5, 4)) == "grant-contract-order", "to be spent before it"
    sign_contract(decision=decision, number="12", day=HELD, spend_by=HELD, by=department.head)
    assert refusal() == "grant-contract-known"


def test_nothing_is_due_without_a_contract_and_once_with_it(department: Department) -> None:
    decision = awarded(department)
    assert PAYABLE.dues_of(department.office, MAY) == []
    sign_contract(
        decision=decision, number="12", day=date(2021, 6, 2), spend_by=date(2021, 12, 2),
        by=department.head,
    )  # fmt: skip
    assert PAYABLE.dues_of(department.office, MAY) == [], "signed in June"
    assert [due.amount for due in PAYABLE.dues_of(department.office, date(2021, 7, 1))] == [GRANT]
    assert PAYABLE.dues_of(department.office, date(2022, 1, 1)) == []


def test_the_run_pays_out_of_what_the_award_has_bound(db: None) -> None:
    with a_department(money=GRANT) as made:
        application = paid(made)
        line = made.round.line
        line.refresh_from_db()
        assert (line.allocated, line.committed, line.paid) == (GRANT, GRANT, GRANT)
        assert account_of(application).paid == GRANT
        with pytest.raises(GrantRefused) as refused:
            withdraw(application=application, day=HELD, reason="x", by=made.head)
        assert code_of(refused) == "grant-paid-already"


def test_what_the_bank_returns_stays_bound_and_is_paid_again(db: None) -> None:
    with a_department(money=GRANT) as made:
        application = paid(made)
        run = application.case.payments.get().run
        row = f"{reference_of(application.case.payments.get(), run)};returned;closed"
        content = f"reference;status;reason\n{row}\n".encode()
        read_bank_answer(run=run, content=content, day=date(2021, 5, 25), by=made.accountant)
        line = made.round.line
        line.refresh_from_db()
        assert (line.committed, line.paid) == (GRANT, 0)
        again = PAYABLE.prepare(office=made.office, month=MAY, by=made.accountant)
        again = PAYABLE.approve(run=again, day=date(2021, 5, 27), by=made.head)
        assert totals_of(again) == {"paid": (1, GRANT)}
        line.refresh_from_db()
        assert (line.committed, line.paid) == (GRANT, GRANT)


def test_an_award_withdrawn_between_preparing_and_approving_is_not_paid(
    department: Department,
) -> None:
    signed(department)
    other = department.accountant
    run = PAYABLE.prepare(office=department.office, month=MAY, by=other)
    decision = GrantDecision.objects.get(round=department.round)
    decision.retract(reason="a mistake", by=department.head)
    with pytest.raises(Exception, match="run-empty"):
        PAYABLE.approve(run=run, day=date(2021, 5, 20), by=department.head)


def test_receipts_show_the_use_and_the_report_is_accepted(department: Department) -> None:
    application = paid(department)
    with pytest.raises(GrantRefused) as refused:
        accept_report(application=application, day=date(2021, 8, 2), by=department.head)
    assert (code_of(refused), refused.value.values["left"]) == ("grant-unspent", GRANT)
    report_use(
        application=application, day=date(2021, 8, 2), by=department.specialist,
        receipts=[
            Receipt("Пеш", date(2021, 6, 1), GRANT - 1, paper(department, b"1")),
            Receipt("Ұн", date(2021, 6, 1), 1, paper(department, b"2")),
        ],
    )  # fmt: skip
    assert account_of(application).unshown == 0
    accept_report(application=application, day=date(2021, 8, 2), by=department.head)
    application.case.refresh_from_db()
    assert application.case.state == "carried_out"


@pytest.mark.parametrize(
    ("spent_on", "is_taken"),
    [
        (date(2021, 5, 9), False),
        (date(2021, 5, 10), True),
        (date(2021, 11, 10), True),
        (date(2021, 11, 11), False),
    ],
)
def test_a_receipt_is_of_the_term_of_the_contract(
    department: Department, spent_on: date, is_taken: bool
) -> None:
    application = paid(department)
    receipt = Receipt("Пеш", spent_on, 100, paper(department))
    said = {"application": application, "day": date(2021, 12, 1), "by": department.head}
    if is_taken:
        assert len(report_use(receipts=[receipt], **said)) == 1
        return
    with pytest.raises(GrantRefused) as refused:
        report_use(receipts=[receipt], **said)
    assert code_of(refused) == "grant-receipt-day"


def test_a_paper_is_shown_once_by_anyone(department: Department) -> None:
    application = paid(department)
    receipt = Receipt("Пеш", date(2021, 6, 1), 100, paper(department))
    said = {"application": application, "day": date(2021, 8, 2), "by": department.head}
    report_use(receipts=[receipt], **said)
    with pytest.raises(GrantRefused) as refused:
        report_use(receipts=[Receipt("Ұн", date(2021, 6, 2), 50, paper(department))], **said)
    assert code_of(refused) == "grant-receipt-twice", "the same bytes under another name"


def test_what_was_recorded_wrongly_is_struck_and_recorded_anew(department: Department) -> None:
    decision = signed(department)
    contract = decision.contracts.get()
    strike(record=contract, reason="a wrong number", by=department.head)
    assert PAYABLE.dues_of(department.office, MAY) == []
    sign_contract(
        decision=decision, number="13", day=date(2021, 5, 10), spend_by=date(2021, 11, 10),
        by=department.head,
    )  # fmt: skip
    run = PAYABLE.prepare(office=department.office, month=MAY, by=department.accountant)
    PAYABLE.approve(run=run, day=date(2021, 5, 20), by=department.head)
    with pytest.raises(GrantRefused) as refused:
        strike(record=decision.contracts.get(retracted_at=None), reason="x", by=department.head)
    assert code_of(refused) == "grant-paid-already"
    application = decision.application
    receipt = Receipt("Пеш", date(2021, 6, 1), 100, paper(department))
    said = {"application": application, "day": date(2021, 8, 2), "by": department.head}
    (wrong,) = report_use(receipts=[receipt], **said)
    strike(record=wrong, reason="another grantee's", by=department.head)
    assert account_of(application).shown == 0
    report_use(receipts=[receipt], **said)


def test_a_visit_keeps_its_photos(department: Department) -> None:
    decision = awarded(department)
    said = {
        "application": decision.application, "visitor": "А. Сейтова", "findings": "Жұмыс істейді",
        "is_running": True, "by": department.specialist,
    }  # fmt: skip
    with pytest.raises(GrantRefused) as refused:
        visit(day=date(2021, 7, 1), **said)
    assert code_of(refused) == "grant-no-contract"
    sign_contract(decision=decision, number="12", day=HELD, spend_by=HELD, by=department.head)
    made = visit(day=date(2021, 7, 1), photos=[paper(department, b"jpg")], **said)
    assert made.photos.count() == 1
    with pytest.raises(GrantRefused) as refused:
        visit(day=date(2021, 5, 2), **said)
    assert code_of(refused) == "grant-visit-before"


def test_what_was_misused_is_demanded_and_comes_back_to_the_line(department: Department) -> None:
    application = paid(department)
    with pytest.raises(GrantRefused) as refused:
        demand_return(
            application=application, amount=GRANT + 1, reason="a car", day=date(2021, 9, 1),
            by=department.head,
        )  # fmt: skip
    assert (code_of(refused), refused.value.values["left"]) == ("grant-return", GRANT)
    demand = demand_return(
        application=application, amount=200_000_00, reason="a car", day=date(2021, 9, 1),
        by=department.head,
    )  # fmt: skip
    with pytest.raises(GrantRefused) as refused:
        demand_return(
            application=application, amount=GRANT - 200_000_00 + 1, reason="x",
            day=date(2021, 9, 1), by=department.head,
        )  # fmt: skip
    assert refused.value.values["left"] == GRANT - 200_000_00
    take_return(demand=demand, amount=150_000_00, day=date(2021, 9, 9), by=department.accountant)
    account = account_of(application)
    assert (account.demanded, account.returned) == (200_000_00, 150_000_00)
    entry = MoneyEntry.objects.get(case=application.case, kind="returned")
    assert entry.amount == 150_000_00
    line = department.round.line
    line.refresh_from_db()
    assert (line.committed, line.paid) == (GRANT - 150_000_00, GRANT - 150_000_00)


def test_members_of_another_round_do_not_score(department: Department) -> None:
    application = department.admitted(points=None)
    with a_department() as other:
        stranger: GrantMember = other.members[0]
    with pytest.raises(GrantRefused) as refused:
        department.score(application, stranger, 5)
    assert code_of(refused) == "grant-member"
