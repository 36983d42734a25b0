"""All places of an office at once: who can enter, by the passports in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qamtu.accounts.models import Office
from qamtu.organizations.models import Facility
from qamtu.organizations.sectors import SECTORS
from qamtu.places.models import Territory
from qamtu.rules.accessibility.passport import UNKNOWN
from qamtu.rules.accessibility.verdicts import VERDICTS

from .adaptation import MEASURE
from .models import Passport, PlannedWork, Survey, WorkAcceptance
from .passports import short_verdicts, standing_passports, verdict_by


@dataclass(frozen=True)
class Place:
    """A facility with its passport, and the verdict for the needs that were asked."""

    facility: Facility
    passport: Passport | None
    verdict: str
    verdicts: dict[str, str]

    @property
    def seen_on(self) -> date | None:
        return self.passport.survey.surveyed_on if self.passport else None


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed by; `needs` empty: all of them."""

    needs: Sequence[str] = ()
    sector: str = ""
    territory: Territory | None = None
    verdict: str = ""
    text: str = ""


def places_of(office: Office, asked: Asked, all_needs: Sequence[str]) -> list[Place]:
    """The office's facilities in the order of their names: three queries, however many."""
    found = Facility.objects.filter(office=office).search(asked.text).in_name_order()
    if asked.sector in SECTORS:
        found = found.filter(sector=asked.sector)
    if asked.territory is not None:
        found = found.filter(territory__in=Territory.objects.within(asked.territory))
    passports = {one.facility_id: one for one in standing_passports(office)}
    needs = list(asked.needs or all_needs)
    places = []
    for facility in found.select_related("territory", "owner"):
        passport = passports.get(facility.pk)
        verdict = verdict_by(passport, needs)
        if asked.verdict in VERDICTS and verdict != asked.verdict:
            continue
        verdicts = short_verdicts(passport) or dict.fromkeys(all_needs, UNKNOWN)
        places.append(Place(facility, passport, verdict, verdicts))
    return places


@dataclass
class Year:
    """What a year planned and has done."""

    year: int
    planned: int = 0
    adapted: int = 0
    passports: int = 0
    cost: int = 0
    spent: int = 0


def by_year(office: Office) -> list[Year]:
    """Facilities planned and adapted, passports, costs (tiyn), the newest year first."""
    found: dict[int, Year] = {}

    def of(year: int) -> Year:
        return found.setdefault(year, Year(year))

    planned: dict[int, set[int]] = {}
    works = PlannedWork.objects.live().filter(office=office)
    for year, facility, cost in works.values_list("year", "facility", "cost"):
        planned.setdefault(year, set()).add(facility)
        of(year).cost += cost
    for year, facilities in planned.items():
        of(year).planned = len(facilities)
    accepted = WorkAcceptance.objects.live().filter(office=office, work__retracted_at=None)
    for day, cost in accepted.values_list("accepted_on", "cost"):
        of(day.year).spent += cost
    cases = Facility.objects.filter(
        office=office, cases__measure=MEASURE.code, cases__state__in=("carried_out", "closed")
    )
    for day in cases.values_list("cases__state_since", flat=True):
        of(day.year).adapted += 1
    for year in Passport.objects.live().filter(office=office).values_list("year", flat=True):
        of(year).passports += 1
    return [found[year] for year in sorted(found, reverse=True)]


@dataclass
class SectorLine:
    """A sector: how many facilities, with a passport, fully or partially accessible for all."""

    code: str
    facilities: int = 0
    passports: int = 0
    accessible: int = 0


def by_sector(places: Sequence[Place]) -> list[SectorLine]:
    """Counts of a list of places by their sector."""
    lines = {code: SectorLine(code) for code in ("", *SECTORS)}
    for place in places:
        line = lines[place.facility.sector if place.facility.sector in SECTORS else ""]
        line.facilities += 1
        line.passports += place.passport is not None
        line.accessible += place.verdict in ("full", "partial")
    return [line for line in lines.values() if line.facilities]


def surveys_of(facility: Facility) -> list[Survey]:
    """All that was ever seen there, the newest first, also what was taken back."""
    return list(
        Survey.objects.filter(facility=facility)
        .select_related("clashes_with", "recorded_by")
        .prefetch_related("photos", "passports", "choices")
    )
