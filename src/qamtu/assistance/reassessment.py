"""All families of the district judged at once: for a new quarter, or for a changed law.

The same rules as for one family (`applications.judge_family`), over columns. Nothing is kept: a
decision is still made family by family.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from django.db import connection

from qamtu.accounts.models import Office
from qamtu.casework.local_law import law_on
from qamtu.finance.runs import free_money
from qamtu.places.models import Territory
from qamtu.rules.columns import batch_of, judge_many
from qamtu.rules.exact import read_number
from qamtu.rules.facts import FactsRefused
from qamtu.rules.parameters import Law, ParameterValue
from qamtu.rules.quarters import months_left, quarter_before
from qamtu.rules.targeted_assistance.facts import PROGRAMME, read_family
from qamtu.rules.targeted_assistance.formulas import GROUNDS

from .families import OF_FAMILY, for_rules, member_facts, tenge_text
from .targeted_assistance import MEASURE

FEWEST = 5  # families of a place that an anonymous table still shows

LAST_ASSESSMENTS = """
SELECT DISTINCT ON (c.household_id) c.household_id, h.territory_id, a.given, a.basic + a.extra,
       a.is_entitled
  FROM casework_assessment a
  JOIN casework_case c ON c.id = a.case_id
  JOIN people_household h ON h.id = c.household_id
 WHERE a.office_id = %(office)s
 ORDER BY c.household_id, a.id DESC
"""
MEMBERS = """
SELECT m.household_id, p.id, p.birth_date, p.sex = 'f',
       (SELECT s.category FROM people_statusperiod s
         WHERE s.person_id = p.id AND s.kind = 'disability' AND s.retracted_at IS NULL
           AND s.valid_from <= %(day)s AND (s.valid_to IS NULL OR s.valid_to >= %(day)s) LIMIT 1)
  FROM people_householdmember m
  JOIN people_person p ON p.id = m.person_id
 WHERE m.office_id = %(office)s AND m.retracted_at IS NULL
   AND m.valid_from <= %(day)s AND (m.valid_to IS NULL OR m.valid_to >= %(day)s)
   AND NOT EXISTS (SELECT FROM people_statusperiod s
         WHERE s.person_id = p.id AND s.kind = 'deceased' AND s.retracted_at IS NULL
           AND s.valid_from <= %(day)s)
 ORDER BY m.household_id, m.id
"""
INCOMES = """
SELECT person_id, quarter, kind, amount FROM assistance_income
 WHERE office_id = %(office)s AND retracted_at IS NULL AND quarter <= %(quarter)s
 ORDER BY quarter
"""


@dataclass
class Family:
    """A family as it is judged again. Sums are tiyn a month."""

    household: int
    territory: int | None
    given: dict[str, Any]
    before: int
    is_carried: bool
    after: int = 0
    is_entitled: bool = False
    grounds: tuple[str, ...] = ()

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass
class Place:
    """What changes for the families of one place."""

    name: str
    families: int = 0
    gain: int = 0
    lose: int = 0
    before: int = 0
    after: int = 0

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass
class Reassessment:
    """The district judged again: families, those that can't be judged with the reason, the cost."""

    day: date
    law: Law
    families: list[Family] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)

    def total(self, name: str) -> int:
        return sum(getattr(family, name) for family in self.families)

    def counted(self) -> dict[str, int]:
        """How many families gain, lose, stay, begin and stop being entitled."""
        found = {"gain": 0, "lose": 0, "same": 0, "begin": 0, "stop": 0, "carried": 0}
        for family in self.families:
            change = family.change
            found["gain" if change > 0 else "lose" if change < 0 else "same"] += 1
            found["begin"] += family.before == 0 < family.after
            found["stop"] += family.after == 0 < family.before
            found["carried"] += family.is_carried
        return found

    def by_place(self, language: str, *, is_anonymous: bool = False) -> list[Place]:
        """The places with the largest change first; small ones together where it is anonymous."""
        keys = {family.territory for family in self.families if family.territory}
        names = {
            one.pk: str(getattr(one, f"name_{language}"))
            for one in Territory.objects.filter(pk__in=keys)
        }
        places: dict[int, Place] = {}
        for family in self.families:
            place = places.setdefault(
                family.territory or 0, Place(names.get(family.territory or 0, "–"))
            )
            place.families += 1
            place.gain += family.change > 0
            place.lose += family.change < 0
            place.before += family.before
            place.after += family.after
        found = sorted(places.values(), key=lambda one: (one.before - one.after, one.name))
        if is_anonymous:
            small = [one for one in found if one.families < FEWEST]
            found = [one for one in found if one.families >= FEWEST]
            if small:
                found.append(
                    Place(
                        "…",
                        *(sum(getattr(one, name) for one in small)
                          for name in ("families", "gain", "lose", "before", "after")),
                    )
                )  # fmt: skip
        return found


def reassess_all(
    *, office: Office, day: date, changed: Mapping[str, ParameterValue] | None = None
) -> Reassessment:
    """Judge every family that was ever judged, on a day, by its law or a changed one.

    The composition and the disabilities are those of the day, the incomes of the quarter before
    it; a family without any there keeps its last known ones (`is_carried`). What it has `before`
    is its last assessment; for a changed law it is what the unchanged one gives on the day.
    Raises `ParameterMissing`, `ColumnOverflow`.
    """
    today = law_on(office, PROGRAMME.folder, day)
    law = replace(today, changed=dict(changed)) if changed else today
    result = Reassessment(day, law)
    facts: list[dict[str, Any]] = []
    for family in _families(office, day):
        try:
            facts.append(read_family(for_rules(family.given), day))
        except FactsRefused as refused:
            result.refused.append((family.household, str(refused)))
        else:
            result.families.append(family)
    if not facts:
        return result
    batch = batch_of(PROGRAMME, facts)
    answers = judge_many(PROGRAMME, batch, law, ["monthly", "is_entitled", *GROUNDS])
    if changed:
        unchanged = judge_many(PROGRAMME, batch, today, ["monthly"])["monthly"].tolist()
        for family, before in zip(result.families, unchanged, strict=True):
            family.before = before
    monthly = answers["monthly"].tolist()
    entitled = answers["is_entitled"].tolist()
    held = np.stack([answers[ground] for ground in GROUNDS])
    for row, family in enumerate(result.families):
        family.after, family.is_entitled = monthly[row], entitled[row]
        if not family.is_entitled:
            family.grounds = tuple(np.array(GROUNDS)[held[:, row]].tolist())
    return result


def _rows(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _families(office: Office, day: date) -> list[Family]:
    members: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in _rows(MEMBERS, office=office.pk, day=day):
        members[row[0]].append(row)
    quarter = quarter_before(day)[0]
    incomes: dict[int, dict[date, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for person, of_quarter, kind, amount in _rows(INCOMES, office=office.pk, quarter=quarter):
        incomes[person][of_quarter].append({"kind": kind, "amount": tenge_text(amount)})
    found = []
    for household, territory, given, before, was_entitled in _rows(
        LAST_ASSESSMENTS, office=office.pk
    ):
        given = _as_data(given)
        known = {one["person"]: one for one in given["members"]}
        now = members.get(household, [])
        quarters = {q for row in now for q in incomes.get(row[1], ())}
        used = quarter if quarter in quarters else max(quarters, default=quarter)
        found.append(
            Family(
                household,
                territory,
                {
                    **{name: given[name] for name in OF_FAMILY if name in given},
                    "members": [_member(row, known.get(row[1], {}), incomes, used) for row in now],
                },
                before if was_entitled else 0,
                is_carried=used != quarter,
            )
        )
    return found


def _as_data(given: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(given) if isinstance(given, str) else given
    return data


def _member(
    row: Sequence[Any],
    known: Mapping[str, Any],
    incomes: Mapping[int, Mapping[date, list[dict[str, str]]]],
    quarter: date,
) -> dict[str, Any]:
    _household, person, born, is_woman, disability = row
    return member_facts(
        born=born,
        is_woman=is_woman,
        disability=disability,
        known=known,
        incomes=incomes[person][quarter] if person in incomes else [],
    )


def more_by_source(office: Office, result: Reassessment) -> dict[str, int]:
    """What the change costs more until the end of the quarter, by source (see `cost_by_source`)."""
    more = max(0, result.total("after") - result.total("before"))
    return cost_by_source(office, more, months_left(result.day), result.day.year)


def cost_by_source(office: Office, monthly: int, months: int, year: int) -> dict[str, int]:
    """How a cost falls on the free money of the lines, in their order; «» is what is lacking."""
    left, found = monthly * months, {}
    for line, free in free_money(office, MEASURE.code, year).items():
        taken = min(left, max(free, 0))
        found[str(line.source)] = taken
        left -= taken
    if left:
        found[""] = left
    return found


def read_change(text: str, law: Law) -> tuple[str, ParameterValue]:
    """A changed parameter as it is typed: «code=value» or «code=value@2026-04-01».

    `law` is asked whether the code exists. Raises ValueError saying what is wrong.
    """
    code, equals, rest = text.partition("=")
    value, _at, day = rest.partition("@")
    code = code.strip()
    if not equals or not value.strip():
        raise ValueError(f"«{text}»: write it as code=value or code=value@2026-04-01")
    try:
        parameter = law.parameter(code)
    except KeyError:
        raise ValueError(f"the law has no figure «{code}»") from None
    if parameter.unit == "flag":
        if value.strip() not in ("true", "false"):
            raise ValueError(f"«{code}» is true or false")
        number: Any = value.strip() == "true"
    else:
        number = read_number(value)
    since = date.fromisoformat(day.strip()) if day.strip() else date.min
    return code, ParameterValue(since, number, "«what if»", False)
