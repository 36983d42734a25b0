"""A family as the rules ask for it: members and disabilities from the registers, incomes by fact.

What no register holds (who studies, who cares for whom) comes from the application: the last
assessment of the family, or the form that a clerk is filling in.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Household, HouseholdMember, Person, StatusPeriod
from qamtu.rules.quarters import quarter_before
from qamtu.rules.targeted_assistance.facts import INCOME_KINDS, PROGRAMME

from .models import Income

LONGEST_PAPER = 200
CIRCUMSTANCES = ("absence", "is_full_time_student", "is_long_ill", "cares_for", "refused_work_on")
OF_FAMILY = tuple(one.name for one in PROGRAMME.inputs.values() if one.level == "family")
DISABILITIES = {"group_1", "group_2", "group_3"}


class IncomeRefused(FactRefused):
    """«income-kind», «income-negative», «income-absurd»."""


def members_on(household: Household, day: date) -> list[HouseholdMember]:
    """Who belongs to the household on the day, the head first."""
    members = (
        household.members.filter(
            Q(valid_to=None) | Q(valid_to__gte=day), retracted_at=None, valid_from__lte=day
        )
        .select_related("person")
        .order_by("pk")
    )
    return sorted(members, key=lambda member: member.relation != HouseholdMember.Relation.HEAD)


def draw_family(
    household: Household, day: date, before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The family on the day, with the circumstances that an earlier assessment knew.

    Each member also carries `person` and `name`, which the rules do not ask (see `for_rules`).
    """
    before = before or {}
    known = {one["person"]: one for one in before.get("members", ())}
    members = members_on(household, day)
    people = [member.person for member in members]
    disabilities = _disabilities(people, day)
    incomes = incomes_of(people, quarter_before(day)[0])
    drawn = []
    for person in people:
        facts = member_facts(
            born=person.birth_date.isoformat(),
            is_woman=person.sex == Person.Sex.FEMALE,
            disability=disabilities.get(person.pk),
            known=known.get(person.pk, {}),
            incomes=[
                {"kind": kind, "amount": tenge_text(amount)}
                for kind, amount in incomes.get(person.pk, {}).items()
            ],
        )
        drawn.append({"person": person.pk, "name": person.full_name, **facts})
    return {
        **{name: before[name] for name in OF_FAMILY if name in before},
        "applicant": before.get("applicant", people[0].pk if people else None),
        "members": drawn,
    }


def for_rules(family: Mapping[str, Any]) -> dict[str, Any]:
    """What the rules ask of it: without names and keys of the register."""
    return {
        **{name: value for name, value in family.items() if name != "applicant"},
        "members": [
            {name: value for name, value in one.items() if name not in ("person", "name")}
            for one in family["members"]
        ],
    }


def tenge_text(tiyn: int) -> str:
    """A sum as a form and JSON hold it: 150000 or 150000.50."""
    whole, part = divmod(tiyn, 100)
    return f"{whole}.{part:02}" if part else str(whole)


def member_facts(
    *,
    born: str | date,
    is_woman: bool,
    disability: str | None,
    known: Mapping[str, Any],
    incomes: list[dict[str, str]],
) -> dict[str, Any]:
    """A member as the rules ask for one: `disability` is the status's category, None without one;
    `known` is what an earlier assessment was given of them.
    """
    group = "none"
    if disability is not None:
        group = disability if disability in DISABILITIES else "child"
    return {
        "born": born,
        "is_woman": is_woman,
        "disability": group,
        **{name: known[name] for name in CIRCUMSTANCES if name in known},
        "incomes": incomes,
    }


def _disabilities(people: Iterable[Person], day: date) -> dict[int, str]:
    found = StatusPeriod.objects.filter(person__in=list(people), kind="disability").on(day).live()
    return {one.person_id: one.category for one in found}


def incomes_of(people: Iterable[Person], quarter: date) -> dict[int, dict[str, int]]:
    """What each received in the quarter, by kind, tiyn."""
    found: dict[int, dict[str, int]] = {}
    for one in Income.objects.filter(person__in=list(people), quarter=quarter).live():
        found.setdefault(one.person_id, {})[one.kind] = one.amount
    return found


@transaction.atomic
def set_incomes(
    *,
    office: Office,
    quarter: date,
    amounts: Mapping[int, Mapping[str, int]],
    by: User,
    paper: str = "",
) -> None:
    """Record what people received in a quarter; what was recorded of them otherwise goes.

    `amounts`: by person's key, then by kind, tiyn. A kind that is not named, or named with nothing,
    is no longer an income. Raises `IncomeRefused`.
    """
    most = PROGRAMME.inputs["amount"].most or 0
    for kinds in amounts.values():
        for kind, amount in kinds.items():
            if kind not in INCOME_KINDS:
                raise IncomeRefused("income-kind")
            if amount < 0:
                raise IncomeRefused("income-negative")
            if amount > most:
                raise IncomeRefused("income-absurd")
    standing = set()
    for one in (
        Income.objects.select_for_update(of=("self",))
        .filter(person__in=amounts, quarter=quarter)
        .live()
    ):
        if amounts[one.person_id].get(one.kind, 0) == one.amount:
            standing.add((one.person_id, one.kind))
        else:
            one.retract(reason="corrected by the application", by=by)
    Income.objects.bulk_create(
        Income(
            office=office,
            person_id=person,
            quarter=quarter,
            kind=kind,
            amount=amount,
            paper=paper[:LONGEST_PAPER],
            recorded_by=by,
        )
        for person, kinds in amounts.items()
        for kind, amount in kinds.items()
        if amount and (person, kind) not in standing
    )
