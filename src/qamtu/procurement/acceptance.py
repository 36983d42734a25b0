"""Acts of acceptance: what was delivered to whom, accepted or sent back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person, StatusPeriod

from .contracts import hold
from .models import AcceptanceAct, ActDecision, ActLine, ContractStage
from .order_recipients import carry_out_for
from .standing import stage_of, standing_of


class ActRefused(FactRefused):
    """«act-number», «act-known», «act-sum», «act-beyond-stage», «act-line-item»,
    «act-line-quantity», «act-line-after-act», «act-line-before», «act-line-twice»,
    «act-line-deceased», «act-decided», «act-before-delivery», «reason-missing», «act-paid».
    """


@dataclass(frozen=True)
class Delivered:
    """One line of an act: what, how many, to whom, on which day, by which signature or paper."""

    item: str
    received_on: date
    person: Person | None = None
    quantity: int = 1
    paper: str = ""


@transaction.atomic
def present_act(
    *,
    stage: ContractStage,
    number: str,
    delivered_on: date,
    amount: int,
    by: User,
    lines: Sequence[Delivered] = (),
    note: str = "",
) -> AcceptanceAct:
    """Record what the supplier presents for a stage; it waits for a decision. Tiyn.

    Raises `ActRefused`, `ContractRefused`.
    """
    contract = stage.contract
    hold(contract, delivered_on)
    if not number.strip():
        raise ActRefused("act-number")
    if amount <= 0:
        raise ActRefused("act-sum")
    known = AcceptanceAct.objects.live().filter(stage__contract=contract, number=number.strip())
    if known.exists():
        raise ActRefused("act-known", number=number)
    standing = stage_of(standing_of(contract), stage.pk)
    left = standing.left if standing is not None else 0
    if amount > left:
        raise ActRefused("act-beyond-stage", left=left, stage=stage.name)
    _check_lines(lines, contract.signed_on, delivered_on)
    act = AcceptanceAct.objects.create(
        office_id=contract.office_id,
        stage=stage,
        number=number.strip(),
        delivered_on=delivered_on,
        amount=amount,
        note=note.strip(),
        recorded_by=by,
    )
    ActLine.objects.bulk_create(
        ActLine(
            office_id=contract.office_id,
            act=act,
            person=line.person,
            item=line.item.strip(),
            quantity=line.quantity,
            received_on=line.received_on,
            paper=line.paper.strip(),
            recorded_by=by,
        )
        for line in lines
    )
    return act


def _check_lines(lines: Sequence[Delivered], signed_on: date, delivered_on: date) -> None:
    people = [line.person.pk for line in lines if line.person is not None]
    died = {
        one.person_id: one.valid_from
        for one in StatusPeriod.objects.live().filter(person__in=people, kind="deceased")
    }
    seen = set()
    for line in lines:
        if not line.item.strip():
            raise ActRefused("act-line-item")
        if line.quantity < 1:
            raise ActRefused("act-line-quantity", item=line.item)
        if line.received_on > delivered_on:
            raise ActRefused("act-line-after-act", day=delivered_on)
        if line.received_on < signed_on:
            raise ActRefused("act-line-before", day=signed_on)
        if line.person is None:
            continue
        key = (line.person.pk, line.item.strip(), line.received_on)
        if key in seen:
            raise ActRefused("act-line-twice", person=line.person.full_name, item=line.item)
        seen.add(key)
        death = died.get(line.person.pk)
        if death is not None and death <= line.received_on:
            raise ActRefused("act-line-deceased", person=line.person.full_name, day=death)


@transaction.atomic
def accept_act(*, act: AcceptanceAct, day: date, by: User) -> ActDecision:
    """Accept an act: it may be paid, and its recipients have received.

    Raises `ActRefused`, `ContractRefused`, or what the recipients' cases refuse.
    """
    decision = _decide(act, ActDecision.Kind.ACCEPTED, day, by)
    carry_out_for(act=act, by=by)
    return decision


@transaction.atomic
def reject_act(*, act: AcceptanceAct, day: date, reason: str, by: User) -> ActDecision:
    """Send an act back with what is wrong with it; its sum is free for another act."""
    if not reason.strip():
        raise ActRefused("reason-missing")
    return _decide(act, ActDecision.Kind.REJECTED, day, by, reason.strip())


def _decide(
    act: AcceptanceAct, kind: ActDecision.Kind, day: date, by: User, reason: str = ""
) -> ActDecision:
    hold(act.stage.contract, day)
    if not AcceptanceAct.objects.live().filter(pk=act.pk).exists():
        raise ActRefused("act-decided")
    if act.decisions.filter(retracted_at=None).exists():
        raise ActRefused("act-decided")
    if day < act.delivered_on:
        raise ActRefused("act-before-delivery", day=act.delivered_on)
    return ActDecision.objects.create(
        office_id=act.office_id, act=act, kind=kind, decided_on=day, reason=reason, recorded_by=by
    )


@transaction.atomic
def take_act_back(*, act: AcceptanceAct, reason: str, by: User) -> None:
    """An act that was recorded by mistake and waits for its decision. Raises `ActRefused`."""
    hold(act.stage.contract, act.delivered_on)
    if act.decisions.filter(retracted_at=None).exists():
        raise ActRefused("act-decided")
    act.retract(reason=reason, by=by)
