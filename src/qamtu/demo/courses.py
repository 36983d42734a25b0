"""The planned «Бастау Бизнес» course made by its verbs: intake, groups, sessions, certificates.

Who is referred on one day studies in groups of at most `IN_A_GROUP`; who only asked waits. A person
who asks twice in the plan while the first still waits goes the common way.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import ceil

from qamtu.casework.deadlines import is_working_day
from qamtu.employment.bastau import MEASURE
from qamtu.employment.course_groups import Asked, Selected, ask_all, form_group, refer_all
from qamtu.employment.course_studies import certify_all, defend_all, hold_session
from qamtu.employment.models import CourseApplication, CoursePlace
from qamtu.rules.bastau.formulas import FIRST_DAY

from .flows import District
from .plan import PlannedCase

WAYS = (("open",), ("open", "check", "approve"), ("open", "check", "approve", "carry_out"))
REFERRED, FINISHED = 3, 4  # steps of a way
IN_A_GROUP = 25
HOURS, MOST_SESSIONS = 6, 10
MISSED = 0.05
TRAINERS = ("Қалиева Ж. М.", "Төлегенов С. Б.", "Ахметова Д. Е.")
COMMISSION = ("Сейтова А. Б.", "Оспанов Б. Қ.", "Нұрланова Г. С.")
IDEAS = (
    "Наубайхана", "Тігін цехы", "Шаштараз", "Жылыжай", "Құс өсіру", "Автокөлік жөндеу",
    "Жиһаз цехы", "Сүт өңдеу", "Киіз бұйымдары", "Дәнекерлеу цехы", "Ұлттық тағамдар",
)  # fmt: skip
TOPICS = (
    "Кәсіпкерлікке кіріспе", "Бизнес-идея және нарық", "Маркетинг", "Өзіндік құн және баға",
    "Салық және есеп", "Құқық және тіркеу", "Қаржылай қолдау құралдары", "Бизнес-жоспар",
    "Жоспарды пысықтау", "Қорғау",
)  # fmt: skip


class CourseFlow:
    """Courses in an office, by its own staff."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.taken: set[int] = set()

    def can_build(self, planned: PlannedCase) -> bool:
        """True for the first case of a person that goes a way of the course under its rules."""
        if (
            planned.measure != MEASURE.code
            or planned.is_retracted
            or planned.money
            or planned.subject in self.taken
            or planned.steps[0].day < FIRST_DAY
            or tuple(step.transition for step in planned.steps) not in WAYS
        ):
            return False
        self.taken.add(planned.subject)
        return True

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """All applications; then, day of referral by day, the groups and their studies."""
        people = self.district.persons
        applications = ask_all(
            office=self.office,
            asked=[
                Asked(people[one.subject], one.steps[0].day, IDEAS[one.subject % len(IDEAS)])
                for one in cases
            ],
            by=self.district.clerk,
        )
        by_day: dict[date, list[tuple[PlannedCase, CourseApplication]]] = {}
        for one, application in zip(cases, applications, strict=True):
            if len(one.steps) >= REFERRED:
                by_day.setdefault(one.steps[2].day, []).append((one, application))
            else:
                advance(1)
        for day, mine in sorted(by_day.items(), key=lambda each: each[0]):
            size = ceil(len(mine) / ceil(len(mine) / IN_A_GROUP))
            for start in range(0, len(mine), size):
                part = mine[start : start + size]
                self._teach(day, part)
                advance(len(part))

    def _teach(self, day: date, mine: Sequence[tuple[PlannedCase, CourseApplication]]) -> None:
        by, rng = self.district.specialist, self.district.rng
        ends = [one.steps[3].day for one, _ in mine if len(one.steps) == FINISHED]
        last = max(ends, default=day + timedelta(days=14))
        group = form_group(
            office=self.office,
            trainer=TRAINERS[day.toordinal() % len(TRAINERS)],
            capacity=IN_A_GROUP,
            first_day=day,
            last_day=last,
            place="Кәсіпкерлікті қолдау орталығы",
            territory=self.office.territory,
            by=by,
        )
        places = refer_all(
            group=group,
            selected=[
                Selected(application, one.steps[1].day, day, rng.randint(55, 100))
                for one, application in mine
            ],
            by=by,
        )
        finished = {
            place.pk: one.steps[3].day
            for place, (one, _) in zip(places, mine, strict=True)
            if len(one.steps) == FINISHED
        }
        self._hold_sessions(day, last, places, finished)
        done = [place for place in places if place.pk in finished]
        if not done:
            return
        titles = {
            place.pk: application.idea for place, (_, application) in zip(places, mine, strict=True)
        }
        defend_all(
            defences=[
                (
                    place,
                    finished[place.pk],
                    titles[place.pk],
                    [(name, rng.randint(60, 100)) for name in COMMISSION],
                    True,
                )
                for place in done
            ],
            by=by,
        )
        certify_all(certified=[(place, finished[place.pk]) for place in done], by=by)

    def _hold_sessions(
        self,
        first: date,
        last: date,
        places: Sequence[CoursePlace],
        finished: dict[int, date],
    ) -> None:
        """The first day has everyone there, so that nobody finishes without a session."""
        rng = self.district.rng
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        held = [day for day in days if is_working_day(day)][:MOST_SESSIONS] or [first]
        if held[0] != first:
            held.insert(0, first)
        for number, day in enumerate(held):
            there = [one.pk for one in places if finished.get(one.pk, last) >= day]
            absent = [pk for pk in there if number and rng.random() < MISSED]
            hold_session(
                group=places[0].group,
                day=day,
                hours=HOURS,
                topic=TOPICS[number % len(TOPICS)],
                present=set(there) - set(absent),
                absent=absent,
                by=self.district.specialist,
            )
