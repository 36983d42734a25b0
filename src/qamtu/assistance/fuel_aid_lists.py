"""Fuel aid by the lists of employers: each specialist judged, all decided and numbered at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.enrolment import CaseEntry, Step, record_cases
from qamtu.casework.explaining import reason_of_refusal
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment
from qamtu.documents.numbering import next_number
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.fuel_aid.formulas import GROUNDS, PROGRAMME, read_specialist
from qamtu.rules.programme import Judgement, judge
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of

from .decisions import SERIES
from .fuel_aid import MEASURE
from .models import Decision

GONE = {"deceased": "aid-deceased", "moved_away": "aid-moved-away"}


class ListRefused(FactRefused):
    """«aid-deceased», «aid-moved-away»."""


@dataclass
class Listed:
    """A specialist of an employer's list: the day of the list, the day of the decision, the facts.

    `facts` are those of `qamtu.rules.fuel_aid`, without `paid_this_year`: the register knows it.
    """

    person: Person
    day: date
    decided_on: date
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def decide_list(*, office: Office, listed: Sequence[Listed], by: User) -> list[Decision]:
    """Judge the specialists of one year's lists and record a decision for each, in their order.

    Who is on the lists twice, or has the aid of the year already, is refused the second time; the
    persons' rows are held, so also by two clerks at once. Raises `ListRefused`, `FactsRefused` and
    `ParameterMissing`, and then nothing is recorded.
    """
    people = {one.person.pk for one in listed}
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    judgements = judge_list(office, listed)
    traces = [trace_of(judgement) for judgement in judgements]
    refused = [[ground for ground in GROUNDS if judgement[ground]] for judgement in judgements]
    entries = []
    for one, trace, grounds in zip(listed, traces, refused, strict=True):
        entry = CaseEntry(
            opened_on=one.day, subject_id=one.person.pk, territory_id=one.person.territory_id
        )
        if grounds:
            reason = reason_of_refusal(trace, grounds, PROGRAMME.folder)
            decided = Step("refuse", one.decided_on, reason=reason)
        else:
            decided = Step("approve", one.decided_on)
        entry.follow(MEASURE, [Step("open", one.day), decided])
        entries.append(entry)
    record_cases(office=office, measure=MEASURE, cases=entries, by=by)
    version = version_of(PROGRAMME.folder)
    assessments = Assessment.objects.bulk_create(
        Assessment(
            office=office,
            case_id=entry.pk or 0,
            programme=PROGRAMME.folder,
            day=one.day,
            given={**one.facts, "applicant": one.person.pk},
            is_entitled=judgement["is_entitled"],
            is_conditional=False,
            basic=judgement["amount"],
            extra=0,
            months=1,
            grounds=grounds,
            trace=trace,
            rules_version=version,
            made_by=by,
        )
        for one, entry, judgement, trace, grounds in zip(
            listed, entries, judgements, traces, refused, strict=True
        )
    )
    return Decision.objects.bulk_create(_decisions(office, listed, assessments, by))


def judge_list(office: Office, listed: Sequence[Listed]) -> list[Judgement]:
    """What the rules say of each of a list; nothing is kept.

    Raises `ListRefused`, `FactsRefused`, `ParameterMissing`.
    """
    _refuse_the_gone(listed)
    years = {one.day.year for one in listed}
    paid = {
        (person, year)
        for person, year in Decision.objects.filter(
            office=office,
            case__measure=MEASURE.code,
            kind=Decision.Kind.ASSIGNED,
            assessment__day__year__in=years,
            recipient__in=[one.person.pk for one in listed],
        )
        .live()
        .values_list("recipient_id", "assessment__day__year")
    }
    laws = {day: law_on(office, PROGRAMME.folder, day) for day in {one.day for one in listed}}
    judgements = []
    for one in listed:
        key = (one.person.pk, one.day.year)
        facts = read_specialist({**one.facts, "paid_this_year": key in paid}, one.day)
        judgement = judge(PROGRAMME, facts, laws[one.day])
        if judgement["is_entitled"]:
            paid.add(key)
        judgement["amount"]
        for ground in GROUNDS:
            judgement[ground]
        judgements.append(judgement)
    return judgements


def _refuse_the_gone(listed: Sequence[Listed]) -> None:
    """The dead and the moved do not stand on a list: a wrong number is found here."""
    days = {one.person.pk: one.day for one in listed}
    for period in (
        StatusPeriod.objects.live()
        .filter(person__in=days, kind__in=GONE)
        .select_related("person")
        .order_by("valid_from", "pk")
    ):
        day = days[period.person_id]
        if period.valid_from <= day and (period.valid_to is None or period.valid_to >= day):
            raise ListRefused(
                GONE[period.kind], person=period.person.full_name, day=period.valid_from
            )


def _decisions(
    office: Office, listed: Sequence[Listed], assessments: Sequence[Assessment], by: User
) -> list[Decision]:
    first = {
        year: next_number(office=office, series=SERIES, year=year, count=count)
        for year, count in _by_year(listed).items()
    }
    decisions = []
    for one, assessment in zip(listed, assessments, strict=True):
        year = one.decided_on.year
        month = one.decided_on.replace(day=1)
        is_assigned = assessment.is_entitled
        decisions.append(
            Decision(
                office=office,
                case_id=assessment.case_id,
                assessment=assessment,
                kind=Decision.Kind.ASSIGNED if is_assigned else Decision.Kind.REFUSED,
                number=first[year],
                year=year,
                decided_on=one.decided_on,
                recipient=one.person if is_assigned else None,
                first_month=month if is_assigned else None,
                last_month=month if is_assigned else None,
                basic=assessment.basic,
                recorded_by=by,
            )
        )
        first[year] += 1
    return decisions


def _by_year(listed: Sequence[Listed]) -> dict[int, int]:
    found: dict[int, int] = {}
    for one in listed:
        found[one.decided_on.year] = found.get(one.decided_on.year, 0) + 1
    return found
