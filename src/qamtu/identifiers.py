"""The state's numbers of persons (ЖСН / ИИН) and of organisations (БСН / БИН).

ИИН: YYMMDD + century-and-sex digit + 4-digit serial + control digit; decree 406 of 22.05.2007.
БИН: YYMM + type (4 resident, 5 non-resident, 6 joint sole trader) + attribute (0 head, 1 branch,
2 representative office, 3 farm) + 5-digit serial + control digit; decree 565 of 11.06.2003.
The control digit has two passes of weights; where both give 10 the number is not issued.
"""

from datetime import date
from operator import mul

FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
CENTURY_DIGIT = {(18, "m"): 1, (18, "f"): 2, (19, "m"): 3, (19, "f"): 4, (20, "m"): 5, (20, "f"): 6}


def control_digit(first_eleven: str) -> int | None:
    """The control digit of eleven digits, or None where the number is never issued.

    >>> control_digit("99013130000")
    7
    >>> control_digit("90010130080") is None
    True
    """
    digits = list(map(int, first_eleven))
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        remainder: int = sum(map(mul, digits, weights)) % 11
        if remainder < 10:
            return remainder
    return None


def iin_problem(iin: str) -> str | None:
    """Why this is not an ИИН: «iin-length», «iin-date», «iin-century», «iin-control», or None."""
    if len(iin) != 12 or not iin.isascii() or not iin.isdigit():
        return "iin-length"
    if iin[6] not in "123456":
        return "iin-century"
    try:
        birth_date_of(iin)
    except ValueError:
        return "iin-date"
    if control_digit(iin[:11]) != int(iin[11]):
        return "iin-control"
    return None


def birth_date_of(iin: str) -> date:
    """The birth date that the number carries. Raises ValueError for an impossible date."""
    century = 1800 + (int(iin[6]) - 1) // 2 * 100
    return date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6]))


def sex_of(iin: str) -> str:
    """«m» or «f» by the seventh digit."""
    return "m" if int(iin[6]) % 2 else "f"


def make_iin(birth_date: date, sex: str, serial: int) -> str | None:
    """The number with this serial (0–9999), or None where the algorithm issues none."""
    century = CENTURY_DIGIT[(birth_date.year // 100, sex)]
    first_eleven = f"{birth_date:%y%m%d}{century}{serial:04d}"
    digit = control_digit(first_eleven)
    return None if digit is None else f"{first_eleven}{digit}"


def bin_problem(bin_: str) -> str | None:
    """Why this is not a БИН: «bin-length», «bin-structure», «bin-control», or None."""
    if len(bin_) != 12 or not bin_.isascii() or not bin_.isdigit():
        return "bin-length"
    if not 1 <= int(bin_[2:4]) <= 12 or bin_[4] not in "456" or bin_[5] not in "0123":
        return "bin-structure"
    if control_digit(bin_[:11]) != int(bin_[11]):
        return "bin-control"
    return None


def make_bin(year: int, month: int, serial: int) -> str | None:
    """A resident head office's number with this serial (0–99999), or None where none is issued."""
    first_eleven = f"{year % 100:02d}{month:02d}40{serial:05d}"
    digit = control_digit(first_eleven)
    return None if digit is None else f"{first_eleven}{digit}"
