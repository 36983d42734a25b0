"""What is known of a seeker and of a vacancy, and nothing else.

There is no name, sex, age or date of birth, ethnicity, marital status or number of a document
here: what is not given can not be used. Money is whole tiyn a month, 0 where nothing was named;
codes are those of `vocabulary` and of the classifier (`occupations`), from one to four digits.
Skills are free words, folded so that their spelling does not matter.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qamtu.language import search_key
from qamtu.trilingual import Names

from .vocabulary import DEMANDS, FEATURES, LANGUAGES, LEVELS, LIMITS, SCHEDULES

LONGEST_TRIP = 40_000  # kilometres: no road is longer
MOST_PAY = 10**12  # tiyn a month: ten thousand million tenge
MOST_YEARS = 80


class UnknownWord(ValueError):
    """A code that the vocabulary does not have, or a number out of its bounds."""


@dataclass(frozen=True, order=True)
class Point:
    """Degrees, north and east."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise UnknownWord(f"no such point: {self.latitude}, {self.longitude}")


@dataclass(frozen=True)
class Place:
    """Where somebody lives or a job is: a point, a KATO code of nine digits, or both."""

    point: Point | None = None
    kato: str = ""

    def __post_init__(self) -> None:
        if self.kato and not (self.kato.isascii() and self.kato.isdigit() and len(self.kato) == 9):
            raise UnknownWord(f"not a KATO code: {self.kato}")


@dataclass(frozen=True)
class Worked:
    """An occupation that the seeker had, and for how many whole years."""

    occupation: str
    years: int

    def __post_init__(self) -> None:
        _occupation(self.occupation)
        _within("years", self.years, MOST_YEARS)


@dataclass(frozen=True)
class Seeker:
    key: str
    wishes: tuple[str, ...] = ()
    worked: tuple[Worked, ...] = ()
    education: str = "none"
    skills: frozenset[str] = frozenset()
    lowest_pay: int = 0
    schedules: tuple[str, ...] = ()  # from the most wanted; none named: any
    place: Place = Place()
    travels: int | None = None  # kilometres one way at the most; None: not said
    has_car: bool = False
    limits: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for code in self.wishes:
            _occupation(code)
        _known("education", [self.education], LEVELS)
        _known("schedule", self.schedules, SCHEDULES)
        _known("limit", self.limits, LIMITS)
        _known("language", self.languages, LANGUAGES)
        _within("pay", self.lowest_pay, MOST_PAY)
        _within("distance", self.travels or 0, LONGEST_TRIP)
        object.__setattr__(self, "skills", _folded(self.skills))


@dataclass(frozen=True)
class Vacancy:
    key: str
    occupation: str
    years: int = 0
    education: str = "none"
    is_regulated: bool = False  # the law itself asks for the education: no exception
    skills: frozenset[str] = frozenset()
    pay_from: int = 0
    pay_to: int = 0
    schedule: str = "full_day"
    place: Place = Place()
    places: int = 1
    demands: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    offers_transport: bool = False
    languages: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _occupation(self.occupation)
        _known("education", [self.education], LEVELS)
        _known("schedule", [self.schedule], SCHEDULES)
        _known("demand", self.demands, DEMANDS)
        _known("feature", self.features, FEATURES)
        _known("language", self.languages, LANGUAGES)
        _within("years", self.years, MOST_YEARS)
        _within("pay", self.pay_from, MOST_PAY)
        _within("pay", self.pay_to, MOST_PAY)
        if self.pay_to and self.pay_to < self.pay_from:
            raise UnknownWord(f"the pay ends at {self.pay_to}, before it begins")
        _within("places", self.places, 100_000)
        object.__setattr__(self, "skills", _folded(self.skills))

    @property
    def top_pay(self) -> int:
        return self.pay_to or self.pay_from

    @property
    def is_remote(self) -> bool:
        return self.schedule == "remote"

    @property
    def asks_of_health(self) -> frozenset[str]:
        """The demands, with the nights that the schedule itself implies."""
        return self.demands | {"nights"} if self.schedule == "nights" else self.demands


@dataclass(frozen=True)
class Reason:
    """What one component gave: so many points of so many, and why."""

    component: str
    points: int
    most: int
    sentence: Names


@dataclass(frozen=True)
class Exclusion:
    """Why this vacancy can not be offered to this seeker, whatever the points."""

    code: str
    sentence: Names


@dataclass(frozen=True)
class Match:
    """A seeker and a vacancy set side by side. The score is the sum of the reasons' points."""

    seeker: str
    vacancy: str
    reasons: tuple[Reason, ...]
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def score(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def is_possible(self) -> bool:
        return not self.exclusions


def _occupation(code: str) -> None:
    if not (code.isascii() and code.isdigit() and 1 <= len(code) <= 4):
        raise UnknownWord(f"not a code of an occupation: {code}")


def _folded(words: Collection[str]) -> frozenset[str]:
    return frozenset(search_key(word) for word in words) - {""}


def _known(kind: str, codes: Collection[str], words: Mapping[str, object]) -> None:
    for code in codes:
        if code not in words:
            raise UnknownWord(f"no such {kind}: {code}")


def _within(kind: str, number: int, most: int) -> None:
    if not 0 <= number <= most:
        raise UnknownWord(f"{kind} out of bounds: {number}")
