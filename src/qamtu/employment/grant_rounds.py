"""Rounds of startup grants: their window, money, criteria and commission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Sum

from qamtu.accounts.models import Office, User
from qamtu.documents.numbering import next_number
from qamtu.finance.models import BudgetLine
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.rules.startup_grant.formulas import FIRST_DAY
from qamtu.trilingual import Names

from .models import GrantCriterion, GrantDecision, GrantMember, GrantRound
from .startup_grant import MEASURE

SERIES = "grant-round"
MOST_POINTS = 100


class GrantRefused(FactRefused):
    """«grant-act», «grant-window-order», «grant-before-law», «grant-line», «grant-money-short»,
    «grant-criteria», «grant-quorum», «grant-least», «grant-member», «grant-member-twice»,
    «grant-member-scored», «grant-applications-stand», «grant-window», «grant-title»,
    «grant-estimate», «grant-estimate-row», «grant-applied-already», «grant-category-unknown»,
    «grant-category-paper», «grant-category-not-held», «grant-certificate», «grant-not-admitted»,
    «grant-admitted», «grant-protocol-held», «grant-no-protocol», «grant-window-open»,
    «grant-unchecked», «grant-not-checked», «grant-points», «grant-points-missing»,
    «grant-conflict», «grant-scored-already», «grant-unscored», «grant-nothing-ranked»,
    «grant-not-passed», «grant-not-in-money», «grant-money», «grant-awarded-elsewhere»,
    «grant-fits», «grant-awards-stand», «grant-before-protocol», «grant-not-awarded»,
    «grant-contract», «grant-contract-order», «grant-contract-known», «grant-no-contract»,
    «grant-not-paid», «grant-receipt», «grant-receipt-day», «grant-receipt-twice», «grant-visit»,
    «grant-visit-before», «grant-paid-already», «grant-unspent», «grant-return», «person-deceased»,
    «reason-missing».
    """


@dataclass(frozen=True)
class Criterion:
    """What is scored up to `most` points, and its weight in the sum."""

    names: Names
    most: int
    weight: int = 1


USUAL_CRITERIA = (
    Criterion(Names("Нарық және сұраныс", "Рынок и спрос", "Market"), 10),
    Criterion(Names("Қаржылық есеп", "Финансовые расчёты", "Finance"), 10),
    Criterion(Names("Саланың зерттелуі", "Проработка отрасли", "Research"), 10),
    Criterion(Names("Дағды мен тәжірибе", "Навыки и опыт", "Skill"), 10),
    Criterion(Names("Ашылатын жұмыс орындары", "Создаваемые рабочие места", "Jobs created"), 10),
)
"""What the commissions look at, as the digest of the law names it; a round may set its own."""


@transaction.atomic
def open_round(
    *,
    office: Office,
    line: BudgetLine,
    money: int,
    opens_on: date,
    closes_on: date,
    act: str,
    by: User,
    criteria: Sequence[Criterion] = USUAL_CRITERIA,
    quorum: int = 1,
    least: int = 0,
) -> GrantRound:
    """Announce a round by an act, with money of a line that no other round has.

    The number is taken first: one clerk of the office at a time sets money for a round. Raises
    `GrantRefused`.
    """
    number = next_number(office=office, series=SERIES, year=opens_on.year)
    if not act.strip():
        raise GrantRefused("grant-act")
    if closes_on < opens_on:
        raise GrantRefused("grant-window-order")
    if opens_on < FIRST_DAY:
        raise GrantRefused("grant-before-law", first=FIRST_DAY)
    if line.measure != MEASURE.code or line.office_id != office.pk:
        raise GrantRefused("grant-line")
    there = _not_set_for_a_round(line)
    if not 0 < money <= there:
        raise GrantRefused("grant-money-short", amount=money, left=there)
    if not criteria or any(not 0 < one.most <= MOST_POINTS or one.weight < 1 for one in criteria):
        raise GrantRefused("grant-criteria", most=MOST_POINTS)
    if quorum < 1:
        raise GrantRefused("grant-quorum")
    if not 0 <= least <= 100:
        raise GrantRefused("grant-least")
    made = GrantRound.objects.create(
        office=office,
        number=number,
        year=opens_on.year,
        act=act.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        line=line,
        money=money,
        quorum=quorum,
        least=least,
        recorded_by=by,
    )
    GrantCriterion.objects.bulk_create(
        GrantCriterion(
            office=office,
            round=made,
            position=position,
            name_kk=one.names.kk,
            name_ru=one.names.ru,
            name_en=one.names.en,
            most=one.most,
            weight=one.weight,
            recorded_by=by,
        )
        for position, one in enumerate(criteria, start=1)
    )
    return made


def _not_set_for_a_round(line: BudgetLine) -> int:
    """What of a line's money no round has and no other case is bound to, tiyn."""
    line.refresh_from_db()
    rounds = GrantRound.objects.live().filter(line=line)
    set_for = rounds.aggregate(sum=Sum("money"))["sum"] or 0
    awarded = (
        GrantDecision.objects.live().filter(round__in=rounds).aggregate(sum=Sum("amount"))["sum"]
        or 0
    )
    elsewhere = max(0, line.committed - awarded)
    return max(0, line.allocated - set_for - elsewhere)


def name_member(
    *, round: GrantRound, name: str, post: str, by: User, is_external: bool = False
) -> GrantMember:
    """Put a member on the commission. Raises `GrantRefused`."""
    if not name.strip() or not post.strip():
        raise GrantRefused("grant-member")
    if round.protocols.filter(retracted_at=None).exists():
        raise GrantRefused("grant-protocol-held")
    try:
        with transaction.atomic():
            return GrantMember.objects.create(
                office_id=round.office_id,
                round=round,
                name=" ".join(name.split()),
                post=post.strip(),
                is_external=is_external,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "grant_member_once_per_round":
            raise GrantRefused("grant-member-twice", name=name.strip()) from error
        raise


@transaction.atomic
def dismiss_member(*, member: GrantMember, reason: str, by: User) -> None:
    """Take a member off the commission who has given no points. Raises `GrantRefused`."""
    hold(member.round)
    if member.sheets.filter(retracted_at=None).exists():
        raise GrantRefused("grant-member-scored", name=member.name)
    member.retract(reason=reason, by=by)


@transaction.atomic
def take_back_round(*, round: GrantRound, reason: str, by: User) -> None:
    """Retract a round that was announced wrongly, while nobody has applied in it.

    Raises `GrantRefused` («grant-applications-stand»).
    """
    round = hold(round)
    if round.applications.filter(retracted_at=None).exists():
        raise GrantRefused("grant-applications-stand")
    round.retract(reason=reason, by=by)


def hold(round: GrantRound) -> GrantRound:
    """Lock the round's row: one clerk at a time applies, scores, ranks and awards in a round."""
    return GrantRound.objects.select_for_update().get(pk=round.pk)


def awarded_in(round: GrantRound) -> int:
    """What is awarded in the round, tiyn."""
    awards = GrantDecision.objects.live().filter(round=round)
    return awards.aggregate(sum=Sum("amount"))["sum"] or 0
