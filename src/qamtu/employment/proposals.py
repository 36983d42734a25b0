"""Seekers and vacancies of an office set side by side: what `matching` says of the register.

Only what a profile says of work goes there: no name, sex, age, ethnicity or marital status.
"""

from collections.abc import Iterable
from typing import Any

from qamtu.accounts.models import Office
from qamtu.casework.models import Case
from qamtu.places.models import Territory

from .job_search import MEASURE
from .matching import assignment, ranking
from .matching.model import Match, Place, Point, Seeker, Vacancy, Worked
from .models import ReferralAnswer, SeekerProfile
from .models import Vacancy as VacancyRow
from .seekers import ON_THE_REGISTER, profile_of
from .vacancies import open_vacancies

SHOWN = 5
MOST = 5000  # seekers of a district set to all vacancies at once


def place_of(territory: Territory | None) -> Place:
    """Where a territory lies, as far as it is known."""
    if territory is None:
        return Place()
    point = None
    if territory.latitude is not None and territory.longitude is not None:
        point = Point(territory.latitude, territory.longitude)
    return Place(point, territory.kato)


def seeker_of(case: Case, profile: SeekerProfile) -> Seeker:
    """A seeker by the newest profile."""
    return Seeker(
        key=str(case.pk),
        wishes=tuple(code for code, _years, is_wished in profile.occupations if is_wished),
        worked=tuple(Worked(code, years) for code, years, _wished in profile.occupations if years),
        education=profile.education,
        skills=frozenset(profile.skills),
        lowest_pay=profile.lowest_pay,
        schedules=tuple(profile.schedules),
        place=place_of(case.person.territory if case.person else None),
        travels=profile.travel_km,
        has_car=profile.has_car,
        limits=frozenset(profile.health_limits),
        languages=frozenset(profile.languages),
    )


def vacancy_of(row: VacancyRow, hired: int = 0) -> Vacancy:
    """A vacancy with the places that are left."""
    return Vacancy(
        key=str(row.pk),
        occupation=row.occupation,
        years=row.years,
        education=row.education,
        skills=frozenset(row.skills),
        pay_from=row.pay_from,
        pay_to=row.pay_to or 0,
        schedule=row.schedule,
        place=place_of(row.territory or row.organization.territory),
        places=max(0, row.places - hired),
        demands=frozenset(row.demands),
        features=frozenset(row.features),
        offers_transport=row.has_transport,
        languages=frozenset(row.languages),
    )


def _hired(office: Office) -> dict[int, int]:
    """How many were hired for each vacancy."""
    answers = ReferralAnswer.objects.live().filter(
        office=office, answer=ReferralAnswer.Answer.HIRED, referral__vacancy__isnull=False
    )
    found: dict[int, int] = {}
    for key in answers.values_list("referral__vacancy_id", flat=True):
        if key is not None:
            found[key] = found.get(key, 0) + 1
    return found


def _vacancies(office: Office) -> dict[str, tuple[VacancyRow, Vacancy]]:
    hired = _hired(office)
    rows = open_vacancies(office).select_related("organization__territory", "territory")
    return {str(row.pk): (row, vacancy_of(row, hired.get(row.pk, 0))) for row in rows}


def _seekers(office: Office) -> dict[str, tuple[Case, Seeker]]:
    """Everyone on the register with a profile."""
    cases = Case.objects.filter(
        office=office, measure=MEASURE.code, state__in=ON_THE_REGISTER
    ).exclude(removals__retracted_at=None, removals__isnull=False)
    newest: dict[int, SeekerProfile] = {}
    profiles = SeekerProfile.objects.live().filter(office=office, case__in=cases)
    for profile in profiles.order_by("valid_from", "pk"):
        newest[profile.case_id] = profile
    listed: Iterable[Case] = (
        cases.filter(pk__in=newest).select_related("person__territory").order_by("pk")[:MOST]
    )
    return {str(case.pk): (case, seeker_of(case, newest[case.pk])) for case in listed}


def proposed_vacancies(case: Case, count: int = SHOWN) -> list[tuple[Match, VacancyRow]]:
    """The open vacancies that fit a seeker best, with their reasons."""
    profile = profile_of(case)
    if profile is None:
        return []
    rows = _vacancies(case.office)
    best = ranking.best_vacancies(
        seeker=seeker_of(case, profile),
        vacancies=[vacancy for _row, vacancy in rows.values()],
        count=count,
    )
    return [(match, rows[match.vacancy][0]) for match in best]


def proposed_seekers(vacancy: VacancyRow, count: int = 2 * SHOWN) -> list[tuple[Match, Case]]:
    """The seekers who fit a vacancy best, with their reasons."""
    if vacancy.closed_on is not None:
        return []
    cases = _seekers(vacancy.office)
    best = ranking.best_seekers(
        vacancy=vacancy_of(vacancy),
        seekers=[seeker for _case, seeker in cases.values()],
        count=count,
    )
    return [(match, cases[match.seeker][0]) for match in best]


def assigned(office: Office) -> dict[str, Any]:
    """The best assignment of all: `pairs`, who is `left` and why, `open_places`."""
    cases, rows = _seekers(office), _vacancies(office)
    found = assignment.assign_all(
        seekers=[seeker for _case, seeker in cases.values()],
        vacancies=[vacancy for _row, vacancy in rows.values()],
    )
    return {
        "pairs": [
            (match, cases[match.seeker][0], rows[match.vacancy][0]) for match in found.matches
        ],
        "left": [(one, cases[one.seeker][0]) for one in found.unassigned],
        "open_places": sum(free for _key, free in found.open_places),
    }
