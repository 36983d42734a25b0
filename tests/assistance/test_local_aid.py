"""Local social aid by a maslikhat's decision: judged, decided, paid once for an occasion."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.assistance.aid_acts import (
    AidActRefused,
    Written,
    categories_on,
    enter_act,
    enter_category,
    retract_act,
    retract_category,
)
from qamtu.assistance.aid_grants import (
    AidRefused,
    Asked,
    apply_for_aid,
    decide_aid,
    decide_list,
    end_aid,
    judge_all,
    known_income,
    people_of,
)
from qamtu.assistance.decisions import DecisionRefused, take_back
from qamtu.assistance.dues import PAID_BY_RUNS
from qamtu.assistance.families import set_incomes
from qamtu.assistance.models import AidAct, AidCategory, AidGrant, Decision
from qamtu.casework.explaining import refusals
from qamtu.finance.accounts import make_iban, record_account
from qamtu.finance.models import Payment
from qamtu.finance.money import allocate_for
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from qamtu.rules.facts import FactsRefused
from tests.factories import make_office, make_person, make_user

from .conftest import DAY, District

YEAR = date(2021, 1, 1)
VETERANS = Written(
    "veterans", "Жеңіс күніне", "Ко Дню Победы", "mrp", Decimal(10), "holiday", feast=(5, 9)
)
YEARLY = Written("fire", "Өрттен зардап шеккендер", "Пострадавшие от пожара", "tenge",
                 Decimal("100000.50"), "yearly", 2)  # fmt: skip
MONTHLY = Written("diabetes", "Диабет", "Диабет", "mrp", Decimal(2), "monthly")


def act_of(office: Office, by: User, number: str = "5-VII", **days: date) -> AidAct:
    return enter_act(
        office=office, number=number, adopted_on=date(2020, 12, 25), by=by,
        **{"valid_from": YEAR, **days},
    )  # fmt: skip


@pytest.fixture
def act(district: District) -> AidAct:
    return act_of(district.office, district.head)


def category_of(act: AidAct, written: Written, by: User) -> AidCategory:
    return enter_category(act=act, written=written, by=by)


def asked_by(person: Person, category: AidCategory, day: date = DAY, **more: Any) -> Asked:
    return Asked(person, category, day, **{"is_of_category": True, **more})


def decided(asked: Asked, by: User, day: date | None = None) -> Decision:
    return decide_aid(case=apply_for_aid(asked=asked, by=by), day=day or asked.day, by=by)


def test_an_application_is_judged_decided_and_paid_by_a_run(
    district: District, act: AidAct
) -> None:
    person = district.parents[0]
    category = category_of(act, VETERANS, district.head)
    decision = decided(asked_by(person, category, date(2021, 4, 20)), district.head)
    assert (decision.kind, decision.basic, decision.number) == ("assigned", 29_170_00, 1)
    grant = AidGrant.objects.get(decision=decision)
    assert (grant.first_day, grant.last_day) == (date(2021, 5, 9), date(2021, 5, 9))
    allocate_for(
        office=district.office, year=2021, measure="social_aid", source="local",
        amount=50_000_00, day=YEAR, act="budget", by=district.head,
    )  # fmt: skip
    record_account(owner=person, iban=make_iban(125, "1" * 13), since=YEAR, by=district.head)
    accountant = make_user(district.office, Role.ACCOUNTANT)
    payable = PAID_BY_RUNS["social_aid"]
    run = payable.prepare(office=district.office, month=date(2021, 4, 1), by=accountant)
    payable.approve(run=run, day=date(2021, 4, 28), by=district.head)
    payment = Payment.objects.get(case=decision.case)
    assert (payment.state, payment.amount) == ("paid", 29_170_00)


def test_nobody_has_it_twice_for_one_feast_even_by_two_acts(
    district: District, act: AidAct
) -> None:
    person, head = district.parents[0], district.head
    decided(asked_by(person, category_of(act, VETERANS, head)), head)
    later = category_of(act_of(district.office, head, "9-VII", valid_from=DAY), VETERANS, head)
    assert categories_on(district.office, DAY) == [later]
    second = decided(asked_by(person, later), head)
    assert second.kind == "refused"
    assert second.assessment.grounds == ["ground_times"]
    (told,) = refusals(second.assessment.trace, ["ground_times"], "ru", "social_aid")
    assert "следующий период" in told.remedy
    assert "№ 504" in told.article
    next_year = decided(asked_by(person, later, date(2022, 5, 1)), head)
    assert next_year.basic == 10 * 3_180_00, "the МРП of April 2022"
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        AidGrant.objects.create(
            office=district.office, category=later, decision=second, person=person,
            code="veterans", first_day=date(2021, 5, 9), last_day=date(2021, 5, 9),
            recorded_by=head,
        )  # fmt: skip
    assert "aid_once_for_an_occasion" in str(error.value)


def test_twice_a_year_and_not_a_third_time(district: District, act: AidAct) -> None:
    person, head = district.parents[0], district.head
    category = category_of(act, YEARLY, head)
    kinds = [
        decided(asked_by(person, category, date(2021, month, 1)), head).kind for month in (2, 3, 4)
    ]
    assert kinds == ["assigned", "assigned", "refused"]
    assert set(AidGrant.objects.values_list("time", flat=True)) == {1, 2}
    assert Decision.objects.filter(kind="assigned").first().basic == 100_000_50  # type: ignore[union-attr]


def test_once_in_a_life(district: District, act: AidAct) -> None:
    category = category_of(
        act, Written("home", "Үй", "Жильё", "tenge", Decimal(50_000), "once"), district.head
    )
    person = district.parents[1]
    assert decided(asked_by(person, category), district.head).kind == "assigned"
    later = asked_by(person, category, date(2024, 1, 9))
    assert decided(later, district.head).kind == "refused"


def test_what_was_given_by_mistake_is_not_the_one_time(district: District, act: AidAct) -> None:
    category = category_of(
        act, Written("home", "Үй", "Жильё", "tenge", Decimal(50_000), "once"), district.head
    )
    person = district.parents[1]
    mistaken = decided(asked_by(person, category), district.head)
    take_back(decision=mistaken, reason="of another person", by=district.head)
    assert not AidGrant.objects.live().exists()
    assert decide_aid(case=mistaken.case, day=DAY, by=district.head).kind == "assigned"


def test_a_share_of_proven_costs_up_to_the_largest(district: District, act: AidAct) -> None:
    written = Written(
        "trip", "Емделуге бару", "Проезд на лечение", "share", Decimal(50), "yearly",
        most_in_mrp=Decimal(10),
    )  # fmt: skip
    category = category_of(act, written, district.head)
    (none,), (half,), (most,) = (
        judge_all(district.office, [asked_by(district.parents[0], category, costs=costs)])
        for costs in (0, 40_000_01, 90_000_00)
    )
    assert none.grounds == ("ground_costs",)
    assert (half.amount, most.amount) == (20_000_01, 29_170_00)  # a half tiyn goes up


def test_a_monthly_aid_is_owed_month_by_month_and_can_be_ended(
    district: District, act: AidAct
) -> None:
    person, head = district.parents[0], district.head
    category = category_of(act, MONTHLY, head)
    decision = decided(asked_by(person, category, last_month=date(2021, 8, 31)), head)
    assert (decision.first_month, decision.last_month) == (date(2021, 5, 1), date(2021, 8, 1))
    dues = PAID_BY_RUNS["social_aid"].dues_of(district.office, date(2021, 9, 1))
    assert [due.due_for.month for due in dues] == [5, 6, 7, 8]
    assert {due.amount for due in dues} == {5_834_00}
    end_aid(
        case=decision.case, last_month=date(2021, 6, 1), reason="көшті", day=date(2021, 6, 20),
        by=head,
    )  # fmt: skip
    dues = PAID_BY_RUNS["social_aid"].dues_of(district.office, date(2021, 9, 1))
    assert [due.due_for.month for due in dues] == [5, 6]
    july = asked_by(person, category, date(2021, 7, 1))
    assert decided(july, head).last_month == date(2021, 12, 1), "the months after the end are free"
    june = asked_by(person, category, date(2021, 6, 25))
    assert decided(june, head).kind == "refused"
    with pytest.raises(DecisionRefused):
        end_aid(case=decision.case, last_month=YEAR, reason="x", day=DAY, by=head)


def test_the_limit_from_both_sides_and_a_missing_income(district: District, act: AidAct) -> None:
    written = Written(
        "poor", "Табысы аз", "Малообеспеченные", "mrp", Decimal(5), "yearly",
        income_limit=Decimal("1.0"),
    )  # fmt: skip
    category = category_of(act, written, district.head)
    person = district.parents[0]
    for income, grounds in ((34_302_00, ()), (34_302_01, ("ground_income",))):
        (one,) = judge_all(district.office, [asked_by(person, category, per_capita_income=income)])
        assert one.grounds == grounds
    with pytest.raises(AidRefused) as missing:
        judge_all(district.office, [asked_by(person, category)])
    assert missing.value.code == "aid-income-missing"
    with pytest.raises(FactsRefused) as negative:
        judge_all(district.office, [asked_by(person, category, per_capita_income=-1)])
    assert negative.value.code == "negative"
    assert known_income(person, DAY) is None
    set_incomes(
        office=district.office, quarter=YEAR, by=district.head,
        amounts={person.pk: {"wage": 150_000_00, "housing_aid": 9_00}},
    )  # fmt: skip
    assert known_income(person, DAY) == 12_500_00, "150 000 / 3 / 4; housing aid does not count"


def test_a_list_of_a_category_is_decided_at_once(district: District, act: AidAct) -> None:
    office, head = district.office, district.head
    written = Written(
        "disabled", "Мүгедектер күні", "День инвалидов", "mrp", Decimal(3), "holiday",
        feast=(10, 10), status="disability", status_category="group_1",
    )  # fmt: skip
    category = category_of(act, written, head)
    for person, group in zip(district.members[:3], ("group_1", "group_2", "group_1"), strict=True):
        record_status(
            person=person, kind="disability", category=group, paper="МӘС", valid_from=YEAR, by=head
        )
    record_status(
        person=district.children[0], kind="deceased", paper="№ 9", valid_from=DAY, by=head
    )
    day = date(2021, 10, 1)
    people = people_of(category, day)
    assert people == [district.parents[0]]
    listed = [Asked(person, category, day) for person in [*people, district.parents[1], *people]]
    made = decide_list(office=office, asked=listed, decided_on=day, by=head)
    assert [one.kind for one in made] == ["assigned", "refused", "refused"]
    assert [one.assessment.grounds for one in made[1:]] == [["ground_category"], ["ground_times"]]
    assert [one.number for one in made] == [1, 2, 3]


def test_the_dead_and_the_moved_and_another_time_are_refused(
    district: District, act: AidAct
) -> None:
    head = district.head
    category = category_of(act, VETERANS, head)
    record_status(person=district.parents[0], kind="deceased", paper="№ 9", valid_from=DAY, by=head)
    record_status(
        person=district.parents[1], kind="moved_away", paper="№ 9", valid_from=DAY, by=head
    )
    codes = []
    for person, day in (
        (district.parents[0], DAY),
        (district.parents[1], DAY),
        (district.children[0], date(2020, 5, 1)),
    ):
        with pytest.raises(AidRefused) as refused:
            apply_for_aid(asked=asked_by(person, category, day), by=head)
        codes.append(refused.value.code)
    assert codes == ["aid-deceased", "aid-moved-away", "aid-not-in-force"]
    case = apply_for_aid(asked=asked_by(district.children[0], category), by=head)
    with pytest.raises(AidRefused) as again:
        apply_for_aid(asked=asked_by(district.children[0], category), by=head)
    assert again.value.code == "aid-waiting"
    with pytest.raises(AidRefused) as early:
        decide_aid(case=case, day=date(2021, 5, 11), by=head)
    assert early.value.code == "aid-before-application"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "Ардагерлер"}, "aid-code"),
        ({"name_ru": " "}, "aid-names"),
        ({"measured_in": "usd"}, "aid-unit"),
        ({"amount": Decimal(0)}, "aid-amount"),
        ({"measured_in": "share", "amount": Decimal("100.01")}, "aid-share"),
        ({"rhythm": "weekly"}, "aid-rhythm"),
        ({"feast": (2, 29)}, "aid-feast"),
        ({"feast": None}, "aid-feast"),
        ({"times_a_year": 2}, "aid-times"),
        ({"rhythm": "yearly", "times_a_year": 13}, "aid-times"),
        ({"income_limit": Decimal(0)}, "aid-limit"),
        ({"status": "no-such"}, "aid-status"),
        ({"status": "disability", "status_category": "no-such"}, "aid-status"),
    ],
)
def test_what_no_decision_can_say(
    district: District, act: AidAct, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(AidActRefused) as refused:
        category_of(act, Written(**{**vars(VETERANS), **changed}), district.head)
    assert refused.value.code == code


def test_what_was_entered_wrongly_is_retracted_while_nothing_stands_on_it(
    district: District, act: AidAct
) -> None:
    head = district.head
    used, spare = category_of(act, VETERANS, head), category_of(act, MONTHLY, head)
    decided(asked_by(district.parents[0], used), head)
    with pytest.raises(AidActRefused) as refused:
        retract_category(category=used, reason="қате", by=head)
    assert refused.value.code == "aid-category-used"
    retract_category(category=spare, reason="қате", by=head)
    with pytest.raises(AidActRefused):
        retract_act(act=act, reason="қате", by=head)
    spare.refresh_from_db()
    with pytest.raises(AidRefused):
        apply_for_aid(asked=asked_by(district.parents[1], spare), by=head)
    with pytest.raises(AidActRefused) as twice:
        act_of(district.office, head)
    assert twice.value.code == "aid-act-known"


def test_eight_clerks_decide_two_applications_of_one_person(committed: None) -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office, Role.HEAD)
        person = make_person(office)
        one = category_of(act_of(office, head), VETERANS, head)
        two = category_of(act_of(office, head, "9-VII"), VETERANS, head)
        asked = [asked_by(person, category) for category in (one, two)]

    def press(number: int) -> str:
        set_scope([office.pk], persons=True)
        try:
            (made,) = decide_list(office=office, asked=[asked[number % 2]], decided_on=DAY, by=head)
        finally:
            connections.close_all()
        return str(made.kind)

    with ThreadPoolExecutor(8) as pool:
        said = sorted(pool.map(press, range(8)))
    assert said == ["assigned", *["refused"] * 7]
