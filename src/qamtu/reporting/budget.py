"""The table of the budget as an akimat asks for it: text, json, xlsx."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from qamtu.finance.execution import COLUMNS, Execution, Sums
from qamtu.finance.models import SOURCE_TITLES
from qamtu.language import as_of_phrase, format_date, format_number
from qamtu.trilingual import Names

from .catalogue import MEASURES

TITLE = Names(
    "Бюджеттік бағдарламалар бойынша қаражаттың игерілуі",
    "Освоение средств по бюджетным программам",
    "Execution of the budget by programme",
)
IN_THOUSANDS = Names("мың теңге", "тыс. тенге", "thousand tenge")
KNOWN_AT = Names("Деректер алынған сәт", "Данные на момент", "As known at")
CODE = Names("Коды", "Код", "Code")
PROGRAMME = Names(
    "Бюджеттік бағдарлама, қаржыландыру көзі",
    "Бюджетная программа, источник финансирования",
    "Programme, source",
)
UNCLASSIFIED = Names(
    "Сыныптамаға жатқызылмаған", "Не отнесено к классификации", "Not classified yet"
)
TOTAL = Names("Барлығы", "Всего", "Total")
HEADS: dict[str, Names] = {
    "plan": Names("Жылға бекітілген жоспар", "Утверждённый план на год", "Approved for the year"),
    "corrected": Names("Түзетілген жоспар", "Скорректированный план", "Corrected plan"),
    "planned_commitments": Names(
        "Кезеңнің міндеттемелер бойынша жоспары",
        "План периода по обязательствам",
        "Plan of the period by commitments",
    ),
    "planned_payments": Names(
        "Кезеңнің төлемдер бойынша жоспары",
        "План периода по платежам",
        "Plan of the period by payments",
    ),
    "committed": Names("Қабылданған міндеттемелер", "Принятые обязательства", "Committed"),
    "paid": Names("Төленді", "Оплачено", "Paid"),
    "unused": Names("Игерілмеген қалдық", "Неосвоенный остаток", "Unused"),
    "percent_of_period": Names(
        "Кезең жоспарына, %", "К плану периода, %", "Of the period's plan, %"
    ),
    "percent": Names("Түзетілген жоспарға, %", "К скорр. плану, %", "Of the corrected plan, %"),
}
FORMS = ("text", "json", "xlsx")
WIDTH = 34


@dataclass(frozen=True)
class PrintedRow:
    """`level`: 0 total, 1 programme, 2 its source or line."""

    level: int
    code: str
    names: Names
    sums: Sums
    source: str = ""


def printed_rows(table: Execution) -> Iterator[PrintedRow]:
    """Programmes with their lines below them; then the whole, and the whole by source."""
    for row in table.programmes:
        programme = row.programme
        yield PrintedRow(
            1,
            programme.code if programme else "",
            Names(programme.name_kk, programme.name_ru, programme.name_ru)
            if programme
            else UNCLASSIFIED,
            row.sums,
        )
        for line in row.lines:
            yield PrintedRow(
                2,
                line.classification.code if line.classification else "",
                _line_names(line.line.measure, line.line.source),
                line.sums,
                line.line.source,
            )
    yield PrintedRow(0, "", TOTAL, table.total)
    for source, sums in table.by_source().items():
        yield PrintedRow(2, "", SOURCE_TITLES[source], sums, source)


def _line_names(measure: str, source: str) -> Names:
    of = MEASURES[measure].names if measure in MEASURES else Names(measure, measure, measure)
    titles = SOURCE_TITLES[source]
    return Names(f"{of.kk}: {titles.kk}", f"{of.ru}: {titles.ru}", f"{of.en}: {titles.en}")


def print_budget(table: Execution, language: str, form: str) -> bytes:
    """The table's bytes; `form` is one of `FORMS`."""
    return {"text": _text, "json": _json, "xlsx": _xlsx}[form](table, language)


def title_lines(table: Execution, language: str) -> list[str]:
    """What it is, of which office, as of which day and as known when: in Kazakh and in Russian,
    as an akimat reads it; in English where English is asked for.
    """
    at = table.at
    lines = []
    for one in ("kk", "ru") if language in ("kk", "ru") else (language,):
        lines.append(
            f"{at.office.name(one)}. {TITLE[one]}, {at.year} ({as_of_phrase(at.as_of, one)})"
        )
    known = f"{format_date(at.known_at.date(), language, 'short')} {at.known_at:%H:%M} UTC"
    return [*lines, f"{KNOWN_AT[language]}: {known}"]


def _json(table: Execution, language: str) -> bytes:
    rows = [
        {
            "level": row.level,
            "code": row.code,
            "name": row.names[language],
            "source": row.source,
            **{column: getattr(row.sums, column) / 100 for column in COLUMNS},
            "percent_of_period": _float(row.sums.percent_of_period),
            "percent": _float(row.sums.percent),
        }
        for row in printed_rows(table)
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _text(table: Execution, language: str) -> bytes:
    lines = [*title_lines(table, language), IN_THOUSANDS[language], ""]
    heads = [head[language] for head in HEADS.values()]
    lines += [f"{number}  {head}" for number, head in enumerate(heads, 1)]
    lines.append("")
    lines.append(" " * WIDTH + "".join(f"{number:>13}" for number in range(1, len(heads) + 1)))
    for row in printed_rows(table):
        indent = "  " if row.level == 2 else ""
        name = f"{indent}{row.code} {row.names[language]}".replace("   ", "  ")
        if len(name) > WIDTH:
            lines.append(name)
            name = ""
        lines.append(name.ljust(WIDTH) + "".join(f"{t:>13}" for t in _texts(row.sums, language)))
    return ("\n".join(lines) + "\n").encode()


def _texts(sums: Sums, language: str) -> list[str]:
    texts = []
    for column in COLUMNS:
        number = Decimal(getattr(sums, column)) / 100_000
        texts.append(format_number(number, language, 1))
    for percent in (sums.percent_of_period, sums.percent):
        texts.append("—" if percent is None else format_number(percent, language, 1))
    return texts


def _xlsx(table: Execution, language: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    thin = Side(style="thin", color="808080")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = str(table.at.year)
    width = 2 + len(HEADS)
    titles = title_lines(table, language)
    for line in titles:
        sheet.append([line])
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width
        )
        cell = sheet.cell(sheet.max_row, 1)
        cell.font = Font(bold=line is not titles[-1])
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
        sheet.row_dimensions[sheet.max_row].height = 32 if line is not titles[-1] else 16
    sheet.cell(sheet.max_row + 1, width, IN_THOUSANDS[language]).alignment = Alignment(
        horizontal="right"
    )
    sheet.append([CODE[language], PROGRAMME[language], *(h[language] for h in HEADS.values())])
    sheet.append(list(range(1, width + 1)))
    for number in (sheet.max_row - 1, sheet.max_row):
        for cell in sheet[number]:
            cell.font = Font(bold=True)
            cell.border = border
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    top = sheet.max_row + 1
    for row in printed_rows(table):
        sums = row.sums
        sheet.append(
            [
                row.code,
                ("   " if row.level == 2 else "") + row.names[language],
                *(getattr(sums, column) / 100_000 for column in COLUMNS),
                _float(sums.percent_of_period),
                _float(sums.percent),
            ]
        )
        for column, cell in enumerate(sheet[sheet.max_row], 1):
            cell.border = border
            cell.font = Font(bold=row.level < 2)
            cell.alignment = Alignment(wrap_text=column == 2, vertical="top")
            if column > 2:
                cell.number_format = "#,##0.0" if column <= 2 + len(COLUMNS) else "0.0"
            if row.level == 0:
                cell.fill = PatternFill("solid", fgColor="E2EFF4")
    for index in range(1, width + 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = {1: 22, 2: 52}.get(index, 15)
    sheet.freeze_panes = f"C{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{top - 2}:{top - 1}"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
