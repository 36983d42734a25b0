"""Entering an organisation or a facility in the register. Nobody is entered twice."""

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office
from qamtu.identifiers import bin_problem, iin_problem
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.places.models import Territory

from .models import Facility, Organization


class OrganizationRefused(FactRefused):
    """What `bin_problem` or `iin_problem` says, «organization-known», «organization-name»,
    «facility-name», «facility-known»."""


def number_problem(number: str) -> str | None:
    """Why this is neither a БИН nor a sole trader's ИИН, or None.

    The fifth digit tells them apart: 4, 5 or 6 in a БИН, at most 3 (the day) in an ИИН.
    """
    is_iin = len(number) == 12 and number[4] in "0123"
    return iin_problem(number) if is_iin else bin_problem(number)


def add_organization(
    *,
    office: Office,
    bin_: str,
    name_kk: str,
    name_ru: str = "",
    territory: Territory | None = None,
    address: str = "",
) -> Organization:
    """A new organisation by its БИН. Raises `OrganizationRefused`."""
    problem = number_problem(bin_)
    if problem:
        raise OrganizationRefused(problem, bin=bin_)
    if not name_kk.strip():
        raise OrganizationRefused("organization-name", bin=bin_)
    try:
        with transaction.atomic():
            return Organization.objects.create(
                office=office,
                bin=bin_,
                name_kk=name_kk.strip(),
                name_ru=name_ru.strip(),
                territory=territory,
                address=address.strip(),
            )
    except IntegrityError as error:
        if violated_constraint(error) == "organization_once_per_office":
            raise OrganizationRefused("organization-known", bin=bin_) from error
        raise


def add_facility(
    *,
    office: Office,
    name: str,
    owner: Organization | None = None,
    territory: Territory | None = None,
    address: str = "",
    sector: str = "",
    point: tuple[float, float] | None = None,
) -> Facility:
    """A new facility; without a point it stands at that of its place.

    Raises `OrganizationRefused` where one of this name is already there.
    """
    if not name.strip():
        raise OrganizationRefused("facility-name")
    same = Facility.objects.filter(
        office=office, name__iexact=name.strip(), territory=territory, address=address.strip()
    )
    if same.exists():
        raise OrganizationRefused("facility-known")
    north, east = point or _point_of(territory)
    return Facility.objects.create(
        office=office,
        name=name.strip(),
        owner=owner,
        territory=territory,
        address=address.strip(),
        sector=sector,
        latitude=north,
        longitude=east,
    )


def correct_facility(
    *,
    facility: Facility,
    owner: Organization | None,
    address: str,
    sector: str,
    point: tuple[float, float] | None,
) -> None:
    """Say anew whose a facility is, of which sector, and where it stands."""
    facility.owner, facility.address, facility.sector = owner, address.strip(), sector
    facility.latitude, facility.longitude = point or _point_of(facility.territory)
    facility.save(update_fields=["owner", "address", "sector", "latitude", "longitude"])


def _point_of(territory: Territory | None) -> tuple[float | None, float | None]:
    return (territory.latitude, territory.longitude) if territory else (None, None)
