"""How the house speaks: numbers, money, dates, names and sentences in Kazakh, Russian, English."""

from .dates import as_of_phrase, format_date, format_period, month_name
from .money import format_money
from .names import decline, kazakh_sort_key
from .numbers import format_number, in_words, kk_case, kk_possessive, plural
from .search import search_key
from .sentences import (
    NOTHING,
    Kind,
    MissingValue,
    Segment,
    TemplateError,
    Value,
    check_template,
    plain,
    render,
)

__all__ = [
    "NOTHING",
    "Kind",
    "MissingValue",
    "Segment",
    "TemplateError",
    "Value",
    "as_of_phrase",
    "check_template",
    "decline",
    "format_date",
    "format_money",
    "format_number",
    "format_period",
    "in_words",
    "kazakh_sort_key",
    "kk_case",
    "kk_possessive",
    "month_name",
    "plain",
    "plural",
    "render",
    "search_key",
]
