"""The register's lists: a person's groups over time, and who is to be examined again (xlsx)."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from qamtu.people.models import Person, StatusPeriod
from qamtu.trilingual import Names

from .examinations import CATEGORIES, KIND
from .models import Examination

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE = Names("Қайта куәландыру", "Переосвидетельствование", "To be examined again")
HEADS: tuple[tuple[Names, int], ...] = (
    (Names("№", "№", "№"), 6),
    (Names("Аты-жөні", "ФИО", "Name"), 40),
    (Names("ЖСН", "ИИН", "IIN"), 16),
    (Names("Туған күні", "Дата рождения", "Birth date"), 14),
    (Names("Тобы", "Группа", "Group"), 26),
    (Names("Мерзімі", "Срок до", "Term until"), 14),
    (Names("Құжат", "Документ", "Paper"), 24),
    (Names("Елді мекен", "Населённый пункт", "Settlement"), 26),
    (Names("Мекенжайы", "Адрес", "Address"), 36),
    (Names("Телефоны", "Телефон", "Phone"), 30),
)


@dataclass(frozen=True)
class Held:
    """A period of the register with the extract that established it, if one did."""

    period: StatusPeriod
    extract: Examination | None


def history_of(person: Person) -> list[Held]:
    """The person's groups over time, the newest first; retracted ones stay to be seen."""
    periods = StatusPeriod.objects.filter(person=person, kind=KIND).order_by("-valid_from", "-pk")
    return _with_extracts(periods)


def _with_extracts(periods: Iterable[StatusPeriod]) -> list[Held]:
    found = list(periods)
    extracts = {
        one.status_id: one
        for one in Examination.objects.filter(status__in=[period.pk for period in found])
    }
    return [Held(period, extracts.get(period.pk)) for period in found]


def earlier_of(periods: Sequence[StatusPeriod]) -> dict[int, list[StatusPeriod]]:
    """By person's key, the periods before those that are shown, the newest first."""
    shown = {period.person_id: period.valid_from for period in periods}
    found: dict[int, list[StatusPeriod]] = {}
    rows = StatusPeriod.objects.live().filter(kind=KIND, person__in=shown)
    for period in rows.order_by("-valid_from", "-pk"):
        if period.valid_from < shown[period.person_id]:
            found.setdefault(period.person_id, []).append(period)
    return found


def due_workbook(due: Sequence[StatusPeriod], language: str) -> bytes:
    """The list of those who are to be examined again, as xlsx."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = TITLE[language][:31]
    sheet.append([names[language] for names, _width in HEADS])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, period in enumerate(due, start=1):
        person = period.person
        sheet.append(
            [
                number,
                person.full_name,
                person.iin,
                person.birth_date,
                CATEGORIES[period.category][language] if period.category in CATEGORIES else "",
                period.valid_to,
                period.paper,
                person.territory.name(language) if person.territory else "",
                person.address,
                ", ".join(f"+7{phone}" for phone in person.phones),
            ]
        )
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text is never a formula
            elif isinstance(cell.value, date):
                cell.number_format = "DD.MM.YYYY"
    for index, (_names, width) in enumerate(HEADS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
