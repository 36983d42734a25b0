"""Links of the portal, without an account: of a person or who represents them, of a supplier."""

import secrets
from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import Person

from .models import SupplyLink


class SupplyLinkRefused(FactRefused):
    code = "link-ended"


@transaction.atomic
def give_supply_link(
    *, whose: Person | Organization, ends_on: date, by: User, representative: str = ""
) -> SupplyLink:
    """A link for a person or a supplier; those that were given to them before end."""
    side = {"person": whose} if isinstance(whose, Person) else {"supplier": whose}
    SupplyLink.objects.filter(**side).update(is_revoked=True)
    return SupplyLink.objects.create(
        office_id=whose.office_id,
        representative=representative.strip(),
        token=secrets.token_urlsafe(24),
        ends_on=ends_on,
        given_by=by,
        **side,
    )


def supply_link_by(token: str, day: date) -> SupplyLink:
    """The live link of a token. Raises `SupplyLinkRefused` for any other."""
    link = (
        SupplyLink.objects.filter(token=token, is_revoked=False, ends_on__gte=day)
        .select_related("person__territory", "supplier", "given_by", "office__territory")
        .first()
    )
    if link is None:
        raise SupplyLinkRefused
    return link
