"""The form of a survey: its zones and attributes as a page shows them, and what was typed, read."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qamtu.rules.accessibility.passport import ANSWERS, NOT_PROVIDED, UNITS, UNKNOWN, passport_form
from qamtu.web.typed import BadInput, Typed

LONGEST_NUMBER = 7


def survey_fields(typed: Typed | None = None) -> list[dict[str, Any]]:
    """Zones in their order, each with its fields and what was typed; a further entrance is off."""
    language = get_language() or "kk"
    form = passport_form()
    return [
        {
            "code": zone.code,
            "name": zone.names[language],
            "is_absent": f"{zone.code}.absent" in typed if typed else zone.is_further,
            "fields": [
                {
                    "key": f"{zone.code}.{one.code}",
                    "name": one.names[language],
                    "unit": UNITS[one.unit][language] if one.is_measured else "",
                    "value": typed.get(f"{zone.code}.{one.code}", "") if typed else "",
                    "word": typed.get(f"{zone.code}.{one.code}.word", "") if typed else "",
                }
                for one in form.attributes_of(zone.code)
            ],
        }
        for zone in form.zones.values()
    ]


def words() -> list[tuple[str, str]]:
    """The answers that are words, «unknown» first: nobody has said more by leaving it."""
    language = get_language() or "kk"
    return [(code, ANSWERS[code][language]) for code in (UNKNOWN, "yes", "no", NOT_PROVIDED)]


def answers_typed(typed: Typed) -> dict[str, dict[str, str | int] | None]:
    """The answers of a form that a page sent. Raises `BadInput` naming the field."""
    language = get_language() or "kk"
    form = passport_form()
    answers: dict[str, dict[str, str | int] | None] = {}
    for zone in form.zones.values():
        if f"{zone.code}.absent" in typed:
            answers[zone.code] = None
            continue
        said: dict[str, str | int] = {}
        for one in form.attributes_of(zone.code):
            text = typed.get(f"{zone.code}.{one.code}", "").strip()
            if not one.is_measured:
                said[one.code] = text or UNKNOWN
            elif text:
                name = f"{zone.names[language]}: {one.names[language]}"
                said[one.code] = tenths_of(text, name)
            else:
                said[one.code] = typed.get(f"{zone.code}.{one.code}.word", "") or UNKNOWN
        answers[zone.code] = said
    return answers


def tenths_of(text: str, name: str) -> int:
    """«90,5» as 905. Raises `BadInput`."""
    whole, _point, part = text.replace(" ", "").replace(",", ".").partition(".")
    digits = whole + part
    if not (digits.isascii() and digits.isdigit()) or not whole or len(part) > 1 or len(
        digits
    ) > LONGEST_NUMBER:  # fmt: skip
        raise BadInput(
            _("%(field)s: write centimetres as a number, for example 90 or 1,4.") % {"field": name}
        )
    return int(whole) * 10 + int(part or 0)
