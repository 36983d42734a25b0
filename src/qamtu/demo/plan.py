"""Who takes part in what: the plan of a synthetic district, before any database.

Persons, households, organisations and facilities are referred to by their position in the lists.
Money is whole tiyn.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .names import Ethnic, OrganizationName, PersonName, Sex
from .places import Territory

SubjectKind = Literal["person", "household", "organization", "facility"]
MoneyKind = Literal["committed", "paid"]


@dataclass(frozen=True)
class PlannedStatus:
    """What a person was; both days are included, `valid_to` None: to this day."""

    kind: str
    category: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class PlannedPerson:
    key: int
    name: PersonName
    sex: Sex
    birth_date: date
    ethnic: Ethnic
    place: int
    traits: frozenset[str] = frozenset()
    disability_group: str | None = None
    statuses: tuple[PlannedStatus, ...] = ()


@dataclass(frozen=True)
class PlannedHousehold:
    """A family; the first member is its head."""

    members: tuple[int, ...]
    place: int


@dataclass(frozen=True)
class PlannedOrganization:
    name: OrganizationName
    place: int


@dataclass(frozen=True)
class PlannedFacility:
    kk: str
    ru: str
    place: int


@dataclass(frozen=True)
class PlannedMoney:
    kind: MoneyKind
    tiyn: int
    day: date
    source: str


@dataclass(frozen=True)
class PlannedStep:
    """`participants`: person key and role. `payment`: the position in the case's money."""

    transition: str
    day: date
    quantity: int = 1
    participants: tuple[tuple[int, str], ...] = ()
    payment: int | None = None


@dataclass(frozen=True)
class PlannedCase:
    """`is_retracted`: all its facts are recorded and then taken back (noise)."""

    measure: str
    subject_kind: SubjectKind
    subject: int
    category: str | None
    steps: tuple[PlannedStep, ...]
    money: tuple[PlannedMoney, ...] = ()
    is_retracted: bool = False


@dataclass(frozen=True)
class PlannedContract:
    """A contract binds `tiyn` on the day of signing; `payments` are all paid out of it."""

    measure: str
    supplier: int
    tiyn: int
    signed_on: date
    source: str
    payments: tuple[PlannedMoney, ...] = ()


@dataclass(frozen=True)
class PlannedAllocation:
    measure: str
    source: str
    tiyn: int
    day: date
    year: int


@dataclass(frozen=True)
class PlannedTarget:
    """Targets of one indicator and period add up."""

    indicator: str
    value: int
    signed_on: date
    valid_from: date
    valid_to: date


@dataclass
class DistrictPlan:
    """Everything that the builder has to record. `year`: of the budget lines."""

    territory: Territory
    year: int
    start: date
    as_of: date
    persons: list[PlannedPerson] = field(default_factory=list)
    households: list[PlannedHousehold] = field(default_factory=list)
    organizations: list[PlannedOrganization] = field(default_factory=list)
    facilities: list[PlannedFacility] = field(default_factory=list)
    cases: list[PlannedCase] = field(default_factory=list)
    contracts: list[PlannedContract] = field(default_factory=list)
    allocations: list[PlannedAllocation] = field(default_factory=list)
    targets: list[PlannedTarget] = field(default_factory=list)


@dataclass
class NoisePlan:
    """What a real office has and a report must not count.

    `cases` and `statuses` speak of the persons, households and organisations of the district's
    plan. `allocations` and `targets` are of other periods.
    """

    cases: list[PlannedCase] = field(default_factory=list)
    statuses: list[tuple[int, PlannedStatus]] = field(default_factory=list)
    allocations: list[PlannedAllocation] = field(default_factory=list)
    targets: list[PlannedTarget] = field(default_factory=list)
