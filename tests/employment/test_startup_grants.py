"""Grants: judged by the day's rules, scored, ranked within the money, awarded once, paid."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connections

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Role
from qamtu.employment.dues import PAID_BY_RUNS
from qamtu.employment.grants import (
    GrantRefused,
    add_member,
    apply_for_grant,
    award,
    awarded_of,
    open_round,
    ranking,
    score,
)
from qamtu.employment.models import GrantApplication, GrantAward, GrantRound
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.money import allocate_for
from qamtu.finance.runs import totals_of
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from tests.factories import make_office, make_person, make_user

from .conftest import Centre

GRANT = 583_400_00  # 200 MRP of 2021
OPENS, CLOSES, DAY = date(2021, 4, 1), date(2021, 4, 20), date(2021, 4, 5)
AWARDED = date(2021, 5, 11)


def opened(centre: Centre, grants: int = 2) -> GrantRound:
    return open_round(
        office=centre.office, opens_on=OPENS, closes_on=CLOSES, money=grants * GRANT, by=centre.head
    )


def applied(
    centre: Centre, round: GrantRound, person: Person | None = None, **changed: Any
) -> GrantApplication:
    terms: dict[str, Any] = {
        "project": "Наубайхана",
        "estimate": [("Пеш", 400_000_00), ("Ұн", GRANT - 400_000_00)],
        "category": "self_employed",
        "day": DAY,
        **changed,
    }
    return apply_for_grant(
        round=round, person=person or make_person(centre.office), by=centre.specialist, **terms
    )


def scored(centre: Centre, round: GrantRound, points: list[int]) -> list[GrantApplication]:
    member = add_member(round=round, name="А. Сейіт")
    made = [applied(centre, round) for _ in points]
    for one, given in zip(made, points, strict=True):
        score(application=one, member=member, points=given, by=centre.specialist)
    return made


def test_an_application_keeps_what_the_rules_said(centre: Centre) -> None:
    one = applied(centre, opened(centre))
    assert one.asked == GRANT
    assert one.assessment.is_entitled
    assert one.assessment.basic == GRANT
    assert one.case.state == "checked"
    assert one.case.category == "self_employed"


@pytest.mark.parametrize(
    ("changed", "ground"),
    [
        ({"estimate": [("Пеш", GRANT + 1)]}, "ground_amount"),
        ({"category": "women"}, "ground_category"),
        ({"facts": {"is_excluded_activity": True}}, "ground_activity"),
        ({"category": "disabled", "facts": {"may_work": False}}, "ground_ban"),
    ],
)
def test_each_ground_refuses_with_its_words(
    centre: Centre, changed: dict[str, Any], ground: str
) -> None:
    one = applied(centre, opened(centre), **changed)
    assert one.assessment.grounds == [ground]
    one.case.refresh_from_db()
    assert one.case.state == "refused"
    assert one.case.events.get(transition="refuse").reason
    with pytest.raises(GrantRefused) as refused:
        award(application=one, day=AWARDED, by=centre.head)
    assert refused.value.code == "not-admitted"


def test_a_second_grant_is_refused(centre: Centre) -> None:
    (first,) = scored(centre, opened(centre), [80])
    award(application=first, day=AWARDED, by=centre.head)
    later = open_round(
        office=centre.office, opens_on=date(2021, 9, 1), closes_on=date(2021, 9, 20),
        money=GRANT, by=centre.head,
    )  # fmt: skip
    again = applied(centre, later, first.person, day=date(2021, 9, 5))
    assert again.assessment.grounds == ["ground_once"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"day": date(2021, 3, 31)}, "outside-window"),
        ({"day": date(2021, 4, 21)}, "outside-window"),
        ({"project": "  "}, "project-missing"),
        ({"estimate": []}, "estimate-differs"),
        ({"estimate": [("Пеш", 0)]}, "estimate-differs"),
        ({"estimate": [(" ", 100)]}, "estimate-differs"),
        ({"category": "rich"}, "unknown-category"),
    ],
)
def test_what_is_no_application_is_not_recorded(
    centre: Centre, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(GrantRefused) as refused:
        applied(centre, opened(centre), **changed)
    assert refused.value.code == code
    assert not GrantApplication.objects.exists()


def test_one_applies_once_in_a_round_and_the_dead_do_not(centre: Centre) -> None:
    round = opened(centre)
    applied(centre, round, centre.person)
    with pytest.raises(GrantRefused) as refused:
        applied(centre, round, centre.person)
    assert refused.value.code == "applied-already"
    dead = make_person(centre.office)
    record_status(person=dead, kind="deceased", valid_from=DAY, paper="№ 1", by=centre.head)
    with pytest.raises(Exception, match="person-deceased"):
        applied(centre, round, dead)


def test_the_mean_leaves_out_whoever_has_a_conflict_of_interest(centre: Centre) -> None:
    round = opened(centre)
    one = applied(centre, round)
    members = [add_member(round=round, name=name) for name in ("А", "Б", "В")]
    score(application=one, member=members[0], points=60, by=centre.head)
    score(application=one, member=members[1], points=75, by=centre.head)
    score(application=one, member=members[2], has_conflict=True, by=centre.head)
    (place,) = ranking(round)
    assert (place.mean, place.scored_by) == (67.5, 2)
    with pytest.raises(GrantRefused) as refused:
        score(application=one, member=members[2], points=100, by=centre.head)
    assert refused.value.code == "scored-already"


@pytest.mark.parametrize("points", [-1, 101])
def test_points_stay_within_the_scale(centre: Centre, points: int) -> None:
    round = opened(centre)
    member = add_member(round=round, name="А")
    with pytest.raises(GrantRefused) as refused:
        score(application=applied(centre, round), member=member, points=points, by=centre.head)
    assert refused.value.code == "points-outside"


def test_the_money_goes_down_the_ranking_and_ends_there(centre: Centre) -> None:
    round = opened(centre, grants=2)
    low, high, middle = scored(centre, round, [50, 90, 70])
    assert [(one.application, one.fits) for one in ranking(round)] == [
        (high, True), (middle, True), (low, False)
    ]  # fmt: skip
    with pytest.raises(GrantRefused) as refused:
        award(application=low, day=AWARDED, by=centre.head)
    assert refused.value.code == "not-in-the-ranking"
    first = award(application=high, day=AWARDED, by=centre.head)
    second = award(application=middle, day=AWARDED, by=centre.head)
    assert [first.number, second.number] == [1, 2]
    assert awarded_of(round) == round.money
    with pytest.raises(GrantRefused) as refused:
        award(application=low, day=AWARDED, by=centre.head)
    assert refused.value.code == "round-money-gone"
    with pytest.raises(GrantRefused) as refused:
        award(application=high, day=AWARDED, by=centre.head)
    assert refused.value.code == "awarded-already"


def test_an_award_is_paid_once_by_a_run(centre: Centre) -> None:
    (one,) = scored(centre, opened(centre), [80])
    award(application=one, day=AWARDED, by=centre.head)
    record_account(
        owner=one.person, iban=make_iban(601, "9" * 13), since=date(2021, 1, 1), by=centre.head
    )
    allocate_for(
        office=centre.office, year=2021, measure="startup_grant", source="republican",
        amount=GRANT, day=date(2021, 1, 5), act="№ 1", by=centre.head,
    )  # fmt: skip
    payable = PAID_BY_RUNS["startup_grant"]
    run = payable.prepare(office=centre.office, month=date(2021, 5, 1), by=centre.accountant)
    run = payable.approve(run=run, day=date(2021, 5, 20), by=centre.head)
    assert totals_of(run) == {"paid": (1, GRANT)}
    with pytest.raises(Exception, match="nothing-due"):
        payable.prepare(office=centre.office, month=date(2021, 6, 1), by=centre.accountant)


def test_ten_clerks_at_once_never_award_more_than_the_round_has(committed: None) -> None:
    office = make_office()
    head, specialist = make_user(office, Role.HEAD), make_user(office, Role.SPECIALIST)
    with office_scope(office):
        centre = Centre(office, head, specialist, head, None, make_person(office))  # type: ignore[arg-type]
        round = opened(centre, grants=4)
        made = scored(centre, round, [50 + number for number in range(10)])

    def press(application: GrantApplication) -> str:
        try:
            set_scope([office.pk], persons=True)
            award(application=application, day=AWARDED, by=head)
        except GrantRefused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "awarded"

    with ThreadPoolExecutor(10) as clerks:
        said = Counter(clerks.map(press, made))
        again = Counter(clerks.map(press, [made[-1]] * 10))
    assert said["awarded"] == 4
    assert sum(said.values()) == 10
    assert again == {"awarded-already": 10}
    with office_scope(office):
        assert awarded_of(round) == round.money
        awards = GrantAward.objects.filter(round=round).values_list("application", flat=True)
        assert set(awards) == {one.pk for one in made[-4:]}, "the best of the ranking"
