"""Who may be placed at a subsidised job on a day: the grounds of `rules/subsidised_jobs`."""

from collections.abc import Iterable, Sequence
from datetime import date

from qamtu.accounts.models import Office
from qamtu.casework.local_law import law_on
from qamtu.people.models import Person
from qamtu.rules.parameters import Law
from qamtu.rules.programme import judge
from qamtu.rules.subsidised_jobs.formulas import PROGRAMME, read_month

from .terms import FOLDER as REGISTER
from .terms import months_of_age

GROUNDS = ("ground_kind", "ground_young", "ground_old", "ground_pension")
"""What is asked before the first month; the term is asked of each month."""


Laws = dict[date, tuple[Law, Law]]


def grounds_against(
    office: Office,
    measure: str,
    people: Iterable[tuple[Person, date]],
    laws: Laws | None = None,
) -> list[tuple[Person, Sequence[str]]]:
    """Each person with the grounds on which the law would not have them placed on their day.

    `laws` may be given to be kept from call to call while the law of the office stands. Raises
    `ParameterMissing`, `FactsRefused`.
    """
    laws = {} if laws is None else laws
    found: list[tuple[Person, Sequence[str]]] = []
    for person, day in people:
        if day not in laws:
            laws[day] = law_on(office, PROGRAMME.folder, day), law_on(office, REGISTER, day)
        law, register = laws[day]
        pension = register.figure(f"pension_age_{'women' if person.sex == 'f' else 'men'}").value
        facts = read_month(
            {
                "kind": measure,
                "born": person.birth_date,
                "is_of_pension_age": months_of_age(person, day) >= pension,
            },
            day,
        )
        judgement = judge(PROGRAMME, facts, law)
        found.append((person, [ground for ground in GROUNDS if judgement[ground]]))
    return found


def in_words(grounds: Sequence[str], language: str) -> str:
    """The grounds in a language."""
    return "; ".join(PROGRAMME.steps[one][0].names[language] for one in grounds)
