"""The planned quotas and new jobs, recorded as an office does: resolutions, hires, reports."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from qamtu.employment import new_jobs
from qamtu.employment.models import EmployerQuota
from qamtu.employment.new_job_records import Created, record_new_jobs
from qamtu.employment.quota import GROUPS
from qamtu.employment.quota_hires import hire
from qamtu.employment.quota_resolutions import Line, adopt

from .flows import District
from .plan import PlannedCase, PlannedTarget

GROUP_OF = {group.measure.code: group for group in GROUPS.values() if group.measure.indicators}
DONE = ("open", "check", "approve", "carry_out")
STAFF_OF_A_PLACE = 50  # at two percent, the least share of the law
PERCENT = Decimal(2)
MOST_EMPLOYERS = 500
AT_ONCE = 500
POSTS: tuple[tuple[str, str, str], ...] = (
    ("Күзетші", "5414", "N"),
    ("Сатушы", "5223", "G"),
    ("Тас қалаушы", "7112", "F"),
    ("Аспаз", "5120", "I"),
    ("Жүргізуші", "8322", "H"),
    ("Күріш өсіруші", "6111", "A"),
    ("Малшы", "6121", "A"),
    ("Тігінші", "7531", "C"),
    ("Дәнекерлеуші", "7212", "C"),
    ("Тәрбиеші", "2342", "P"),
    ("Мейіргер", "3221", "Q"),
    ("Есепші", "3313", "M"),
    ("Электрик", "7411", "D"),
    ("Слесарь-сантехник", "7126", "E"),
    ("Еден жуушы", "9112", "N"),
    ("Механизатор", "8341", "A"),
)
PROJECTS = ("«Еңбек»", "«Ауыл – ел бесігі»", "«Бизнестің жол картасы»", "")


class QuotaFlow:
    """Resolutions for the planned places, and a hire at an employer for each planned case."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.left: dict[str, list[date]] = {}
        for target in sorted(district.targets, key=lambda one: one.signed_on):
            code = target.indicator.replace("quota.", "quota_")
            if code in GROUP_OF and self._can_adopt(target):
                days = [target.signed_on] * min(target.value, 10_000)
                self.left.setdefault(code, []).extend(days)

    def _can_adopt(self, target: PlannedTarget) -> bool:
        return (
            bool(self.district.organizations)
            and target.value > 0
            and target.valid_from.year == target.valid_to.year == target.signed_on.year
        )

    def can_build(self, planned: PlannedCase) -> bool:
        """True while a place is left by a resolution that was signed before the hiring."""
        places = self.left.get(planned.measure, [])
        group = GROUP_OF.get(planned.measure)
        if group is None or planned.is_retracted or planned.money:
            return False
        if tuple(step.transition for step in planned.steps) != DONE:
            return False
        day = planned.steps[-1].day
        person = self.district.persons[planned.subject]
        has_status = any(
            status.valid_from <= day and (status.valid_to is None or day <= status.valid_to)
            for status in person.statuses.live().filter(kind=group.status)
        )
        if not has_status or not places or places[0] > day:
            return False
        places.pop(0)
        return True

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """The resolutions of each group, then the hires in the order of their days."""
        for code in sorted({one.measure for one in cases}):
            free = self._adopt(code)
            hired = [one for one in cases if one.measure == code]
            for number, one in enumerate(sorted(hired, key=lambda c: c.steps[-1].day), start=1):
                opened, checked, referred, done = (step.day for step in one.steps)
                quota = next(quota for quota in free if quota.resolution.signed_on <= done)
                free.remove(quota)
                hire(
                    quota=quota,
                    person=self.district.persons[one.subject],
                    day=done,
                    order=f"№ {number}-ж/қ",
                    by=self.district.specialist,
                    opened_on=opened,
                    checked_on=checked,
                    referred_on=referred,
                )
                advance(1)

    def _adopt(self, code: str) -> list[EmployerQuota]:
        """Each planned target as a resolution; the places one by one, the earliest first."""
        group = GROUP_OF[code]
        free: list[EmployerQuota] = []
        targets = [
            target
            for target in self.district.targets
            if target.indicator == f"quota.{group.code}" and self._can_adopt(target)
        ]
        employers = list(self.district.organizations)
        self.district.rng.shuffle(employers)
        employers = employers[:MOST_EMPLOYERS]
        for number, target in enumerate(sorted(targets, key=lambda one: one.signed_on), start=1):
            count = min(len(employers), target.value)
            shares = [target.value // count] * count
            for position in range(target.value % count):
                shares[position] += 1
            resolution = adopt(
                office=self.office,
                group=group.code,
                number=f"{self.district.rng.randint(100, 600)}/{number}",
                signed_on=target.signed_on,
                year=target.valid_from.year,
                lines=[
                    Line(employer, STAFF_OF_A_PLACE * places, 0, PERCENT, places)
                    for employer, places in zip(employers, shares, strict=False)
                ],
                by=self.district.head,
            )
            self.district.targets_set.append(target)
            employers = employers[count:] + employers[:count]
            for quota in resolution.employers.select_related("resolution", "organization"):
                free += [quota] * quota.places
        return free


class NewJobsFlow:
    """Each planned new job with its post, sector and evidence, as employers report them."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office

    def can_build(self, planned: PlannedCase) -> bool:
        """True for one place of an employer that was created by its last step."""
        return (
            planned.measure == new_jobs.MEASURE.code
            and not planned.is_retracted
            and not planned.money
            and planned.subject_kind == "organization"
            and tuple(step.transition for step in planned.steps) == DONE
            and all(step.quantity == 1 and not step.participants for step in planned.steps)
        )

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """Lists of places; the papers of an employer are numbered through."""
        numbers: dict[int, int] = {}
        created = [self._created(one, numbers) for one in cases]
        for start in range(0, len(created), AT_ONCE):
            listed = created[start : start + AT_ONCE]
            record_new_jobs(office=self.office, created=listed, by=self.district.specialist)
            advance(len(listed))

    def _created(self, planned: PlannedCase, numbers: dict[int, int]) -> Created:
        rng = self.district.rng
        employer = self.district.organizations[planned.subject]
        numbers[planned.subject] = number = numbers.get(planned.subject, 0) + 1
        opened, checked, approved, done = (step.day for step in planned.steps)
        title, occupation, sector = rng.choice(POSTS)
        return Created(
            organization=employer,
            title=title,
            occupation=occupation,
            sector=sector,
            is_permanent=rng.random() < 0.66,
            created_on=done,
            evidence=f"№ {number} еңбек шарты",
            evidence_on=done - timedelta(days=rng.randint(0, 5)),
            wage=rng.randrange(60, 240) * 1000_00,
            project=rng.choice(PROJECTS),
            opened_on=opened,
            checked_on=checked,
            approved_on=approved,
        )
