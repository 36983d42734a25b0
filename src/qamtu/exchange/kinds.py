"""The lists that can be taken in: persons, extracts of examinations, participants of employment
measures, facilities, acts of civil status, the treasury's statements.
"""

from dataclasses import dataclass, replace
from functools import cache

from qamtu.casework.measures import Measure
from qamtu.civil_registry.words import KINDS
from qamtu.exchange import extracts
from qamtu.exchange.civil_books import LISTED, required_of, spellings_of
from qamtu.exchange.details import field_spellings
from qamtu.exchange.facilities import FACILITY_SPELLINGS
from qamtu.exchange.spellings import (
    CASE_SPELLINGS,
    OF_MEASURES,
    PERSON_SPELLINGS,
    STEP_COLUMNS,
    SUM_SPELLINGS,
    Spelling,
)
from qamtu.exchange.treasury_spellings import TREASURY_NAMES, TREASURY_SPELLINGS
from qamtu.exchange.workbook import Column
from qamtu.exchange.workbook.folding import fold
from qamtu.reporting.catalogue import MEASURES
from qamtu.trilingual import Names

TREASURY = "treasury"
FACILITIES = "facilities"
SECTIONS_OF_LISTS = ("employment", "business")
NOT_ENTERED = frozenset({"sum"})
"""Columns that are understood and still not entered: money is, by the accountant, not by a list."""


@dataclass(frozen=True)
class ListKind:
    """One kind of list. Without a measure: persons alone, facilities, acts of civil status
    (`acts`: which). `subject`: the column without which there is no row.
    """

    code: str
    names: Names
    columns: tuple[Column, ...]
    column_names: dict[str, Names]
    measure: Measure | None = None
    subject: str = "iin"
    acts: str = ""


class UnknownKind(LookupError):
    """No kind of list has this code."""


def kind_of(code: str) -> ListKind:
    """The kind of this code. Raises `UnknownKind`."""
    if code == TREASURY:
        return treasury_kind()
    try:
        return all_kinds()[code]
    except KeyError:
        raise UnknownKind(code) from None


@cache
def all_kinds() -> dict[str, ListKind]:
    """Every kind of list of people and facilities by its code."""
    persons = _kind("persons", Names("Адамдар", "Люди", "Persons"), PERSON_SPELLINGS, None)
    examinations = _kind(
        extracts.CODE,
        extracts.NAMES,
        (*PERSON_SPELLINGS, *extracts.EXTRACT_SPELLINGS),
        None,
        required=extracts.REQUIRED,
    )
    of_measures = {
        measure.code: participants_of(measure)
        for measure in MEASURES.values()
        if measure.section in SECTIONS_OF_LISTS and measure.subject == "person"
    }
    names = Names("Нысандар", "Объекты", "Facilities")
    places = _kind(FACILITIES, names, FACILITY_SPELLINGS, None, subject="facility")
    acts = {f"acts_{kind}": acts_of(kind) for kind in LISTED}
    return {
        persons.code: persons,
        examinations.code: examinations,
        **of_measures,
        places.code: places,
        **acts,
    }


@cache
def treasury_kind() -> ListKind:
    """Statements of the treasury: the accountant's list, with a page of its own."""
    columns = tuple(
        Column(
            one.key,
            one.kind,
            one.key == "day",
            tuple(dict.fromkeys((one.names.kk, one.names.ru, one.names.en, *one.headers))),
        )
        for one in TREASURY_SPELLINGS
    )
    names = {one.key: one.names for one in TREASURY_SPELLINGS}
    return ListKind(TREASURY, TREASURY_NAMES, columns, names)


def acts_of(kind: str) -> ListKind:
    """A list of acts of civil status: an old book, or what another body registered."""
    names = KINDS[kind]
    spellings = spellings_of(kind)
    made = _kind(
        f"acts_{kind}",
        Names(f"Актілер: {names.kk}", f"Акты: {names.ru}", f"Acts: {names.en}"),
        spellings,
        None,
    )
    must = required_of(kind)
    columns = tuple(replace(one, required=one.key in must) for one in made.columns)
    return replace(made, columns=columns, acts=kind)


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
    *,
    subject: str = "iin",
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
        is_required = one.key in (subject, *required)
        columns.append(Column(one.key, one.kind, is_required, tuple(headers)))
    column_names = {one.key: one.names for one in spellings}
    return ListKind(code, names, tuple(columns), column_names, measure, subject)
