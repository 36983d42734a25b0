"""A small language of sentences: figures, their words, and sections that vanish when unknown.

`{fact}` a number; `{fact:poss}` a Kazakh possessive, `{fact:dat}` … a case; `{fact:a|b|c}` the
number with the word that agrees, `{fact:form:a|b|c}` the word alone; `{money:thousand}`.
`[…]` vanishes when a value directly inside it is missing. A backslash before `[`, `]`, `{` or `}`
makes it a plain character.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .money import format_money
from .numbers import NBSP, format_number, kk_case, kk_possessive, plural

Kind = Literal["count", "money", "text", "percent"]


@dataclass(frozen=True)
class Value:
    """Something that a sentence says: `key` is what its number links to."""

    key: str
    amount: int | Decimal | str
    kind: Kind = "count"


@dataclass(frozen=True)
class Segment:
    """A piece of a sentence; with a key it is a figure."""

    text: str
    key: str | None = None


class TemplateError(ValueError):
    """A template that can not be read; says where."""


class MissingValue(LookupError):
    """A value that the sentence can not do without."""


_TOKEN = re.compile(r"\\[\[\]{}]|\[|\]|\{[^{}]*\}|[^\[\]{}\\]+|.", re.DOTALL)
_CASES = {"dat", "gen", "acc", "loc", "abl", "ord"}
_SCALES = {"tenge", "thousand", "million"}


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
            if value is not None:
                stack[-1].append(_said(value, spec, language))
            elif len(stack) == 1:
                raise MissingValue(name)
            else:
                complete[-1] = False
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
    if isinstance(value.amount, str):
        return Segment(value.amount, value.key)
    if value.kind == "money":
        scale = spec if spec in _SCALES else "thousand"
        return Segment(format_money(int(value.amount), language, scale), value.key)
    if value.kind == "percent":
        return Segment(format_number(value.amount, language, 1), value.key)
    number = int(value.amount)
    if spec.startswith("form:"):
        return Segment(_agreeing(number, spec.removeprefix("form:"), language))
    if "|" in spec:
        word = _agreeing(number, spec, language)
        return Segment(f"{format_number(number, language)}{NBSP}{word}", value.key)
    if spec == "poss":
        return Segment(kk_possessive(number), value.key)
    if spec in _CASES:
        return Segment(kk_case(number, spec), value.key)
    if spec:
        raise TemplateError(f"«{spec}» is no way to say {value.key}")
    return Segment(format_number(number, language), value.key)


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
