"""Signing a contract: the case, the number, and the money bound to it, or nothing."""

from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.casework.acts import open_case, record_event
from qamtu.casework.measures import Measure
from qamtu.finance.models import BudgetLine
from qamtu.finance.money import commit
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.organizations.models import Organization

from .models import Contract


class ContractRefused(FactRefused):
    """«contract-number», «contract-subject», «contract-known»."""


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
) -> Contract:
    """Open the supplier's case, approve it and commit the contract's sum (tiyn) on the line.

    Raises `ContractRefused`, or what the case and the line refuse.
    """
    if not number.strip():
        raise ContractRefused("contract-number")
    if not subject.strip():
        raise ContractRefused("contract-subject", number=number)
    case = open_case(measure=measure, office=office, subject=supplier, day=day, by=by)
    event = record_event(case=case, measure=measure, transition="approve", day=day, by=by)
    commit(line=line, case=case, amount=amount, day=day, by=by, act=f"№ {number}", event=event)
    try:
        with transaction.atomic():
            return Contract.objects.create(
                office=office,
                case=case,
                supplier=supplier,
                number=number,
                signed_on=day,
                subject=subject,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "contract_number_once":
            raise ContractRefused("contract-known", number=number) from error
        raise
