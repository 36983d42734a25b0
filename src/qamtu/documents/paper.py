"""A paper of the office: said once as blocks, printed as docx and as pdf."""

import html
import io
from dataclasses import dataclass, field
from typing import Literal

Form = Literal["docx", "pdf"]
MEDIA_TYPES: dict[Form, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Paragraph:
    text: str
    is_strong: bool = False
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """Rows of texts under their heads; the columns in `numbers` stand to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    numbers: frozenset[int] = frozenset()


@dataclass
class Paper:
    """A title, then blocks in their order. `language` is the language of its words."""

    title: str
    language: str
    blocks: list[Paragraph | Table] = field(default_factory=list)

    def say(self, text: str, **how: object) -> None:
        self.blocks.append(Paragraph(text, **how))  # type: ignore[arg-type]


def print_paper(paper: Paper, form: Form) -> bytes:
    """The bytes of the paper in a form."""
    return _docx(paper) if form == "docx" else _pdf(paper)


def _docx(paper: Paper) -> bytes:
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    places = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    document.core_properties.title = paper.title
    document.core_properties.language = paper.language
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            line = document.add_paragraph()
            line.alignment = places[block.align]
            line.add_run(block.text).bold = block.is_strong
            continue
        if block.title:
            document.add_paragraph().add_run(block.title).bold = True
        grid = document.add_table(rows=1, cols=len(block.heads), style="Table Grid")
        for cell, head in zip(grid.rows[0].cells, block.heads, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(head).bold = True
        for row in block.rows:
            for position, (cell, text) in enumerate(zip(grid.add_row().cells, row, strict=True)):
                cell.text = text
                if position in block.numbers:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        document.add_paragraph()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


STYLE = """
@page { size: A4; margin: 20mm 18mm 18mm 25mm;
  @bottom-right { content: counter(page); font-size: 9pt } }
body { font: 11pt/1.45 "Liberation Serif", "DejaVu Serif", serif; color: #111 }
p { margin: 0 0 2.5mm } .center { text-align: center } .right { text-align: right }
table { border-collapse: collapse; width: 100%; margin: 1mm 0 4mm; font-size: 10pt }
caption { text-align: left; font-weight: bold; padding-bottom: 1mm }
th, td { border: 0.4pt solid #777; padding: 1mm 2mm; text-align: left; vertical-align: top }
.n { text-align: right; white-space: nowrap } tr { page-break-inside: avoid }
"""


def _pdf(paper: Paper) -> bytes:
    from weasyprint import HTML

    body = "".join(
        _paragraph(block) if isinstance(block, Paragraph) else _table(block)
        for block in paper.blocks
    )
    page = (
        f'<html lang="{paper.language}"><head><title>{html.escape(paper.title)}</title>'
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    )
    return bytes(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def _paragraph(block: Paragraph) -> str:
    text = html.escape(block.text)
    return f'<p class="{block.align}">{f"<b>{text}</b>" if block.is_strong else text}</p>'


def _table(block: Table) -> str:
    def cell(position: int, text: str, tag: str) -> str:
        kind = ' class="n"' if position in block.numbers else ""
        return f"<{tag}{kind}>{html.escape(text)}</{tag}>"

    heads = "".join(cell(at, head, "th") for at, head in enumerate(block.heads))
    rows = "".join(
        "<tr>" + "".join(cell(at, text, "td") for at, text in enumerate(row)) + "</tr>"
        for row in block.rows
    )
    caption = f"<caption>{html.escape(block.title)}</caption>" if block.title else ""
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
