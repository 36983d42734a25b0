"""Contracts for the public, as releases of the Open Contracting Data Standard 1.1. Nobody in them.

What was delivered to whom stays in the register: of people, a release says nothing at all.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from qamtu.accounts.models import Office
from qamtu.organizations.models import Organization
from qamtu.procurement.methods import METHODS
from qamtu.procurement.models import (
    Contract,
    ContractChange,
    LotOutcome,
    StagePayment,
)
from qamtu.procurement.standing import ContractStanding, StageStanding, standings_of
from qamtu.reporting.catalogue import MEASURES

VERSION = "1.1"
# A publisher asks the Open Contracting Partnership for a prefix of its own before it publishes.
PREFIX = "ocds-qamtu0"
SCHEME = "KZ-BIN"
CURRENCY = "KZT"
MARK = "\ue000"  # around a decimal, which the json module does not know
Json = dict[str, Any]


def contracts_of(office: Office, year: int | None = None) -> list[Contract]:
    """The contracts of an office that stand, of a year of signing or all."""
    found = Contract.objects.live().filter(office=office)
    if year is not None:
        found = found.filter(signed_on__year=year)
    rows = found.select_related("supplier", "case", "office", "lot__need", "theme")
    return list(rows.order_by("signed_on", "pk"))


def release_package(office: Office, contracts: Sequence[Contract], at: datetime) -> Json:
    """A package with one release a contract, as it stands at the moment."""
    standings = standings_of(contracts)
    context = _Context(contracts)
    return {
        "uri": f"urn:qamtu:{office.code}:ocds:{at:%Y%m%dT%H%M%S}",
        "version": VERSION,
        "publishedDate": _moment(at),
        "publisher": {"name": office.name_kk, "uid": office.code},
        "releases": [_release(one, standings[one.pk], context, at) for one in contracts],
    }


def as_text(package: Json) -> str:
    """A package as it is kept in a file; sums to the tiyn, without a detour over floats."""
    text = json.dumps(
        package, ensure_ascii=False, indent=2, default=lambda number: f"{MARK}{number}{MARK}"
    )
    return text.replace(f'"{MARK}', "").replace(f'{MARK}"', "") + "\n"


class _Context:
    """What stands beside contracts, read at once."""

    def __init__(self, contracts: Iterable[Contract]) -> None:
        keys = [one.pk for one in contracts]
        self.awards = {
            one.lot_id: one
            for one in LotOutcome.objects.live().filter(lot__contracts__in=keys, kind="awarded")
        }
        self.changes: dict[int, list[ContractChange]] = {}
        for change in ContractChange.objects.live().filter(contract__in=keys):
            self.changes.setdefault(change.contract_id, []).append(change)
        self.payments: dict[int, list[StagePayment]] = {}
        for payment in (
            StagePayment.objects.filter(act__stage__contract__in=keys, entry__retracted_at=None)
            .select_related("entry", "act__stage")
            .order_by("entry__occurred_on", "pk")
        ):
            self.payments.setdefault(payment.act.stage.contract_id, []).append(payment)


def _release(
    contract: Contract, standing: ContractStanding, context: _Context, at: datetime
) -> Json:
    office, supplier = contract.office, contract.supplier
    key = f"{contract.pk}"
    first_sum = sum(
        stage.stage.amount for stage in standing.stages if stage.stage.change_id is None
    )
    return {
        "ocid": f"{PREFIX}-{office.code}-{key}",
        "id": f"{key}-{at:%Y%m%dT%H%M%S}",
        "date": _moment(at),
        "language": "kk",
        "tag": _tags(contract, context),
        "initiationType": "tender",
        "parties": [
            {
                "id": _buyer_id(office),
                "name": office.name_kk,
                "roles": ["buyer", "procuringEntity"],
            },
            {
                "id": _supplier_id(supplier),
                "name": supplier.name_kk,
                "identifier": {
                    "scheme": SCHEME,
                    "id": supplier.bin,
                    "legalName": supplier.name_kk,
                },
                "roles": ["supplier", "tenderer"],
            },
        ],
        "buyer": {"id": _buyer_id(office), "name": office.name_kk},
        "planning": _planning(contract, standing),
        "tender": _tender(contract, first_sum),
        "awards": [_award(contract, context, first_sum)],
        "contracts": [_contract(contract, standing, context)],
    }


def _tags(contract: Contract, context: _Context) -> list[str]:
    changed = ["contractAmendment"] if contract.pk in context.changes else []
    paid = ["implementation"] if contract.pk in context.payments else []
    return ["planning", "tender", "award", "contract", *changed, *paid]


def _planning(contract: Contract, standing: ContractStanding) -> Json:
    lines = {stage.stage.line for stage in standing.stages}
    need = contract.lot.need if contract.lot is not None else None
    budget: Json = {
        "id": ", ".join(sorted(str(line) for line in lines)),
        "description": MEASURES[contract.case.measure].names.kk,
        "amount": _value(need.amount if need is not None else standing.amount),
    }
    return {"budget": budget} | ({"rationale": need.what} if need is not None else {})


def _tender(contract: Contract, first_sum: int) -> Json:
    lot = contract.lot
    found: Json = {
        "id": contract.portal_number or (str(lot) if lot is not None else f"{contract.pk}"),
        "title": lot.subject if lot is not None else contract.subject,
        "status": "complete",
        "procuringEntity": {"id": _buyer_id(contract.office), "name": contract.office.name_kk},
        "value": _value(lot.amount if lot is not None else first_sum),
        "mainProcurementCategory": "services",
    }
    if contract.method:
        method = METHODS[contract.method]
        found |= {"procurementMethod": method.ocds, "procurementMethodDetails": method.names.kk}
    if lot is not None:
        found["tenderPeriod"] = {"startDate": _day(lot.announced_on)}
    return found


def _award(contract: Contract, context: _Context, first_sum: int) -> Json:
    outcome = context.awards.get(contract.lot_id or 0)
    return {
        "id": f"{contract.pk}-award",
        "title": contract.subject,
        "status": "active",
        "date": _day(outcome.decided_on if outcome is not None else contract.signed_on),
        "value": _value(outcome.price if outcome is not None else first_sum),
        "suppliers": [{"id": _supplier_id(contract.supplier), "name": contract.supplier.name_kk}],
    }


def _contract(contract: Contract, standing: ContractStanding, context: _Context) -> Json:
    period: Json = {"startDate": _day(contract.signed_on)}
    if standing.ends_on is not None:
        period["endDate"] = _day(standing.ends_on)
    status = "active"
    if standing.end is not None:
        status = "terminated"  # the standard's word for a contract that is over, however it ended
    found: Json = {
        "id": contract.number,
        "awardID": f"{contract.pk}-award",
        "title": contract.subject,
        "status": status,
        "period": period,
        "value": _value(standing.amount),
        "dateSigned": _day(contract.signed_on),
        "implementation": {
            "transactions": [
                _transaction(contract, payment) for payment in context.payments.get(contract.pk, [])
            ],
            "milestones": [_milestone(stage) for stage in standing.stages],
        },
    }
    changes = context.changes.get(contract.pk, [])
    if changes:
        found["amendments"] = [
            {
                "id": change.number,
                "date": _day(change.signed_on),
                "rationale": change.reason,
            }
            for change in changes
        ]
    return found


def _milestone(stage: StageStanding) -> Json:
    is_met = stage.accepted >= stage.amount
    found: Json = {
        "id": f"{stage.stage.number}",
        "title": stage.stage.name,
        "type": "delivery",
        "dueDate": _day(stage.due_on),
        "status": "met" if is_met else ("partiallyMet" if stage.accepted else "scheduled"),
    }
    if is_met and stage.acts:
        accepted = [one for one in stage.acts if one.is_accepted and one.decision]
        if accepted:
            last = max(one.decision.decided_on for one in accepted if one.decision)
            found["dateMet"] = _day(last)
    return found


def _transaction(contract: Contract, payment: StagePayment) -> Json:
    return {
        "id": f"{payment.entry_id}",
        "date": _day(payment.entry.occurred_on),
        "value": _value(payment.entry.amount),
        "payer": {"id": _buyer_id(contract.office), "name": contract.office.name_kk},
        "payee": {"id": _supplier_id(contract.supplier), "name": contract.supplier.name_kk},
    }


def _buyer_id(office: Office) -> str:
    return f"qamtu-{office.code}"


def _supplier_id(supplier: Organization) -> str:
    return f"{SCHEME}-{supplier.bin}"


def _value(tiyn: int) -> Json:
    """A sum in tenge: whole where it is, else with its two decimals."""
    amount = Decimal(tiyn) / 100 if tiyn % 100 else tiyn // 100
    return {"amount": amount, "currency": CURRENCY}


def _day(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+05:00"


def _moment(at: datetime) -> str:
    return at.astimezone(timezone.get_current_timezone()).isoformat(timespec="seconds")
