"""What one cell says. Each kind of column has one parser: exact, or a problem's code."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from qamtu.exchange.workbook.dates import NotADay, day_from_serial, day_from_text
from qamtu.exchange.workbook.failures import FAILURES
from qamtu.exchange.workbook.folding import fold, mend_alphabet, visible

Cell = int | float | str | bool | time | date | datetime | timedelta
Kind = Literal["text", "iin", "bin", "date", "integer", "money", "phone", "sex", "name"]
Check = Callable[[str], str | None]
Parser = Callable[[Cell], object]

BLANKS = frozenset({"", "-", "–", "—", "―", "'", "--", "---"})
REMEMBERED = 50_000  # distinct texts of a column that are parsed once
SHORTEST_NUMBER = 9  # 000101…: a person or a firm of January 2000 loses three zeros
LARGEST_EXACT = 2**53 // 100  # a binary fraction above this no longer holds whole tiyn

_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")  # no register keeps a control character
_IDENTIFIER_NOISE = re.compile(r"(?<=\d)-(?=\d)|[\s'’‘`´\"_]+")
_ROUND_FRACTION = re.compile(r"[.,]0+$")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
_AMOUNT_NOISE = re.compile(r"[\s'’_]+|(тенге|теңге|тңг|тг|kzt|₸)\.?", re.IGNORECASE)
_GROUPED = re.compile(r"(-?)(\d{1,3}(?:(,)\d{3}(?:,\d{3})*|(\.)\d{3}(?:\.\d{3})*))([.,]\d{1,2})?")
_PHONE_BREAK = re.compile(r"[,;/\n|]+|\s{2,}")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]|[^\x00-\x7f\s]")
_MALE = ("е", "ер", "еркек", "м", "m", "муж", "мужской", "мужчина", "ұл", "male", "man")
_FEMALE = ("ә", "әйел", "эйел", "ж", "f", "жен", "женский", "женщина", "қыз", "female", "woman")
SEXES = {
    **dict.fromkeys(map(fold, (*_MALE, "e", "ер адам")), "m"),
    **dict.fromkeys(map(fold, (*_FEMALE, "әйел адам")), "f"),
}


class CellProblem(ValueError):
    """The cell cannot be taken. The argument is the problem's code."""

    @property
    def code(self) -> str:
        return str(self.args[0])


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and (cell in BLANKS or cell.strip() in BLANKS)


def as_text(cell: Cell) -> str:
    """The cell as the clerk sees it: whole numbers without «.0», days without midnight."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def parse_text(cell: Cell) -> str:
    return _SPACES.sub(" ", as_text(cell)).strip()


def parse_name(cell: Cell) -> str:
    """A name: one space between words, and no Latin letter hidden in a Cyrillic word."""
    if not isinstance(cell, str) or _DIGIT.search(cell):
        raise CellProblem("name-unreadable")
    if "(" in cell or ")" in cell:
        raise CellProblem("name-brackets")
    return mend_alphabet(_SPACES.sub(" ", cell).strip())


def parse_iin(cell: Cell) -> str:
    """Twelve digits, with the zeros that a number lost. The control digit is checked elsewhere.

    >>> parse_iin(10203500123.0), parse_iin("'850704 400000"), parse_iin("850704400000.0")
    ('010203500123', '850704400000', '850704400000')
    """
    return _twelve_digits(cell, "iin")


def parse_bin(cell: Cell) -> str:
    return _twelve_digits(cell, "bin")


def _twelve_digits(cell: Cell, kind: str) -> str:
    if isinstance(cell, float) and cell.is_integer() or type(cell) is int:
        digits = str(int(cell))
    elif isinstance(cell, str):
        digits = _ROUND_FRACTION.sub("", _IDENTIFIER_NOISE.sub("", visible(cell)))
        if _SCIENTIFIC.fullmatch(digits):
            raise CellProblem("number-rounded")
    else:
        raise CellProblem(f"{kind}-length")
    if not SHORTEST_NUMBER <= len(digits) <= 12 or not digits.isascii() or not digits.isdigit():
        raise CellProblem(f"{kind}-length")
    return digits.zfill(12)


def parse_date(cell: Cell) -> date:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        if 1900 <= cell.year <= 2099:
            return cell
        raise CellProblem("date-implausible")
    try:
        if isinstance(cell, str):
            return day_from_text(cell)
        if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 < cell < 1e8:
            return day_from_serial(int(cell))
    except NotADay as problem:
        raise CellProblem(*problem.args) from None
    raise CellProblem("date-unreadable")


def parse_integer(cell: Cell) -> int:
    if isinstance(cell, float) and cell.is_integer() or type(cell) is int:
        return int(cell)
    if isinstance(cell, str):
        text = _ROUND_FRACTION.sub("", _SPACES.sub("", cell).replace("−", "-").lstrip("'"))
        if re.fullmatch(r"-?[0-9]{1,18}", text):
            return int(text)
    raise CellProblem("integer-unreadable")


def parse_money(cell: Cell) -> int:
    """Whole tiyn. A text that could be read two ways («1,234») is a problem, not a guess.

    >>> parse_money("1 234,50 тг"), parse_money(1234.5), parse_money("1,234.50")
    (123450, 123450, 123450)
    """
    return money_in(1)(cell)


def money_in(scale: int) -> Callable[[Cell], int]:
    """The parser of a money column whose header says «тыс. тенге» (1000) or «млн» (1000000)."""
    in_tiyn = 100 * scale

    def parse(cell: Cell) -> int:
        if type(cell) is float or type(cell) is int:
            if not -LARGEST_EXACT < cell * scale < LARGEST_EXACT:
                raise CellProblem("money-unreadable")
            tiyn = round(cell * in_tiyn)
            if abs(cell * in_tiyn - tiyn) > 0.001:
                raise CellProblem("money-precision")
            return tiyn
        if not isinstance(cell, str):
            raise CellProblem("money-unreadable")
        exact = _amount(cell) * in_tiyn
        if exact != int(exact):
            raise CellProblem("money-precision")
        return int(exact)

    def _amount(cell: str) -> Decimal:
        text = _AMOUNT_NOISE.sub("", cell.replace("−", "-"))
        if match := re.fullmatch(r"(-?)([0-9]{1,15})(?:[.,]([0-9]+))?", text):
            sign, whole, fraction = match.groups()
            if fraction and len(fraction) == 3 and scale == 1:
                raise CellProblem("money-unclear")
            return Decimal(f"{sign}{whole}.{fraction or 0}")
        if match := _GROUPED.fullmatch(text):
            sign, whole, comma, _dot, fraction = match.groups()
            mark = "," if comma else "."
            if fraction and fraction[0] == mark:
                raise CellProblem("money-unclear")
            return Decimal(sign + whole.replace(mark, "") + (fraction or "").replace(",", "."))
        raise CellProblem("money-unreadable")

    return parse


def parse_phone(cell: Cell) -> str:
    """«+7» and ten digits. Several numbers in one cell stay, with «, » between them.

    >>> parse_phone("8 (701) 123-45-67"), parse_phone(7011234567.0)
    ('+77011234567', '+77011234567')
    """
    text = as_text(cell)
    try:
        return _one_phone(text)
    except CellProblem:
        parts = [part for part in _PHONE_BREAK.split(text.strip()) if part.strip()]
        if len(parts) < 2:
            raise
        return ", ".join(dict.fromkeys(map(_one_phone, parts)))


def _one_phone(text: str) -> str:
    digits = _NOT_DIGIT.sub("", text)
    letters = fold(re.sub(r"[\d\s]", " ", text)) if _LETTER.search(text) else ""
    if letters and not set(letters.split()) <= {"тел", "моб", "уялы", "телефон", "сот", "tel"}:
        raise CellProblem("phone-unreadable")
    if len(digits) == 11 and digits[0] in "78":
        return f"+7{digits[1:]}"
    if len(digits) == 10 and not text.lstrip().startswith("+"):
        return f"+7{digits}"
    if 10 <= len(digits) <= 15 and text.lstrip().startswith("+") and digits[0] != "7":
        return f"+{digits}"
    raise CellProblem("phone-length")


def parse_sex(cell: Cell) -> str:
    """«m» or «f»."""
    sex = SEXES.get(fold(cell)) if isinstance(cell, str) else None
    if sex is None:
        raise CellProblem("sex-unreadable")
    return sex


PARSERS: Mapping[Kind, Parser] = {
    "text": parse_text,
    "iin": parse_iin,
    "bin": parse_bin,
    "date": parse_date,
    "integer": parse_integer,
    "money": parse_money,
    "phone": parse_phone,
    "sex": parse_sex,
    "name": parse_name,
}


class Remembered(dict[Cell, object]):
    """A column's parser: `column[cell]` is the value, None where the cell is blank.

    Texts and days recur, so they are kept; numbers are not, because 1, 1.0 and True are one key.
    """

    def __init__(self, parse: Parser, check: Check | None = None) -> None:
        super().__init__(dict.fromkeys(BLANKS))
        self.parse = parse
        self.check = check

    def __missing__(self, cell: Cell) -> object:
        said = cell
        if isinstance(cell, str):
            said = visible(cell)
            if said.strip() in BLANKS:
                return None
            if said.strip() in FAILURES:
                raise CellProblem("formula-failed")
        value = self.parse(said)
        if self.check is not None and (code := self.check(str(value))):
            raise CellProblem(code)
        if isinstance(cell, str | date) and len(self) < REMEMBERED:
            self[cell] = value
        return value
