"""A report in the forms in which it leaves the house: text, md, json, xlsx, docx, pdf."""

import html
import io
import json
import re

from qamtu.casework.measures import SECTIONS
from qamtu.language import format_date, plain
from qamtu.trilingual import Names

from .catalogue import slice_of
from .report import Figure, Report
from .sentences import heading, paragraphs, subheading, text_of
from .tables import PrintedTable, printed_tables

COLUMNS = {
    "figure": Names("Көрсеткіш", "Показатель", "Indicator"),
    "group": Names("Топ", "Группа", "Group"),
    "fact": Names("Факт", "Факт", "Fact"),
    "plan": Names("Жоспар", "План", "Plan"),
    "percent": Names("Орындалуы, %", "Исполнение, %", "Fulfilled, %"),
    "money": Names("Қаржы, мың теңге", "Средства, тыс. тенге", "Money, thousand tenge"),
}
KNOWN_AT = Names("Деректер алынған сәт", "Данные на момент", "As known at")


def print_report(report: Report, language: str, form: str) -> bytes:
    """The report's bytes. `form` is one of text, md, json, xlsx, docx, pdf."""
    printers = {
        "text": _text,
        "md": _markdown,
        "json": _json,
        "xlsx": _xlsx,
        "docx": _docx,
        "pdf": _pdf,
    }
    return printers[form](report, language)


def _text(report: Report, language: str) -> bytes:
    return text_of(report, language).encode()


def _json(report: Report, language: str) -> bytes:
    figures = [figure.as_data(language) for figure in report.figures]
    return (json.dumps(figures, ensure_ascii=False, indent=1) + "\n").encode()


def _markdown(report: Report, language: str) -> bytes:
    lines = [f"# {heading(report, language)}", "", subheading(report, language), ""]
    for section, said in paragraphs(report, language):
        lines += [f"## {SECTIONS[section][language]}", ""]
        lines += [f"- {plain(segments)}" for _, segments in said]
        lines.append("")
        for figure, _segments in said:
            for table in printed_tables(figure, language):
                lines += [f"**{table.title}**", "", _cells(table.heads)]
                lines.append(_cells(["---", *("---:" for _ in table.heads[1:])]))
                lines += [_cells([row.name, *row.texts]) for row in table.rows]
                lines.append("")
    return "\n".join(lines).encode()


def _cells(texts: list[str]) -> str:
    return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"


def _known_at(report: Report, language: str) -> str:
    moment = report.period.known_at
    return (
        f"{KNOWN_AT[language]}: {format_date(moment.date(), language, 'short')} {moment:%H:%M} UTC"
    )


def _rows(report: Report, language: str) -> list[tuple[Figure, str, dict[str, object]]]:
    """(figure, group's name or nothing, cells) for a table; one row a figure and a row a group."""
    rows: list[tuple[Figure, str, dict[str, object]]] = []
    for figure in report.figures:
        data = figure.as_data(language)
        of = figure.indicator
        counts = [k for k in of.values if not of.is_money(k)]
        rows.append(
            (
                figure,
                "",
                {
                    "fact": data.get(counts[0]) if counts else None,
                    "plan": data.get("plan"),
                    "percent": data.get("percent"),
                    "money": data.get("money"),
                },
            )
        )
        for code, number in figure.slices.items():
            group = slice_of(of, code)
            rows.append((figure, group.names[language] if group else code, {"fact": number}))
    return rows


def _xlsx(report: Report, language: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None, "a new workbook has a sheet"
    sheet.title = report.office.name(language)[:31]
    sheet.append([heading(report, language)])
    sheet.append([subheading(report, language)])
    sheet.append([_known_at(report, language)])
    sheet.append([])
    sheet.append([names[language] for names in COLUMNS.values()])
    for cell in (*sheet[1], *sheet[5]):
        cell.font = Font(bold=True)
    for figure, group, cells in _rows(report, language):
        name = figure.indicator.names[language] if not group else ""
        sheet.append([name, group, *(cells.get(key) for key in list(COLUMNS)[2:])])
        sheet.cell(sheet.max_row, 6).number_format = "#,##0." + "0" * figure.form.money_decimals
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    for index, width in enumerate((58, 34, 12, 12, 14, 22), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A6"
    for figure in report.figures:
        for table in printed_tables(figure, language):
            title = re.sub(r"[\[\]:*?/\\]", " ", f"{len(book.sheetnames)} {table.title}")[:31]
            page = book.create_sheet(title)
            page.append([table.title])
            page.append(table.heads)
            for cell in (*page[1], *page[2]):
                cell.font = Font(bold=True)
            for row in table.rows:
                page.append([row.name, *row.numbers])
            page.column_dimensions["A"].width = 34
            page.freeze_panes = "B3"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _docx(report: Report, language: str) -> bytes:
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    document.core_properties.title = heading(report, language)
    document.core_properties.language = language
    document.add_heading(heading(report, language), level=1)
    document.add_paragraph(subheading(report, language))
    for section, said in paragraphs(report, language):
        document.add_heading(SECTIONS[section][language], level=2)
        document.add_paragraph(" ".join(plain(segments) for _, segments in said))
        for figure, _segments in said:
            for table in printed_tables(figure, language):
                document.add_paragraph().add_run(table.title).bold = True
                grid = document.add_table(rows=1, cols=len(table.heads), style="Table Grid")
                for cell, head in zip(grid.rows[0].cells, table.heads, strict=True):
                    cell.text = head
                for row in table.rows:
                    texts = [row.name, *row.texts]
                    for cell, text in zip(grid.add_row().cells, texts, strict=True):
                        cell.text = text
    document.add_paragraph(_known_at(report, language))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


PAGE_STYLE = """
@page { size: A4; margin: 22mm 20mm; @bottom-right { content: counter(page); font-size: 9pt } }
body { font: 11.5pt/1.5 "DejaVu Serif", "Liberation Serif", serif; color: #111 }
h1 { font-size: 16pt; line-height: 1.25; margin: 0 0 4mm }
h2 { font-size: 12.5pt; margin: 6mm 0 1mm; page-break-after: avoid }
p { margin: 0 0 2mm; text-align: justify; hyphens: auto }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 4mm; font-size: 10pt }
caption { text-align: left; font-weight: bold; padding-bottom: 1mm }
th, td { border: 0.4pt solid #888; padding: 1mm 2mm; text-align: left; font-weight: normal }
td { text-align: right } thead th { font-weight: bold } tr { page-break-inside: avoid }
.when, footer { color: #444; font-size: 10pt }
"""


def _html(table: PrintedTable) -> str:
    heads = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{html.escape(row.name)}</th>'
        + "".join(f"<td>{html.escape(text)}</td>" for text in row.texts)
        + "</tr>"
        for row in table.rows
    )
    return (
        f"<table><caption>{html.escape(table.title)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _pdf(report: Report, language: str) -> bytes:
    from weasyprint import HTML

    parts = [
        f'<html lang="{language}"><head><title>{html.escape(heading(report, language))}</title>'
        f"<style>{PAGE_STYLE}</style></head><body>",
        f"<h1>{html.escape(heading(report, language))}</h1>",
        f'<p class="when">{html.escape(subheading(report, language))}</p>',
    ]
    for section, said in paragraphs(report, language):
        parts.append(f"<h2>{html.escape(SECTIONS[section][language])}</h2>")
        parts.append(f"<p>{html.escape(' '.join(plain(s) for _, s in said))}</p>")
        for figure, _segments in said:
            parts += [_html(table) for table in printed_tables(figure, language)]
    parts.append(f"<footer>{html.escape(_known_at(report, language))}</footer></body></html>")
    return bytes(HTML(string="".join(parts)).write_pdf(pdf_variant="pdf/ua-1"))
