"""Lists of acts of civil status: old books, and what another body registered.

The day of registration says which it is: while the office registered acts itself a row is of its
own book; later the row is an act from outside, with its consequences. Adoptions come by no list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from qamtu.accounts.models import Office, User
from qamtu.civil_registry.books import keep_old_record
from qamtu.civil_registry.declarations import Declaration
from qamtu.civil_registry.judging import registers_itself
from qamtu.civil_registry.models import CivilAction
from qamtu.civil_registry.parties import PartyEntry
from qamtu.civil_registry.registration import receive_record
from qamtu.civil_registry.words import ASKED, EVENT_DAYS, ROLES, Kind
from qamtu.exchange.outcomes import Landing, Outcome
from qamtu.exchange.persons import split_name
from qamtu.exchange.places import Places
from qamtu.exchange.spellings import Spelling
from qamtu.exchange.workbook import Problem, Row
from qamtu.language import search_key
from qamtu.ledger.models import FactRefused
from qamtu.people.registry import PersonRefused
from qamtu.places.models import Territory
from qamtu.reporting.catalogue import MEASURES
from qamtu.trilingual import Names

LISTED = (Kind.BIRTH, Kind.DEATH, Kind.MARRIAGE, Kind.DIVORCE, Kind.PATERNITY, Kind.NAME_CHANGE)
OUTSIDE_BODY = "«Азаматтарға арналған үкімет» мемлекеттік корпорациясы"
OF_PERSONS: dict[str, tuple[str, str, str]] = {
    "child": ("Баланың", "ребёнка", "of the child"),
    "mother": ("Анасының", "матери", "of the mother"),
    "father": ("Әкесінің", "отца", "of the father"),
    "deceased": ("Қайтыс болған адамның", "умершего", "of the deceased"),
    "husband": ("Ерінің", "мужа", "of the husband"),
    "wife": ("Әйелінің", "жены", "of the wife"),
    "person": ("Адамның", "лица", "of the person"),
}
COMMON: tuple[Spelling, ...] = (
    Spelling(
        "number",
        "text",
        Names("Акт жазбасының №", "№ актовой записи", "Record no."),
        ("Жазба №", "Жазба нөмірі", "Акт нөмірі", "Номер записи", "№ записи", "Номер акта",
         "Number of the record"),
    ),
    Spelling(
        "registered_on",
        "date",
        Names("Тіркелген күні", "Дата регистрации", "Registration date"),
        ("Тіркеу күні", "Жазба күні", "Дата записи", "Дата составления записи", "Registered on"),
    ),
    Spelling(
        "body",
        "text",
        Names("Тіркеген орган", "Орган регистрации", "Registered by"),
        ("АХАТ органы", "Орган ЗАГС", "Кем зарегистрировано", "Body"),
    ),
    Spelling(
        "place",
        "text",
        Names("Елді мекен", "Населённый пункт", "Settlement"),
        ("Орны", "Место", "Ауыл", "Село", "Place", "Village"),
    ),
)  # fmt: skip
NEW_NAME = Spelling("new_name", "text", Names("Жаңа аты-жөні", "Новое ФИО", "New name"))
EVENT_HEADERS: dict[str, tuple[str, ...]] = {
    Kind.BIRTH: ("Туған күні", "Дата рождения", "Birth date", "Дата рождения ребёнка"),
    Kind.DEATH: ("Қайтыс болған күн", "Дата смерти", "Day of death", "Death date"),
    Kind.MARRIAGE: ("Неке қиылған күні", "Дата брака", "Дата заключения брака"),
    Kind.DIVORCE: ("Неке бұзылған күні", "Дата расторжения", "Дата прекращения брака"),
}


@cache
def spellings_of(kind: str) -> tuple[Spelling, ...]:
    """The columns of a list of one kind of acts."""
    found = [
        *COMMON[:2],
        Spelling("event_on", "date", EVENT_DAYS[kind], EVENT_HEADERS.get(kind, ())),
    ]
    must, may = ASKED[kind]
    for role in (*must, *may):
        if role in OF_PERSONS:
            found += _of_person(role)
    return (*found, *((NEW_NAME,) if kind == Kind.NAME_CHANGE else ()), *COMMON[2:])


def _of_person(role: str) -> list[Spelling]:
    kk, ru, en = OF_PERSONS[role]
    names = ROLES[role]
    return [
        Spelling(
            f"{role}_name",
            "text",
            Names(f"{kk} аты-жөні", f"ФИО {ru}", f"Name {en}"),
            (names.kk, names.ru, names.en, f"Ф.И.О. {ru}", f"{kk} Т.А.Ә."),
        ),
        Spelling(
            f"{role}_iin", "iin", Names(f"{kk} ЖСН-і", f"ИИН {ru}", f"IIN {en}"), (f"{kk} ЖСН",)
        ),
        *(
            []
            if role == "child"
            else [
                Spelling(
                    f"{role}_birth_date",
                    "date",
                    Names(f"{kk} туған күні", f"Дата рождения {ru}", f"Birth date {en}"),
                )
            ]
        ),
    ]


def required_of(kind: str) -> tuple[str, ...]:
    """Columns without which no row can be taken."""
    return ("number", "registered_on", f"{ASKED[kind][0][0]}_name")


@dataclass(slots=True)
class Act:
    """What a row says, and what is wrong with it."""

    parties: list[PartyEntry]
    problems: list[Problem]
    number: str = ""
    registered_on: date | None = None
    event_on: date | None = None
    body: str = ""
    territory: int | None = None
    new_name: str = ""


class ActList:
    """The acts of one kind in one office."""

    def __init__(self, kind: str, office: Office, by: User, places: Places, today: date) -> None:
        self.kind, self.office, self.by, self.places, self.today = kind, office, by, places, today
        self._territories = {one.pk: one for one in places.territories}
        must, may = ASKED[kind]
        self.roles = [role for role in (*must, *may) if role in OF_PERSONS]

    def read(self, row: Row) -> Act:
        """What the row says, without the database."""
        values, problems = row.values, list(row.problems)
        wrong = {one.key for one in problems}
        for key in required_of(self.kind):
            if not values.get(key) and key not in wrong:
                problems.append(Problem("value-missing", key))
        registered, event = values.get("registered_on"), values.get("event_on")
        act = Act(
            [self._party(role, values) for role in self.roles],
            problems,
            str(values.get("number") or "").strip()[:60],
            registered if isinstance(registered, date) else None,
            event if isinstance(event, date) else None,
            str(values.get("body") or "").strip()[:200],
            new_name=str(values.get("new_name") or "")[:250],
        )
        for key, day in (("registered_on", act.registered_on), ("event_on", act.event_on)):
            if day is not None and day > self.today:
                problems.append(Problem("date-future", key, f"{day:%d.%m.%Y}"))
        if place := str(values.get("place") or ""):
            found = self.places.find(place)
            if isinstance(found, int):
                act.territory = found
            else:
                problems.append(Problem(found, "place", place))
        return act

    def _party(self, role: str, values: dict[str, object]) -> PartyEntry:
        surname, given_name, patronymic = split_name(str(values.get(f"{role}_name") or ""))
        born = values.get(f"{role}_birth_date")
        return PartyEntry(
            role,
            str(values.get(f"{role}_iin") or ""),
            surname[:100],
            given_name[:100],
            patronymic[:100],
            born if isinstance(born, date) else None,
        )

    def take_in(self, read: Sequence[Act]) -> list[Outcome]:
        """One chunk: what becomes of each row. A row that comes back leaves nothing behind."""
        return [[*one.problems] if one.problems else self._take(one) for one in read]

    def _take(self, act: Act) -> Outcome:
        day = act.registered_on
        assert day is not None, "a row without it came back"
        territory: Territory | None = self._territories.get(act.territory or 0)
        declared = Declaration(
            office=self.office,
            kind=self.kind,
            declared_on=day,
            event_on=act.event_on or day,
            parties=act.parties,
            territory=territory,
            content=_names_after(act.new_name),
        )
        try:
            if registers_itself(self.office, day):
                keep_old_record(
                    declared=declared,
                    number=act.number,
                    body=act.body,
                    by=self.by,
                    measures=MEASURES,
                    today=self.today,
                )
            else:
                receive_record(
                    declared=declared,
                    number=act.number,
                    body=act.body or OUTSIDE_BODY,
                    by=self.by,
                    measures=MEASURES,
                    today=self.today,
                )
        except PersonRefused as refused:
            return [Problem("civil-subject", None, str(refused.values.get("iin", "")))]
        except FactRefused as refused:
            if refused.code == "civil-number-known" and self._is_known(act, day):
                return Landing.KNOWN
            return [Problem(refused.code, None, _told(refused))]
        return Landing.LANDED

    def _is_known(self, act: Act, day: date) -> bool:
        """The same number and the same first person: the row was taken in before."""
        first = search_key(act.parties[0].full_name)
        known = CivilAction.objects.live().filter(
            office=self.office,
            record_kind=self.kind,
            kind=CivilAction.Kind.REGISTERED,
            given_number=act.number,
            occurred_on=day,
        )
        return known.filter(record__parties__search_key=first).exists()


def _names_after(full: str) -> dict[str, object]:
    names = split_name(full) if full else ("", "", "")
    fields = ("surname_after", "given_name_after", "patronymic_after")
    return {field: name for field, name in zip(fields, names, strict=True) if name}


def _told(refused: FactRefused) -> str:
    """Who or what the refusal names, for its sentence."""
    for key in ("person", "number", "day", "born", "iin", "role", "field"):
        value = refused.values.get(key)
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        if isinstance(value, Names):
            return value.kk
        if value:
            return ROLES[str(value)].kk if key == "role" and value in ROLES else str(value)
    return ""
