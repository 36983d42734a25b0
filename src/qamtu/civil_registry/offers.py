"""What a birth lets the family ask for: told, never done by itself."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qamtu.casework.local_law import law_on
from qamtu.casework.models import Case
from qamtu.people.models import HouseholdMember, Person, StatusPeriod
from qamtu.rules.exact import whole
from qamtu.rules.parameters import ParameterMissing

from .standing import Standing
from .words import STILLBIRTH, Kind

CHILD_UNTIL = 18
LARGE_FAMILY = 4  # minors who live together
FROM_AGE = 1  # the extra payment is for children from one to six


@dataclass(frozen=True)
class Offer:
    """«join-family», «extra-payment», «judge-again», «large-family»."""

    code: str
    parent: Person
    case: Case | None = None
    amount: int = 0  # tiyn a month
    since: date | None = None
    count: int = 0


def offers_of(standing: Standing, today: date) -> list[Offer]:
    """What follows a registered birth; what is settled is not offered."""
    if (
        standing.record.kind != Kind.BIRTH
        or standing.state != "registered"
        or standing.said("birth_kind") == STILLBIRTH
    ):
        return []
    child = standing.parties["child"].person if "child" in standing.parties else None
    parents = [
        party.person
        for role in ("mother", "father")
        if (party := standing.parties.get(role)) is not None and party.person is not None
    ]
    if child is None or not parents:
        return []
    found: list[Offer] = []
    homes = {
        one.person_id: one.household_id
        for one in HouseholdMember.objects.live().filter(
            person__in=[child, *parents], valid_to=None
        )
    }
    parent = next((one for one in parents if one.pk in homes), parents[0])
    if child.pk not in homes:
        found.append(Offer("join-family", parent, count=int(parent.pk in homes)))
    home = homes.get(parent.pk)
    if home is None:
        return found
    assisted = Case.objects.filter(
        household=home, measure="targeted_assistance", state="approved"
    ).first()
    if assisted is not None:
        found.append(Offer("judge-again", parent, case=assisted))
        found += _extra(child, parent, assisted, today)
    found += _large_family(home, parents[0], today)
    return found


def _extra(child: Person, parent: Person, case: Case, today: date) -> list[Offer]:
    born = child.birth_date
    leap = (born.month, born.day) == (2, 29)
    since = date(born.year + FROM_AGE, born.month, 28 if leap else born.day)
    law = law_on(child.office, "targeted_assistance", max(since, today))
    try:
        amount = whole(Fraction(law.figure("extra_per_child").value))
    except ParameterMissing:
        return []
    return [Offer("extra-payment", parent, case=case, amount=amount, since=since)]


def _large_family(home: int, mother: Person, today: date) -> list[Offer]:
    members = HouseholdMember.objects.live().filter(
        household=home, relation=HouseholdMember.Relation.CHILD, valid_to=None
    )
    minors = sum(one.person.age_on(today) < CHILD_UNTIL for one in members.select_related("person"))
    known = StatusPeriod.objects.live().filter(
        person=mother, kind="large_family_mother", valid_to=None
    )
    if minors < LARGE_FAMILY or mother.sex != "f" or known.exists():
        return []
    return [Offer("large-family", mother, count=minors)]
