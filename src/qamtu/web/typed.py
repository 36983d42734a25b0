"""What was typed into a form, read: lines, days, sums, phones, a place."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from qamtu.accounts.models import Office
from qamtu.ledger.models import FactRefused
from qamtu.people.models import Person
from qamtu.people.registry import normalise_phone
from qamtu.places.models import Territory

from .refusals import sentence_of

Typed = QueryDict | dict[str, Any]
MOST_TIYN = 10**17  # well within a bigint of PostgreSQL
MOST_COUNTED = 2**31 - 1
LONGEST_REASON = 500
FIRST_YEAR = 1900


class BadInput(Exception):
    """What was typed can not be read; the text says what and how to write it."""


def sentence_beside(problem: BadInput | FactRefused) -> str:
    """What stands beside the form: what was typed wrongly, or why the act was refused."""
    return str(problem) if isinstance(problem, BadInput) else sentence_of(problem)


def line_of(text: str, *, longest: int) -> str:
    """One line of text, no longer than its column."""
    line = " ".join(text.replace("\0", "").split())
    if len(line) > longest:
        raise BadInput(_("The text is too long: at most %(longest)s signs.") % {"longest": longest})
    return line


def reason_of(typed: Typed) -> str:
    """Why something ended or was a mistake; the verb refuses a blank one."""
    return line_of(typed.get("reason", ""), longest=LONGEST_REASON)


def day_of(text: str, *, may_be_later: bool = False) -> date:
    """A day, not after today unless it `may_be_later`."""
    day = readable_day(text)
    if day is None or day.year < FIRST_YEAR:
        raise BadInput(_("The day is not readable; choose it again."))
    if day > date.today() and not may_be_later:
        raise BadInput(_("The day lies in the future."))
    return day


def day_or_none(text: str, *, may_be_later: bool = False) -> date | None:
    """A day as `day_of` reads it, where one is typed at all."""
    return day_of(text, may_be_later=may_be_later) if text else None


def day_asked_for(text: str, usual: date) -> date:
    """A day of a page's address: the usual one where none, or none that can be, is asked for."""
    try:
        return day_of(text, may_be_later=True) if text else usual
    except BadInput:
        return usual


def readable_day(text: str) -> date | None:
    """A day of the calendar, or none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def tiyn_of(text: str, *, may_be_negative: bool = False) -> int:
    """A sum typed in tenge, as tiyn."""
    cleaned = text.replace("\u00a0", "").replace(" ", "").replace(",", ".").replace("−", "-")
    is_negative = may_be_negative and cleaned.startswith("-")
    whole, _dot, part = cleaned.removeprefix("-" if is_negative else "").partition(".")
    if not _are_digits(whole) or (part and (not _are_digits(part) or len(part) > 2)):
        raise BadInput(_("Write the sum in tenge, for example 11 668,00."))
    amount = int(whole) * 100 + int((part or "0").ljust(2, "0"))
    if amount == 0:
        raise BadInput(_("The sum must be more than zero."))
    if amount > MOST_TIYN:
        raise BadInput(_("Write the sum in tenge, for example 11 668,00."))
    return -amount if is_negative else amount


def whole_number_of(text: str, *, most: int = MOST_COUNTED) -> int:
    """A count of something."""
    cleaned = text.replace("\u00a0", "").replace(" ", "")
    if not _are_digits(cleaned) or not 0 < int(cleaned) <= most:
        raise BadInput(_("Write how many as a whole number."))
    return int(cleaned)


def phones_of(text: str) -> list[str]:
    """Phones separated by commas, as their ten digits."""
    found = []
    for part in text.replace(";", ",").split(","):
        if part.strip():
            phone = normalise_phone(part)
            if not phone:
                raise BadInput(
                    _("«%(phone)s» is not a phone number: write ten digits after +7.")
                    % {"phone": part.strip()}
                )
            found.append(phone)
    return found


def person_of(text: str, office: Office) -> Person:
    """The person of an ИИН in the office's register."""
    iin = digits_of(text)
    found = Person.objects.filter(office=office, iin=iin).first() if iin else None
    if found is None:
        raise BadInput(_("There is no person of this IIN in the register: %(iin)s.") % {"iin": iin})
    return found


def place_of(text: str, office: Office) -> Territory | None:
    """A place of the office's district, or none."""
    if not text:
        return None
    found = Territory.objects.within(office.territory).filter(pk=key_of(text)).first()
    if found is None:
        raise BadInput(_("Choose the place from the list."))
    return found


def digits_of(text: str) -> str:
    """The digits of a number that was typed with spaces or dashes."""
    return "".join(sign for sign in text if "0" <= sign <= "9")


def key_of(text: str) -> int:
    """The key of a row that a form names; 0 where there can be none."""
    return int(text) if _are_digits(text) and len(text) < 19 else 0


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
