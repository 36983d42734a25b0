"""Outcomes as a workbook: the table, and the cases behind it."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

from qamtu.people.models import Person
from qamtu.trilingual import Names

from .outcome_groups import MEASURE_NAMES
from .outcome_words import NUMBERS, OF_ONE, VERDICTS, evidence, numbers_of
from .outcomes import Outcome, Tally

TITLE = Names("Шаралардың нәтижесі", "Итоги мер", "Outcomes of the measures")
TOTAL = Names("Барлығы", "Всего", "Total")
LASTING = Names(
    "тұрақтылық – {} айдан кейін", "сохранность – через {} мес.", "lasting: after {} months"
)
CASES = Names("Істер", "Дела", "Cases")
HEADS = (
    Names("Адам", "Человек", "Person"),
    Names("Іс №", "Дело №", "Case №"),
    Names("Шара", "Мера", "Measure"),
    Names("Аяқталған күні", "Завершено", "Finished"),
    Names("Жағдайы", "Состояние", "State"),
    Names("Күні", "Дата", "Day"),
    Names("Негізі", "Основание", "Evidence"),
    Names("Тұрақтылығы", "Сохранность", "Lasting"),
    Names("Төленді, теңге", "Выплачено, тенге", "Paid, tenge"),
)
IN_TENGE = frozenset({"paid", "cost"})


def print_outcomes(
    found: Sequence[Outcome],
    rows: Mapping[str, Tally],
    names: Mapping[str, str],
    whole: Tally,
    *,
    start: date,
    as_of: date,
    months: int,
    language: str,
) -> bytes:
    """An xlsx with two sheets. Sums are in tenge."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = TITLE[language][:31]
    days = f"{start:%d.%m.%Y} – {as_of:%d.%m.%Y}"
    sheet.append([f"{TITLE[language]}, {days}; {LASTING[language].format(months)}"])
    sheet.append(["", *(one[language] for one in NUMBERS.values())])
    lines = [(names[key], rows[key]) for key in names if key in rows]
    for name, row in [*lines, (TOTAL[language], whole)]:
        sheet.append([name, *(_shown(code, number) for code, number in _ordered(row))])
    people = Person.objects.in_bulk({one.finish.person_id for one in found})
    page = book.create_sheet(CASES[language][:31])
    page.append([one[language] for one in HEADS])
    for one in found:
        page.append(
            [
                str(people[one.finish.person_id]),
                one.finish.case_id,
                MEASURE_NAMES[one.finish.measure][language],
                one.finish.day,
                OF_ONE[one.state][language],
                one.seen.day if one.seen else None,
                evidence(one, language),
                VERDICTS[one.verdict][language],
                one.paid / 100,
            ]
        )
    for head in (*sheet[1], *sheet[2], *page[1]):
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, page.column_dimensions["A"].width = 44, 36
    for column in "CDEFGH":
        page.column_dimensions[column].width = 22
    sheet.freeze_panes, page.freeze_panes = "B3", "B2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _ordered(row: Tally) -> list[tuple[str, int | None]]:
    numbers = numbers_of(row)
    return [(code, numbers[code]) for code in NUMBERS]


def _shown(code: str, number: int | None) -> float | int | None:
    """Tiyn as tenge for a sheet; a cell holds no exact fraction."""
    return number / 100 if code in IN_TENGE and number is not None else number
