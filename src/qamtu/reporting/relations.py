"""The ledgers as Ibis tables, and what every figure asks of them.

An expression names these columns; the same expression compiles for PostgreSQL and for DuckDB over
a snapshot. Dates are days, times are UTC, money is tiyn.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import ibis
import ibis.expr.types as ir

UTC_TIME = "timestamp('UTC')"
_FACT = {
    "id": "int64",
    "office_id": "int64",
    "recorded_at": UTC_TIME,
    "retracted_at": UTC_TIME,
}

TABLES: dict[str, ir.Table] = {
    name: ibis.table(schema, name=name)
    for name, schema in {
        "casework_caseevent": {
            **_FACT,
            "case_id": "int64",
            "measure": "string",
            "transition": "string",
            "category": "string",
            "occurred_on": "date",
            "quantity": "int64",
            "person_id": "int64",
            "household_id": "int64",
            "organization_id": "int64",
            "facility_id": "int64",
            "territory_id": "int64",
            "sex": "string",
            "birth_date": "date",
        },
        "casework_eventparticipant": {
            "id": "int64",
            "office_id": "int64",
            "event_id": "int64",
            "person_id": "int64",
            "role": "string",
        },
        "finance_moneyentry": {
            **_FACT,
            "case_id": "int64",
            "event_id": "int64",
            "measure": "string",
            "source": "string",
            "kind": "string",
            "amount": "int64",
            "occurred_on": "date",
        },
        "people_statusperiod": {
            **_FACT,
            "person_id": "int64",
            "kind": "string",
            "category": "string",
            "valid_from": "date",
            "valid_to": "date",
            "territory_id": "int64",
            "sex": "string",
            "birth_date": "date",
        },
        "finance_target": {
            **_FACT,
            "indicator": "string",
            "value": "int64",
            "occurred_on": "date",
            "valid_from": "date",
            "valid_to": "date",
            "territory_id": "int64",
        },
        "places_territory": {"id": "int64", "kato": "string", "kind": "string"},
    }.items()
}


@dataclass(frozen=True)
class Period:
    """What a report is a function of: the offices and the three dates."""

    offices: tuple[int, ...]
    start: date
    as_of: date
    known_at: datetime


def _stands(facts: ir.Table, period: Period) -> ir.Table:
    """Facts of the offices that were recorded and not retracted at the moment."""
    moment = ibis.literal(period.known_at, type=UTC_TIME)
    return facts.filter(
        facts.office_id.isin(list(period.offices)),
        facts.recorded_at <= moment,
        facts.retracted_at.isnull() | (facts.retracted_at > moment),
    )


def _within(facts: ir.Table, period: Period) -> ir.Table:
    return facts.filter(
        facts.occurred_on >= ibis.literal(period.start, type="date"),
        facts.occurred_on <= ibis.literal(period.as_of, type="date"),
    )


def _age(birth: Any, day: Any) -> Any:
    before_birthday = (day.month() * 100 + day.day()) < (birth.month() * 100 + birth.day())
    return day.year() - birth.year() - before_birthday.ifelse(1, 0)


def _described(facts: ir.Table) -> ir.Table:
    """Adds `age` on the day and `is_rural`: what groups of people are told by."""
    territories = TABLES["places_territory"]
    rural = territories.filter(territories.kind.isin(["okrug", "village"])).select(
        rural_id=territories.id
    )
    joined = facts.left_join(rural, facts.territory_id == rural.rural_id)
    return joined.mutate(
        age=_age(joined.birth_date, joined.occurred_on), is_rural=joined.rural_id.notnull()
    ).drop("rural_id")


def facts_of(ledger: str, period: Period, *, described: bool = True) -> ir.Table:
    """The facts of a ledger that a report of this period may count."""
    describe = _described if described else (lambda facts: facts)
    if ledger == "events":
        return describe(_within(_stands(TABLES["casework_caseevent"], period), period))
    if ledger == "participants":
        events = facts_of("events", period, described=described)
        people = TABLES["casework_eventparticipant"].select("event_id", "person_id", "role")
        events = events.rename(event_id="id").drop("person_id")
        return events.inner_join(people, "event_id")
    if ledger == "money":
        return _within(_stands(TABLES["finance_moneyentry"], period), period)
    if ledger == "statuses":
        day = ibis.literal(period.as_of, type="date")
        statuses = _stands(TABLES["people_statusperiod"], period)
        return describe(
            statuses.filter(
                statuses.valid_from <= day, statuses.valid_to.isnull() | (statuses.valid_to >= day)
            ).mutate(occurred_on=day)
        )
    targets = _stands(TABLES["finance_target"], period)
    return targets.filter(
        targets.occurred_on <= ibis.literal(period.as_of, type="date"),
        targets.valid_from <= ibis.literal(period.as_of, type="date"),
        targets.valid_to >= ibis.literal(period.start, type="date"),
    )


def with_status(facts: ir.Table, kinds: list[str], period: Period) -> ir.Table:
    """Facts joined with the recorded statuses that their person had on the day of the fact.

    Periods of one kind do not overlap, so a fact meets each kind at most once.
    """
    statuses = _stands(TABLES["people_statusperiod"], period)
    statuses = statuses.filter(statuses.kind.isin(kinds)).select(
        status_person="person_id",
        status_kind="kind",
        status_category="category",
        status_from="valid_from",
        status_to="valid_to",
    )
    return facts.inner_join(
        statuses,
        [
            facts.person_id == statuses.status_person,
            statuses.status_from <= facts.occurred_on,
            statuses.status_to.isnull() | (statuses.status_to >= facts.occurred_on),
        ],
    )
