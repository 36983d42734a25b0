"""What is said of a match, in three languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qamtu.language import format_money, format_number
from qamtu.trilingual import LANGUAGES, Names


@dataclass(frozen=True)
class Way:
    """The way to work: kilometres where both points are known, else what the KATO codes share."""

    kilometres: int | None
    kato_digits: int | None
    is_estimate: bool


def say(template: Names, **values: Names | str | int) -> Names:
    return Names(
        *(
            template[language].format_map(
                {
                    name: value[language] if isinstance(value, Names) else value
                    for name, value in values.items()
                }
            )
            for language in LANGUAGES
        )
    )


def listed(codes: Iterable[str], words: Mapping[str, Names]) -> Names:
    ordered = sorted(codes)
    return Names(*(", ".join(words[code][language] for code in ordered) for language in LANGUAGES))


def tenge(tiyn: int) -> Names:
    return Names(*(format_money(tiyn, language, "tenge") for language in LANGUAGES))


def far(way: Way) -> Names:
    if not way.kilometres:
        return Names("1 км-ге жетпейді", "меньше 1 км", "less than 1 km")
    number = Names(*(format_number(way.kilometres, language) for language in LANGUAGES))
    if way.is_estimate:
        return say(Names("шамамен {n} км", "около {n} км", "about {n} km"), n=number)
    return say(Names("{n} км", "{n} км", "{n} km"), n=number)


WISHED = (
    Names(
        "Қалаған мамандығына дәл сәйкес",
        "Точно желаемая профессия",
        "Exactly the occupation wanted",
    ),
    Names(
        "Қалаған мамандығына өте жақын: бір шағын топта",
        "Очень близка к желаемой профессии: та же малая группа",
        "Very close to the occupation wanted: the same minor group",
    ),
    Names(
        "Қалаған мамандығына жақын: бір топшада",
        "Близка к желаемой профессии: та же подгруппа",
        "Close to the occupation wanted: the same sub-major group",
    ),
    Names(
        "Қалаған мамандығынан алыс: тек негізгі тобы бірдей",
        "Далека от желаемой профессии: общая только основная группа",
        "Far from the occupation wanted: only the major group is the same",
    ),
    Names("Мүлде басқа мамандық", "Совсем другая профессия", "Quite another occupation"),
)
HAD = (
    Names(
        "Дәл осы мамандық бойынша жұмыс істеген",
        "Есть опыт точно по этой профессии",
        "Has worked in exactly this occupation",
    ),
    Names(
        "Өте жақын мамандықта жұмыс істеген: бір шағын топта",
        "Есть опыт в очень близкой профессии: та же малая группа",
        "Has worked in a very close occupation: the same minor group",
    ),
    Names(
        "Жақын мамандықта жұмыс істеген: бір топшада",
        "Есть опыт в близкой профессии: та же подгруппа",
        "Has worked in a close occupation: the same sub-major group",
    ),
    Names(
        "Бұрынғы мамандығынан алыс: тек негізгі тобы бірдей",
        "Далека от прежней профессии: общая только основная группа",
        "Far from the occupation had: only the major group is the same",
    ),
    WISHED[4],
)
UNITS = {
    9: Names("Бір елді мекенде", "В том же населённом пункте", "In the same settlement"),
    6: Names("Бір ауылдық округте", "В том же сельском округе", "In the same rural district"),
    4: Names("Бір ауданда", "В том же районе", "In the same district"),
    2: Names("Басқа ауданда", "В другом районе", "In another district"),
    0: Names("Басқа өңірде", "В другом регионе", "In another region"),
}
NOT_ACCEPTED = Names(
    "Ізденушіге бұл кесте қолайсыз: {name}",
    "Соискателю не подходит график: {name}",
    "The schedule does not suit the seeker: {name}",
)
FORBIDDEN = Names(
    "Денсаулық шектеуі: {limit}; ал жұмыста бар: {demands}",
    "Ограничение по здоровью: {limit}; а в работе есть: {demands}",
    "A limit of health: {limit}; but the work has: {demands}",
)
NOT_THERE = Names(
    "Денсаулық шектеуі: {limit}; ал жұмыс орнында жоқ: {features}",
    "Ограничение по здоровью: {limit}; а на рабочем месте нет: {features}",
    "A limit of health: {limit}; but the workplace lacks: {features}",
)
BY_LAW = Names(
    "Заң талап ететін білім: {asked}; ізденушіде: {have}",
    "Закон требует образования: {asked}; у соискателя: {have}",
    "The law asks for an education: {asked}; the seeker's: {have}",
)
TOO_FAR = Names(
    "Жұмысқа дейін {way}, ал ізденуші {most} км-ден алысқа қатынай алмайды",
    "До работы {way}, а соискатель ездит не дальше {most} км",
    "The way to work is {way}, but the seeker travels no farther than {most} km",
)
