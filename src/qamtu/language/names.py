"""Kazakh alphabetical order, and names in a case."""

from typing import Any

from petrovich.enums import Case as PetrovichCase
from petrovich.enums import Gender
from petrovich.main import Petrovich
from qazaq_inflector import QazaqNameInflector

ALPHABET = "абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANK = {letter: chr(0x100 + position) for position, letter in enumerate("аә" + ALPHABET[1:])}


def kazakh_sort_key(text: str) -> str:
    """A string that sorts by code points in Kazakh alphabetical order; Cyrillic before Latin.

    >>> sorted(["Бақыт", "Әлия", "Анар"], key=kazakh_sort_key)
    ['Анар', 'Әлия', 'Бақыт']
    """
    return "".join(
        _RANK.get(letter, letter if letter < "a" else chr(0x200 + ord(letter) % 0x1000))
        for letter in text.casefold()
    )


_RUSSIAN_CASES: dict[str, Any] = {
    "gen": PetrovichCase.GENITIVE,
    "dat": PetrovichCase.DATIVE,
    "acc": PetrovichCase.ACCUSATIVE,
}
_KAZAKH_CASES = {
    "gen": "genitive",
    "dat": "dative",
    "acc": "accusative",
    "loc": "locative",
    "abl": "ablative",
}
# «ұлы», «қызы» carry a possessive ending, after which the cases differ from those of a name.
_AFTER_POSSESSIVE = {"gen": "ның", "dat": "на", "acc": "н", "loc": "нда", "abl": "нан"}
_KAZAKH = QazaqNameInflector()
_RUSSIAN = Petrovich()


def decline(full_name: str, language: str, case: str, sex: str) -> str:
    """«Surname Given Patronymic» in a case; unchanged where the language or the case is unknown.

    Kazakh puts the ending on the last word alone; Russian declines every word («gen», «dat»,
    «acc»).

    >>> decline("Әбдіхалықова Әйгерім Ерланқызы", "kk", "dat", "f")
    'Әбдіхалықова Әйгерім Ерланқызына'
    """
    parts = full_name.split()
    if language == "kk" and case in _KAZAKH_CASES and parts:
        last = parts[-1]
        if last.endswith(("ұлы", "қызы", "улы", "кызы")):
            parts[-1] = last + _AFTER_POSSESSIVE[case]
        else:
            parts[-1] = str(_KAZAKH.inflect(last, _KAZAKH_CASES[case]))
        return " ".join(parts)
    if language == "ru" and case in _RUSSIAN_CASES and 2 <= len(parts) <= 3:
        gender = Gender.MALE if sex == "m" else Gender.FEMALE
        bend = (_RUSSIAN.lastname, _RUSSIAN.firstname, _RUSSIAN.middlename)
        return " ".join(
            how(part, _RUSSIAN_CASES[case], gender) for how, part in zip(bend, parts, strict=False)
        )
    return full_name
