"""Dates and periods as they are written."""

from datetime import date

_MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
# The month in the locative with -ғы/-гі: «15 қарашадағы».
_AT_MONTH = (
    "қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы",
    "шілдедегі", "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы", "желтоқсандағы",
)  # fmt: skip


# Standing alone, a Russian month is in the nominative.
_ALONE_RU = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"


def month_name(number: int, language: str) -> str:
    """The month standing alone: «қараша», «ноябрь», «November»."""
    return (_ALONE_RU if language == "ru" else _MONTHS[language]).split()[number - 1]


def _month(day: date, language: str) -> str:
    return _MONTHS[language].split()[day.month - 1]


def format_date(day: date, language: str, style: str = "long") -> str:
    """«2021 жылғы 15 қараша», «15 ноября 2021 года», "15 November 2021"; short: 15.11.2021."""
    if style == "short":
        return f"{day:%d/%m/%Y}" if language == "en" else f"{day:%d.%m.%Y}"
    if language == "kk":
        return f"{day.year} жылғы {day.day} {_month(day, 'kk')}"
    year = f"{day.year} года" if language == "ru" else f"{day.year}"
    return f"{day.day} {_month(day, language)} {year}"


def format_period(start: date, end: date, language: str) -> str:
    """«2021 жылғы 1 қаңтар – 15 қараша»: the year is said once where it is the same."""
    if start.year != end.year:
        return f"{format_date(start, language)} – {format_date(end, language)}"
    if language == "kk":
        return f"{format_date(start, 'kk')} – {end.day} {_month(end, 'kk')}"
    return f"{start.day} {_month(start, language)} – {format_date(end, language)}"


def as_of_phrase(day: date, language: str) -> str:
    """«2021 жылғы 15 қарашадағы жағдай бойынша»."""
    if language == "kk":
        return f"{day.year} жылғы {day.day} {_AT_MONTH[day.month - 1]} жағдай бойынша"
    if language == "ru":
        return f"по состоянию на {format_date(day, 'ru')}"
    return f"as of {format_date(day, 'en')}"
