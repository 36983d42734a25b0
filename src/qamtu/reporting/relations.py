"""The ledgers as Ibis tables, and what every figure asks of them.

An expression names these columns; the same expression compiles for PostgreSQL and for DuckDB over
a snapshot. Dates are days, times are UTC, money is tiyn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir

from qamtu.casework.indicators import Span

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
            "target_state": "string",
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
            "details": "string",
        },
        "casework_eventparticipant": {
            "id": "int64",
            "office_id": "int64",
            "event_id": "int64",
            "person_id": "int64",
            "role": "string",
            "sex": "string",
            "birth_date": "date",
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
        "places_territory": {
            "id": "int64",
            "parent_id": "int64",
            "kato": "string",
            "kind": "string",
        },
    }.items()
}


@dataclass(frozen=True)
class Period:
    """What a report is a function of: the offices and the three dates."""

    offices: tuple[int, ...]
    start: date
    as_of: date
    known_at: datetime

    def over(self, span: Span) -> "Period":
        """The days that a quantity of this span counts, as known at the same moment."""
        day = self.as_of
        match span:
            case "day":
                return replace(self, start=day)
            case "month":
                return replace(self, start=day.replace(day=1))
            case "month_before":
                end = day.replace(day=1) - timedelta(days=1)
                return replace(self, start=end.replace(day=1), as_of=end)
            case "quarter":
                return replace(self, start=date(day.year, (day.month - 1) // 3 * 3 + 1, 1))
            case "year":
                return replace(self, start=date(day.year, 1, 1))
            case "year_before":
                return replace(self, start=_a_year_before(self.start), as_of=_a_year_before(day))
            case "whole_year_before":
                year = day.year - 1
                return replace(self, start=date(year, 1, 1), as_of=date(year, 12, 31))
            case "ever":
                return replace(self, start=date(1, 1, 1))
        return self


def _a_year_before(day: date) -> date:
    """The same day a year ago; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


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


def _placed(facts: ir.Table) -> ir.Table:
    """Adds `okrug_id` and `is_rural`: a settlement's okrug, an okrug itself."""
    places = TABLES["places_territory"]
    in_okrug = places.kind.isin(["village", "town"])
    places = places.select(
        place_id=places.id,
        place_okrug=in_okrug.ifelse(places.parent_id, places.id),
        place_is_rural=places.kind.isin(["okrug", "village"]),
    )
    joined = facts.left_join(places, facts.territory_id == places.place_id)
    return joined.mutate(
        okrug_id=joined.place_okrug, is_rural=joined.place_is_rural.fill_null(False)
    ).drop("place_id", "place_okrug", "place_is_rural")


def _described(facts: ir.Table) -> ir.Table:
    """Adds `age` on the day and the place: what groups of people are told by."""
    placed = _placed(facts)
    return placed.mutate(age=_age(placed.birth_date, placed.occurred_on))


def _cases(period: Period) -> ir.Table:
    """Each case as it stood on the day: its last event, `state`, and `since` when."""
    events = _stands(TABLES["casework_caseevent"], period)
    events = events.filter(events.occurred_on <= ibis.literal(period.as_of, type="date"))
    newest = ibis.row_number().over(
        ibis.window(group_by="case_id", order_by=[ibis.desc("occurred_on"), ibis.desc("id")])
    )
    last = events.mutate(place_in_line=newest)
    last = last.filter(last.place_in_line == 0).drop("place_in_line")
    return last.mutate(
        state=last.target_state,
        since=last.occurred_on,
        occurred_on=ibis.literal(period.as_of, type="date"),
    )


def _with_event(entries: ir.Table) -> ir.Table:
    """Money beside whom it was for: the event by which it was bound or paid."""
    events = TABLES["casework_caseevent"]
    events = events.select(
        of_event="id",
        **{
            column: column
            for column in (
                "category",
                "person_id",
                "household_id",
                "organization_id",
                "facility_id",
                "territory_id",
                "sex",
                "birth_date",
                "details",
            )
        },
    )
    return entries.left_join(events, entries.event_id == events.of_event).drop("of_event")


def facts_of(
    ledger: str, period: Period, *, described: bool = True, measures: Sequence[str] | None = None
) -> ir.Table:
    """The facts of a ledger that a report of this period may count; participants of some measures
    alone, where told."""
    describe = _described if described else (lambda facts: facts)
    if ledger == "events":
        return describe(_within(_stands(TABLES["casework_caseevent"], period), period))
    if ledger == "participants":
        events = facts_of("events", period, described=False)
        if measures is not None:
            events = events.filter(events.measure.isin(measures))
        people = TABLES["casework_eventparticipant"].drop("id", "office_id")
        events = events.rename(event_id="id").drop("person_id", "sex", "birth_date")
        return describe(events.inner_join(people, "event_id"))
    if ledger == "cases":
        return describe(_cases(period))
    if ledger == "money":
        entries = _within(_stands(TABLES["finance_moneyentry"], period), period)
        return _described(_with_event(entries)) if described else entries
    if ledger == "statuses":
        day = ibis.literal(period.as_of, type="date")
        statuses = _stands(TABLES["people_statusperiod"], period)
        return describe(
            statuses.filter(
                statuses.valid_from <= day, statuses.valid_to.isnull() | (statuses.valid_to >= day)
            ).mutate(occurred_on=day)
        )
    if ledger in ("status_starts", "status_ends"):
        statuses = _stands(TABLES["people_statusperiod"], period)
        day = statuses.valid_from if ledger == "status_starts" else statuses.valid_to
        return describe(_within(statuses.mutate(occurred_on=day), period))
    targets = _stands(TABLES["finance_target"], period)
    targets = targets.filter(
        targets.occurred_on <= ibis.literal(period.as_of, type="date"),
        targets.valid_from <= ibis.literal(period.as_of, type="date"),
        targets.valid_to >= ibis.literal(period.start, type="date"),
    )
    return _placed(targets) if described else targets


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
