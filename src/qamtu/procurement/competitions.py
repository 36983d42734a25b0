"""A competition of NGOs for a theme: bids, the points of members, the protocol.

A bid gets the mean of its members' weighted points, exact; a member with a conflict of interest is
not counted. Of equal sums the lower price goes first, then the earlier bid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import IntegrityError, transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization

from .models import (
    BidSheet,
    Competition,
    CompetitionOutcome,
    OrderBid,
    OrderCriterion,
    OrderMember,
    OrderTheme,
)
from .themes import state_of


class CompetitionRefused(FactRefused):
    """«competition-theme», «competition-order», «competition-criteria», «competition-members»,
    «competition-least», «competition-before», «competition-decided», «bid-late», «bid-early»,
    «bid-price», «bid-there», «bid-member», «bid-points», «bid-points-missing», «bid-scored»,
    «bid-conflict», «bid-unscored», «competition-protocol», «competition-open», «reason-missing».
    """


@dataclass(frozen=True)
class Criterion:
    name: str
    most: int
    weight: int = 1


@transaction.atomic
def announce_competition(
    *,
    theme: OrderTheme,
    day: date,
    closes_on: date,
    criteria: Sequence[Criterion],
    members: Sequence[str],
    by: User,
    least: int = 0,
    portal_number: str = "",
) -> Competition:
    """A competition for an approved theme, with what bids are judged by and by whom.

    Raises `CompetitionRefused`.
    """
    OrderTheme.objects.select_for_update().get(pk=theme.pk)
    approved = theme.steps.filter(retracted_at=None, kind="approved").first()
    if state_of(theme) != "approved" or approved is None:
        raise CompetitionRefused("competition-theme")
    if day < approved.occurred_on:
        raise CompetitionRefused("competition-before", day=approved.occurred_on)
    if closes_on < day:
        raise CompetitionRefused("competition-order")
    if not 0 <= least <= 100:
        raise CompetitionRefused("competition-least")
    if not criteria or any(
        not one.name.strip() or one.most < 1 or one.weight < 1 for one in criteria
    ):
        raise CompetitionRefused("competition-criteria")
    names = [name.strip() for name in members if name.strip()]
    if not names or len(set(names)) < len(names):
        raise CompetitionRefused("competition-members")
    open_already = theme.competitions.filter(retracted_at=None).exclude(
        pk__in=CompetitionOutcome.objects.live().values("competition")
    )
    if open_already.exists():
        raise CompetitionRefused("competition-open")
    competition = Competition.objects.create(
        office_id=theme.office_id,
        theme=theme,
        announced_on=day,
        closes_on=closes_on,
        portal_number=portal_number.strip(),
        least=least,
        recorded_by=by,
    )
    own = {"office_id": theme.office_id, "competition": competition, "recorded_by": by}
    OrderCriterion.objects.bulk_create(
        OrderCriterion(name=one.name.strip(), most=one.most, weight=one.weight, **own)
        for one in criteria
    )
    OrderMember.objects.bulk_create(OrderMember(name=name, **own) for name in names)
    return competition


def hold(competition: Competition) -> None:
    """Keep the competition to ourselves; it has no protocol yet. Raises `CompetitionRefused`."""
    Competition.objects.select_for_update().get(pk=competition.pk)
    if competition.outcomes.filter(retracted_at=None).exists():
        raise CompetitionRefused("competition-decided")


@transaction.atomic
def receive_bid(
    *, competition: Competition, organization: Organization, price: int, day: date, by: User
) -> OrderBid:
    """An NGO's bid, while the competition is open. Raises `CompetitionRefused`."""
    hold(competition)
    if day > competition.closes_on:
        raise CompetitionRefused("bid-late", day=competition.closes_on)
    if day < competition.announced_on:
        raise CompetitionRefused("bid-early", day=competition.announced_on)
    most = competition.theme.amount * competition.theme.years
    if not 0 < price <= most:
        raise CompetitionRefused("bid-price", left=most)
    try:
        with transaction.atomic():
            return OrderBid.objects.create(
                office_id=competition.office_id,
                competition=competition,
                organization=organization,
                price=price,
                received_on=day,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "bid_once":
            raise CompetitionRefused("bid-there", organization=organization.name_kk) from error
        raise


@transaction.atomic
def score_bid(
    *,
    bid: OrderBid,
    member: OrderMember,
    points: Mapping[int, int],
    by: User,
    correction: str = "",
) -> BidSheet:
    """A member's points for a bid, by criterion's key; other points than before need a reason.

    Raises `CompetitionRefused`.
    """
    hold(bid.competition)
    read: dict[str, int] = {}
    for criterion in bid.competition.criteria.filter(retracted_at=None):
        value = points.get(criterion.pk)
        if value is None:
            raise CompetitionRefused("bid-points-missing", criterion=criterion.name)
        if not 0 <= value <= criterion.most:
            raise CompetitionRefused("bid-points", criterion=criterion.name, most=criterion.most)
        read[str(criterion.pk)] = value
    return _sheet(bid, member, read, "", correction, by)


@transaction.atomic
def declare_interest(*, bid: OrderBid, member: OrderMember, reason: str, by: User) -> BidSheet:
    """A member's conflict of interest: points given before are struck through, none are taken.

    Raises `CompetitionRefused`.
    """
    hold(bid.competition)
    if not reason.strip():
        raise CompetitionRefused("reason-missing")
    return _sheet(bid, member, {}, reason.strip(), reason, by)


def _sheet(
    bid: OrderBid,
    member: OrderMember,
    points: dict[str, int],
    conflict: str,
    correction: str,
    by: User,
) -> BidSheet:
    if member.competition_id != bid.competition_id or not member.is_live or not bid.is_live:
        raise CompetitionRefused("bid-member")
    before = bid.sheets.filter(member=member, retracted_at=None).first()
    if before is not None:
        if before.conflict:
            raise CompetitionRefused("bid-conflict", member=member.name, reason=before.conflict)
        if not correction.strip():
            raise CompetitionRefused("bid-scored", member=member.name)
        before.retract(reason=correction, by=by)
    return BidSheet.objects.create(
        office_id=bid.office_id,
        bid=bid,
        member=member,
        points=points,
        conflict=conflict,
        recorded_by=by,
    )


@dataclass(frozen=True)
class RankedBid:
    """A bid in the ranking: its points, by how many members, and whether it passed."""

    bid: OrderBid
    rank: int
    points: Fraction
    counted: int
    conflicts: tuple[str, ...]
    is_passed: bool


def most_points(criteria: Sequence[OrderCriterion]) -> int:
    """The most that a bid can get."""
    return sum(one.most * one.weight for one in criteria)


def ranking_of(competition: Competition) -> list[RankedBid]:
    """The bids in their order."""
    criteria = list(competition.criteria.filter(retracted_at=None))
    bids = OrderBid.objects.live().filter(competition=competition).select_related("organization")
    sheets: dict[int, list[BidSheet]] = {}
    for sheet in BidSheet.objects.live().filter(bid__in=bids).select_related("member"):
        sheets.setdefault(sheet.bid_id, []).append(sheet)
    found = []
    for bid in bids:
        counted = [one for one in sheets.get(bid.pk, []) if not one.conflict]
        total = sum(
            criterion.weight * one.points.get(str(criterion.pk), 0)
            for one in counted
            for criterion in criteria
        )
        found.append((Fraction(total, len(counted) or 1), bid, counted))
    found.sort(key=lambda each: (-each[0], each[1].price, each[1].received_on, each[1].pk))
    most = most_points(criteria)
    return [
        RankedBid(
            bid,
            rank,
            points,
            len(counted),
            tuple(one.member.name for one in sheets.get(bid.pk, []) if one.conflict),
            bool(counted) and points * 100 >= competition.least * most,
        )
        for rank, (points, bid, counted) in enumerate(found, start=1)
    ]


@transaction.atomic
def decide_competition(
    *, competition: Competition, day: date, protocol: str, by: User
) -> CompetitionOutcome:
    """The protocol: the first bid that passed wins, or nobody does.

    Every member has to have scored every bid or declared an interest. Raises `CompetitionRefused`.
    """
    hold(competition)
    if not protocol.strip():
        raise CompetitionRefused("competition-protocol")
    if day < competition.closes_on:
        raise CompetitionRefused("competition-before", day=competition.closes_on)
    ranked = ranking_of(competition)
    members = competition.members.filter(retracted_at=None).count()
    for one in ranked:
        missing = members - one.counted - len(one.conflicts)
        if missing:
            raise CompetitionRefused(
                "bid-unscored", organization=one.bid.organization.name_kk, count=missing
            )
    winner = next((one.bid for one in ranked if one.is_passed), None)
    return CompetitionOutcome.objects.create(
        office_id=competition.office_id,
        competition=competition,
        winner=winner,
        decided_on=day,
        protocol=protocol.strip(),
        ranking=[
            {
                "bid": one.bid.pk,
                "points": str(one.points),
                "counted": one.counted,
                "passed": one.is_passed,
            }
            for one in ranked
        ],
        recorded_by=by,
    )
