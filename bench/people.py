"""Invented people: rows for COPY, with what the verbs would have filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from qamtu.demo.names import Ethnic, Sex, child_name, make_name, make_street
from qamtu.identifiers import make_iin
from qamtu.language import kazakh_sort_key, search_key
from qamtu.people.statuses import STATUS_KINDS

FIRST_BIRTH = date(1935, 1, 1)
DAYS_OF_BIRTH = (date(2021, 6, 1) - FIRST_BIRTH).days
IN_HOUSEHOLDS = 0.4
WITH_STATUS = 0.25
_fold = cache(search_key)
_sort = cache(kazakh_sort_key)


@dataclass(slots=True)
class Someone:
    """What the other ledgers copy from a person."""

    id: int
    sex: Sex
    birth_date: date
    territory_id: int
    household_id: int | None


def draw_people(
    rng: Random,
    office: int,
    territories: list[int],
    first: int,
    household: int,
    count: int,
    *,
    first_serial: int = 0,
) -> Iterator[tuple[Someone, tuple[object, ...]]]:
    """`count` persons: what is copied from them, and their row of `people_person`.

    Two draws of one office give no ИИН twice when their serials are far apart.
    """
    serials: dict[tuple[date, str], int] = {}
    left = 0  # members that the household still lacks
    ethnic: Ethnic = "kk"
    streets = [make_street(rng) for _ in range(200)]
    person = first
    name = make_name(rng, "f")
    while person < first + count:
        sex: Sex = "f" if rng.random() < 0.51 else "m"
        if left:
            left -= 1
            name = child_name(rng, sex, ethnic, name)
        else:
            territory = rng.choice(territories)
            address = f"{rng.choice(streets)}, {rng.randint(1, 120)}"
            ethnic = "kk" if rng.random() < 0.85 else "ru"
            name = make_name(rng, sex, ethnic)
            of_household = rng.random() < IN_HOUSEHOLDS / 3
            left = rng.randint(1, 5) if of_household else 0
            household += of_household
        born = FIRST_BIRTH + timedelta(days=int(DAYS_OF_BIRTH * rng.random()))
        iin = None
        while iin is None:
            serial = serials.get((born, sex), first_serial)
            serials[born, sex] = serial + 1
            iin = make_iin(born, sex, serial)
        words = [word for word in (name.surname, name.given, name.patronymic) if word]
        full = " ".join(words)
        phone = f"{{7{rng.choice('0747')}{rng.randrange(10**8):08d}}}"
        yield (
            Someone(person, sex, born, territory, household if of_household else None),
            (
                person,
                office,
                iin,
                name.surname,
                name.given,
                name.patronymic,
                "{}",
                " ".join(filter(None, (_fold(part) for word in words for part in word.split()))),
                "".join(_sort(part) for part in _with_spaces(full)),
                sex,
                born,
                territory,
                address,
                phone if rng.random() < 0.8 else "{}",
                date(2021, 1, 5) if rng.random() < 0.5 else None,
                None,
            ),
        )
        person += 1


def _with_spaces(full: str) -> list[str]:
    first, *rest = full.split(" ")
    return [first, *(part for word in rest for part in (" ", word))]


@dataclass(frozen=True)
class DrawnStatus:
    kind: str
    category: str
    valid_from: date
    valid_to: date | None


def draw_statuses(rng: Random, someone: Someone) -> list[DrawnStatus]:
    """None for most; one or two of different kinds for some."""
    if rng.random() > WITH_STATUS:
        return []
    drawn = []
    for kind in rng.sample(list(STATUS_KINDS.values()), 1 + (rng.random() < 0.2)):
        if kind.code == "large_family_mother" and someone.sex == "m":
            continue
        category = rng.choice(kind.categories)[0] if kind.categories else ""
        since = max(someone.birth_date, date(2018, 1, 1)) + timedelta(days=rng.randrange(1200))
        until = since + timedelta(days=rng.randrange(30, 900)) if rng.random() < 0.3 else None
        drawn.append(DrawnStatus(kind.code, category, since, until))
    return drawn
