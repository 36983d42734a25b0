"""The end of a contract: closed or terminated, what was not used released on its lines."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import record_event, retract_event
from qamtu.casework.measures import Measure
from qamtu.casework.workflow import APPROVED
from qamtu.finance.models import BudgetLine, MoneyEntry
from qamtu.finance.money import retract_entry
from qamtu.ledger.models import FactRefused

from .contracts import bind, hold
from .models import Contract, ContractEnd
from .standing import ContractStanding, standing_of

ENDING_STEPS = ("carry_out", "close", "withdraw")  # of a contract's case: at its end alone


class EndRefused(FactRefused):
    """«end-acts-wait», «end-acts-unpaid», «end-other-measure», «end-none», «reason-missing»."""


@transaction.atomic
def close_contract(
    *, contract: Contract, measure: Measure, day: date, by: User, paper: str = "", reason: str = ""
) -> ContractEnd:
    """Close a contract; carried out where all of it was accepted. Raises `EndRefused`."""
    standing = _ready(contract, measure, day)
    if standing.accepted == standing.amount and contract.case.lock()[0] == APPROVED:
        record_event(case=contract.case, measure=measure, transition="carry_out", day=day, by=by)
    end = _end(contract, standing, ContractEnd.Kind.CLOSED, day, by, paper, reason)
    record_event(case=contract.case, measure=measure, transition="close", day=day, by=by)
    return end


@transaction.atomic
def terminate_contract(
    *, contract: Contract, measure: Measure, day: date, reason: str, by: User, paper: str = ""
) -> ContractEnd:
    """End a contract before it is carried out, with the reason. Raises `EndRefused`."""
    if not reason.strip():
        raise EndRefused("reason-missing")
    standing = _ready(contract, measure, day)
    end = _end(contract, standing, ContractEnd.Kind.TERMINATED, day, by, paper, reason)
    record_event(
        case=contract.case, measure=measure, transition="withdraw", day=day, reason=reason, by=by
    )
    return end


@transaction.atomic
def take_end_back(*, contract: Contract, reason: str, by: User) -> None:
    """A mistaken closing or termination: what it released is bound again, the case stands again.

    Raises `EndRefused` where the contract has not ended, and `MoneyRefused` where the money that
    was released is bound elsewhere by now.
    """
    if not reason.strip():
        raise EndRefused("reason-missing")
    contract.case.lock()
    end = ContractEnd.objects.live().filter(contract=contract).first()
    if end is None:
        raise EndRefused("end-none")
    released = contract.case.money.live().filter(
        kind=MoneyEntry.Kind.COMMITTED, amount__lt=0, act=_act_of(contract, end.kind)
    )
    for entry in released.select_related("line").order_by("line"):
        retract_entry(entry=entry, reason=reason, by=by)
    end.retract(reason=reason, by=by)
    steps = contract.case.events.live().filter(transition__in=ENDING_STEPS)
    for event in steps.order_by("-pk"):
        retract_event(event=event, reason=reason, by=by)


def _act_of(contract: Contract, kind: str) -> str:
    """By what the released money is known on its lines."""
    return f"{contract}: {kind}"


def _ready(contract: Contract, measure: Measure, day: date) -> ContractStanding:
    """Nothing that was delivered is left undecided or unpaid."""
    hold(contract, day)
    if measure.code != contract.case.measure:
        raise EndRefused("end-other-measure")
    standing = standing_of(contract)
    if standing.waiting:
        raise EndRefused("end-acts-wait", acts=", ".join(str(one.act) for one in standing.waiting))
    if standing.unpaid:
        raise EndRefused("end-acts-unpaid", acts=", ".join(str(one.act) for one in standing.unpaid))
    return standing


def _end(
    contract: Contract,
    standing: ContractStanding,
    kind: ContractEnd.Kind,
    day: date,
    by: User,
    paper: str,
    reason: str,
) -> ContractEnd:
    unused: dict[BudgetLine, int] = {}
    for stage in standing.stages:
        line = stage.stage.line
        unused[line] = unused.get(line, 0) - (stage.amount - stage.paid)
    approved = contract.case.events.live().get(transition="approve")
    bind(unused, contract_case=approved, day=day, act=_act_of(contract, kind), by=by)
    return ContractEnd.objects.create(
        office_id=contract.office_id,
        contract=contract,
        kind=kind,
        ended_on=day,
        released=-sum(unused.values()),
        reason=reason.strip(),
        paper=paper.strip(),
        recorded_by=by,
    )
