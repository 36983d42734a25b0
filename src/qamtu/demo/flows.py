"""How a measure's planned cases come into the register: by its own verbs, where it has them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Protocol

from qamtu.accounts.models import Office, Role, User
from qamtu.finance.accounts import make_iban, record_accounts
from qamtu.organizations.models import Facility, Organization
from qamtu.people.models import Household, Person
from qamtu.places.models import Territory

from .plan import PlannedCase, PlannedContract, PlannedTarget

HALYK = 601  # a bank's code in an account


@dataclass
class District:
    """What stands in the register when the cases come: plans name it by position.

    `targets`: the plans of the figures; a flow that sets one by an act of its own notes it in
    `targets_set`, one that signs a planned contract in `contracts_signed`. `as_of`: the last day of
    the plan.
    """

    office: Office
    persons: Sequence[Person]
    households: Sequence[Household]
    organizations: Sequence[Organization]
    places: Sequence[Territory]
    rng: Random
    with_account: set[int] = field(default_factory=set)
    targets: Sequence[PlannedTarget] = ()
    targets_set: list[PlannedTarget] = field(default_factory=list)
    facilities: Sequence[Facility] = ()
    as_of: date = date.max
    contracts: Sequence[PlannedContract] = ()
    contracts_signed: list[PlannedContract] = field(default_factory=list)

    def __post_init__(self) -> None:
        staff = {user.role: user for user in User.objects.filter(office=self.office)}
        self.clerk: User = staff[Role.CLERK]
        self.specialist: User = staff[Role.SPECIALIST]
        self.head: User = staff[Role.HEAD]
        self.accountant: User = staff[Role.ACCOUNTANT]

    def open_accounts(self, person_ids: set[int], cases: Sequence[PlannedCase]) -> None:
        """An account for each who has none, from the first day of the cases."""
        new = person_ids - self.with_account
        record_accounts(
            office=self.office,
            ibans={key: make_iban(HALYK, f"{key:013}") for key in sorted(new)},
            since=min(case.steps[0].day for case in cases),
            by=self.head,
        )
        self.with_account |= new


class Flow(Protocol):
    """Builds the cases of a plan that its verbs can make; the others go the common way."""

    def can_build(self, planned: PlannedCase) -> bool: ...

    def build(self, cases: Sequence[PlannedCase], advance: Callable[[int], None]) -> None: ...
