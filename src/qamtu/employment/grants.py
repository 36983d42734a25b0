"""Startup grants: a round, applications judged by the rules of the day, scores, awards, payment.

The sum awarded never exceeds the money of the round: whoever awards holds the round's row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Sum

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.explaining import reason_of_refusal
from qamtu.casework.local_law import law_on
from qamtu.casework.models import Assessment
from qamtu.documents.numbering import next_number
from qamtu.finance.runs import Due
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod
from qamtu.rules.programme import judge
from qamtu.rules.quarters import next_month
from qamtu.rules.startup_grant.formulas import CATEGORIES as CATEGORIES_OF_LAW
from qamtu.rules.startup_grant.formulas import GROUNDS, PROGRAMME, read_application
from qamtu.rules.trace import trace_of
from qamtu.rules.version import version_of

from .models import (
    CommissionMember,
    GrantApplication,
    GrantAward,
    GrantRound,
    GrantScore,
)
from .seekers import refuse_the_dead
from .startup_grant import CATEGORIES, MEASURE

ROUNDS, CONTRACTS = "grant-round", "grant-contract"
MOST_POINTS = 100
GRANT = "grant"


class GrantRefused(FactRefused):
    """«round-order», «round-empty», «outside-window», «applied-already», «estimate-differs»,
    «project-missing», «unknown-category», «not-admitted», «points-outside», «scored-already»,
    «member-of-another-round», «not-scored», «round-money-gone», «awarded-already»,
    «not-in-the-ranking».
    """


def open_round(
    *, office: Office, opens_on: date, closes_on: date, money: int, by: User
) -> GrantRound:
    """Open a round with its money, tiyn. Raises `GrantRefused`."""
    if closes_on < opens_on:
        raise GrantRefused("round-order")
    if money <= 0:
        raise GrantRefused("round-empty")
    with transaction.atomic():
        return GrantRound.objects.create(
            office=office,
            number=next_number(office=office, series=ROUNDS, year=opens_on.year),
            year=opens_on.year,
            opens_on=opens_on,
            closes_on=closes_on,
            money=money,
            recorded_by=by,
        )


def add_member(*, round: GrantRound, name: str, post: str = "") -> CommissionMember:
    """A member of the round's commission."""
    return CommissionMember.objects.create(
        office_id=round.office_id, round=round, name=name.strip(), post=post.strip()
    )


def facts_of(
    person: Person, day: date, *, asked: int, category: str, **more: object
) -> dict[str, Any]:
    """An application as the rules ask for it; an earlier grant is known to the register."""
    facts: dict[str, Any] = {"asked": f"{asked // 100}.{asked % 100:02}", **more}
    if category in CATEGORIES_OF_LAW:
        facts[category] = True
    earlier = GrantAward.objects.live().filter(application__person=person).order_by("awarded_on")
    if (last := earlier.last()) is not None:
        facts["earlier_grant_on"] = last.awarded_on
    disabled = StatusPeriod.objects.filter(person=person, kind="disability").on(day).live()
    if disabled.exists():
        facts["disabled"] = True
    return facts


@transaction.atomic
def apply_for_grant(
    *,
    round: GrantRound,
    person: Person,
    project: str,
    estimate: Sequence[tuple[str, int]],
    category: str,
    day: date,
    by: User,
    activity: str = "",
    facts: Mapping[str, object] | None = None,
) -> GrantApplication:
    """Record an application and what the rules of the day say of it.

    Who is not admitted is refused at once, with the grounds. `facts`: of the rules, as
    `certified_on`, `may_work`, `is_excluded_activity`. Raises `GrantRefused`, `FactsRefused`,
    `ParameterMissing`, `ActRefused`.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if not round.opens_on <= day <= round.closes_on:
        raise GrantRefused("outside-window", first=round.opens_on, last=round.closes_on)
    if round.applications.filter(retracted_at=None, person=person).exists():
        raise GrantRefused("applied-already", person=person.full_name)
    if not project.strip():
        raise GrantRefused("project-missing")
    if category not in CATEGORIES:
        raise GrantRefused("unknown-category", category=category)
    asked = sum(tiyn for _what, tiyn in estimate)
    if asked <= 0 or any(tiyn <= 0 or not what.strip() for what, tiyn in estimate):
        raise GrantRefused("estimate-differs")
    refuse_the_dead(person, day)
    given = facts_of(person, day, asked=asked, category=category, **(facts or {}))
    judgement = judge(
        PROGRAMME, read_application(given, day), law_on(round.office, PROGRAMME.folder, day)
    )
    grounds = [ground for ground in GROUNDS if judgement[ground]]
    judgement["amount"]
    case = open_case(
        measure=MEASURE, office=round.office, subject=person, day=day, by=by, category=category
    )
    trace = trace_of(judgement)
    assessment = Assessment.objects.create(
        office_id=round.office_id,
        case=case,
        programme=PROGRAMME.folder,
        day=day,
        given={code: str(one) if isinstance(one, date) else one for code, one in given.items()},
        is_entitled=not grounds,
        is_conditional=False,
        basic=judgement["amount"],
        extra=0,
        months=1,
        grounds=grounds,
        trace=trace,
        rules_version=version_of(PROGRAMME.folder),
        made_by=by,
    )
    application = GrantApplication.objects.create(
        office_id=round.office_id,
        round=round,
        case=case,
        person=person,
        project=project.strip(),
        activity=activity.strip(),
        estimate=[[what.strip(), tiyn] for what, tiyn in estimate],
        asked=asked,
        category=category,
        applied_on=day,
        assessment=assessment,
        recorded_by=by,
    )
    if grounds:
        reason = reason_of_refusal(trace, grounds, PROGRAMME.folder)
        record_event(case=case, measure=MEASURE, transition="refuse", day=day, by=by, reason=reason)
    else:
        record_event(case=case, measure=MEASURE, transition="check", day=day, by=by)
    return application


@transaction.atomic
def score(
    *,
    application: GrantApplication,
    member: CommissionMember,
    by: User,
    points: int | None = None,
    has_conflict: bool = False,
    note: str = "",
) -> GrantScore:
    """A member's points, or the conflict of interest that keeps them out. Raises `GrantRefused`."""
    if member.round_id != application.round_id:
        raise GrantRefused("member-of-another-round")
    if not application.assessment.is_entitled:
        raise GrantRefused("not-admitted")
    if has_conflict == (points is not None) or not 0 <= (points or 0) <= MOST_POINTS:
        raise GrantRefused("points-outside", most=MOST_POINTS)
    GrantRound.objects.select_for_update().get(pk=application.round_id)
    if application.scores.filter(retracted_at=None, member=member).exists():
        raise GrantRefused("scored-already", member=member.name)
    return GrantScore.objects.create(
        office_id=application.office_id,
        application=application,
        member=member,
        points=points,
        has_conflict=has_conflict,
        note=note,
        recorded_by=by,
    )


@dataclass(frozen=True)
class Ranked:
    """An application in the ranking: the mean of its points, and whether the money reaches it."""

    place: int
    application: GrantApplication
    mean: Fraction
    scored_by: int
    fits: bool


def ranking(round: GrantRound) -> list[Ranked]:
    """Admitted applications by the mean of the points given; of equal ones the earlier first.

    Whoever declared a conflict is not counted. The money goes down the list, and ends with the
    first whom it does not reach.
    """
    applications = round.applications.filter(retracted_at=None, assessment__is_entitled=True)
    rows = []
    for one in applications.select_related("person", "case").prefetch_related("scores"):
        points = [
            given.points
            for given in one.scores.all()
            if given.retracted_at is None and given.points is not None
        ]
        if points:
            rows.append((Fraction(sum(points), len(points)), one, len(points)))
    rows.sort(key=lambda row: (-row[0], row[1].pk))
    left, found = round.money, []
    for place, (mean, one, count) in enumerate(rows, start=1):
        fits = left >= one.asked
        left = left - one.asked if fits else 0
        found.append(Ranked(place, one, mean, count, fits))
    return found


def awarded_of(round: GrantRound) -> int:
    """What is awarded of the round's money, tiyn."""
    return round.awards.filter(retracted_at=None).aggregate(sum=Sum("amount"))["sum"] or 0


@transaction.atomic
def award(*, application: GrantApplication, day: date, by: User) -> GrantAward:
    """Award a grant under the next number of contract, while the round's money lasts.

    Only whom the money reaches in the ranking. Raises `GrantRefused`, `ActRefused`.
    """
    round = GrantRound.objects.select_for_update().get(pk=application.round_id)
    if application.awards.filter(retracted_at=None).exists():
        raise GrantRefused("awarded-already", person=application.person.full_name)
    if not application.assessment.is_entitled:
        raise GrantRefused("not-admitted")
    left = round.money - awarded_of(round)
    if application.asked > left:
        raise GrantRefused("round-money-gone", left=left)
    place = next((one for one in ranking(round) if one.application.pk == application.pk), None)
    if place is None:
        raise GrantRefused("not-scored")
    if not place.fits:
        raise GrantRefused("not-in-the-ranking", place=place.place)
    record_event(case=application.case, measure=MEASURE, transition="approve", day=day, by=by)
    return GrantAward.objects.create(
        office_id=round.office_id,
        application=application,
        round=round,
        amount=application.asked,
        number=next_number(office=round.office, series=CONTRACTS, year=day.year),
        year=day.year,
        awarded_on=day,
        recorded_by=by,
    )


def dues_of(office: Office, month: date) -> list[Due]:
    """Grants awarded in the year up to the month: each is owed once, to the grantee."""
    month = month.replace(day=1)
    awards = (
        GrantAward.objects.live()
        .filter(office=office, year=month.year, awarded_on__lt=next_month(month))
        .select_related("application")
        .order_by("pk")
    )
    return [
        Due(
            one.application.case_id,
            one.application.person_id,
            one.awarded_on.replace(day=1),
            one.amount,
            purpose=GRANT,
        )
        for one in awards
    ]
