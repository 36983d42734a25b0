"""The terms of a job seeker's register on a day: figures of `rules/job_search`, read as numbers."""

from datetime import date, timedelta

from qamtu.accounts.models import Office
from qamtu.casework.deadlines import add_working_days
from qamtu.casework.local_law import law_on
from qamtu.people.models import Person
from qamtu.places.models import Territory
from qamtu.rules.parameters import Law

FOLDER = "job_search"
MONTHS_A_YEAR = 12


def figure(person: Person, code: str, day: date) -> int:
    """One figure of the day, as the person's office applies it. Raises `ParameterMissing`."""
    return int(law_on(person.office, FOLDER, day).figure(code).value)


def answer_by(person: Person, day: date) -> date:
    """The last day for the answer to a referral issued on the day."""
    return add_working_days(day, figure(person, "answer_days", day))


def visit_due_after(person: Person, day: date) -> date:
    """The last day for the next visit after one on the day: rarer for who lives in a village."""
    place = person.territory
    if place is not None and place.kind == Territory.Kind.VILLAGE:
        return day + timedelta(days=figure(person, "visit_days_in_village", day))
    return add_working_days(day, figure(person, "visit_days", day))


def free_again_on(person: Person, removed_on: date) -> date:
    """The first day on which one who was removed may register again."""
    return removed_until(person.office, removed_on)


def removed_until(office: Office, removed_on: date) -> date:
    """The same for anybody of the office."""
    law = law_on(office, FOLDER, removed_on)
    return removed_on + timedelta(days=int(law.figure("blocked_days").value))


def months_of_the_law(law: Law) -> dict[str, int]:
    """In months, the youngest age and the pension ages of women («f») and men («m»)."""
    return {
        "youngest": int(law.figure("youngest").value) * MONTHS_A_YEAR,
        "f": int(law.figure("pension_age_women").value),
        "m": int(law.figure("pension_age_men").value),
    }


def is_of_working_age(person: Person, day: date) -> bool:
    """From the youngest age of the law to the pension age of the day."""
    youngest = figure(person, "youngest", day) * MONTHS_A_YEAR
    return youngest <= months_of_age(person, day) and not is_of_pension_age(person, day)


def is_of_pension_age(person: Person, day: date) -> bool:
    """Men and women reach it at the ages of the day's law."""
    pension = "pension_age_women" if person.sex == "f" else "pension_age_men"
    return months_of_age(person, day) >= figure(person, pension, day)


def months_of_age(person: Person, day: date) -> int:
    born = person.birth_date
    months = (day.year - born.year) * MONTHS_A_YEAR + day.month - born.month
    return months - (day.day < born.day)
