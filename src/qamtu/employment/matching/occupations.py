"""Occupations of ISCO-08: 10 major, 43 sub-major, 130 minor, 436 unit groups, in three languages.

The national classifier of occupations НК РК 01-2017 stands on it, but is not it: it keeps the
military under «Х», has 41, 141 and 444 groups where ISCO-08 has 43, 130 and 436, and 1,274 narrower
ones below them. So a code that is not here is taken all the same, and its distance counted. The
names of the major groups are those of the national classifier; the other Kazakh and Russian names
are the house's wording, not a published one.

A code of one digit is a major group, of two a sub-major, of three a minor, of four a unit group.
`occupations.csv` has beside the names the everyday words by which people look (`also`).
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qamtu.language import search_key
from qamtu.trilingual import LANGUAGES, Names

DEPTH = 4
SHORTEST = 3  # letters of a word that is looked for
ALIKE = (
    3,
    5,
)  # the beginning that two forms of a word share is at least three fifths of the longer
LONGEST_ENDING = 6  # letters
IDLE = frozenset(search_key(word) for word in ("және", "или", "для", "the", "and", "not", "other"))


@dataclass(frozen=True)
class Occupation:
    """A group of the classifier."""

    code: str
    names: Names
    also: tuple[str, ...] = ()
    has_kazakh: bool = True

    @property
    def parent(self) -> str:
        return self.code[:-1]


@cache
def occupations() -> dict[str, Occupation]:
    """Every group by its code, in the order of the codes."""
    text = files(__package__).joinpath("occupations.csv").read_text(encoding="utf-8")
    return {row["code"]: read_row(row) for row in csv.DictReader(text.splitlines())}


def read_row(row: dict[str, str]) -> Occupation:
    """A row of the file. A Kazakh name that is missing is the Russian one, marked as such."""
    kk = row["kk"] or f"{row['ru']} (орысша)"
    also = tuple(word.strip() for word in row["also"].split(";") if word.strip())
    return Occupation(row["code"], Names(kk, row["ru"], row["en"]), also, bool(row["kk"]))


def coverage() -> dict[str, int]:
    """How many groups there are of each depth, and how many have a Kazakh name."""
    levels = ("major", "sub_major", "minor", "unit")
    counts = dict.fromkeys((*levels, "kazakh"), 0)
    for code, one in occupations().items():
        counts[levels[len(code) - 1]] += 1
        counts["kazakh"] += one.has_kazakh
    return counts


def distance(one: str, other: str) -> int:
    """How far up the deepest group lies that holds both: 0 the same unit group, 4 nothing shared.

    >>> [distance("8332", code) for code in ("8332", "8331", "8341", "8111", "5120")]
    [0, 1, 2, 3, 4]
    """
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return DEPTH - common


def find(text: str, count: int = 10) -> list[Occupation]:
    """The groups whose names, in any language, have the words of the text, whatever their endings.

    Those with more of the words come first, then those whose words are closer and cover more of one
    name or everyday word, then the narrower group.
    """
    asked = _words(text)
    if not asked:
        return []
    ranked = []
    for code, phrases in _phrases().items():
        hits, closeness = max(_closeness(asked, phrase) for phrase in phrases)
        if hits:
            ranked.append(((-hits, -closeness, -len(code), code), code))
    return [occupations()[code] for _, code in sorted(ranked)[:count]]


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The folded words of each name and everyday word of a group."""
    return {
        code: tuple(_words(text) for text in (*(one.names[name] for name in LANGUAGES), *one.also))
        for code, one in occupations().items()
    }


def _words(text: str) -> tuple[str, ...]:
    words = search_key(text).split()
    return tuple(word for word in words if len(word) >= SHORTEST and word not in IDLE)


def _closeness(asked: Iterable[str], phrase: tuple[str, ...]) -> tuple[int, int]:
    """How many words asked for are in the phrase, and how close, in thousandths of its words."""
    hits = total = 0
    for word in asked:
        best = max((_likeness(word, other) for other in phrase), default=0)
        hits += best > 0
        total += best
    return hits, total // max(len(phrase), 1)


def _likeness(one: str, other: str) -> int:
    """Thousandths of the longer word that both begin with; 0 for words that are not alike."""
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    common = 0
    while common < shorter and one[common] == other[common]:
        common += 1
    least, of = ALIKE
    if common < SHORTEST or common * of < longer * least or longer - common > LONGEST_ENDING:
        return 0
    return 1000 * common // longer
