"""Bank accounts of the people and organisations that are paid."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from qamtu.accounts.models import Office, User
from qamtu.ledger.models import FactRefused
from qamtu.organizations.models import Organization
from qamtu.people.models import Person

from .models import BankAccount

LENGTH = 20


class AccountRefused(FactRefused):
    """«iban-country», «iban-length», «iban-signs», «iban-control»."""


def read_iban(text: str) -> str:
    """An IBAN of Kazakhstan without its spaces. Raises `AccountRefused` (ISO 13616, mod 97).

    >>> read_iban("kz86 125k zt50 0410 0100")
    'KZ86125KZT5004100100'
    """
    iban = "".join(text.split()).upper()
    if not iban.startswith("KZ"):
        raise AccountRefused("iban-country")
    if len(iban) != LENGTH:
        raise AccountRefused("iban-length", length=len(iban))
    if not iban.isascii() or not iban.isalnum() or not iban[2:7].isdigit():
        raise AccountRefused("iban-signs")
    if _remainder(iban[4:] + iban[:4]) != 1:
        raise AccountRefused("iban-control")
    return iban


def make_iban(bank: int, account: str) -> str:
    """The IBAN of a bank (three digits) and an account of thirteen signs."""
    control = 98 - _remainder(f"{bank:03}{account}KZ00")
    return f"KZ{control:02}{bank:03}{account}"


def _remainder(signs: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in signs)) % 97


def record_account(
    *, owner: Person | Organization, iban: str, since: date, by: User
) -> BankAccount:
    """Record where a person or an organisation is paid from a day on. Raises `AccountRefused`."""
    return BankAccount.objects.create(
        office_id=owner.office_id,
        person=owner if isinstance(owner, Person) else None,
        organization=owner if isinstance(owner, Organization) else None,
        iban=read_iban(iban),
        valid_from=since,
        recorded_by=by,
    )


def record_accounts(*, office: Office, ibans: Mapping[int, str], since: date, by: User) -> None:
    """Record a list: by person's key. Raises `AccountRefused` at the first that is wrong."""
    BankAccount.objects.bulk_create(
        BankAccount(
            office=office, person_id=person, iban=read_iban(iban), valid_from=since, recorded_by=by
        )
        for person, iban in ibans.items()
    )


Payee = tuple[int, int]
"""Who is paid: a person's key and 0, or 0 and an organisation's key."""


def accounts_of(payees: Iterable[Payee], day: date) -> dict[Payee, str]:
    """The account of each on the day; who has none is not in it."""
    wanted = set(payees)
    found = BankAccount.objects.filter(
        Q(person__in={person for person, _ in wanted if person})
        | Q(organization__in={organization for _, organization in wanted if organization}),
        valid_from__lte=day,
    ).live()
    return {
        (person or 0, organization or 0): iban
        for person, organization, iban in found.order_by("valid_from", "pk").values_list(
            "person_id", "organization_id", "iban"
        )
    }
