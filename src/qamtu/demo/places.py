"""The places of a district: Syrdarya's own, or plausible ones made from a district's name."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from random import Random
from typing import Any, Literal

from .names import read_data

PlaceKind = Literal["town", "village"]


@dataclass(frozen=True)
class Place:
    """A settlement in its okrug. A «town» (қала, кент) is not rural."""

    kato: str
    okrug_kato: str
    kind: PlaceKind
    kk: str
    ru: str
    okrug_kk: str
    okrug_ru: str
    latitude: float
    longitude: float
    verified: bool = False

    @property
    def is_rural(self) -> bool:
        return self.kind == "village"


@dataclass(frozen=True)
class Territory:
    """A district with its region and its settlements; the first one is the centre."""

    kato: str
    kk: str
    ru: str
    en: str
    region_kato: str
    region_kk: str
    region_ru: str
    region_en: str
    latitude: float
    longitude: float
    verified: bool
    places: tuple[Place, ...]


def territory_for(district: str, region: str = "") -> Territory:
    """The territory of a district by its Kazakh or Russian name, the same for the same names."""
    for known in read_data("places.toml")["district"]:
        if _key(district) in (_key(known["kk"]), _key(known["ru"])) and _is_region(known, region):
            return _known_territory(known)
    return _made_territory(district.strip(), region.strip())


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_region(known: dict[str, Any], region: str) -> bool:
    return not region.strip() or _key(region) in (
        _key(known["region_kk"]),
        _key(known["region_ru"]),
    )


def _known_territory(known: dict[str, Any]) -> Territory:
    places = []
    for line in known["okrugs"].strip().splitlines():
        okrug, code, okrug_kk, okrug_ru, kk, ru, latitude, longitude, kind = line.split("|")
        places.append(
            Place(
                kato=code,
                okrug_kato=okrug,
                kind="town" if kind == "town" else "village",
                kk=kk,
                ru=ru,
                okrug_kk=okrug_kk,
                okrug_ru=okrug_ru,
                latitude=float(latitude),
                longitude=float(longitude),
                verified=code in known["verified_codes"],
            )
        )
    return Territory(
        kato=known["kato"],
        kk=known["kk"],
        ru=known["ru"],
        en=known["en"],
        region_kato=known["region_kato"],
        region_kk=known["region_kk"],
        region_ru=known["region_ru"],
        region_en=known["region_en"],
        latitude=known["latitude"],
        longitude=known["longitude"],
        verified=known["verified"],
        places=tuple(places),
    )


@dataclass(frozen=True)
class _Region:
    code: str
    kk: str
    ru: str
    en: str
    latitude: float
    longitude: float


@cache
def _regions() -> tuple[_Region, ...]:
    regions = []
    for line in read_data("places.toml")["regions"]["table"].strip().splitlines():
        code, kk, ru, en, latitude, longitude = line.split("|")
        regions.append(_Region(code, kk, ru, en, float(latitude), float(longitude)))
    return tuple(regions)


def _region_of(name: str) -> _Region:
    """The region of this name; an unknown name gets a code that no region has."""
    for region in _regions():
        if _key(name) in (_key(region.kk), _key(region.ru), _key(region.en)):
            return region
    return _Region("99", name or "Облыс", name or "Область", name or "Region", 48.0, 67.0)


def _made_territory(district: str, region_name: str) -> Territory:
    """Districts of an invented territory take the codes 90–99 of their region, unused by KATO."""
    seed = sha256(f"{_key(district)}|{_key(region_name)}".encode()).digest()
    rng = Random(int.from_bytes(seed[:8], "big"))
    region = _region_of(region_name)
    code = f"{region.code}{90 + seed[8] % 10}"
    latitude = region.latitude + rng.uniform(-1.2, 1.2)
    longitude = region.longitude + rng.uniform(-1.8, 1.8)
    pool = read_data("places.toml")["pool"]["villages"].strip().splitlines()
    # Settlement suffixes come from the seed too, so that two districts with one prefix differ.
    first_okrug = 30 + seed[9] % 20
    places = []
    for position, pair in enumerate(rng.sample(pool, rng.randint(8, 14))):
        kk, ru = pair.split("|")
        okrug = f"{code}{first_okrug + 2 * position:02d}"
        is_centre = position == 0
        places.append(
            Place(
                kato=f"{okrug}100",
                okrug_kato=f"{okrug}000",
                kind="town" if is_centre else "village",
                kk=kk,
                ru=ru,
                okrug_kk=f"{kk} кенті" if is_centre else f"{kk} ауылдық округі",
                okrug_ru=f"поселок {ru}" if is_centre else f"сельский округ {ru}",
                latitude=round(latitude + (0 if is_centre else rng.uniform(-0.35, 0.35)), 4),
                longitude=round(longitude + (0 if is_centre else rng.uniform(-0.5, 0.5)), 4),
            )
        )
    return Territory(
        kato=f"{code}00000",
        kk=district,
        ru=district.replace("ауданы", "район"),
        en=district.replace("ауданы", "district").replace("район", "district"),
        region_kato=f"{region.code}0000000",
        region_kk=region.kk,
        region_ru=region.ru,
        region_en=region.en,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        verified=False,
        places=tuple(places),
    )
