"""Where a sheet's header stands, over how many rows, and what its columns are."""

from collections.abc import Sequence
from dataclasses import dataclass

from qamtu.exchange.workbook.cells import Cell, as_text, is_blank
from qamtu.exchange.workbook.columns import Spellings, Understanding
from qamtu.exchange.workbook.folding import fold
from qamtu.exchange.workbook.sources import HEADER_ZONE, Grid, Merge

TALLEST_HEADER = 3
A_WHOLE_KEY = 0.5  # a second header row must explain a column more, or it is data
A_HAIR = 0.001
OWN_HEADERS = {fold("Себебі / Причина / Reason"), fold("Жол № / Строка / Row")}


@dataclass(frozen=True)
class Header:
    """Rows are counted from 0. `own` are the columns that our own error workbook added."""

    top: int
    height: int
    titles: tuple[str, ...]
    own: frozenset[int]
    understanding: Understanding


def find_header(grid: Grid, merges: Sequence[Merge] | None, spellings: Spellings) -> Header | None:
    """The rows that explain most columns; the first and the flattest of equals.

    A header with all that is required keeps the rows below it, though a second list further down
    explains more: what stands above a header is not read.
    """
    zone = [list(row) for row in grid[:HEADER_ZONE]]
    width = max(map(len, zone), default=0)
    for row in zone:
        row.extend([""] * (width - len(row)))
    cut_by_merge = _spread(zone, merges or ())
    best: Header | None = None
    for top in range(len(zone)):
        if top in cut_by_merge:
            continue
        for height in range(1, min(TALLEST_HEADER, len(zone) - top) + 1):
            if top + height in cut_by_merge:
                continue
            if height > 1 and not all(map(_may_be_title, zone[top + height - 1])):
                break
            rows = zone[top : top + height]
            found = _understand(top, rows, merges is None, spellings)
            if not found.understanding.matches and not found.understanding.ambiguous:
                continue
            if best is None or (
                _is_better(found, best) and not _loses_rows(found, best, zone, spellings)
            ):
                best = found
    return best


def _loses_rows(found: Header, best: Header, zone: Grid, spellings: Spellings) -> bool:
    """Whether the lower header would cut off rows that the upper one can read."""
    matches = best.understanding.matches
    is_whole = len(matches) > 1 and spellings.required <= matches.keys()
    between = zone[best.top + best.height : found.top]
    return is_whole and any(not is_blank(cell) for row in between for cell in row)


def _is_better(found: Header, best: Header) -> bool:
    gain = found.understanding.score - best.understanding.score
    if found.top + found.height == best.top + best.height and found.height < best.height:
        return gain > -A_HAIR  # the taller one had only taken in a title or a blank row
    return gain > (A_WHOLE_KEY if found.height > best.height else A_HAIR)


def _spread(zone: Grid, merges: Sequence[Merge]) -> set[int]:
    """Give every cell of a merged range its value; tell the rows that a range crosses into."""
    crossed: set[int] = set()
    for (top, left), (bottom, right) in merges:
        if top >= len(zone) or left >= len(zone[top]):
            continue
        value = zone[top][left]
        for row in range(top, min(bottom + 1, len(zone))):
            for column in range(left, min(right + 1, len(zone[row]))):
                zone[row][column] = value
        if isinstance(value, str) and value.strip():
            crossed.update(range(top + 1, bottom + 1))
    return crossed


def _may_be_title(cell: Cell) -> bool:
    return isinstance(cell, str) and sum(map(str.isdigit, cell)) < 5


def _understand(top: int, rows: Grid, guess_merges: bool, spellings: Spellings) -> Header:
    texts = [[as_text(cell).strip() for cell in row] for row in rows]
    if guess_merges:
        for upper, lower in zip(texts, texts[1:], strict=False):
            for index in range(1, len(upper)):
                if not upper[index] and lower[index] and lower[index - 1]:
                    upper[index] = upper[index - 1]
    columns = [
        (index, list(dict.fromkeys(filter(None, parts))))
        for index, parts in enumerate(zip(*texts, strict=True))
    ]
    titles = tuple(" ".join(parts) for _, parts in columns)
    own = frozenset(i for i, title in enumerate(titles) if fold(title) in OWN_HEADERS)
    understanding = spellings.understand(
        (index, parts) for index, parts in columns if parts and index not in own
    )
    return Header(top, len(rows), titles, own, understanding)
