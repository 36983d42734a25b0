"""What a measure asks beyond the common shape, as further columns of its list."""

from collections.abc import Iterator, Mapping
from datetime import date

from qamtu.casework.fields import Details, Field, FieldKind
from qamtu.casework.measures import Measure
from qamtu.exchange.spellings import Spelling
from qamtu.exchange.workbook import Problem
from qamtu.exchange.workbook.cells import Kind
from qamtu.exchange.workbook.folding import fold

CELLS: dict[FieldKind, Kind] = {
    "text": "text",
    "choice": "text",
    "number": "integer",
    "money": "money",
    "date": "date",
}


def column_of(field: Field) -> str:
    """The key of a field's column."""
    return f"field.{field.code}"


def field_spellings(measure: Measure, transitions: Mapping[str, str]) -> Iterator[Spelling]:
    """The columns of the fields that are asked at the steps that a list may tell."""
    for field in measure.fields:
        if field.asked_at in transitions:
            yield Spelling(column_of(field), CELLS[field.kind], field.names)


class DetailReader:
    """Reads the fields of a measure from the rows of its list."""

    def __init__(self, measure: Measure, transitions: Mapping[str, str]) -> None:
        self.fields = [field for field in measure.fields if field.asked_at in transitions]
        self._choices = {
            field.code: {
                fold(name): code
                for code, names in field.choices.items()
                for name in (code, names.kk, names.ru, names.en)
            }
            for field in self.fields
        }

    def read(self, values: Mapping[str, object]) -> tuple[dict[str, Details], list[Problem]]:
        """What the row says, by the step at which it is asked; and what is wrong with it."""
        details: dict[str, Details] = {}
        problems = []
        for field in self.fields:
            value = values.get(column := column_of(field))
            if value is None or value == "":
                continue
            try:
                details.setdefault(field.asked_at, {})[field.code] = self._kept(field, value)
            except ValueError as problem:
                problems.append(Problem(str(problem), column, str(value)))
        return details, problems

    def _kept(self, field: Field, value: object) -> str | int:
        """As `Field.read` keeps it. Raises ValueError with the problem's code."""
        if isinstance(value, int):
            if value < 0:
                raise ValueError("field-negative")
            return value
        if isinstance(value, date):
            return value.isoformat()
        if field.kind == "choice":
            code = self._choices[field.code].get(fold(str(value)))
            if code is None:
                raise ValueError("field-choice")
            return code
        return str(value)
