"""Job quotas of one employer: how many places it has to keep for a group, and what is short.

Law 482-V of 06.04.2016 art. 9(6), 27 and order 498 of 13.06.2016; since 01.07.2023 Social Code
art. 107. By size for persons with disabilities, by the percent of a resolution for other groups.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from qamtu.rules.facts import FactsRefused, read_facts
from qamtu.rules.programme import Input, Level, Programme, Rule, choose, is_not, larger
from qamtu.trilingual import Names

ARTICLE = {
    date(2016, 6, 13): "Law 482-V of 06.04.2016 art. 27; order 498 of 13.06.2016",
    date(2023, 7, 1): "Social Code art. 107",
}
FIRST_DAY = date(2016, 6, 13)
MOST_STAFF = 10_000_000

PROGRAMME = Programme(
    "job_quota",
    Names("Жұмыс орындарының квотасы", "Квота рабочих мест", "Job quota"),
    (Level("employer", "employers", None, Names("жұмыс беруші", "работодатель", "employer")),),
)
GROUPS = {
    "disabled": Names(
        "мүгедектігі бар адамдар", "лица с инвалидностью", "persons with disabilities"
    ),
    "probation": Names("пробация есебіндегілер", "состоящие на учёте пробации", "on probation"),
    "released": Names("бас бостандығынан босатылғандар", "освобождённые", "released prisoners"),
    "orphan_youth": Names("жетім түлектер", "выпускники-сироты", "orphan graduates"),
    "youth": Names("жастар", "молодёжь", "young people"),
}
PROGRAMME.asks(
    Input("group", "employer", "choice", Names("Тобы", "Группа", "Group"), choices=GROUPS),
    Input(
        "staff", "employer", "people",
        Names("Штат саны", "Численность штата", "Staff"), most=MOST_STAFF,
    ),
    Input(
        "excluded", "employer", "people",
        Names("Ауыр, зиянды, қауіпті орындар", "Тяжёлые, вредные, опасные места", "Hard places"),
        default=0, most=MOST_STAFF,
    ),
    Input(
        "disabled_staff", "employer", "people",
        Names("Мүгедектігі бар жұмыскерлер", "Работники с инвалидностью", "Staff disabled"),
        default=0, most=MOST_STAFF,
    ),
    Input(
        "hired", "employer", "people",
        Names("Квотамен қабылданғандар", "Принято по квоте", "Hired by the quota"),
        default=0, most=MOST_STAFF,
    ),
    Input(
        "is_association", "employer", "flag",
        Names("Мүгедектер бірлестігі", "Объединение лиц с инвалидностью", "Association"),
        default=False,
    ),
)  # fmt: skip


def _step(unit: str, names: Names, rule: Names) -> Callable[[Rule], Rule]:
    return PROGRAMME.step(
        "employer", unit=unit, names=names, rule=rule, article=ARTICLE, since=FIRST_DAY
    )


@_step(
    "people",
    Names("Таза штат", "Чистая численность", "Net staff"),
    Names(
        "Штат – ауыр, зиянды және қауіпті орындар.",
        "Штат без тяжёлых, вредных и опасных мест.",
        "The staff without hard, harmful and hazardous places.",
    ),
)
def net_staff(employer: Any, law: Any) -> Any:
    return employer.staff - employer.excluded


@_step(
    "people",
    Names("Топ анықталатын штат", "Численность для группы", "Staff of the band"),
    Names(
        "Топ белгіленген штат саны бойынша анықталады.",
        "Группа определяется по этой численности.",
        "The band goes by this headcount.",
    ),
)
def band_staff(employer: Any, law: Any) -> Any:
    return choose(law.band_counts_excluded, employer.staff, employer.net_staff)


@_step(
    "flag",
    Names("Штаты аз", "Малый штат", "Too small"),
    Names(
        "Штаты белгіленген саннан аз ұйымға мүгедектігі бар адамдар квотасы қойылмайды.",
        "Квота для лиц с инвалидностью не устанавливается при меньшем штате.",
        "Below this staff there is no quota for persons with disabilities.",
    ),
)
def ground_small(employer: Any, law: Any) -> Any:
    return employer.group.among("disabled") & (employer.band_staff < law.least_staff)


@_step(
    "flag",
    Names("Мүгедектер бірлестігі", "Объединение лиц с инвалидностью", "Association"),
    Names(
        "Мүгедектігі бар адамдардың бірлестігіне квота қойылмайды.",
        "Объединению лиц с инвалидностью квота не устанавливается.",
        "An association of persons with disabilities has no quota.",
    ),
)
def ground_association(employer: Any, law: Any) -> Any:
    return employer.group.among("disabled") & employer.is_association & law.associations_are_exempt


@_step(
    "flag",
    Names("Мүгедектігі бар жұмыскер көп", "Много работников с инвалидностью", "Share is high"),
    Names(
        "Мүгедектігі бар жұмыскерлердің үлесі шектен асса, квота қойылмайды.",
        "Квоты нет, если доля работников с инвалидностью выше предела.",
        "There is no quota where the share of staff with disabilities is above the limit.",
    ),
)
def ground_share(employer: Any, law: Any) -> Any:
    return employer.group.among("disabled") & (
        employer.disabled_staff > employer.staff * law.exempt_above_share
    )


GROUNDS = ("ground_small", "ground_association", "ground_share")


@_step(
    "flag",
    Names("Квота қойылады", "Квота устанавливается", "Has a quota"),
    Names("Босату негізі болмаса.", "Если нет оснований освобождения.", "Where no ground holds."),
)
def is_entitled(employer: Any, law: Any) -> Any:
    return is_not(employer.ground_small | employer.ground_association | employer.ground_share)


@_step(
    "share",
    Names("Квота мөлшері", "Размер квоты", "Percent"),
    Names(
        "Мүгедектігі бар адамдарға – штат тобы бойынша, басқаларға – қаулы бойынша.",
        "Для лиц с инвалидностью – по группе штата, для других – по постановлению.",
        "For persons with disabilities by the band, for others by the resolution.",
    ),
)
def percent(employer: Any, law: Any) -> Any:
    by_size = choose(
        employer.band_staff >= law.third_band_from,
        law.third_percent,
        choose(employer.band_staff >= law.second_band_from, law.second_percent, law.first_percent),
    )
    return law.figure_or("percent_", employer.group, "disabled", by_size)


@_step(
    "people",
    Names("Дәл квота", "Точная квота", "Exact quota"),
    Names("Штат × мөлшер.", "Численность × размер.", "Staff × percent."),
)
def exact(employer: Any, law: Any) -> Any:
    base = choose(law.base_counts_excluded, employer.staff, employer.net_staff)
    return base * employer.percent


@_step(
    "people",
    Names("Квота орындары", "Мест по квоте", "Places"),
    Names(
        "Дәл квота бүтін орынға дөңгелектеледі.",
        "Точная квота, округлённая до целых мест.",
        "The exact quota, rounded to whole places.",
    ),
)
def places(employer: Any, law: Any) -> Any:
    down = employer.exact // 1
    up = 0 - ((0 - employer.exact) // 1)
    nearest = (employer.exact * 2 + 1) // 2
    rounded = choose(law.rounds_up, up, choose(law.rounds_down, down, nearest))
    return choose(employer.is_entitled, rounded, 0)


@_step(
    "people",
    Names("Жетпейтіні", "Не хватает", "Shortfall"),
    Names("Орын – қабылданған, нөлден кем емес.", "Места – принято.", "Places less hired."),
)
def shortfall(employer: Any, law: Any) -> Any:
    return larger(employer.places - employer.hired, 0)


def read_employer(given: Mapping[str, Any], day: date) -> dict[str, Any]:
    """An employer as the steps ask for it. Raises `FactsRefused`: «above-staff», too."""
    facts = read_facts(PROGRAMME, given, day)
    for part in ("excluded", "disabled_staff"):
        if facts.get(part, 0) > facts["staff"]:
            raise FactsRefused("above-staff", part, (), facts[part], str(facts["staff"]))
    return facts
