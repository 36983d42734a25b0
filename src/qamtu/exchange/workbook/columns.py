"""The columns an import knows, and which header of a sheet is which of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qamtu.exchange.workbook.cells import PARSERS, Check, Kind, Parser, Remembered, money_in
from qamtu.exchange.workbook.folding import fold

EXACT, CHILD_ONLY, PART_ONLY = 1.0, 0.98, 0.96
FUZZY_CEILING = 0.93  # the surest guess stays below the weakest exact match
WORD_RATIO = 0.85  # «решения» and «рождения» are 0.67; «сомасы» and «сомасі» 0.83
SHORT_WORD = 5  # words this short have too many neighbours to be guessed
CLEAR_LEAD = 0.05

SCALES = {"тыс": 1000, "тысяч": 1000, "мын": 1000, "млн": 1_000_000, "миллион": 1_000_000}
CURRENCY_WORDS = {"тенге", "тг", "kzt", "thousand", "million", "в"}
SCALES |= {"thousand": 1000, "million": 1_000_000}
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_BETWEEN_LANGUAGES = re.compile(r"\s*[/|\n]\s*")


@dataclass(frozen=True)
class Column:
    """One thing that a list may tell, and the spellings of its header in three languages."""

    key: str
    kind: Kind
    required: bool
    headers: tuple[str, ...]


@dataclass(frozen=True)
class ColumnMatch:
    """Which column of the sheet a key was found in. Confidence below 1 is worth showing."""

    index: int
    header: str
    confidence: float
    scale: int = 1

    def parser(self, column: Column, check: Check | None) -> Remembered:
        parse: Parser = PARSERS[column.kind] if self.scale == 1 else money_in(self.scale)
        return Remembered(parse, check)


@dataclass(frozen=True)
class Ambiguity:
    """A header that may be several columns (keys), or one of several headers of one column."""

    index: int
    header: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Understanding:
    matches: dict[str, ColumnMatch]
    ambiguous: tuple[Ambiguity, ...]
    unknown: tuple[tuple[int, str], ...]

    @property
    def score(self) -> float:
        return sum(match.confidence for match in self.matches.values()) + 0.3 * len(self.ambiguous)


@dataclass(frozen=True)
class Candidate:
    """How well a header's text agrees with one column."""

    key: str
    confidence: float
    scale: int
    text: str


class Spellings:
    """All spellings of all columns, folded once."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = {column.key: column for column in columns}
        self.required = {column.key for column in columns if column.required}
        self.key_of: dict[str, str] = {}
        for column in columns:
            for header in (column.key, *column.headers):
                spelling = fold(header)
                if self.key_of.setdefault(spelling, column.key) != column.key:
                    raise ValueError(
                        f"«{header}» is a header of both {self.key_of[spelling]} and {column.key}"
                    )
        self._remembered: dict[str, tuple[Candidate, ...]] = {}

    def understand(self, headers: Iterable[tuple[int, Sequence[str]]]) -> Understanding:
        """Each sheet column (index, texts of its header from top to bottom) to at most one key."""
        texts: dict[int, str] = {}
        found: dict[str, list[tuple[int, Candidate]]] = {}
        ambiguous: list[Ambiguity] = []
        for index, parts in headers:
            texts[index] = " ".join(parts)
            best = self._best(parts)
            if len(best) == 1:
                found.setdefault(best[0].key, []).append((index, best[0]))
            elif best:
                keys = tuple(candidate.key for candidate in best)
                ambiguous.append(Ambiguity(index, texts[index], keys))
        matches: dict[str, ColumnMatch] = {}
        for key, candidates in found.items():
            top = max(candidate.confidence for _, candidate in candidates)
            winners = [pair for pair in candidates if pair[1].confidence == top]
            if len(winners) == 1:
                index, won = winners[0]
                matches[key] = ColumnMatch(index, won.text, won.confidence, won.scale)
            else:
                ambiguous += [Ambiguity(index, texts[index], (key,)) for index, _ in winners]
        taken = {match.index for match in matches.values()} | {one.index for one in ambiguous}
        unknown = tuple((i, text) for i, text in texts.items() if text and i not in taken)
        return Understanding(matches, tuple(ambiguous), unknown)

    def _best(self, parts: Sequence[str]) -> tuple[Candidate, ...]:
        whole = self._candidates(" ".join(parts))
        if len(parts) < 2 or (whole and whole[0].confidence == EXACT):
            return whole
        child = tuple(
            Candidate(one.key, one.confidence - EXACT + CHILD_ONLY, one.scale, one.text)
            for one in self._candidates(parts[-1])
        )
        return max(whole, child, key=lambda found: found[0].confidence if found else 0)

    def _candidates(self, text: str) -> tuple[Candidate, ...]:
        if text not in self._remembered:
            self._remembered[text] = self._search(text)
        return self._remembered[text]

    def _search(self, text: str) -> tuple[Candidate, ...]:
        if not (folded := fold(text)):
            return ()
        if key := self.key_of.get(folded):
            return (Candidate(key, EXACT, self._scale(key, folded, folded), text),)
        parts = [fold(part) for part in _BETWEEN_LANGUAGES.split(text)]
        parts += [fold(_IN_BRACKETS.sub(" ", text)), _without_units(folded)]
        parts += [fold(_IN_BRACKETS.sub(" ", part)) for part in _BETWEEN_LANGUAGES.split(text)]
        sure = {key: part for part in parts if (key := self.key_of.get(part))}
        sure = {key: part for key, part in sure.items() if self._fits(key, part, folded)}
        if sure:
            return tuple(
                Candidate(key, PART_ONLY, self._scale(key, part, folded), text)
                for key, part in sure.items()
            )
        return self._guess(text, folded)

    def _guess(self, text: str, folded: str) -> tuple[Candidate, ...]:
        """Spellings a slip of the pen away; several when none leads clearly."""
        ratios: dict[str, float] = {}
        for spelling, key in self.key_of.items():
            ratio = _likeness(folded, spelling)
            if ratio > ratios.get(key, 0):
                ratios[key] = ratio
        if not ratios:
            return ()
        top = max(ratios.values())
        near = [key for key, ratio in ratios.items() if top - ratio < CLEAR_LEAD]
        return tuple(
            Candidate(key, FUZZY_CEILING * ratios[key], self._scale(key, "", folded), text)
            for key in near
        )

    def _scale(self, key: str, spelling: str, folded: str) -> int:
        """1000 where the header adds «тыс. тенге» that the known spelling does not have."""
        if self.columns[key].kind != "money":
            return 1
        extra = set(folded.split()) - set(spelling.split())
        return max((SCALES[word] for word in extra if word in SCALES), default=1)

    def _fits(self, key: str, spelling: str, folded: str) -> bool:
        """A scale («тыс.») that only money understands must not be thrown away for other kinds."""
        extra = set(folded.split()) - set(spelling.split())
        return self.columns[key].kind == "money" or not extra & SCALES.keys()


def _without_units(folded: str) -> str:
    return " ".join(
        word for word in folded.split() if word not in CURRENCY_WORDS and word not in SCALES
    )


def _likeness(one: str, other: str) -> float:
    """Word by word: same number of words, same first letters, same digits; 0 where not alike."""
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs):
        return 0
    total = 0.0
    for word, known in zip(mine, theirs, strict=True):
        if word == known:
            total += 1
            continue
        short = min(len(word), len(known)) <= SHORT_WORD
        if short or word[0] != known[0] or not (word.isalpha() and known.isalpha()):
            return 0
        ratio = SequenceMatcher(None, word, known, autojunk=False).ratio()
        if ratio < WORD_RATIO:
            return 0
        total += ratio
    return total / len(mine)
