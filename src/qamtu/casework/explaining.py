"""Why: a kept trace as lines that a citizen can be shown, in their language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from qamtu.language import format_money, format_number
from qamtu.rules.acts import act_in
from qamtu.rules.catalogue import PROGRAMMES
from qamtu.rules.exact import whole
from qamtu.rules.programme import day_of
from qamtu.trilingual import Names

YES = Names("иә", "да", "yes")
NO = Names("жоқ", "нет", "no")
COUNTED = {
    "people": Names("адам", "чел.", "people"),
    "months": Names("ай", "мес.", "months"),
    "years": Names("жас", "лет", "years"),
    "times": Names("рет", "раз", "times"),
    "hours": Names("сағат", "ч", "hours"),
    "minutes": Names("минут", "мин", "minutes"),
}
CODES: dict[str, Names] = {
    code: names
    for modelled in PROGRAMMES.values()
    for asked in modelled.programme.inputs.values()
    for code, names in asked.choices.items()
}


@dataclass(frozen=True)
class Ground:
    """What a step read: its name, its value, and the act where it is a figure of the law."""

    name: str
    value: str
    act: str = ""
    is_verified: bool = True


@dataclass(frozen=True)
class Line:
    """One step: what came out, by which rule and article, from what. `member` counts from 1."""

    step: str
    name: str
    value: str
    rule: str
    article: str
    member: int
    operands: tuple[Ground, ...]


def explain(trace: Mapping[str, Any], language: str) -> list[Line]:
    """The lines of a trace, each after those from which it follows."""
    lines = []
    for reason in trace["reasons"]:
        step = trace["steps"][reason["step"]]
        lines.append(
            Line(
                step=reason["step"],
                name=step["names"][language],
                value=shown_value(reason["value"], step["unit"], language),
                rule=step["rule"][language],
                article=act_in(step["article"], language),
                member=reason["at"][0] + 1 if reason["at"] else 0,
                operands=tuple(
                    Ground(
                        operand["names"][language],
                        shown_value(operand["value"], operand["unit"], language),
                        act_in(operand.get("act", ""), language),
                        operand.get("is_verified", True),
                    )
                    for operand in reason["from"]
                ),
            )
        )
    return lines


def shown_value(value: Any, unit: str, language: str) -> str:
    """A value of a trace in words: money to the tiyn, fractions of one rounded for the eye."""
    if isinstance(value, bool):
        return (YES if value else NO)[language]
    match unit:
        case "tenge":
            return format_money(whole(Fraction(value)), language, "tenge")
        case "people" | "months" | "years" | "times":
            return f"{value} {COUNTED[unit][language]}"
        case "share":
            return f"{format_number(Fraction(value) * 100, language, 1)} %"
        case "day":
            return f"{day_of(int(value)):%d.%m.%Y}" if int(value) else "–"
        case "choice":
            return CODES[value][language] if value in CODES else str(value)
    return str(value)


def remedy_of(
    trace: Mapping[str, Any], ground: str, language: str, folder: str = "targeted_assistance"
) -> str:
    """What would change a refusal, where the rules know it."""
    remedy = PROGRAMMES[folder].remedies.get(ground)
    if remedy is None:
        return ""
    figures = remedy.figures(trace).items()
    return remedy.words[language].format(
        **{name: shown_value(value, unit, language) for name, (value, unit) in figures}
    )


@dataclass(frozen=True)
class Refusal:
    """A ground of refusal that holds, and what would change it."""

    name: str
    rule: str
    article: str
    remedy: str


def refusals(
    trace: Mapping[str, Any],
    grounds: Iterable[str],
    language: str,
    folder: str = "targeted_assistance",
) -> list[Refusal]:
    """The grounds of a refusal in words."""
    steps = trace["steps"]
    return [
        Refusal(
            name=steps[ground]["names"][language],
            rule=steps[ground]["rule"][language],
            article=act_in(steps[ground]["article"], language),
            remedy=remedy_of(trace, ground, language, folder),
        )
        for ground in grounds
    ]


def reason_of_refusal(
    trace: Mapping[str, Any], grounds: Iterable[str], folder: str = "targeted_assistance"
) -> str:
    """The grounds in one line, as the history of a case keeps it."""
    return "; ".join(
        f"{one.name} ({one.article})" for one in refusals(trace, grounds, "kk", folder)
    )
