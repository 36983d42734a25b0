"""Entering a list of persons at once: what `add_person` does for one, for thousands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db import connection, transaction

from qamtu.accounts.models import Office, User
from qamtu.identifiers import birth_date_of, sex_of
from qamtu.language import kazakh_sort_key, search_key
from qamtu.ledger.arrays import array_of, array_of_texts

from .models import AccessEntry


@dataclass(slots=True)
class PersonEntry:
    """A person to be entered. The ИИН is sound; phones are the ten digits of each.

    What the register derives from number and name is derived here, while the entry is read.
    """

    iin: str
    surname: str
    given_name: str
    patronymic: str = ""
    territory_id: int | None = None
    address: str = ""
    phones: list[str] = field(default_factory=list)
    consent_on: date | None = None
    sex: str = field(init=False)
    birth_date: date = field(init=False)
    search_key: str = field(init=False)
    sort_key: str = field(init=False)

    def __post_init__(self) -> None:
        self.sex, self.birth_date = sex_of(self.iin), birth_date_of(self.iin)
        name = " ".join(filter(None, (self.surname, self.given_name, self.patronymic)))
        self.search_key = " ".join(filter(None, map(_search_key, name.split())))
        self.sort_key = _SPACE.join(map(_word_sort_key, name.split(" ")))


@dataclass(slots=True)
class KnownPerson:
    """What the register has of a person that a list may complete, and whom it names."""

    pk: int
    territory_id: int | None
    address: str
    phones: list[str]
    name: str
    search_key: str


KNOWN = """
SELECT iin, id, territory_id, address, phones, concat_ws(' ', surname, given_name), search_key
FROM people_person
WHERE office_id = %s AND iin = ANY (%s::text[])
"""
# In the order of names, so that their index, the widest, is written place by place.
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
  ORDER BY sort_key
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
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [office.pk, array_of_texts(list(iins))])
        return {iin: KnownPerson(*told) for iin, *told in cursor.fetchall()}


def add_people(*, office: Office, people: Sequence[PersonEntry], by: User) -> dict[str, int]:
    """Enter persons and log it: ИИН → key.

    Raises `IntegrityError` where another clerk entered one of them meanwhile.
    """
    if not people:
        return {}
    values = [
        array_of_texts([p.iin for p in people]),
        array_of_texts([p.surname for p in people]),
        array_of_texts([p.given_name for p in people]),
        array_of_texts([p.patronymic for p in people]),
        array_of_texts([p.search_key for p in people]),
        array_of_texts([p.sort_key for p in people]),
        array_of_texts([p.sex for p in people]),
        array_of([p.birth_date for p in people]),
        array_of([p.territory_id for p in people]),
        array_of_texts([p.address for p in people]),
        array_of_texts([" ".join(p.phones) for p in people]),
        array_of([p.consent_on for p in people]),
    ]
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(ADD, [office.pk, *values, office.pk, by.pk, AccessEntry.Act.ADDED.value])
        return dict(cursor.fetchall())


def complete_people(*, office: Office, people: Sequence[KnownPerson], by: User) -> None:
    """Fill the phones, address and place of known persons where they are still blank; log it."""
    if not people:
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            COMPLETE,
            [
                array_of([p.pk for p in people]),
                array_of([p.territory_id for p in people]),
                array_of_texts([p.address for p in people]),
                array_of_texts([" ".join(p.phones) for p in people]),
                office.pk,
                office.pk,
                by.pk,
                AccessEntry.Act.CHANGED.value,
            ],
        )


# Names recur: a word of a name is folded once. `Person.make_keys` gives the same keys.
_search_key = lru_cache(maxsize=50_000)(search_key)
_word_sort_key = lru_cache(maxsize=50_000)(kazakh_sort_key)
_SPACE = kazakh_sort_key(" ")
