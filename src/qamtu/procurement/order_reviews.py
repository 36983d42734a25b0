"""How a social order is carried out: monitoring visits, the assessment of its results."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused

from .models import ActLine, Contract, MonitoringVisit, OrderAssessment, OrderRecipient


class ReviewRefused(FactRefused):
    """«visit-before», «visit-says», «visit-set-right», «assessment-before», «assessment-says»,
    «assessment-mark», «assessment-nobody».
    """


@transaction.atomic
def visit_order(
    *,
    contract: Contract,
    day: date,
    visitors: str,
    found: str,
    by: User,
    to_set_right: str = "",
    set_right_by: date | None = None,
) -> MonitoringVisit:
    """Record a monitoring visit: who went, what was found, what is to be set right until when.

    Raises `ReviewRefused`.
    """
    if day < contract.signed_on:
        raise ReviewRefused("visit-before", day=contract.signed_on)
    if not visitors.strip() or not found.strip():
        raise ReviewRefused("visit-says")
    is_said = bool(to_set_right.strip())
    if is_said != (set_right_by is not None) or (set_right_by is not None and set_right_by < day):
        raise ReviewRefused("visit-set-right")
    return MonitoringVisit.objects.create(
        office_id=contract.office_id,
        contract=contract,
        visited_on=day,
        visitors=visitors.strip(),
        found=found.strip(),
        to_set_right=to_set_right.strip(),
        set_right_by=set_right_by,
        recorded_by=by,
    )


@transaction.atomic
def assess_order(
    *,
    contract: Contract,
    day: date,
    planned: int,
    mark: str,
    conclusion: str,
    protocol: str,
    by: User,
) -> OrderAssessment:
    """Assess what an order came to; how many it served is counted from the accepted acts.

    Raises `ReviewRefused`.
    """
    if day < contract.signed_on:
        raise ReviewRefused("assessment-before", day=contract.signed_on)
    if planned < 1:
        raise ReviewRefused("assessment-nobody")
    if mark not in OrderAssessment.Mark:
        raise ReviewRefused("assessment-mark")
    if not conclusion.strip() or not protocol.strip():
        raise ReviewRefused("assessment-says")
    return OrderAssessment.objects.create(
        office_id=contract.office_id,
        contract=contract,
        assessed_on=day,
        planned=planned,
        served=people_served(contract),
        mark=mark,
        conclusion=conclusion.strip(),
        protocol=protocol.strip(),
        recorded_by=by,
    )


def people_served(contract: Contract) -> int:
    """People whom accepted acts of the contract name, each counted once."""
    lines = ActLine.objects.live().filter(
        act__stage__contract=contract,
        act__retracted_at=None,
        act__decisions__kind="accepted",
        act__decisions__retracted_at=None,
        person__isnull=False,
    )
    return lines.values("person").distinct().count()


def recipients_of(contract: Contract) -> list[tuple[OrderRecipient, list[ActLine]]]:
    """Who is listed, with what accepted acts delivered to each."""
    lines: dict[int, list[ActLine]] = {}
    for line in (
        ActLine.objects.live()
        .filter(
            act__stage__contract=contract,
            act__retracted_at=None,
            act__decisions__kind="accepted",
            act__decisions__retracted_at=None,
            person__isnull=False,
        )
        .select_related("act")
        .order_by("received_on", "pk")
    ):
        lines.setdefault(line.person_id or 0, []).append(line)
    recipients = OrderRecipient.objects.live().filter(contract=contract).select_related("person")
    return [(one, lines.get(one.person_id, [])) for one in recipients]
