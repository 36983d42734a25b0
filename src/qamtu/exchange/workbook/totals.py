"""Rows that are no records: blank, totals, repeated headers, the row of column numbers."""

import re
from collections.abc import Sequence, Set
from typing import Literal

from qamtu.exchange.workbook.cells import Cell, as_text, is_blank
from qamtu.exchange.workbook.folding import fold

SkipReason = Literal["blank", "total", "section", "header", "numbering"]

_MARK = "(?:барлыгы|жиыны|жиынтыгы|корытынды|итого|всего|total|grand total|subtotal)"
_WORDS = "саны|сома|сомасы|адам|человек|чел|тенге|тг|сумма|количество|всего|итого|people"
_TAIL = f"(?: (?:{_WORDS}|[0-9]+))*"
TOTAL = re.compile(
    rf"{_MARK}{_TAIL}|(?:итого|всего) (?:по|за|на) .+|total (?:for|by) .+"
    rf"|.+ бойынша {_MARK}{_TAIL}"
)


def reason_to_skip(
    cells: Sequence[Cell],
    titles: Sequence[str],
    *,
    own: Set[int],
    known: Set[int],
    required: Set[int],
    section: bool,
    has_problems: bool,
) -> SkipReason | None:
    """Why the row is no record, or None. A row that says everything required is a record."""
    filled = [i for i, cell in enumerate(cells) if i not in own and not is_blank(cell)]
    if not filled:
        return "blank"
    first_text = next((i for i in filled if isinstance(cells[i], str)), None)
    if first_text is not None:
        demanded = (required or known) - {first_text}
        if not (demanded and demanded <= set(filled)) and _is_total(cells[first_text]):
            return "total"
    if section:
        return "section"
    if not has_problems or len(filled) < 3:
        return None
    if all(as_text(cells[i]).strip() == str(n) for n, i in enumerate(filled, 1)):
        return "numbering"
    if all(i < len(titles) and fold(as_text(cells[i])) == fold(titles[i]) for i in filled):
        return "header"
    return None


def _is_total(cell: Cell) -> bool:
    return isinstance(cell, str) and TOTAL.fullmatch(fold(cell)) is not None
