"""The «Бастау Бизнес» course of a plan: the days of its courses over the period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from .calendar import Days

DAYS_OF_A_COURSE = 22  # working days: intake, then about two weeks in class
INTAKE = 10
SHORTEST = 4


@dataclass(frozen=True)
class PlannedCourse:
    """Intake on the first days, one day of referral, one of defence and certificates."""

    intake: Sequence[date]
    referred_on: date
    certified_on: date


def planned_courses(days: Days) -> list[PlannedCourse]:
    """The period cut into courses; none where it is too short for one."""
    count = max(1, len(days.days) // DAYS_OF_A_COURSE)
    size = len(days.days) // count
    if size < SHORTEST:
        return []
    courses = []
    for start in range(0, size * count, size):
        part = days.days[start : start + size]
        asked = max(1, min(INTAKE, size // 3))
        courses.append(PlannedCourse(part[:asked], part[asked], part[-1]))
    return courses


def days_of_a_course(
    courses: Sequence[PlannedCourse], until: date | None, rng: Random
) -> list[date] | None:
    """Application, check, referral and certificate in a course that ends by a day, if any does."""
    usable = [one for one in courses if until is None or one.certified_on <= until]
    if not usable:
        return None
    chosen = rng.choice(usable)
    asked, checked = sorted(rng.choice(chosen.intake) for _ in range(2))
    return [asked, checked, chosen.referred_on, chosen.certified_on]
