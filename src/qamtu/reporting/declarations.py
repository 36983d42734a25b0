"""What is wrong with a declaration, before it meets a record."""

import re

import ibis

from qamtu.casework.indicators import Indicator, Quantity
from qamtu.casework.measures import Measure
from qamtu.language import TemplateError, Value, check_template, render
from qamtu.trilingual import LANGUAGES

from .catalogue import ALL_MEASURES, INDICATORS, OFFICE_SECTIONS, slice_of
from .engine import PLAN, Cell, facts_for, measured, paths_of, row_of, slice_cell
from .prepared import MARKED
from .relations import facts_of
from .report import table_cells, table_columns
from .sentences import sample_values

OFFICE_WORDS = {"office", "period", "as_of", "year", "year_before"}
MARKS = {"+slices", "+parts", "+groups", "+plan", "+sources"}


def problems_of(of: Indicator) -> list[str]:
    """Every fault of an indicator as a sentence; none when it can be counted and said."""
    found = [*_value_problems(of), *_group_problems(of), *_breakdown_problems(of)]
    for language in LANGUAGES:
        found += _sentence_problems(of, language)
    return [f"{of.code}: {problem}" for problem in found]


def declared_problems() -> list[str]:
    """Every fault of every measure, and of the indicators that are of none."""
    found = [problem for measure in ALL_MEASURES for problem in measure_problems(measure)]
    return found + [
        problem for code in OFFICE_SECTIONS for problem in problems_of(INDICATORS[code])
    ]


def measure_problems(measure: Measure) -> list[str]:
    """Every fault of a measure and of its indicators."""
    found = []
    steps = measure.workflow.transitions
    for field in measure.fields:
        if field.asked_at not in steps:
            found.append(f"{measure.code}: no step «{field.asked_at}» to ask «{field.code}» at")
        if (field.kind == "choice") != bool(field.choices):
            found.append(f"{measure.code}: «{field.code}»: a choice has choices, and only a choice")
    codes = [field.code for field in measure.fields]
    found += [f"{measure.code}: «{c}» is asked twice" for c in set(codes) if codes.count(c) > 1]
    for indicator in measure.indicators:
        found += problems_of(indicator)
    return found


def _value_problems(of: Indicator) -> list[str]:
    found = []
    if not of.values and not of.has_plan:
        found.append("it has neither values nor a plan")
    for key, value in of.values.items():
        if isinstance(value, Quantity):
            found += _cell_problems(slice_cell(of, key, None), f"«{key}»")
            continue
        for path in paths_of(value):
            problem = _path_problem(of, path)
            if problem:
                found.append(f"«{key}»: {problem}")
    return found


def _path_problem(of: Indicator, path: str) -> str:
    code, _, rest = path.rpartition("/")
    key, _, group = rest.partition(".")
    about = INDICATORS.get(code) if code else of
    if about is None:
        return f"no indicator «{code}»"
    if key != PLAN and key not in about.values:
        return f"«{about.code}» has no value «{key}»"
    if group and slice_of(about, group) is None:
        return f"«{about.code}» has no group «{group}»"
    return ""


def _cell_problems(cell: Cell, name: str) -> list[str]:
    """Tries the condition and makes its SQL for both engines."""
    try:
        facts = facts_for([cell], MARKED)
        asked = facts.aggregate(n=measured(facts, cell))
        for dialect in ("postgres", "duckdb"):
            ibis.to_sql(asked, dialect=dialect)
    except Exception as error:  # the declaration is someone's own code: whatever it raises is told
        return [f"{name}: {type(error).__name__}: {error}"]
    return []


def _group_problems(of: Indicator) -> list[str]:
    codes = [group.code for group in of.groups]
    found = [f"two groups «{code}»" for code in sorted(set(codes)) if codes.count(code) > 1]
    if of.groups and of.main_key is None:
        return [*found, "groups need a value that is counted"]
    for group in of.groups:
        cell = slice_cell(of, of.main_key or "", group)
        found += _cell_problems(cell, f"group «{group.code}»")
    return found


def _breakdown_problems(of: Indicator) -> list[str]:
    found = []
    for breakdown in of.breakdowns:
        try:
            columns = table_columns(of, breakdown)
        except KeyError as error:
            found.append(f"by {breakdown.by}: no value or group {error}")
            continue
        for cell in table_cells(of, columns):
            try:
                row_of(facts_of(cell.ledger, MARKED), breakdown.by)
            except AttributeError:
                found.append(
                    f"by {breakdown.by}: «{cell.key[1]}» is of {cell.ledger}, which has none"
                )
    return found


def _sentence_problems(of: Indicator, language: str) -> list[str]:
    template = of.sentences[language]
    try:
        check_template(template)
    except TemplateError as error:
        return [f"{language}: {error}"]
    named = {name.partition("+")[0] for name in _full_names(template)}
    words: dict[str, Value | None] = dict.fromkeys(named, Value("", "", "text"))
    try:
        render(re.sub(r"\{\+[^}]*\}", "", template), words | sample_values(of), language)
    except TemplateError as error:
        return [f"{language}: {error}"]
    known = {*of.values, *OFFICE_WORDS, *MARKS, "plan", "percent", "supplier"}
    by = {f"+by:{breakdown.by}" for breakdown in of.breakdowns}
    found = []
    for name in sorted(_full_names(template)):
        key, dot, group = name.partition(".")
        is_part = dot and (key in of.values or key == "slices") and slice_of(of, group) is not None
        is_source = key == "sources" and bool(of.by_source)
        if not (name in known or name in by or is_part or is_source):
            found.append(f"{language}: «{{{name}}}» is not among its values, groups or marks")
    return found


def _full_names(template: str) -> set[str]:
    """The names of the marks; a breakdown's with what it is by."""
    names = set()
    for piece in template.replace("\\{", "").split("{")[1:]:
        mark = piece.partition("}")[0]
        names.add(mark if mark.startswith("+by:") else mark.partition(":")[0])
    return names
