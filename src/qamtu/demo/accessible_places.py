"""The planned adaptation of facilities, made by its verbs: inventory, survey, passport, works, act.

Facilities that the plans name and no case stands for are entered too: those of the inventory of
later years, and those of this year's works that are not taken over yet.
"""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from typing import Any

from qamtu.accessibility.adaptation import MEASURE
from qamtu.accessibility.complaints import Complaint, answer_complaint, receive_complaint
from qamtu.accessibility.inventory import INVENTORIED, inventory, plan_inventory
from qamtu.accessibility.models import PlannedWork
from qamtu.accessibility.passports import approve_passport, reasons_of
from qamtu.accessibility.surveys import Surveyed, record_survey
from qamtu.accessibility.works import ADAPTED, Work, accept_work, adopt_plan, plan_work
from qamtu.organizations.models import Facility
from qamtu.organizations.registry import add_facility, correct_facility
from qamtu.rules.accessibility.passport import passport_form
from qamtu.rules.accessibility.trials import all_as_demanded
from qamtu.rules.accessibility.verdicts import sentence_of_reason

from .flows import District
from .names import make_facility
from .plan import PlannedCase, PlannedTarget

STEPS = ("open", "check", "approve", "carry_out")
NEAR = 0.006  # degrees around a village's point
MOST_ENTERED = 1000
FIRST_OF_THE_LIST = 12  # inventoried this year and not surveyed yet
MOST_WORKS = 3
SURE = 9
COMPLAINTS_SINCE = date(2021, 7, 1)  # since when the term of an answer is known
SECTOR_OF = {
    "мектеп": "education",
    "амбулатория": "health",
    "Дәріхана": "health",
    "мәдениет": "culture",
    "кітапхана": "culture",
    "Пошта": "state",
    "Әкімдік": "state",
    "Дүкен": "trade",
}
# What stands in the way before the works: attributes of zones that a survey may find so. Each of
# the first ones hinders somebody whatever else is there.
SHORTFALLS: tuple[tuple[str, str, str | int], ...] = (
    ("entrance_1", "door_width", 800),
    ("entrance_1", "threshold", 40),
    ("entrance_1", "ramp_width", 90 * 10),
    ("entrance_1", "ramp_handrails", "no"),
    ("entrance_1", "tactile_path", "no"),
    ("movement", "inner_threshold", 30),
    ("movement", "corridor_width", 1400),
    ("service", "low_counter", "no"),
    ("toilet", "grab_bars", "no"),
    ("toilet", "sos_button", "no"),
    ("information", "braille_signs", "no"),
    ("information", "sound_information", "no"),
    ("service_accessibility", "served_within_reach", "no"),
    ("service_accessibility", "sign_language", "no"),
    ("service_accessibility", "served_in_writing", "no"),
    ("children", "pram_way", "no"),
)
COMPLAINTS = (
    ("Пандус жабық тұр, кілті күзетшіде.", "Пандус ашылды, кілт енді қабылдау бөлмесінде."),
    ("Есік алдындағы шақыру түймесі жұмыс істемейді.", ""),
    ("Дәретханаға кресло-арбамен кіру мүмкін емес.", ""),
)


class AccessiblePlacesFlow:
    """Facilities of an office, by its own staff."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.office = district.office
        self.rng = Random(f"{district.office.code} places")
        self.entered = 0
        self.acts = 0

    def can_build(self, planned: PlannedCase) -> bool:
        """True for a facility that was adapted, by all steps."""
        return (
            planned.measure == MEASURE.code
            and not planned.is_retracted
            and not planned.money
            and planned.subject_kind == "facility"
            and planned.subject < len(self.district.facilities)
            and tuple(step.transition for step in planned.steps) == STEPS
            and planned.steps[-1].day <= date.today()
        )

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None:
        """Each case; then what is planned beyond them, and the plans by their acts."""
        adapted = [self.district.facilities[one.subject] for one in cases]
        for facility in self.district.facilities:
            self._place(facility)
        works: list[tuple[Facility, list[PlannedWork], date]] = []
        for one, facility in zip(cases, adapted, strict=True):
            opened, checked, approved, done = (step.day for step in one.steps)
            planned = self._survey_and_plan(facility, opened, checked, approved, done)
            works.append((facility, planned, done))
        years = [one.valid_from.year for one in self._targets(ADAPTED)]
        for target in self._targets(ADAPTED):
            if years.count(target.valid_from.year) == 1:
                self._adopt_year(target, works)
        for facility, planned, done in works:
            self._accept(facility, planned, done)
            advance(1)
        for target in self._targets(INVENTORIED):
            self._adopt_inventory(target)
        self._complain(adapted, max(one.steps[-1].day for one in cases))

    def _targets(self, indicator: str) -> list[PlannedTarget]:
        return [one for one in self.district.targets if one.indicator == indicator]

    def _place(self, facility: Facility) -> None:
        place = facility.territory
        point = None
        if place is not None and place.latitude is not None and place.longitude is not None:
            point = (
                place.latitude + self.rng.uniform(-NEAR, NEAR),
                place.longitude + self.rng.uniform(-NEAR, NEAR),
            )
        sector = next((code for word, code in SECTOR_OF.items() if word in facility.name), "other")
        correct_facility(
            facility=facility,
            owner=facility.owner or self._owner(),
            address=facility.address,
            sector=sector,
            point=point,
        )

    def _owner(self) -> Any:
        owners = self.district.organizations
        return self.rng.choice(owners) if owners else None

    def _enter(self) -> Facility:
        """One more facility of the district."""
        self.entered += 1
        number = len(self.district.facilities) + self.entered
        name, _ru = make_facility(self.rng, number)
        places = self.district.places
        facility = add_facility(
            office=self.office,
            name=name,
            territory=self.rng.choice(places) if places else self.office.territory,
        )
        self._place(facility)
        return facility

    @staticmethod
    def answers_with(shortfalls: Sequence[tuple[str, str, str | int]]) -> dict[str, Any]:
        """A survey that finds these shortfalls, and else all as demanded."""
        answers: dict[str, Any] = all_as_demanded(passport_form())
        for zone, code, answer in shortfalls:
            answers[zone][code] = answer
            if code.startswith("ramp_"):
                answers[zone] |= {"level_entrance": "no", "lift": "no"}
            if code == "tactile_path":
                answers[zone]["call_button"] = "no"
        return answers

    def _survey_and_plan(
        self, facility: Facility, opened: date, checked: date, approved: date, done: date
    ) -> list[PlannedWork]:
        """The passport before the works, and the works that follow from it."""
        by = self.district.specialist
        inventory(facility=facility, day=opened, by=by)
        sure = self.rng.choice(SHORTFALLS[:SURE])
        found = [sure, *self.rng.sample(SHORTFALLS[SURE:], self.rng.randint(1, 4))]
        survey = record_survey(
            surveyed=Surveyed(facility, checked, str(by), self.answers_with(found)), by=by
        )
        passport = approve_passport(survey=survey, day=approved, by=self.district.head)
        reasons = {
            (one.zone, one.attribute): one
            for need in passport.verdicts
            for one in reasons_of(passport, need)
        }
        return [
            plan_work(
                work=Work(
                    facility=facility,
                    zone=reason.zone,
                    attribute=reason.attribute,
                    what=sentence_of_reason(reason, "kk"),
                    due_on=date(done.year, 12, 20) if done <= date(done.year, 12, 20) else done,
                    planned_on=approved,
                    cost=self.rng.randrange(40, 900) * 1000_00,
                ),
                by=by,
            )
            for reason in list(reasons.values())[:MOST_WORKS]
        ]

    def _accept(self, facility: Facility, planned: Sequence[PlannedWork], done: date) -> None:
        """The works taken over; then the facility is surveyed again, and what is left is few."""
        by = self.district.specialist
        for work in planned:
            self.acts += 1
            accept_work(work=work, act=f"№ {self.acts}", day=done, by=by)
        left = self.rng.sample(SHORTFALLS, self.rng.choice((0, 0, 1, 1, 2)))
        survey = record_survey(
            surveyed=Surveyed(facility, done, str(by), self.answers_with(left)), by=by
        )
        approve_passport(survey=survey, day=done, by=self.district.head)

    def _adopt_year(
        self, target: PlannedTarget, works: Sequence[tuple[Facility, list[PlannedWork], date]]
    ) -> None:
        """The plan of a year by its act; what it has beyond the adapted ones is still open."""
        year = target.valid_from.year
        built = sum(1 for _facility, _planned, done in works if done.year == year)
        whole = (date(year, 1, 1), date(year, 12, 31))
        more = target.value - built
        if (target.valid_from, target.valid_to) != whole or not 0 <= more <= MOST_ENTERED:
            return
        if not target.value or target.signed_on > min(whole[1], date.today()):
            return
        for _ in range(more):
            day = target.signed_on
            self._survey_and_plan(self._enter(), day, day, day, max(day, date(year, 12, 1)))
        adopt_plan(
            office=self.office,
            year=year,
            act="Бейімдеу жоспары",
            signed_on=target.signed_on,
            by=self.district.head,
        )
        self.district.targets_set.append(target)

    def _adopt_inventory(self, target: PlannedTarget) -> None:
        """The list of facilities to be inventoried: those that are there, and as many more."""
        facilities = list(Facility.objects.filter(office=self.office))
        more = target.value - len(facilities)
        if not 0 <= more <= MOST_ENTERED or not target.value:
            return
        is_past = target.signed_on <= date.today()
        entered = [self._enter() for _ in range(more)]
        for facility in entered[:FIRST_OF_THE_LIST] if is_past else ():
            inventory(facility=facility, day=target.signed_on, by=self.district.clerk)
        plan_inventory(
            office=self.office,
            facilities=facilities + entered,
            first_day=target.valid_from,
            last_day=target.valid_to,
            act="Кедергісіз орта жөніндегі жоспар",
            signed_on=target.signed_on,
            by=self.district.head,
        )
        self.district.targets_set.append(target)

    def _complain(self, facilities: Sequence[Facility], day: date) -> None:
        """A few complaints, one answered."""
        if day < COMPLAINTS_SINCE:
            return
        for number, (facility, (text, answer)) in enumerate(
            zip(facilities, COMPLAINTS, strict=False), start=1
        ):
            received = receive_complaint(
                complaint=Complaint(
                    facility=facility,
                    name="Тұрғын",
                    contact=f"+7 701 000 00 0{number}",
                    text=text,
                    sender=str(number),
                    need="wheelchair",
                ),
                day=day,
            )
            if answer:
                answer_complaint(
                    complaint=received, text=answer, day=day, by=self.district.specialist
                )
