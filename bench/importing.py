"""Taking in a workbook, beside only reading it with python-calamine.

Each round takes the whole list into the district, among all its people, and takes it back: the
next round finds the same register.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from django.db import connections, transaction
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench.cases import FIRST_DAY
from bench.data import OFFICE
from bench.measuring import Result, beside, best_of_both, tell
from bench.people import draw_people
from qamtu.accounts.access import office_scope
from qamtu.accounts.models import Office, User
from qamtu.exchange.importing import import_list
from qamtu.exchange.kinds import kind_of
from qamtu.places.models import Territory

ROUNDS = 2
AT_MOST = 5.0
PERSON = ("ЖСН", "Тегі", "Аты", "Әкесінің аты", "Туған күні", "Жынысы", "Елді мекен", "Мекенжай",
          "Телефон")  # fmt: skip
STEPS = ("Тіркелген күні", "Жолдау күні", "Жұмысқа кіріскен күні")
NAMES = {"persons": "persons", "public_works": "participants of public works"}


def measure_importing(home: Path, rows: int) -> list[Result]:
    office = Office.objects.get(code=OFFICE)
    by = User.objects.get(office=office)
    results = []
    with office_scope(office):
        for code, name in NAMES.items():
            path = home / f"{code}-{rows}.xlsx"
            if not path.exists():
                _write(path, office, rows, with_steps=code != "persons")
            measured, reference = best_of_both(
                lambda path=path, code=code: _take_in(path, code, office, by, rows),
                lambda path=path: _only_read(path),
                ROUNDS,
                before=_sweep,
            )
            results.append(
                tell(beside(f"import of {rows} {name}", measured, "calamine", reference, AT_MOST))
            )
    return results


def _sweep() -> None:
    """What the last round took back lies about as dead rows, which no real import would meet."""
    with connections["owner"].cursor() as cursor:
        for table in ("people_person", "people_accessentry", "casework_case", "casework_caseevent"):
            cursor.execute(f"VACUUM {table}")
        cursor.execute("CHECKPOINT")


def _take_in(path: Path, code: str, office: Office, by: User, rows: int) -> None:
    with transaction.atomic():
        result = import_list(path=path, kind=kind_of(code), office=office, by=by)
        if result.landed != rows:
            raise AssertionError(f"{result.landed} of {rows} landed: {result.rejected[:3]}")
        transaction.set_rollback(True)


def _only_read(path: Path) -> None:
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _write(path: Path, office: Office, rows: int, *, with_steps: bool) -> None:
    """A list as a portal would give it: typed days, ИИН as text, a phone in its usual form."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([*PERSON, *(STEPS if with_steps else ())])
    for row in _rows(office, rows, with_steps=with_steps):
        sheet.append(row)
    book.save(path)


def _rows(office: Office, rows: int, *, with_steps: bool) -> Iterator[list[object]]:
    rng = Random(f"a list {with_steps}")
    villages = {t.pk: t.name_kk for t in Territory.objects.within(office.territory)}
    for number, (someone, row) in enumerate(
        draw_people(rng, office.pk, list(villages), 1, 0, rows, first_serial=5000)
    ):
        iin, surname, given, patronymic, address, phone = (row[n] for n in (2, 3, 4, 5, 12, 13))
        digits = str(phone).strip("{}") or f"70{number:08d}"
        opened = max(FIRST_DAY + timedelta(days=number * 280 // rows), someone.birth_date)
        steps = [opened, opened + timedelta(days=2), opened + timedelta(days=5)]
        yield [
            iin, surname, given, patronymic, someone.birth_date,
            "әйел" if someone.sex == "f" else "ер", villages[someone.territory_id], address,
            f"8 ({digits[:3]}) {digits[3:6]}-{digits[6:8]}-{digits[8:]}",
            *(steps if with_steps else ()),
        ]  # fmt: skip
