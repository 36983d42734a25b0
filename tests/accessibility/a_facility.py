"""A department with a facility, and answers of a survey."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from qamtu.accessibility.passports import approve_passport
from qamtu.accessibility.surveys import Surveyed, record_survey
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, Role, User
from qamtu.organizations.models import Facility
from qamtu.organizations.registry import add_facility
from qamtu.rules.accessibility.passport import passport_form
from qamtu.rules.accessibility.trials import all_as_demanded
from tests.factories import make_office, make_user

DAY = date(2021, 3, 1)


@dataclass
class Department:
    office: Office
    specialist: User
    facility: Facility


def make_department() -> Department:
    office = make_office()
    with office_scope(office):
        facility = add_facility(
            office=office,
            name="№ 5 мектеп",
            territory=office.territory,
            sector="education",
            point=(44.85, 65.5),
        )
    return Department(office, make_user(office, Role.SPECIALIST), facility)


def answers(**changed: dict[str, Any] | None) -> dict[str, Any]:
    """As demanded, but for what is changed: `entrance_1={"door_width": 800}`."""
    said: dict[str, Any] = all_as_demanded(passport_form())
    for zone, own in changed.items():
        said[zone] = None if own is None else {**(said[zone] or {}), **own}
    return said


def surveyed(place: Department, **fields: Any) -> Surveyed:
    given: dict[str, Any] = {
        "facility": place.facility,
        "day": DAY,
        "inspector": "Сейтова А. Б.",
        "answers": answers(),
    }
    return Surveyed(**{**given, **fields})


def with_passport(place: Department, **changed: dict[str, Any] | None) -> Any:
    survey = record_survey(
        surveyed=surveyed(place, answers=answers(**changed)), by=place.specialist
    )
    return approve_passport(survey=survey, day=DAY, by=place.specialist)
