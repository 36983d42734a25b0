"""What startup grants owe: an award with its contract, once, out of the money bound to it."""

from datetime import date

from qamtu.accounts.models import Office
from qamtu.finance.runs import Due
from qamtu.rules.quarters import next_month

from .models import GrantContract, GrantDecision

PURPOSE = "grant"


def grants_due(office: Office, month: date) -> list[Due]:
    """Awards whose contracts were signed in the month, and in earlier ones of its year."""
    month = month.replace(day=1)
    contracts = GrantContract.objects.live().filter(
        office=office,
        decision__kind=GrantDecision.Kind.AWARDED,
        decision__retracted_at=None,
        signed_on__gte=date(month.year, 1, 1),
        signed_on__lt=next_month(month),
    )
    return [
        Due(
            case_id=one.decision.application.case_id,
            recipient_id=one.decision.application.person_id,
            due_for=one.signed_on.replace(day=1),
            amount=one.decision.amount,
            purpose=PURPOSE,
            is_bound=True,
        )
        for one in contracts.select_related("decision__application")
    ]
