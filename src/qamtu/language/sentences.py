"""A small language of sentences: figures, their words, and sections that vanish when unknown.

`{fact}` a number; `{fact:poss}` a Kazakh possessive, `{fact:dat}` … a case; `{fact:a|b|c}` the
number with the word that agrees, `{fact:form:a|b|c}` the word alone; `{fact:thousand}` thousands.
`{money:thousand}`, `:million`, `:billion`, `:tenge`; `{money:thousand acc}` with a Kazakh case.
`{rate}` one decimal, `{rate:2}` two. `{change:abs}` without its sign, `{change:sign:a|b|c}` the
word for more, for less, for the same.
`[…]` vanishes when a value directly inside it is missing or zero (a difference may be zero).
Outside, a value that there is not (a share of nothing, a plan that nobody set) is said as «–». A
backslash before `[`, `]`, `{` or `}` makes it a plain character.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .money import format_money
from .numbers import NBSP, format_number, kk_case, kk_possessive, plural

Kind = Literal["count", "money", "text", "decimal", "change", "money_change"]


@dataclass(frozen=True)
class Value:
    """Something that a sentence says: `key` is what its number links to."""

    key: str
    amount: int | Decimal | str
    kind: Kind = "count"
    decimals: int = 1

    @property
    def is_nothing(self) -> bool:
        """True for what a section vanishes over."""
        return not self.amount and self.kind not in ("change", "money_change")


@dataclass(frozen=True)
class Segment:
    """A piece of a sentence; with a key it is a figure."""

    text: str
    key: str | None = None


class TemplateError(ValueError):
    """A template that can not be read; says where."""


class MissingValue(LookupError):
    """A value that the sentence can not do without."""


NOTHING = "–"
_TOKEN = re.compile(r"\\[\[\]{}]|\[|\]|\{[^{}]*\}|[^\[\]{}\\]+|.", re.DOTALL)
_CASES = {"dat", "gen", "acc", "loc", "abl", "ord"}
_SCALES = {"tenge", "thousand", "million", "billion"}
_THOUSANDS = {"kk": "мың", "ru": "тыс.", "en": "thousand"}


def render(template: str, values: Mapping[str, Value | None], language: str) -> list[Segment]:
    """The sentence in segments. Raises `MissingValue` or `TemplateError`."""
    stack: list[list[Segment]] = [[]]
    complete = [True]
    for token in _tokens(template):
        if token == "[":
            stack.append([])
            complete.append(True)
        elif token == "]":
            section, whole = stack.pop(), complete.pop()
            if whole:
                stack[-1].extend(section)
        elif token.startswith("{"):
            name, _, spec = token[1:-1].partition(":")
            value = values.get(name)
            if len(stack) > 1 and (value is None or value.is_nothing):
                complete[-1] = False
            elif value is not None:
                stack[-1].append(_said(value, spec, language))
            elif name in values:
                stack[-1].append(Segment(NOTHING))
            else:
                raise MissingValue(name)
        else:
            stack[-1].append(Segment(token[1] if len(token) == 2 and token[0] == "\\" else token))
    return _tidy(stack[0])


def _tokens(template: str) -> list[str]:
    depth = 0
    tokens = []
    for match in _TOKEN.finditer(template):
        token = match.group()
        depth += (token == "[") - (token == "]")
        if token in ("{", "}") or depth < 0:
            raise TemplateError(f"«{token}» at {match.start()} of «{template}»")
        tokens.append(token)
    if depth:
        raise TemplateError(f"a «[» is not closed in «{template}»")
    return tokens


def _said(value: Value, spec: str, language: str) -> Segment:
    amount = value.amount
    if isinstance(amount, str):
        return Segment(amount, value.key)
    if spec.startswith("sign:"):
        words = spec.removeprefix("sign:").split("|")
        return Segment(words[0] if amount > 0 else words[1] if amount < 0 else words[-1])
    if spec == "abs" or spec.startswith("abs "):
        amount = abs(Decimal(amount))
        spec = spec.removeprefix("abs").strip()
    if value.kind in ("money", "money_change"):
        return Segment(_money(amount, spec, language), value.key)
    if value.kind == "decimal":
        decimals = int(spec) if spec.isdigit() else value.decimals
        return Segment(format_number(amount, language, decimals), value.key)
    number = int(amount)
    if spec.startswith("form:"):
        return Segment(_agreeing(number, spec.removeprefix("form:"), language))
    if "|" in spec:
        word = _agreeing(number, spec, language)
        return Segment(f"{format_number(number, language)}{NBSP}{word}", value.key)
    if spec == "thousand":
        text = format_number(Decimal(number) / 1000, language, 1)
        return Segment(f"{text}{NBSP}{_THOUSANDS[language]}", value.key)
    if spec == "poss":
        return Segment(kk_possessive(number), value.key)
    if spec in _CASES:
        return Segment(kk_case(number, spec), value.key)
    if spec:
        raise TemplateError(f"«{spec}» is no way to say {value.key}")
    return Segment(format_number(number, language), value.key)


def _money(tiyn: int | Decimal, spec: str, language: str) -> str:
    scale, _, case = spec.partition(" ")
    if scale not in _SCALES | {""} or case not in _CASES - {"ord"} | {""}:
        raise TemplateError(f"«{spec}» is no way to say money")
    return format_money(int(tiyn), language, scale or "thousand", case=case)


def _agreeing(number: int, forms: str, language: str) -> str:
    words = forms.split("|")
    return plural(number, language, words[0], words[1], words[-1])


def _tidy(segments: list[Segment]) -> list[Segment]:
    text = ""
    tidy: list[Segment] = []
    for segment in segments:
        piece = segment.text
        if segment.key is None:
            piece = re.sub(r" {2,}", " ", piece)
            piece = re.sub(r" +([.,;:)])", r"\1", piece)
            if text.endswith(" ") or not text:
                piece = piece.lstrip(" ")
        if not text and piece:
            piece = piece[0].upper() + piece[1:]
        if piece:
            text += piece
            tidy.append(Segment(piece, segment.key))
    return tidy


def plain(segments: list[Segment]) -> str:
    """The sentence as text."""
    return "".join(segment.text for segment in segments)


def check_template(template: str) -> set[str]:
    """The names of a template's values. Raises `TemplateError`."""
    return {token[1:-1].partition(":")[0] for token in _tokens(template) if token.startswith("{")}
