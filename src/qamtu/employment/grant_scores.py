"""What the members of a commission give, and the ranking that follows from it.

A criterion of an application gets the mean of its members' points, times the weight; members with a
conflict of interest are not among them. Sums are exact fractions. Of equal sums the earlier
application goes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db import transaction

from qamtu.accounts.models import User

from .grant_rounds import GrantRefused, hold
from .models import GrantApplication, GrantCriterion, GrantMember, GrantRound, GrantSheet


@dataclass(frozen=True)
class Scored:
    """A member's sheet for an application: points by the criterion's key, or the conflict."""

    application: GrantApplication
    member: GrantMember
    points: Mapping[int, int]
    conflict: str = ""


def score(
    *,
    application: GrantApplication,
    member: GrantMember,
    points: Mapping[int, int],
    by: User,
    correction: str = "",
) -> None:
    """Record a member's points for an application. Other points than before need a reason."""
    score_all(
        round=application.round,
        scored=[Scored(application, member, points)],
        by=by,
        correction=correction,
    )


def declare_conflict(
    *, application: GrantApplication, member: GrantMember, reason: str, by: User
) -> None:
    """A member's interest in an application: the member does not score it, and is not counted.

    Points that were given before are struck through. Raises `GrantRefused`.
    """
    if not reason.strip():
        raise GrantRefused("reason-missing")
    score_all(
        round=application.round,
        scored=[Scored(application, member, {}, reason.strip())],
        by=by,
        correction=reason,
    )


@transaction.atomic
def score_all(
    *, round: GrantRound, scored: Sequence[Scored], by: User, correction: str = ""
) -> None:
    """Record sheets of a round, all or none. Raises `GrantRefused`."""
    hold(round)
    if round.protocols.filter(retracted_at=None).exists():
        raise GrantRefused("grant-protocol-held")
    criteria = list(round.criteria.filter(retracted_at=None))
    states = dict(
        GrantApplication.objects.filter(
            pk__in=[one.application.pk for one in scored], round=round
        ).values_list("pk", "case__state")
    )
    standing = {
        (sheet.application_id, sheet.member_id): sheet
        for sheet in GrantSheet.objects.live().filter(application__in=states)
    }
    new = []
    for one in scored:
        if one.member.round_id != round.pk or not one.member.is_live:
            raise GrantRefused("grant-member")
        if states.get(one.application.pk) != "checked":
            raise GrantRefused("grant-not-checked")
        points = {} if one.conflict else _read_points(criteria, one.points)
        before = standing.get((one.application.pk, one.member.pk))
        if before is not None:
            if (before.points, before.conflict) == (points, one.conflict):
                continue
            if before.conflict:
                raise GrantRefused("grant-conflict", member=one.member.name, reason=before.conflict)
            if not correction.strip():
                raise GrantRefused("grant-scored-already", member=one.member.name)
            before.retract(reason=correction, by=by)
        new.append(
            GrantSheet(
                office_id=round.office_id,
                application=one.application,
                member=one.member,
                points=points,
                conflict=one.conflict,
                recorded_by=by,
            )
        )
    GrantSheet.objects.bulk_create(new)


def _read_points(criteria: Sequence[GrantCriterion], given: Mapping[int, int]) -> dict[str, int]:
    points = {}
    for criterion in criteria:
        value = given.get(criterion.pk)
        if value is None:
            raise GrantRefused("grant-points-missing", criterion=criterion.names)
        if not 0 <= value <= criterion.most:
            raise GrantRefused("grant-points", criterion=criterion.names, most=criterion.most)
        points[str(criterion.pk)] = value
    return points


@dataclass(frozen=True)
class Ranked:
    """An application in the ranking: its sum, who was counted, and whether the money reaches it."""

    application: GrantApplication
    rank: int
    points: Fraction
    counted: int
    conflicts: tuple[str, ...]
    is_passed: bool
    fits: bool


def most_points(criteria: Sequence[GrantCriterion]) -> int:
    """The most that an application can get."""
    return sum(criterion.most * criterion.weight for criterion in criteria)


def points_of(sheets: Sequence[GrantSheet], criteria: Sequence[GrantCriterion]) -> Fraction:
    """The weighted sum of the means; nothing where nobody has scored."""
    counted = [sheet for sheet in sheets if not sheet.conflict]
    if not counted:
        return Fraction(0)
    given = sum(
        criterion.weight * sheet.points.get(str(criterion.pk), 0)
        for criterion in criteria
        for sheet in counted
    )
    return Fraction(given, len(counted))


def ranking(round: GrantRound) -> list[Ranked]:
    """The admitted applications in their order, and whom the money of the round reaches.

    An application is awarded what it asks for, whole. Nobody is passed over for one who asks for
    less: where the money does not reach an application, it does not reach those after it.
    """
    criteria = list(round.criteria.filter(retracted_at=None))
    waiting = (
        GrantApplication.objects.live()
        .filter(round=round, case__state="checked")
        .select_related("person", "case")
    )
    sheets: dict[int, list[GrantSheet]] = {}
    for sheet in (
        GrantSheet.objects.live().filter(application__round=round).select_related("member")
    ):
        sheets.setdefault(sheet.application_id, []).append(sheet)
    found = [
        (points_of(sheets.get(one.pk, []), criteria), one, sheets.get(one.pk, []))
        for one in waiting
    ]
    found.sort(key=lambda each: (-each[0], each[1].applied_on, each[1].pk))
    left = round.money
    most = most_points(criteria)
    is_over = False
    ranked = []
    for rank, (points, application, given) in enumerate(found, start=1):
        is_passed = points * 100 >= round.least * most
        is_over = is_over or (is_passed and application.asked > left)
        fits = is_passed and not is_over
        left -= application.asked if fits else 0
        conflicts = tuple(sheet.member.name for sheet in given if sheet.conflict)
        ranked.append(
            Ranked(
                application, rank, points, len(given) - len(conflicts), conflicts, is_passed, fits
            )
        )
    return ranked
