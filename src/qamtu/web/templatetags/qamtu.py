"""What templates need to print a register."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from qamtu.accounts.models import User
from qamtu.accounts.permissions import can_import, can_see_money
from qamtu.assistance.aid_acts import RHYTHMS, UNITS
from qamtu.assistance.models import AidCategory
from qamtu.casework.workflow import STATE_NAMES
from qamtu.employment.matching.occupations import occupations
from qamtu.employment.outcome_words import OF_ONE, VERDICTS, evidence
from qamtu.employment.outcomes import Outcome
from qamtu.finance.models import SOURCE_TITLES
from qamtu.language import format_date, format_number
from qamtu.people.households import RELATION_NAMES
from qamtu.people.statuses import STATUS_KINDS
from qamtu.reporting.catalogue import INDICATORS, MEASURES
from qamtu.trilingual import Names

register = template.Library()


def _language() -> Any:
    return get_language() or "kk"


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    """A number as the page's language writes it."""
    if value is None or value == "":
        return "—"
    return format_number(Decimal(str(value)), _language(), decimals)


@register.filter
def exact(value: Any) -> str:
    """A fraction, to the hundredth where it is not whole."""
    found = Fraction(value)
    return format_number(found, _language(), 0 if found.denominator == 1 else 2)


@register.filter
def tenge(tiyn: int | None) -> str:
    """Tiyn as tenge, to the tiyn only where there is one."""
    if tiyn is None:
        return "—"
    return format_number(Decimal(tiyn) / 100, _language(), 2 if tiyn % 100 else 0)


@register.filter
def typed_tenge(tiyn: int) -> str:
    """Tiyn as one would type them into a form, in any language: 1200 or 1200,50."""
    whole, part = divmod(abs(tiyn), 100)
    return f"{'-' if tiyn < 0 else ''}{whole}" + (f",{part:02}" if part else "")


@register.filter
def thousands(tiyn: int | None) -> str:
    """Tiyn as thousand tenge."""
    return "—" if tiyn is None else format_number(Decimal(tiyn) / 100_000, _language(), 1)


@register.filter
def hours(minutes: int) -> str:
    """Minutes as hours and minutes, or a time of the day: 9:05."""
    return f"{minutes // 60}:{minutes % 60:02}"


@register.filter
def day(value: date | None) -> str:
    return "—" if value is None else format_date(value, _language(), "short")


@register.filter
def long_day(value: date | None) -> str:
    return "—" if value is None else format_date(value, _language(), "long")


@register.filter
def named(value: Any) -> str:
    """Something with three names (or an office, a territory) in the page's language."""
    if value is None:
        return ""
    if hasattr(value, "kk"):
        return str(value[_language()])
    return str(value.name(_language()))


@register.filter
def described(offer: Any) -> str:
    """The description of an offer, in the page's language."""
    return str(offer.description(_language()))


@register.filter
def word_of(code: str, words: dict[str, Names]) -> str:
    """What a table of words says of a code, in the page's language."""
    return words[code][_language()] if code in words else str(code)


@register.filter
def measure_name(code: str) -> str:
    return MEASURES[code].names[_language()] if code in MEASURES else code


@register.filter
def occupation_name(code: str) -> str:
    """A group of ISCO-08 in words; a code that it does not have stays as it is."""
    found = occupations().get(str(code))
    return f"{found.names[_language()]} ({code})" if found else str(code)


@register.filter
def state_name(code: str) -> str:
    return STATE_NAMES[code][_language()] if code in STATE_NAMES else code


@register.filter
def transition_name(code: str, measure: str) -> str:
    if measure in MEASURES and code in MEASURES[measure].workflow:
        return MEASURES[measure].workflow[code].names[_language()]
    return code


@register.filter
def outcome_state(one: Outcome) -> str:
    """What one who finished a measure is now."""
    return str(OF_ONE[one.state][_language()])


@register.filter
def outcome_verdict(one: Outcome) -> str:
    """Whether what came of it lasted."""
    return str(VERDICTS[one.verdict][_language()])


@register.filter
def outcome_evidence(one: Outcome) -> str:
    return evidence(one, _language())


@register.filter
def category_name(code: str, measure: str) -> str:
    names = MEASURES[measure].categories.get(code) if measure in MEASURES else None
    return names[_language()] if names else code


ACCESSES = {
    "added": Names("енгізді", "внёс", "added"),
    "changed": Names("өзгертті", "изменил", "changed"),
    "read": Names("қарады", "смотрел", "looked"),
    "exported": Names("жүктеп алды", "выгрузил", "exported"),
}


@register.filter
def access_name(act: str) -> str:
    """What someone did with a person's entry."""
    return ACCESSES[act][_language()] if act in ACCESSES else act


@register.filter
def status_name(kind: str) -> str:
    return STATUS_KINDS[kind].names[_language()] if kind in STATUS_KINDS else kind


@register.filter
def status_category_name(code: str, kind: str) -> str:
    names = dict(STATUS_KINDS[kind].categories).get(code) if kind in STATUS_KINDS else None
    return names[_language()] if names else code


@register.filter
def given(typed: Any, name: str) -> str:
    """What was typed into the field of this name; nothing before anything was."""
    return str(typed.get(name, "")) if typed else ""


@register.filter
def of_members(lines: Any) -> list[Any]:
    """The lines of a trace that are about single members of a family."""
    return [line for line in lines or () if line.member]


@register.filter
def at(act: str, key: int) -> str:
    """The name of one row's form on a page: «end-12»."""
    return f"{act}-{key}"


@register.filter
def source_name(code: str) -> str:
    return SOURCE_TITLES[code][_language()] if code in SOURCE_TITLES else code


@register.filter
def indicator_name(code: str) -> str:
    return INDICATORS[code].names[_language()] if code in INDICATORS else code


@register.filter
def relation_name(code: str) -> str:
    return RELATION_NAMES[code][_language()] if code in RELATION_NAMES else code


@register.filter
def field_value(case: Any, field: Any) -> str:
    """What a case says of a field; nothing where it says nothing."""
    value = case.details.get(field.code)
    return "" if value is None else str(field.shown(value, _language()))


@register.filter
def aid_name(category: AidCategory) -> str:
    return category.name(_language())


@register.filter
def aid_amount(category: AidCategory) -> str:
    """«10 МРП», «50 % of proven costs, at most 15 МРП»."""
    amount = f"{exact(category.amount)} {UNITS[category.measured_in][_language()]}"
    if category.most_in_mrp is None:
        return amount
    return f"{amount}, ≤ {exact(category.most_in_mrp)} {UNITS[AidCategory.Unit.MRP][_language()]}"


@register.filter
def aid_rhythm(category: AidCategory) -> str:
    """How often, with the feast day or the times."""
    words = RHYTHMS[category.rhythm][_language()]
    if category.feast_day and category.feast_month:
        return f"{words}: {category.feast_day:02}.{category.feast_month:02}"
    return f"{words}: {category.times_a_year}" if category.times_a_year > 1 else words


@register.filter
def may_import(user: User) -> bool:
    return can_import(user)


@register.filter
def may_see_money(user: User) -> bool:
    return can_see_money(user)


@register.simple_tag(takes_context=True)
def query(context: Any, **changes: Any) -> str:
    """The page's own query string with some parameters changed; None drops one."""
    parameters = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            parameters.pop(key, None)
        else:
            parameters[key] = value
    return f"?{parameters.urlencode()}"


@register.simple_tag
def target(of: dict[str, str]) -> str:
    """What a number opens to, as a query string."""
    return mark_safe(
        escape(urlencode({key: value for key, value in of.items() if value or key == "row"}))
    )
