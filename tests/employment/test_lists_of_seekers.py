"""Lists of seekers by the rules of one: registered, recognised, removed; all or nobody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from qamtu.employment.models import Removal, SeekerProfile
from qamtu.employment.referrals import Hired, hire_list
from qamtu.employment.seeker_lists import Removed, Seeking, register_all, remove_all, seekers_among
from qamtu.employment.seekers import Profile, SeekerRefused, recognise, register_seeker, seeker_case
from qamtu.people.models import StatusPeriod
from qamtu.people.statuses import record_status
from tests.factories import make_person

from .conftest import Centre

DAY = date(2024, 2, 1)
LATER = date(2024, 2, 12)


def list_of(centre: Centre, count: int = 3, **changed: Any) -> list[Seeking]:
    said = {"day": DAY, "profile": Profile(lowest_pay=90_000_00), "recognised_on": LATER} | changed
    return [Seeking(person=make_person(centre.office), **said) for _ in range(count)]


def register(centre: Centre, seeking: list[Seeking]) -> list[int]:
    return register_all(office=centre.office, seeking=seeking, by=centre.specialist)


def unemployed(person_id: int) -> list[tuple[date, date | None]]:
    periods = StatusPeriod.objects.live().filter(person=person_id, kind="unemployed")
    return list(periods.values_list("valid_from", "valid_to"))


def test_a_list_is_registered_with_profiles_and_recognised(centre: Centre) -> None:
    seeking = list_of(centre)
    keys = register(centre, seeking)
    for key, one in zip(keys, seeking, strict=True):
        case = seeker_case(one.person)
        assert case is not None
        assert (case.pk, case.state, case.opened_on) == (key, "approved", DAY)
        assert unemployed(one.person.pk) == [(LATER, None)]
    assert SeekerProfile.objects.filter(case__in=keys, lowest_pay=90_000_00).count() == 3
    assert seekers_among([one.person.pk for one in seeking]).keys() == {
        one.person.pk for one in seeking
    }


def test_who_is_unemployed_by_another_paper_stays_so(centre: Centre) -> None:
    (one,) = seeking = list_of(centre, 1)
    record_status(
        person=one.person, kind="unemployed", valid_from=date(2023, 5, 1), paper="№ 8",
        by=centre.head,
    )  # fmt: skip
    register(centre, seeking)
    assert unemployed(one.person.pk) == [(date(2023, 5, 1), None)]
    register_seeker(
        person=centre.person, office=centre.office, profile=Profile(), day=DAY, by=centre.specialist
    )
    record_status(
        person=centre.person, kind="unemployed", valid_from=date(2023, 5, 1), paper="№ 9",
        by=centre.head,
    )  # fmt: skip
    case = seeker_case(centre.person)
    assert case is not None
    assert recognise(case=case, day=LATER, by=centre.head).paper == "№ 9"


def _registered(centre: Centre, one: Seeking) -> None:
    register(centre, [one])


def _dead(centre: Centre, one: Seeking) -> None:
    record_status(person=one.person, kind="deceased", valid_from=DAY, paper="№ 1", by=centre.head)


def _employed(centre: Centre, one: Seeking) -> None:
    record_status(person=one.person, kind="employed", valid_from=LATER, paper="№ 1", by=centre.head)


def _barred(centre: Centre, one: Seeking) -> None:
    keys = register(centre, [Seeking(one.person, date(2024, 1, 3), Profile())])
    removed = [Removed(keys[0], Removal.Cause.REFUSALS, date(2024, 1, 10))]
    remove_all(office=centre.office, removed=removed, by=centre.specialist)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (_registered, "already-registered"),
        (_dead, "person-deceased"),
        (_employed, "person-employed"),
        (_barred, "barred-until"),
    ],
)
def test_one_who_can_not_be_registered_holds_the_whole_list(
    centre: Centre, before: Callable[[Centre, Seeking], None], code: str
) -> None:
    seeking = list_of(centre)
    before(centre, seeking[1])
    with pytest.raises(SeekerRefused) as refused:
        register(centre, seeking)
    assert refused.value.code == code
    assert seeker_case(seeking[0].person) is None
    with pytest.raises(SeekerRefused) as refused:
        register(centre, [seeking[0], seeking[0]])
    assert refused.value.code == "twice-in-list"


@pytest.mark.parametrize(
    ("born", "sex", "is_recognised"),
    [
        (date(2008, 2, 12), "m", True),  # sixteen on that day
        (date(2008, 2, 13), "m", False),
        (date(1961, 2, 13), "m", True),  # sixty-three tomorrow
        (date(1961, 2, 12), "m", False),
        (date(1963, 2, 13), "f", True),  # sixty-one tomorrow
        (date(1963, 2, 12), "f", False),
    ],
)
def test_the_ages_of_a_list_are_those_of_one(
    centre: Centre, born: date, sex: str, is_recognised: bool
) -> None:
    one = Seeking(make_person(centre.office, born, sex), DAY, Profile(), recognised_on=LATER)
    if is_recognised:
        register(centre, [one])
        return
    with pytest.raises(SeekerRefused) as refused:
        register(centre, [one])
    assert refused.value.code == "age-not-working"


def test_who_is_hired_by_a_list_leaves_the_register(centre: Centre) -> None:
    recognised, registered = list_of(centre, 1)[0], list_of(centre, 1, recognised_on=None)[0]
    first, second = register(centre, [recognised, registered])
    hired_on = date(2024, 3, 4)
    hired = [
        Hired(one.person, date(2024, 2, 20), date(2024, 2, 21), date(2024, 2, 26), hired_on, "№ 5")
        for one in (recognised, registered)
    ]
    hire_list(
        office=centre.office, target=centre.vacancy(places=2), hired=hired, by=centre.specialist
    )
    assert not seekers_among([recognised.person.pk, registered.person.pk])
    removals = Removal.objects.live().filter(case__in=[first, second])
    assert {(one.case_id, one.cause, one.occurred_on) for one in removals} == {
        (first, "found_work", hired_on),
        (second, "found_work", hired_on),
    }
    assert unemployed(recognised.person.pk) == [(LATER, hired_on)]
    with pytest.raises(SeekerRefused) as refused:
        remove_all(
            office=centre.office,
            removed=[Removed(first, Removal.Cause.OWN_WISH, hired_on)],
            by=centre.specialist,
        )
    assert refused.value.code == "not-on-the-register"
