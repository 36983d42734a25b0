"""What a measure asks of its cases beyond the common shape: said by a declaration, kept as data.

A field's value is asked at one step and travels with every later event of the case, so that a
figure can be broken into groups by it («sector», «bank», «education») without a migration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from qamtu.trilingual import Names

FieldKind = Literal["text", "choice", "number", "money", "date"]
Details = dict[str, str | int]


@dataclass(frozen=True)
class Field:
    """One thing that is asked at a step (`asked_at`) of a case.

    Kept as text, except number (whole) and money (tiyn), which are integers, and date, which is
    YYYY-MM-DD. `choices` are the codes of a «choice» and their names.
    """

    code: str
    names: Names
    kind: FieldKind = "text"
    choices: Mapping[str, Names] = field(default_factory=dict)
    asked_at: str = "open"
    is_required: bool = False

    def read(self, given: object) -> str | int:
        """The value to keep. Raises ValueError with what is wrong: a code for a sentence."""
        text = str(given).replace("\u00a0", " ").strip()
        match self.kind:
            case "choice":
                if text not in self.choices:
                    raise ValueError("field-choice")
                return text
            case "number":
                if not text.replace(" ", "").isdigit():
                    raise ValueError("field-number")
                return int(text.replace(" ", ""))
            case "money":
                return _tiyn(text)
            case "date":
                try:
                    return date.fromisoformat(text).isoformat()
                except ValueError:
                    raise ValueError("field-date") from None
        return text

    def shown(self, value: str | int, language: str) -> str:
        """The kept value in words."""
        if self.kind == "choice" and value in self.choices:
            return self.choices[str(value)][language]
        if self.kind == "money":
            return f"{int(value) / 100:.2f}"
        return str(value)


def _tiyn(text: str) -> int:
    try:
        amount = Decimal(text.replace(" ", "").replace(",", ".")) * 100
    except InvalidOperation:
        raise ValueError("field-money") from None
    if amount < 0 or amount != amount.to_integral_value():
        raise ValueError("field-money")
    return int(amount)
