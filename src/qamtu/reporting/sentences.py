"""A figure as a sentence that a press secretary would sign, each number a link to its records.

A declaration's template may use four marks beside its own values: `{+slices}` (the groups of the
figure), `{+plan}` (plan, percent), `{+sources}` (money by source); what has no records vanishes.
"""

from collections.abc import Mapping

from qamtu.casework.indicators import Indicator
from qamtu.finance.models import Source
from qamtu.language import Segment, Value, as_of_phrase, format_period, plain, render
from qamtu.trilingual import Names

from .catalogue import MEASURE_OF, slice_of
from .report import Figure, Report

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
            "en": " (plan: {plan}, fulfilled by {percent} %)",
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


def sentence(figure: Figure, language: str) -> list[Segment]:
    """The sentence of a figure in segments; a segment with a key is a number that opens.

    Empty when no record stands behind the figure.
    """
    if figure.is_empty:
        return []
    of = figure.indicator
    shown = [code for code in figure.form.slices if figure.slices.get(code)]
    template = of.sentences[language]
    clauses = {
        "{+slices}": _slices_clause(of, shown, language),
        "{+plan}": _plan_clause(language, with_percent=figure.percent is not None)
        if figure.plan is not None
        else "",
        "{+sources}": _sources_clause(list(figure.sources), language),
    }
    for mark, clause in clauses.items():
        template = template.replace(mark, clause)
    return list(render(template, _values(figure), language))


def _values(figure: Figure) -> Mapping[str, Value | None]:
    of = figure.indicator
    values: dict[str, Value | None] = {}
    for key, number in figure.values.items():
        values[key] = (
            Value(key, int(number), "money" if key in of.money_keys else "count")
            if number
            else None
        )
    main = of.main_key
    if main and values.get(main) is None:  # a stated plan with nothing done yet is still said
        values[main] = Value(main, 0, "money" if main in of.money_keys else "count")
    if figure.plan is not None:
        values["plan"] = Value("plan", figure.plan, "count")
    if figure.percent is not None:
        values["percent"] = Value("percent", figure.percent, "percent")
    for code, number in figure.slices.items():
        values[f"slices.{code}"] = Value(f"slices.{code}", number, "count")
    for source, amount in figure.sources.items():
        values[f"sources.{source}"] = Value(f"sources.{source}", amount, "money")
    if figure.supplier:
        values["supplier"] = Value("supplier", figure.supplier, "text")
    return values


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
        said = sentence(figure, language)
        if said:
            section = MEASURE_OF[figure.indicator.code].section
            found.setdefault(section, []).append((figure, said))
    return list(found.items())


def text_of(report: Report, language: str) -> str:
    """The whole report as plain text."""
    blocks = [heading(report, language), subheading(report, language)]
    for _, said in paragraphs(report, language):
        blocks.append(" ".join(plain(segments) for _, segments in said))
    return "\n\n".join(blocks) + "\n"
