"""The planned applicants made by the verbs of the centre: registered with a profile, recognised.

Who was hired for good meanwhile leaves the register on that day.
"""

from collections.abc import Callable, Sequence
from datetime import date

from qamtu.casework.local_law import law_on
from qamtu.employment.job_search import MEASURE
from qamtu.employment.models import QuotaHire, Removal
from qamtu.employment.seeker_lists import Removed, Seeking, register_all, remove_all
from qamtu.employment.seekers import Profile
from qamtu.employment.terms import FOLDER, months_of_age, months_of_the_law
from qamtu.people.models import StatusPeriod
from qamtu.rules.parameters import ParameterMissing

from .flows import District
from .plan import PlannedCase
from .seeker_days import CHECKED, RECOGNISED, REGISTERED

WAYS = (REGISTERED, CHECKED, RECOGNISED)
AT_ONCE = 1000
# ISCO-08 and the education that it asks for.
OCCUPATIONS = (
    ("7111", "vocational"), ("9622", "secondary"), ("4110", "vocational"), ("6113", "secondary"),
    ("8332", "vocational"), ("5120", "vocational"), ("5223", "secondary"), ("2341", "higher"),
    ("9112", "basic"), ("7212", "vocational"), ("5312", "vocational"), ("6121", "secondary"),
    ("2411", "higher"), ("3221", "vocational"), ("9313", "basic"), ("7531", "vocational"),
)  # fmt: skip
SKILLS = ("Excel", "1С", "дәнекерлеу", "жүргізуші куәлігі", "тігу", "сату", "аспаздық")
LEAST_PAY = (42_500_00, 60_000_00, 85_000_00, 120_000_00)


class SeekerFlow:
    """Runs after the other measures: who works by then is neither recognised nor kept."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.taken: set[int] = set()
        self.ages: dict[date, dict[str, int]] = {}
        self.working: dict[int, date] = {}
        hired = StatusPeriod.objects.live().filter(office=self.office, kind="employed")
        for person, day in (
            *hired.values_list("person_id", "valid_from"),
            *QuotaHire.objects.live()
            .filter(office=self.office)
            .values_list("person_id", "hired_on"),
        ):
            self.working[person] = min(day, self.working.get(person, day))
        unemployed = StatusPeriod.objects.live().filter(office=self.office, kind="unemployed")
        self.unemployed = set(unemployed.values_list("person_id", flat=True))

    def can_build(self, planned: PlannedCase) -> bool:
        """True for the first case of a person whom the law lets be on the register so."""
        steps = tuple(step.transition for step in planned.steps)
        if (
            planned.measure != MEASURE.code
            or planned.is_retracted
            or planned.money
            or planned.subject in self.taken
            or steps not in WAYS
            or (steps == RECOGNISED and not self._may_be_unemployed(planned))
        ):
            return False
        self.taken.add(planned.subject)
        return True

    def _may_be_unemployed(self, planned: PlannedCase) -> bool:
        person, day = self.district.persons[planned.subject], planned.steps[-1].day
        if self.working.get(person.pk, date.max) <= day:
            return False
        try:
            if day not in self.ages:
                self.ages[day] = months_of_the_law(law_on(self.office, FOLDER, day))
        except ParameterMissing:
            return False
        ages = self.ages[day]
        return ages["youngest"] <= months_of_age(person, day) < ages[person.sex]

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """By lists of a thousand; then those who found work leave."""
        for start in range(0, len(cases), AT_ONCE):
            part = cases[start : start + AT_ONCE]
            keys = register_all(
                office=self.office,
                seeking=[self._seeking(one) for one in part],
                by=self.district.clerk,
            )
            self._off_the_register(part, keys)
            advance(len(part))

    def _seeking(self, planned: PlannedCase) -> Seeking:
        days = {step.transition: step.day for step in planned.steps}
        return Seeking(
            person=self.district.persons[planned.subject],
            day=days["open"],
            profile=self._profile(),
            checked_on=days.get("check"),
            recognised_on=days.get("approve"),
        )

    def _profile(self) -> Profile:
        rng = self.district.rng
        wished, education = rng.choice(OCCUPATIONS)
        worked = rng.choice(OCCUPATIONS)[0] if rng.random() < 0.3 else wished
        occupations = [(wished, 0 if worked != wished else rng.randint(0, 12), True)]
        if worked != wished:
            occupations.append((worked, rng.randint(1, 12), False))
        return Profile(
            education=education,
            occupations=occupations,
            skills=rng.sample(SKILLS, rng.randint(0, 2)),
            languages=["kk", "ru"] if rng.random() < 0.7 else ["kk"],
            schedules=["full_day"] if rng.random() < 0.8 else ["full_day", "shifts"],
            lowest_pay=rng.choice(LEAST_PAY),
            travel_km=rng.choice((10, 20, 20, 40)),
            has_car=rng.random() < 0.25,
        )

    def _off_the_register(self, cases: Sequence[PlannedCase], keys: Sequence[int]) -> None:
        """Who was hired. Who was unemployed by another paper stays: figures may ask for it."""
        removed = []
        for one, key in zip(cases, keys, strict=True):
            person = self.district.persons[one.subject].pk
            day = self.working.get(person)
            if day is not None and day >= one.steps[-1].day and person not in self.unemployed:
                removed.append(Removed(key, Removal.Cause.FOUND_WORK, day))
        if removed:
            remove_all(office=self.office, removed=removed, by=self.district.specialist)
