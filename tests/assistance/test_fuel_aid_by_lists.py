"""Fuel aid by employers' lists: judged one by one, decided at once, paid by a run."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import connections

from qamtu.accounts.access import office_scope, set_scope
from qamtu.accounts.models import Role
from qamtu.assistance import fuel_aid
from qamtu.assistance.aid_papers import paper_of_aid
from qamtu.assistance.decisions import take_back
from qamtu.assistance.dues import PAID_BY_RUNS, dues_of
from qamtu.assistance.fuel_aid_lists import Listed, ListRefused, decide_list
from qamtu.assistance.models import Decision
from qamtu.casework.explaining import refusals
from qamtu.casework.local_law import enter_value
from qamtu.casework.models import Case
from qamtu.finance.accounts import make_iban, record_accounts
from qamtu.finance.money import allocate_for
from qamtu.finance.runs import RunRefused, totals_of
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import ParameterMissing
from tests.factories import make_office, make_person, make_user

from .conftest import District

PAYABLE = PAID_BY_RUNS[fuel_aid.MEASURE.code]

DAY = date(2021, 10, 4)
OCTOBER = date(2021, 10, 1)
AMOUNT = 11_668_00  # 4 × 2 917
VILLAGER = {"sector": "education", "works_in_village": True, "lives_in_village": True}


def listed(person: Person, day: date = DAY, **facts: object) -> Listed:
    return Listed(person, day, day, {**VILLAGER, **facts})


@pytest.fixture
def maslikhat(district: District) -> District:
    enter_value(
        office=district.office, parameter="fuel_aid.amount_in_mrp", value=Decimal(4),
        valid_from=date(2021, 1, 1), act="decision of the maslikhat", by=district.head,
    )  # fmt: skip
    return district


def decide(district: District, *of: Listed) -> list[Decision]:
    return decide_list(office=district.office, listed=of, by=district.head)


def test_a_list_is_decided_with_numbers_reasons_and_sums(maslikhat: District) -> None:
    one, two, three = (make_person(maslikhat.office) for _ in range(3))
    decisions = decide(
        maslikhat, listed(one), listed(two, sector="other"), listed(three, lives_in_village=False)
    )
    assert [decision.number for decision in decisions] == [1, 2, 3]
    assert [decision.kind for decision in decisions] == ["assigned", "refused", "refused"]
    assert decisions[0].monthly == AMOUNT
    assert decisions[1].assessment.grounds == ["ground_sector"]
    refused = Case.objects.get(pk=decisions[2].case_id)
    assert refused.state == "refused"
    assert "08.07.2005 ж. № 66 Заң" in refused.events.get(transition="refuse").reason


def test_once_a_year_also_within_a_list(maslikhat: District) -> None:
    person = make_person(maslikhat.office)
    kinds = [one.kind for one in decide(maslikhat, listed(person), listed(person))]
    assert kinds == ["assigned", "refused"]
    (again,) = decide(maslikhat, listed(person, date(2021, 12, 1)))
    assert again.assessment.grounds == ["ground_once"]
    (next_year,) = decide(maslikhat, listed(person, date(2022, 1, 10)))
    assert next_year.monthly == 4 * 3063_00


def test_a_wrong_fact_or_a_missing_decision_of_the_maslikhat_records_nothing(
    district: District,
) -> None:
    person = make_person(district.office)
    with pytest.raises(ParameterMissing):
        decide(district, listed(person))
    with pytest.raises(FactsRefused):
        decide(district, listed(person, sector="mining"))
    assert not Case.objects.filter(measure="fuel_aid").exists()


def test_the_run_pays_each_once(maslikhat: District) -> None:
    people = [make_person(maslikhat.office) for _ in range(3)]
    decide(maslikhat, *(listed(person) for person in people))
    accountant = make_user(maslikhat.office, Role.ACCOUNTANT)
    record_accounts(
        office=maslikhat.office, since=DAY, by=accountant,
        ibans={person.pk: make_iban(601, f"{person.pk:013}") for person in people},
    )  # fmt: skip
    allocate_for(
        office=maslikhat.office, year=2021, measure="fuel_aid", source="local",
        amount=10 * AMOUNT, day=DAY, act="budget", by=maslikhat.head,
    )  # fmt: skip
    run = PAYABLE.prepare(office=maslikhat.office, month=OCTOBER, by=accountant)
    decision = Decision.objects.live().get(recipient=people[0])
    with pytest.raises(RunRefused, match="stands-planned"):
        take_back(decision=decision, reason="wrong", by=maslikhat.head)
    run = PAYABLE.approve(run=run, day=date(2021, 10, 28), by=maslikhat.head)
    assert totals_of(run) == {"paid": (3, 3 * AMOUNT)}
    assert dues_of(maslikhat.office, OCTOBER) == [], "targeted assistance owes nothing of it"
    with pytest.raises(RunRefused, match="stands-paid"):
        take_back(decision=decision, reason="wrong", by=maslikhat.head)


def test_who_was_listed_by_mistake_stands_on_the_next_list(maslikhat: District) -> None:
    person = make_person(maslikhat.office)
    (mistaken,) = decide(maslikhat, listed(person))
    take_back(decision=mistaken, reason="another person", by=maslikhat.head)
    assert not mistaken.case.events.live().exists()
    (again,) = decide(maslikhat, listed(person))
    assert (again.kind, again.number) == ("assigned", 2)


def test_the_aid_of_a_year_that_was_decided_in_the_next_one_counts(maslikhat: District) -> None:
    person = make_person(maslikhat.office)
    late = Listed(person, date(2021, 12, 20), date(2022, 1, 12), dict(VILLAGER))
    (first,) = decide(maslikhat, late)
    (again,) = decide(maslikhat, listed(person, date(2021, 12, 25)))
    assert [first.kind, again.kind] == ["assigned", "refused"]
    (of_2022,) = decide(maslikhat, listed(person, date(2022, 2, 1)))
    assert of_2022.kind == "assigned"


def test_who_is_no_specialist_of_a_state_body_is_told_what_would_change_it(
    maslikhat: District,
) -> None:
    (refused,) = decide(maslikhat, listed(make_person(maslikhat.office), is_state_body=False))
    (told,) = refusals(refused.assessment.trace, refused.assessment.grounds, "ru", "fuel_aid")
    assert "государственной организации" in told.remedy
    text = "\n".join(getattr(one, "text", "") for one in paper_of_aid(refused, "ru").blocks)
    assert told.remedy in text


def test_the_dead_and_the_moved_stand_on_no_list(maslikhat: District) -> None:
    for kind, code in (("deceased", "aid-deceased"), ("moved_away", "aid-moved-away")):
        person = make_person(maslikhat.office)
        record_status(person=person, kind=kind, valid_from=DAY, paper="№ 1", by=maslikhat.head)
        with pytest.raises(ListRefused) as gone:
            decide(maslikhat, listed(make_person(maslikhat.office)), listed(person))
        assert gone.value.code == code
        assert decide(maslikhat, listed(person, date(2021, 10, 3)))[0].kind == "assigned"


def test_six_clerks_decide_one_list_at_once(committed: None) -> None:
    office = make_office()
    with office_scope(office):
        head = make_user(office, Role.HEAD)
        people = [make_person(office) for _ in range(3)]
        enter_value(
            office=office, parameter="fuel_aid.amount_in_mrp", value=Decimal(4),
            valid_from=date(2021, 1, 1), act="№ 5", by=head,
        )  # fmt: skip

    def press(number: int) -> list[str]:
        set_scope([office.pk], persons=True)
        try:
            of = [listed(one) for one in (people if number % 2 else reversed(people))]
            made = decide_list(office=office, listed=of, by=head)
        finally:
            connections.close_all()
        return [str(one.kind) for one in made]

    with ThreadPoolExecutor(6) as pool:
        said = [kind for kinds in pool.map(press, range(6)) for kind in kinds]
    assert said.count("assigned") == 3
    assert said.count("refused") == 15
