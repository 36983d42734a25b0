"""The office of a synthetic district: its code, its territory, its staff."""

from qamtu.accounts.models import Office, Role, User
from qamtu.places.models import Territory as TerritoryRow

from .places import Territory
from .scenario import Scenario

STAFF = (
    ("head", Role.HEAD, "Бөлім басшысы"),
    ("specialist", Role.SPECIALIST, "Маман"),
    ("clerk", Role.CLERK, "Қабылдаушы маман"),
    ("accountant", Role.ACCOUNTANT, "Есепші"),
    ("auditor", Role.AUDITOR, "Аудитор"),
)
DEMO_PASSWORD = "qamtu-demo"
MOST_OF_A_CODE = 24

_LATIN = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e",
        "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n",
        "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u",
        "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh",
        "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    }
)  # fmt: skip


def office_code(district: str) -> str:
    """«Сырдария ауданы» → «syrdariia»."""
    text = district.casefold().strip()
    for ending in (" ауданы", " район", " қаласы", " district", " облысы", " область"):
        text = text.removesuffix(ending)
    latin = text.translate(_LATIN)
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in latin).split()
    return "-".join(words)[:MOST_OF_A_CODE].strip("-")


def code_for(scenario: Scenario) -> str:
    """The code of the district's office, standing or not; two of one name differ by region."""
    name = office_code(scenario.district) or "district"
    region = office_code(scenario.region) or "region"
    code, number = name, 1
    while (standing := Office.objects.filter(code=code).first()) and not is_of(standing, scenario):
        code = f"{name}-{region}" if number == 1 else f"{name}-{region}-{number}"
        number += 1
    return code


def is_of(office: Office, scenario: Scenario) -> bool:
    """True when this is the office of the scenario's district."""
    return (office.name_kk, office.region) == (scenario.district, scenario.region)


def neighbour_code(code: str) -> str:
    """The code of the office next door, which `--noise` fills."""
    return f"{code}-neighbour"


def make_office(
    scenario: Scenario, territory: Territory, code: str, *, is_neighbour: bool = False
) -> Office:
    """The district's office with its territory and staff; or the one next door, for noise."""
    rows = _territories(territory)
    district = scenario.district
    office = Office.objects.create(
        code=neighbour_code(code) if is_neighbour else code,
        name_kk=f"{district} (көрші)" if is_neighbour else district,
        name_ru=f"{territory.ru} (сосед)" if is_neighbour else territory.ru,
        name_en=f"{territory.en} (neighbour)" if is_neighbour else territory.en,
        region=scenario.region,
        territory=rows[territory.kato],
        is_demo=True,
    )
    for name, role, title in STAFF:
        user = User(
            username=f"{name}-{office.code}",
            office=office,
            role=role,
            full_name=title,
        )
        user.set_password(DEMO_PASSWORD)
        user.save()
    return office


def _territories(territory: Territory) -> dict[str, TerritoryRow]:
    """Region, district, okrugs and settlements as rows, by the plan's codes.

    An invented district whose invented code another district has taken moves to a free one.
    """
    prefix = territory.kato[:4]
    taken = TerritoryRow.objects.filter(kato=territory.kato).exclude(name_kk=territory.kk)
    if taken.exists():
        own = TerritoryRow.objects.filter(
            name_kk=territory.kk, kind="district", parent__kato=territory.region_kato
        ).first()
        prefix = own.kato[:4] if own else _free_prefix(territory.kato[:2])

    def moved(kato: str) -> str:
        return prefix + kato[4:]

    def row(kato: str, kind: str, names: tuple[str, str, str], **fields: object) -> TerritoryRow:
        kk, ru, en = names
        return TerritoryRow.objects.get_or_create(
            kato=kato,
            defaults={"kind": kind, "name_kk": kk, "name_ru": ru, "name_en": en, **fields},
        )[0]

    region = row(
        territory.region_kato,
        "region",
        (territory.region_kk, territory.region_ru, territory.region_en),
    )
    rows = {
        territory.kato: row(
            moved(territory.kato),
            "district",
            (territory.kk, territory.ru, territory.en),
            parent=region,
            latitude=territory.latitude,
            longitude=territory.longitude,
            is_verified=territory.verified,
        )
    }
    for place in territory.places:
        okrug = row(
            moved(place.okrug_kato),
            "okrug",
            (place.okrug_kk, place.okrug_ru, place.okrug_ru),
            parent=rows[territory.kato],
        )
        rows[place.kato] = row(
            moved(place.kato),
            place.kind,
            (place.kk, place.ru, place.ru),
            parent=okrug,
            latitude=place.latitude,
            longitude=place.longitude,
            is_verified=place.verified,
        )
    return rows


def _free_prefix(region: str) -> str:
    for number in range(99, 9, -1):
        prefix = f"{region}{number}"
        if not TerritoryRow.objects.filter(kato__startswith=prefix).exists():
            return prefix
    raise ValueError(f"no free district code is left in region {region}")
