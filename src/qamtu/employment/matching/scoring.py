"""One seeker and one vacancy: what excludes it, and how well it fits, each with its reason.

Every component gives a fit of 0 to 1000 thousandths, and of its weight that share, whole points
rounded down; the score is their sum, at most 1000. The weights are the office's choice, no law's:

| Component     | Points | Full fit                                                             |
|---------------|-------:|----------------------------------------------------------------------|
| occupation    |    300 | the unit group wished for; one step up in the classifier 750, then   |
|               |        | 450, 150, 0; an occupation had, not wished for, counts four fifths   |
| experience    |    100 | the years asked, in the same minor group; of the same sub-major half |
| skills        |    100 | every skill asked                                                    |
| education     |     50 | the level asked; one level below half                                |
| pay           |    150 | the lowest pay begins where the seeker's wish does; 500 where only   |
|               |        | the highest reaches it; nothing from a fifth below                   |
| distance      |    120 | next door; nothing at the end of what the seeker travels             |
| transport     |     50 | on foot, by the employer's transport, or by an own car               |
| schedule      |     50 | the schedule named first; another named one half                     |
| languages     |     40 | every language asked                                                 |
| accessibility |     40 | everything at the workplace that helps the seeker                    |

Excluded, with a sentence: a demand that health forbids, a workplace without what it must have, a
schedule not accepted, an education that the law asks for, a way longer than the seeker travels
where the employer offers no transport.
"""

from collections.abc import Callable, Iterable

from qamtu.language import format_number
from qamtu.trilingual import Names

from .model import Exclusion, Match, Reason, Seeker, Vacancy
from .occupations import distance
from .roads import AIR_LINE, Roads
from .sentences import (
    BY_LAW,
    FORBIDDEN,
    HAD,
    NOT_ACCEPTED,
    NOT_THERE,
    TOO_FAR,
    UNITS,
    WISHED,
    Way,
    far,
    listed,
    say,
    tenge,
)
from .vocabulary import DEMANDS, EDUCATION, FEATURES, LEVELS, LIMITS, SCHEDULES

FULL = 1000
HALF = 500
WEIGHTS = {
    "occupation": 300,
    "experience": 100,
    "skills": 100,
    "education": 50,
    "pay": 150,
    "distance": 120,
    "transport": 50,
    "schedule": 50,
    "languages": 40,
    "accessibility": 40,
}
OCCUPATION_FITS = (1000, 750, 450, 150, 0)  # by the distance in the classifier
HAD_NOT_WISHED = (1000 * 4 // 5, 750 * 4 // 5, 450 * 4 // 5, 150 * 4 // 5, 0)
HALF_YEARS = (2, 2, 1, 0, 0)  # what a year counts, by the distance in the classifier
KATO_FITS = {
    9: 1000,
    6: 700,
    4: 400,
    2: 0,
    0: 0,
}  # by the digits in common, where no point is known
USUAL_REACH = 50  # kilometres, of who did not say how far they travel
ON_FOOT = 3  # kilometres
AWAY = frozenset({"remote", "rotation"})  # nobody goes to such work every day
NO_WALKERS = frozenset({"no_walking", "wheelchair"})
CAUSES = ("health", "workplace", "schedule", "education", "distance")


Answer = tuple[int, Names]


def match(seeker: Seeker, vacancy: Vacancy, roads: Roads = AIR_LINE) -> Match:
    """The two set side by side, with every reason and every exclusion."""
    way = _way(seeker, vacancy, roads)
    reasons = []
    for component, weight in WEIGHTS.items():
        fit, sentence = _COMPONENTS[component](seeker, vacancy, way)
        reasons.append(Reason(component, fit * weight // FULL, weight, sentence))
    exclusions = tuple(_exclusions(seeker, vacancy, way))
    return Match(seeker.key, vacancy.key, tuple(reasons), exclusions)


def wished_occupations(seeker: Seeker) -> frozenset[str]:
    """What was wished for; of who wished for nothing, what they had."""
    return frozenset(seeker.wishes) or frozenset(had.occupation for had in seeker.worked)


def helpful_features(seeker: Seeker) -> frozenset[str]:
    return frozenset().union(*(LIMITS[code].helps for code in seeker.limits))


def walks(seeker: Seeker) -> int:
    """The kilometres to work that are no trouble on foot."""
    return 0 if seeker.limits & NO_WALKERS else ON_FOOT


def reach(seeker: Seeker) -> int:
    return USUAL_REACH if seeker.travels is None else seeker.travels


def kato_digits(one: str, other: str) -> int:
    """The digits of the narrowest unit that holds both places: 9 a settlement, 6 an okrug,
    4 a district, 2 a region.

    >>> [kato_digits("434630100", code) for code in ("434630100", "434630200", "434640100")]
    [9, 6, 4]
    """
    return next((n for n in (9, 6, 4, 2) if one[:n] == other[:n]), 0)


def _way(seeker: Seeker, vacancy: Vacancy, roads: Roads) -> Way:
    home, work = seeker.place, vacancy.place
    kilometres = roads.kilometres(home.point, work.point) if home.point and work.point else None
    digits = kato_digits(home.kato, work.kato) if home.kato and work.kato else None
    return Way(kilometres, digits, roads.is_estimate)


def _occupation(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    asked = vacancy.occupation
    wished = min((distance(code, asked) for code in wished_occupations(seeker)), default=4)
    had = min((distance(each.occupation, asked) for each in seeker.worked), default=4)
    if seeker.wishes and HAD_NOT_WISHED[had] > OCCUPATION_FITS[wished]:
        return HAD_NOT_WISHED[had], HAD[had]
    return OCCUPATION_FITS[wished], (WISHED if seeker.wishes else HAD)[wished]


def _experience(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    if not vacancy.years:
        return FULL, Names(
            "Жұмыс өтілі талап етілмейді", "Опыт не требуется", "No experience is asked for"
        )
    halves = sum(
        HALF_YEARS[distance(each.occupation, vacancy.occupation)] * each.years
        for each in seeker.worked
    )
    return min(FULL, FULL * halves // (2 * vacancy.years)), say(
        Names(
            "Жақын мамандықтар бойынша өтілі (жыл): {have}, талап етілетіні: {asked}",
            "Стаж по близким профессиям (лет): {have}, требуется: {asked}",
            "Years in close occupations: {have}, asked for: {asked}",
        ),
        have=halves // 2,
        asked=vacancy.years,
    )


def _skills(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    return _share_of(
        seeker.skills,
        vacancy.skills,
        Names(
            "Арнайы дағдылар талап етілмейді",
            "Особые навыки не требуются",
            "No particular skills are asked for",
        ),
        Names(
            "Талап етілетін дағдылар саны: {asked}, оның ішінде бары: {have}",
            "Требуемых навыков: {asked}, из них есть: {have}",
            "Skills asked for: {asked}, of them known: {have}",
        ),
    )


def _education(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    missing = LEVELS[vacancy.education] - LEVELS[seeker.education]
    if vacancy.education == "none":
        return FULL, Names(
            "Білім деңгейіне талап қойылмайды",
            "К образованию требований нет",
            "No education is asked for",
        )
    if missing <= 0:
        return FULL, say(
            Names(
                "Білімі жеткілікті: {have}",
                "Образования достаточно: {have}",
                "The education is enough: {have}",
            ),
            have=EDUCATION[seeker.education],
        )
    return (HALF if missing == 1 else 0), say(
        Names(
            "Талап етілетін білім: {asked}; ізденушіде: {have}",
            "Требуется образование: {asked}; у соискателя: {have}",
            "Education asked for: {asked}; the seeker's: {have}",
        ),
        asked=EDUCATION[vacancy.education],
        have=EDUCATION[seeker.education],
    )


def _pay(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    lowest, first, top = seeker.lowest_pay, vacancy.pay_from, vacancy.top_pay
    values = {"wish": tenge(lowest), "first": tenge(first or top), "top": tenge(top)}
    if not lowest:
        return FULL, Names(
            "Ізденуші ең төмен жалақыны көрсетпеген",
            "Соискатель не назвал наименьшую оплату",
            "The seeker named no lowest pay",
        )
    if not top:
        return HALF, Names(
            "Жалақы мөлшері көрсетілмеген", "Размер оплаты не указан", "The pay is not stated"
        )
    if first >= lowest:
        return FULL, say(
            Names(
                "Жалақы қалағанынан кем емес: {first}",
                "Оплата не ниже желаемой: {first}",
                "The pay is not below what is wanted: {first}",
            ),
            **values,
        )
    if top >= lowest:
        return HALF + HALF * (top - lowest) // (top - first), say(
            Names(
                "Жалақы қалағанына жетуі мүмкін: ең көбі {top}, қалағаны {wish}",
                "Оплата может достичь желаемой: до {top}, желаемая {wish}",
                "The pay may reach what is wanted: up to {top}, wanted {wish}",
            ),
            **values,
        )
    return max(0, HALF * (5 * top - 4 * lowest) // lowest), say(
        Names(
            "Жалақы қалағанынан төмен: ең көбі {top}, қалағаны {wish}",
            "Оплата ниже желаемой: до {top}, желаемая {wish}",
            "The pay is below what is wanted: up to {top}, wanted {wish}",
        ),
        **values,
    )


def _distance(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    if vacancy.schedule in AWAY:
        return FULL, Names(
            "Күн сайын қатынаудың қажеті жоқ",
            "Ездить каждый день не нужно",
            "No daily way to work",
        )
    if way.kilometres is None and way.kato_digits is None:
        return HALF, Names(
            "Жұмысқа дейінгі қашықтық белгісіз",
            "Расстояние до работы неизвестно",
            "The distance is not known",
        )
    if way.kilometres is None:
        return KATO_FITS[way.kato_digits or 0], UNITS[way.kato_digits or 0]
    most = reach(seeker)
    fit = FULL * max(0, most - way.kilometres) // most if most else FULL * (not way.kilometres)
    return fit, say(
        Names("Жұмысқа дейін {way}", "До работы {way}", "The way to work: {way}"), way=far(way)
    )


def _transport(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    if vacancy.schedule in AWAY:
        return FULL, Names(
            "Күнделікті көлік қажет емес", "Ежедневный транспорт не нужен", "No daily transport"
        )
    if way.kilometres is not None and way.kilometres <= walks(seeker):
        return FULL, Names("Жаяу баруға болады", "Можно дойти пешком", "Near enough to walk")
    if vacancy.offers_transport:
        return FULL, Names(
            "Жұмыс беруші көлікпен қамтамасыз етеді",
            "Работодатель предоставляет транспорт",
            "The employer provides transport",
        )
    if seeker.has_car:
        return FULL, Names("Өз көлігі бар", "Есть своя машина", "Has a car")
    if way.kilometres is None and way.kato_digits == 9:
        return FULL, UNITS[9]
    return 0, Names(
        "Көлік қарастырылмаған, өз бетінше жету керек",
        "Транспорт не предусмотрен, добираться самостоятельно",
        "No transport is provided",
    )


def _schedule(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    name = SCHEDULES[vacancy.schedule]
    if not seeker.schedules:
        return FULL, Names(
            "Ізденушіге кез келген кесте қолайлы", "Подходит любой график", "Any schedule suits"
        )
    if vacancy.schedule == seeker.schedules[0]:
        return FULL, say(
            Names(
                "Кесте қалағанындай: {name}",
                "График желаемый: {name}",
                "The schedule wanted most: {name}",
            ),
            name=name,
        )
    if vacancy.schedule in seeker.schedules:
        return HALF, say(
            Names("Кесте қолайлы: {name}", "График подходит: {name}", "The schedule suits: {name}"),
            name=name,
        )
    return 0, say(NOT_ACCEPTED, name=name)


def _languages(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    return _share_of(
        seeker.languages,
        vacancy.languages,
        Names("Тілге талап қойылмайды", "К языкам требований нет", "No language is asked for"),
        Names(
            "Талап етілетін тілдер саны: {asked}, оның ішінде білетіні: {have}",
            "Требуемых языков: {asked}, из них знает: {have}",
            "Languages asked for: {asked}, of them known: {have}",
        ),
    )


def _accessibility(seeker: Seeker, vacancy: Vacancy, way: Way) -> Answer:
    return _share_of(
        vacancy.features,
        helpful_features(seeker),
        Names(
            "Жұмыс орнын бейімдеу қажет емес",
            "Приспосабливать рабочее место не нужно",
            "The workplace need not be adapted",
        ),
        Names(
            "Жұмысты жеңілдететін жағдайлар саны: {asked}, жұмыс орнында бары: {have}",
            "Условий, которые помогли бы: {asked}, на рабочем месте есть: {have}",
            "Features that would help: {asked}, of them at the workplace: {have}",
        ),
    )


_COMPONENTS: dict[str, Callable[[Seeker, Vacancy, Way], Answer]] = {
    "occupation": _occupation,
    "experience": _experience,
    "skills": _skills,
    "education": _education,
    "pay": _pay,
    "distance": _distance,
    "transport": _transport,
    "schedule": _schedule,
    "languages": _languages,
    "accessibility": _accessibility,
}


def _exclusions(seeker: Seeker, vacancy: Vacancy, way: Way) -> Iterable[Exclusion]:
    """In the order of `CAUSES`."""
    for code in sorted(seeker.limits):
        if forbidden := LIMITS[code].excludes & vacancy.asks_of_health:
            names, words = LIMITS[code].names, listed(forbidden, DEMANDS)
            yield Exclusion("health", say(FORBIDDEN, limit=names, demands=words))
    for code in sorted(seeker.limits):
        missing = LIMITS[code].needs - vacancy.features
        if missing and not vacancy.is_remote:
            names, words = LIMITS[code].names, listed(missing, FEATURES)
            yield Exclusion("workplace", say(NOT_THERE, limit=names, features=words))
    if seeker.schedules and vacancy.schedule not in seeker.schedules:
        yield Exclusion("schedule", say(NOT_ACCEPTED, name=SCHEDULES[vacancy.schedule]))
    if vacancy.is_regulated and LEVELS[seeker.education] < LEVELS[vacancy.education]:
        asked, have = EDUCATION[vacancy.education], EDUCATION[seeker.education]
        yield Exclusion("education", say(BY_LAW, asked=asked, have=have))
    if (
        seeker.travels is not None
        and way.kilometres is not None
        and way.kilometres > seeker.travels
        and not vacancy.offers_transport
        and vacancy.schedule not in AWAY
    ):
        most = format_number(seeker.travels, "kk")
        yield Exclusion("distance", say(TOO_FAR, way=far(way), most=most))


def _share_of(
    have: frozenset[str], asked: frozenset[str], nothing: Names, something: Names
) -> Answer:
    if not asked:
        return FULL, nothing
    found = len(have & asked)
    return FULL * found // len(asked), say(something, asked=len(asked), have=found)
