"""What the register gives to matching, and what comes back to the pages."""

from datetime import date

from qamtu.employment.models import Vacancy
from qamtu.employment.proposals import assigned, proposed_seekers, proposed_vacancies
from qamtu.employment.referrals import answer, refer
from qamtu.employment.seekers import Profile, register_seeker
from tests.factories import make_person

from .conftest import Centre

DAY = date(2024, 2, 1)


def seeker(centre: Centre, occupation: str, **said: object):  # type: ignore[no-untyped-def]
    return register_seeker(
        person=make_person(centre.office), office=centre.office, day=DAY, by=centre.specialist,
        profile=Profile(occupations=[(occupation, 5, True)], **said),  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_vacancy_of_the_own_occupation_comes_first_with_its_reasons(centre: Centre) -> None:
    mason = centre.vacancy()
    clerk = Vacancy.objects.create(
        office=centre.office, organization=centre.employer, occupation="4110", title="Хатшы",
        pay_from=180_000_00, opened_on=DAY, recorded_by=centre.specialist,
    )  # fmt: skip
    case = seeker(centre, "7112")
    (first, row), (second, other) = proposed_vacancies(case)
    assert (row, other) == (mason, clerk)
    assert first.score > second.score
    assert sum(reason.points for reason in first.reasons) == first.score


def test_who_must_not_lift_is_not_proposed_where_lifting_is_asked(centre: Centre) -> None:
    vacancy = centre.vacancy()
    Vacancy.objects.filter(pk=vacancy.pk).update(demands=["heavy_lifting"])
    vacancy.refresh_from_db()
    case = seeker(centre, "7112", health_limits=["no_heavy_lifting"])
    able = seeker(centre, "7112")
    assert proposed_vacancies(case) == []
    assert [one for _match, one in proposed_seekers(vacancy)] == [able]


def test_a_place_that_is_taken_is_proposed_no_more(centre: Centre) -> None:
    vacancy = centre.vacancy()
    case, other = seeker(centre, "7112"), seeker(centre, "7112")
    found = assigned(centre.office)
    assert len(found["pairs"]) == 1
    assert len(found["left"]) == 1
    assert found["left"][0][0].code == "others"
    referral = refer(person=case.person, target=vacancy, day=DAY, by=centre.specialist)
    answer(referral=referral, answer="hired", day=DAY, paper="№ 1", by=centre.specialist)
    assert proposed_vacancies(other) == []
    assert assigned(centre.office)["pairs"] == []
