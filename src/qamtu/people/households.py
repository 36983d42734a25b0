"""Who lives with whom, from when to when."""

from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import User
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.trilingual import Names

from .models import Household, HouseholdMember, Person

RELATION_NAMES: dict[str, Names] = {
    HouseholdMember.Relation.HEAD: Names("отбасы басшысы", "глава семьи", "head of the family"),
    HouseholdMember.Relation.SPOUSE: Names("жұбайы", "супруг(а)", "spouse"),
    HouseholdMember.Relation.CHILD: Names("баласы", "ребёнок", "child"),
    HouseholdMember.Relation.PARENT: Names("ата-анасы", "родитель", "parent"),
    HouseholdMember.Relation.OTHER: Names(
        "отбасының басқа мүшесі", "другой член семьи", "another member"
    ),
}


class HouseholdRefused(FactRefused):
    """«in-another-household», «in-this-household», «relation-unknown», «membership-order»."""


@transaction.atomic
def found_household(*, head: Person, since: date, by: User) -> Household:
    """A new household at the head's place. Raises `HouseholdRefused`."""
    household = Household.objects.create(
        office_id=head.office_id, territory=head.territory, address=head.address
    )
    join_household(
        household=household,
        person=head,
        relation=HouseholdMember.Relation.HEAD,
        since=since,
        by=by,
    )
    return household


def join_household(
    *, household: Household, person: Person, relation: str, since: date, by: User
) -> HouseholdMember:
    """Record a member. A person belongs to one household at a time."""
    if relation not in HouseholdMember.Relation:
        raise HouseholdRefused("relation-unknown")
    try:
        with transaction.atomic():
            return HouseholdMember.objects.create(
                office_id=household.office_id,
                household=household,
                person=person,
                relation=relation,
                valid_from=since,
                recorded_by=by,
            )
    except IntegrityError as error:
        if violated_constraint(error) == "one_household_at_a_time":
            is_here = household.members.filter(person=person, retracted_at=None).exists()
            raise HouseholdRefused(
                "in-this-household" if is_here else "in-another-household"
            ) from error
        raise


@transaction.atomic
def leave_household(
    *, membership: HouseholdMember, last_day: date, reason: str, by: User
) -> HouseholdMember:
    """Close a membership: the open fact is retracted and a closed one recorded in its place."""
    if last_day < membership.valid_from:
        raise HouseholdRefused("membership-order")
    membership.retract(reason=reason, by=by)
    return HouseholdMember.objects.create(
        office_id=membership.office_id,
        household=membership.household,
        person=membership.person,
        relation=membership.relation,
        valid_from=membership.valid_from,
        valid_to=last_day,
        recorded_by=by,
    )
