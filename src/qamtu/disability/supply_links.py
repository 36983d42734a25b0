"""Links of the portal, without an account: of a person or who represents them, of a supplier."""

from datetime import date

from django.db import transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import Person
from qamtu.people.statuses import death_by, death_of

from .models import SupplyLink


class SupplyLinkRefused(FactRefused):
    """«link-ended», «link-closed» for ever, «link-deceased»."""

    code = "link-ended"


@transaction.atomic
def give_supply_link(
    *, whose: Person | Organization, ends_on: date, by: User, representative: str = ""
) -> SupplyLink:
    """A link for a person or a supplier; those that were given to them before end.

    Raises `SupplyLinkRefused` for one who has died.
    """
    side = {"person": whose} if isinstance(whose, Person) else {"supplier": whose}
    if isinstance(whose, Person) and (death := death_of(whose.pk)):
        raise SupplyLinkRefused("link-deceased", person=whose.full_name, day=death.valid_from)
    SupplyLink.objects.filter(**side).revoke()
    return SupplyLink.objects.give(
        office_id=whose.office_id,
        representative=representative.strip(),
        ends_on=ends_on,
        given_by=by,
        **side,
    )


def supply_link_by(token: str, day: date) -> SupplyLink:
    """The live link of a token. Raises `SupplyLinkRefused` for any other.

    «link-closed»: whose it was has died. Whoever holds it still is told no more than that.
    """
    link = (
        SupplyLink.objects.standing_on(day)
        .filter(token=token)
        .select_related("person__territory", "supplier", "given_by", "office__territory")
        .first()
    )
    if link is None:
        raise SupplyLinkRefused
    if link.person_id and death_by(link.person_id, day):
        raise SupplyLinkRefused("link-closed")
    return link


def person_link_by(token: str, day: date) -> SupplyLink:
    """The live link of a person. Raises `SupplyLinkRefused` for any other."""
    link = supply_link_by(token, day)
    if link.person is None:
        raise SupplyLinkRefused
    return link


def supplier_link_by(token: str, day: date) -> SupplyLink:
    """The live link of a supplier. Raises `SupplyLinkRefused` for any other."""
    link = supply_link_by(token, day)
    if link.supplier is None:
        raise SupplyLinkRefused
    return link
