"""The participants of a measure: a person, a case opened on a day, and the steps that followed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import ActRefused
from qamtu.casework.enrolment import CaseEntry, Step, known_cases, record_cases
from qamtu.casework.fields import Details
from qamtu.casework.measures import Measure
from qamtu.exchange.details import DetailReader, column_of
from qamtu.exchange.outcomes import Landing, Outcome
from qamtu.exchange.persons import People, read_person
from qamtu.exchange.places import Places
from qamtu.exchange.spellings import STEP_COLUMNS
from qamtu.exchange.workbook import Problem, Row
from qamtu.exchange.workbook.folding import fold
from qamtu.identifiers import birth_date_of
from qamtu.people.enrolment import PersonEntry

_DAY = "%d.%m.%Y"


@dataclass(slots=True)
class Participant:
    """What a row says: the person, the case, its steps (the opening first), what is wrong.

    `begun`: the case as the row would open it, or why it can't; a case that is known goes on.
    """

    person: PersonEntry | None
    steps: list[Step]
    problems: list[Problem]
    category: str = ""
    note: str = ""
    details: dict[str, Details] = field(default_factory=dict)
    begun: CaseEntry | Problem | None = None


class ParticipantList:
    """The participants of one measure in one office."""

    def __init__(
        self,
        measure: Measure,
        office: Office,
        by: User,
        places: Places,
        today: date,
        registered: str = "opened_on",
    ) -> None:
        self.measure, self.office, self.by = measure, office, by
        self.places, self.today = places, today
        self.columns = STEP_COLUMNS | {"open": registered}
        self.details = DetailReader(measure, STEP_COLUMNS)
        self.categories = {
            fold(name): code
            for code, names in measure.categories.items()
            for name in (code, names.kk, names.ru, names.en)
        }

    def take_in(self, read: Sequence[Participant]) -> list[Outcome]:
        """One chunk: what becomes of each row. A row that comes back leaves nothing behind."""
        people = People(self.office, self.by, [one.person for one in read])
        cases = self._known(people, [one.steps[0].day for one in read if one.steps])
        taken: list[tuple[str, CaseEntry]] = []
        outcomes: list[Outcome] = []
        for one in read:
            person, problems = one.person, one.problems
            if person is not None:
                problems = people.refuse(person, problems)
            if person is None or problems:
                outcomes.append(problems)
                continue
            key = (person.iin, one.steps[0].day)
            known = cases.get(key)
            case = self._followed(known, one) if known else one.begun
            if isinstance(case, Problem):
                outcomes.append([case])
                continue
            landing = people.accept(person)
            if case is not None:
                cases[key] = case
                taken.append((person.iin, case))
                landing = Landing.COMPLETED if known else Landing.LANDED
            outcomes.append(people.told(person, landing))
        self._write(people, taken)
        return outcomes

    def read(self, row: Row) -> Participant:
        """What the row says, without the database."""
        person, problems = read_person(row, self.places, self.today)
        values = row.values
        reason = str(values.get("reason") or "")
        born = birth_date_of(person.iin) if person is not None else date.min
        steps: list[Step] = []
        for transition, column in self.columns.items():
            day = values.get(column)
            if not isinstance(day, date):
                continue
            if day > self.today:
                problems.append(Problem("date-future", column, f"{day:{_DAY}}"))
            elif day < born:
                problems.append(Problem("before-birth", column, f"{day:{_DAY}}"))
            needs = reason and self.measure.workflow[transition].needs_reason
            steps.append(Step(transition, day, reason if needs else ""))
        opening = self.columns["open"]
        if steps and steps[0].transition == "open":
            if not self.measure.is_open_on(steps[0].day):
                problems.append(Problem("measure-not-open", opening, f"{steps[0].day:{_DAY}}"))
        elif not any(one.key == opening for one in problems):
            problems.append(Problem("value-missing", opening))
        if reason and not any(step.reason for step in steps):
            problems.append(Problem("reason-without-day", "reason", reason))
        category = ""
        if text := str(values.get("category") or ""):
            category = self.categories.get(fold(text), "")
            if not category:
                problems.append(Problem("category-unknown", "category", text))
        details, wrong = self.details.read(values)
        if details:
            for step in steps[1:]:
                step.details = details.get(step.transition, {})
        note = str(values.get("note") or "")
        participant = Participant(person, steps, problems + wrong, category, note, details)
        if not participant.problems:
            case = CaseEntry(steps[0].day, category, note, details.get("open", {}))
            participant.begun = self._followed(case, participant)
        return participant

    def _known(self, people: People, days: list[date]) -> dict[tuple[str, date], CaseEntry]:
        iin_of = {person.pk: iin for iin, person in people.known.items()}
        found = known_cases(
            office=self.office, measure=self.measure, person_ids=list(iin_of), days=days
        )
        return {(iin_of[person], day): case for (person, day), case in found.items()}

    def _followed(self, case: CaseEntry, row: Participant) -> CaseEntry | Problem | None:
        """The case with the row's steps that it did not have yet, if any, or why it can't go on."""
        if row.category and row.category != case.category:
            name = self.measure.categories[row.category]
            return Problem("category-other", "category", name.kk)
        for step in row.steps:
            done = case.done.get(step.transition)
            if done is not None and done != step.day:
                column = self.columns[step.transition]
                return Problem("step-other-day", column, f"{done:{_DAY}}")
        is_retracted = case.pk is not None and not case.done
        further = [
            step
            for step in row.steps
            if step.transition not in case.done and not (is_retracted and step.transition == "open")
        ]
        if self.details.fields and (problem := self._detail_problem(case, row, further)):
            return problem
        further.sort(key=lambda step: (step.transition != "open", step.day))
        try:
            case.follow(self.measure, further)
        except ActRefused as refused:
            return self._problem(refused, case, further)
        return case if further else None

    def _detail_problem(
        self, case: CaseEntry, row: Participant, further: list[Step]
    ) -> Problem | None:
        """What is wrong with the row's fields, beside what the case has of them."""
        new = {step.transition for step in further}
        known = case.known_details()
        for asked in self.details.fields:
            value = row.details.get(asked.asked_at, {}).get(asked.code)
            column = column_of(asked)
            if asked.asked_at in new:
                if value is None and asked.is_required:
                    return Problem("value-missing", column)
            elif value is None:
                continue
            elif asked.asked_at not in case.done:
                return Problem("field-without-step", column, asked.shown(value, "kk"))
            elif known.get(asked.code) != value:
                return Problem("field-other", column, asked.shown(value, "kk"))
        return None

    def _problem(self, refused: ActRefused, case: CaseEntry, further: list[Step]) -> Problem:
        transition = str(refused.values.get("transition", "open"))
        day = next((f"{step.day:{_DAY}}" for step in further if step.transition == transition), "")
        code = refused.code
        steps = {step.transition for step in further} | set(case.done)
        if code == "wrong-state" and transition == "carry_out" and "approve" not in steps:
            code = "approval-missing"
        return Problem(code, self.columns.get(transition), day)

    def _write(self, people: People, taken: list[tuple[str, CaseEntry]]) -> None:
        keys = people.write()
        for iin, case in taken:
            if case.pk is None:
                case.subject_id, case.territory_id = keys[iin], people.place_of(iin)
        cases = {id(case): case for _, case in taken}
        record_cases(
            office=self.office, measure=self.measure, cases=list(cases.values()), by=self.by
        )
