"""A record that is being made, and what the law of its day says of it: age, term, fee."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qamtu.accounts.models import Office
from qamtu.casework.deadlines import is_working_day
from qamtu.casework.local_law import law_on
from qamtu.places.models import Territory
from qamtu.rules.civil_registry.formulas import GROUNDS, PROGRAMME, read_act
from qamtu.rules.parameters import Law, ParameterMissing
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.trace import trace_of

from .models import CivilRecord
from .parties import Parties
from .refused import CivilRefused
from .words import STILLBIRTH, Kind


@dataclass
class Draft:
    """What a record would say. `law`: of the day of its application."""

    office: Office
    kind: str
    origin: str
    declared_on: date
    event_on: date
    parties: Parties
    content: Mapping[str, Any] = field(default_factory=dict)
    territory: Territory | None = None
    place: str = ""
    base: CivilRecord | None = None
    base_text: str = ""

    def __post_init__(self) -> None:
        self.law: Law = law_on(self.office, PROGRAMME.folder, self.declared_on)

    @property
    def service(self) -> str:
        """As the law's steps call it."""
        if self.kind == Kind.BIRTH and self.content.get("birth_kind") == STILLBIRTH:
            return "stillbirth"
        return self.kind

    def is_working_day(self, day: date) -> bool:
        return is_working_day(day)

    def given(self) -> dict[str, Any]:
        """What the law asks of the act: the age of the youngest is that on its day."""
        ages = [
            age
            for role in ("husband", "wife", "person")
            if role in self.parties
            and (age := self.parties[role].age_on(self.event_on)) is not None
        ]
        return {
            "service": self.service,
            **({"age": min(ages)} if ages else {}),
            "is_age_lowered": bool(self.content.get("age_ground")),
            **({"event_on": self.event_on} if self.kind == Kind.BIRTH else {}),
            "has_ground": bool(self.content.get("late_ground")),
        }

    def judged(self) -> Judgement:
        return judge(PROGRAMME, read_act(self.given(), self.declared_on), self.law)

    def refuse_by_law(self, code: str) -> None:
        """Raises `CivilRefused` of this code where a ground of the law holds."""
        found = self.judged()
        refused = [ground for ground in GROUNDS if found[ground]]
        if refused:
            raise CivilRefused(
                code,
                person=self._youngest(),
                age=self.given().get("age", 0),
                grounds=refused,
                trace=trace_of(found),
            )

    def _youngest(self) -> str:
        known = [one for one in self.parties.values() if one.birth_date is not None]
        spouses = [one for one in known if one.role in ("husband", "wife", "person")]
        return max(spouses or known, key=lambda one: one.birth_date or date.min).full_name

    @property
    def is_late(self) -> bool:
        """A birth that is declared after its term."""
        return self.service == "birth" and bool(self.judged()["is_late"])


def fee_of(*, office: Office, service: str, day: date) -> tuple[int | None, dict[str, Any] | None]:
    """(the duty or fee of a day in tiyn, how it came out); None where the office entered none."""
    law = law_on(office, PROGRAMME.folder, day)
    found = judge(PROGRAMME, read_act({"service": service}, day), law)
    try:
        amount = int(found["fee"])
    except ParameterMissing:
        return None, None
    return amount, trace_of(found)


def registers_itself(office: Office, day: date) -> bool:
    """Whether the office registers acts on the day, or another body does: its dated setting.

    Before the first day that the setting knows the books are the office's own.
    """
    law = law_on(office, PROGRAMME.folder, day)
    return bool(law.figure("registers_itself").value) if law.is_known("registers_itself") else True


def keeps_separate_records(office: Office, day: date) -> bool:
    """Whether paternity, adoption and a court's divorce have numbers of their own on the day."""
    return bool(law_on(office, PROGRAMME.folder, day).figure("keeps_separate_records").value)
