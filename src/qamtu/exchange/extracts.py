"""Extracts of examinations of disability: each row a person and what was established of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError

from qamtu.accounts.models import Office, User
from qamtu.disability.examinations import (
    CATEGORIES,
    CAUSES,
    KIND,
    ExaminationRefused,
    Extract,
    record_examinations,
    refuse_impossible,
)
from qamtu.disability.models import Examination
from qamtu.exchange.outcomes import Landing, Outcome
from qamtu.exchange.persons import People, read_person
from qamtu.exchange.places import Places
from qamtu.exchange.spellings import Spelling
from qamtu.exchange.workbook import Problem, Row
from qamtu.exchange.workbook.cells import CellProblem, parse_date
from qamtu.exchange.workbook.folding import fold
from qamtu.identifiers import birth_date_of, sex_of
from qamtu.people.enrolment import PersonEntry
from qamtu.people.models import Person, StatusPeriod
from qamtu.trilingual import Names

CODE = "examinations"
NAMES = Names("МӘС үзінділері", "Выписки МСЭ", "Extracts of examinations")
REQUIRED = ("number", "category", "cause", "valid_from")
LONGEST_NUMBER = 60
EXTRACT_SPELLINGS: tuple[Spelling, ...] = (
    Spelling(
        "number", "text", Names("Үзінді нөмірі", "Номер выписки", "Extract number"),
        ("МӘС үзінді №", "Үзінді №", "Анықтама нөмірі", "Анықтама №", "№ выписки", "Номер справки",
         "№ справки", "Серия и номер справки", "Number of the extract", "Certificate number"),
    ),
    Spelling(
        "examined_on", "date", Names("Куәландыру күні", "Дата освидетельствования", "Examined on"),
        ("МӘС күні", "Сараптама күні", "Дата МСЭ", "Дата экспертизы", "Examination date"),
    ),
    Spelling(
        "category", "text", Names("Мүгедектік тобы", "Группа инвалидности", "Disability group"),
        ("Тобы", "Топ", "Группа", "Группа инв.", "Категория инвалидности", "Group"),
    ),
    Spelling(
        "cause", "text", Names("Мүгедектік себебі", "Причина инвалидности", "Cause of disability"),
        ("Себебі", "Причина", "Cause"),
    ),
    Spelling(
        "valid_from", "date",
        Names("Мүгедектік белгіленген күн", "Инвалидность установлена с", "Disabled from"),
        ("Белгіленген күні", "Басталу күні", "Дата установления", "Установлена с", "Срок с",
         "Valid from", "From"),
    ),
    Spelling(
        "valid_to", "text",
        Names("Мүгедектік мерзімі", "Инвалидность установлена до", "Disabled until"),
        ("Мерзімі", "Аяқталу күні", "Қайта куәландыру мерзімі", "Срок до", "Срок инвалидности",
         "Установлена до", "Дата переосвидетельствования", "Valid to", "Until"),
    ),
    Spelling(
        "loss_percent", "integer",
        Names("Еңбекке қабілетін жоғалту, %", "Утрата трудоспособности, %", "Loss of capacity, %"),
        ("Жоғалту пайызы", "% утраты трудоспособности", "УПТ, %", "Процент утраты"),
    ),
)  # fmt: skip
WITHOUT_TERM = frozenset(
    map(fold, ("бессрочно", "бессрочная", "мерзімсіз", "без срока", "without term", "пожизненно"))
)
GROUPS: Mapping[str, tuple[str, ...]] = {
    "group_1": ("1", "I", "І", "1 группа", "I группа", "І группа", "1 топ", "1-топ", "I топ"),
    "group_2": ("2", "II", "ІІ", "2 группа", "II группа", "ІІ группа", "2 топ", "2-топ", "II топ"),
    "group_3": ("3", "III", "ІІІ", "3 группа", "III группа", "ІІІ группа", "3 топ", "3-топ",
                "III топ"),
    "child_under_16": ("ребёнок", "ребенок", "дети", "бала", "ребёнок-инвалид",
                       "ребёнок с инвалидностью", "мүгедек бала", "мүгедектігі бар бала", "child"),
}  # fmt: skip
COLUMNS: Mapping[str, str] = {
    "examination-number": "number",
    "examination-order": "valid_to",
    "examination-before-birth": "valid_from",
    "examination-age": "category",
    "examination-deceased": "examined_on",
    "examination-earlier": "valid_from",
    "examination-loss": "loss_percent",
}
_DAY = "%d.%m.%Y"


@dataclass(slots=True)
class ReadExtract:
    """What a row says: the person, the extract's facts, what is wrong."""

    person: PersonEntry | None
    facts: dict[str, object]
    problems: list[Problem]


class ExtractList:
    """Extracts in one office."""

    def __init__(self, office: Office, by: User, places: Places, today: date) -> None:
        self.office, self.by, self.places, self.today = office, by, places, today
        self.categories = _codes(CATEGORIES) | {
            fold(word): code for code, words in GROUPS.items() for word in words
        }
        self.causes = _codes(CAUSES)

    def read(self, row: Row) -> ReadExtract:
        """What the row says, without the database."""
        person, problems = read_person(row, self.places, self.today)
        values = row.values
        for key in REQUIRED:
            if values.get(key) in (None, "") and not any(one.key == key for one in problems):
                problems.append(Problem("value-missing", key))
        facts: dict[str, object] = {"number": str(values.get("number") or "")}
        if len(str(facts["number"])) > LONGEST_NUMBER:
            problems.append(Problem("text-too-long", "number", str(facts["number"])))
        for key, codes in (("category", self.categories), ("cause", self.causes)):
            text = str(values.get(key) or "")
            facts[key] = codes.get(fold(text), "")
            if text and not facts[key]:
                problems.append(Problem(f"extract-{key}", key, text))
        facts["valid_from"] = values.get("valid_from")
        facts["examined_on"] = values.get("examined_on") or values.get("valid_from")
        for key in ("valid_from", "examined_on"):
            day = facts[key]
            if isinstance(day, date) and day > self.today and key == "examined_on":
                problems.append(Problem("date-future", key, f"{day:{_DAY}}"))
        facts["valid_to"], wrong = _last_day(str(values.get("valid_to") or ""))
        facts["loss_percent"] = values.get("loss_percent")
        return ReadExtract(person, facts, problems + wrong)

    def take_in(self, read: Sequence[ReadExtract]) -> list[Outcome]:
        """One chunk: what becomes of each row. A row that comes back leaves nothing behind."""
        people = People(self.office, self.by, [one.person for one in read])
        numbers = {
            one.number: one
            for one in Examination.objects.live()
            .filter(office=self.office, number__in=[one.facts["number"] for one in read])
            .select_related("person")
        }
        keys = {person.pk: iin for iin, person in people.known.items()}
        persons = {keys[one.pk]: one for one in Person.objects.filter(pk__in=keys)}
        periods: dict[str, list[StatusPeriod]] = {}
        for period in StatusPeriod.objects.live().filter(
            person__in=keys, kind__in=(KIND, "deceased")
        ):
            periods.setdefault(keys[period.person_id], []).append(period)
        outcomes: list[Outcome] = [[] for _ in read]
        taken: list[tuple[str, Extract]] = []
        in_file: dict[str, tuple[str, dict[str, object]]] = {}
        for at in sorted(range(len(read)), key=lambda at: _order(read[at])):
            one = read[at]
            person, problems = one.person, one.problems
            if person is not None:
                problems = people.refuse(person, problems)
            if person is None or problems:
                outcomes[at] = problems
                continue
            number = str(one.facts["number"])
            there = in_file.get(number) or _said(numbers.get(number))
            if there is not None:
                is_same = there == (person.iin, one.facts)
                outcomes[at] = (
                    people.told(person, people.accept(person))
                    if is_same
                    else [Problem("extract-other", "number", number)]
                )
                continue
            known = persons.setdefault(person.iin, _newcomer(self.office, person))
            extract = Extract(person=known, **one.facts)  # type: ignore[arg-type]
            try:
                refuse_impossible(extract, known, periods.get(person.iin, ()))
            except ExaminationRefused as refused:
                outcomes[at] = [_problem(refused, one)]
                continue
            people.accept(person)
            outcomes[at] = people.told(person, Landing.LANDED)
            in_file[number] = (person.iin, one.facts)
            taken.append((person.iin, extract))
            periods.setdefault(person.iin, []).append(
                StatusPeriod(kind=KIND, valid_from=extract.valid_from, valid_to=extract.valid_to)
            )
        self._write(people, taken)
        return outcomes

    def _write(self, people: People, taken: Sequence[tuple[str, Extract]]) -> None:
        """A person's first extracts, then their second, and so on: each ends the one before."""
        keys = people.write()
        persons = Person.objects.in_bulk([keys[iin] for iin, _ in taken])
        rounds: list[list[Extract]] = []
        counts: dict[str, int] = {}
        for iin, extract in taken:
            turn = counts.get(iin, 0)
            counts[iin] = turn + 1
            if turn == len(rounds):
                rounds.append([])
            told = {name: getattr(extract, name) for name in FACTS}
            rounds[turn].append(Extract(person=persons[keys[iin]], **told))
        for extracts in rounds:
            try:
                record_examinations(extracts=extracts, by=self.by)
            except ExaminationRefused as refused:  # a clerk recorded one meanwhile: look row by row
                raise IntegrityError(refused.code) from refused


FACTS = ("number", "examined_on", "category", "cause", "valid_from", "valid_to", "loss_percent")


def _codes(table: Mapping[str, Names]) -> dict[str, str]:
    return {
        fold(name): code
        for code, names in table.items()
        for name in (code, names.kk, names.ru, names.en)
    }


def _order(one: ReadExtract) -> tuple[str, date]:
    day = one.facts["valid_from"]
    return (one.person.iin if one.person else "", day if isinstance(day, date) else date.min)


def _last_day(text: str) -> tuple[date | None, list[Problem]]:
    """The last day of a term; none for an empty cell and for «without term»."""
    if not text or fold(text) in WITHOUT_TERM:
        return None, []
    try:
        return parse_date(int(text) if text.isdigit() and len(text) == 5 else text), []
    except CellProblem as problem:
        return None, [Problem(problem.code, "valid_to", text)]


def _said(there: Examination | None) -> tuple[str, dict[str, object]] | None:
    """What a recorded extract says, as a row would."""
    if there is None:
        return None
    return there.person.iin or "", {name: getattr(there, name) for name in FACTS}


def _newcomer(office: Office, entry: PersonEntry) -> Person:
    """One whom the register does not have yet, to be judged before they are entered."""
    return Person(
        office=office,
        iin=entry.iin,
        surname=entry.surname,
        given_name=entry.given_name,
        patronymic=entry.patronymic,
        sex=sex_of(entry.iin),
        birth_date=birth_date_of(entry.iin),
    )


def _problem(refused: ExaminationRefused, one: ReadExtract) -> Problem:
    """The row's problem, with what stands in the cell, or the day that is in the way."""
    key = COLUMNS.get(refused.code, "number")
    value = refused.values.get("day") or one.facts.get(key)
    return Problem(refused.code, key, f"{value:{_DAY}}" if isinstance(value, date) else str(value))
