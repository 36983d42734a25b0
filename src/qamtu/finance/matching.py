"""Which row of the treasury is which payment of ours: pure, no database.

A payment of ours is a *unit*: one entry, the payments of a run from one line, or what a line paid
on a day; the treasury writes one row for any of these. Rows and units pair when their sums are
equal and nothing they say contradicts; the more they say alike, the earlier they pair. Where one
row could be several different units, it is left to a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

DAYS = 5  # an order of ours and its passing through the treasury
Score = tuple[int, ...]


@dataclass(frozen=True)
class Said:
    """A row of the treasury. Tiyn; below zero, money that came back. `code`: by part, or blank."""

    key: int
    day: date
    amount: int
    document: str = ""
    payee: str = ""
    code: tuple[str, str, str, str] = ("", "", "", "")


@dataclass(frozen=True)
class Unit:
    """A payment of ours, of one entry or several. `payee`: of a single one; blank: of many."""

    entries: tuple[int, ...]
    day: date
    amount: int
    documents: frozenset[str] = frozenset()
    payee: str = ""
    code: tuple[str, str, str, str] = ("", "", "", "")

    @property
    def identity(self) -> tuple[object, ...]:
        """Units of one identity stand for each other."""
        return self.day, self.amount, self.documents, self.payee, self.code


@dataclass(frozen=True)
class Matching:
    """What pairs; what is the same payment by its paper or payee and differs in its sum."""

    matched: list[tuple[Said, Unit]]
    differing: list[tuple[Said, Unit]]


def match(rows: Sequence[Said], units: Sequence[Unit]) -> Matching:
    """Pair rows with units; each row and each entry once."""
    free = _Free(rows, units)
    edges: dict[Score, list[tuple[int, int]]] = {}
    by_amount: dict[int, list[int]] = {}
    for place, unit in enumerate(units):
        by_amount.setdefault(unit.amount, []).append(place)
    for number, row in enumerate(rows):
        for place in by_amount.get(row.amount, ()):
            score = _score(row, units[place])
            if score is not None:
                edges.setdefault(score, []).append((number, place))
    matched = []
    for score in sorted(edges, reverse=True):
        pairs = [(n, p) for n, p in edges[score] if free.has(n, p)]
        for found_rows, found_units in _parts(pairs):
            if len(found_units) > len(found_rows) and (
                len({units[place].identity for place in found_units}) > 1
            ):
                free.rows -= set(found_rows)  # a person decides
                free.unsure |= set(found_rows)
                continue
            wanted = set(pairs)
            for number in found_rows:
                for place in found_units:
                    if (number, place) in wanted and free.has(number, place):
                        free.take(number, place)
                        matched.append((rows[number], units[place]))
                        break
    free.rows |= free.unsure
    return Matching(matched, _differing(free, rows, units))


class _Free:
    """The rows and entries that nothing has taken yet."""

    def __init__(self, rows: Sequence[Said], units: Sequence[Unit]) -> None:
        self.units = units
        self.rows = set(range(len(rows)))
        self.unsure: set[int] = set()
        self.taken: set[int] = set()

    def has(self, number: int, place: int) -> bool:
        return number in self.rows and self.is_free(place)

    def is_free(self, place: int) -> bool:
        return self.taken.isdisjoint(self.units[place].entries)

    def take(self, number: int, place: int) -> None:
        self.rows.discard(number)
        self.taken |= set(self.units[place].entries)


def _score(row: Said, unit: Unit) -> Score | None:
    """How well the two agree, or none where they contradict each other."""
    apart = abs((row.day - unit.day).days)
    if apart > DAYS or (row.amount > 0) != (unit.amount > 0):
        return None
    if row.payee and unit.payee and row.payee != unit.payee:
        return None
    if any(ours and said and ours != said for ours, said in zip(unit.code, row.code, strict=True)):
        return None
    is_same_paper = bool(row.document) and row.document in unit.documents
    is_same_payee = bool(row.payee) and row.payee == unit.payee
    alike = sum(bool(ours) and ours == said for ours, said in zip(unit.code, row.code, strict=True))
    is_single = len(unit.entries) == 1
    return int(is_same_paper), int(is_same_payee), alike, -apart, int(is_single)


def _parts(pairs: Iterable[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """The rows and units that hang together by what pairs, in their order."""
    pairs = list(pairs)
    of_row: dict[int, list[int]] = {}
    of_unit: dict[int, list[int]] = {}
    for number, place in pairs:
        of_row.setdefault(number, []).append(place)
        of_unit.setdefault(place, []).append(number)
    seen: set[int] = set()
    parts = []
    for start in sorted(of_row):
        if start in seen:
            continue
        rows, units, waiting = {start}, set[int](), [start]
        while waiting:
            for place in of_row[waiting.pop()]:
                if place in units:
                    continue
                units.add(place)
                waiting += [one for one in of_unit[place] if one not in rows]
                rows |= set(of_unit[place])
        seen |= rows
        parts.append((sorted(rows), sorted(units)))
    return parts


def _differing(free: _Free, rows: Sequence[Said], units: Sequence[Unit]) -> list[tuple[Said, Unit]]:
    """The same paper, else the same payee, within the days; where there is one of each."""
    found = []
    for says_alike in (_papers, _payees):
        by_word: dict[str, list[int]] = {}
        for place, unit in enumerate(units):
            for word in says_alike(unit):
                by_word.setdefault(word, []).append(place)
        edges = [
            (number, place)
            for number in sorted(free.rows)
            for word in says_alike(rows[number])
            for place in by_word.get(word, ())
            if free.is_free(place) and _may_differ(rows[number], units[place])
        ]
        for one_rows, one_units in _parts(edges):
            if len(one_rows) == 1 and len(one_units) == 1:
                free.take(one_rows[0], one_units[0])
                found.append((rows[one_rows[0]], units[one_units[0]]))
    return found


def _may_differ(row: Said, unit: Unit) -> bool:
    return (
        row.amount != unit.amount
        and (row.amount > 0) == (unit.amount > 0)
        and abs((row.day - unit.day).days) <= DAYS
    )


def _papers(one: Said | Unit) -> Iterable[str]:
    if isinstance(one, Unit):
        return one.documents
    return (one.document,) if one.document else ()


def _payees(one: Said | Unit) -> Iterable[str]:
    return (one.payee,) if one.payee else ()
