"""The lists that can be taken in: persons, extracts, participants of every employment measure."""

from dataclasses import dataclass
from functools import cache

from qamtu.casework.measures import Measure
from qamtu.exchange import extracts
from qamtu.exchange.details import field_spellings
from qamtu.exchange.spellings import (
    CASE_SPELLINGS,
    OF_MEASURES,
    PERSON_SPELLINGS,
    STEP_COLUMNS,
    SUM_SPELLINGS,
    Spelling,
)
from qamtu.exchange.workbook import Column
from qamtu.exchange.workbook.folding import fold
from qamtu.reporting.catalogue import MEASURES
from qamtu.trilingual import Names

SECTIONS_OF_LISTS = ("employment", "business")
NOT_ENTERED = frozenset({"sum"})
"""Columns that are understood and still not entered: money is, by the accountant, not by a list."""


@dataclass(frozen=True)
class ListKind:
    """One kind of list. Without a measure: persons alone."""

    code: str
    names: Names
    columns: tuple[Column, ...]
    column_names: dict[str, Names]
    measure: Measure | None = None


class UnknownKind(LookupError):
    """No kind of list has this code."""


def kind_of(code: str) -> ListKind:
    """The kind of this code. Raises `UnknownKind`."""
    try:
        return all_kinds()[code]
    except KeyError:
        raise UnknownKind(code) from None


@cache
def all_kinds() -> dict[str, ListKind]:
    """Every kind of list by its code."""
    persons = _kind("persons", Names("Адамдар", "Люди", "Persons"), PERSON_SPELLINGS, None)
    examinations = _kind(
        extracts.CODE,
        extracts.NAMES,
        (*PERSON_SPELLINGS, *extracts.EXTRACT_SPELLINGS),
        None,
        extracts.REQUIRED,
    )
    return {persons.code: persons, examinations.code: examinations} | {
        measure.code: participants_of(measure)
        for measure in MEASURES.values()
        if measure.section in SECTIONS_OF_LISTS and measure.subject == "person"
    }


def participants_of(measure: Measure) -> ListKind:
    """The list of a measure's participants."""
    return _kind(measure.code, measure.names, (*PERSON_SPELLINGS, *_of_measure(measure)), measure)


def _of_measure(measure: Measure) -> list[Spelling]:
    own = OF_MEASURES.get(measure.code, {})
    found = []
    for spelling in CASE_SPELLINGS:
        if spelling.key == "category" and not measure.categories:
            continue
        headers, names = own.get(spelling.key, ()), spelling.names
        step = {"approved_on": "approve", "carried_out_on": "carry_out"}.get(spelling.key)
        if step is not None:
            names = measure.workflow[step].names
            headers = (*headers, *(names[language] for language in ("kk", "ru", "en")))
        found.append(Spelling(spelling.key, spelling.kind, names, (*headers, *spelling.headers)))
    found += field_spellings(measure, STEP_COLUMNS)
    if measure.code in SUM_SPELLINGS:
        found.append(SUM_SPELLINGS[measure.code])
    return found


def _kind(
    code: str,
    names: Names,
    spellings: tuple[Spelling, ...],
    measure: Measure | None,
    required: tuple[str, ...] = (),
) -> ListKind:
    """A spelling that two columns share goes to the first."""
    taken: dict[str, str] = {}
    columns = []
    for one in spellings:
        own = (one.names.kk, one.names.ru, one.names.en)
        headers = [
            header
            for header in (*own, *one.headers)
            if taken.setdefault(fold(header), one.key) == one.key
        ]
        columns.append(Column(one.key, one.kind, one.key in ("iin", *required), tuple(headers)))
    return ListKind(code, names, tuple(columns), {s.key: s.names for s in spellings}, measure)
