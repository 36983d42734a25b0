"""Entering a list of persons at once: what `add_person` does for one, for thousands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db import connection, transaction

from qamtu.accounts.models import Office, User
from qamtu.identifiers import birth_date_of, sex_of
from qamtu.language import kazakh_sort_key, search_key

from .models import AccessEntry, Person


@dataclass(slots=True)
class PersonEntry:
    """A person to be entered. The ИИН is sound; phones are the ten digits of each."""

    iin: str
    surname: str
    given_name: str
    patronymic: str = ""
    territory_id: int | None = None
    address: str = ""
    phones: list[str] = field(default_factory=list)
    consent_on: date | None = None


@dataclass(slots=True)
class KnownPerson:
    """What the register has of a person that a list may complete."""

    pk: int
    territory_id: int | None
    address: str
    phones: list[str]


ADD = """
WITH added AS (
  INSERT INTO people_person (office_id, iin, surname, given_name, patronymic, former_names,
    search_key, sort_key, sex, birth_date, territory_id, address, phones, consent_on)
  SELECT %s, iin, surname, given_name, patronymic, '{}', search_key, sort_key, sex, birth_date,
    territory_id, address, string_to_array(phones, ' '), consent_on
  FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::date[], %s::bigint[], %s::text[], %s::text[], %s::date[])
    AS came (iin, surname, given_name, patronymic, search_key, sort_key, sex, birth_date,
      territory_id, address, phones, consent_on)
  ON CONFLICT (office_id, iin) DO NOTHING
  RETURNING id, iin
), logged AS (
  INSERT INTO people_accessentry (office_id, user_id, person_id, act, detail)
  SELECT %s, %s, id, %s, '{}' FROM added
)
SELECT iin, id FROM added
"""

COMPLETE = """
WITH came AS (
  SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[])
    AS came (id, territory_id, address, phones)
), completed AS (
  UPDATE people_person p
  SET territory_id = coalesce(p.territory_id, came.territory_id),
    address = coalesce(nullif(p.address, ''), came.address),
    phones = CASE WHEN p.phones = '{}' THEN string_to_array(came.phones, ' ') ELSE p.phones END
  FROM came
  WHERE p.id = came.id AND p.office_id = %s
  RETURNING p.id, p.address, p.phones, p.territory_id
)
INSERT INTO people_accessentry (office_id, user_id, person_id, act, detail)
SELECT %s, %s, id, %s, jsonb_build_object(
  'completed', jsonb_build_object('territory', territory_id, 'address', address, 'phones', phones))
FROM completed
"""


def known_people(*, office: Office, iins: Collection[str]) -> dict[str, KnownPerson]:
    """Those of these ИИН whom the office knows."""
    found = Person.objects.filter(office=office, iin__in=iins).values_list(
        "iin", "pk", "territory_id", "address", "phones"
    )
    return {
        iin: KnownPerson(pk, territory_id, address, phones)
        for iin, pk, territory_id, address, phones in found
    }


def add_people(*, office: Office, people: Sequence[PersonEntry], by: User) -> dict[str, int]:
    """Enter persons and log it: ИИН → key. One whom another clerk entered meanwhile is left out."""
    if not people:
        return {}
    words = [(p.surname, p.given_name, p.patronymic) for p in people]
    values: list[list[object]] = [
        [p.iin for p in people],
        *map(list, zip(*words, strict=True)),
        [" ".join(filter(None, map(_search_key, " ".join(name).split()))) for name in words],
        [_sort_key(" ".join(filter(None, name))) for name in words],
        [sex_of(p.iin) for p in people],
        [birth_date_of(p.iin) for p in people],
        [p.territory_id for p in people],
        [p.address for p in people],
        [" ".join(p.phones) for p in people],
        [p.consent_on for p in people],
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ADD, [office.pk, *values, office.pk, by.pk, AccessEntry.Act.ADDED.value])
        return dict(cursor.fetchall())


def complete_people(*, office: Office, people: Sequence[KnownPerson], by: User) -> None:
    """Fill the phones, address and place of known persons where they are still blank; log it."""
    if not people:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            COMPLETE,
            [
                [p.pk for p in people],
                [p.territory_id for p in people],
                [p.address for p in people],
                [" ".join(p.phones) for p in people],
                office.pk,
                office.pk,
                by.pk,
                AccessEntry.Act.CHANGED.value,
            ],
        )


# Names recur: a word of a name is folded once. `Person.make_keys` gives the same keys.
_search_key = lru_cache(maxsize=50_000)(search_key)
_word_sort_key = lru_cache(maxsize=50_000)(kazakh_sort_key)


def _sort_key(full_name: str) -> str:
    return _SPACE.join(map(_word_sort_key, full_name.split(" ")))


_SPACE = kazakh_sort_key(" ")
