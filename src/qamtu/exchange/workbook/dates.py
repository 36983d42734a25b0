"""A day, as clerks and machines write it."""

import re
from datetime import date, timedelta

from qamtu.exchange.workbook.folding import fold

EXCEL_EPOCH = date(1899, 12, 30)
FIRST_SERIAL = 7000  # 1 March 1919: a smaller number in a date column is not a day but a slip
LAST_SERIAL = 73050  # 31 December 2099
DAYS_TO_1904 = 1462  # what a workbook of an old Mac leaves out of a number
FIRST_YEAR, LAST_YEAR = 1900, 2099
LAST_SHORT_YEAR = 29  # as Excel reads two digits: 00–29 are this century's, 30–99 the last one's

_DAY_FIRST = re.compile(r"(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})")
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_NO_TIME = re.compile(r"(?<=^\d{5})[.,]\d+$")  # a day counted since 1900, and its hour
_YEAR_MARK = re.compile(r"\s*(г|ж)(\.|$)?(ода?|ылы|ылғы)?\.?$", re.IGNORECASE)
_MONTHS = tuple(
    tuple(fold(stem) for stem in stems.split())
    for stems in (
        "қаңтар янв jan",
        "ақпан фев feb",
        "наурыз мар mar",
        "сәуір апр apr",
        "мамыр май мая may",
        "маусым июн jun",
        "шілде июл jul",
        "тамыз авг aug",
        "қыркүйек сен sep",
        "қазан окт oct",
        "қараша ноя nov",
        "желтоқсан дек dec",
    )
)
_YEAR_WORDS = {"г", "год", "года", "ж", "жыл", "жылы", "жылгы", "of", "the"}


class NotADay(ValueError):
    """The text or number is no day. The argument is the problem's code."""


def day_from_serial(serial: int) -> date:
    if FIRST_SERIAL <= serial <= LAST_SERIAL:
        return EXCEL_EPOCH + timedelta(days=serial)
    if FIRST_YEAR <= serial <= LAST_YEAR:
        raise NotADay("date-year-only")
    if 1_000_000 <= serial <= 99_999_999:
        return _day_from_digits(f"{serial:08d}")
    raise NotADay("date-unreadable")


def day_from_text(text: str) -> date:
    """The day that the text names; day before month, as the country writes.

    >>> day_from_text("15/11/21"), day_from_text("2021 жылғы 15 қараша")
    (datetime.date(2021, 11, 15), datetime.date(2021, 11, 15))
    """
    text = _TIME.sub("", text.strip(" '’`\u00a0\t\n.,")).strip()
    text = _NO_TIME.sub("", text)
    if text.isascii() and text.isdigit():
        return _day_from_digits(text) if len(text) == 8 else day_from_serial(int(text[:10]))
    text = _YEAR_MARK.sub("", text).strip()
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _day(_full_year(year), int(month), int(day))
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
        return _day(int(year), int(month), int(day))
    return _day_in_words(text)


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= LAST_SHORT_YEAR else 1900)


def _day(year: int, month: int, day: int) -> date:
    if month > 12 and day <= 12:
        raise NotADay("date-order")
    try:
        found = date(year, month, day)
    except ValueError:
        raise NotADay("date-impossible") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADay("date-implausible")
    return found


def _day_from_digits(digits: str) -> date:
    """15112021 or 20211115: never plausible both ways, for no month is 19 or 20."""
    if FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR and int(digits[4:6]) <= 12:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return _day(int(digits[4:]), int(digits[2:4]), int(digits[:2]))


def _day_in_words(text: str) -> date:
    month = 0
    numbers: list[str] = []
    for word in re.findall(r"\d+|[^\W\d]+", fold(text)):
        if word.isdigit():
            numbers.append(word)
        elif word in _YEAR_WORDS or not month and (month := _month(word)):
            continue
        else:
            raise NotADay("date-unreadable")
    if not month or len(numbers) != 2:
        raise NotADay("date-unreadable")
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    if len(day) > 2 or len(year) not in (2, 4):
        raise NotADay("date-unreadable")
    return _day(_full_year(year), month, int(day))


def _month(word: str) -> int:
    for number, stems in enumerate(_MONTHS, 1):
        if any(word.startswith(stem) for stem in stems):
            return number
    return 0
