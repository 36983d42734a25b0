"""A list of facilities: each row is entered, completes one that is known, or comes back.

With a day of the inventory the facility's case is opened on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qamtu.accessibility.inventory import inventory
from qamtu.accessibility.refused import PassportRefused
from qamtu.accounts.models import Office, User
from qamtu.exchange.outcomes import Landing, Outcome
from qamtu.exchange.places import Places
from qamtu.exchange.spellings import Spelling
from qamtu.exchange.workbook import Problem, Row
from qamtu.exchange.workbook.folding import fold
from qamtu.organizations.models import Facility, Organization
from qamtu.organizations.registry import add_facility, correct_facility
from qamtu.organizations.sectors import SECTORS
from qamtu.places.models import Territory
from qamtu.trilingual import Names

NORTH, EAST = (40.0, 56.0), (46.0, 88.0)  # Kazakhstan
LONGEST = {"facility": 250, "address": 200}
FACILITY_SPELLINGS: tuple[Spelling, ...] = (
    Spelling(
        "facility", "text", Names("Нысан", "Объект", "Facility"),
        ("Нысан атауы", "Нысанның атауы", "Объект атауы", "Мекеме атауы", "Наименование объекта",
         "Название объекта", "Наименование учреждения", "Name of the facility", "Place name"),
    ),
    Spelling(
        "sector", "text", Names("Саласы", "Сфера", "Sector"),
        ("Сала", "Нысан саласы", "Отрасль", "Сфера деятельности", "Branch"),
    ),
    Spelling(
        "place", "text", Names("Елді мекен", "Населённый пункт", "Settlement"),
        ("Ауыл", "Ауылы", "Село", "Нас. пункт", "Village", "Place"),
    ),
    Spelling(
        "okrug", "text", Names("Ауылдық округ", "Сельский округ", "Rural okrug"),
        ("Ауылдық округі", "Округ", "А/о", "С/о", "Okrug"),
    ),
    Spelling(
        "address", "text", Names("Мекенжайы", "Адрес", "Address"),
        ("Мекен-жайы", "Мекенжай", "Адрес объекта"),
    ),
    Spelling(
        "bin", "bin", Names("Меншік иесінің БСН-і", "БИН собственника", "BIN of the owner"),
        ("БСН", "БИН", "BIN", "Иесінің БСН", "БИН владельца"),
    ),
    Spelling(
        "point", "text", Names("Нүктесі", "Точка", "Point"),
        ("Координаттары", "Координаты", "Широта, долгота", "Coordinates"),
    ),
    Spelling(
        "opened_on", "date", Names("Түгендеу күні", "Дата инвентаризации", "Inventoried on"),
        ("Түгенделген күні", "Инвентаризирован", "Date of the inventory"),
    ),
)  # fmt: skip


@dataclass
class FacilityEntry:
    """A row: what it says of a facility."""

    name: str
    sector: str = ""
    territory_id: int | None = None
    address: str = ""
    bin: str = ""
    point: tuple[float, float] | None = None
    opened_on: date | None = None


ReadFacility = tuple[FacilityEntry | None, list[Problem]]


class FacilityList:
    """A list of facilities of an office."""

    def __init__(self, office: Office, by: User, places: Places, today: date) -> None:
        self.office, self.by, self.places, self.today = office, by, places, today
        self.sectors = {
            fold(word): code
            for code, names in SECTORS.items()
            for word in (code, names.kk, names.ru, names.en)
        }

    def read(self, row: Row) -> ReadFacility:
        """The row's facility, and what is wrong with it."""
        values, problems = row.values, list(row.problems)
        name = " ".join(str(values.get("facility") or "").split())
        if not name:
            return None, problems or [Problem("value-missing", "facility")]
        entry = FacilityEntry(name, address=str(values.get("address") or "").strip())
        for key, text in (("facility", name), ("address", entry.address)):
            if len(text) > LONGEST[key]:
                problems.append(Problem("text-too-long", key, text))
        if sector := str(values.get("sector") or "").strip():
            entry.sector = self.sectors.get(fold(sector), "")
            if not entry.sector:
                problems.append(Problem("sector-unknown", "sector", sector))
        if (place := values.get("place")) or values.get("okrug"):
            found = self.places.find(str(place or ""), str(values.get("okrug") or ""))
            if isinstance(found, int):
                entry.territory_id = found
            else:
                key = "place" if place else "okrug"
                problems.append(Problem(found, key, str(values[key])))
        entry.bin = str(values.get("bin") or "")
        if point := str(values.get("point") or "").strip():
            entry.point = point_of(point)
            if entry.point is None:
                problems.append(Problem("point-unreadable", "point", point))
        opened = values.get("opened_on")
        if isinstance(opened, date):
            entry.opened_on = opened
            if opened > self.today:
                problems.append(Problem("date-future", "opened_on", f"{opened:%d.%m.%Y}"))
        return entry, problems

    def take_in(self, read: Sequence[ReadFacility]) -> list[Outcome]:
        """One chunk: what becomes of each row."""
        bins = {entry.bin for entry, _ in read if entry is not None and entry.bin}
        owners = {
            one.bin: one for one in Organization.objects.filter(office=self.office, bin__in=bins)
        }
        territories = {one.pk: one for one in self.places.territories}
        known = {
            _key(one.name, one.territory_id, one.address): one
            for one in Facility.objects.filter(office=self.office).select_related(
                "office", "territory", "owner"
            )
        }
        outcomes: list[Outcome] = []
        for entry, problems in read:
            if entry is not None and entry.bin and entry.bin not in owners:
                problems = [*problems, Problem("owner-unknown", "bin", entry.bin)]
            if entry is None or problems:
                outcomes.append(problems)
                continue
            owner = owners.get(entry.bin)
            key = _key(entry.name, entry.territory_id, entry.address)
            present = known.get(key)
            if present is None:
                known[key] = self._enter(entry, owner, territories)
                outcomes.append(Landing.LANDED)
            else:
                outcomes.append(self._complete(present, entry, owner))
        return outcomes

    def _enter(
        self,
        entry: FacilityEntry,
        owner: Organization | None,
        territories: dict[int, Territory],
    ) -> Facility:
        facility = add_facility(
            office=self.office,
            name=entry.name,
            owner=owner,
            territory=territories.get(entry.territory_id or 0),
            address=entry.address,
            sector=entry.sector,
            point=entry.point,
        )
        self._inventory(facility, entry)
        return facility

    def _complete(
        self, facility: Facility, entry: FacilityEntry, owner: Organization | None
    ) -> Landing:
        """What the register lacks is taken; what it has stays."""
        lacks = (
            (owner is not None and facility.owner_id is None)
            or (bool(entry.sector) and not facility.sector)
            or (entry.point is not None and facility.latitude is None)
        )
        if lacks:
            here = None
            if facility.latitude is not None and facility.longitude is not None:
                here = facility.latitude, facility.longitude
            correct_facility(
                facility=facility,
                owner=facility.owner or owner,
                address=facility.address,
                sector=facility.sector or entry.sector,
                point=here or entry.point,
            )
        return Landing.COMPLETED if self._inventory(facility, entry) or lacks else Landing.KNOWN

    def _inventory(self, facility: Facility, entry: FacilityEntry) -> bool:
        """Opens the case of a facility that was never inventoried."""
        if entry.opened_on is None or facility.cases.filter(measure="accessibility").exists():
            return False
        try:
            with transaction.atomic():
                inventory(facility=facility, day=entry.opened_on, by=self.by)
        except PassportRefused:
            return False
        return True


def _key(name: str, territory: int | None, address: str) -> tuple[str, int | None, str]:
    return fold(name), territory, fold(address)


def point_of(text: str) -> tuple[float, float] | None:
    """«44.85, 65.50» as a point of Kazakhstan, or None."""
    parts = text.replace(";", " ").replace(", ", " ").split()
    if len(parts) == 1:
        parts = text.split(",")
    try:
        north, east = (float(part.strip().rstrip(",").replace(",", ".")) for part in parts)
    except ValueError:
        return None
    if NORTH[0] <= north <= NORTH[1] and EAST[0] <= east <= EAST[1]:
        return north, east
    return None
