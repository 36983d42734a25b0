"""A figure as a sentence that a press secretary would sign, each number a link to its records.

A declaration's template may use marks beside its own values: `{+slices}` (its groups), `{+parts}`
and `{+groups}` (the parts alone, the overlapping groups alone), `{+plan}` (plan and percent),
`{+sources}` (money by source), `{+by:okrug}` (a breakdown in words), and the words `{office}`,
`{period}`, `{as_of}`, `{year}`, `{year_before}`. What has no records vanishes.
"""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from qamtu.casework.indicators import Difference, Indicator, Ratio
from qamtu.finance.models import Source
from qamtu.language import Kind, Segment, Value, as_of_phrase, format_period, plain, render
from qamtu.trilingual import Names

from .catalogue import section_of, slice_of
from .report import Figure, Report, Table
from .rows import row_names
from .tables import PrintedTable, printed_tables

SOURCE_NAMES: dict[str, Names] = {
    Source.REPUBLICAN: Names(
        "республикалық бюджеттен", "из республиканского бюджета", "from the republican budget"
    ),
    Source.REGIONAL: Names(
        "облыстық бюджеттен", "из областного бюджета", "from the regional budget"
    ),
    Source.LOCAL: Names("жергілікті бюджеттен", "из местного бюджета", "from the local budget"),
    Source.FUND: Names("қор қаражатынан", "из средств фонда", "from the fund"),
}


def _escaped(text: str) -> str:
    for character in "[]{}":
        text = text.replace(character, f"\\{character}")
    return text


def _slices_clause(of: Indicator, codes: list[str], language: str) -> str:
    parts = []
    for code in codes:
        group = slice_of(of, code)
        assert group is not None, "the form was checked when it was read"
        name = _escaped(group.names[language])
        # Kazakh counts by the possessive («63-і – жастар»); Russian and English name the group
        # first, so that it need not agree with the number.
        if language == "kk":
            parts.append(f"{{slices.{code}:poss}} – {name}")
        else:
            parts.append(f"{name} – {{slices.{code}}}")
    if not parts:
        return ""
    lead = {"kk": ", оның ішінде ", "ru": ", из них ", "en": ", including "}[language]
    return lead + ", ".join(parts)


def _plan_clause(language: str, *, with_percent: bool) -> str:
    if with_percent:
        return {
            "kk": " (жоспар – {plan}, орындалуы – {percent} %)",
            "ru": " (план – {plan}, исполнение – {percent} %)",
            "en": " (plan: {plan}, fulfilled by {percent}%)",
        }[language]
    return {"kk": " (жоспар – {plan})", "ru": " (план – {plan})", "en": " (plan: {plan})"}[language]


def _sources_clause(sources: list[str], language: str) -> str:
    if len(sources) < 2:
        return ""
    parts = [
        f"{SOURCE_NAMES[source][language]} – {{sources.{source}:thousand}}" for source in sources
    ]
    lead = {"kk": ", оның ішінде ", "ru": ", в том числе ", "en": ", including "}[language]
    return lead + ", ".join(parts)


def said_column(of: Indicator, table: Table) -> str:
    """The column of a breakdown that is said in words: the main value, else the first."""
    main = of.main_key
    return main if main is not None and main in table.columns else table.columns[0]


def _breakdown_clause(figure: Figure, by: str, language: str) -> str:
    found = [n for n, table in enumerate(figure.tables) if table.breakdown.by == by]
    if not found:
        return ""
    table = figure.tables[found[0]]
    column = said_column(figure.indicator, table)
    names = row_names(figure.indicator, by, table.rows, language)
    parts = [
        f"{_escaped(names[row])} – {{by.{found[0]}.{position}}}"
        for position, (row, numbers) in enumerate(table.rows.items())
        if numbers[column]
    ]
    lead = {"kk": ", оның ішінде ", "ru": ", в том числе ", "en": ", including "}[language]
    return lead + ", ".join(parts) if parts else ""


def sentence(figure: Figure, language: str, report: Report | None = None) -> list[Segment]:
    """The sentence of a figure in segments; a segment with a key is a number that opens.

    Empty when no record stands behind the figure.
    """
    if figure.is_empty:
        return []
    of = figure.indicator
    shown = [code for code in figure.form.slices if figure.slices.get(code)]
    own_parts = {group.code for group in of.parts}
    clauses = {
        "{+slices}": _slices_clause(of, shown, language),
        "{+parts}": _slices_clause(of, [c for c in shown if c in own_parts], language),
        "{+groups}": _slices_clause(of, [c for c in shown if c not in own_parts], language),
        "{+plan}": _plan_clause(language, with_percent=figure.percent is not None)
        if figure.plan is not None
        else "",
        "{+sources}": _sources_clause(
            [s for s, amount in figure.sources.items() if amount], language
        ),
    }
    template = of.sentences[language]
    for mark, clause in clauses.items():
        template = template.replace(mark, clause)
    template = re.sub(
        r"\{\+by:([^}]+)\}",
        lambda found: _breakdown_clause(figure, found[1], language),
        template,
    )
    values = _values(figure)
    if report is not None:
        values |= _words(report, language)
    return list(render(template, values, language))


def _words(report: Report, language: str) -> dict[str, Value]:
    period = report.period
    return {
        key: Value("", text, "text")
        for key, text in {
            "office": report.office.name(language),
            "period": format_period(period.start, period.as_of, language),
            "as_of": as_of_phrase(period.as_of, language),
            "year": str(period.as_of.year),
            "year_before": str(period.as_of.year - 1),
        }.items()
    }


def _values(figure: Figure) -> dict[str, Value | None]:
    of = figure.indicator
    values: dict[str, Value | None] = {
        key: _value(of, key, number) for key, number in figure.values.items()
    }
    for path, number in figure.parts.items():
        kind: Kind = "money" if of.is_money(path.partition(".")[0]) else "count"
        values[path] = Value(path, number, kind)
    values["plan"] = None if figure.plan is None else Value("plan", figure.plan)
    values["percent"] = (
        None if figure.percent is None else Value("percent", figure.percent, "decimal")
    )
    for code, number in figure.slices.items():
        values[f"slices.{code}"] = Value(f"slices.{code}", number, _kind(of, of.main_key or ""))
    for source in SOURCE_NAMES if of.by_source else ():
        money = figure.sources.get(source, 0)
        values[f"sources.{source}"] = Value(f"sources.{source}", money, "money")
    for place, table in enumerate(figure.tables):
        column = said_column(of, table)
        for position, numbers in enumerate(table.rows.values()):
            key, counted = f"by.{place}.{position}", numbers[column]
            if column in of.values:
                found = _value(of, column, counted)
                values[key] = None if found is None else replace(found, key=key)
            else:
                values[key] = Value(key, int(counted or 0), _kind(of, column))
    values["supplier"] = Value("supplier", figure.supplier, "text") if figure.supplier else None
    return values


def sample_values(of: Indicator) -> dict[str, Value | None]:
    """A value of the right kind for every number that its sentences may name."""
    values = {key: _value(of, key, 1) for key in of.values}
    for group in of.groups:
        values |= {f"{key}.{group.code}": value for key, value in values.items() if "." not in key}
        values[f"slices.{group.code}"] = Value("", 1, _kind(of, of.main_key or ""))
    values |= {f"sources.{source}": Value("", 1, "money") for source in SOURCE_NAMES}
    values |= {"plan": Value("", 1), "percent": Value("", 1, "decimal")}
    return values


def _kind(of: Indicator, key: str) -> Kind:
    return (
        "money"
        if of.is_money(key) or (key not in of.values and of.is_money(of.main_key or ""))
        else "count"
    )


def _value(of: Indicator, key: str, number: int | Fraction | None) -> Value | None:
    if number is None:
        return None
    declared = of.values[key]
    if isinstance(declared, Difference):
        return Value(key, int(number), "money_change" if declared.is_money else "change")
    if isinstance(declared, Ratio) and not declared.is_money:
        exact = Fraction(number)
        share = Decimal(exact.numerator) / exact.denominator
        return Value(key, share, "decimal", declared.decimals)
    return Value(key, int(number), "money" if of.is_money(key) else "count")


def heading(report: Report, language: str) -> str:
    """The report's title."""
    return {
        "kk": f"{report.office.name_kk}: жұмыспен қамту және әлеуметтік бағдарламалар бойынша есеп",
        "ru": f"{report.office.name_ru}: отчёт по занятости и социальным программам",
        "en": f"{report.office.name_en}: report on employment and social programmes",
    }[language]


def subheading(report: Report, language: str) -> str:
    """The period and the moment of the knowledge."""
    period = report.period
    return (
        f"{format_period(period.start, period.as_of, language)}"
        f" ({as_of_phrase(period.as_of, language)})"
    )


def paragraphs(
    report: Report, language: str
) -> list[tuple[str, list[tuple[Figure, list[Segment]]]]]:
    """(section code, its sentences): sections by their first figure in the form, figures in its
    order within them; empty figures say nothing."""
    found: dict[str, list[tuple[Figure, list[Segment]]]] = {}
    for figure in report.figures:
        said = sentence(figure, language, report)
        if said:
            section = section_of(figure.indicator.code)
            found.setdefault(section, []).append((figure, said))
    return list(found.items())


def text_of(report: Report, language: str) -> str:
    """The whole report as plain text."""
    blocks = [heading(report, language), subheading(report, language)]
    for _, said in paragraphs(report, language):
        blocks.append(" ".join(plain(segments) for _, segments in said))
        blocks += [
            f"{table.title}\n{_aligned(table)}"
            for figure, _segments in said
            for table in printed_tables(figure, language)
        ]
    return "\n\n".join(blocks) + "\n"


def _aligned(table: PrintedTable) -> str:
    lines = [table.heads, *([row.name, *row.texts] for row in table.rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.heads))]
    return "\n".join(
        "  ".join(
            [line[0].ljust(widths[0])]
            + [text.rjust(width) for text, width in zip(line[1:], widths[1:], strict=True)]
        ).rstrip()
        for line in lines
    )
