"""The rows of outcomes: by measure, okrug, settlement, category, age, sex, or status."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from qamtu.accounts.models import Office
from qamtu.people.models import StatusPeriod
from qamtu.people.statuses import STATUS_KINDS
from qamtu.places.models import Territory
from qamtu.rules.people.youth import is_young
from qamtu.trilingual import Names

from .finished import MEASURES_WITH_OUTCOMES
from .measures import MEASURES
from .outcomes import Outcome, Tally

MEASURE_NAMES = {one.code: one.names for one in MEASURES if one.code in set(MEASURES_WITH_OUTCOMES)}
CATEGORY_NAMES = {
    f"{one.code}.{code}": names for one in MEASURES for code, names in one.categories.items()
}
GROUPED_BY: dict[str, Names] = {
    "measure": Names("шара бойынша", "по мере", "by measure"),
    "okrug": Names("округ бойынша", "по округам", "by okrug"),
    "place": Names("елді мекен бойынша", "по населённым пунктам", "by settlement"),
    "category": Names("санат бойынша", "по категориям", "by category"),
    "status": Names("мәртебе бойынша", "по статусу", "by status"),
    "age": Names("жас бойынша", "по возрасту", "by age"),
    "sex": Names("жынысы бойынша", "по полу", "by sex"),
}
OLDER_THAN = 50
AGES: dict[str, Names] = {
    "youth": Names("жастар", "молодёжь", "young people"),
    "middle": Names("50 жасқа дейінгілер", "до 50 лет", "up to 50"),
    "over_50": Names("50 жастан асқандар", "старше 50 лет", "over 50"),
}
SEXES: dict[str, Names] = {
    "f": Names("әйелдер", "женщины", "women"),
    "m": Names("ерлер", "мужчины", "men"),
}
STATUSES = (
    "disability",
    "large_family_mother",
    "self_employed",
    "unemployed",
    "asp_recipient",
    "probation",
    "released",
    "kandas",
)
NONE = "none"
NONE_NAMES = Names("көрсетілмеген", "не указано", "not told")
OTHER_STATUS = Names("бұлардың ешқайсысы емес", "ни один из них", "none of these")
GroupsOf = Callable[[Outcome], Sequence[str]]


def groups_of(
    by: str, office: Office, found: Sequence[Outcome], known_at: datetime | None = None
) -> GroupsOf:
    """The rows that an outcome stands in: one, but for statuses, of which a person has several."""
    if by == "status":
        return _by_status(office, found, known_at or datetime.now(UTC))
    if by == "okrug":
        okrugs = {
            one.pk: one.parent_id if one.kind in ("town", "village") else one.pk
            for one in Territory.objects.filter(pk__in={o.finish.territory_id for o in found})
        }
        return lambda one: (str(okrugs.get(one.finish.territory_id or 0) or NONE),)
    return {
        "measure": lambda one: (one.finish.measure,),
        "place": lambda one: (str(one.finish.territory_id or NONE),),
        "category": lambda one: (
            f"{one.finish.measure}.{one.finish.category}" if one.finish.category else NONE,
        ),
        "age": lambda one: (_age(one),),
        "sex": lambda one: (one.finish.sex or NONE,),
    }[by]


def _age(one: Outcome) -> str:
    born, day = one.finish.birth_date, one.finish.day
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if is_young(age, day):
        return "youth"
    return "over_50" if age > OLDER_THAN else "middle"


def _by_status(office: Office, found: Sequence[Outcome], known_at: datetime) -> GroupsOf:
    """By the statuses that a person had on the day of the finish."""
    periods: dict[int, list[StatusPeriod]] = defaultdict(list)
    held = StatusPeriod.objects.known_at(known_at).filter(
        office=office, person__in={one.finish.person_id for one in found}, kind__in=STATUSES
    )
    for period in held:
        periods[period.person_id].append(period)

    def groups(one: Outcome) -> Sequence[str]:
        day = one.finish.day
        mine = {
            period.kind
            for period in periods.get(one.finish.person_id, ())
            if period.valid_from <= day and (period.valid_to is None or day <= period.valid_to)
        }
        return [code for code in STATUSES if code in mine] or [NONE]

    return groups


def tallies(found: Sequence[Outcome], groups: GroupsOf) -> dict[str, Tally]:
    """A row for each group that has anybody in it."""
    rows: dict[str, Tally] = defaultdict(Tally)
    for one in found:
        for key in groups(one):
            rows[key].add(one)
    return dict(rows)


def names_of(by: str, keys: Sequence[str], language: str) -> dict[str, str]:
    """The rows in words, in the order in which they are printed."""
    if by in ("okrug", "place"):
        units = Territory.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
        named = {str(one.pk): one.name(language) for one in units.order_by("kato")}
    else:
        declared: dict[str, Names] = {
            "measure": MEASURE_NAMES,
            "category": CATEGORY_NAMES,
            "status": {code: STATUS_KINDS[code].names for code in STATUSES},
            "age": AGES,
            "sex": SEXES,
        }[by]
        named = {key: names[language] for key, names in declared.items() if key in keys}
    if by == "measure":
        named = {code: named[code] for code in MEASURES_WITH_OUTCOMES if code in named}
    for key in keys:
        if key not in named:
            named[key] = (OTHER_STATUS if by == "status" else NONE_NAMES)[language]
    return named
