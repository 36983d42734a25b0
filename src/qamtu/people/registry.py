"""Entering a person in the register, correcting the entry, and leaving a trace of every look."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from qamtu.accounts.models import Office, User
from qamtu.identifiers import birth_date_of, iin_problem, sex_of
from qamtu.ledger.models import FactRefused, violated_constraint
from qamtu.places.models import Territory

from .models import AccessEntry, Person


class PersonRefused(FactRefused):
    """«iin-length», «iin-century», «iin-date», «iin-control», «person-known», «name-missing»,
    «consent-order».
    """


def normalise_phone(text: str) -> str:
    """The ten digits of a Kazakh number, or nothing when it is not one.

    >>> normalise_phone("8 (701) 123-45-67")
    '7011234567'
    """
    digits = "".join(filter(str.isdigit, text))
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    return digits if len(digits) == 10 else ""


def add_person(
    *,
    office: Office,
    iin: str,
    surname: str,
    given_name: str,
    by: User,
    patronymic: str = "",
    territory: Territory | None = None,
    address: str = "",
    phones: list[str] | None = None,
    consent_on: date | None = None,
) -> Person:
    """A new person; birth date and sex come from the ИИН. Raises `PersonRefused`."""
    problem = iin_problem(iin)
    if problem:
        raise PersonRefused(problem, iin=iin)
    if birth_date_of(iin) > date.today():
        raise PersonRefused("iin-date", iin=iin)
    if not surname.strip() or not given_name.strip():
        raise PersonRefused("name-missing", iin=iin)
    try:
        with transaction.atomic():
            person = Person.objects.create(
                office=office,
                iin=iin,
                surname=surname.strip(),
                given_name=given_name.strip(),
                patronymic=patronymic.strip(),
                sex=sex_of(iin),
                birth_date=birth_date_of(iin),
                territory=territory,
                address=address.strip(),
                phones=[p for p in map(normalise_phone, phones or []) if p],
                consent_on=consent_on,
            )
            log_access(person=person, by=by, act=AccessEntry.Act.ADDED)
    except IntegrityError as error:
        if violated_constraint(error) == "person_once_per_office":
            raise PersonRefused("person-known", iin=iin) from error
        raise
    return person


@transaction.atomic
def change_person(*, person: Person, by: User, is_secret: bool = False, **changes: object) -> None:
    """Correct a person's entry; the log keeps what was there before. A former name stays found.

    `is_secret`: after an adoption neither the log nor the search keeps the former name.

    Raises `PersonRefused` where the surname or the given name would be empty, or the consent
    withdrawn before it was given.
    """
    if any(not changes.get(field, "kept") for field in ("surname", "given_name")):
        raise PersonRefused("name-missing", iin=person.iin)
    person.refresh_from_db(from_queryset=Person.objects.select_for_update())
    before = {field: getattr(person, field) for field in changes}
    if all(before[field] == value for field, value in changes.items()):
        return
    old_name = person.full_name
    for field, value in changes.items():
        setattr(person, field, value)
    given, withdrawn = person.consent_on, person.consent_withdrawn_on
    if withdrawn is not None and (given is None or withdrawn < given):
        raise PersonRefused("consent-order", iin=person.iin)
    is_renamed = person.full_name != old_name and not is_secret
    if is_renamed and old_name not in person.former_names:
        person.former_names = [*person.former_names, old_name]
    person.save()
    changed = {
        field: [] if is_secret else [str(before[field]), str(value)]
        for field, value in changes.items()
        if before[field] != value
    }
    log_access(person=person, by=by, act=AccessEntry.Act.CHANGED, detail=changed)


def log_access(
    *, person: Person, by: User, act: AccessEntry.Act, detail: Mapping[str, object] | None = None
) -> None:
    """Who read, added, changed or exported a person."""
    AccessEntry.objects.create(
        office_id=person.office_id, user=by, person=person, act=act, detail=detail or {}
    )
