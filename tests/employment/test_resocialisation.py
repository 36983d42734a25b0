"""Support of people on probation or released: who is taken in, what is given, what came of it."""

from datetime import date

import pytest

from qamtu.employment import resocialisation
from qamtu.employment.resocialisation_support import (
    SupportRefused,
    change_needs,
    give_service,
    in_support,
    record_outcome,
    served_by,
    take_in,
)
from qamtu.finance.money import allocate, budget_line
from qamtu.people.models import Person
from qamtu.people.statuses import record_status
from qamtu.procurement.contracts import sign_contract
from qamtu.procurement.models import Contract
from tests.factories import make_person

from .conftest import Centre

DAY = date(2021, 4, 5)
SUM = 1_100_000_00


def person_on(centre: Centre, kind: str = "probation") -> Person:
    person = make_person(centre.office)
    record_status(
        person=person, kind=kind, valid_from=date(2021, 4, 5), valid_to=date(2021, 10, 5),
        paper="№ 7", by=centre.head,
    )  # fmt: skip
    return person


@pytest.fixture
def contract(centre: Centre) -> Contract:
    line = budget_line(office=centre.office, year=2021, measure="resocialisation", source="local")
    allocate(line=line, amount=SUM, day=date(2021, 1, 5), act="№ 1", by=centre.head)
    return sign_contract(
        measure=resocialisation.MEASURE, office=centre.office, supplier=centre.employer,
        number="2021/001", subject="Қайта әлеуметтендіру", day=DAY, line=line, amount=SUM,
        by=centre.head,
    )  # fmt: skip


def begin(centre: Centre, person: Person | None = None, day: date = DAY):  # type: ignore[no-untyped-def]
    return take_in(
        person=person or person_on(centre), needs=["work", "documents"], paper="жолдама № 3",
        day=day, by=centre.specialist,
    )  # fmt: skip


def refused(code: str) -> pytest.RaisesExc[SupportRefused]:
    return pytest.raises(SupportRefused, match=code)


@pytest.mark.parametrize("kind", ["probation", "released"])
def test_probation_or_release_is_required_on_the_day(centre: Centre, kind: str) -> None:
    person = person_on(centre, kind)
    for day in (date(2021, 4, 4), date(2021, 10, 6)):
        with refused("support-status"):
            begin(centre, person, day)
    case = begin(centre, person, date(2021, 10, 5))
    assert case.support_needs.get().status.kind == kind
    with refused("support-open"):
        begin(centre, person)


def test_nobody_else_is_taken_in(centre: Centre) -> None:
    with refused("support-status"):
        begin(centre, person_on(centre, "unemployed"))


def test_the_contract_shows_whom_it_served_and_what_came_of_it(
    centre: Centre, contract: Contract
) -> None:
    first, second = begin(centre), begin(centre)
    for case, kind, day in (
        (first, "work", DAY),
        (first, "work", date(2021, 4, 12)),
        (first, "documents", DAY),
        (second, "legal", DAY),
    ):
        give_service(case=case, kind=kind, day=day, contract=contract, by=centre.specialist)
    give_service(case=second, kind="medical", day=DAY, by=centre.specialist)  # by the office
    record_outcome(case=first, outcome="employed", day=date(2021, 5, 3), by=centre.specialist)
    served = served_by(contract)
    assert served.people == 2
    assert served.services == [("work", 2), ("documents", 1), ("legal", 1)]
    assert served.outcomes == [("employed", 1)]


def test_a_service_stands_once_a_day_and_not_before_the_contract(
    centre: Centre, contract: Contract
) -> None:
    case = begin(centre)
    give_service(case=case, kind="work", day=DAY, contract=contract, by=centre.specialist)
    with refused("support-once"):
        give_service(case=case, kind="work", day=DAY, by=centre.specialist)
    with refused("support-before"):
        give_service(case=case, kind="legal", day=date(2021, 4, 4), by=centre.specialist)
    with refused("support-kind"):
        give_service(case=case, kind="horses", day=DAY, by=centre.specialist)


def test_what_ends_the_support_closes_the_case(centre: Centre) -> None:
    person = person_on(centre)
    case = begin(centre, person)
    change_needs(
        case=case, needs=["housing"], paper="өтініш", day=date(2021, 4, 20), by=centre.head
    )
    record_outcome(case=case, outcome="housed", day=date(2021, 5, 3), by=centre.specialist)
    with refused("support-outcome-once"):
        record_outcome(case=case, outcome="housed", day=date(2021, 5, 4), by=centre.specialist)
    record_outcome(case=case, outcome="imprisoned", day=date(2021, 6, 1), by=centre.specialist)
    with refused("support-not-open"):
        give_service(case=case, kind="legal", day=date(2021, 6, 2), by=centre.specialist)
    assert [one.state for one in in_support(centre.office)] == ["carried_out"]
    begin(centre, person, date(2021, 9, 1))  # back again, taken in again
