"""The commission's protocol, the awards within the round's money, contracts and withdrawals."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import record_event
from qamtu.casework.enrolment import Step, entries_of, record_cases
from qamtu.casework.models import CaseEvent
from qamtu.documents.numbering import next_number
from qamtu.finance.models import MoneyEntry
from qamtu.finance.money import Movement, enter_all
from qamtu.ledger.models import violated_constraint
from qamtu.people.models import Person, StatusPeriod

from .grant_applications import (
    SERIES,
    record_decisions,
    refused_under_a_number,
    release_undone,
)
from .grant_rounds import GrantRefused, awarded_in, hold
from .grant_scores import ranking
from .models import GrantApplication, GrantContract, GrantDecision, GrantProtocol, GrantRound
from .startup_grant import MEASURE

PROTOCOLS = "grant-protocol"


@transaction.atomic
def draw_protocol(*, round: GrantRound, day: date, by: User) -> GrantProtocol:
    """Keep the ranking as the commission found it, under a number.

    Every application that was admitted has to have as many members' points as the quorum asks, and
    none may wait unchecked. Raises `GrantRefused`.
    """
    hold(round)
    if round.protocols.filter(retracted_at=None).exists():
        raise GrantRefused("grant-protocol-held")
    if day < round.closes_on:
        raise GrantRefused("grant-window-open", closes=round.closes_on)
    waiting = GrantApplication.objects.live().filter(round=round, case__state="registered")
    if waiting.exists():
        raise GrantRefused("grant-unchecked", count=waiting.count())
    ranked = ranking(round)
    if not ranked:
        raise GrantRefused("grant-nothing-ranked")
    for one in ranked:
        if one.counted < round.quorum:
            raise GrantRefused(
                "grant-unscored",
                title=one.application.title,
                counted=one.counted,
                quorum=round.quorum,
            )
    members = round.members.filter(retracted_at=None)
    return GrantProtocol.objects.create(
        office_id=round.office_id,
        round=round,
        number=next_number(office=round.office, series=PROTOCOLS, year=day.year),
        year=day.year,
        held_on=day,
        money=round.money,
        members=[
            {"name": one.name, "post": one.post, "is_external": one.is_external} for one in members
        ],
        rows=[
            {
                "application": one.application.pk,
                "case": one.application.case_id,
                "name": one.application.person.full_name,
                "title": one.application.title,
                "category": one.application.category,
                "rank": one.rank,
                "points": str(one.points),
                "counted": one.counted,
                "conflicts": list(one.conflicts),
                "asked": one.application.asked,
                "is_passed": one.is_passed,
                "fits": one.fits,
            }
            for one in ranked
        ],
        recorded_by=by,
    )


@transaction.atomic
def retract_protocol(*, protocol: GrantProtocol, reason: str, by: User) -> None:
    """Take a protocol back while no decision stands on it. Raises `GrantRefused`."""
    hold(protocol.round)
    if protocol.decisions.filter(retracted_at=None).exists():
        raise GrantRefused("grant-awards-stand")
    protocol.retract(reason=reason, by=by)


def award(*, application: GrantApplication, day: date, by: User) -> GrantDecision:
    """Award one application what it asks for; see `award_all`."""
    return award_all(round=application.round, awarded=[(application, day)], by=by)[0]


@transaction.atomic
def award_all(
    *, round: GrantRound, awarded: Sequence[tuple[GrantApplication, date]], by: User
) -> list[GrantDecision]:
    """Award applications by the protocol, each on its day, and bind the money of the round's line.

    The round's row is locked: whoever awards second sees what the first has awarded. One whom the
    money did not reach is awarded when those before are decided and enough is left. All or none.
    Raises `GrantRefused`, `ActRefused`, `MoneyRefused`.
    """
    round = hold(round)
    protocol = round.protocols.filter(retracted_at=None).first()
    if protocol is None:
        raise GrantRefused("grant-no-protocol")
    release_undone(round=round, by=by)
    _refuse_a_second_grant([application for application, _ in awarded])
    rows = {row["application"]: row for row in protocol.rows}
    entries = entries_of([application.case_id for application, _ in awarded])
    left = round.money - awarded_in(round)
    chosen = {application.pk for application, _ in awarded}
    waiting = _waiting(round) - chosen
    steps = []
    for application, day in awarded:
        row = rows.get(application.pk)
        if row is None or not row["is_passed"]:
            raise GrantRefused("grant-not-passed")
        if day < protocol.held_on:
            raise GrantRefused("grant-before-protocol", held=protocol.held_on)
        step = Step("approve", day)
        entries[application.case_id].follow(MEASURE, [step])
        ahead = [one for one in waiting if one in rows and rows[one]["rank"] < row["rank"]]
        if not row["fits"] and any(rows[one]["is_passed"] for one in ahead):
            raise GrantRefused("grant-not-in-money")
        if application.asked > left:
            raise GrantRefused("grant-money", amount=application.asked, left=left)
        left -= application.asked
        steps.append(step)
    record_cases(office=round.office, measure=MEASURE, cases=list(entries.values()), by=by)
    decisions = _decide(round, protocol, awarded, by)
    enter_all(
        movements=[
            Movement(
                line=round.line,
                kind=MoneyEntry.Kind.COMMITTED,
                amount=decision.amount,
                day=decision.decided_on,
                case_id=decision.application.case_id,
                event_id=step.pk,
                act=f"№ {decision.number}/{decision.year}",
            )
            for decision, step in zip(decisions, steps, strict=True)
        ],
        by=by,
    )
    return decisions


def _refuse_a_second_grant(applications: Sequence[GrantApplication]) -> None:
    """What came after the rules had judged: a grant of another round, or the person's death.

    The persons are locked: two rounds do not award one person at once.
    """
    of_person = {one.person_id: one for one in applications}
    people = Person.objects.select_for_update().filter(pk__in=of_person).order_by("pk")
    names = {person.pk: person.full_name for person in people}
    dead = StatusPeriod.objects.live().filter(person__in=of_person, kind="deceased").first()
    if dead is not None:
        raise GrantRefused("person-deceased", person=names[dead.person_id])
    others = (
        CaseEvent.objects.live()
        .filter(measure=MEASURE.code, transition="approve", person__in=of_person)
        .exclude(case__in=[one.case_id for one in applications])
        .exclude(case__state="withdrawn")
    )
    for event in others.order_by("pk"):
        assert event.person_id is not None
        if event.occurred_on >= of_person[event.person_id].applied_on:
            raise GrantRefused(
                "grant-awarded-elsewhere", person=names[event.person_id], case=event.case_id
            )


def _waiting(round: GrantRound) -> set[int]:
    return set(
        GrantApplication.objects.live()
        .filter(round=round, case__state="checked")
        .values_list("pk", flat=True)
    )


def _decide(
    round: GrantRound,
    protocol: GrantProtocol,
    awarded: Sequence[tuple[GrantApplication, date]],
    by: User,
) -> list[GrantDecision]:
    counts: dict[int, int] = {}
    for _application, day in awarded:
        counts[day.year] = counts.get(day.year, 0) + 1
    first = {
        year: next_number(office=round.office, series=SERIES, year=year, count=count)
        for year, count in counts.items()
    }
    decisions = []
    for application, day in awarded:
        decisions.append(
            GrantDecision(
                office_id=round.office_id,
                application=application,
                round=round,
                protocol=protocol,
                kind=GrantDecision.Kind.AWARDED,
                number=first[day.year],
                year=day.year,
                decided_on=day,
                category=application.category,
                amount=application.asked,
                recorded_by=by,
            )
        )
        first[day.year] += 1
    return record_decisions(decisions)


@transaction.atomic
def turn_down(
    *, application: GrantApplication, day: date, by: User, reason: str = ""
) -> GrantDecision:
    """Refuse, under a number, one whom the points or the money did not reach.

    Raises `GrantRefused` («grant-fits») for one whom the protocol would have awarded.
    """
    round = hold(application.round)
    protocol = round.protocols.filter(retracted_at=None).first()
    if protocol is None:
        raise GrantRefused("grant-no-protocol")
    row = next((row for row in protocol.rows if row["application"] == application.pk), None)
    if row is None:
        raise GrantRefused("grant-not-passed")
    if row["fits"] and not reason.strip():
        raise GrantRefused("grant-fits")
    if day < protocol.held_on:
        raise GrantRefused("grant-before-protocol", held=protocol.held_on)
    release_undone(round=round, by=by)
    said = reason.strip() or (NO_MONEY if row["is_passed"] else FEW_POINTS)
    said = f"№ {protocol.number}/{protocol.year} хаттама: {row['rank']}-орын. {said}"
    record_event(
        case=application.case, measure=MEASURE, transition="refuse", day=day, by=by, reason=said
    )
    return refused_under_a_number(
        application=application, protocol=protocol, day=day, reason=said, by=by
    )


NO_MONEY = "Кезеңнің қаражаты жетпеді"
FEW_POINTS = "Балы ең төменгі шектен аз"


@transaction.atomic
def withdraw(*, application: GrantApplication, day: date, reason: str, by: User) -> None:
    """The applicant takes the application back; what it was awarded is free in the round again.

    What was paid is not withdrawn but returned. One who was not decided on may apply in the round
    again. Raises `GrantRefused`, `ActRefused`.
    """
    round = hold(application.round)
    if application.case.payments.filter(state__in=["planned", "paid"]).exists():
        raise GrantRefused("grant-paid-already")
    record_event(
        case=application.case,
        measure=MEASURE,
        transition="withdraw",
        day=day,
        by=by,
        reason=reason,
    )
    release_undone(round=round, by=by)
    if not application.decisions.exists():
        application.retract(reason=reason, by=by)


def sign_contract(
    *,
    decision: GrantDecision,
    number: str,
    day: date,
    spend_by: date,
    by: User,
    business: str = "",
) -> GrantContract:
    """Record the contract of an award: by when the money is to be spent. Raises `GrantRefused`."""
    if decision.kind != GrantDecision.Kind.AWARDED or not decision.is_live:
        raise GrantRefused("grant-not-awarded")
    if not number.strip():
        raise GrantRefused("grant-contract")
    if not decision.decided_on <= day <= spend_by:
        raise GrantRefused("grant-contract-order", decided=decision.decided_on)
    return sign_contracts(signed=[(decision, number, day, spend_by, business)], by=by)[0]


def sign_contracts(
    *, signed: Sequence[tuple[GrantDecision, str, date, date, str]], by: User
) -> list[GrantContract]:
    """Contracts of a list: decision, number, day, spend by, business. Raises `GrantRefused`."""
    try:
        with transaction.atomic():
            return GrantContract.objects.bulk_create(
                GrantContract(
                    office_id=decision.office_id,
                    decision=decision,
                    number=number.strip(),
                    signed_on=day,
                    spend_by=spend_by,
                    business=business.strip(),
                    recorded_by=by,
                )
                for decision, number, day, spend_by, business in signed
            )
    except IntegrityError as error:
        if violated_constraint(error) == "grant_contract_once":
            raise GrantRefused("grant-contract-known") from error
        raise
