"""A job seeker of a plan: when registered, checked and recognised as unemployed, if at all."""

from datetime import date
from random import Random

from qamtu.rules.parameters import Law, ParameterMissing

from .calendar import Days
from .drafts import Draft
from .plan import PlannedPerson

REGISTERED = ("open",)
CHECKED = ("open", "check")
RECOGNISED = ("open", "check", "approve")
FOLDER = "job_search"
RECOGNISED_OF_FOUR = (REGISTERED, CHECKED, RECOGNISED, RECOGNISED)


def seeker_steps(
    draft: Draft, person: PlannedPerson, days: Days, rng: Random
) -> tuple[tuple[str, ...], list[date]]:
    """The steps of the case and their days, none after the person's first measure.

    Recognised is whom the law lets be, and on a day before any other measure: then nobody holds
    a job yet.
    """
    steps = rng.choice(RECOGNISED_OF_FOUR)
    until = min((day for day in (draft.first_day, draft.until) if day), default=None)
    picked = days.pick(len(steps), rng, until)
    if steps == RECOGNISED and not (
        draft.profile.get("unemployed") is not False
        and (draft.first_day is None or picked[-1] < draft.first_day)
        and is_of_working_age(person, picked[-1])
    ):
        return CHECKED, picked[:-1]
    return steps, picked


def is_of_working_age(person: PlannedPerson, day: date) -> bool:
    """By the ages of the day's law; False on a day of which it has none."""
    born = person.birth_date
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    law = Law(FOLDER, day)
    try:
        youngest = int(law.figure("youngest").value) * 12
        pension = law.figure(f"pension_age_{'women' if person.sex == 'f' else 'men'}").value
    except ParameterMissing:
        return False
    return youngest <= months < pension
