"""Signing a contract: the case, the number, its stages and the money bound to it, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event, retract_event
from qamtu.casework.measures import Measure
from qamtu.casework.models import CaseEvent
from qamtu.finance.models import BudgetLine
from qamtu.finance.money import commit, retract_entry
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization

from .methods import METHODS
from .models import Contract, ContractStage, Lot, LotOutcome, OrderTheme


class ContractRefused(FactRefused):
    """«contract-number», «contract-subject», «contract-known», «contract-method»,
    «contract-term», «contract-penalty», «contract-no-stages», «contract-stages-sum»,
    «stage-before-contract», «stage-name», «stage-sum», «contract-lot», «contract-above-lot»,
    «contract-ended», «contract-before», «contract-acts-stand».
    """


@dataclass(frozen=True)
class Stage:
    """A stage as it is agreed: what, until when, for how much (tiyn), from which line.

    `line` None: the contract's own.
    """

    name: str
    due_on: date
    amount: int
    line: BudgetLine | None = None


@dataclass(frozen=True)
class Terms:
    """What a contract says beside its sum. Rates are millionths of the late sum."""

    method: str = ""
    portal_number: str = ""
    portal_on: date | None = None
    ends_on: date | None = None
    late_rate: int = 0
    late_cap: int = 0
    lot: Lot | None = None
    theme: OrderTheme | None = None


@transaction.atomic
def sign_contract(
    *,
    measure: Measure,
    office: Office,
    supplier: Organization,
    number: str,
    subject: str,
    day: date,
    line: BudgetLine,
    amount: int,
    by: User,
    stages: Sequence[Stage] = (),
    terms: Terms | None = None,
) -> Contract:
    """Open the supplier's case, approve it and commit the contract's sum (tiyn) by its stages.

    Without stages it has one, to the end of the line's year or of the contract. Raises
    `ContractRefused`, or what the case and the lines refuse.
    """
    said = terms or Terms()
    last = said.ends_on or max(day, date(line.year, 12, 31))
    agreed = list(stages) or [Stage(subject.strip(), last, amount)]
    _check(number, subject, day, agreed, amount, said, supplier)
    case = open_case(measure=measure, office=office, subject=supplier, day=day, by=by)
    event = record_event(case=case, measure=measure, transition="approve", day=day, by=by)
    sums: dict[BudgetLine, int] = {}
    for stage in agreed:
        own = stage.line or line
        sums[own] = sums.get(own, 0) + stage.amount
    bind(sums, contract_case=event, day=day, act=f"№ {number}", by=by)
    try:
        with transaction.atomic():
            contract = Contract.objects.create(
                office=office,
                case=case,
                supplier=supplier,
                number=number.strip(),
                signed_on=day,
                subject=subject.strip(),
                method=said.method,
                portal_number=said.portal_number.strip(),
                portal_on=said.portal_on,
                ends_on=said.ends_on,
                late_rate=said.late_rate,
                late_cap=said.late_cap,
                lot=said.lot,
                theme=said.theme,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "contract_number_once":
            raise ContractRefused("contract-known", number=number) from error
        raise
    add_stages(contract, agreed, line, by=by)
    return contract


def bind(
    sums: dict[BudgetLine, int], *, contract_case: CaseEvent, day: date, act: str, by: User
) -> None:
    """Commit (or release, where negative) on each line, in the order that all take them."""
    for line in sorted(sums, key=lambda one: one.pk):
        if sums[line]:
            commit(
                line=line,
                case=contract_case.case,
                amount=sums[line],
                day=day,
                by=by,
                act=act,
                event=contract_case,
            )


def add_stages(
    contract: Contract, stages: Iterable[Stage], line: BudgetLine, *, by: User, first: int = 1
) -> list[ContractStage]:
    """Record stages under the numbers from `first`."""
    return ContractStage.objects.bulk_create(
        ContractStage(
            office_id=contract.office_id,
            contract=contract,
            line=stage.line or line,
            number=number,
            name=stage.name.strip(),
            due_on=stage.due_on,
            amount=stage.amount,
            recorded_by=by,
        )
        for number, stage in enumerate(stages, start=first)
    )


def _check(
    number: str,
    subject: str,
    day: date,
    stages: Sequence[Stage],
    amount: int,
    terms: Terms,
    supplier: Organization,
) -> None:
    if not number.strip():
        raise ContractRefused("contract-number")
    if not subject.strip():
        raise ContractRefused("contract-subject", number=number)
    if terms.method and terms.method not in METHODS:
        raise ContractRefused("contract-method")
    if terms.ends_on is not None and terms.ends_on < day:
        raise ContractRefused("contract-term", day=day)
    if (terms.late_rate == 0) != (terms.late_cap == 0) or terms.late_cap > 1_000_000:
        raise ContractRefused("contract-penalty")
    check_stages(stages, day, terms.ends_on)
    total = sum(stage.amount for stage in stages)
    if total != amount:
        raise ContractRefused("contract-stages-sum", amount=amount, left=total)
    if terms.lot is not None:
        awarded = LotOutcome.objects.live().filter(lot=terms.lot, kind="awarded").first()
        if awarded is None or awarded.supplier_id != supplier.pk or awarded.decided_on > day:
            raise ContractRefused("contract-lot", lot=str(terms.lot))
        if amount > awarded.price:
            raise ContractRefused("contract-above-lot", amount=awarded.price)


def check_stages(stages: Iterable[Stage], day: date, ends_on: date | None) -> None:
    """Raises `ContractRefused` for a stage without a name or a sum, or outside of the term."""
    for stage in stages:
        if not stage.name.strip():
            raise ContractRefused("stage-name")
        if stage.amount <= 0:
            raise ContractRefused("stage-sum")
        if stage.due_on < day or (ends_on is not None and stage.due_on > ends_on):
            raise ContractRefused("stage-before-contract", stage=stage.name)


def hold(contract: Contract, day: date) -> None:
    """Keep the contract's case to ourselves until the transaction ends; it has to stand.

    Raises `ContractRefused`: the contract is over, or the day is before its signing.
    """
    contract.case.lock()
    fresh = Contract.objects.live().filter(pk=contract.pk).first()
    if fresh is None or fresh.ends.filter(retracted_at=None).exists():
        raise ContractRefused("contract-ended")
    if day < contract.signed_on:
        raise ContractRefused("contract-before", day=contract.signed_on)


@transaction.atomic
def void_contract(*, contract: Contract, reason: str, by: User) -> None:
    """Take back a contract that was recorded by mistake: its money, its stages, its case's steps.

    Raises `ContractRefused` where anything was delivered, changed or paid under it.
    """
    hold(contract, contract.signed_on)
    stages = list(contract.stages.filter(retracted_at=None))
    stand = contract.changes.filter(retracted_at=None).exists() or any(
        stage.acts.filter(retracted_at=None).exists() for stage in stages
    )
    if stand or contract.recipients.filter(retracted_at=None).exists():
        raise ContractRefused("contract-acts-stand")
    for entry in contract.case.money.live().order_by("-pk"):
        retract_entry(entry=entry, reason=reason, by=by)
    for stage in stages:
        stage.retract(reason=reason, by=by)
    contract.retract(reason=reason, by=by)
    for event in contract.case.events.live().order_by("-pk"):
        retract_event(event=event, reason=reason, by=by)
