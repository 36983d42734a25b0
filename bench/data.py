"""A district of a million people and a million events, made once for each size and kept.

It is written by COPY, round the verbs and past the triggers (`session_replication_role`), because
a benchmark's district has to be there in minutes. What the triggers would have filled in is
filled in here, and `check` asks the database afterwards whether all that they hold is so.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random

import psycopg
from psycopg import sql
from rich.console import Console

from bench.cases import FIRST_DAY, FREQUENT, LAST_DAY, PAYMENTS, DrawnStep, draw_case
from bench.home import Size, server
from bench.people import Someone, draw_people, draw_statuses
from qamtu import database
from qamtu.reporting.catalogue import MEASURES

OFFICE, SMALL_OFFICE, STAFF = "bench", "bench-small", "bench-head"
SMALL = Size(400, 400)
AT_ONCE = 100_000
INDEXED = ("people_", "casework_", "finance_", "organizations_")
FACT = ("id", "office_id", "recorded_at", "recorded_by_id", "retracted_at", "retracted_by_id",
        "retraction_reason")  # fmt: skip
SUBJECTS = ("person_id", "household_id", "organization_id", "facility_id")
COLUMNS = {
    "people_person": ("id", "office_id", "iin", "surname", "given_name", "patronymic",
        "former_names", "search_key", "sort_key", "sex", "birth_date", "territory_id", "address",
        "phones", "consent_on", "consent_withdrawn_on"),
    "people_household": ("id", "office_id", "territory_id", "address"),
    "people_householdmember": (*FACT, "household_id", "person_id", "relation", "valid_from"),
    "people_statusperiod": (*FACT, "person_id", "kind", "category", "valid_from", "valid_to",
        "paper", "sex", "birth_date", "territory_id"),
    "casework_case": ("id", "office_id", "measure", *SUBJECTS, "territory_id", "category", "state",
        "opened_on", "state_since", "note"),
    "casework_caseevent": (*FACT, "case_id", "transition", "target_state", "is_once",
        "occurred_on", "quantity", "reason", "measure", "category", *SUBJECTS, "territory_id",
        "sex", "birth_date"),
    "casework_eventparticipant": ("office_id", "event_id", "person_id", "role"),
    "finance_moneyentry": (*FACT, "line_id", "kind", "amount", "occurred_on", "case_id",
        "event_id", "act", "measure", "source"),
}  # fmt: skip
NAME_WORDS = """
INSERT INTO people_nameword (word)
SELECT DISTINCT unnest(string_to_array(search_key, ' ')) FROM people_person"""
CHECKS = {
    "a word of a name can not be looked up": """
        SELECT FROM people_person p, unnest(string_to_array(p.search_key, ' ')) named
        WHERE NOT EXISTS (SELECT FROM people_nameword w WHERE w.word = named)""",
    "an event is not as its case": """
        SELECT FROM casework_caseevent e LEFT JOIN casework_case c ON c.id = e.case_id
          LEFT JOIN people_person p ON p.id = c.person_id
        WHERE c.id IS NULL OR (e.office_id, e.measure, e.category, e.territory_id)
            IS DISTINCT FROM (c.office_id, c.measure, c.category, c.territory_id)
          OR (e.person_id, e.household_id, e.organization_id, e.facility_id)
            IS DISTINCT FROM (c.person_id, c.household_id, c.organization_id, c.facility_id)
          OR (e.sex, e.birth_date) IS DISTINCT FROM (coalesce(p.sex, ''), p.birth_date)""",
    "a case is not in the state of its last live event": """
        SELECT FROM casework_case c LEFT JOIN (
          SELECT DISTINCT ON (case_id) case_id, target_state, occurred_on FROM casework_caseevent
          WHERE retracted_at IS NULL ORDER BY case_id, id DESC) e ON e.case_id = c.id
        WHERE c.state IS DISTINCT FROM e.target_state OR c.state_since > e.occurred_on""",
    "a status is not as its person": """
        SELECT FROM people_statusperiod s LEFT JOIN people_person p ON p.id = s.person_id
        WHERE (s.office_id, s.sex, s.birth_date, s.territory_id)
          IS DISTINCT FROM (p.office_id, p.sex, p.birth_date, p.territory_id)""",
    "a budget line is not the sum of its entries": """
        SELECT FROM finance_budgetline l LEFT JOIN (SELECT line_id,
            coalesce(sum(amount) FILTER (WHERE kind = 'allocated'), 0) allocated,
            coalesce(sum(amount) FILTER (WHERE kind = 'committed'), 0) committed,
            coalesce(sum(amount) FILTER (WHERE kind = 'paid'), 0) paid
          FROM finance_moneyentry WHERE retracted_at IS NULL GROUP BY 1) m ON m.line_id = l.id
        WHERE (l.allocated, l.committed, l.paid)
          IS DISTINCT FROM (m.allocated, m.committed, m.paid)""",
    "a case has more paid than committed": """
        SELECT FROM finance_moneyentry WHERE case_id IS NOT NULL GROUP BY line_id, case_id
        HAVING sum(CASE kind WHEN 'paid' THEN amount ELSE -amount END) > 0""",
    "an entry is not as its line": """
        SELECT FROM finance_moneyentry m LEFT JOIN finance_budgetline l ON l.id = m.line_id
        WHERE (m.office_id, m.measure, m.source)
          IS DISTINCT FROM (l.office_id, l.measure, l.source)""",
    "a participant is of another office": """
        SELECT FROM casework_eventparticipant x LEFT JOIN casework_caseevent e ON e.id = x.event_id
          LEFT JOIN people_person p ON p.id = x.person_id
        WHERE (x.office_id, x.office_id) IS DISTINCT FROM (e.office_id, p.office_id)""",
    "a member is of another office": """
        SELECT FROM people_householdmember x
          LEFT JOIN people_household h ON h.id = x.household_id
          LEFT JOIN people_person p ON p.id = x.person_id
        WHERE (x.office_id, x.office_id) IS DISTINCT FROM (h.office_id, p.office_id)""",
}


def district(home: Path, size: Size) -> None:
    """The district of this size: the kept one, or a new one."""
    kept = home / "is-complete"
    if kept.exists():
        return
    console = Console(stderr=True)
    console.print(f"A district of {size.persons} persons and {size.events} events is made, once.")
    _make(size, console.print)
    kept.touch()


def _make(size: Size, say: Callable[[str], None]) -> None:
    with psycopg.connect(dbname=database.owner().name, **server()) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '1GB'")
        _fill_in_defaults(connection)
        loader = Loader(connection)
        with _without_indexes(connection, say):
            for code, of_office in ((OFFICE, size), (SMALL_OFFICE, SMALL)):
                say(f"  {code}: people, cases, money …")
                loader.fill(code, of_office)
            loader.set_sequences()
            connection.execute(NAME_WORDS)
        connection.execute("ANALYZE")
        for wrong, query in CHECKS.items():
            if connection.execute(f"{query} LIMIT 1").fetchone() is not None:
                raise AssertionError(wrong)
        _fill_in_defaults(connection, drop=True)
    with psycopg.connect(dbname=database.owner().name, autocommit=True, **server()) as connection:
        connection.execute("VACUUM ANALYZE")


BLANK = {"jsonb": "'{}'", "text": "''", "character varying": "''", "boolean": "false"}


def _fill_in_defaults(connection: psycopg.Connection, *, drop: bool = False) -> None:
    """Columns that a later version added, and this loader does not know, stay blank."""
    for table, columns in COLUMNS.items():
        for name, kind in connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_name = %s AND is_nullable = 'NO' AND is_identity = 'NO'"
            " AND NOT column_name = ANY(%s)",
            [table, list(columns)],
        ).fetchall():
            act = "DROP DEFAULT" if drop else f"SET DEFAULT {BLANK[kind]}"
            connection.execute(f"ALTER TABLE {table} ALTER {name} {act}")


@contextmanager
def _without_indexes(connection: psycopg.Connection, say: Callable[[str], None]) -> Iterator[None]:
    """Plain indexes are made after the rows: minutes instead of an hour."""
    indexes = [
        (name, definition)
        for table, name, definition in connection.execute(
            "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)"
        ).fetchall()
        if table.startswith(INDEXED) and not definition.startswith("CREATE UNIQUE")
    ]
    for name, _ in indexes:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    say(f"  {len(indexes)} indexes …")
    for _, definition in indexes:
        connection.execute(definition)


class Loader:
    """Writes one office after another; keys go on from office to office."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.next: dict[str, int] = defaultdict(lambda: 1)
        self.rows: dict[str, list[Sequence[object]]] = defaultdict(list)

    def key(self, table: str) -> int:
        key = self.next[table]
        self.next[table] = key + 1
        return key

    def add(self, table: str, row: Sequence[object]) -> None:
        rows = self.rows[table]
        rows.append(row)
        if len(rows) >= AT_ONCE:
            self.copy(table)

    def copy(self, table: str) -> None:
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, COLUMNS[table]))
        )
        with self.connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in self.rows.pop(table, ()):
                copy.write_row(row)

    def fact(self, table: str, day: date, *, retracted: bool = False) -> tuple[object, ...]:
        recorded = f"{day} 12:00:00+00"
        taken_back = (f"{day} 13:00:00+00", self.staff, "күні қате жазылған")
        back = taken_back if retracted else (None, None, None)
        return (self.key(table), self.office, recorded, self.staff, *back)

    def set_sequences(self) -> None:
        for table in {*COLUMNS, "finance_budgetline"}:
            self.connection.execute(
                sql.SQL(
                    "SELECT setval(pg_get_serial_sequence({}, 'id'),"
                    " (SELECT coalesce(max(id), 1) FROM {}))"
                ).format(sql.Literal(table), sql.Identifier(table))
            )

    def fill(self, code: str, size: Size) -> None:
        rng = Random(f"qamtu {code} {size}")
        self._found_office(code, rng)
        people, households = self._people(rng, size.persons)
        self._cases(rng, people, households, size.events)
        for table in list(self.rows):
            self.copy(table)

    def _one(self, query: str, *values: object) -> int:
        row = self.connection.execute(query, values).fetchone()
        assert row is not None
        return int(row[0])

    def _found_office(self, code: str, rng: Random) -> None:
        """The office with its territories, staff, employers and facilities."""
        number = self.key("office")
        unit = (
            "INSERT INTO places_territory (kato, parent_id, kind, name_kk, name_ru, name_en,"
            " is_verified) VALUES (%s, %s, %s, %s, %s, %s, false) RETURNING id"
        )

        def territory(kato: str, parent: int | None, kind: str, *names: str) -> int:
            return self._one(unit, kato, parent, kind, *names)

        district = territory(
            f"99{number:02d}00000", None, "district", "Үлгі ауданы", "Улгинский район", "Ulgi"
        )
        self.territories = [district]
        for okrug in range(1, 16):
            at = f"99{number:02d}{okrug:02d}"
            names = (f"{okrug}-ауылдық округ", f"{okrug}-й сельский округ", f"Okrug {okrug}")
            above = territory(f"{at}000", district, "okrug", *names)
            for village in range(1, 5):
                names = (f"{okrug}-{village} ауылы", f"село {okrug}-{village}", f"V {village}")
                self.territories.append(territory(f"{at}{village:03d}", above, "village", *names))
        self.office = self._one(
            "INSERT INTO accounts_office (code, name_kk, name_ru, name_en, region, is_demo,"
            " territory_id) VALUES (%s, %s, %s, %s, '', true, %s) RETURNING id",
            code, "Үлгі бөлімі", "Улгинский отдел", "Ulgi department", district,
        )  # fmt: skip
        self.staff = self._one(
            "INSERT INTO accounts_user (password, is_superuser, username, first_name, last_name,"
            " email, is_staff, is_active, date_joined, role, full_name, language, office_id)"
            " VALUES ('!', false, %s, '', '', '', false, true, now(), 'head', '', 'kk', %s)"
            " RETURNING id",
            STAFF if code == OFFICE else f"{STAFF}-{code}", self.office,
        )  # fmt: skip
        self.organizations, self.facilities = [], []
        for employer in range(300):
            owner = self._one(
                "INSERT INTO organizations_organization (office_id, bin, name_kk, name_ru,"
                " territory_id, address) VALUES (%s, %s, %s, %s, %s, '') RETURNING id",
                self.office, f"{210140000000 + employer:012d}", f"«Береке-{employer}» ЖШС",
                f"ТОО «Береке-{employer}»", rng.choice(self.territories),
            )  # fmt: skip
            self.organizations.append(owner)
            self.facilities.append(
                self._one(
                    "INSERT INTO organizations_facility (office_id, owner_id, name,"
                    " territory_id, address, sector) VALUES (%s, %s, %s, %s, '', '')"
                    " RETURNING id",
                    self.office,
                    owner,
                    f"№ {employer} мектеп",
                    rng.choice(self.territories),
                )  # fmt: skip
            )

    def _people(self, rng: Random, count: int) -> tuple[list[Someone], dict[int, list[Someone]]]:
        people: list[Someone] = []
        households: dict[int, list[Someone]] = {}
        first, household = self.next["people_person"], self.next["people_household"] - 1
        self.next["people_person"] += count
        drawn = draw_people(rng, self.office, self.territories, first, household, count)
        for someone, row in drawn:
            people.append(someone)
            self.add("people_person", row)
            if someone.household_id is not None:
                self._member(someone, households.setdefault(someone.household_id, []))
            for status in draw_statuses(rng, someone):
                self.add(
                    "people_statusperiod",
                    (
                        *self.fact("people_statusperiod", status.valid_from), someone.id,
                        status.kind, status.category, status.valid_from, status.valid_to,
                        "анықтама", someone.sex, someone.birth_date, someone.territory_id,
                    ),
                )  # fmt: skip
        self.next["people_household"] += len(households)
        return people, households

    def _member(self, someone: Someone, members: list[Someone]) -> None:
        if not members:
            self.add(
                "people_household", (someone.household_id, self.office, someone.territory_id, "")
            )
        relation = "other" if members else "head"
        members.append(someone)
        since = max(someone.birth_date, date(2015, 1, 1))
        self.add(
            "people_householdmember",
            (
                *self.fact("people_householdmember", since), someone.household_id, someone.id,
                relation, since,
            ),
        )  # fmt: skip

    def _cases(
        self, rng: Random, people: list[Someone], households: dict[int, list[Someone]], count: int
    ) -> None:
        measures = [m for m in MEASURES.values() if m.is_open_on(LAST_DAY)]
        weights = [FREQUENT.get(m.code, 1) for m in measures]
        lines, sums = self._lines(), defaultdict(lambda: [0, 0])
        families = list(households)
        days = (LAST_DAY - FIRST_DAY).days
        written = 0
        while written < count:
            (measure,) = rng.choices(measures, weights)
            opened_on = FIRST_DAY + timedelta(days=days * written // count)
            drawn = draw_case(rng, measure, opened_on)
            drawn.steps = drawn.steps[: count - written]
            subject, someone, members = self._subject(
                rng, measure.subject, people, families, households
            )
            territory = someone.territory_id if someone else rng.choice(self.territories)
            case = self.key("casework_case")
            last = drawn.steps[-1]
            moved = next(s for s in drawn.steps if s.target == last.target)
            self.add(
                "casework_case",
                (case, self.office, measure.code, *subject, territory, drawn.category,
                 last.target, opened_on, moved.day, ""),
            )  # fmt: skip
            about = (
                measure.code, drawn.category, *subject, territory,
                someone.sex if someone else "", someone.birth_date if someone else None,
            )  # fmt: skip
            line = lines.get((measure.code, rng.choice(("republican", "local"))))
            if rng.random() < 0.01 and len(drawn.steps) < count - written:
                self._event(case, drawn.steps[0], about, retracted=True)
                written += 1
            for step in drawn.steps:
                event = self._event(case, step, about)
                if step.transition == "pay":
                    for member in members:
                        self.add(
                            "casework_eventparticipant", (self.office, event, member.id, "member")
                        )
                if line and (step.committed or step.paid):
                    kind, amount = ("paid", step.paid) if step.paid else (
                        "committed", step.committed
                    )  # fmt: skip
                    sums[line[0]][kind == "paid"] += amount
                    self._entry(line, kind, amount, step.day, case, event)
            written += len(drawn.steps)
        self._allocate(lines, sums)

    def _subject(
        self,
        rng: Random,
        kind: str,
        people: list[Someone],
        families: list[int],
        households: dict[int, list[Someone]],
    ) -> tuple[tuple[int | None, ...], Someone | None, Iterable[Someone]]:
        """The four columns of the subject, the person, the family's members."""
        if kind == "person":
            someone = people[int(rng.random() * len(people))]
            return (someone.id, None, None, None), someone, ()
        if kind == "household":
            family = families[int(rng.random() * len(families))]
            return (None, family, None, None), None, households[family]
        if kind == "organization":
            return (None, None, rng.choice(self.organizations), None), None, ()
        return (None, None, None, rng.choice(self.facilities)), None, ()

    def _event(
        self, case: int, step: DrawnStep, about: tuple[object, ...], *, retracted: bool = False
    ) -> int:
        fact = self.fact("casework_caseevent", step.day, retracted=retracted)
        self.add(
            "casework_caseevent",
            (*fact, case, step.transition, step.target, step.is_once, step.day, 1, step.reason,
             *about),
        )  # fmt: skip
        return int(str(fact[0]))

    def _lines(self) -> dict[tuple[str, str], tuple[int, str, str]]:
        return {
            (measure, source): (self.key("finance_budgetline"), measure, source)
            for measure in PAYMENTS
            for source in ("republican", "local")
        }

    def _entry(
        self,
        line: tuple[int, str, str],
        kind: str,
        amount: int,
        day: date,
        case: int | None,
        event: int | None,
    ) -> None:
        key, measure, source = line
        self.add(
            "finance_moneyentry",
            (*self.fact("finance_moneyentry", day), key, kind, amount, day, case, event,
             "", measure, source),
        )  # fmt: skip

    def _allocate(
        self,
        lines: dict[tuple[str, str], tuple[int, str, str]],
        sums: dict[int, list[int]],
    ) -> None:
        """What each line was given: a tenth more than what is committed."""
        for line in lines.values():
            key, measure, source = line
            committed, paid = sums[key]
            allocated = committed * 11 // 10 + 100_000_00
            self.connection.execute(
                "INSERT INTO finance_budgetline (id, office_id, year, measure, source, allocated,"
                " committed, paid) VALUES (%s, %s, 2021, %s, %s, %s, %s, %s)",
                [key, self.office, measure, source, allocated, committed, paid],
            )
            self._entry(line, "allocated", allocated, FIRST_DAY, None, None)
