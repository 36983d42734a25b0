"""The end of a contract: closed or terminated, what was not used released on its lines."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.casework.acts import record_event
from qamtu.casework.measures import Measure
from qamtu.casework.workflow import APPROVED
from qamtu.finance.models import BudgetLine
from qamtu.ledger.models import FactRefused

from .contracts import bind, hold
from .models import Contract, ContractEnd
from .standing import ContractStanding, standing_of


class EndRefused(FactRefused):
    """«end-acts-wait», «end-acts-unpaid», «end-other-measure», «reason-missing»."""


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
    bind(unused, contract_case=approved, day=day, act=f"{contract}: {kind}", by=by)
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
