"""What a measure declares. To add a measure is to add one module with one `MEASURE`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from qamtu.trilingual import Names

from .fields import Field
from .indicators import Indicator, Quantity
from .workflow import Workflow, standard_workflow

Subject = Literal["person", "household", "organization", "facility"]


@dataclass(frozen=True)
class LegalBasis:
    """An act, from its first day on."""

    act: Names
    since: date | None = None
    is_verified: bool = True


@dataclass(frozen=True)
class Deadline:
    """Working days that the office has in a state, by an article."""

    state: str
    working_days: int
    source: str
    is_verified: bool = False


@dataclass(frozen=True)
class Measure:
    """One measure of the department.

    `section` groups measures on the board and in the report. `categories` are the exclusive
    groups of which a case may stand in one. `fields` are asked at its steps. `first_day` and
    `last_day` bound the days on which a case may be opened. `is_decided_by_rules`: it is opened,
    decided and paid by verbs of its own, which ask `qamtu.rules`, and not by the common acts.
    `settles_after_death`: when its person dies an approved case stays open, because others are
    still paid out of it for the days before (see `endings`).
    """

    code: str
    section: str
    subject: Subject
    names: Names
    basis: tuple[LegalBasis, ...]
    workflow: Workflow = field(default_factory=standard_workflow)
    categories: dict[str, Names] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    is_decided_by_rules: bool = False
    settles_after_death: bool = False

    def is_open_on(self, day: date) -> bool:
        """True when a case may be opened on that day."""
        return (self.first_day is None or self.first_day <= day) and (
            self.last_day is None or day <= self.last_day
        )

    def fields_of(self, transition: str) -> list[Field]:
        """What is asked at a step."""
        return [field for field in self.fields if field.asked_at == transition]

    @property
    def counts_quantity(self) -> bool:
        """True when an act may stand for several at once (places, objects), and figures add up."""
        return any(
            isinstance(value, Quantity)
            and (value.ledger, value.count, value.of) == ("events", "sum", None)
            for indicator in self.indicators
            for value in indicator.values.values()
        )

    def deadline_in(self, state: str) -> Deadline | None:
        return next((d for d in self.deadlines if d.state == state), None)


SECTIONS: dict[str, Names] = {
    "employment": Names("Жұмыспен қамту", "Занятость", "Employment"),
    "business": Names(
        "Кәсіпкерлікті қолдау", "Поддержка предпринимательства", "Starting a business"
    ),
    "assistance": Names("Әлеуметтік көмек", "Социальная помощь", "Social assistance"),
    "disability": Names(
        "Мүгедектігі бар адамдарды қолдау",
        "Поддержка лиц с инвалидностью",
        "Support of persons with disabilities",
    ),
    "accessibility": Names("Кедергісіз орта", "Безбарьерная среда", "Accessible places"),
    "protection": Names(
        "Әлеуметтік тапсырыс және қайта әлеуметтендіру",
        "Социальный заказ и ресоциализация",
        "Social order and resocialisation",
    ),
    "civil": Names("Азаматтық хал актілері", "Акты гражданского состояния", "Acts of civil status"),
    "budget": Names("Бюджеттің атқарылуы", "Исполнение бюджета", "Execution of the budget"),
}
